"""Read one letter in this very process: what the contained child does, and what tests may do.

Nothing outside the child calls this with bytes from outside: use `ingest.reader.Reader`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest import bounced
from ingest.automatic import Verdict, judge
from ingest.form import find_forms
from ingest.kind import kind_of
from ingest.letter import Opened, open_letter
from ingest.outside import closed_reading
from ingest.reading import FormSettings, FoundForms, Kind, Reading


def readings(raw: bytes, settings: FormSettings) -> Iterator[Reading]:
    """The reading before its documents are opened, and then the whole one. Never raises.

    The first is what remains of a letter whose documents bring the child down: its words and its sender, with
    every document named as unread.
    """
    opened = open_letter(raw)
    if opened.reason:
        yield closed_reading(raw, opened.reason)
        return
    verdict = judge(opened.marks, opened.letter)
    if opened.documents:
        unopened = FoundForms((), tuple(document.name for document in opened.documents))
        yield _reading(opened, verdict, unopened)
    yield _reading(opened, verdict, _forms(opened, verdict, settings))


def read_in_process(raw: bytes, settings: FormSettings) -> Reading:
    """What the letter holds. Never raises; a hostile document may take all time and memory: see `Reader`."""
    *_, whole = readings(raw, settings)
    return whole


def _forms(opened: Opened, verdict: Verdict | None, settings: FormSettings) -> FoundForms:
    """The forms, but for letters that no person wrote: those are filed, never parsed (DESIGN.md §4)."""
    if verdict is not None and verdict.firm:
        return FoundForms(())
    try:
        return find_forms(opened.letter, opened.documents, settings)
    except Exception:  # noqa: BLE001 - whatever a document does is an answer (DESIGN.md §4)
        names = tuple(document.name for document in opened.documents)
        problem = "The documents of this letter could not be read. Please open them yourself."
        return FoundForms(
            (), names, (problem if names else "The text of this letter could not be read as a form.",)
        )


def _reading(opened: Opened, verdict: Verdict | None, found: FoundForms) -> Reading:
    kind = kind_of(opened.letter, opened.marks, verdict, found)
    letter = opened.letter
    if kind is Kind.BOUNCE:
        letter = replace(
            letter,
            failed_addresses=bounced.failed_addresses(opened.marks, letter),
            failed_message_ids=bounced.failed_message_ids(opened.marks, letter),
        )
    by_machine = kind in (Kind.BOUNCE, Kind.AUTO_REPLY)
    return Reading(
        letter=letter,
        kind=kind,
        automatic=verdict is not None,
        evidence=_evidence(verdict),
        forms=found.forms if kind is Kind.FORM else (),
        unread=() if by_machine else found.unread,
        problems=(*opened.problems, *(() if by_machine else found.problems)),
    )


def _evidence(verdict: Verdict | None) -> str:
    return verdict.evidence if verdict is not None else ""
