"""What a blank form taught, as a table for the administrator."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from ingest.learnt import NOT_KEPT, Part
from ingest.lesson import Lesson, Offer, Recognised

_FIELD_WIDTH = 24
_SURE_WIDTH = 6
_NOTHING = frozenset({*NOT_KEPT, "signature"})


def table_of(lesson: Lesson, width: int) -> str:
    """The table, `width` letters wide: each question as printed, what it asks for, how sure that is."""
    words = max(width - _FIELD_WIDTH - _SURE_WIDTH - 8, 24)
    lines = [f"{lesson.form.name}: {_summary(lesson)}", ""]
    lines.append(f"{'no':>4}  {'question, as printed':{words}}  {'asks for':{_FIELD_WIDTH}}sure")
    for number, question in enumerate(lesson.questions, 1):
        asks, sure = _asks(question)
        first, *more = wrap(question.text, words) or [""]
        lines.append(f"{number:>4}  {first:{words}}  {asks:{_FIELD_WIDTH}}{sure}".rstrip())
        lines += [f"{'':>4}  {line}" for line in more]
    lines += [line for choice in ("categories", "contract_type") for line in _options(lesson, choice, words)]
    others = sum(piece.part is Part.TEXT for piece in lesson.form.printed)
    if others:
        lines += ["", f"{others} more lines (headings, hints) are known as the form's own from now on."]
    return "\n".join(lines)


def _summary(lesson: Lesson) -> str:
    kept = sum(bool(one.fields) and not set(one.fields) & _NOTHING for one in lesson.questions)
    dropped = sum(bool(set(one.fields) & _NOTHING) for one in lesson.questions)
    unsaid = len(open_questions(lesson))
    return f"{len(lesson.questions)} questions: {kept} recognised, {dropped} not kept, {unsaid} open"


def open_questions(lesson: Lesson) -> list[int]:
    """The numbers (from 1) of the questions that nobody has said anything of."""
    return [number for number, question in enumerate(lesson.questions, 1) if not question.fields]


def open_offers(lesson: Lesson) -> list[int]:
    """The places of the options that stand for nothing yet."""
    return [at for at, offer in enumerate(lesson.offers) if not offer.value]


def _asks(question: Recognised) -> tuple[str, str]:
    if not question.fields:
        guess = question.guess
        if guess in _NOTHING:
            return "? (nothing kept)", "open"
        return (f"? ({guess})" if guess else "?"), "open"
    if set(question.fields) & _NOTHING:
        return "not kept", _sure(question)
    return ", ".join(question.fields), _sure(question)


def _sure(question: Recognised) -> str:
    return "known" if question.exact else "said" if question.sure == 1 else f"{question.sure:.0%}"


def _options(lesson: Lesson, choice: str, words: int) -> Iterator[str]:
    offers: list[Offer] = [offer for offer in lesson.offers if offer.choice == choice]
    if offers:
        yield ""
        yield f"      {'options of ' + choice:{words}}  mean"
    for offer in offers:
        first, *more = wrap(offer.text, words) or [""]
        yield f"      {first:{words}}  {offer.value or '?'}"
        yield from (f"      {line}" for line in more)
