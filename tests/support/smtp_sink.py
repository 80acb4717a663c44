"""A real SMTP server on loopback (aiosmtpd) that keeps what it accepts and misbehaves on demand."""

from __future__ import annotations

import asyncio
import os
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Behaviour(Enum):
    """What the sink does with a message to a given recipient. The first that fits a message wins."""

    ACCEPT = "250, and kept"
    REFUSE = "550 at RCPT"
    DEFER = "451 at RCPT"
    REFUSE_AFTER_DOT = "554 after the final dot, not kept"
    DEFER_AFTER_DOT = "451 after the final dot, not kept"
    DROP_BEFORE_DOT = "the connection is dropped in answer to DATA, not kept"
    DROP_AFTER_DOT = "the connection is dropped after the final dot, not kept"
    ACCEPT_THEN_DROP = "kept, but the connection is dropped before the 250"
    SILENT_AFTER_DOT = "kept, but never answered: the client's timeout ends it"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One message as taken over: the bytes between DATA and the final dot, dots unstuffed, CRLF ends."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    user: str = ""  # who had logged in
    tls: bool = False


class SmtpSink:
    """Start with `with SmtpSink() as sink:`; `sink.host`, `sink.port`, `sink.accepted`.

    `folder`: also one file a message (000001.eml …), fsynced before the 250. `starttls`: offer STARTTLS
    with this context. `implicit_tls`: speak TLS from the first byte. `login`: (user, password) that AUTH
    (PLAIN, LOGIN) must bring; without STARTTLS it is offered in the clear and not demanded: the trap that a
    server without encryption sets for a client that does not look.
    """

    def __init__(
        self,
        *,
        folder: Path | None = None,
        starttls: ssl.SSLContext | None = None,
        implicit_tls: ssl.SSLContext | None = None,
        login: tuple[str, str] | None = None,
        port: int = 0,
    ) -> None:
        self.host = "127.0.0.1"
        self.port = port
        self.accepted: list[Accepted] = []
        self.connections = 0
        self.logins: list[bool] = []  # each attempt: did it succeed
        self._behaviours: dict[str, Behaviour] = {}
        self._folder = folder
        self._starttls = starttls
        self._implicit_tls = implicit_tls
        self._login = login
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="smtp-sink", daemon=True)
        self._server: asyncio.Server | None = None

    def behave(self, recipient: str, behaviour: Behaviour) -> None:
        """From now on treat `recipient` so; ACCEPT makes it well-behaved again."""
        self._behaviours[recipient.lower()] = behaviour

    def keep_copies(self, folder: Path | None) -> None:
        """From now on one file a message in `folder`, or none."""
        self._folder = folder

    def to(self, recipient: str) -> list[Accepted]:
        """What was accepted for one recipient, in order."""
        return [one for one in self.accepted if recipient.lower() in map(str.lower, one.recipients)]

    def wait_for(self, count: int, seconds: float = 10.0) -> list[Accepted]:
        """The accepted messages, once there are `count`; AssertionError if that takes too long."""
        with self._changed:
            enough = self._changed.wait_for(lambda: len(self.accepted) >= count, seconds)
        assert enough, f"{len(self.accepted)} of {count} messages after {seconds} s"
        return list(self.accepted)

    def __enter__(self) -> SmtpSink:
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()
        listening = self._loop.create_server(self._session, self.host, self.port, ssl=self._implicit_tls)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result(10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        sessions = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for session in sessions:
            session.cancel()
        await asyncio.gather(*sessions, return_exceptions=True)

    def _session(self) -> SMTP:
        self.connections += 1
        return _Session(
            _Hooks(self._behaviour, self._keep),
            loop=self._loop,
            hostname="sink.example",
            tls_context=self._starttls,
            require_starttls=self._starttls is not None,
            auth_required=self._login is not None and self._starttls is not None,
            auth_require_tls=self._starttls is not None,
            authenticator=self._authenticate if self._login else None,
            data_size_limit=64 * 1024 * 1024,
        )

    def _behaviour(self, recipients: list[str]) -> Behaviour:
        chosen = (self._behaviours.get(one.lower(), Behaviour.ACCEPT) for one in recipients)
        return next((one for one in chosen if one is not Behaviour.ACCEPT), Behaviour.ACCEPT)

    def _keep(self, message: Accepted) -> None:
        with self._changed:
            if self._folder is not None:
                _write_through(self._folder / f"{len(self.accepted) + 1:06d}.eml", message.content)
            self.accepted.append(message)
            self._changed.notify_all()

    def _authenticate(
        self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any
    ) -> AuthResult:
        success = isinstance(given, LoginPassword) and self._login == (
            given.login.decode(),
            given.password.decode(),
        )
        self.logins.append(success)
        # handled=False: aiosmtpd answers 535 itself
        user = given.login.decode() if success else None
        return AuthResult(success=success, handled=False, auth_data=user)


class _Session(SMTP):
    """aiosmtpd offers no hook between RCPT and the 354, so the one that drops there is put here."""

    async def smtp_DATA(self, arg: str) -> None:
        chosen: Behaviour = self.event_handler.behaviour(self.envelope.rcpt_tos if self.envelope else [])
        if chosen is Behaviour.DROP_BEFORE_DOT:
            _abort(self)
        await super().smtp_DATA(arg)


class _Hooks:
    """The handler of one aiosmtpd session. Keeping is done without awaiting, so that a client that
    hangs up cannot cancel it half way (TRUST.md §1.7)."""

    def __init__(self, behaviour: Callable[[list[str]], Behaviour], keep: Callable[[Accepted], None]) -> None:
        self.behaviour = behaviour
        self._keep = keep

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        match self.behaviour([address]):
            case Behaviour.REFUSE:
                return "550 5.1.1 no such mailbox"
            case Behaviour.DEFER:
                return "451 4.3.0 try again later"
            case _:
                envelope.rcpt_tos.append(address)
                return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        chosen = self.behaviour(envelope.rcpt_tos)
        match chosen:
            case Behaviour.REFUSE_AFTER_DOT:
                return "554 5.7.1 refused"
            case Behaviour.DEFER_AFTER_DOT:
                return "451 4.3.0 try again later"
            case Behaviour.DROP_AFTER_DOT:
                _abort(server)
            case _:
                self._keep(
                    Accepted(
                        envelope.mail_from or "",
                        tuple(envelope.rcpt_tos),
                        bytes(envelope.content),
                        session.auth_data or "" if session.authenticated else "",
                        session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
                    )
                )
        if chosen is Behaviour.ACCEPT_THEN_DROP:
            _abort(server)
        if chosen is Behaviour.SILENT_AFTER_DOT:
            await asyncio.Event().wait()  # until the client goes, which cancels us
        return "250 OK: queued"


def _abort(server: Any) -> None:
    server.transport.abort()
    raise asyncio.CancelledError  # what aiosmtpd itself does when a client goes: it says no more


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
