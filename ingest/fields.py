"""From what was written to the normal form of its field (FIELDS.md), or to nothing where it is not clear.

A wrong value is far worse than a missing one: what cannot be read surely is left out and marked for a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from casework.model import Value
from ingest.answers import Answer
from ingest.consent import read_consent
from ingest.contacts import emails_in
from ingest.dates import find_date
from ingest.events import event_in, trimmed
from ingest.page import Line, Mark, Run
from ingest.prompts import is_prompt, only_yes_or_no, points_elsewhere, says_nothing, without_prompts
from ingest.swallowed import holds_a_label
from ingest.ticks import read_categories, read_contract
from ingest.typed import NAMES, NOTHING, NUMBER_TOKEN, SIDES, TYPED, UNCLEAR, read_name, read_typed
from ingest.typed import Read as Read
from ingest.wordings import Wordings

_OPTIONS = re.compile(r"\w\s*/\s*\w")
_LOOSE_STROKES = re.compile(r"^\s*/\s*|\s*/\s*$|\s*/(?=\s*/)")  # left over where an option was taken out

MAX_LETTERS = 20_000
_YES_NO_KEPT = frozenset(
    {"other_advice", "adjustments", "steps_taken", "caseworker_preference", "contact_preference"}
)
_NAMED = frozenset({"employer", "department", "workplace", "job_title", "grade", "line_manager"})
_LONGEST_DATE = 60  # letters
_POINTING = _NAMED | {"contact_preference"}
_BEHIND_THE_DATE = re.compile(
    r"\s+\.\s+(?=[A-Z])"
)  # the end of the sentence that the date stood at the end of
_LEAD_IN = re.compile(
    r"^(?:i(?:.m| am)? )?(?:(?:work(?:ing)?|employed|based) (?:for|by|at|in|with)|in|at)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:ltd|limited|plc|llp|inc|council|trust|university|college|authority|company|group|nhs|bank|ministry|"
    r"agency|board|commission|corporation|rescue service|"
    r"fire (?:&|and) rescue|ambulance service|police|homes|stores|society|association)\b",
    re.IGNORECASE,
)
_AT = re.compile(r"\A[\W_]*(?:at\b\W*)?(?=\w)")  # left of "3 May at 3pm. Fact finding"
_SEPARATORS = re.compile(r"\s*(?:[,;|]|\s/\s|\n| [-–] )\s*")


def read_field(name: str, answer: Answer, wordings: Wordings, written: date | None, region: str) -> Read:
    """The value of one field. `written` is the day of the letter, `region` that of its phone numbers."""
    if name in _CHOICE_READERS:
        value, sure, doubt = _CHOICE_READERS[name](answer, wordings)
        return Read(value, sure, doubt)
    text, only_faint = written_text(answer.lines)
    if not text or says_nothing(text):
        return NOTHING
    if only_faint and is_prompt(text):
        return NOTHING
    if holds_a_label(name, text, wordings):
        return UNCLEAR
    reading = _read_text(name, text, written, region)
    if only_faint and name not in TYPED:
        return UNCLEAR
    return (
        Read(reading.value, min(reading.sure, 0.6), True, reading.more)
        if only_faint and reading.value
        else reading
    )


def written_text(lines: list[Line]) -> tuple[str, bool]:
    """What somebody wrote, white space folded, and whether all of it has the look of a hint."""
    lines = list(map(_as_chosen, lines))
    dark = _joined(lines, skip=Mark.FAINT)
    if dark:
        return dark, False
    typed = [line for line in lines if not any(Mark.FILLED in run.mark for run in line.runs)]
    return _joined(typed, skip=None), True


def _as_chosen(line: Line) -> Line:
    """A line without what was struck out of it; of options in a row, only those that are highlighted."""
    worded = [run for run in line.runs if re.search(r"\w", run.text)]
    struck = [run for run in worded if Mark.STRUCK in run.mark]
    lit = [run for run in worded if Mark.HIGHLIGHTED in run.mark]
    if lit and len(lit) < len(worded) and _OPTIONS.search(line.text):
        return replace(line, runs=tuple(lit))
    if not struck or len(struck) == len(worded):
        return line
    left = [run for run in line.runs if Mark.STRUCK not in run.mark]
    text = "".join(run.text for run in left)
    return replace(line, runs=(Run(_LOOSE_STROKES.sub(" ", text), left[0].mark),))


def _joined(lines: list[Line], skip: Mark | None) -> str:
    pieces = []
    for line in lines:
        kept = "".join(run.text for run in line.runs if skip is None or skip not in run.mark)
        pieces.append(kept)
    text = unicodedata.normalize("NFC", "\n".join(pieces))
    text = without_prompts(text)
    text = re.sub(r"_{2,}|\.{4,}|…{2,}", " ", text)
    return " ".join(text.split()).strip(" \t_")[:MAX_LETTERS]


def _read_text(name: str, text: str, written: date | None, region: str) -> Read:
    if name in TYPED:
        return read_typed(name, text, written, region)
    if name in NAMES:
        return read_name(text)
    if name in _POINTING and points_elsewhere(text):
        return NOTHING
    if name == "key_event" and _only_a_day(text, written):
        return NOTHING
    return NOTHING if name not in _YES_NO_KEPT and only_yes_or_no(text) else Read(text)


def _only_a_day(text: str, written: date | None) -> bool:
    """Whether words are a date alone, which is no name of what happens on it."""
    when = find_date(text, written) if len(text) <= _LONGEST_DATE else None
    return when is not None and not when.rest


_GRADED = re.compile(r"\d|\b(?:band|grade|level|scale|scp|point)\b", re.IGNORECASE)


def graded(text: str) -> bool:
    """Whether words name a grade: they hold a figure, or a word such as "band"."""
    return _GRADED.search(text) is not None


def split_answer(
    fields: tuple[str, ...], answer: Answer, wordings: Wordings, written: date | None, region: str
) -> dict[str, Read]:
    """The values of a question for several things at once ("Department and job").

    What has a form of its own (address, number, date) is taken out; the rest is split only if there is one
    way to split it, else it is given whole to the first, for a person to check.
    """
    text, only_faint = written_text(answer.lines)
    if not text or only_faint or says_nothing(text):
        return {}
    values: dict[str, Read] = {}
    left = text
    for name in fields:
        if name in TYPED:
            reading = _read_text(name, left, written, region)
            if reading.value is not None:
                values[name] = reading
                left = _without(name, left, reading)
    other = {*TYPED, *_CHOICE_READERS, "date", "time"}
    words = [name for name in fields if name not in other]
    for name in fields:
        if name in _CHOICE_READERS:
            values[name], left = _choice_among(name, left, wordings)
    left = (trimmed(_AT.sub("", left)) if words == ["key_event"] else left).strip(" ,;:-–/|")
    if not words or not left or says_nothing(left) or (words == ["key_event"] and only_yes_or_no(left)):
        return values
    parts = [part for part in _SEPARATORS.split(left) if part.strip()]
    if (
        set(words) == {"grade", "job_title"}
        and "(" not in left
        and (len(parts) == 1 or not _GRADED.search(left))
    ):
        return values | {"grade" if _GRADED.search(left) else "job_title": Read(left, 0.8)}
    if len(parts) == len(words):
        each = zip(words, parts, strict=True)
        return values | {name: Read(_without_lead_in(name, part.strip()), 0.85) for name, part in each}
    if words == ["key_event"] and (event := event_in(left)):
        return values | {"key_event": Read(event, 0.85)}
    if "employer" in words and _ORGANISATION.search(left):
        return values | {"employer": Read(left, 0.85)}
    return values | {words[0]: Read(left, 0.6, True)}


def beside_the_date(reading: Read) -> str:
    """The words that stood beside a date: "Payroll meeting" of "Payroll meeting on 3 May at 2"."""
    return str((reading.more or {}).get("_rest", ""))


def _without_lead_in(name: str, text: str) -> str:
    """ "I work for Hill Foods" as "Hill Foods", where what is asked for is a name."""
    bare = _LEAD_IN.sub("", text) if name in ("employer", "department", "workplace") else text
    return bare or text


def _choice_among(name: str, text: str, wordings: Wordings) -> tuple[Read, str]:
    """A choice named beside other answers, and the text without it. Only an option's own words count."""
    named = [
        part for part in _SEPARATORS.split(text) if wordings.options.get(name) and wordings.option(name, part)
    ]
    if len(named) != 1:
        return NOTHING, text
    value = wordings.option(name, named[0])
    return Read((value,) if name == "categories" and value else value, 0.85), text.replace(named[0], " ", 1)


def _without(name: str, text: str, reading: Read) -> str:
    if name in ("email", "work_email"):
        for address, _ in emails_in(text):
            text = re.sub(re.escape(address), " ", text, flags=re.IGNORECASE)
        return text
    if name in SIDES:
        rest = _BEHIND_THE_DATE.split(beside_the_date(reading))[0]
        return re.sub(r"^(?:on|at|noon|midday|-|–|,|:|is|\s)+|(?:\s|,|-|–|\bon|\bat)+$", "", rest)
    return (
        NUMBER_TOKEN.sub(" ", text)
        if name == "membership_number"
        else re.sub(r"[+(]?\d[\d ()-]{7,}\d", " ", text)
    )


def join_names(given: str, family: str) -> str:
    """ "First name" and "Surname" as one name."""
    return f"{given} {family}".strip()


_CHOICE_READERS: Mapping[str, Callable[[Answer, Wordings], tuple[Value | None, float, bool]]] = {
    "categories": read_categories,
    "contract_type": read_contract,
    "consent": read_consent,
}
