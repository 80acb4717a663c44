"""Hands: what one person could be given at once, and the bounds and plans that come of them (why/016)."""

from __future__ import annotations

import random
import time
from itertools import combinations

import numpy as np
import pytest

from benchmarks.allocation import Size, branch
from casework.plan import by_hands
from casework.plan.bar import Bar
from casework.plan.check import check
from casework.plan.ground import LEFT, Ground, prepare
from casework.plan.hands import Hand, Hands, hands_of
from casework.plan.heights import busiest
from casework.plan.heuristic import quick
from casework.plan.objective import worth
from casework.plan.problem import Case, Caseworker, Problem, Settings
from casework.plan.search import Search
from casework.plan.settling import settle
from casework.plan.solve import solve
from casework.plan.table import Table
from casework.plan.weights import HIGHEST, spread
from tests.support.plans import aims, best_by_trying_all, small_branch

EVERYBODY = 100_000


def _ground(seed: int) -> Ground:
    return prepare(branch(Size(7, 9, 0.5, 3, 1, 0.0, 5), seed))


def _by_trying_all(hands: Hands, ground: Ground, prices: np.ndarray, most: float, cap: float) -> set[Hand]:
    """Every set of parts that one person may have, each asked for by itself."""
    found = set()
    for size in range(1, hands.most + 1):
        for hand in combinations(range(len(hands.share)), size):
            cases = [int(hands.case[part]) for part in hand]
            opposed = any(other in ground.opposing[case] for case in cases for other in cases)
            used = hands.base + sum(float(hands.share[part]) for part in hand)
            heavy = sum(int(hands.heavy[part]) for part in hand)
            worth_ = sum(float(prices[part]) for part in hand) + spread(used) - spread(hands.base)
            allowed = len(set(cases)) == size and not opposed and heavy <= hands.most_heavy
            if allowed and used <= min(cap, hands.limit) and worth_ <= most:
                found.add(hand)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_the_hands_that_are_dealt_are_all_that_are_worth_it(seed: int) -> None:
    ground, chance = _ground(seed), np.random.default_rng(seed)
    for person in range(len(ground.people)):
        hands = hands_of(ground, person, alone=True)
        prices = chance.uniform(-30, 5, len(hands.share))
        for most, cap in ((-20.0, 0.9), (0.0, 0.6), (3.0, 2.0)):
            sizes, unseen = hands.deal(prices, most, Bar(cap), EVERYBODY)
            dealt = [tuple(hand) for size in sizes for hand in size.parts.tolist()]
            assert unseen == np.inf and len(dealt) == len(set(dealt))
            assert set(dealt) == _by_trying_all(hands, ground, prices, most, cap)


@pytest.mark.parametrize("seed", range(4))
def test_hands_above_the_bar_cost_more_and_none_below_it_is_lost(seed: int) -> None:
    ground, chance = _ground(seed), np.random.default_rng(seed)
    for person in range(len(ground.people)):
        hands = hands_of(ground, person, alone=True)
        prices = chance.uniform(-30, 5, len(hands.share))
        bar, over, most = Bar(0.9, 0.5, 1), 7.5, -12.0
        sizes, unseen = hands.deal(prices, most, bar, EVERYBODY, over=over)
        dealt = {tuple(hand) for size in sizes for hand in size.parts.tolist()}
        dearer = _by_trying_all(hands, ground, prices, most, bar.highest)
        few = {hand for hand in dearer if bar.over(hands.base, hands.used(hand))}
        still = _by_trying_all(hands, ground, prices, most - over, bar.highest)
        assert unseen == np.inf and dealt == (dearer - few) | (few & still)


def test_where_there_are_too_many_hands_that_is_said() -> None:
    ground = _ground(1)
    hands = max((hands_of(ground, person, alone=True) for person in range(9)), key=lambda one: len(one.share))
    sizes, unseen = hands.deal(np.full(len(hands.share), -20.0), 0.0, Bar(2.0), widest=3)
    assert unseen < np.inf
    assert all(len(size.value) <= 3 for size in sizes)


@pytest.mark.parametrize("seed", range(6))
def test_no_plan_costs_less_than_the_settled_table_says(seed: int) -> None:
    ground = _ground(seed)
    start = quick(ground)
    table = Table(ground, worth(ground, start).placed, HIGHEST)
    table.add_plan(start)
    settled = settle(table, Bar(), lambda: 1.0, table.first_prices())
    assert settled is not None
    least = settled.least + table.idle
    chance = random.Random(seed)
    for _ in range(300):  # plans by chance, as long as they place as many
        plan = list(start)
        for case in chance.sample(range(len(plan)), 3):
            leads, seconds = ground.leads[case], ground.seconds[case]
            plan[case] = (chance.choice(leads), chance.choice(seconds)) if leads and seconds else LEFT
        choices = tuple(plan)
        if all(map(ground.may, range(len(plan)), choices)) and Search(ground, start, lambda: 1.0).better(
            choices
        ):
            reached = worth(ground, choices)
            if reached.placed == worth(ground, start).placed:
                assert HIGHEST * reached.highest + reached.rest >= least - 1e-6


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_a_plan_by_weights_is_valid_and_its_bound_below_every_better_plan(seed: int) -> None:
    problem = small_branch(seed)
    ground = prepare(problem)
    if not any(ground.usable):
        return
    search = Search(ground, quick(ground), lambda: 5.0)
    least = by_hands.together(search)
    assert least is not None
    assert check(problem, ground.pairs(search.choices), _left(ground, search)) == []
    reached = search.worth
    assert least.others <= HIGHEST * reached.highest + reached.rest + 1e-6


def _left(ground: Ground, search: Search) -> list[str]:
    return [case.id for case, choice in zip(ground.cases, search.choices, strict=True) if choice == LEFT]


@pytest.mark.parametrize("seed", range(4))
def test_the_number_of_hands_that_is_known_at_once_is_about_right(seed: int) -> None:
    ground = _ground(seed)
    for person in range(len(ground.people)):
        hands = hands_of(ground, person, alone=True)
        every = _by_trying_all(hands, ground, np.zeros(len(hands.share)), np.inf, np.inf)
        assert len(every) <= hands.number <= 30 * len(every)


def test_where_everybody_could_have_too_many_hands_none_are_dealt() -> None:
    cases = tuple(Case(f"C-{n:02}", 1.0 + n % 4) for n in range(60))
    people = tuple(Caseworker(f"cw{n}", 1 + n % 2, 100.0 + 7 * n, max_new=60, max_cases=60) for n in range(4))
    ground = prepare(Problem(cases, people))
    search = Search(ground, quick(ground), lambda: 60.0)
    began = time.process_time()
    assert by_hands.together(search) is None
    assert time.process_time() - began < 5


def test_settling_ends_with_its_time_though_one_round_would_take_longer() -> None:
    ground = _ground(1)
    start = quick(ground)
    table = Table(ground, worth(ground, start).placed, HIGHEST)
    table.add_plan(start)
    looks = iter([1.0, 1.0, 1.0])  # the beginning, and two of the nine people
    assert settle(table, Bar(), lambda: next(looks, 0.0)) is None
    assert next(looks, None) is None


def test_a_branch_of_12_cases_and_18_people_is_proved_best() -> None:
    solution = solve(branch(Size(12, 18, 0.35, 2, 2, 0.0, 10), 2), time.monotonic)
    assert solution.proved
    assert solution.gap == 0


@pytest.mark.long
def test_the_same_branch_gives_the_same_plan_twice() -> None:
    problem = branch(Size(14, 20, 0.4, 3, 2, 0.0, 20), 3)
    assert solve(problem, time.monotonic).choices == solve(problem, time.monotonic).choices


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_the_height_below_which_there_is_certainly_no_plan_is_not_above_the_best(seed: int) -> None:
    problem = small_branch(seed)
    ground = prepare(problem)
    best = best_by_trying_all(problem)
    search = Search(ground, solve(problem, time.monotonic).choices, lambda: 20.0)
    if not any(ground.usable) or busiest(ground, search.choices) == 0:
        return
    before = busiest(ground, search.choices)
    found = by_hands.low(search)
    assert found is not None
    assert found.lowest <= busiest(ground, search.choices) + 1e-9 <= before + 2e-9
    assert aims(problem, tuple(ground.pairs(search.choices))).highest == pytest.approx(best.highest, abs=2e-5)


def test_a_height_that_no_whole_plan_reaches_is_known_at_once() -> None:
    """Three equal cases for two people: split they could have one and a half each, but somebody has two."""
    cases = tuple(Case(f"C-{n}", 4.0) for n in range(3))
    people = tuple(Caseworker(name, 2, 20.0, takes=frozenset({"sole"})) for name in "ab")
    ground = prepare(Problem(cases, people))
    search = Search(ground, quick(ground), lambda: 20.0)
    found = by_hands.low(search)
    assert found is not None
    assert found.lowest == pytest.approx(0.4, abs=2e-5)
    assert busiest(ground, search.choices) == pytest.approx(0.4)


@pytest.mark.parametrize("seed", [3, 6, 12])
def test_where_some_were_busy_before_and_cases_are_left_out_the_plan_is_proved_best(seed: int) -> None:
    chance = random.Random(seed * 31 + 12)
    cases = tuple(
        Case(f"C{n:02}", chance.choice((1.0, 2.0, 3.0, 5.0, 8.0)), chance.choice((0, 0, 1, 2, 3)))
        for n in range(10)
    )
    people = tuple(
        Caseworker(
            f"w{n:02}", chance.choice((1, 2)), chance.choice((5.0, 8.5, 12.0)), chance.choice((0.0, 2.0, 4.0))
        )
        for n in range(9)
    )
    solution = solve(Problem(cases, people, Settings(seconds=20)), time.monotonic)
    assert solution.proved and solution.gap == 0


@pytest.mark.parametrize("seed", range(4))
def test_no_hand_that_was_not_followed_is_worth_less_than_is_said(seed: int) -> None:
    ground, chance = _ground(seed), np.random.default_rng(seed)
    for person in range(len(ground.people)):
        hands = hands_of(ground, person, alone=True)
        prices = chance.uniform(-30, 5, len(hands.share))
        for cap, flat in ((0.6, False), (2.0, False), (0.6, True), (2.0, True)):
            sizes, unseen = hands.deal(prices, 3.0, Bar(cap), widest=3, flat=flat)
            dealt = {tuple(hand) for size in sizes for hand in size.parts.tolist()}
            all_sizes, none = hands.deal(prices, 3.0, Bar(cap), EVERYBODY, flat=flat)
            assert none == np.inf
            for size in all_sizes:
                for hand, worth_ in zip(size.parts.tolist(), size.value.tolist(), strict=True):
                    assert tuple(hand) in dealt or worth_ >= unseen - 1e-9


@pytest.mark.parametrize("seed", range(4))
def test_what_is_certain_where_the_time_ends_is_below_what_the_settled_table_says(seed: int) -> None:
    ground = _ground(seed)
    start = quick(ground)
    for looks in range(12, 60, 12):
        table = Table(ground, worth(ground, start).placed, HIGHEST)
        table.add_plan(start)
        settled = settle(table, Bar(), lambda: 1.0, table.first_prices())
        early = Table(ground, worth(ground, start).placed, HIGHEST)
        early.add_plan(start)
        left = iter([1.0] * looks)
        ended = settle(early, Bar(), lambda left=left: next(left, 0.0))
        assert settled is not None
        assert ended is None or ended.least <= settled.least + 1e-6


@pytest.mark.parametrize("seed", range(4))
def test_what_finds_nobody_under_a_bar_is_the_same_with_columns_put_together_once(seed: int) -> None:
    ground = _ground(seed)
    table = Table(ground, worth(ground, quick(ground)).placed)
    every = []
    for place, hands in enumerate(table.people):
        sizes, _ = hands.deal(np.zeros(len(hands.share)), np.inf, Bar(), EVERYBODY, flat=True)
        every += [(place, tuple(hand)) for size in sizes for hand in size.parts.tolist()]
    every = every[::7]
    for held in every:
        table.add(held)
    shortage = table.shortage(every)
    for bar in (Bar(), Bar(0.5), Bar(0.7, 0.5, 1), Bar(0.8, 0.4, 2)):
        under = [held for held in every if table.under(held, bar)]
        assert shortage(bar) == pytest.approx(table.price(under, bar, flat=True).short, abs=1e-6)
