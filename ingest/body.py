"""The forms in the words of a mail: in the sender's own, and in each letter that is passed on below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from casework.model import Person
from ingest.blank.returned import own_answers
from ingest.documents.text import read_text
from ingest.forwarded import quoted_writers, sections
from ingest.gather import BODY, Gathered, gather_form
from ingest.match import match
from ingest.page import Line, Page
from ingest.reading import FormSettings
from ingest.reply import own_words
from ingest.several import are_different_people, parted
from ingest.wordings import Wordings

_LONGEST_REPLY = 40  # words; above a quoted form, a longer letter is about something else
_FEWEST_OWN = 4  # words; above a blank form that was only quoted, fewer mean that the blank is all there is


def read_body(
    text: str, reply: str, known: Wordings, written: date | None, settings: FormSettings
) -> tuple[Gathered, ...]:
    """What a mail's words hold: forms with their writers, and a blank one that came back. Each read apart:

    a signature above a forwarded form is no answer to it. `reply` are the sender's own new words.
    """
    found: list[Gathered] = []
    for section in sections(text):
        own = own_words(section.text).own if section.writers else reply
        for each in _section(section.text, own, known, written, settings):
            only_quoted = section.writers and len(reply.split()) >= _FEWEST_OWN
            if each.form is not None:
                writers = (*section.writers, *each.form.writers)
                found.append(Gathered(replace(each.form, writers=writers)))
            elif each.blank and not only_quoted:
                found.append(each)
    return tuple(found)


def _section(
    text: str, own: str, known: Wordings, written: date | None, settings: FormSettings
) -> Sequence[Gathered]:
    pieces = parted(text)
    found = [_piece(piece, own, known, written, settings) for piece in pieces]
    if len(pieces) > 1 and not are_different_people([each.form for each in found]):
        return [_piece(text, own, known, written, settings)]
    return found


def _piece(text: str, own: str, known: Wordings, written: date | None, settings: FormSettings) -> Gathered:
    """Quoted words count only as questions, unless the whole form is quoted: then it is that writer's."""
    page = read_text(text)
    lines = [block for block in page.blocks if isinstance(block, Line)]
    answers = own_answers(page, own, settings)
    ours = answers is not None
    answers = match(page, known) if answers is None else answers
    found = gather_form(answers, BODY, known, written, settings)
    if found.form is not None:
        said = [line for answer in answers for line in answer.lines if line.text.strip()]
        quoted = not any(line.text.strip() in own if ours else not line.depth for line in said)
        return _written_by(found, quoted_writers(text)) if quoted else found
    if ours or not any(line.depth for line in lines) or len(own.split()) > _LONGEST_REPLY:
        return found
    bare = Page(tuple(replace(line, depth=0) for line in lines))
    return _written_by(gather_form(match(bare, known), BODY, known, written, settings), quoted_writers(text))


def _written_by(found: Gathered, writers: tuple[Person, ...]) -> Gathered:
    return found if found.form is None else Gathered(replace(found.form, writers=writers))
