"""A spreadsheet of theirs made the register: opened, copied, filled, named in the config, put on record."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casework.effects import Attend
from jobs.adopting import Adoption
from jobs.config import load
from jobs.config_edit import with_section
from jobs.connections import GoogleRegister as GoogleSettings
from jobs.journal import cases, effects
from jobs.journal.store import BRANCH, open_journal
from jobs.opening import open_world
from jobs.rebuild import rebuild
from jobs.settings import Settings
from jobs.spreadsheets import NoSpreadsheet, spreadsheet_in
from sheets.google import GoogleRegister
from sheets.headers import is_register
from sheets.register import Batch
from sheets.sketching import sketch_of
from sheets.xlsx import XlsxRegister

AT_ONCE = 500
"""Rows in one write."""

OLD_TABS = "Keep the old tabs to look things up, hide them, or delete them: the service never touches them."


class NotAdopted(Exception):
    """It was not made the register; the message says why and what to do. Nothing has been done."""


@dataclass(frozen=True, slots=True)
class Target:
    """A workbook, or a Google Sheet by its id and the key file of a service account."""

    path: Path | None = None
    spreadsheet: str = ""
    credentials: Path | None = None
    endpoint: str = ""


@dataclass(frozen=True, slots=True)
class Adopted:
    """What was done, and how it is undone. `beside`: which tabs are the register, and which are not read."""

    cases: int
    people: int
    config_before: Path
    beside: str
    undo: str


def target_of(text: str, settings: Settings, credentials: Path | None) -> Target:
    """What was named on the command line. Raises `NotAdopted`."""
    try:
        named = spreadsheet_in(text)
    except NoSpreadsheet as fault:
        raise NotAdopted(str(fault)) from fault
    if isinstance(named, Path):
        if not named.is_file():
            raise NotAdopted(f"There is no workbook {named}.")
        return Target(named.resolve())
    chosen = settings.register_
    known = chosen if isinstance(chosen, GoogleSettings) else None
    key = credentials or (known.credentials if known else None)
    if key is None:
        raise NotAdopted("A Google Sheet needs the service account's key file: --credentials FILE.json")
    return Target(None, named, key.resolve(), known.endpoint if known else "")


def open_target(target: Target, settings: Settings) -> XlsxRegister | GoogleRegister:
    """The spreadsheet as a register that is not one yet. Raises `NotAdopted` where it is one."""
    if target.path is not None:
        register: XlsxRegister | GoogleRegister = XlsxRegister(target.path)
    else:
        assert target.credentials is not None  # said above
        zone = settings.branch.timezone
        register = GoogleRegister(target.spreadsheet, target.credentials, endpoint=target.endpoint, zone=zone)
    if is_register(register.titles()):
        raise NotAdopted(
            "This spreadsheet is a register already. If its cases are not known to the service, run: "
            "casework rebuild --yes"
        )
    return register


def backup_of(
    target: Target, register: XlsxRegister | GoogleRegister, settings: Settings, now: datetime
) -> Path:
    """A copy of all as it is: the workbook beside itself, a Google Sheet's cells as a workbook here."""
    if target.path is not None:
        kept = target.path.with_name(f"{target.path.stem} before casework {now:%Y%m%d-%H%M%S}.xlsx")
        shutil.copy2(target.path, kept)
        return kept
    settings.state.mkdir(parents=True, exist_ok=True)
    kept = settings.state / f"spreadsheet before casework {now:%Y%m%d-%H%M%S}.xlsx"
    assert isinstance(register, GoogleRegister)
    kept.touch(mode=0o600)
    kept.write_bytes(sketch_of(register.sheets(hidden=True)))
    return kept


def adopt(
    target: Target,
    register: XlsxRegister | GoogleRegister,
    plan: Adoption,
    config: Path,
    read_from: Sequence[str],
    text: str,
    now: datetime,
) -> Adopted:
    """Write the rows, name the spreadsheet in the config, make the journal. Raises what the ports raise.

    `read_from`: their tabs that the rows come from; `text`: what the config says.

    A crash in the middle leaves a register whose cases the journal does not know: `casework rebuild`.
    """
    settings = load(config)
    _refuse_cases(settings)
    if settings.register_.apart:
        raise NotAdopted(
            "The config keeps tabs in spreadsheets of their own: take apart out of the section register, "
            "adopt, and move those tabs afterwards as docs/register-in-detail.md says."
        )
    theirs = set(register.titles())
    new = with_section(text, "register", _section(target, config))  # what cannot be edited is said before all
    register.settle_in()
    for start in range(0, len(plan.rows), AT_ONCE):
        batch = Batch(f"R-{secrets.token_hex(8)}", tuple(plan.rows[start : start + AT_ONCE]))
        register.write(batch, register.read())
    before = config.with_name(f"{config.stem} before casework adopt{config.suffix}")
    before.write_text(text, encoding="utf-8")
    config.write_text(new, encoding="utf-8")
    added = [title for title in register.titles() if title not in theirs]
    with open_world(load(config), now) as world:
        found = rebuild(world, now)
        beside = _beside(world.register.read().tabs["cases"].title, read_from)
        with world.journal.begin() as book:
            effects.queue(book, Attend("", beside, OLD_TABS), now, None)
    people = sum(row.tab == "caseworkers" for row in plan.rows)
    return Adopted(
        len(found.cases), people, before, beside, _undo(target, added, settings.state / "state.db")
    )


def _beside(cases_tab: str, read_from: Sequence[str]) -> str:
    """What is the register from now on, and what only stands beside it."""
    tabs, are = ("tabs", "are") if len(read_from) > 1 else ("tab", "is")
    return (
        f"From now on cases are kept on the tab {cases_tab}. Your {tabs} {', '.join(read_from)} {are} as "
        "before and not read any more: what is changed there changes nothing."
    )


def _refuse_cases(settings: Settings) -> None:
    path = settings.state / "state.db"
    if not path.exists():
        return
    journal = open_journal(path, BRANCH)
    try:
        with journal.begin() as book:
            known = cases.counts(book)
    finally:
        journal.close()
    if known:
        raise NotAdopted(
            "The service has cases already. Adopting is for the beginning: name another folder under "
            "state in config.yaml, and begin again."
        )


def _section(target: Target, config: Path) -> dict[str, str]:
    here = config.absolute().parent
    if target.path is not None:
        path = target.path.relative_to(here) if target.path.is_relative_to(here) else target.path
        return {"kind": "xlsx", "path": str(path)}
    section = {
        "kind": "google", "spreadsheet": target.spreadsheet, "credentials": str(target.credentials),
    }  # fmt: skip
    return section | ({"endpoint": target.endpoint} if target.endpoint else {})


def _undo(target: Target, added: Sequence[str], journal: Path) -> str:
    if target.path is not None:
        return (
            f"To undo it: put that copy in the workbook's place, the old config back, and delete {journal}."
        )
    return (
        f"To undo it: delete the tabs that were added ({', '.join(added)}; hidden ones too), put the old "
        f"config back, and delete {journal}. Nothing else was changed in the spreadsheet."
    )
