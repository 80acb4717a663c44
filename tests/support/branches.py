"""An invented branch for tests of the pure parts and of the engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from casework.facts.letters import FormReceived, Received
from casework.model import Branch, Caseworker, Form, Person, Policy, Team, Thread

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

BRANCH = Branch(
    "Ashby College",
    "casework@ashby.example",
    Person("Moira Fenn", "moira.fenn@home.example"),
    administrator=Person("Joss Pike", "office@ashby.example"),
)

POLICY = Policy(
    holidays=frozenset({date(2026, 12, 25), date(2026, 12, 28)}),
    points={"disciplinary": 6.0, "grievance": 5.0, "pay_grading": 2.0},
    category_words={"disciplinary": "a disciplinary matter"},
    employer_domains=("college.example",),
)

CASEWORKERS = (
    Caseworker("Ana Ruiz", "ana@home.example", department="Chemistry"),
    Caseworker("Ben Osei", "ben@home.example", department="Library"),
    Caseworker("Cara Lund", "cara@home.example", department="Physics"),
)

TEAM = Team(CASEWORKERS, (), "C-2026-0001")


def received(letter: str = "a" * 64, address: str = "mo@home.example", name: str = "Mo Adeyemi") -> Received:
    """A letter from a member."""
    return Received(
        letter, MONDAY, Person(name, address), Thread("<1@home.example>", ("<1@home.example>",), "x")
    )


def form(**values: object) -> Form:
    """A whole form; override or remove (None) any answer."""
    usual = {
        "member_name": "Mo Adeyemi",
        "email": "mo@home.example",
        "phone": "+441134960000",
        "department": "Physics",
        "categories": ("disciplinary",),
        "summary": "Something happened.",
        "consent": True,
    } | values
    return Form({name: value for name, value in usual.items() if value is not None})  # type: ignore[misc]


def form_received(**values: object) -> FormReceived:
    """The fact of that form."""
    return FormReceived(received(), form(**values))


def with_caseworkers(*people: Caseworker) -> Team:
    """The team with these people instead."""
    return replace(TEAM, caseworkers=people)
