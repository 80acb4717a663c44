"""A form while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from casework.model import Value, Whence
from ingest.answers import Answer
from ingest.fields import Read

FIELDS = (
    "member_name", "membership_number", "email", "work_email", "phone", "contact_preference", "employer",
    "department", "workplace", "job_title", "grade", "contract_type", "joined_union", "line_manager",
    "categories", "summary", "issue_started", "people_involved", "steps_taken", "desired_outcome", "key_date",
    "key_event", "other_advice", "adjustments", "caseworker_preference", "consent", "signed_on",
)  # fmt: skip
UNSURE = 0.75
"""How sure a value must be that nobody needs to check."""
_LONGEST_QUESTION = 120  # letters; more does not help to find it


@dataclass(slots=True)
class Values:
    """A form while it is being put together; the first answer to a field has it."""

    values: dict[str, Value] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)
    doubt: set[str] = field(default_factory=set)
    where: dict[str, Whence] = field(default_factory=dict)
    torn: bool = False  # a consent that was both given and refused
    signed: str = ""  # the name that stands for a signature
    unsigned: bool = False  # a signature was asked for, and nobody gave one
    unagreed: bool = False  # a statement that asks to agree has an empty box
    event: str = ""  # words beside the date of a meeting that say what it is

    def found_at(self, answer: Answer) -> None:
        """Note where the values came from that came with this answer."""
        whence = whence_of(answer)
        for name in self.values:
            self.where.setdefault(name, whence)

    def put(self, name: str, reading: Read, label: float) -> None:
        """Take a reading of a field, unless an earlier answer gave a value. A consent given in one place and
        refused in another is none: a person asks.
        """
        if name == "consent" and reading.value is not None and self._tears(reading):
            return
        if name in self.values:
            if name == "categories" and isinstance(reading.value, tuple):
                self._add_kinds(reading.value)
            return
        if reading.value is None:
            if reading.doubt:
                self.doubt.add(name)
            return
        sure = round(reading.sure * min(label, 1.0), 2)
        self.values[name], self.sure[name] = reading.value, sure
        self.doubt.discard(name)
        if reading.doubt or sure < UNSURE:
            self.doubt.add(name)
        for other, value in (reading.more or {}).items():
            if other in FIELDS:
                self.put(other, Read(value, reading.sure), label)

    def _add_kinds(self, kinds: tuple[str, ...]) -> None:
        """Kinds of problem ticked in a second place: all are given, for a person to check."""
        had = self.values["categories"]
        together = tuple(sorted({*(had if isinstance(had, tuple) else ()), *kinds}))
        if together != had:
            self.values["categories"] = together
            self.doubt.add("categories")

    def _tears(self, reading: Read) -> bool:
        self.torn = self.torn or self.values.get("consent", reading.value) != reading.value
        if self.torn:
            self.values.pop("consent", None)
            self.doubt.add("consent")
        return self.torn


def whence_of(answer: Answer) -> Whence:
    """Where on the form an answer stands."""
    return Whence(" ".join(answer.asked.words.split())[:_LONGEST_QUESTION], answer.place)
