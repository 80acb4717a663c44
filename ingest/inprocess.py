"""Read one letter in this very process: what the contained child does, and what tests may do.

Nothing outside the child calls this with bytes from outside: use `ingest.reader.Reader`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import bounced
from ingest.automatic import BY_WORDS, Verdict, judge
from ingest.documents.sniff import Sort, sort_of
from ingest.errand import Errands
from ingest.form import find_forms
from ingest.kind import kind_of
from ingest.letter import Opened, open_letter
from ingest.outside import closed_reading
from ingest.reading import Document, FormSettings, FoundForms, Kind, Reading
from ingest.services import from_service

_DOCUMENT_ENDINGS = (
    ".docx", ".doc", ".docm", ".dotx", ".odt", ".ott", ".pdf", ".rtf", ".xlsx", ".xlsm", ".xls", ".ods",
    ".pages", ".zip", ".msg",
)  # fmt: skip


def readings(raw: bytes, settings: FormSettings, errands: Errands | None = None) -> Iterator[Reading]:
    """The reading before its documents are opened, and then the whole one. Never raises.

    The first is what remains of a letter whose documents bring the child down: its words and its sender, with
    every document named as unread. `errands`: what programs of the system have done for it, and take note of
    what they must still do.
    """
    opened = open_letter(raw)
    if opened.reason:
        yield closed_reading(raw, opened.reason)
        return
    verdict = judge(opened.marks, opened.letter)
    if opened.documents:
        unopened = FoundForms((), tuple(document.name for document in opened.documents))
        yield _reading(opened, verdict, unopened)
    yield _reading(opened, verdict, _forms(opened, verdict, settings, errands or Errands()))


def read_in_process(raw: bytes, settings: FormSettings) -> Reading:
    """What the letter holds. Never raises; a hostile document may take all time and memory: see `Reader`."""
    *_, whole = readings(raw, settings)
    return whole


def _forms(opened: Opened, verdict: Verdict | None, settings: FormSettings, errands: Errands) -> FoundForms:
    """The forms, but for letters that no person wrote: those are filed, never parsed (DESIGN.md §4)."""
    if verdict is not None and verdict.firm:
        return FoundForms(())
    try:
        found = find_forms(opened.letter, opened.documents, settings, errands, opened.sources)
    except Exception:  # noqa: BLE001 - whatever a document does is an answer (DESIGN.md §4)
        names = tuple(document.name for document in opened.documents)
        problem = "The documents of this letter could not be read. Please open them yourself."
        return FoundForms((), names, (problem if names else "This letter could not be read as a form.",))
    return _with_damaged(found, opened.documents)


def _with_damaged(found: FoundForms, documents: Sequence[Document]) -> FoundForms:
    """A document by its name that is none by its bytes was damaged on its way: it may have been the form."""
    told = {*found.unread, *(form.source for form in found.forms)}
    damaged = [
        document.name
        for document in documents
        if document.name not in told
        and document.name.lower().endswith(_DOCUMENT_ENDINGS)
        and sort_of(document.content) in (Sort.ARCHIVE, Sort.UNKNOWN)
    ]
    if not damaged:
        return found
    problem = "An attachment is damaged and could not be opened. Please ask the sender for it again."
    return replace(found, unread=(*found.unread, *damaged), problems=(*found.problems, problem))


def _reading(opened: Opened, verdict: Verdict | None, found: FoundForms) -> Reading:
    if verdict is not None and verdict.evidence == BY_WORDS and found.forms:
        verdict = None  # words of a story: no machine fills a form in
    kind = kind_of(opened.letter, opened.marks, verdict, found)
    letter = opened.letter
    if kind is Kind.BOUNCE:
        letter = replace(
            letter,
            failed_addresses=bounced.failed_addresses(opened.marks, letter),
            failed_message_ids=bounced.failed_message_ids(opened.marks, letter),
        )
    by_machine = kind in (Kind.BOUNCE, Kind.AUTO_REPLY)
    forms = found.forms if kind is Kind.FORM else ()
    # The employer's paper, sent for our form: a person must see it, and its sender be told.
    wrong = found.papers if kind is Kind.FORM and not forms and not found.blank else ()
    return Reading(
        letter=letter,
        kind=kind,
        automatic=verdict is not None,
        evidence=verdict.evidence if verdict is not None else "",
        forms=forms,
        unread=() if by_machine else (*found.unread, *wrong),
        problems=(*opened.problems, *(() if by_machine else found.problems)),
        ask=() if by_machine else found.ask,
        by_service=kind in (Kind.FORM, Kind.REQUEST) and from_service(letter, verdict),
    )
