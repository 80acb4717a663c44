"""What is said to an IMAP server once it is open: the inbox, a letter, a case's folder.

What MAIL.md §1 measured is kept to: explicit integer UIDs only, BODY.PEEK, no keywords, no text searches, and
a vanished UID is noticed because nothing comes back for it. Errors are imaplib's, which imapclient uses too.

Filing away. With MOVE: one command. Without: the letter is looked for in the folder (by Message-ID, then byte
by byte), copied if it is not there, marked \\Deleted, and then only this UID is expunged. A server without
UIDPLUS can only expunge every deleted letter at once: that is done when all of them are ours, else ours stay
in the inbox, struck through; they no longer wait either way. A crash between any two steps leaves at worst a
second copy in the folder (of a letter without Message-ID), never none.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from dataclasses import dataclass
from typing import Any

from ingest.mailbox import LetterGone, Waiting

_AT_A_TIME = 500  # UIDs in one command: some servers refuse longer lines
_NOTICE_ID = "X-CASEWORK-NOTICE-ID"
_SIMPLE_MESSAGE_ID = re.compile(rb'<[^\s<>"\\\x00-\x20\x7f-\xff]+>')


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a letter is known again in another folder; `message_id` is empty if it has no simple one."""

    message_id: str
    size: int


class OpenInbox:
    """One signed-in connection with the inbox open. `client` is an IMAPClient; any error of it may rise."""

    def __init__(self, client: Any, inbox: str, sent: str = "") -> None:
        self._client = client
        self._inbox = inbox
        self._sent = sent
        self._prefix, self._separator = _namespace(client)
        self._known: set[str] = set()  # folders seen or made on this connection
        self._struck: set[int] = set()  # UIDs we marked \Deleted and could not expunge
        self._validity = 0
        self.select()

    def select(self) -> None:
        """Open the inbox anew: new letters are seen for sure, and a renumbering too (RFC 3501 §2.3.1.1)."""
        validity = int(self._client.select_folder(self._inbox)[b"UIDVALIDITY"])
        if validity != self._validity:
            self._struck.clear()
        self._validity = validity

    def waiting(self) -> list[Waiting]:
        """Key and size of the letters not marked \\Deleted, in the order they came."""
        self.select()
        uids = sorted(self._client.search("UNDELETED"))
        sizes: dict[int, int] = {}
        for start in range(0, len(uids), _AT_A_TIME):
            found = self._client.fetch(uids[start : start + _AT_A_TIME], ["RFC822.SIZE"])
            sizes |= {uid: int(one[b"RFC822.SIZE"]) for uid, one in found.items() if b"RFC822.SIZE" in one}
        return [Waiting(f"{self._validity}:{uid}", sizes[uid]) for uid in uids if uid in sizes]

    def letter(self, key: str) -> bytes:
        """The whole letter. Raises `LetterGone`; an IMAP error if the server gives nothing for a full one."""
        uid = self._uid(key)
        letter, size = self._part(uid, "BODY.PEEK[]", b"BODY[]")
        if size and not letter:
            raise imaplib.IMAP4.error("the server gave no bytes for a letter that has some")
        return letter

    def head(self, key: str) -> bytes:
        """The first 64 KiB of the header block. Raises `LetterGone`."""
        return self._part(self._uid(key), "BODY.PEEK[HEADER]<0.65536>", b"BODY[HEADER]<0>")[0]

    def identity(self, key: str) -> Identity | None:
        """By what the letter is known again; None: it is gone, or marked \\Deleted. Raises `LetterGone`."""
        uid = self._uid(key)
        asked = ["FLAGS", "RFC822.SIZE", "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"]
        one = self._client.fetch([uid], asked).get(uid, {})
        if b"RFC822.SIZE" not in one or b"\\Deleted" in one.get(b"FLAGS", ()):
            return None
        header = next((one[name] or b"" for name in one if name.startswith(b"BODY[HEADER.FIELDS")), b"")
        found = _SIMPLE_MESSAGE_ID.search(header)
        return Identity(found.group().decode("ascii") if found else "", int(one[b"RFC822.SIZE"]))

    def move(self, key: str, path: tuple[str, ...], identity: Identity) -> None:
        """Move a letter that is there to the folder `path`, made and subscribed to if missing."""
        try:
            self._move(key, path, identity)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            known, self._known = self._known, set()
            if not known or self._client.folder_exists(self._name(path)):
                raise
            self._move(key, path, identity)  # somebody removed the folder since we made it

    def holds(self, path: tuple[str, ...], identity: Identity, letter: bytes | None = None) -> bool:
        """Is a letter of this identity (and, if given, of these very bytes) in the folder already?"""
        if not identity.message_id:
            return False
        validity = self._validity
        self._client.select_folder(self._folder(path), readonly=True)
        uids = self._client.search(["HEADER", "Message-ID", identity.message_id])
        sizes = self._client.fetch(uids, ["RFC822.SIZE"])
        same = [uid for uid, one in sizes.items() if one.get(b"RFC822.SIZE") == identity.size]
        if letter is not None:
            bodies = self._client.fetch(same, ["BODY.PEEK[]"])
            same = [uid for uid, one in bodies.items() if one.get(b"BODY[]") == letter]
        self.select()
        if self._validity != validity:
            raise LetterGone("The inbox was renumbered, so the letter has another key now.")
        return bool(same)

    def sent(self, message_id: str) -> bool:
        """Is there a copy of the message with that Message-ID in the folder of sent mail, if there is one?"""
        folder = self._sent_folder()
        if not folder:
            return False
        self._client.select_folder(folder, readonly=True)
        found = self._client.search(["HEADER", "Message-ID", message_id])
        self.select()
        return bool(found)

    def notices_sent(self) -> tuple[str, list[int]]:
        """The folder of sent mail, and the UIDs of what was sent by us there; "" where there is none.

        Their headers are looked at rather than searched for: not every server searches for any header.
        """
        folder = self._sent_folder()
        if not folder:
            return "", []
        self._client.select_folder(folder, readonly=True)
        uids = sorted(self._client.search("UNDELETED"))
        asked = [f"BODY.PEEK[HEADER.FIELDS ({_NOTICE_ID})]"]
        ours: list[int] = []
        for start in range(0, len(uids), _AT_A_TIME):
            found = self._client.fetch(uids[start : start + _AT_A_TIME], asked)
            ours += [uid for uid, one in found.items() if _is_notice(one)]
        self.select()
        return folder, sorted(ours)

    def folders_below(self, top: str) -> list[tuple[str, str]]:
        """The folders below `top`: as we name them ("C-2026-0042"), and as the server does."""
        start = self._name((top, ""))
        listed = self._client.list_folders(start, "*")
        names = sorted(str(name) for flags, _, name in listed if b"\\Noselect" not in flags)
        return [
            (name.removeprefix(start).replace(self._separator, "/"), name)
            for name in names
            if name.startswith(start) and name != start
        ]

    def uids_in(self, name: str) -> list[int]:
        """The UIDs of a folder's letters in the order they came, those marked \\Deleted not."""
        self._client.select_folder(name, readonly=True)
        found = sorted(self._client.search("UNDELETED"))
        self.select()
        return found

    def letters_in(self, name: str, uids: list[int]) -> list[bytes]:
        """Letters of a folder, in their order; one that went meanwhile is left out."""
        self._client.select_folder(name, readonly=True)
        found = self._client.fetch(uids, ["BODY.PEEK[]"])
        self.select()
        return [bytes(found[uid][b"BODY[]"]) for uid in uids if found.get(uid, {}).get(b"BODY[]")]

    def describe(self) -> list[str]:
        """What a `check` says of this connection, one plain line each."""
        wire = self._client.socket()
        plus = self._client.has_capability("UIDPLUS")
        by_copy = "copied, then deleted one by one" if plus else "copied, then struck through in the inbox"
        moved = "moved in one step" if self._client.has_capability("MOVE") else by_copy
        return [
            f"Signed in {f'over {wire.version()}' if isinstance(wire, ssl.SSLSocket) else 'unencrypted'}.",
            f"{len(self.waiting())} letters are waiting in {self._inbox}.",
            f"Letters are {moved} when they are filed.",
            f"A case's folder is called {self._name(('Casework', 'C-2026-0001'))} on this server.",
            f"Copies of sent mail are looked for in {folder}."
            if (folder := self._sent_folder())
            else f"There is no folder {self._sent or 'of sent mail'}: see the setting sent in config.yaml.",
        ]

    def _sent_folder(self) -> str:
        """The folder of sent mail, by its set name or as the server marks it; "" if there is none."""
        if self._sent:
            return self._sent if self._client.folder_exists(self._sent) else ""
        return self._client.find_special_folder(b"\\Sent") or ""

    def _uid(self, key: str) -> int:
        validity, _, uid = key.partition(":")
        if validity != str(self._validity):
            raise LetterGone("The inbox was renumbered, so the letter has another key now.")
        return int(uid)

    def _part(self, uid: int, asked: str, answered: bytes) -> tuple[bytes, int]:
        one = self._client.fetch([uid], [asked, "RFC822.SIZE"]).get(uid, {})
        if one.get(answered, b"") is None:
            # NIL: an empty letter, or one that was removed a moment ago and is still shown to us (Dovecot
            # answers so, with [EXPUNGEISSUED]). Taken as it is, it would be a letter that nobody wrote.
            self._client.noop()
            one = self._client.fetch([uid], [asked, "RFC822.SIZE"]).get(uid, {})
        if answered not in one:
            raise LetterGone("The letter is no longer in the inbox.")
        return bytes(one[answered] or b""), int(one.get(b"RFC822.SIZE", 0))

    def _move(self, key: str, path: tuple[str, ...], identity: Identity) -> None:
        uid, target = self._uid(key), self._folder(path)
        if self._client.has_capability("MOVE"):
            self._client.move([uid], target)
            if self.identity(key) is not None:
                raise imaplib.IMAP4.error("a letter that was said to be moved is still there")
            return
        # Two letters may share a Message-ID: the bytes decide whether this very one was copied before.
        if not (identity.message_id and self.holds(path, identity, self.letter(key))):
            self._client.copy([uid], target)
        self._client.add_flags([uid], [b"\\Deleted"], silent=True)
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge([uid])
            return
        self._struck.add(uid)
        if set(self._client.search("DELETED")) <= self._struck:
            self._client.expunge()

    def _folder(self, path: tuple[str, ...]) -> str:
        """The server's name of a folder; each level is made and subscribed to if it is not there."""
        for depth in range(1, len(path) + 1):
            name = self._name(path[:depth])
            if name not in self._known and not self._client.folder_exists(name):
                self._client.create_folder(name)
                self._client.subscribe_folder(name)
            self._known.add(name)
        return self._name(path)

    def _name(self, path: tuple[str, ...]) -> str:
        return self._prefix + self._separator.join(path)


def _namespace(client: Any) -> tuple[str, str]:
    """Under which prefix our folders go and what parts their levels (RFC 2342)."""
    if client.has_capability("NAMESPACE") and (personal := client.namespace().personal):
        prefix, separator = personal[0]
    else:
        listed = client.list_folders("", "")
        prefix, separator = "", listed[0][1] if listed else "/"
    if isinstance(separator, bytes):
        separator = separator.decode("ascii")
    return prefix or "", separator or " - "  # a server may have no levels at all


def _is_notice(fetched: Any) -> bool:
    """Whether the header that was asked for is there: the server answers with it, or with nothing."""
    parts = (part for name, part in fetched.items() if name.startswith(b"BODY[HEADER.FIELDS"))
    return any(_NOTICE_ID.encode() in (part or b"").upper() for part in parts)
