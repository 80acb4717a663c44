"""What every register adapter does, over a workbook and over a Google Sheet alike (sheets/register.py)."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework.categories import CATEGORIES
from casework.emotional import RATINGS
from casework.numbers import Workload
from sheets.columns import CASES, TABS
from sheets.lists import WORDS
from sheets.register import (
    Batch,
    Cell,
    CellWrite,
    Naming,
    NewRow,
    Picture,
    Register,
    RegisterBroken,
    RegisterMoved,
    Row,
    Written,
)

SUPPORT = {
    "xlsx": "tests.support.xlsx_register",
    "google": "tests.support.google_register",
    "google_otherwise": "tests.support.google_register",
    "xlsx_apart": "tests.support.apart_register",
    "google_apart": "tests.support.apart_register",
    "xlsx_people": "tests.support.apart_register",
    "google_people": "tests.support.apart_register",
}
LONG = {"google_otherwise", "xlsx_apart", "google_apart", "xlsx_people", "google_people"}
AVAILABLE = [name for name, module in SUPPORT.items() if importlib.util.find_spec(module)]


def _named(*names: str) -> list[Any]:
    """As parameters of a fixture; Google's other ways, and tabs that stand apart, are for `make long`."""
    return [pytest.param(name, marks=pytest.mark.long if name in LONG else ()) for name in names]


FIRST: dict[str, Cell] = {
    "received": date(2026, 11, 20),
    "status": "New",
    "suggestion": "Ana Ruiz",
    "why": "Ana has room.",
    "points": 4.5,
    "key_date": date(2026, 12, 3),
}


@pytest.fixture(params=_named(*AVAILABLE))
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Register, Any]]:
    """A prepared register and the human who works in it."""
    with _prepared(request.param, tmp_path) as pair:
        yield pair


@pytest.fixture(params=_named(*(name for name, module in SUPPORT.items() if "apart" not in module)))
def alone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Register, Any]]:
    """The same, for what is one adapter's own business, whether or not other tabs live elsewhere."""
    with _prepared(request.param, tmp_path) as pair:
        yield pair


def _prepared(name: str, folder: Path) -> AbstractContextManager[tuple[Register, Any]]:
    support = importlib.import_module(SUPPORT[name])
    pair: AbstractContextManager[tuple[Register, Any]] = getattr(support, f"prepared_{name}_register")(folder)
    return pair


def ref(number: int) -> str:
    return f"C-2026-{number:04d}"


def cases(*numbers: int) -> tuple[NewRow, ...]:
    return tuple(NewRow("cases", ref(number), {"ref": ref(number), **FIRST}) for number in numbers)


def cell(number: int, column: str, value: Cell, expected: str | None = None) -> CellWrite:
    return CellWrite("cases", ref(number), column, value, expected)


def write(register: Register, batch: Batch, picture: Picture | None = None) -> Written:
    """As a daemon does it: when the register moved, read again and write again."""
    for _ in range(5):
        try:
            return register.write(batch, picture or register.read())
        except RegisterMoved:
            picture = None
    raise AssertionError("the register never held still")


def row(register: Register, number: int) -> Row:
    (found,) = [row for row in register.read().tabs["cases"].rows if row.text("ref") == ref(number)]
    return found


def refs(register: Register) -> list[str]:
    return [row.text("ref") for row in register.read().tabs["cases"].rows]


def test_preparing_twice_keeps_what_people_put_there(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1)))
    human.set_cell("Cases", 2, "Notes", "rang on Friday")
    human.insert_column("Cases", 3, "Scribbles")
    human.set_cell("Cases", 2, "Scribbles", "blue")
    register.prepare()
    assert human.cell("Cases", 2, "Notes") == "rang on Friday"
    assert human.cell("Cases", 2, "Scribbles") == "blue"
    assert refs(register) == [ref(1)]


def test_a_prepared_register_has_every_tab_and_no_rows(pair: tuple[Register, Any]) -> None:
    register, _ = pair
    picture = register.read()
    assert set(picture.tabs) == {tab.name for tab in TABS if not tab.hidden}
    assert all(tab.rows == () for name, tab in picture.tabs.items() if name != "dashboard")
    assert picture.problems == ()
    assert set(picture.tabs["cases"].columns) == {column.name for column in CASES.columns}
    assert picture.receipts == frozenset()


def test_what_is_written_is_read_with_the_same_values_and_types(pair: tuple[Register, Any]) -> None:
    register, _ = pair
    write(register, Batch("r1", cases(1)))
    found = row(register, 1).cells
    assert {name: found[name] for name in FIRST} == FIRST
    assert found["ref"] == ref(1)
    assert type(found["key_date"]) is date
    assert type(found["points"]) is float
    assert found["notes"] is None and found["decision"] is None


def test_the_receipt_is_in_the_next_picture(pair: tuple[Register, Any]) -> None:
    register, _ = pair
    write(register, Batch("r1", cases(1)))
    write(register, Batch("r2", (), (cell(1, "offer", "Asked"),)))
    assert register.read().receipts >= {"r1", "r2"}


LIKE_SOMETHING_ELSE = (
    "=1+1",
    "+44 7700 900123",
    "-5",
    "@SUM(A1)",
    "007",
    "1e5",
    "03/04/2026",
    "TRUE",
    "'quoted",
    "nan",
    "two\nlines",
)


def test_text_stays_text(alone: tuple[Register, Any]) -> None:
    register, _ = alone
    numbers = range(1, len(LIKE_SOMETHING_ELSE) + 1)
    write(register, Batch("r1", cases(*numbers), ()))
    texts = dict(zip(numbers, LIKE_SOMETHING_ELSE, strict=True))
    write(register, Batch("r2", (), tuple(cell(number, "why", text) for number, text in texts.items())))
    found = {one.text("ref"): one.cells["why"] for one in register.read().tabs["cases"].rows}
    assert found == {ref(number): text for number, text in texts.items()}


def test_rows_are_found_again_after_the_coordinator_sorted(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(3, 1, 2)))
    human.sort("Cases", "Ref")
    assert refs(register) == [ref(1), ref(2), ref(3)]
    write(register, Batch("r2", (), (cell(3, "suggestion", "Ben Osei"),)))
    assert [human.cell("Cases", at, "Suggested") for at in (2, 3, 4)] == ["Ana Ruiz", "Ana Ruiz", "Ben Osei"]


def test_a_sort_between_our_read_and_our_write_hits_no_wrong_row(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(3, 1, 2)))
    picture = register.read()
    human.sort("Cases", "Ref")
    write(register, Batch("r2", cases(4), (cell(3, "suggestion", "Ben Osei"),)), picture)
    assert {found["Ref"]: found["Suggested"] for found in human.rows("Cases")} == {
        ref(1): "Ana Ruiz",
        ref(2): "Ana Ruiz",
        ref(3): "Ben Osei",
        ref(4): "Ana Ruiz",
    }


def test_inserted_and_renamed_columns_and_rows_are_understood(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1, 2)))
    human.insert_column("Cases", 1, "Mine")
    human.set_cell("Cases", 3, "Mine", "keep me")
    human.rename_header("Cases", "Ref", "Case number")
    human.rename_header("Cases", "Suggested", "Proposed")
    human.insert_row("Cases", 2)
    write(register, Batch("r2", cases(3), (cell(2, "suggestion", "Ben Osei"),)))
    found = {line["Case number"]: line for line in human.rows("Cases")}
    assert found[ref(2)]["Proposed"] == "Ben Osei"
    assert found[ref(2)]["Mine"] == "keep me"
    assert found[ref(3)]["Proposed"] == "Ana Ruiz"
    assert found[ref(3)]["Mine"] in (None, "")


def test_a_compare_and_set_is_skipped_where_a_human_was_first(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1, 2)))
    human.set_cell("Cases", 2, "Status", "Waiting")
    writes = (cell(1, "status", "Active", "New"), cell(2, "status", "Active", "New"))
    written = write(register, Batch("r2", (), writes))
    assert written.skipped == writes[:1]
    assert [row(register, number).text("status") for number in (1, 2)] == ["Waiting", "Active"]


def test_an_edit_between_our_read_and_our_write_stands(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1)))
    picture = register.read()
    human.set_cell("Cases", 2, "Status", "Waiting")
    human.set_cell("Cases", 2, "Notes", "wait for HR")
    write(register, Batch("r2", cases(2), (cell(1, "status", "Active", "New"),)), picture)
    assert row(register, 1).text("status") == "Waiting"
    assert row(register, 1).text("notes") == "wait for HR"
    assert refs(register) == [ref(1), ref(2)]


def test_a_blank_cell_is_what_an_empty_expectation_means(pair: tuple[Register, Any]) -> None:
    register, _ = pair
    write(register, Batch("r1", cases(1)))
    written = write(register, Batch("r2", (), (cell(1, "lead", "Ana Ruiz", ""),)))
    assert written.skipped == ()
    assert row(register, 1).text("lead") == "Ana Ruiz"
    write(register, Batch("r3", (), (cell(1, "lead", None, "Ana Ruiz"),)))
    assert row(register, 1).cells["lead"] is None


def test_the_same_key_is_never_made_twice(pair: tuple[Register, Any]) -> None:
    register, _ = pair
    write(register, Batch("r1", cases(1)))
    write(register, Batch("r2", cases(1, 2)))
    write(register, Batch("r3", (*cases(2, 3), *cases(3))))
    assert refs(register) == [ref(1), ref(2), ref(3)]


def test_a_deleted_row_stays_deleted(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1, 2)))
    human.delete_row("Cases", 2)
    write(register, Batch("r2", (), (cell(1, "offer", "Asked"), cell(2, "offer", "Asked"))))
    assert refs(register) == [ref(2)]
    assert row(register, 2).text("offer") == "Asked"


def test_a_doubled_row_is_not_written_at_all(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1, 2)))
    human.set_cell("Cases", 3, "Ref", ref(1))
    write(register, Batch("r2", cases(1), (cell(1, "offer", "Asked"), cell(1, "status", "Active", "New"))))
    assert refs(register) == [ref(1), ref(1)]
    assert [line["Status"] for line in human.rows("Cases")] == ["New", "New"]
    assert [line["Asked"] or None for line in human.rows("Cases")] == [None, None]


def test_a_row_typed_without_a_reference_is_kept_and_seen(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1)))
    human.set_cell("Cases", 3, "Notes", "phone call, no form yet")
    write(register, Batch("r2", cases(2)))
    rows = register.read().tabs["cases"].rows
    assert sorted((found.text("ref"), found.text("notes")) for found in rows) == [
        ("", "phone call, no form yet"),
        (ref(1), ""),
        (ref(2), ""),
    ]


def test_notes_far_below_the_table_are_never_written_over(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1)))
    human.set_cell("Cases", 4, "Why", "a note of mine")
    write(register, Batch("r2", cases(2, 3, 4)))
    notes = [line for line in human.rows("Cases") if line["Why"] == "a note of mine"]
    assert len(notes) == 1 and not notes[0]["Ref"]
    assert refs(register)[:4] == [ref(1), ref(2), ref(3), ref(4)]


@pytest.mark.parametrize("title", ["Decision", "Ref"])
def test_a_missing_header_stops_everything_and_is_named(pair: tuple[Register, Any], title: str) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1)))
    human.set_cell("Cases", 1, title, None)
    with pytest.raises(RegisterBroken, match=title):
        register.read()


def test_a_doubled_header_stops_everything_and_is_named(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1)))
    human.insert_column("Cases", 2, "Decision")
    with pytest.raises(RegisterBroken, match="Decision"):
        register.read()


def test_all_tabs_are_written_in_one_batch(pair: tuple[Register, Any]) -> None:
    register, human = pair
    rows = (
        *cases(1),
        NewRow("contacts", ref(1), {"ref": ref(1), "email": "mo@home.example", "phone": "+447700900123"}),
        NewRow("attention", "1", {"line": 1, "when": date(2026, 11, 20), "what": "Look here."}),
        NewRow("caseworkers", "ana@union.example", {"name": "Ana Ruiz", "email": "ana@union.example"}),
    )
    write(register, Batch("r1", rows))
    write(register, Batch("r2", (), (CellWrite("caseworkers", "ana@union.example", "open_cases", 2),)))
    assert [line["Phone"] for line in human.rows("Contacts")] == ["+447700900123"]
    assert [line["What happened"] for line in human.rows("Needs attention")] == ["Look here."]
    assert [line["Open cases"] for line in human.rows("Caseworkers")] == [2]


ADDED = ("Availability", "Time", "Key dates", "Lists", "Read me")


@pytest.mark.long
def test_a_register_of_an_earlier_version_gets_what_is_missing_and_nothing_else_changes(
    pair: tuple[Register, Any],
) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1)))
    for title in ADDED:
        human.delete_tab(title)
    human.set_cell("Cases", 2, "Notes", "mine")
    human.add_tab("My own")
    human.add_tab("_lists", [["Approve"]])  # as the first version had it, out of sight
    before = human.tabs_seen()
    register.prepare()
    after = human.tabs_seen()
    assert [title for title in after if title in before] == before
    assert sorted(set(after) - set(before)) == sorted(ADDED)
    assert (human.cell("Cases", 2, "Notes"), refs(register)) == ("mine", [ref(1)])
    register.prepare()
    assert human.tabs_seen() == after


STAGES = tuple(name for name, _ in Workload().stages)
LATER = ("Stage", "Extra work", "Emotional rating")


@pytest.mark.long
def test_a_register_made_before_there_were_stages_gets_the_columns_and_their_words_once(
    alone: tuple[Register, Any],
) -> None:
    register, human = alone
    write(register, Batch("r1", cases(1)))
    assert human.offered_under("Stage") == STAGES
    assert human.offered_under("Category") == tuple(category.words for category in CATEGORIES)
    for title in LATER:  # as if they had never been there
        human.rename_header("Cases", title, f"Mine, {title[0]}")
        human.rename_header("Lists", title, f"Own words, {title[0]}")
    human.set_cell("Cases", 2, "Mine, S", "ring her")
    register.prepare()
    assert human.offered_under("Stage") == STAGES
    assert human.offered_under("Extra work") == tuple(name for name, _ in Workload().extra_work)
    assert human.offered_under("Emotional rating") == RATINGS
    assert human.offered_under("Status") == tuple(WORDS["status"])
    assert human.cell("Cases", 2, "Mine, S") == "ring her"
    human.set_cell("Cases", 2, "Stage", "appeal")
    assert row(register, 1).text("stage") == "appeal"
    assert (
        human.sorted_together()[-1] == "Emotional rating"
    )  # a sort by the arrows leaves no new column behind
    listed = human.rows("Lists")
    register.prepare()
    assert human.rows("Lists") == listed and human.offered_under("Stage") == STAGES


@pytest.mark.long
def test_a_stage_column_of_hers_is_taken_for_it_and_a_status_called_stage_stays_the_status(
    alone: tuple[Register, Any],
) -> None:
    register, human = alone
    write(register, Batch("r1", cases(1)))
    human.rename_header("Cases", "Stage", "Mine")
    human.insert_column("Cases", 3, "Stage")
    human.set_cell("Cases", 2, "Stage", "hearing")
    assert row(register, 1).text("stage") == "hearing"
    human.rename_header("Cases", "Stage", "Hers")
    human.rename_header("Cases", "Status", "Stage")
    register.prepare()
    assert (row(register, 1).text("status"), row(register, 1).text("stage")) == ("New", "")
    human.set_cell("Cases", 2, "Stage reached", "appeal")
    assert (row(register, 1).text("status"), row(register, 1).text("stage")) == ("New", "appeal")


@pytest.mark.long
def test_a_tab_of_theirs_that_bears_one_of_our_names_is_left_alone(pair: tuple[Register, Any]) -> None:
    register, human = pair
    for title in ADDED:
        human.delete_tab(title)
        human.add_tab(title, [["My", "own", "table"], ["kept", 1, 2]])
    register.prepare()
    register.prepare()
    assert all(human.rows(title) == [{"My": "kept", "own": 1, "table": 2}] for title in ADDED)
    assert {f"{title} (casework)" for title in ADDED} <= set(human.tabs_seen())
    line = {"who": "Ana Ruiz", "from": date(2026, 12, 1), "to": date(2026, 12, 5)}
    write(register, Batch("r1", (NewRow("availability", "1", {"line": 1, **line}),)))
    (found,) = register.read().tabs["availability"].rows
    assert {name: found.cells[name] for name in line} == line


def test_without_a_tab_that_can_be_done_without_the_rest_is_read_and_written(
    pair: tuple[Register, Any],
) -> None:
    register, human = pair
    human.delete_tab("Time")
    human.set_cell("Key dates", 1, "Date", None)
    write(register, Batch("r1", cases(1)))
    picture = register.read()
    assert (refs(register), picture.tabs["time"].columns, picture.tabs["key_dates"].rows) == (
        [ref(1)],
        {},
        (),
    )
    assert [sentence for sentence in picture.problems if "goes on without it" in sentence] == list(
        picture.problems
    )
    told = "\n".join(picture.problems)
    assert "no tab called Time" in told and '"Date" is missing' in told
    register.prepare()
    assert register.read().problems == ()


def test_lines_of_people_without_a_number_stay_where_lines_of_ours_are_put(
    pair: tuple[Register, Any],
) -> None:
    register, human = pair
    human.set_cell("Key dates", 2, "Case", ref(1))
    human.set_cell("Key dates", 2, "What", "hearing")
    for number in (1, 2):
        row = NewRow(
            "key_dates", str(number), {"line": number, "ref": ref(2), "date": date(2026, 12, number)}
        )
        write(register, Batch(f"r{number}", (row,)))
    lines = [(line["Case"], line["What"], line["Line"]) for line in human.rows("Key dates")]
    assert sorted(lines, key=str) == sorted(
        [(ref(1), "hearing", None), (ref(2), None, 1), (ref(2), None, 2)], key=str
    )


def typed(human: Any, at: int, name: str) -> None:
    """A person types a case in, without a reference."""
    human.set_cell("Cases", at, "Status", "New")
    human.set_cell("Cases", at, "Notes", name)


def unkeyed(picture: Picture, note: str) -> Row:
    (found,) = [row for row in picture.tabs["cases"].rows if row.text("notes") == note]
    return found


def test_a_row_typed_without_a_reference_gets_one_beside_everything_else(pair: tuple[Register, Any]) -> None:
    register, human = pair
    write(register, Batch("r1", cases(1, 2)))
    typed(human, 4, "rang")
    picture = register.read()
    named = (Naming("cases", ref(9), unkeyed(picture, "rang")),)
    write(register, Batch("r2", cases(3), (cell(1, "why", "new"),), named), picture)
    assert {row.text("ref"): row.text("notes") for row in register.read().tabs["cases"].rows} == {
        ref(1): "",
        ref(2): "",
        ref(3): "",
        ref(9): "rang",
    }
    assert row(register, 1).text("why") == "new"
    write(register, Batch("r2", named=named))
    assert sorted(refs(register)) == [ref(1), ref(2), ref(3), ref(9)]


@pytest.mark.long
@pytest.mark.parametrize("meanwhile", ["sort", "insert", "delete", "key", "note"])
def test_a_reference_never_comes_to_stand_beside_another_row(
    alone: tuple[Register, Any], meanwhile: str
) -> None:
    register, human = alone
    write(register, Batch("r1", (*cases(5), *cases(4), *cases(3))))
    typed(human, 5, "rang")
    typed(human, 6, "walked in")
    picture = register.read()
    match meanwhile:
        case "sort":
            human.sort("Cases", "Notes")
        case "insert":
            human.insert_row("Cases", 2)
        case "delete":
            human.delete_row("Cases", 5)
        case "key":
            human.set_cell("Cases", 5, "Ref", "mine")
        case _:
            human.set_cell("Cases", 5, "Department", "Library")
    named = (Naming("cases", ref(9), unkeyed(picture, "rang")),)
    write(register, Batch("r2", named=named), picture)
    found = {
        row.text("notes"): row.text("ref") for row in register.read().tabs["cases"].rows if row.text("notes")
    }
    assert found["walked in"] == ""
    assert found.get("rang", "") in ({"mine"} if meanwhile == "key" else {"", ref(9)})
    assert sorted(each for each in refs(register) if each not in ("", "mine", ref(9))) == [
        ref(3),
        ref(4),
        ref(5),
    ]


# What rows offer under Decision


ANA, BEN = ("Approve", "Ana Ruiz", "Ben Osei"), ("Approve", "Ben Osei")


def offered(human: Any) -> dict[str, tuple[str, ...] | None]:
    """What each row of Cases offers of its own, by reference."""
    found = enumerate(human.rows("Cases"), 2)
    return {line["Ref"]: human.own_list(number) for number, line in found if line["Ref"]}


def read_lists(register: Register) -> dict[str, tuple[str, ...] | None]:
    return {row.text("ref"): row.own_list for row in register.read().tabs["cases"].rows}


def test_a_row_offers_a_list_of_its_own_until_it_is_told_to_offer_what_the_column_does(
    alone: tuple[Register, Any],
) -> None:
    register, human = alone
    lists = {ref(1): ANA, ref(3): BEN}
    write(register, Batch("r1", cases(1, 2, 3), lists=lists))
    write(register, Batch("r2", (), (cell(1, "offer", "Asked"),)))  # says nothing of lists
    assert offered(human) == read_lists(register) == {ref(1): ANA, ref(2): None, ref(3): BEN}
    write(register, Batch("r3", lists={ref(2): BEN, ref(3): ANA}))  # the first is decided
    assert offered(human) == read_lists(register) == {ref(1): None, ref(2): BEN, ref(3): ANA}
    assert "r3" in register.read().receipts


def test_a_list_goes_with_its_row_through_a_sort_and_a_row_put_in(alone: tuple[Register, Any]) -> None:
    register, human = alone
    lists = {ref(1): BEN, ref(3): ANA}
    write(register, Batch("r1", cases(3, 1, 2), lists=lists))
    human.sort("Cases", "Ref")
    human.insert_row("Cases", 3)
    human.set_cell("Cases", 3, "Notes", "a call")
    write(register, Batch("r2", cases(4), lists=lists))
    wanted = {ref(1): BEN, ref(2): None, ref(3): ANA, ref(4): None}
    assert offered(human) == wanted
    assert read_lists(register) == {**wanted, "": None}
    assert human.own_list(3) is None


def test_a_sort_between_our_read_and_our_write_leaves_no_list_on_a_wrong_row(
    alone: tuple[Register, Any],
) -> None:
    register, human = alone
    write(register, Batch("r1", cases(3, 1, 2), lists={ref(3): ANA}))
    picture = register.read()
    human.sort("Cases", "Ref")
    lists = {ref(1): BEN, ref(2): ANA, ref(4): BEN}
    write(register, Batch("r2", cases(4), (cell(3, "offer", "Asked"),), lists=lists), picture)
    assert offered(human) == read_lists(register) == {**lists, ref(3): None}
