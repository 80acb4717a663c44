"""Too much by the register's own count: hours and feeling, with patience (DOMAIN.md §3.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.facts.letters import FormReceived
from casework.intake import form_received
from casework.meters import Limit, over_limits, watched
from casework.model import Case, Caseworker, KeyDate, OpenCase, Policy, Status
from casework.numbers import Care
from casework.overdue import overdue
from tests.support.branches import BRANCH, MONDAY, TEAM, form, received
from tests.support.branches import POLICY as BRANCH_POLICY

ANA = Caseworker("Ana Ruiz", "ana@home.example")
BEN = Caseworker("Ben Osei", "ben@home.example")
POLICY = Policy()
DAY = date(2026, 11, 23)
HOURS = frozenset({(ANA.email, Limit.HOURS)})
NOBODY = frozenset()


def case(number, points=5.0, emotional=0, **who):
    usual = {"lead": ANA.email, "offered_to": ""} | who
    return OpenCase(f"C-2026-{number:04}", Status.ACTIVE, "", "", points=points, emotional=emotional, **usual)


def over(*cases, people=(ANA, BEN), logged=None, policy=POLICY):
    return over_limits(people, cases, logged or {}, policy, MONDAY)


def looks(*days):
    """What comes of looking on these days: (day from the first, who is over)."""
    watches, told = (), []
    for day, now_over in days:
        watches, ripe = watched(watches, now_over, Care(), DAY + timedelta(days=day))
        told += [(day, email, limits) for email, limits in ripe.items()]
    return told


def test_more_than_all_their_hours_is_over_and_all_of_them_is_not():
    assert over(case(1, 8.5)) == NOBODY
    assert over(case(1, 8.6)) == HOURS


def test_whoever_has_no_hours_at_all_and_a_case_is_over():
    assert over(case(1, 1), people=(replace(ANA, hours=0),)) == HOURS
    assert over(people=(replace(ANA, hours=0),)) == NOBODY


def test_nobody_is_over_a_limit_through_being_asked_or_suggested():
    assert over(case(1, 8), case(2, 9, lead="", offered_to=ANA.email)) == NOBODY
    assert over(case(1, 8), case(2, 9, lead="", suggested_to=ANA.email)) == NOBODY


def test_a_second_who_has_only_been_asked_takes_nothing_off_the_lead():
    assert over(case(1, 9, second_offered_to=BEN.email)) == HOURS
    assert over(case(1, 9, second=BEN.email)) == NOBODY


@pytest.mark.parametrize(
    ("ratings", "is_over"), [((2, 2, 1), False), ((2, 2, 2), True), ((3, 3), True), ((3, 2), False)]
)
def test_an_emotional_load_of_six_is_over(ratings, is_over):
    found = over(*(case(n, 0.1, rating) for n, rating in enumerate(ratings, 1)))
    assert ((ANA.email, Limit.FEELING) in found) is is_over


def test_three_cases_with_the_rating_three_are_over_whatever_the_share():
    thirds = [case(n, 0.1, 3, lead=BEN.email, second=ANA.email) for n in (1, 2, 3)]
    assert (ANA.email, Limit.FEELING) in over(*thirds)
    assert (ANA.email, Limit.FEELING) not in over(*thirds[:2])


@pytest.mark.parametrize(
    ("months", "is_over"),
    [((16, 15.5), True), ((15, 16), False), ((16,), False), ((20, 3), False), ((2, 16, 16), True)],
)
def test_far_more_hours_noted_than_given_is_over_after_two_months_running(months, is_over):
    found = over(logged={ANA.email: months}, people=(replace(ANA, hours=10),))
    assert (found == {(ANA.email, Limit.LOGGED)}) is is_over


def test_whoever_has_left_is_not_looked_at():
    assert over(case(1, 99), people=(replace(ANA, left=True),)) == NOBODY


def test_hours_count_only_after_a_week_at_a_stretch():
    assert looks((0, HOURS), (4, HOURS), (6, HOURS)) == []
    assert looks((0, HOURS), (4, HOURS), (7, HOURS)) == [(7, ANA.email, (Limit.HOURS,))]
    assert looks((0, HOURS), (4, NOBODY), (7, HOURS), (11, HOURS)) == []


def test_feeling_counts_at_once():
    feeling = frozenset({(ANA.email, Limit.FEELING)})
    assert looks((0, feeling), (1, feeling)) == [(0, ANA.email, (Limit.FEELING,))]


def test_whoever_rests_from_offers_anyway_is_told_when_that_is_over():
    feeling = frozenset({(ANA.email, Limit.FEELING)})
    watches, ripe = watched((), feeling, Care(), DAY, {ANA.email})
    assert not ripe
    assert watched(watches, feeling, Care(), DAY, {BEN.email})[1] == {ANA.email: (Limit.FEELING,)}


def test_it_is_said_once_however_long_it_lasts():
    assert len(looks(*((day, HOURS) for day in range(60)))) == 1


def test_it_is_said_again_only_after_as_long_below_the_limit():
    up_and_down = [(0, HOURS), (7, HOURS), (8, NOBODY), (9, HOURS), (12, NOBODY), (16, HOURS), (30, HOURS)]
    assert len(looks(*up_and_down)) == 1
    assert len(looks((0, HOURS), (7, HOURS), (8, NOBODY), (15, NOBODY), (16, HOURS), (23, HOURS))) == 2


def test_the_limits_are_the_branch_s_own():
    care = Care(used=1.2, emotional=3)
    policy = replace(POLICY, care=care)
    assert over(case(1, 9), policy=policy) == NOBODY
    assert over(case(1, 0.1, 3), policy=policy) == {(ANA.email, Limit.FEELING)}


# --- deadlines that are past ------------------------------------------------------------------------------


def led(*dates: KeyDate, number: int = 1, **changes: object) -> Case:
    made = form_received(FormReceived(received(), form()), BRANCH, BRANCH_POLICY, TEAM, MONDAY).case
    usual = {"ref": f"C-2026-{number:04}", "status": Status.ACTIVE, "lead": ANA.email, "key_dates": dates}
    return replace(made, **(usual | changes))


def due(days: int, what: str = "appeal due", done: bool = False) -> KeyDate:
    return KeyDate(DAY + timedelta(days=days), what, done)


TICKED = led(due(-20, done=True), number=9)


def test_deadlines_past_and_not_ticked_off_are_counted_for_whoever_leads():
    three = led(due(-9), due(-8, "send grounds to HR"), due(-1, "deadline for the appeal"))
    assert overdue([three, TICKED], DAY) == {ANA.email: 3}
    assert over_limits((ANA, BEN), (), {}, POLICY, MONDAY, overdue([three, TICKED], DAY)) == {
        (ANA.email, Limit.OVERDUE)
    }


def test_where_nobody_ticks_dates_off_a_line_without_a_tick_says_nothing():
    assert overdue([led(due(-9), due(-8), due(-1))], DAY) == {}


def test_meetings_that_are_over_days_to_come_and_what_nobody_leads_are_not_overdue():
    dates = (due(-3, "meeting with HR"), due(-3, "hearing"), due(0), due(5), due(-4, done=True))
    assert overdue([led(*dates), TICKED], DAY) == {}
    assert overdue([led(due(-9), lead=""), led(due(-9), status=Status.CLOSED), TICKED], DAY) == {}


def test_two_overdue_are_not_three_and_the_branch_may_leave_it_out():
    two = {ANA.email: 2}
    assert over_limits((ANA,), (), {}, POLICY, MONDAY, two) == NOBODY
    never = replace(POLICY, care=Care(overdue=0))
    assert over_limits((ANA,), (), {}, never, MONDAY, {ANA.email: 30}) == NOBODY


def test_overdue_counts_only_after_a_week_so_that_a_tick_may_come_late():
    late = frozenset({(ANA.email, Limit.OVERDUE)})
    assert looks((0, late), (6, late)) == []
    assert looks((0, late), (7, late)) == [(7, ANA.email, (Limit.OVERDUE,))]
