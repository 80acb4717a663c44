"""Room for new rows in the middle of a tab, as a spreadsheet program makes it, in the parts of the package.

Everything that names a place goes with the cells: formulas on every tab, merged cells, choice lists,
conditional formats old and new, filters, tables, links, notes and comment threads, pictures, charts and what
they draw, pivot tables and their sources, sparklines, named ranges, page breaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from sheets.formulas import moved_area, shift_formula
from sheets.grid import Grid, open_grid, unshare
from sheets.package import Package
from sheets.parts import (
    child,
    defined_names,
    local,
    named,
    related,
    sheet_parts,
    tab_titles,
    workbook_part,
)

_PLACES = {
    "mergeCell": ("ref",),
    "conditionalFormatting": ("sqref",),
    "dataValidation": ("sqref",),
    "autoFilter": ("ref",),
    "sortState": ("ref",),
    "sortCondition": ("ref",),
    "hyperlink": ("ref",),
    "protectedRange": ("sqref",),
    "ignoredError": ("sqref",),
    "cellWatch": ("r",),
    "inputCells": ("r",),
    "selection": ("sqref", "activeCell"),
    "f": ("ref",),
}
"""Elements of a tab's part whose attributes are places on that tab."""

_FORMULAS = frozenset(["f", "formula", "formula1", "formula2"])
"""Elements whose text is a formula, in the old namespace and in the extensions' (xm:f)."""

_PLACED = frozenset(
    ["comment", "threadedComment", "table", "autoFilter", "location", "sortState", "sortCondition"]
)
"""Elements of the parts beside a tab that say by `ref` where they belong."""

_BOX = re.compile(rb"<(?:\w+:)?ClientData\b.*?</(?:\w+:)?ClientData>", re.DOTALL)
_BOX_ROW = re.compile(rb"(<(?:\w+:)?Row>\s*)(\d+)(\s*</)")
_BOX_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)([\d\s,]+)(</)")


@dataclass(frozen=True, slots=True)
class Room:
    """`count` rows come in above row `at` of the tab `title`."""

    title: str
    at: int
    count: int

    def row(self, number: int) -> int:
        """Where a row is now."""
        return number + self.count if number >= self.at else number

    def area(self, text: str) -> str:
        """Where areas (A1, A1:B2, several with spaces between) are now."""
        return " ".join(moved_area(part, self.at, self.count) for part in text.split())

    def formula(self, text: str, own: str, *, fixed_only: bool = False) -> str:
        """A formula without its "=", standing on the tab `own`, as it must be now."""
        return shift_formula(f"={text}", own, self.title, self.at, self.count, fixed_only=fixed_only)[1:]


def make_room(package: Package, grid: Grid, part: str, room: Room) -> None:
    """Put empty rows into the tab of that part and grid; whatever stands there or below moves down."""
    unshare(grid.formulas())
    grid.renumber({number: room.row(number) for number in grid.rows if number >= room.at})
    for breaks in grid.root.iterchildren("{*}rowBreaks"):
        for stop in breaks:
            stop.set("id", str(room.row(int(stop.get("id", "0")))))
    _follow(chain(grid.formulas(), grid.root.iter(etree.Element)), room, room.title, here=True)
    for kind, follow in _BESIDE.items():
        for beside in related(package, part, kind):
            follow(package, beside, room)
    for title, other in sheet_parts(package).items():
        if title != room.title and _mentions(package.parts[other], room.title):
            _follow_other(package, other, room, title)
    _follow_names(package, room)
    for name in list(package.parts):
        _follow_far(package, name, room)


def _follow_other(package: Package, part: str, room: Room, own: str) -> None:
    other = open_grid(package, part)
    formulas = other.formulas()
    unshared = unshare(formulas)
    if _follow(chain(formulas, other.root.iter(etree.Element)), room, own, here=False) or unshared:
        other.store()


def _follow(elements: Iterable[etree._Element], room: Room, own: str, *, here: bool) -> bool:
    """Places and formulas of a tab's part; whether anything changed. `here`: it is the tab with the room."""
    changed = False
    for element in elements:
        name = local(element)
        for attribute in _PLACES.get(name, ()) if here else ():
            if text := element.get(attribute):
                element.set(attribute, room.area(text))
                changed = True
        if name == "sqref" and here and element.text:
            element.text, changed = room.area(element.text), True
        elif name in _FORMULAS and element.text and not element.text.startswith('"'):
            after = room.formula(element.text, own, fixed_only=here and _stays(element, room))
            changed = changed or after != element.text
            element.text = after
        elif name == "hyperlink" and (place := element.get("location")):
            element.set("location", room.formula(place, own))
            changed = changed or element.get("location") != place
        elif name in ("from", "to") and here:  # form controls and embedded documents hang in the tab itself
            changed = _move_anchor(element, room) or changed
    return changed


def _stays(formula: etree._Element, room: Room) -> bool:
    """Whether a formula belongs to a rule whose first cell stays, to which its places are relative."""
    for rule in formula.iterancestors("{*}conditionalFormatting", "{*}dataValidation"):
        beside = child(rule, "sqref")
        areas = rule.get("sqref") or (beside.text if beside is not None else "") or ""
        rows = [int(number) for number in re.findall(r"[A-Z](\d+)", areas)]
        return bool(rows) and min(rows) < room.at
    return False


def _move_anchor(corner: etree._Element, room: Room) -> bool:
    """A corner of a picture, chart or control: rows count from 0 there."""
    for line in corner:
        if local(line) == "row" and line.text:
            before, line.text = line.text, str(room.row(int(line.text) + 1) - 1)
            return line.text != before
    return False


def _move_drawing(package: Package, part: str, room: Room) -> None:
    for anchor in package.tree(part):
        for corner in anchor:
            if local(corner) in ("from", "to") and _move_anchor(corner, room):
                package.tree(part, to_change=True)


def _move_refs(package: Package, part: str, room: Room) -> None:
    """Notes, comment threads, tables and pivot tables: `ref` attributes say where."""
    for element in package.tree(part).iter(etree.Element):
        if local(element) in _PLACED and (text := element.get("ref")) and room.area(text) != text:
            package.tree(part, to_change=True)
            element.set("ref", room.area(text))


def _move_boxes(package: Package, part: str, room: Room) -> None:
    """The boxes of notes: often no proper XML, so that they are changed where they stand."""

    def box(found: re.Match[bytes]) -> bytes:
        row = _BOX_ROW.search(found[0])
        if row is None or int(row[2]) + 1 < room.at:
            return found[0]

        def anchor(place: re.Match[bytes]) -> bytes:
            numbers = [int(number) for number in place[2].split(b",")]
            for at in (2, 6):
                numbers[at] += room.count
            return place[1] + b", ".join(b"%d" % number for number in numbers) + place[3]

        moved = _BOX_ROW.sub(b"\\g<1>%d\\g<3>" % (int(row[2]) + room.count), found[0])
        return _BOX_ANCHOR.sub(anchor, moved)

    package.put(part, _BOX.sub(box, package.parts[part]))


_BESIDE: dict[str, Callable[[Package, str, Room], None]] = {
    "comments": _move_refs,
    "threadedComment": _move_refs,
    "table": _move_refs,
    "pivotTable": _move_refs,
    "drawing": _move_drawing,
    "vmlDrawing": _move_boxes,
}
"""What hangs on a tab in parts of its own, by the last word of the relation's type."""


def _follow_names(package: Package, room: Room) -> None:
    titles = tab_titles(package)
    for name in defined_names(package):
        if name.text and "!" in name.text:
            at = name.get("localSheetId")
            own = titles[int(at)] if at is not None and int(at) < len(titles) else ""
            after = room.formula(name.text, own)
            if after != name.text:
                name.text = after
                package.tree(workbook_part(package), to_change=True)


def _follow_far(package: Package, part: str, room: Room) -> None:
    """Charts, wherever they are, draw from places; pivot tables take theirs from one."""
    kind = part.split("/")
    if len(kind) < 3 or kind[1] not in ("charts", "pivotCache") or not part.endswith(".xml"):
        return
    if not _mentions(package.parts[part], room.title):
        return
    root = package.tree(part)
    changed = False
    for element in named(root, "f"):
        if element.text and (after := room.formula(element.text, "")) != element.text:
            element.text, changed = after, True
    for source in named(root, "worksheetSource"):
        text = source.get("ref")
        if source.get("sheet") == room.title and text and room.area(text) != text:
            source.set("ref", room.area(text))
            changed = True
    if changed:
        package.tree(part, to_change=True)


def _mentions(part: bytes, title: str) -> bool:
    """Whether a part may name a tab: a quick look before it is parsed."""
    plain = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "''")
    return plain.encode() in part or plain.replace("'", "&apos;").encode() in part or title.encode() in part
