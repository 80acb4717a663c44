"""A review of somebody's cases: the talk, the written plan, and whether it helped (DOMAIN.md §3.3; S2, S3).

The coordinator is reminded after two, five and ten working days of what has not been done; then the
caseworker is asked whether it helped.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.calendar import add_working_days, at, local_day
from casework.easing import options, part_used
from casework.effects import Attend, Decision, Effect, Grant, Keep, Send, Words
from casework.facts.answers import HelpJudged, ReviewAnswered
from casework.facts.due import PauseLifted, ReviewStepDue
from casework.key_dates import next_date_text
from casework.lighter import steps_taken
from casework.meters import Limit, over_limits
from casework.model import Branch, Caseworker, Person, Policy, Role, Team
from casework.overdue import past
from casework.own_word import SAID, Review, Standing, over, standing_of
from casework.workload import percent

STEPS = ("talk", "plan", "check")
MOST_USED = 99.0
"""Of somebody's time: where they have none at all, this stands for any load."""


def steps_from(now: datetime, policy: Policy) -> tuple[datetime, ...]:
    """When the three steps are due, at the hour from which people are written to."""
    today, care = local_day(now, policy), policy.care
    days = (care.talk_days, care.plan_days, care.check_days)
    return tuple(at(add_working_days(today, each, policy), policy.open_from, policy) for each in days)


def used_of(email: str, policy: Policy, team: Team, now: datetime) -> float:
    """The part of somebody's time that their cases take, as a review keeps it: always a number."""
    return min(part_used(email, team.open_cases, policy, team, now), MOST_USED)


def day_of(moment: datetime, policy: Policy) -> str:
    """ "Wednesday 25 November"."""
    day = local_day(moment, policy)
    return f"{day:%A} {day.day} {day:%B}"


def to_coordinator(
    standing: Standing, name: str, branch: Branch, policy: Policy, team: Team, now: datetime, step: int = 0
) -> Send:
    """Their cases, the choices with what each would do to everybody's time, and by when (S2, S3)."""
    review = standing.review
    assert review is not None
    theirs = [one for one in team.open_cases if standing.email in (one.lead, one.second)]
    today = local_day(now, policy)
    dates = {whole.ref: next_date_text(whole, today) for whole in team.in_full}
    words: Words = {
        "name": name,
        "step": STEPS[step],
        "first": "" if review.reminded else "yes",
        "why": review.why,
        "used": percent(part_used(standing.email, team.open_cases, policy, team, now)),
        "used_before": percent(review.used),
        "by": local_day(review.steps[step], policy).isoformat(),
        "talked": "yes" if review.talked else "",
        "planned": "yes" if review.planned else "",
        "cases": [
            {
                "ref": one.ref,
                "weight": f"{one.points:g}",
                "status": one.status.value,
                "next_date": dates.get(one.ref, ""),
            }
            for one in theirs
        ],
        "did": list(review.did),
        "options": options(standing.email, policy, team, now) if STEPS[step] != "check" else [],
    }
    grant = Grant("", branch.coordinator.email, "review", review.number, days=60)
    return Send("review", Role.COORDINATOR, branch.coordinator, "", words, grant=grant)


def step_due(fact: ReviewStepDue, branch: Branch, policy: Policy, team: Team, now: datetime) -> Decision:
    """After two, five and ten working days: the talk, the plan, and whether it helped."""
    standing = standing_of(team.standings, fact.caseworker)
    review, person = standing.review, team.person(fact.caseworker)
    if review is None or (review.number, review.reminded) != (fact.number, fact.step):
        return Decision(None, (), "The review has moved on.")
    if person is None:
        return Decision(None, (Keep(over(standing, now)),), "Whoever it was about is not with us any more.")
    after = replace(standing, review=_one_further(review, person, fact.step, policy, team, now))
    done = (review.talked or review.planned, review.planned, None)[fact.step]
    effects: list[Effect] = [Keep(after)]
    if not done and not (fact.step < 2 and _settled_itself(review, person, policy, team, now)):
        effects.append(to_coordinator(after, person.name, branch, policy, team, now, fact.step))
    if STEPS[fact.step] == "check":
        effects.append(_did_it_help(person, review, standing))
    why = f"The {STEPS[fact.step]} of the review of the cases of {person.name} is due."
    return Decision(None, tuple(effects), why)


def _one_further(
    review: Review, person: Caseworker, step: int, policy: Policy, team: Team, now: datetime
) -> Review:
    if STEPS[step] != "check":
        return replace(review, reminded=step + 1)
    did = steps_taken(person.email, review, team.open_cases)
    return replace(review, reminded=step + 1, used_after=used_of(person.email, policy, team, now), did=did)


def _settled_itself(review: Review, person: Caseworker, policy: Policy, team: Team, now: datetime) -> bool:
    """A count that began a review is under its limits again: she need not be sent after anybody."""
    if review.why not in (Limit.HOURS, Limit.FEELING, Limit.OVERDUE):
        return False
    late = past(team.in_full, local_day(now, policy)) if review.why == Limit.OVERDUE else {}
    return not over_limits([person], team.open_cases, {}, policy, now, late)


def _did_it_help(person: Caseworker, review: Review, standing: Standing) -> Send:
    grant = Grant("", person.email, "helped", review.number)
    to = Person(person.name, person.email)
    words: Words = {
        "said": "yes" if review.why == SAID else "",
        "stopped": "yes" if standing.stopped else "",
    }
    return Send("did_it_help", Role.CASEWORKER, to, "", words, grant=grant)


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
    after = over(replace(standing, review=replace(review, helped=fact.helped)), now)
    if fact.helped == "no":
        after = replace(after, review=_anew(review, policy, now))
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
    return replace(
        review, steps=steps_from(now, policy), reminded=0, talked=None, planned=None, plan="", helped="no"
    )


def pause_lifted(fact: PauseLifted, team: Team, now: datetime) -> Decision:
    """The coordinator emptied the Paused cell: she and the caseworker have agreed; offers may come again."""
    standing = standing_of(team.standings, fact.caseworker)
    if not standing.stopped:
        return Decision(None, (), "Nothing was stopped.")
    kept = Keep(replace(without_count(standing, now), stopped_at=None))
    return Decision(None, (kept,), "The coordinator emptied the Paused cell: offers may come again.")


def without_count(standing: Standing, now: datetime) -> Standing:
    """A review that only a count began is over once one of the two says that it is all right."""
    review = standing.review
    return over(standing, now) if review and review.runs and review.why != SAID else standing
