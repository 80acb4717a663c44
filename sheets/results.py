"""Stored results of formulas that may no longer be true are left out, so that every program works them out.

LibreOffice shows a stored result without working it out again, whatever the file asks for. Formulas among the
register's own columns keep theirs, since the service reads them; so do tabs that have nothing to do with
what was written, which stay byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from sheets.lists import LISTS
from sheets.package import Package
from sheets.parts import child, defined_names, same_ns, sheet_parts, workbook_part
from sheets.places import column_letter
from sheets.workbook import Reading

_RESULT = re.compile(
    rb"(<(?:\w+:)?c\b[^>]*\br=\"([A-Z]+)\d+\"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>))"
    rb"\s*<(?:\w+:)?v\b[^>]*>[^<]*</(?:\w+:)?v>"
)
_KIND = re.compile(rb'(<(?:\w+:)?c\b[^>]*?) t="(?:str|e|b|n)"')


def forget_results(package: Package, touched: Collection[str], reading: Reading) -> None:
    """`touched`: the titles of the tabs that were written."""
    package.settle()
    read = {reading.tab(name).title: _read(reading, name) for name in (*reading.picture.tabs, "receipts")}
    forgot = False
    for title in _leaning(package, touched):
        part = sheet_parts(package)[title]
        ours = {column_letter(at + 1).encode() for at in read.get(title, ())}
        before = package.parts[part]
        after = _RESULT.sub(lambda found, ours=ours: _without(found, ours), before)  # type: ignore[misc]
        if after != before:
            package.put(part, after)
            forgot = True
    if forgot:
        _ask_for_work(package)
    if touched:
        _forget_order(package)


def _read(reading: Reading, name: str) -> set[int]:
    """The columns of a tab of which the service reads what formulas come to; the names on Lists it writes."""
    return {
        at for column, at in reading.tab(name).columns.items() if (name, column) != (LISTS.name, LISTS.key)
    }


def _without(found: re.Match[bytes], ours: Collection[bytes]) -> bytes:
    return found[0] if found[2] in ours else _KIND.sub(rb"\1", found[1])


def _leaning(package: Package, touched: Collection[str]) -> list[str]:
    """The tabs with formulas that may count what was written, also by way of other tabs or of names."""
    with_formulas = {
        title: formulas
        for title, part in sheet_parts(package).items()
        if (formulas := b"\n".join(_FORMULA.findall(package.parts[part])))
    }
    names = [
        name.get("name", "")
        for name in defined_names(package)
        if not name.get("name", "").startswith("_xlnm")
    ]
    known = {*touched, *(name for name in names if name)}
    leaning: list[str] = []
    waiting = True
    while waiting:
        waiting = False
        for title, formulas in with_formulas.items():
            if title not in leaning and (title in known or any(_stored(one) in formulas for one in known)):
                leaning.append(title)
                known.add(title)
                waiting = True
    return leaning


_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*>([^<]+)</")


def _stored(title: str) -> bytes:
    return title.replace("'", "''").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def _ask_for_work(package: Package) -> None:
    """Have Excel work everything out when it opens the file."""
    root = package.tree(workbook_part(package), to_change=True)
    work = child(root, "calcPr")
    if work is None:
        work = root.makeelement(same_ns(root, "calcPr"))
        before = [
            part
            for name in ("definedNames", "externalReferences", "sheets")
            for part in root.iterchildren(f"{{*}}{name}")
        ]
        before[0].addnext(work)
    work.set("fullCalcOnLoad", "1")


def _forget_order(package: Package) -> None:
    """The order of calculation names every formula's cell: Excel makes it anew, and mends nothing."""
    for part in package.unrelate(workbook_part(package), "calcChain"):
        package.drop(part)
