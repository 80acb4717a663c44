"""Signs beside the workbook that people are at work on it: the lock files of their programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

STALE_AFTER = timedelta(hours=12)
"""A lock this old may be left over from a crash. It is said, never ignored: the workbook may well be open."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock file: its name, the program that leaves such files, and since when it stands (aware)."""

    name: str
    program: str
    since: datetime


def find_lock(path: Path) -> Lock | None:
    """The lock file of the workbook, if it is open in LibreOffice or Excel."""
    for name, program in ((f".~lock.{path.name}#", "LibreOffice"), (f"~${path.name}", "Excel")):
        try:
            modified = path.with_name(name).stat().st_mtime
        except FileNotFoundError:
            continue
        return Lock(name, program, datetime.fromtimestamp(modified, UTC))
    return None


def lock_sentence(lock: Lock, now: datetime) -> str:
    """What is the matter and what to do: nothing, unless the lock has been forgotten."""
    if now - lock.since < STALE_AFTER:
        return (
            f"The register is open in {lock.program}: it is written once it has been saved and closed. "
            f'If nobody has it open, delete the file "{lock.name}" beside it.'
        )
    since = f"{lock.since.day} {lock.since:%B %Y, %H:%M} UTC"
    return (
        f"The register has been marked as open in {lock.program} since {since}, and is not written. Close it "
        f'there; if nobody has it open, the mark was left behind: delete the file "{lock.name}" beside it.'
    )
