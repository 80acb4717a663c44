"""What the register does not say yet: new rows, our cells, compare-and-sets, lines for people."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from casework.calendar import local_day
from casework.choice import find_person
from casework.effects import AddLine, Attend, SetCell
from casework.figures import Lived, by_age, by_load, by_month
from casework.model import Case, Caseworker, Policy, Team
from casework.workload import capacity, held
from jobs.journal import cases, effects, rows
from jobs.journal.codec import from_text, to_text
from jobs.journal.store import Book
from jobs.noted import hours_of_month
from jobs.record import roster_now
from jobs.typed import name
from jobs.unkept import say_not_kept
from sheets.cells import cell_text, key_text
from sheets.charts import dashboard_cells
from sheets.columns import BY_NAME
from sheets.own_lists import names_offered, own_list
from sheets.register import Batch, Cell, CellWrite, Naming, NewRow, Picture, Row, Words, Written
from sheets.rows import (
    as_values,
    attention_cells,
    case_cells,
    caseworker_cells,
    contact_cells,
    first_case_cells,
    line_cells,
)

Place = tuple[str, str, str]
"""Tab, key and column of a cell."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A batch, and what is done once its receipt is found: kept in the journal before the first attempt."""

    batch: Batch
    refs: tuple[str, ...]  # cases whose rows are as they should be with it
    effects: tuple[int, ...]  # numbers of the effects it carries out
    cells_of_effects: tuple[tuple[int, Place], ...]  # which of them are compare-and-sets, and where
    at: datetime

    def to_text(self) -> str:
        """As the journal keeps it."""
        return to_text(self)

    @classmethod
    def from_text(cls, text: str) -> Intent:
        """As the journal kept it."""
        return from_text(cls, text)

    def again(self) -> Batch:
        """The batch as it was planned, after it has been kept as text: days and numbers are such again."""
        batch = self.batch
        return replace(
            batch,
            rows=tuple(replace(row, cells=as_values(row.tab, row.cells)) for row in batch.rows),
            cells=tuple(
                replace(cell, value=as_values(cell.tab, {cell.column: cell.value})[cell.column])
                for cell in batch.cells
            ),
        )

    def written(self, skipped: Container[Place]) -> Written:
        """The batch as applied, but for the compare-and-sets in which a human was first."""
        return Written(
            tuple(cell for cell in self.batch.cells if (cell.tab, cell.key, cell.column) in skipped)
        )


@dataclass(slots=True)
class Draft:
    """A batch in the making, against one picture."""

    picture: Picture
    there: dict[str, dict[str, list[Row]]] = field(default_factory=dict)  # rows by key, of the tabs asked for
    rows: dict[tuple[str, str], dict[str, Cell]] = field(default_factory=dict)
    cells: list[CellWrite] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
    effects: list[int] = field(default_factory=list)
    cells_of_effects: list[tuple[int, Place]] = field(default_factory=list)
    overtaken: list[int] = field(default_factory=list)
    named: list[Naming] = field(default_factory=list)
    lists: dict[str, Words] = field(default_factory=dict)

    def says_something(self) -> bool:
        """Whether anything is to be written; of lists only those that stand otherwise."""
        written = self.rows or self.cells or self.named or self.picture.words is not None
        return bool(written or self._lists_differ())

    def _lists_differ(self) -> bool:
        wanted = {key_text(ref): words for ref, words in self.lists.items()}
        rows = self.picture.tabs["cases"].rows
        return any(row.own_list != wanted.get(key_text(row.cells.get("ref"))) for row in rows)

    def found(self, tab: str, key: str) -> list[Row]:
        """The rows with that key: none, one, or a doubled reference's."""
        if tab not in self.there:
            self.there[tab] = _by_key(self.picture, tab)
        return self.there[tab].get(key_text(key), [])

    def will_stand(self, ref: str) -> bool:
        """Whether the case has a row on Cases, or is about to have one."""
        return ("cases", ref) in self.rows or bool(self.found("cases", ref))


def plan(book: Book, policy: Policy, picture: Picture, receipt: str, now: datetime) -> Intent:
    """The batch that brings the register from `picture` to what the journal says; may be empty."""
    draft = Draft(picture)
    team = Team(roster_now(book, policy, now), cases.open_cases(book))
    wanted = cases.rows_wanted(book)
    made = cases.rows_made(book, wanted)
    today = local_day(now, policy)
    for ref, case in sorted(cases.get_many(book, wanted).items()):
        _case_row(draft, case, ref in made, team, policy, today)
    waiting: list[tuple[int, object]] = [
        (queued.n, queued.effect) for queued in effects.pending(book, "set_cell")
    ]
    for lost in _set_cells(draft, team, waiting):
        say_not_kept(book, lost.ref, lost.column, lost.value, now)
    _attention(draft, book, policy)
    _lines(draft, book)
    draft.named, contacts = name(book, picture, policy, now)
    draft.rows |= {
        ("contacts", ref): cells for ref, cells in contacts.items() if not draft.found("contacts", ref)
    }
    _dashboard(draft, book, team, policy, now)
    _caseworkers(draft, team, policy, hours_of_month(book, today), now)
    _own_lists(draft, book, team)
    effects.overtaken(book, draft.overtaken, now)
    new_rows = tuple(NewRow(tab, key, cells) for (tab, key), cells in draft.rows.items())
    lists = draft.lists if draft.says_something() else None
    batch = Batch(receipt, new_rows, tuple(draft.cells), tuple(draft.named), lists, picture.words)
    return Intent(batch, tuple(draft.refs), tuple(draft.effects), tuple(draft.cells_of_effects), now)


def _by_key(picture: Picture, name: str) -> dict[str, list[Row]]:
    key = BY_NAME[name].key
    found: dict[str, list[Row]] = {}
    for row in picture.tabs[name].rows:
        if text := key_text(row.cells.get(key)):
            found.setdefault(text, []).append(row)
    return found


def _case_row(draft: Draft, case: Case, made: bool, team: Team, policy: Policy, today: date) -> None:
    here = draft.found("cases", case.ref)
    if len(here) > 1:
        return  # doubled: left alone, and still wanted when a person has mended it
    draft.refs.append(case.ref)
    if here:
        draft.cells += _differing("cases", case.ref, here[0], case_cells(case, policy, today))
    elif not made and not case.row_gone:
        draft.rows["cases", case.ref] = first_case_cells(case, team, policy, today)
        if not draft.found("contacts", case.ref):
            draft.rows["contacts", case.ref] = contact_cells(case)


def _differing(tab: str, key: str, row: Row, cells: dict[str, Cell]) -> Iterable[CellWrite]:
    return [
        CellWrite(tab, key, name, value)
        for name, value in cells.items()
        if cell_text(value) != cell_text(row.cells.get(name)) and name != "ref"
    ]


def _own_lists(draft: Draft, book: Book, team: Team) -> None:
    """What the rows of the cases that wait for a decision offer: all of them, so that nothing else stands."""
    refs = [ref for ref in cases.waiting_for_decision(book) if draft.will_stand(ref)]
    names = names_offered(team)
    for ref, case in sorted(cases.get_many(book, refs).items()):
        if words := own_list(case, names):
            draft.lists[ref] = words


def _still_says(column: str, now: str, expected: str, team: Team) -> bool:
    """Whether a cell means what was last known of it: "new" is New, and Ana may be written in short."""
    if " ".join(now.casefold().split()) == " ".join(expected.casefold().split()):
        return True
    meant = find_person(now, team) if now and column in ("lead", "second") else ""
    return isinstance(meant, Caseworker) and meant == find_person(expected, team)


def _set_cells(draft: Draft, team: Team, queued: list[tuple[int, object]]) -> list[SetCell]:
    """Compare-and-sets in order: each sees what those before it make of the cell. Returns those on the tab
    Caseworkers that came to nothing: the cell is not there, or says something else."""
    lost: list[SetCell] = []
    now_holds: dict[Place, str] = {}
    at_first: dict[Place, str] = {}
    for n, effect in queued:
        assert isinstance(effect, SetCell)
        place = (effect.tab, effect.ref, effect.column)
        new, here = draft.rows.get((effect.tab, effect.ref)), draft.found(effect.tab, effect.ref)
        if new is not None:
            # The row is being made from the case as it is now, so what was to be set is in it already.
            draft.effects.append(n)
            continue
        if len(here) > 1:
            continue
        if effect.column not in draft.picture.tabs[effect.tab].columns:
            draft.overtaken.append(n)  # a column that may be taken away
            lost += [effect] if effect.tab == "caseworkers" else []
            continue
        if not here or not _still_says(
            effect.column, now_holds.setdefault(place, here[0].text(effect.column)), effect.expected, team
        ):
            draft.overtaken.append(n)
            lost += (
                [effect] if here and effect.tab == "caseworkers" and now_holds[place] != effect.value else []
            )
            continue
        at_first.setdefault(place, now_holds[place])
        now_holds[place] = effect.value
        draft.effects.append(n)
        draft.cells_of_effects.append((n, place))
    for place, before in at_first.items():
        if now_holds[place] != before:
            value = as_values(place[0], {place[2]: now_holds[place]})[place[2]]
            draft.cells.append(CellWrite(*place, value, expected=before))
    return lost


def line_known(tab: str) -> str:
    """The name under which the journal keeps the highest number of a line written on that tab."""
    return "line" if tab == "attention" else f"line {tab}"


def _last_line(draft: Draft, book: Book, tab: str) -> int:
    lines = [cell_text(row.cells.get("line")) for row in draft.picture.tabs[tab].rows]
    known = int(rows.recall(book, line_known(tab)) or 0)
    return max([int(line) for line in lines if line.isdigit()] + [known])


def _lines(draft: Draft, book: Book) -> None:
    """Lines for the tabs that people and service both write to. A tab that is not there is waited for."""
    last: dict[str, int] = {}
    for entry in effects.pending(book, "add_line"):
        assert isinstance(entry.effect, AddLine)
        tab = entry.effect.tab
        if not draft.picture.tabs[tab].columns:
            continue
        if tab == "caseworkers":
            _person(draft, entry.n, entry.effect)
            continue
        line = last[tab] = 1 + (last[tab] if tab in last else _last_line(draft, book, tab))
        draft.rows[tab, str(line)] = line_cells(tab, line, entry.effect.cells)
        draft.effects.append(entry.n)


def _person(draft: Draft, n: int, effect: AddLine) -> None:
    """Somebody who joined, on the tab Caseworkers: unless a person has put them there meanwhile."""
    email, there = str(effect.cells["email"]), draft.picture.tabs["caseworkers"].columns
    if not draft.found("caseworkers", email):
        draft.rows["caseworkers", email] = {k: value for k, value in effect.cells.items() if k in there}
    draft.effects.append(n)


def _dashboard(draft: Draft, book: Book, team: Team, policy: Policy, now: datetime) -> None:
    """The numbers behind the charts, in the lines made with the tab; one that is gone stays away."""
    if not draft.picture.tabs["dashboard"].columns:
        return
    today = local_day(now, policy)
    days = [
        Lived(local_day(came, policy), local_day(closed, policy) if closed else None)
        for came, closed in cases.lived(book)
    ]
    loads = held(team.caseworkers, team.open_cases, policy, now)
    people = [(person, loads[person.email], capacity(person, policy)) for person in team.caseworkers]
    figures = (*by_month(days, today), *by_age(days, today), *by_load(people, today))
    for line, figure in enumerate(figures, 1):
        here = draft.found("dashboard", str(line))
        if len(here) == 1:
            draft.cells += _differing("dashboard", str(line), here[0], dashboard_cells(line, figure))


def _attention(draft: Draft, book: Book, policy: Policy) -> None:
    queued = effects.pending(book, "attend")
    if not queued:
        return
    for line, entry in enumerate(queued, _last_line(draft, book, "attention") + 1):
        assert isinstance(entry.effect, Attend)
        day = local_day(entry.made_at, policy)
        draft.rows["attention", str(line)] = attention_cells(line, day, entry.effect)
        draft.effects.append(entry.n)


def _caseworkers(draft: Draft, team: Team, policy: Policy, noted: Mapping[str, float], now: datetime) -> None:
    """How loaded everybody is, beside their name: worked out for all at once."""
    there = draft.picture.tabs["caseworkers"].columns
    loads = held(team.caseworkers, team.open_cases, policy, now)
    for person in team.caseworkers:
        here = draft.found("caseworkers", person.email)
        if len(here) == 1:
            load = loads[person.email]
            room, feeling = float(capacity(person, policy)), float(load.emotional)
            hours = noted.get(person.email, 0.0)
            cells = caseworker_cells(load.open_cases, load.points, room, feeling, hours, load.duties)
            kept = {name: value for name, value in cells.items() if name in there}
            draft.cells += _differing("caseworkers", person.email, here[0], kept)
