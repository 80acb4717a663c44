"""Memory laid out so that a forked child writes to few pages of its parent's: each is copied for it.

Python writes to whatever it uses: a call alone counts a reference to the code that is called. The code that
reads a letter lies strewn over all that was ever loaded, a little on each page: moved together it takes few.
And a child that is given small pieces of memory here and there, in the gaps that loading left, has a page
copied for each: so they are filled. Together a quarter of the pages, about two milliseconds a letter.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from collections.abc import Callable, Mapping
from types import CodeType, FrameType, FunctionType

_SIZES = (*range(65_536, 2_048, -2_048), *range(2_048, 16, -16))  # bytes; the C library deals in sixteens
_MOST = 1_000  # gaps of one size that are filled


def move_together(run: Callable[[], object]) -> list[CodeType]:
    """Give every Python function that `run` comes to call a copy of its code, each beside the last.

    Returns the old code, which is to be kept: let go, it would leave gaps.
    """
    used = _used(run)
    functions = [found for found in gc.get_objects() if isinstance(found, FunctionType)]
    fill_gaps()
    copies: dict[int, CodeType] = {}
    for function in functions:
        if id(function.__code__) in used:
            function.__code__ = _copy(function.__code__, used, copies)
    return [*used.values()]


def _used(run: Callable[[], object]) -> dict[int, CodeType]:
    """By identity: two functions that say the same have equal code."""
    used: dict[int, CodeType] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            used[id(frame.f_code)] = frame.f_code

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return used


def _copy(code: CodeType, used: Mapping[int, CodeType], copies: dict[int, CodeType]) -> CodeType:
    """A copy, with copies of the functions inside that are used."""
    if id(code) not in copies:
        inner = tuple(
            _copy(one, used, copies) if isinstance(one, CodeType) and id(one) in used else one
            for one in code.co_consts
        )
        copies[id(code)] = code.replace(co_consts=inner)
    return copies[id(code)]


def fill_gaps() -> None:
    """Take up, for good, the free pieces that lie between others in the heap of the GNU C library."""
    if "CS_GNU_LIBC_VERSION" not in os.confstr_names:
        return
    library = ctypes.CDLL(None)
    library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    library.free.restype, library.free.argtypes = None, [ctypes.c_void_p]
    end = max(library.malloc(_SIZES[0]) or 0 for _ in range(8))
    for size in _SIZES:
        for _ in range(_MOST):
            piece = library.malloc(size) or 0
            if not piece or piece > end:  # there was no gap of that size
                library.free(piece)
                break
