"""The filter and the table that a tab's columns stand in take in new columns, so that sorts move whole rows.

A spreadsheet program sorts what its filter or its table spans, and nothing beside it: a column outside would
stay behind, beside other rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from sheets.extending import rename_filter
from sheets.package import Package
from sheets.parts import child, related, same_ns, sheet_parts
from sheets.places import area_of, bounds


@dataclass(frozen=True, slots=True)
class Headers:
    """The row of headers, the column of keys and the last column of ours, from 1; the headers' texts."""

    row: int
    key: int
    last: int
    texts: Sequence[str]

    def widened(self, area: str) -> str:
        """The area as far as the last column, if it begins with the headers and holds the keys."""
        left, top, right, bottom = bounds(area)
        if top != self.row or not left <= self.key <= right < self.last:
            return area
        return area_of(left, top, self.last, bottom)


def widen(package: Package, title: str, headers: Headers) -> None:
    """Have the tab's own filter, and a table there, reach as far as its headers."""
    part = sheet_parts(package)[title]
    own = child(package.tree(part), "autoFilter")
    if own is not None and headers.widened(area := own.get("ref", "A1")) != area:
        own = child(package.tree(part, to_change=True), "autoFilter")
        assert own is not None
        own.set("ref", headers.widened(area))
        rename_filter(package, title, headers.widened)
    for table in related(package, part, "table"):
        _widen_table(package, table, headers)


def _widen_table(package: Package, part: str, headers: Headers) -> None:
    area = package.tree(part).get("ref", "A1")
    right = bounds(area)[2]
    new = [text.strip() for text in headers.texts[right : headers.last]]
    if headers.widened(area) == area or not all(new):
        return  # a column of a table has a name
    root = package.tree(part, to_change=True)
    columns = child(root, "tableColumns")
    if columns is None:
        return
    root.set("ref", headers.widened(area))
    for each in root.iterchildren("{*}autoFilter"):
        each.set("ref", headers.widened(each.get("ref", "A1")))
    number = max(int(column.get("id", "0")) for column in columns)
    for at, text in enumerate(new, 1):
        etree.SubElement(columns, same_ns(columns, "tableColumn"), id=str(number + at), name=text)
    columns.set("count", str(len(columns)))
