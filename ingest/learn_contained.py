"""Learn from a blank form in a contained child: the branch's own file, but a document like any other.

What only a program of the system can do (an old Word document, a scan) is done between two rounds, as for
letters (errand.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from pydantic import TypeAdapter, ValidationError

from ingest.documents.sniff import sort_of
from ingest.documents.text import read_text
from ingest.errand import Done, Errands, packed_errand, parted
from ingest.form import warm_up
from ingest.learn import learn
from ingest.lesson import Lesson, NotLearnt
from ingest.letter import Opened, open_letter
from ingest.opening import open_page
from ingest.page import Page
from ingest.programs import programs_at_hand, run_errands
from ingest.reading import FormSettings
from ingest.sandbox import Walls, enter, prepare
from ingest.wire import framed, frames
from ingest.wordings import Wordings, load_wordings

_LESSON = TypeAdapter(Lesson | None)
_MOST = 64 * 1024 * 1024
_ROUNDS = 3


def lesson_of(letter: bytes, name: str, settings: FormSettings) -> Lesson:
    """What the blank form in this letter (a mail, or a mail round a bare document) teaches.

    Of several documents the one with the most questions counts. Raises `NotLearnt`.
    """
    warm_up()
    known = load_wordings(settings)
    walls, programs = prepare(), programs_at_hand()
    done: list[Done] = []
    for _ in range(_ROUNDS):
        whole, _ended = frames(_in_child(letter, name, known, Errands(programs, done), walls))
        lessons, wanted = parted(whole)
        if not wanted:
            return _checked(lessons, name)
        done += run_errands(wanted)
    return _checked([], name)


def _checked(written: Sequence[bytes], name: str) -> Lesson:
    """The lesson a child wrote."""
    try:
        lesson = _LESSON.validate_json(written[0] if written else b"")
    except ValidationError:
        raise NotLearnt(
            f"{name} could not be read. Save the blank form as a Word document or a PDF, and try with that."
        ) from None
    if lesson is None:
        raise NotLearnt(f"In {name} no questions were found. Check that it is the blank form itself.")
    return lesson


def _in_child(letter: bytes, name: str, known: Wordings, errands: Errands, walls: Walls) -> bytes:
    """What a child behind the walls writes: the lesson, and the errands to be done before the next round."""
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            enter(walls, writing_end)
            lesson = _best(letter, name, known, errands)
            _write(writing_end, framed(_LESSON.dump_json(lesson)))
            for errand in errands.wanted:
                _write(writing_end, framed(packed_errand(errand)))
            code = 0
        finally:
            os._exit(code)
    os.close(writing_end)
    written = _read(reading_end)
    os.waitpid(child, 0)
    return written


def _best(letter: bytes, name: str, known: Wordings, errands: Errands) -> Lesson | None:
    lessons = [learn(page, known, name) for page in _pages(open_letter(letter), errands)]
    best = max(lessons, key=lambda lesson: len(lesson.questions), default=None)
    return best if best is not None and best.questions else None


def _pages(opened: Opened, errands: Errands) -> Iterator[Page]:
    for document in opened.documents:
        page = open_page(document.content, sort_of(document.content), errands)
        if isinstance(page, Page):
            yield page
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
