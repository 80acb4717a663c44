"""An Employer corrected on Contacts before that was a fact is taken up; an old value of ours is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from casework.effects import SetCell
from casework.facts.letters import DetailsGiven
from casework.model import Case
from jobs.became_hers import KNOWN
from jobs.journal import cases, effects, rows
from jobs.journal.schema import history
from tests.support.branches import received
from tests.support.engine import Desk, copied, desk

REF = "C-2026-0001"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("once")) as made:
        made.form()
        made.settle()
        yield made


@pytest.fixture
def at(once: Desk, tmp_path) -> Iterator[Desk]:
    with copied(once, tmp_path) as made:
        yield made


def known(at: Desk) -> Case:
    with at.world.journal.begin() as book:
        found = cases.get(book, REF)
    assert found is not None
    return found


def edits(at: Desk) -> list[str]:
    with at.world.journal.begin() as book:
        found = book.cx.execute(history.select().where(history.c.kind == "ContactEdited"))
        return [str(row.fact) for row in found]


def as_the_release_before_left_it(at: Desk, **cells: str) -> None:
    """She wrote these cells, and the service saw them and passed them over."""
    titles = {"employer": "Employer", "membership_number": "Membership no"}
    for column, said in cells.items():
        at.choose(REF, titles[column], said, tab="Contacts")
    with at.world.journal.begin() as book:
        seen = rows.seen(book, "contacts")[REF] | cells
        rows.saw(book, "contacts", [(REF, seen)])
        rows.remember(book, KNOWN, "")
    at.world.register.read()
    with at.world.journal.begin() as book:  # nothing has changed since it was last looked at
        rows.remember(book, "register version", at.world.register.read().version)


def test_what_she_wrote_before_is_a_fact_once_though_nothing_changed_since(at: Desk) -> None:
    as_the_release_before_left_it(at, employer="Riverside Trust", membership_number="0012345")
    at.settle()
    assert known(at).member.employer == "Riverside Trust"
    assert known(at).form.text("membership_number") == "0012345"
    assert len(edits(at)) == 2
    at.choose(REF, "Employer", "", tab="Contacts")
    at.settle()
    assert known(at).member.employer == "" and len(edits(at)) == 3
    at.choose(REF, "Notes", "x")
    at.settle()
    assert len(edits(at)) == 3


@pytest.mark.parametrize("said", ["Northgate College", "Northgate Uni"])
def test_an_old_value_of_ours_is_not_hers_nor_is_a_blank_cell(at: Desk, said: str) -> None:
    with at.world.journal.begin() as book:
        case = known_in(book)
        told = DetailsGiven(received(), REF, {"employer": "Northgate College", "membership_number": "7"})
        cases.note(book, at.now, told, REF, "", "")
        member = replace(case.member, employer="Riverside Trust")
        cases.put(
            book,
            replace(
                case,
                member=member,
                form=replace(case.form, values={**case.form.values, "membership_number": "8"}),
            ),
        )
        line = {
            "branch": book.branch,
            "at": at.now,
            "ref": REF,
            "letter": "",
            "kind": "DetailsGiven",
            "why": "",
        }
        book.cx.execute(history.insert(), line | {"fact": '{"once": {"employer": "Northgate Uni"}}'})
    as_the_release_before_left_it(at, employer=said, membership_number="")
    at.settle()
    assert known(at).member.employer == "Riverside Trust" and edits(at) == []
    assert known(at).form.text("membership_number") == "8"


def test_nor_is_a_value_that_a_write_of_ours_is_still_to_change(at: Desk) -> None:
    as_the_release_before_left_it(at, employer="Northgate")
    with at.world.journal.begin() as book:
        case = known_in(book)
        cases.put(book, replace(case, member=replace(case.member, employer="Northgate College")))
        effects.queue(
            book, SetCell(REF, "employer", "Northgate", "Northgate College", tab="contacts"), at.now, None
        )
    at.settle()
    assert known(at).member.employer == "Northgate College" and edits(at) == []
    (row,) = at.human.rows("Contacts")
    assert row["Employer"] == "Northgate College"


def test_an_edit_made_while_the_service_was_stopped_for_the_update_is_one_fact(at: Desk) -> None:
    as_the_release_before_left_it(at, employer="Riverside Trust")
    at.choose(REF, "Employer", "Harbour Trust", tab="Contacts")
    at.settle()
    assert known(at).member.employer == "Harbour Trust" and len(edits(at)) == 1


def test_a_reference_that_stands_twice_is_left(at: Desk) -> None:
    as_the_release_before_left_it(at, employer="Riverside Trust")
    with at.human.at_work("Contacts") as sheet:
        sheet.append([cell.value for cell in sheet[2]])
    at.settle()
    assert known(at).member.employer == "" and edits(at) == []


def known_in(book) -> Case:
    found = cases.get(book, REF)
    assert found is not None
    return found
