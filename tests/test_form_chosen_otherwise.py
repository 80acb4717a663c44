"""Forms that ask and mark in ways of their own: controls in sentences, letters for options, boxed dates."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from ingest.match_blanks import has_blank
from ingest.page import plain
from ingest.questions import asked
from ingest.wordings import load_wordings
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word

BOLD = "<w:b/>"
PERSON = paragraph("Name: Ann Lee") + paragraph("Email: ann@post.example") + paragraph("Card no: 0012345")
STORY = paragraph("What has happened?", True) + paragraph("They cut the break and told nobody.")
KINDS = ("capability", "disciplinary", "bullying", "flexible working")


def form_in(*blocks: str) -> Form:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return form


def held(text: str) -> str:
    """A content control in the middle of a paragraph."""
    return f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"


def sentence(*pieces: str) -> str:
    """A paragraph of printed words and controls by turns."""
    runs = (held(text) if at % 2 else run(text) for at, text in enumerate(pieces) if text)
    return f"<w:p>{''.join(runs)}</w:p>"


def cells(*rows: tuple[str, ...]) -> str:
    return table([[paragraph(text) for text in row] for row in rows])


def test_controls_inside_sentences_are_answers_and_a_heading_below_one_is_none() -> None:
    form = form_in(
        sentence("First name ", "Ann", "   Surname ", "Lee"),
        sentence("My membership number is ", "0012345"),
        sentence("I work in the department of ", "Grounds", " as ", "Gardener", ", on grade ", "4", "."),
        sentence("E-mail: ", "ann@post.example"),
        sentence("Line manager: ", "B. Oak"),
        f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>{run("Your problem", BOLD)}</w:p>',
        STORY,
        sentence("Steps already taken: ", "I wrote to B. Oak."),
        sentence("Desired resolution: ", "The break back."),
        sentence("The next meeting is on ", "3 December 2026", " for the following: ", "Stage 1 review"),
    )
    assert (form.text("member_name"), form.text("membership_number")) == ("Ann Lee", "0012345")
    assert (form.text("department"), form.text("job_title"), form.text("grade")) == (
        "Grounds",
        "Gardener",
        "4",
    )
    assert (form.text("line_manager"), form.text("steps_taken")) == ("B. Oak", "I wrote to B. Oak.")
    assert form.text("desired_outcome") == "The break back."
    assert (form.text("key_date"), form.text("key_event")) == ("2026-12-03", "Stage 1 review")


def test_what_was_typed_between_dots_is_read_two_to_a_line_and_lettered_headings_ask_nothing() -> None:
    form = form_in(
        paragraph("A. Who you are", True),
        paragraph("1. Your full name ...Ann Lee........"),
        paragraph("2. Membership number ..0012345..\tPIN ..77Z.."),
        paragraph("3. Band ..4..\tWard or team ..Ward 3 (Day).."),
        paragraph("4. Home e-mail ...ann@post.example....."),
        paragraph("B. What is wrong", True),
        paragraph("5. In your own words, what has been happening?"),
        paragraph("They cut the break and told nobody."),
        paragraph("6. What have you done about it so far?"),
        paragraph("I asked the matron in May."),
        paragraph("C. What comes next", True),
        paragraph("7. What outcome do you want?"),
        paragraph("The break back."),
    )
    assert (form.text("member_name"), form.text("membership_number")) == ("Ann Lee", "0012345")
    assert (form.text("grade"), form.text("department")) == ("4", "Ward 3 (Day)")
    assert form.text("steps_taken") == "I asked the matron in May."


def test_dots_in_a_line_of_a_story_make_no_question() -> None:
    told = "He came over in front of the whole class and said …you are finished here…"
    assert not has_blank(plain(told))


@pytest.mark.parametrize("line", ["Surname: Beth yw eich cyfenw?", "Last name: sut y caiff ei sillafu?"])
def test_a_surname_asked_for_with_words_behind_its_colon_that_nobody_knows_is_asked_for(line: str) -> None:
    question = asked(plain(line), load_wordings(PLAIN), sure=False)
    assert question is not None and question.fields == ("family_name",)


@pytest.mark.parametrize("around", ["[{}]", "(( {} ))", "**{}**"])
def test_an_option_in_brackets_or_stars_among_bare_ones_is_chosen(around: str) -> None:
    options = "   ".join(around.format(kind) if kind == "bullying" else kind for kind in KINDS)
    inside = table([[paragraph("What is it about?", True) + paragraph(options)]])
    form = form_in(PERSON, inside, STORY)
    assert form.values["categories"] == ("bullying_harassment",)


def test_a_hint_in_brackets_among_options_is_not_chosen() -> None:
    form = form_in(
        PERSON, paragraph("What is it about?", True), paragraph("   ".join((*KINDS, "(ring one)"))), STORY
    )
    assert "categories" not in form.values


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        ("B", ("grievance",)),
        ("a and d", ("disciplinary", "pay_grading")),
        ("D, and B because I put one in", ("grievance", "pay_grading")),
    ],
)
def test_letters_stand_for_the_options_that_the_form_lists_under_them(
    given: str, kinds: tuple[str, ...]
) -> None:
    form = form_in(
        PERSON,
        paragraph("Sort of case (write the letter)", True),
        paragraph("A = disciplinary;  B = grievance;  C = sickness absence;  D = pay"),
        paragraph(given),
        STORY,
    )
    assert form.values["categories"] == kinds


def test_an_answer_that_begins_with_a_letter_of_the_list_is_no_letter() -> None:
    form = form_in(
        PERSON,
        paragraph("Sort of case (write the letter)", True),
        paragraph("A = disciplinary;  B = grievance;  C = sickness absence;  D = pay"),
        paragraph("A warning that I did not deserve"),
        STORY,
    )
    assert form.values.get("categories") != ("disciplinary", "grievance", "pay_grading", "sickness_absence")


@pytest.mark.parametrize(("day", "month"), [("3", "12"), ("03", "DEC")])
def test_a_date_in_boxes_for_day_month_and_year_answers_the_line_above_it(day: str, month: str) -> None:
    form = form_in(
        PERSON,
        STORY,
        paragraph("Date of the next meeting"),
        cells(("Day", "Month", "Year"), (day, month, "2026")),
        paragraph("Signed: A. Lee"),
        paragraph("Dated:"),
        cells(("Day", "Month", "Year"), ("", "", "")),
    )
    assert form.text("key_date") == "2026-12-03"
    assert "signed_on" not in form.values


def test_boxes_of_a_date_take_no_row_of_other_questions() -> None:
    form = form_in(
        cells(
            ("Date of hearing", "DD", "MM", "YYYY"),
            ("First name", "Ann", "Surname", "Lee"),
            ("Phone", "0113 496 0000", "Email", "ann@home.example"),
        ),
        STORY,
    )
    assert (form.text("member_name"), form.text("email")) == ("Ann Lee", "ann@home.example")
    assert form.text("phone").replace(" ", "") in {"01134960000", "+441134960000"}
    assert "key_date" not in form.values


def test_any_sign_marks_an_option_where_a_column_holds_nothing_but_marks() -> None:
    form = form_in(
        PERSON,
        paragraph("What is it about? Mark the box to the left.", True),
        cells(
            ("", "Grievance", "•", "Disciplinary"),
            ("", "Pay", "", "Bullying"),
            ("•", "Redundancy", "", "Other"),
        ),
        STORY,
    )
    assert form.values["categories"] == ("disciplinary", "redundancy")


@pytest.mark.parametrize(
    ("marks", "kinds"),
    [("○●○", ("pay_grading",)), ("◻✔◻", ("pay_grading",)), ("❏•❏", ("pay_grading",)), ("•••", None)],
)
def test_empty_circles_and_a_bullet_before_every_option_tick_nothing(
    marks: str, kinds: tuple[str, ...] | None
) -> None:
    kind = ("Bullying", "Pay", "Grievance")
    asked = paragraph("What is it about?", True)
    form = form_in(PERSON, asked, cells(*zip(marks, kind, strict=True)), STORY)
    assert form.values.get("categories") == kinds
    behind = cells(("What is it about?", marks[0], kind[0]), *zip(("", ""), marks[1:], kind[1:], strict=True))
    assert form_in(PERSON, behind, STORY).values.get("categories") == kinds


@pytest.mark.parametrize(
    "heading",
    [
        "Contact details of a colleague",
        "Details of the colleague involved",
        "Colleague's details",
        "Section 1: Particulars of colleague",
    ],
)
def test_what_is_told_below_a_heading_that_names_a_colleague_is_another_persons(heading: str) -> None:
    form = form_in(
        PERSON,
        paragraph(heading, True),
        cells(("Name", "Bo Fry"), ("Phone", "0113 496 0000"), ("E-mail", "bo@post.example")),
        STORY,
    )
    assert (form.text("member_name"), form.text("email")) == ("Ann Lee", "ann@post.example")
    assert "phone" not in form.values


def test_what_a_member_likes_to_be_called_is_not_the_name_where_the_full_name_is_told() -> None:
    form = form_in(
        paragraph("What should we call you?", True),
        paragraph("Big Nan"),
        paragraph("Full name", True),
        paragraph("Ann Lee"),
        paragraph("Email", True),
        paragraph("ann@post.example"),
        STORY,
    )
    assert form.text("member_name") == "Ann Lee"


def test_labels_in_brackets_of_a_web_form_ask_and_what_is_asked_below_a_yes_is_another() -> None:
    (form,) = find_forms(
        letter(
            'New submission from your form "Help".\n\n[Your name]\nann lee\n\n[Union number]\n\n\n[Email]\n'
            "ann@post.example\n\n[Job]\npacking\n\n[Your message]\nthey cut the break and told nobody\n"
            "Date: it was every shift last week\nand nobody asked\n[What result do you want]\n"
            "the break back\n\n[I agree to the branch keeping this information]\nYes\n\n[Send me news]\nNo\n"
        ),
        [],
        PLAIN,
    ).forms
    assert (form.text("member_name"), form.text("job_title")) == ("ann lee", "packing")
    assert form.text("summary") == (
        "they cut the break and told nobody Date: it was every shift last week and nobody asked"
    )
    assert form.values["consent"] is True


def test_one_who_writes_in_capitals_below_headings_in_capitals_is_understood() -> None:
    (form,) = find_forms(
        letter(
            "YOUR NAME IN FULL\nANN LEE\n\nMEMBERSHIP NUMBER\nRV-9002\n\nEMAIL\nann@post.example\n\n"
            "JOB TITLE\nLECTURER\n\nWHAT HAS HAPPENED\nTHEY CUT THE BREAK. NOBODY WAS TOLD.\n"
            "I ASKED AND NOBODY ANSWERED.\n\nWHAT OUTCOME DO YOU WANT\nTHE BREAK BACK\n"
        ),
        [],
        PLAIN,
    ).forms
    assert (form.text("member_name"), form.text("membership_number")) == ("ANN LEE", "RV9002")
    assert (form.text("job_title"), form.text("desired_outcome")) == ("LECTURER", "THE BREAK BACK")
    assert form.text("summary") == "THEY CUT THE BREAK. NOBODY WAS TOLD. I ASKED AND NOBODY ANSWERED."


def test_several_boxes_to_a_cell_below_a_heading_are_its_options() -> None:
    asked = table(
        [
            [paragraph("What is it about?", True)],
            [paragraph("☐ Grievance   ☒ Dignity at work"), paragraph("☐ Redundancy   ☐ Pension")],
            [paragraph("☐ Equal treatment   ☐ Sickness"), paragraph("☒ Pay   ☐ Other")],
        ]
    )
    assert form_in(PERSON, asked, STORY).values["categories"] == ("bullying_harassment", "pay_grading")


@pytest.mark.parametrize("typed", ["--> pb.58713", "PB 58713.", "pb/58713"])
def test_a_membership_number_keeps_its_letters_whatever_stands_round_it(typed: str) -> None:
    form = form_in(
        cells(("Name", "Ann Lee"), ("Membership number", typed), ("Email", "ann@post.example")), STORY
    )
    assert form.text("membership_number") == "PB58713"


def test_an_option_with_a_stroke_is_told_by_the_half_that_is_known() -> None:
    form = form_in(
        PERSON,
        paragraph("What is it about?", True),
        paragraph("☒ Let go / binned"),
        paragraph("☐ Pay"),
        STORY,
    )
    assert form.values["categories"] == ("dismissal",)


def test_guidance_in_italics_in_a_third_cell_answers_nothing() -> None:
    slanted = f"<w:p>{run('A solicitor, Citizens Advice', '<w:i/>')}</w:p>"
    asked = table(
        [
            [paragraph("Have you taken advice from anyone else?", True), paragraph(""), slanted],
            [paragraph("Member ref.", True), paragraph("0012345"), paragraph("")],
        ]
    )
    assert "other_advice" not in form_in(PERSON, STORY, asked).values
