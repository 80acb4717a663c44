"""Letters that were dealt with before the journal was lost, understood once more: who declined, who rests.

Nothing is decided again. Of each answer only what was kept of it is taken: a no to a case, when somebody
said yes, what a caseworker said of themselves, what a member added or agreed to. Nothing is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from casework.calendar import local_day
from casework.decide import decide
from casework.effects import AdviceFirst, Decision, Grant, Keep
from casework.facts import Fact
from casework.facts.answers import (
    Answer,
    AnsweredInWords,
    AnswerNotAccepted,
    ComingAnswered,
    HelpJudged,
    HelpOffered,
    OfferAnswered,
    ReviewAnswered,
    ShadowAnswered,
    WishAnswered,
    WordSaid,
    WordUnproven,
)
from casework.facts.due import PauseLifted
from casework.facts.letters import DetailsGiven, FormReceived, LetterForPerson, Received
from casework.facts.sheet import IntakeSet
from casework.model import Case
from casework.own_word import Standing
from casework.said import Word
from ingest.reading import Reading
from ingest.understand import understand
from jobs.handle import received_of
from jobs.journal import cases, rows
from jobs.journal.letters import LetterRow
from jobs.journal.store import Book
from jobs.matching import look_up
from jobs.record import ADVICE_FIRST, keep, roster, standings, team_of
from jobs.world import World

OF_THEMSELVES = (
    WordSaid, ReviewAnswered, HelpJudged, HelpOffered, WishAnswered, AnsweredInWords, IntakeSet,
)  # fmt: skip
"""Facts of which something is kept beside the cases."""

UNPROVED = (WordUnproven, AnswerNotAccepted, LetterForPerson, FormReceived)
"""What an answer is taken for whose proof is gone; one that quotes a notice of ours may look like a form."""

LIGHTER = frozenset({Word.PAUSE, Word.TOO_MUCH, Word.STEP_BACK})

WHY = "Read again in the mailbox when the journal was made anew; nothing was sent because of it."


@dataclass(frozen=True, slots=True)
class Filed:
    """A letter that was filed, as it was read. `ref`: its folder, if that is a case's."""

    ref: str
    folder: str
    row: LetterRow
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies in the mailbox's folders. `days_shown`: the register has the tab Availability, which says by
    now what was told of days; `without_copies`: nothing is known of what we sent."""

    letters: Sequence[Filed]
    days_shown: bool
    without_copies: bool


@dataclass(slots=True)
class Heard:
    """What the letters came to besides: the members' answers by case and number, and what was not proved."""

    agreed: dict[tuple[str, int], tuple[datetime, Answer]] = field(default_factory=dict)
    said_yes: set[tuple[str, str]] = field(default_factory=set)  # to which case, and who
    ready: dict[str, datetime] = field(default_factory=dict)  # who would like to be asked again, since when
    off: set[tuple[str, int, str]] = field(default_factory=set)  # who said that they do not come, or not now
    unproved: int = 0


def hear_again(book: Book, world: World, lying: Lying, now: datetime) -> Heard:
    """Go through the letters in the order they were written; the cases and the roster are in the journal."""
    heard = Heard()
    dated = [
        (one, one.reading, received_of(one.reading, one.row, now)) for one in lying.letters if one.reading
    ]
    for one, reading, received in sorted(dated, key=lambda each: each[2].at):
        facts = understand(reading, received, look_up(book, world, reading, received.at))
        if lying.without_copies and any(isinstance(fact, UNPROVED) for fact in facts):
            lighter = _lighter(book, one, reading, received, local_day(received.at, world.policy))
            heard.unproved += lighter is not None
            facts = facts if lighter is None else lighter
        for fact in facts:
            _take(book, world, fact, one, heard, received.at)
    for standing in standings(book):
        if standing.stopped and not any(who.paused for who in roster(book) if who.email == standing.email):
            _kept(book, world, PauseLifted(standing.email), now)  # the coordinator has emptied the cell since
    for standing in standings(book):
        keep(book, _as_of_now(standing, lying.days_shown, now))
    return heard


def _take(book: Book, world: World, fact: Fact, letter: Filed, heard: Heard, at: datetime) -> None:
    case = cases.get(book, ref) if (ref := getattr(fact, "ref", "")) else None
    match fact:
        case OfferAnswered() if case is not None:
            _save(book, case, _answered(case, fact, at))
            if fact.answer is Answer.ACCEPT:
                heard.said_yes.add((ref, fact.caseworker))
        case WordSaid() if case is not None and fact.said.word is Word.STEP_BACK:
            if fact.caseworker not in (case.lead, case.second):
                _save(book, case, _declined(case, fact.caseworker))
        case ShadowAnswered(answer=Answer.ACCEPT | Answer.DECLINE):
            heard.agreed[fact.ref, fact.number] = at, fact.answer
        case ComingAnswered(comes=False) if fact.ref:
            heard.off.add((fact.ref, fact.number, fact.caseworker))
        case DetailsGiven() if case is not None:
            after = decide(fact, case, world.branch, world.policy, team_of(book, world.policy, at), at).case
            _save(book, case, _with_details(case, after or case))
        case _:
            pass  # what was filed has been done
    if isinstance(fact, WordSaid) and fact.said.word is Word.READY:
        heard.ready[fact.caseworker] = at
    if isinstance(fact, OF_THEMSELVES) or (isinstance(fact, ComingAnswered) and not fact.ref):
        _kept(book, world, fact, at)
    if isinstance(fact, OfferAnswered | WordSaid | ShadowAnswered | DetailsGiven | ReviewAnswered):
        cases.note(book, at, fact, ref, letter.row.id, WHY)


def _answered(case: Case, fact: OfferAnswered, at: datetime) -> Case:
    if fact.answer is Answer.DECLINE:
        return _declined(case, fact.caseworker)
    if fact.answer is Answer.ACCEPT and fact.caseworker == case.lead:
        return replace(case, lead_since=at)
    if fact.answer is Answer.ACCEPT and fact.caseworker == case.second:
        return replace(case, second_since=at)
    return case


def _declined(case: Case, email: str) -> Case:
    return replace(case, declined=tuple(dict.fromkeys((*case.declined, email))))


def _with_details(case: Case, after: Case) -> Case:
    """What the member added fills gaps; what the register says stands."""
    names = [name for name in type(case.member).__dataclass_fields__ if not getattr(case.member, name)]
    member = replace(case.member, **{name: getattr(after.member, name) for name in names})
    form = replace(after.form, values={**after.form.values, **case.form.values})
    return replace(case, member=member, form=form)


def _save(book: Book, before: Case, after: Case) -> None:
    if after != before:
        cases.put(book, after)


def _kept(book: Book, world: World, fact: Fact, at: datetime) -> None:
    ref = getattr(fact, "ref", "")
    case = cases.get(book, ref) if ref else None
    team = team_of(book, world.policy, at)
    decision: Decision = decide(fact, case, world.branch, world.policy, team, at)
    for effect in decision.effects:
        if isinstance(effect, Keep):
            keep(book, effect.standing)
        elif isinstance(effect, AdviceFirst):
            rows.remember(book, ADVICE_FIRST, effect.state)


def _as_of_now(standing: Standing, days_shown: bool, now: datetime) -> Standing:
    """Days that were told stand on their tab, and are the coordinator's since. The steps of a review that are
    over were taken: she is not told of them again."""
    if days_shown:
        standing = replace(standing, away=(), shadow=(), hours_in=())
    review = standing.review
    if review is None:
        return standing
    past = sum(step <= now for step in review.steps)
    return replace(standing, review=replace(review, reminded=max(review.reminded, past)))


def _lighter(
    book: Book, letter: Filed, reading: Reading, received: Received, written: date
) -> tuple[Fact, ...] | None:
    """Of a caseworker's letter whose proof is lost, what means fewer offers: a loss of that would press
    somebody, and a forgery nobody. None: it is no such letter, or in no case's folder."""
    sender = received.sender.email
    if not letter.ref or not any(person.email == sender for person in roster(book)):
        return None
    from ingest import worded  # with it come the word lists

    facts = worded.facts_of(reading.letter.reply, written, received, Grant(letter.ref, sender, "offer"))
    return tuple(fact for fact in facts if _is_lighter(fact))


def _is_lighter(fact: Fact) -> bool:
    if isinstance(fact, OfferAnswered):
        return fact.answer is Answer.DECLINE
    return isinstance(fact, WordSaid) and fact.said.word in LIGHTER
