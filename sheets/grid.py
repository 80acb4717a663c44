"""The rows and cells of one tab's XML: found, made in their order, and given values.

Rows that nobody touches stay the bytes that they are: ten thousand of them are neither parsed nor written
anew, so that a change of one cell costs little and spoils nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from sheets.cells import clean, escaped
from sheets.formulas import translated
from sheets.package import Package, parse
from sheets.parts import child, local, same_ns
from sheets.places import column_letter, column_number
from sheets.register import Cell, RegisterBroken

_DAY, _MAC_DAY = date(1899, 12, 30), date(1904, 1, 1)
"""The days from which days are counted. The first is right from March 1900 on."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ROWS = re.compile(rb"(<(?:\w+:)?sheetData(?:\s[^>]*)?)(?:/>|>(.*)</(?:\w+:)?sheetData\s*>)", re.DOTALL)
_ROW = re.compile(rb"\s*(<((?:\w+:)?)row\b(?:[^>]*/>|[^>]*[^/>]>.*?</\2row\s*>|>.*?</\2row\s*>))", re.DOTALL)
_NUMBER = re.compile(rb'\sr="(\d+)"')
_HELD = re.compile(rb"<(?:\w+:)?(?:v|f|is)\b")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_LAST = re.compile(r"([A-Z]+)(\d+)$")
_MARK = "@rows@"


@dataclass(slots=True)
class Grid:
    """A tab's part without its rows (`root`), and its rows by their 1-based numbers: bytes until touched."""

    package: Package
    part: str
    root: etree._Element
    rows: dict[int, bytes | etree._Element] = field(default_factory=dict)
    mac: bool = False

    def line(self, number: int) -> etree._Element | None:
        """The element of a row, if there is one; it may be changed."""
        found = self.rows.get(number)
        if isinstance(found, bytes):
            found = self.rows[number] = self._parsed(found)
            found.set("r", str(number))
            _tell_places(found, number)
        return found

    def row(self, number: int) -> etree._Element:
        """The element of a row, made where there is none."""
        found = self.line(number)
        if found is None:
            found = self.root.makeelement(
                same_ns(self.root, "row"),
                r=str(number),
                nsmap=self.root.nsmap,  # type: ignore[arg-type]  # None is the namespace without a prefix
            )
            self.rows[number] = found
        return found

    def seal(self, number: int) -> None:
        """Put a row that is done back into bytes."""
        found = self.rows[number]
        if not isinstance(found, bytes):
            self.rows[number] = self._plain(found)

    def cell(self, row: int, column: int) -> etree._Element | None:
        """The cell element at a row and a 1-based column, if there is one."""
        line = self.line(row)
        if line is None or not len(line) or column_of(line[-1]) < column:
            return None
        place = f"{column_letter(column)}{row}"
        return next((cell for cell in line if cell.get("r") == place), None)

    def made(self, row: int, column: int) -> etree._Element:
        """The cell element, made where there is none, in its order."""
        found = self.cell(row, column)
        if found is not None:
            return found
        line = self.row(row)
        line.attrib.pop("spans", "")  # a mere hint, which would be wrong
        cell = line.makeelement(same_ns(line, "c"), r=f"{column_letter(column)}{row}")
        if len(line) and column_of(line[-1]) > column:
            line.insert(sum(1 for other in line if column_of(other) < column), cell)
        else:
            line.append(cell)
        return cell

    def put(self, cell: etree._Element, value: Cell) -> None:
        """Give a cell a value: text is text, whatever it begins with (TRUST.md S7). Its looks stay.

        Raises `RegisterBroken` where the cell holds one formula together with others.
        """
        if len(cell):
            self._release(cell)
        for part in list(cell):
            cell.remove(part)
        for name in ("t", "cm", "vm"):
            cell.attrib.pop(name, "")
        match value:
            case None | "":
                return
            case str():
                cell.set("t", "inlineStr")
                text = etree.SubElement(etree.SubElement(cell, same_ns(cell, "is")), same_ns(cell, "t"))
                text.text = escaped(clean(value))
                if text.text.strip() != text.text or "\n" in text.text:
                    text.set(_SPACE, "preserve")
                return
            case bool():
                cell.set("t", "b")
                stored = "1" if value else "0"
            case date():
                stored = str((value - (_MAC_DAY if self.mac else _DAY)).days)
            case _:
                stored = repr(value)
        etree.SubElement(cell, same_ns(cell, "v")).text = stored

    def holds_anything(self, number: int) -> bool:
        """Whether any cell of a row holds a value or a formula, not only looks."""
        found = self.rows[number]
        return _HELD.search(found if isinstance(found, bytes) else self._plain(found)) is not None

    def renumber(self, moves: dict[int, int]) -> None:
        """Give rows other numbers, all at once; a row that another takes the place of must move too."""
        lines = {new: self.line(old) for old, new in moves.items()}
        for old in moves:
            del self.rows[old]
        for new, line in lines.items():
            assert line is not None  # only rows that are there are moved
            line.set("r", str(new))
            for cell in line:
                cell.set("r", f"{column_letter(column_of(cell))}{new}")
            self.rows[new] = line

    def formulas(self) -> list[etree._Element]:
        """The formula elements of all cells, in order."""
        found = []
        for number in sorted(self.rows):
            row = self.rows[number]
            if not isinstance(row, bytes) or _FORMULA.search(row):
                line = self.line(number)
                found += [] if line is None else list(line.iter("{*}f"))
        return found

    def store(self) -> None:
        """Put the tab back into the package, its rows in order.

        Without the range that it says it fills where there is more now: it need not be said, and a program
        that reads row by row would stop there.
        """
        said = child(self.root, "dimension")
        if said is not None and not self._fits(said.get("ref", "")):
            self.root.remove(said)
        place = child(self.root, "sheetData")
        assert place is not None  # as it was read
        place.text = _MARK
        around = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        before, after = around.split(_MARK.encode())
        rows = [row if isinstance(row, bytes) else self._plain(row) for _, row in sorted(self.rows.items())]
        self.package.put(self.part, b"".join([before, *rows, after]))

    def _fits(self, span: str) -> bool:
        """Whether all rows, and all cells that were touched, lie within a range ("A1:P9")."""
        last = _LAST.search(span)
        touched = (row for row in self.rows.values() if not isinstance(row, bytes))
        widest = max((column_of(cell) for row in touched for cell in row), default=0)
        lowest = max(self.rows, default=0)
        return last is not None and lowest <= int(last[2]) and widest <= column_number(last[1])

    def _parsed(self, row: bytes) -> etree._Element:
        return parse(b"<rows" + b"".join(self._known()) + b">" + row + b"</rows>")[0]

    def _plain(self, row: etree._Element) -> bytes:
        """The bytes of a row without the namespaces, which are said at the top of the part."""
        start, end, rest = etree.tostring(row, encoding="UTF-8", with_tail=False).partition(b">")
        for known in self._known():
            start = start.replace(known, b"")
        return start + end + rest

    def _known(self) -> list[bytes]:
        """The namespaces, as they are said at the top of the part."""
        spaces = self.root.nsmap.items()
        return [f' xmlns{":" + name if name else ""}="{uri}"'.encode() for name, uri in spaces]

    def _release(self, cell: etree._Element) -> None:
        """Let go of a formula that others share, before this cell loses it."""
        formula = child(cell, "f")
        if formula is None:
            return
        if formula.get("t") == "shared":
            unshare(self.formulas(), formula.get("si", ""))
        elif formula.get("t") in ("array", "dataTable") and ":" in formula.get("ref", ""):
            raise RegisterBroken(
                f"The cells {formula.get('ref')} hold one formula together, and one of them is the service's "
                "own: please take the formula out of its column. Nothing is written until then."
            )


def open_grid(package: Package, part: str, *, mac: bool = False) -> Grid:
    """The grid of a tab. Raises `RegisterBroken` where the part is no tab that can be written."""
    package.settle()
    content = package.parts[part]
    found = _ROWS.search(content)
    if found is None or b"<!--" in content or b"<![CDATA[" in content or not _is_utf8(content):
        content = etree.tostring(_without_comments(parse(content)), xml_declaration=True, encoding="UTF-8")
        found = _ROWS.search(content)
    if found is None:
        raise RegisterBroken("A tab of the register has no place for rows: restore an earlier version.")
    root = parse(content[: found.start()] + found[1] + b"/>" + content[found.end() :])
    grid = Grid(package, part, root, mac=mac)
    number, at = 0, 0
    rows = found[2] or b""
    for row in _ROW.finditer(rows):
        if row.start() != at:
            break
        told = _NUMBER.search(row[1], 0, row[1].find(b">") + 1)
        number = int(told[1]) if told else number + 1
        grid.rows[number] = row[1]
        at = row.end()
    if rows[at:].strip():
        raise RegisterBroken(
            "A tab of the register is stored in a way that the service cannot write to: open it in Excel or "
            "LibreOffice and save it once. Until then nothing is written."
        )
    return grid


def column_of(cell: etree._Element) -> int:
    """The 1-based column of a cell."""
    return column_number(cell.get("r", "A1").rstrip("0123456789"))


def unshare(formulas: Iterable[etree._Element], which: str = "") -> bool:
    """Write out formulas that cells share, one each; `which` names one shared formula (all: empty)."""
    masters: dict[str, tuple[str, str]] = {}
    changed = False
    for formula in formulas:
        name, cell = formula.get("si", ""), formula.getparent()
        if formula.get("t") != "shared" or (which and name != which) or cell is None:
            continue
        place = cell.get("r", "A1")
        if formula.text:
            masters[name] = formula.text, place
        elif name in masters:
            text, origin = masters[name]
            formula.text = translated(text, origin, place)
        for attribute in ("t", "si", "ref"):
            formula.attrib.pop(attribute, "")
        changed = True
    return changed


def _tell_places(line: etree._Element, number: int) -> None:
    """Cells need not say where they are; here they do."""
    if all(cell.get("r") for cell in line):
        return
    at = 0
    for cell in line:
        at = column_of(cell) if cell.get("r") else at + 1
        cell.set("r", f"{column_letter(at)}{number}")


def _is_utf8(content: bytes) -> bool:
    declared = re.match(rb"\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"']([\w-]+)", content)
    return not content.startswith((b"\xff\xfe", b"\xfe\xff")) and (
        declared is None or declared[1].lower() == b"utf-8"
    )


def _without_comments(root: etree._Element) -> etree._Element:
    for one in list(_comments(root)):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
    return root


def _comments(root: etree._Element) -> Iterator[etree._Element]:
    return (one for one in root.iter() if not local(one))
