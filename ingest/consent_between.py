"""Consent given by striking out or deleting words inside the statement: "I do / do not * consent to ..."."""

from __future__ import annotations

import re

from ingest.choices import Option, chosen_by_style, common_look
from ingest.page import Line, Mark

_DO, _DO_NOT = r"(?:do|am|will)", r"(?:(?:do|am|will)\s+not|don.?t|won.?t|not)"
_VERB = (
    r"(?:(?:give|have given) (?:my )?(?:consent|permission)|agree|consent|give|accept|allow|permit|"
    r"authori[sz]e|wish|want|happy|content|willing)"
)
_AGREE, _REFUSE = rf"(?:{_DO}\s+)?{_VERB}", rf"(?:(?:I\s+)?{_DO_NOT}\s+{_VERB}|disagree|refuse)"
_OR = r"[\s*)\]]*(?:/|\bor\b|\|)[\s*(\[]*(?:I\s+)?"


def _either_of(agreeing: str, refusing: str) -> re.Pattern[str]:
    """The two words in either order, behind "I" or at the beginning."""
    orders = rf"(?P<yes>{agreeing}){_OR}(?P<no>{refusing})|(?P<no2>{refusing}){_OR}(?P<yes2>{agreeing})"
    return re.compile(rf"(?:\bI\b|\A)[\s*(\[]*(?:{orders})\b", re.IGNORECASE)


_EITHER = (_either_of(_AGREE, _REFUSE), _either_of(_DO, _DO_NOT))
# One of the two, with the star of "delete as applicable" left in the middle of the sentence.
_LEFT = re.compile(
    r"(?:\bI\b|\A)\s*(?:(?P<no>(?:do|am|will)\s+not|don.?t)|(?P<yes>do|am|will))\s*\*+\s*"
    rf"{_VERB}\b",
    re.IGNORECASE,
)


_STATEMENT = re.compile(
    rf"\W*(?:(?:yes|no)\W+)?(?:I\s+)?(?:hereby\s+)?(?:(?P<no>{_REFUSE})|(?P<yes>{_AGREE}))\b", re.IGNORECASE
)


_SAID_AGAIN = re.compile(  # "I do / do not agree to this. do / do not *": the choice is made behind it
    r"[.:?]\s*(?:I\s+)?(?:(?P<yes>do)\b(?:[\s*]*/[\s*]*(?P<no>do not))?|(?P<alone>do not))[\s*.]*\Z",
    re.IGNORECASE,
)


def chosen_between(line: Line) -> tuple[int, bool] | None:
    """Where the choice between agreeing and not stands in a line, and what was chosen; None where the line
    offers none, or both are left as they were printed."""
    struck = _STATEMENT.match(line.text) if line.all_marked(Mark.STRUCK) else None
    if struck is not None:  # one of two statements, each on a line of its own: the other is meant
        return struck.start("no" if struck["no"] else "yes"), struck["no"] is not None
    left = _LEFT.search(line.text)
    if left is not None:
        return left.start("no" if left["no"] else "yes"), left["no"] is None
    either = next((found for pattern in _EITHER if (found := pattern.search(line.text))), None)
    if either is None:
        return None
    agreeing, refusing = ("yes", "no") if either["yes"] else ("yes2", "no2")
    options = [Option(name, None, common_look(line, *either.span(name))) for name in (agreeing, refusing)]
    chosen = chosen_by_style(options)
    if chosen is None:
        return _said_again(line, either.end())
    if len(chosen) != 1:
        return None
    return min(either.start(agreeing), either.start(refusing)), chosen[0].text == agreeing


def _said_again(line: Line, start: int) -> tuple[int, bool] | None:
    """The same of the words behind a statement that still offers both: one of them is struck out or gone."""
    again = _SAID_AGAIN.search(line.text, start)
    if again is None:
        return None
    if again["yes"] is None or again["no"] is None:
        return again.start("yes" if again["yes"] else "alone"), again["yes"] is not None
    options = [Option(name, None, common_look(line, *again.span(name))) for name in ("yes", "no")]
    chosen = chosen_by_style(options) or ()
    return (again.start("yes"), chosen[0].text == "yes") if len(chosen) == 1 else None
