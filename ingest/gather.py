"""Answers -> one form: values, how sure each is, what is missing, what a person should check."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from casework.model import Form, Value, Whence
from ingest.answers import CHOICES, Answer
from ingest.choices import boxed_options
from ingest.contacts import choose_addresses, choose_phone
from ingest.events import event_in
from ingest.fields import Read, beside_the_date, join_names, read_field, split_answer, written_text
from ingest.hints import guides, speaks_as_form
from ingest.page import Line, plain
from ingest.reading import FormSettings
from ingest.running import without_closing
from ingest.wordings import Wordings

FIELDS = (
    "member_name", "membership_number", "email", "work_email", "phone", "contact_preference", "employer",
    "department", "workplace", "job_title", "grade", "contract_type", "joined_union", "line_manager",
    "categories", "summary", "issue_started", "people_involved", "steps_taken", "desired_outcome", "key_date",
    "key_event", "other_advice", "adjustments", "caseworker_preference", "consent", "signed_on",
)  # fmt: skip
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
_UNSURE = 0.75
_LONGEST_QUESTION = 120  # letters; more does not help to find it
_LONGEST_OPTION = 14  # words
_BESIDE = 0.85
_BOX = re.compile(r"[☐☑☒]|[\[(]\s*[xX✓]?\s*[\])]")
BODY = "body"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A form, or a form that nobody filled in, or neither.

    `slight`: of a page that asks little of what a union asks: a form only for a letter that has no other.
    """

    form: Form | None = None
    blank: bool = False
    slight: bool = False


@dataclass(slots=True)
class _Values:
    """A form while it is being put together; the first answer to a field has it."""

    values: dict[str, Value] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)
    doubt: set[str] = field(default_factory=set)
    where: dict[str, Whence] = field(default_factory=dict)
    torn: bool = False  # a consent that was both given and refused
    signed: str = ""  # the name that stands for a signature
    event: str = ""  # words beside the date of a meeting that say what it is

    def found_at(self, answer: Answer) -> None:
        """Note where the values came from that came with this answer."""
        whence = Whence(" ".join(answer.asked.words.split())[:_LONGEST_QUESTION], answer.place)
        for name in self.values:
            self.where.setdefault(name, whence)

    def put(self, name: str, reading: Read, label: float) -> None:
        """Take a reading of a field, unless an earlier answer gave a value. A consent given in one place and
        refused in another is none: a person asks.
        """
        if name == "consent" and reading.value is not None and self._tears(reading):
            return
        if name in self.values:
            return
        if reading.value is None:
            if reading.doubt:
                self.doubt.add(name)
            return
        sure = round(reading.sure * min(label, 1.0), 2)
        self.values[name], self.sure[name] = reading.value, sure
        self.doubt.discard(name)
        if reading.doubt or sure < _UNSURE:
            self.doubt.add(name)
        for other, value in (reading.more or {}).items():
            if other in FIELDS:
                self.put(other, Read(value, reading.sure), label)

    def _tears(self, reading: Read) -> bool:
        self.torn = self.torn or self.values.get("consent", reading.value) != reading.value
        if self.torn:
            self.values.pop("consent", None)
            self.doubt.add("consent")
        return self.torn


_CONTACTS = frozenset({"email", "phone"})
_LONGEST_NAME = 5  # words
_REACHES = re.compile(r"@|\d[\d\s()-]{6,}")


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
    found = _Values(signed=_signed(answers))
    for answer in answers:
        if answer.asked.fields == ("contact_preference",) and not asked >= _CONTACTS:
            answer = _without_contacts(answer, asked, found, settings.region)
        _take(answer, found, wordings, written, settings.region)
        found.found_at(answer)
    if found.event and not any("key_event" in answer.asked.fields and not answer.empty for answer in answers):
        found.put("key_event", Read(found.event, _BESIDE), 1.0)
    _join_name(found)
    _exchange(answers, found, wordings, written, settings.region)
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


def _is_learnt(answers: Sequence[Answer], settings: FormSettings) -> bool:
    """Whether these are the questions of a blank form that was learnt, all that are kept of it."""
    words = {answer.asked.words for answer in answers}
    kept = ([one.text for one in form.questions if set(one.fields) - _NOT_KEPT] for form in settings.learnt)
    return any(texts and words.issuperset(texts) for texts in kept)


def _take(answer: Answer, found: _Values, wordings: Wordings, written: date | None, region: str) -> None:
    names = answer.asked.fields
    answer = replace(answer, cells=without_closing(answer.cells))
    if names[0] in _NOT_KEPT:
        return
    if names == ("contact_details",):
        _contact_details(answer, found, region)
        return
    if len(names) > 1:
        answer = _name_apart(answer, found.signed)
        for name, reading in split_answer(names, answer, wordings, written, region).items():
            found.put(name, reading, answer.asked.score)
        return
    if names[0] not in CHOICES:
        answer = _with_ticked(_without_yes_or_no(answer))
    answer = replace(answer, cells=_without_guidance(answer.cells))
    if names[0] in _NUMBERED:
        answer = replace(answer, cells=_with_numbers(answer.cells))
    label = answer.asked.score if answer.certain else min(answer.asked.score, 0.9)
    reading = read_field(names[0], answer, wordings, written, region)
    if names[0] == "key_date" and "key_date" not in found.values:
        found.event = event_in(beside_the_date(reading))
    found.put(names[0], reading, label)


def _signed(answers: Sequence[Answer]) -> str:
    """The name that the member typed for a signature, if it is a whole one."""
    lines = next((answer.lines for answer in answers if answer.name == "signature" and not answer.empty), [])
    text, _ = written_text(lines)
    return text if 2 <= len(text.split()) <= _LONGEST_NAME and not any(map(str.isdigit, text)) else ""


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


def _without_guidance(cells: list[list[Line]]) -> list[list[Line]]:
    """A long answer without the form's own words above it: lines that speak to the reader."""
    lines = [(row, at) for row, cell in enumerate(cells) for at, line in enumerate(cell) if line.text.strip()]
    kept = next((one for one in lines if not guides(cells[one[0]][one[1]])), None)
    if kept is None:
        return [[]] if lines and all(speaks_as_form(cells[row][at]) for row, at in lines) else cells
    if kept == lines[0]:
        return cells
    return [cells[kept[0]][kept[1] :], *cells[kept[0] + 1 :]]


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


def _without_contacts(answer: Answer, asked: Collection[str], found: _Values, region: str) -> Answer:
    """How to reach somebody, on a form with no place for their address or number: what is missing is taken
    from here, and lines that hold nothing else are not how they would like to be reached."""
    if "contact_details" in asked:
        return answer
    beside = _Values()
    _contact_details(answer, beside, region)
    for name in _CONTACTS - set(asked):
        if name in beside.values:
            found.put(name, Read(beside.values[name], beside.sure[name]), 1.0)
    if _CONTACTS & set(asked):
        return answer
    told = [[line for line in cell if not _REACHES.search(line.text)] for cell in answer.cells]
    return replace(answer, cells=told)


def _exchange(
    answers: Sequence[Answer], found: _Values, wordings: Wordings, written: date | None, region: str
) -> None:
    """The address in the box for the number, and the number in the box for the address: each to its own, for
    a person to check."""
    boxes = {answer.asked.fields: answer for answer in answers if not answer.empty}
    pair = ("email", "membership_number")
    theirs = [boxes.get((name,)) for name in reversed(pair)]
    if found.values.keys() & set(pair):
        return
    for name, box in zip(pair, theirs, strict=True):
        if box is not None:
            reading = read_field(name, box, wordings, written, region)
            found.put(name, replace(reading, doubt=True), _UNSURE)
            if name in found.values:
                found.where[name] = Whence(" ".join(box.asked.words.split())[:_LONGEST_QUESTION], box.place)


def _contact_details(answer: Answer, found: _Values, region: str) -> None:
    """One box for address and number."""
    text, only_faint = written_text(answer.lines)
    if only_faint:
        return
    addresses = choose_addresses(text)
    if addresses is not None:
        more = {"work_email": addresses.work} if addresses.work else None
        found.put("email", Read(addresses.own, addresses.sure, False, more), 0.9)
    number = choose_phone(text, region)
    if number is not None:
        found.put("phone", Read(number[0], number[1]), 0.9)


def _join_name(found: _Values) -> None:
    given, family = found.values.pop("given_name", ""), found.values.pop("family_name", "")
    if given and family:
        found.values.pop("member_name", None)  # a whole "Name" beside them is somebody else's
    if "member_name" not in found.values and (given or family):
        whole = bool(given and family)
        found.put("member_name", Read(join_names(str(given), str(family)), 0.97 if whole else 0.6), 1.0)
        found.where["member_name"] = found.where["given_name" if given else "family_name"]
