"""What was learnt, put into config.yaml: wordings and choices under `form`, and the learnt file's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.labels import strip_numbering
from ingest.learnt import Part
from ingest.lesson import Lesson
from ingest.wordings import Wordings
from jobs.config_edit import with_items, with_value
from jobs.defaults import QUESTIONS
from jobs.settings import FormSection

_FIELD_NAMES = frozenset(question.field for question in QUESTIONS)
_BARE = frozenset({"date", "time"})
_ENDS = " \t:*_."


@dataclass(slots=True)
class Additions:
    """What is to be written: for each list under `form` the entries that come in, and that go out."""

    wordings: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    gone: dict[str, list[str]] = field(default_factory=dict)  # wordings that mean something else now


def additions_of(lessons: Iterable[Lesson], known: Wordings, form: FormSection) -> Additions:
    """What the lessons teach beyond what is `known`: by heart here, or by the config already."""
    found = Additions()
    for lesson in lessons:
        for words, name in _meanings(lesson, known):
            for other, texts in form.wordings.items():
                same = [text for text in texts if other != name and known.key(text) == known.key(words)]
                found.gone.setdefault(other, []).extend(same)
            now = known.exact(words)
            if now is None or now.field != name:
                _add(found.wordings, name, words)
        for offer in lesson.offers:
            said = offer.choice == "categories" and offer.said and offer.value
            if said and known.option("categories", offer.text) != offer.value:
                _add(found.choices, offer.value, offer.text)
    return found


def _meanings(lesson: Lesson, known: Wordings) -> Iterator[tuple[str, str]]:
    """The questions that ask for one field, wherever they stand on the form."""
    meant: dict[str, set[tuple[str, ...]]] = {}
    for piece in lesson.form.questions:
        meant.setdefault(known.key(piece.text), set()).add(piece.fields)
    for piece in lesson.form.printed:
        if piece.part is not Part.QUESTION or len(piece.fields) != 1:
            continue
        key = known.key(piece.text)
        if piece.fields[0] in _FIELD_NAMES and len(meant[key]) == 1 and known.labels.get(key) not in _BARE:
            yield strip_numbering(piece.text).strip(_ENDS), piece.fields[0]


def _add(lists: dict[str, list[str]], name: str, text: str) -> None:
    entries = lists.setdefault(name, [])
    if text not in entries:
        entries.append(text)


def edited(text: str, additions: Additions, learnt: str) -> str:
    """The text of config.yaml with all that; unchanged where it stands there already. Raises `NotEdited`."""
    for name, words in additions.gone.items():
        text = with_items(text, ("form", "wordings", name), [], without=words)
    for name, words in reversed(additions.choices.items()):
        text = with_items(text, ("form", "choices", name), words)
    for name, words in reversed(additions.wordings.items()):
        text = with_items(text, ("form", "wordings", name), words)
    return with_value(text, ("form", "learnt"), learnt)


def in_words(additions: Additions) -> list[str]:
    """What was written, a line each."""
    added = [
        f"  form.{section}.{name}: {text}"
        for section, lists in (("wordings", additions.wordings), ("choices", additions.choices))
        for name, texts in lists.items()
        for text in texts
    ]
    gone = [
        f"  taken out of form.wordings.{name}: {text}"
        for name, texts in additions.gone.items()
        for text in texts
    ]
    return added + gone
