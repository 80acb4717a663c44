"""Papers beside a form: letters and policies, and forms of the employer's own, which are not ours to read.

A paper is an attachment of the case, never a case itself. What may be a form of ours is never taken for one
of these: in doubt a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ingest.answers import Answer
from ingest.page import OFF, ON, Page, Table
from ingest.phrases import phrases

_EMPLOYERS = phrases(
    r"""
    (?:for )?(?:hr|human resources|payroll|office|internal|management)(?: and \w{2,12})? use only
    (?:return|send|e-?mail|submit) (?:this|the|your)(?: \w{2,12}){0,3} to (?:the )?(?:hr|human|payroll)
    (?:return|send|e-?mail|submit) (?:this|the|your)(?: \w{2,12}){0,3} to your (?:line )?manager
    (?:employee|payroll|staff|personnel|assignment) (?:number|no\.?|id|reference)
    name of (?:the )?employee
    employee(?:'s)? (?:name|signature|comments|statement|details)
    (?:line )?manager(?:'s)? (?:signature|comments|decision|declaration)
    national insurance (?:number|no\.?)
    self[- ]certif\w{2,8}
    (?:absence|sickness|grievance|disciplinary|capability) (?:policy|procedure)
    return to work
    occupational health
    reviewing (?:manager|officer)
    date received by (?:hr|human resources|manager)
    our (?:company|organisation|trust|council)
    the company
    net pay
    tax (?:code|period)
    """
)
_EMPLOYERS_OWN = 2  # different phrases of those
_COMPANION = re.compile(
    r"(?:trade )?union (?:representative|rep|companion|official|membership)"
    r"|(?:member of|belong to) (?:a|any) (?:trade )?union",
    re.IGNORECASE,
)
_OURS = phrases(
    r"""
    union
    branch
    casework(?:er)?s?
    case form
    steward
    membership
    members?
    reps?
    """
)
_ANY_PAPERS = frozenset({"ignored", "signature", "date", "time"})
_FORM_NAME = re.compile(r"form|casework|referral|intake|questionnaire", re.IGNORECASE)
_BLANK = re.compile(r"_{4,}|\.{6,}|…{2,}")
_FEWEST_QUESTIONS = 3
_FEWEST_BLANKS = 3
_CHARACTERS = 60_000


def asked_for(answers: Sequence[Answer]) -> frozenset[str]:
    """The fields that a page asks for, without those that any paper has."""
    return frozenset(name for answer in answers for name in answer.asked.fields) - _ANY_PAPERS


def words_of(page: Page) -> str:
    """All the words of a page, for looking at."""
    lines = (
        "\n".join(cell.text for row in block.rows for cell in row) if isinstance(block, Table) else block.text
        for block in page.blocks
    )
    return "\n".join(lines).replace("\u2019", "'")[:_CHARACTERS]


def is_employers(words: str, asked: Collection[str]) -> bool:
    """Whether a form is the employer's own: it speaks as one, and in no word as a union."""
    if "membership_number" in asked:
        return False
    found = {match[0].casefold() for match in _EMPLOYERS.finditer(words)}
    return len(found) >= _EMPLOYERS_OWN and not _OURS.search(_COMPANION.sub(" ", words))


def may_be_a_form(words: str, asked: Collection[str], name: str) -> bool:
    """Whether a document in which no form was read may be one all the same."""
    boxes = words.count(OFF) + words.count(ON)
    blanks = len(_BLANK.findall(words))
    return (
        len(set(asked)) >= _FEWEST_QUESTIONS
        or boxes + blanks >= _FEWEST_BLANKS
        or not words.strip()
        or bool(_FORM_NAME.search(name))
    )
