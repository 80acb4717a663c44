"""What reaches somebody else is never taken for what reaches the member, however it is asked or told."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from ingest.inprocess import read_in_process
from tests.support.letters import letter as raw_letter
from tests.support.returned import PLAIN, letter

_STORY = "What happened? I was moved without notice.\nWhat do you want? My ward back.\n"
_OWN = "Name: Ann Lee\nMembership number: 448210\n"
_SENTENCES = (
    "I, ____Ann Lee____, work as a ____porter____ in ____Ward 4____ at ____St Anne's____.\n"
    "My membership number is ____448210____ and my grade is ____Band 3____.\n"
    "My line manager is ____Dee Pratt____.\n{}\n"
    "The problem began on ____1 September 2026____.\n"
    "The meeting is on ____3 December 2026____ and it is about ____absence____.\n"
)


def read(text: str) -> Form:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return form


def in_page(text: str) -> Form:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split(": ", 1)) + "</tr>"
        for line in text.splitlines()
    )
    raw = raw_letter(f"<table>{rows}</table>", content_type="text/html; charset=utf-8")
    (form,) = read_in_process(raw, PLAIN).forms
    return form


@pytest.mark.parametrize(
    "sentence",
    [
        "You can contact my sister on ____07700 900111____.",
        "My rep's number is ____07700 900111____ and their e-mail is ____jo@other.example____.",
        "My rep can be reached at ____jo@other.example____.",
        "My manager can be contacted on ____01632 960001____ or ____jo@other.example____.",
        "My next of kin is ____Jo Hill____ and their phone number is ____07700 900111____.",
        "Someone to contact if I am off sick: ____Jo Hill____, tel ____07700 900111____.",
        "If you cannot reach me, please ring ____Jo Hill____ on ____07700 900111____.",
    ],
)
def test_in_a_sentence_that_names_somebody_else_nothing_reaches_the_member(sentence: str) -> None:
    form = read(_SENTENCES.format(sentence) + _STORY)
    assert form.text("member_name") == "Ann Lee"
    assert not form.text("phone")
    assert not form.text("email")


@pytest.mark.parametrize(
    "label",
    [
        "My rep's number", "Phone number for your steward", "Alternative contact (name and number)",
        "Who else can we ring? Number", "Contact no. (manager)", "E-mail (rep)", "Mobile - rep",
        "Phone of person supporting you", "Carer's phone number", "Team leader's phone", "Send to email",
        "School telephone number",
    ],
)  # fmt: skip
def test_a_label_that_names_somebody_else_asks_for_theirs(label: str) -> None:
    told = "jo@other.example" if "mail" in label else "07700 900111"
    for form in (read(f"{_OWN}{label}: {told}\n{_STORY}"), in_page(f"{_OWN}{label}: {told}\n{_STORY}")):
        assert not form.text("phone")
        assert not form.text("email")


@pytest.mark.parametrize(
    "label",
    [
        "Phone number your rep may ring you on", "Phone (not one your manager answers)", "Mobile",
        "Best number for the rep to call you on", "Phone (we will not ring your employer)",
    ],
)  # fmt: skip
def test_a_label_that_only_mentions_somebody_else_asks_for_the_members(label: str) -> None:
    assert read(f"{_OWN}{label}: 07700 900111\n{_STORY}").text("phone") == "+447700900111"


@pytest.mark.parametrize(
    "block",
    [
        "Rep: Jo Hill\nPhone: 01632 960001\nEmail: jo@other.example\n",
        "Next of kin: Jo Hill\nRelationship: sister\nPhone: 01632 960001\n",
        "Who is supporting you: Jo Hill\nContact details: 01632 960001 jo@other.example\n",
        "HR contact: Jo Hill\nEmail: jo@other.example\nPhone: 01632 960001\n",
        "Support\nName: Jo Hill\nPhone: 01632 960001\nEmail: jo@other.example\n",
    ],
)
def test_a_bare_label_behind_somebody_elses_name_asks_for_theirs(block: str) -> None:
    for text in (f"{_OWN}{block}{_STORY}", f"Phone:\nEmail:\n{_OWN}{block}{_STORY}"):
        form = read(text)
        assert form.text("member_name") == "Ann Lee"
        assert not form.text("phone")
        assert not form.text("email")


@pytest.mark.parametrize(
    ("told", "own"),
    [
        ("07700 900977 (if no answer my sister 07700 900112)", "+447700900977"),
        ("my sister 07700 900112 or me 07700 900977", "+447700900977"),
        ("my sister's: 07700 900112", ""),
        ("07700 900112 (my husband's)", ""),
        ("07700 900977 (not my manager!)", "+447700900977"),
    ],
)
def test_a_number_that_the_answer_gives_to_somebody_else_is_theirs(told: str, own: str) -> None:
    assert read(f"{_OWN}Phone: {told}\n{_STORY}").text("phone") == own
