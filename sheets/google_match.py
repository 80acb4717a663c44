"""Which row and column of a tab is which after people worked in it: by headers, keys and contents. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sheets.api import Grid, Raw, same, seen, text_of
from sheets.cells import key_text
from sheets.columns import find_columns
from sheets.google_plan import Spot, TabPlan
from sheets.headers import TOP_ROWS
from sheets.register import RegisterBroken

Columns = tuple[tuple[int, int], ...]
"""Columns of after, each with which it was before."""


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
    if by_content := _rows_by_content(plan, after, header, rows, columns, hit):
        rows |= by_content  # what a column without a header holds may stand in one of these rows alone
        columns |= _columns_by_content(plan, after, rows, columns, hit)
    return Match(header, rows, columns)


def _find_header(plan: TabPlan, after: Grid, hit: frozenset[Spot]) -> int:
    known = set(filter(None, plan.base.texts(plan.header)))
    lines = range(min(plan.header + TOP_ROWS, len(after.rows)))

    def known_texts(row: int) -> int:
        width = len(after.rows[row])
        return sum(text_of(after.cell(row, at)) in known for at in range(width) if (row, at) not in hit)

    return max(lines, key=known_texts, default=0)


def _columns_by_header(plan: TabPlan, after: Grid, header: int, hit: frozenset[Spot]) -> dict[int, int]:
    """By header text that stands once before and after, or by another name that we know it by; all of them by
    place if no header changed."""
    width = max(plan.base.width(), after.width())
    before = [text_of(plan.base.cell(plan.header, at)) for at in range(width)]
    now = [None if (header, at) in hit else text_of(after.cell(header, at)) for at in range(width)]
    if all(text is None or text == before[at] for at, text in enumerate(now)):
        return {at: at for at in range(width)}
    told = {
        at: before.index(text)
        for at, text in enumerate(now)
        if text and now.count(text) == 1 and before.count(text) == 1
    }
    ours, was = _ours(plan, now), _ours(plan, before)
    renamed = {at: was[name] for name, at in ours.items() if name in was and at not in told}
    return told | {at: old for at, old in renamed.items() if old not in told.values()}


def _ours(plan: TabPlan, headers: Sequence[str | None]) -> dict[str, int]:
    """Our columns by canonical name, but for those whose header stands there twice."""
    found = find_columns(plan.layout, [text or "" for text in headers])[0]
    return {name: at for name, at in found.items() if headers.count(headers[at]) == 1}


def _rows_by_key(
    plan: TabPlan, after: Grid, header: int, key: int, hit: frozenset[Spot], told: Mapping[int, int]
) -> dict[int, int]:
    before: dict[str, list[int]] = {}
    for row in range(len(plan.base.rows)):
        if row != plan.header and (text := key_text(text_of(plan.base.cell(row, plan.key)))):
            before.setdefault(text, []).append(row)
    now = {
        row: key_text(text_of(after.cell(row, key)))
        for row in range(header + 1, len(after.rows))
        if row not in told and (row, key) not in hit
    }
    often = Counter(now.values())  # a key that is there twice by now does not tell which row is the old one
    return {
        row: before[text][0]
        for row, text in now.items()
        if often[text] == 1 and len(before.get(text, [])) == 1
    }


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
    """Rows that we hit or aim at and whose key does not tell them: by everything else that stands in them.

    A row that speaks for nothing else is taken to be where it was.
    """
    unknown = {row for row, _ in hit if row not in told and row > header}
    if {row for row, _ in plan.aims} - set(told.values()):
        unknown |= set(range(header + 1, len(after.rows))) - set(told)
    if not unknown:
        return {}
    spare = set(range(plan.header + 1, len(plan.base.rows))) - set(told.values()) - set(plan.fresh)
    aimed = {row for row, _ in plan.aims}
    twins = _Twins(plan.base, sorted(spare, key=lambda old: (old not in aimed, old)))
    rows: dict[int, int] = {}
    at_home: list[int] = []
    keys = {at for at, before in columns.items() if before == plan.key}
    for without in (frozenset[int](), keys):  # a row whose key was changed is known by all the rest
        for row in sorted(unknown - set(rows), key=lambda row: (row not in aimed, row)):
            others = tuple(
                (at, before) for at, before in columns.items() if at not in without and (row, at) not in hit
            )
            likely = twins.of(after, row, others)
            if likely and (len(likely) == 1 or len(others) == len(columns)):  # if all is the same, any does
                rows[row] = likely[0]
                twins.taken.add(likely[0])
            elif not without and row in spare and _same(after, row, plan.base, row, others):
                at_home.append(row)
    taken = set(rows.values())
    return rows | {row: row for row in at_home if row not in taken}


@dataclass(slots=True)
class _Twins:
    """Rows of before by what stands in them; each column choice is gone through once, however many rows."""

    base: Grid
    spare: Sequence[int]
    taken: set[int] = field(default_factory=set)
    known: dict[Columns, dict[tuple[object, ...], list[int]]] = field(default_factory=dict)

    def of(self, after: Grid, row: int, columns: Columns) -> list[int]:
        """The rows of before that hold the same in those columns and are not taken; blank rows have none."""
        told = tuple(_told(after.cell(row, at)) for at, _ in columns)
        if not any(told):
            return []
        key = tuple(before for _, before in columns)
        if columns not in self.known:
            by_content: dict[tuple[object, ...], list[int]] = {}
            for old in self.spare:
                by_content.setdefault(tuple(_told(self.base.cell(old, at)) for at in key), []).append(old)
            self.known[columns] = by_content
        return [old for old in self.known[columns].get(told, ()) if old not in self.taken]


def _told(raw: Raw) -> tuple[bool, object] | None:
    """What a cell shows, so that two are equal just when `same` says so; None for a blank one."""
    value = seen(raw)
    return None if value is None else (isinstance(value, bool), value)


def _same(after: Grid, row: int, base: Grid, old: int, columns: Columns) -> bool:
    return all(same(seen(after.cell(row, at)), seen(base.cell(old, before))) for at, before in columns)


def with_cells(grid: Grid, cells: Mapping[Spot, Raw]) -> Grid:
    """The grid with some of its cells replaced."""
    if not cells:
        return grid
    rows = list(grid.rows)
    for (row, column), value in cells.items():
        rows += [()] * (row + 1 - len(rows))
        line = [*rows[row], *[None] * (column + 1 - len(rows[row]))]
        line[column] = value
        rows[row] = tuple(line)
    return replace(grid, rows=tuple(rows))


def _alike(pairs: Iterable[tuple[Raw, Raw]]) -> bool:
    """Whether all pairs are the same, and not all of them blank."""
    something = False
    for one, other in pairs:
        if not same(seen(one), seen(other)):
            return False
        something = something or one is not None
    return something
