"""Whose telephone or address a question asks for: what reaches somebody else is never the member's.

A label may name another person; a bare "Phone" may stand right behind that person's name, or behind a second
"Name" on the form. A letter about a member's case must go to nobody but the member.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.fields import written_text
from ingest.others import names_somebody, of_another, of_the_branch_or_employer

WAYS = frozenset({"email", "work_email", "phone", "contact_details"})
_MAIL = frozenset({"email", "work_email"})
_EMPLOYERS = re.compile(r"\bemployers?(?:['’]s)?", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:their|his|her|theirs|hers)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:your|my|you|me|member)\b", re.IGNORECASE)
_MEMBERS = re.compile(r"\b(?:member|applicant|claimant)", re.IGNORECASE)
_OF_ONE_PERSON = frozenset({"job_title", "department", "workplace", "employer", "grade", "ignored"})
_REACHES = re.compile(r"[\d@]")
_OTHERS = frozenset({"ignored", "people_involved"})
_NAMED = frozenset({"line_manager", "people_involved"})
_WAY = re.compile(
    r"\b(?:phone|tel(?:ephone)?|mobile|number|e-?mail|address|relation(?:ship)?)\b", re.IGNORECASE
)


def without_others(found: Sequence[Answer]) -> list[Answer]:
    """The answers, what reaches somebody else under no field."""
    made: list[Answer] = []
    another, member = False, ""
    for answer in found:
        if answer.name in WAYS:
            theirs = another or _is_anothers(answer, made)
            made.append(
                replace(answer, asked=replace(answer.asked, fields=("ignored",))) if theirs else answer
            )
            continue
        if answer.name == "member_name":
            name = written_text(answer.lines)[0].casefold()
            second = bool(name and member) and not _same_person(name, member)
            another = second and not _MEMBERS.search(answer.asked.words)
            member = member or name
        elif answer.name not in _OF_ONE_PERSON:
            another = False
        made.append(answer)
    return made


def _is_anothers(answer: Answer, before: Sequence[Answer]) -> bool:
    """Whether the words of a question say so, or the question right before it does."""
    first = next((line.text for line in answer.each() if line.text.strip()), "")
    beside = "" if _REACHES.search(first) else first  # "Mobile - rep", where the dash ends the label
    words = f"{answer.asked.words} {beside}"
    words = _EMPLOYERS.sub(" ", words) if answer.name in _MAIL else words
    if of_another(words) or of_the_branch_or_employer(words):
        return True
    of = [one for one in before if one.asked.words.strip()]
    while (
        of
        and of[-1].name == "ignored"
        and _WAY.search(of[-1].asked.words)
        and not of_another(of[-1].asked.words)
    ):
        of.pop()  # a way to reach that person, passed over before
    if not of or _OWN.search(words):
        return False
    person = of[-1]
    told = person.name in _OTHERS or (person.name == "line_manager" and names_somebody(person.asked.words))
    behind = told and of_another(person.asked.words) and not _WAY.search(person.asked.words)
    return behind or (_THEIRS.search(words) is not None and person.name in _NAMED)


def _same_person(name: str, other: str) -> bool:
    return bool(set(re.findall(r"[^\W\d_]{2,}", name)) & set(re.findall(r"[^\W\d_]{2,}", other)))
