"""A member's answers to what our acknowledgement asked, in the normal form of their fields (DOMAIN.md N-02).

Only clear answers count: a number with words that can be read, or, where one thing was asked, a reply that
says it. What is answered by number and cannot be read is unclear, and for a person; the rest is news as ever.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from casework.model import Value
from ingest.answers import CHOICES, Answer
from ingest.courtesies import (
    SAYS_RIGHT,
    is_civil,
    looks_like_a_name,
    only_civil,
    without_closing,
    without_lead,
)
from ingest.fields import read_field
from ingest.page import plain
from ingest.pieces import take_apart
from ingest.prompts import says_nothing
from ingest.questions import Asked
from ingest.reading import FormSettings, Gap, Letter
from ingest.typed import NAMES, NOTHING, TYPED, Read
from ingest.wordings import Wordings, load_wordings

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_SIGNATURE_PICTURE = 40_000  # bytes
_SHORT = 5  # words of a label, or of a name


@dataclass(slots=True)
class Given:
    """What a reply gives: values, fields confirmed, fields answered unclearly, whether there is more."""

    values: dict[str, Value] = field(default_factory=dict)
    confirmed: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    more: bool = False

    def __bool__(self) -> bool:
        """Whether any question was answered."""
        return bool(self.values or self.confirmed or self.unclear)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one answer for one field."""

    wordings: Wordings
    written: date | None
    region: str

    def read(self, name: str, text: str) -> Read:
        """The value of an answer; lines stay lines, since a story has paragraphs."""
        cells = [[plain(line)] for line in text.splitlines() if line.strip()]
        if not cells or says_nothing(text):
            return NOTHING
        answer = Answer(Asked((name,), 1.0, True), None, cells)
        return read_field(name, answer, self.wordings, self.written, self.region)


def given_in(letter: Letter, gaps: Sequence[Gap], questions: str, settings: FormSettings) -> Given:
    """What a reply says to the questions `gaps` of our letter, whose text is `questions`."""
    written = letter.date.date() if letter.date is not None else None
    reader = _Reader(load_wordings(settings), written, settings.region)
    long = frozenset(at for at, gap in enumerate(gaps, 1) if _is_long(gap.field))
    pieces = take_apart(letter.text, letter.reply, questions, len(gaps), long)
    found = Given()
    for at, gap in enumerate(gaps, 1):
        if words := without_closing(pieces.words(at)):
            _take(found, gap, words, reader)
    rest = without_closing("\n".join(pieces.rest))
    if not pieces.answers:
        rest = _unnumbered(found, gaps, rest, reader)
    found.more = bool(found) and (bool(rest and not only_civil(rest)) or _has_papers(letter))
    return found


def _is_long(name: str) -> bool:
    return name not in TYPED and name not in NAMES and name not in CHOICES


def _take(found: Given, gap: Gap, words: str, reader: _Reader) -> None:
    """One numbered answer."""
    if gap.shown and SAYS_RIGHT.fullmatch(words):
        found.confirmed.append(gap.field)
        return
    reading = _value(gap.field, words, reader)
    if reading.value is not None and not reading.doubt:
        found.values[gap.field] = reading.value
    else:
        found.unclear.append(gap.field)


def _value(name: str, words: str, reader: _Reader) -> Read:
    head, colon, behind = words.partition(":")
    if colon and behind.strip() and len(head.split()) <= _SHORT:  # "1. Phone: 0113 ...", the question again
        known = reader.wordings.exact(head)
        if known is not None and known.field == name:
            words = behind.strip()
    if name in NAMES:
        words = without_lead(words)
    return reader.read(name, words)


def _unnumbered(found: Given, gaps: Sequence[Gap], rest: str, reader: _Reader) -> str:
    """Answers without numbers: any clear one where one thing was asked, else only what has a form of its own.

    Returns the words that were not taken.
    """
    if len(gaps) == 1 and _is_long(gaps[0].field):
        words = "\n".join(line for line in rest.splitlines() if not is_civil(line))
        _take_if_clear(found, gaps[0], words, reader)
        return "" if found else rest
    left: list[str] = []
    for piece in _sentences(rest):
        alone = len(gaps) == 1
        answered = [gap for gap in gaps if gap.field not in found.values and _fits(gap, piece, reader, alone)]
        if len(answered) == 1 and answered[0].field not in found.confirmed:
            _take_if_clear(found, answered[0], piece, reader)
        else:
            left.append(piece)
    return "\n".join(left)


def _sentences(text: str) -> list[str]:
    return [
        piece for line in text.splitlines() for piece in _SENTENCE_END.split(line.strip()) if piece.strip()
    ]


def _fits(gap: Gap, piece: str, reader: _Reader, only_one: bool) -> bool:
    """Whether a sentence answers a question: in clear words if it is the only one, else by its shape."""
    if only_one and gap.shown and SAYS_RIGHT.fullmatch(piece):
        return True
    if gap.field in NAMES:
        return only_one and looks_like_a_name(without_lead(piece))
    reading = _value(gap.field, piece, reader)
    if reading.value is None or reading.doubt:
        return False
    return only_one or (gap.field in ("email", "phone", "key_date") and len(piece.split()) <= 2 * _SHORT)


def _take_if_clear(found: Given, gap: Gap, words: str, reader: _Reader) -> None:
    if gap.shown and SAYS_RIGHT.fullmatch(words):
        found.confirmed.append(gap.field)
        return
    reading = _value(gap.field, words.strip(" .") if gap.field in NAMES else words, reader)
    if reading.value is not None and not reading.doubt:
        found.values[gap.field] = reading.value


def _has_papers(letter: Letter) -> bool:
    """Whether something came with it that is more than the picture in a signature."""
    return any(
        not (each.content_type.startswith("image/") and each.size < _SIGNATURE_PICTURE)
        for each in letter.attachments
    )
