"""A letter and its documents -> the forms in it. Nothing is dropped: what was not read is named.

Every format becomes the same neutral page (page.py), one matcher finds the questions and their answers
(match.py), and the normal forms of FIELDS.md are made in fields.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from casework.model import Form
from ingest import contacts, fashions, wordings
from ingest.blank.returned import is_own_page, own_answers
from ingest.body import read_body
from ingest.by_sender import with_senders_own
from ingest.contents import Source
from ingest.documents import pdf
from ingest.documents.sniff import Sort, is_decoration, sort_of
from ingest.doubts import with_doubts
from ingest.errand import Errands
from ingest.forwarded import sections
from ingest.gather import BODY, Gathered, gather_form
from ingest.match import match
from ingest.matched import Matched, together
from ingest.one_below_another import forms_of
from ingest.opening import open_page
from ingest.papers import asked_for, is_employers, may_be_a_form, words_of
from ingest.reading import Document, FormSettings, FoundForms, Letter
from ingest.same import merge_same
from ingest.unread import NO_FIELD, NotRead, Paper
from ingest.wordings import Wordings, load_wordings

_FOR_A_CASE = ("member_name", "email", "summary")
_NEVER_FORMS = frozenset({Sort.SIDECAR, Sort.PRESENTATION, Sort.UNKNOWN})


def warm_up() -> None:
    """Load all that is loaded late: call it in the parent, before a reader is shut off from files."""
    wordings.warm_up()
    contacts.warm_up()
    pdf.warm_up()
    fashions.warm_up()


def find_forms(
    letter: Letter,
    documents: Sequence[Document],
    settings: FormSettings,
    errands: Errands | None = None,
    sources: Sequence[Source] = (),
) -> FoundForms:
    """The forms of one letter, in its documents and in its body; the same form twice counts once.

    `sources`: what the letter's text was made from, where any of it was HTML.
    `unread` names each document that may be a form and could not be read as one: a document in which no
    field was found is never an empty form (DESIGN.md §4). Never raises for what a document holds.
    """
    known = load_wordings(settings)
    found = _Found()
    errands = errands or Errands()
    pictures: list[Matched] = []
    employers: list[Matched] = []
    for document in documents:
        outcome = _matched(document, known, settings, errands)
        if not isinstance(outcome, Matched):
            found.take(document, outcome)
        elif is_employers(words_of(outcome.page), outcome.asked):
            employers.append(outcome)
        elif outcome.page.seen:
            pictures.append(outcome)
        else:
            for part in _one_by_one(outcome, known, letter, settings):
                found.take(document, part)
    for pages in together(pictures):
        found.take(pages[0].document, _gathered(pages, known, letter, settings))
    for body in read_body(letter, known, settings, sources):
        found.forms.extend([body.form] if body.form is not None else [])
        found.blank = found.blank or body.blank
    for paper in employers:
        found.take(paper.document, _employers(paper, bool(found.forms), known, letter, settings))
    return found.settled(letter)


@dataclass(slots=True)
class _Found:
    """What has been found so far; `papers` are the employer's own, `others` are read and no forms."""

    forms: list[Form] = field(default_factory=list)
    unread: list[tuple[str, NotRead]] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    slight: list[tuple[str, Form]] = field(default_factory=list)
    blank: bool = False

    def take(self, document: Document, outcome: Gathered | NotRead | Paper | None) -> None:
        match outcome:
            case Gathered(form=Form() as form, slight=True):
                self.slight.append((document.name, replace(form, writers=document.writers)))
            case Gathered(form=Form() as form):
                self.forms.append(replace(form, writers=document.writers))
            case Gathered(blank=True):
                self.blank = True
            case NotRead():
                self.unread.append((document.name, outcome))
            case Paper(employers):
                (self.papers if employers else self.others).append(document.name)
            case _:
                return

    def settled(self, letter: Letter) -> FoundForms:
        slight = [form for _, form in self.slight] if self._one_slight() else []
        forms = merge_same([_passed_on(form, letter) for form in self.forms or slight])
        unread = [*self.unread, *((name, NO_FIELD) for name, _ in self.slight if not slight)]
        if not forms:  # beside a form they are papers; alone, one of them may be meant for it
            unread.extend((name, NO_FIELD) for name in self.others)
        return FoundForms(
            forms,
            tuple(name for name, _ in unread),
            tuple(dict.fromkeys(why.problem for _, why in unread)),
            self.blank and not forms,
            tuple(self.papers),
            tuple(dict.fromkeys(why.ask for _, why in unread if why.ask)),
        )

    def _one_slight(self) -> bool:
        """Whether the letter has one form only, and that asks little of what a union asks."""
        return len(self.slight) == 1 and not self.forms and not self.unread


def _passed_on(form: Form, letter: Letter) -> Form:
    """Documents of a letter that is forwarded in the text of ours are attached to ours: they may be its."""
    if form.writers or form.source == BODY:
        return form
    last = sections(letter.text)[-1]
    return replace(form, writers=last.writers)


def _matched(
    document: Document, known: Wordings, settings: FormSettings, errands: Errands
) -> Matched | Gathered | NotRead | Paper | None:
    """Its questions; or why a person must look; a paper that is no form; None for what is never one."""
    sort = sort_of(document.content)
    if sort in _NEVER_FORMS or (sort is Sort.IMAGE and is_decoration(document.content)):
        return None
    page = open_page(document.content, sort, errands)
    if isinstance(page, NotRead):
        return page
    if sort is Sort.HTML and is_own_page(document.content):
        return Gathered(blank=True)
    ours = own_answers(page, "", settings) if sort is Sort.TEXT else None
    answers = match(page, known) if ours is None else ours
    return Matched(document, page, answers, asked_for(answers))


def _one_by_one(
    whole: Matched, known: Wordings, letter: Letter, settings: FormSettings
) -> list[Gathered | NotRead | Paper]:
    """The form of a document, or those of several people that stand in it one below the other."""
    parts = forms_of(whole.page)
    if len(parts) > 1:
        apart = [(part, match(part, known)) for part in parts]
        pages = [Matched(whole.document, part, answers, asked_for(answers)) for part, answers in apart]
        found = [_gathered([page], known, letter, settings) for page in pages]
        forms = [one.form for one in found if isinstance(one, Gathered) and one.form is not None]
        if len({form.text("member_name") for form in forms} - {""}) > 1:
            return found
    return [_gathered([whole], known, letter, settings)]


def _employers(
    paper: Matched, beside_a_form: bool, known: Wordings, letter: Letter, settings: FormSettings
) -> Gathered | Paper:
    """What an employer's own form is to us: a paper; but for a member who sends it alone, filled in, and with
    all that a case needs, it is their form."""
    if not beside_a_form:
        found = _gathered([paper], known, letter, settings)
        if isinstance(found, Gathered) and found.form is not None and _enough(found.form):
            return found
    return Paper(employers=True)


def _enough(form: Form) -> bool:
    return all(form.values.get(name) for name in _FOR_A_CASE)


def _gathered(
    pages: Sequence[Matched], known: Wordings, letter: Letter, settings: FormSettings
) -> Gathered | NotRead | Paper:
    """The form that these pages make, or a blank one, or none."""
    written = letter.date.date() if letter.date is not None else None
    answers = with_senders_own([answer for page in pages for answer in page.answers], letter)
    first = pages[0]
    found = gather_form(answers, first.document.name, known, written, settings)
    if found.form is not None and first.page.seen:
        return replace(found, form=with_doubts(found.form, answers, letter.from_address, settings.needed))
    if found.form is not None or found.blank:
        return found
    asked = {name for page in pages for name in page.asked}
    words = words_of(first.page)
    return NO_FIELD if may_be_a_form(words, asked, first.document.name) else Paper(employers=False)
