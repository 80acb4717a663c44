"""A branch mailbox on an IMAP server: connecting, signing in, and mending what breaks.

The one file that knows imapclient. What is said once the inbox is open stands in ingest/imap_inbox.py.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, IMAPClientAbortError, IMAPClientError

from ingest.folders import levels
from ingest.imap_inbox import Identity, OpenInbox
from ingest.imap_settings import ImapSettings
from ingest.mailbox import LetterGone, MailboxRefused, MailboxUnreachable, Waiting

T = TypeVar("T")

FILED_AT_ONCE = 10
"""Letters fetched together where folders are looked into: some bring megabytes."""

_BROKEN = (IMAPClientError, OSError, ValueError, LookupError)  # incl. answers that make no sense
_NOT_NOW = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "TOO MANY SIMULTANEOUS", "TEMPORAR")
_NOT_ALLOWED = ("[NOPERM]", "[OVERQUOTA]", "[AUTHORIZATIONFAILED]", "[EXPIRED]", "[PRIVACYREQUIRED]")


class ImapMailbox:
    """The `Mailbox` port over IMAP. Connects when first asked and stays connected.

    Keys are "UIDVALIDITY:UID". Each call connects once more by itself if the connection turns out to be
    broken (MAIL.md §1: abort); a sign-in that was refused is never tried again within a call.
    """

    def __init__(self, settings: ImapSettings) -> None:
        self._settings = settings
        self._client: Any = None
        self._inbox: OpenInbox | None = None

    def waiting(self) -> list[Waiting]:
        """The letters of the inbox in the order they came; those marked \\Deleted do not wait."""
        return self._call(lambda inbox: inbox.waiting())

    def read(self, key: str) -> bytes:
        """The letter as the server has it. Raises `LetterGone`, also when the inbox was renumbered."""
        return self._call(lambda inbox: inbox.letter(key))

    def head(self, key: str) -> bytes:
        """The header block, at most 64 KiB. Raises `LetterGone`."""
        return self._call(lambda inbox: inbox.head(key))

    def file_away(self, key: str, folder: str) -> None:
        """Move the letter to `folder`, made and subscribed to if missing. Raises `LetterGone`."""
        path = levels(folder)
        first: Identity | None = None  # kept over a reconnection

        def move(inbox: OpenInbox) -> None:
            nonlocal first
            found = inbox.identity(key)
            if found is None:
                # The first attempt may have moved it, and only its answer have been lost.
                if first and inbox.holds(path, first):
                    return
                raise LetterGone("The letter is no longer in the inbox.")
            first = found
            inbox.move(key, path, found)

        self._call(move)

    def sent(self, message_id: str) -> bool:
        """Whether a copy of the message stands in the folder of sent mail; False also if there is no such."""
        return self._call(lambda inbox: inbox.sent(message_id))

    def filed(self) -> Iterator[tuple[str, bytes]]:
        """The letters in the folders below "Casework", folder by folder, a few at a time."""
        for folder, name in self._call(lambda inbox: inbox.folders_below("Casework")):
            uids = self._call(partial(OpenInbox.uids_in, name=name))
            for start in range(0, len(uids), FILED_AT_ONCE):
                some = uids[start : start + FILED_AT_ONCE]
                for letter in self._call(partial(OpenInbox.letters_in, name=name, uids=some)):
                    yield folder, letter

    def sent_copies(self) -> Iterator[bytes]:
        """The copies of notices in the folder of sent mail, a few at a time. See `KeepsCopies`."""
        name, uids = self._call(lambda inbox: inbox.notices_sent())
        for start in range(0, len(uids), FILED_AT_ONCE):
            some = uids[start : start + FILED_AT_ONCE]
            yield from self._call(partial(OpenInbox.letters_in, name=name, uids=some))

    def describe(self) -> list[str]:
        """One plain line each on what was found, for `casework check`. Raises as the port's methods do."""
        return self._call(lambda inbox: inbox.describe())

    def close(self) -> None:
        """Sign out. The mailbox may be used again and then connects anew."""
        if self._client is not None:
            with suppress(*_BROKEN):
                self._client.logout()
        self._drop()

    def _call(self, action: Callable[[OpenInbox], T]) -> T:
        """Do it; if the connection breaks under it, connect again and do it once more."""
        try:
            return action(self._inbox or self._connect())
        except _BROKEN as error:
            self._drop()
            self._refuse_if_not_allowed(error)
        try:
            return action(self._connect())
        except _BROKEN as error:
            self._drop()
            self._refuse_if_not_allowed(error)
            raise MailboxUnreachable(
                f"The mail server {self._settings.host} stopped answering or answered with an error. "
                "It is tried again by itself; if this goes on, check the network and the server."
            ) from error

    def _refuse_if_not_allowed(self, error: BaseException) -> None:
        if _says(error, _NOT_ALLOWED):
            raise MailboxRefused(
                f"{self._settings.host} does not allow this in the casework mailbox (permission or space). "
                "Ask whoever runs the mail server to look at the account's rights and quota."
            ) from error

    def _drop(self) -> None:
        """Leave a connection without waiting for a goodbye."""
        client, self._client, self._inbox = self._client, None, None
        if client is not None:
            with suppress(*_BROKEN):
                client.shutdown()

    def _connect(self) -> OpenInbox:
        self._settings.refuse_open_wires()
        logging.getLogger("imapclient").setLevel(logging.WARNING)  # its debug lines hold members' words
        with _plain_errors(self._settings):
            self._client = _open(self._settings)
        try:
            with _plain_errors(self._settings):
                _sign_in(self._client, self._settings)
                self._inbox = _open_inbox(self._client, self._settings)
        except BaseException:
            self._drop()
            raise
        return self._inbox


def _open(settings: ImapSettings) -> Any:
    """A connection encrypted as the settings ask, or none: nothing is tried in the clear instead."""
    context = None if settings.security == "plain" else settings.tls_context()
    timeout = SocketTimeout(connect=settings.connect_timeout, read=settings.read_timeout)
    tls = settings.security == "tls"
    client = IMAPClient(settings.host, settings.port, ssl=tls, ssl_context=context, timeout=timeout)
    if settings.security == "starttls":
        try:
            client.starttls(context)
        except BaseException:
            with suppress(*_BROKEN):
                client.shutdown()
            raise
    return client


def _sign_in(client: Any, settings: ImapSettings) -> None:
    """One attempt. Raises `MailboxRefused` if the server says no, and not merely "not now"."""
    secret = settings.current_secret()
    try:
        if settings.oauth:
            client.oauth2_login(settings.username, secret)
        elif (settings.username + secret).isascii():
            client.login(settings.username, secret)
        else:
            client.plain_login(settings.username, secret)  # LOGIN has no way to say other letters
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        # imapclient turns a connection lost while signing in into a refusal; it is none
        if isinstance(error.__context__, IMAPClientAbortError) or _says(error, _NOT_NOW):
            raise
        raise MailboxRefused(
            f"{settings.host} did not accept the username and password of the casework mailbox. "
            "Check both in the configuration; with two-step sign-in an app password may be needed."
        ) from None  # a server's answer may repeat the name


def _open_inbox(client: Any, settings: ImapSettings) -> OpenInbox:
    try:
        return OpenInbox(client, settings.inbox, settings.sent)
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        if client.folder_exists(settings.inbox):
            raise
        raise MailboxRefused(
            f"There is no folder {settings.inbox} in the mailbox on {settings.host}. "
            "Check the name of the inbox in config.yaml."
        ) from error


@contextmanager
def _plain_errors(settings: ImapSettings) -> Iterator[None]:
    """What goes wrong before the inbox is open, in the words of the port."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise MailboxRefused(
            f"The certificate of {settings.host} could not be trusted, so nothing was sent to it. Check the "
            "server's name in config.yaml; if its certificate is of its own making, name its CA file there."
        ) from error
    except CapabilityError as error:
        raise MailboxRefused(
            f"{settings.host} does not offer encryption (STARTTLS) on port {settings.port}, so no password "
            "was sent. Use security tls and port 993, or ask whoever runs the mail server."
        ) from error
    except _BROKEN as error:
        raise MailboxUnreachable(
            f"The mail server {settings.host} cannot be reached now. Check its name, port and security in "
            "config.yaml and the network; it is tried again by itself."
        ) from error


def _says(error: BaseException, words: tuple[str, ...]) -> bool:
    said = str(error).upper()
    return any(word in said for word in words)
