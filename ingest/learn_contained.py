"""Learn from a blank form in a contained child: the branch's own file, but a document like any other."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pydantic import TypeAdapter, ValidationError

from ingest.documents.sniff import sort_of
from ingest.documents.text import read_text
from ingest.documents.zipped import Unreadable
from ingest.form import _READERS as READERS
from ingest.form import warm_up
from ingest.learn import learn
from ingest.lesson import Lesson, NotLearnt
from ingest.letter import open_letter
from ingest.page import Page
from ingest.reading import FormSettings
from ingest.sandbox import enter, prepare
from ingest.wordings import Wordings, load_wordings

_LESSON = TypeAdapter(Lesson | None)
_MOST = 16 * 1024 * 1024


def lesson_of(letter: bytes, name: str, settings: FormSettings) -> Lesson:
    """What the blank form in this letter (a mail, or a mail round a bare document) teaches.

    Of several documents the one with the most questions counts. Raises `NotLearnt`.
    """
    warm_up()
    known = load_wordings(settings)
    walls = prepare()
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            enter(walls, writing_end)
            _write(writing_end, _LESSON.dump_json(_best(letter, name, known)))
            code = 0
        finally:
            os._exit(code)
    os.close(writing_end)
    written = _read(reading_end)
    os.waitpid(child, 0)
    try:
        lesson = _LESSON.validate_json(written)
    except ValidationError:
        raise NotLearnt(
            f"{name} could not be read. Save the blank form as a Word document or a PDF, and try with that."
        ) from None
    if lesson is None:
        raise NotLearnt(f"In {name} no questions were found. Check that it is the blank form itself.")
    return lesson


def _best(letter: bytes, name: str, known: Wordings) -> Lesson | None:
    lessons = [learn(page, known, name) for page in _pages(letter)]
    best = max(lessons, key=lambda lesson: len(lesson.questions), default=None)
    return best if best is not None and best.questions else None


def _pages(letter: bytes) -> Iterator[Page]:
    opened = open_letter(letter)
    for document in opened.documents:
        reader = READERS.get(sort_of(document.content))
        if reader is not None:
            try:
                yield reader(document.content)
            except Unreadable:
                continue
    yield read_text(opened.letter.text)


def _write(pipe: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _read(pipe: int) -> bytes:
    written = bytearray()
    with os.fdopen(pipe, "rb") as source:
        while len(written) < _MOST and (chunk := source.read(1 << 16)):
            written += chunk
    return bytes(written)
