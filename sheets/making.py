"""Tabs and headers that are missing, made in a workbook that is there already.

What is to be made is said once, in sheets/dressing.py and sheets/dressing_tabs.py, on a workbook of the
library's. Here it is said to a sketch of the real one (its tabs' titles and first rows), and what came of it
is brought over into the package, so that nothing of anybody else's passes through the library.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import islice

from lxml import etree
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sheets.bringing import bring_names, bring_tab
from sheets.columns import CASES, TABS, Owner, TabLayout, find_columns
from sheets.contents import WHOLE, Contents
from sheets.dressing import make_missing, new_workbook
from sheets.dressing_lists import NAMES, WARNED, astray, mark_warned, names_wanted, own_list_formula
from sheets.dressing_tabs import size_notes
from sheets.grids import open_workbook
from sheets.headers import TOP_ROWS, find_tab, locate
from sheets.joining import join_tab
from sheets.layout import WARNING
from sheets.lists import LISTS, OFFERED
from sheets.package import Package, load
from sheets.parts import child, defined_names, named, sheet_parts, tab_titles, workbook_part
from sheets.places import bounds, overlap
from sheets.register import RegisterBroken
from sheets.widening import Headers, widen

_WHOLE = 400
"""Tabs up to so many rows are sketched whole."""

Cells = dict[tuple[int, int], object]


def new_register(contents: Contents = WHOLE) -> bytes:
    """An empty register."""
    return _saved(new_workbook(contents))


def make_missing_parts(
    package: Package, content: bytes, *, adopting: bool = False, contents: Contents = WHOLE
) -> bool:
    """Make what is missing; True if anything was. `content` is what the package was loaded from.

    `adopting`: tabs of theirs that bear our names are left alone.

    Raises `RegisterBroken` where a header seems to have been lost rather than never to have been there.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the reader does not know is kept: it is not the writer
        sketch, before = _sketch(package, content)
    never, unwarned = _never_made(package, sketch, contents), _never_warned(package)
    if not unwarned:
        mark_warned(sketch)
    made_any = make_missing(
        sketch, adopting=adopting, contents=contents, never_made=never, never_warned=unwarned
    )
    made_any = _renew_names(package, sketch, contents) or made_any
    if not (_mend_prompts(package, sketch, contents.tabs) or made_any):
        return False
    there = set(before)
    for title in there:
        _leave_rules(package, sketch[title])
    made = load(_saved(sketch))
    for sheet in sketch.worksheets:
        if sheet.title not in there:
            bring_tab(package, made, sheet.title)
        elif changed := _changed(sheet, before[sheet.title]):
            join_tab(package, made, sheet.title, changed)
            _widen(package, sheet, contents.tabs)
        elif sheet.data_validations.dataValidation:
            join_tab(package, made, sheet.title, ())
    bring_names(package, made)
    if CASES in contents.tabs and OFFERED.title not in there:
        _renew_rule(package, sketch)
    return True


def _never_made(package: Package, sketch: Workbook, contents: Contents) -> set[str]:
    """The lists that an earlier version did not have. A list that was made has a name in the workbook for
    good, so that one that a person took away does not come back."""
    if contents.lists and find_tab(LISTS, sketch.sheetnames) is None:
        return set()
    known = {name.get("name") for name in defined_names(package)}
    return {choices for choices, name in NAMES.items() if name not in known}


def _renew_names(package: Package, sketch: Workbook, contents: Contents) -> bool:
    """Have the names of lists point to where these are now; True if one pointed elsewhere."""
    wanted, renewed = names_wanted(sketch, contents), False
    for name in defined_names(package):
        text = wanted.get(name.get("name", ""), "")
        if text and astray(name.text or "", text):
            name.text = text
            package.tree(workbook_part(package), to_change=True)
            renewed = True
    return renewed


def _never_warned(package: Package) -> bool:
    """Whether an earlier version made it, that did not tell anybody whose a column is."""
    if any(name.get("name") == WARNED for name in defined_names(package)):
        return False
    return not any(
        (rule.get("error") or "").startswith(WARNING)
        for part in sheet_parts(package).values()
        for rule in named(package.tree(part), "dataValidation")
    )


def _mend_prompts(package: Package, sketch: Workbook, layouts: Sequence[TabLayout]) -> bool:
    """Take back what an earlier version said of a column that is people's now; True if it said so."""
    mended = False
    for layout in layouts:
        title = find_tab(layout, sketch.sheetnames)
        if title is None or title not in sheet_parts(package):
            continue
        part = sheet_parts(package)[title]
        theirs = {column.title for column in layout.columns if column.owner is Owner.HUMAN}
        for rule in list(named(package.tree(part), "dataValidation")):
            if rule.get("promptTitle") in theirs and (rule.get("prompt") or "").startswith(WARNING):
                for name in ("showInputMessage", "promptTitle", "prompt"):
                    rule.attrib.pop(name, "")
                package.tree(part, to_change=True)
                mended = True
    return mended


def _leave_rules(package: Package, sheet: Worksheet) -> None:
    """Take out of the sketch what stands in the way of a rule that somebody made: a cell has one."""
    areas = [
        area
        for rule in named(package.tree(sheet_parts(package)[sheet.title]), "dataValidation")
        for area in _areas(rule).split()
    ]
    rules = sheet.data_validations.dataValidation
    for rule in list(rules):
        if any(overlap(str(rule.sqref), area) for area in areas):
            rules.remove(rule)


def _areas(rule: etree._Element) -> str:
    """Where a rule holds: newer programs say it in an element of its own."""
    inside = child(rule, "sqref")
    return rule.get("sqref") or (inside.text if inside is not None else None) or ""


def _widen(package: Package, sheet: Worksheet, layouts: Sequence[TabLayout]) -> None:
    """Have a filter or a table over the tab's columns take in those that were made."""
    top = [["" if value is None else str(value) for value in line] for line in _top(sheet)]
    for layout in layouts:
        if find_tab(layout, [sheet.title]) is None:
            continue
        with suppress(RegisterBroken):  # of a tab that can be done without; it is told elsewhere
            found = locate(layout, top)
            key, last = found.columns[layout.key] + 1, max(found.columns.values()) + 1
            widen(package, sheet.title, Headers(found.row, key, last, top[found.row - 1]))


def _top(sheet: Worksheet) -> Iterable[tuple[object, ...]]:
    return sheet.iter_rows(max_row=TOP_ROWS, values_only=True)


def _renew_rule(package: Package, sketch: Workbook) -> None:
    """Have the rule under Decision, where an earlier version made it, find what its row offers."""
    title = find_tab(CASES, sketch.sheetnames) or CASES.title
    top = sketch[title].iter_rows(max_row=TOP_ROWS, values_only=True)
    found = locate(CASES, [["" if value is None else str(value) for value in line] for line in top])
    part = sheet_parts(package)[title]
    for rule in named(package.tree(part), "dataValidation"):
        formula = child(rule, "formula1")
        if formula is not None and (formula.text or "").strip() == NAMES["decision"]:
            first = min(bounds(area)[1] for area in rule.get("sqref", "A2").split())
            formula.text = own_list_formula(get_column_letter(found.columns[CASES.key] + 1), first)
            package.tree(part, to_change=True)


def _sketch(package: Package, content: bytes) -> tuple[Workbook, dict[str, Cells]]:
    """The workbook's tabs with their first rows, and what was put there."""
    real = open_workbook(content, formulas=True)
    sketch = Workbook()
    sketch.remove(sketch.worksheets[0])
    before: dict[str, Cells] = {}
    try:
        for title in tab_titles(package):
            sheet = sketch.create_sheet(title)
            cells: Cells = {}
            if title in real.sheetnames and hasattr(real[title], "iter_rows"):
                cells = _first_cells(title, real.sheetnames, real[title])
            for (row, column), value in cells.items():
                sheet.cell(row, column).value = value
            before[title] = {place: (cell.value, cell.has_style) for place, cell in sheet._cells.items()}
    finally:
        real.close()
    return sketch, before


def _first_cells(title: str, titles: list[str], sheet: Worksheet) -> Cells:
    reset = getattr(sheet, "reset_dimensions", None)
    if reset is not None:
        reset()
    lines = sheet.iter_rows(values_only=True)
    top = list(islice(lines, _WHOLE))
    cells: Cells = {
        (row, column): value
        for row, line in enumerate(top, 1)
        for column, value in enumerate(line, 1)
        if value is not None
    }
    if _lacks_columns(title, titles, top[:TOP_ROWS]):  # then it matters what stands below headers of no name
        for row, line in enumerate(lines, _WHOLE + 1):
            cells |= {(row, column): value for column, value in enumerate(line, 1) if value is not None}
    return cells


def _lacks_columns(title: str, titles: list[str], top: Iterable[tuple[object, ...]]) -> bool:
    lines = [["" if value is None else str(value) for value in line] for line in top]
    return any(
        find_tab(layout, titles) == title
        and max((len(find_columns(layout, line)[0]) for line in lines), default=0) < len(layout.columns)
        for layout in TABS
    )


def _changed(sheet: Worksheet, before: Cells) -> list[tuple[int, int]]:
    """Where something was put that was not there."""
    return sorted(
        place
        for place, cell in sheet._cells.items()
        if (cell.value, cell.has_style) != before.get(place, (None, False)) or cell.comment is not None
    )


def _saved(book: Workbook) -> bytes:
    size_notes(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()
