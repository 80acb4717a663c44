"""A TCP proxy on loopback that goes silent, cuts, dribbles, or hides what an IMAP server can do.

It stands for the network between us and a real server, with the fault points of TRUST.md §1.5.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal


@dataclass(slots=True)
class _Cut:
    """Cut the connection at the next `times` commands holding `word`: before or after the server obeyed."""

    word: bytes
    when: Literal["before", "after"]
    times: int


@dataclass(slots=True)
class _Pair:
    """One client's connection and ours to the server behind."""

    client: socket.socket
    server: socket.socket
    answer_lost: bytes = b""  # the tag of a command whose answer the client shall not get
    unread: bytes = b""
    closed: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        self.closed.set()
        for end in (self.client, self.server):
            with suppress(OSError):  # the other side was faster
                end.shutdown(socket.SHUT_RDWR)
            end.close()


class Proxy:
    """`with Proxy(host, port) as proxy:` then connect to `proxy.host`, `proxy.port`."""

    def __init__(self, host: str, port: int, *, hide: tuple[str, ...] = (), dribble: bool = False) -> None:
        self.host = "127.0.0.1"
        self.port = 0
        self.connections = 0
        self.commands: list[bytes] = []  # what clients said, line by line
        self._upstream = (host, port)
        self._hidden = [re.compile(rb" " + one.encode() + rb"(?![\w=+-])") for one in hide]
        self._dribble = dribble
        self._speaking = threading.Event()
        self._speaking.set()
        self._cuts: list[_Cut] = []
        self._pairs: list[_Pair] = []
        self._listener = socket.socket()

    def cut_on(self, word: str, when: Literal["before", "after"], times: int = 1) -> None:
        """Cut when a client's line holds `word`: before the server gets it, or once it has answered."""
        self._cuts.append(_Cut(word.encode(), when, times))

    def cut(self) -> None:
        """Cut every connection now; new ones are welcome."""
        while self._pairs:
            self._pairs.pop().close()

    def fall_silent(self) -> None:
        """Take everything and pass nothing on, on old and new connections."""
        self._speaking.clear()

    def speak(self) -> None:
        """End a silence; what was held back is passed on."""
        self._speaking.set()

    def said(self, word: str) -> int:
        """How many lines of clients held `word`."""
        return sum(word.encode() in line for line in self.commands)

    def __enter__(self) -> Proxy:
        self._listener.bind((self.host, 0))
        self._listener.listen(20)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, name="proxy", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        self._speaking.set()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            server = socket.create_connection(self._upstream, 10)
            server.settimeout(None)
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            pair = _Pair(client, server)
            self._pairs.append(pair)
            for pump in (self._to_server, self._to_client):
                threading.Thread(target=self._until_closed, args=(pump, pair), daemon=True).start()

    def _until_closed(self, pump: Callable[[_Pair], None], pair: _Pair) -> None:
        with suppress(OSError):  # one side hung up: so does the other
            pump(pair)
        pair.close()

    def _to_server(self, pair: _Pair) -> None:
        while said := pair.client.recv(65536):
            self.commands += said.splitlines()
            if cut := next((one for one in self._cuts if one.times and one.word in said), None):
                cut.times -= 1
                if cut.when == "before":
                    return
                pair.answer_lost = said.split(b" ", 1)[0]
            self._speaking.wait()
            pair.server.sendall(said)

    def _to_client(self, pair: _Pair) -> None:
        while answer := pair.server.recv(65536):
            if pair.answer_lost:
                pair.unread += answer
                if re.search(rb"(?m)^" + re.escape(pair.answer_lost) + rb" (OK|NO|BAD)", pair.unread):
                    return
                continue
            self._speaking.wait()
            self._pass_on(pair.client, self._without_hidden(answer))

    def _pass_on(self, client: socket.socket, answer: bytes) -> None:
        if not self._dribble:
            client.sendall(answer)
            return
        for one in answer:
            client.sendall(bytes((one,)))

    def _without_hidden(self, answer: bytes) -> bytes:
        """Capability lines without the hidden ones; a letter's text has no such line in these tests."""
        if not self._hidden or b"CAPABILITY" not in answer:
            return answer
        lines = answer.splitlines(keepends=True)
        for number, line in enumerate(lines):
            if b"CAPABILITY" in line:
                for hidden in self._hidden:
                    line = hidden.sub(b"", line)
                lines[number] = line
        return b"".join(lines)
