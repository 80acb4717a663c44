"""A letter and what is known about it, to facts: the table of rules, in order. Pure.

The first rule that has something to say speaks for the letter. Authority comes before content: a caseworker's
answer may quote anything, and a quoted form must not become a case (DESIGN.md §4, answers by mail).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from casework.effects import Grant
from casework.facts import Fact
from casework.facts.answers import (
    Answer,
    AnswerNotAccepted,
    CaseworkerChosen,
    OfferAnswered,
    ReferralAnswered,
    ReferralSigned,
    RegionAnswer,
    ShadowAnswered,
)
from casework.facts.letters import (
    AutomaticReceived,
    DetailsGiven,
    EmptyFormReceived,
    FormNotRead,
    FormReceived,
    LetterForPerson,
    MoreFromMember,
    NoticeBounced,
    Received,
    RequestReceived,
)
from ingest.answer import first_sentence
from ingest.automatic import BY_WORDS
from ingest.reading import FormSettings, Gap, Kind, Reading


@dataclass(frozen=True, slots=True)
class Known:
    """What the journal knows about a letter, gathered before it is understood."""

    grant: Grant | None = None  # a token or Message-ID of ours, checked and in time
    refused: str = ""  # why a token that was found does not count
    refused_ref: str = ""
    notice: str = ""  # key of the notice it answers or returns
    notice_ref: str = ""
    notice_role: str = ""
    gaps: tuple[Gap, ...] = ()  # what that notice asked the member, in its order
    questions: str = ""  # that notice's own text
    settings: FormSettings | None = None  # how to read answers; None where there is nothing to read
    cases_of_sender: tuple[str, ...] = ()  # open ones
    suggested: str = ""  # the name that the suggestion it answers put first
    ref_named: str = ""  # a case named in the subject
    sender_is_ours: bool = False  # coordinator, secretary, administrator, caseworker, the branch itself
    sender_is_caseworker: bool = False
    written: date | None = None  # the day of the letter where the branch is


@dataclass(frozen=True, slots=True)
class In:
    """A letter at the table of rules."""

    reading: Reading
    received: Received
    known: Known


IN_THE_MAIL = "body"
"""The source of a form that was found in the words of the mail itself (`Form.source`)."""

IN_WORDS = frozenset(
    {
        "offer",
        "caseworker",
        "helped",
        "closing",
        "review",
        "coming",
        "wish",
        "check_in",
        "pulse",
        "referral",
        "sign",
        "region",
        "capacity",
    }
)
"""Purposes of grants that are answered in words, by whoever was asked."""

Rule = Callable[[In], tuple[Fact, ...]]


def understand(reading: Reading, received: Received, known: Known) -> tuple[Fact, ...]:
    """The facts of a letter, at least one."""
    letter = In(reading, received, known)
    return next(facts for rule in RULES if (facts := rule(letter)))


def _bounce(at: In) -> tuple[Fact, ...]:
    if at.reading.kind is not Kind.BOUNCE:
        return ()
    address = next(iter(at.reading.letter.failed_addresses), "")
    known = at.known
    return (NoticeBounced(at.received, known.notice_ref, known.notice, known.notice_role, address),)


def _automatic(at: In) -> tuple[Fact, ...]:
    if at.reading.kind is not Kind.AUTO_REPLY:
        return ()
    return (AutomaticReceived(at.received, at.reading.evidence or "auto-reply", at.known.notice_ref),)


def _answer(at: In) -> tuple[Fact, ...]:
    """An answer to a notice of ours: token or thread gives the right; the sender must be the one asked."""
    grant = at.known.grant
    if grant is None:
        return ()
    from_asked = at.received.sender.email == grant.person
    match grant.purpose:
        case purpose if purpose in IN_WORDS and from_asked:
            return _no_yes_of_a_machine(_in_words(at, grant), at)
        case "shadow":
            return _no_yes_of_a_machine(_whether_somebody_comes(at, grant), at)
        case "suggestion" if from_asked:
            choice = first_sentence(at.reading.letter.reply)
            return (CaseworkerChosen(grant.ref, choice, "mail", at.received, at.known.suggested),)
        case "case":
            return _from_member(at, grant)
        case purpose if purpose in IN_WORDS or purpose == "suggestion":
            why = "it came from another address than the one that was asked."
            return (AnswerNotAccepted(at.received, grant.ref, why),)
    return ()


def _no_yes_of_a_machine(facts: tuple[Fact, ...], at: In) -> tuple[Fact, ...]:
    """A letter with a mark that machines put on theirs says no yes that sends on a name: a person reads it
    (TRUST.md §2.1). People's letters bear such a mark too, so all else that they say counts."""
    return facts if at.received.answerable else tuple(_without_a_yes(fact) for fact in facts)


def _without_a_yes(fact: Fact) -> Fact:
    match fact:
        case OfferAnswered(answer=Answer.ACCEPT) | ShadowAnswered(answer=Answer.ACCEPT):
            return replace(fact, answer=Answer.UNCLEAR)
        case ReferralAnswered(answer=RegionAnswer.AGREED) | ReferralSigned(answer=RegionAnswer.AGREED):
            return replace(fact, answer=RegionAnswer.UNCLEAR)
        case _:
            return fact


def _in_words(at: In, grant: Grant) -> tuple[Fact, ...]:
    """What the words come to depends on what was asked."""
    from ingest import region_answer, worded  # with them come the word lists, which most letters do not need

    reply, written = at.reading.letter.reply, _written(at)
    match grant.purpose:
        case "referral":
            return region_answer.referral(reply, at.received, grant)
        case "sign":
            return region_answer.signature(reply, at.received, grant)
        case "region":
            return region_answer.coordinator(reply, at.received, grant)
        case "closing":
            return worded.closing(reply, at.received, grant)
        case "review":
            return worded.review(reply, at.received, grant)
        case "wish":
            return worded.wish(reply, at.received, grant)
        case "helped":
            return worded.helped(reply, written, at.received, grant)
        case "coming":
            return worded.coming(reply, written, at.received, grant)
        case "capacity":
            return worded.capacity(reply, at.received)
        case "check_in" | "pulse":
            return worded.asked_how_they_are(reply, written, at.received, grant)
        case _:
            return worded.facts_of(reply, written, at.received, grant)


def _written(at: In) -> date:
    return at.known.written or at.received.at.date()


def _unproven(at: In) -> tuple[Fact, ...]:
    """A word in a caseworker's name that answers no mail of ours: asked about, never obeyed."""
    if not at.known.sender_is_caseworker or at.reading.forms or not at.received.answerable:
        return ()
    from ingest import worded

    return worded.unproven(at.reading.letter.reply, _written(at), at.received)


def _offers_help(at: In) -> tuple[Fact, ...]:
    """Somebody would like to be a caseworker: no member with a case, and nobody who is one already."""
    known = at.known
    if known.sender_is_caseworker or known.cases_of_sender or known.ref_named or at.reading.forms:
        return ()
    if not (at.received.answerable and at.received.sender.email):
        return ()
    from ingest import volunteering

    return volunteering.offered(at.reading, at.received)


def _from_member(at: In, grant: Grant) -> tuple[Fact, ...]:
    """The member wrote again: what the acknowledgement asked, or news, or another form."""
    known, reading = at.known, at.reading
    answers_only = all(
        form.source == IN_THE_MAIL and form.values.keys() <= {gap.field for gap in known.gaps}
        for form in reading.forms
    )
    if known.gaps and known.settings and answers_only and at.received.sender.email == grant.person:
        from ingest.given import given_in  # with it come the word lists, which most letters do not need

        given = given_in(reading.letter, known.gaps, known.questions, known.settings)
        if given:
            values, confirmed, unclear = given.values, tuple(given.confirmed), tuple(given.unclear)
            return (DetailsGiven(at.received, grant.ref, values, confirmed, unclear, given.more),)
    return () if reading.forms else (MoreFromMember(at.received, grant.ref),)


def _whether_somebody_comes(at: In, grant: Grant) -> tuple[Fact, ...]:
    """The member's yes or no, from their own address only; what else they write is news about their case."""
    if at.reading.forms:
        return ()
    news = MoreFromMember(at.received, grant.ref)
    if at.received.sender.email != grant.person:
        return (news,)
    from ingest import consented

    letter = at.reading.letter
    answered = ShadowAnswered(at.received, grant.ref, grant.number, consented.answer_of(letter.reply))
    plain = answered.answer in (Answer.ACCEPT, Answer.DECLINE)
    more = plain and (bool(letter.attachments) or consented.says_more(letter.reply))
    return (answered, news) if more else (answered,)


def _refused(at: In) -> tuple[Fact, ...]:
    if not at.known.refused or at.reading.forms or at.known.cases_of_sender:
        return ()
    return (AnswerNotAccepted(at.received, at.known.refused_ref, at.known.refused),)


def _forms(at: In) -> tuple[Fact, ...]:
    return tuple(FormReceived(at.received, form, at.reading.unread) for form in at.reading.forms)


def _unreadable(at: In) -> tuple[Fact, ...]:
    """The reader could say nothing of it, or it has no usable sender: a person, never a guess."""
    if at.reading.unread or not (at.reading.problems or not at.received.sender.email):
        return ()
    if at.received.sender.email and at.reading.kind is not Kind.OTHER:
        return ()
    why = next(iter(at.reading.problems), "A letter came in without one usable sender address.")
    return (LetterForPerson(at.received, why),)


def _news(at: In) -> tuple[Fact, ...]:
    cases, named = at.known.cases_of_sender, at.known.ref_named
    if named in cases:
        return (MoreFromMember(at.received, named),)
    if len(cases) == 1:
        return (MoreFromMember(at.received, cases[0]),)
    if cases:
        why = "A member with more than one open case wrote, and it cannot be told which case it is about."
        return (LetterForPerson(at.received, why),)
    return ()


def _empty_form(at: In) -> tuple[Fact, ...]:
    """A form, and nothing in it, and nothing beside it that may be the filled one."""
    if at.reading.kind is not Kind.FORM or at.reading.unread or at.known.sender_is_ours:
        return ()
    return (EmptyFormReceived(at.received),)


def _form_not_read(at: In) -> tuple[Fact, ...]:
    """A paper that came with other mail (an agenda, a newsletter) is for a person, without a reply."""
    if not at.reading.unread or at.reading.kind is Kind.OTHER:
        return ()
    reason = "A document came in that may be a form, and the service could not read it."
    why = [problem for problem in at.reading.problems if problem not in reason]
    return (FormNotRead(at.received, at.reading.unread, " ".join([reason, *why]), at.reading.ask),)


def _about_a_case(at: In) -> tuple[Fact, ...]:
    """It names a case but gives no proof of having to do with it."""
    ref = at.known.ref_named or at.known.notice_ref
    if not ref:
        return ()
    if at.known.sender_is_ours:
        why = "it names the case, but it is not an answer to our own mail, which carries the proof."
        return (AnswerNotAccepted(at.received, ref, why),)
    why = f"A letter names {ref} but comes from an address that the case does not know."
    return (LetterForPerson(at.received, why, ref),)


def _request(at: In) -> tuple[Fact, ...]:
    if at.reading.kind is not Kind.REQUEST or at.known.sender_is_ours:
        return ()
    return (RequestReceived(at.received),)


def _list_mail(at: In) -> tuple[Fact, ...]:
    if at.received.answerable or at.reading.kind is not Kind.OTHER or at.reading.evidence == BY_WORDS:
        return ()
    return (AutomaticReceived(at.received, at.reading.evidence or "list mail"),)


def _anything_else(at: In) -> tuple[Fact, ...]:
    why = (
        "A letter seems to be about a case, and it cannot be told which."
        if at.reading.kind is Kind.FOLLOWUP
        else "A letter came in that is neither a form nor about a case."
    )
    return (LetterForPerson(at.received, why),)


RULES: tuple[Rule, ...] = (
    _bounce,
    _automatic,
    _answer,
    _refused,
    _forms,
    _unproven,
    _offers_help,
    _unreadable,
    _news,
    _form_not_read,
    _empty_form,
    _about_a_case,
    _request,
    _list_mail,
    _anything_else,
)
"""Read aloud: a bounce; a machine; an answer with authority; one without; a form; a word without proof;
somebody who would like to help; nothing readable; news from a member; a document we cannot read; an empty
form; one that names a case; a request; a list; the rest."""
