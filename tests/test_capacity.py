"""What the branch can take, and how it is told without naming anybody (DOMAIN.md §3.3, G-21)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.at_the_edge import advice_first
from casework.capacity import Capacity, Short, capacity_of, short
from casework.facts.letters import FormReceived
from casework.figures import Lived
from casework.intake import form_received
from casework.lighter import steps_taken
from casework.model import Absence, Caseworker, Level, OpenCase, Status, Team
from casework.numbers import Care
from casework.own_word import Had, Review, Standing
from casework.referral import Referral, Stand, Wish
from casework.review_figures import review_figures
from casework.statement import capacity_in_words, reviews_in_words
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form, received

TODAY = MONDAY.date()
ANA, BEN, CARA = CASEWORKERS


def a_case(number: int = 1, days: int = 0, **changes):
    made = form_received(FormReceived(received(), form()), BRANCH, POLICY, TEAM, MONDAY).case
    return replace(made, ref=f"C-2026-{number:04}", received_at=MONDAY - timedelta(days=days), **changes)


def held_by(*leads: str, points: float = 5.0) -> tuple[OpenCase, ...]:
    return tuple(
        OpenCase(f"C-2026-{n:04}", Status.ACTIVE, "", "", lead, "", points) for n, lead in enumerate(leads, 1)
    )


def numbers_of(team=TEAM, cases=(), lived=(), policy=POLICY):
    return capacity_of(cases, lived, team, policy, MONDAY)


def test_half_of_the_people_and_the_busiest_are_counted_without_who_cannot_be_asked():
    away = Caseworker("Dan", "dan@home.example", away=(Absence(TODAY, TODAY),))
    shadow = Caseworker("Eve", "eve@home.example", level=Level.SHADOW)
    left = Caseworker("Flo", "flo@home.example", left=True)
    paused = Caseworker("Gus", "gus@home.example", paused=True)
    people = (*CASEWORKERS, away, shadow, left, paused)
    found = numbers_of(Team(people, held_by(ANA.email, ANA.email, BEN.email, points=4.25)))
    assert (found.people, found.can_be_asked) == (6, 3)
    assert (found.median_used, found.highest_used) == (0.5, 1.0)
    assert found.room == pytest.approx(4.25 + 8.5)


def test_offers_and_suggestions_take_no_room():
    offered = replace(held_by("")[0], offered_to=ANA.email, second_suggested_to=BEN.email)
    assert numbers_of(Team(CASEWORKERS, (offered,))).room == pytest.approx(25.5)


def test_room_in_cases_is_reckoned_at_the_usual_weight_for_a_pair():
    cases = [a_case(n, points=5.0, emotional=0) for n in range(3)]
    assert numbers_of(cases=cases).room_in_cases == int(25.5 / 5.5)
    assert numbers_of().room_in_cases == int(25.5 / (4.2 * 1.1))
    assert numbers_of(Team()).room_in_cases == 0


@pytest.mark.parametrize(
    ("came", "closed", "weeks"),
    [(13, 0, 5), (26, 13, 5), (3, 0, 21), (2, 2, None), (0, 4, None), (1, 0, None)],
)
def test_the_weeks_until_the_room_is_gone(came, closed, weeks):
    lately, before = TODAY - timedelta(days=30), TODAY - timedelta(days=200)
    lived = [Lived(lately)] * came + [Lived(before, lately)] * closed + [Lived(before)] * 40
    assert numbers_of(lived=lived).weeks == weeks
    assert numbers_of(lived=lived).came_a_month == pytest.approx(came / 3)


def test_a_branch_that_has_just_begun_is_reckoned_over_the_time_there_is():
    began = [Lived(TODAY - timedelta(days=13))] * 4
    assert numbers_of(lived=began).came_a_month == pytest.approx(4 * 91 / 3 / 28)
    assert numbers_of(lived=[Lived(TODAY - timedelta(days=55)), *began]).days == 56
    assert "In the last 8 weeks" in told(days=56)


def test_no_room_is_no_weeks():
    assert numbers_of(Team()).weeks == 0


def test_cases_with_one_person_with_nobody_and_waiting_long_are_counted():
    pair = {"lead": ANA.email, "second": BEN.email}
    cases = [
        a_case(1, 60, **pair), a_case(2, 60, lead=ANA.email), a_case(3, 13), a_case(4, 15),
        a_case(5, 40, row_gone=True), a_case(6, 40, status=Status.CLOSED),
    ]  # fmt: skip
    with_region = Referral(1, Wish.TAKE, "Rae", "rae@region.example", MONDAY, MONDAY, None, Stand.AGREED)
    cases += [a_case(7, 40, referrals=(with_region,)), a_case(8, 40, merged_into="C-2026-0001")]
    found = numbers_of(cases=cases)
    assert (found.open_cases, found.single, found.nobody, found.waiting_long) == (4, 1, 2, 1)


def review(number: int = 1, days: int = 10, **changes) -> Review:
    return replace(Review(number, MONDAY - timedelta(days=days), (), 1.0), **changes)


def test_whoever_said_too_much_lately_is_counted_once_and_the_count_alone_is_not():
    twice = Standing(ANA.email, review=review(helped="no"), past=(review(helped="no", ended=MONDAY),))
    by_count = Standing(BEN.email, review=review(2, why="hours"))
    long_ago = Standing(CARA.email, past=(review(3, days=91, ended=MONDAY),))
    assert numbers_of(replace(TEAM, standings=(twice, by_count, long_ago))).declared == 1


QUIET = Capacity(12, 12, 0.5, 0.9, 40.0, 8, 91, 7.3, 6.0, 20, 30, 6, 0, 0, 0)


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({}, ()),
        ({"median_used": 0.85}, ()),
        ({"median_used": 0.86}, (Short.MEDIAN,)),
        ({"declared": 3}, (Short.DECLARED,)),
        ({"waiting_long": 1}, (Short.WAITING,)),
        ({"median_used": None}, ()),
    ],
)
def test_when_a_statement_is_called_for(change, reasons):
    assert short(replace(QUIET, **change), Care()) == reasons


# --- told -------------------------------------------------------------------------------------------------


def told(exact=False, **change):
    return " ".join(capacity_in_words(replace(QUIET, **change), Care(), exact))


def test_the_statement_can_be_read_aloud():
    assert told() == (
        "The branch has 12 caseworkers. "
        "Half of these use 50 % of their time for it or more, the busiest 90 %. "
        "There is room for about 8 more cases of the usual weight. "
        "In the last quarter about 7 cases came in a month, and about 6 were closed. "
        "If that goes on, the room is gone in about 20 weeks. "
        "30 cases are open: 6 with one caseworker only, none without anybody yet. "
        "No case has waited more than 10 working days for a caseworker. "
        "No caseworker has told us in the last 90 days that it is too much."
    )


def test_small_numbers_are_hidden_and_cannot_be_worked_out():
    small = {"can_be_asked": 9, "single": 3, "nobody": 1, "waiting_long": 1, "declared": 2}
    said = told(**small)
    assert "some of them cannot be asked" in said and " 9 " not in said
    assert "fewer than 5 with one caseworker only, fewer than 5 without anybody" in said
    assert "Fewer than 5 cases have waited" in said and "Fewer than 5 caseworkers have told us" in said
    exact = told(exact=True, **small)
    assert "9 of them can be asked" in exact and "3 with one caseworker only, 1 without" in exact
    assert "1 case has waited" in exact and "2 caseworkers have told us" in exact


def test_of_four_people_no_average_is_told():
    assert "Half of these" not in told(people=4, can_be_asked=4)
    assert "Half of these" in told(exact=True, people=4, can_be_asked=4)


def test_no_room_is_said_plainly():
    assert "no room for another case" in told(room_in_cases=0, weeks=0)
    assert "more than a year" in told(weeks=None)


# --- reviews ----------------------------------------------------------------------------------------------


def reviewed(count: int, **changes) -> tuple[Standing, ...]:
    usual = {"talked": MONDAY - timedelta(days=8), "planned": MONDAY, "did": ("handed over",)}
    usual |= {"helped": "yes", "used_after": 0.7, "ended": MONDAY}
    return tuple(
        Standing(f"{n}@home.example", past=(review(n, **(usual | changes)),)) for n in range(1, count + 1)
    )


def test_what_became_of_many_reviews():
    standings = (*reviewed(6), Standing("x@home.example", past=(review(7, days=400, ended=MONDAY),)))
    lines = list(reviews_in_words(review_figures(standings, MONDAY)))
    assert lines == [
        "6 reviews were asked for in the last year, none begun by the count alone.",
        "Half of them had a talk within 2 days.",
        "6 plans were written down.",
        "Handed over: 6 times.",
        "Whether it helped: yes 6.",
        "Half of them used 100 % of their time at first, and 70 % at the check.",
    ]


@pytest.mark.parametrize(("helped", "word"), [("yes", "some"), ("partly", "some"), ("no", "none")])
def test_of_few_reviews_only_whether_some_helped_is_told(helped, word):
    said = " ".join(reviews_in_words(review_figures(reviewed(3, helped=helped), MONDAY)))
    assert f"Whether it helped: {word} of those who answered" in said
    assert "Half of them" not in said and "Handed over: fewer than 5 times" in said
    assert "3 reviews" in " ".join(reviews_in_words(review_figures(reviewed(3), MONDAY), exact=True))


def test_without_reviews_there_is_one_line():
    assert list(reviews_in_words(review_figures((), MONDAY))) == [
        "No review was asked for in the last year, none begun by the count alone."
    ]


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        ((), "closed"),
        (({"lead": BEN.email},), "handed over"),
        (({"lead": BEN.email, "second": ANA.email},), "second instead of lead"),
        (({"lead": ANA.email, "second": BEN.email},), "a second joined"),
        (({"lead": ANA.email},), "nothing moved"),
    ],
)
def test_what_moved_since_a_review_began_is_seen_in_the_cases(now, kind):
    had = review(had=(Had("C-2026-0001", leads=True, alone=True),))
    cases = [replace(held_by("")[0], **change) for change in now]
    assert steps_taken(ANA.email, had, cases) == (kind,)


# --- advice first -----------------------------------------------------------------------------------------


def test_whoever_has_a_date_ahead_or_a_matter_with_time_limits_is_never_told_of_advice_only():
    assert advice_first(a_case(), POLICY, set_by_her=True)
    assert not advice_first(a_case(), POLICY, set_by_her=False)
    assert not advice_first(a_case(form=form(key_date="2027-05-04")), POLICY, set_by_her=True)
    assert not advice_first(a_case(categories=("pay_grading", "dismissal")), POLICY, set_by_her=True)
