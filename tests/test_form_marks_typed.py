"""How people mark and type: crosses without boxes, yes and no in a grid, words behind the printed line."""

from __future__ import annotations

from casework.model import Value
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word


def values_in(*blocks: str) -> dict[str, Value]:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return dict(form.values)


def grid(*rows: list[str]) -> str:
    return table([cell if cell.startswith("<w:p>") else paragraph(cell) for cell in row] for row in rows)


WHO = tuple(
    map(
        paragraph, ("Name: Ann Lee", "Membership number: 0012345", "Job title: Porter", "Employer: Northgate")
    )
)


def test_a_cross_belongs_to_the_option_it_stands_by_where_there_are_no_boxes() -> None:
    kinds = "Conduct  X     Attendance     Capability     Grievance     X Bullying & harassment     Pay"
    found = values_in(*WHO, paragraph("Type of case (put an X against):"), paragraph(kinds))
    assert found["categories"] == ("bullying_harassment", "disciplinary")


def test_options_answered_by_yes_and_no_are_read_as_ticked_and_not_ticked() -> None:
    found = values_in(
        grid(
            ["Name", "Ann Lee", "Membership no.", "0012345"],
            ["What is it about? (mark all that apply)"],
            ["Grievance", "No", "Disciplinary", "Yes"],
            ["Redundancy", "Yes", "Pay", "No"],
            ["What has happened?"],
            ["I was sent home."],
        ),
    )
    assert found["categories"] == ("disciplinary", "redundancy")


def test_a_grid_of_options_may_stand_among_numbered_questions_and_their_answers() -> None:
    rows = [
        ["1", "Full name", "Ann Lee", "", ""],
        ["2", "Union number", "0012345", "", ""],
        ["3", "Company", "Northgate", "", ""],
        ["4", "Put an X beside what it is about", "", "", ""],
        ["", "Dismissal", "", "Bullying", "x"],
        ["", "Redundancy", "x", "Sickness", ""],
        ["5", "Tell us what happened", "I was sent home.", "", ""],
        ["6", "What do you want?", "An apology", "", ""],
    ]
    found = values_in(grid(*rows))
    assert found["categories"] == ("bullying_harassment", "redundancy")
    assert (found["summary"], found["desired_outcome"]) == ("I was sent home.", "An apology")


def test_kinds_of_problem_on_lines_of_their_own_are_told_apart() -> None:
    kinds = paragraph("Health & safety") + paragraph("Sick leave")
    found = values_in(*WHO, grid(["Type of issue", kinds], ["What happened?", "I was sent home."]))
    assert found["categories"] == ("health_safety", "sickness_absence")


def test_an_answer_typed_behind_the_printed_line_is_not_part_of_the_next_label() -> None:
    found = values_in(
        paragraph("Name: ______________ Ann Lee\tMembership No: __________ 0012345"),
        paragraph("Mobile: ____________ 07700 900123\tE-mail: __________ ann@post.example"),
        paragraph("Unit Manager: __________ Mrs Roe (acting)\tDate joined the Union: ________"),
        paragraph("What I want: ________________ An apology"),
    )
    assert found == {
        "member_name": "Ann Lee",
        "membership_number": "0012345",
        "phone": "+447700900123",
        "email": "ann@post.example",
        "line_manager": "Mrs Roe (acting)",
        "desired_outcome": "An apology",
    }


def test_two_spaces_behind_a_colon_are_a_pages_way_of_asking() -> None:
    found = values_in(
        paragraph("INDIVIDUAL CASE – MEMBER'S STATEMENT", bold=True),
        paragraph("To be given to the unit rep."),
        paragraph("Name:  Ann Lee"),
        paragraph("Membership No:  0012345"),
        paragraph("Mobile:  07700 900123"),
        paragraph("E-mail:  ann@post.example"),
        paragraph("Witnesses or others named:  Tom Roe"),
        paragraph("Have you already spoken to your rep or manager, and what was said?  Told the rep."),
        paragraph("STATEMENT. Say what happened and what was said, in order:"),
        paragraph("I was sent home."),
    )
    assert found["people_involved"] == "Tom Roe"
    assert found["steps_taken"] == "Told the rep."
    assert found["summary"] == "I was sent home."


def test_consent_is_what_is_left_of_yes_and_no_behind_a_statement() -> None:
    statement = "I give the branch permission to hold this statement. (Delete one)  "
    struck = "<w:p>" + run(statement) + run("Yes") + run(" / ") + run("No", "<w:strike/>") + "</w:p>"
    told = (*WHO, paragraph("What happened? I was sent home."))
    assert values_in(*told, struck)["consent"] is True
    assert "consent" not in values_in(*told, paragraph(statement + "Yes / No"))


def test_the_time_of_a_meeting_may_stand_in_a_box_of_its_own() -> None:
    found = values_in(
        grid(
            ["Name", "Ann Lee", "Membership no.", "0012345"],
            ["Job title", "Porter", "Employer", "Northgate"],
            ["Next meeting: date", "20 May 2026", "Next meeting: time", "15:30"],
        )
    )
    assert found["key_date"] == "2026-05-20T15:30"


def test_a_table_of_questions_is_no_list_though_its_first_row_could_head_one() -> None:
    found = values_in(
        *WHO,
        grid(
            ["2.3 When did you become aware of it?", "23 March 2026"],
            ["2.4 Who else is involved?", "Carol Dunmore, the deputy"],
            ["2.5 What evidence have you got?", "Photographs"],
        ),
    )
    assert (found["issue_started"], found["people_involved"]) == ("2026-03-23", "Carol Dunmore, the deputy")
