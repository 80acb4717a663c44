"""Who writes is known from the mail: what nobody listed asks for the name if the answer is the sender's.

Only where the form has no name of the member, or no address, by its words; and only where one question in its
place says what the mail says too. So a form of a branch that calls its members colleagues or performers
is read though its words were never seen. Of a form that somebody else sends nothing is concluded: its answers
are not the sender's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.looks import look_of
from ingest.reading import Letter

_FIRST = 4  # a form asks who somebody is among its first answers
_SURE = 0.92
_NAME, _NOTHING = frozenset({"member_name", "given_name", "family_name"}), "ignored"
_SOMEBODY_ELSE = frozenset({"manager", "employer", "other_person", "respondent", "office"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "sir", "dame"})
_NOT_THE_MEMBER = re.compile(  # who helps or is blamed may send it; what is not to be used may be theirs
    r"\b(?:by|behalf|not|never|other than|reps?|representatives?|stewards?|officers?|organisers?|officials?|"
    r"case ?workers?|advis[eo]rs?|managers?|supervisor|boss|head ?teacher|principal|chair|secretary|hr|"
    r"human resources|personnel|payroll|solicitor|lawyer|witness(?:es)?|companion|referees?|partner|spouse|"
    r"husband|wife|friend|relative|parent|carer|doctor|gp|kin|emergency|against|accus\w*|complain\w*|blam\w*|"
    r"alleg\w*|bull(?:y|ied|ying)|hurt|harass\w*|interpreter|helper|helping|assist\w*|support(?:er|ing))"
    r"(?:['’]?s)?\b|n['’]t\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def with_senders_own(answers: Sequence[Answer], letter: Letter) -> list[Answer]:
    """The answers with the one that is the sender's name under `member_name`, and that which is their address
    under `email`, where nothing else is there."""
    made = list(answers)
    told = [at for at, answer in enumerate(made) if not answer.empty]
    if not any(_NAME & set(made[at].asked.fields) for at in told):
        first = told[:_FIRST]
        if not any(_may_be_another(made[at], letter) for at in first):
            _put(made, [at for at in first if _is_name(made[at], letter)], "member_name")
    named = [answer for answer in made if answer.name in _NAME and not answer.empty]
    if any(_is_name(answer, letter) for answer in named) and not _has(made, "email"):
        _put(made, [at for at in told if _is_address(made[at], letter)], "email")
    return made


def _put(answers: list[Answer], places: Sequence[int], name: str) -> None:
    if len(places) == 1:
        one = answers[places[0]]
        answers[places[0]] = replace(one, asked=replace(one.asked, fields=(name,), score=_SURE))


def _has(answers: Sequence[Answer], name: str) -> bool:
    return any(name in answer.asked.fields and not answer.empty for answer in answers)


def _is_name(answer: Answer, letter: Letter) -> bool:
    """Whether an answer is the name that the sender's mail program gives, titles aside, in any order."""
    if answer.name not in (_NOTHING, *_NAME) or _of_others(answer):
        return False
    sender = _words(letter.from_name)
    return len(sender) > 1 and _words(_text(answer)) == sender


def _may_be_another(answer: Answer, letter: Letter) -> bool:
    """Whether what nobody listed is answered with the name of somebody else, who may be the member."""
    unlisted = answer.name == _NOTHING and not answer.asked.exact
    return unlisted and look_of(answer) == "name" and not _is_name(answer, letter)


def _is_address(answer: Answer, letter: Letter) -> bool:
    unlisted = answer.name == _NOTHING or (answer.name == "work_email" and not answer.asked.exact)
    same = _text(answer).casefold() == letter.from_address.casefold()
    return bool(letter.from_address) and unlisted and same and not _of_others(answer)


def _of_others(answer: Answer) -> bool:
    section = answer.section is not None and answer.section.name in _SOMEBODY_ELSE
    return section or _NOT_THE_MEMBER.search(answer.asked.words) is not None


def _text(answer: Answer) -> str:
    return " ".join(" ".join(line.text for line in answer.lines).split())


def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(name)) - _TITLES
