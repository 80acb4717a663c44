"""Too much: the word is enough, offers stop at once, and a person talks, plans and asks (DOMAIN.md §3.3).

No reason, no threshold, no proof. Nothing is inferred from declines, from the time of a mail or from its
tone: only the word counts. A caseload that was called too much is looked at after two, five and ten working
days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.calendar import add_working_days, at, local_day
from casework.easing import options, part_used
from casework.effects import Attend, Decision, Effect, Grant, Keep, Send, SetCell, Words
from casework.facts import HelpJudged, OfferGoneStale, PauseLifted, ReviewAnswered, ReviewStepDue
from casework.model import Branch, Case, Caseworker, Person, Policy, Role, Team
from casework.own_word import Review, Standing, standing_of
from casework.workload import percent

STEP_DAYS = (2, 5, 10)
"""Working days until the talk, the written plan, and the check whether it helped."""


def too_much(
    email: str, name: str, case: Case | None, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """Offers stop, open ones are taken back, the coordinator hears at once. Said again: she hears again."""
    standing = standing_of(team.standings, email)
    stale = tuple(
        OfferGoneStale(one.ref, email)
        for one in team.open_cases
        if email in (one.offered_to, one.second_offered_to)
    )
    review = standing.review or _review(email, policy, team, now)
    kept = Keep(replace(standing, stopped_at=standing.stopped_at or now, asked_back="", review=review))
    effects: tuple[Effect, ...] = (
        kept,
        SetCell(email, "paused", "", "Yes", tab="caseworkers"),
        _to_coordinator(standing_of((kept.standing,), email), name, branch, policy, team, now),
        Attend(
            "",
            f"{name} asks for a review of their cases. Offers to them have stopped.",
            f"Please talk with them by {_day(review.steps[0], policy)}. A mail with the choices is with you.",
        ),
    )
    why = f"{name} says it is too much: offers stop at once, and the coordinator is told."
    return Decision(case, effects, why, then=stale)


def _review(email: str, policy: Policy, team: Team, now: datetime) -> Review:
    today = local_day(now, policy)
    number = 1 + max((one.review.number for one in team.standings if one.review), default=0)
    steps = tuple(at(add_working_days(today, days, policy), policy.open_from, policy) for days in STEP_DAYS)
    return Review(number, now, steps, part_used(email, team.open_cases, policy, team, now))


def _day(moment: datetime, policy: Policy) -> str:
    day = local_day(moment, policy)
    return f"{day:%A} {day.day} {day:%B}"


def _to_coordinator(
    standing: Standing, name: str, branch: Branch, policy: Policy, team: Team, now: datetime, step: int = 0
) -> Send:
    """Their cases, the choices with what each would do to everybody's time, and by when (S2, S3)."""
    review = standing.review
    assert review is not None
    theirs = [one for one in team.open_cases if standing.email in (one.lead, one.second)]
    words: Words = {
        "name": name,
        "step": ("talk", "plan", "check")[step],
        "first": "" if review.reminded else "yes",
        "used": percent(part_used(standing.email, team.open_cases, policy, team, now)),
        "used_before": percent(review.used),
        "by": local_day(review.steps[step], policy).isoformat(),
        "talked": "yes" if review.talked else "",
        "planned": "yes" if review.planned else "",
        "cases": [
            {"ref": one.ref, "weight": f"{one.points:g}", "status": one.status.value} for one in theirs
        ],
        "options": options(standing.email, policy, team, now) if step < len(STEP_DAYS) - 1 else [],
    }
    grant = Grant("", branch.coordinator.email, "review", review.number, days=60)
    return Send("review", Role.COORDINATOR, branch.coordinator, "", words, grant=grant)


def step_due(fact: ReviewStepDue, branch: Branch, policy: Policy, team: Team, now: datetime) -> Decision:
    """After two, five and ten working days: the talk, the plan, and whether it helped."""
    standing = standing_of(team.standings, fact.caseworker)
    review, person = standing.review, team.person(fact.caseworker)
    if review is None or (review.number, review.reminded) != (fact.number, fact.step):
        return Decision(None, (), "The review has moved on.")
    after = replace(standing, review=replace(review, reminded=fact.step + 1))
    done = (review.talked or review.planned, review.planned, None)[fact.step]
    effects: list[Effect] = [Keep(after)]
    if person is None:
        return Decision(None, (Keep(replace(after, review=None)),), "Whoever asked is not with us any more.")
    if not done:
        effects.append(_to_coordinator(after, person.name, branch, policy, team, now, fact.step))
    if fact.step == len(STEP_DAYS) - 1:
        effects.append(_did_it_help(person, review.number))
    step = ("talk", "plan", "check")[fact.step]
    return Decision(None, tuple(effects), f"The {step} of the review that {person.name} asked for is due.")


def _did_it_help(person: Caseworker, number: int) -> Send:
    grant = Grant("", person.email, "helped", number)
    to = Person(person.name, person.email)
    return Send("did_it_help", Role.CASEWORKER, to, "", {}, grant=grant)


def review_answered(fact: ReviewAnswered, team: Team, now: datetime) -> Decision:
    """The coordinator has talked, or has written down what moves, to whom and by when. Kept as its letter."""
    standing = next((one for one in team.standings if one.review and one.review.number == fact.number), None)
    if standing is None or standing.review is None:
        return Decision(None, (), "That review is over.", folder="Other")
    review = replace(standing.review, talked=standing.review.talked or now)
    if not fact.talked_only:
        review = replace(review, planned=now, plan=fact.received.letter)
    why = "The coordinator has talked with them." if fact.talked_only else "There is a written plan."
    return Decision(None, (Keep(replace(standing, review=review)),), why, folder="Other")


def help_judged(fact: HelpJudged, branch: Branch, policy: Policy, team: Team, now: datetime) -> Decision:
    """Did it help: the review ends with their answer, but for a no: then a person talks with them again."""
    standing = standing_of(team.standings, fact.caseworker)
    person, review = team.person(fact.caseworker), standing.review
    if person is None or review is None or review.number != fact.number:
        return Decision(None, (), "That review is over.", folder="Other")
    if fact.helped == "unclear":
        line = Attend(
            "",
            f"{person.name} answered whether the review helped, and it is not clear what is meant.",
            "Read their letter in Casework/Other, and ring them.",
            letter=fact.received.letter,
        )
        return Decision(
            None, (line,), "Whether it helped could not be told: a person reads it.", folder="Other"
        )
    said = {"yes": "it helped", "partly": "it helped in part", "no": "it did not help"}[fact.helped]
    what = f"{person.name} says of the review of their cases: {said}."
    do = (
        "Please talk with them again this week, and change the plan. Offers to them stay stopped."
        if fact.helped == "no"
        else "There is nothing you must do. Offers to them stay stopped until they say READY."
    )
    told = Send("attention", Role.COORDINATOR, branch.coordinator, "", {"ref": "", "what": what, "do": do})
    after = replace(standing, review=_anew(review, policy, now) if fact.helped == "no" else None)
    thanks = Send(
        "helped_thanks",
        Role.CASEWORKER,
        Person(person.name, person.email),
        "",
        {"helped": fact.helped},
        grant=Grant("", person.email, "caseworker", days=365),
    )
    why = f"Did the review help {person.name}: {fact.helped}."
    return Decision(None, (Keep(after), told, thanks), why, folder="Other")


def _anew(review: Review, policy: Policy, now: datetime) -> Review:
    today = local_day(now, policy)
    steps = tuple(at(add_working_days(today, days, policy), policy.open_from, policy) for days in STEP_DAYS)
    return replace(review, steps=steps, reminded=0, talked=None, planned=None, plan="", helped="no")


def pause_lifted(fact: PauseLifted, team: Team) -> Decision:
    """The coordinator emptied the Paused cell: she and the caseworker have agreed; offers may come again."""
    standing = standing_of(team.standings, fact.caseworker)
    if not standing.stopped:
        return Decision(None, (), "Nothing was stopped.")
    kept = Keep(replace(standing, stopped_at=None))
    return Decision(None, (kept,), "The coordinator emptied the Paused cell: offers may come again.")
