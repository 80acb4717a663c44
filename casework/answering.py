"""A caseworker's word to what follows: one row a word (DOMAIN.md §6.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from casework import moving, rated, reviewing, stepping_back, unsafe
from casework.along_letters import moving_on
from casework.calendar import add_working_days, local_day
from casework.choice import shown_as
from casework.effects import AddLine, Attend, Decision, Effect, Grant, Keep, PutRow, Send, SetCell, Words
from casework.facts import Fact
from casework.facts.answers import ClosingConfirmed, ComingAnswered, OfferGoneStale, WordSaid, WordUnproven
from casework.heard import Heard
from casework.kinds import kinds_told
from casework.listeners import asks_for_somebody
from casework.model import Absence, Branch, Case, HoursIn, Person, Policy, Role, Status, Team
from casework.own_load import own_load
from casework.said import Said, Spent, Word
from casework.standing import offers_of
from casework.wording import came

CLOSING = "the caseworker says it can be closed"


def word_said(
    fact: WordSaid, case: Case | None, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """What one word comes to. Whoever is not with the branch any more can change nothing."""
    person = team.person(fact.caseworker)
    if person is None:
        line = Attend(
            fact.ref,
            "Somebody who is not on the Caseworkers tab, or has left, answered an older mail of ours.",
            "Read their letter in its mail folder, and write to them if it is meant for somebody else now.",
            letter=fact.received.letter,
        )
        return Decision(case, (line,), "The answer came from somebody who is not a caseworker any more.")
    heard = Heard(fact, case, person.name, branch, policy, team, now)
    decision = ANSWERS[fact.said.word](heard)
    if fact.said.word is not Word.UNCLEAR and heard.standing.asked_back and not _keeps(decision):
        cleared = Keep(replace(heard.standing, asked_back=""))
        decision = replace(decision, effects=(*decision.effects, cleared))
    return decision


def _keeps(decision: Decision) -> bool:
    return any(isinstance(effect, Keep) for effect in decision.effects)


def _stepped_back(at: Heard) -> Decision:
    if at.case is None:
        return _unclear(at)
    if at.on_case:
        return stepping_back.stepped_back(at.case, at.fact.caseworker, at.branch, at.policy, at.team, at.now)
    theirs = (one for one in at.case.shadowings if one.shadow == at.fact.caseworker and not one.over)
    if coming := next(theirs, None):
        answered = ComingAnswered(at.fact.received, at.ref, coming.number, at.fact.caseworker, comes=False)
        return Decision(at.case, (), f"{at.name} does not come along after all.", then=(answered,))
    follows: tuple[Fact, ...] = ()
    if any(offer.caseworker == at.fact.caseworker for offer in offers_of(at.case)):
        follows = (OfferGoneStale(at.ref, at.fact.caseworker),)
    why = f"{at.name} is not on this case: an offer that is open is taken back, and nothing else changes."
    return Decision(at.case, (at.noted("STEP BACK"),), why, then=follows)


def _away(at: Heard) -> Decision:
    start, end = at.fact.said.start, at.fact.said.end
    assert start is not None and end is not None
    kept = [one for one in at.standing.away if one.end >= local_day(at.now, at.policy)]
    away = tuple(dict.fromkeys((*kept, Absence(start, end))))
    told = at.noted("AWAY", start=start.isoformat(), end=end.isoformat())
    line = _line_away(at, start, end, "Away")
    effects = (Keep(replace(at.standing, away=away, asked_back="")), line, told)
    follows = _stale(at, start)
    return Decision(
        at.case, effects, f"{at.name} is away for some days: nobody asks them then.", then=follows
    )


def _line_away(at: Heard, start: date, end: date, what: str) -> AddLine:
    """What the tab Availability says of it; from then on it is the coordinator's to change."""
    email, days = at.fact.caseworker, (start.isoformat(), end.isoformat())
    cells: dict[str, str | float] = {
        "who": shown_as(email, at.team),
        "from": days[0],
        "to": days[1],
        "what": what,
    }
    return AddLine("availability", cells, once=" ".join((what, email, *days)))


def _paused(at: Heard) -> Decision:
    end = at.fact.said.end
    assert end is not None
    effects = (
        Keep(replace(at.standing, rests_until=end, asked_back="")),
        at.noted("PAUSE", end=end.isoformat()),
    )
    follows = _stale(at, local_day(at.now, at.policy))
    return Decision(at.case, effects, f"{at.name} rests from offers until a day they named.", then=follows)


def _stale(at: Heard, start: date) -> tuple[Fact, ...]:
    """Offers open while they are away, rest or have enough: nobody is chased, and nobody waits for a no."""
    email, today = at.fact.caseworker, local_day(at.now, at.policy)
    if start > add_working_days(today, at.policy.offer_days, at.policy):
        return ()
    return tuple(
        OfferGoneStale(one.ref, email)
        for one in at.team.open_cases
        if email in (one.offered_to, one.second_offered_to)
    )


def _ready(at: Heard) -> Decision:
    """Ready for offers again; who was neither resting nor stopped means the next step (SD-04)."""
    person, said = at.team.person(at.fact.caseworker), at.standing
    rests = max(filter(None, (said.rests_until, said.let_be_until)), default=None)
    if at.standing.leaves:
        return moving.stays(at)
    rested = rests is None or rests < local_day(at.now, at.policy)
    if person and moving_on(person) and rested and not at.standing.stopped:
        return moving.level_said(at)
    cells: tuple[Effect, ...] = ()
    stopped_at = at.standing.stopped_at
    if stopped_at and at.fact.received.at < stopped_at:
        line = Attend(
            "",
            f"A READY from {at.name} was written before they said that it is too much. "
            + came(at.fact.received, at.policy),
            "Offers to them stay stopped. If you think that they want to be asked again, ring them.",
            letter=at.fact.received.letter,
        )
        return Decision(at.case, (line,), "An older READY came once more: nothing is changed.")
    if stopped_at:
        cells = (SetCell(at.fact.caseworker, "paused", "Yes", "", tab="caseworkers"),)
    standing = reviewing.without_count(at.standing, at.now)
    if standing != at.standing:
        cells += (
            Attend(
                "",
                f"{at.name} says that their cases are all right as they are. Offers to them may come again.",
                "You need not talk with them because of the count, if you have not yet.",
            ),
        )
    kept = Keep(replace(standing, stopped_at=None, rests_until=None, let_be_until=None, asked_back=""))
    return Decision(at.case, (kept, *cells, at.noted("READY")), f"{at.name} would like to be asked again.")


def _shadow(at: Heard) -> Decision:
    today = local_day(at.now, at.policy)
    days = sorted({*(day for day in at.standing.shadow if day >= today), *at.fact.said.days})
    told = at.noted("SHADOW", days=[day.isoformat() for day in at.fact.said.days])
    line = Attend(
        "",
        f"{at.name} would like to come along and learn, on {len(at.fact.said.days)} day(s).",
        "There is nothing you must do. Where a meeting of a case falls on such a day, the service asks the "
        "member and then invites them. A surgery counts if it stands on the tab Key dates, without a case.",
        letter=at.fact.received.letter,
    )
    kept = Keep(replace(at.standing, shadow=tuple(days), asked_back=""))
    shown = tuple(_line_away(at, day, day, "Shadow") for day in at.fact.said.days)
    return Decision(at.case, (kept, line, *shown, told), f"{at.name} gave days on which they would shadow.")


def _hours(at: Heard) -> Decision:
    """Other hours for a time are a line on Availability; hours from now on, their own cell (SD-26)."""
    said, email = at.fact.said, at.fact.caseworker
    hours = said.hours or 0.0
    a_month = f"{hours:g} hour{'' if hours == 1 else 's'} a month"
    if said.start is None or said.end is None:
        person = at.team.person(email)
        cell = SetCell(
            email, "hours", person.cell("hours") if person else "", f"{hours:g}", tab="caseworkers"
        )
        why = f"{at.name} said how many hours they can give."
        return Decision(at.case, (cell, at.noted("HOURS", still_open=True, spent=[a_month])), why)
    told = at.noted(
        "HOURS", still_open=True, start=said.start.isoformat(), end=said.end.isoformat(), spent=[a_month]
    )
    kept = [one for one in at.standing.hours_in if one.end >= local_day(at.now, at.policy)]
    kept = [one for one in kept if (one.start, one.end) != (said.start, said.end)]
    hours_in = (*kept, HoursIn(said.start, said.end, hours))
    line = _line_away(at, said.start, said.end, f"Hours {hours:g}")
    effects = (Keep(replace(at.standing, hours_in=hours_in, asked_back="")), line, told)
    return Decision(at.case, effects, f"{at.name} said how many hours they can give for a time.")


def _limit(at: Heard) -> Decision:
    """How many cases they would have at once: their own cell, of which a lower number always wins (§3.2).

    Whoever has that many now is not pressed about an open offer.
    """
    most, person = at.fact.said.most, at.team.person(at.fact.caseworker)
    if most is None or person is None:
        return _unclear(at)
    cell = SetCell(person.email, "max_cases", person.cell("max_cases"), str(most), tab="caseworkers")
    theirs = [one for one in at.team.open_cases if person.email in (one.lead, one.second)]
    full = len(theirs) >= most
    cases = f"{most} case{'' if most == 1 else 's'}"
    told = at.noted("LIMIT", still_open=not full, spent=[cases])
    follows = _stale(at, local_day(at.now, at.policy)) if full else ()
    why = f"{at.name} said how many cases they would have at once."
    return Decision(at.case, (cell, told), why, then=follows)


def _time(at: Heard) -> Decision:
    """Hours are noted for the case that the mail was about; the register's tab Time shows them."""
    if at.case is None:
        return _unclear(at)
    spent = at.fact.said.spent
    total = sum(one.minutes for one in spent)
    told = at.noted("TIME", spent=[in_words(one, local_day(at.fact.received.at, at.policy)) for one in spent])
    shown = tuple(_line_of_time(at, one) for one in spent if one.minutes)
    return Decision(at.case, (*shown, told), f"{at.name} noted {duration(total)} for this case.")


def _line_of_time(at: Heard, spent: Spent) -> AddLine:
    day = spent.day or local_day(at.fact.received.at, at.policy)
    cells: dict[str, str | float] = {
        "who": shown_as(at.fact.caseworker, at.team),
        "ref": at.ref,
        "date": day.isoformat(),
        "hours": round(spent.minutes / 60, 2),
        "what": spent.kind,
    }
    return AddLine("time", cells, at.ref)


def duration(minutes: int) -> str:
    """ "2 hours 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [(hours, "hour"), (rest, "minute")]
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(said) or "no time"


def in_words(spent: Spent, today: date) -> str:
    """One entry of the log: "1 hour 30 minutes on Tuesday 17 November, preparation"."""
    day = spent.day or today
    kind = f", {spent.kind}" if spent.kind else ""
    return f"{duration(spent.minutes)} on {day:%A} {day.day} {day:%B}{kind}"


def _done(at: Heard) -> Decision:
    """DONE and CLOSE: the coordinator confirms; until then the case stays as it is."""
    if at.case is None or not at.on_case:
        return _unclear(at)
    if at.case.status is Status.CLOSED:
        return Decision(at.case, (at.noted("CLOSE"),), "The case is closed already.")
    word = at.fact.said.word
    flags = tuple(dict.fromkeys((CLOSING, *at.case.flags)))
    grant = Grant(at.ref, at.branch.coordinator.email, "closing")
    words: Words = {"ref": at.ref, "who": at.name, "word": word.value}
    ask = Send("closing", Role.COORDINATOR, at.branch.coordinator, at.ref, words, grant=grant)
    effects = (PutRow(at.ref), ask, at.noted(word.value))
    why = f"{at.name} says that the work on it is done: the coordinator is asked to confirm."
    return Decision(replace(at.case, flags=flags), effects, why)


def closing_confirmed(fact: ClosingConfirmed, case: Case, now: datetime) -> Decision:
    """The coordinator said yes: closed, in the row too."""
    if case.status is Status.CLOSED:
        return Decision(case, (), "The case is closed already.")
    flags = tuple(flag for flag in case.flags if flag != CLOSING)
    closed = replace(case, status=Status.CLOSED, closed_at=now, offer=None, second_offer=None, flags=flags)
    cell = SetCell(case.ref, "status", case.status.value, Status.CLOSED.value)
    return Decision(closed, (PutRow(case.ref), cell), "The coordinator confirmed that the case is closed.")


def _question(at: Heard) -> Decision:
    return _to_coordinator(at, "has a question")


def _help(at: Heard) -> Decision:
    return Decision(at.case, (at.to_them("words"),), f"{at.name} asked which words there are.")


def _load(at: Heard) -> Decision:
    person = at.team.person(at.fact.caseworker)
    if person is None:
        return Decision(at.case, (), "Whoever asked for their load is not with us any more.")
    return Decision(
        at.case, (own_load(at, person),), f"{at.name} asked how much they have: told to them alone."
    )


def _rating(at: Heard) -> Decision:
    """What the case asks of feelings is its lead's to say, or the coordinator's (§3.2): another's word, and
    one that is older than hers, goes to her; they are not asked what they meant, for it is plain."""
    if at.case is None or at.fact.said.rating is None:
        return _unclear(at)
    if rated.may_rate(at):
        return rated.rated_by_lead(at)
    what = "has said how hard this case is to work on: what is said under Emotional rating is left as it is"
    decision = _to_coordinator(at, what)
    return replace(decision, effects=(*decision.effects, at.noted("RATING")))


def _too_much(at: Heard) -> Decision:
    decision = unsafe.too_much(at.fact.caseworker, at.name, at.case, at.branch, at.policy, at.team, at.now)
    again = "" if decision.then or not at.standing.stopped else "yes"
    thanks = at.to_them("too_much", again=again, days=str(at.policy.care.talk_days))
    return replace(decision, effects=(thanks, *decision.effects))


def _nothing(at: Heard) -> Decision:
    """Thanks, or a machine's words. An "ok" to an offer that is open may be a yes: it is asked about."""
    open_offers = (at.case.offer, at.case.second_offer) if at.case else ()
    asked = any(one and one.caseworker == at.fact.caseworker for one in open_offers)
    if asked and not at.fact.said.about:
        return _unclear(at)
    return Decision(at.case, (), f"{at.name} wrote, and asked for nothing.")


def _unclear(at: Heard) -> Decision:
    """Asked back once, then a person reads it (DOMAIN.md §6.2)."""
    about = at.fact.said.about.value if at.fact.said.about else ""
    place = at.ref or "-"
    if at.standing.asked_back == place:
        return _to_coordinator(at, "answered twice in words that we could not take for one of ours")
    kept = Keep(replace(at.standing, asked_back=place))
    email = at.fact.caseworker
    offers = (at.case.offer, at.case.second_offer) if at.case else ()
    offer = next((one for one in offers if one and one.caseworker == email), None)
    ask = at.to_them("ask_back", about=about, offer="yes" if offer else "")
    if offer:
        ask = replace(ask, grant=Grant(at.ref, email, "offer", offer.number))
    return Decision(
        at.case, (kept, ask), f"{at.name} answered, and it is not clear what is meant: asked back."
    )


def _to_coordinator(at: Heard, what: str) -> Decision:
    folder = f"Casework/{at.ref or 'Other'}"
    do = f"Read their letter in the mail folder {folder}, and write to them. Nothing has been decided."
    line = Attend(
        at.ref, f"{at.name} {what}. {came(at.fact.received, at.policy)}", do, letter=at.fact.received.letter
    )
    words: Words = {"ref": at.ref, "what": f"{at.name} {what}", "do": do, "on_tab": "yes"}
    told = Send("attention", Role.COORDINATOR, at.branch.coordinator, at.ref, words)
    return Decision(at.case, (told, line), f"{at.name} {what}: the coordinator is told.")


def _buddy(at: Heard) -> Decision:
    effects = asks_for_somebody(at.fact.caseworker, at.name, at.fact.received, at.branch, at.policy, at.team)
    why = f"{at.name} would like somebody to talk with: the coordinator is asked to find them."
    return Decision(at.case, (*effects, at.noted("BUDDY")), why)


def _for_themselves(at: Heard) -> Decision:
    """What we may ask them, and that they have talked: theirs alone, and nobody is told."""
    today = local_day(at.now, at.policy)
    word = at.fact.said.word
    after = {
        Word.TALKED: replace(at.standing, talked_on=today),
        Word.CHECK_INS: replace(at.standing, check_ins=True),
        Word.NO_CHECK_INS: replace(at.standing, check_ins=False),
        Word.PULSE: replace(at.standing, pulse_on=at.standing.pulse_on or today),
        Word.NO_PULSE: replace(at.standing, pulse_on=None),
    }[word]
    kept = Keep(replace(after, asked_back=""))
    return Decision(at.case, (kept, at.noted(word.value)), "A caseworker said what we may ask them.")


def _of_an_offer(at: Heard) -> Decision:
    """ACCEPT or DECLINE where no offer was asked about: "yes" to what?"""
    return _unclear(at)


ANSWERS: Mapping[Word, Callable[[Heard], Decision]] = {
    Word.ACCEPT: _of_an_offer,
    Word.DECLINE: _of_an_offer,
    Word.QUESTION: _question,
    Word.STEP_BACK: _stepped_back,
    Word.PAUSE: _paused,
    Word.READY: _ready,
    Word.LEVEL: moving.level_said,
    Word.HOURS: _hours,
    Word.LIMIT: _limit,
    Word.KINDS: kinds_told,
    Word.NOT_YET: kinds_told,
    Word.LEAVE: moving.leave_said,
    Word.TOO_MUCH: _too_much,
    Word.AWAY: _away,
    Word.SHADOW: _shadow,
    Word.TIME: _time,
    Word.DONE: _done,
    Word.CLOSE: _done,
    Word.LOAD: _load,
    Word.RATING: _rating,
    Word.BUDDY: _buddy,
    Word.TALKED: _for_themselves,
    Word.CHECK_INS: _for_themselves,
    Word.NO_CHECK_INS: _for_themselves,
    Word.PULSE: _for_themselves,
    Word.NO_PULSE: _for_themselves,
    Word.HELP: _help,
    Word.NOTHING: _nothing,
    Word.UNCLEAR: _unclear,
}


def word_unproven(fact: WordUnproven, branch: Branch, policy: Policy, team: Team) -> Decision:
    """A word in a caseworker's name that answers no mail of ours: asked at the address on file, once a day.

    Where the word is TOO MUCH the coordinator hears of it at once: nobody should wait for a mail to be
    answered before a person rings.
    """
    person = team.person(fact.caseworker)
    if person is None:
        return Decision(None, (), "The letter names no caseworker of ours.", folder="Other")
    to = Person(person.name, person.email)
    grant = Grant("", person.email, "caseworker", days=30)
    once = f"was_it_you {person.email} {local_day(fact.received.at, policy)}"
    effects: tuple[Effect, ...] = (
        Send("was_it_you", Role.CASEWORKER, to, "", {"word": fact.word}, grant=grant, once=once),
        Attend(
            "",
            f"A letter in {person.name}'s name says {fact.word}, but it is not an answer to a mail of ours. "
            + came(fact.received, policy),
            "They were asked whether they wrote it, and nothing is done until they say so. "
            + ("Please ring them today all the same." if fact.word == Word.TOO_MUCH else ""),
            letter=fact.received.letter,
        ),
    )
    return Decision(
        None, effects, "A word without proof: they are asked whether they wrote it.", folder="Other"
    )


UNDEMANDING = frozenset(
    {Word.NOTHING, Word.UNCLEAR, Word.ACCEPT, Word.DECLINE, Word.QUESTION, Word.TIME, Word.RATING}
)
"""Words that mean nothing without the mail they answer."""


def person_word(said: tuple[Said, ...]) -> Word | None:
    """The first word that says something by itself, if there is one."""
    return next((one.word for one in said if one.word not in UNDEMANDING), None)
