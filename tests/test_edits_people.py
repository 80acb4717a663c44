"""Edits of the roster and of whom a case has, through the whole engine with a workbook."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.support.engine import text_of

ANA, REF = "ana@home.example", "C-2026-0001"
LINES = "Needs attention"


def person(at, name, column, value):
    """Type into the row of a caseworker."""
    number = next(n for n, row in enumerate(at.human.rows("Caseworkers"), 2) if row["Name"] == name)
    at.human.set_cell("Caseworkers", number, column, value)


def story(at, kind):
    """Whom the journal's facts of that kind are about."""
    from sqlalchemy import text

    with at.world.journal.begin() as book:
        found = book.cx.execute(
            text("select fact from history where kind = :kind order by n"), {"kind": kind}
        )
        return list(found.scalars())


def test_nobody_is_put_beside_somebody_who_has_left_and_they_are_not_written_to(at):
    person(at, "Cara Lund", "Department", "Law")
    at.settle()
    at.choose(REF, "Decision", "Ana and Ben")
    at.settle()
    for offer in at.notices("offered"):
        at.answer(offer, "yes")
    at.settle()
    person(at, "Ana Ruiz", "Left", "Yes")
    person(at, "Ben Osei", "Left", "Yes")
    at.settle()
    before = len(at.notices(to="ben@")) + len(at.notices(to=ANA))
    at.choose(REF, "Decision", "Cara")
    at.settle()
    [offer] = at.notices("offered", "cara@")
    at.answer(offer, "yes")
    at.settle()
    told = text_of(offer) + text_of(at.notices("introduced_caseworker", "cara@")[0])
    assert "Ben" not in told and "ben@" not in told
    assert at.case_row(REF)["Caseworker"] == "Cara Lund"
    assert len(at.notices(to="ben@")) + len(at.notices(to=ANA)) == before


def test_ok_typed_under_decision_is_the_suggestion(at):
    suggested = at.case_row(REF)["Suggested"]
    at.choose(REF, "Decision", "ok")
    at.settle()
    assert at.case_row(REF)["Decision"] == suggested
    assert len(at.notices("offered")) == 2


@pytest.mark.parametrize("typed", ["Ben Osei", "ben", "b.o."])
def test_a_full_name_a_first_name_or_initials_under_decision_is_that_person(at, typed):
    person(at, "Ben Osei", "Initials", "BO")
    at.choose(REF, "Decision", typed)
    at.settle()
    assert at.case_row(REF)["Decision"] == "Ben Osei"
    assert len(at.notices("offered", "ben@")) == 1


def test_initials_of_two_people_and_a_first_name_of_two_are_no_name(at):
    person(at, "Ben Osei", "Initials", "X")
    person(at, "Cara Lund", "Initials", "x")
    at.choose(REF, "Decision", "X")
    at.settle()
    assert "More than one caseworker" in at.case_row(REF)["Check"]
    assert at.notices("offered") == []


def test_somebody_added_can_be_chosen_at_once(at):
    for column, value in (("Name", "Dee Okafor"), ("Email", "dee@home.example")):
        at.human.set_cell("Caseworkers", 5, column, value)
    at.choose(REF, "Decision", "Dee")
    at.settle()
    assert len(at.notices("offered", "dee@")) == 1
    assert "dee@home.example" in story(at, "CaseworkerAdded")[-1]


def test_whoever_has_left_is_not_waited_for_and_their_cases_are_named(at):
    at.choose(REF, "Decision", "Ana")
    at.form("Gil Penn", "gil@member.example")
    at.settle()
    at.answer(at.notices("offered", ANA)[0], "yes")
    at.choose("C-2026-0002", "Decision", "Ana")
    at.settle()
    person(at, "Ana Ruiz", "Left", "Yes")
    at.settle()
    assert at.case_row("C-2026-0002")["Status"] == "New"
    assert "Ana Ruiz" not in str(at.case_row("C-2026-0002")["Suggested"])
    told = [row for row in at.human.rows(LINES) if "has left, and leads" in str(row["What happened"])]
    assert [row["Ref"] for row in told] == [REF]
    before = len(at.notices("", ANA))
    at.turn(hours=72)
    at.settle()
    assert len(at.notices("", ANA)) == before


@pytest.mark.parametrize("choice", ["Ben", "Ben and Cara"])
def test_somebody_else_can_be_chosen_for_the_part_of_whoever_has_left(at, choice):
    at.choose(REF, "Decision", "Ana")
    at.settle()
    at.answer(at.notices("offered", ANA)[0], "yes")
    at.settle()
    person(at, "Ana Ruiz", "Left", "Yes")
    person(at, "Cara Lund", "Department", "Law")
    at.settle()
    at.choose(REF, "Decision", choice)
    at.settle()
    [offer] = at.notices("offered", "ben@")
    assert "as second" not in str(at.case_row(REF)["Asked"]).partition(";")[0]
    before = len(at.notices("", ANA))
    at.answer(offer, "yes")
    at.settle()
    assert at.case_row(REF)["Caseworker"] == "Ben Osei"
    assert len(at.notices("", ANA)) == before
    assert at.notices("caseworker_changed", "mo@")


def test_a_row_that_is_gone_is_asked_about_and_no_offer_ends(at):
    at.choose(REF, "Decision", "Ana")
    at.settle()
    at.human.delete_row("Caseworkers", 2)
    at.settle()
    assert at.case_row(REF)["Status"] == "Offered"
    assert "is not on the tab Caseworkers any more" in str(at.human.rows(LINES)[-1]["What happened"])


@pytest.mark.parametrize(
    ("column", "value"), [("Paused", "Yes"), ("Away until", "4 Dec 2026")], ids=["paused", "away"]
)
def test_whoever_is_paused_or_away_is_not_chased_for_an_answer(at, column, value):
    at.choose(REF, "Decision", "Ana")
    at.settle()
    person(at, "Ana Ruiz", column, value)
    at.settle()
    assert at.case_row(REF)["Status"] == "New"
    at.turn(hours=72)
    assert at.notices("reminded", ANA) == []


def test_a_cap_and_kinds_of_case_count_from_the_next_look_on(at):
    person(at, "Ana Ruiz", "Most cases", 0)
    person(at, "Ben Osei", "Not yet", "disciplinary")
    at.settle()
    assert at.case_row(REF)["Suggested"] is None or "Ana" not in at.case_row(REF)["Suggested"]
    assert "Ben" not in str(at.case_row(REF)["Suggested"])
    assert "max_cases" in story(at, "CaseworkerEdited")[0]
    assert "not_yet" in story(at, "CaseworkerEdited")[1]


def test_a_note_is_never_read_and_an_outcome_is_kept_and_closes_nothing(at):
    at.choose(REF, "Notes", "duplicate of C-2026-0001")
    at.choose(REF, "Outcome", "Resolved informally")
    at.settle()
    assert at.case_row(REF)["Status"] == "New"
    assert "Resolved informally" in story(at, "OutcomeEdited")[0]


def test_a_closed_case_is_opened_again_by_its_status(at):
    at.choose(REF, "Status", "Closed")
    at.settle()
    at.choose(REF, "Status", "New")
    at.settle()
    assert at.case_row(REF)["Suggested"]
    at.choose(REF, "Decision", "ok")
    at.settle()
    assert len(at.notices("offered")) == 2


def test_a_status_and_names_in_other_spellings_are_written_out_and_go_on_being_kept_up(at):
    at.choose(REF, "Status", "new ")
    at.choose(REF, "Decision", "ben")
    at.settle()
    assert at.case_row(REF)["Status"] == "Offered"
    at.answer(at.notices("offered", "ben@")[0], "yes")
    at.settle()
    at.choose(REF, "Status", "ACTIVE")
    at.choose(REF, "Second", "ana")
    at.settle()
    assert [at.case_row(REF)[title] for title in ("Status", "Second")] == ["Active", "Ana Ruiz"]
    at.choose(REF, "Caseworker", "Ruiz")
    at.settle()
    assert [at.case_row(REF)[title] for title in ("Caseworker", "Second")] == ["Ana Ruiz", None]


def test_a_name_that_stands_there_in_short_is_taken_out_when_they_step_back(at):
    at.choose(REF, "Decision", "ben")
    at.settle()
    at.answer(at.notices("offered", "ben@")[0], "yes")
    at.settle()
    person(at, "Ben Osei", "Name", "Benjamin K. Osei")
    at.settle()
    assert at.case_row(REF)["Caseworker"] == "Ben Osei"
    at.choose(REF, "Caseworker", "osei")
    at.settle()
    at.answer(at.notices("introduced_caseworker", "ben@")[0], "STEP BACK")
    at.settle()
    assert at.case_row(REF)["Caseworker"] is None


def test_whom_she_chose_for_a_closed_case_is_asked_once_she_opens_it(at):
    at.choose(REF, "Status", "Closed")
    at.choose(REF, "Decision", "Ana")
    at.settle()
    assert "set its Status to New first" in at.case_row(REF)["Check"]
    assert at.notices("offered") == []
    at.choose(REF, "Status", "New")
    at.settle()
    row = at.case_row(REF)
    assert (row["Status"], row["Decision"]) == ("Offered", "Ana Ruiz")
    assert len(at.notices("offered", "ana@")) == 1


def test_several_edits_at_once_all_count(at):
    for name in ("Gil Penn", "Ida Moss"):
        at.form(name, f"{name.split()[0].lower()}@member.example")
    at.settle()
    at.choose(REF, "Decision", "Ana")
    at.choose(REF, "Email", "mo.new@member.example", tab="Contacts")
    at.choose("C-2026-0002", "Status", "Waiting")
    at.choose("C-2026-0003", "Caseworker", "Cara Lund")
    at.settle()
    assert len(at.notices("offered", ANA)) == 1
    assert at.case_row("C-2026-0002")["Status"] == "Waiting"
    answered = at.notices("offered", ANA)[0]
    at.answer(answered, "yes")
    at.settle()
    assert [str(mail["To"]) for mail in at.notices("introduced_member")] == ["mo.new@member.example"]
    rows = {row["Name"]: row for row in at.human.rows("Caseworkers")}
    assert rows["Cara Lund"]["Open cases"] == 1


def test_another_address_of_a_caseworker_is_the_same_person(at):
    at.choose(REF, "Decision", "Ana")
    at.form("Gil Penn", "gil@member.example")
    at.settle()
    at.answer(at.notices("offered", ANA)[0], "yes")
    at.choose("C-2026-0002", "Decision", "Ana")
    at.settle()
    person(at, "Ana Ruiz", "Email", "ana.new@home.example")
    at.settle()
    rows = {row["Name"]: row for row in at.human.rows("Caseworkers")}
    assert rows["Ana Ruiz"]["Open cases"] == 2
    assert at.case_row(REF)["Caseworker"] == "Ana Ruiz"
    at.arrive(at.letter("Mo Adeyemi <mo@home.example>", "The meeting was moved.", f"Re: {REF}"))
    at.turn(hours=72)
    at.settle()
    assert [str(mail["To"]) for mail in at.notices("news")] == ["ana.new@home.example"]
    assert at.notices("reminded", ANA) == []
    assert len(at.notices("reminded", "ana.new@")) == 1
    assert not [row for row in at.human.rows(LINES) if "not on the tab" in str(row["What happened"])]


def test_a_column_of_ours_that_was_edited_is_put_back_and_journaled(at):
    before = at.case_row(REF)["Why"]
    points = at.case_row(REF)["Points"]
    at.choose(REF, "Why", "because")
    at.choose(REF, "Points", "many")
    at.settle()
    assert (at.case_row(REF)["Why"], at.case_row(REF)["Points"]) == (before, points)
    said = [json.loads(fact) for fact in story(at, "CellRestored")]
    assert [(one["column"], one["value"]) for one in said] == [
        ("why", "because"),
        ("points", "many"),
    ]


def test_an_employer_corrected_on_contacts_counts_for_who_may_be_asked(at):
    first = str(at.case_row(REF)["Suggested"]).split(" and ")[0]
    person(at, first, "Employers covered", "Northgate College")
    at.settle()
    assert first in at.case_row(REF)["Suggested"]  # the form names no employer
    at.choose(REF, "Employer", "Riverside Trust", tab="Contacts")
    at.settle()
    assert first not in at.case_row(REF)["Suggested"]
    contact = next(row for row in at.human.rows("Contacts") if row["Ref"] == REF)
    assert contact["Employer"] == "Riverside Trust"


def test_hours_typed_on_the_tab_time_are_facts_and_stand_in_load(at):
    with at.human.at_work("Time") as sheet:
        sheet.append(["Ana Ruiz", REF, date(2026, 11, 20), 2.5, "preparing"])
        sheet.append(["ana", "", "23 Nov 2026", "1h30", "branch meeting"])
        sheet.append(["Ana Ruiz", REF, date(2026, 10, 2), 4, ""])
        sheet.append(["Bob", REF, date(2026, 11, 2), 4, ""])
        sheet.append(["Ben Osei", REF, date(2026, 11, 2), "a while", ""])
    at.settle()
    loads = {row["Name"]: row["Load"] for row in at.human.rows("Caseworkers")}
    assert loads["Ana Ruiz"].endswith("; 4 hours noted this month")
    assert "noted" not in loads["Ben Osei"]
    said = [json.loads(fact) for fact in story(at, "HoursNoted")]
    assert [(one["ref"], one["month"], one["hours"]) for one in said] == [
        ("", "2026-11", 1.5),
        (REF, "2026-10", 4.0),
        (REF, "2026-11", 2.5),
    ]
    assert sum("is not counted" in str(row["What happened"]) for row in at.human.rows(LINES)) == 2
    at.human.delete_row("Time", 2)
    at.settle()
    assert json.loads(story(at, "HoursNoted")[-1])["hours"] == 0


# Edit and mail answer to the same question, one while the other is on its way


def test_the_register_first_then_an_older_mail_is_told_and_changes_nothing(at):
    answer = at.notices("suggested")[0]
    at.answer(answer, "Ben")  # written now, and read in the turn in which the register is read first
    at.choose(REF, "Decision", "Ana")
    at.turn(minutes=1)
    at.settle()
    assert (len(at.notices("offered", ANA)), len(at.notices("offered", "ben@"))) == (1, 0)
    assert at.notices("withdrawn") == []
    assert "The register was first: Ana Ruiz" in text_of(at.notices("unclear")[0])
    assert at.case_row(REF)["Decision"] == "Ana Ruiz"


def test_the_mail_first_then_an_edit_that_did_not_see_it_is_told_and_written_again_counts(at):
    lock = at.folder / ".~lock.register.xlsx#"
    at.answer(at.notices("suggested")[0], "Ana")
    lock.write_text(",moira,desk,23.11.2026 10:00,file:///x;")
    at.turn(minutes=1)  # she has the workbook open: the answer counts, but cannot be shown
    lock.unlink()
    at.choose(REF, "Decision", "Ben")
    at.settle()
    assert (len(at.notices("offered", ANA)), len(at.notices("offered", "ben@"))) == (1, 0)
    assert at.case_row(REF)["Decision"] == "Ana Ruiz"
    assert "Your answer by mail was first: Ana Ruiz" in at.case_row(REF)["Check"]
    at.choose(REF, "Decision", "Ben")
    at.settle()
    assert (len(at.notices("withdrawn", ANA)), len(at.notices("offered", "ben@"))) == (1, 1)
    assert "first" not in str(at.case_row(REF)["Check"])


def test_a_yes_on_its_way_while_another_is_chosen_is_answered_kindly(at):
    at.choose(REF, "Decision", "Ana")
    at.settle()
    at.answer(at.notices("offered", ANA)[0], "yes")
    at.choose(REF, "Decision", "Ben")
    at.settle()
    assert len(at.notices("offer_closed", ANA)) == 1
    assert at.case_row(REF)["Caseworker"] is None
    assert "said yes after the offer had closed" in str(at.human.rows(LINES)[-1]["What happened"])


def test_a_yes_on_its_way_while_the_case_is_closed_is_told_what_is_so(at):
    at.choose(REF, "Decision", "Ana Ruiz")
    at.settle()
    at.choose(REF, "Status", "Closed")
    at.answer(at.notices("offered", ANA)[0], "yes")
    at.settle()
    assert "the case has been closed" in text_of(at.notices("offer_closed", ANA)[0]).casefold()
    assert at.human.rows(LINES)[-1]["What to do"] == "The case is closed: there is nothing to do."


def test_a_yes_that_was_first_stands_against_a_name_written_before_it_showed(at):
    at.choose(REF, "Decision", "Ana")
    at.settle()
    lock = at.folder / ".~lock.register.xlsx#"
    at.answer(at.notices("offered", ANA)[0], "yes")
    lock.write_text(",moira,desk,23.11.2026 10:00,file:///x;")
    at.turn(minutes=1)
    lock.unlink()
    at.choose(REF, "Caseworker", "Ben Osei")
    at.settle()
    assert at.case_row(REF)["Caseworker"] == "Ana Ruiz"
    assert "Ana Ruiz had said yes by mail before" in at.case_row(REF)["Check"]
    at.choose(REF, "Caseworker", "Ben Osei")
    at.settle()
    assert at.case_row(REF)["Caseworker"] == "Ben Osei"
    assert "Ana Ruiz" not in str(at.case_row(REF)["Check"])
