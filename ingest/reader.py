"""The contained reader: raw letters in, readings out, whatever the letters do (DESIGN.md §4, TRUST.md S9).

Each letter is opened in a child process without files, network or much memory and time. Crash, time out, out
of memory, garbage: each is an answer, a reading that says in one sentence what could not be read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from types import TracebackType
from typing import Self

from ingest.codec import Garbled, pack_settings, unpack
from ingest.errand import Done, Errand, pack_done, parted
from ingest.limits import RAW_BYTES
from ingest.line import WALL_SECONDS, WORKERS, Line, LineDown
from ingest.outside import closed_reading
from ingest.programs import programs_at_hand, run_errands
from ingest.reading import FormSettings, Reading
from ingest.waited import PATIENCE
from ingest.wire import REASONS, Ending, frames

_TOO_LARGE = f"it is larger than {RAW_BYTES // (1024 * 1024)} MB"
_SERVER_DIED = "the reader had to be stopped over it"
_DOCUMENTS_NOT_READ = "The documents of this letter could not be read: {reason}. Please open them yourself."
_STARTS = 2
_MOST_ERRANDS = 24  # done for one letter, all rounds together
_AHEAD, _AHEAD_BYTES = 8, 4_000_000  # letters for each worker, and what they may come to together
_START_SECONDS = 30.0  # to start and warm up a fork server on a slow machine


class ReaderUnavailable(Exception):
    """No reader can be started on this machine now. No letter is to blame: leave them and try again later."""


class Reader:
    """Reads letters in contained children, `workers` at once. For one thread; use `with`, or `close`."""

    def __init__(
        self,
        settings: FormSettings,
        *,
        wall_seconds: float = WALL_SECONDS,
        workers: int = WORKERS,
        line: Line | None = None,
    ) -> None:
        """`wall_seconds`: how long one letter may take, its waiting for a processor aside (waited.py).

        Nothing is started before the first letter.

        `line`: one that was started ahead and knows no settings yet; the reader closes it.
        """
        self._settings = pack_settings(replace(settings, programs=programs_at_hand()))
        self._wall_seconds = wall_seconds
        self._workers = workers
        self._line = line
        self._warm = False
        self._walls = ""
        self._numbers = 0
        self._done: dict[int, list[Done]] = {}  # errands, by the letters that are read again
        if line is not None:
            line.send(0, self._settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the fork server and its children. The next letter would start it again."""
        if self._line is not None:
            self._line.close()
            self._line, self._warm = None, False

    def begin(self) -> None:
        """Start to warm up without waiting for it: a letter is about to come. Raises nothing: `read` will."""
        if self._line is None:
            try:
                self._line = self._started()
            except LineDown:
                return

    def walls(self) -> str:
        """What contains the children on this machine, in words; "" if the reader does not start."""
        try:
            self._ready()
        except ReaderUnavailable:
            return ""
        return self._walls

    def read(self, raw: bytes) -> Reading:
        """What one letter holds. Raises `ReaderUnavailable`, but never for anything a letter can do."""
        return next(self.read_many([raw]))

    def read_many(self, raws: Iterable[bytes]) -> Iterator[Reading]:
        """The readings of these letters, in their order, while further ones are being read.

        Raises `ReaderUnavailable`, but never for anything a letter can do.
        """
        source = iter(raws)
        waiting: deque[tuple[int, bytes]] = deque()
        done: dict[int, Reading] = {}
        while True:
            while self._has_room(waiting) and (raw := next(source, None)) is not None:
                self._numbers += 1
                waiting.append((self._numbers, raw))
                if len(raw) > RAW_BYTES:
                    done[self._numbers] = closed_reading(raw, _TOO_LARGE)
                else:
                    self._ready().send(self._numbers, raw)
            if not waiting:
                return
            number, raw = waiting[0]
            if number not in done:
                self._collect(waiting, done)
                continue
            waiting.popleft()
            yield done.pop(number)

    def _has_room(self, waiting: Collection[tuple[int, bytes]]) -> bool:
        """Whether to read one more ahead: enough to do while nobody asks, few bytes held for it."""
        ahead = len(waiting) < _AHEAD * self._workers
        return not waiting or (ahead and sum(len(raw) for _, raw in waiting) < _AHEAD_BYTES)

    def _collect(self, waiting: Iterable[tuple[int, bytes]], done: dict[int, Reading]) -> None:
        """Take in at least one answer; if the server died, read what it held one letter at a time."""
        raws = {number: raw for number, raw in waiting if number not in done}
        try:
            for number, ending, written in self._ready().receive(self._patience(len(raws))):
                if number not in raws:  # of a `read_many` that was left half way
                    self._done.pop(number, None)
                    continue
                reading = self._settle(number, raws[number], ending, written)
                if reading is not None:
                    done[number] = reading
        except LineDown:
            self.close()
            for number, raw in raws.items():
                if number not in done:
                    done[number] = self._alone(number, raw)

    def _alone(self, number: int, raw: bytes) -> Reading:
        """Read a letter that a server may have died of, with no other beside it, once."""
        line = self._ready()
        line.send(number, raw, pack_done(self._done.get(number, ())))
        try:
            while True:
                for answered, ending, written in line.receive(self._patience(1)):
                    reading = self._settle(number, raw, ending, written) if answered == number else None
                    if reading is not None:
                        return reading
        except LineDown:
            self.close()
            return closed_reading(raw, _SERVER_DIED)

    def _settle(self, number: int, raw: bytes, ending: Ending, written: bytes) -> Reading | None:
        """The reading, or None where programs of the system had to help and the letter is read once more."""
        done = self._done.pop(number, [])
        known = {one.key for one in done}
        wanted = [errand for errand in _asked(written) if errand.key not in known]
        if not wanted or len(done) >= _MOST_ERRANDS:
            return _settled(raw, ending, written)
        self._done[number] = [*done, *run_errands(wanted)]
        self._ready().send(number, raw, pack_done(self._done[number]))
        return None

    def _ready(self) -> Line:
        """The line to a server that has said it is ready. Raises `ReaderUnavailable`."""
        attempts = 0
        while self._line is None or not self._warm:
            attempts += 1
            try:
                self._line = self._line or self._started()
                _, _, walls = self._line.receive(_START_SECONDS)[0]
                self._walls, self._warm = walls.decode(), True
            except LineDown as down:
                self.close()
                if attempts == _STARTS:
                    raise ReaderUnavailable(
                        "The letter reader could not be started, so no letter was read. Run `casework check`."
                    ) from down
        return self._line

    def _started(self) -> Line:
        line = Line(self._wall_seconds, self._workers)
        line.send(0, self._settings)
        return line

    def _patience(self, letters: int) -> float:
        """Longer than the server itself waits for that many letters: only a dead server takes longer."""
        return (1 + PATIENCE) * self._wall_seconds * letters + _START_SECONDS


def _settled(raw: bytes, ending: Ending, written: bytes) -> Reading:
    """The reading a child wrote, as far as it came and can be believed."""
    whole, finished = frames(written)
    readings, _ = parted(whole)
    if not readings:
        return closed_reading(raw, REASONS[ending])
    try:
        reading = unpack(readings[-1])
    except Garbled:
        return closed_reading(raw, REASONS[Ending.DONE])
    if reading.letter.sha256 != sha256(raw).hexdigest():
        return closed_reading(raw, REASONS[Ending.DONE])
    if finished:
        return reading
    problem = _DOCUMENTS_NOT_READ.format(reason=REASONS[ending])
    return replace(reading, problems=(*reading.problems, problem))


def _asked(written: bytes) -> list[Errand]:
    """What a child that came to its end wants done before the letter is read once more."""
    whole, finished = frames(written)
    return parted(whole)[1] if finished else []
