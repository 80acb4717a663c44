"""Values of spreadsheet cells as words: real dates as a person writes them, numbers as they were typed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from ingest.page import Line, Mark, Run

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a day, no moment
_LAST_DAY = 2_958_466  # of the year 9999
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_DIGITS_ONLY = re.compile(r"[0\s()+/-]*0[0\s()+/-]*")


def is_date_format(number: int, code: str) -> bool:
    """Whether a number format shows a day or a time; `code` is the branch's own, if it is one."""
    if not code:
        return number in _BUILT_IN_DATES
    bare = _LITERAL.sub("", code.split(";")[0])
    return bool(re.search(r"[dmyhs]", bare, re.IGNORECASE)) and "general" not in bare.casefold()


def date_words(serial: float, since_1904: bool = False) -> str:
    """A spreadsheet's day number as words: "3 November 2026", with " at 14:30" where a time is in it."""
    if not 0 <= serial < _LAST_DAY:
        return number_words(serial)
    moment = (_EPOCH_1904 if since_1904 else _EPOCH_1900) + timedelta(minutes=round(serial * 24 * 60))
    if serial < 1:
        return f"{moment:%H:%M}"
    return day_words(moment.date(), "" if not serial % 1 else f"{moment:%H:%M}")


def day_words(day: date, clock: str = "") -> str:
    """A day in full, in English, and the time of day."""
    words = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{words} at {clock}" if clock and clock != "00:00" else words


def number_words(number: float, code: str = "") -> str:
    """A number as it was typed. A format of zeros only ("00000 000000") gives back the zeros in front."""
    if number != number or number in (float("inf"), float("-inf")):
        return ""
    if number != int(number) or abs(number) >= 1e15:
        return f"{number:.10g}"
    bare = re.sub(r'"([^"]*)"|\\(.)', r"\1\2", code.split(";")[0])
    wide = bare.count("0") if _DIGITS_ONLY.fullmatch(bare) and number >= 0 else 0
    return str(int(number)).zfill(wide)


def lines_of(runs: list[Run]) -> tuple[Line, ...]:
    """Runs with line ends in them as lines."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines[-1].append(Run(first, run.mark))
        lines.extend([Run(piece, run.mark)] for piece in others)
    return tuple(Line(tuple(run for run in line if run.text)) for line in lines)


def words(text: str, mark: Mark = Mark.NONE) -> tuple[Line, ...]:
    """Text of one look as lines."""
    return lines_of([Run(text, mark)])
