"""An answer ends where the branch's own words begin again: they are nobody's answer."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from casework.model import Form
from ingest.form import find_forms
from ingest.inprocess import read_in_process
from tests.support.documents import docx, paragraph, run
from tests.support.letters import letter as raw_letter
from tests.support.returned import PLAIN, letter, word

_OWN = "Name: Ann Lee\nMembership number: 448210\nEmail: ann@post.example\nWorkplace: St Anne's\n"
_STORY = "I was moved from my ward on 3 May without notice. Nobody told me why."
_WISH_LAST = f"What happened?\n{_STORY}\nWhat do you want?\nMy ward back.\n"
_STORY_LAST = f"What do you want?\nMy ward back.\nWhat happened and when?\n{_STORY}\n"
_FEET = (
    "Please return this form to: The Branch Secretary, Room 2, Union House, 12 High Street, Hull HU1 1AA",
    "Return this form to casework@branch.example",
    "Registered charity number 1234567. Printed by the branch office.",
    "We will treat what you tell us in confidence. See our privacy policy at www.branch.example/privacy",
    "Your data will be held in line with the Data Protection Act 2018.",
    "For office use only: received ....... ref .......",
    "Larkfield Branch\nUnion House, 12 High Street, Hull HU1 1AA\nTel 01632 960001 E-mail us@branch.example",
    "Thank you for completing this form. A caseworker will be in touch within five working days.",
    "Once completed, email this form to casework@branch.example or post it to Union House, Hull.",
    "Casework form v3, updated January 2026                          Page 2 of 2",
    "I understand that the branch will keep this information and share it with my caseworker.",
    "By sending this form you agree to the branch holding your details.",
    "I confirm that the information above is true to the best of my knowledge.",
    "If you need help with this form please ring the branch office on 01632 960001.",
    "What happens next?\nWe will contact you within five days and find you a caseworker.",
)


def in_text(text: str) -> Form:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return form


def in_page(text: str) -> Form:
    page = "".join(f"<p>{line}</p>" for line in text.splitlines())
    (form,) = read_in_process(raw_letter(page, content_type="text/html; charset=utf-8"), PLAIN).forms
    return form


def in_word(text: str) -> Form:
    def put(line: str) -> str:
        label, colon, told = line.partition(": ")
        if line.endswith("?") and len(line.split()) < 7:
            return paragraph(line, bold=True)
        if line in _OWN and colon:
            return f"<w:p>{run(f'{label}: ', '<w:b/>')}{run(told)}</w:p>"
        return paragraph(line)

    (form,) = find_forms(letter(), [word(docx("".join(map(put, text.splitlines()))))], PLAIN).forms
    return form


@pytest.mark.parametrize("read", [in_text, in_page, in_word])
@pytest.mark.parametrize("foot", _FEET)
def test_the_foot_of_a_form_is_no_part_of_its_last_answer(foot: str, read: Callable[[str], Form]) -> None:
    for asked in (_WISH_LAST, _STORY_LAST):
        form = read(f"{_OWN}{asked}{foot}\n")
        assert form.text("summary") == _STORY
        assert form.text("desired_outcome") == "My ward back."
        assert form.text("email") == "ann@post.example"
        assert not form.text("phone")
        assert form.values.get("consent") is None


@pytest.mark.parametrize(
    "told",
    [
        "They wrote: return this form to HR by Friday. I did, and heard nothing.",
        "I understand that my manager complained about me.",
        "HR said they would keep it in confidence, and then my manager knew.",
        "A phased return to work, please.\nReturn to work interview with my rep.",
    ],
)
def test_the_members_own_words_stay_where_they_sound_like_a_foot(told: str) -> None:
    form = in_text(f"{_OWN}What do you want?\nMy ward back.\nWhat happened?\n{_STORY}\n{told}\n")
    assert form.text("summary") == f"{_STORY} {told}".replace("\n", " ")


@pytest.mark.parametrize("heading", ["", "Consent\n", "Data protection\n"])
@pytest.mark.parametrize(
    ("stated", "consent"),
    [
        ("I <u>do not</u> agree that the branch keeps my data.", False),
        ("I <b>do not</b> consent to the branch holding this information.", False),
        ("I <u>am not</u> happy for the branch to keep my data.", False),
        ("I will not give permission for the branch to hold my data.", False),
        ("I <u>do</u> agree that the branch keeps my data.", True),
        ("I agree that the branch keeps my data.", None),
        ("I ______ agree that the branch keeps my data.", None),
    ],
)
def test_a_statement_of_consent_below_an_answer_says_what_was_filled_in(
    stated: str, consent: bool | None, heading: str
) -> None:
    form = in_page(f"{_OWN}{_WISH_LAST}{heading}{stated}\n")
    assert form.values.get("consent") is consent
    assert form.text("desired_outcome") == "My ward back."


@pytest.mark.parametrize("heading", ["Rep", "Your rep", "HR", "Line manager", "The meeting", "Consent"])
@pytest.mark.parametrize("below", ["Name: Jo Hill\nPhone: 01632 960001\n", "Jo Hill\n", ""])
def test_a_bare_heading_ends_what_is_short(heading: str, below: str) -> None:
    form = in_text(f"{_OWN}{heading}\n{below}{_WISH_LAST}")
    assert form.text("workplace") == "St Anne's"
    assert form.text("member_name") == "Ann Lee"
    assert not form.text("phone")


def test_a_few_words_below_a_place_may_be_the_next_heading() -> None:
    form = in_text(f"{_OWN}Northern Team\n{_WISH_LAST}")
    assert form.confidence["workplace"] < 0.5
    assert "workplace" in form.doubtful


_BACK = "<p>What happened?</p><p>I was moved.</p><p>What do you want?</p><p>My ward back.</p>"


@pytest.mark.parametrize("gap", ["<u></u>", "<u>&nbsp;&nbsp;&nbsp;&nbsp;</u>", "______"])
def test_an_empty_gap_of_a_sentence_has_no_answer_of_the_next(gap: str) -> None:
    form = in_page(
        f"<p>My name is <u>Ann Lee</u>. I work as {gap} in the {gap} department at <u>St Anne's</u>. "
        f"My line manager is {gap} and my grade is <u>Band 3</u>.</p>"
        "<p>My membership number is <u>448210</u> and you can email me at <u>ann@post.example</u>.</p>"
        f"{_BACK}<p>I <u>do not</u> agree that the branch keeps my data.</p>"
    )
    assert not form.text("line_manager")
    assert not form.text("job_title")
    assert form.values.get("consent") is not True


def test_a_bold_word_over_the_consent_heads_it() -> None:
    refusal = run("do not", "<w:strike/>")
    body = "".join(
        (
            *(f"<w:p>{run(line)}</w:p>" for line in _OWN.splitlines()),
            paragraph(f"What happened? {_STORY}"),
            paragraph("Other people involved: Naveed Aslam and Gill Farr"),
            paragraph("Authority", bold=True),
            f"<w:p>{run('I do / ')}{refusal}{run(' agree to the branch holding my data.')}</w:p>",
        )
    )
    (form,) = find_forms(letter(), [word(docx(body))], PLAIN).forms
    assert form.text("people_involved") == "Naveed Aslam and Gill Farr"
    assert form.values.get("consent") is True


def test_a_label_right_above_the_consent_ends_the_story() -> None:
    form = in_text(
        f"{_OWN}Your message:\n{_STORY}\nContact me by: Phone\n"
        "I consent to my data being used to deal with my enquiry: Yes\n"
    )
    assert form.text("summary") == _STORY
    assert form.text("contact_preference") == "Phone"
    assert form.values.get("consent") is True


@pytest.mark.parametrize(
    "hostile",
    ["I understand the union ", "if you please also ", "We will aim to ", "house ", "(c) ", "my rep can "],
)
def test_a_line_without_end_is_read_in_time(hostile: str) -> None:
    started = time.process_time()
    in_text(f"{_OWN}{_WISH_LAST}{hostile * 2000}\n")
    assert time.process_time() - started < 3
