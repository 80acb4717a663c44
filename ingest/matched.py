"""A document in which questions were found, and which of several pictures are the pages of one form.

People photograph a form page by page. Pages of one form ask different things; what asks the same things
again is another form, or the same one once more (same.py sees to that).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.answers import Answer
from ingest.page import Page
from ingest.reading import Document

_AGAIN = 0.3  # of a page's questions, at most, that a page before has asked
_FEWEST = 2  # questions that make a picture a page of a form


@dataclass(frozen=True, slots=True)
class Matched:
    """A document, its page, its questions with their answers, and the fields they ask for."""

    document: Document
    page: Page
    answers: Sequence[Answer]
    asked: frozenset[str]


def together(pictures: Sequence[Matched]) -> list[list[Matched]]:
    """The pictures, those that are pages of one form together."""
    forms: list[list[Matched]] = []
    for picture in pictures:
        fits = (form for form in forms if len(picture.asked) >= _FEWEST and _goes_on(form, picture))
        form = next(fits, None)
        if form is None:
            forms.append([picture])
        else:
            form.append(picture)
    return forms


def _goes_on(form: Sequence[Matched], picture: Matched) -> bool:
    before = frozenset[str]().union(*(page.asked for page in form))
    return len(before) >= _FEWEST and len(before & picture.asked) <= _AGAIN * len(picture.asked)
