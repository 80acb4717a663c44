"""A branch's blank form, learnt as `casework learn` does, and returned ones read by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casework.model import Form
from ingest.documents.docx import read_docx
from ingest.documents.text import read_text
from ingest.inprocess import read_in_process
from ingest.learn import learn
from ingest.learnt import LearntForm
from ingest.lesson import Lesson
from ingest.page import Page
from ingest.reading import FormSettings
from ingest.wordings import load_wordings
from tests.support.letters import attached, multipart, part

BARE = FormSettings(wordings={}, choices={})


def lesson_of(blank: str | bytes, settings: FormSettings = BARE) -> Lesson:
    """What a blank teaches: text, or a Word document."""
    return learn(page_of(blank), load_wordings(settings), "blank form")


def page_of(blank: str | bytes) -> Page:
    """The page of a text or of a Word document."""
    return read_text(blank) if isinstance(blank, str) else read_docx(blank)


def taught(blank: str | bytes, said: Mapping[str, tuple[str, ...]] | None = None) -> LearntForm:
    """The learnt form, with what an administrator says of some questions by their words."""
    form = lesson_of(blank).form
    fields = dict(said or {})
    printed = tuple(replace(one, fields=fields.get(one.text, one.fields)) for one in form.printed)
    return replace(form, printed=printed)


def read_with(returned: str | bytes, *forms: LearntForm) -> Form:
    """The one form in a returned one, read with what was learnt."""
    content = returned.encode() if isinstance(returned, str) else returned
    name = "form.txt" if isinstance(returned, str) else "form.docx"
    raw = multipart(part("Please find my form attached."), attached(content, name))
    (form,) = read_in_process(raw, replace(BARE, learnt=forms)).forms
    return form


def asks(lesson: Lesson) -> dict[str, tuple[str, ...]]:
    """What each question of a lesson asks for, by its words."""
    return {one.text: one.fields for one in lesson.questions}
