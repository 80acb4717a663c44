"""Settings -> what the pure parts and the reader take: `Branch`, `Policy`, `FormSettings`, `BlankForm`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from casework.model import Branch, Person, Policy
from casework.numbers import Care
from ingest.blank.questions import Asked, BlankForm, describe
from ingest.learnt import LearntForm
from ingest.reading import FormSettings
from jobs.settings import PersonSection, Settings

# How the holidays package calls the nations of the United Kingdom.
NATIONS = {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern-ireland": "NIR"}


def branch_of(settings: Settings) -> Branch:
    """Who the branch is, and who its people are."""
    people = settings.people
    return Branch(
        name=settings.branch.name,
        address=settings.branch.address,
        coordinator=Person(people.coordinator.name, people.coordinator.email),
        secretary=_person(people.secretary),
        administrator=_person(people.administrator),
        phone=settings.branch.phone,
        officials=tuple(Person(one.name, one.email) for one in settings.region.officials),
    )


def _person(section: PersonSection | None) -> Person | None:
    return None if section is None else Person(section.name, section.email)


def policy_of(settings: Settings, years: Iterable[int]) -> Policy:
    """The branch's policy, with its nation's bank holidays in `years`.

    Take the years around now: an offer made in late December lapses in January. Working days end where the
    years do.
    """
    policy = settings.policy
    return Policy(
        timezone=settings.branch.timezone,
        holidays=bank_holidays(settings.branch.nation, years),
        remind_after_days=policy.remind_after_days,
        offer_days=policy.offer_days,
        urgent_offer_days=policy.urgent_offer_days,
        allocate_days=policy.allocate_days,
        first_contact_days=policy.first_contact_days,
        urgent_days=policy.urgent_days,
        max_cases=policy.max_cases,
        suggestions=policy.suggestions,
        shadows_per_meeting=policy.shadows_per_meeting,
        shadow_answer_days=policy.shadow_answer_days,
        notices_per_day=policy.notices_per_day,
        open_from=policy.open_from,
        open_until=policy.open_until,
        plan_at=policy.plan_at,
        needed=tuple(question.field for question in settings.form.fields if question.needed),
        workload=policy.workload.numbers(),
        care=Care(**policy.care.model_dump()),
        emotional=policy.all_emotional(),
        points=policy.all_points(),
        default_points=policy.default_points,
        category_words=policy.all_words(),
        share_with_caseworker=policy.share_with_caseworker,
        employer_domains=policy.employer_domains,
        region=settings.region.rules(),
    )


def bank_holidays(nation: str, years: Iterable[int]) -> frozenset[date]:
    """The bank holidays of a nation of the United Kingdom, substitute days included."""
    wanted = list(years)
    if not wanted:
        return frozenset()
    from holidays import country_holidays  # a hundred milliseconds that most commands need not wait for

    return frozenset(country_holidays("GB", subdiv=NATIONS[nation], years=wanted))


def form_settings_of(settings: Settings) -> FormSettings:
    """What the reader knows of the branch's form: its labels are wordings too, and what was learnt of it.

    Raises `LearntUnreadable` where the file of `casework learn` cannot be used.
    """
    form = settings.form
    wordings = {question.field: (question.label, *question.wordings) for question in form.fields}
    for name, texts in form.wordings.items():
        wordings[name] = (*wordings.get(name, ()), *texts)
    return FormSettings(
        wordings=wordings,
        choices=dict(form.choices),
        needed=tuple(question.field for question in form.fields if question.needed),
        region=form.region,
        learnt=() if form.learnt is None else _learnt(form.learnt),
    )


def _learnt(path: Path) -> tuple[LearntForm, ...]:
    from jobs.learnt_file import load_learnt  # brings the whole vocabulary of forms along

    return load_learnt(path)


def blank_form_of(settings: Settings) -> BlankForm:
    """The branch's blank form, made from its questions in their order."""
    asked = [Asked(question.field, question.label, question.needed) for question in settings.form.fields]
    return describe(branch_of(settings), asked, settings.policy.allocate_days, settings.form.privacy)
