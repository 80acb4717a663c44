"""Word documents: the XML walked as it stands, since libraries miss controls and text boxes (MAIL.md §4).

Tables (nested ones too, merged cells), content controls at every level, text boxes once, tracked deletions
left out. What is inside a paragraph is read in docx_runs.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from ingest.documents.docx_looks import W
from ingest.documents.docx_runs import MC, read_paragraph
from ingest.documents.signed import with_signatures
from ingest.documents.tables import boards, parted
from ingest.documents.xml import parse_xml
from ingest.documents.zipped import Unreadable, read_members
from ingest.page import Block, Cell, Page, Table

_MAIN, _TYPES = "word/document.xml", "[Content_Types].xml"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_MAIN_TYPE = re.compile(r"application/.*(?:wordprocessingml|ms-word)\..*\.main\+xml", re.IGNORECASE)
_WRAPPERS = frozenset({f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag", f"{W}sdtContent"})
_MAX_BLOCKS = 20_000


def read_docx(content: bytes) -> Page:
    """The document as a page: the main text, without headers, footers, notes and comments.

    Raises `Unreadable` for a broken document and for one over the limits of zipped.py.
    """
    members = read_members(content, (_MAIN, _TYPES))
    body = parse_xml(_main_part(content, members)).find(f"{W}body")
    if body is None:
        raise Unreadable("it holds no text")
    blocks = tuple(_blocks(body))
    if len(blocks) > _MAX_BLOCKS:
        raise Unreadable("it is far longer than a form can be")
    return with_signatures(Page(blocks))


def _main_part(content: bytes, members: Mapping[str, bytes]) -> bytes:
    """The part that holds the text: templates and macro documents too, whatever the program named it."""
    if _MAIN in members:
        return members[_MAIN]
    types = parse_xml(members[_TYPES]) if _TYPES in members else ()
    names = [
        one.get("PartName", "").lstrip("/")
        for one in types
        if one.tag == _OVERRIDE and _MAIN_TYPE.fullmatch(one.get("ContentType", ""))
    ]
    found = read_members(content, names[:1])
    if not found:
        raise Unreadable("it holds no text")
    return found[names[0]]


def _blocks(parent: etree._Element) -> Iterator[Block]:
    for child in parent:
        tag = child.tag
        if tag == f"{W}p":
            yield from _paragraph(child)
        elif tag == f"{W}tbl":
            yield from _table(child)
        elif tag == f"{W}sdt":
            yield from _control(child)
        elif tag in _WRAPPERS:
            yield from _blocks(child)
        elif tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            yield from _blocks(child if chosen is None else chosen)


def _control(control: etree._Element) -> Iterator[Block]:
    """A control round whole paragraphs: its kind is handed down to the paragraphs inside."""
    content = control.find(f"{W}sdtContent")
    if content is None:
        return
    for child in content:
        if child.tag == f"{W}p":
            yield from _paragraph(child, control)
        elif child.tag == f"{W}tbl":
            yield from _table(child)
        elif child.tag == f"{W}sdt":
            yield from _control(child)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _paragraph(paragraph: etree._Element, control: etree._Element | None = None) -> Iterator[Block]:
    inline = read_paragraph(paragraph, control)
    yield from inline.lines()
    for box in inline.boxes:
        yield from _blocks(box)


def _table(table: etree._Element) -> Iterator[Block]:
    """The table; where a cell holds a table, the outer one is split there, to keep the reading order."""
    rows: list[tuple[Cell, ...]] = []
    for row in _children(table, f"{W}tr"):
        cells: list[Cell] = []
        contents: list[Sequence[Block]] = []
        column = _before(row)
        for cell in _children(row, f"{W}tc"):
            contents.append(list(_blocks(cell)))
            width = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            lines, _ = parted(contents[-1])
            cells.append(Cell(len(rows), column, lines, width, _goes_on(cell)))
            column += width
        inner = [block for content in contents for block in parted(content)[1]]
        side_by_side = boards(contents)
        rows.extend([] if side_by_side else [tuple(cells)])
        if inner:
            yield from [Table(tuple(rows))] if rows else []
            yield from side_by_side or inner
            rows = []
    if rows:
        yield Table(tuple(rows))


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows and cells, also inside a control or a tracked change; deleted rows are left out."""
    for child in parent:
        if child.tag == tag:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _children(content, tag)
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _before(row: etree._Element) -> int:
    return _number(row.find(f"{W}trPr/{W}gridBefore"), 0)


def _goes_on(cell: etree._Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = "" if element is None else element.get(f"{W}val", "")
    return int(text) if text.isdecimal() and len(text) < 4 else otherwise
