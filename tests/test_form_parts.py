"""Questions that ask for a part of a thing, and answers that hold more than one."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.events import event_in
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word

PERSON = (
    ("Name", "Ann Lee"),
    ("Membership number", "0012345"),
    ("Email", "ann.lee@post.example"),
    ("Job title", "Porter"),
    ("What has happened?", "I was sent home."),
    ("What would you like to happen?", "An apology."),
)


def cell(text: str, look: str = "") -> str:
    return "".join(f"<w:p>{run(line, look)}</w:p>" for line in text.split("\n"))


def values_in(*rows: tuple[str, ...], after: str = "") -> dict[str, Value]:
    body = table([[cell(asked, "<w:b/>"), cell(said)] for asked, said in PERSON])
    body += "".join(
        table([[cell(text, "" if at % 2 else "<w:b/>") for at, text in enumerate(row)]]) for row in rows
    )
    (form,) = find_forms(letter(), [word(docx(body + after))], PLAIN).forms
    return dict(form.values)


def test_of_a_meeting_its_date_and_what_it_is_may_be_asked_for_behind_a_colon() -> None:
    found = values_in(
        ("Next meeting or deadline: date", "30 November 2026 at 14:30"),
        ("Next meeting or deadline: what is it?", "Stage 2 attendance meeting"),
    )
    assert (found["key_date"], found["key_event"]) == ("2026-11-30T14:30", "Stage 2 attendance meeting")


@pytest.mark.parametrize(
    ("said", "event"),
    [
        ("Payroll meeting, 7 December 2026", "Payroll meeting"),
        ("14 December 2026 - Occupational health case conference", "Occupational health case conference"),
        ("Meeting with site services on 3 December 2026, room 2.14", "Meeting with site services"),
        ("3 December 2026, in the canteen", None),
    ],
)
def test_what_a_meeting_is_may_stand_beside_its_date(said: str, event: str | None) -> None:
    found = values_in(("Date of next meeting", said))
    assert found["key_date"] and found.get("key_event") == event


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Welfare meeting, , on Teams", "Welfare meeting"),
        ("hearing, and an appeal panel, too", ""),
        ("on Teams", ""),
        ("they said that there would be a meeting when I am back but nobody wrote to me", ""),
    ],
)
def test_the_words_beside_a_date_name_one_meeting_or_none(text: str, event: str) -> None:
    assert event_in(text) == event


def test_two_questions_in_a_row_are_two_also_where_the_second_stands_in_no_column_of_its_own() -> None:
    found = values_in(
        after=table(
            [
                [cell("Employer", "<w:b/>"), cell("Northgate")],
                [cell("Department", "<w:b/>"), cell("Catering")],
                [cell("Line manager", "<w:b/>"), cell("Jo Bloggs")],
                [
                    *(cell("Date of hearing or meeting", "<w:b/>"), cell("9 February 2027")),
                    *(cell("Kind of hearing", "<w:b/>"), cell("Mediation meeting")),
                ],
            ]
        )
    )
    assert (found["key_date"], found["key_event"]) == ("2027-02-09", "Mediation meeting")


def test_the_boxes_of_a_date_may_come_behind_the_other_questions_of_its_row() -> None:
    found = values_in(
        after=table(
            [[cell("Date signed", "<w:b/>"), cell("Signature", "<w:b/>")], [cell("\n"), cell("A Lee")]]
        )
        + table([[cell("Day"), cell("Month"), cell("Year")], [cell("9"), cell("11"), cell("2026")]])
    )
    assert found["signed_on"] == "2026-11-09"


@pytest.mark.parametrize(
    "line",
    [
        "Contract (permanent/ fixed-term/ agency): __permanent_________",
        "Contract type (strike out what does not apply) Permanent",
    ],
)
def test_an_option_typed_behind_its_list_is_the_answer(line: str) -> None:
    assert values_in(after=paragraph(line))["contract_type"] == "permanent"


def test_a_list_of_options_in_italics_beside_the_answer_is_the_forms_own() -> None:
    grid = [
        [cell("Employer", "<w:b/>"), cell("Northgate"), cell("who pays you", "<w:i/>")],
        [cell("Department", "<w:b/>"), cell("Catering"), cell("or team", "<w:i/>")],
        [cell("Contract type", "<w:b/>"), cell("fixed term"), cell("permanent / fixed term", "<w:i/>")],
    ]
    assert values_in(after=table(grid))["contract_type"] == "fixed_term"


def test_of_an_organisation_asked_for_with_something_else_the_organisation_is_taken() -> None:
    assert values_in(("Section / employer", "Penmarric Council"))["employer"] == "Penmarric Council"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("I have read the privacy notice and agree to my details being stored", True),
        ("I allow the branch to use what is written here: yes", True),
        ("I allow the branch to use what is written here: no", False),
        ("I agree to my details being stored (delete if you do not)", None),
        ("I do not agree to my details being stored", False),
    ],
)
def test_a_declaration_of_the_writer_is_consent_and_an_open_one_is_not(said: str, meant: bool | None) -> None:
    assert values_in(("Data protection consent", said)).get("consent") is meant


def test_options_with_a_star_before_some_are_those_and_options_may_stand_behind_their_marks() -> None:
    starred = "a) discipline\n* b) grievance\nc) pay\n* d) health and safety"
    assert values_in(("Type of problem (mark with *)", starred))["categories"] == (
        "grievance",
        "health_safety",
    )
    behind = table(
        [[cell(mark), cell(text)] for mark, text in (("x", "Pay"), ("", "Odd shoes"), ("x", "Redundancy"))]
    )
    asked = paragraph("What is the problem about?", bold=True)
    assert values_in(after=asked + behind)["categories"] == ("pay_grading", "redundancy")


def test_the_forms_own_list_in_a_question_tells_which_choice_it_is_and_is_no_answer() -> None:
    found = values_in(
        ("Is it a disciplinary, a grievance, pay, redundancy or something else?", "Redundancy"),
        ("Engaged as: employee / fixed term / agency / casual", "fixed term"),
    )
    assert found["categories"] == ("redundancy",) and found["contract_type"] == "fixed_term"
