"""OpenDocument text (.odt, .ott): the XML walked as it stands, like Word's (MAIL.md §4).

Tables (nested, merged, repeated cells), form controls of every generation, text boxes once; what was deleted
with changes tracked is kept apart in the file and is not read. Paragraphs are read in odt_runs.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.documents.looks import Look
from ingest.documents.odt_controls import read_controls
from ingest.documents.odt_looks import OFFICE, TEXT, read_styles
from ingest.documents.odt_runs import DRAW, Known, read_paragraph
from ingest.documents.odt_tables import TABLE, PlacedCell, placed_rows
from ingest.documents.signed import with_signatures
from ingest.documents.tables import RowRead, boards, page_of, parted, split_tables
from ingest.documents.xml import parse_xml
from ingest.documents.zipped import Unreadable, read_members
from ingest.page import SIGNED, Block, Cell, Line, Mark, Page, Run

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_PLAIN = Look()
_THROUGH = frozenset(
    f"{TEXT}{name}"
    for name in ("list", "list-item", "list-header", "section", "numbered-paragraph", "soft-page-break")
) | {f"{DRAW}g", f"{DRAW}a"}
_BOXED = frozenset(f"{DRAW}{name}" for name in ("text-box", "custom-shape", "rect", "ellipse", "caption"))
_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})


def read_odt(content: bytes) -> Page:
    """The document as a page: the main text, without headers, footers, notes and comments.

    Raises `Unreadable` for a broken or locked document and for one over the limits of zipped.py.
    """
    body, styles = open_document(content, "text")
    known = Known(read_styles(styles), read_controls(body))
    return with_signatures(page_of(_blocks(body, known, _PLAIN)))


def open_document(content: bytes, kind: str) -> tuple[etree._Element, list[etree._Element]]:
    """The body of an OpenDocument file ("text", "spreadsheet") and the roots that hold its styles.

    Raises `Unreadable`.
    """
    members = read_members(content, (_CONTENT, _STYLES, _MANIFEST))
    if b"encryption-data" in members.get(_MANIFEST, b""):
        raise Unreadable("it is locked with a password")
    if _CONTENT not in members:
        raise Unreadable("it holds no text")
    root = parse_xml(members[_CONTENT])
    body = root.find(f"{OFFICE}body/{OFFICE}{kind}")
    if body is None:
        raise Unreadable("it holds no text")
    named = [parse_xml(members[_STYLES])] if _STYLES in members else []
    return body, [*named, root]


def cell_blocks(cell: etree._Element, known: Known, look: Look) -> Iterator[Block]:
    """What stands in a cell; `look` is that of the cell's style."""
    return _blocks(cell, known, look)


def _blocks(parent: etree._Element, known: Known, under: Look) -> Iterator[Block]:
    for child in parent:
        if child.tag in _PARAGRAPHS:
            yield from _paragraph(child, known, under)
        elif child.tag == f"{TABLE}table":
            yield from split_tables(_rows(child, known))
        elif child.tag == f"{TEXT}section" and child.get(f"{TEXT}display") == "none":
            continue
        elif child.tag in _THROUGH or child.tag in _BOXED:
            yield from _blocks(child, known, under)
        elif child.tag == f"{DRAW}frame":
            yield from _frame(child, known)


def _frame(frame: etree._Element, known: Known) -> Iterator[Block]:
    """A frame offers the same thing in several forms: its text box, if it has one, else a picture's sign."""
    box = frame.find(f"{DRAW}text-box")
    if box is not None:
        yield from _blocks(box, known, _PLAIN)
    elif frame.find(f"{DRAW}image") is not None:
        yield Line((Run(SIGNED, Mark.FILLED),))  # until it is known where it stands: signed.py


def _paragraph(paragraph: etree._Element, known: Known, under: Look) -> Iterator[Block]:
    inline = read_paragraph(paragraph, known, under)
    yield from inline.writing.lines()
    for box in inline.boxes:
        if box.tag == f"{DRAW}frame":
            yield from _frame(box, known)
        else:
            yield from _blocks(box, known, _PLAIN)


def _rows(table: etree._Element, known: Known) -> Iterator[RowRead]:
    for number, row in enumerate(placed_rows(table)):
        contents = [_inside(cell, known) for cell in row]
        beside = boards(contents)
        cells = [
            Cell(number, cell.column, parted(blocks)[0], cell.width, below=cell.element is None)
            for cell, blocks in zip(row, contents, strict=True)
        ]
        inner = [block for blocks in contents for block in parted(blocks)[1]]
        yield ([], beside) if beside else (cells, inner)


def _inside(cell: PlacedCell, known: Known) -> list[Block]:
    if cell.element is None:
        return []
    return list(_blocks(cell.element, known, known.styles.look("table-cell", cell.style)))
