"""Who is away, and the dates of cases, as people type them on tabs of their own."""

from __future__ import annotations

from datetime import date

import pytest

from casework.effects import AddLine
from casework.model import Absence, Caseworker, KeyDate
from jobs.journal import effects
from jobs.journal.cases import get
from sheets.lines import Period, read_availability, read_key_dates, with_absences
from sheets.register import Cell, Row, Tab
from tests.support.engine import text_of

ANA, BEN = "ana@home.example", "ben@home.example"
REF = "C-2026-0001"
FIRST, LAST = date(2026, 11, 20), date(2026, 12, 20)


def tab(title: str, *lines: dict[str, Cell]) -> Tab:
    return Tab(title, {"line": 0}, tuple(Row(number, line) for number, line in enumerate(lines, 2)))


def periods(*lines: dict[str, Cell]) -> tuple[tuple[Period, ...], tuple[str, ...]]:
    return read_availability(tab("Availability", *lines))


def test_a_period_is_read_as_people_write_it() -> None:
    found, wrong = periods(
        {"who": "Ana", "from": FIRST, "to": LAST},
        {"who": "Ben Osei", "from": "3 Dec 2026", "to": "4/12/26", "what": "Shadow"},
        {"who": "Ana", "from": None, "to": LAST},
        {"who": "Ana", "from": FIRST, "to": None},
        {"notes": "a line of my own"},
    )
    assert found == (
        Period("Ana", FIRST, LAST),
        Period("Ben Osei", date(2026, 12, 3), date(2026, 12, 4), "shadow"),
        Period("Ana", date.min, LAST),
        Period("Ana", FIRST, date.max),
    )
    assert wrong == ()


@pytest.mark.parametrize(
    ("line", "said", "taken"),
    [
        ({"from": FIRST, "to": LAST}, "does not say who", ()),
        ({"who": "Ana", "from": "soon", "to": LAST}, "could not be read", (Period("Ana", date.min, LAST),)),
        ({"who": "Ana", "from": LAST, "to": FIRST}, "ends before", (Period("Ana", FIRST, date.max),)),
        ({"who": "Ana", "from": LAST, "to": FIRST, "what": "shadow"}, "ends before", ()),
        (
            {"who": "Ana", "from": "until 3 Dec 2026", "to": LAST},
            "could not be read",
            (Period("Ana", date.min, LAST),),
        ),
        ({"who": "Ana", "from": FIRST, "to": LAST, "what": "?"}, "neither", (Period("Ana", FIRST, LAST),)),
        ({"who": "Ana", "from": FIRST, "what": "shadow"}, "no two dates", ()),
    ],
)
def test_what_is_unclear_is_told_and_taken_for_away(
    line: dict[str, Cell], said: str, taken: tuple[Period, ...]
) -> None:
    found, (sentence,) = periods(line)
    assert found == taken
    assert said in sentence and sentence.startswith("Row 2 of the tab Availability")
    assert "Ana" not in sentence


def test_absences_are_added_to_the_one_who_is_meant() -> None:
    ana = Caseworker("Ana Ruiz", ANA, away=(Absence(date(2026, 1, 1), date(2026, 1, 2)),))
    people = (ana, Caseworker("Ben Osei", BEN))
    told, wrong = with_absences(
        people,
        (
            Period("ana", FIRST, LAST),
            Period("Ben Osei", FIRST, LAST, "shadow"),
            Period(ANA.upper(), FIRST, LAST),
            Period("Nobody", FIRST, LAST),
        ),
    )
    assert [person.away for person in told] == [(*ana.away, Absence(FIRST, LAST)), ()]
    (sentence,) = wrong
    assert "names nobody" in sentence and "Nobody" not in sentence


def test_key_dates_are_read_by_case() -> None:
    found, wrong = read_key_dates(
        tab(
            "Key dates",
            {"ref": "c-2026-0002", "date": LAST, "what": "hearing"},
            {"ref": "C-2026-0002", "date": "20 November 2026", "what": "meeting", "done": "Yes"},
            {"ref": "C-2026-0002", "date": "20 Dec 2026 at 10am", "what": "hearing"},
            {"ref": "the new one", "date": LAST},
            {"ref": "C-2026-0003", "date": "soon"},
        )
    )
    hearings = KeyDate(LAST, "hearing"), KeyDate(LAST, "hearing at 10:00")
    assert found == {"C-2026-0002": (KeyDate(FIRST, "meeting", done=True), *hearings)}
    assert ["no case reference" in wrong[0], "no date" in wrong[1]] == [True, True]


def first_suggested(at):
    """Of a pair the first."""
    return str(at.case_row(REF)["Suggested"]).split(" and ")[0]


def kinds(at):
    with at.world.journal.begin() as book:
        rows = book.cx.exec_driver_sql("select kind from history order by n").scalars()
        return list(rows)


def test_an_away_date_typed_in_is_a_fact_and_the_suggestion_honours_it(at):
    suggested = first_suggested(at)
    at.human.set_cell("Availability", 2, "Who", suggested)
    at.human.set_cell("Availability", 2, "From", date(2026, 11, 20))
    at.settle()
    assert first_suggested(at) not in (suggested, "None")
    assert kinds(at).count("AwayEdited") == 1
    at.human.set_cell("Availability", 2, "From", None)
    at.human.set_cell("Availability", 2, "Who", None)
    at.settle()
    assert first_suggested(at) == suggested
    assert kinds(at).count("AwayEdited") == 2


def test_who_is_away_stays_away_while_the_tab_is_gone(at):
    suggested = first_suggested(at)
    at.human.set_cell("Availability", 2, "Who", suggested)
    at.human.set_cell("Availability", 2, "From", date(2026, 11, 20))
    at.settle()
    at.human.delete_tab("Availability")
    at.settle()
    assert suggested not in str(at.case_row(REF)["Suggested"])
    told = [row["What happened"] for row in at.human.rows("Needs attention")]
    assert sum("no tab called Availability" in str(sentence) for sentence in told) == 1


def test_a_key_date_typed_in_is_the_next_date_makes_the_case_urgent_and_is_told_in_the_offer(at):
    at.human.set_cell("Key dates", 2, "Case", REF)
    at.human.set_cell("Key dates", 2, "Date", date(2026, 12, 1))
    at.human.set_cell("Key dates", 2, "What", "hearing")
    at.settle()
    row = at.case_row(REF)
    assert (row["Next date"], "URGENT" in str(row["Check"])) == (date(2026, 12, 1), True)
    at.choose(REF, "Decision", "Approve")
    at.settle()
    assert "1 December 2026" in text_of(at.notices("offered")[0])
    at.human.set_cell("Key dates", 2, "Done", "Yes")
    at.settle()
    assert "URGENT" not in str(at.case_row(REF)["Check"] or "")
    assert kinds(at).count("KeyDatesEdited") == 2


def test_a_date_that_passes_gives_way_to_the_next(at):
    for number, day in ((2, date(2026, 11, 24)), (3, date(2026, 12, 9))):
        at.human.set_cell("Key dates", number, "Case", REF)
        at.human.set_cell("Key dates", number, "Date", day)
    at.settle()
    assert at.case_row(REF)["Next date"] == date(2026, 11, 24)
    at.turn(days=2)
    assert at.case_row(REF)["Next date"] == date(2026, 12, 9)


def test_a_line_that_a_decision_adds_is_written_once_and_read_back(at):
    suggested = first_suggested(at)
    cells = {"who": suggested, "from": "2026-11-20", "to": "2027-01-10", "what": "Away"}
    with at.world.journal.begin() as book:
        effects.queue(book, AddLine("availability", cells, once="away 1"), at.now, None)
        effects.queue(book, AddLine("availability", cells, once="away 1"), at.now, None)
        effects.queue(book, AddLine("time", {"who": suggested, "ref": REF, "hours": 2.5}, REF), at.now, None)
    at.settle()
    (line,) = at.human.rows("Availability")
    assert (line["Who"], line["From"], line["Line"]) == (suggested, date(2026, 11, 20), 1)
    (spent,) = at.human.rows("Time")
    assert (spent["Case"], spent["Hours"], spent["Line"]) == (REF, 2.5, 1)
    assert suggested not in str(at.case_row(REF)["Suggested"])
    assert "AwayEdited" in kinds(at)
    with at.world.journal.begin() as book:
        assert get(book, REF) is not None
        assert effects.pending(book, "add_line") == []


def test_lines_wait_for_a_tab_that_is_not_there(at):
    at.human.delete_tab("Time")
    with at.world.journal.begin() as book:
        effects.queue(book, AddLine("time", {"who": "Ana Ruiz", "hours": 1}), at.now, None)
    at.turn(minutes=1)
    with at.world.journal.begin() as book:
        assert len(effects.pending(book, "add_line")) == 1
    at.world.register.prepare()
    at.settle()
    assert [row["Hours"] for row in at.human.rows("Time")] == [1]
