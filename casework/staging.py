"""A case weighs what the coordinator's words and the days say: category, stage, extra work, rating, dates
(§3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from casework.asking import settled
from casework.calendar import local_day
from casework.category import categories_of, category_unclear, with_category
from casework.effects import Decision, PutRow
from casework.emotional import rating_meant
from casework.facts.due import WeightSeen
from casework.facts.sheet import CategoryEdited, EmotionalEdited, ExtraWorkEdited, StageEdited
from casework.model import Case, Policy, Status
from casework.rated import unmarked
from casework.stages import extra_meant, stage_meant
from casework.typed import is_by_hand
from casework.weight import weigh, weighed


def stage_edited(fact: StageEdited, case: Case, policy: Policy, now: datetime) -> Decision:
    """The case stands there from now on; a word that is not known counts as if nothing were said."""
    case = replace(case, stage=fact.value.strip())
    meant = stage_meant(case.stage, policy.workload)
    said = f"The coordinator says where the case stands: {meant.names[0]}." if meant.names else ""
    unclear = "The coordinator wrote a stage that is not known: it counts as if nothing were said."
    return _weighing(case, said or (unclear if meant.unclear else "No stage is said."), policy, now)


def extra_work_edited(fact: ExtraWorkEdited, case: Case, policy: Policy, now: datetime) -> Decision:
    """What she names makes the case heavier from now on; other words do not count."""
    case = replace(case, extra_work=fact.value.strip())
    meant = extra_meant(case.extra_work, policy.workload)
    said = f"Extra work: {', '.join(meant.names)}." if meant.names else "No extra work that is known is said."
    return _weighing(case, said + (" Other words do not count." if meant.unclear else ""), policy, now)


def emotional_edited(fact: EmotionalEdited, case: Case, policy: Policy, now: datetime) -> Decision:
    """What the case asks of feelings is as she says from now on; blank, or not known: as its category."""
    said_now = fact.value.strip()
    rated_at = now if said_now else None
    case = replace(case, emotional_said=said_now, rated_at=rated_at, flags=unmarked(case.flags))
    meant = rating_meant(case.emotional_said)
    said = f"The coordinator says what it asks of feelings: {meant.names[0]}." if meant.names else ""
    unclear = "The coordinator wrote a rating that is not known: that of its category counts."
    own = "No rating is said: that of its category counts."
    return _weighing(case, said or (unclear if meant.unclear else own), policy, now)


def category_edited(fact: CategoryEdited, case: Case, policy: Policy, now: datetime) -> Decision:
    """The case is about what she says from now on, and nobody is asked what it is about; blank, or not known:
    about what the form says."""
    case = with_category(case, fact.value, policy, by_hand=is_by_hand(case))
    said = categories_of(fact.value, policy)
    if said:
        case = settled(case, "categories")
    listed = ", ".join(name.replace("_", " ") for name in said)
    unclear = "The coordinator wrote a category that is not known: it changes nothing."
    own = "No category is said: what the form says counts."
    told = f"The coordinator says what it is about: {listed}." if said else ""
    return _weighing(case, told or (unclear if category_unclear(case, policy) else own), policy, now)


def weights_seen(cases: Iterable[Case], policy: Policy, today: date) -> Iterator[WeightSeen]:
    """The open cases that weigh something else `today` than their points say."""
    for case in cases:
        if case.status is not Status.CLOSED and weighed(case, policy, today) != case:
            yield WeightSeen(case.ref)


def weight_seen(case: Case, policy: Policy, now: datetime) -> Decision:
    """A date came near or went by, or the settings changed: its points follow."""
    return _weighing(case, "A day or a setting changed what the case weighs.", policy, now)


def _weighing(case: Case, said: str, policy: Policy, now: datetime) -> Decision:
    today = local_day(now, policy)
    why = f"{said} It weighs {weigh(case, policy, today).in_words()}."
    return Decision(weighed(case, policy, today), (PutRow(case.ref),), why)
