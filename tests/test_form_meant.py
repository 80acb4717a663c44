"""What is meant though it is put in other words: consent, numbers, labels, and a member's only form."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.contacts import choose_phone
from ingest.form import find_forms
from ingest.page import plain
from ingest.questions import asked
from ingest.wordings import load_wordings
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word


def form_in(*blocks: str) -> Form:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return form


def grid(*rows: list[str]) -> str:
    return table([paragraph(cell) for cell in row] for row in rows)


WHO = (
    ["Name", "Ann Lee"], ["Membership no.", "0012345"], ["Email", "ann@post.example"],
    ["What has happened?", "I was sent home."],
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("yes mate", True),
        ("Yes, of course. Thank you for asking.", True),
        ("Yes, if my manager never hears of it", None),
        ("Yes, as long as it stays in the branch", None),
        ("ok, though I would prefer you to ring me first", None),
        ("Yes, for the branch, nobody else", None),
        ("No thanks", False),
    ],
)
def test_a_yes_with_a_condition_is_no_yes(said: str, value: bool | None) -> None:
    form = form_in(grid(*WHO, ["I agree to the branch keeping my details", said]))
    assert form.values.get("consent") is value
    assert ("consent" in form.doubtful) == (value is None)


@pytest.mark.parametrize("said", [("Yes", "No"), ("No", "Yes")])
def test_a_consent_given_in_one_place_and_refused_in_another_is_none(said: tuple[str, str]) -> None:
    form = form_in(
        grid(
            *WHO,
            ["I agree to the branch keeping my details", said[0]],
            ["I agree to my data being shared with the region", said[1]],
        )
    )
    assert "consent" not in form.values and "consent" in form.doubtful


def test_an_irish_number_is_read_as_one_and_is_less_sure_than_one_that_says_its_country() -> None:
    assert choose_phone("085 012 3771", "GB") == ("+353850123771", 0.85)
    assert choose_phone("+353 85 012 3771", "GB") == ("+353850123771", 0.97)
    assert choose_phone("07700 900123", "GB") == ("+447700900123", 0.97)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Email: work", "work_email"),
        ("Email: personal", "email"),
        ("Line manager/DM", "line_manager"),
        ("Plant, depot or warehouse", "workplace"),
        ("Is it a discipline matter, pay, health and safety, bullying or something else?", "categories"),
        ("What is the member's email address?", "email"),
        ("Next meeting: time", "time"),
    ],
)
def test_labels_in_other_words_ask_for_what_they_mean(label: str, field: str) -> None:
    question = asked(plain(label), load_wordings(PLAIN), True)
    assert question is not None and question.fields == (field,) and question.rest is None


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Mobile phone 07700 900 342", "phone", "07700 900 342"),
        ("Member no. 9/441872", "membership_number", "9/441872"),
        ("Email address ann@post.example", "email", "ann@post.example"),
    ],
)
def test_a_label_may_have_its_value_behind_it_without_any_sign(line: str, field: str, value: str) -> None:
    question = asked(plain(line), load_wordings(PLAIN), False)
    assert question is not None and question.rest is not None
    assert (question.fields, question.rest.text) == ((field,), value)


def test_a_story_that_begins_with_a_label_and_goes_on_is_no_answer() -> None:
    assert asked(plain("Manager 3 days running would not see me"), load_wordings(PLAIN), False) is None


FLEXIBLE = (
    ["Name", "Ann Lee"], ["Department", "Stores"], ["Manager", "Jo Roe"], ["Email", "ann@post.example"],
    ["What has happened?", "My father is ill and I share his care."],
)  # fmt: skip


def test_a_document_that_gives_all_a_case_needs_is_the_form_of_a_letter_that_has_no_other() -> None:
    alone = find_forms(letter(), [word(docx(grid(*FLEXIBLE)), "request.docx")], PLAIN)
    assert [form.text("member_name") for form in alone.forms] == ["Ann Lee"] and not alone.unread
    beside = find_forms(
        letter(), [word(docx(grid(*FLEXIBLE)), "request.docx"), word(docx(grid(*WHO)), "form.docx")], PLAIN
    )
    (form,) = beside.forms
    assert form.source == "form.docx" and beside.unread == ("request.docx",)


def test_one_answer_to_grade_or_job_is_the_grade_only_if_it_says_so() -> None:
    assert form_in(grid(*WHO, ["Grade / job", "Driver"])).values["job_title"] == "Driver"
    assert form_in(grid(*WHO, ["Job / grade", "Band 3 Officer"])).values["grade"] == "Band 3 Officer"


def test_a_department_that_may_be_an_agency_is_the_employer_where_its_part_is_asked_for_too() -> None:
    rows = (["Department/agency", "Revenue & Duties"], ["Business unit", "Debt"])
    both = form_in(grid(*WHO, *rows)).values
    assert (both["employer"], both["department"]) == ("Revenue & Duties", "Debt")
    assert form_in(grid(*WHO, rows[0])).values["department"] == "Revenue & Duties"


@pytest.mark.parametrize(
    ("asked_for", "said", "how"),
    [
        ("Best number for you, and when is a good time to ring?", "07700 900341, after 4pm", "after 4pm"),
        (
            "How would you like us to get in touch, and at what number?",
            "Text please. 07700 900341",
            "Text please.",
        ),
        ("How and when should we contact you?", "Signal or ring 07700 900341", "Signal or ring 07700 900341"),
    ],
)
def test_a_question_how_to_be_reached_gives_the_number_where_no_other_asks_for_it(
    asked_for: str, said: str, how: str
) -> None:
    form = form_in(grid(*WHO, [asked_for, said]))
    assert form.text("phone") == "+447700900341"
    assert form.text("contact_preference").rstrip(".") == how.rstrip(".")


def test_what_the_branch_says_of_its_form_below_the_title_is_no_answer() -> None:
    head = paragraph("Can we help?") + paragraph("This form is private. Type under each question.")
    rows = "".join(paragraph(label) + paragraph(said) for label, said in WHO)
    bold_rows = "".join(f"<w:p>{run(label, '<w:b/>')}</w:p>" + paragraph(said) for label, said in WHO)
    for body in (rows, bold_rows):
        form = form_in(head, body)
        assert form.text("member_name") == "Ann Lee"
        assert not any("private" in str(value) for value in form.values.values())


def test_labels_in_two_languages_one_below_the_other_are_no_answers() -> None:
    def both(welsh: str, english: str) -> str:
        return f"<w:p>{run(welsh, '<w:b/>')}</w:p>" + paragraph(english)

    rows = [
        (both("Enw llawn", "Full name"), "Lowri Prydderch"),
        (both("Rhif aelodaeth", "Membership number"), "0012345"),
        (both("E-bost", "E-mail"), "lowri@post.example"),
        (both("Cyflogwr", "Employer"), "Cyngor Sir Aeron"),
        (both("Dywedwch wrthym beth sydd wedi digwydd", "Tell us what has happened"), "I was sent home."),
        (both("Diben y cyfarfod", "Purpose of the meeting"), "Cam 1"),
    ]
    form = form_in(table([label, paragraph(answer)] for label, answer in rows))
    assert form.text("member_name") == "Lowri Prydderch"
    assert form.text("membership_number") == "0012345"
    assert form.text("employer") == "Cyngor Sir Aeron"
    assert form.text("summary") == "I was sent home."
    assert form.text("key_event") == "Cam 1"


def test_an_answer_below_its_label_that_sounds_like_the_label_stays_an_answer() -> None:
    inside = [
        [paragraph("Name") + paragraph("Ann Lee"), paragraph("Membership no.") + paragraph("0012345")],
        [paragraph("Trust / employer") + paragraph("Eastmere Hospitals Trust"),
         paragraph("Email") + paragraph("ann@post.example")],
        [paragraph("What has happened?") + paragraph("I was sent home."),
         paragraph("Job title") + paragraph("Manager")],
    ]  # fmt: skip
    form = form_in(table(inside))
    assert form.text("employer") == "Eastmere Hospitals Trust"
    assert form.text("member_name") == "Ann Lee"
    assert "line_manager" not in form.values


@pytest.mark.parametrize(
    ("told", "story"),
    [("They refused the leave that I booked in May", True), ("Pay and grading", False), ("bullying", False)],
)
def test_a_story_told_under_the_kind_of_complaint_is_one_where_no_other_is_asked_for(
    told: str, story: bool
) -> None:
    form = form_in(grid(*[row for row in WHO if "happened" not in row[0]], ["Nature of complaint", told]))
    assert (form.text("summary") == told) is story
    assert ("categories" in form.values) is not story


def test_but_not_where_the_story_so_far_is_asked_for_below() -> None:
    told = "Coming back to work half days after a stroke"
    rows = [row for row in WHO if "happened" not in row[0]]
    form = form_in(
        grid(*rows, ["What kind of problem is it?", told], ["The story so far", "They want me full time."])
    )
    assert form.text("summary") == "They want me full time."
