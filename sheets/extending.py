"""Filters, tables, choice lists and coloured rules that ended with the last row take in the new ones."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from sheets.package import Package
from sheets.parts import defined_names, local, related, tab_titles, workbook_part
from sheets.places import area_of, bounds, column_letter

_AREAS = ("dataValidation", "conditionalFormatting")


def extend_ranges(
    package: Package, root: etree._Element, part: str, title: str, rows: tuple[int, int]
) -> None:
    """`rows`: the last row as it was and as it is now. LibreOffice ends lists after a thousand rows."""
    longer = _Longer(*rows)
    for element in root.iter(etree.Element):
        name = local(element)
        if name in _AREAS and element.get("sqref"):
            element.set("sqref", longer.areas(element.get("sqref", "")))
        elif name == "sqref" and element.text:
            element.text = longer.areas(element.text)
        elif name == "autoFilter" and element.get("ref"):
            element.set("ref", longer.area(element.get("ref", "")))
        elif name == "dimension" and element.get("ref"):
            element.set("ref", _reaching(element.get("ref", ""), rows[1]))
    for table in related(package, part, "table"):
        _extend_table(package, table, longer.area)
    rename_filter(package, title, longer.area)


class _Longer:
    """Areas that ended with the row `old` end with the row `new`."""

    def __init__(self, old: int, new: int) -> None:
        self._old, self._new = old, new

    def area(self, text: str) -> str:
        left, top, right, bottom = bounds(text)
        if not self._old <= bottom < self._new:
            return text
        return area_of(left, top, right, self._new)

    def areas(self, text: str) -> str:
        return " ".join(self.area(part) for part in text.split())


def _extend_table(package: Package, part: str, longer: Callable[[str], str]) -> None:
    root = package.tree(part)
    if root.get("totalsRowCount", "0") != "0" or longer(root.get("ref", "A1")) == root.get("ref"):
        return
    root = package.tree(part, to_change=True)
    for element in (root, *root.iterchildren("{*}autoFilter")):
        if element.get("ref"):
            element.set("ref", longer(element.get("ref", "")))


def rename_filter(package: Package, title: str, longer: Callable[[str], str]) -> None:
    """The hidden name by which Excel knows a tab's filter must say the same as the filter."""
    titles = tab_titles(package)
    for name in defined_names(package):
        at = name.get("localSheetId")
        own = at is not None and int(at) < len(titles) and titles[int(at)] == title
        if own and name.get("name") == "_xlnm._FilterDatabase" and name.text:
            front, bang, area = name.text.rpartition("!")
            left, top, right, bottom = bounds(longer(area))
            name.text = f"{front}{bang}${column_letter(left)}${top}:${column_letter(right)}${bottom}"
            package.tree(workbook_part(package), to_change=True)


def _reaching(text: str, row: int) -> str:
    """The area that a tab says it fills, down to a row at least."""
    left, top, right, bottom = bounds(text)
    return text if bottom >= row else area_of(left, top, right, row)
