"""Consent is never read from what the form itself prints, nor from what the member struck out."""

from __future__ import annotations

import pytest

from tests.support.documents import paragraph, run, table
from tests.test_form_as_filled import BOLD, PERSON, STORY, cells, form_in, form_of

STRUCK = "<w:strike/>"
STATED = "I agree to the branch holding my data and acting for me."
BODY = "Name: Ann Lee\nMembership number: 0012345\nEmail: ann@post.example\nWhat happened? I was sent home.\n"


def line(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


@pytest.mark.parametrize(
    ("name", "agreed"),
    [
        ("Ann Lee", True),
        ("Print full name", None),
        ("Your full name", None),
        ("member to sign", None),
        ("Branch Secretary", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("joint", [" Signature: ", "\nSignature: "])
def test_a_printed_statement_is_agreed_to_only_by_a_name(joint: str, name: str, agreed: bool | None) -> None:
    form = form_of(f"{BODY}Consent: {STATED}{joint}{name}\n")
    assert form.values.get("consent") is agreed
    assert ("consent" in form.doubtful) is (agreed is None)


def test_a_statement_as_a_web_form_sends_it_is_agreed_to_without_a_signature() -> None:
    assert form_of(f"{BODY}Consent: {STATED}\n").values["consent"] is True


@pytest.mark.parametrize(
    "said",
    [
        [run("Consent: ", BOLD), run(STATED, STRUCK), run(" Signature: Ann Lee")],
        [run(f"☒ {STATED}", STRUCK)],
        [run("☒ "), run(STATED, STRUCK)],
        [run("Consent: ", BOLD), run("☒ "), run("Yes", STRUCK), run("  ☐ No")],
    ],
)
def test_what_was_struck_out_is_not_agreed_to(said: list[str]) -> None:
    form = form_in(cells(*PERSON), STORY, line(*said))
    assert form.values.get("consent") is not True
    assert "consent" in form.doubtful or form.values.get("consent") is False


def test_a_refusal_struck_out_leaves_the_agreement() -> None:
    said = line(run("I agree"), run(" / "), run("I do not agree", STRUCK))
    form = form_in(cells(*PERSON), STORY, table([[paragraph("Consent"), said]]))
    assert form.values["consent"] is True
