"""Headers as people change them, and the tables of columns and looks."""

from __future__ import annotations

import pytest

from casework.model import Member, Status
from sheets import layout as looks
from sheets.columns import (
    BY_NAME,
    CASES,
    CASEWORKERS,
    CONTACTS,
    TABS,
    Owner,
    TabLayout,
    find_columns,
    fold,
    free_title,
)
from sheets.headers import find_tab, locate, looks_like_a_key
from sheets.lists import LISTS, WORDS, span_of
from sheets.register import RegisterBroken

TITLES = [column.title for column in CASES.columns]


def renamed(**new: str) -> list[str]:
    return [new.get(column.name, column.title) for column in CASES.columns]


def test_our_own_titles_are_found_where_they_stand() -> None:
    assert find_columns(CASES, TITLES) == ({column.name: at for at, column in enumerate(CASES.columns)}, [])


@pytest.mark.parametrize("header", ["  REF ", "Case-Ref", "case_reference", "Case No", "reference"])
def test_a_header_is_found_under_its_other_names(header: str) -> None:
    found, problems = find_columns(CASES, renamed(ref=header))
    assert (found["ref"], problems) == (0, [])


def test_columns_that_moved_and_columns_of_their_own_do_no_harm() -> None:
    headers = ["Mine", *reversed(TITLES), "", "Also mine"]
    found, problems = find_columns(CASES, headers)
    assert problems == []
    assert all(headers[at] == CASES.column(name).title for name, at in found.items())


def test_a_title_wins_over_another_name_for_it() -> None:
    headers = ["E-mail", *[column.title for column in CONTACTS.columns]]
    found, problems = find_columns(CONTACTS, headers)
    assert (headers[found["email"]], problems) == ("Email", [])


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        (renamed(decision=""), 'the header "Decision" is missing on the tab Cases'),
        ([*TITLES, "Decision"], 'the header "Decision" stands 2 times on the tab Cases'),
        (
            [*renamed(lead="Allocated"), "Allocated to"],
            'more than one header on the tab Cases could be "Caseworker"',
        ),
    ],
)
def test_a_header_missing_or_doubled_is_named(headers: list[str], said: str) -> None:
    _, problems = find_columns(CASES, headers)
    assert problems == [said]
    with pytest.raises(RegisterBroken, match=said):
        locate(CASES, [headers])


def test_a_header_that_may_be_the_lost_one_is_named_too() -> None:
    with pytest.raises(RegisterBroken, match='"Descision" may be what "Decision" was called'):
        locate(CASES, [renamed(decision="Descision")])


def test_a_column_that_may_be_taken_away_is_not_missed_but_a_slip_in_its_name_is() -> None:
    titles = [column.title for column in CASEWORKERS.columns]
    without = [title for title in titles if title not in ("Languages", "Load")]
    assert "languages" not in locate(CASEWORKERS, [without]).columns
    with pytest.raises(RegisterBroken, match='"Not yett" may be what "Not yet" was called'):
        locate(CASEWORKERS, [["Not yett" if title == "Not yet" else title for title in titles]])


@pytest.mark.parametrize(
    ("headers", "status", "stage"),
    [
        (renamed(), "Status", "Stage"),
        (renamed(status="State"), "State", "Stage"),
        (renamed(status="Stage", stage="Stage reached"), "Stage", "Stage reached"),
        ([*renamed(status="Stage", stage="Mine"), "Also mine"], "Stage", None),  # told by what stands there
    ],
)
def test_a_status_that_is_called_stage_stays_one_and_the_stage_has_another_name(
    headers: list[str], status: str, stage: str | None
) -> None:
    row = ["Active" if header == "Stage" and stage is None else "" for header in headers]
    found = locate(CASES, [headers, row]).columns
    assert headers[found["status"]] == status
    assert (headers[found["stage"]] if "stage" in found else None) == stage


@pytest.mark.parametrize("says", ["", "formal hearing"])
def test_a_lost_status_is_never_looked_for_under_stage(says: str) -> None:
    headers = renamed(status="")
    with pytest.raises(RegisterBroken, match='"Status" is missing'):
        locate(CASES, [headers, [says if header == "Stage" else "" for header in headers]])


def test_a_header_made_anew_never_stands_there_twice() -> None:
    stage = CASES.column("stage")
    assert free_title(stage, ["Ref", "Status"]) == "Stage"
    assert free_title(stage, ["Ref", "stage "]) == "Stage reached"


def test_the_header_may_stand_below_a_title() -> None:
    located = locate(CASES, [["Our casework"], [], TITLES, ["C-2026-0001"]])
    assert (located.row, located.columns["received"]) == (3, 1)


def test_an_empty_tab_has_no_header() -> None:
    with pytest.raises(RegisterBroken, match='"Ref" is missing'):
        locate(CASES, [])


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (["Cases", "Contacts"], "Cases"),
        (["cases "], "cases "),
        (["All cases"], "All cases"),
        (["Register", "Cases"], "Cases"),
        (["Register", "Casework"], None),
        (["Sheet1"], None),
    ],
)
def test_a_tab_is_found_under_its_other_names(titles: list[str], found: str | None) -> None:
    assert find_tab(CASES, titles) == found


@pytest.mark.parametrize(
    ("tab", "text", "key"),
    [
        ("cases", "C-2026-0042", True),
        ("cases", "ring Ana", False),
        ("caseworkers", "ana@union.example", True),
        ("caseworkers", "to be asked", False),
        ("attention", "17", True),
        ("cases", "", False),
    ],
)
def test_a_note_in_the_key_column_is_no_key(tab: str, text: str, key: bool) -> None:
    assert looks_like_a_key(BY_NAME[tab], text) == key


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_every_table_of_columns_is_sound(tab: TabLayout) -> None:
    names = [column.name for column in tab.columns]
    titles = [fold(column.title) for column in tab.columns]
    assert tab.key in names
    assert len(set(names)) == len(names) and len(set(titles)) == len(titles)
    kept = {fold(column.title) for column in tab.columns if not column.needed}
    for column in tab.columns:
        others = set(titles) - {fold(column.title)}
        assert not {fold(word) for word in column.synonyms} & (others - kept if column.needed else others)
        if column.choices:
            assert span_of(column.choices).column < len(LISTS.columns)


def test_contact_columns_that_become_facts_are_fields_of_a_member() -> None:
    fields = set(Member.__dataclass_fields__)
    assert {"name", "email", "phone", "contact_preference", "employer"} <= fields
    assert {column.name for column in CONTACTS.columns} >= {"name", "email", "phone", "contact_preference"}


def test_yours_and_ours_differ_in_more_than_colour() -> None:
    ours, yours = looks.OURS_HEADER, looks.YOURS_HEADER
    assert (ours.bold, ours.italic) != (yours.bold, yours.italic)
    for column in CASES.columns:
        assert (looks.YOURS_MARK in looks.header_format(column)) == (column.owner is Owner.HUMAN)
        assert looks.header_note(column).startswith("Yours" if column.owner is Owner.HUMAN else "Filled in")


def test_every_rule_names_columns_that_are_there() -> None:
    for tab, rules in looks.RULES.items():
        letters = {column.name: "A" for column in BY_NAME[tab].columns}
        for rule in rules:
            assert looks.rule_formula(rule, letters).startswith("=")
            assert set(rule.columns) <= set(letters)


def test_a_choice_of_status_is_every_status() -> None:
    assert WORDS["status"] == tuple(status.value for status in Status)
    assert set(WORDS) == {column.name for column in LISTS.columns}
