"""`casework what-if`: more cases, volunteers, leave, and when the branch is full."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework.intake import form_received
from casework.model import Absence, OpenCase, Status, Team
from casework.model import Case as RegisterCase
from casework.numbers import Workload
from casework.own_word import Standing
from casework.plan import what_if
from casework.plan.problem import Case, Caseworker, Problem
from casework.plan.what_if import Change, NobodyOfThatName, Week, quarter, saturated
from casework.supposed import supposed
from jobs.cli import main
from jobs.commands.what_if import saturation
from jobs.config import demo_config, load
from jobs.journal import cases as kept
from jobs.journal.store import BRANCH as JOURNAL_BRANCH
from jobs.journal.store import open_journal
from jobs.record import remember_roster
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM
from tests.support.branches import form_received as form_fact

ANA, BEN, CARA = CASEWORKERS

PROBLEM = Problem(
    (Case("C-1", points=4.0),),
    (
        Caseworker("cw1", level=2, capacity=8.5),
        Caseworker("cw2", level=2, capacity=8.5),
        Caseworker("cw3", level=1, capacity=5.1),
    ),
)


def weeks(**change: Any) -> list[Week]:
    return list(quarter(PROBLEM, Change(**change)))


def test_without_a_change_nothing_changes_in_the_quarter() -> None:
    found = weeks()
    assert [one.week for one in found] == list(range(14))
    assert {(one.cases, one.unpaired, one.unallocated) for one in found} == {(1, 0, 0)}
    assert saturated(found) is None


def test_no_week_has_more_cases_without_anybody_than_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan for more cases is one for fewer: else the branch is called saturated weeks too early."""
    monkeypatch.setattr(what_if, "CHANGES", 300)  # far fewer than usual, so that a small branch will do
    chance = random.Random(4)
    people = chance.randint(5, 9)
    problem = Problem(
        tuple(
            Case(
                f"C-{n}",
                points=chance.choice([2.0, 3.0, 5.0, 8.0, 9.0]),
                emotional=chance.choice([0, 2, 3]),
                category=chance.choice("abc"),
                hearing=chance.random() < 0.3,
            )
            for n in range(5)
        ),
        tuple(
            Caseworker(
                f"cw{n}",
                level=chance.choice([1, 2]),
                capacity=chance.choice([5.1, 8.5, 12.0]),
                accredited=chance.random() < 0.5,
                not_yet=frozenset(chance.sample("abc", chance.randint(0, 1))),
                max_cases=chance.choice([2, 3, 4]),
            )
            for n in range(people)
        ),
    )
    left = [one.unallocated for one in quarter(problem, Change(cases=13))]
    assert left == sorted(left) and left[-1] > left[0]


def test_more_cases_fill_the_branch_until_it_is_saturated() -> None:
    found = weeks(cases=13)
    assert [one.cases for one in found] == list(range(1, 15))
    when = saturated(found)
    assert when is not None
    assert found[when - 1].unallocated == 0 < found[when].unallocated
    assert found[-1].unallocated > found[when].unallocated
    assert all(one.median <= one.highest <= 1 for one in found)


def test_volunteers_put_saturation_off_and_leave_brings_it_on() -> None:
    def last(**change: Any) -> int:
        return weeks(cases=6, **change)[-1].unallocated

    assert last(volunteers=3) <= last() < last(leave=("cw1",))


def test_leave_is_only_for_people_who_are_there() -> None:
    with pytest.raises(NobodyOfThatName, match="no caseworker cw9 in the file"):
        weeks(leave=("cw9",))


def test_nobody_at_all_is_an_answer_too() -> None:
    found = list(quarter(Problem(), Change(cases=2)))
    assert (found[-1].cases, found[-1].unallocated, found[-1].highest) == (2, 2, 0.0)


def test_the_command_draws_a_chart_or_prints_an_object(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "problem.json"
    people = [{"id": f"cw{n}", "level": 2, "capacity": 8.5} for n in range(3)]
    path.write_text(json.dumps({"cases": [{"id": "C-1", "points": 4}], "caseworkers": people}), "utf-8")
    asked = ["what-if", str(path), "--cases", "13", "--volunteers", "1", "--leave", "cw0"]
    assert main(asked) == 0
    said = capsys.readouterr().out
    assert "13 more cases in the quarter, 1 more volunteer, 1 more away." in said
    assert "   0      1  ##" in said
    assert "The branch is saturated in week" in said
    assert main([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["weeks"]) == 14
    assert found["weeks"][0].keys() == {"week", "cases", "highest", "median", "unpaired", "unallocated"}
    assert isinstance(found["weeks_to_saturation"], int)
    assert main(["what-if", str(path), "--leave", "nobody"]) == 1


@pytest.mark.parametrize(
    ("left", "when", "said"),
    [
        (0, None, "not saturated in this quarter"),
        (0, 7, "saturated in week 7: from then on cases are left without anybody"),
        (
            1,
            None,
            "1 case has nobody from the start, before any other case comes. In this quarter",
        ),
        (
            2,
            7,
            "2 cases have nobody from the start, before any other case comes. From week 7 on",
        ),
    ],
)
def test_what_is_left_out_from_the_start_is_not_called_saturation(
    left: int, when: int | None, said: str
) -> None:
    assert said in saturation(left, when)


def test_a_few_added_cases_are_like_cases_from_all_over_the_year_and_not_the_oldest() -> None:
    alike = [Case(f"C-{n}", points=float(n)) for n in range(1, 9)]
    nobody = Problem((), (Caseworker("cw1", level=2, capacity=100.0, max_cases=9, max_new=9),))
    [*_, last] = quarter(nobody, Change(cases=4), alike)
    assert last.highest == pytest.approx((1 + 3 + 5 + 7) / 100)


# The branch itself


SINCE = datetime(2026, 9, 1, tzinfo=UTC)


def branch_case(number: int, **changes: Any) -> RegisterCase:
    made = form_received(form_fact(), BRANCH, POLICY, TEAM, MONDAY).case
    assert made is not None
    return replace(made, ref=f"C-2026-{number:04}", **changes)


def held(number: int, lead: str, second: str = "") -> RegisterCase:
    return branch_case(
        number, status=Status.ACTIVE, lead=lead, second=second, lead_since=SINCE, second_since=SINCE
    )


def team_of(cases: Sequence[RegisterCase]) -> Team:
    short = (
        OpenCase(one.ref, one.status, "", "", one.lead, "", one.points, second=one.second, lead_since=SINCE)
        for one in cases
    )
    return Team(CASEWORKERS, tuple(short))


def a_branch(folder: Path, now: datetime) -> Path:
    """The journal of a branch with one case that waits and one that Ana has; the path of its settings."""
    config = folder / "config.yaml"
    config.write_text(demo_config(Path()), encoding="utf-8")
    state = load(config, secrets=False).state
    state.mkdir(parents=True, exist_ok=True)
    journal = open_journal(state / "state.db", JOURNAL_BRANCH)
    with journal.begin() as book:
        remember_roster(book, CASEWORKERS)
        for case in (branch_case(1), held(2, ANA.email)):
            kept.put(book, replace(case, received_at=now - timedelta(days=9)))
    journal.close()
    return config


def test_the_branch_is_planned_as_it_stands_and_only_what_waits_is_given_anew() -> None:
    cases = [branch_case(1), held(2, ANA.email, BEN.email)]
    found = supposed(cases, team_of(cases), POLICY, MONDAY)
    assert [one.id for one in found.problem.cases] == ["C-2026-0001"]
    assert [one.id for one in found.alike] == ["C-2026-0001", "C-2026-0002"]
    loads = {one.id: round(one.load, 1) for one in found.problem.caseworkers}
    assert loads == {ANA.email: 4.2, BEN.email: 2.4, CARA.email: 0.0}
    assert found.given_on == 0


def test_cases_of_somebody_on_leave_go_to_others_and_the_others_keep_theirs() -> None:
    cases = [held(1, ANA.email), held(2, BEN.email)]
    roomy = replace(POLICY, workload=Workload(hours=40))
    found = supposed(cases, team_of(cases), roomy, MONDAY, [ANA.email])
    assert ([one.id for one in found.problem.cases], found.given_on) == (["C-2026-0001"], 1)
    stay = list(quarter(found.problem, Change(leave=(ANA.email,)), found.alike))
    assert (stay[0].cases, stay[0].unallocated) == (1, 0)


def test_in_a_pair_only_the_part_of_whoever_is_on_leave_goes_to_somebody_else() -> None:
    roomy = replace(POLICY, workload=Workload(hours=40))
    cases = [held(1, ANA.email, BEN.email), held(2, BEN.email, ANA.email), held(3, ANA.email)]
    team = replace(team_of(cases), caseworkers=(ANA, BEN, replace(CARA, department="Estates")))
    found = supposed(cases, team, roomy, MONDAY, [ANA.email])
    assert ([one.id for one in found.problem.cases], found.given_on) == (["C-2026-0003"], 1)
    assert (found.parts, found.alone) == (2, 0)
    loads = {one.id: round(one.load, 1) for one in found.problem.caseworkers}
    assert loads == {ANA.email: 0.0, BEN.email: 6.6, CARA.email: 6.6}  # 6 points: 0.7 and 0.4 of them each


def test_whoever_is_left_in_peace_for_some_days_is_counted_on_for_a_quarter() -> None:
    roomy = replace(POLICY, workload=Workload(hours=40))
    cases = [held(1, ANA.email, BEN.email)]
    cara = replace(CARA, department="Estates")
    peace = (Standing(cara.email, let_be_until=date(2026, 12, 3)),)
    team = replace(team_of(cases), caseworkers=(ANA, BEN, cara), standings=peace)
    found = supposed(cases, team, roomy, MONDAY, [ANA.email])
    assert (found.parts, found.alone) == (1, 0)


def test_where_nobody_can_take_their_part_the_other_one_is_alone_and_the_case_is_not_nobodys() -> None:
    roomy = replace(POLICY, workload=Workload(hours=40))
    cases = [held(1, ANA.email, BEN.email)]
    team = replace(team_of(cases), caseworkers=(ANA, BEN))
    found = supposed(cases, team, roomy, MONDAY, [ANA.email])
    assert (found.problem.cases, found.given_on, found.parts, found.alone) == ((), 0, 1, 1)
    both = supposed(cases, team, roomy, MONDAY, [ANA.email, BEN.email])
    assert ([one.id for one in both.problem.cases], both.given_on, both.parts) == (["C-2026-0001"], 1, 0)


def test_who_has_left_is_paused_or_long_away_is_not_counted_on() -> None:
    far = Absence(MONDAY.date(), MONDAY.date() + timedelta(days=60))
    near = Absence(MONDAY.date(), MONDAY.date() + timedelta(days=20))
    people = (replace(ANA, left=True), replace(BEN, paused=True), replace(CARA, away=(far,)))
    people += (replace(CARA, email="dev@home.example", away=(near,), not_yet=("grievance",)),)
    found = supposed([], Team(people), POLICY, MONDAY).problem.caseworkers
    assert [(one.id, one.paused, one.away) for one in found] == [
        (BEN.email, True, False),
        (CARA.email, False, True),
        ("dev@home.example", False, False),
    ]
    assert found[-1].not_yet == {"grievance"}


def test_the_command_takes_the_branch_of_the_settings_and_names_of_its_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = a_branch(tmp_path, datetime.now(UTC))
    asked = ["what-if", "--config", str(config), "--cases", "6", "--leave", "Ana", "Ruiz"]
    assert main(asked) == 0
    said = capsys.readouterr().out
    assert "Your branch now: 2 open cases, 3 caseworkers who can be asked." in said
    assert "In those weeks 2 more came than were closed: --cases 2 supposes that this goes on." in said
    assert "1 case of those on leave would go to others." in said
    assert "6 more cases in the quarter, 0 more volunteers, 1 more away." in said
    assert "home.example" not in said and "Ana" not in said
    assert main([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["open"], found["given_on"], len(found["weeks"])) == (2, 1, 14)
    assert main(["what-if", "--config", str(config), "--leave", "Zed"]) == 1
    assert '"Zed" is not a name on the Caseworkers tab.' in capsys.readouterr().err
