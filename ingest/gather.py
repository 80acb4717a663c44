"""Answers -> one form: values, how sure each is, what is missing, what a person should check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.model import Form
from ingest.answers import CHOICES, Answer
from ingest.choices import boxed_options
from ingest.consent import DECLARED, agrees_to_nothing, asks_to_agree
from ingest.events import event_in
from ingest.fields import Read, beside_the_date, join_names, read_field, split_answer, written_text
from ingest.gather_contacts import CONTACTS, contact_details, exchange, without_contacts
from ingest.gathering import FIELDS, Values
from ingest.guidance import bids_to_tell, is_printed
from ingest.hints import slants
from ingest.mistaken import is_label
from ingest.out_of_kind import is_out_of_kind, without_heading
from ingest.page import SIGNED, Line, plain
from ingest.reading import FormSettings
from ingest.running import without_closing
from ingest.signing import is_prompted
from ingest.typed import UNCLEAR
from ingest.wordings import Wordings

_TELLING = frozenset(
    {"membership_number", "categories", "consent", "summary", "desired_outcome", "steps_taken", "key_date",
     "joined_union", "caseworker_preference", "other_advice", "people_involved", "issue_started"}
)  # fmt: skip
_NOT_KEPT = frozenset({"ignored", "signature", "date", "time"})
_FEWEST_QUESTIONS = 4
_FEWEST_TELLING = 2  # an employer's own papers ask for name, department, manager and date too
_FEWEST_VALUES = 3  # in the body of a mail, where words may look like a form by chance
_WHOLE_FORM = 8  # questions
_NEEDED_ALWAYS = frozenset({"member_name", "email", "summary"})  # for a case
_NUMBERED = frozenset({"membership_number", "phone"})
_WISHES = frozenset({"desired_outcome", "adjustments", "contact_preference", "caseworker_preference"})
"""Fields whose answers bid as a form does ("Give the reasons in writing")."""
_LONGEST_NAME = 5  # words
_LONGEST_OPTION = 14  # words
_BESIDE = 0.85
_BOX = re.compile(r"[☐☑☒]|[\[(]\s*[xX✓]?\s*[\])]")
_PLACES = frozenset({"employer", "department", "workplace", "job_title", "grade", "line_manager"})
_LONGEST_HEADING = 3  # words
_PERHAPS_HEADED = 0.45
_TWO_ASKED = re.compile(r"\b(?:is|are|as)[\s_.…,]+and\s+(?:my|I)\b", re.IGNORECASE)
"""A gap that was left empty and is gone: "My manager is and my grade is" asks nobody knows for what."""
BODY = "body"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A form, or a form that nobody filled in, or neither.

    `slight`: of a page that asks little of what a union asks: a form only for a letter that has no other.
    """

    form: Form | None = None
    blank: bool = False
    slight: bool = False


def gather_form(
    answers: Sequence[Answer], source: str, wordings: Wordings, written: date | None, settings: FormSettings
) -> Gathered:
    """The form these answers make. A page that asks too little, or nothing a union asks, makes none; a
    document that gives all that is needed for a case makes a slight one.
    """
    asked = {name for answer in answers for name in answer.asked.fields} - _NOT_KEPT
    few = len(asked) < _FEWEST_QUESTIONS or len(asked & _TELLING) < _FEWEST_TELLING
    own = set(settings.wordings)
    slight = few and not (own and own <= asked) and not _is_learnt(answers, settings)  # ours may be short
    if slight and (source == BODY or not asked >= _NEEDED_ALWAYS):
        return Gathered()
    found = Values(signed=_signed(answers), unsigned=_is_unsigned(answers))
    found.unagreed = any(answer.name == "consent" and agrees_to_nothing(answer.lines) for answer in answers)
    dated = any("key_date" in answer.asked.fields and not answer.empty for answer in answers)
    for answer in answers:
        if answer.asked.fields == ("key_event",) and not dated:
            answer = _with_its_day(answer, wordings, written, settings.region)
        if answer.asked.fields == ("contact_preference",) and not asked >= CONTACTS:
            answer = without_contacts(answer, asked, found, settings.region)
        _take(answer, found, wordings, written, settings.region)
        found.found_at(answer)
    if found.event and not any("key_event" in answer.asked.fields and not answer.empty for answer in answers):
        found.put("key_event", Read(found.event, _BESIDE), 1.0)
    _join_name(found)
    exchange(answers, found, wordings, written, settings.region)
    values = {name: found.values[name] for name in FIELDS if name in found.values}
    if slight and not values.keys() >= _NEEDED_ALWAYS:
        return Gathered()
    if not values:
        return Gathered(blank=True)
    if source == BODY and len(values) < _FEWEST_VALUES and len(asked) < _WHOLE_FORM:
        return Gathered()
    return Gathered(
        Form(
            values,
            source,
            {name: found.sure[name] for name in values},
            tuple(name for name in settings.needed if name not in values),
            tuple(name for name in FIELDS if name in found.doubt),
            where={name: found.where[name] for name in values if name in found.where},
        ),
        slight=slight,
    )


def _with_its_day(answer: Answer, wordings: Wordings, written: date | None, region: str) -> Answer:
    """What a meeting is, asked on a form that got no date: "Hearing on 3 December" tells its day too, if that
    is still to come, and a day alone may be it. "Appeal against the letter of 3 October" is none."""
    both = ("key_date", "key_event")
    told = split_answer(both, answer, wordings, written, region)
    day = told[both[0]].value if both[0] in told and not told[both[0]].doubt else None
    ahead = isinstance(day, str) and written is not None and day[:10] >= written.isoformat()
    if not ahead:
        return answer
    score = answer.asked.score if both[1] in told else _BESIDE
    return replace(answer, asked=replace(answer.asked, fields=both, score=score))


def _is_learnt(answers: Sequence[Answer], settings: FormSettings) -> bool:
    """Whether these are the questions of a blank form that was learnt, all that are kept of it."""
    words = {answer.asked.words for answer in answers}
    kept = ([one.text for one in form.questions if set(one.fields) - _NOT_KEPT] for form in settings.learnt)
    return any(texts and words.issuperset(texts) for texts in kept)


def _take(answer: Answer, found: Values, wordings: Wordings, written: date | None, region: str) -> None:
    names = answer.asked.fields
    answer = _of(answer, without_closing(answer.cells))
    if names[0] in _NOT_KEPT:
        return
    if _TWO_ASKED.search(answer.asked.words):
        found.doubt.add(names[0])
        return
    if names == ("contact_details",):
        contact_details(answer, found, region)
        return
    if len(names) > 1:
        answer = _name_apart(answer, found.signed)
        for name, reading in split_answer(names, answer, wordings, written, region).items():
            found.put(name, reading, answer.asked.score)
        return
    if names[0] not in CHOICES and is_label(names[0], answer.lines, wordings):
        return
    answer = _of(answer, without_heading(_without_slanted(answer.cells), names[0]))
    if names[0] not in CHOICES:
        answer = _with_ticked(_without_yes_or_no(answer))
        answer = _of(answer, _without_guidance(answer.cells, names[0]))
    if names[0] in _NUMBERED:
        answer = _of(answer, _with_numbers(answer.cells))
    if is_out_of_kind(names[0], answer) or (names[0] == "work_email" and not answer.asked.exact):
        found.doubt.add(names[0])
        return
    label = answer.asked.score if answer.certain else min(answer.asked.score, 0.9)
    label = min(label, _PERHAPS_HEADED) if _perhaps_headed(names[0], answer) else label
    reading = read_field(names[0], answer, wordings, written, region)
    if names[0] == "consent" and found.unsigned and reading.value is True and reading.sure <= DECLARED:
        reading = UNCLEAR  # the form's own statement, which nobody has signed
    if names[0] == "consent" and found.unagreed and reading.value is True and not asks_to_agree(answer):
        reading = UNCLEAR  # "I have read the notice", beside an "I agree" that was left empty
    if names[0] == "key_date" and "key_date" not in found.values:
        found.event = event_in(beside_the_date(reading))
    found.put(names[0], reading, label)


def _perhaps_headed(name: str, answer: Answer) -> bool:
    """Whether a few words below a name or a place, which was told on its label's own line, may be no part of
    it but the heading of what follows."""
    told = [line for line in answer.lines if line.text.strip()]
    short = len(told) > 1 and name in _PLACES and len(told[-1].text.split()) <= _LONGEST_HEADING
    return short and answer.asked.rest is not None and answer.asked.rest.text.strip() == told[0].text.strip()


def _of(answer: Answer, cells: list[list[Line]]) -> Answer:
    return answer if cells is answer.cells else replace(answer, cells=cells)


def _signed(answers: Sequence[Answer]) -> str:
    """The name that the member typed for a signature, if it is a whole one."""
    lines = next((answer.lines for answer in answers if answer.name == "signature" and not answer.empty), [])
    text, _ = written_text(lines)
    return text if 2 <= len(text.split()) <= _LONGEST_NAME and not any(map(str.isdigit, text)) else ""


def _is_unsigned(answers: Sequence[Answer]) -> bool:
    """Whether the form asks for a signature and nobody gave one."""
    asked = [written_text(answer.lines)[0] for answer in answers if answer.name == "signature"]
    return bool(asked) and not any(text == SIGNED or (text and not is_prompted(text)) for text in asked)


def _name_apart(answer: Answer, signed: str) -> Answer:
    """An answer to a question for a name and something else, with a stroke between them where the name is
    that of the signature: "Firefighter Ann Lee" as "Firefighter / Ann Lee"."""
    text, _ = written_text(answer.lines)
    at = text.casefold().find(signed.casefold()) if signed and "member_name" in answer.asked.fields else -1
    if at < 0:
        return answer
    parts = (text[:at].strip(" ,;/-"), text[at : at + len(signed)], text[at + len(signed) :].strip(" ,;/-"))
    return replace(answer, cells=[[plain(" / ".join(part for part in parts if part))]])


def _with_numbers(cells: list[list[Line]]) -> list[list[Line]]:
    """Of an answer of several lines, those with a number or an address in them; the others are hints."""
    told = [[line for line in cell if re.search(r"\d|@", line.text)] for cell in cells]
    return told if any(told) else cells


def _without_guidance(cells: list[list[Line]], name: str) -> list[list[Line]]:
    """An answer without the form's own words above it; without any where all of it can only be the form's."""
    tells = is_printed if name in _WISHES else bids_to_tell
    lines = [(row, at) for row, cell in enumerate(cells) for at, line in enumerate(cell) if line.text.strip()]
    kept = next((one for one in lines if not tells(cells[one[0]][one[1]])), None)
    if kept is None:
        printed = [is_printed(cells[row][at]) for row, at in lines]
        return [[]] if lines and all(printed) else cells
    return cells if kept == lines[0] else _from(kept, cells)


def _without_slanted(cells: list[list[Line]]) -> list[list[Line]]:
    """An answer without the lines above it that are all in italics or grey where the others stand upright:
    so a form prints what it says to its reader."""
    lines = [(row, at) for row, cell in enumerate(cells) for at, line in enumerate(cell) if line.text.strip()]
    kept = next((one for one in lines if not slants(cells[one[0]][one[1]])), None)
    return cells if kept is None or kept == lines[0] else _from(kept, cells)


def _from(place: tuple[int, int], cells: list[list[Line]]) -> list[list[Line]]:
    row, at = place
    return [cells[row][at:], *cells[row + 1 :]]


def _without_yes_or_no(answer: Answer) -> Answer:
    """Boxes for yes and no under a question that goes on ("If yes, what?"): the answer stands below them."""
    lines = [line for line in answer.lines if line.text.strip()]
    offered = {option.text.casefold() for option in boxed_options([[line] for line in lines[:1]])}
    if len(lines) < 2 or offered != {"yes", "no"}:
        return answer
    return replace(answer, cells=[[line for line in cell if line is not lines[0]] for cell in answer.cells])


def _with_ticked(answer: Answer) -> Answer:
    """Boxes under a question that asks for words: what was ticked is what was answered."""
    lines = [line for line in answer.lines if line.text.strip()]
    options = (
        boxed_options([[line] for line in lines]) if all(_BOX.search(line.text) for line in lines) else []
    )
    if len(options) < 2 or any(len(option.text.split()) > _LONGEST_OPTION for option in options):
        return answer
    return replace(answer, cells=[[plain(option.text)] for option in options if option.ticked])


def _join_name(found: Values) -> None:
    given, family = found.values.pop("given_name", ""), found.values.pop("family_name", "")
    if given and family:
        found.values.pop("member_name", None)  # a whole "Name" beside them is somebody else's
    if "member_name" not in found.values and (given or family):
        whole = bool(given and family)
        found.put("member_name", Read(join_names(str(given), str(family)), 0.97 if whole else 0.6), 1.0)
        found.where["member_name"] = found.where["given_name" if given else "family_name"]
