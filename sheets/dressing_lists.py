"""The tab Lists in a workbook, and the names by which dropdowns reach its columns.

A choice list takes one range, so the caseworkers' names are mirrored there; and it is reached by a name,
because a list that points straight to another tab is stored by Excel in a way that is lost on our side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from sheets.columns import CASES, CASEWORKERS, Column
from sheets.headers import TOP_ROWS, find_tab, locate
from sheets.lists import LISTS, ROWS, WORDS, span_of

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
    "names": "CaseworkNames",
}
"""By what name each list is reached, in any tab of the workbook."""

WARNED = "CaseworkWarned"
"""The mark of a workbook in which the service's columns have said once whose they are: a warning that
somebody took away does not come back."""

OWN_REFS, OWN_WORDS = "CaseworkOwnRefs", "CaseworkOwnWords"
"""The columns of the tab on which rows have a list of their own: references; and where the words begin."""


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


def add_list(book: Workbook, sheet: Worksheet, column: Column, header: int, at: int) -> None:
    """The words of one more list below its header, and the name for it. `header` and `at` are 1-based."""
    for row, word in enumerate(WORDS[column.name], header + 1):
        sheet.cell(row, at, word)
    letter = get_column_letter(at)
    start = f"'{sheet.title}'!${letter}${header + 1}"
    _name_list(book, column.name, start, f"MAX(1,COUNTA({start}:${letter}${ROWS}))")


def fill_lists(book: Workbook, sheet: Worksheet) -> None:
    """The words below the headers of a Lists tab just made, and the names for them that are not there yet."""
    roster = book[find_tab(CASEWORKERS, book.sheetnames) or CASEWORKERS.title]
    top = roster.iter_rows(max_row=TOP_ROWS, values_only=True)
    found = locate(CASEWORKERS, [[str(value or "") for value in line] for line in top])
    letter = get_column_letter(found.columns["name"] + 1)
    for at, column in enumerate(LISTS.columns, 1):
        for row, word in enumerate(WORDS[column.name], 2):
            sheet.cell(row, at, word)
    first = span_of("names")
    for row in range(first.row + 1, ROWS + 1):
        source = f"INDEX('{roster.title}'!${letter}:${letter},ROW()-1)"
        sheet.cell(row, first.column + 1, f'=IF({source}="","",{source})')
    _name_lists(book, sheet.title, f"'{roster.title}'!${letter}$2:${letter}${ROWS}")


def _name_lists(book: Workbook, title: str, names: str) -> None:
    last = f'SUMPRODUCT(MAX(1,({names}<>"")*ROW({names})))'  # the row of the last name
    for choices in NAMES:
        span = span_of(choices)
        letter = get_column_letter(span.column + 1)
        start = f"'{title}'!${letter}${span.row + 1}"
        words = f"{start}:${letter}${ROWS}"
        count = {"decision": last, "names": f"MAX(1,{last}-1)"}.get(choices, f"MAX(1,COUNTA({words}))")
        _name_list(book, choices, start, count)


def _name_list(book: Workbook, choices: str, start: str, count: str) -> None:
    name = NAMES[choices]
    if name not in book.defined_names:  # else an earlier version's
        book.defined_names[name] = DefinedName(name, attr_text=f"OFFSET({start},0,0,{count},1)")
