"""A real mail server on this machine, for as long as `casework demo --smtp` is played.

It wants encryption (STARTTLS) and a password, as a mail provider does, and delivers what it takes into a
folder. The one file that knows aiosmtpd, which the plain demo does not need.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import ssl
import threading
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from jobs.demo.certificate import throw_away_certificate

_STARTS_WITHIN = 10.0  # seconds


class MailServer:
    """Use `with`; then `host` and `port` are where it listens. `delivered` counts what it has taken.

    `certificate` is what a client must trust (PEM), `user` and `password` what it must sign in with; all made
    for this server alone. Every message is a file in `folder` before its sender is told that it was taken.
    """

    host = "127.0.0.1"
    user = "casework"

    def __init__(self, folder: Path) -> None:
        self.port = 0
        self.password = secrets.token_urlsafe(16)
        self.delivered = 0
        self._folder = folder
        self.certificate, self._key = throw_away_certificate(self.host)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="demo-mail-server", daemon=True)
        self._server: asyncio.Server | None = None

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd's own: it names addresses
        context = self._context()
        self._thread.start()
        listening = self._loop.create_server(lambda: self._session(context), self.host, 0)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result(_STARTS_WITHIN)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(_STARTS_WITHIN)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_STARTS_WITHIN)
        self._loop.close()

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        sessions = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for session in sessions:
            session.cancel()
        await asyncio.gather(*sessions, return_exceptions=True)

    def _context(self) -> ssl.SSLContext:
        """What the server shows. Python takes a key from a file only: it is gone when this returns."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with TemporaryDirectory(prefix="casework-demo-") as folder:
            both = Path(folder) / "both.pem"
            both.write_bytes(self.certificate + self._key)
            context.load_cert_chain(both)
        return context

    def _session(self, context: ssl.SSLContext) -> SMTP:
        return SMTP(
            self,
            loop=self._loop,
            hostname="localhost",
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=self._sign_in,
        )

    def _sign_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object
    ) -> AuthResult:
        right = (self.user.encode(), self.password.encode())
        success = isinstance(given, LoginPassword) and (given.login, given.password) == right
        return AuthResult(success=success, handled=False)  # the answer itself is aiosmtpd's

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """A message has come (the name is aiosmtpd's). Nothing is awaited, so that nothing cuts it short."""
        assert isinstance(envelope.content, bytes)
        try:
            self._deliver(envelope.content, envelope.mail_from or "", session)
        except OSError:
            return "451 4.3.0 The message could not be written. Try again later"
        return "250 2.0.0 Delivered"

    def _deliver(self, message: bytes, sender: str, session: Session) -> None:
        """One file each, in the order they came, with what a mail server writes above what it delivers."""
        how = "ESMTPSA" if session.ssl and session.authenticated else "ESMTP"  # RFC 3848
        when = format_datetime(datetime.now(UTC))
        trace = (
            f"Return-Path: <{sender}>\r\n"
            f"Received: from {session.host_name} by localhost with {how}; {when}\r\n"
        )
        named = BytesHeaderParser().parsebytes(message)["X-Casework-Notice-Id"] or ""
        name = f"{self.delivered + 1:04d} {re.sub(r'[^A-Za-z0-9-]+', ' ', named)}".strip().replace(" ", "-")
        (self._folder / f"{name}.eml").write_bytes(trace.encode("ascii", "replace") + message)
        self.delivered += 1
