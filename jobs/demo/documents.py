"""Filled-in forms as Word documents, in the layouts that branches use. Small, and all our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from jobs.demo.papers import Answers, zipped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LONG = 60
"""An answer of more characters than this gets a row of its own in the four-column form."""


def two_columns(title: str, answers: Answers) -> bytes:
    """A table: the question on the left, the answer on the right."""
    rows = [_row([_cell(question, 3200, bold=True), _cell(answer, 6400)]) for question, answer in answers]
    return _docx(_heading(title) + _table(rows, (3200, 6400)))


def four_columns(title: str, answers: Answers) -> bytes:
    """Two questions a row; a long answer has a merged row beneath its question."""
    rows: list[str] = []
    side: list[str] = []
    for question, answer in answers:
        if len(answer) > _LONG:
            rows += [_row([*side, _cell("", 4800, span=2)])] if side else []
            side = []
            rows += [_row([_cell(question, 9600, span=4, bold=True)]), _row([_cell(answer, 9600, span=4)])]
            continue
        side += [_cell(question, 2200, bold=True), _cell(answer, 2600)]
        if len(side) == 4:
            rows, side = [*rows, _row(side)], []
    rows += [_row([*side, _cell("", 4800, span=2)])] if side else []
    return _docx(_heading(title) + _table(rows, (2200, 2600, 2200, 2600)))


def controls(title: str, answers: Answers) -> bytes:
    """Content controls, as a form made with Word's own form tools has them; "yes" is a box that is ticked."""
    parts = [_heading(title)]
    for question, answer in answers:
        if answer == "yes":
            parts.append(f"<w:p>{_checkbox()}{_run(' ' + question)}</w:p>")
        else:
            parts.append(f"<w:p>{_run(question + ': ', bold=True)}{_control(answer)}</w:p>")
    return _docx("".join(parts))


def paragraphs(title: str, answers: Answers) -> bytes:
    """Each question in bold, the answer in the lines beneath."""
    parts = [_heading(title)]
    for question, answer in answers:
        parts.append(f"<w:p>{_run(question, bold=True)}</w:p>")
        parts += [f"<w:p>{_run(line)}</w:p>" for line in answer.splitlines()]
    return _docx("".join(parts))


LAYOUTS: Mapping[str, Callable[[str, Answers], bytes]] = {
    "two columns": two_columns,
    "four columns": four_columns,
    "controls": controls,
    "paragraphs": paragraphs,
}


def letter_docx(title: str, lines: Sequence[str]) -> bytes:
    """A plain letter or paper as a Word document."""
    return _docx(_heading(title) + "".join(f"<w:p>{_run(line)}</w:p>" for line in lines))


def _run(text: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _heading(title: str) -> str:
    look = '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr>'
    return f"<w:p><w:r>{look}<w:t>{escape(title)}</w:t></w:r></w:p>"


def _cell(text: str, width: int, *, span: int = 1, bold: bool = False) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    lines = "".join(f"<w:p>{_run(line, bold=bold)}</w:p>" for line in text.splitlines() or [""])
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}</w:tcPr>{lines}</w:tc>'


def _row(cells: Sequence[str]) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _table(rows: Sequence[str], widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    width = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    look = f"<w:tblPr>{width}<w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"


def _control(answer: str) -> str:
    return f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{_run(answer)}</w:sdtContent></w:sdt>"


def _checkbox() -> str:
    return (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{_run('☒')}</w:sdtContent></w:sdt>"
    )


def _docx(body: str) -> bytes:
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{_W}" xmlns:w14="{_W14}"><w:body>{body}{page}</w:body></w:document>'
    )
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document}
    return zipped(parts)
