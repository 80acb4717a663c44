"""From any older journal to this one: in order, in one transaction, after a backup (TRUST.md §3.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, inspect, select, text, update

from jobs.journal.schema import cases, metadata, underway, version

Migration = Callable[[Connection], None]


def _first(cx: Connection) -> None:
    """Version 1: the tables as this release knows them."""
    metadata.create_all(cx)


def _doubts(cx: Connection) -> None:
    """Version 2: since when a notice is in doubt, and how often it was."""
    there = {column["name"] for column in inspect(cx).get_columns("effects")}
    if "doubts" not in there:  # else the tables were made just now
        cx.execute(text("ALTER TABLE effects ADD COLUMN doubted_at FLOAT"))
        cx.execute(text("ALTER TABLE effects ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0"))


def _pairs(cx: Connection) -> None:
    """Version 3: what a case asks of feelings, who is second, and since when. Older cases had no second."""
    there = {column["name"] for column in inspect(cx).get_columns("cases")}
    if "second" not in there:
        cx.execute(text("ALTER TABLE cases ADD COLUMN emotional INTEGER NOT NULL DEFAULT 0"))
        for name in ("second", "second_offered_to", "second_suggested_to"):
            cx.execute(text(f"ALTER TABLE cases ADD COLUMN {name} TEXT NOT NULL DEFAULT ''"))
        for name in ("lead_since", "second_since"):
            cx.execute(text(f"ALTER TABLE cases ADD COLUMN {name} VARCHAR(32)"))


def _sides(cx: Connection) -> None:
    """Version 4: who is named in a case, for the other side of a dispute; read from the cases themselves."""
    there = {column["name"] for column in inspect(cx).get_columns("cases")}
    if "named" in there:
        return
    for name in ("member_name", "named"):
        cx.execute(text(f"ALTER TABLE cases ADD COLUMN {name} TEXT NOT NULL DEFAULT ''"))
    put = text("UPDATE cases SET member_name = :name, named = :named WHERE branch = :branch AND ref = :ref")
    for branch, ref, body in cx.execute(text("SELECT branch, ref, body FROM cases")).all():
        member = json.loads(body)["member"]
        named = f"{member.get('line_manager', '')} {member.get('people_involved', '')}".strip()
        cx.execute(put, {"name": member["name"], "named": named, "branch": branch, "ref": ref})


def _underway(cx: Connection) -> None:
    """Version 5: what must be known of a change to a Google Sheet whose outcome is not."""
    underway.create(cx, checkfirst=True)


def _moved(cx: Connection) -> None:
    """Version 6: the last thing known of a case; read from the cases themselves."""
    if "moved_at" in {column["name"] for column in inspect(cx).get_columns("cases")}:
        return
    cx.execute(text("ALTER TABLE cases ADD COLUMN moved_at VARCHAR(32)"))
    read = select(cases.c.branch, cases.c.ref, cases.c.body)
    for branch, ref, body in cx.execute(read).all():
        at = cases.c.branch == branch, cases.c.ref == ref
        cx.execute(update(cases).where(*at).values(moved_at=_last_moment(json.loads(body))))


def _asked(cx: Connection) -> None:
    """Version 7: until when somebody may answer; read from the cases themselves."""
    if "offered_until" in {column["name"] for column in inspect(cx).get_columns("cases")}:
        return
    offers = {"offered_until": "offer", "second_offered_until": "second_offer"}
    for name in offers:
        cx.execute(text(f"ALTER TABLE cases ADD COLUMN {name} VARCHAR(32)"))
    read = select(cases.c.branch, cases.c.ref, cases.c.body).where(cases.c.open)
    for branch, ref, body in cx.execute(read).all():
        case = json.loads(body)
        ends = {
            name: datetime.fromisoformat(case[offer]["lapses_at"])
            for name, offer in offers.items()
            if case.get(offer)
        }
        if ends:
            cx.execute(update(cases).where(cases.c.branch == branch, cases.c.ref == ref).values(**ends))


def _last_moment(body: dict[str, Any]) -> datetime:
    names = ("received_at", "last_news_at", "lead_since", "second_since")
    moments = [datetime.fromisoformat(body[name]) for name in names if body.get(name)]
    days = [one["day"] for one in body.get("key_dates") or ()]
    days.append(str((body.get("form") or {}).get("values", {}).get("key_date") or ""))
    for day in days:
        if re.match(r"\d{4}-\d\d-\d\d", day):
            moments.append(datetime.fromisoformat(f"{day[:10]}T12:00:00+00:00"))
    return max(moments)


MIGRATIONS: tuple[Migration, ...] = (_first, _doubts, _pairs, _sides, _underway, _moved, _asked)
"""The n-th brings a journal from version n-1 to n. Never change one that has been released."""


class JournalTooNew(Exception):
    """The journal was written by a newer release; the message says what to do."""


def found_version(cx: Connection) -> int:
    """The version of the journal at hand; 0 for an empty database."""
    if not inspect(cx).has_table(version.name):
        return 0
    return cx.execute(select(version.c.number)).scalar() or 0


def migrate(cx: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Run what is missing, all in the caller's transaction. Raises `JournalTooNew`."""
    at = found_version(cx)
    if at > len(migrations):
        raise JournalTooNew(
            f"The journal is of version {at}, and this release of casework knows {len(migrations)}: "
            "install the newer release again, or restore the backup that was made before it."
        )
    for migration in migrations[at:]:
        migration(cx)
    metadata.tables["version"].create(cx, checkfirst=True)
    cx.execute(version.delete())
    cx.execute(version.insert().values(number=len(migrations)))
