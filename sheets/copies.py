"""Copies of the workbook beside it, which a synchronised folder makes when two save at once.

Each program names them in its own way. A person's own copies ("register 2025.xlsx", "register-old.xlsx")
are theirs; what only looks as if a program had made it is said too: two registers are worse than a question.
"""

from __future__ import annotations

import re
from pathlib import Path

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r".*\bconflict(?:ed)?\b.*",  # Dropbox, Nextcloud, Box: "(Ana's conflicted copy 2026-11-02)"
        r".*sync-conflict-\d{8}-\d{6}.*",  # Syncthing
        r".*_conflict-\d{8}-\d{6}",  # ownCloud
        r".*\(SFConflict .*\)",  # Seafile
        r" ?\(\d{1,2}\)",  # Google Drive, browsers
        r" [2-9]",  # iCloud
        r" - copy(?: \(\d+\))?",  # Windows
        r" \(copy\)",
        r"-(?:desktop|laptop|pc|win|mac|imac|macbook)[\w' -]*",  # OneDrive: the name of the computer
        r"-.*'s (?:mac|macbook|imac|pc|laptop).*",
    )
)
_COMPUTER = re.compile(r"-(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{3,14}")
"""OneDrive again: other names of computers, which Windows writes in capitals."""
_COPY_OF = re.compile(r"copy (?:\(\d+\) )?of ", re.IGNORECASE)


def copies_beside(path: Path) -> list[str]:
    """The names of the copies beside the workbook, in order. Raises OSError."""
    ending = path.suffix.casefold()
    names = (other.name for other in path.parent.iterdir() if other.suffix.casefold() == ending)
    return sorted(name for name in names if name != path.name and is_copy(path.name, name))


def is_copy(name: str, other: str) -> bool:
    """Whether `other` is named as programs name a copy of `name`."""
    stem, rest = Path(name).stem, Path(other).stem
    if copy_of := _COPY_OF.match(rest):
        return rest[copy_of.end() :].casefold() == stem.casefold()
    if not rest.casefold().startswith(stem.casefold()):
        return False
    added = rest[len(stem) :]
    return bool(added) and (any(form.fullmatch(added) for form in _FORMS) or bool(_COMPUTER.fullmatch(added)))


def copies_sentence(name: str, copies: list[str]) -> str:
    """What is the matter, and what to do."""
    listed = ", ".join(f'"{copy}"' for copy in copies)
    are, them = ("is a copy", "it") if len(copies) == 1 else ("are copies", "them")
    return (
        f'Beside the register "{name}" {are} of it, {listed}: a synchronised folder makes one when two save '
        "at once, and the service reads and writes only the register itself. "
        f"Bring over by hand what is new in {them}, and then delete {them}."
    )
