"""What a form says of itself: whose number it asks for; and marks and dates beside options."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.form import find_forms
from ingest.match import match
from ingest.own_union import with_own_union
from ingest.page import Page, plain
from ingest.reading import FormSettings
from ingest.wordings import load_wordings
from tests.support.documents import docx, paragraph
from tests.support.returned import PLAIN, letter, word

KNOWN = load_wordings(FormSettings({}, {}))


def read(text: str) -> dict[str, Value]:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return dict(form.values)


def mail(title: str, label: str) -> str:
    return (
        f"{title}\n\nName: Una Ferris\n{label}: KD/2214\nE-mail: una@post.example\nPhone: 07700 900123\n"
        "Job: Clerk\nWhat has happened: My desk was given away.\nWhat do you want: It back\n"
    )


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("KITCHEN & DELIVERY UNION - CASE FORM", "KDU no."),
        ("Harbour branch of the Ferry Pilots' and Tugmen's Guild", "FPTG number"),
        ("Vale Lock-keepers' Trade Association: form 7", "LTA membership no."),
    ],
)
def test_the_number_of_the_union_in_the_title_is_the_membership_number(title: str, label: str) -> None:
    title = title.replace("Lock-keepers", "Lockkeepers")
    assert read(mail(title, label))["membership_number"] == "KD2214"


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("KITCHEN & DELIVERY UNION - CASE FORM", "HCPC no."),
        ("Harbour branch of the Ferry Pilots' Guild", "TRN number"),
        ("Kelso Dairy Uplands - case form", "KDU no."),
        ("KITCHEN & DELIVERY UNION - CASE FORM", "KDU rep"),
    ],
)
def test_any_other_number_in_capitals_is_nobodys(title: str, label: str) -> None:
    assert "membership_number" not in read(mail(title, label))


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("I agree that KDSU may keep what I have written.", True),
        ("KDSU rep who has helped so far: none", True),
        ("KDSU is my employer's scheme.", False),
    ],
)
def test_a_union_is_told_by_its_reps_and_by_what_members_agree_to(says: str, told: bool) -> None:
    assert ("membership_number" in read(f"{mail('Case form', 'KDSU number')}{says}\n")) is told


def test_a_page_that_spells_no_union_leaves_the_wordings_as_they_are() -> None:
    page = Page((plain("Case form"), plain("HCPC no.: 12345")))
    assert with_own_union(page, KNOWN) is KNOWN
    assert [answer.asked.fields for answer in match(page, KNOWN) if answer.name == "membership_number"] == []


def test_the_date_behind_a_ticked_statement_is_that_of_the_form() -> None:
    asked = [("What is your name?", "Una Ferris"), ("What is your email?", "una@post.example")]
    asked += [("What is your job?", "Clerk"), ("What has happened?", "My desk was given away.")]
    blocks = [paragraph(text, bold=not at) for pair in asked for at, text in enumerate(pair)]
    blocks += [paragraph("☑ I agree that the branch keeps what I have written here.\tDate: 16/11/26")]
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    assert (form.values["consent"], form.values["signed_on"]) == (True, "2026-11-16")


QUOTED = """Thanks, see between the lines.

> Name: Una Ferris
> Private e-mail: una@post.example
> Phone: 07700 900123
> Kind of case
>   [x] disciplinary
>   [ ] contract or hours
>   [x] pension
> What has happened:
My desk was given away.

I have it in writing.
> What do you want: my desk back, and the drawer with the keys to the shed
> Next meeting (date, time): 24 Nov 2026, 2pm
> What is the meeting for: a talk with the office manager
"""


def test_a_quoted_label_below_a_line_that_is_nearly_full_is_no_rest_of_it() -> None:
    values = read(QUOTED)
    assert values["key_date"] == "2026-11-24T14:00"
    assert values["desired_outcome"] == "my desk back, and the drawer with the keys to the shed"


def test_a_yes_below_guidance_to_a_question_of_many_words_agrees() -> None:
    asked = [("1. What is your name?", "Una Ferris"), ("2. What is your email?", "una@post.example")]
    asked += [("3. What is your job?", "Clerk"), ("4. What has gone wrong?", "My desk was given away.")]
    asked += [
        ("5. May we keep what you have told us on our casework files until your case is closed?", "Yes.")
    ]
    blocks = [paragraph(text, bold=not at) for pair in asked for at, text in enumerate(pair)]
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    assert form.values["consent"] is True


def test_a_page_of_thousands_of_initials_costs_no_more_than_its_lines() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    lines = [plain(f"{a}{b}{c} no.: 1") for a in letters for b in letters for c in letters[:20]]
    page = Page((*lines, plain("Abcd Bcde Cdef Union")))
    assert with_own_union(page, KNOWN) is KNOWN
