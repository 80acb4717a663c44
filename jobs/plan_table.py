"""An allocation plan as people read it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casework.plan.reasons import in_words

Object = dict[str, Any]


def in_plain_words(answer: Object) -> str:
    """Who is suggested for each case and why, who is left out and why, and how good the plan is."""
    return "\n".join([*_plan(answer), *_left(answer), *_loads(answer), *_closing(answer)])


def _plan(answer: Object) -> Iterator[str]:
    if not answer["plan"]:
        yield "No case could be given to anybody."
    for pair in answer["plan"]:
        why = answer["reasons"][pair["case"]]
        yield f"{pair['case']}: {pair['lead']}" + (f" with {pair['second']}" if pair["second"] else " alone")
        yield f"  {why['lead']}"
        yield f"  {why['second']}"
        for other in why["alternatives"]:
            beside = f" with {other['second']}" if other["second"] else " alone"
            changes = (
                "no other case changes" if not other["moves"] else f"{other['moves']} other cases change"
            )
            if other["moves"] == 1:
                changes = "1 other case changes"
            yield f"  or {other['lead']}{beside}: worse by {other['worse_by']:.1f}, {changes}"


def _left(answer: Object) -> Iterator[str]:
    for one in answer["unallocated"]:
        yield f"{one['case']}: nobody. {in_words(one['reasons']) or 'There are no caseworkers'}."


def _loads(answer: Object) -> Iterator[str]:
    yield ""
    width = max((len(name) for name in answer["loads"]), default=0)
    for name, one in answer["loads"].items():
        used = "no hours" if one["utilisation"] is None else f"{one['utilisation']:7.0%}"
        yield f"  {name:{width}}  {one['load']:6.1f} points  {used}"


def _closing(answer: Object) -> Iterator[str]:
    yield ""
    if answer["status"] == "optimal":
        yield f"This is the best plan there is (objective {answer['objective']:.1f})."
    else:
        yield (
            f"Objective {answer['objective']:.1f}, within {answer['gap']:.1%} of the best there can be; "
            f"found in {answer['seconds']:.1f} seconds."
        )
