"""Either half can be lost where the register is a Google Sheet, as where it is a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casework.effects import Attend
from casework.model import Case, Status
from jobs.journal import cases, effects
from jobs.rebuild import Rebuilt, rebuild
from jobs.refill import NotEmpty, refill
from tests.sheets_emulator import Running
from tests.sheets_emulator.drive import new_book
from tests.sheets_emulator.server import OWNER
from tests.sheets_emulator.ways import Ways
from tests.support.branches import CASEWORKERS
from tests.support.engine import Desk
from tests.support.google_desk import GoogleDesk, google_desk
from tests.support.rebuilding import known

ANA, REF = CASEWORKERS[0].email, "C-2026-0001"
TYPED = ("Name", "Email", "Department", "Most cases", "Hours a month")


@pytest.fixture
def branch(ways: Ways, tmp_path: Path) -> Iterator[GoogleDesk]:
    """A desk over a Google Sheet; Mo's form is in, Ana was asked and said no."""
    with google_desk(tmp_path, ways) as made:
        at = desk_of(made)
        at.form()
        at.settle()
        at.answer(at.notices("suggested")[0], "Ana Ruiz")
        at.settle()
        at.answer(at.notices("offered")[0], "Sorry, I can't take this one.")
        at.settle()
        yield made


def desk_of(branch: GoogleDesk) -> Desk:
    assert branch.desk is not None
    return branch.desk


def without_journal(branch: GoogleDesk) -> tuple[Desk, Rebuilt]:
    """The service begun anew, its journal lost and made again from sheet and mailbox."""
    branch.stop()
    for path in branch.folder.glob("state.db*"):
        path.unlink()
    at = branch.start()
    branch.running.emulator.forget()
    return at, rebuild(at.world, at.now)


def case_of(at: Desk) -> Case:
    with at.world.journal.begin() as book:
        return cases.get_many(book, [REF])[REF]


def sent(at: Desk) -> set[str]:
    return {str(mail["X-Casework-Notice-Id"]) for mail in at.notices()}


def values(running: Running) -> dict[str, list[dict[str, object]]]:
    """What is seen on every tab but that of receipts."""
    titles = [sheet.title for sheet in running.book().sheets if not sheet.looks.get("hidden")]
    return {
        title: [dict(line) for line in running.human().rows(title)] for title in titles if title != "Read me"
    }


@pytest.mark.long
def test_a_lost_journal_is_made_anew_from_the_sheet_in_one_read_and_nothing_is_sent_or_changed(
    branch: GoogleDesk,
) -> None:
    old = desk_of(branch)
    before, mails, stood = case_of(old), sent(old), values(branch.running)
    at, found = without_journal(branch)
    assert branch.running.emulator.counts() == {"spreadsheets.get": 1}
    assert found.notices == len(mails)
    assert known(case_of(at)) == known(before)
    assert case_of(at).declined == (ANA,)
    at.settle()
    assert sent(at) == mails
    assert values(branch.running) == stood


@pytest.mark.long
def test_after_it_the_mails_of_before_can_be_answered_and_the_sheet_goes_on(branch: GoogleDesk) -> None:
    at, _ = without_journal(branch)
    at.answer(at.notices("suggested")[-1], "ok")
    at.settle()
    offered = at.notices("offered")[-1]
    assert case_of(at).status is Status.OFFERED and str(offered["To"]) != ANA
    at.answer(offered, "yes happy to")
    at.settle()
    assert case_of(at).status is Status.ACTIVE
    assert branch.running.human().rows("Cases")[0]["Status"] == "Active"


@pytest.mark.long
def test_an_empty_sheet_is_filled_from_the_journal_and_nothing_is_sent(branch: GoogleDesk) -> None:
    at, running = desk_of(branch), branch.running
    running.human().edit("Cases", 2, "Notes", "rang on Friday")
    running.human().edit("Cases", 2, "Emotional rating", 2)
    running.human().edit("Caseworkers", 2, "Most cases", 3)
    running.human().edit("Caseworkers", 2, "Hours a month", 7.5)
    running.human().edit("Caseworkers", 3, "Most cases", "2-3")
    with at.world.journal.begin() as book:
        effects.queue(book, Attend(REF, "A letter could not be read.", "Look at it."), at.now, None)
    at.settle()
    stood, mails, before = values(running), sent(at), case_of(at)
    empty = new_book("Another register", OWNER)
    empty.editors.add(running.account)
    running.emulator.books[empty.id] = empty
    branch.running = replace(running, spreadsheet_id=empty.id)
    at = branch.start()
    assert refill(at.world, at.now) == 1
    made = values(branch.running)
    assert {title: made[title] for title in ("Cases", "Contacts")} == {
        title: stood[title] for title in ("Cases", "Contacts")
    }
    assert made["Needs attention"] == stood["Needs attention"]
    assert "A letter could not be read." in [row["What happened"] for row in made["Needs attention"]]
    for one, other in zip(made["Caseworkers"], stood["Caseworkers"], strict=True):
        assert [one[title] for title in TYPED] == [other[title] for title in TYPED]
    at.settle()
    assert sent(at) == mails
    assert known(case_of(at)) == known(before)
    now = values(branch.running)
    assert now["Needs attention"] == stood["Needs attention"]
    for tab, worked_out in (("Caseworkers", ("Load", "Points")), ("Dashboard", ("What", "New", "Open"))):
        shown = [[row[title] for title in worked_out] for row in now[tab]]
        assert shown == [[row[title] for title in worked_out] for row in stood[tab]], tab
        assert any(map(any, shown)), tab
    with pytest.raises(NotEmpty, match="has cases in it"):
        refill(at.world, at.now)


def test_what_was_told_more_than_four_weeks_ago_is_not_told_again(branch: GoogleDesk) -> None:
    at = desk_of(branch)
    for day in (-29, -27):
        with at.world.journal.begin() as book:
            told = Attend("", f"Told {-day} days ago.", "Look at it.")
            effects.queue(book, told, at.now + timedelta(days=day), None)
            effects.done(book, [effects.pending(book, "attend")[-1].n], at.now + timedelta(days=day))
    empty = new_book("Another register", OWNER)
    empty.editors.add(branch.running.account)
    branch.running.emulator.books[empty.id] = empty
    branch.running = replace(branch.running, spreadsheet_id=empty.id)
    at = branch.start()
    refill(at.world, at.now)
    shown = [row["What happened"] for row in values(branch.running)["Needs attention"]]
    assert "Told 27 days ago." in shown and "Told 29 days ago." not in shown


def test_a_journal_put_back_from_a_copy_is_told_by_the_receipts_of_the_sheet(
    branch: GoogleDesk, tmp_path: Path
) -> None:
    branch.stop()
    night = {path.name: path.read_bytes() for path in branch.folder.glob("state.db*")}
    at = branch.start()
    at.form("Gil Penn", "gil@home.example")
    at.settle()
    branch.stop()
    for path in branch.folder.glob("state.db*"):
        path.unlink()
    for name, content in night.items():
        (branch.folder / name).write_bytes(content)
    at = branch.start()
    branch.running.emulator.forget()
    before = values(branch.running)
    at.form("Zoe Dark", "zoe@home.example")
    assert "rebuild --yes" in branch.turn().troubles["register"]
    assert values(branch.running) == before and at.inbox() == 1
    at, _ = without_journal(branch)
    at.settle()
    names = [row["Member"] for row in branch.running.human().rows("Contacts")]
    assert names == ["Mo Adeyemi", "Gil Penn", "Zoe Dark"]
