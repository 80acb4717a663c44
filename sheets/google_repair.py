"""After a write: what it hit, told from the read-back, and what is to be put right (SHEETS.md §5). Pure.

The API addresses cells by number, so that a sort, an insertion or a dragged column between our read and our
write makes a value land in another row or column. The read-back comes with the same atomic step: there each
written cell is exactly where it was aimed, and whoever's row and column that is now gets back what it had.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheets.api import Grid, Raw, same, seen, text_of
from sheets.cells import key_text
from sheets.google_plan import Aim, Spot, TabPlan
from sheets.headers import TOP_ROWS
from sheets.register import CellWrite, RegisterBroken

Kept = Mapping[Spot, Raw]
"""What stood in a person's cell just before we wrote into it, by where that cell is now."""


@dataclass(frozen=True, slots=True)
class Match:
    """Which row and column of before each row and column of after is; absent: not told, or new."""

    header: int  # of after
    rows: Mapping[int, int]
    columns: Mapping[int, int]

    def back(self, spot: Spot) -> Spot | None:
        """A spot of after as it was numbered before."""
        row, column = self.rows.get(spot[0]), self.columns.get(spot[1])
        return None if row is None or column is None else (row, column)


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
    return _left_over(plan, after, match(plan, after, hits, plan.fresh), hits, kept)


def judge_unwritten(plan: TabPlan, after: Grid, kept: Kept) -> Verdict:
    """The same for a change that was not applied: nothing was hit, only the places may be others by now."""
    return _left_over(plan, after, match(plan, after, (), range(0)), (), {})


def judge_in_doubt(plan: TabPlan, after: Grid, kept: Kept) -> Verdict:
    """The same for a write that was applied but whose answer was lost: `after` was read later.

    What it hit can then only be told by its value standing where it should not; that cell is mended if there
    is exactly one such. Raises `RegisterBroken` if the columns changed meanwhile: then nothing is sure, and
    mending could do harm (SHEETS.md §5).
    """
    found = match(plan, after, frozenset(), range(0))
    moved = [after_at for after_at, before_at in found.columns.items() if after_at != before_at]
    width = max(plan.base.width(), after.width())
    if moved or any(
        at not in found.columns for at in range(width) if _used(plan.base, at) or _used(after, at)
    ):
        raise RegisterBroken(
            f"An answer of Google Sheets was lost while columns were changed on the tab {plan.layout.title}: "
            "please look whether every cell there stands in its own row and column. Nothing more was written."
        )
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
        stood = plan.base.cell(*before) if before is not None else None
        if spot in kept and not same(kept[spot], seen(stood)):  # a human was quicker than we
            wanted = kept[spot]
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


def match(plan: TabPlan, after: Grid, hits: Iterable[Spot], fresh: range) -> Match:
    """Which row and column is which. Cells in `hits` are our own writing and tell nothing.

    Raises `RegisterBroken` where the key column is not to be found any more.
    """
    hit = frozenset(hits)
    header = _find_header(plan, after, hit)
    columns = _columns_by_header(plan, after, header, hit)
    keys = [at for at, before in columns.items() if before == plan.key]
    if not keys:
        raise RegisterBroken(
            f"The headers of the tab {plan.layout.title} were changed while the service was writing there: "
            "please put them right, and look whether every cell stands in its own row and column."
        )
    rows = {at: at for at in fresh} | {header: plan.header}
    rows |= _rows_by_key(plan, after, header, keys[0], hit, rows)
    columns |= _columns_by_content(plan, after, rows, columns, hit)
    rows |= _rows_by_content(plan, after, header, rows, columns, hit)
    return Match(header, rows, columns)


def _find_header(plan: TabPlan, after: Grid, hit: frozenset[Spot]) -> int:
    known = set(filter(None, plan.base.texts(plan.header)))
    lines = range(min(plan.header + TOP_ROWS, len(after.rows)))

    def known_texts(row: int) -> int:
        width = len(after.rows[row])
        return sum(text_of(after.cell(row, at)) in known for at in range(width) if (row, at) not in hit)

    return max(lines, key=known_texts, default=0)


def _columns_by_header(plan: TabPlan, after: Grid, header: int, hit: frozenset[Spot]) -> dict[int, int]:
    """By header text that stands once before and after; all of them by place if no header changed."""
    width = max(plan.base.width(), after.width())
    before = [text_of(plan.base.cell(plan.header, at)) for at in range(width)]
    now = [None if (header, at) in hit else text_of(after.cell(header, at)) for at in range(width)]
    if all(text is None or text == before[at] for at, text in enumerate(now)):
        return {at: at for at in range(width)}
    return {
        at: before.index(text)
        for at, text in enumerate(now)
        if text and now.count(text) == 1 and before.count(text) == 1
    }


def _rows_by_key(
    plan: TabPlan, after: Grid, header: int, key: int, hit: frozenset[Spot], told: Mapping[int, int]
) -> dict[int, int]:
    before: dict[str, list[int]] = {}
    for row in range(len(plan.base.rows)):
        if row != plan.header and (text := key_text(text_of(plan.truth((row, plan.key))))):
            before.setdefault(text, []).append(row)
    rows = {}
    for row in range(header + 1, len(after.rows)):
        if row not in told and (row, key) not in hit:
            same_key = before.get(key_text(text_of(after.cell(row, key))), [])
            if len(same_key) == 1:
                rows[row] = same_key[0]
    return rows


def _columns_by_content(
    plan: TabPlan, after: Grid, rows: Mapping[int, int], told: Mapping[int, int], hit: frozenset[Spot]
) -> dict[int, int]:
    """Columns whose header is blank, doubled, renamed or written over: by what stands in all their rows."""
    width = max(plan.base.width(), after.width())
    spare = [at for at in range(width) if at not in told.values()]
    columns = {}
    for at in (at for at in range(width) if at not in told):
        likely = [
            old
            for old in spare
            if _alike(
                (after.cell(row, at), plan.base.cell(before, old))
                for row, before in rows.items()
                if (row, at) not in hit and before != plan.header and before not in plan.fresh
            )
        ]
        if len(likely) == 1:
            columns[at] = likely[0]
    return columns


def _rows_by_content(
    plan: TabPlan,
    after: Grid,
    header: int,
    told: Mapping[int, int],
    columns: Mapping[int, int],
    hit: frozenset[Spot],
) -> dict[int, int]:
    """Rows that we hit and whose key does not tell them: by everything else that stands in them.

    A row that speaks for nothing else is taken to be where it was.
    """
    unknown = {row for row, _ in hit if row not in told and row > header}
    if not unknown:
        return {}
    spare = set(range(plan.header + 1, len(plan.base.rows))) - set(told.values()) - set(plan.fresh)
    rows = {}
    for row in unknown:
        others = [(at, before) for at, before in columns.items() if (row, at) not in hit]
        if row in spare and all(
            same(after.cell(row, at), plan.base.cell(row, before)) for at, before in others
        ):
            rows[row] = row
            continue
        likely = [
            old
            for old in spare
            if _alike((after.cell(row, at), plan.base.cell(old, before)) for at, before in others)
        ]
        if len(likely) == 1:
            rows[row] = likely[0]
    return rows


def _alike(pairs: Iterable[tuple[Raw, Raw]]) -> bool:
    """Whether all pairs are the same, and not all of them blank."""
    something = False
    for one, other in pairs:
        if not same(one, other):
            return False
        something = something or one is not None
    return something
