"""After a lost answer: what the write hit, told from the copies beside its receipt (SHEETS.md §5.6). Pure.

They were made in the same atomic step: the header, and each row that was written into, as they stood then. So
whose row and column a cell was is known however people have moved them since. Where headers or references do
not tell it (blank, or there twice) nothing is guessed: the register stops until a person has put them right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheets.api import Grid, Raw, same, seen, text_of
from sheets.cells import key_text
from sheets.columns import TabLayout, find_columns
from sheets.google_match import with_cells
from sheets.google_plan import Aim, Spot, TabPlan
from sheets.google_repair import Kept, Verdict, judge, judge_unwritten
from sheets.headers import TOP_ROWS, locate
from sheets.register import CellWrite, RegisterUnsure


def judge_in_doubt(plan: TabPlan, after: Grid, kept: Kept) -> Verdict:
    """What is left to do once `plan` was applied and the tab stands as `after`, read some time later.

    Raises `RegisterUnsure` where it cannot be told what was hit, or where that is now.
    """
    width = sum(row == plan.header for row, _ in kept)
    texts = [text_of(kept[plan.header, at]) for at in range(width)]
    if not all((row, 0) in kept for (row, _), _ in plan.into_rows()):
        return _judge_without_rows(plan, after, kept, texts)
    found = locate(plan.layout, [after.texts(at) for at in range(min(TOP_ROWS, len(after.rows)))])
    now = [text_of(after.cell(found.row - 1, at)) for at in range(max(after.width(), width))]
    then = _Headers(now[:width] if _named_in_place(texts, now) else texts, plan.layout)
    look = _Look(plan, after, kept, then, _Headers(now, plan.layout), found.row - 1)
    look.rows_written_into()
    look.rows_put_in()
    return look.verdict()


def _named_in_place(then: list[str], now: list[str]) -> bool:
    """Whether headers were only named anew (put back, mostly), and every column is where it was."""
    differ = [at for at, text in enumerate(then) if text != now[at]]
    return (
        2 * len(differ) < len(now)
        and not any(now[len(then) :])
        and not any(then[at] and then[at] in now for at in differ)
        and not any(now[at] and now[at] in then for at in differ)
    )


@dataclass(frozen=True, slots=True)
class _Headers:
    """A header row, and what each of its columns is called: by the name we know it by, else by its text."""

    texts: list[str]
    layout: TabLayout

    def names(self) -> list[str]:
        """One for each column; blank where the text is blank or there twice."""
        ours = {at: name for name, at in find_columns(self.layout, self.texts)[0].items()}
        return [
            ours.get(at) or (f"theirs: {text}" if text and self.texts.count(text) == 1 else "")
            for at, text in enumerate(self.texts)
        ]


@dataclass(slots=True)
class _Look:
    """Gathers, cell by cell, what is to be put right. "Then" are the write's places, "now" `after`'s."""

    plan: TabPlan
    after: Grid
    kept: Kept
    then: _Headers
    now: _Headers
    header: int
    aims: dict[Spot, Aim] = field(default_factory=dict)
    settled: set[Spot] = field(default_factory=set)  # aims of the plan that need no more
    skipped: list[CellWrite] = field(default_factory=list)

    def rows_written_into(self) -> None:
        """A cell that was not the one that was meant, or that a person had changed, gets back what it had."""
        before = _Headers(self.plan.base.texts(self.plan.header), self.plan.layout).names()
        names = self.then.names()
        for (row, column), aim in self.plan.into_rows():
            former = self.kept.get((row, column))
            if names[column] and names[column] == before[column] and self._is_meant(row):
                if not aim.guarded or same(former, seen(self.plan.base.cell(row, column))):
                    continue  # just the cell that was meant
                self.settled.add((row, column))
                if aim.source is not None and aim.source.expected is not None:
                    self.skipped.append(aim.source)
            if aim.once:
                self.settled.add((row, column))
            if same(former, aim.value):
                continue  # nothing was written over: in a blank row it could not be told which one it was
            place = self._row_now(row), self._column_now(column)
            if place[0] is not None and same(self.after.cell(place[0], place[1]), aim.value):
                self.aims[place[0], place[1]] = Aim(former, guarded=True, owed=True)

    def _is_meant(self, row: int) -> bool:
        """Whether a row that was written into is the one that was meant: by its key; without one, by all the
        rest, if nobody else bears that key now."""
        key, meant = self._key_then(row), key_text(text_of(self.plan.base.cell(row, self.plan.key)))
        if key or not self._stands_as_read(row):
            return bool(key) and key == meant
        where = self._called(self.plan.layout.key)
        bear = [at for at in self._rows() if key_text(text_of(self.after.cell(at, where))) == meant]
        return not meant or not bear or bear == [self._row_now(row)]

    def _stands_as_read(self, row: int) -> bool:
        """Whether a row is the one that we had read there, but for its key."""
        return all(
            same(self.kept.get((row, at)), seen(self.plan.base.cell(row, at)))
            for at in range(max(len(self.then.texts), self.plan.base.width()))
            if at != self.plan.key
        )

    def rows_put_in(self) -> None:
        """A row of ours whose values came to stand under other headers."""
        before = _Headers(self.plan.base.texts(self.plan.header), self.plan.layout).names()
        names = self.then.names()
        for fresh in self.plan.fresh:
            values = {column: aim.value for (row, column), aim in self.plan.aims.items() if row == fresh}
            if all(names[at] and names[at] == before[at] for at in values):
                continue
            key, under = values[self.plan.key], self._column_now(self.plan.key)
            row = self._only([at for at in self._rows() if same(self.after.cell(at, under), key)])
            if row is None:
                continue
            for at, value in values.items():
                if same(self.after.cell(row, self._column_now(at)), value):
                    self.aims[row, self._column_now(at)] = Aim(None, guarded=True, owed=True)
            for at, value in values.items():
                self.aims[row, self._called(before[at])] = Aim(value, guarded=False)

    def verdict(self) -> Verdict:
        """All that is to be put right, and what was meant but does not stand yet."""
        plan = self.plan
        keys = {at: aim.value for at, aim in plan.aims.items() if at[0] in plan.fresh and at[1] == plan.key}
        aims = {at: aim for at, aim in plan.into_rows() if at not in self.settled}
        meant = TabPlan(plan.layout, with_cells(plan.base, keys), plan.header, plan.key, aims)
        mended = with_cells(self.after, {spot: aim.value for spot, aim in self.aims.items()})
        rest = judge_unwritten(meant, mended, {})
        whole: Mapping[Spot, Aim] = self.aims | dict(rest.plan.aims if rest.plan else {})
        skipped = (*self.skipped, *rest.skipped)
        wrong = {spot: aim for spot, aim in whole.items() if not same(self.after.cell(*spot), aim.value)}
        if not wrong:
            return Verdict(None, skipped)
        key = self._called(plan.layout.key)
        return Verdict(TabPlan(plan.layout, self.after, self.header, key, wrong), skipped)

    def _rows(self) -> range:
        return range(self.header + 1, len(self.after.rows))

    def _key_then(self, row: int) -> str:
        """The key of a row that was written into; empty too where the column of keys was away just then."""
        names = self.then.names()
        if self.plan.layout.key not in names:
            return ""
        return key_text(text_of(self.kept.get((row, names.index(self.plan.layout.key)))))

    def _called(self, name: str) -> int:
        names = self.now.names()
        if not name or name not in names:
            raise _cannot_tell(self.plan)
        return names.index(name)

    def _column_now(self, column: int) -> int:
        """Where a column of then is. Raises `RegisterUnsure` if its header does not tell."""
        if self.then.texts == self.now.texts[: len(self.then.texts)]:
            return column  # none has moved since
        return self._called(self.then.names()[column])

    def _row_now(self, row: int) -> int | None:
        """Where a row that was written into is; None: gone. Raises `RegisterUnsure` if it is there twice."""
        left = self._left(row)
        where = self._called(self.plan.layout.key)
        keys = {at: key_text(text_of(self.after.cell(at, where))) for at in self._rows()}
        names = self.then.names()
        key = names.index(self.plan.layout.key) if self.plan.layout.key in names else None
        if key is not None and (text := key_text(text_of(left[key]))):
            return self._only([at for at in keys if keys[at] == text])
        told = {self._column_now(at): value for at, value in left.items() if value is not None}
        alike = [at for at in keys if all(same(self.after.cell(at, c), value) for c, value in told.items())]
        nobodys = [at for at in alike if not keys[at]]  # the row that was meant may hold the same by now
        twins = [
            at for at in dict.fromkeys(at for (at, _), _ in self.plan.into_rows()) if self._left(at) == left
        ]
        if len(nobodys) == len(twins):
            return nobodys[twins.index(row)]  # where all is the same, any does
        return self._only(nobodys or alike)

    def _left(self, row: int) -> dict[int, Raw]:
        """What the write left in a row that it wrote into, by column of then."""
        return {
            at: self.plan.aims[row, at].value if (row, at) in self.plan.aims else self.kept[row, at]
            for at in range(len(self.then.texts))
        }

    def _only(self, rows: list[int]) -> int | None:
        if len(rows) > 1:
            raise _cannot_tell(self.plan)
        return rows[0] if rows else None


def _judge_without_rows(plan: TabPlan, after: Grid, kept: Kept, then: list[str]) -> Verdict:
    """For a write too large to copy its rows: it is as it was meant, or a person has to look."""
    if all(same(after.cell(*spot), aim.value) for spot, aim in plan.aims.items()):
        return judge(plan, after, kept)
    before: Mapping[Spot, Raw] = {
        spot: seen(plan.base.cell(*spot)) for spot in kept if spot[0] != plan.header
    }
    headers = plan.base.texts(plan.header)
    if [*filter(None, then)] != [*filter(None, headers)] or any(
        not same(kept[spot], was) for spot, was in before.items()
    ):
        raise _cannot_tell(plan)
    aims = {spot: aim for spot, aim in plan.aims.items() if spot[0] not in plan.fresh}
    return judge_unwritten(TabPlan(plan.layout, plan.base, plan.header, plan.key, aims), after, {})


def _cannot_tell(plan: TabPlan) -> RegisterUnsure:
    return RegisterUnsure(
        "An answer of Google Sheets was lost while rows or columns were changed on the tab "
        f"{plan.layout.title}, and which is which cannot be told now: please see that every column has its "
        "header and every reference stands in one row only. Nothing is written until then; if all is right "
        "and this is still said, whoever looks after the service runs casework meant --yes."
    )
