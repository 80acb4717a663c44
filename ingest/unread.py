"""Why a document was not read: a sentence for the coordinator, and what the sender can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.documents.seen import OnlySeen
from ingest.documents.sniff import Sort
from ingest.documents.zipped import Locked, Unreadable

UNLOCK, AS_PDF, AGAIN = "unlock", "pdf", "again"
"""What a sender can be asked for: the document without its password, as a PDF, or once more."""


@dataclass(frozen=True, slots=True)
class NotRead:
    """A document that may be a form and was not read: `problem` is one plain sentence, `ask` may be empty."""

    problem: str
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was read and is no form. `employers`: by its words it is the employer's own."""

    employers: bool


_LOCKED = NotRead(
    "An attachment is locked with a password. Please ask for it without one, or in the mail itself.", UNLOCK
)
UNREADABLE: Mapping[Sort, NotRead] = {
    Sort.DOC: NotRead(
        "An attachment is an older Word document (.doc), which cannot be read here. "
        "Please ask for it as a PDF, or in the mail itself.",
        AS_PDF,
    ),
    Sort.XLS: NotRead(
        "An attachment is an older Excel workbook (.xls), which cannot be read here. "
        "Please ask for it as a PDF, or in the mail itself.",
        AS_PDF,
    ),
    Sort.LOCKED: _LOCKED,
}
NO_FIELD = NotRead("In an attachment no field of a form was found. Please open it: it may be a form.")


def unknown_sort(sort: Sort) -> NotRead:
    """For documents of a sort that nothing here reads."""
    problem = f"An attachment ({sort}) is of a kind that is not read. Please open it: it may be a form."
    return NotRead(problem, AS_PDF)


def not_opened(reason: Unreadable) -> NotRead:
    """For a document that its reader gave up on."""
    if isinstance(reason, Locked):
        return _LOCKED
    if isinstance(reason, OnlySeen):
        return NotRead(f"An attachment was not read: {reason}. Please open it: it may be a form.")
    problem = f"An attachment could not be opened: {reason}. Please ask the sender for it again."
    return NotRead(problem, AGAIN)
