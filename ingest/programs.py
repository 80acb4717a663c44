"""The programs of the system that documents may need, run contained, for the reader (contained.py).

Adding one: a line in `PROGRAMS`, with how to tell whether it is at hand and what to do with the bytes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from ingest.contained import NotRun
from ingest.errand import Done, Errand
from ingest.heif import decode, decodes
from ingest.office import converts, to_docx
from ingest.tesseract import recognise, recognises

_AT_ONCE = 2
_MOST = 16  # errands of one letter in one round
_SECONDS = 45.0  # for all the errands of one round


@dataclass(frozen=True, slots=True)
class Program:
    """`run` takes the bytes and the seconds it may take, and raises `NotRun`."""

    at_hand: Callable[[], bool]
    run: Callable[[bytes, float], bytes]


PROGRAMS: Mapping[str, Program] = {
    "letters": Program(recognises, recognise),
    "photographs": Program(decodes, decode),
    "office": Program(converts, to_docx),
}


def programs_at_hand() -> tuple[str, ...]:
    """The names of the programs that are installed."""
    return tuple(name for name, program in PROGRAMS.items() if program.at_hand())


def run_errands(errands: Sequence[Errand]) -> list[Done]:
    """All that was asked for, done or with the reason why not, within the time for a round. Never raises
    for what an errand holds.
    """
    until = time.monotonic() + _SECONDS
    with ThreadPoolExecutor(_AT_ONCE, "errand") as pool:
        return list(pool.map(lambda errand: _run(errand, until), errands[:_MOST]))


def _run(errand: Errand, until: float) -> Done:
    program = PROGRAMS.get(errand.program)
    left = until - time.monotonic()
    if program is None:
        return Done(errand.key, reason="there is no program for it on this computer")
    if left <= 0:
        return Done(errand.key, reason="it took too long")
    try:
        return Done(errand.key, program.run(errand.content, left))
    except NotRun as reason:
        return Done(errand.key, reason=str(reason))
