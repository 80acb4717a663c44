"""A letter and its documents -> the forms in it. Nothing is dropped: what was not read is named.

Every format becomes the same neutral page (page.py), one matcher finds the questions and their answers
(match.py), and the normal forms of FIELDS.md are made in fields.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from casework.model import Form
from ingest import contacts, wordings
from ingest.blank.returned import is_own_page, own_answers
from ingest.documents import pdf
from ingest.documents.docx import read_docx
from ingest.documents.ods import read_ods
from ingest.documents.odt import read_odt
from ingest.documents.pdf import read_pdf
from ingest.documents.rtf import read_rtf
from ingest.documents.sniff import Sort, sort_of
from ingest.documents.text import read_text
from ingest.documents.xlsx import read_xlsx
from ingest.documents.zipped import Unreadable
from ingest.errand import Errands
from ingest.gather import BODY, Gathered, gather_form
from ingest.headers import decode
from ingest.markup import html_text
from ingest.match import match
from ingest.page import Line, Page
from ingest.reading import Document, FormSettings, FoundForms, Letter
from ingest.same import merge_same
from ingest.wordings import Wordings, load_wordings

_READERS: Mapping[Sort, Callable[[bytes], Page]] = {
    Sort.DOCX: read_docx,
    Sort.PDF: read_pdf,
    Sort.ODT: read_odt,
    Sort.RTF: read_rtf,
    Sort.XLSX: read_xlsx,
    Sort.ODS: read_ods,
    Sort.TEXT: lambda content: read_text(decode(content, "")),
    Sort.HTML: lambda content: read_text(html_text(decode(content, ""))),
}
_ASK_ANEW: Mapping[Sort, str] = {
    Sort.DOC: "an older Word document (.doc), which cannot be read here",
    Sort.XLS: "an older Excel workbook (.xls), which cannot be read here",
    Sort.LOCKED: "locked with a password",
}
_NEVER_FORMS = frozenset({Sort.SIDECAR, Sort.PRESENTATION, Sort.UNKNOWN})
_DECORATION = 40_000  # bytes; pictures of signatures and logos are smaller, photographs of pages larger


def warm_up() -> None:
    """Load all that is loaded late: call it in the parent, before a reader is shut off from files."""
    wordings.warm_up()
    contacts.warm_up()
    pdf.warm_up()


def find_forms(
    letter: Letter, documents: Sequence[Document], settings: FormSettings, errands: Errands | None = None
) -> FoundForms:
    """The forms of one letter, in its documents and in its body; the same form twice counts once.

    `unread` names each document that may be a form and could not be read as one: a document in which no
    field was found is never an empty form (DESIGN.md §4). Never raises for what a document holds.
    """
    known = load_wordings(settings)
    written = letter.date.date() if letter.date is not None else None
    forms: list[Form] = []
    unread: list[str] = []
    problems: list[str] = []
    blank = False
    for document in documents:
        outcome = _read(document, known, written, settings, errands or Errands())
        match outcome:
            case Gathered(form=Form() as form):
                forms.append(form)
            case Gathered(blank=True):
                blank = True
            case str():
                unread.append(document.name)
                problems.append(outcome)
            case _:
                continue
    body = read_body(letter.text, letter.reply, known, written, settings)
    if body.form is not None:
        forms.append(body.form)
    found = merge_same(forms)
    return FoundForms(found, tuple(unread), tuple(problems), (blank or body.blank) and not found)


def read_body(
    text: str, reply: str, known: Wordings, written: date | None, settings: FormSettings
) -> Gathered:
    """The form in the words of a mail. Quoted words count only as questions, unless all of it is quoted."""
    page = read_text(text)
    lines = [block for block in page.blocks if isinstance(block, Line)]
    ours = own_answers(page, reply, settings)
    own = gather_form(match(page, known) if ours is None else ours, BODY, known, written, settings)
    if own.form is not None or not any(line.depth for line in lines):
        return own
    if len(reply.split()) > 40:
        return own
    bare = Page(tuple(replace(line, depth=0) for line in lines))
    return gather_form(match(bare, known), BODY, known, written, settings)


def _read(
    document: Document, known: Wordings, written: date | None, settings: FormSettings, errands: Errands
) -> Gathered | str | None:
    """A form found or a blank one; a sentence where a person must look; None for what is no form."""
    sort = sort_of(document.content)
    if sort in _NEVER_FORMS or (sort is Sort.IMAGE and len(document.content) < _DECORATION):
        return None
    reader = _READERS.get(sort)
    if sort in _ASK_ANEW:
        return f"An attachment is {_ASK_ANEW[sort]}. Please ask for it as a PDF, or in the mail itself."
    if reader is None:
        return f"An attachment ({sort}) is of a kind that is not read. Please open it: it may be a form."
    try:
        page = reader(document.content)
    except Unreadable as reason:
        return f"An attachment could not be opened: {reason}. Please ask the sender for it again."
    if sort is Sort.HTML and is_own_page(document.content):
        return Gathered(blank=True)
    ours = own_answers(page, "", settings) if sort is Sort.TEXT else None
    answers = match(page, known) if ours is None else ours
    found = gather_form(answers, document.name, known, written, settings)
    if found.form is not None or found.blank:
        return found
    return "In an attachment no field of a form was found. Please open it: it may be a form."
