"""Letters in a picture -> words with their places and how sure each is, by tesseract, contained.

The picture is a plain grey one (PGM) that the contained child has decoded and painted anew; the answer is
hOCR, which only the contained child reads.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from ingest.contained import Limits, installed, run

_SECONDS = 20.0  # one page
_MEMORY = 512 * 1024 * 1024
_RESULT = 16 * 1024 * 1024
_PICTURE, _WORDS = "page.pgm", "page"
_DPI = 200
_SPARSE = "11"  # words wherever they stand: a form is no running text
_TRAINED = (Path("/usr/share/tesseract-ocr"), Path("/usr/share/tessdata"), Path("/usr/local/share/tessdata"))
_NEEDED = ("PIL", "pypdfium2", "numpy")


def recognises() -> bool:
    """Whether the program and the libraries that prepare pictures for it are installed."""
    return bool(installed("tesseract")) and all(find_spec(name) is not None for name in _NEEDED)


def recognise(picture: bytes, seconds: float) -> bytes:
    """hOCR of one upright grey page. Raises `NotRun`."""
    limits = Limits(
        wall_seconds=min(seconds, _SECONDS),
        cpu_seconds=int(_SECONDS),
        memory=_MEMORY,
        written=_RESULT + len(picture),
        settings=(("OMP_THREAD_LIMIT", "1"),),
    )
    argv = [
        installed("tesseract"),
        _PICTURE,
        _WORDS,
        *("-l", _letters()),
        *("--psm", _SPARSE),
        *("--dpi", str(_DPI)),
        "hocr",
    ]
    return run(argv, {_PICTURE: picture}, [f"{_WORDS}.hocr"], limits)[f"{_WORDS}.hocr"]


def _letters() -> str:
    """The trained letters to use: all that are written in Latin script, where installed, else English ones.

    English ones know no accents: names lose theirs (scan_accents.py sees to it that such names are doubtful).
    """
    for folder in _TRAINED:
        for found in sorted(folder.glob("**/Latin.traineddata")):
            return "script/Latin" if found.parent.name == "script" else "Latin"
    return "eng"
