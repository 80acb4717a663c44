"""What the form prints and what the member writes: printed lists, answers set in, marks of all kinds."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, table
from tests.support.returned import PLAIN, letter, word

HEAD = "> Dear colleague, put your answers below.\n>\n> 1. Your full name\n\nAnn Lee\n\n> 2. Email\n\n"
HEAD += "ann.lee@post.example\n\n> 3. What has happened?\n\nThey cut my hours.\n\n"


def read(text: str) -> dict[str, Value]:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return dict(form.values)


def doubted(text: str) -> tuple[str, ...]:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return form.doubtful


def in_document(*blocks: str) -> dict[str, Value]:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return dict(form.values)


def cell(text: str, bold: bool = False) -> str:
    return paragraph(text, bold)


PERSON = table(
    [
        [cell("Full name", True), cell("Ann Lee")],
        [cell("Email", True), cell("ann.lee@post.example")],
        [cell("Telephone", True), cell("07700 900123")],
        [cell("Employer", True), cell("Northgate")],
    ]
)
STORY = table([[cell("What has happened?", True), cell("They cut my hours.")]])


@pytest.mark.parametrize(
    ("question", "said", "kinds"),
    [
        (
            "4. Sort of trouble, from our list: pay, grading, bullying,\n> dismissal, other",
            "dismissal",
            ("dismissal",),
        ),
        (
            "4. Which of these is it: stress, sickness, capability, something else",
            "Sickness",
            ("sickness_absence",),
        ),
        (
            "4. Kind of problem: pay, pension, grievance or other",
            "pension and pay",
            ("pay_grading", "pension"),
        ),
    ],
)
def test_the_list_in_a_quoted_question_is_chosen_by_nobody(
    question: str, said: str, kinds: tuple[str, ...]
) -> None:
    assert read(f"{HEAD}> {question}\n\n{said}\n")["categories"] == kinds


PLAINLY = (
    "Full name\nAnn Lee\n\nMembership number\n0012345\n\nTelephone\n07700 900123\n\n"
    "Email\nann.lee@post.example\n\nWhat has happened?\nThey cut my hours.\n\n"
)


@pytest.mark.parametrize(
    ("question", "said", "kinds"),
    [
        (
            "Kind of problem, one of: pay, grading, bullying, dismissal, other",
            "bullying",
            ("bullying_harassment",),
        ),
        ("Kind of problem: pay, pension, grievance, other", "pension", ("pension",)),
        (
            "Kind of problem: pay, pension, grievance, stress",
            "",
            ("grievance", "pay_grading", "pension", "workload_stress"),
        ),
    ],
)
def test_a_list_that_ends_in_other_is_the_forms_and_one_that_does_not_the_members(
    question: str, said: str, kinds: tuple[str, ...]
) -> None:
    assert read(f"{PLAINLY}{question}\n{said}\n")["categories"] == kinds


def test_a_printed_list_with_nothing_below_it_is_for_a_person() -> None:
    text = f"{PLAINLY}Kind of problem: pay, pension, grievance, other\n"
    assert "categories" not in read(text) and "categories" in doubted(text)


def test_a_table_of_options_without_a_mark_that_is_known_chooses_none() -> None:
    def grid(mark: str) -> dict[str, Value]:
        rows = [
            ("Disciplinary", ""),
            ("Grievance", ""),
            ("Pay", mark),
            ("Pension", ""),
            ("Dismissal", ""),
            ("Other", ""),
        ]
        return in_document(
            PERSON,
            paragraph("Kind of problem", True),
            table([[cell(one), cell(sign)] for one, sign in rows]),
            STORY,
        )

    assert "categories" not in grid("")
    assert "categories" not in grid("see my letter")
    assert grid("X")["categories"] == ("pay_grading",)
    assert grid("Tá / Yes")["categories"] == ("pay_grading",)


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Discipline / Grievance X / Absence / Stress X / Other", ("grievance", "workload_stress")),
        ("Discipline / Grievance / Absence / Stress / Other x", ("other",)),
        ("Discipline | Grievance ✓ | Absence | Stress | Other", ("grievance",)),
    ],
)
def test_options_between_strokes_in_a_cell_are_told_by_the_cross_behind_each(
    said: str, kinds: tuple[str, ...]
) -> None:
    found = in_document(PERSON, table([[cell("Kind of problem", True), cell(said)]]), STORY)
    assert found["categories"] == kinds


@pytest.mark.parametrize("mark", ["[ yes ]", "[*]", "[Y]", "[√]", "[ XX ]"])
def test_whatever_is_typed_between_the_brackets_of_a_box_ticks_it(mark: str) -> None:
    kinds = f"Kind of problem\n[ ] disciplinary\n{mark} grievance\n[ ] pay\n[ no ] pension\n[ ] stress\n"
    assert read(PLAINLY + kinds)["categories"] == ("grievance",)


def test_brackets_in_a_story_stay_in_it() -> None:
    story = "[yes] was all he wrote.\nHe rang [here] twice."
    text = PLAINLY.replace("They cut my hours.", story)
    assert str(read(text)["summary"]).split() == story.split()


SENT = """A message was sent from the page "Get help".

Your name
    Ann Lee

Email address
    ann.lee@post.example

Employer (company)
    Northgate

Topics
    Stress, Pay & hours

In your own words
    They cut my hours.

    Name: that is what she asked, twice.
    Email
    I agree

Began on


What would you like?
    My hours back

Favourite season
    Spring

Consent
    I agree

--
Sent: 5 November 2026
"""


@pytest.mark.parametrize("gap", ["    ", "  ", "\t"])
def test_what_is_set_in_answers_whatever_it_says_and_what_stands_at_the_margin_asks(gap: str) -> None:
    assert read(SENT.replace("    ", gap)) == {
        "member_name": "Ann Lee",
        "email": "ann.lee@post.example",
        "employer": "Northgate",
        "categories": ("pay_grading", "workload_stress"),
        "summary": "They cut my hours. Name: that is what she asked, twice. Email I agree",
        "desired_outcome": "My hours back",
        "consent": True,
    }


def test_a_paragraph_at_the_margin_goes_on_with_the_story_that_was_set_in() -> None:
    text = SENT.replace("    Name: that is what she asked, twice.", "She asked who I was, twice.")
    assert "She asked who I was, twice." in str(read(text)["summary"])


@pytest.mark.parametrize(
    ("boxes", "agreed"), [("[x] Yes  [ ] No", True), ("[ ] YES   [x] NO", False), ("[ ] Yes  [ ] No", None)]
)
@pytest.mark.parametrize("between", ["   ", " - ", " "])
def test_a_statement_behind_its_yes_and_no_is_answered_by_them(
    boxes: str, agreed: bool | None, between: str
) -> None:
    stated = f"{boxes}{between}The union may keep this form in its records."
    found = read(f"{PLAINLY}Access needs:\n{stated}\n")
    assert "adjustments" not in found
    assert found.get("consent") is agreed


def test_another_statement_behind_its_boxes_answers_nothing_above_it() -> None:
    found = read(f"{PLAINLY}Access needs:\n[ ] Yes  [x] No  I can come to the office by bus.\n")
    assert "adjustments" not in found and "consent" not in found


def test_same_as_this_is_no_way_to_be_reached() -> None:
    assert "contact_preference" not in read(f"{PLAINLY}How should we contact you?\nSame as this one\n")
    assert read(f"{PLAINLY}How should we contact you?\nBy text\n")["contact_preference"] == "By text"


@pytest.mark.parametrize(
    ("line", "agreed"),
    [
        ("I do [x] / I do not [ ] consent to the branch keeping my details", True),
        ("I do [ ] / I do not [x] consent to the branch keeping my details", False),
        ("I do not ☒ / I do ☐ consent to the branch keeping my details", False),
        ("Yes [x] No [ ] I consent to the branch keeping my details", True),
        ("Yes [ ] No [x] I consent to the branch keeping my details", False),
        ("I do [x] / I do not [x] consent to the branch keeping my details", None),
        ("I wish [x] / do not wish [ ] the branch to keep my details, and I consent", None),
        ("[x] Yes [ ] No  I do not agree that the branch may keep my details", None),
    ],
)
def test_a_box_inside_a_sentence_belongs_to_the_words_before_it(line: str, agreed: bool | None) -> None:
    assert read(f"{PLAINLY}{line}\n").get("consent") is agreed


@pytest.mark.parametrize("behind", ["please tick one box only", "delete it after my case is closed please"])
def test_a_remark_behind_a_yes_and_a_no_is_no_question_of_its_own(behind: str) -> None:
    asked = "Do you consent to the branch keeping your details?"
    assert read(f"{PLAINLY}{asked}\n[x] Yes [ ] No {behind}\n")["consent"] is True


@pytest.mark.parametrize(
    "above", ["Grade: B\n\n", "Grade (A-D): B\n", "Do you want a call (A/B)? B\n", "Shift code: B\n"]
)
def test_a_letter_that_answers_another_question_chooses_nothing_of_a_list_below(above: str) -> None:
    text = f"{PLAINLY}{above}a) Pay\nb) Grievance\nc) Dismissal\nd) Pension\n"
    assert read(text).get("categories") != ("grievance",)
