"""The journal's tables. A change here needs a migration in migrations.py."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """An aware datetime as ISO text in UTC: sorts as text, reads alike on every database."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("the journal takes aware datetimes only")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData()


def _branch() -> Column[str]:
    return Column("branch", String(80), primary_key=True)


version = Table("version", metadata, Column("number", Integer, nullable=False))

letters = Table(
    "letters",
    metadata,
    _branch(),
    Column("id", String(64), primary_key=True),  # SHA-256 of the raw bytes
    Column("mailbox_key", Text, nullable=False),
    Column("message_id", Text, nullable=False, default=""),
    Column("content", String(64), nullable=False, default=""),  # digest of what it says: the second net
    Column("raw", LargeBinary),  # dropped once the letter is filed: the mailbox keeps it
    Column("whole", Boolean, nullable=False, default=True),  # False: over the size cap, only its head
    Column("received_at", Moment, nullable=False),
    Column("arrived", Integer, nullable=False),  # running number: letters are handled in the order they came
    Column("attempts", Integer, nullable=False, default=0),
    Column("handled_at", Moment),
    Column("kind", String(40), nullable=False, default=""),
    Column("ref", String(20), nullable=False, default=""),
    Column("folder", Text, nullable=False, default=""),
    Column("filed_at", Moment),
    Column("problem", Text, nullable=False, default=""),
    Index("letters_waiting", "branch", "handled_at"),
    Index("letters_arrived", "branch", "arrived"),
    Index("letters_filing", "branch", "filed_at"),
    Index("letters_message_id", "branch", "message_id"),
)

cases = Table(
    "cases",
    metadata,
    _branch(),
    Column("ref", String(20), primary_key=True),
    Column("body", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("status", String(20), nullable=False),
    Column("member_email", Text, nullable=False),
    Column("reply_to", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("offered_to", Text, nullable=False),
    Column("points", Float, nullable=False),
    Column("suggested_to", Text, nullable=False, default=""),
    Column("emotional", Integer, nullable=False, default=0),
    Column("second", Text, nullable=False, default=""),
    Column("second_offered_to", Text, nullable=False, default=""),
    Column("second_suggested_to", Text, nullable=False, default=""),
    Column("lead_since", Moment),
    Column("second_since", Moment),
    Column("member_name", Text, nullable=False, default=""),
    Column("named", Text, nullable=False, default=""),
    Column("moved_at", Moment),
    Column("offered_until", Moment),
    Column("second_offered_until", Moment),
    Column("next_due", Moment),
    Column("row_made", Boolean, nullable=False, default=False),  # a receipt has confirmed its row
    Column("row_wanted", Boolean, nullable=False, default=False),  # our cells want writing
    Index("cases_open", "branch", "open"),
    Index("cases_due", "branch", "next_due"),
    Index("cases_row_wanted", "branch", "row_wanted"),
    Index("cases_member", "branch", "member_email"),
    Index("cases_reply_to", "branch", "reply_to"),
)

history = Table(
    "history",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("branch", String(80), nullable=False),
    Column("at", Moment, nullable=False),
    Column("ref", String(20), nullable=False),
    Column("letter", String(64), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("fact", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index("history_ref", "branch", "ref"),
)

effects = Table(
    "effects",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("branch", String(80), nullable=False),
    Column("key", Text, nullable=False),  # {ref or "-"}.{running number}.{kind}: never a digest of content
    Column("once", Text),  # insert-or-ignore name of what may exist only once
    Column("kind", String(20), nullable=False),  # send | set_cell | attend
    Column("ref", String(20), nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(12), nullable=False),  # pending | trying | done | given_up | overtaken
    Column("tries", Integer, nullable=False, default=0),
    Column("not_before", Moment),
    Column("made_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("error", Text, nullable=False, default=""),
    Column("recipient", Text, nullable=False, default=""),
    Column("message_id", Text, nullable=False, default=""),
    Column("raw", LargeBinary),  # a notice's bytes, stored before the first attempt
    Column("doubted_at", Float),  # since when it is in doubt: seconds on a clock that nobody sets
    Column("doubts", Integer, nullable=False, default=0),  # how often it was in doubt
    Index("effects_key", "branch", "key", unique=True),
    Index("effects_once", "branch", "once", unique=True),
    Index("effects_state", "branch", "state", "kind"),
    Index("effects_message_id", "branch", "message_id"),
    Index("effects_recipient", "branch", "recipient", "done_at"),
)

rows_seen = Table(
    "rows_seen",
    metadata,
    _branch(),
    Column("tab", String(20), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("cells", Text, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    _branch(),
    Column("receipt", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("state", String(12), nullable=False),  # trying | done | dropped
    Column("body", Text, nullable=False),
    Index("receipts_state", "branch", "state"),
)

underway = Table(
    "underway",
    metadata,
    _branch(),
    Column("place", Text, primary_key=True),  # a spreadsheet's id
    Column("known", LargeBinary, nullable=False),  # as sheets/google_notes.py has it
)

tokens = Table(
    "tokens",
    metadata,
    _branch(),
    Column(
        "digest", String(64), primary_key=True
    ),  # SHA-256 of the token: the token itself is only in the mail
    Column("notice", Text, nullable=False),  # effect key of the mail that carries it
    Column("ref", String(20), nullable=False),
    Column("person", Text, nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("number", Integer, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("tokens_notice", "branch", "notice"),
)

counters = Table(
    "counters",
    metadata,
    _branch(),
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)

known = Table(
    "known",
    metadata,
    _branch(),
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

ports = Table(
    "ports",
    metadata,
    _branch(),
    Column("port", String(20), primary_key=True),
    Column("last_ok", Moment),
    Column("failing_since", Moment),
    Column("message", Text, nullable=False, default=""),
)
