"""Returned forms as spreadsheets, made part by part. Everything is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from tests.support.documents import Pairs, Tick

Value = str | int | float | bool | date | None
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{{}}</Types>'
)
_STYLES = (
    f'<styleSheet xmlns="{_S}"><numFmts><numFmt numFmtId="164" formatCode="00000\\ 000000"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>'
    '<fonts><font><sz val="11"/></font><font><b/><sz val="11"/></font>'
    '<font><strike/><sz val="11"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill></fills>'
    '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/><xf numFmtId="14" fontId="0"/>'
    '<xf numFmtId="164" fontId="0"/><xf numFmtId="165" fontId="0"/></cellXfs></styleSheet>'
)
_STATES = {False: "visible", True: "hidden"}
PLAIN, BOLD, STRUCK, DAY, ELEVEN_DIGITS, MOMENT = range(6)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: cells by their references ("B2") with their styles, merged blocks, and what is drawn on it."""

    cells: Mapping[str, tuple[Value, int]]
    merged: Sequence[str] = ()
    hidden: bool = False
    vml: str = ""
    columns: str = ""


def day_number(day: date) -> int:
    """The number by which Excel keeps a day."""
    return (day - date(1899, 12, 30)).days


def xlsx(*sheets: Sheet, more: Mapping[str, str] | None = None) -> bytes:
    """A workbook of these sheets; `more` are parts to add or to put in place of others."""
    listed = "".join(
        f'<sheet name="S{at}" sheetId="{at}" r:id="rId{at}" state="{_STATES[one.hidden]}"/>'
        for at, one in enumerate(sheets, start=1)
    )
    related = f'<Relationship Id="styles" Type="{_R}/styles" Target="styles.xml"/>' + "".join(
        f'<Relationship Id="rId{at}" Type="{_R}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    sheet_types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": _TYPES.format(sheet_types),
        "_rels/.rels": f'<Relationships xmlns="{_P}"><Relationship Id="rId1" Target="xl/workbook.xml" '
        f'Type="{_R}/officeDocument"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_P}">{related}</Relationships>',
        "xl/styles.xml": _STYLES,
    }
    for at, one in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{at}.xml"] = _sheet(one)
        if one.vml:
            parts[f"xl/drawings/vml{at}.vml"] = one.vml
            parts[f"xl/worksheets/_rels/sheet{at}.xml.rels"] = (
                f'<Relationships xmlns="{_P}"><Relationship Id="r1" Type="{_R}/vmlDrawing" '
                f'Target="../drawings/vml{at}.vml"/></Relationships>'
            )
    return packed(parts | dict(more or {}))


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Parts by their names in one zip."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def _sheet(sheet: Sheet) -> str:
    rows: dict[int, list[str]] = {}
    for reference, (value, style) in sheet.cells.items():
        rows.setdefault(int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), []).append(
            _cell(reference, value, style)
        )
    written = "".join(f'<row r="{row}">{"".join(cells)}</row>' for row, cells in sorted(rows.items()))
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in sheet.merged)
    merging = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    start = f'<worksheet xmlns="{_S}">{sheet.columns}'
    return f"{start}<sheetData>{written}</sheetData>{merging}</worksheet>"


def _cell(reference: str, value: Value, style: int) -> str:
    start = f'<c r="{reference}" s="{style}"'
    match value:
        case None:
            return f"{start}/>"
        case bool():
            return f'{start} t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f"{start}><v>{value}</v></c>"
        case date():
            return f"{start}><v>{day_number(value)}</v></c>"
        case str():
            return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


@dataclass(slots=True)
class _Rows:
    cells: dict[str, tuple[Value, int]] = field(default_factory=dict)
    row: int = 1

    def put(self, *values: tuple[Value, int]) -> None:
        for column, value in zip("ABCDEFGH", values, strict=False):
            if value[0] not in (None, ""):
                self.cells[f"{column}{self.row}"] = value
        self.row += 1


def xlsx_form(pairs: Pairs, layout: str = "beside", look: int = BOLD) -> bytes:
    """A filled form. Layouts: beside, below, boxes (an option a row), pairs (two questions a row)."""
    rows = _Rows()
    rows.put(("Casework form", BOLD))
    rows.row += 1
    waiting: list[tuple[Value, int]] = []
    for label, answer in pairs:
        if isinstance(answer, Tick):
            options = [f"{answer.on if one in answer.chosen else answer.off} {one}" for one in answer.options]
            answered: Sequence[str] = options if layout == "boxes" else ["\n".join(options)]
        else:
            answered = [answer]
        if layout == "below":
            rows.put((label, look))
            rows.put((answered[0], PLAIN))
        elif layout == "pairs" and len(answered[0]) < 40 and not isinstance(answer, Tick):
            waiting += [(label, look), (answered[0], PLAIN)]
            if len(waiting) == 4:
                rows.put(*waiting)
                waiting = []
        else:
            if waiting:
                rows.put(*waiting)
                waiting = []
            rows.put((label, look), (answered[0], PLAIN))
            for one in answered[1:]:
                rows.put((None, PLAIN), (one, PLAIN))
    if waiting:
        rows.put(*waiting)
    return xlsx(Sheet(rows.cells))


XLSX_LAYOUTS = ("beside", "below", "boxes", "pairs")
