"""What a meeting is, told from the words that stand beside its date."""

from __future__ import annotations

import re

_EVENT = re.compile(
    r"\b(?:meeting|hearing|interview|review|conference|appeal|panel|consultation|mediation|tribunal|"
    r"investigation|disciplinary|grievance|assessment|inquiry|conciliation|arbitration|deadline)\b",
    re.IGNORECASE,
)
_COMMA = r"[,;|](?!\s*(?:stage|step|level|part|round)\b)\s*"  # "Grievance meeting, stage 1" is one thing
_APART = re.compile(rf"\s+(?:on|at)?\s*{_COMMA}|\s*{_COMMA}|\s+[-–]\s+", re.IGNORECASE)
_EDGES = re.compile(
    r"^(?:(?:yes|yep|yeah|on|at|by|noon|midday|is|type:?|about(?=:))\b|[-–,.;:\s])+|"
    r"(?:\s|,|-|–|@|\b(?:on|at|by|for|is|are|was|will be|takes place|set|fixed))+$",
    re.IGNORECASE,
)
_LONGEST = 10  # words


def trimmed(text: str) -> str:
    """Words that stood around a date and its time, without what only led to them ("Yes, at - a review")."""
    return _EDGES.sub("", text)


def event_in(text: str) -> str:
    """The one part of some words that names a meeting ("Payroll meeting" of "Payroll meeting, room 2");
    empty if none does, or several do, or they are a story."""
    parts = [_EDGES.sub("", part) for part in _APART.split(_EDGES.sub("", text))]
    naming = [part for part in parts if _EVENT.search(part)]
    return naming[0] if len(naming) == 1 and len(naming[0].split()) <= _LONGEST else ""
