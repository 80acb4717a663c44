"""Whom a member knows already, who has had cases like theirs, and pairs that meet again (DOMAIN.md §4.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from time import monotonic

import pytest

from casework.helped import NOTHING, Helped, Part, helped
from casework.intake import form_received as decide_form
from casework.model import Case, Caseworker, OpenCase, Policy, Status, Team
from casework.numbers import Workload
from casework.plan.check import check
from casework.plan.ground import prepare
from casework.plan.objective import strict
from casework.plan.problem import Case as Planned
from casework.plan.problem import Caseworker as Volunteer
from casework.plan.problem import Problem, Settings, Soft
from casework.plan.solve import solve
from casework.staffing import staffing
from casework.together import suggest_all
from jobs.journal import cases
from tests.support.branches import BRANCH, MONDAY, form_received
from tests.support.engine import Desk
from tests.test_together import AMPLE

ANA, BEN, CARA, DEV = (
    Caseworker(f"{name} Roe", f"{name.lower()}@home.example") for name in ("Ana", "Ben", "Cara", "Dev")
)
FOUR = (ANA, BEN, CARA, DEV)
THEIRS = ("mo@home.example", "")


def a_case(**values: object) -> Case:
    found = decide_form(form_received(**values), BRANCH, AMPLE, Team(FOUR, (), "C-2026-0001"), MONDAY).case
    assert found is not None
    return replace(found, suggestion=None)


CASE = a_case()
OTHER = replace(CASE, ref="C-2026-0009")
KIND = CASE.categories[0]
ADDRESS = CASE.member.email


def load(email: str, points: float, number: int) -> OpenCase:
    return OpenCase(f"C-2026-01{number:02}", Status.ACTIVE, "x@x.example", "", email, "", points)


def names(known: Helped = NOTHING, policy: Policy = AMPLE, busy: tuple[OpenCase, ...] = ()) -> set[str]:
    return {person.name.split()[0] for person in told(known, policy, busy)}


def told(known: Helped = NOTHING, policy: Policy = AMPLE, busy: tuple[OpenCase, ...] = ()):
    idea = suggest_all([CASE], Team(FOUR, busy, helped=known), policy, MONDAY, lambda: 0.0)[CASE.ref]
    assert idea.second is not None
    return [idea.candidates[0], idea.second]


def test_whoever_helped_the_member_before_is_suggested_though_a_little_busier_and_the_reason_says_so() -> (
    None
):
    busy = (load(CARA.email, 0.5, 1),)
    assert "Cara" not in names(busy=busy)
    before = helped([Part("C-2025-0009", (ADDRESS.upper(), ""), ("pay",), CARA.email)])
    assert "Cara" in names(before, busy=busy)
    [reason] = [one.reason for one in told(before, busy=busy) if one.name == CARA.name]
    assert "has helped this member before" in reason


def test_but_not_where_they_are_much_busier_than_the_others() -> None:
    before = helped([Part("C-2025-0009", (ADDRESS, ""), ("pay",), CARA.email)])
    busy = (load(CARA.email, 21.0, 1), load(CARA.email, 21.0, 2))
    assert "Cara" not in names(before, busy=busy)


def test_the_case_itself_and_cases_of_others_say_nothing() -> None:
    parts = [
        Part(CASE.ref, (ADDRESS, ""), (KIND,), CARA.email),
        Part("C-2025-0008", ("x@x.example", ""), (), CARA.email),
    ]
    [planned] = staffing([CASE], Team(FOUR, helped=helped(parts)), AMPLE, MONDAY).problem.cases
    assert (planned.before, planned.versed) == (frozenset(), frozenset())


def test_who_has_left_is_nobody_whom_the_member_would_miss() -> None:
    before = helped([Part("C-2025-0009", (ADDRESS, ""), (KIND,), CARA.email)])
    people = (ANA, BEN, replace(CARA, left=True), DEV)
    [planned] = staffing([CASE], Team(people, helped=before), AMPLE, MONDAY).problem.cases
    assert (planned.before, planned.versed) == (frozenset(), frozenset())


def test_whoever_has_had_cases_like_it_leads_where_all_else_is_the_same_and_the_reason_counts_them() -> None:
    had = [Part(f"C-2025-000{n}", ("x@x.example", ""), (KIND,), DEV.email) for n in (1, 2)]
    lead, _ = told(helped(had))
    assert lead.name == DEV.name and "has had two like it" in lead.reason


def test_of_two_pairs_that_are_as_good_the_one_that_was_none_before_is_suggested() -> None:
    first = frozenset(names())
    pair = [person.email for person in FOUR if person.name.split()[0] in first]
    again = helped([Part("C-2025-0001", ("x@x.example", ""), ("other",), pair[0], pair[1])])
    assert names(again) != first
    quiet = replace(AMPLE, workload=replace(AMPLE.workload, soft=Soft(together=0)))
    assert names(again, quiet) == first


def test_whoever_works_where_the_member_does_goes_first_where_all_else_is_the_same() -> None:
    here = replace(
        CASE, form=replace(CASE.form, values={**CASE.form.values, "workplace": "the North Campus"})
    )
    people = tuple(
        replace(one, workplaces=("north site", "Harbour") if one in (CARA, DEV) else ("South site",))
        for one in FOUR
    )

    def lead(case: Case, team: tuple[Caseworker, ...]) -> str:
        idea = suggest_all([case], Team(team), AMPLE, MONDAY, lambda: 0.0)[case.ref]
        assert idea.second is not None
        assert ("works where the member does" in idea.candidates[0].reason) == (
            team is people and case is here
        )
        return f"{idea.names}"

    assert lead(CASE, people) == lead(here, FOUR) == "Ana Roe and Ben Roe"
    assert lead(here, people) == "Cara Roe and Dev Roe"


def test_a_branch_may_count_none_of_it() -> None:
    soft = Soft(not_before=0, not_versed=0, together=0)
    quiet = replace(AMPLE, workload=replace(AMPLE.workload, soft=soft))
    busy = (load(CARA.email, 0.5, 1),)
    before = helped([Part("C-2025-0009", (ADDRESS, ""), (KIND,), CARA.email)])
    assert names(before, quiet, busy) == names(policy=quiet, busy=busy)


@pytest.mark.long
def test_a_plan_of_several_cases_keeps_to_the_rules_and_gives_members_back_to_whom_they_know() -> None:
    people = tuple(Volunteer(f"cw{n}", level=2, capacity=20.0) for n in range(6))
    matters = tuple(
        Planned(f"C-{n}", points=4.0, before=frozenset({f"cw{n}"}) if n < 3 else frozenset())
        for n in range(5)
    )
    problem = Problem(matters, people, Settings(seconds=120), {frozenset({"cw0", "cw1"}): 2})
    found = solve(problem, monotonic)
    assert not check(problem, found.plan) and not found.proved
    pairs = {pair.case: {pair.lead, pair.second} for pair in found.plan}
    assert all(f"cw{n}" in pairs[f"C-{n}"] for n in range(3))
    assert {"cw0", "cw1"} not in pairs.values()
    assert not strict(prepare(problem)) and strict(prepare(Problem(caseworkers=people)))


def known(at: Desk) -> Helped:
    with at.world.journal.begin() as book:
        return cases.helped(book, at.now)


def test_the_journal_knows_who_has_and_had_whose_case_for_two_years(led: Desk) -> None:
    [part] = known(led).members["mo@home.example"]
    assert (part.lead, part.second) == ("ana@home.example", "")
    led.choose(part.ref, "Second", "Ben Osei")
    led.choose(part.ref, "Status", "Closed")
    led.settle()
    assert not known(led).pairs and not known(led).had("disciplinary", OTHER), "too new"
    led.now += timedelta(days=2)
    led.world.journal.memo.forget()
    again = known(led)
    assert set(again.had("disciplinary", OTHER)) == {ANA.email, BEN.email}
    assert again.pairs == {frozenset({"ana@home.example", "ben@home.example"}): 1}
    assert again.kinds["disciplinary"][0].people == ("ana@home.example", "ben@home.example")
    led.now = led.now.replace(year=2029)
    led.world.journal.memo.forget()
    assert known(led) == helped([])


def test_a_second_form_of_the_same_member_is_suggested_to_whoever_had_the_first(led: Desk) -> None:
    led.choose("C-2026-0001", "Status", "Closed")
    led.settle()
    led.form(department="Drama", summary="My hours were changed from one day to the next without a word.")
    led.settle()
    row = led.case_row("C-2026-0002")
    assert "Ana Ruiz" in str(row["Suggested"]) and "has helped this member before" in str(row["Why"])


def test_a_reason_says_where_nearly_all_of_their_hours_would_be_taken() -> None:
    tight = replace(AMPLE, workload=Workload(hours=5.5, most_new=9, seconds=0))
    busy = tuple(load(person.email, 0.2, n) for n, person in enumerate(FOUR))
    [lead, second] = told(policy=tight, busy=busy)
    assert "of their hours with this one (nearly all)" in lead.reason
    assert "nearly all" not in second.reason
