"""Forms in the manner of official ones: fields below their questions, the respondent, parts counted in Roman
numbers, lists of people, marks behind options."""

from __future__ import annotations

from casework.model import Form
from ingest.form import find_forms
from tests.support.documents import docx, legacy_text, paragraph, run, table
from tests.support.returned import PLAIN, letter, word

PERSON = (("Name", "Ann Lee"), ("Email", "ann@post.example"), ("Card number", "0012345"))
TICK = "\N{CHECK MARK}"


def form_in(*blocks: str) -> Form:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return form


def cells(*rows: tuple[str, ...], bold: bool = False) -> str:
    return table([[paragraph(text, bold) for text in row] for row in rows])


def filled(asks: str, told: str) -> list[str]:
    return [f"<w:p>{run(asks)}</w:p><w:p>{legacy_text(told)}</w:p>"]


def test_what_was_filled_in_below_a_question_is_no_guidance_to_the_next() -> None:
    asked = table(
        [
            filled("D1  State the facts, with dates. Do not attach a separate statement.", "It fell on me."),
            filled("D2  Date of the decision or act complained of", "04/02/2026"),
            filled("D3  What has been done so far under the department's own procedure?", "Appeal lodged."),
            filled("D4  Remedy you are asking for", "The warning withdrawn"),
            filled(
                "D5  Have you had advice from anybody else (solicitor, another union)? From whom?", "None"
            ),
        ]
    )
    values = form_in(cells(*PERSON), asked).values
    assert (values["summary"], values["issue_started"]) == ("It fell on me.", "2026-02-04")
    assert (values["steps_taken"], values["desired_outcome"]) == ("Appeal lodged.", "The warning withdrawn")


def test_a_respondent_is_the_employer_only_where_the_form_says_so() -> None:
    story = cells(("What happened?", "It fell."))
    asks = cells(("Name of the employer", "Hill Foods"), ("Name", "Bo Day"))
    values = form_in(cells(*PERSON), paragraph("The respondent", bold=True), asks, story).values
    assert (values["employer"], values["member_name"]) == ("Hill Foods", "Ann Lee")


def test_marks_stand_behind_the_options_below_their_question() -> None:
    options = [("unfair dismissal", TICK), ("redundancy pay and the like", ""), ("some other money", "")]
    options += [("discrimination", TICK), ("refusal of leave", ""), ("detriment", ""), ("other", "")]
    form = form_in(
        cells(*PERSON, ("What happened?", "It fell.")),
        cells(("The claim would be about (tick)", "")),
        paragraph(""),
        cells(*options),
    )
    assert form.values["categories"] == ("discrimination", "dismissal")


def test_people_in_a_list_below_a_bold_head_are_those_involved_whatever_their_posts_are_called() -> None:
    head = [paragraph(text, bold=True) for text in ("Name", "Position", "Their part in it")]
    rows = [[paragraph(text) for text in row] for row in (("Bo Day", "Team manager", "Shouts"), ("", "", ""))]
    form = form_in(
        cells(*PERSON, ("People involved", "")),
        paragraph(""),
        table([head, *rows]),
        cells(("What happened?", "It fell.")),
    )
    assert form.values["people_involved"] == "Bo Day, Team manager, Shouts"
    assert "job_title" not in form.values


def test_an_address_for_service_is_the_members_own() -> None:
    form = form_in(
        cells(("Name", "Ann Lee"), ("Email for service", "ann@post.example"), ("What happened?", "It fell."))
    )
    assert form.values["email"] == "ann@post.example"
    assert "work_email" not in form.values


def test_bold_headings_with_roman_numbers_ask_nothing() -> None:
    form = form_in(
        paragraph("I. Particulars", bold=True),
        *(paragraph(f"{asks}: {told}") for asks, told in PERSON),
        paragraph("Employer: Hill Foods"),
        paragraph("II. Complaint", bold=True),
        paragraph("What happened: It fell."),
        paragraph("III. Authority", bold=True),
        paragraph("The Association keeps this slip to act on it."),
    )
    assert (form.values["employer"], form.values["summary"]) == ("Hill Foods", "It fell.")


def test_a_label_with_a_printed_line_ends_the_answer_above_though_nobody_listed_it() -> None:
    rows = ["Name ____Ann Lee____", "Email ____ann@post.example____", "Card number ____0012345____"]
    form = form_in(
        *map(paragraph, rows),
        paragraph("Job title ____Porter____"),
        paragraph("What happened?", bold=True),
        paragraph("It fell."),
        paragraph("What settlement would content you?", bold=True),
        paragraph("To know where I stand"),
        paragraph("Date and hour of any meeting ____________"),
        paragraph("Kind of meeting ____________"),
    )
    assert form.values["desired_outcome"] == "To know where I stand"


def test_options_with_strokes_between_them_are_ticked_by_the_cross_behind() -> None:
    kinds = "investigation | absence | grievance (X) | redundancy (X) | harassment | equal pay | other"
    form = form_in(cells(*PERSON, ("It concerns", kinds), ("What happened?", "It fell.")))
    assert form.values["categories"] == ("grievance", "redundancy")
