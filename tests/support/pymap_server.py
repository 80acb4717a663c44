"""pymap (pip only, all in memory) on loopback, where Dovecot cannot be used. One process, one user."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.imap_server import ImapServer, free_port, wait_until_it_answers

PASSWORD = "correct-horse"


class Pymap:
    """`with Pymap("us") as pymap: pymap.server`."""

    def __init__(self, user: str, password: str = PASSWORD) -> None:
        self.server = ImapServer("pymap", "127.0.0.1", free_port(), user, password)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Pymap:
        program = Path(sys.executable).with_name("pymap")
        server = self.server
        self._process = subprocess.Popen(
            [
                str(program),
                "--no-service",
                "sieve",
                "--no-service",
                "admin",
                "--host",
                server.host,
                "--port",
                str(server.port),
                "dict",
                "--demo-user",
                server.user,
                "--demo-password",
                server.password,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until_it_answers(server.host, server.port, self._process)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
