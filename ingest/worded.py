"""A caseworker's or coordinator's answer, with authority, to facts: one for each word that was said."""

from __future__ import annotations

import re
from datetime import date

from casework.answering import person_word
from casework.effects import Grant
from casework.facts import Fact
from casework.facts.answers import (
    Answer,
    AnsweredInWords,
    ClosingConfirmed,
    ComingAnswered,
    HelpJudged,
    OfferAnswered,
    ReviewAnswered,
    WishAnswered,
    WordSaid,
    WordUnproven,
)
from casework.facts.letters import LetterForPerson, Received
from casework.facts.sheet import IntakeSet
from casework.said import Said, Word
from ingest.answer import first_words
from ingest.word_table import STOP
from ingest.words import words_of

_TALKED = re.compile(
    r"\W*(?:talked|spoken|ok(?:ay)?|yes|done|(?:we|i)(?:'ve| have)? (?:talked|spoken|spoke|met|rang))\b"
    r"(?: (?:to|with|about|it|them|him|her|today|yesterday|thanks?|now|on|the|phone|this|morning))*\W*",
    re.IGNORECASE,
)
_CONFIRMED = re.compile(
    r"\W*(?:ok(?:ay)?|yes|close(?: it)?|closed|confirm(?:ed)?|agreed|fine|go ahead)"
    r"(?:[\s,.]+(?:please|thanks?|thank you|close it|that's fine|it))*\W*",
    re.IGNORECASE,
)
_ADVICE = re.compile(r"(?:please )?advice first(?:,? (?:please|thanks?|thank you))*")
_USUAL = re.compile(r"(?:please )?(?:say it )?as (?:usual|always)(?:,? (?:again|please|thanks?|thank you))*")
_NOT_YET = re.compile(
    r"\W*(?:no|nope|not (?:yet|now)|later|wait)(?:[\s,.]+(?:thanks?|thank you|please|not yet|later|"
    r"i'll talk (?:to|with) "
    r"them|let me (?:talk|speak) (?:to|with) them))*\W*",
    re.IGNORECASE,
)
_HELPED = (
    ("partly", r"part(?:ly|ially)?|a (?:bit|little)|somewhat|in part|some|yes and no|half"),
    ("no", r"no\b|not\b|nope|it (?:did not|didn't|has not|hasn't)"),
    ("yes", r"yes|yep|it (?:did|has|helped)|helped|a lot|very much|much better|better"),
)
_OF_OFFERS = {
    Word.ACCEPT: Answer.ACCEPT,
    Word.DECLINE: Answer.DECLINE,
    Word.QUESTION: Answer.QUESTION,
}


def facts_of(reply: str, written: date, received: Received, grant: Grant) -> tuple[Fact, ...]:
    """What a caseworker said in answer to a mail of ours: of an offer, their case, or themselves."""
    return tuple(_fact(one, received, grant) for one in words_of(reply, written))


def _fact(said: Said, received: Received, grant: Grant) -> Fact:
    answer = _OF_OFFERS.get(said.word) if grant.purpose == "offer" else None
    if answer is not None:
        return OfferAnswered(received, grant.ref, grant.number, grant.person, answer)
    return WordSaid(received, grant.ref, grant.person, said, grant.number)


def helped(reply: str, written: date, received: Received, grant: Grant) -> tuple[Fact, ...]:
    """Did the review help; and whatever else is said beside it, such as READY."""
    words = first_words(reply).replace("’", "'")
    others = tuple(
        _fact(one, received, grant)
        for one in words_of(reply, written)
        if one.word not in (*_OF_OFFERS, Word.NOTHING, Word.UNCLEAR)
    )
    judged = next((name for name, said in _HELPED if re.match(rf"\W*(?:{said})", words, re.IGNORECASE)), "")
    if not judged and others:
        return others
    return (HelpJudged(received, grant.number, grant.person, judged or "unclear"), *others)


def coming(reply: str, written: date, received: Received, grant: Grant) -> tuple[Fact, ...]:
    """Whether they come along on the day that is in their calendar; whatever else they say is said too.

    STEP BACK in a mail about a case is told apart later: it may be meant of the case.
    """
    comes = {Word.ACCEPT: True, Word.DECLINE: False} | ({} if grant.ref else {Word.STEP_BACK: False})
    return tuple(
        ComingAnswered(received, grant.ref, grant.number, grant.person, comes[one.word])
        if one.word in comes
        else _fact(one, received, grant)
        for one in words_of(reply, written)
    )


def asked_how_they_are(reply: str, written: date, received: Received, grant: Grant) -> tuple[Fact, ...]:
    """Our words count; anything else is in their own words. STOP means these very mails."""
    stop = Word.NO_PULSE if grant.purpose == "pulse" else Word.NO_CHECK_INS
    if STOP.fullmatch(first_words(reply).strip(" .!")):
        return (_fact(Said(stop), received, grant),)
    said = words_of(reply, written)
    ours = [one for one in said if one.word not in (Word.ACCEPT, Word.DECLINE, Word.NOTHING, Word.UNCLEAR)]
    nothing = {Word.NOTHING} if grant.purpose == "pulse" else {Word.NOTHING, Word.DECLINE}
    if ours or {one.word for one in said} <= nothing:
        return tuple(_fact(one, received, grant) for one in ours or (Said(Word.NOTHING),))
    return (AnsweredInWords(received, grant.person, grant.purpose),)


def closing(reply: str, received: Received, grant: Grant) -> tuple[Fact, ...]:
    """The coordinator confirms that a case is closed, or a person reads what she wrote: never a guess."""
    if _CONFIRMED.fullmatch(first_words(reply)):
        return (ClosingConfirmed(received, grant.ref),)
    why = "An answer about closing a case is neither a yes nor an ok: the case stays open."
    return (LetterForPerson(received, why, grant.ref),)


def wish(reply: str, received: Received, grant: Grant) -> tuple[Fact, ...]:
    """The coordinator's ok to what somebody would like, or a no; anything else a person reads: herself."""
    words = first_words(reply).replace("’", "'")
    if _CONFIRMED.fullmatch(words):
        return (WishAnswered(received, grant.number, granted=True),)
    if _NOT_YET.fullmatch(words):
        return (WishAnswered(received, grant.number, granted=False),)
    why = "An answer about joining, moving on or leaving is neither an ok nor a no: nothing has been changed."
    return (LetterForPerson(received, why),)


def review(reply: str, received: Received, grant: Grant) -> tuple[Fact, ...]:
    """The coordinator has talked with whoever asked for a review, or this is the plan."""
    words = first_words(reply).replace("’", "'")
    if not words:
        return (LetterForPerson(received, "An empty answer came to the mail about a review."),)
    return (ReviewAnswered(received, grant.number, bool(_TALKED.fullmatch(words))),)


def capacity(reply: str, received: Received) -> tuple[Fact, ...]:
    """What new members are told from now on; anything else is for a person."""
    words = first_words(reply).casefold().strip(" .!")
    if _ADVICE.fullmatch(words) or _USUAL.fullmatch(words):
        return (IntakeSet(received, advice_first=bool(_ADVICE.fullmatch(words))),)
    why = "An answer about what the branch can take is neither ADVICE FIRST nor AS USUAL: nothing is changed."
    return (LetterForPerson(received, why),)


def unproven(reply: str, written: date, received: Received) -> tuple[Fact, ...]:
    """A word in a caseworker's name that answers no mail of ours: they are asked whether it was them."""
    word = person_word(words_of(reply, written))
    return (WordUnproven(received, received.sender.email, word.value),) if word else ()
