"""Questions that mean another thing because of what is asked beside them, or of what answers them: "Shop" on
a form that asks for the works too, a bare "Meeting" answered by a day, an address in the number's box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.choices import boxed, boxed_options
from ingest.fields import written_text
from ingest.instead import INSTEAD
from ingest.page import ON, plain
from ingest.ticks import NEGATES
from ingest.wordings import Wordings

_REACHED = frozenset({"phone", "email", "work_email", "contact_details"})
_OFFICERS = frozenset(
    {
        "allocated to",
        "assigned to",
        "case allocated to",
        "case officer",
        "caseworker",
        "case worker",
        "dealt with by",
        "name of caseworker",
        "opened by",
        "received by",
        "rep",
        "representative",
        "taken by",
    }
)
_HEADS = frozenset({"headteacher", "head teacher", "principal"})
_ANOTHER = r"(?:friend|partner|companion|carer|interpreter|colleague|witness|solicitor|relative)"
_SOMEBODY = re.compile(
    rf"\bname of (?:\w+ )?{_ANOTHER}\b|\b{_ANOTHER}[’']?s? name\b",
    re.IGNORECASE,
)
_UNIT = frozenset({"shop"})
_MEETINGS = frozenset({"meeting", "hearing"})
_EXPLAIN = frozenset({"explain"})
_DAY = re.compile(
    r"\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}\b|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
_LONGEST_DAY = 6  # words
_FEWEST_TOLD = 6  # words of a story in two sentences
_LONGEST_ADDRESS = 120  # letters
_MEANT = 0.85  # how sure
_SENTENCE = re.compile(r"\w[.!?](?:\s|\Z)")
_ADDRESS = re.compile(r"\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*")
_NUMBER = re.compile(r"\s*\+?[\d\s().-]{9,20}\s*")


def meant_beside(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """The answers of a page, each such one under the field it means there."""
    made = [_as(_chosen(answer), _meant(at, found, wordings)) for at, answer in enumerate(found)]
    return _swapped(made)


def _as(answer: Answer, name: str) -> Answer:
    if not name:
        return answer
    return replace(answer, asked=replace(answer.asked, fields=(name,), score=_MEANT, exact=True))


def _meant(at: int, found: Sequence[Answer], wordings: Wordings) -> str:
    answer = found[at]
    if len(answer.asked.fields) > 1 or answer.section is not None and answer.section.keep == {}:
        return ""
    key = wordings.key(answer.asked.words)
    if answer.name in _REACHED and _of_an_officer(at, found, wordings):
        return "ignored"
    if answer.name in _REACHED and at and _of_somebody(found[at - 1]):
        return "ignored"
    match answer.name:
        case "ignored" if key in _HEADS and any(map(_if_not_the_head, found[at + 1 :])):
            return "line_manager"
        case "workplace" if key in _UNIT and _asked(found, "workplace", answer):
            return "" if _asked(found, "department", answer) else "department"
        case "ignored" if key in _MEETINGS and _is_day(answer) and not _asked(found, "key_date", answer):
            return "key_date"
        case "so_far" if key in _EXPLAIN:
            alone = not _asked(found, "summary", answer) and not _asked(found, "so_far", answer)
            return "summary" if alone and at and found[at - 1].name == "categories" else "ignored"
        case "categories" if _only_story(answer) and not _asked(found, "summary", answer):
            return "summary"
    return ""


def _if_not_the_head(answer: Answer) -> bool:
    """Whether a form asks for the manager only where it is not the head ("Line manager, if not the head")."""
    words = answer.asked.words
    return "manager" in words.casefold() and "head" in words.casefold() and INSTEAD.search(words) is not None


def _of_somebody(before: Answer) -> bool:
    """Whether somebody else's name was asked right before: "Name of friend" over "Tel"."""
    return before.name == "ignored" and _SOMEBODY.search(before.asked.words) is not None and not before.empty


def _of_an_officer(at: int, found: Sequence[Answer], wordings: Wordings) -> bool:
    """Whether a number or an address is asked for again right below a question for whoever takes the case."""
    for before in range(at - 1, -1, -1):
        one = found[before]
        if wordings.key(one.asked.words) in _OFFICERS:
            return any(found[at].name in earlier.asked.fields for earlier in found[:before])
        if one.name not in _REACHED and one.name not in ("ignored", "date"):
            return False
    return False


def _asked(found: Sequence[Answer], name: str, but: Answer) -> bool:
    return any(name in one.asked.fields for one in found if one is not but)


def _is_day(answer: Answer) -> bool:
    text = " ".join(line.text for line in answer.lines)
    return _DAY.search(text) is not None and len(text.split()) <= _LONGEST_DAY


def _only_story(answer: Answer) -> bool:
    """Whether an answer is written in sentences: a kind of problem is named in words."""
    text = " ".join(line.text for line in answer.lines)
    sentences = len(_SENTENCE.findall(text)) > 1 and len(text.split()) >= _FEWEST_TOLD
    return sentences and not boxed(answer.lines)


def _chosen(answer: Answer) -> Answer:
    """The one kind of contract that is named in words below a list of boxes, none of which was marked."""
    told = [line for line in answer.lines if line.text.strip()]
    typed = [line.text for line in told if not boxed([line])]
    if answer.name != "contract_type" or len(typed) != 1 or told[-1].text != typed[0]:
        return answer
    options = boxed_options([[line] for line in told[:-1]])
    named = [one.text for one in options if re.search(rf"\b{re.escape(one.text.strip())}\b", typed[0], re.I)]
    if any(one.ticked for one in options) or len(named) != 1 or NEGATES.search(typed[0]):
        return answer
    return replace(answer, cells=[[plain(f"{ON} {named[0].strip()}")]], certain=False)


def _swapped(found: list[Answer]) -> list[Answer]:
    """An address and a number that stand in each other's boxes, side by side, put right."""
    for at in range(len(found) - 1):
        names = {found[at].name, found[at + 1].name}
        if names != {"email", "phone"}:
            continue
        email, phone = (at, at + 1) if found[at].name == "email" else (at + 1, at)
        if _NUMBER.fullmatch(_written(found[email])) and _ADDRESS.fullmatch(_written(found[phone])):
            theirs = found[email].cells
            found[email] = replace(found[email], cells=found[phone].cells, certain=False)
            found[phone] = replace(found[phone], cells=theirs, certain=False)
    return found


def _written(answer: Answer) -> str:
    """An answer as it was written, but for what is far longer than an address or a number."""
    text = written_text(answer.lines)[0]
    return text if len(text) <= _LONGEST_ADDRESS else ""
