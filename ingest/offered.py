"""The form's own list of options, printed on the line of its question, and what was chosen from it below."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.page import Line, Mark

_PARTS = re.compile(r"\s*[,;|]\s*(?:or\s+)?|\s+or\s+|\s+/\s+", re.IGNORECASE)
_FROM_A_LIST = re.compile(
    r"\b(?:from|in|of|on) (?:this|the|our|these) (?:list|options?|words?|following)\b|"
    r"\bone (?:or more )?of\b|"
    r"\b(?:choose|pick|select) (?:from|one|any|all|as many)\b|\bwhich of\b|\bthe following\b",
    re.IGNORECASE,
)
_FEWEST = 4


def below_the_list(words: str, lines: Sequence[Line], value_of: Callable[[str], str | None]) -> list[Line]:
    """The lines of an answer without the form's own list above them; none where nothing stands below it.

    `words` are those of the question; `value_of` gives the value of an option, None for other words. A list
    is the form's where the question speaks of one ("from this list") or it ends in "other": whoever names
    four kinds of trouble does not end so.
    """
    worded = [line for line in lines if line.text.strip()]
    if not worded or any(Mark.FILLED in run.mark for run in worded[0].runs):
        return list(lines)
    end = 1
    while end < len(worded) and worded[end - 1].text.rstrip().endswith((",", ";", "|", "/")):
        end += 1
    printed = " ".join(line.text.strip() for line in worded[:end])
    offered = [part for part in _PARTS.split(printed.strip(" \t()[].:*-")) if part.strip()]
    values = [value_of(part) for part in offered]
    if len(offered) < _FEWEST or None in values:
        return list(lines)
    if values[-1] != "other" and not _FROM_A_LIST.search(words):
        return list(lines)
    return worded[end:]
