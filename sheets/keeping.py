"""What a workbook holds that would be lost if we saved it: found before the file is touched.

The library keeps values, formulas, looks, notes, validations, conditional formats, merged cells, links and
other people's tabs. What it drops in silence is looked for here, by the names of the parts in the zip.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

_PARTS = (
    (re.compile(r"xl/vbaProject\.bin|xl/macrosheets/|xl/dialogsheets/"), "macros"),
    (re.compile(r"xl/chart(s|sheets)/"), "charts"),
    (re.compile(r"xl/pivot(Tables|Cache)/"), "pivot tables"),
    (re.compile(r"xl/(media|diagrams)/"), "pictures"),
    (re.compile(r"xl/(ctrlProps|activeX)/"), "form controls"),
    (re.compile(r"xl/embeddings/"), "embedded documents"),
    (re.compile(r"xl/(slicers|timelines)/"), "slicers"),
    (re.compile(r"xl/(queryTables/|connections\.xml|model/)"), "links to outside tables"),
    (re.compile(r"xl/threadedComments/"), "comment threads (notes are kept)"),
    (re.compile(r"xl/richData/"), "cells with rich types"),
    (re.compile(r"_xmlsignatures/"), "a digital signature"),
)
_DRAWING = re.compile(r"xl/drawings/drawing\d*\.xml")
_SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp|pic|graphicFrame)[ >]")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_EXTENSIONS = (
    (re.compile(rb"<x14:sparklineGroup[ >]"), "sparklines"),
    (re.compile(rb"<x14:dataValidation[ >]"), "choice lists taken from another tab"),
    (re.compile(rb"<x14:conditionalFormatting[ >]"), "newer conditional formats"),
)


def would_be_lost(content: bytes) -> tuple[str, ...]:
    """The kinds of things in the workbook that saving it would drop, in plain words. Empty: all is kept."""
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        lost = [words for pattern, words in _PARTS if any(pattern.match(name) for name in names)]
        drawings = [name for name in names if _DRAWING.fullmatch(name)]
        if not lost and any(_SHAPE.search(archive.read(name)) for name in drawings):
            lost.append("drawn shapes")
        for name in filter(_SHEET.fullmatch, names):
            sheet = archive.read(name)
            lost += [words for pattern, words in _EXTENSIONS if pattern.search(sheet) and words not in lost]
    return tuple(lost)
