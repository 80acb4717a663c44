"""What rows offer under Decision, as rules of single cells: what differs, and what a race left wrong. Pure.

Google addresses a rule by row number as it does a value, and a list stands in the rule itself. So rules are
treated as values are: they come with every read and with the read-back of every write, and are told by the
reference in their row (docs/why/013).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sheets import api
from sheets.api import Grid, Json, text_of
from sheets.cells import key_text
from sheets.columns import CASES
from sheets.google_picture import Place, place_of
from sheets.google_plan import Lists, Spot, TabPlan
from sheets.register import RegisterBroken, Words

COLUMN = "decision"
_LOST = "#REF!"
"""In the rule of a column whose list was deleted."""


def with_lists(plans: Mapping[str, TabPlan], places: Mapping[str, Place], lists: Lists) -> dict[str, TabPlan]:
    """The plans of a batch with the rules that are to be another. Those of new rows always are: a row that
    is put in takes over the rule of the one above it."""
    place = places[CASES.name]
    plan = plans.get(CASES.name) or TabPlan(CASES, place.grid, place.header, place.key, {})
    keyed = {key_text(ref): words for ref, words in lists.items()}
    fresh, column = plan.fresh, place.found.columns[COLUMN]
    rules: dict[Spot, Words | None] = {
        (row + (len(fresh) if row >= fresh.start else 0), at): words
        for (row, at), words in _differing(place, keyed).items()
    }
    for row in fresh:
        rules[row, column] = keyed.get(key_text(text_of(plan.truth((row, plan.key)))))
    if not (plan.aims or rules):
        return dict(plans)
    return {**plans, CASES.name: replace(plan, lists=keyed, rules=rules)}


def set_lists(plan: TabPlan) -> Iterator[Json]:
    """The requests: one for each run of rows that offer the same."""
    start: Spot | None = None
    end = 0
    for row, column in sorted(plan.rules, key=lambda spot: (spot[1], spot[0])):
        words = plan.rules[row, column]
        if start is not None and start[1] == column and end == row and plan.rules[start] == words:
            end += 1
            continue
        if start is not None:
            yield _rule(plan, start, end)
        start, end = (row, column), row + 1
    if start is not None:
        yield _rule(plan, start, end)


def with_wrong_lists(
    left: Mapping[str, TabPlan], plans: Mapping[str, TabPlan], after: Mapping[int, Grid]
) -> dict[str, TabPlan]:
    """What is `left` to do once `plans` were applied, with the rules that did not come to their own rows.

    They are put right once: what a second race makes of them is seen by the next read. Where headers were
    changed meanwhile nothing is done: then everything stops until they are right.
    """
    whole = dict(left)
    for name, plan in plans.items():
        grid = after.get(plan.base.sheet_id)
        if plan.lists is None or grid is None:
            continue
        try:
            place = place_of(plan.layout, grid)
        except RegisterBroken:
            continue
        strays = [at for at in plan.rules if at in grid.lists and at[1] != place.found.columns[COLUMN]]
        rules = {**_differing(place, plan.lists), **dict.fromkeys(strays)}
        if rules:
            rest = left.get(name) or TabPlan(plan.layout, grid, place.header, place.key, {})
            whole[name] = replace(rest, rules=rules)
    return whole


def _differing(place: Place, lists: Lists) -> dict[Spot, Words | None]:
    """The cells below the header that offer something else than they shall."""
    column, stands = place.found.columns[COLUMN], place.grid.lists
    rules: dict[Spot, Words | None] = {
        spot: None for spot in stands if spot[1] == column and spot[0] > place.header
    }
    for key, rows in place.rows_by_key().items():
        for row in rows:
            wanted = lists.get(key)
            if stands.get((row, column)) != wanted:
                rules[row, column] = wanted
            else:
                rules.pop((row, column), None)
    return rules


def _rule(plan: TabPlan, start: Spot, end: int) -> Json:
    words = plan.rules[start]
    rows = api.box(plan.base.sheet_id, start[0], start[1], end, start[1] + 1)
    rule = _of_list(words) if words is not None else _of_column(plan.base.sources.get(start[1], ""))
    return {"setDataValidation": {"range": rows, "rule": rule} if rule else {"range": rows}}


def _of_list(words: Words) -> Json:
    values = [{"userEnteredValue": word} for word in words]
    return _open({"type": "ONE_OF_LIST", "values": values})


def _of_column(source: str) -> Json:
    """What the rest of the column offers; no rule where there is none, or its list was deleted."""
    if not source or _LOST in source:
        return {}
    return _open({"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": source}]})


def _open(condition: Json) -> Json:
    """Other words can be typed: a name that is not on the list, or two."""
    return {"condition": condition, "showCustomUi": True, "strict": False}
