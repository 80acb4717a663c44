"""How a form says that the branch can be reached is never taken for how the member can."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from ingest.inprocess import read_in_process
from tests.support.documents import docx, paragraph
from tests.support.letters import letter as raw_letter
from tests.support.returned import PLAIN, letter, word

_FORM = (
    "Name: Ann Lee\nMembership number: 448210\nWhat happened?\nI was moved from my ward without notice.\n"
    "What do you want?\nMy ward back.\n"
)
_WAYS = "Email: office@branch.example\nTel: 01632 960001\n"
_BLOCKS = (
    f"Return to:\nJo Hill, Branch Secretary\n{_WAYS}",
    f"Branch office\n{_WAYS}",
    f"Contact us\n{_WAYS}",
    f"Larkfield Branch\nUnion House, 12 High Street, Hull\n{_WAYS}",
    "Larkfield Branch | Tel: 01632 960001 | Email: office@branch.example\n",
)
_FEET = (
    "Please send to office@branch.example\n",
    "Questions? Email: office@branch.example or phone: 01632 960001\n",
    "Union House, 12 High Street. Tel: 01632 960001\n",
)


def in_each_way(text: str) -> list[Form]:
    lines = text.splitlines()
    page = "".join(f"<p>{line}</p>" for line in lines)
    body = "".join(paragraph(line, bold=line.endswith("?")) for line in lines)
    return [
        *find_forms(letter(text), [], PLAIN).forms,
        *read_in_process(raw_letter(page, content_type="text/html; charset=utf-8"), PLAIN).forms,
        *find_forms(letter(), [word(docx(body))], PLAIN).forms,
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(f"{_FORM}\n{block}" for block in (*_BLOCKS, *_FEET)),
        *(f"{block}\n{_FORM}" for block in _BLOCKS),
    ],
)
def test_the_branchs_own_address_and_number_are_not_the_members(text: str) -> None:
    forms = in_each_way(text)
    assert len(forms) == 3
    for form in forms:
        assert not form.text("email")
        assert not form.text("phone")
        assert form.text("summary") == "I was moved from my ward without notice."
        assert form.text("desired_outcome") == "My ward back."


@pytest.mark.parametrize("workplace", ["Workplace\nBranch office\n", "Workplace: Hull Branch\n"])
def test_where_a_member_works_in_a_branch_their_address_below_it_stays(workplace: str) -> None:
    (form,) = find_forms(letter(f"{workplace}Email: ann@post.example\n{_FORM}"), [], PLAIN).forms
    assert form.text("email") == "ann@post.example"
