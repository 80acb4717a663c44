"""The mark of the Check column while a case has no caseworker and the coordinator has it (SD-07)."""

from __future__ import annotations

HELD = "NO CASEWORKER"
"""How the mark begins."""


def unmarked(flags: tuple[str, ...]) -> tuple[str, ...]:
    """The flags without the mark, once somebody has the case."""
    return tuple(flag for flag in flags if not flag.startswith(HELD))
