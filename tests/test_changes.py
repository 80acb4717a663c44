"""People's edits as facts, and the accidents that must not become facts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from casework.facts import Fact
from casework.facts.answers import CaseworkerChosen
from casework.facts.sheet import (
    CellRestored,
    ContactEdited,
    LeadEdited,
    OutcomeEdited,
    RowDoubled,
    RowVanished,
    StatusEdited,
)
from sheets.changes import Changes, compare, next_seen, seen_key, with_written
from sheets.columns import CASES, CONTACTS
from sheets.register import Batch, Cell, CellWrite, NewRow, Picture, RegisterBroken, Row, Tab, Written
from sheets.typed import HINT, Unnamed, unnamed

Rows = list[dict[str, Cell]]
Seen = dict[str, dict[str, Cell]]


def ref(number: int) -> str:
    return f"C-2026-{number:04d}"


def case_row(number: int) -> dict[str, Cell]:
    return {
        "ref": ref(number),
        "received": date(2026, 11, 20),
        "status": "New",
        "suggestion": "Ana Ruiz",
        "points": 4,
    }


def contact_row(number: int) -> dict[str, Cell]:
    return {
        "ref": ref(number),
        "name": "Mo Lindqvist",
        "email": f"mo{number}@home.example",
        "phone": "+447700900123",
    }


def picture(cases: Rows, contacts: Rows) -> Picture:
    tabs = {}
    for layout, rows in ((CASES, cases), (CONTACTS, contacts)):
        columns = {column.name: at for at, column in enumerate(layout.columns)}
        full = [Row(at, dict.fromkeys(columns) | row) for at, row in enumerate(rows, 2)]
        tabs[layout.name] = Tab(layout.title, columns, tuple(full))
    return Picture(tabs, frozenset())


def branch(size: int) -> tuple[Seen, Rows, Rows]:
    """What was seen of so many cases, and the rows as they stand."""
    cases, contacts = (
        [case_row(at) for at in range(1, size + 1)],
        [contact_row(at) for at in range(1, size + 1)],
    )
    rows = [NewRow("cases", str(row["ref"]), row) for row in cases]
    rows += [NewRow("contacts", str(row["ref"]), row) for row in contacts]
    return with_written({}, Batch("r", tuple(rows)), Written()), cases, contacts


def changes(edit: Callable[[Rows, Rows], object], size: int = 3) -> Changes:
    seen, cases, contacts = branch(size)
    edit(cases, contacts)
    return compare(seen, picture(cases, contacts))


def test_nothing_edited_is_no_fact() -> None:
    assert changes(lambda cases, contacts: None) == Changes()


def test_a_sort_is_no_fact_whatever_the_cells_say() -> None:
    seen, cases, contacts = branch(3)
    cases[0]["decision"] = "Approve"
    seen = next_seen(seen, picture(cases, contacts))
    assert compare(seen, picture(cases[::-1], contacts[::-1])) == Changes()


@pytest.mark.parametrize(
    ("tab", "column", "value", "fact"),
    [
        ("cases", "decision", "Approve", CaseworkerChosen(ref(1), "Approve", "register", shown="Ana Ruiz")),
        (
            "cases",
            "decision",
            " Ben Osei ",
            CaseworkerChosen(ref(1), "Ben Osei", "register", shown="Ana Ruiz"),
        ),
        ("cases", "status", "Closed", StatusEdited(ref(1), "Closed")),
        ("cases", "status", None, StatusEdited(ref(1), "")),
        ("cases", "outcome", "Withdrawn", OutcomeEdited(ref(1), "Withdrawn")),
        ("cases", "suggestion", "Ben Osei", CellRestored(ref(1), "suggestion", "Ben Osei")),
        ("cases", "received", date(2026, 11, 19), CellRestored(ref(1), "received", "2026-11-19")),
        ("cases", "points", None, CellRestored(ref(1), "points")),
        ("contacts", "email", "new@home.example", ContactEdited(ref(1), "email", "new@home.example")),
        ("contacts", "name", "Mo L", ContactEdited(ref(1), "name", "Mo L")),
        ("contacts", "phone", None, ContactEdited(ref(1), "phone", "")),
        ("contacts", "contact_preference", "text", ContactEdited(ref(1), "contact_preference", "text")),
    ],
)
def test_an_edited_cell_is_the_fact_it_means(tab: str, column: str, value: Cell, fact: Fact) -> None:
    def edit(cases: Rows, contacts: Rows) -> None:
        (cases if tab == "cases" else contacts)[0][column] = value

    assert changes(edit) == Changes((fact,))


@pytest.mark.parametrize(("tab", "column"), [("cases", "notes"), ("contacts", "notes")])
def test_what_the_service_never_reads_is_never_a_fact(tab: str, column: str) -> None:
    assert changes(lambda *tabs: tabs[tab == "contacts"][0].update({column: "mine"})) == Changes()


def test_a_decision_taken_back_is_no_fact() -> None:
    seen, cases, contacts = branch(1)
    cases[0]["decision"] = "Approve"
    seen = next_seen(seen, picture(cases, contacts))
    cases[0]["decision"] = None
    assert compare(seen, picture(cases, contacts)) == Changes()


def test_a_caseworker_typed_in_by_hand_is_a_fact() -> None:
    found = changes(lambda cases, _: cases[0].update(lead="Ana Ruiz"))
    assert found.facts == (LeadEdited("C-2026-0001", "Ana Ruiz"),)


def test_what_was_seen_may_have_been_through_the_journal() -> None:
    seen, cases, contacts = branch(2)
    stored = json.loads(json.dumps(seen, default=str))
    cases[0]["points"] = 4.0
    assert compare(stored, picture(cases, contacts)) == Changes()


def test_a_deleted_row_is_a_fact_once() -> None:
    seen, cases, contacts = branch(3)
    del cases[1]
    now = picture(cases, contacts)
    assert compare(seen, now).facts == (RowVanished(ref(2)),)
    assert not [fact for fact in compare(next_seen(seen, now), now).facts if isinstance(fact, RowVanished)]


def test_a_deleted_contact_is_pointed_out_and_no_fact() -> None:
    found = changes(lambda _, contacts: contacts.pop())
    assert found.facts == ()
    assert found.problems == (
        f"The row of {ref(3)} is gone from the tab Contacts: the address we had is still used.",
    )


def test_a_doubled_reference_is_told_once_and_frozen_until_it_is_mended() -> None:
    seen, cases, contacts = branch(2)
    cases.append({**cases[0], "status": "Closed", "decision": "Approve"})
    contacts[0]["email"] = "other@home.example"
    now = picture(cases, contacts)
    assert compare(seen, now).facts == (RowDoubled(ref(1)),)
    seen = next_seen(seen, now)
    assert compare(seen, now).facts == ()
    cases.pop()
    mended = picture(cases, contacts)
    assert compare(seen, mended).facts == (ContactEdited(ref(1), "email", "other@home.example"),)
    cases.append(dict(cases[0]))
    seen = next_seen(seen, mended)
    assert compare(seen, picture(cases, contacts)).facts == (RowDoubled(ref(1)),)


def test_rows_that_are_not_ours_are_left_alone_and_pointed_out_by_number() -> None:
    found = changes(
        lambda cases, _: cases.extend([{"notes": "call"}, {"ref": "C-2031-0009", "status": "New"}])
    )
    assert found.facts == ()
    assert found.problems == (
        f"Row 5 of the tab Cases has no reference: it is kept and left alone. {HINT}",
        "Row 6 of the tab Cases has a reference that is not one of ours: it is kept and left alone. "
        "If it is a case for the service, empty its Ref: then it gets one of ours.",
    )


@pytest.mark.parametrize(
    ("size", "gone", "stops"), [(30, 5, False), (30, 10, False), (30, 11, True), (12, 6, True)]
)
def test_many_rows_gone_at_once_are_an_accident(size: int, gone: int, stops: bool) -> None:
    def edit(cases: Rows, _: Rows) -> None:
        del cases[:gone]

    if stops:
        with pytest.raises(RegisterBroken, match=f"{gone} of {size} rows are gone from the tab Cases"):
            changes(edit, size)
    else:
        assert len(changes(edit, size).facts) == gone


@pytest.mark.parametrize("tab", [0, 1])
def test_an_emptied_tab_is_an_accident(tab: int) -> None:
    with pytest.raises(RegisterBroken, match="at once"):
        changes(lambda *tabs: tabs[tab].clear())


def test_the_only_row_may_be_deleted() -> None:
    assert changes(lambda cases, _: cases.clear(), size=1).facts == (RowVanished(ref(1)),)


def test_a_person_may_say_that_it_was_meant() -> None:
    seen, _, contacts = branch(8)
    assert len(compare(seen, picture([], contacts), meant=True).facts) == 8


def test_a_column_emptied_at_once_is_an_accident() -> None:
    def edit(_: Rows, contacts: Rows) -> None:
        for row in contacts[:6]:
            row["email"] = None

    with pytest.raises(RegisterBroken, match='6 cells under "Email" on the tab Contacts were emptied'):
        changes(edit, 8)


def test_our_own_writes_are_no_edits_and_skipped_ones_are() -> None:
    seen, cases, contacts = branch(2)
    offer = CellWrite("cases", ref(1), "offer", "Asked Ana Ruiz")
    status = CellWrite("cases", ref(2), "status", "Active", "New")
    elsewhere = CellWrite("cases", ref(9), "offer", "Asked")
    seen = with_written(seen, Batch("r2", (), (offer, status, elsewhere)), Written((status,)))
    assert seen_key("cases", ref(9)) not in seen
    cases[0]["offer"] = "Asked Ana Ruiz"
    cases[1]["status"] = "Waiting"
    assert compare(seen, picture(cases, contacts)).facts == (StatusEdited(ref(2), "Waiting"),)


def test_text_that_was_cut_or_cleaned_in_writing_is_no_edit() -> None:
    seen = with_written({}, Batch("r", (NewRow("cases", ref(1), {"why": "a\x07b", "check": ""}),)), Written())
    now = picture([{"ref": ref(1), "why": "ab"}], [])
    assert compare(seen, now) == Changes()


def test_a_reference_is_known_whatever_its_case() -> None:
    seen, cases, contacts = branch(1)
    cases[0]["ref"] = " c-2026-0001"
    assert compare(seen, picture(cases, contacts)).facts == ()


def test_pictures_are_not_changed_by_looking() -> None:
    seen, cases, contacts = branch(2)
    now = picture(cases, contacts)
    before = replace(now)
    next_seen(seen, now)["cases/" + ref(1)]["status"] = "Closed"
    assert now == before


def test_a_row_typed_without_a_reference_waits_for_one_and_is_no_problem() -> None:
    assert changes(lambda cases, _: cases.append({"status": "New", "notes": "rang"})) == Changes()


def test_a_row_of_which_the_reference_was_emptied_is_known_by_what_we_worked_out() -> None:
    seen, cases, contacts = branch(4)
    for at, row in enumerate(cases):
        row["why"] = f"reason {at}"
    seen = next_seen(seen, picture(cases, contacts))
    cases[2]["ref"] = None
    now = picture(cases[::-1], contacts)
    assert compare(seen, now) == Changes((CellRestored(ref(3), "ref"),))
    assert [(one.ref, one.of) for one in _unnamed(seen, now)] == [(ref(3), "")]
    assert next_seen(seen, now)[seen_key("cases", ref(3))]["ref"] == ref(3)


def test_a_copy_without_reference_is_a_split_and_two_that_might_be_are_left_alone() -> None:
    seen, cases, contacts = branch(3)
    cases[0]["why"] = "a reason of its own"
    seen = next_seen(seen, picture(cases, contacts))
    cases += [cases[0] | {"ref": None, "category": "pay"}, cases[1] | {"ref": None}]
    now = picture(cases, contacts)
    assert [(one.ref, one.of) for one in _unnamed(seen, now)] == [("", ref(1))]
    assert len(compare(seen, now).problems) == 1


def _unnamed(seen: Seen, now: Picture) -> list[Unnamed]:
    return unnamed(
        now, {key.removeprefix("cases/"): row for key, row in seen.items() if key.startswith("cases/")}
    )
