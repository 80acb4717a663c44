"""The daemon's end of the channel to its fork server: start it, send letters, take in what comes back."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

from ingest.wire import FROM_SERVER, TO_SERVER, Ending

_ROOT = Path(__file__).resolve().parent.parent
# A program of its own (-I: no environment, no current folder) that is told where this package lies.
# What it loads is no garbage: the collector rests until it is warm (warm.py).
_PROGRAM = "import gc, sys; gc.disable(); sys.path.insert(0, sys.argv.pop(1)); "
_PROGRAM += "from ingest.forkserver import main; "
_PROGRAM += "main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))"
_LAST_WORDS_SECONDS = 2.0
WALL_SECONDS, WORKERS = 10.0, 2


class LineDown(Exception):
    """The fork server has died or does not answer."""


class Line:
    """One fork server. For one thread: the kernel ends it together with the thread that started it."""

    def __init__(self, wall_seconds: float = WALL_SECONDS, workers: int = WORKERS) -> None:
        """Start the server, `workers` letters at once, each for so long at most. Raises `LineDown`.

        It loads its libraries, and waits for the packed form settings: the first thing sent, as number 0.
        """
        ours, theirs = socket.socketpair()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _PROGRAM, str(_ROOT), str(theirs.fileno()), str(os.getpid())]
                + [str(wall_seconds), str(workers)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            ours.close()
            raise LineDown from error
        finally:
            theirs.close()
        ours.setblocking(False)
        self._channel = ours
        self._outgoing: deque[memoryview] = deque()
        self._incoming = bytearray()

    @property
    def process_id(self) -> int:
        """The fork server's process id."""
        return self._process.pid

    def send(self, number: int, raw: bytes, results: bytes = b"") -> None:
        """Queue a letter, with the results of its errands: what the channel takes leaves at once, so that the
        server has it while we do other things; the rest while `receive` waits, so that neither side can block
        the other.
        """
        pieces = (TO_SERVER.pack(number, len(raw), len(results)), raw, results)
        self._outgoing.extend(memoryview(piece) for piece in pieces if piece)
        try:
            while self._outgoing:
                self._push()
        except OSError:
            return  # full, or the server has died: `receive` finds out which

    def receive(self, seconds: float) -> list[tuple[int, Ending, bytes]]:
        """Wait for at least one answer and give all that have come. Raises `LineDown`."""
        until = time.monotonic() + seconds
        poll = select.poll()
        while not (found := self._answers()):
            poll.register(self._channel, select.POLLIN | (select.POLLOUT if self._outgoing else 0))
            events = poll.poll(max(0.0, until - time.monotonic()) * 1000)
            if not events:
                raise LineDown
            try:
                self._move(events[0][1])
            except OSError as error:
                raise LineDown from error
        return found

    def _move(self, event: int) -> None:
        if event & select.POLLOUT:
            self._push()
        if event & (select.POLLIN | select.POLLHUP | select.POLLERR):
            chunk = self._channel.recv(1 << 20)
            if not chunk:
                raise LineDown
            self._incoming += chunk

    def _push(self) -> None:
        """Send what the channel takes of the first piece. Raises BlockingIOError where it takes nothing."""
        sent = self._channel.send(self._outgoing[0])
        rest = self._outgoing.popleft()[sent:]
        if rest:
            self._outgoing.appendleft(rest)

    def _answers(self) -> list[tuple[int, Ending, bytes]]:
        found: list[tuple[int, Ending, bytes]] = []
        while len(self._incoming) >= FROM_SERVER.size:
            number, ending, size = FROM_SERVER.unpack_from(self._incoming)
            end = FROM_SERVER.size + size
            if len(self._incoming) < end:
                break
            found.append((number, Ending(ending), bytes(self._incoming[FROM_SERVER.size : end])))
            del self._incoming[:end]
        return found

    def close(self) -> None:
        """Let the server go; it takes its children with it. Idempotent."""
        self._channel.close()
        try:
            self._process.wait(_LAST_WORDS_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
