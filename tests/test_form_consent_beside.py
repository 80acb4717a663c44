"""A consent beside other questions, each with its own box or word: no answer of theirs is taken for it."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.returned import PLAIN, letter

_REST = (
    "Name: Ann Lee\nMembership number: 448210\nEmail: ann@post.example\nPhone: 01632 960815\n"
    "What has happened? I was moved without notice.\n"
)


def consent(lines: str) -> object:
    (form,) = find_forms(letter(f"{_REST}{lines}\n"), [], PLAIN).forms
    assert isinstance(form, Form)
    return form.values.get("consent")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("Do you consent to us holding your data? No [x]\nWould you like the newsletter? Yes [x]", False),
        ("Do you consent to us holding your data? Yes [x]\nWould you like the newsletter? No [x]", True),
        ("Do you consent to us holding your data?\nWould you like the newsletter? Yes [x]", None),
        ("Consent to hold data Y / N: N       Consent to newsletter Y / N: Y", False),
        ("[x] I have read the privacy notice\n[ ] I agree to the union contacting my employer", None),
        ("[ ] I agree to my details being kept\n[x] I have read the privacy notice", None),
        ("[x] I have read the privacy notice\n[x] I agree to my details being kept", True),
    ],
)
def test_what_stands_beside_a_consent_is_not_taken_for_it(lines: str, said: bool | None) -> None:
    assert consent(lines) is said


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("[x] I withhold my consent to my details being shared with my employer", False),
        ("[x] I object to my data being shared\n[ ] I agree to my data being shared", False),
        ("[x] I understand that my data is held and that I may withdraw my consent", True),
    ],
)
def test_a_ticked_refusal_is_no_agreement(lines: str, said: bool) -> None:
    assert consent(lines) is said
