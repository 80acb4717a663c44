"""What members write that only looks like a form's words: it stays in their answer, and makes no value."""

from __future__ import annotations

import pytest

from tests.test_form_letters import PLAIN, find_forms, letter

HEAD = "Name: Ann Lee\nMembership number: 0012345\nEmail: ann@post.example\n"
TAIL = "\nWhat would you like to happen? An apology.\n"


def read(what: str, tail: str = TAIL) -> dict[str, object]:
    (form,) = find_forms(letter(f"{HEAD}What happened? {what}{tail}"), [], PLAIN).forms
    return dict(form.values)


@pytest.mark.parametrize(
    "line",
    [
        "Was there a warning: no, never.",
        "Has the manager apologised: no.",
        "Is there any record of it: no, they burned the lot.",
        "Why are you late again: that is what the note said.",
        "Who we told: my manager and HR.",
        "How we got here: by bus.",
        "I have marked the lie in the minutes (page 4).",
        "It is in the policy - page 12",
        "Page 3 - my manager crossed out what I said.",
        "Private and confidential",
        "They said: what would you like us to do about your manager?",
    ],
)
def test_a_line_of_a_story_stays_in_it_with_all_that_follows(line: str) -> None:
    story = f"I was sent home on 3 May.\n\n{line}\nThen I fell ill and nobody rang."
    values = read(story)
    assert str(values["summary"]).split() == story.split()
    assert values["desired_outcome"] == "An apology."


@pytest.mark.parametrize(
    "below",
    [
        "I consent to the branch keeping these details.\nNO\nSigned: Ann Lee",
        "I consent to the branch keeping these details.\nI do not consent.\n(delete one)\nSigned: Ann Lee",
        "For office use only\nI agree to keep these and that the union may hold them.\nSigned: Jo Hill",
        "I agree to pay the arrears and that the branch can keep this form.\nSigned: 2 November 2026",
        "\u2610 I consent to the branch keeping these details.\nSigned: Ann Lee",
    ],
)
def test_a_name_below_a_statement_is_no_consent(below: str) -> None:
    assert read("I was sent home.", f"{TAIL}{below}\n").get("consent") is not True


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Phone husband", "01632 960123"),
        ("Mobile mum", "07700 900123"),
        ("Email Jo", "jo@acme.example"),
        ("Email Bosun", "boss@acme.example"),
        ("Email for union business (branch secretary)", "jo@branch.example"),
    ],
)
def test_how_somebody_else_is_reached_is_not_how_the_member_is(label: str, told: str) -> None:
    head = HEAD.replace("Email: ann@post.example\n", "")
    (form,) = find_forms(
        letter(f"{head}{label}: {told}\nWhat happened? I was sent home.{TAIL}"), [], PLAIN
    ).forms
    assert not {"phone", "email", "work_email"} & form.values.keys()


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Email (not to be used)", "ann@acme.example"),
        ("Email that should NOT be used", "ann@acme.example"),
        ("Do not write to", "ann@acme.example"),
        ("Address we must not use", "ann@acme.example"),
        ("Which email should we avoid using?", "ann@acme.example"),
        ("Number we can't ring", "01632 960123"),
    ],
)
def test_what_the_form_asks_not_to_use_is_no_way_to_reach_the_member(label: str, told: str) -> None:
    head = HEAD.replace("Email: ann@post.example\n", "")
    text = f"{head}{label}: {told}\nWhat happened? I was sent home.{TAIL}"
    (form,) = find_forms(letter(text), [], PLAIN).forms
    assert not {"phone", "email", "work_email", "contact_preference"} & form.values.keys()


def test_an_address_that_is_to_be_no_work_address_is_theirs() -> None:
    head = HEAD.replace("Email:", "Email (please do not use a work address):")
    (form,) = find_forms(letter(f"{head}What happened? I was sent home.{TAIL}"), [], PLAIN).forms
    assert form.text("email") == "ann@post.example"
