"""Tables side by side in the cells of another, each under a heading of its own."""

from __future__ import annotations

from casework.model import Value
from ingest.inprocess import read_in_process
from tests.support import opendocument
from tests.support.documents import docx, paragraph, table
from tests.support.letters import attached, multipart, part
from tests.support.returned import PLAIN

MEMBER = (("Name", "Ann Lee"), ("Membership number", "448210"), ("Email", "ann@post.example"))
REP = (("Name", "Ben Oak"), ("Phone", "01632 960816"), ("Email", "ben@post.example"))
JOB = (("Employer", "Limestone Ltd"), ("Job title", "Weighbridge clerk"))
MEETING = (("When", "30 April 2027 3 p.m."), ("What for", "capability stage 2"), ("Where", "Portakabin"))
STORY = (("What has happened?", "The new screens have tiny print."), ("Date", "20/04/2027"))
Rows = tuple[tuple[str, str], ...]


def inner(heading: str, rows: Rows) -> str:
    told = table([[paragraph(label), paragraph(answer)] for label, answer in rows])
    return paragraph(heading, bold=True) + told + paragraph("")


def read(*rows: tuple[tuple[str, Rows], ...]) -> dict[str, Value]:
    outer = "".join(table([[inner(heading, one) for heading, one in row]]) for row in rows)
    below = table([[paragraph(label), paragraph(answer)] for label, answer in STORY])
    raw = multipart(part("Attached."), attached(docx(outer + paragraph("") + below), "case.docx"))
    (form,) = read_in_process(raw, PLAIN).forms
    return dict(form.values)


def in_writer(heading: str, rows: Rows) -> str:
    told = opendocument.table(
        [[opendocument.paragraph(label), opendocument.paragraph(answer)] for label, answer in rows]
    )
    return opendocument.paragraph(opendocument.span(heading, "bold")) + told


def test_it_is_so_in_an_opendocument_too() -> None:
    outer = opendocument.table([[in_writer("MEMBER", MEMBER), in_writer("WORK REP", REP)]])
    body = opendocument.odt(outer + in_writer("ABOUT THE PROBLEM", STORY))
    (form,) = read_in_process(multipart(part("Attached."), attached(body, "case.odt")), PLAIN).forms
    assert (form.values["member_name"], form.values["email"]) == ("Ann Lee", "ann@post.example")
    assert "phone" not in form.values


def test_the_heading_of_the_table_beside_answers_nothing() -> None:
    values = read((("MEMBER", MEMBER), ("WORK REP", REP)), (("JOB", JOB), ("MEETING", MEETING)))
    assert (values["member_name"], values["membership_number"]) == ("Ann Lee", "448210")
    assert (values["employer"], values["job_title"]) == ("Limestone Ltd", "Weighbridge clerk")


def test_a_reps_table_beside_the_members_is_the_reps() -> None:
    values = read((("MEMBER", MEMBER[:2]), ("WORK REP", REP)), (("JOB", JOB), ("MEETING", MEETING)))
    assert values["member_name"] == "Ann Lee"
    assert "phone" not in values and "email" not in values


def test_an_employers_table_holds_the_employers_number() -> None:
    employer = (("Name", "Limestone Ltd"), ("Phone", "01632 960817"), ("Address", "Mill Lane"))
    values = read((("MEMBER", MEMBER), ("Employer", employer)))
    assert (values["member_name"], values["employer"]) == ("Ann Lee", "Limestone Ltd")
    assert "phone" not in values


def test_a_meetings_table_asks_for_its_day_and_ends_with_itself() -> None:
    values = read((("MEMBER", MEMBER), ("WORK REP", REP)), (("JOB", JOB), ("MEETING", MEETING)))
    assert (values["key_date"], values["key_event"]) == ("2027-04-30T15:00", "capability stage 2")
    assert values["signed_on"] == "2027-04-20"
    assert "issue_started" not in values and "workplace" not in values
