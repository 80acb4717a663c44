"""After a write: what it hit, told from the read-back, and what is to be put right (SHEETS.md §5). Pure.

The API addresses cells by number, so that a sort, an insertion or a dragged column between our read and our
write makes a value land in another row or column. The read-back comes with the same atomic step: there each
written cell is exactly where it was aimed, and whoever's row and column that is now gets back what it had.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheets.api import Grid, Raw, same, seen, text_of
from sheets.cells import key_text
from sheets.columns import Owner, find_columns
from sheets.google_match import Match, match, with_cells
from sheets.google_plan import Aim, Spot, TabPlan
from sheets.register import CellWrite, RegisterUnsure

Kept = Mapping[Spot, Raw]
"""What stood in a cell just before we wrote into it, by where that cell is now."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is still to be written (None: all is right), and the compare-and-sets where a human was first."""

    plan: TabPlan | None
    skipped: tuple[CellWrite, ...] = ()


def judge(plan: TabPlan, after: Grid, kept: Kept) -> Verdict:
    """What is left to do once `plan` was applied and the tab stands as `after`, read in the same step.

    Raises `RegisterBroken` where the key column is not to be found any more, `RegisterUnsure` where a value
    of ours may stand in a row or column that cannot be told.
    """
    hits = plan.touched()
    stood = with_cells(after, kept)
    return _left_over(plan, after, match(plan, stood, hits - kept.keys(), plan.fresh), hits, kept)


def judge_unwritten(plan: TabPlan, after: Grid, kept: Kept) -> Verdict:
    """The same for a change that was not applied: nothing was hit, only the places may be others by now."""
    return _left_over(plan, after, match(plan, after, (), range(0)), (), {})


def _left_over(plan: TabPlan, after: Grid, found: Match, hits: Iterable[Spot], kept: Kept) -> Verdict:
    hit = set(hits)
    aims, skipped = _given_back(plan, after, found, hit, kept)
    stands = with_cells(after, {spot: aim.value for spot, aim in aims.items()})
    rows, columns = _forward(found.rows), _forward(found.columns)
    nobodys, shared = _nobodys(plan, after, found, columns, hit)
    for (row, column), aim in plan.aims.items():
        now, where = rows.get(row), columns.get(column)
        if now is not None and where is None and _awaited(plan, aim, column):
            raise _cannot_tell_where(plan)
        # Where all but its reference tells a row, ours must not stay in a cell of theirs.
        if now is None or where is None or now in (shared if aim.owed else nobodys):
            if aim.owed and _may_stand(plan, stands, found, (row, column), (now, where)):
                raise _cannot_tell_where(plan)
            continue  # the row is gone, or is there twice
        if aim.once or (now, where) in hit:
            continue  # looked at above
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


def _given_back(
    plan: TabPlan, after: Grid, found: Match, hit: set[Spot], kept: Kept
) -> tuple[dict[Spot, Aim], list[CellWrite]]:
    """What each cell that we wrote into shall hold instead, and where a human was quicker."""
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
            aims[spot] = Aim(wanted, guarded=True, source=aim.source if aim else None, owed=True)
    return aims, skipped


def _awaited(plan: TabPlan, aim: Aim, column: int) -> bool:
    """Whether nobody writes it if we do not, once its column is back: it is meant for one of people's, which
    a later cycle lets stand as it finds it, blank too. A column that may be taken away is not waited for."""
    named = find_columns(plan.layout, plan.base.texts(plan.header))[0]
    name = next((name for name, at in named.items() if at == column), None)
    if aim.owed or name is None:
        return False
    return plan.layout.column(name).owner is Owner.HUMAN and plan.layout.column(name).needed


def _may_stand(
    plan: TabPlan, stands: Grid, found: Match, spot: Spot, told: tuple[int | None, int | None]
) -> bool:
    """Whether what we had put into `spot`, a cell of theirs, may stand in a row or column that is not
    `told` (None)."""
    wrong, (row, column) = plan.base.cell(*spot), told
    names = {at: name for name, at in find_columns(plan.layout, plan.base.texts(plan.header))[0].items()}
    ours = names.get(spot[1]) and plan.layout.column(names[spot[1]]).owner is Owner.OURS
    if ours and spot[1] != plan.key:
        return False  # the next cycle says what belongs there
    below = range(found.header + 1, len(stands.rows))
    rows = [row] if row is not None else [at for at in below if at not in found.rows]
    width = range(stands.width())
    columns = [column] if column is not None else [at for at in width if at not in found.columns]
    known = [at for at, before in found.columns.items() if before in names]
    return any(
        same(stands.cell(at, where), wrong)
        and any(stands.cell(at, known_at) is not None for known_at in known)
        for at in rows
        for where in columns
    )


def _nobodys(
    plan: TabPlan, after: Grid, found: Match, columns: Mapping[int, int], hit: set[Spot]
) -> tuple[set[int], set[int]]:
    """Rows of after that do not bear the key they had, or share it by now, at which nothing is aimed; and of
    these the ones that share it."""
    column = columns.get(plan.key)
    if column is None:
        return set(), set()
    keys = {
        at: key_text(text_of(after.cell(at, column)))
        for at in range(found.header + 1, len(after.rows))
        if (at, column) not in hit
    }
    often = Counter(keys.values())

    def own(at: int) -> set[str]:  # what it had, and what it shall have where we wrote over its key
        spot = found.rows[at], plan.key
        return {key_text(text_of(plan.base.cell(*spot))), key_text(text_of(plan.truth(spot)))}

    old = {at: key for at, key in keys.items() if at in found.rows and found.rows[at] not in plan.fresh}
    shared = {at for at, key in old.items() if key and often[key] > 1}
    return shared | {at for at, key in old.items() if key not in own(at)}, shared


def _cannot_tell_where(plan: TabPlan) -> RegisterUnsure:
    return RegisterUnsure(
        f"Rows or columns of the tab {plan.layout.title} were changed while the service was writing there, "
        "and a value of its own may stand in a cell that is not its own: please see that every column has "
        "its header and every row its reference. Nothing is written until then; if all is right and this is "
        "still said, whoever looks after the service runs casework meant --yes."
    )


def _forward(pairs: Mapping[int, int]) -> dict[int, int]:
    """Before to after, where that is one only."""
    turned: dict[int, int] = {}
    doubled: set[int] = set()
    for after, before in pairs.items():
        if before in turned:
            doubled.add(before)
        turned[before] = after
    return {before: after for before, after in turned.items() if before not in doubled}
