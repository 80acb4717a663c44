"""A letter and its documents -> the forms in it. Nothing is dropped: what was not read is named."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.documents.sniff import Sort, sort_of
from ingest.reading import Document, FormSettings, FoundForms, Letter

_NEVER_A_FORM = frozenset({Sort.SIDECAR})


def find_forms(letter: Letter, documents: Sequence[Document], settings: FormSettings) -> FoundForms:
    """The forms of one letter (DESIGN.md §4: an unread document is never an empty case)."""
    unread = tuple(document.name for document in documents if sort_of(document.content) not in _NEVER_A_FORM)
    problems = tuple(f"The attachment {name} could not be read as a form. Please open it." for name in unread)
    return FoundForms((), unread, problems)
