"""Whether somebody would like to help as a caseworker, and what they say of themselves beside it. Pure.

"I'd like to help" is not "I'd like help": a sentence must say that they would do it, and for others. Whoever
tells of trouble of their own asks for help, whatever else they write.
"""

from __future__ import annotations

import re

from casework.facts import Fact
from casework.facts.answers import HelpOffered
from casework.facts.letters import Received
from ingest.reading import Kind, Reading

_WISH = (
    r"(?:i(?:'d| would)(?: (?:really|very much|also|quite|so))* (?:like|love|be (?:very |quite |really )?"
    r"(?:happy|glad|keen|willing|interested|up for it))|i(?:'m| am)(?: (?:very|really|quite|also))* "
    r"(?:interested|keen|happy|willing|thinking|writing)|i want|i wish|happy|interested|keen|willing) "
    r"(?:to|in|about|of|by)"
)
_MAY = r"(?:(?:could|can|may|might) i|how (?:do|can|could|would) i(?: go about)?)"
_DO = (
    r"(?:help(?:ing)?(?: out| the (?:branch|union|team)| (?:other )?(?:members|people))* (?:with|as)|"
    r"volunteer(?:ing)?|join(?:ing)?|becom(?:e|ing)|"
    r"train(?:ing)? (?:as|to)|"
    r"get(?:ting)? involved (?:in|with)|shadow(?:ing)?|act(?:ing)? as|sign(?:ing)? up|"
    r"be(?:ing)?(?= an? (?:\w+ )?case)|"
    r"offer(?:ing)?)"
)
_CASEWORK = r"(?:case ?-?workers?|case ?-?work(?:ing)?)"
_BETWEEN = r"(?:(?!\b(?:my|me|myself|by|from)\b)[^.?!\n]){0,60}"
_OFFER = re.compile(rf"\b(?:{_WISH}|{_MAY}) {_DO}\b{_BETWEEN}\b{_CASEWORK}\b", re.IGNORECASE)
_VOLUNTEER = re.compile(
    r"\b(?:(?:(?:i(?:'d| would) like to |i want to |can i )?volunteer(?:ing)? (?:as|to be|for|with)|"
    rf"(?:count me in|sign me up|put me down) (?:as|for)) (?:an? |the )?{_CASEWORK})\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\W*(?:(?:and|so|but) )?i(?:'d| would) (?:really |very much |also )?"
    r"(?:like|love|be (?:very )?happy|be glad) to "
    r"(?:help(?: out)?|volunteer|get involved|join (?:the|your) team)"
    r"(?: (?:with (?:the )?casework|if i can|in the branch|other members|the branch|you all))?\W*",
    re.IGNORECASE,
)
_OWN_TROUBLE = re.compile(
    r"\b(?:my (?:case|caseworker|grievance|hearing|disciplinary|suspension|dismissal|appeal|"
    r"redundancy|manager)|"
    r"i need (?:help|advice|support|somebody|someone|a caseworker)|help me|support me|advise me|against me|"
    r"represent me|accompany me)\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(?P<count>\d{1,2}(?:\.\d)?)(?:\s*(?:-|–|to|or)\s*\d{1,2})?\s*(?:h|hrs?|hours?)\s+"
    r"(?:a|per|each|every) (?P<unit>week|month)\b",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(
    r"\b(?:[Dd]epartment|[Ss]chool|[Tt]eam)\s*:\s*(?P<named>[A-Z][^\n.,;]{1,40})|"
    r"\bI(?:'m| am| work| teach|'m based| am based)(?: based| a \w+(?: \w+)?)? in (?:the )?"
    r"(?P<told>[A-Z][\w&'-]+(?: (?:and |of |& )?[A-Z][\w&'-]+){0,4})"
)
_SPEAKS = re.compile(
    r"\bI (?:also |can also |can )?speak (?:fluent |some |good )?"
    r"(?P<all>[A-Z]\w+(?:(?:, | and |, and )[A-Z]\w+){0,4})"
)
_LONGEST = 4000
_WEEKS = 4  # in a month, to the safe side


def offered(reading: Reading, received: Received) -> tuple[Fact, ...]:
    """The fact, or nothing: where it is not plain the letter is read as any other."""
    letter = reading.letter
    text = (letter.reply or letter.text)[:_LONGEST].replace("’", "'")
    subject = letter.subject.replace("’", "'")
    if _OWN_TROUBLE.search(text):
        return ()
    plain = _OFFER.search(text) or _VOLUNTEER.search(text) or _VOLUNTEER.search(subject)
    if not plain and (reading.kind is Kind.REQUEST or not _bare(text)):
        return ()
    return (HelpOffered(received, _hours(text), _department(text), _languages(text)),)


def _bare(text: str) -> bool:
    """A short letter in which one sentence says just that."""
    parts = re.split(r"(?<=[.!])\s+|\n+|,\s+", text)
    return len(text.split()) <= 80 and any(_BARE.fullmatch(part) for part in parts)


def _hours(text: str) -> float | None:
    found = _HOURS.search(text)
    if not found:
        return None
    return float(found["count"]) * (_WEEKS if found["unit"].casefold() == "week" else 1)


def _department(text: str) -> str:
    found = _DEPARTMENT.search(text)
    return " ".join((found["named"] or found["told"]).split()) if found else ""


def _languages(text: str) -> tuple[str, ...]:
    found = _SPEAKS.search(text)
    return (
        tuple(one for one in re.split(r", and |, | and ", found["all"]) if one != "English") if found else ()
    )
