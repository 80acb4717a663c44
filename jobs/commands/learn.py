"""`casework learn BLANK...`: the branch's own blank form teaches its questions, its options and its print."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from ingest.learn_contained import lesson_of
from ingest.learnt import LearntForm, Part
from ingest.lesson import Lesson
from jobs.assigning import NotAssigned, Saying, assigned, carried_over, saying_of
from jobs.config import of_text
from jobs.conversions import form_settings_of
from jobs.learnt_file import NAME, load_learnt
from jobs.learnt_write import Taught, write
from jobs.lesson_table import open_offers, open_questions, table_of
from jobs.papers import as_letter
from jobs.settings import Settings

DONE, PROBLEM, WRONG_USE = 0, 1, 2


def run(asked: Namespace) -> int:
    """Show what each blank teaches, ask for the rest on a terminal, and write it down."""
    config: Path = asked.config
    text = _text(config)
    settings = of_text(text, config, secrets=False, learnt=False)
    path = settings.form.learnt or config.absolute().parent / NAME
    before = load_learnt(path) if path.exists() else ()
    settings = settings.model_copy(update={"form": settings.form.model_copy(update={"learnt": None})})
    try:
        sayings = [saying_of(each) for each in asked.assign]
        lessons = _said(_lessons(asked.files, settings, before), sayings)
    except NotAssigned as fault:
        print(fault, file=sys.stderr)
        return WRONG_USE
    width = shutil.get_terminal_size((100, 24)).columns
    for at, lesson in enumerate(lessons):
        print(table_of(lesson, width), end="\n\n")
        if sys.stdin.isatty() and sys.stdout.isatty():
            lessons[at] = _asked_for(lesson)
    taught = Taught(lessons, settings, before)
    return write(config, text, path, taught, dry_run=asked.dry_run)


def _text(config: Path) -> str:
    try:
        return config.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        of_text("", config)  # says what is wrong with a file that holds nothing
        raise


def _lessons(files: Sequence[Path], settings: Settings, before: Sequence[LearntForm]) -> list[Lesson]:
    """What each file teaches, with what was said of it before."""
    old = {form.name: form for form in before}
    form = form_settings_of(settings)
    return [carried_over(lesson_of(as_letter(file), file.name, form), old.get(file.name)) for file in files]


def _said(lessons: list[Lesson], sayings: Sequence[Saying]) -> list[Lesson]:
    """The lessons with each saying put to every form that has such a line. Raises `NotAssigned`."""
    for saying in sayings:
        faults = []
        for at, lesson in enumerate(lessons):
            try:
                lessons[at] = assigned(lesson, saying)
            except NotAssigned as fault:
                faults.append(fault)
        if len(faults) == len(lessons):
            raise faults[0]
    return lessons


def _asked_for(lesson: Lesson) -> Lesson:
    """The lesson with what the administrator types for all that is open; Enter leaves a thing as it is."""
    numbers = open_questions(lesson)
    options = [lesson.offers[at].text for at in open_offers(lesson)]
    if numbers or options:
        print("What do these ask for? Type a name from config.yaml, none (not kept) or text (no question).")
        print("Enter leaves a question open: then it is weighed on every form.")
    texts = {number: lesson.questions[number - 1].text for number in numbers}
    places = [at for at, piece in enumerate(lesson.form.printed) if piece.part is Part.QUESTION]
    for number in reversed(numbers):  # from the last, so that numbers stay true when one becomes text
        lesson = _typed(lesson, str(number), f"{number}. {texts[number]}") if places else lesson
    for option in options:
        lesson = _typed(lesson, option, f"Option: {option}")
    return lesson


def _typed(lesson: Lesson, words: str, shown: str) -> Lesson:
    """The lesson with one answer of the administrator's; asked again until it can be used."""
    while True:
        try:
            answer = input(f"  {shown} = ").strip()
        except EOFError:
            return lesson
        if not answer:
            return lesson
        try:
            return assigned(lesson, saying_of(f"{words}={answer}"))
        except NotAssigned as fault:
            print(f"  {fault}")
