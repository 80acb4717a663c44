"""Plain words for fields and cases, where a person will read them."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from casework.effects import Words
from casework.facts.letters import Received
from casework.model import Case, Policy

AREA_OF_THREE = re.compile(r"011\d|01\d1|03|08")
"""Area codes of four figures with the zero: 0113, 0161, 0300, 0800."""

LABELS = {
    "member_name": "name",
    "email": "email address",
    "phone": "phone number",
    "summary": "what has happened",
    "key_date": "the date of the next meeting or deadline",
    "membership_number": "membership number",
    "work_email": "work email address",
    "contact_preference": "how to reach you",
    "workplace": "place of work",
    "job_title": "job",
    "contract_type": "kind of contract",
    "joined_union": "when you joined the union",
    "categories": "what it is about",
    "issue_started": "when it began",
    "people_involved": "who is involved",
    "steps_taken": "what has been done so far",
    "desired_outcome": "what you would like to happen",
    "key_event": "what the next date is for",
    "other_advice": "advice from elsewhere",
    "adjustments": "what you need to take part",
    "caseworker_preference": "wishes about the caseworker",
    "consent": "whether we may keep your details",
    "signed_on": "the date of the form",
}


OF_THE_MEMBER = {
    "joined_union": "when they joined the union",
    "desired_outcome": "what they would like to happen",
    "adjustments": "what they need to take part",
}
"""The same to somebody who reads of the member."""


SHORT = {
    "member_name": "name",
    "email": "email",
    "phone": "phone",
    "summary": "what happened",
    "key_date": "date",
    "key_event": "what the date is for",
    "membership_number": "member no",
    "work_email": "work email",
    "contract_type": "contract",
    "joined_union": "joined",
    "categories": "category",
    "issue_started": "began",
    "signed_on": "signed",
    "consent": "consent",
}
"""For the narrow Check column."""


def short(field: str) -> str:
    """A field's name in a word or two."""
    return SHORT.get(field, field.replace("_", " "))


def label(field: str) -> str:
    """A field's name in words a member would use."""
    return LABELS.get(field, field.replace("_", " "))


def label_of_theirs(field: str) -> str:
    """A field's name in words for whoever reads what the member answered."""
    return OF_THE_MEMBER.get(field) or label(field)


def category_in_words(categories: tuple[str, ...], policy: Policy) -> str:
    """Neutral words for what a case is about; the form's free text never enters (N-05)."""
    words = [policy.category_words.get(name, name.replace("_", " ")) for name in categories]
    return ", ".join(words) or "a concern at work"


def came(received: Received, policy: Policy) -> str:
    """When a letter came, so that a person finds it among others in its mail folder."""
    at = received.at.astimezone(ZoneInfo(policy.timezone))
    return f"It came on {at.day} {at:%B} at {at:%H:%M}."


def phone_in_words(number: str) -> str:
    """A phone number as people here write it: +447700900114 is 07700 900114; others stay as they are."""
    if not number.startswith("+44") or not number[3:].isdigit() or len(number) != len("+447700900114"):
        return number
    local = "0" + number[3:]
    sizes = (3, 4) if local.startswith("02") else (4, 3) if AREA_OF_THREE.match(local) else (5, 6)
    first, second = sizes[0], sizes[0] + sizes[1]
    return " ".join(part for part in (local[:first], local[first:second], local[second:]) if part)


def case_words(case: Case, policy: Policy) -> Words:
    """What most notices about a case may say of it."""
    return {"ref": case.ref, "category": category_in_words(case.categories, policy)}
