"""What the acknowledgement asks a member, and what the Check column shows (DOMAIN.md N-02).

Asked once, and only for what is needed and is missing or doubtful; and for a phone number or next date that
is doubtful, because a caseworker rings the one and prepares for the other. The coordinator sees all that is
doubtful as a flag.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from casework.model import Case, Form, Policy
from casework.wording import label, phone_in_words, short

ALSO_IF_DOUBTFUL = ("phone", "key_date")
"""Asked about where doubtful, though a form without them is whole."""

CHECK, MISSING = "check: ", "missing: "

_ASKED_AS = {
    "member_name": "Your full name",
    "email": "The private email address that we may use",
    "phone": "A phone number that we may use",
    "summary": "What has happened, in a few sentences",
    "key_date": "The date of the next meeting or deadline, and the time if you know it",
}
_EXAMPLES = {
    "member_name": "Sam Taylor",
    "membership_number": "0123456",
    "email": "sam.taylor@post.example",
    "work_email": "s.taylor@work.example",
    "phone": "07700 900123",
    "contact_preference": "by text, after 5pm",
    "employer": "Northgate College",
    "department": "Library",
    "workplace": "North site",
    "job_title": "technician",
    "grade": "Grade 5",
    "contract_type": "permanent",
    "line_manager": "Jo Bell",
    "categories": "grievance, pay",
    "summary": "My hours were changed in May, without notice",
    "people_involved": "my manager and one colleague",
    "steps_taken": "I wrote to my manager in June",
    "desired_outcome": "My old hours back",
    "key_event": "a first meeting",
    "other_advice": "no",
    "adjustments": "a room without stairs",
    "caseworker_preference": "nobody from my department",
    "consent": "yes",
}
_EXAMPLE_DAYS = {"joined_union": -2000, "issue_started": -60, "key_date": 14, "signed_on": 0}
"""Days from today: an example that lies in the past would puzzle."""


def to_ask(case: Case, policy: Policy) -> tuple[str, ...]:
    """The fields to ask about, in the order of the form's needed ones. We have an address if we can ask."""
    form = case.form
    asked_if_doubtful = (*policy.needed, *ALSO_IF_DOUBTFUL)
    missing = [name for name in form.missing if name != "email" or name in form.doubtful]
    doubtful = [name for name in form.doubtful if name in asked_if_doubtful]
    return tuple(dict.fromkeys((*missing, *doubtful)))


def questions(case: Case, policy: Policy, today: date) -> list[dict[str, str]]:
    """The numbered questions: field, words for it, what we read of it (if that may be right), an example."""
    return [
        {
            "field": name,
            "label": _ASKED_AS.get(name) or _capital(label(name)),
            "found": "yes" if name in case.form.doubtful else "",
            "read": _shown(case.form, name),
            "example": _example(name, today),
        }
        for name in to_ask(case, policy)
    ]


def _shown(form: Form, name: str) -> str:
    """A value that may be right, to be said yes to. An address is not shown: it may be a stranger's."""
    value = form.text(name)
    if not value or name not in form.doubtful or name in ("email", "work_email"):
        return ""
    return phone_in_words(value) if name == "phone" else value


def _example(name: str, today: date) -> str:
    days = _EXAMPLE_DAYS.get(name)
    if days is None:
        return _EXAMPLES.get(name, "")
    day = today + timedelta(days=days)
    return f"{day.isoformat()}T14:00" if name == "key_date" else day.isoformat()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def what_to_check(case: Case) -> tuple[str, ...]:
    """The short flags of the Check column: "check: phone, date", "missing: name"."""
    doubtful = [short(name) for name in case.form.doubtful]
    missing = [
        short(name)
        for name in case.form.missing
        if name not in case.form.doubtful and (name != "email" or not case.member.email)
    ]
    flags = ((CHECK, doubtful), (MISSING, missing))
    return tuple(start + ", ".join(names) for start, names in flags if names)


def checked_anew(case: Case) -> tuple[str, ...]:
    """The case's flags with those about its answers as its form has them now, in their place."""
    others = [flag for flag in case.flags if not flag.startswith((CHECK, MISSING))]
    at = next((n for n, flag in enumerate(case.flags) if flag.startswith((CHECK, MISSING))), len(others))
    return (*others[:at], *what_to_check(case), *others[at:])


def settled(case: Case, *names: str) -> Case:
    """The coordinator has given these answers: they are neither missing nor doubtful any more, and no answer
    by mail will change them."""
    missing, doubtful = (
        tuple(one for one in open_ones if one not in names)
        for open_ones in (case.form.missing, case.form.doubtful)
    )
    case = replace(case, form=replace(case.form, missing=missing, doubtful=doubtful))
    return replace(case, flags=checked_anew(case))
