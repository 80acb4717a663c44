"""The level of a case: which cases the branch runs itself, and which want the region (SD-36, L-49)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from casework.calendar import add_working_days, at, local_day
from casework.eligibility import stands_in
from casework.model import Branch, Case, OpenCase, Policy, Status, Team
from casework.referral import FOR_REGION, Rating
from casework.region_rules import LevelRule
from casework.urgency import next_date
from casework.words import words_of

SERIOUS = 2
"""The emotional rating from which on a dispute between members is serious on a side."""

LOOKED_AT = (
    "summary",
    "steps_taken",
    "desired_outcome",
    "key_event",
    "other_advice",
    "typed_category",  # the coordinator's own words (casework/category.py)
    "typed_date",
)
"""The answers in which a rule's words are looked for. The words found go nowhere: only the rule's own do."""


def level_of(
    case: Case, others: Iterable[OpenCase], policy: Policy, today: date
) -> tuple[int, tuple[str, ...]]:
    """The highest level that a rule gives the case, and why in the rules' words; 1 where none does."""
    rules = policy.region.levels
    opposed = any(rule.both_sides for rule in rules) and _opposed(case, others)
    met = [rule for rule in rules if _met(rule, case, opposed, today)]
    level = max((rule.level for rule in met), default=1)
    return level, tuple(dict.fromkeys(rule.why for rule in met if rule.level == level))


def _met(rule: LevelRule, case: Case, opposed: bool, today: date) -> bool:
    if rule.both_sides and not opposed:
        return False
    if rule.categories and not set(rule.categories) & set(case.categories):
        return False
    if rule.words and not _pattern(rule.words).search(_account(case)):
        return False
    if rule.after_days:
        began = case.form.day("issue_started")
        if began is None or (today - began).days < rule.after_days:
            return False
    return bool(rule.both_sides or rule.categories or rule.words or rule.after_days)


def _account(case: Case) -> str:
    told = [case.form.text(name) for name in LOOKED_AT]
    return " ".join((*told, *(each.what for each in case.key_dates)))


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, whatever their case and whatever stands between them."""
    phrases = (r"[\s\-]+".join(map(re.escape, re.split(r"[\s\-]+", phrase.strip()))) for phrase in words)
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


class Sides:
    """Who is named by whom in all open cases, worked out once: for looking at many cases in turn."""

    def __init__(self, others: Iterable[OpenCase]) -> None:
        self.by_name: dict[str, list[OpenCase]] = {}  # by each word of the member's own name
        self.by_named: dict[str, list[OpenCase]] = {}  # by each word of those whom they name
        for other in others:
            if other.emotional >= SERIOUS:
                for word in words_of(other.member_name):
                    self.by_name.setdefault(word, []).append(other)
                for word in words_of(other.named):
                    self.by_named.setdefault(word, []).append(other)

    def of(self, case: Case) -> tuple[OpenCase, ...]:
        """The cases that could be the other side of this one."""
        if case.emotional < SERIOUS:
            return ()
        own = words_of(case.member.name)
        named = words_of(f"{case.member.line_manager} {case.member.people_involved}")
        found = [other for word in named for other in self.by_name.get(word, ())]
        found += [other for word in own for other in self.by_named.get(word, ())]
        return tuple({other.ref: other for other in found}.values())


def _opposed(case: Case, others: Iterable[OpenCase]) -> bool:
    """Whether a member with an open case is named here, or names this member, and both weigh on feelings."""
    if case.emotional < SERIOUS:
        return False
    own = words_of(case.member.name)
    named = words_of(f"{case.member.line_manager} {case.member.people_involved}")
    return any(
        stands_in(words_of(other.member_name), named) or stands_in(own, words_of(other.named))
        for other in others
        if other.emotional >= SERIOUS and other.ref != case.ref
    )


def rated(case: Case, branch: Branch, policy: Policy, team: Team, now: datetime) -> Case:
    """The case with its level as it is now. A decision that the branch keeps it stands until more speaks
    against it; a case that becomes the region's has its clock begun."""
    if case.status is Status.CLOSED:
        return case
    level, why = level_of(case, team.open_cases, policy, local_day(now, policy))
    old = case.rating
    if old is not None and (old.level, old.why) == (level, why):
        return _begun(case, old, branch, policy, now)
    more = old is None or level > old.level or (level == old.level and bool(set(why) - set(old.why)))
    since = old.since if old and old.level == level else now
    new = Rating(level, why, since, kept_at=None if more or old is None else old.kept_at)
    return _begun(replace(case, rating=new), new, branch, policy, now)


def _begun(case: Case, rating: Rating, branch: Branch, policy: Policy, now: datetime) -> Case:
    """The clock runs where the region is named, nobody has decided yet, and it does not run already."""
    if not branch.officials or not undecided(case) or rating.look_at is not None:
        return case
    return replace(case, rating=replace(rating, look_at=next_look(case, policy, now)))


def undecided(case: Case) -> bool:
    """Whether a case of the region's is at the branch, and neither is the region asked nor is it kept. A talk
    with the region, its no, and a referral that was not signed decide nothing: the clock begins again."""
    rating = case.rating
    return (
        rating is not None
        and rating.level >= FOR_REGION
        and rating.kept_at is None
        and not (case.referrals and case.referrals[-1].stands)
        and not case.row_gone
        and case.status is not Status.CLOSED
    )


def next_look(case: Case, policy: Policy, now: datetime) -> datetime:
    """When the coordinator is to hear that the case is still here: the next working day if a date is near."""
    today = local_day(now, policy)
    day = next_date(case, today)
    near = day is not None and today <= day <= today + timedelta(days=policy.region.alarm_days)
    days = 1 if near else policy.region.hold_days
    return at(add_working_days(today, days, policy), policy.open_from, policy)


def level_words(case: Case) -> tuple[str, ...]:
    """What the Check column and the suggestion say of it: that a case is the region's to decide about, and
    that one of level 2 is with one person alone."""
    rating = case.rating
    if rating is None or rating.level < FOR_REGION - 1 or case.status is Status.CLOSED:
        return ()
    if rating.level < FOR_REGION:
        paired = not case.lead or case.second or case.second_offer
        return () if paired else (_said(rating, "wants two"),)
    return (_said(rating, "for the region" if rating.kept_at is None else KEPT),)


def is_kept(words: str) -> bool:
    """Whether these words of the Check column say that the branch keeps a case of the region's."""
    return words.startswith(LEVEL) and f", {KEPT}: " in words


def _said(rating: Rating, whose: str) -> str:
    return f"{LEVEL}{rating.level}, {whose}: {', '.join(rating.why)}"


KEPT = "kept by the branch"
LEVEL = "Level "
"""How these words begin: they are seen from the case, and not kept with it."""
