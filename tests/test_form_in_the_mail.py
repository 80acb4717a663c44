"""Forms in the words of a mail: headings in capitals, labels with abbreviations, stories on dotted pages."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.documents.text import read_text
from ingest.events import event_in, trimmed
from ingest.form import find_forms
from ingest.match import match
from ingest.reading import FormSettings
from ingest.wordings import load_wordings
from tests.support.documents import docx, paragraph, run
from tests.support.returned import PLAIN, letter, word

KNOWN = load_wordings(FormSettings({}, {}))


def read(text: str) -> dict[str, Value]:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return dict(form.values)


@pytest.mark.parametrize("label", ["Locker no.", "Duty ref.", "Locker tel."])
def test_a_label_that_ends_in_an_abbreviation_is_no_part_of_the_name_above_it(label: str) -> None:
    values = read(
        f"Name: Una Ferris\n{label}: 20/113\nE-mail: una@post.example\nPhone: 07700 900123\n"
        "Job: Clerk\nWhat has happened: My desk was given away.\nWhat do you want: It back\n"
    )
    assert values["member_name"] == "Una Ferris"


def test_whom_it_is_with_is_no_part_of_the_story_above_it() -> None:
    values = read(
        "Name: Una Ferris\nE-mail: una@post.example\nPhone: 07700 900123\nJob: Clerk\n"
        "What has happened:\nMy desk was given away.\nWho is it with: Bram Doyle, office manager\n"
        "What do you want: My desk back\n"
    )
    assert values["summary"] == "My desk was given away."
    assert values["people_involved"] == "Bram Doyle, office manager"


def test_what_was_done_about_it_is_no_part_of_the_story_above_it() -> None:
    values = read(
        "Name: Una Ferris\nE-mail: una@post.example\nPhone: 07700 900123\nJob: Clerk\n"
        "What happened: My desk was given away.\nSorry this is short.\n\n"
        "What you did about it: Asked Bram on 3 May.\n\nWhat you want: My desk back\n"
    )
    assert values["summary"] == "My desk was given away. Sorry this is short."
    assert values["steps_taken"] == "Asked Bram on 3 May."


DOTTED = """ABOUT YOU
Name ........ Una Ferris
E-mail ........ una@post.example
Phone ........ 07700 900123
Job ........ Clerk

YOUR CASE
What has happened ........
I was locked in the post room on 2 March.
Name of the officer who saw it: Mr Moss. Date of the entry in his book: 3 March.
Nobody came for an hour.
What do you want ........ An apology
What is the meeting for ........

PAPERS
May we keep this on file (yes/no) ........
"""


def test_where_the_form_prints_dots_a_line_of_the_story_that_reads_like_a_label_stays_in_it() -> None:
    values = read(DOTTED)
    assert str(values["summary"]).endswith("3 March. Nobody came for an hour.")
    assert "people_involved" not in values and values["desired_outcome"] == "An apology"


def test_a_heading_in_capitals_answers_no_question_left_empty_above_it() -> None:
    assert "key_event" not in read(DOTTED)


def test_an_answer_in_capitals_stays_one() -> None:
    text = DOTTED.replace("meeting for ........", "meeting for ........ APPEAL")
    assert read(text)["key_event"] == "APPEAL"


def test_answers_in_capitals_below_a_gap_stay_answers() -> None:
    asked = [("Your name?", "UNA FERRIS"), ("Your job?", "CLERK"), ("Your employer?", "TARN FOODS")]
    text = "".join(f"{question}\n\n{said}\n" for question, said in asked)
    page = read_text(text + "Your email?\n\nuna@post.example\n")
    told = {answer.name: [line.text for line in answer.lines] for answer in match(page, KNOWN)}
    assert told["member_name"] == ["UNA FERRIS"] and told["job_title"] == ["CLERK"]
    assert told["employer"] == ["TARN FOODS"]


@pytest.mark.parametrize(
    ("said", "event"),
    [
        ("The appeal hearing is on", "The appeal hearing"),
        ("My review was", "My review"),
        ("Appeal is", "Appeal"),
    ],
)
def test_what_only_led_to_the_date_is_no_part_of_the_meeting(said: str, event: str) -> None:
    assert trimmed(said) == event and event_in(said) == event


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Address for correspondence (e-mail)", "email"), ("Contact address (email)", "email"),
        ("Address for correspondence", "ignored"), ("Member's full name", "member_name"),
        ("Applicant's telephone number", "phone"), ("Fire brigade", "employer"),
        ("What you want to happen now", "desired_outcome"),
    ],
)  # fmt: skip
def test_a_label_asks_what_its_words_say(label: str, field: str) -> None:
    known = KNOWN.exact(label)
    assert known is not None and known.field == field


@pytest.mark.parametrize("label", ["Member support", "Members' meeting", "Member ref."])
def test_a_label_that_only_begins_with_the_member_is_not_the_rest_of_it(label: str) -> None:
    assert KNOWN.exact(label) is None


@pytest.mark.parametrize(
    ("ticked", "kind"),
    [
        ("I have blown the whistle", "whistleblowing"), ("Leave for family reasons", "family_leave"),
        ("I am disabled and need changes made", "disability_adjustments"),
    ],
)  # fmt: skip
def test_a_kind_of_problem_said_in_a_sentence_is_told(ticked: str, kind: str) -> None:
    values = read(
        "Name: Una Ferris\nE-mail: una@post.example\nPhone: 07700 900123\nJob: Clerk\nKind of case\n"
        f"[ ] Pay\n[ ] Grievance\n[x] {ticked}\n[ ] Pension\n[ ] Other\n"
        "What has happened: My desk was given away.\n"
    )
    assert values["categories"] == (kind,)


def test_a_yes_below_guidance_in_italics_agrees() -> None:
    asked = [("What is your name?", "Una Ferris"), ("What is your email?", "una@post.example")]
    asked += [("What is your job?", "Clerk"), ("What has happened?", "My desk was given away.")]
    blocks = [paragraph(text, bold=not at) for pair in asked for at, text in enumerate(pair)]
    blocks += [paragraph("May we keep what you tell us on our files till your case is closed?", bold=True)]
    small = run("We cannot take up your case if you say no.", '<w:i/><w:color w:val="7F7F7F"/>')
    blocks += [f"<w:p>{small}</w:p>", paragraph("Yes")]
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    assert form.values["consent"] is True
