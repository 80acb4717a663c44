"""Where nobody can take a case: which one rule would free whom, and never one that does not relax (§4.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework.allocation import suggest
from casework.decide import decide
from casework.effects import Send
from casework.facts.due import SuggestionMade
from casework.freeing import RELAXABLE, Freed, freed, in_words
from casework.intake import form_received as decide_form
from casework.model import Absence, Case, Caseworker, Level, OpenCase, Preference, Status, Team
from casework.own_word import Standing
from casework.plan.rules import NEVER_RELAXED
from casework.whole_reasons import whole_reasons
from jobs.cli import main
from jobs.config import demo_config, load
from jobs.journal import cases as kept
from jobs.journal.store import BRANCH as JOURNAL_BRANCH
from jobs.journal.store import open_journal
from jobs.record import keep, remember_roster
from tests.support.branches import BRANCH, MONDAY, POLICY, TEAM, form_received

TODAY = MONDAY.date()
ANA = Caseworker("Ana Ruiz", "ana@home.example", department="Chemistry")
BEN = Caseworker("Ben Osei", "ben@home.example", department="Library", paused=True)


def case_of(**values: object) -> Case:
    case = decide_form(form_received(**values), BRANCH, POLICY, TEAM, MONDAY).case
    assert case is not None
    return case


def held(points: float, count: int = 1, long_ago: bool = True, emotional: int = 0) -> tuple[OpenCase, ...]:
    since = MONDAY - timedelta(days=90 if long_ago else 3)
    return tuple(
        OpenCase(
            f"C-2026-09{n:02}",
            Status.ACTIVE,
            "",
            "",
            ANA.email,
            "",
            points,
            emotional=emotional,
            lead_since=since,
        )
        for n in range(count)
    )


def by(person: dict[str, Any], cases: tuple[OpenCase, ...] = (), case: Case | None = None) -> list[Freed]:
    team = Team((replace(ANA, **person), BEN), cases)
    case = case or case_of()
    assert suggest(case, team, POLICY, MONDAY).candidates == ()
    return list(freed(case, team, POLICY, MONDAY))


@pytest.mark.parametrize(
    ("rule", "person", "cases", "values"),
    [
        ("kind", {"not_yet": ("disciplinary",)}, (), {}),
        ("limit", {"max_cases": 1}, held(1.0), {}),
        ("hours", {"hours": 10.0}, held(3.0), {}),
        ("new cases", {"hours": 40.0}, held(1.0, 2, long_ago=False), {}),
        ("experience", {"level": Level.NEW, "hours": 40.0}, (), {}),
        ("part", {"preference": Preference.PAIRED, "hours": 20.0}, (), {}),
    ],
)
def test_each_rule_of_the_table_is_told_with_whom_it_alone_would_free(
    rule: str, person: dict[str, Any], cases: tuple[OpenCase, ...], values: dict[str, object]
) -> None:
    found = by(person, cases, case_of(**values))
    assert [(one.rule.name, one.person.name) for one in found] == [(rule, "Ana Ruiz")]
    [sentence] = in_words(tuple(found))
    assert "Ana Ruiz" in sentence and sentence.endswith(".")


def test_one_more_of_the_hardest_cases_and_somebody_left_out_are_told_too() -> None:
    hard = replace(case_of(), emotional=3, points=2.0)
    found = by({"hours": 80.0}, held(1.0, 2, emotional=3), hard)
    assert [one.rule.name for one in found] == ["hard cases"]
    left_out = replace(case_of(), passed_over=(ANA.email,))
    assert [one.rule.name for one in by({}, case=left_out)] == ["left out"]


@pytest.mark.parametrize(
    ("person", "case"),
    [
        ({"paused": True}, {}),
        ({"left": True}, {}),
        ({"away": (Absence(TODAY, TODAY),)}, {}),
        ({"department": "Physics"}, {}),
        ({}, {"people_involved": "Dr Ruiz was in the room"}),
        ({"accredited": False}, {"key_date": "2027-01-11", "key_event": "hearing"}),
        ({}, {"caseworker_preference": "A woman, please"}),
        ({}, {"caseworker_preference": "Please not Ana"}),
        ({"level": Level.SHADOW}, {}),
        ({"preference": Preference.SHADOW}, {}),
        ({"keep_apart": ("Mo Adeyemi",)}, {}),
        ({"insured": False}, {}),
        ({"hours": 2.0}, {}),
        ({"max_cases": 0, "level": Level.NEW}, {"categories": ("pay_grading",)}),
    ],
)
def test_what_never_relaxes_and_a_rest_free_nobody(person: dict[str, Any], case: dict[str, object]) -> None:
    assert by(person, case=case_of(**case)) == []


def test_the_branch_s_own_limit_is_nobody_s_to_give_away() -> None:
    assert by({"hours": 80.0}, held(0.5, POLICY.max_cases)) == []


def test_two_reasons_at_once_are_not_freed_by_one_rule() -> None:
    assert by({"not_yet": ("disciplinary",), "max_cases": 1}, held(1.0)) == []
    assert by({"not_yet": ("disciplinary",), "department": "Physics"}) == []
    assert by({}, case=replace(case_of(), declined=(ANA.email,))) == []


def test_the_table_has_nothing_that_never_relaxes_and_nothing_where_somebody_can_be_had() -> None:
    codes = {rule.code for rule in RELAXABLE}
    assert not codes & NEVER_RELAXED and codes == {"ANOTHER", "H10", "H11", "H16"}
    assert freed(case_of(), Team((ANA, replace(BEN, not_yet=("disciplinary",))), ()), POLICY, MONDAY) == ()
    assert freed(case_of(), Team((), ()), POLICY, MONDAY) == ()


def test_somebody_new_may_go_with_whoever_would_be_freed_and_the_other_half_is_looked_for_too() -> None:
    cara = Caseworker("Cara Lund", "cara@home.example", level=Level.NEW, hours=40.0)
    team = Team((replace(ANA, not_yet=("disciplinary",)), cara), ())
    [one] = [one for one in freed(case_of(), team, POLICY, MONDAY) if one.rule.name == "kind"]
    assert (one.person.name, one.partner) == ("Ana Ruiz", "Cara Lund")
    second = replace(case_of(), status=Status.ACTIVE, lead="dev@home.example")
    dev = Caseworker("Dev Patel", "dev@home.example")
    team = replace(team, caseworkers=(team.caseworkers[0], dev))
    assert [one.rule.name for one in freed(second, team, POLICY, MONDAY)] == ["kind"]


def test_it_stands_in_the_coordinator_s_mail_and_in_the_whole_reasons() -> None:
    team = Team((replace(ANA, not_yet=("disciplinary",)), BEN), ())
    case = case_of()
    idea = suggest(case, team, POLICY, MONDAY)
    made = decide(SuggestionMade(case.ref, idea), case, BRANCH, POLICY, team, MONDAY)
    [send] = [effect for effect in made.effects if isinstance(effect, Send)]
    said = (
        "If somebody took this kind of case, which stands under Not yet beside their name: Ana Ruiz. "
        "If they agree, change Not yet beside their name."
    )
    assert (send.kind, send.words["frees"]) == ("no_one", [said])
    assert whole_reasons(case, idea, [case], team, POLICY, MONDAY).frees == (said,)


def test_the_command_says_it_and_nothing_of_whoever_rests_by_their_own_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(demo_config(Path()), encoding="utf-8")
    state = load(config, secrets=False).state
    state.mkdir(parents=True, exist_ok=True)
    journal = open_journal(state / "state.db", JOURNAL_BRANCH)
    rests = replace(BEN, paused=False, not_yet=("disciplinary",))
    with journal.begin() as book:
        remember_roster(book, (replace(ANA, not_yet=("disciplinary",)), rests))
        keep(book, Standing(BEN.email, rests_until=date(2100, 1, 1)))
        kept.put(book, case_of())
    journal.close()
    assert main(["suggest", "C-2026-0001", "--config", str(config)]) == 0
    said = capsys.readouterr().out
    assert "What would free somebody: each of these alone, and only if they agree" in said
    assert "under Not yet beside their name: Ana Ruiz. If they agree, change Not yet" in said
