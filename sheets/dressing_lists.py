"""The tab Lists in a workbook, and the names by which dropdowns reach its columns.

A choice list takes one range, so the caseworkers' names are mirrored there; and it is reached by a name,
because a list that points straight to another tab is stored by Excel in a way that is lost on our side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from sheets.columns import CASES, Column, TabLayout, find_columns
from sheets.contents import COPIED, LINES, Contents
from sheets.headers import TOP_ROWS, find_tab
from sheets.lists import LISTS, ROWS, WORDS, span_of
from sheets.lists import NAMES as LIST_OF_NAMES

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

NAMES = {
    "status": "CaseworkStatus",
    "decision": "CaseworkDecisions",
    "outcome": "CaseworkOutcome",
    "availability": "CaseworkAvailability",
    "level": "CaseworkLevel",
    "preference": "CaseworkPreference",
    "yes": "CaseworkYes",
    "stage": "CaseworkStage",
    "extra_work": "CaseworkExtraWork",
    "emotional": "CaseworkEmotional",
    "category": "CaseworkCategory",
    LIST_OF_NAMES: "CaseworkNames",
}
"""By what name each list is reached, in any tab of the workbook."""

WARNED = "CaseworkWarned"
"""The mark of a workbook in which the service's columns have said once whose they are: a warning that
somebody took away does not come back."""

OWN_REFS, OWN_WORDS = "CaseworkOwnRefs", "CaseworkOwnWords"
"""The columns of the tab on which rows have a list of their own: references; and where the words begin."""


_MIRRORED = re.compile(r"=IF\(INDEX\(.*ROW\(\)-1\)")


def own_list_formula(ref: str, row: int) -> str:
    """What a row offers under Decision, as the rule of the whole column: `ref` is the letter of the column
    of references, `row` the first that the rule is for. It is told by the reference in the row itself, so
    that it goes along however rows are sorted and columns are dragged.
    """
    key = f"${ref}{row}"
    at = f"MATCH({key},{OWN_REFS},0)"
    own = f"OFFSET({OWN_WORDS},{at}-1,0,COUNTIF({OWN_REFS},{key}),1)"
    return f"IF(ISNUMBER({at}),{own},{NAMES['decision']})"


def offer_by_row(sheet: Worksheet, columns: dict[str, int], header: int) -> None:
    """Have the rule under Decision find what its row offers. `columns` are 1-based."""
    decision, ref = (get_column_letter(columns[name]) for name in ("decision", CASES.key))
    for choice in sheet.data_validations.dataValidation:
        if str(choice.sqref).startswith(f"{decision}{header + 1}:"):
            choice.formula1 = own_list_formula(ref, header + 1)


def name_own_lists(book: Workbook, title: str) -> None:
    """The names by which the rule finds the lists of rows."""
    for name, place in ((OWN_REFS, "$A:$A"), (OWN_WORDS, "$B$1")):
        if name not in book.defined_names:
            book.defined_names[name] = DefinedName(name, attr_text=f"'{title}'!{place}")


def mark_warned(book: Workbook) -> bool:
    """Leave the mark `WARNED`; True if it was not there."""
    if WARNED in book.defined_names:
        return False
    book.defined_names[WARNED] = DefinedName(WARNED, attr_text="TRUE", hidden=True)
    return True


def add_list(sheet: Worksheet, column: Column, header: int, at: int) -> None:
    """The words of one more list below its header. `header` and `at` are 1-based."""
    for row, word in enumerate(WORDS[column.name], header + 1):
        sheet.cell(row, at, word)


def fill_lists(book: Workbook, sheet: Worksheet, contents: Contents) -> None:
    """The words below the headers of a Lists tab just made."""
    for at, column in enumerate(LISTS.columns, 1):
        for row, word in enumerate(WORDS[column.name], 2):
            sheet.cell(row, at, word)
    first, names = span_of(LIST_OF_NAMES), _names(book, contents)
    if names is not None:
        for row in range(first.row + 1, ROWS + 1):
            sheet.cell(row, first.column + 1, names.mirrored)


def make_lines(sheet: Worksheet) -> None:
    """The lines of a tab of copies, still without words."""
    for line in range(1, LINES + 1):
        sheet.cell(line + 1, 1, line)


def names_wanted(book: Workbook, contents: Contents) -> dict[str, str]:
    """What each list is called in the workbook, and where that name is to point."""
    here = LISTS if contents.lists else contents.copied
    if here is None:
        return {}
    tab = _stands(book, here)
    places = {name: at - 1 for name, at in tab.columns.items()}
    names, wanted = _names(book, contents), {}
    for choices, name in NAMES.items():
        if choices not in places and choices != LIST_OF_NAMES:
            continue
        if choices == LIST_OF_NAMES and not {choices, "decision"} & places.keys():
            continue
        span = span_of(choices, places)
        letter = get_column_letter(span.column + 1)
        start = f"'{tab.title}'!${letter}${tab.header + span.row}"
        count = f"MAX(1,COUNTA({start}:${letter}${ROWS}))"
        if names and choices in ("decision", LIST_OF_NAMES):
            count = names.last if choices == "decision" else f"MAX(1,{names.last}-1)"
        wanted[name] = f"OFFSET({start},0,0,{count},1)"
    return wanted


def name_lists(book: Workbook, contents: Contents) -> None:
    """The names of the lists that have none yet; else it is an earlier version's."""
    for name, text in names_wanted(book, contents).items():
        if name not in book.defined_names:
            book.defined_names[name] = DefinedName(name, attr_text=text)


def astray(text: str, wanted: str) -> bool:
    """Whether what a name or a formula of ours looks to is gone or in another workbook, or whether the tab of
    copies has come between, or is so no more."""
    return "#REF!" in text or "[" in text or (COPIED.title in text) != (COPIED.title in wanted)


def renew_names(book: Workbook, contents: Contents) -> bool:
    """Have Lists take the names from where they are now, where its formulas look elsewhere: True if so."""
    names = _names(book, contents)
    tab = _stands(book, LISTS) if names else None
    if names is None or tab is None or "decision" not in tab.columns:
        return False
    renewed = False
    for cell in book[tab.title][get_column_letter(tab.columns["decision"])][tab.header :]:
        if _MIRRORED.match(str(cell.value or "")) and astray(str(cell.value), names.mirrored):
            cell.value = names.mirrored
            renewed = True
    return renewed


@dataclass(frozen=True, slots=True)
class _Stands:
    """A tab of the workbook: the row of its headers and its columns, from 1."""

    title: str
    header: int
    columns: dict[str, int]


def _stands(book: Workbook, layout: TabLayout) -> _Stands:
    title = find_tab(layout, book.sheetnames) or layout.title
    top = [
        ["" if value is None else str(value) for value in line]
        for line in book[title].iter_rows(max_row=TOP_ROWS, values_only=True)
    ]
    at = max(range(len(top)), key=lambda at: len(find_columns(layout, top[at])[0]))
    found = find_columns(layout, top[at], top[at + 1 :])[0]
    return _Stands(title, at + 1, {name: place + 1 for name, place in found.items()})


@dataclass(frozen=True, slots=True)
class _Names:
    """The formulas by which Lists has the names: one for each row, and the row of the last name."""

    mirrored: str
    last: str


def _names(book: Workbook, contents: Contents) -> _Names | None:
    """None: there is no tab Lists here, or its names are nowhere to be found."""
    if not contents.lists or contents.names_from is None:
        return None
    roster = _stands(book, contents.names_from)
    at = roster.columns.get("name") or roster.columns.get(LIST_OF_NAMES)
    if at is None:
        return None
    letter = get_column_letter(at)
    source = f"INDEX('{roster.title}'!${letter}:${letter},ROW()-1)"
    names = f"'{roster.title}'!${letter}$2:${letter}${ROWS}"
    return _Names(
        f'=IF({source}="","",{source})',
        f'SUMPRODUCT(MAX(1,({names}<>"")*ROW({names})))',
    )
