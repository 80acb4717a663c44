"""Every notice written once with example words: a branch's own templates are tried before they matter."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from casework.effects import Grant, Send, Words
from casework.model import Branch, Person, Role
from notify.compose import Envelope, compose
from notify.notices import KINDS, NoticeKind, NoticeUnfit

DAYS = frozenset(
    {"received", "allocate_by", "answer_by", "first_contact_by", "next_date", "date", "reply_by", "asked_on"}
    | {"due", "since", "send_by", "rest_until"}
)
FLAGS = frozenset({"is_date"})
REF = "C-2026-0001"


def rehearse(branch: Branch, templates: Path | None) -> list[str]:
    """One plain sentence for each notice that could not be written; none is sent."""
    problems = []
    people = [(role, person) for role, person in _people(branch).items() if person is not None]
    for name, kind in KINDS.items():
        for role, to in people:
            if role not in kind.roles:
                continue
            try:
                compose(_example(name, kind, role, to), branch, _envelope(branch), templates, (b"form",))
            except NoticeUnfit as fault:
                problems.append(f'The notice "{name}" cannot be written: {fault}')
    return problems


def _example(name: str, kind: NoticeKind, role: Role, to: Person) -> Send:
    words: Words = {word: _word(word) for word in kind.words}
    for word, keys in kind.lists.items():
        words[word] = [{key: _word(key) for key in keys}] if keys else ["example"]
    grant = Grant(REF, to.email, "offer", 1) if kind.answers else None
    return Send(name, role, to, REF, words, grant=grant, blank_form=name == "blank_form")


def _word(name: str) -> str:
    return "2026-11-26" if name in DAYS else "" if name in FLAGS else "example"


def _people(branch: Branch) -> dict[Role, Person | None]:
    sam = Person("Sam Example", "sam@member.example")
    return {
        Role.MEMBER: sam,
        Role.CASEWORKER: sam,
        Role.COORDINATOR: branch.coordinator,
        Role.SECRETARY: branch.secretary,
        Role.ADMINISTRATOR: branch.administrator,
        Role.REGION: next(iter(branch.officials), None),
    }


def _envelope(branch: Branch) -> Envelope:
    return Envelope(
        "rehearsal", "<rehearsal@casework.example>", datetime(2026, 11, 23, tzinfo=UTC), branch.address
    )
