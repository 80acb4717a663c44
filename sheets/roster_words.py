"""The words of the tab Caseworkers as people write them: yes and no, levels, alone or paired. Pure.

What is only half clear is taken for the lower of what it could be, and the caller says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from casework.model import Level, Preference
from sheets.columns import fold

YES = frozenset(["yes", "y", "true", "x", "✓", "✔", "☑", "√", "1", "ok"])
NO = frozenset(["no", "n", "false", "0", "-", "n/a", "none", "☐", "✗", "✘"])
WOMAN = YES | {"woman", "female", "f", "w", "she", "she/her", "she/they"}
NO_WOMAN = NO | {"man", "male", "m", "he", "he/him"}

LEVELS: Mapping[str, Level] = {
    **dict.fromkeys(("shadow", "shadowing", "shadows", "observer", "watching"), Level.SHADOW),
    **dict.fromkeys(("new", "newbie", "starter", "beginner", "learner", "learning", "trainee"), Level.NEW),
    **dict.fromkeys(("experienced", "senior", "full", "expert", "exp"), Level.EXPERIENCED),
}  # fmt: skip
_NUMBERED = re.compile(r"(?:level |l)?([012])")
_NOT = re.compile(r"\b(?:not|never|no|almost|nearly|soon|was|until|till|from)\b")
_NOBODY_SAID = frozenset(["", "-", "n/a"])

PREFERENCES: Mapping[str, Preference] = {
    **dict.fromkeys(("", "either", "both", "any", "no", "-", "n/a"), Preference.NONE),
    **dict.fromkeys(("alone", "solo", "single"), Preference.ALONE),
    **dict.fromkeys(("paired", "pair", "pairs", "in a pair", "together"), Preference.PAIRED),
    **dict.fromkeys(("shadow", "shadowing", "watching"), Preference.SHADOW),
}
_WATCHES = re.compile(r"\bshadow|\bwatch|\bobserv")
_EITHER = re.compile(
    r"\bno pref|\bdo(?:n'?t| not) mind|\beither\b|"
    r"\b(?:alone|solo) ?(?:or|/|,) ?(?:in a )?pair|\bpaired ?(?:or|/|,) ?alone"
)
_ALONE = re.compile(r"\balone\b|\bsolo\b|\bby (?:my|them|him|her)sel|\bon (?:my|their|his|her) own\b")
_PAIRED = re.compile(r"\bpair|\bwith (?:a|an|some|other|another)|\btogether\b")


def level_said(text: str) -> tuple[Level, bool]:
    """The level that a cell says, and whether that is sure. Of several the lowest."""
    said = fold(text)
    if said in _NOBODY_SAID:
        return Level.EXPERIENCED, True
    if number := _NUMBERED.fullmatch(said):
        return Level(int(number[1])), True
    found = {LEVELS[word] for word in re.findall(r"[^\W\d_]+", said) if word in LEVELS}
    if len(found) == 1 and not _NOT.search(said):
        return found.pop(), True
    return min(found | {Level.NEW}), False


def preference_said(text: str) -> tuple[Preference, bool]:
    """How somebody would rather work, and whether that is sure. Whoever would only watch is asked nothing."""
    said = fold(text.replace("’", "'"))
    if (whole := PREFERENCES.get(said)) is not None:
        return whole, True
    alone, paired, refused = _ALONE.search(said), _PAIRED.search(said), _NOT.search(said)
    if _WATCHES.search(said):
        return Preference.SHADOW, not (alone or paired or refused)
    if _EITHER.search(said):
        return Preference.NONE, True
    if alone and refused:
        return Preference.PAIRED, bool(re.search(r"\b(?:not|never) (?:\w+ )?(?:alone|solo|by|on)\b", said))
    if bool(alone) == bool(paired) or refused:
        return Preference.PAIRED, False
    return (Preference.ALONE if alone else Preference.PAIRED), True
