"""What the administrator says a question or an option of the blank means, put to the lesson it taught.

A saying is "QUESTION=field": the question by its number in the table, or by its words, of which the nearest
on the blank counts. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from ingest.gathering import FIELDS
from ingest.learnt import LearntForm, Meaning, Part, Printed
from ingest.lesson import Lesson, Offer, Recognised
from ingest.printed import key_of
from jobs.defaults import CATEGORIES
from jobs.learnt_file import fields_of
from jobs.setting_types import nearest

CONTRACTS = ("permanent", "fixed_term", "hourly_paid", "agency", "other")
NO_QUESTION = "text"
_NEAR = 70.0  # of 100
_CLEARLY = 10.0  # nearer: another line of print is meant, not a question
_CATEGORY_NAMES = frozenset(category.name for category in CATEGORIES)


class NotAssigned(Exception):
    """A saying that cannot be put to any line of the blank; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What was said: some words or a number, and what they mean."""

    words: str
    means: str


def saying_of(text: str) -> Saying:
    """ "QUESTION=field" taken apart. Raises `NotAssigned`."""
    words, equals, means = text.rpartition("=")
    if not equals or not words.strip() or not means.strip():
        raise NotAssigned(f'"{text}" is no assignment. Write the question, then "=", then what it asks for.')
    return Saying(words.strip(), means.strip().lower().replace(" ", "_").replace(",_", ", "))


def assigned(lesson: Lesson, saying: Saying) -> Lesson:
    """The lesson with what was said. Raises `NotAssigned`."""
    if saying.means in _CATEGORY_NAMES or saying.means in CONTRACTS:
        return _option(lesson, saying)
    if saying.means == NO_QUESTION:
        return _as_text(lesson, _line(lesson, saying.words))
    try:
        fields = fields_of(saying.means)
    except ValueError:
        known = [*_CATEGORY_NAMES, *CONTRACTS, *FIELDS]
        hint = nearest(saying.means, known) or " The names stand in config.yaml, under form."
        raise NotAssigned(f"{saying.means} is no answer that the form knows.{hint}") from None
    return with_fields(lesson, _line(lesson, saying.words), fields)


def _line(lesson: Lesson, words: str) -> int:
    """The place, among all that is printed, of the line that is meant: a question's, if one is near."""
    printed = lesson.form.printed
    questions = [at for at, piece in enumerate(printed) if piece.part is Part.QUESTION]
    if words.isdecimal():
        if 1 <= int(words) <= len(questions):
            return questions[int(words) - 1]
        raise NotAssigned(f"There is no question {words}. The table numbers them from 1 to {len(questions)}.")
    found, score = _nearest(words, {at: printed[at].text for at in questions})
    others = {at: piece.text for at, piece in enumerate(printed) if at not in questions}
    beside, nearer = _nearest(words, others)
    if nearer > score + _CLEARLY:
        found = beside
    if len(found) > 1:
        raise NotAssigned(f'"{words}" stands on the form more than once. Give its number in the table.')
    if not found:
        raise NotAssigned(f'No question on the form is like "{words}". Copy its words, or give its number.')
    return found[0]


def _nearest(words: str, texts: Mapping[int, str]) -> tuple[list[int], float]:
    """The places whose text is nearest, and how near: several if they have the very same words, none if none
    is near."""
    exact = [at for at, text in texts.items() if key_of(text) == key_of(words)]
    if exact:
        return exact, 101.0
    small = " ".join(key_of(words))
    scores = {at: fuzz.token_set_ratio(small, " ".join(key_of(text))) for at, text in texts.items()}
    best = max(scores.values(), default=0.0)
    near = [at for at, score in scores.items() if score == best]
    if best < _NEAR:
        return [], 0.0
    alike = len({key_of(texts[at]) for at in near}) == 1
    return (near if alike else _closest(small, near, texts)), best


def _closest(small: str, near: Sequence[int], texts: Mapping[int, str]) -> list[int]:
    scores = {at: fuzz.ratio(small, " ".join(key_of(texts[at]))) for at in near}
    return [max(scores, key=lambda at: scores[at])]


def with_fields(lesson: Lesson, place: int, fields: tuple[str, ...]) -> Lesson:
    """The lesson in which the line at `place` is a question for these fields."""
    printed = list(lesson.form.printed)
    old = printed[place]
    number = sum(piece.part is Part.QUESTION for piece in printed[:place])
    questions = list(lesson.questions)
    said = Recognised(old.text, fields, 1.0, exact=False)
    if old.part is Part.QUESTION:
        questions[number] = said
    else:
        questions.insert(number, said)
    printed[place] = Printed(old.text, Part.QUESTION, fields)
    return replace(lesson, form=replace(lesson.form, printed=tuple(printed)), questions=tuple(questions))


def _as_text(lesson: Lesson, place: int) -> Lesson:
    printed = list(lesson.form.printed)
    number = sum(piece.part is Part.QUESTION for piece in printed[:place])
    was = printed[place].part is Part.QUESTION
    questions = tuple(one for at, one in enumerate(lesson.questions) if not (was and at == number))
    printed[place] = Printed(printed[place].text, Part.TEXT)
    return replace(lesson, form=replace(lesson.form, printed=tuple(printed)), questions=questions)


def _option(lesson: Lesson, saying: Saying) -> Lesson:
    """The lesson in which an option of a choice stands for a value."""
    choices = {
        "categories": saying.means in _CATEGORY_NAMES,
        "contract_type": saying.means in CONTRACTS,
    }
    texts = {at: offer.text for at, offer in enumerate(lesson.offers) if choices[offer.choice]}
    found, _ = _nearest(saying.words, texts)
    if not found:
        raise NotAssigned(f'No option on the form is like "{saying.words}". Copy its words from the table.')
    return with_values(lesson, found, saying.means)


def with_values(lesson: Lesson, places: Sequence[int], value: str) -> Lesson:
    """The lesson in which these offers stand for a value."""
    offers = list(lesson.offers)
    for at in places:
        offers[at] = replace(offers[at], value=value, said=True)
    return replace(lesson, offers=tuple(offers))


def with_meanings(lesson: Lesson) -> LearntForm:
    """What is kept of the lesson: the form, and what the administrator said that its options mean."""
    meanings = tuple(
        Meaning(one.choice, one.text, one.value) for one in lesson.offers if one.said and one.value
    )
    return replace(lesson.form, meanings=meanings)


def carried_over(lesson: Lesson, before: LearntForm | None) -> Lesson:
    """The lesson with what was said when the same form was learnt before: each question by its words and by
    how many of the same stand above it."""
    if before is None:
        return lesson
    old = {mark: piece.fields for mark, piece in _marked(before.printed) if piece.part is Part.QUESTION}
    dropped = {mark for mark, piece in _marked(before.printed) if piece.part is not Part.QUESTION}
    for place, (mark, piece) in enumerate(_marked(lesson.form.printed)):
        if old.get(mark) and old[mark] != piece.fields:
            lesson = with_fields(lesson, place, old[mark])
        elif piece.part is Part.QUESTION and mark in dropped and mark not in old:
            lesson = _as_text(lesson, place)
    for meaning in before.meanings:
        places = [at for at, offer in enumerate(lesson.offers) if _same(offer, meaning)]
        lesson = with_values(lesson, places, meaning.value)
    return lesson


def _same(offer: Offer, meaning: Meaning) -> bool:
    return offer.choice == meaning.choice and key_of(offer.text) == key_of(meaning.option)


def _marked(printed: Sequence[Printed]) -> list[tuple[tuple[tuple[str, ...], int], Printed]]:
    """Each piece with its words and their count so far, by which it is known again."""
    seen: dict[tuple[str, ...], int] = {}
    marked = []
    for piece in printed:
        key = key_of(piece.text)
        marked.append(((key, seen.get(key, 0)), piece))
        seen[key] = seen.get(key, 0) + 1
    return marked
