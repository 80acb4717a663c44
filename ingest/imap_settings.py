"""How to reach an IMAP mailbox, and what is not allowed on the way. No connection is made here."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ingest.mailbox import MailboxRefused

Security = Literal["tls", "starttls", "plain"]


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """One branch mailbox. Timeouts in seconds; `read_timeout` is for each wait, not for a whole letter.

    `secret` is the password, or with `oauth` an access token; a callable is asked anew before every
    sign-in, so that a token is fresh (MAIL.md §1).
    """

    host: str
    username: str
    secret: str | Callable[[], str] = field(repr=False)
    port: int = 993
    security: Security = "tls"
    oauth: bool = False
    inbox: str = "INBOX"
    sent: str = ""  # the folder of sent mail; empty: the one the server says it is
    ca_file: Path | None = None  # of a branch whose mail server has a certificate of its own making
    connect_timeout: float = 20.0
    read_timeout: float = 60.0

    def current_secret(self) -> str:
        """The password or token for the sign-in that is about to happen."""
        return self.secret() if callable(self.secret) else self.secret

    def tls_context(self) -> ssl.SSLContext:
        """The default checks (chain, host name), TLS 1.2 or newer (TRUST.md S17)."""
        try:
            context = ssl.create_default_context(cafile=str(self.ca_file) if self.ca_file else None)
        except (OSError, ssl.SSLError) as error:
            raise MailboxRefused(
                "The certificate file for the mail server cannot be read. Check its path in config.yaml."
            ) from error
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context

    def refuse_open_wires(self) -> None:
        """Raise `MailboxRefused` if the password and the letters would cross a network unencrypted."""
        if self.security == "plain" and not _is_this_machine(self.host):
            raise MailboxRefused(
                f"The connection to {self.host} would not be encrypted, so it was not made. "
                "Set the mailbox's security to tls (port 993) or starttls (port 143) in config.yaml."
            )


def _is_this_machine(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False  # any other name may mean another machine tomorrow
