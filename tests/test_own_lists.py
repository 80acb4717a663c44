"""What the dropdown under Decision offers in the row of a case: who can be named for it, and nobody else."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from casework.allocation import suggest
from casework.choosing import caseworker_chosen
from casework.facts.answers import CaseworkerChosen
from casework.model import (
    Absence,
    Candidate,
    Case,
    Caseworker,
    Level,
    OpenCase,
    Part,
    Preference,
    Status,
    Suggestion,
    Team,
)
from casework.standing import offers_of
from jobs.journal import cases, rows
from sheets.own_lists import NOBODY, names_offered, own_list
from sheets.register import Words
from tests.sheets_emulator.ways import Ways
from tests.support.branches import BRANCH, MONDAY, POLICY
from tests.support.engine import desk
from tests.support.google_register import Keyboard, google_server, put_prepared
from tests.test_hard_rules import case_of

ANA, BEN, CY = (
    Caseworker(name, f"{name.split()[0].casefold()}@home.example")
    for name in ("Ana Ruiz", "Ben Osei", "Cy Lee")
)
THREE = Team((CY, BEN, ANA), ())


def offered_in(case: Case, team: Team) -> Words | None:
    return own_list(case, names_offered(team))


def waiting_for(team: Team, **values: object) -> Case:
    case = case_of(department="History", **values)
    return replace(case, suggestion=suggest(case, team, POLICY, MONDAY))


def idea(*able: Caseworker, first: Caseworker | None = None, part: Part = Part.PAIR) -> Case:
    suggested = (Candidate(first.name, first.email, "has room."),) if first else ()
    suggestion = Suggestion(suggested, (), part=part, able=tuple(one.email for one in able))
    return replace(case_of(), suggestion=suggestion)


def test_approve_is_first_then_whoever_is_suggested_then_the_others_by_name() -> None:
    assert offered_in(idea(ANA, BEN, CY, first=BEN), THREE) == ("Approve", "Ben Osei", "Ana Ruiz", "Cy Lee")


def test_who_cannot_be_named_is_not_offered() -> None:
    full = Caseworker("Eve Full", "eve@home.example", max_cases=1)
    away = Caseworker("Al Way", "al@home.example", away=(Absence(MONDAY.date(), MONDAY.date()),))
    team = Team(
        (ANA, BEN, full, away, replace(CY, department="History")),
        (OpenCase("C-2026-0900", Status.ACTIVE, "", "", full.email, "", 1.0),),
    )
    case = waiting_for(team)
    assert case.suggestion is not None
    offered = offered_in(case, team)
    assert offered is not None and set(offered) == {"Approve", "Ana Ruiz", "Ben Osei"}
    assert not set(offered) & {person.name for person in case.suggestion.excluded}


def test_where_nobody_can_be_named_no_name_is_offered() -> None:
    case = waiting_for(Team((replace(ANA, paused=True),), ()))
    assert offered_in(case, Team((ANA,), ())) == NOBODY


@pytest.mark.parametrize(
    "case",
    [
        case_of(),
        replace(idea(ANA, first=ANA), status=Status.CLOSED),
        replace(idea(ANA, first=ANA), lead=ANA.email, second=BEN.email),
    ],
    ids=["nothing is suggested yet", "it is closed", "both have said yes"],
)
def test_a_case_that_waits_for_nothing_has_no_list_of_its_own(case: Case) -> None:
    assert offered_in(case, THREE) is None


def test_a_case_with_a_lead_offers_who_could_be_second() -> None:
    case = replace(case_of(department="History"), lead=ANA.email, status=Status.ACTIVE)
    case = replace(case, suggestion=suggest(case, THREE, POLICY, MONDAY))
    offered = offered_in(case, THREE)
    assert offered is not None and sorted(offered) == ["Approve", "Ben Osei", "Cy Lee"]


def test_two_of_one_name_are_offered_by_address_and_whoever_has_left_not_at_all() -> None:
    other = replace(CY, name="Ben  osei")
    team = Team((ANA, BEN, other, replace(ANA, email="gone@home.example", left=True)), ())
    gone = replace(ANA, email="gone@home.example")
    case = idea(ANA, BEN, other, gone, first=ANA)
    assert offered_in(case, team) == ("Approve", "Ana Ruiz", BEN.email, other.email)


@pytest.mark.parametrize("name", ["=Ana Ruiz", "+Ana Ruiz"])
def test_a_name_that_a_spreadsheet_would_work_out_is_not_offered(name: str) -> None:
    odd = replace(ANA, name=name)
    assert offered_in(idea(odd, BEN, first=BEN), Team((odd, BEN), ())) == ("Approve", "Ben Osei")


def somebody(chance: random.Random, number: int) -> Caseworker:
    today = MONDAY.date()
    return Caseworker(
        f"Volunteer {chr(65 + number)}{number}",
        f"v{number}@home.example",
        department=chance.choice(["", "History", "Physics"]),
        max_cases=chance.choice([None, 1, 3]),
        away=chance.choice([(), (), (Absence(today, today + timedelta(days=9)),)]),
        paused=chance.random() < 0.1,
        level=chance.choice(list(Level)),
        preference=chance.choice(list(Preference)),
        not_yet=chance.choice([(), (), ("disciplinary",)]),
        accredited=chance.choice([None, True, False]),
        hours=chance.choice([None, 4.0, 20.0]),
    )


@pytest.mark.parametrize("seed", range(24))
def test_every_name_that_is_offered_can_be_asked_when_it_is_chosen(seed: int) -> None:
    """So that the list never says what is then refused under Check."""
    chance = random.Random(seed)
    people = tuple(somebody(chance, number) for number in range(8))
    held = tuple(
        OpenCase(f"C-2026-09{n:02}", Status.ACTIVE, "", "", chance.choice(people).email, "", 4.0)
        for n in range(5)
    )
    team = Team(people, held)
    hearing = {"key_event": "hearing", "key_date": date(2026, 12, 3).isoformat()} if seed % 2 else {}
    case = waiting_for(team, **hearing)
    if seed % 3 == 0 and case.suggestion is not None and case.suggestion.candidates:
        lead = case.suggestion.candidates[0].email
        case = replace(case, lead=lead, status=Status.ACTIVE, suggestion=None)
        case = replace(case, suggestion=suggest(case, team, POLICY, MONDAY))
    offered = offered_in(case, team) or ()
    assert case.suggestion is not None
    shut = {person.name for person in case.suggestion.excluded}
    for word in offered:
        assert word not in shut
        if word in NOBODY:
            continue
        fact = CaseworkerChosen(case.ref, word, "register", shown=case.suggestion.names)
        after = caseworker_chosen(fact, case, BRANCH, POLICY, team, MONDAY).case
        assert after is not None and offers_of(after), word


# The whole way


def test_the_row_offers_who_can_be_asked_until_it_is_decided(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.form()
        at.turn()
        assert at.human.own_list(2) == ("Approve", "Ana Ruiz", "Ben Osei")
        at.human.set_cell("Caseworkers", 3, "Paused", "Yes")
        at.turn(minutes=5)
        assert at.human.own_list(2) == ("Approve", "Ana Ruiz")
        before = (tmp_path / "register.xlsx").read_bytes()
        at.turn(minutes=5)
        assert (tmp_path / "register.xlsx").read_bytes() == before
        at.choose("C-2026-0001", "Status", "Waiting")
        at.turn(minutes=5)
        assert at.human.own_list(2) == ("Approve", "Ana Ruiz")
        at.choose("C-2026-0001", "Decision", "Ana Ruiz")
        at.turn(minutes=5)
        assert at.human.own_list(2) != ("Approve", "Ana Ruiz")


def test_a_suggestion_that_an_earlier_version_made_is_made_anew_with_who_can_be_named(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.form()
        at.turn()
        with at.world.journal.begin() as book:
            case = cases.get_many(book, ["C-2026-0001"])["C-2026-0001"]
            assert case.suggestion is not None
            cases.put(book, replace(case, suggestion=replace(case.suggestion, able=())))
            rows.remember(book, "register layout", "an earlier one")
        at.turn(minutes=5)
        assert at.human.own_list(2) == ("Approve", "Ana Ruiz", "Ben Osei")


@pytest.mark.long
def test_in_a_google_sheet_lists_cost_no_call_of_their_own(tmp_path: Path, ways: Ways) -> None:
    with desk(tmp_path / "desk") as at, google_server(tmp_path, ways) as (register, running):
        put_prepared(running)
        human = Keyboard(running)
        for row, person in enumerate(at.human.rows("Caseworkers"), 2):
            for title in ("Name", "Email", "Department"):
                human.set_cell("Caseworkers", row, title, person[title])
        at.world = replace(at.world, register=register)

        def calls() -> int:
            before = register.calls
            at.turn(minutes=5)
            return register.calls - before

        at.turn()  # everybody's load is written beside their names
        at.form()
        assert calls() == 2
        assert human.own_list(2) == ("Approve", "Ana Ruiz", "Ben Osei")
        assert calls() == 1
        human.set_cell("Caseworkers", 3, "Paused", "Yes")
        assert calls() == 2
        assert human.own_list(2) == ("Approve", "Ana Ruiz")
        human.set_cell("Cases", 2, "Decision", "Ana Ruiz")
        assert calls() == 2
        assert human.own_list(2) != ("Approve", "Ana Ruiz")
