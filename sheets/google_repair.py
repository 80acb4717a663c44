"""After a write: what it hit, told from the read-back, and what is to be put right (SHEETS.md §5). Pure.

The API addresses cells by number, so that a sort, an insertion or a dragged column between our read and our
write makes a value land in another row or column. The read-back comes with the same atomic step: there each
written cell is exactly where it was aimed, and whoever's row and column that is now gets back what it had.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sheets.api import Grid, Raw, same, seen
from sheets.google_match import Match, match, with_cells
from sheets.google_plan import Aim, Spot, TabPlan
from sheets.register import CellWrite, RegisterBroken

Kept = Mapping[Spot, Raw]
"""What stood in a cell just before we wrote into it, by where that cell is now."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is still to be written (None: all is right), and the compare-and-sets where a human was first."""

    plan: TabPlan | None
    skipped: tuple[CellWrite, ...] = ()


def judge(plan: TabPlan, after: Grid, kept: Kept) -> Verdict:
    """What is left to do once `plan` was applied and the tab stands as `after`, read in the same step.

    Raises `RegisterBroken` where the key column is not to be found any more.
    """
    hits = plan.touched()
    stood = with_cells(after, kept)
    return _left_over(plan, after, match(plan, stood, hits - kept.keys(), plan.fresh), hits, kept)


def judge_unwritten(plan: TabPlan, after: Grid, kept: Kept) -> Verdict:
    """The same for a change that was not applied: nothing was hit, only the places may be others by now."""
    return _left_over(plan, after, match(plan, after, (), range(0)), (), {})


def judge_in_doubt(plan: TabPlan, after: Grid, kept: Kept) -> Verdict:
    """The same for a write that was applied but whose answer was lost: `after` was read later.

    If every cell holds what was aimed at it, nothing has moved since, and it is as good as read in the same
    step. Else what was hit can only be told by a value standing where it should not; that cell is mended if
    there is exactly one such. Raises `RegisterBroken` if the columns changed meanwhile: then nothing is sure,
    and mending could do harm (SHEETS.md §5).
    """
    still = all(same(after.cell(*spot), aim.value) for spot, aim in plan.aims.items())
    if still:
        found = match(plan, with_cells(after, kept), plan.touched() - kept.keys(), plan.fresh)
    else:
        found = match(replace(plan, base=with_cells(plan.base, _fresh_keys(plan))), after, (), range(0))
    _refuse_moved_columns(plan, after, found)
    if still:
        return judge(plan, after, kept)
    hits = {spot for spot, aim in plan.aims.items() for spot in _strays(plan, after, found, spot, aim)}
    homes = _forward(found.rows)
    landed = {
        (homes[row], column): old
        for (row, column), old in kept.items()
        if row in homes and same(after.cell(homes[row], column), plan.aims[row, column].value)
    }
    aims = {spot: aim for spot, aim in plan.aims.items() if spot[0] not in plan.fresh}
    settled = TabPlan(plan.layout, plan.base, plan.header, plan.key, aims)
    return _left_over(settled, after, found, hits | set(landed), landed)


def _fresh_keys(plan: TabPlan) -> dict[Spot, Raw]:
    return {
        spot: aim.value for spot, aim in plan.aims.items() if spot[0] in plan.fresh and spot[1] == plan.key
    }


def _refuse_moved_columns(plan: TabPlan, after: Grid, found: Match) -> None:
    moved = [now for now, before in found.columns.items() if now != before]
    width = max(plan.base.width(), after.width())
    if moved or any(
        at not in found.columns for at in range(width) if _used(plan.base, at) or _used(after, at)
    ):
        raise RegisterBroken(
            f"An answer of Google Sheets was lost while columns were changed on the tab {plan.layout.title}: "
            "please look whether every cell there stands in its own row and column. Nothing more was written."
        )


def _used(grid: Grid, column: int) -> bool:
    return any(grid.cell(row, column) is not None for row in range(len(grid.rows)))


def _strays(plan: TabPlan, after: Grid, found: Match, spot: Spot, aim: Aim) -> list[Spot]:
    """Where else than at its aim the aimed value came to stand: one spot, or none that can be told."""
    row, column = spot
    if row in plan.fresh or not (homes := [at for at, before in found.rows.items() if before == row]):
        return []
    if any(same(after.cell(home, column), aim.value) for home in homes):
        return []
    strays = [
        (at, column)
        for at in range(found.header + 1, len(after.rows))
        if same(after.cell(at, column), aim.value)
        and (before := found.rows.get(at)) is not None
        and not same(plan.truth((before, column)), aim.value)
    ]
    return strays if len(strays) == 1 else []


def _left_over(plan: TabPlan, after: Grid, found: Match, hits: Iterable[Spot], kept: Kept) -> Verdict:
    hit = set(hits)
    aims: dict[Spot, Aim] = {}
    skipped: list[CellWrite] = []
    for spot in hit:
        before = found.back(spot)
        aim = plan.aims.get(before) if before is not None else None
        wanted = plan.truth(before) if before is not None else None
        known = plan.base.cell(*before) if before is not None else None
        if spot in kept and not same(kept[spot], seen(known)) and (aim is None or aim.guarded):
            wanted = kept[spot]  # a human was quicker than we, or it is a cell that we had not seen
            if aim is not None and aim.source is not None and aim.source.expected is not None:
                skipped.append(aim.source)
        if not same(after.cell(*spot), wanted):
            # Guarded by what stands there now: if somebody mends it before we do, theirs stands.
            aims[spot] = Aim(wanted, guarded=True, source=aim.source if aim else None)
    rows, columns = _forward(found.rows), _forward(found.columns)
    for (row, column), aim in plan.aims.items():
        if (now := rows.get(row)) is None or (where := columns.get(column)) is None or (now, where) in hit:
            continue  # the row is gone, or is there twice, or the cell has been looked at above
        value = after.cell(now, where)
        if same(value, aim.value):
            continue
        if aim.guarded and not same(value, plan.base.cell(row, column)):
            if aim.source is not None and aim.source.expected is not None:
                skipped.append(aim.source)
        else:
            aims[now, where] = aim
    if not aims:
        return Verdict(None, tuple(skipped))
    key = columns.get(plan.key)
    assert key is not None  # match() sees to it
    return Verdict(TabPlan(plan.layout, after, found.header, key, aims), tuple(skipped))


def _forward(pairs: Mapping[int, int]) -> dict[int, int]:
    """Before to after, where that is one only."""
    turned: dict[int, int] = {}
    doubled: set[int] = set()
    for after, before in pairs.items():
        if before in turned:
            doubled.add(before)
        turned[before] = after
    return {before: after for before, after in turned.items() if before not in doubled}
