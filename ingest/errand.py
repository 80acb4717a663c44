"""What a document needs done by a program of the system: asked for by the contained child, which runs none.

In the first round the child notes what it wants and says that the document is not read; the reader has it
done (programs.py) and sends the letter again with the results (docs/why/005-programs-contained.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from ingest.documents.zipped import Unreadable
from ingest.wire import framed, frames

_MARK = b"?"
_KEY = 64


class Wanted(Exception):
    """The document is read in the next round: something must be done outside first."""


@dataclass(frozen=True, slots=True)
class Errand:
    """Bytes for a program, by the name it has in programs.py."""

    program: str
    content: bytes

    @property
    def key(self) -> str:
        """The same for the same errand in every round."""
        return sha256(self.program.encode() + b"\n" + self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an errand: a result, or the reason why there is none (the end of a plain sentence)."""

    key: str
    result: bytes = b""
    reason: str = ""


class Errands:
    """The errands of one letter in one round. `programs` are those at hand; `done`, what is known already."""

    def __init__(self, programs: Iterable[str] = (), done: Iterable[Done] = ()) -> None:
        self._programs = frozenset(programs)
        self._done = {one.key: one for one in done}
        self._wanted: dict[str, Errand] = {}

    def at_hand(self, program: str) -> bool:
        """Whether there is such a program on this machine."""
        return program in self._programs

    def ask(self, program: str, content: bytes) -> bytes:
        """The program's result. Raises `Wanted`: in the next round; `Unreadable`: there is none, and why."""
        if program not in self._programs:
            raise Unreadable("there is no program for it on this computer")
        errand = Errand(program, content)
        done = self._done.get(errand.key)
        if done is None:
            self._wanted[errand.key] = errand
            raise Wanted
        if done.reason:
            raise Unreadable(done.reason)
        return done.result

    @property
    def wanted(self) -> tuple[Errand, ...]:
        """What is to be done before the next round, each once."""
        return tuple(self._wanted.values())


def packed_errand(errand: Errand) -> bytes:
    """An errand as a child writes it; no reading begins like that."""
    return _MARK + errand.program.encode() + b"\n" + errand.content


def parted(whole: Iterable[bytes]) -> tuple[list[bytes], list[Errand]]:
    """What a child wrote, by its frames: readings and errands."""
    readings: list[bytes] = []
    errands: list[Errand] = []
    for frame in whole:
        if not frame.startswith(_MARK):
            readings.append(frame)
            continue
        name, _, content = frame[1:].partition(b"\n")
        errands.append(Errand(name.decode("ascii", "replace"), content))
    return readings, errands


def pack_done(done: Iterable[Done]) -> bytes:
    """Results as they go to the fork server, beside the letter."""
    return b"".join(
        framed(one.key.encode("ascii") + (b"-" + one.reason.encode() if one.reason else b"+" + one.result))
        for one in done
    )


def unpack_done(content: bytes) -> Iterator[Done]:
    """The results that came with a letter."""
    for frame in frames(content)[0]:
        key, sign, rest = frame[:_KEY].decode("ascii"), frame[_KEY : _KEY + 1], frame[_KEY + 1 :]
        yield Done(key, reason=rest.decode()) if sign == b"-" else Done(key, rest)
