"""What a question means by its place among the others: the bare "Date", "When" or "At", the issue that is a
story, the department that is the employer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.bare_number import is_the_members
from ingest.choices import boxed
from ingest.fields import graded, written_text
from ingest.meetings import is_what_for
from ingest.page import Mark
from ingest.wordings import Wordings

_LAST_RANK = 8
_FEWEST_WORDS = 6  # of a story, where the kind of problem was asked before
_ONLY_WORDS = 8  # of a story on a form that asks for none
_STORY_WORDS = 14  # of a story for certain
_PURPOSES = frozenset(
    {"for", "purpose", "reason", "nature", "subject", "about", "stage", "for following", "called"}
)  # of the meeting just asked
_BARELY_WHEN = frozenset({"when", "when is it", "on"})
_AT = frozenset({"at", "from", "starts at", "starting at"})
_HOUR = re.compile(r"(?:at )?\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?|noon|hrs|o.clock)?", re.IGNORECASE)
_CLASSES = frozenset({"classification", "job classification"})
_STAGES = frozenset({"stage", "stage reached", "what stage has it reached", "which stage has it reached"})
_VENUES = frozenset({"venue", "venues", "production venue"})  # where people of the stage work
_BODIES = ("department agency", "agency department", "government department")
_EITHER_BODY = ("department or agency", "agency or department")
_EMPLOYING_SERVICE = re.compile(
    r"(?:fire (?:&|and) rescue(?: service)?|ambulance service|constabulary|police(?: service)?)"
    r"(?: nhs trust)?\W*\Z",
    re.IGNORECASE,
)
"""A "service" that is a body of its own; others are parts of a council, where nobody may help a colleague."""


def placed(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """Each answer under the field it means: headings change general questions, "Date" asks its neighbours."""
    made: list[Answer] = []
    for at, answer in enumerate(found):
        fields = tuple(_meaning(name, at, found, made, wordings) for name in answer.asked.fields)
        if fields == ("time",):
            _add_time(answer, made)
            continue
        made.append(replace(answer, asked=replace(answer.asked, fields=fields)))
    return made


def _meaning(
    name: str, at: int, found: Sequence[Answer], placed: Sequence[Answer], wordings: Wordings
) -> str:
    section = found[at].section
    if section is not None and section.keep is not None and name in wordings.general:
        return section.keep.get(name, "ignored")
    if section is not None and section.name == "other_person" and name == "signed_on":
        return name if found[at].asked.exact else "ignored"  # the day on which the rep passed it on
    match name:
        case "date":
            return _which_date(at, found, placed, wordings)
        case "when":
            return "key_date" if placed and placed[-1].name in ("key_date", "key_event") else "ignored"
        case "issue_started" if _of_the_meeting(found[at], wordings):
            return "key_date"
        case "grade" if _is_job(found[at], found, wordings):
            return "job_title"
        case "department" if _is_body(found[at], found, wordings):
            return "employer"
        case "ignored" | "workplace" if _is_hour(found[at], placed, wordings):
            return "time"
        case "ignored" if wordings.key(found[at].asked.words) in _PURPOSES and _after_a_meeting(placed):
            return "key_event"
        case "ignored" if wordings.key(found[at].asked.words) in _VENUES and not _after_a_meeting(placed):
            return "workplace" if not _asked(found, "workplace") else name
        case "ignored" if is_the_members(at, found, wordings):
            return "membership_number"
        case "categories" if is_what_for(found[at].asked, [one.asked for one in placed], wordings):
            return "key_event"
        case "categories" if _goes_on_about(found[at], placed, wordings):
            return "key_event"
        case "steps_taken" if wordings.key(found[at].asked.words) in _STAGES and boxed(found[at].lines):
            return "ignored"  # how far the procedure is, and nothing that the member did
        case "so_far":
            return "steps_taken" if _told(found, "summary") else "summary"
        case "categories" if not _told(found, "summary"):
            return "summary" if _tells(found[at], _words_of_a_story(found, placed)) else name
        case _:
            return name


def _goes_on_about(answer: Answer, placed: Sequence[Answer], wordings: Wordings) -> bool:
    """Whether a bare "about" goes on with the meeting whose day was told right before it, in a few words."""
    behind = bool(placed) and placed[-1].name == "key_date" and not placed[-1].empty
    bare = behind and wordings.key(answer.asked.words) == "about"
    return bare and not boxed(answer.lines) and not _tells(answer, _FEWEST_WORDS)


def _of_the_meeting(answer: Answer, wordings: Wordings) -> bool:
    """Whether a bare "When" stands below a heading of the meeting: it asks for its day."""
    section = answer.section
    return (
        section is not None and section.name == "meeting" and wordings.key(answer.asked.words) in _BARELY_WHEN
    )


def _words_of_a_story(found: Sequence[Answer], placed: Sequence[Answer]) -> int:
    """How many words under the kind of problem are the story itself: fewer where the kind was asked before,
    or where nothing else asks what happened."""
    if _asked(placed, "categories"):
        return _FEWEST_WORDS
    return _STORY_WORDS if _asked(found, "summary") or _asked(found, "so_far") else _ONLY_WORDS


def _is_hour(answer: Answer, placed: Sequence[Answer], wordings: Wordings) -> bool:
    """Whether "At" asks for the hour of the meeting whose day was asked right before it."""
    behind = bool(placed) and placed[-1].name == "key_date" and not placed[-1].empty
    asks = wordings.key(answer.asked.words) in _AT
    return behind and asks and _HOUR.fullmatch(written_text(answer.lines)[0]) is not None


def _after_a_meeting(placed: Sequence[Answer]) -> bool:
    """Whether the last thing asked was a meeting: then a venue is where it is held."""
    last = next((answer.name for answer in reversed(placed) if answer.name != "ignored"), "")
    return last in ("key_date", "key_event")


def _is_body(answer: Answer, found: Sequence[Answer], wordings: Wordings) -> bool:
    """Whether a "department" is a department of state, the employer, on a form that asks for no employer: one
    that may be an agency instead; or one that is both, or a "service" that is a body by its name, where the
    part of it is asked for."""
    apart = [one for one in found if one is not answer and "department" in one.asked.fields]
    asked = wordings.key(answer.asked.words)
    if _asked(found, "employer"):
        return False
    if asked in {wordings.key(text) for text in _EITHER_BODY}:
        return True
    if not apart:
        return False
    if asked in {wordings.key(text) for text in _BODIES}:
        return True
    service = asked.rpartition(" ")[2] == wordings.key("service")
    return service and _EMPLOYING_SERVICE.search(written_text(answer.lines)[0]) is not None


def _is_job(answer: Answer, found: Sequence[Answer], wordings: Wordings) -> bool:
    """Whether a "classification" is the job, as in North America: on a form that asks for no job and,
    elsewhere, for the grade; or where the answer holds no grade."""
    if wordings.key(answer.asked.words) not in _CLASSES or _asked(found, "job_title"):
        return False
    apart = any(one is not answer and "grade" in one.asked.fields for one in found)
    return apart or not (answer.empty or graded(written_text(answer.lines)[0]))


def _asked(answers: Sequence[Answer], name: str) -> bool:
    return any(name in answer.asked.fields for answer in answers)


def _told(answers: Sequence[Answer], name: str) -> bool:
    return any(name in answer.asked.fields and not answer.empty for answer in answers)


def _tells(answer: Answer, words: int) -> bool:
    """Whether an answer is a story: "Issue" asked after "Type of issue" is meant so; no struck list."""
    left = [run.text for line in answer.lines for run in line.runs if Mark.STRUCK not in run.mark]
    struck = any(Mark.STRUCK in run.mark for line in answer.lines for run in line.runs)
    told = [word for word in " ".join(left).split() if any(map(str.isalnum, word))]
    return not boxed(answer.lines) and len(told) >= (_STORY_WORDS if struck else words)


def _which_date(at: int, found: Sequence[Answer], placed: Sequence[Answer], wordings: Wordings) -> str:
    """A bare "Date": of the meeting just asked about, or of the form itself, at its beginning or end."""
    before = next((answer.name for answer in reversed(placed) if answer.name != "ignored"), "")
    told = any(one.name == "key_date" and not one.empty for one in placed)
    if before == "key_event" and not told and placed[-1].name == "key_event":
        return "key_date"
    if before == "key_date" and found[at - 1].name == "key_date":
        return "key_date" if found[at - 1].empty and _of_meeting(found[at : at + 2]) else "ignored"
    later = [name for answer in found[at + 1 :] for name in answer.asked.fields]
    if not any(wordings.ranks.get(name, 9) < _LAST_RANK for name in later) or not before:
        return "signed_on"
    return "signed_on" if before in ("consent", "signature", "signed_on") else "ignored"


def _of_meeting(found: Sequence[Answer]) -> bool:
    """Whether a date below "Coming up" is of that meeting: its time or subject is asked with it or next."""
    date, *after = (answer.asked.fields for answer in found)
    return "time" in date or bool(after and after[0][0] in ("time", "key_event"))


def _add_time(answer: Answer, placed: Sequence[Answer]) -> None:
    """A time of its own belongs to the meeting's date."""
    dates = [one for one in placed if one.name == "key_date"]
    if dates and not answer.empty:
        dates[-1].cells.extend(answer.cells)
