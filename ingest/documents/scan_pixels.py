"""Photographs and scans -> grey pages of one scale, within limits: pixels are counted before they are made.

Pillow decodes pictures, pdfium paints the pages of a PDF; both are loaded only here and only when needed,
behind the walls of the contained child.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence

from ingest.documents.seen import OnlySeen
from ingest.documents.zipped import Unreadable

Grey = NDArray[np.uint8]
"""A page by rows, 0 black, 255 white, `DPI` dots to the inch."""

DPI = 200
MAX_SCANNED = 6  # pages; a form has two or three
MAX_PIXELS = 60_000_000  # declared; the cameras of most telephones stay below
_LONG_SIDE = 11.69  # inches: a picture that does not say is taken to show a sheet of A4
_SIZES = (5.0, 17.5)  # inches; a long side outside says nothing of the paper
_UNKNOWN = 72.5  # dots to the inch: programs that do not know say 72
_FEWEST = 400  # pixels; a smaller picture holds no page
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF", "PPM")


def pages_of_picture(content: bytes) -> list[Grey]:
    """The pages of a picture file (a TIFF may have several), turned as the camera says.

    Raises `Unreadable`: damaged, far too large or too small.
    """
    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is decoded
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=_known_formats()) as picture:
                return _limited(_frame(frame) for frame in ImageSequence.Iterator(picture))
    except (Unreadable, MemoryError):
        raise
    except Exception as fault:
        raise Unreadable("it is a damaged picture") from fault


def pages_of_pdf(content: bytes) -> list[Grey]:
    """The pages of a PDF as they look. Raises `Unreadable`."""
    try:
        document = pypdfium2.PdfDocument(content)
        return _limited(_painted(document[at]) for at in range(len(document)))
    except (Unreadable, MemoryError):
        raise
    except Exception as fault:
        raise Unreadable("it is damaged") from fault


def _limited(pages: Iterator[Grey]) -> list[Grey]:
    found = list(islice(pages, MAX_SCANNED + 1))
    if len(found) > MAX_SCANNED:
        raise OnlySeen(f"it is a scan of more than {MAX_SCANNED} pages")
    return found


def _known_formats() -> tuple[str, ...]:
    Image.init()
    return tuple(name for name in _FORMATS if name in Image.OPEN)


def _frame(picture: Image.Image) -> Grey:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise OnlySeen("it is a picture far larger than a page can be")
    if max(width, height) < _FEWEST:
        raise OnlySeen("it is too small a picture to hold a page")
    long_side = _inches(picture) * DPI
    smaller = long_side / max(width, height)
    picture.draft("L", (int(width * smaller), int(height * smaller)))  # a JPEG comes smaller at no cost
    shown = ImageOps.exif_transpose(_on_white(picture))
    scale = long_side / max(shown.size)
    size = max(1, round(shown.width * scale)), max(1, round(shown.height * scale))
    return np.asarray(shown.resize(size, Image.Resampling.LANCZOS) if size != shown.size else shown)


def _on_white(picture: Image.Image) -> Image.Image:
    """In grey; what is transparent is paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Image.new("L", layered.size, 255)
        paper.paste(layered.convert("L"), mask=layered.getchannel("A"))
        paper.getexif().update(picture.getexif())
        return paper
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        values = np.asarray(picture, dtype=np.float64)
        most = 65_535.0 if values.max(initial=0) > 255 else 255.0
        return Image.fromarray((values * (255.0 / most)).clip(0, 255).astype(np.uint8))
    return picture.convert("L")


def _inches(picture: Image.Image) -> float:
    """The long side of the paper, by what a scanner wrote into the file, if that can be so."""
    stated = picture.info.get("dpi")
    if isinstance(stated, tuple) and len(stated) == 2:
        dots = float(max(stated))
        inches = max(picture.size) / dots if dots > _UNKNOWN else 0.0
        if _SIZES[0] <= inches <= _SIZES[1]:
            return inches
    return _LONG_SIDE


def _painted(page: pypdfium2.PdfPage) -> Grey:
    width, height = page.get_size()
    scale = DPI / 72
    if max(width, height) > 72 * _SIZES[1] or max(width, height) < 72 * 3:
        scale = _LONG_SIDE * DPI / max(width, height, 1.0)
    if width * height * scale * scale > MAX_PIXELS or min(width, height) * scale < _FEWEST / 4:
        raise OnlySeen("its pages are not of a size that a page can have")
    painted = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    return np.array(painted.to_numpy()).reshape(painted.height, painted.width)
