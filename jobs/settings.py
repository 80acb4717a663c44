"""The settings of a branch as frozen models: every key of config.yaml, its type, its limits, its default.

Unknown keys are errors. A `description` ends the sentence "… is missing. Write …" (jobs/config_errors.py).
"""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, model_validator

from casework.numbers import Workload
from casework.plan.problem import Soft
from ingest.blank.questions import PRIVACY
from jobs.connections import MailboxSection, RegisterSection, TransportSection
from jobs.defaults import CATEGORIES, QUESTIONS
from jobs.region_settings import RegionSection
from jobs.setting_types import (
    CategoryName,
    Email,
    FieldName,
    FilePath,
    Host,
    Section,
    Text,
    TimeOfDay,
    TimeZone,
)

Days = Annotated[int, Field(ge=1, le=365)]


class BranchSection(Section):
    """Who we are."""

    name: Text = Field(description="the branch's name, as members know it")
    address: Email = Field(description="the address members send the form to")
    phone: str = ""
    nation: Literal["england", "scotland", "wales", "northern-ireland"] = "england"
    timezone: TimeZone = "Europe/London"


class PersonSection(Section):
    """Somebody the service writes to."""

    name: Text = Field(description="the person's name")
    email: Email = Field(description="the person's mail address")


class PeopleSection(Section):
    """Who has which part. Only the coordinator is needed."""

    coordinator: PersonSection = Field(description="the name and email of who decides about cases")
    secretary: PersonSection | None = None
    administrator: PersonSection | None = None


Part = Annotated[float, Field(ge=0, le=1)]
Points = Annotated[float, Field(ge=0, le=100)]


class SoftSection(Section):
    """What it costs to ask somebody, beside load (casework.plan.problem.Soft)."""

    recent: Points = 2
    recent_days: Days = 90
    no_learner: Points = 4
    not_spoken: Points = 2
    not_asked_for: Points = 2
    elsewhere: Points = 2
    not_versed: Points = 2
    not_before: Points = 8
    together: Points = 1


class WorkloadSection(Section):
    """The numbers that workload is reckoned with (casework.numbers.Workload)."""

    hours: Points = 10
    for_cases: Part = 0.85
    while_new: Part = 0.6
    share_sole: Part = 1
    share_lead: Part = 0.7
    share_second: Part = 0.4
    while_waiting: Part = 0.25
    quiet_days: int = Field(default=28, ge=0, le=365)
    near_date: Points = 1
    near_days: Days = 28
    access_needs: Points = 1
    emotional_factor: Part = 0.15
    most_new: int = Field(default=2, ge=0, le=50)
    new_days: Days = 28
    most_heavy: int = Field(default=2, ge=0, le=50)
    new_cases: int = Field(default=2, ge=0, le=50)
    new_points: Points = 6
    nearly_full: float = Field(default=0.9, gt=0, le=2)
    most_used: float = Field(default=1, gt=0, le=1)
    most_by_choice: float = Field(default=1.1, ge=1, le=2)
    seconds: float = Field(default=1, ge=0, le=60)
    soft: SoftSection = Field(default_factory=SoftSection)
    stages: dict[Text, Annotated[float, Field(ge=0, le=10)]] = Field(
        default_factory=lambda: dict(Workload().stages)
    )
    extra_work: dict[Text, Points] = Field(default_factory=lambda: dict(Workload().extra_work))
    duties: dict[Text, Points] = Field(default_factory=lambda: dict(Workload().duties))

    def numbers(self) -> Workload:
        """As the pure parts take them."""
        named = {name: tuple(value.items()) for name, value in self if isinstance(value, dict)}
        return Workload(**{**dict(self), **named, "soft": Soft(**self.soft.model_dump())})


class CareSection(Section):
    """When somebody's cases are too much, and when it is asked how they are (casework.numbers.Care)."""

    used: float = Field(default=1, gt=0, le=5)
    used_days: Days = 7
    emotional: float = Field(default=6, gt=0, le=100)
    heavy: int = Field(default=3, ge=1, le=50)
    logged: float = Field(default=1.5, gt=0, le=10)
    logged_months: int = Field(default=2, ge=1, le=12)
    overdue: int = Field(default=3, ge=0, le=50)
    talk_days: Days = 2
    plan_days: Days = 5
    check_days: Days = 10
    rest_rating: int = Field(default=3, ge=1, le=3)
    rest_days: int = Field(default=14, ge=0, le=365)
    let_be_days: int = Field(default=5, ge=0, le=60)
    break_days: int = Field(default=182, ge=0, le=3650)
    rating_days: int = Field(default=365, ge=0, le=3650)
    told_days: int = Field(default=730, ge=0, le=3650)
    check_ins: bool = True
    debrief_rating: int = Field(default=2, ge=1, le=3)
    buddy_rating: int = Field(default=2, ge=1, le=3)
    buddy_days: Days = 60
    median_used: float = Field(default=0.85, gt=0, le=5)
    declared: int = Field(default=3, ge=1, le=50)
    declared_days: Days = 90
    unallocated_days: Days = 10
    never_advice_first: tuple[CategoryName, ...] = (
        "dismissal",
        "discrimination",
        "redundancy",
        "whistleblowing",
    )

    @model_validator(mode="after")
    def _in_order(self) -> CareSection:
        if not self.talk_days < self.plan_days < self.check_days:
            raise ValueError(
                "has its steps out of order. Make talk_days less than plan_days, and both less than "
                "check_days"
            )
        return self


class PolicySection(Section):
    """The branch's numbers (casework.model.Policy). `points` and `category_words` add to the defaults."""

    remind_after_days: Days = 2
    offer_days: Days = 3
    urgent_offer_days: Days = 1
    allocate_days: Days = 5
    first_contact_days: Days = 3
    urgent_days: Days = 14
    max_cases: int = Field(default=5, ge=1, le=50)
    suggestions: int = Field(default=3, ge=1, le=10)
    shadows_per_meeting: int = Field(default=1, ge=0, le=5)
    shadow_answer_days: Days = 3
    notices_per_day: int = Field(default=12, ge=1, le=200)
    open_from: TimeOfDay = time(8)
    open_until: TimeOfDay = time(18)
    plan_at: TimeOfDay | None = None
    share_with_caseworker: Literal["answers", "contact"] = "answers"
    employer_domains: tuple[Host, ...] = ()
    default_points: float = Field(default=3, ge=0, le=100)
    points: dict[CategoryName, Annotated[float, Field(ge=0, le=100)]] = Field(default_factory=dict)
    emotional: dict[CategoryName, Annotated[int, Field(ge=0, le=3)]] = Field(default_factory=dict)
    category_words: dict[CategoryName, Text] = Field(default_factory=dict)
    workload: WorkloadSection = Field(default_factory=WorkloadSection)
    care: CareSection = Field(default_factory=CareSection)

    @model_validator(mode="after")
    def _in_order(self) -> PolicySection:
        if self.remind_after_days >= self.offer_days:
            raise ValueError(
                "reminds only when the offer has lapsed. Make remind_after_days less than offer_days"
            )
        if self.open_from >= self.open_until:
            raise ValueError("leaves no time to write to volunteers. Make open_from earlier than open_until")
        return self

    def all_points(self) -> dict[str, float]:
        """Points of every category: the defaults, and over them the branch's own."""
        return {category.name: category.points for category in CATEGORIES} | self.points

    def all_emotional(self) -> dict[str, int]:
        """The emotional rating of every category: the defaults, and over them the branch's own."""
        return {category.name: category.emotional for category in CATEGORIES} | self.emotional

    def all_words(self) -> dict[str, str]:
        """Neutral words of every category: the defaults, and over them the branch's own."""
        return {category.name: category.words for category in CATEGORIES} | self.category_words


class QuestionSection(Section):
    """One question of the form. `wordings`: other ways the branch's forms have put it."""

    field: FieldName = Field(description="which answer it asks for, by its name in the list supplied")
    label: Text = Field(description="the question as the form puts it")
    needed: bool = False
    wordings: tuple[Text, ...] = ()


def usual_questions() -> tuple[QuestionSection, ...]:
    """The form of a branch that describes none of its own."""
    return tuple(QuestionSection(field=q.field, label=q.label, needed=q.needed) for q in QUESTIONS)


class FormSection(Section):
    """The branch's form. `choices`: a category, and other ways the branch's forms have put it.

    `wordings`: a field, and other ways the branch's forms have asked for it. `learnt`: the file of
    `casework learn`. `attach`: the kinds of file in which mails that ask for a form bring it along.
    """

    fields: tuple[QuestionSection, ...] = Field(default_factory=usual_questions)
    wordings: dict[FieldName, tuple[Text, ...]] = Field(default_factory=dict)
    choices: dict[CategoryName, tuple[Text, ...]] = Field(default_factory=dict)
    learnt: FilePath | None = None
    region: str = Field(default="GB", pattern="^[A-Z]{2}$")
    attach: tuple[Literal["docx", "pdf", "odt", "html"], ...] = Field(default=("docx",), min_length=1)
    privacy: Text = PRIVACY

    @model_validator(mode="after")
    def _each_once(self) -> FormSection:
        if not self.fields:
            raise ValueError("asks nothing. Add a question to fields, or leave fields out for the usual ones")
        names = [question.field for question in self.fields]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(
                f"asks twice for {', '.join(twice)}. Keep one question, and put the other in its wordings"
            )
        return self

    @model_validator(mode="after")
    def _printable(self) -> FormSection:
        if "pdf" in self.attach:
            from ingest.blank.pdf_letters import NotPrintable, letters_of  # the names of all glyphs

            try:
                letters_of([self.privacy, *(question.label for question in self.fields)])
            except NotPrintable as fault:
                raise ValueError(
                    f'has the letter "{fault.letter}", which our PDF cannot print. Take pdf out of attach'
                ) from None
        return self


class Settings(Section):
    """A whole config.yaml. `state` is the folder of the journal, its key and its lock."""

    branch: BranchSection = Field(description="a section with the branch's name and address")
    people: PeopleSection = Field(description="a section with the coordinator")
    mailbox: MailboxSection = Field(description="a section that says where letters arrive")
    # `register` itself is a method that every abstract class of Python has.
    register_: RegisterSection = Field(
        alias="register", description="a section that says where the spreadsheet is"
    )
    transport: TransportSection = Field(description="a section that says how notices leave")
    state: FilePath = Field(description="the folder that the service keeps its own records in")
    templates: FilePath | None = None
    policy: PolicySection = Field(default_factory=PolicySection)
    region: RegionSection = Field(default_factory=RegionSection)
    form: FormSection = Field(default_factory=FormSection)
    poll_seconds: int = Field(default=60, ge=5, le=3600)
