"""A workbook that holds everything people put into one: made of parts, since no library writes them all."""

from __future__ import annotations

import re
import zipfile
from base64 import b64decode
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

_PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_TC = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"

EXTENSIONS = (
    f'<extLst><ext xmlns:x14="{_X14}" uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}">'
    "<x14:conditionalFormattings>"
    f'<x14:conditionalFormatting xmlns:xm="{_XM}"><x14:cfRule type="dataBar" id="{{00000001-0000-4000-8000-'
    '000000000001}"><x14:dataBar minLength="0" maxLength="100"><x14:cfvo type="autoMin"/>'
    '<x14:cfvo type="autoMax"/></x14:dataBar></x14:cfRule><xm:sqref>M2:M9</xm:sqref>'
    "</x14:conditionalFormatting></x14:conditionalFormattings></ext>"
    f'<ext xmlns:x14="{_X14}" uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}"><x14:dataValidations '
    f'xmlns:xm="{_XM}" count="1"><x14:dataValidation type="list" allowBlank="1"><x14:formula1>'
    "<xm:f>Mine!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>Q2:Q9</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    f'<ext xmlns:x14="{_X14}" uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}"><x14:sparklineGroups '
    f'xmlns:xm="{_XM}"><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>Cases!M7:M9</xm:f>'
    "<xm:sqref>R9</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>"
    "</extLst>"
)

PARTS = {
    "xl/vbaProject.bin": (b"\xd0\xcf\x11\xe0 a macro", "application/vnd.ms-office.vbaProject"),
    "xl/persons/person.xml": (
        f'<personList xmlns="{_TC}"><person displayName="Mikal" id="{{A}}" userId="m" providerId="None"/>'
        "</personList>".encode(),
        "application/vnd.ms-excel.person+xml",
    ),
    "xl/threadedComments/threadedComment1.xml": (
        f'<ThreadedComments xmlns="{_TC}"><threadedComment ref="P2" dT="2026-11-20T09:00:00.00" '
        f'personId="{{A}}" id="{{B}}"><text>ask Ben?</text></threadedComment></ThreadedComments>'.encode(),
        "application/vnd.ms-excel.threadedcomments+xml",
    ),
    "xl/pivotCache/pivotCacheDefinition1.xml": (
        f'<pivotCacheDefinition xmlns="{_MAIN}" refreshOnLoad="1" recordCount="0"><cacheSource '
        'type="worksheet"><worksheetSource ref="A1:B3" sheet="Cases"/></cacheSource><cacheFields count="2">'
        '<cacheField name="Ref" numFmtId="0"><sharedItems/></cacheField>'
        '<cacheField name="Received" numFmtId="0"><sharedItems/>'
        "</cacheField></cacheFields></pivotCacheDefinition>".encode(),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml",
    ),
    "xl/pivotTables/pivotTable1.xml": (
        f'<pivotTableDefinition xmlns="{_MAIN}" name="Pivot" cacheId="7" dataCaption="Values"><location '
        'ref="H1:I4" firstHeaderRow="1" firstDataRow="1" firstDataCol="0"/><pivotFields count="2">'
        '<pivotField showAll="0"/><pivotField showAll="0"/></pivotFields></pivotTableDefinition>'.encode(),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml",
    ),
    "xl/slicerCaches/slicerCache1.xml": (
        f'<slicerCacheDefinition xmlns="{_X14}" name="Slicer_Ref" sourceName="Ref"/>'.encode(),
        "application/vnd.ms-excel.slicerCache+xml",
    ),
    "xl/slicers/slicer1.xml": (
        f'<slicers xmlns="{_X14}"><slicer name="Ref" cache="Slicer_Ref" rowHeight="1"/></slicers>'.encode(),
        "application/vnd.ms-excel.slicer+xml",
    ),
    "xl/ctrlProps/ctrlProp1.xml": (
        f'<formControlPr xmlns="{_X14}" objectType="CheckBox"/>'.encode(),
        "application/vnd.ms-excel.controlproperties+xml",
    ),
    "xl/richData/rdrichvalue.xml": (b"<rvData/>", "application/vnd.ms-excel.rdrichvalue+xml"),
    "xl/printerSettings/printerSettings1.bin": (
        b"\x00\x01A4",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
    ),
    "customXml/item1.xml": (b"<branch>Northbridge</branch>", "application/xml"),
    "docProps/custom.xml": (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    ),
    "xl/strange/thing.bin": (bytes(range(256)), "application/octet-stream"),
}
_HANGING = {
    "xl/workbook.xml": ("xl/vbaProject.bin", "xl/persons/person.xml",
                        "xl/pivotCache/pivotCacheDefinition1.xml",
                        "xl/slicerCaches/slicerCache1.xml",
                        "customXml/item1.xml", "xl/strange/thing.bin"),
    "Cases": ("xl/threadedComments/threadedComment1.xml", "xl/printerSettings/printerSettings1.bin"),
    "Mine": ("xl/pivotTables/pivotTable1.xml", "xl/slicers/slicer1.xml", "xl/ctrlProps/ctrlProp1.xml",
             "xl/richData/rdrichvalue.xml"),
}  # fmt: skip
_KINDS = {
    "vbaProject": "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    "person": "http://schemas.microsoft.com/office/2017/10/relationships/person",
    "threadedComment": "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
    "slicer": "http://schemas.microsoft.com/office/2007/relationships/slicer",
    "slicerCache": "http://schemas.microsoft.com/office/2007/relationships/slicerCache",
    "customXml": f"{_OFFICE}/customXml",
}


def enrich(path: Path) -> None:
    """Put everything into the register at `path`, as people with Excel do."""
    book = load_workbook(path)
    sheet = book["Cases"]
    sheet["P2"].comment = Comment("ask Ben", "Mikal")
    sheet["R2"], sheet["R3"] = "=M2*2", "=M3*2"
    sheet["E8"], sheet["M8"], sheet["E9"] = "Total", "=SUM(M2:M7)", "a note of mine"
    sheet["E9"].font = Font(bold=True)
    sheet.merge_cells("E9:F9")
    sheet["G9"].hyperlink = "#Cases!A9"
    mine = book.create_sheet("Mine")
    for row, value in enumerate(["a", "b", "=COUNTA(Cases!A:A)", "=Cases!M8"], 1):
        mine.cell(row, 1).value = value
    mine.merge_cells("B1:C2")
    mine.add_data_validation(DataValidation("list", formula1='"a,b"', sqref="D1"))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=13, min_row=1, max_row=9), titles_from_data=True)
    mine.add_chart(chart, "E2")
    mine.add_image(Image(BytesIO(_PNG)), "A12")
    other = book.create_sheet("Nothing to do with it")
    other["A1"], other["A2"] = "tea rota", "=1+1"
    book.defined_names["Points"] = DefinedName("Points", attr_text="Cases!$M$2:$M$9")
    book.save(path)
    _add_parts(path)


def parts_of(path: Path) -> dict[str, bytes]:
    """Every part of a workbook by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part_of(parts: dict[str, bytes], title: str) -> str:
    """The part that holds the tab of a title."""
    sheet = re.search(rf'<sheet [^>]*name="{title}"[^>]*r:id="(\w+)"', parts["xl/workbook.xml"].decode())
    assert sheet is not None
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    line = next(line for line in re.findall(r"<Relationship [^>]*>", relations) if f'Id="{sheet[1]}"' in line)
    found = re.search(r'Target="/?([^"]*)"', line)
    assert found is not None
    return found[1] if found[1].startswith("xl/") else f"xl/{found[1]}"


def _add_parts(path: Path) -> None:
    parts = parts_of(path)
    types = ""
    for name, (content, kind) in PARTS.items():
        parts[name] = content
        types += f'<Override PartName="/{name}" ContentType="{kind}"/>'
    for owner, targets in _HANGING.items():
        part = owner if owner in parts else part_of(parts, owner)
        rels = f"{part.rpartition('/')[0]}/_rels/{part.rpartition('/')[2]}.rels"
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        lines = "".join(_line(number, target) for number, target in enumerate(targets, 90))
        parts[rels] = parts.get(rels, empty).replace(b"</Relationships>", f"{lines}</Relationships>".encode())
    _replace(parts, "[Content_Types].xml", "</Types>", f"{types}</Types>")
    _replace(parts, "xl/workbook.xml", "</workbook>", f'<pivotCaches><pivotCache cacheId="7" r:id="rId92" '
             f'xmlns:r="{_OFFICE}"/></pivotCaches></workbook>')  # fmt: skip
    _replace(parts, part_of(parts, "Cases"), "</worksheet>", f"{EXTENSIONS}</worksheet>")
    _replace(parts, part_of(parts, "Nothing to do with it"), "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
    _replace(parts, part_of(parts, "Nothing to do with it"), "<f>1+1</f><v/>", "<f>1+1</f><v>2</v>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _line(number: int, target: str) -> str:
    folder, _, name = target.rpartition("/")
    kind = "customXml" if folder == "customXml" else re.sub(r"\d*\.\w+$", "", name)
    return (
        f'<Relationship Id="rId{number}" Type="{_KINDS.get(kind, f"{_OFFICE}/{kind}")}" Target="/{target}"/>'
    )


def _replace(parts: dict[str, bytes], name: str, old: str, new: str) -> None:
    parts[name] = parts[name].replace(old.encode(), new.encode())
