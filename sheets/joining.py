"""New headers, with their widths, lists and notes, joined to a tab that is somebody's already."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from copy import deepcopy

from lxml import etree

from sheets.bringing import OFFICE, brought_sheet
from sheets.grid import open_grid
from sheets.package import Package
from sheets.parts import child, local, named, related, same_ns, sheet_parts

_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
"""The order in which a tab's XML must say things."""


def join_tab(package: Package, made: Package, title: str, places: Sequence[tuple[int, int]]) -> None:
    """Bring the cells at `places` (row, column, from 1) of the tab in `made` into that tab in `package`."""
    source, target = sheet_parts(made)[title], sheet_parts(package)[title]
    new = brought_sheet(package, made, source)
    made.put(source, etree.tostring(new))
    from_grid, to_grid = open_grid(made, source), open_grid(package, target)
    root = to_grid.root
    for row, column in places:
        brought = from_grid.cell(row, column)
        if brought is None:
            continue
        cell = to_grid.made(row, column)
        to_grid.put(cell, None)
        for name in ("s", "t"):
            if value := brought.get(name):
                cell.set(name, value)
        cell.extend(_renamed(part, cell) for part in brought)
    _join_widths(root, new, {column for _, column in places})
    for element in new:
        if local(element) == "conditionalFormatting":
            put_in_order(root, _renamed(element, root))
        elif local(element) == "dataValidations":
            _join_lists(root, element)
    to_grid.store()
    _join_notes(package, made, source, target)


def put_in_order(root: etree._Element, element: etree._Element) -> None:
    """Put an element into a tab's XML where its kind belongs."""
    at = _ORDER.index(local(element))
    later = next((one for one in root if local(one) in _ORDER and _ORDER.index(local(one)) > at), None)
    if later is None:
        root.append(element)
    else:
        later.addprevious(element)


def _renamed(element: etree._Element, like: etree._Element) -> etree._Element:
    """A copy in the namespace of `like`."""
    new = deepcopy(element)
    for part in new.iter(etree.Element):
        part.tag = same_ns(like, local(part))
    return new


def _join_widths(root: etree._Element, new: etree._Element, columns: set[int]) -> None:
    there = child(root, "cols")
    if there is None:
        there = root.makeelement(same_ns(root, "cols"))
        put_in_order(root, there)
    for spread in new.iterfind("{*}cols/{*}col"):
        first, last = int(spread.get("min", "0")), int(spread.get("max", "0"))
        for at in sorted(columns & set(range(first, last + 1))):
            if any(int(old.get("min", "0")) <= at <= int(old.get("max", "0")) for old in there):
                continue
            one = _renamed(spread, root)
            one.set("min", str(at))
            one.set("max", str(at))
            there.insert(sum(1 for old in there if int(old.get("min", "0")) < at), one)
    if not len(there):
        root.remove(there)


def _join_lists(root: etree._Element, lists: etree._Element) -> None:
    there = child(root, "dataValidations")
    if there is None:
        there = root.makeelement(same_ns(root, "dataValidations"))
        put_in_order(root, there)
    there.extend(_renamed(one, root) for one in lists)
    there.set("count", str(len(there)))


def _join_notes(package: Package, made: Package, source: str, target: str) -> None:
    """Notes on the new headers, beside the notes that people wrote."""
    notes, boxes = related(made, source, "comments"), related(made, source, "vmlDrawing")
    if not notes or not boxes:
        return
    old_notes, old_boxes = related(package, target, "comments"), related(package, target, "vmlDrawing")
    if old_notes and old_boxes:
        with suppress(etree.XMLSyntaxError):  # boxes are often no proper XML: then there is no note to add
            _add_boxes(package.tree(old_boxes[0]), made.tree(boxes[0]))
            package.tree(old_boxes[0], to_change=True)
            _add_notes(package.tree(old_notes[0], to_change=True), made.tree(notes[0]))
        return
    if old_notes or old_boxes:
        return  # something unusual: the headers say enough by themselves
    package.default_kind("vml", made.kind_of(boxes[0]))
    for kind, part in (("comments", notes[0]), ("vmlDrawing", boxes[0])):
        name = package.free_name(part)
        package.put(name, made.parts[part], "" if kind == "vmlDrawing" else made.kind_of(part))
        number = package.relate(target, f"{OFFICE}/{kind}", name)
    root = package.tree(target, to_change=True)
    hanging = root.makeelement(same_ns(root, "legacyDrawing"))
    hanging.set(f"{{{OFFICE}}}id", number)
    put_in_order(root, hanging)


def _add_notes(there: etree._Element, new: etree._Element) -> None:
    authors, notes = child(there, "authors"), child(there, "commentList")
    if authors is None or notes is None:
        return
    author = etree.SubElement(authors, same_ns(there, "author"))
    author.text = next((one.text for one in named(new, "author")), "")
    taken = {note.get("ref") for note in notes}
    for note in named(new, "comment"):
        if note.get("ref") not in taken:
            brought = _renamed(note, there)
            brought.set("authorId", str(len(authors) - 1))
            notes.append(brought)


def _add_boxes(there: etree._Element, new: etree._Element) -> None:
    """Boxes of notes added to those of people, each with a name of its own."""
    kinds = {one.get("id") for one in named(there, "shapetype")}
    for one in new:
        if local(one) == "shapetype" and one.get("id") not in kinds:
            there.append(deepcopy(one))
        elif local(one) == "shape":
            shape = deepcopy(one)
            shape.set("id", f"_casework_{len(there)}")
            there.append(shape)
