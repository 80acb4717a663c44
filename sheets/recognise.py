"""What the columns of somebody's own casework spreadsheet hold, by wording and content. Pure.

Wording alone is not enough ("Date" may be any, "Name" the member's or the caseworker's), content alone less.
Each pairing of a column with a field is weighed by both; the surest are taken first, each column once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from casework.emotional import rating_meant
from casework.meant import Meant
from casework.numbers import Workload
from casework.stages import extra_meant, stage_meant
from sheets.adoption_statuses import status_of
from sheets.adoption_words import WORDINGS
from sheets.cells import cell_text
from sheets.columns import fold
from sheets.counts import least
from sheets.dates import date_within, written_date
from sheets.register import Cell

NEEDED_ONE = frozenset(["name", "ref", "surname"])
"""A tab without any of these holds no cases."""

OF_PEOPLE = frozenset(["max_cases"])
"""What only a tab of caseworkers says; on one of cases it is a column of theirs."""

OF_A_MEMBER = frozenset(["name", "first_name", "surname", "email", "phone", "membership_number"])
_OF_MANAGEMENT = re.compile(
    r"\b(?:managers?|supervisors?|boss|hr|human resources|employers?|investigat\w+|chair|panel|head)\b"
)
_OF_A_REP = re.compile(
    r"\b(?:reps?|representatives?|case ?workers?|stewards?|officers?|assigned|re(?:ferr|port)ed by)\b"
)
"""Whose name or address a column says it holds, where it is no member's: members are written to."""

_ALONE = frozenset(["first", "last", "when"])
"""Words that mean a field only where nothing else stands with them: not in "Date of first contact"."""

_NUMBER_SIGNS = ("#", "№")
_EMAIL = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")  # one character before the sign: quick in a long text, too
_PHONE = re.compile(r"[+(]?\d[\d ()\-]{7,17}")
_NAME = re.compile(r"(?:[^\W\d_][\w'’.-]*,? ){1,3}[^\W\d_][\w'’-]*")
_DATES = frozenset(["received", "key_date", "closed"])
_TICKS = frozenset(["x", "y", "yes", "✓", "✔", "✗", "true", "closed", "done", "1"])
_NO_TICKS = frozenset(["n", "no", "false", "0", "-"])
_SAID: Mapping[str, Callable[[str], Meant]] = {
    "stage": lambda said: stage_meant(said, Workload()),
    "extra_work": lambda said: extra_meant(said, Workload()),
    "emotional": rating_meant,
}
_LIMIT, _SAMPLE = 300, 1000  # rows, and characters of a cell, that are looked at
_MOST_CASES = 100  # nobody's own limit is as high
_ENOUGH, _SURE = 0.55, 0.85


@dataclass(frozen=True, slots=True)
class Column:
    """A column of theirs: where (from 0), its header, what it is taken for ("" for their own), how sure."""

    at: int
    header: str
    field: str = ""
    sure: float = 0.0
    filled: int = 0

    @property
    def doubtful(self) -> bool:
        """Whether a person should look twice."""
        return bool(self.field) and self.sure < _SURE


def is_ticked(value: Cell) -> bool:
    """Whether a cell says yes by a mark: an x under Closed."""
    return cell_text(value).casefold() in _TICKS


def recognise(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], said: Mapping[str, str], *, of_cases: bool = False
) -> tuple[Column, ...]:
    """The columns in order. `said`: what a person says a header (folded) means; "none": their own.

    `of_cases`: it is known that they are of cases, where "Rep email" is no address of the member's.
    """
    columns = [
        [_sample(row[at]) if at < len(row) else None for row in rows[:_LIMIT]] for at in range(len(headers))
    ]
    taken: dict[int, tuple[str, float]] = {}
    fields: set[str] = set()
    for at, header in enumerate(headers):
        if field := said.get(fold(header)):
            taken[at] = ("" if field == "none" else field, 1.0)
            fields.add(field)
    pairs = sorted(
        (
            (-weight, at, field)
            for at, header in enumerate(headers)
            for field in WORDINGS
            if at not in taken
            and not (field in OF_A_MEMBER and is_anothers(header, of_cases))
            and (weight := _weight(field, header, columns[at])) >= _ENOUGH
        ),
    )
    for weight, at, field in pairs:
        if at not in taken and field not in fields:
            taken[at] = (field, min(1.0, -weight))
            fields.add(field)
    return tuple(
        Column(
            at, header, *taken.get(at, ("", 0.0)), filled=sum(1 for value in columns[at] if cell_text(value))
        )
        for at, header in enumerate(headers)
    )


def is_anothers(header: str, of_cases: bool = True) -> bool:
    """Whether a header names somebody who is not the member; on a list of caseworkers a rep is meant."""
    said = _bare(header[:_SAMPLE])
    return bool(_OF_MANAGEMENT.search(said) or (of_cases and _OF_A_REP.search(said)))


def _sample(value: Cell) -> Cell:
    """Enough of a cell to know its kind by: a whole story in one took minutes."""
    return value[:_SAMPLE] if isinstance(value, str) else value


def wording(field: str, header: str) -> float:
    """How like a field a header is: 1 its very words, less where they are among others."""
    said = _bare(header) if len(header) <= _SAMPLE else ""  # a story is no header
    if not said:
        return 0.0
    if said in WORDINGS[field]:
        return 1.0 - 0.01 * WORDINGS[field].index(said)
    within = [
        words for words in WORDINGS[field] if len(words) > 2 and words not in _ALONE and _within(words, said)
    ]
    if not within:
        return 0.0
    longest = max(len(words) for words in within)
    return 0.45 + 0.4 * longest / max(len(said), longest)


def _weight(field: str, header: str, values: Sequence[Cell]) -> float:
    held = [value for value in values if cell_text(value)]
    worded, fits = wording(field, header), _fits(field, held)
    if not held:
        return worded * 0.9
    if fits < 0:  # such things are never this
        return 0.0
    if not _bare(header):
        return 0.7 * fits if field == "email" or (field == "phone" and fits > 0.9) else 0.0
    if not worded:
        return 0.6 * fits if field == "email" else 0.0
    return 0.65 * worded + 0.35 * fits


def _fits(field: str, held: Sequence[Cell]) -> float:
    """How well what stands there fits a field, 0 to 1; -1 where it cannot be that."""
    if not held:
        return 0.5
    emails, dates = _share(held, _is_email), _share(held, lambda value: date_within(value) is not None)
    if field == "email":
        return emails if emails >= 0.3 else -1.0
    if emails > 0.5:
        return -1.0
    if field in _DATES:
        if field == "closed":
            dates = max(dates, _share(held, lambda value: cell_text(value).casefold() in _TICKS | _NO_TICKS))
        return dates if dates >= (0.2 if field == "key_date" else 0.4) else -1.0  # "tbc" is usual there
    if dates > 0.6 and (
        field != "status" or _share(held, lambda value: written_date(value) is not None) > 0.6
    ):
        return -1.0  # "closed 9/12/26" is a status, and 9/12/26 none
    texts = [cell_text(value) for value in held]
    if field == "phone":
        phones = _share(held, lambda value: _PHONE.fullmatch(cell_text(value)) is not None)
        return phones if phones >= 0.4 else -1.0
    if field in ("name", "lead", "second"):
        names = _share(held, lambda value: _NAME.fullmatch(cell_text(value)) is not None)
        repeated = 1 - len({text.casefold() for text in texts}) / len(texts)
        spoken = _share(held, lambda value: bool(re.search(r"[^\W\d_]{2}", cell_text(value))))
        if spoken < 0.5:
            return -1.0
        return 0.6 * names + 0.4 * (1 - repeated if field == "name" else max(repeated, 0.5))
    if field == "status":
        return 0.3 + 0.7 * _share(held, lambda value: bool(status_of(cell_text(value))))
    if field in ("ref", "membership_number"):
        numbered = _share(held, lambda value: any(char.isdigit() for char in cell_text(value)))
        different = len(set(texts)) / len(texts)
        return numbered * different if numbered > 0.5 else -1.0
    if field in OF_PEOPLE:
        numbers = _share(held, _is_limit)
        return numbers if numbers > 0.5 else -1.0
    if field in _SAID:
        known = _share(held, lambda value: _is_said(field, cell_text(value)))
        return known if known > 0.5 else -1.0
    long = sum(len(text) for text in texts) / len(texts)
    if field == "notes":
        return min(1.0, 0.4 + long / 60)
    return 0.8 if long < 60 else 0.3


def _is_said(field: str, text: str) -> bool:
    """Whether a text says a stage, extra work or a rating in words that are known."""
    meant = _SAID[field](text)
    return bool(meant.names) and not meant.unclear


def _is_limit(value: Cell) -> bool:
    number = least(cell_text(value))
    return number is not None and number < _MOST_CASES


def _share(held: Sequence[Cell], true: Callable[[Cell], bool]) -> float:
    return sum(1 for value in held if true(value)) / len(held)


def _is_email(value: Cell) -> bool:
    return _EMAIL.search(cell_text(value)) is not None


def _bare(header: str) -> str:
    """A header as it is compared: without signs, and without what stands in brackets."""
    words = re.sub(r"\([^)]*\)", " ", header) if header.strip() not in _NUMBER_SIGNS else "no"
    return fold(re.sub(r"[^\w\s]", "", words.replace("/", " ").replace("-", " ")))


def _within(words: str, said: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", said) is not None
