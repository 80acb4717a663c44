"""Where a form's own words end and a member's begin: sentences, biddings and questions between answers."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.events import event_in, trimmed
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, table
from tests.support.returned import PLAIN, letter, word


def form_typed(text: str) -> Form:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return form


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Yes. at . Review meeting", "Review meeting"),
        ("Yes. . A review with my manager and one from HR", "A review with my manager and one from HR"),
        ("Appeal hearing, stage 2", "Appeal hearing, stage 2"),
        ("Appeal hearing, room 2", "Appeal hearing"),
    ],
)  # fmt: skip
def test_what_stood_round_the_date_is_no_part_of_the_meeting_but_its_stage_is(text: str, event: str) -> None:
    assert event_in(trimmed(text)) == event


def answered_between(*questions: tuple[str, str]) -> str:
    lead = "> Dear Ann,\n>\n> please reply to this and put what you can under each\n"
    lead += "> question. Leave out any you like.\n>\n"
    return (
        "My answers are below.\n\nOn Mon, 2 Nov 2026 at 10:04, Branch <branch@union.example> wrote:\n\n"
        + (
            lead
            + "".join(f"> {asked}\n{answer}\n>\n" for asked, answer in questions)
            + "> Regards\n> Branch\n"
        )
    )


def test_the_end_of_a_quoted_sentence_asks_nothing() -> None:
    found = form_typed(
        answered_between(
            ("1. Full name", "Ann Lee"),
            ("2. Email", "ann@post.example"),
            ("3. Membership number", "0012345"),
            ("4. What has happened?", "They cut the break."),
            ("5. Next meeting", "Yes. 3/12/26 at 3.30pm. Review meeting"),
        )
    ).values
    assert found["summary"] == "They cut the break."
    assert found["key_date"] == "2026-12-03T15:30" and found["key_event"] == "Review meeting"


LABELS = "Name: Ann Lee\nEmail: ann@post.example\nMembership number: 0012345\nJob title: Cook\n"


def test_a_story_that_turns_to_its_reader_goes_on() -> None:
    story = "They cut the break.\nWhat you need to know is this: nobody asked.\nMe: what did you say?\n"
    story += "They asked me these.\nWhat did you see: a broken lift.\nWho did you call: nobody."
    found = form_typed(
        f"{LABELS}What happened:\n{story}\n\nWhat would you like to happen: An apology\n"
    ).values
    assert found["summary"] == " ".join(story.split())


def test_what_the_next_meeting_is_about_is_no_kind_of_case() -> None:
    found = form_typed(
        f"{LABELS}Kind of case: pay\nWhat happened: They cut the break.\n"
        "Next meeting on: 3 December 2026\nIt is about: Pay review\n"
    ).values
    assert found["categories"] == ("pay_grading",) and found["key_event"] == "Pay review"


@pytest.mark.parametrize("gap", ["\t", " ......... "])
def test_an_answer_behind_a_gap_may_begin_with_a_bracket(gap: str) -> None:
    labels = (
        ("Name", "Ann Lee"),
        ("Email", "ann@post.example"),
        ("Telephone", "(01632) 960 123"),
        ("Post", "Cook"),
    )
    more = (
        ("Grade", "4"),
        ("Department", "Kitchen"),
        ("Membership number", "0012345"),
        ("Employer", "Northgate"),
    )
    lines = "".join(f"{asked}{gap}{told}\n" for asked, told in (*labels, *more))
    assert form_typed(f"{lines}What happened?\nThey cut the break.\n").values["phone"] == "+441632960123"


@pytest.mark.parametrize(("asked", "found"), [("What happened:", False), ("Kind of case:", True)])
def test_the_only_story_on_a_form_that_asks_for_none_is_the_story(asked: str, found: bool) -> None:
    story = " ".join(
        ["I asked for my break on Monday and they told me to wait until the others were back."] * 3
    )
    rows = [("Name", "Ann Lee"), ("Email", "ann@post.example"), ("Card no", "0012345"), ("Job title", "Cook")]
    rows += [("Line manager", "Bo Poole"), (asked, "Pay"), ("Report", story), ("Date it began", "3 May 2026")]
    cells = table([[paragraph(label), paragraph(told)] for label, told in rows])
    (form,) = find_forms(letter(), [word(docx(cells))], PLAIN).forms
    assert form.values.get("summary") == (story if found else "Pay")
    assert not found or form.confidence["summary"] < 0.9
