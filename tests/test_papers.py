"""Papers beside a form: the employer's letters and forms are attachments, never cases (MAIL.md §4)."""

# ruff: noqa: E501 - papers as employers write them

from __future__ import annotations

import pytest

from ingest.inprocess import read_in_process
from ingest.reading import Kind
from tests.support.documents import docx, docx_form, paragraph, table
from tests.support.letters import SETTINGS, attached, multipart, part
from tests.support.returned import EVERYWHERE

NORTH = EVERYWHERE["north"]
FORM = docx_form(NORTH.pairs)


def prose(*lines: str) -> bytes:
    return docx("".join(map(paragraph, lines)))


def asks(title: str, *questions: tuple[str, str], foot: str = "") -> bytes:
    rows = [(paragraph(label, bold=True), paragraph(answer)) for label, answer in questions]
    return docx(paragraph(title, bold=True) + table(rows) + paragraph(foot))


PAPERS = {
    "invitation.docx": prose(
        "Human Resources, Northgate College",
        "Date: 2 March 2026",
        "Dear Ms Ruiz",
        "Invitation to a disciplinary hearing",
        "I write to require you to attend a hearing under the disciplinary procedure on 12 March 2026 at 10am in "
        "Room 4. The allegation is that you were late on three days. The hearing will be chaired by Jo Lund.",
        "You have the right to be accompanied by a trade union representative or a colleague.",
        "The reviewing manager's report is enclosed. Please confirm to Human Resources that you will attend.",
        "Yours sincerely, Kim Adair, HR Business Partner",
    ),
    "absence policy.docx": prose(
        "Absence policy",
        "1. Purpose. This policy sets out how the company manages sickness.",
        "2. Employees must ring their manager before 9am on the first day and complete a self-certification form.",
        "3. After four weeks the company may refer the employee to occupational health.",
        "4. A return to work meeting is held on the first day back.",
    ),
    "report.docx": prose(
        "Occupational Health Report",
        "Employee name: Ana Ruiz",
        "Date of birth: 3 May 1980",
        "Referring manager: Jo Lund",
        "Date of assessment: 2 March 2026",
        "Summary: Ms Ruiz has had back pain since January. She is fit for work with adjustments.",
        "Adjustments: a standing desk; breaks each hour.",
        "Return to work: from 16 March on half days.",
    ),
    "payslip.docx": asks(
        "Payslip", ("Employee name", "Ana Ruiz"), ("Employee number", "004411"), ("Tax code", "1257L"),
        ("National Insurance number", "QQ123456C"), ("Department", "Library"), ("Net pay", "1,804.11"),
        ("Date", "31 March 2026"),
    ),
    "grievance form.docx": asks(
        "Grievance form",
        ("Employee name", "Ana Ruiz"), ("Employee number", "004411"), ("Department", "Library"),
        ("Job title", "Librarian"), ("Line manager", "Jo Lund"),
        ("Details of your grievance", "My hours were cut on 3 March without notice."),
        ("What outcome are you seeking?", "My hours back."),
        ("Who else is involved?", "Kim Adair"),
        ("Trade union representative or companion, if any", ""),
        ("Employee signature", "A Ruiz"), ("Date", "4 March 2026"),
        foot="Please return this form to Human Resources. For HR use only: date received by HR",
    ),
    "flexible working request.docx": asks(
        "Flexible working request",
        ("Name of employee", "Ana Ruiz"), ("Payroll number", "004411"), ("Department", "Library"),
        ("Manager", "Jo Lund"), ("Contract", "Permanent"),
        ("Describe the pattern you would like", "Four days a week"),
        ("When would you like it to start?", "1 May 2026"),
        ("Manager's decision", ""),
        foot="Send this form to your line manager, who will forward it to Human Resources.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_the_employers_paper_beside_a_form_is_an_attachment(name: str) -> None:
    raw = multipart(
        part("Here is my form. Ana"), attached(PAPERS[name], name), attached(FORM, "casework.docx")
    )
    reading = read_in_process(raw, SETTINGS)
    assert [(form.source, form.values) for form in reading.forms] == [("casework.docx", NORTH.values)]
    assert reading.unread == () and reading.problems == ()
    assert [each.name for each in reading.letter.attachments] == [name, "casework.docx"]


@pytest.mark.parametrize("name", PAPERS)
def test_the_employers_paper_alone_is_no_case_form(name: str) -> None:
    raw = multipart(
        part("I got this from my manager and need help. What should I do?"), attached(PAPERS[name], name)
    )
    reading = read_in_process(raw, SETTINGS)
    assert reading.forms == () and reading.kind is Kind.REQUEST


@pytest.mark.parametrize("name", PAPERS)
def test_the_employers_paper_sent_for_our_form_is_named_to_a_person(name: str) -> None:
    raw = multipart(part("Please find my casework form attached. Ana"), attached(PAPERS[name], name))
    reading = read_in_process(raw, SETTINGS)
    assert reading.kind is Kind.FORM and reading.forms == () and reading.unread == (name,)


def test_a_story_in_a_document_beside_a_form_is_a_paper() -> None:
    story = prose(
        "It began in January, when the rota was changed.", "I wrote to my manager twice and had no answer."
    )
    reading = read_in_process(
        multipart(part("Form and notes"), attached(FORM, "form.docx"), attached(story, "notes.docx")),
        SETTINGS,
    )
    assert len(reading.forms) == 1 and reading.unread == ()


def test_what_may_be_a_second_form_beside_a_form_is_named() -> None:
    other = docx(paragraph("Name ____________ Phone ___________ Problem ____________"))
    reading = read_in_process(
        multipart(part("Two forms"), attached(FORM, "form.docx"), attached(other, "two.docx")), SETTINGS
    )
    assert len(reading.forms) == 1 and reading.unread == ("two.docx",)


def test_a_branchs_form_that_asks_for_the_employers_number_is_still_ours() -> None:
    ours = asks(
        "Union casework form",
        ("Name", "Ana Ruiz"), ("Employee number", "004411"), ("Email", "ana.ruiz@post.example"),
        ("Department", "Library"), ("Are you waiting for Occupational Health?", "No"),
        ("What has happened?", "My hours were cut on 3 March."), ("What would you like to happen?", "My hours back."),
    )  # fmt: skip
    assert len(read_in_process(multipart(part("x"), attached(ours, "a.docx")), SETTINGS).forms) == 1
