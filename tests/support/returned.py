"""Invented returned forms: what was asked, what was answered, and the value each answer stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from casework.model import Value
from ingest.reading import Document, FormSettings, Letter
from tests.support.documents import AnswerGiven, Tick

PLAIN = FormSettings({}, {})
WRITTEN = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PROBLEMS = (
    "Grievance", "Disciplinary", "Capability / performance", "Sickness absence", "Bullying or harassment",
    "Discrimination", "Workload or stress", "Pay / grading", "Other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A question, what was written to it, and what that means: field and value, or nothing we keep."""

    asked: str
    answered: AnswerGiven
    field: str = ""
    value: Value = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A form by one branch, filled in by one member."""

    lines: tuple[Line, ...]

    @property
    def pairs(self) -> list[tuple[str, AnswerGiven]]:
        """Question and answer."""
        return [(line.asked, line.answered) for line in self.lines]

    @property
    def values(self) -> dict[str, Value]:
        """What a reader should make of it."""
        return {line.field: line.value for line in self.lines if line.field}


NORTH = Returned(
    (
        Line("Name", "Ann Lee", "member_name", "Ann Lee"),
        Line("Membership number", "0012345", "membership_number", "0012345"),
        Line("Email", "Ann.Lee@post.example", "email", "ann.lee@post.example"),
        Line("Phone", "0113 496 0123", "phone", "+441134960123"),
        Line("Department", "Catering", "department", "Catering"),
        Line("Job title", "Chef", "job_title", "Chef"),
        Line(
            "Type of contract",
            Tick(("Permanent / open-ended", "Fixed-term", "Hourly paid", "Agency", "Other"), ("Fixed-term",)),
            "contract_type",
            "fixed_term",
        ),
        Line(
            "Type of problem (tick all that apply)",
            Tick(PROBLEMS, ("Grievance", "Pay / grading")),
            "categories",
            ("grievance", "pay_grading"),
        ),
        Line(
            "What has happened?",
            "My line manager: says that I am late.\nName: he never told me. It said: contact details.",
            "summary",
            "My line manager: says that I am late. Name: he never told me. It said: contact details.",
        ),
        Line("When did it start?", "3/11/26", "issue_started", "2026-11-03"),
        Line("What outcome would you like?", "An apology.", "desired_outcome", "An apology."),
        Line("Date of next meeting", "4 December 2026 at 10.30am", "key_date", "2026-12-04T10:30"),
        Line(
            "I agree that the branch keeps this information", Tick(("Yes", "No"), ("Yes",)), "consent", True
        ),
        Line("Date", "20/11/2026", "signed_on", "2026-11-20"),
    )
)
SOUTH = Returned(
    (
        Line("Who are you?", "Dr Ben Okoro", "member_name", "Dr Ben Okoro"),
        Line("Union membership ID", "AB123456", "membership_number", "AB123456"),
        Line("Best email address to reach you on", "ben@post.example", "email", "ben@post.example"),
        Line("Best number to call you on", "07700 900111", "phone", "+447700900111"),
        Line("Who employs you?", "Northern College", "employer", "Northern College"),
        Line("Which site do you usually work at?", "North Campus", "workplace", "North Campus"),
        Line("What is your role?", "Technician", "job_title", "Technician"),
        Line("Who is your line manager?", "Jo Hill", "line_manager", "Jo Hill"),
        Line(
            "What is your case about?",
            Tick(PROBLEMS, ("Sickness absence", "Workload or stress")),
            "categories",
            ("sickness_absence", "workload_stress"),
        ),
        Line(
            "Please give a brief account of events",
            "I was off for six weeks in May and came back to twice the work.",
            "summary",
            "I was off for six weeks in May and came back to twice the work.",
        ),
        Line("Roughly when did the problem first start?", "12 May 2026", "issue_started", "2026-05-12"),
        Line("Who has been involved?", "Jo Hill and HR", "people_involved", "Jo Hill and HR"),
        Line(
            "What steps, if any, have already been taken?",
            "I wrote to HR in June.",
            "steps_taken",
            "I wrote to HR in June.",
        ),
        Line(
            "How would you like this to be resolved?",
            "A fair workload.",
            "desired_outcome",
            "A fair workload.",
        ),
        Line("Are you happy for us to store your data?", "Yes", "consent", True),
    )
)
WEST = Returned(
    (
        Line("First name", "Cara"),
        Line("Surname", "Evans", "member_name", "Cara Evans"),
        Line("Member no.", "U2233445", "membership_number", "U2233445"),
        Line("Private e-mail (not work)", "cara@post.example", "email", "cara@post.example"),
        Line("Mobile", "+44 7700 900222", "phone", "+447700900222"),
        Line("Faculty / School", "School of Law", "department", "School of Law"),
        Line("Post held", "Lecturer", "job_title", "Lecturer"),
        Line("Grade", "7", "grade", "7"),
        Line("Preferred pronouns", "she/her"),
        Line("Is the matter urgent?", "yes"),
        Line("Nature of query", "pay and workload", "categories", ("pay_grading", "workload_stress")),
        Line(
            "Outline the issue in your own words",
            "I am paid a grade too low for what I do.",
            "summary",
            "I am paid a grade too low for what I do.",
        ),
        Line("Any reasonable adjustments?", "Step-free room", "adjustments", "Step-free room"),
        Line("Is a hearing coming up? If so when?", "none yet"),
        Line("Signed", "C Evans"),
        Line("Dated", "1st November 2026", "signed_on", "2026-11-01"),
    )
)
EVERYWHERE = {"north": NORTH, "south": SOUTH, "west": WEST}


def letter(text: str = "", reply: str = "") -> Letter:
    """A letter of the day all these forms were written on."""
    return Letter("", text=text, reply=reply, date=WRITTEN)


def word(content: bytes, name: str = "form.docx") -> Document:
    """An attached Word document."""
    return Document(name, "application/octet-stream", content)
