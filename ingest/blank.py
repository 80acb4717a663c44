"""The branch's blank form: as text for the body of a mail, and as a Word document with one table.

Both are written so that what members put into them reads back through match.py without a doubt: a question a
line, the answer behind the colon or in the cell beside it, tick boxes as characters that every program shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from ingest.page import OFF

Fields = Sequence[tuple[str, str]]
"""Field names of FIELDS.md with the branch's labels, in the order of the form."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPC = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WIDTHS = (3300, 6300)  # twentieths of a point
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same form is the same bytes

_HINTS: Mapping[str, str] = {
    "membership_number": "on your card, if to hand",
    "email": "one your employer cannot read",
    "contact_preference": "such as by phone after 5pm",
    "contract_type": "such as permanent or fixed-term",
    "categories": "such as grievance, sickness, workload, pay",
    "summary": "with dates",
    "issue_started": "such as 3 November 2026",
    "key_date": "such as 3 November 2026 at 2pm",
    "consent": "yes or no",
    "signed_on": "such as 3 November 2026",
}
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "contract_type": ("Permanent", "Fixed-term", "Hourly paid", "Agency", "Other"),
    "categories": (
        "Grievance", "Disciplinary", "Capability / performance", "Sickness absence",
        "Bullying or harassment", "Discrimination", "Disability / reasonable adjustments", "Redundancy",
        "Contract", "Workload or stress", "Pay / grading", "Flexible working",
        "Maternity, paternity or other family leave", "Health and safety", "Probation", "Promotion",
        "Pension", "Dismissal", "TUPE / transfer", "Whistleblowing", "Other",
    ),
    "consent": ("Yes", "No"),
}  # fmt: skip
_LONG = frozenset({"summary", "people_involved", "steps_taken", "desired_outcome"})
_TEXT_START = """\
Casework form of {branch}

Please write your answers after the colons and send this back. Leave blank what does not apply.
"""
_WORD_START = (
    "Please write your answers in the right-hand column, save the form and send it back to us by email. "
    "Leave blank what does not apply. Everything you tell us is treated as confidential."
)


def blank_form_text(branch_name: str, fields: Fields) -> str:
    """The form as plain text: "Label (hint): " lines, one a question."""
    lines = [f"{_bare(label)}{_hint(name)}: " for name, label in fields]
    return _TEXT_START.format(branch=branch_name) + "\n" + "\n".join(lines) + "\n"


def blank_form_docx(branch_name: str, fields: Fields) -> bytes:
    """The form as a Word document: questions in the left column of a table, room for answers in the right."""
    document = etree.Element(f"{{{_W}}}document", nsmap={"w": _W})
    body = _add(document, "body")
    _paragraph(body, branch_name, bold=True, size=28)
    _paragraph(body, "Casework form", bold=True, size=36)
    _paragraph(body, _WORD_START)
    table = _add(body, "tbl")
    _table_looks(table)
    for name, label in fields:
        _row(table, name, label)
    _paragraph(body, "")  # Word wants a paragraph behind a table that ends a page
    page = _add(body, "sectPr")
    _add(page, "pgSz", w="11906", h="16838")
    _add(
        page,
        "pgMar",
        top="1134",
        right="1134",
        bottom="1134",
        left="1134",
        header="709",
        footer="709",
        gutter="0",
    )
    return _package(etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True))


def _bare(label: str) -> str:
    return " ".join(label.split()).rstrip(" :?*.")


def _hint(name: str) -> str:
    return f" ({_HINTS[name]})" if name in _HINTS else ""


def _add(parent: etree._Element, tag: str, **values: str) -> etree._Element:
    return etree.SubElement(
        parent, f"{{{_W}}}{tag}", {f"{{{_W}}}{name}": value for name, value in values.items()}
    )


def _paragraph(parent: etree._Element, text: str, bold: bool = False, size: int = 22) -> etree._Element:
    paragraph = _add(parent, "p")
    if text:
        _run(paragraph, text, bold, size)
    return paragraph


def _run(paragraph: etree._Element, text: str, bold: bool = False, size: int = 22) -> None:
    run = _add(paragraph, "r")
    looks = _add(run, "rPr")
    _add(looks, "rFonts", ascii="Calibri", hAnsi="Calibri", cs="Calibri")
    if bold:
        _add(looks, "b")
    _add(looks, "sz", val=str(size))
    words = _add(run, "t")
    words.text = "".join(letter for letter in text if letter.isprintable())
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _table_looks(table: etree._Element) -> None:
    looks = _add(table, "tblPr")
    _add(looks, "tblW", w=str(sum(_WIDTHS)), type="dxa")
    borders = _add(looks, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, side, val="single", sz="4", space="0", color="808080")
    _add(looks, "tblLayout", type="fixed")
    grid = _add(table, "tblGrid")
    for width in _WIDTHS:
        _add(grid, "gridCol", w=str(width))


def _row(table: etree._Element, name: str, label: str) -> None:
    row = _add(table, "tr")
    question, answer = (_cell(row, width) for width in _WIDTHS)
    asked = _paragraph(question, " ".join(label.split()), bold=True)
    if name in _HINTS and name not in _OPTIONS:
        _run(asked, f" ({_HINTS[name]})", size=18)
    for option in _OPTIONS.get(name, ()):
        _paragraph(answer, f"{OFF} {option}")
    for _ in range(0 if name in _OPTIONS else 4 if name in _LONG else 1):
        _paragraph(answer, "")


def _cell(row: etree._Element, width: int) -> etree._Element:
    cell = _add(row, "tc")
    _add(_add(cell, "tcPr"), "tcW", w=str(width), type="dxa")
    return cell


def _package(document: bytes) -> bytes:
    types = (
        f'<Types xmlns="{_OPC}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{_OPC}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": relations.encode(),
        "word/document.xml": document,
    }
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
    return packed.getvalue()
