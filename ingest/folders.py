"""Mailbox folder names: one spelling here ("Casework/C-2026-0042"), each mailbox's own on its side."""

from __future__ import annotations

import base64
import re

_BESIDE_LETTERS_AND_DIGITS = " -_&'(),+"


def levels(folder: str) -> tuple[str, ...]:
    """The levels of a folder, outermost first.

    Only letters, digits, spaces and a few signs that no server takes for a separator or a wildcard, so that
    a name can neither climb out of the mailbox nor mean another folder. Raises `ValueError` for the rest.
    """
    parts = tuple(folder.split("/"))
    for part in parts:
        allowed = all(char.isalnum() or char in _BESIDE_LETTERS_AND_DIGITS for char in part)
        if not part or part != part.strip() or not allowed:
            raise ValueError("A folder's name may hold only letters, digits, spaces and -_&'(),+ .")
    return parts


def modified_utf7(name: str) -> str:
    """A folder name as IMAP and Maildir++ store it (RFC 3501 §5.1.3)."""
    stored: list[str] = []
    run = ""
    for char in [*name, ""]:
        if char and not " " <= char <= "~":
            run += char
            continue
        if run:
            coded = base64.b64encode(run.encode("utf-16-be")).decode("ascii").rstrip("=")
            stored.append(f"&{coded.replace('/', ',')}-")
            run = ""
        stored.append("&-" if char == "&" else char)
    return "".join(stored)


def from_modified_utf7(name: str) -> str:
    """A stored name as people read it; what is not well formed stays as it is."""

    def plain(found: re.Match[str]) -> str:
        coded = found[1].replace(",", "/")
        if not coded:
            return "&"
        try:
            return base64.b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-16-be")
        except ValueError:
            return found[0]

    return re.sub(r"&([^-]*)-", plain, name)
