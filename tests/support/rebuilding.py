"""The demo's branch in a folder of its own, in which one half of what it knows is lost and made again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from casework.model import Case
from casework.urgency import URGENT
from jobs.cli import main
from jobs.journal import cases, effects
from jobs.journal.store import BRANCH, open_journal
from jobs.record import roster
from sheets.register import Picture, Row
from sheets.xlsx import XlsxRegister


def moved(played: Path, folder: Path, now: datetime) -> Place:
    """A copy of the demo's folder at another place; its config, which names whole paths, goes along."""
    shutil.copytree(played, folder)
    config = folder / "config.yaml"
    config.write_text(config.read_text().replace(str(played), str(folder)))
    return Place(folder, now)


@dataclass(frozen=True)
class Place:
    """A folder in which the demo's branch lives."""

    folder: Path
    now: datetime

    @property
    def config(self) -> str:
        return str(self.folder / "config.yaml")

    def run(self, *arguments: str) -> int:
        return main([*arguments, "--config", self.config])

    def once(self) -> int:
        return self.run("once", "--now", (self.now + timedelta(minutes=10)).isoformat())

    def cases(self) -> dict[str, Case]:
        journal = open_journal(self.folder / "state.db", BRANCH)
        with journal.begin() as book:
            found = {case.ref: case for case in cases.all_cases(book)}
        journal.close()
        return found

    def picture(self) -> Picture:
        return XlsxRegister(self.folder / "register.xlsx").read()

    def sent(self) -> set[str]:
        return {path.name for path in (self.folder / "outbox").glob("*.eml")}

    def pending(self) -> int:
        journal = open_journal(self.folder / "state.db", BRANCH)
        with journal.begin() as book:
            count = sum(len(effects.pending(book, kind)) for kind in ("send", "set_cell", "attend"))
        journal.close()
        return count

    def people(self) -> set[str]:
        journal = open_journal(self.folder / "state.db", BRANCH)
        with journal.begin() as book:
            found = {person.email for person in roster(book)}
        journal.close()
        return found


def known(case: Case) -> tuple[object, ...]:
    """What must be the same of a case, whichever half it was made from.

    Its flags are in the order that the register shows, a near date first: that is all a new journal can know.
    """
    shown = sorted(case.flags, key=lambda flag: flag != URGENT)
    return (
        case.ref, case.status, case.member, case.lead, case.categories, case.points, shown,
        case.form.values, case.received_at.date(), case.key_dates, case.declined, case.lapsed,
        case.offers_made, case.offer, case.second_offer, case.decided, case.shadowings,
    )  # fmt: skip


def cells(row: Row) -> dict[str, object]:
    return {name: value for name, value in row.cells.items() if value not in (None, "")}
