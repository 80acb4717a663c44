"""Forms that put things as few do: marks in columns of their own, labels in two languages, two in one."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from ingest.one_below_another import forms_of
from ingest.page import Page, plain
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word

PERSON = paragraph("Name: Ann Lee") + paragraph("Email: ann@post.example") + paragraph("Card no: 0012345")


def forms_in(*blocks: str) -> tuple[Form, ...]:
    return tuple(find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms)


def form_in(*blocks: str) -> Form:
    (form,) = forms_in(*blocks)
    return form


def form_typed(text: str) -> Form:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return form


def looks(*pieces: tuple[str, str]) -> str:
    return f"<w:p>{''.join(run(text, look) for text, look in pieces)}</w:p>"


def cells(*rows: tuple[str, ...]) -> str:
    return table([[paragraph(text) for text in row] for row in rows])


BOLD, UNDER = "<w:b/>", '<w:u w:val="single"/>'


@pytest.mark.parametrize(
    "rows",
    [
        (("x", "Grievance", "", "Redundancy"), ("", "Pay", "x", "Bullying")),
        (("Grievance", "x", "Redundancy", ""), ("Pay", "", "Bullying", "x")),
    ],
)
def test_a_mark_in_a_column_of_its_own_is_read_on_the_side_where_every_option_has_one(
    rows: tuple[tuple[str, ...], ...],
) -> None:
    first, second = rows
    asked = cells(("What is it about?", *first), ("", *second))
    form = form_in(PERSON, asked, paragraph("What has happened?", True), paragraph("They cut the break."))
    assert form.values["categories"] == ("bullying_harassment", "grievance")


def test_labels_in_two_languages_are_one_question_each_also_where_only_one_line_is_known() -> None:
    def both(one: str, other: str, answer: str) -> list[str]:
        return [paragraph(one, True) + paragraph(other, True), paragraph(answer)]

    form = form_in(
        table(
            [
                both("Enw llawn", "Full name", "Ann Lee"),
                both("Rhif aelodaeth", "Membership number", "0012345"),
                both("E-bost personol", "Personal email", "ann@post.example"),
            ]
        ),
        table(
            [
                both("Beth sydd wedi digwydd?", "What has happened?", "They cut the break."),
                both(
                    "Beth hoffech chi ei weld yn digwydd?", "What would you like to see happen?", "It back."
                ),
            ]
        ),
    )
    assert form.text("summary") == "They cut the break."
    assert form.text("desired_outcome") == "It back."


def test_an_underscored_cross_before_an_option_ticks_that_option_and_no_other() -> None:
    form = form_in(
        PERSON,
        paragraph("Engaged as (x):   ___ permanent   _x_ fixed term   ___ agency"),
        paragraph("NATURE OF CASE", True),
        paragraph("_x_ Discipline   ___ Grievance   ___ Pay   _x_ Bullying"),
        paragraph("What has happened?", True),
        paragraph("They cut the break."),
    )
    assert form.values["contract_type"] == "fixed_term"
    assert form.values["categories"] == ("bullying_harassment", "disciplinary")


def test_gaps_to_fill_in_are_no_boxes() -> None:
    form = form_in(
        paragraph("Name ___Ann Lee___  Membership no. ___0012345___"),
        paragraph("Email ___ann@post.example___  Job ___________"),
        paragraph("What has happened?", True),
        paragraph("They cut the break."),
    )
    assert (form.text("member_name"), form.text("membership_number")) == ("Ann Lee", "0012345")
    assert "job_title" not in form.values


@pytest.mark.parametrize(
    "chosen",
    [
        [("Are you   permanent   ", ""), ("fixed term", UNDER), ("   agency", "")],
        [("Are you (underline or put X after)   permanent   fixed term X   agency", "")],
        [("Ring one: permanent  ·  ", ""), ("fixed term", BOLD), ("  ·  agency", "")],
        [("Are you? (mark one)  permanent  /  ", ""), ("fixed term", UNDER), ("  /  agency", "")],
    ],
)
def test_an_option_in_a_line_is_chosen_by_its_look_or_by_an_x_behind_it(
    chosen: list[tuple[str, str]],
) -> None:
    form = form_in(PERSON, looks(*chosen), paragraph("What has happened?", True), paragraph("They cut it."))
    assert form.values["contract_type"] == "fixed_term"


def test_bold_labels_behind_tabs_each_have_their_own_answer() -> None:
    form = form_in(
        looks(("Name", BOLD), ("\tAnn Lee\t", ""), ("Email", BOLD), ("\tann@post.example", "")),
        looks(("Where at", BOLD), ("\tMill Lane\t", ""), ("Job", BOLD), ("\tCook", "")),
        looks(("Union number", BOLD), ("\t0012345", "")),
        paragraph("What has happened?", True),
        paragraph("They cut the break."),
    )
    assert (form.text("workplace"), form.text("job_title")) == ("Mill Lane", "Cook")


def test_letters_that_begin_anew_in_each_numbered_part_ask_and_end_the_answer_above() -> None:
    form = form_in(
        paragraph("1.\tPARTICULARS", True),
        paragraph("(a)\tName in full: Ann Lee"),
        paragraph("(b)\tTrade union membership number: 0012345"),
        paragraph("(c)\tHome e-mail address: ann@post.example"),
        paragraph("2.\tSTATEMENT", True),
        paragraph("(a)\tWhat has happened: They cut the break."),
        paragraph("Break: ten minutes. Grade: the same as ever."),
        paragraph("(b)\tDate on which it first arose: 3 May 2026"),
        paragraph("(c)\tPersons concerned: Mo and Jo"),
        paragraph("(d)\tRemedy sought: The break back"),
    )
    assert form.text("membership_number") == "0012345"
    assert form.text("summary") == "They cut the break. Break: ten minutes. Grade: the same as ever."
    assert form.text("issue_started") == "2026-05-03"
    assert (form.text("people_involved"), form.text("desired_outcome")) == ("Mo and Jo", "The break back")


def test_a_story_in_the_box_below_what_happened_is_the_story_though_it_sounds_like_a_question() -> None:
    story = (
        "Hurt my wrist in March when the handle kicked back, and they counted those two weeks in my rate "
        "so that I am at eighty per cent and have a letter of concern about it."
    )
    form = form_in(
        PERSON, table([[paragraph("What happened", True)], [paragraph(story) + paragraph("I told her.")]])
    )
    assert form.text("summary") == f"{story} I told her."


def test_the_last_date_of_a_form_is_not_the_meetings() -> None:
    form = form_in(
        PERSON,
        paragraph("What has happened?", True),
        paragraph("They cut the break."),
        paragraph("COMING UP", True),
        paragraph("Date and time: 10 March 2026 at 1.15pm"),
        paragraph("What for: disciplinary, stage one"),
        paragraph("YOUR SAY-SO", True),
        paragraph("The branch may keep this sheet and use it to help me."),
        paragraph("☒ yes     ☐ no"),
        looks(("Date: ", BOLD), ("25 Feb 2026", "")),
    )
    assert form.text("key_date") == "2026-03-10T13:15"
    assert form.text("signed_on") == "2026-02-25"


def test_headings_between_rules_ask_where_a_story_stands_below_them() -> None:
    form = form_typed(
        "-- 1. YOU --\nName ....... Ann Lee\nMembership no ....... 0012345\n"
        "Email ....... ann@post.example\n\n"
        "-- 2. WHAT SORT OF THING IS IT (put an x in the brackets) --\n[ ] disciplinary\n[x] bullying\n"
        "[x] contract\n[ ] discrimination\n\n"
        "-- 3. WHAT HAPPENED --\n(as much as you like, start on the next line)\n"
        "The room is going self service from May. My evenings go, and I was told so in the stock room.\n"
        "They say there is nothing to talk about.\n\n"
        "-- 4. WHAT DO YOU WANT --\nKeep my hours, here or there.\n"
    )
    assert form.values["categories"] == ("bullying_harassment", "contract")
    assert form.text("summary").startswith("The room is going self service from May. My evenings go,")
    assert form.text("summary").endswith("They say there is nothing to talk about.")
    assert form.text("desired_outcome") == "Keep my hours, here or there."


def a_form(name: str, email: str, story: str) -> str:
    asked = {
        "Full name": name,
        "Membership number": "",
        "Personal email": email,
        "Phone": "",
        "Employer": "The mill",
        "Job title": "Cook",
        "What has happened?": story,
        "What would you like to happen?": "The break back.",
    }
    lines = [paragraph("Asking for a caseworker", True), paragraph("Mill branch")]
    return "".join(lines + [paragraph(q, True) + paragraph(a) for q, a in asked.items()])


def test_two_peoples_forms_in_one_document_are_two_and_nobodys_is_lost() -> None:
    ann = a_form("Ann Lee", "ann@post.example", "They cut the break.")
    ben = a_form("Ben Okri", "ben@post.example", "They cut mine too.")
    told = {(one.text("member_name"), one.text("email"), one.text("summary")) for one in forms_in(ann, ben)}
    assert told == {
        ("Ann Lee", "ann@post.example", "They cut the break."),
        ("Ben Okri", "ben@post.example", "They cut mine too."),
    }


def test_a_blank_copy_below_a_form_and_a_page_that_repeats_its_head_are_one_form() -> None:
    ann = a_form("Ann Lee", "ann@post.example", "They cut the break.")
    assert len(forms_in(ann, a_form("", "", ""))) == 1
    assert len(forms_in(ann, paragraph("Asking for a caseworker", True), paragraph("Page 2"))) == 1


def test_a_page_that_says_the_same_thousands_of_times_is_not_taken_apart_for_long() -> None:
    page = Page(tuple(plain(f"Name: {n % 7}") for n in range(4_000)))
    assert len(forms_of(page)) <= 6


def test_grey_words_below_a_label_explain_it_and_what_stands_beside_them_goes_on_with_the_answer() -> None:
    def grey(text: str) -> str:
        return looks((text, '<w:color w:val="808080"/>'))

    form = form_in(
        table(
            [
                [paragraph("Full name"), paragraph("Ann Lee")],
                [paragraph("Membership number"), paragraph("0012345")],
                [paragraph("Email address"), paragraph("ann@post.example")],
                [grey("We write to you at this address only")],
                [paragraph("Summary of the dispute"), paragraph("They cut the break in May,")],
                [grey("What was done, by whom and when"), paragraph("and told nobody of it.")],
                [paragraph("Steps already taken to resolve it"), paragraph("I wrote to Gail.")],
            ]
        )
    )
    assert form.text("summary") == "They cut the break in May, and told nobody of it."
    assert (form.text("email"), form.text("steps_taken")) == ("ann@post.example", "I wrote to Gail.")


def test_options_in_a_table_of_their_own_are_known_by_themselves_in_two_languages_and_by_their_brackets() -> (
    None
):
    form = form_in(
        PERSON,
        paragraph("What has happened?", True),
        paragraph("They cut the break."),
        cells(("Type of case", "")),
        cells(
            ("✓", "Cwyn / Grievance"),
            ("", "Salwch / Sickness absence"),
            ("✓", "Money (pay)"),
            ("", "Pensiwn / Pension"),
        ),
    )
    assert form.values["categories"] == ("grievance", "pay_grading")


def test_a_heading_that_names_a_meeting_says_what_date_the_table_below_it_asks_for_and_no_other() -> None:
    form = form_in(
        PERSON,
        paragraph("What has happened?", True),
        paragraph("They cut the break."),
        paragraph("Section 3: forthcoming meeting", True),
        cells(("Date", "Tues 24 March 2026", "Time", "9.15am")),
        cells(("Signature", "A. Lee", "Date", "08/03/2026")),
    )
    assert (form.text("key_date"), form.text("signed_on")) == ("2026-03-24T09:15", "2026-03-08")


def test_a_question_in_two_languages_on_one_line_is_one_and_a_heading_in_two_ends_its_answer() -> None:
    form = form_in(
        PERSON,
        paragraph("1. Tabhair cuntas / What has happened?", True),
        paragraph("They cut the break."),
        paragraph("2. Cad atá uait? / What outcome are you seeking?", True),
        paragraph("The break back."),
        paragraph("CUID C / PART C – Toiliú / Consent", True),
        paragraph("The branch processes the above under GDPR. Do you agree to its being held for your case?"),
        paragraph("☒ Tá / Yes      ☐ Níl / No"),
    )
    assert form.text("desired_outcome") == "The break back."
    assert form.values["consent"] is True
