"""Questions and labels that say what they are by what stands beside them: examples in rows of their own, a
second question behind the first, labels in bold side by side, labels left empty, an officer's closing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from casework.model import Value
from ingest.inprocess import read_in_process
from tests.support.documents import docx, paragraph, run, table
from tests.support.letters import attached, joined, letter, multipart, part
from tests.support.returned import PLAIN

STORY = "The planning review deletes my post, and the new role is said to be no match."
WHO = (("What is your name?", "Ann Lee"), ("Union number", "7700128"))
TOLD = (*WHO, ("Email", "ann@post.example"), ("What has happened?", STORY))
BODY = (
    "Full name of member: Ann Lee\nMembership number: 7700128\nEmail: ann@post.example\nPhone:\n"
    f"What happened: {STORY}\nOutcome you want: Keep it to a warning\nConsent to hold data:"
)


def read(document: bytes) -> dict[str, Value]:
    (form,) = read_in_process(multipart(part("Attached."), attached(document, "form.docx")), PLAIN).forms
    return dict(form.values)


def rows(*pairs: tuple[str, str]) -> bytes:
    return docx(table([[paragraph(label, bold=True), paragraph(answer)] for label, answer in pairs]))


def body(text: str, **more: str) -> dict[str, Value]:
    (form,) = read_in_process(letter(text, **more), PLAIN).forms
    return dict(form.values)


def test_an_example_in_a_row_of_its_own_is_no_answer() -> None:
    asked = (*TOLD, ("When did it start?", ""), ("Example: 1 April", ""), ("", "03.09.2025"))
    asked += (("What would put it right?", "To be slotted in."), ("Date of next meeting", "28.9.26 at 11:30"))
    lines = [one for pair in asked for one in pair if one]
    values = read(docx(table([[paragraph(line)] for line in lines])))
    assert (values["issue_started"], values["desired_outcome"]) == ("2025-09-03", "To be slotted in.")
    assert values["key_date"] == "2026-09-28T11:30"


def test_a_second_question_behind_the_first_is_no_part_of_the_answer() -> None:
    values = body(f"{BODY} Yes\nHave you raised it? With what result?: Appeal letter, no reply.")
    assert values["steps_taken"] == "Appeal letter, no reply."


def bold(text: str) -> str:
    pieces = text.split("\t")
    return f"<w:p>{run(chr(9).join(pieces), '<w:b/>')}</w:p>"


def test_labels_side_by_side_in_bold_are_answered_by_the_next_line() -> None:
    told = "".join(bold(label) + paragraph(answer) for label, answer in TOLD)
    below = bold("Line manager name\tLine manager email") + paragraph("")
    below += bold("Signature\tDate") + paragraph("A Lee\t29/01/2026")
    values = read(docx(told + below))
    assert values["signed_on"] == "2026-01-29"
    assert "line_manager" not in values


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("Would you like somebody with you at our meeting? Name and phone:", "adjustments"),
        ("Office: ref ____", "workplace"),
    ],
)
def test_a_label_that_nobody_answered_is_no_answer(asked: str, field: str) -> None:
    told = [[paragraph(f"{label} {answer}")] for label, answer in TOLD]
    values = read(docx(table([*told, [paragraph(asked)]])))
    assert values["summary"] == STORY
    assert field not in values


@pytest.mark.parametrize(
    "closing",
    [
        "Yours, Idris Hall, Organiser",
        "Yours,\nIdris Hall\nOrganiser",
        "Kind regards\n\nIdris Hall",
        "Idris Hall, Branch Secretary",
    ],
)
def test_the_closing_of_somebody_else_gives_no_number(closing: str) -> None:
    values = body(f"{BODY} Yes\n\n{closing}\nTel. 0116 496 0303")
    assert (values["consent"], "phone" in values) == (True, False)


def test_a_covering_note_above_the_form_leaves_the_members_number() -> None:
    told = BODY.replace("Phone:", "Phone: 01632 960815")
    values = body(f"Please see below.\n\nRegards\nIdris Hall\nOrganiser\n\n{told} Yes")
    assert (values["member_name"], values["phone"]) == ("Ann Lee", "+441632960815")


def test_the_members_own_closing_gives_their_number() -> None:
    values = body(f"{BODY} Yes\n\nYours, Ann Lee, Steward\nTel. 0116 496 0303")
    assert values["phone"] == "+441164960303"


def test_header_lines_that_a_page_shows_apart_ask_nothing() -> None:
    heads = (("From:", "Idris Hall"), ("Sent:", "17 November 2025 17:00"), ("To:", "Ann Lee"))
    lines = "".join(
        f"<p><b>{label}</b><br>{value}</p>" for label, value in (*heads, ("Subject:", "Questions"))
    )
    asked = "".join("<p><b>{}:</b> {}</p>".format(*line.split(":", 1)) for line in BODY.split("\n"))
    page = f"<html><body><p>Answers below.</p>{lines}{asked}</body></html>"
    parts = joined(part("Answers below."), part(page, "text/html; charset=utf-8"))
    values = body(parts, content_type='multipart/alternative; boundary="edge"')
    assert values["member_name"] == "Ann Lee"
    assert "line_manager" not in values and "signed_on" not in values


def test_an_address_and_a_number_in_each_others_boxes_are_put_right() -> None:
    values = read(rows(*WHO, ("Email", "07700 900456"), ("Phone", "ann@post.example"), TOLD[3]))
    assert (values["email"], values["phone"]) == ("ann@post.example", "+447700900456")


def test_a_bare_meeting_answered_by_a_day_is_the_next_date() -> None:
    assert read(rows(*TOLD, ("Meeting", "24/08/2026 11am")))["key_date"] == "2026-08-24T11:00"
    assert "key_date" not in read(rows(*TOLD, ("Meeting", "I met the head about it on 24/08/2026 at work")))


def test_explain_below_the_kinds_of_problem_asks_for_the_story() -> None:
    text = "Name: Ann Lee\nMember ID: 7700128\nEmail: ann@post.example\nWhich apply?\n"
    text += (
        f"  [ ] Grievance\n  [x] Pay\n  [ ] Sickness\nExplain:\n{STORY}\nI am off since May.\nOutcome? My pay"
    )
    values = body(text)
    assert values["summary"] == f"{STORY} I am off since May."
    assert (values["categories"], values["desired_outcome"]) == (("pay_grading",), "My pay")


@pytest.mark.parametrize(
    ("typed", "contract"), [("through agency – PeopleLine", "agency"), ("not agency, I think", None)]
)
def test_a_contract_named_below_unmarked_boxes_is_the_one_chosen(typed: str, contract: str | None) -> None:
    asked = paragraph("Type of employment (mark one):") + paragraph("☐ Permanent  ☐ Fixed-term  ☐ Agency")
    told = [[paragraph(f"{label} {answer}")] for label, answer in TOLD]
    assert read(docx(table([*told, [asked + paragraph(typed)]]))).get("contract_type") == contract


@pytest.mark.parametrize("asked", ["Headteacher", "Name of headteacher", "Agent"])
def test_a_headteacher_or_an_agent_is_no_line_manager(asked: str) -> None:
    assert "line_manager" not in read(rows(*TOLD, (asked, "Mrs Fiona Moss")))


def plain_table(pairs: Iterable[tuple[str, str]]) -> str:
    return table([[paragraph(label), paragraph(answer)] for label, answer in pairs])


def test_the_day_on_which_a_rep_passed_it_on_is_not_the_members() -> None:
    pairs = (("Name", "Ben Oak"), ("Phone", "07700 900001"), ("Date passed on", "12/01/2026"))
    parts: list[str | Iterable[tuple[str, str]]] = [paragraph("Section A: about the member"), TOLD]
    parts += [paragraph("Section D: the rep"), pairs]
    parts += [paragraph("Section E: permission"), (("Signed", "A Lee"), ("Date", "11/01/2026"))]
    told = (one if isinstance(one, str) else plain_table(one) for one in parts)
    values = read(docx("".join(told)))
    assert (values["member_name"], values["signed_on"]) == ("Ann Lee", "2026-01-11")
    assert "phone" not in values


@pytest.mark.parametrize("officer", ["Caseworker", "Allocated to", "Received by"])
def test_the_number_of_whoever_takes_the_case_is_not_the_members(officer: str) -> None:
    told = rows(
        *TOLD[:2], ("Telephone", ""), *TOLD[2:], (officer, "Ruth Amery"), ("Telephone", "01632 960222")
    )
    values = read(told)
    assert values["member_name"] == "Ann Lee"
    assert "phone" not in values


def test_the_number_below_a_friends_name_is_the_friends() -> None:
    assert "phone" not in read(rows(*TOLD, ("Name of friend", "Cy Elm"), ("Tel", "01632 960997")))
