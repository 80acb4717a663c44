"""Letters out by SMTP, phase by phase, so that it is known whether a repeat is safe (TRUST.md §1.3)."""

from __future__ import annotations

import ipaddress
import re
import smtplib
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn

from notify.addresses import NotOneAddress, wire_address
from notify.transport import Deferred, InDoubt, Refused

_TRY_AGAIN = "Nothing was sent; it will be tried again."
_PASSWORD_CODES = (530, 534, 535, 538)  # RFC 4954 §6: about us, not about this message
_ENHANCED = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """How to reach the branch's mail server. Times in seconds.

    `tls`: "tls" from the first byte (port 465), "starttls" (port 587), "plain" only to this machine itself.
    `done_timeout`: how long to wait for the answer to the final dot; RFC 5321 §4.5.3.2.6 says 600, and a
    shorter one makes duplicates (RFC 1047).
    """

    host: str
    port: int
    tls: Literal["tls", "starttls", "plain"] = "tls"
    user: str = ""
    password: str = ""
    ca_file: Path | None = None  # a certificate authority of the branch's own; None: the system's
    timeout: float = 120.0
    done_timeout: float = 600.0


class SmtpTransport:
    """One connection, kept for several messages and opened again when it has died.

    Raises ValueError when made with settings that would send passwords or members' mail in the clear.
    """

    def __init__(self, settings: SmtpSettings) -> None:
        if settings.tls not in ("tls", "starttls", "plain"):
            raise ValueError('The setting tls must be "tls", "starttls" or "plain".')
        if settings.tls == "plain" and not _is_this_machine(settings.host):
            raise ValueError(
                'Mail may leave without TLS only to this machine: set tls to "tls" or "starttls".'
            )
        self._settings = settings
        self._connection: smtplib.SMTP | None = None

    def send(self, key: str, message: bytes, sender: str, recipient: str) -> None:
        """Hand over `message` for one `recipient`. Raises `Deferred`, `Refused` or `InDoubt`."""
        try:
            sender, recipient = wire_address(sender), wire_address(recipient)
        except NotOneAddress as fault:
            raise Refused(str(fault)) from None
        try:
            connection = self._ready()
            _announce(connection, message, sender, recipient)
            _hand_over(connection, message, self._settings)
        except InDoubt:
            self.close()
            raise
        except OSError as trouble:  # smtplib's errors are OSErrors too; the final dot has not been sent
            self.close()
            raise Deferred(_told(trouble)) from None

    def describe(self) -> list[str]:
        """Connect and sign in, and send nothing. Raises `Deferred`, which says what is wrong."""
        try:
            self._ready()
        except (OSError, smtplib.SMTPException) as trouble:
            raise Deferred(_told(trouble)) from None
        how = {"tls": "encrypted", "starttls": "encrypted", "plain": "within this machine"}[
            self._settings.tls
        ]
        who = "signed in" if self._settings.user else "without a password"
        return [f"the mail server answers, {how}, {who}"]

    def close(self) -> None:
        """Hang up, if connected. The next `send` connects again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ready(self) -> smtplib.SMTP:
        if self._connection is not None:
            if _alive(self._connection):
                return self._connection
            self.close()
        self._connection = _connect(self._settings)
        return self._connection


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _alive(connection: smtplib.SMTP) -> bool:
    try:
        return connection.rset()[0] == 250
    except OSError:
        return False


def _connect(settings: SmtpSettings) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=str(settings.ca_file) if settings.ca_file else None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    here = "[127.0.0.1]"  # what this machine is called is nobody's business, and looking it up can hang
    if settings.tls == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.host, settings.port, here, timeout=settings.timeout, context=context
        )
    else:
        connection = smtplib.SMTP(settings.host, settings.port, here, timeout=settings.timeout)
    try:
        # The final dot is a small packet of its own: waiting for company it would cost 40 ms a message.
        if connection.sock is not None:
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.ehlo_or_helo_if_needed()
        if settings.tls == "starttls":
            _start_tls(connection, context)
        if settings.user:
            _log_in(connection, settings)
    except BaseException:
        connection.close()
        raise
    return connection


def _start_tls(connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
    """Encrypt or stop: an offer of STARTTLS that went missing may have been taken out on the way (S17)."""
    if not connection.has_extn("starttls"):
        raise Deferred(
            f"The mail server does not offer STARTTLS. {_TRY_AGAIN} Check the port and tls settings."
        )
    connection.starttls(context=context)
    connection.ehlo()


def _log_in(connection: smtplib.SMTP, settings: SmtpSettings) -> None:
    try:
        connection.login(settings.user, settings.password)
    except smtplib.SMTPAuthenticationError as refusal:
        raise Deferred(
            f"The mail server did not accept the user name or password ({refusal.smtp_code}). "
            f"{_TRY_AGAIN} Check both in the settings."
        ) from None
    except smtplib.SMTPNotSupportedError:
        raise Deferred(
            f"The mail server offers no way to log in that we know. {_TRY_AGAIN} "
            "Check the port and tls settings."
        ) from None


def _announce(connection: smtplib.SMTP, message: bytes, sender: str, recipient: str) -> None:
    """MAIL and RCPT. International addresses and 8-bit bytes go only to servers that say they take them."""
    options = [f"SIZE={len(message)}"] if connection.has_extn("size") else []
    if not (sender + recipient).isascii() or not _head(message).isascii():
        if not connection.has_extn("smtputf8"):
            raise Refused("The mail server cannot send to an address with letters beyond A to Z.")
        options.append("SMTPUTF8")
    if not message.isascii():
        if not connection.has_extn("8bitmime"):
            raise Refused("The mail server cannot take this message as it is written.")
        options.append("BODY=8BITMIME")
    _expect(250, connection.mail(sender, options), "the sender")
    code, reply = connection.rcpt(recipient)
    _expect(250, (250 if code == 251 else code, reply), "the recipient")


def _hand_over(connection: smtplib.SMTP, message: bytes, settings: SmtpSettings) -> None:
    """DATA to the answer after the dot. A break before the dot is safe; after it nobody can know."""
    connection.putcmd("data")
    _expect(354, connection.getreply(), "the message")
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    stuffed = re.sub(rb"(?m)^\.", b"..", lines if lines.endswith(b"\r\n") else lines + b"\r\n")
    connection.send(stuffed)
    try:
        if connection.sock is not None:
            connection.sock.settimeout(settings.done_timeout)
        connection.send(b".\r\n")
        code, reply = connection.getreply()
        if connection.sock is not None:
            connection.sock.settimeout(settings.timeout)
    except OSError:
        raise InDoubt("The mail server did not say whether it took the message.") from None
    if code // 100 not in (2, 4, 5):
        raise InDoubt("The mail server's answer to the message could not be understood.")
    _expect(250, (250 if code // 100 == 2 else code, reply), "the message")


def _head(message: bytes) -> bytes:
    return message.partition(b"\r\n\r\n")[0]


def _expect(wanted: int, answer: tuple[int, bytes], what: str) -> None:
    code, reply = answer
    if code != wanted:
        _turned_down(code, reply, what)


def _turned_down(code: int, reply: bytes, what: str) -> NoReturn:
    """Only the codes are told: a server's own words often repeat the address."""
    enhanced = _ENHANCED.match(reply)
    told = f"{code} {enhanced[1].decode()}" if enhanced else str(code)
    if code in _PASSWORD_CODES:
        raise Deferred(f"The mail server wants a log-in first ({told}). {_TRY_AGAIN} Check the settings.")
    if code // 100 == 5:
        raise Refused(f"The mail server refused {what} ({told}).")
    raise Deferred(f"The mail server did not take {what} now ({told}). {_TRY_AGAIN}")


def _told(trouble: OSError) -> str:
    match trouble:
        case ssl.SSLCertVerificationError():
            return f"The mail server's certificate could not be verified. {_TRY_AGAIN} Check the host name."
        case smtplib.SMTPResponseException():
            return f"The mail server answered with an error ({trouble.smtp_code}). {_TRY_AGAIN}"
        case smtplib.SMTPServerDisconnected():
            return f"The mail server broke off the connection. {_TRY_AGAIN}"
        case _:
            reason = trouble.strerror or type(trouble).__name__
            return f"The mail server could not be reached ({reason}). {_TRY_AGAIN} Check the host and port."
