"""Word lists as patterns: one alternative a line, so that they can be read, sorted and added to."""

from __future__ import annotations

import re


def alternatives(lines: str) -> str:
    """The lines as one group of alternatives. A space in a line stands for any white space."""
    return (
        "(?:"
        + "|".join(line.strip().replace(" ", r"\s") for line in lines.splitlines() if line.strip())
        + ")"
    )


def phrases(lines: str) -> re.Pattern[str]:
    """A pattern that finds any of the lines as whole words, in capitals or not."""
    return re.compile(rf"(?<!\w){alternatives(lines)}(?!\w)", re.IGNORECASE)


def openings(lines: str, rest: str = "", lead: str = "") -> re.Pattern[str]:
    """A pattern for texts that begin with any of the lines; `rest` may follow, `lead` may go before."""
    return re.compile(lead + alternatives(lines) + rest, re.IGNORECASE)
