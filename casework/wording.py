"""Plain words for fields and cases, where a person will read them."""

from __future__ import annotations

from casework.effects import Words
from casework.model import Case, Policy

LABELS = {
    "member_name": "name",
    "email": "email address",
    "phone": "phone number",
    "summary": "what has happened",
    "key_date": "the date of the next meeting or deadline",
    "membership_number": "membership number",
}


def label(field: str) -> str:
    """A field's name in words a member would use."""
    return LABELS.get(field, field.replace("_", " "))


def category_in_words(categories: tuple[str, ...], policy: Policy) -> str:
    """Neutral words for what a case is about; the form's free text never enters (N-05)."""
    words = [policy.category_words.get(name, name.replace("_", " ")) for name in categories]
    return ", ".join(words) or "a concern at work"


def case_words(case: Case, policy: Policy) -> Words:
    """What most notices about a case may say of it."""
    return {"ref": case.ref, "category": category_in_words(case.categories, policy)}
