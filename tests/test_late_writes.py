"""Writes whose answer was lost: applied minutes later, or looked for by a service that was begun anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobs.journal.underway import forget
from jobs.meant import say
from tests.support.branches import BRANCH
from tests.support.engine import text_of
from tests.support.google_desk import GoogleDesk, google_desk
from tests.support.stopping import Stopped

WRITE = {"method": "POST", "path": ":batchUpdate"}
READ = {"method": "GET", "path": "/v4/spreadsheets"}


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[GoogleDesk]:
    with google_desk(tmp_path) as made:
        yield made


def refs(branch: GoogleDesk, tab: str = "Cases") -> Counter[str]:
    return Counter(str(row["Ref"]) for row in branch.running.human().rows(tab) if row["Ref"])


def with_notes(branch: GoogleDesk, count: int) -> list[str]:
    """So many cases, in the register, each with a note of the coordinator's."""
    for number in range(1, count + 1):
        branch.desk.form(f"Mo Adeyemi {number}", f"mo{number}@home.example")
    branch.turn()
    branch.turn()
    found = sorted(refs(branch))
    for ref in found:
        branch.desk.choose(ref, "Notes", f"note of {ref}")
    branch.turn()
    return found


def lost(branch: GoogleDesk, found: list[str]) -> list[str]:
    """The cases whose notes are not there any more."""
    rows = {str(row["Ref"]): row for row in branch.running.human().rows("Cases")}
    return [ref for ref in found if rows[ref]["Notes"] != f"note of {ref}"]


@pytest.mark.long
def test_a_change_that_google_makes_minutes_later_doubles_no_case(branch: GoogleDesk) -> None:
    branch.desk.form()
    branch.running.fail("late", seconds=150, **WRITE)
    for _ in range(8):
        branch.turn()
    assert refs(branch) == {"C-2026-0001": 1}
    assert refs(branch, "Contacts") == {"C-2026-0001": 1}


@pytest.mark.long
def test_a_change_made_late_over_a_sorted_sheet_costs_nobody_a_cell(branch: GoogleDesk) -> None:
    found = with_notes(branch, 3)
    human = branch.running.human()
    branch.desk.choose(found[0], "Decision", "Approve")
    branch.running.fail("late", seconds=150, **WRITE)
    branch.turn()
    human.sort("Cases", "Ref", descending=True)
    human.move_column("Cases", "Notes", human.column("Cases", "Asked"))
    for _ in range(8):
        branch.turn()
    assert lost(branch, found) == []
    assert refs(branch) == dict.fromkeys(found, 1)
    asked = {str(row["Ref"]) for row in human.rows("Cases") if row["Asked"]}
    assert asked == {found[0]}


@pytest.mark.long
def test_after_a_restart_it_is_known_what_a_lost_write_may_have_hit(branch: GoogleDesk) -> None:
    found = with_notes(branch, 3)
    human = branch.running.human()
    branch.desk.choose(found[0], "Decision", "Approve")
    branch.running.emulator.before_apply(
        lambda: human.move_column("Cases", "Notes", human.column("Cases", "Asked"))
    )
    branch.running.fail("503", after=True, **WRITE)
    branch.running.fail("503", times=99, skip=1, **READ)
    branch.turn()
    branch.running.emulator.faults.clear()
    assert lost(branch, found), "the write came into the wrong column"
    branch.start()
    branch.turn()
    assert lost(branch, found) == []


def at_the_nth_call(branch: GoogleDesk, number: int) -> None:
    """The machine loses its power just before that call of the service's to Google, counted from here."""
    calls = 0

    def stop() -> None:
        nonlocal calls
        before = calls
        calls = len([seen for seen in branch.running.emulator.seen if seen.what() != "token"])
        assert before <= calls
        if calls >= number:
            branch.asked = None
            raise Stopped

    branch.running.emulator.forget()
    branch.asked = stop


def cut_off(branch: GoogleDesk, calls: int) -> None:
    """A turn that ends when so many calls were made."""
    at_the_nth_call(branch, calls)
    with pytest.raises(Stopped):
        branch.turn()


@pytest.mark.long
@pytest.mark.parametrize("after", [False, True], ids=["answered", "its answer lost"])
def test_whatever_a_write_hit_is_put_right_though_the_service_died_before_it_saw(
    branch: GoogleDesk, after: bool
) -> None:
    found = with_notes(branch, 3)
    human = branch.running.human()
    branch.desk.choose(found[0], "Decision", "Approve")

    def drag() -> None:
        human.sort("Cases", "Ref", descending=True)
        human.move_column("Cases", "Notes", human.column("Cases", "Asked"))

    branch.running.emulator.before_apply(drag)
    if after:
        branch.running.fail("reset", after=True, **WRITE)
    cut_off(branch, 2)  # it has read, and written
    assert lost(branch, found), "the write came into the wrong column"
    human.move_column("Cases", "Ref", 7)
    branch.start()
    for _ in range(6):  # what puts it right was about to be sent, or may have been
        branch.turn()
    assert lost(branch, found) == []
    assert [row["Ref"] for row in human.rows("Cases") if row["Asked"]] == [found[0]]


@pytest.mark.long
def test_a_service_that_died_before_it_had_sent_a_write_makes_it_once_and_minutes_later(
    branch: GoogleDesk,
) -> None:
    branch.turn()
    branch.desk.form()
    cut_off(branch, 1)
    branch.start()
    for _ in range(4):
        assert "register" in branch.turn().troubles
    assert refs(branch) == {}
    branch.turn()
    assert refs(branch) == {"C-2026-0001": 1}


@pytest.mark.long
def test_the_minutes_go_on_where_the_service_is_begun_anew_each_time(branch: GoogleDesk) -> None:
    branch.desk.form()
    branch.running.fail("503", **WRITE)
    branch.turn()
    for _ in range(5):
        branch.start()
        branch.turn()
    assert refs(branch) == {"C-2026-0001": 1}


@pytest.mark.long
def test_after_the_machine_was_begun_anew_too_they_are_counted_by_its_new_clock(branch: GoogleDesk) -> None:
    branch.desk.form()
    branch.running.fail("503", **WRITE)
    branch.turn()
    branch.clock.now = 0.0
    branch.start()
    for _ in range(4):
        branch.turn()
    assert refs(branch) == {}
    branch.turn()
    assert refs(branch) == {"C-2026-0001": 1}


@pytest.mark.long
def test_nothing_is_written_while_a_change_may_still_come_and_nobody_is_told_of_minutes(
    branch: GoogleDesk,
) -> None:
    found = with_notes(branch, 2)
    branch.desk.choose(found[0], "Decision", "Approve")
    branch.running.fail("503", **WRITE)
    branch.turn()
    branch.running.emulator.forget()
    branch.desk.choose(found[1], "Decision", "Approve")
    troubles = [branch.turn().troubles.get("register", "") for _ in range(3)]
    assert all("may still be made" in told for told in troubles)
    assert branch.running.emulator.counts() == {"spreadsheets.get": 3}
    asked = {ref for ref in found for mail in branch.desk.notices("offered") if ref in str(mail)}
    assert asked == set(found), "her word is taken meanwhile"
    for _ in range(3):
        branch.turn()
    assert [row["Decision"] for row in branch.running.human().rows("Cases")] != ["Approve", "Approve"]
    assert branch.desk.notices("attention") == []


@pytest.mark.long
def test_the_coordinator_is_told_where_no_change_is_answered_for_long(branch: GoogleDesk) -> None:
    branch.desk.form()
    branch.running.fail("503", times=99, **WRITE)
    for _ in range(6):
        branch.turn(minutes=4)
    [told] = branch.desk.notices("attention")
    assert str(told["To"]) == BRANCH.coordinator.email
    assert "cannot keep the register" in text_of(told)


@pytest.mark.long
def test_a_persons_word_goes_on_where_it_cannot_be_told_what_a_write_hit(branch: GoogleDesk) -> None:
    found = with_notes(branch, 3)
    human = branch.running.human()
    branch.desk.choose(found[0], "Decision", "Approve")
    branch.running.emulator.before_apply(lambda: human.sort("Cases", "Ref", descending=True))
    branch.running.fail("503", after=True, **WRITE)
    cut_off(branch, 2)
    human.edit("Cases", 3, "Ref", found[2])  # as in the row above, which was hit
    branch.start()
    assert "cannot be told now" in branch.turn().troubles["register"]
    branch.start()
    assert "cannot be told now" in branch.turn().troubles["register"], "stopped, after a restart too"
    [told] = branch.desk.notices("attention")
    assert "casework meant" in text_of(told)
    assert f"Cases, {found[0]}, Asked: " in text_of(told).replace("\n", " "), "she is told what to look for"
    with branch.desk.world.journal.begin() as book:
        say(book, branch.desk.now)
    assert branch.turn().troubles == {}


@pytest.mark.long
def test_a_rehearsal_puts_nothing_right(branch: GoogleDesk) -> None:
    found = with_notes(branch, 3)
    human = branch.running.human()
    branch.desk.choose(found[0], "Decision", "Approve")
    branch.running.emulator.before_apply(
        lambda: human.move_column("Cases", "Notes", human.column("Cases", "Asked"))
    )
    cut_off(branch, 2)
    branch.start()
    with branch.desk.world.journal.begin() as book:
        forget(book)
    branch.running.emulator.forget()
    branch.desk.world.register.read()
    assert branch.running.emulator.counts() == {"spreadsheets.get": 1}
    assert lost(branch, found)
