"""Filled forms in every format, and letters that hold them: to be timed, and to be broken on purpose."""

from __future__ import annotations

from functools import cache

from tests.forms import mailed, webforms
from tests.support import documents, opendocument, pdfs, richtext, spreadsheets
from tests.support.blank_forms import BLANK, FORM
from tests.support.letters import attached, joined, letter, multipart, part
from tests.support.outlook import Attached, msg, packed_rtf, properties, tnef
from tests.support.returned import NORTH, SOUTH, WEST

_PAIRS = NORTH.pairs
_PLAIN = [(question, str(answer)) for question, answer in SOUTH.pairs if isinstance(answer, str)]
_QUOTED = "\n".join(f"> {question}\n{answer}\n" for question, answer in _PLAIN)


@cache
def docx() -> tuple[bytes, ...]:
    """Word documents in eight layouts."""
    layouts = ("table2", "table4", "controls", "legacy", "boxes", "struck", "nested", "tabs")
    return tuple(documents.docx_form(_PAIRS, layout) for layout in layouts)


@cache
def odt() -> tuple[bytes, ...]:
    """OpenDocument texts in four layouts, and our own blank one."""
    layouts = ("beside", "below", "boxes", "struck")
    return tuple(opendocument.odt_form(_PAIRS, layout) for layout in layouts) + (BLANK(FORM, "odt"),)


@cache
def ods() -> tuple[bytes, ...]:
    """An OpenDocument spreadsheet."""
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{question}</text:p></table:table-cell>"
        f'<table:table-cell table:number-columns-repeated="2" office:value-type="string">'
        f"<text:p>{answer}</text:p></table:table-cell></table:table-row>"
        for question, answer in _PLAIN
    )
    return (opendocument.odt(f'<table:table table:name="Form">{rows}</table:table>', kind="spreadsheet"),)


@cache
def xlsx() -> tuple[bytes, ...]:
    """Excel workbooks."""
    return (spreadsheets.xlsx_form(_PAIRS), spreadsheets.xlsx_form(WEST.pairs))


@cache
def rtf() -> tuple[bytes, ...]:
    """Rich text in six layouts."""
    layouts = ("beside", "below", "fields", "boxes", "struck", "nested")
    return tuple(richtext.rtf_form(_PAIRS, layout) for layout in layouts)


@cache
def pdf() -> tuple[bytes, ...]:
    """Flat PDFs: answers beside their questions, and in boxes."""
    beside = "".join(
        pdfs.words(50, 80 + 30 * at, question) + pdfs.words(300, 80 + 30 * at, answer)
        for at, (question, answer) in enumerate(_PLAIN)
    )
    boxed = "".join(
        pdfs.words(50, 80 + 50 * at, question, "B")
        + pdfs.frame(50, 86 + 50 * at, 480, 26)
        + pdfs.words(56, 102 + 50 * at, answer)
        for at, (question, answer) in enumerate(_PLAIN)
    )
    return (pdfs.pdf([beside]), pdfs.pdf([boxed, beside]))


@cache
def acroform() -> tuple[bytes, ...]:
    """Fillable PDFs: field names that mean nothing, and our own blank one."""
    page = "".join(pdfs.words(50, 112 + 30 * at, question) for at, (question, _) in enumerate(_PLAIN))
    fields = [
        pdfs.text_field(f"Text{at}", (300, 100 + 30 * at, 540, 116 + 30 * at), answer)
        for at, (_, answer) in enumerate(_PLAIN)
    ]
    boxes = [pdfs.tick_field(f"Tick{at}", 50 + 30 * at, 700, at % 2 == 0, "Grievance") for at in range(4)]
    chosen = pdfs.radio_field("Choice", [(50, 740, "Yes"), (90, 740, "No")], "Yes")
    return (pdfs.pdf([page], [[*fields, *boxes, chosen]]), BLANK(FORM, "pdf"))


@cache
def html() -> tuple[bytes, ...]:
    """Bodies of letters and web forms."""
    ways = (
        mailed.outlook_table, mailed.outlook_coloured, mailed.gmail_between, mailed.apple_quoted,
        mailed.controls, mailed.struck, webforms.jotform, webforms.wufoo, webforms.google,
        webforms.definitions,
    )  # fmt: skip
    return tuple(way(_PAIRS).encode() for way in ways)


@cache
def text() -> tuple[bytes, ...]:
    """Plain forms: as they are, answered between quoted lines, as a history, under headings."""
    lines = "\n".join(f"{question}: {answer}" for question, answer in _PLAIN)
    quoted = f"Dear all,\nhere it is.\n\nOn 1 May 2026 at 10:00, Casework wrote:\n{_QUOTED}\n-- \nAna\n"
    head = "From: Casework\nSent: 1 May 2026\nTo: Ana\nSubject: Form"
    history = f"Yes, I can.\n\n{head}\n\n{lines}\nSent from my phone\n"
    return tuple(each.encode() for each in (lines, quoted, history, webforms.headed(_PAIRS)))


@cache
def outlook() -> tuple[bytes, ...]:
    """Letters as Outlook stores them (.msg)."""
    form = documents.docx_form(_PAIRS)
    rich = packed_rtf(richtext.rtf_form(_PAIRS))
    return (
        msg(
            properties(x1000="My form is attached."),
            [Attached("form.docx", form)],
            [("Ana", "a@post.example")],
        ),
        msg(properties(x1009=rich)),
    )


@cache
def winmail() -> tuple[bytes, ...]:
    """Letters as Exchange packs them (TNEF), one inside another."""
    form = documents.docx_form(_PAIRS)
    inner = tnef(properties(x1000="inside"), [Attached("form.docx", form)])
    return (
        tnef(properties(x1000="My form."), [Attached("form.docx", form)]),
        tnef(properties(x1000="Passed on."), [Attached("letter", inner)]),
    )


@cache
def archives() -> tuple[bytes, ...]:
    """Zips: of one document, and of several."""
    one = spreadsheets.packed({"form.docx": documents.docx_form(_PAIRS)})
    two = spreadsheets.packed({"a/form.odt": odt()[0], "b/notes.txt": text()[0], "c.zip": one})
    return (one, two)


@cache
def letters() -> tuple[bytes, ...]:
    """Letters: the form in the text, attached, passed on, packed."""
    plain, marked = text()[0].decode(), html()[0].decode()
    form = attached(documents.docx_form(_PAIRS), "form.docx")
    both = part(
        joined(part(plain), part(marked, "text/html"), boundary="two"),
        'multipart/alternative; boundary="two"',
    )
    passed_on = part(multipart(part("Form below"), form).decode("latin-1"), "message/rfc822")
    return (
        letter(plain),
        letter(text()[1].decode(), subject="=?utf-8?q?My_form_=E2=80=93_new?="),
        multipart(both, form),
        multipart(part("See below."), passed_on),
        multipart(part("Here"), attached(winmail()[0], "winmail.dat", "application/ms-tnef")),
        multipart(part("Here"), attached(archives()[0], "form.zip")),
    )
