"""An empty register filled from the journal: every case whose row nobody deleted, as it was last seen.

People's columns (notes, outcome, a status or caseworker they chose) are written as the service last saw them.
The lines of Needs attention of the last four weeks come too, all of them: which of them were Done the journal
never saw. Nor did it see columns and rows of people's own, or colours.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from casework.calendar import local_day
from casework.effects import Attend
from casework.model import Team
from jobs.journal import cases, effects, rows
from jobs.keep import take_as_seen
from jobs.noted import dates_noted, hours_noted, periods_noted
from jobs.planning import line_known
from jobs.record import roster
from jobs.world import World
from sheets.columns import BY_NAME, Owner
from sheets.people import absence_rows, caseworker_row, key_date_rows, time_rows
from sheets.register import Batch, Cell, NewRow, Picture
from sheets.rows import as_values, attention_cells, contact_cells, first_case_cells

AT_ONCE = 500
"""Rows in one write."""
TOLD_FOR = timedelta(weeks=4)
"""So long a line of Needs attention may still wait for somebody."""


class NotEmpty(Exception):
    """The register has rows; the message says what to do."""


def refill(world: World, now: datetime) -> int:
    """Make the register if it is not there, and fill it; returns the number of cases written.

    Raises `NotEmpty` where a case stands in it, and what the register raises. What a crash
    cuts short is begun anew with another empty register.
    """
    world.register.prepare()
    picture = world.register.read()
    if any(row.text("ref") for row in picture.tabs["cases"].rows):
        raise NotEmpty(
            "The register has cases in it, so nothing was written. To fill a new one, move the old away, "
            "or name another in config.yaml, and begin again."
        )
    new = [*_people(world, picture), *_cases(world, now), *_told(world, now)]
    for start in range(0, len(new), AT_ONCE):
        batch = Batch(f"R-{secrets.token_hex(8)}", tuple(new[start : start + AT_ONCE]))
        with world.journal.begin() as book:  # known, if a crash comes now (jobs/behind.py)
            rows.intend(book, batch.receipt, now, "")
            rows.settle(book, batch.receipt, "done")
        world.register.write(batch, world.register.read())
    with world.journal.begin() as book:
        refs = [row.key for row in new if row.tab == "cases"]
        take_as_seen(book, world.register.read(), refs, world.policy.category_words)
        rows.remember(book, "register version", "")  # loads and the Dashboard are worked out in the next turn
    return len(refs)


def _people(world: World, picture: Picture) -> list[NewRow]:
    there = {row.text("email").casefold() for row in picture.tabs["caseworkers"].rows}
    with world.journal.begin() as book:
        people, periods, dates = roster(book), periods_noted(book), dates_noted(book)
        hours = hours_noted(book)
    new, words = [person for person in people if person.email not in there], world.policy.category_words
    made = [caseworker_row(person, words) for person in new]
    made += absence_rows(new, periods, people)
    made += key_date_rows(dates)
    made += time_rows(hours, people)
    return [row for row in made if picture.tabs[row.tab].columns]


def _cases(world: World, now: datetime) -> list[NewRow]:
    """The rows of Cases and Contacts, in the order of their references."""
    with world.journal.begin() as book:
        team = Team(roster(book), cases.open_cases(book))
        found = [case for case in cases.all_cases(book) if not case.row_gone]
        seen = {tab: rows.seen(book, tab) for tab in ("cases", "contacts")}
    today = local_day(now, world.policy)
    made: list[NewRow] = []
    for case in found:
        cells = first_case_cells(case, team, world.policy, today)
        made.append(NewRow("cases", case.ref, cells | _theirs("cases", seen["cases"].get(case.ref, {}))))
        contact = contact_cells(case) | _theirs("contacts", seen["contacts"].get(case.ref, {}))
        made.append(NewRow("contacts", case.ref, contact))
    return made


def _told(world: World, now: datetime) -> list[NewRow]:
    """The last lines of Needs attention, with the numbers that they had."""
    with world.journal.begin() as book:
        told = effects.told(book, now - TOLD_FOR)
        last = max(int(rows.recall(book, line_known("attention")) or 0), len(told))
    made: list[NewRow] = []
    for line, entry in enumerate(told, last - len(told) + 1):
        assert isinstance(entry.effect, Attend)
        cells = attention_cells(line, local_day(entry.made_at, world.policy), entry.effect)
        made.append(NewRow("attention", str(line), cells))
    return made


def _theirs(tab: str, seen: dict[str, str]) -> dict[str, Cell]:
    """People's columns as they were last seen."""
    mine = {column.name for column in BY_NAME[tab].columns if column.owner is Owner.HUMAN}
    return as_values(tab, {name: text for name, text in seen.items() if name in mine})
