"""The blank form as a web page in one file, which writes the mail by itself: no server, no network, no trace.

The mail holds a line "Label: answer" for every question, answered or not, as the plain text form does; what
was ticked stands as "[x] option", each on a line of its own. An answer keeps its line breaks only where the
next line cannot be taken for a question.
"""

from __future__ import annotations

from ingest.blank.packed import filled_in
from ingest.blank.questions import BlankForm


def blank_html(form: BlankForm) -> bytes:
    """The form as HTML in UTF-8."""
    return filled_in(form, "page.html").encode()
