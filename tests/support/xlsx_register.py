"""An .xlsx register in a folder, and somebody who works in it with a spreadsheet program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sheets.register import Cell
from sheets.xlsx import XlsxRegister
from tests.support.typing_in import can_be_typed, type_in


@dataclass(frozen=True)
class XlsxHuman:
    """Opens the file, does one thing, saves it. Rows and columns are 1-based, as people count them.

    `quick`: what is typed leaves the rest of the file as it is; else openpyxl writes all of it anew. For
    tests of what the engine makes of what people type: those of the workbook have it written anew.
    """

    path: Path
    quick: bool = False

    @contextmanager
    def at_work(self, tab_title: str) -> Iterator[Worksheet]:
        book: Workbook = load_workbook(self.path)
        yield book[tab_title]
        book.save(self.path)

    def cell(self, tab_title: str, row_number: int, header: str) -> Cell:
        sheet = _read(self.path)[tab_title]
        return _plain(sheet.cell(row_number, _column(sheet, header)).value)

    def own_list(self, row_number: int) -> tuple[str, ...] | None:
        """What the rule under Decision finds for that row of Cases; None: what the whole column offers."""
        book = _read(self.path)
        sheet, lists = book["Cases"], book["_choices"]
        decision = get_column_letter(_column(sheet, "Decision"))
        (rule,) = [
            one for one in sheet.data_validations.dataValidation if f"{decision}{row_number}" in one.sqref
        ]
        told = re.fullmatch(
            r"IF\(ISNUMBER\(MATCH\((\$[A-Z]+)2,CaseworkOwnRefs,0\)\),OFFSET\(CaseworkOwnWords,.*,CaseworkDecisions\)",
            rule.formula1,
        )
        assert told is not None and str(rule.sqref).startswith(f"{decision}2:")
        key = sheet[f"{told[1].removeprefix('$')}{row_number}"].value
        words = tuple(str(line[1]) for line in lists.iter_rows(min_row=2, values_only=True) if line[0] == key)
        return words or None

    def offered_under(self, header: str) -> tuple[str, ...]:
        """The words of the dropdown below that header of Cases."""
        return self.offers("Cases", header)

    def offers(self, tab_title: str, header: str) -> tuple[str, ...]:
        """The words of the dropdown below that header, wherever in the workbook they stand."""
        book = _read(self.path)
        letter = get_column_letter(_column(book[tab_title], header))
        rules = [one for one in book[tab_title].data_validations.dataValidation if f"{letter}2" in one.sqref]
        if not rules:
            return ()
        name = book.defined_names[re.findall(r"\w+", rules[0].formula1)[-1]].attr_text
        told = re.fullmatch(r"OFFSET\('(Lists|_words)'!\$([A-Z]+)\$(\d+),0,0,.*\)", name)
        assert told is not None
        below = book[told[1]][told[2]][int(told[3]) - 1 :]
        words = (_worked_out(book, str(cell.value or ""), cell.row) for cell in below)
        return tuple(word for word in words if word)

    def sorted_together(self) -> list[str]:
        """The headers of Cases that a sort by the arrows moves."""
        sheet = _read(self.path)["Cases"]
        (line,) = sheet[str(sheet.auto_filter.ref).replace("2:", "1:").split(":")[0] : f"{_end_of(sheet)}1"]
        return [str(cell.value) for cell in line]

    def set_cell(self, tab_title: str, row_number: int, header: str, value: Cell) -> None:
        self._type(tab_title, row_number, {header: value})

    def add_row(self, tab_title: str, **cells: Cell) -> None:
        """Below the last row that holds anything; headers of two words with "_" for the blank."""
        last = len(self.rows(tab_title)) + 1
        self._type(tab_title, last + 1, {header.replace("_", " "): value for header, value in cells.items()})

    def _type(self, tab_title: str, row_number: int, values: dict[str, Cell]) -> None:
        if self.quick and all(map(can_be_typed, values.values())):
            type_in(self.path, tab_title, row_number, values)
            return
        with self.at_work(tab_title) as sheet:
            for header, value in values.items():
                sheet.cell(row_number, _column(sheet, header)).value = value

    def sort(self, tab_title: str, header: str) -> None:
        """Ascending by one column, whole rows, blanks last."""
        with self.at_work(tab_title) as sheet:
            by = _column(sheet, header) - 1
            lines = [list(line) for line in sheet.iter_rows(min_row=2, values_only=True)]
            lines.sort(key=lambda line: (line[by] is None, str(line[by])))
            for number, line in enumerate(lines, 2):
                for at, value in enumerate(line, 1):
                    sheet.cell(number, at).value = value

    def insert_column(self, tab_title: str, at: int, header: str) -> None:
        with self.at_work(tab_title) as sheet:
            sheet.insert_cols(at)
            sheet.cell(1, at).value = header

    def insert_row(self, tab_title: str, at: int) -> None:
        with self.at_work(tab_title) as sheet:
            sheet.insert_rows(at)

    def rename_header(self, tab_title: str, old: str, new: str) -> None:
        with self.at_work(tab_title) as sheet:
            sheet.cell(1, _column(sheet, old)).value = new

    def delete_row(self, tab_title: str, row_number: int) -> None:
        with self.at_work(tab_title) as sheet:
            sheet.delete_rows(row_number)

    def add_tab(self, tab_title: str, lines: list[list[Cell]] | None = None) -> None:
        book = load_workbook(self.path)
        sheet = book.create_sheet(tab_title)
        for line in lines or []:
            sheet.append(line)
        book.save(self.path)

    def delete_tab(self, tab_title: str) -> None:
        book = load_workbook(self.path)
        del book[tab_title]
        book.save(self.path)

    def tabs_seen(self) -> list[str]:
        return [sheet.title for sheet in _read(self.path).worksheets if sheet.sheet_state == "visible"]

    def rows(self, tab_title: str) -> list[dict[str, Cell]]:
        """Every row below the header that holds anything, by header."""
        return self.tabs([tab_title])[tab_title]

    def tabs(self, titles: list[str]) -> dict[str, list[dict[str, Cell]]]:
        """The rows of several tabs, from one look at the file."""
        return {title: _rows(lines) for title, lines in _values(self.path.read_bytes(), *titles).items()}


def _worked_out(book: Workbook, text: str, row: int) -> str:
    """What stands in a cell of Lists: of the formulas only ours, which takes a name from another tab."""
    told = re.match(r"=IF\(INDEX\('(.*?)'!\$([A-Z]+):\$\2,ROW\(\)-1\)", text)
    return str(book[told[1]][f"{told[2]}{row - 1}"].value or "") if told else text


def _end_of(sheet: Worksheet) -> str:
    """The letters of the last column that the tab's filter spans."""
    found = re.search(r":([A-Z]+)", str(sheet.auto_filter.ref))
    assert found is not None
    return found[1]


def _read(path: Path) -> Workbook:
    """Only to be looked at: the same bytes are read once."""
    return _book(path.read_bytes())


@lru_cache(maxsize=2)
def _book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


@lru_cache(maxsize=4)
def _values(content: bytes, *titles: str) -> dict[str, list[tuple[Cell, ...]]]:
    """The values of tabs: four times as quick as the whole workbook with its looks and rules."""
    book = load_workbook(BytesIO(content), read_only=True)
    return {title: list(book[title].iter_rows(values_only=True)) for title in titles}


@cache
def _prepared() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        XlsxRegister(path).prepare()
        return path.read_bytes()


def put_prepared(path: Path) -> None:
    """Put there what `XlsxRegister.prepare` makes of nothing: made once, since it takes its time."""
    path.write_bytes(_prepared())


@contextmanager
def prepared_xlsx_register(folder: Path) -> Iterator[tuple[XlsxRegister, XlsxHuman]]:
    """A prepared register, and its human."""
    path = folder / "register.xlsx"
    put_prepared(path)
    yield XlsxRegister(path), XlsxHuman(path)


def _rows(lines: Sequence[tuple[Cell, ...]]) -> list[dict[str, Cell]]:
    headers = [str(value or "") for value in lines[0]]
    return [
        {header: _plain(value) for header, value in zip_longest(headers, line[: len(headers)])}
        for line in lines[1:]
        if any(value is not None for value in line)
    ]


def _column(sheet: Worksheet, header: str) -> int:
    return [cell.value for cell in sheet[1]].index(header) + 1


def _plain(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    assert value is None or isinstance(value, (str, int, float, bool))
    return value
