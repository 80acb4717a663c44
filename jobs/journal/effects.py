"""Effects in the journal: the outbox of everything that is still to be done, each under its own key."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Row, Update, and_, bindparam, func, or_, select, update

from casework.effects import AddLine, Attend, Send, SetCell
from jobs.journal.codec import from_text, to_text
from jobs.journal.schema import effects
from jobs.journal.store import Book, in_parts, insert_new

KINDS: dict[str, type[Send] | type[SetCell] | type[Attend] | type[AddLine]] = {
    "send": Send,
    "set_cell": SetCell,
    "attend": Attend,
    "add_line": AddLine,
}
NAMES = {kind: name for name, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Queued:
    """An effect with its place in the queue."""

    n: int
    key: str
    effect: Send | SetCell | Attend | AddLine
    state: str
    tries: int
    made_at: datetime
    recipient: str
    message_id: str
    raw: bytes | None
    doubted_at: float | None = None  # seconds on a clock that nobody sets
    doubts: int = 0


def queue(
    book: Book, effect: Send | SetCell | Attend | AddLine, at: datetime, not_before: datetime | None
) -> None:
    """Put an effect in the queue; one with a `once` name that is there already is not put in again."""
    kind = NAMES[type(effect)]
    if book.memo.last_effect is None:
        book.memo.last_effect = book.cx.execute(LAST).scalar() or 0
    number = book.memo.last_effect + 1
    what = effect.kind if isinstance(effect, Send) else kind
    once = "" if isinstance(effect, SetCell) else effect.once
    # A row of the Caseworkers tab is known by an address, which belongs in no key.
    ref = "" if isinstance(effect, SetCell) and effect.tab == "caseworkers" else effect.ref
    row = {
        "n": number,
        "branch": book.branch,
        "key": f"{ref or '-'}.{number}.{what}",
        "once": once or None,
        "kind": kind,
        "ref": ref,
        "body": to_text(effect),
        "state": "pending",
        "tries": 0,
        "made_at": at,
        "not_before": not_before,
        "recipient": effect.to.email if isinstance(effect, Send) else "",
    }
    # By its key an effect is always new; by its `once` name it may be there.
    if insert_new(book, effects, row, unless=("branch", "once")):
        book.memo.last_effect = number


LAST = select(func.max(effects.c.n))
SENT_SINCE = (
    select(effects.c.recipient, func.count())
    .where(
        effects.c.branch == bindparam("of"),
        effects.c.recipient.in_(bindparam("recipients", expanding=True)),
        effects.c.kind == "send",
        effects.c.state == "done",
        effects.c.done_at >= bindparam("since"),
    )
    .group_by(effects.c.recipient)
)
COLUMNS = [
    effects.c[name]
    for name in (
        "n", "key", "kind", "body", "state", "tries", "made_at", "recipient", "message_id", "raw",
        "doubted_at", "doubts",
    )
]  # fmt: skip


# Put together once: every turn asks for them four times.
PENDING = (
    select(*COLUMNS)
    .where(
        effects.c.branch == bindparam("of"),
        effects.c.kind == bindparam("of_kind"),
        effects.c.state == "pending",
    )
    .order_by(effects.c.n)
    .limit(bindparam("at_most", type_=Integer))
)
PENDING_NOW = PENDING.where(or_(effects.c.not_before.is_(None), effects.c.not_before <= bindparam("now")))


def pending(book: Book, kind: str, now: datetime | None = None, at_most: int = 1000) -> list[Queued]:
    """What is to be done of that kind, in order. Notices in doubt ("trying") are not: see doubts.py."""
    which: dict[str, object] = {"of": book.branch, "of_kind": kind, "at_most": at_most}
    wanted, which = (PENDING, which) if now is None else (PENDING_NOW, {**which, "now": now})
    return [queued_of(row) for row in book.cx.execute(wanted, which).all()]


def told(book: Book, since: datetime) -> list[Queued]:
    """The lines of Needs attention that were written since then, in order."""
    wanted = (
        select(*COLUMNS)
        .where(
            effects.c.branch == book.branch,
            effects.c.kind == "attend",
            effects.c.state == "done",
            effects.c.done_at >= since,
        )
        .order_by(effects.c.n)
    )
    return [queued_of(row) for row in book.cx.execute(wanted).all()]


def cells_of_people(book: Book) -> list[SetCell]:
    """What is still to be written on the tab Caseworkers, in order."""
    wanted = (
        select(effects.c.body)
        .where(
            effects.c.branch == book.branch,
            effects.c.state == "pending",
            effects.c.kind == "set_cell",
            effects.c.ref == "",  # a case's cell has one
        )
        .order_by(effects.c.n)
    )
    return [from_text(SetCell, body) for body in book.cx.execute(wanted).scalars()]


def get(book: Book, key: str) -> Queued | None:
    """The effect of that key."""
    row = book.cx.execute(
        select(*COLUMNS).where(effects.c.branch == book.branch, effects.c.key == key)
    ).first()
    return queued_of(row) if row else None


def queued_of(row: Row[Any]) -> Queued:
    """An effect from its row of `COLUMNS`."""
    effect = from_text(KINDS[row.kind], row.body)
    return Queued(
        row.n, row.key, effect, row.state, row.tries, row.made_at, row.recipient, row.message_id, row.raw,
        row.doubted_at, row.doubts,
    )  # fmt: skip


HELD_BACK = (
    select(effects.c.ref, func.min(effects.c.n))
    .where(
        effects.c.branch == bindparam("of"),
        effects.c.kind == "send",
        effects.c.state.in_(("pending", "trying")),
        or_(
            effects.c.state == "trying",
            and_(effects.c.tries > 0, effects.c.not_before > bindparam("now")),
        ),
        effects.c.ref != "",
    )
    .group_by(effects.c.ref)
)


def refs_held_back(book: Book, now: datetime) -> dict[str, int]:
    """For each case with a notice that waits for later or is in doubt: the number from which its notices are
    held back."""
    return {row[0]: row[1] for row in book.cx.execute(HELD_BACK, {"of": book.branch, "now": now})}


def written(book: Book, notices: Sequence[tuple[int, str, bytes]]) -> None:
    """Of each notice its number, Message-ID and bytes, stored before the first attempt: a retry sends these
    very bytes."""
    rows = [
        {"of": book.branch, "which": n, "message_id": message_id, "raw": raw}
        for n, message_id, raw in notices
    ]
    if rows:
        book.cx.execute(_change(("message_id", "raw")), rows)


def trying(book: Book, queued: Queued) -> None:
    """An attempt is about to be made."""
    _set(book, [queued.n], state="trying", tries=queued.tries + 1)


def done(book: Book, numbers: Sequence[int], at: datetime) -> None:
    """Done, for good."""
    _set(book, numbers, state="done", done_at=at, error="")


def overtaken(book: Book, numbers: Sequence[int], at: datetime) -> None:
    """Not done because a person's own edit came first: it stands."""
    _set(book, numbers, state="overtaken", done_at=at)


def later(book: Book, n: int, not_before: datetime, error: str, tries: int) -> None:
    """Try again, not before then; `tries` have been made."""
    _set(book, [n], state="pending", not_before=not_before, error=error, tries=tries)


def given_up(book: Book, n: int, at: datetime, error: str) -> None:
    """Not tried again by itself."""
    _set(book, [n], state="given_up", done_at=at, error=error)


def _set(book: Book, numbers: Sequence[int], **values: object) -> None:
    if len(numbers) == 1:
        book.cx.execute(_change(tuple(values)), {"of": book.branch, "which": numbers[0], **values})
        return
    for some in in_parts(numbers):
        book.cx.execute(
            update(effects).where(effects.c.branch == book.branch, effects.c.n.in_(some)).values(**values)
        )


@lru_cache(maxsize=16)
def _change(names: tuple[str, ...]) -> Update:
    """One effect changed: what is done for every notice is built once."""
    return (
        update(effects)
        .where(effects.c.branch == bindparam("of"), effects.c.n == bindparam("which"))
        .values({name: bindparam(name) for name in names})
    )


def retry(book: Book, key: str) -> int:
    """Take up a notice that was given up. Returns how many."""
    return book.cx.execute(
        update(effects)
        .where(effects.c.branch == book.branch, effects.c.key == key, effects.c.state == "given_up")
        .values(state="pending", tries=0, not_before=None, error="", done_at=None, doubted_at=None, doubts=0)
    ).rowcount


def sent_since(book: Book, recipients: Collection[str], since: datetime) -> dict[str, int]:
    """How many notices each recipient was sent since then; nothing for one who was sent none."""
    who = {"of": book.branch, "recipients": sorted(recipients), "since": since}
    return {row[0]: row[1] for row in book.cx.execute(SENT_SINCE, who)}


def notice_of(book: Book, message_ids: Sequence[str]) -> Queued | None:
    """The newest notice of ours with one of those Message-IDs."""
    wanted = [message_id for message_id in message_ids if message_id]
    if not wanted:
        return None
    row = book.cx.execute(
        select(*COLUMNS)
        .where(effects.c.branch == book.branch, effects.c.message_id.in_(wanted))
        .order_by(effects.c.n.desc())
    ).first()
    return queued_of(row) if row else None


def last_to(book: Book, recipient: str) -> Queued | None:
    """The newest notice that went to that address."""
    row = book.cx.execute(
        select(*COLUMNS)
        .where(effects.c.branch == book.branch, effects.c.recipient == recipient, effects.c.message_id != "")
        .order_by(effects.c.n.desc())
    ).first()
    return queued_of(row) if row else None


def counts(book: Book) -> dict[str, int]:
    """Number of effects by kind and state, as "send pending"."""
    rows = book.cx.execute(
        select(effects.c.kind, effects.c.state, func.count())
        .where(effects.c.branch == book.branch)
        .group_by(effects.c.kind, effects.c.state)
    )
    return {f"{kind} {state}": number for kind, state, number in rows}


def stuck(book: Book) -> list[tuple[str, str]]:
    """Key and reason of each effect that was given up."""
    rows = book.cx.execute(
        select(effects.c.key, effects.c.error).where(
            effects.c.branch == book.branch, effects.c.state == "given_up"
        )
    )
    return [(row.key, row.error) for row in rows]
