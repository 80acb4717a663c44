"""Returned forms as Word documents, for tests, benchmarks and the demo. Everything is invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


@dataclass(frozen=True, slots=True)
class Tick:
    """An answer by ticking: all options, and those chosen."""

    options: tuple[str, ...]
    chosen: tuple[str, ...] = ()
    on: str = "☒"
    off: str = "☐"


AnswerGiven = str | Tick
Pairs = Sequence[tuple[str, AnswerGiven]]


def docx_form(pairs: Pairs, layout: str = "table2", title: str = "Casework form") -> bytes:
    """A filled form. Layouts: table2, table4, above, header, inside, controls, paragraphs, tabs, legacy,
    boxes (text boxes), struck (a choice shown by striking out the rest), nested."""
    return docx(paragraph(title, bold=True) + _LAYOUTS[layout](pairs))


def docx(body: str) -> bytes:
    """A Word document round the XML of its body (the prefixes w, w14, mc, wps, v are bound)."""
    start = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_NAMESPACES}>'
    document = f"{start}<w:body>{body}</w:body></w:document>"
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
    return packed.getvalue()


def run(text: str, look: str = "") -> str:
    """A run; `look` is what stands in w:rPr."""
    looks = f"<w:rPr>{look}</w:rPr>" if look else ""
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:r>{looks}{pieces}</w:r>"


def paragraph(text: str, bold: bool = False) -> str:
    """A paragraph of one run."""
    return f"<w:p>{run(text, '<w:b/>' if bold else '') if text else ''}</w:p>"


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table of cells given as the XML inside them."""
    written = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{written}</w:tbl>"


def control(text: str, kind: str = "<w:text/>", prompt: bool = False) -> str:
    """A content control in a paragraph."""
    showing = "<w:showingPlcHdr/>" if prompt else ""
    inside = run(text, '<w:rStyle w:val="PlaceholderText"/>' if prompt else "")
    return f"<w:sdt><w:sdtPr>{showing}{kind}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def check_box(on: bool) -> str:
    """A tick box control."""
    glyph = "☒" if on else "☐"
    box = f'<w14:checkbox><w14:checked w14:val="{int(on)}"/></w14:checkbox>'
    return f"<w:sdt><w:sdtPr>{box}</w:sdtPr><w:sdtContent>{run(glyph)}</w:sdtContent></w:sdt>"


def legacy_text(text: str) -> str:
    """A FORMTEXT field of old Word forms."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText>FORMTEXT</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(text or chr(0x2002) * 5)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def legacy_box(on: bool) -> str:
    """A FORMCHECKBOX field of old Word forms."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
        f'<w:checked w:val="{int(on)}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(inside: str) -> str:
    """A text box, written twice as Word does: for new programs and for old ones."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        "<w:p><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing>'
        "</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def _answer(answer: AnswerGiven) -> str:
    if isinstance(answer, str):
        return "".join(paragraph(line) for line in answer.split("\n"))
    return "".join(
        paragraph(f"{answer.on if option in answer.chosen else answer.off} {option}")
        for option in answer.options
    )


def _table2(pairs: Pairs) -> str:
    return table((paragraph(label, bold=True), _answer(answer)) for label, answer in pairs)


def _table4(pairs: Pairs) -> str:
    """Short answers two to a row, the others over the whole width."""
    rows: list[tuple[str, ...]] = []
    waiting: tuple[str, ...] = ()
    for label, answer in pairs:
        cells = (paragraph(label, bold=True), _answer(answer))
        if isinstance(answer, Tick) or len(answer) > 40:
            rows.extend([waiting] if waiting else [])
            rows.extend(((cells[0],), (cells[1],)))
            waiting = ()
        elif waiting:
            rows.append(waiting + cells)
            waiting = ()
        else:
            waiting = cells
    rows.extend([waiting] if waiting else [])
    return table(rows)


def _above(pairs: Pairs) -> str:
    """Each label in a row of its own, in plain type, the answer in the row below."""
    return table(row for label, answer in pairs for row in ((paragraph(label),), (_answer(answer),)))


def _header(pairs: Pairs) -> str:
    """Rows of labels over rows of answers, two by two."""
    groups = [pairs[at : at + 2] for at in range(0, len(pairs), 2)]
    rows: list[list[str]] = []
    for group in groups:
        rows.append([paragraph(label, bold=True) for label, _ in group])
        rows.append([_answer(answer) for _, answer in group])
    return table(rows)


def _inside(pairs: Pairs) -> str:
    """Label and answer in the same cell, two cells to a row."""
    cells = [
        paragraph(f"{label}: {answer}")
        if isinstance(answer, str)
        else paragraph(f"{label}:") + _answer(answer)
        for label, answer in pairs
    ]
    return table(cells[at : at + 2] for at in range(0, len(cells), 2))


def _controls(pairs: Pairs) -> str:
    def cell(answer: AnswerGiven) -> str:
        if isinstance(answer, str):
            shown = control(answer) if answer else control("Click or tap here to enter text.", prompt=True)
            return f"<w:p>{shown}</w:p>"
        return "".join(
            f"<w:p>{check_box(option in answer.chosen)}{run(' ' + option)}</w:p>" for option in answer.options
        )

    return table((paragraph(label, bold=True), cell(answer)) for label, answer in pairs)


def _paragraphs(pairs: Pairs) -> str:
    return "".join(
        paragraph(label, bold=True) + (_answer(answer) or paragraph("")) for label, answer in pairs
    )


def _tabs(pairs: Pairs) -> str:
    """Label, tab, answer in plain paragraphs, with the underscores of a printed form left in."""
    return "".join(
        paragraph(f"{label}:\t__{answer}____")
        if isinstance(answer, str)
        else paragraph(f"{label}:") + _answer(answer)
        for label, answer in pairs
    )


def _legacy(pairs: Pairs) -> str:
    def cell(answer: AnswerGiven) -> str:
        if isinstance(answer, str):
            return f"<w:p>{legacy_text(answer)}</w:p>"
        return "".join(
            f"<w:p>{legacy_box(option in answer.chosen)}{run(' ' + option)}</w:p>"
            for option in answer.options
        )

    return table((paragraph(label), cell(answer)) for label, answer in pairs)


def _boxes(pairs: Pairs) -> str:
    return "".join(paragraph(label, bold=True) + text_box(_answer(answer)) for label, answer in pairs)


def _struck(pairs: Pairs) -> str:
    def cell(answer: AnswerGiven) -> str:
        if isinstance(answer, str):
            return _answer(answer)
        looks = ("" if option in answer.chosen else "<w:strike/>" for option in answer.options)
        shown = run(" / ").join(run(option, look) for option, look in zip(answer.options, looks, strict=True))
        return f"<w:p>{shown}</w:p>"

    return table((paragraph(label, bold=True), cell(answer)) for label, answer in pairs)


def _nested(pairs: Pairs) -> str:
    """The whole form inside the one cell of a frame."""
    return table([(paragraph("") + _table2(pairs) + paragraph(""),)])


_LAYOUTS = {
    "table2": _table2,
    "table4": _table4,
    "above": _above,
    "header": _header,
    "inside": _inside,
    "controls": _controls,
    "paragraphs": _paragraphs,
    "tabs": _tabs,
    "legacy": _legacy,
    "boxes": _boxes,
    "struck": _struck,
    "nested": _nested,
}
LAYOUTS = tuple(_LAYOUTS)
