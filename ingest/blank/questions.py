"""What the branch's blank form says and asks, whatever its format: questions, hints, choices, words around.

Plain words, "you" and "we" (DOMAIN.md §6.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from casework.model import Branch

TITLE = "Casework form"
AFTER = "About this form"
"""The heading below the questions. Like those above, it must not read like a question of any form."""
REQUIRED = "required"
PRIVACY = (
    "We use your form to help you with this case. The coordinator and your caseworker see it. It is not "
    "shared outside the union unless you agree. You can ask us what we hold about you, and ask us to put it "
    "right."
)
"""What a branch says of members' words where its settings say nothing else."""


class Kind(Enum):
    """How a question is answered."""

    LINE = auto()  # in a few words
    STORY = auto()  # in many lines
    ONE = auto()  # by choosing one of the options
    MANY = auto()  # by choosing as many as apply


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the settings have it: its field (FIELDS.md), its label, whether the answer is needed."""

    field: str
    label: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the form. `label` has no colon behind it, `hint` no full stop; a hint may be empty."""

    field: str
    label: str
    kind: Kind
    needed: bool = False
    hint: str = ""
    options: tuple[str, ...] = ()

    @property
    def bare(self) -> str:
        """The label as one writes it before a colon."""
        return self.label.rstrip(" ?")

    @property
    def advice(self) -> str:
        """What stands under the label, in sentences; may be empty."""
        said = [*([REQUIRED] if self.needed else []), *([self.hint] if self.hint else [])]
        return " ".join(f"{one[0].upper()}{one[1:]}." for one in said)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together. `title` is empty where the branch's own order allows no sections."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class BlankForm:
    """The whole form. `before` and `after` are paragraphs above and below the questions."""

    branch: str
    address: str
    before: tuple[str, ...]
    sections: tuple[Section, ...]
    after: tuple[str, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(question for section in self.sections for question in section.questions)


def describe(
    branch: Branch, asked: Sequence[Asked], allocate_days: int = 5, privacy: str = PRIVACY
) -> BlankForm:
    """The form of a branch. `allocate_days`: the working days within which we expect to write again."""
    soon = f"{allocate_days} working {'day' if allocate_days == 1 else 'days'}"
    talk = (
        (f"If you would rather talk than write, call us on {_clean(branch.phone)}.",) if branch.phone else ()
    )
    return BlankForm(
        _clean(branch.name),
        branch.address,
        (
            "Please tell us what has happened, and how we can help. A few words are enough. "
            "Leave blank what does not apply.",
            "If you are called to a meeting or a hearing within 14 days, do not wait. Send us what you have "
            "now, and put the word URGENT into the subject of your mail.",
            "Please write from a private address if you can. Your employer may be able to read what you send "
            "from work.",
            *talk,
        ),
        _sections(questions_of(asked)),
        (
            "When we have your form, we write back to say so, and give you a reference. Then we look for a "
            "caseworker for you. Our caseworkers are volunteers, and members like you. We expect to write to "
            f"you again within {soon}.",
            _clean(privacy),
            "If you need to talk to somebody now, you can call Samaritans on 116 123. It is free, at any "
            "time, day or night.",
        ),
    )


def questions_of(asked: Iterable[Asked]) -> list[Question]:
    """The branch's questions with the hints and choices that belong to them."""
    return [
        Question(
            one.field,
            _clean(one.label).rstrip(" :*."),
            _KINDS.get(one.field, Kind.LINE),
            one.needed,
            _HINTS.get(one.field, ""),
            _OPTIONS.get(one.field, ()),
        )
        for one in asked
    ]


def _sections(questions: Sequence[Question]) -> tuple[Section, ...]:
    """By subject, if the branch's own order keeps each subject together; else all in one."""
    parts = [(title, tuple(each)) for title, each in groupby(questions, lambda one: _SUBJECTS[one.field])]
    if len({title for title, _ in parts}) < len(parts):
        return (Section("", tuple(questions)),)
    return tuple(Section(title, each) for title, each in parts)


def _clean(text: str) -> str:
    """In one line, without what no document can hold."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("summary", "people_involved", "steps_taken", "desired_outcome"), Kind.STORY),
    **dict.fromkeys(("contract_type", "consent"), Kind.ONE),
    "categories": Kind.MANY,
}
# They begin as hints do (ingest/questions.py), so that they are known for hints whatever they look like.
_HINTS: Mapping[str, str] = {
    "membership_number": "if you have it to hand",
    "email": "please give one your employer cannot read",
    "contact_preference": "such as by phone after 5pm",
    "contract_type": "tick one",
    "joined_union": "such as 1 March 2019",
    "categories": "tick all that apply",
    "summary": "please use your own words, with dates",
    "issue_started": "such as 3 November 2026",
    "people_involved": "such as your manager or HR",
    "steps_taken": "such as meetings or letters",
    "desired_outcome": "such as an apology, or other hours",
    "key_date": "such as 3 December 2026 at 2pm",
    "key_event": "such as a hearing or a review",
    "other_advice": "such as from a solicitor",
    "adjustments": "such as large print or step-free rooms",
    "signed_on": "such as 3 November 2026",
}
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "contract_type": ("Permanent", "Fixed-term", "Hourly paid", "Agency", "Other"),
    "categories": (
        "Grievance", "Disciplinary", "Capability / performance", "Sickness absence",
        "Bullying or harassment", "Discrimination", "Disability / reasonable adjustments", "Redundancy",
        "Contract", "Workload or stress", "Pay / grading", "Flexible working",
        "Maternity, paternity or other family leave", "Health and safety", "Probation", "Promotion",
        "Pension", "Dismissal", "TUPE / transfer", "Whistleblowing", "Other",
    ),
    "consent": ("Yes", "No"),
}  # fmt: skip
# Titles that cannot be taken for a question: the reader knows most of them as headings.
_SUBJECTS: Mapping[str, str] = {
    field: title
    for title, fields in {
        "About you": "member_name membership_number joined_union email work_email phone contact_preference",
        "Your work": "employer department workplace job_title grade contract_type line_manager",
        "Your case": "categories summary issue_started people_involved steps_taken desired_outcome",
        "Meetings and deadlines": "key_date key_event",
        "Your support": "other_advice adjustments caseworker_preference",
        "Your agreement": "consent signed_on",
    }.items()
    for field in fields.split()
}
