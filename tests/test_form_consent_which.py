"""Consent is to this case, and a mark that may belong to two options is nobody's yes."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.returned import PLAIN, letter

_ASKED = (
    "Name: Ann Lee\nMembership number: 448210\nEmail: ann@post.example\n"
    "What happened?\nI was moved without notice.\nWhat do you want?\nMy ward back.\n"
)
_CASE = (
    "I agree to the branch holding my details to act for me",
    "I agree that my data may be stored and shared with my caseworker",
    "You may keep my information for this case",
)
_ELSE = (
    "I agree that the union may use my details to send me the newsletter",
    "I consent to my information being used for campaigns and surveys",
    "I consent to the union sharing my details with its partners for marketing",
    "You may keep my details on your mailing list",
    "I agree to my data being used to keep me informed about events",
    "I am happy for the branch to use my story (anonymously) in its publicity",
    "I agree to receive updates from the branch by e-mail",
)


def read(text: str) -> Form:
    (form,) = find_forms(letter(_ASKED + text), [], PLAIN).forms
    return form


@pytest.mark.parametrize("other", _ELSE)
@pytest.mark.parametrize("case", _CASE)
def test_of_two_boxes_only_the_one_for_the_case_answers_consent(case: str, other: str) -> None:
    for head in ("", "Consent\n"):
        for first, second in (((" ", other), ("x", case)), (("x", case), (" ", other))):
            form = read(f"{head}[{first[0]}] {first[1]}\n[{second[0]}] {second[1]}\n")
            assert form.values.get("consent") is True
            assert form.text("desired_outcome") == "My ward back."
        for lines in ((f"[ ] {case}", f"[x] {other}"), (f"[x] {other}", f"[ ] {case}")):
            form = read(f"{head}{lines[0]}\n{lines[1]}\n")
            assert form.values.get("consent") is None


@pytest.mark.parametrize("other", _ELSE)
def test_agreement_to_anything_else_is_no_consent_to_the_case(other: str) -> None:
    for told in (f"[x] {other}", f"{other}: Yes", f"Consent\n[x] {other}"):
        form = read(f"{told}\n")
        assert form.values.get("consent") is None
        assert form.text("desired_outcome") == "My ward back."
    assert read(f"{_CASE[0]}: No\n{other}: Yes\n").values.get("consent") is False


@pytest.mark.parametrize(
    ("marked", "consent"),
    [
        ("YES [ ] X NO [ ]", None),
        ("Yes ☐ ✓ No ☐", None),
        ("[ ] YES X [ ] NO", None),
        ("☐ Yes ✓ ☐ No", None),
        ("YES ____ X NO ____", None),
        ("YES [ ]X NO [ ]", True),
        ("YES [ ] X     NO [ ]", True),
        ("YES [ ]     X NO [ ]", False),
        ("YES X [ ] NO [ ]", True),
        ("[ ] YES [ ] X NO", False),
        ("YES [ ] NO [ ] X", False),
        ("YES [x] NO [ ]", True),
    ],
)
def test_a_mark_between_two_boxes_is_that_of_the_one_it_stands_close_by(
    marked: str, consent: bool | None
) -> None:
    form = read(f"Do you agree to the branch keeping this information? {marked}\n")
    assert form.values.get("consent") is consent


@pytest.mark.parametrize(
    ("asked", "marked"),
    [
        ("Type of contract:", "Permanent [ ] X Fixed-term [ ] Agency [ ]"),
        ("Type of problem:", "Grievance [ ] X Disciplinary [ ] Pay [ ]"),
    ],
)
def test_a_mark_between_two_kinds_chooses_neither(asked: str, marked: str) -> None:
    form = read(f"{asked} {marked}\n")
    assert "contract_type" not in form.values
    assert "categories" not in form.values
