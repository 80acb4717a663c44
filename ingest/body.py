"""The forms in the words of a mail: in the sender's own, and in each letter that is passed on below them.

Where there is HTML its page is read, since its tables and looks tell questions from answers; the text beside
it is read too, and the one that holds clearly more counts: neither may cost a form.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.model import Form, Person
from ingest.blank.returned import own_answers
from ingest.by_sender import with_senders_own
from ingest.contents import Source
from ingest.documents.text import read_text
from ingest.forwarded import quoted_writers, sections
from ingest.gather import BODY, Gathered, gather_form
from ingest.laid_out import (
    PageSection,
    has_quotes,
    not_quoted,
    own_only,
    page_of,
    page_sections,
    pieces_of,
    unquoted,
)
from ingest.mail_heading import without_mail_heading
from ingest.match import match
from ingest.our_notice import is_our_notice
from ingest.reading import FormSettings, Letter
from ingest.reply import own_words
from ingest.several import are_different_people, parted
from ingest.wordings import Wordings

_LONGEST_REPLY = 40  # words; above a quoted form, a longer letter is about something else
_FEWEST_OWN = 4  # words; above a blank form that was only quoted, fewer mean that the blank is all there is
_FEWEST_VALUES = 3  # fewer, where something is quoted, may come from a quoted form answered in its own place
_CLEARLY = 2  # values more: one alone is as often read wrong in the text as it is missed in the page


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a body is read with."""

    letter: Letter
    reply: str
    known: Wordings
    settings: FormSettings

    @property
    def written(self) -> date | None:
        """The day of the mail."""
        return self.letter.date.date() if self.letter.date is not None else None


_REACHED = ("member_name", "email", "work_email", "phone")
_UNSEEN = 0.6


def read_body(
    letter: Letter, known: Wordings, settings: FormSettings, sources: Sequence[Source] = ()
) -> tuple[Gathered, ...]:
    """What a mail's words hold: forms with their writers, and a blank one that came back. Each read apart:

    a signature above a forwarded form is no answer to it. `sources`: what the text was made from, where any
    of it was HTML.
    """
    reading = _Reading(letter, letter.reply, known, settings)
    in_text = _found(_text_sections(letter.text), reading)
    page = page_of(sources)
    if page is None:
        return in_text
    in_page = _found(((section, pieces_of(section)) for section in page_sections(page)), reading)
    if _holds(in_page) and _values(in_text) < _values(in_page) + _CLEARLY:
        return in_page
    return _unseen_for_a_person(in_text, in_page, letter.from_address)


def _unseen_for_a_person(
    in_text: Sequence[Gathered], in_page: Sequence[Gathered], sender: str
) -> tuple[Gathered, ...]:
    """The text's forms; who the member is and how to reach them is for a person where the page, which holds a
    form too, does not say the same: the text makes one column of two, and the address may be the rep's."""
    pages = [each.form for each in in_page if each.form is not None]
    seen = {sender, *(value for form in pages for name in _REACHED if (value := form.text(name)))}
    if not pages:
        return tuple(in_text)
    return tuple(replace(each, form=each.form and _doubted(each.form, seen)) for each in in_text)


def _doubted(form: Form, seen: Collection[str]) -> Form:
    names = [name for name in _REACHED if form.text(name) and form.text(name) not in seen]
    sure = {name: min(_UNSEEN, form.confidence.get(name, 1.0)) for name in names}
    doubtful = tuple(dict.fromkeys((*form.doubtful, *names)))
    return replace(form, confidence={**form.confidence, **sure}, doubtful=doubtful)


def _text_sections(text: str) -> Iterable[tuple[PageSection, Sequence[PageSection]]]:
    for section in sections(text):
        pieces = parted(section.text)
        whole = PageSection(read_text(section.text), section.text, section.writers)
        yield (
            whole,
            [PageSection(read_text(piece), piece) for piece in pieces] if len(pieces) > 1 else [whole],
        )


def _values(found: Iterable[Gathered]) -> int:
    return sum(len(each.form.values) for each in found if each.form is not None)


def _holds(found: Sequence[Gathered]) -> bool:
    return bool(_values(found)) or any(each.blank for each in found)


def _found(
    parts: Iterable[tuple[PageSection, Sequence[PageSection]]], reading: _Reading
) -> tuple[Gathered, ...]:
    found: list[Gathered] = []
    for section, pieces in parts:
        if section.writers and is_our_notice(section.text):
            continue
        own = own_words(section.text).own if section.writers else reading.reply
        only_quoted = section.writers and len(reading.reply.split()) >= _FEWEST_OWN
        at = replace(reading, reply=own, letter=_by(section.writers, reading.letter))
        for each in _section(section, pieces, at):
            if each.form is not None:
                writers = (*section.writers, *each.form.writers)
                found.append(Gathered(replace(each.form, writers=writers)))
            elif each.blank and not only_quoted:
                found.append(each)
    return tuple(found)


def _by(writers: Sequence[Person], letter: Letter) -> Letter:
    """The letter as by whoever wrote what is passed on in it."""
    return replace(letter, from_name=writers[0].name, from_address=writers[0].email) if writers else letter


def _section(section: PageSection, pieces: Sequence[PageSection], reading: _Reading) -> Sequence[Gathered]:
    found = [_piece(piece, reading) for piece in pieces]
    if len(pieces) > 1 and not are_different_people([each.form for each in found]):
        return [_piece(section, reading)]
    return found


def _piece(piece: PageSection, reading: _Reading) -> Gathered:
    """Quoted words count only as questions, unless the whole form is quoted: then it is that writer's.

    Of a notice of ours nothing counts.
    """
    page, own, known = without_mail_heading(piece.page), reading.reply, reading.known
    if is_our_notice(piece.text):
        page = not_quoted(page)
    answers = own_answers(page, own, reading.settings)
    ours = answers is not None
    answers = match(own_only(page), known) if answers is None else answers
    found = gather_form(
        with_senders_own(answers, reading.letter), BODY, known, reading.written, reading.settings
    )
    if found.form is not None and (ours or len(found.form.values) >= _FEWEST_VALUES or not has_quotes(page)):
        said = [line for answer in answers for line in answer.lines if line.text.strip()]
        quoted = not any(line.text.strip() in own if ours else not line.depth for line in said)
        return _written_by(found, quoted_writers(piece.text)) if quoted else found
    if ours or not has_quotes(page) or len(own.split()) > _LONGEST_REPLY:
        return found
    bare = gather_form(match(unquoted(page), known), BODY, known, reading.written, reading.settings)
    if found.form is not None and _values([bare]) <= _values([found]):
        return found
    return _written_by(bare, quoted_writers(piece.text))


def _written_by(found: Gathered, writers: tuple[Person, ...]) -> Gathered:
    return found if found.form is None else Gathered(replace(found.form, writers=writers))
