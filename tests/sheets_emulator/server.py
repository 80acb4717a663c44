"""The core on a port of 127.0.0.1, for clients that are not changed at all."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.sheets_emulator.core import Emulator
from tests.sheets_emulator.drive import new_book
from tests.sheets_emulator.faults import Fault
from tests.sheets_emulator.human import Human
from tests.sheets_emulator.state import Book
from tests.sheets_emulator.ways import USUAL, Ways

OWNER = "coordinator@branch.example"
ACCOUNT = "casework@casework-tests.iam.example"


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs: where it is, who may come in, a spreadsheet shared with the service account."""

    base_url: str
    credentials: Path  # the service account's key file
    account: str
    spreadsheet_id: str
    emulator: Emulator

    def book(self) -> Book:
        return self.emulator.books[self.spreadsheet_id]

    def human(self) -> Human:
        """The coordinator at the keyboard."""
        return Human(self.emulator, self.spreadsheet_id)

    def fail(self, kind: str, **how: object) -> None:
        """Declare a fault: see `Fault`."""
        self.emulator.faults.append(Fault(kind, **how))  # type: ignore[arg-type]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    closing: threading.Event
    emulator: Emulator

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news; anything else is a fault of the server, told at the end."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError):
            self.emulator.crashes.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body in one packet
    server: _Server

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        emulator = self.server.emulator
        before = emulator.fault(self.command, self.path, after=False)
        headers = {name.lower(): value for name, value in self.headers.items()}
        if before is not None and before.kind == "late":
            emulator.postpone(before.seconds, (self.command, self.path, body, headers))
        if before is not None and before.kind != "truncated" and not self._goes_wrong(before):
            return
        status, extra, answer = emulator.handle(self.command, self.path, body, headers)
        after = emulator.fault(self.command, self.path, after=True)
        if after is not None and after.kind != "truncated" and not self._goes_wrong(after):
            return
        cut = "truncated" in (before and before.kind, after and after.kind)
        self._send(status, extra, answer, cut)

    def _goes_wrong(self, fault: Fault) -> bool:
        """Strike. True if the request goes on after it (it was only slow)."""
        match fault.kind:
            case "slow":
                self.server.closing.wait(fault.seconds)
                return not self.server.closing.is_set()
            case "reset" | "late":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
            case _:
                status, body = fault.answer()
                self._send(status, {}, body, False)
        return False

    def _send(self, status: int, extra: dict[str, str], answer: object, cut: bool) -> None:
        page = isinstance(answer, bytes)
        body = answer if isinstance(answer, bytes) else b"" if answer is None else json.dumps(answer).encode()
        kind = extra.get("content-type", "text/html" if page else "application/json; charset=UTF-8")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.wfile.flush()
        if cut:
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_DELETE = _answer

    def log_message(self, format: str, *args: object) -> None:
        """The request log is `Emulator.seen`."""


@contextlib.contextmanager
def start(folder: Path, ways: Ways = USUAL) -> Iterator[Running]:
    """A server with one service account, its key file in `folder`, and a new spreadsheet shared with it."""
    emulator = Emulator(ways=ways)
    server = _Server(("127.0.0.1", 0), _Handler)
    server.emulator, server.closing = emulator, threading.Event()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        key = emulator.door.service_account(ACCOUNT, f"{base}/token", folder / "service-account.json")
        book = new_book("Casework register", OWNER)
        book.editors.add(ACCOUNT)
        emulator.books[book.id] = book
        yield Running(base, key, ACCOUNT, book.id, emulator)
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
        if emulator.crashes:
            raise emulator.crashes[0]
