"""The formats the blank form comes in, each by the ending of its file."""

from __future__ import annotations

from typing import Literal, get_args

from ingest.blank.questions import BlankForm

Ending = Literal["docx", "pdf", "odt", "txt", "html"]
ENDINGS: tuple[Ending, ...] = get_args(Ending)


def blank_form(form: BlankForm, ending: Ending) -> bytes:
    """The form in one format; its writer is loaded only now. The same form is the same bytes.

    Raises `NotPrintable` where a PDF cannot print a label.
    """
    match ending:
        case "docx":
            from ingest.blank.packed import blank_docx

            return blank_docx(form)
        case "odt":
            from ingest.blank.packed import blank_odt

            return blank_odt(form)
        case "pdf":
            from ingest.blank.pdf import blank_pdf

            return blank_pdf(form)
        case "html":
            from ingest.blank.html import blank_html

            return blank_html(form)
        case "txt":
            from ingest.blank.text import blank_text

            return blank_text(form).encode()
