"""An invented branch in a folder of its own: settings, eighteen caseworkers in the register, no letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ingest.maildir import make_maildir
from jobs.config import default_config, load
from jobs.conversions import branch_of
from jobs.demo.cast import Volunteer, load_cast
from jobs.settings import Settings
from sheets.person import Typed, type_into
from sheets.register import Cell
from sheets.xlsx import XlsxRegister

CASEWORKERS = 18
NOTICES_PER_DAY = 200
"""The coordinator may get four times as many: enough for five hundred suggestions in one day. The cap that a
branch starts with would hold most of them back until tomorrow, as it should."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the branch's things are."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "config.yaml"

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    @property
    def workbook(self) -> Path:
        return self.folder / "register.xlsx"

    def settings(self) -> Settings:
        return load(self.config)


def make_branch(folder: Path, register: Mapping[str, str] | None = None) -> Place:
    """The branch with nothing in its inbox yet; `register` replaces the workbook by a Google Sheet."""
    folder.mkdir(parents=True)
    place = Place(folder)
    place.config.write_text(yaml.safe_dump(_written(register), allow_unicode=True), encoding="utf-8")
    make_maildir(place.inbox)
    if register is None:
        XlsxRegister(place.workbook).prepare()
        type_into(place.workbook, [Typed("caseworkers", email, cells) for email, cells in roster(place)])
    return place


def _written(register: Mapping[str, str] | None) -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load(default_config())
    written["mailbox"]["path"] = "inbox"
    written["transport"]["path"] = "outbox"
    written["state"] = "."
    written["policy"]["notices_per_day"] = NOTICES_PER_DAY
    written["register"] = dict(register) if register else {"kind": "xlsx", "path": "register.xlsx"}
    return written


def roster(place: Place) -> list[tuple[str, dict[str, Cell]]]:
    """The caseworkers' addresses and cells as a coordinator types them; some rest, one has left."""
    cast = load_cast(branch_of(place.settings()))
    return [(volunteer.actor.email, _typed(volunteer)) for volunteer in cast.volunteers[:CASEWORKERS]]


def _typed(volunteer: Volunteer) -> dict[str, Cell]:
    away: dict[str, Cell] = (
        {"away_from": date(2026, 11, 1), "away_until": date(2026, 12, 31)} if volunteer.away else {}
    )
    return {
        "name": volunteer.actor.name,
        "department": volunteer.department,
        "employer": volunteer.employer,
        "max_cases": volunteer.most,
        "paused": "Yes" if volunteer.paused else None,
        "left": "Yes" if volunteer.left else None,
        **volunteer.willing,
        **away,
    }
