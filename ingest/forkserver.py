"""The warmed-up parent: one contained child for each letter, a few milliseconds each (TRUST.md §0.6, S9).

Started by ingest/line.py as a program of its own, so that it has none of the daemon's memory, sockets or
secrets. It parses nothing itself: raw bytes go in by fork, and what the child writes is passed on unread.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import time
from dataclasses import dataclass, field

from ingest.codec import pack, unpack_settings
from ingest.errand import Errands, packed_errand, unpack_done
from ingest.inprocess import readings
from ingest.reading import FormSettings
from ingest.sandbox import Walls, die_with_parent, enter, prepare
from ingest.waited import PATIENCE, Deadline
from ingest.warm import warm
from ingest.wire import (
    FROM_SERVER,
    LENGTH,
    MOST_WRITTEN,
    TO_SERVER,
    ChannelClosed,
    Ending,
    framed,
    read_exactly,
)

_NO_MEMORY = 77


@dataclass(slots=True)
class _Child:
    """A child at work on letter `number`; `pipe` is where it writes."""

    number: int
    process: int
    pipe: int
    deadline: Deadline
    written: bytearray = field(default_factory=bytearray)


def main(descriptor: int, parent: int, wall_seconds: float, workers: int) -> None:
    """Serve until the channel closes. The first frame holds the form settings; its answer, the walls."""
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the daemon decides when to stop
    channel = socket.socket(fileno=descriptor)
    try:
        _, packed, _ = _request(channel)
        settings = unpack_settings(packed)
        kept = warm(settings)
        walls = prepare()
        _answer(channel, 0, Ending.DONE, walls.status.encode())
        _serve(channel, settings, walls, wall_seconds, workers)
        del kept
    except (ChannelClosed, ConnectionError):
        return


def _serve(
    channel: socket.socket, settings: FormSettings, walls: Walls, wall_seconds: float, workers: int
) -> None:
    children: dict[int, _Child] = {}
    try:
        while True:
            wanted = [*children, *([channel.fileno()] if len(children) < workers else [])]
            for ready in _ready(
                wanted, min((child.deadline.until for child in children.values()), default=None)
            ):
                if ready == channel.fileno():
                    number, raw, results = _request(channel)
                    child = _fork(number, raw, results, settings, walls, wall_seconds)
                    children[child.pipe] = child
                elif (ending := _listen(children[ready])) is not None:
                    child = children.pop(ready)
                    _answer(channel, child.number, ending, bytes(child.written))
            now = time.monotonic()
            for late in [one for one in children.values() if one.deadline.passed(one.process, now)]:
                del children[late.pipe]
                _bury(late)
                _answer(channel, late.number, Ending.OUT_OF_TIME, bytes(late.written))
    finally:
        for child in children.values():
            _bury(child)


def _ready(wanted: list[int], until: float | None) -> list[int]:
    poll = select.poll()
    for descriptor in wanted:
        poll.register(descriptor, select.POLLIN)
    pause = None if until is None else max(0.0, until - time.monotonic()) * 1000 + 1
    return [descriptor for descriptor, _ in poll.poll(pause)]


def _request(channel: socket.socket) -> tuple[int, bytes, bytes]:
    number, size, more = TO_SERVER.unpack(read_exactly(channel, TO_SERVER.size))
    return number, read_exactly(channel, size), read_exactly(channel, more)


def _answer(channel: socket.socket, number: int, ending: Ending, written: bytes) -> None:
    channel.sendall(FROM_SERVER.pack(number, ending, len(written)))
    channel.sendall(written)


def _fork(
    number: int, raw: bytes, results: bytes, settings: FormSettings, walls: Walls, wall_seconds: float
) -> _Child:
    reading_end, writing_end = os.pipe()
    server = os.getpid()
    process = os.fork()
    if process == 0:
        code = 1
        try:
            die_with_parent(server)
            code = _child(raw, results, settings, walls, writing_end)
        finally:
            os._exit(code)
    os.close(writing_end)
    deadline = Deadline(time.monotonic() + wall_seconds, PATIENCE * wall_seconds)
    return _Child(number, process, reading_end, deadline)


def _child(raw: bytes, results: bytes, settings: FormSettings, walls: Walls, pipe: int) -> int:
    """In the child: go behind the walls, read the letter, write it down. The exit status."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    enter(walls, pipe)
    try:
        errands = Errands(settings.programs, unpack_done(results))
        for reading in readings(raw, settings, errands):
            _write(pipe, framed(pack(reading)))
        for errand in errands.wanted:
            _write(pipe, framed(packed_errand(errand)))
        _write(pipe, LENGTH.pack(0))
    except MemoryError:
        return _NO_MEMORY
    return 0


def _write(pipe: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _listen(child: _Child) -> Ending | None:
    """Take in what the child has written; how it ended, if it has."""
    chunk = os.read(child.pipe, 1 << 20)
    child.written += chunk
    if len(child.written) > MOST_WRITTEN:
        child.written.clear()
        _bury(child)
        return Ending.WROTE_TOO_MUCH
    return None if chunk else _ending(_bury(child))


def _bury(child: _Child) -> int:
    """Kill what is left of the child and take its exit status; one that is dying already keeps its own."""
    os.close(child.pipe)
    os.kill(child.process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child.process, 0)[1])


def _ending(code: int) -> Ending:
    match code:
        case 0:
            return Ending.DONE
        case _ if code == -signal.SIGXCPU:
            return Ending.OUT_OF_TIME
        case _ if code == _NO_MEMORY:
            return Ending.OUT_OF_MEMORY
        case _:
            return Ending.CRASHED


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
