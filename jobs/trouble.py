"""Connections that fail: the right person is told, once a day, in one plain sentence (nothing silent)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from casework.calendar import local_day
from casework.effects import Attend, Send
from casework.model import Role
from ingest.mailbox import MailboxRefused
from jobs.behind import JournalBehind
from jobs.journal import effects
from jobs.journal.ports import Health
from jobs.journal.store import Book
from jobs.world import World
from sheets.columns import CASES
from sheets.register import OutcomeUnknown, Put, RegisterBroken, RegisterBusy, RegisterUnsure

PATIENCE = timedelta(minutes=15)
"""A network comes back by itself; nobody is told of what is over in a quarter of an hour."""

TROUBLE = "trouble "
"""How the name begins under which a failing connection is told of once a day."""

MOST_NAMED = 12
"""So many cells are named in a mail."""

PATIENCE_WITH_PEOPLE = timedelta(hours=2)
"""A workbook that somebody has open is work, not a fault."""

WHAT = {
    "mailbox": "The service cannot read the branch's mailbox.",
    "register": "The service cannot keep the register.",
    "transport": "The service cannot send mail.",
    "letters": "The service has trouble with letters.",
    "suggestions": "The service has trouble with suggestions.",
    "time": "The service has trouble with what is due.",
}


def tell(book: Book, world: World, health: Health, trouble: Exception, now: datetime) -> None:
    """Queue one notice a day about a failing connection, at once if only a person can mend it."""
    since = health.failing_since or now
    if now - since < _patience(trouble):
        return
    sheet = isinstance(trouble, RegisterBroken | RegisterBusy | OutcomeUnknown)
    administrator = world.branch.administrator
    role, to = (
        (Role.COORDINATOR, world.branch.coordinator)
        if sheet or administrator is None
        else (Role.ADMINISTRATOR, administrator)
    )
    what = f"{WHAT.get(health.port, 'The service has trouble.')} {trouble}"
    do = (
        "Nothing is lost: letters wait where they are, and the service goes on by itself once this is mended."
    )
    if isinstance(trouble, RegisterUnsure) and trouble.put:
        do = f"{_look_for(trouble.put)} {do}"
    day = local_day(now, world.policy)
    once = f"{TROUBLE}{health.port} {day}"
    if isinstance(trouble, RegisterUnsure):  # what to look for is said whatever was told that day
        once += " unsure"
    if isinstance(trouble, JournalBehind):  # which does not know, moreover, what was told that day
        once += " behind"
    if health.port == "transport":  # then no mail can say so: the register does
        effects.queue(book, Attend("", what, do, once=once), now, None)
        return
    words = {"ref": "", "what": what, "do": do}
    effects.queue(book, Send("attention", role, to, "", dict(words), once=once), now, None)
    if isinstance(trouble, JournalBehind) and administrator and administrator.email != to.email:
        # They can type what is to be done; she has to know why nothing moves.
        also = Send("attention", Role.ADMINISTRATOR, administrator, "", dict(words), once=f"{once} too")
        effects.queue(book, also, now, None)


def _patience(trouble: Exception) -> timedelta:
    if isinstance(trouble, MailboxRefused | RegisterBroken):
        return timedelta(0)
    return PATIENCE_WITH_PEOPLE if isinstance(trouble, RegisterBusy) else PATIENCE


def _look_for(put: Sequence[Put]) -> str:
    """What a write may have put into another row or column, for whoever looks. What was put back of theirs is
    not repeated, nor what stands on other tabs than Cases."""
    named = [_named(one) for one in put]
    more = f"; and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    return (
        f"The service was writing this: {'; '.join(named[:MOST_NAMED])}{more}. Please look whether any of it "
        "stands in another row or column now, or whether a cell of yours is another than it was. In Google "
        "Sheets, File, Version history, See version history shows what stood there before."
    )


def _named(put: Put) -> str:
    place = (
        f"{put.tab}, {put.key or 'a row without a reference'}, {put.column or 'a column without a header'}"
    )
    if put.theirs:
        return f"{place}: what had stood there was being put back"
    if put.tab != CASES.title:
        return f"{place}: a new value" if put.belongs else f"{place}: a value that does not belong there"
    value = f'"{put.value}"' if put.value is not None else "blank"
    return f"{place}: {value}" if put.belongs else f"{place}: {value}, which does not belong there"
