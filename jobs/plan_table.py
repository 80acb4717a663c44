"""An allocation plan as people read it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casework.plan.alternatives import alternatives, cost_in_words
from casework.plan.ground import LEFT
from casework.plan.reasons import in_words
from casework.plan.solve import Solution
from casework.workload import percent

Object = dict[str, Any]


Costs = Mapping[str, Sequence[str]]
"""What each alternative of a case costs, in words, in the order of the answer."""


def in_plain_words(answer: Object, costs: Costs) -> str:
    """Who is suggested for each case and why, who is left out and why, and how good the plan is."""
    return "\n".join([*_plan(answer, costs), *_left(answer), *_loads(answer), *_closing(answer)])


def costs_of(solution: Solution, mend: bool) -> Costs:
    """The costs of all alternatives in a solution."""
    ground, now = solution.ground, solution.worth
    return {
        case.id: [cost_in_words(now, one.reached) for one in alternatives(ground, solution.choices, n, mend)]
        for n, case in enumerate(ground.cases)
        if solution.choices[n] != LEFT
    }


def _plan(answer: Object, costs: Costs) -> Iterator[str]:
    if not answer["plan"]:
        yield "No case could be given to anybody."
    for pair in answer["plan"]:
        why = answer["reasons"][pair["case"]]
        yield f"{pair['case']}: {pair['lead']}" + (f" with {pair['second']}" if pair["second"] else " alone")
        yield f"  {why['lead']}"
        yield f"  {why['second']}"
        for other, cost in zip(why["alternatives"], costs[pair["case"]], strict=True):
            beside = f" with {other['second']}" if other["second"] else " alone"
            changes = (
                "no other case changes" if not other["moves"] else f"{other['moves']} other cases change"
            )
            if other["moves"] == 1:
                changes = "1 other case changes"
            yield f"  or {other['lead']}{beside}: {cost}; {changes}"


def _left(answer: Object) -> Iterator[str]:
    for one in answer["unallocated"]:
        yield f"{one['case']}: nobody. {in_words(one['reasons']) or 'There are no caseworkers'}."


def _loads(answer: Object) -> Iterator[str]:
    yield ""
    width = max((len(name) for name in answer["loads"]), default=0)
    for name, one in answer["loads"].items():
        used = "no hours" if one["utilisation"] is None else f"{percent(one['utilisation']):>7}"
        yield f"  {name:{width}}  {one['load']:6.1f} points  {used}"


def _closing(answer: Object) -> Iterator[str]:
    yield ""
    if answer["status"] == "optimal":
        yield "This is the best plan there is."
    else:
        yield (
            f"This plan is within {100 * answer['gap']:.1f} % of the best there can be; "
            f"it was found in {answer['seconds']:.1f} seconds."
        )
