"""The photographs of iPhones (HEIF) -> plain grey pictures, contained.

Its decoder starts threads of its own, which the contained child may not do; so it runs where programs do.
"""

from __future__ import annotations

import sys
import sysconfig
from importlib.util import find_spec

from ingest.contained import Limits, run

_SECONDS = 15.0
_MEMORY = 1024 * 1024 * 1024
_MOST_PIXELS = 60_000_000
_PHOTOGRAPH, _PICTURE = "photograph.heic", "picture.pgm"
_PROGRAM = f"""
import sys
sys.path.insert(0, sys.argv[1])
import pi_heif
from PIL import Image
pi_heif.register_heif_opener()
with Image.open("{_PHOTOGRAPH}", formats=["HEIF"]) as picture:
    assert picture.width * picture.height <= {_MOST_PIXELS}
    picture.convert("L").save("{_PICTURE}", "PPM")
"""


def decodes() -> bool:
    """Whether the library for it is installed."""
    return all(find_spec(name) is not None for name in ("PIL", "pi_heif"))


def decode(content: bytes, seconds: float) -> bytes:
    """The picture in grey (PGM), turned as the camera says. Raises `NotRun`."""
    library = sysconfig.get_path("platlib")
    limits = Limits(
        wall_seconds=min(seconds, _SECONDS),
        cpu_seconds=int(_SECONDS),
        memory=_MEMORY,
        written=2 * _MOST_PIXELS,
        folders=(sys.prefix, sys.base_prefix, library),
    )
    argv = [sys.executable, "-I", "-S", "-c", _PROGRAM, library]
    return run(argv, {_PHOTOGRAPH: content}, [_PICTURE], limits)[_PICTURE]
