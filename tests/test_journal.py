"""The journal: durable, private, versioned, one writer (TRUST.md §1.2, §3.1)."""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, text

from casework.decide import decide
from casework.effects import Attend, Send
from casework.model import Case, Person, Role, Status
from jobs.journal import cases, doubts, effects, letters, rows
from jobs.journal.codec import from_text, to_text
from jobs.journal.migrations import MIGRATIONS, JournalTooNew
from jobs.journal.schema import metadata
from jobs.journal.store import open_journal
from jobs.keys import KeysUnreadable, load_keys
from jobs.lock import AlreadyRunning, only_one
from tests.support.branches import BRANCH, MONDAY, POLICY, TEAM, form_received


@pytest.fixture
def journal(tmp_path):
    made = open_journal(tmp_path / "state.db", "branch")
    yield made
    made.close()


def case():
    return decide(form_received(), None, BRANCH, POLICY, TEAM, MONDAY).case


def test_the_journal_is_for_its_owner_only_and_survives_a_power_cut(journal, tmp_path):
    assert stat.S_IMODE((tmp_path / "state.db").stat().st_mode) == 0o600
    with journal.begin() as book:
        assert book.cx.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert book.cx.execute(text("PRAGMA synchronous")).scalar() == 2


@pytest.mark.parametrize("name", ["Cases (ours?)", "50%20 #1", "new folder & more"])
def test_the_folder_may_be_called_as_people_call_folders(tmp_path, name):
    open_journal(tmp_path / name / "state.db", "branch").close()
    assert [path.name for path in tmp_path.rglob("state.db")] == ["state.db"]
    assert (tmp_path / name / "state.db").stat().st_size > 0


def test_every_table_but_the_version_carries_the_branch():
    for table in metadata.tables.values():
        assert table.name == "version" or "branch" in table.c


def test_two_branches_in_one_journal_do_not_see_each_other(tmp_path):
    ours, theirs = (open_journal(tmp_path / "state.db", name) for name in ("ours", "theirs"))
    with ours.begin() as book:
        cases.put(book, case())
        effects.queue(book, Attend("", "what", "do", once="x"), MONDAY, None)
        letters.receive(book, "a" * 64, "key", b"raw", True, MONDAY)
        rows.remember(book, "roster", "[]")
    with theirs.begin() as book:
        assert cases.get(book, "C-2026-0001") is None
        assert effects.pending(book, "attend") == []
        assert letters.to_handle(book, 10) == []
        assert rows.recall(book, "roster") == ""
        effects.queue(book, Attend("", "what", "do", once="x"), MONDAY, None)
        assert len(effects.pending(book, "attend")) == 1
    ours.close()
    theirs.close()


def test_a_transaction_that_fails_leaves_nothing(journal):
    with pytest.raises(RuntimeError), journal.begin() as book:
        cases.put(book, case())
        raise RuntimeError
    with journal.begin() as book:
        assert cases.get(book, "C-2026-0001") is None


def test_a_case_comes_back_from_the_journal_as_it_went_in(journal):
    before = case()
    assert from_text(Case, to_text(before)) == before
    with journal.begin() as book:
        cases.put(book, before)
        assert cases.get(book, before.ref) == before


def test_naive_datetimes_are_refused(journal):
    with pytest.raises(Exception, match="aware"), journal.begin() as book:
        letters.receive(book, "a" * 64, "k", b"", True, datetime(2026, 1, 1))  # noqa: DTZ001


def add_column(cx):
    cx.execute(text("ALTER TABLE cases ADD COLUMN shade TEXT"))


def test_an_older_journal_is_backed_up_and_then_migrated(tmp_path):
    path = tmp_path / "state.db"
    first = open_journal(path, "branch")
    with first.begin() as book:
        cases.put(book, case())
    first.close()
    newer = open_journal(path, "branch", (*MIGRATIONS, add_column))
    with newer.begin() as book:
        assert book.cx.execute(text("SELECT shade FROM cases")).all() == [(None,)]
        assert cases.get(book, "C-2026-0001") == case()
    newer.close()
    backup = tmp_path / f"state.db.v{len(MIGRATIONS)}.backup"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    kept = sqlite3.connect(backup)
    assert kept.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    assert "shade" not in [column[1] for column in kept.execute("PRAGMA table_info(cases)")]
    kept.close()


def test_a_journal_of_the_first_version_learns_of_doubts(tmp_path):
    path = tmp_path / "state.db"
    old = open_journal(path, "branch", MIGRATIONS[:1])
    with old.begin() as book:
        for column in ("doubted_at", "doubts"):
            book.cx.execute(text(f"ALTER TABLE effects DROP COLUMN {column}"))
        book.cx.execute(
            text(
                "INSERT INTO effects (n, branch, key, kind, ref, body, state, tries, made_at, error,"
                " recipient, message_id)"
                " VALUES (1, 'branch', '-.1.x', 'attend', '', :body, 'trying', 1, :at, '', '', '')"
            ),
            {"body": to_text(Attend("", "what", "do")), "at": MONDAY.isoformat(timespec="microseconds")},
        )
    old.close()
    newer = open_journal(path, "branch")
    with newer.begin() as book:
        [notice] = doubts.waiting(book)
    assert (notice.doubted_at, notice.doubts) == (None, 0)
    newer.close()


def test_a_journal_of_the_second_version_learns_of_pairs_and_of_who_is_named(tmp_path):
    path = tmp_path / "state.db"
    old = open_journal(path, "branch", MIGRATIONS[:2])
    named = replace(case().member, line_manager="Jo Bell", people_involved="Kit Moss")
    with old.begin() as book:
        cases.put(book, replace(case(), member=named))
        for column in PAIRS:
            book.cx.execute(text(f"ALTER TABLE cases DROP COLUMN {column}"))
    old.close()
    newer = open_journal(path, "branch")
    with newer.begin() as book:
        [known] = cases.open_cases(book)
    assert (known.second, known.emotional, known.lead_since) == ("", 0, None)
    assert (known.member_name, known.named) == (named.name, "Jo Bell Kit Moss")
    newer.close()


PAIRS = (
    "emotional", "second", "second_offered_to", "second_suggested_to", "lead_since", "second_since",
    "member_name", "named",
)  # fmt: skip


def test_a_migration_that_fails_leaves_the_journal_as_it_was(tmp_path):
    def broken(cx):
        add_column(cx)
        raise RuntimeError("no")

    path = tmp_path / "state.db"
    open_journal(path, "branch").close()
    with pytest.raises(RuntimeError):
        open_journal(path, "branch", (*MIGRATIONS, broken))
    again = open_journal(path, "branch")
    with again.begin() as book:
        assert cases.counts(book) == {}
    again.close()


def test_a_journal_from_a_newer_release_is_refused_in_words(tmp_path):
    path = tmp_path / "state.db"
    open_journal(path, "branch", (*MIGRATIONS, add_column)).close()
    with pytest.raises(JournalTooNew, match="install the newer release"):
        open_journal(path, "branch")


def test_one_service_a_branch_and_a_lock_left_by_a_crash_is_free(tmp_path):
    with only_one(tmp_path), pytest.raises(AlreadyRunning), only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass


def test_the_same_letter_again_is_only_filed_again(journal):
    with journal.begin() as book:
        assert letters.receive(book, "a" * 64, "k1", b"raw", True, MONDAY)
        letters.handled(book, "a" * 64, MONDAY, kind="form", ref="C-2026-0001", folder="C-2026-0001")
        letters.filed(book, ["a" * 64], MONDAY)
        assert not letters.receive(book, "a" * 64, "k2", b"raw", True, MONDAY)
        assert letters.to_handle(book, 10) == []
        assert [letter.mailbox_key for letter in letters.to_file(book)] == ["k2"]


def test_a_notice_that_may_go_once_is_queued_once_and_others_keep_their_running_numbers(journal):
    to = Person("Mo", "mo@home.example")
    with journal.begin() as book:
        for _ in range(2):
            effects.queue(book, Send("blank_form", Role.MEMBER, to, "", once="blank mo"), MONDAY, None)
            effects.queue(book, Send("offered", Role.CASEWORKER, to, "C-2026-0001"), MONDAY, None)
        keys = [queued.key for queued in effects.pending(book, "send")]
    assert len(keys) == 3
    assert len(set(keys)) == 3


def test_history_is_kept_in_order(journal):
    with journal.begin() as book:
        for at, why in ((MONDAY, "first"), (MONDAY + timedelta(hours=1), "second")):
            cases.note(book, at, form_received(), "C-2026-0001", "a" * 64, why)
        assert [why for _, _, why in cases.story(book, "C-2026-0001")] == ["first", "second"]


def test_references_run_by_year_and_branch(journal):
    with journal.begin() as book:
        assert cases.next_ref(book, 2026) == "C-2026-0001"
        cases.take_ref(book, "C-2026-0001")
        assert cases.next_ref(book, 2026) == "C-2026-0002"
        assert cases.next_ref(book, 2027) == "C-2027-0001"


def test_the_key_file_is_made_once_for_its_owner_only(tmp_path):
    path = tmp_path / "state.key"
    keys = load_keys(path)
    assert load_keys(path) == keys
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("zz")
    with pytest.raises(KeysUnreadable, match="backup"):
        load_keys(path)


def test_the_open_cases_that_are_kept_in_mind_are_those_that_stand_in_the_journal(journal):
    first = case()
    second = replace(first, ref="C-2026-0002", lead="ana@home.example")
    with journal.begin() as book:
        assert cases.open_cases(book) == ()
        for each in (first, second, replace(second, points=9.0), replace(first, status=Status.CLOSED)):
            cases.put(book, each)
        kept = cases.open_cases(book)
        book.memo.forget()
        assert kept == cases.open_cases(book)
        cases.put(book, first)
        assert [one.ref for one in cases.open_cases(book)] == [first.ref, second.ref]
    with pytest.raises(RuntimeError), journal.begin() as book:
        cases.put(book, replace(second, status=Status.CLOSED))
        assert [one.ref for one in cases.open_cases(book)] == [first.ref]
        raise RuntimeError
    with journal.begin() as book:
        assert [one.ref for one in cases.open_cases(book)] == [first.ref, second.ref]


def test_numbers_and_small_things_kept_in_mind_are_those_that_stand_in_the_journal(journal):
    def in_mind(book):
        return (
            cases.next_ref(book, 2026),
            rows.recall(book, "roster"),
            [one.n for one in effects.pending(book, "attend")],
        )

    with journal.begin() as book:
        assert in_mind(book) == ("C-2026-0001", "", [])
    with pytest.raises(RuntimeError), journal.begin() as book:
        cases.take_ref(book, "C-2026-0001")
        rows.remember(book, "roster", "nobody")
        effects.queue(book, Attend("", "lost", ""), MONDAY, None)
        raise RuntimeError
    with journal.begin() as book:
        assert in_mind(book) == ("C-2026-0001", "", [])
        for once in ("first", "first", "second"):
            effects.queue(book, Attend("", "kept", "", once=once), MONDAY, None)
        cases.take_ref(book, "C-2026-0001")
        kept = in_mind(book)
        book.memo.forget()
        assert kept == in_mind(book) == ("C-2026-0002", "", [1, 2])


def _ways(book, run):
    """How SQLite goes about what `run` asks: the details of its query plans."""
    asked = []

    def note(connection, cursor, statement, parameters, context, many):
        asked.append((statement, parameters))

    event.listen(book.cx, "before_cursor_execute", note)
    run()
    event.remove(book.cx, "before_cursor_execute", note)
    return [
        row.detail
        for statement, parameters in asked
        for row in book.cx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        if "INDEX" in row.detail or "SCAN" in row.detail
    ]


@pytest.mark.parametrize(
    ("ask", "indexes"),
    [
        (lambda book: cases.of_address(book, "mo@home.example"), ["cases_member", "cases_reply_to"]),
        (lambda book: letters.same_letter_again(book, "a" * 64, "<1@x>", "c"), ["letters_message_id"]),
        (lambda book: effects.refs_held_back(book, MONDAY), ["effects_state"]),
    ],
)
def test_what_every_letter_asks_is_found_without_going_through_the_years_before(journal, ask, indexes):
    with journal.begin() as book:
        ways = _ways(book, lambda: ask(book))
    assert [way for way in ways if "SCAN" in way] == []
    assert [name for way, name in zip(ways, indexes, strict=True) if f"INDEX {name} " not in way] == []
