"""What an official of the region answered to a referral: agreed, declined, a question, or for a person."""

from __future__ import annotations

import re

from casework.effects import Grant
from casework.facts import Fact
from casework.facts.answers import Answer, CaseworkerChosen, ReferralAnswered, ReferralSigned, RegionAnswer
from casework.facts.letters import LetterForPerson, Received
from casework.region_word import region_word
from ingest.answer import answer_of, first_words
from ingest.words import CONDITION, SIGN_OFF

_THANKS = re.compile(r"\W*(?:many )?(?:thanks|thank you)(?: for (?:this|that|asking|it))?\W+", re.IGNORECASE)
_TAKE = r"take (?:it|this|the case|this case)(?: on)?"
_AGREED = re.compile(
    r"\W*(?:(?:i|we|the region|region)(?:'m|'re| am| are| have| has|'ve)? )?"
    rf"(?:agreed?|agrees|(?:happy|glad|willing|able) to {_TAKE}|(?:will|can|'ll) {_TAKE}|{_TAKE}|"
    r"accept(?:ed)?|yes|ok(?:ay)?)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\W*(?:i(?:'ll| will| have|'ve)? )?(?:sign|signed|approved?)\b", re.IGNORECASE)
_UNSIGNED = re.compile(
    r"\W*(?:i )?(?:not|do not|don't|cannot|can't|won't|will not)(?: yet)? (?:sign|approve)", re.IGNORECASE
)
_WELL = re.compile(rf"\W*(?:i|we)(?:'ll| will| can) {_TAKE}\b", re.IGNORECASE)
_DISAGREED = re.compile(
    r"\W*(?:(?:i|we) (?:do not|don't|cannot|can't) agree|not agreed|disagree)", re.IGNORECASE
)
_BUT = re.compile(
    r"\b(?:but|if|unless|however|provided|depends|subject to|once|until|before|first|in principle|maybe|"
    r"perhaps|might|consider|assess|look at|look into|send|need|details|more|information|ring|call|speak|"
    r"discuss|received|pending|only|advice|with you|not?|nobody|cannot|can't|won't)\b|\?",
    re.IGNORECASE,
)
"""With any of these beside it a yes is for a person to read."""

_OK_AND = re.compile(
    r"\W*ok(?:ay)?\b(?!\W*(?:$|(?:please|thanks|thank you|agreed|yes)\b|"
    rf"(?:i|we)?(?:'ll| will| can)? ?{_TAKE}))",
    re.IGNORECASE,
)
"""An ok with something behind it may be one to having read the mail: "ok will look"."""
_NO_NO = re.compile(
    r"\W*(?:(?:i |we )?(?:have )?no (?:objections?|problems?|worries)|"
    r"(?:i |we )?(?:can't|cannot|don't|do not) (?:see (?:why not|any reason why not)|object|mind))\b",
    re.IGNORECASE,
)
"""What begins as a no and is none."""
_BELOW = 6
"""Lines below the answer that may take a part of it back."""

_OF_ANSWER = {
    Answer.ACCEPT: RegionAnswer.UNCLEAR,  # not one of the plain ways to agree, or with a condition
    Answer.DECLINE: RegionAnswer.DECLINED,
    Answer.QUESTION: RegionAnswer.QUESTION,
    Answer.UNCLEAR: RegionAnswer.UNCLEAR,
}


def referral(reply: str, received: Received, grant: Grant) -> tuple[Fact, ...]:
    """The answer to the referral that the grant is about."""
    return (ReferralAnswered(received, grant.ref, grant.number, grant.person, region_answer(reply)),)


def signature(reply: str, received: Received, grant: Grant) -> tuple[Fact, ...]:
    """The secretary's answer, whether the referral may go out: only where nothing speaks against it."""
    words = _THANKS.sub("", first_words(reply).replace("’", "'"), count=1)
    answer = region_answer(reply)
    if _UNSIGNED.match(words):
        answer = RegionAnswer.DECLINED
    elif _SIGNED.match(words):
        answer = RegionAnswer.UNCLEAR if _against(words, reply) else RegionAnswer.AGREED
    return (ReferralSigned(received, grant.ref, grant.number, grant.person, answer),)


def coordinator(reply: str, received: Received, grant: Grant) -> tuple[Fact, ...]:
    """The coordinator's answer to a mail about the region: one of her words of it, or for a person."""
    choice = first_words(reply)
    if region_word(choice):
        return (CaseworkerChosen(grant.ref, choice, "mail", received),)
    why = "An answer to a mail about the region was none of its words: nothing was done."
    return (LetterForPerson(received, why, grant.ref),)


def _against(words: str, reply: str) -> bool:
    """Whether something beside a yes, or a line below it, takes a part of it back."""
    if _BUT.search(words) or _OK_AND.match(words):
        return True
    lines = [line.strip(" \t*_>-") for line in reply.replace("’", "'").splitlines()]
    first = first_words(reply).replace("’", "'").strip(" \t*_>-")
    below = lines[lines.index(first) + 1 :] if first in lines else []
    for line in [line for line in below if line][:_BELOW]:
        if SIGN_OFF.match(line):
            return False
        if CONDITION.match(line):
            return True
    return False


def region_answer(reply: str) -> RegionAnswer:
    """Agreed only where nothing speaks against it: the member is told on the strength of it."""
    words = _THANKS.sub("", first_words(reply).replace("’", "'"), count=1)
    if _DISAGREED.match(words):
        return RegionAnswer.DECLINED
    if _NO_NO.match(words):
        return RegionAnswer.UNCLEAR
    if _AGREED.match(words) or _WELL.match(words):
        if not _against(words, reply):
            return RegionAnswer.AGREED
        if not _BUT.search(words):
            return RegionAnswer.UNCLEAR
    return _OF_ANSWER[answer_of(words)]
