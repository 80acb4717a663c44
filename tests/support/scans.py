"""Sheets as a scanner or a telephone gives them: pages of our own PDFs as pictures, askew, turned, grainy.

Nothing but Pillow and pdfium, whose own letters stand in for fonts: the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from ingest.documents.sniff import sort_of
from ingest.errand import Done, Errands
from ingest.opening import open_page
from ingest.page import Page
from ingest.programs import programs_at_hand, run_errands
from ingest.unread import NotRead
from tests.support.pdfs import cross, frame, grid, pdf, words

_ROUNDS = 6


def sheet(pairs: Sequence[tuple[str, str]], options: Sequence[str] = (), ticked: Sequence[str] = ()) -> str:
    """One page of a form: a heading, a ruled table of questions and answers, and tick boxes below it."""
    drawn = words(50, 60, "Casework form of the Vale branch", "B", 14) + grid(50, 80, [180, 320], pairs)
    top = 80 + 24 * len(pairs) + 40
    if options:
        drawn += words(50, top - 12, "What is it about? (tick all that apply)", "B")
    for at, option in enumerate(options):
        y = top + 20 * at
        drawn += frame(60, y, 10, 10) + words(78, y + 9, option)
        if option in ticked:
            drawn += cross(60, y, 10)
    return drawn


def pictures(pages: Sequence[str], dpi: int = 200) -> list[Image.Image]:
    """The pages as clean grey pictures."""
    document = pypdfium2.PdfDocument(pdf(pages))
    return [
        document[at].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        for at in range(len(document))
    ]


def askew(picture: Image.Image, degrees: float = 1.5, grain: float = 10) -> Image.Image:
    """As it lies in a scanner: not straight, on greyish paper, with grain."""
    turned = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    dots = np.asarray(turned, dtype=np.float64) * 0.88 + 18
    dots += np.random.default_rng(1).normal(0, grain, dots.shape)
    return Image.fromarray(dots.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.5))


def shaded(picture: Image.Image) -> Image.Image:
    """As a telephone sees it: a shadow over one corner."""
    width, height = picture.size
    across = np.linspace(0.45, 1.0, width)[None, :] * np.linspace(0.7, 1.0, height)[:, None]
    return Image.fromarray((np.asarray(picture) * across).clip(0, 255).astype(np.uint8))


def stored(pages: Sequence[Image.Image], kind: str, dpi: int = 200) -> bytes:
    """As a file: JPEG, PNG, TIFF, WEBP or PDF; several pages in the latter two but one."""
    file = BytesIO()
    first, *rest = pages
    if kind in ("TIFF", "PDF"):
        first.save(file, kind, save_all=True, append_images=rest, resolution=dpi, dpi=(dpi, dpi))
    else:
        first.save(file, kind, quality=60)
    return file.getvalue()


def read_in_rounds(content: bytes) -> Page | NotRead:
    """The document's page, programs run between the rounds, as the reader does it."""
    done: list[Done] = []
    for _ in range(_ROUNDS):
        errands = Errands(programs_at_hand(), done)
        page = open_page(content, sort_of(content), errands)
        if not errands.wanted:
            return page
        done.extend(run_errands(errands.wanted))
    raise AssertionError("a document is read in a few rounds")
