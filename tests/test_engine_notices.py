"""What the domain decides to send, notify can write: no notice falls through between the two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from casework import facts as f
from casework.calibration import Told, calibrate
from casework.capacity import Capacity, Short
from casework.decide import decide
from casework.effects import Decision, Keep, Send
from casework.facts import Fact
from casework.facts.answers import Answer
from casework.facts.letters import Received
from casework.model import (
    Absence,
    Case,
    Caseworker,
    Form,
    KeyDate,
    Level,
    Meeting,
    OpenCase,
    Person,
    Policy,
    Team,
    Thread,
)
from casework.own_word import Standing
from casework.referral import Stand
from casework.said import Said, Spent, Word
from notify.notices import KINDS
from tests.support.letters_out import BRANCH, a_notice

NOW = datetime(2026, 11, 19, 9, tzinfo=UTC)
POLICY = Policy(
    points={"workload_stress": 6.0}, category_words={"workload_stress": "a concern about workload"}
)
ANA = Caseworker("Ana Ruiz", "ana@home.example", department="Physics")
BEN = Caseworker("Ben Cole", "ben@home.example")
AWAY = Caseworker("Dev Patel", "dev@home.example", away=(Absence(date(2026, 11, 1), date(2026, 12, 31)),))
TEAM = Team((ANA, BEN, AWAY), next_ref="C-2026-0042")
FORM = Form(
    {
        "member_name": "Aisha Rahman",
        "email": "aisha@post.example",
        "phone": "+447700900123",
        "department": "Library",
        "categories": ("workload_stress",),
        "summary": "My hours were changed.",
        "key_date": "2026-11-27T14:00",
        "consent": True,
    },
    missing=("membership_number",),
    doubtful=("key_date", "phone"),
)


def received(name: str, address: str) -> Received:
    return Received("0" * 64, NOW, Person(name, address), Thread("<1@post.example>"))


FROM_AISHA = received("Aisha Rahman", "aisha@post.example")


def after(fact: Fact, case: Case | None, team: Team = TEAM) -> Decision:
    return decide(fact, case, BRANCH, POLICY, team, NOW)


def case_of(decision: Decision) -> Case:
    assert decision.case is not None
    return decision.case


def answer(case: Case, who: Caseworker, said: Answer) -> Fact:
    number = case.offer.number if case.offer else case.offers_made
    return f.answers.OfferAnswered(received(who.name, who.email), case.ref, number, who.email, said)


def second_answers(case: Case, said: Answer) -> Fact:
    assert case.second_offer is not None
    return f.answers.OfferAnswered(
        received(BEN.name, BEN.email), case.ref, case.second_offer.number, BEN.email, said
    )


def a_branch_s_day() -> Iterator[Decision]:
    """One case from form to caseworker, with every turning on the way, and the letters beside it."""
    yield (form := after(f.letters.FormReceived(FROM_AISHA, FORM), None))
    case = case_of(form)
    yield after(f.letters.FormReceived(FROM_AISHA, FORM), None, Team(next_ref="C-2026-0043"))
    yield after(f.answers.CaseworkerChosen(case.ref, "nobody we know", "mail"), case)
    yield (offered := after(f.answers.CaseworkerChosen(case.ref, "Ana Ruiz", "mail"), case))
    asked = case_of(offered)
    assert asked.offer is not None
    yield after(f.answers.CaseworkerChosen(case.ref, "Ben Cole", "register"), asked)
    yield after(f.sheet.StatusEdited(case.ref, "Closed"), asked)
    yield after(f.due.OfferReminderDue(case.ref, asked.offer.number), asked)
    yield after(f.due.OfferLapsed(case.ref, asked.offer.number), asked)
    for said in Answer:
        yield after(answer(asked, ANA, said), asked)
    active = case_of(after(answer(asked, ANA, Answer.ACCEPT), asked))
    yield after(answer(asked, BEN, Answer.ACCEPT), active)
    pair = case_of(after(f.answers.CaseworkerChosen(case.ref, "Ana Ruiz and Ben Cole", "mail"), case))
    yield (lead_first := after(answer(pair, ANA, Answer.ACCEPT), pair))
    yield after(second_answers(pair, Answer.ACCEPT), case_of(lead_first))
    yield after(second_answers(pair, Answer.DECLINE), case_of(lead_first))
    yield (second_first := after(second_answers(pair, Answer.ACCEPT), pair))
    yield after(answer(pair, ANA, Answer.ACCEPT), case_of(second_first))
    yield after(answer(pair, ANA, Answer.DECLINE), case_of(second_first))
    yield after(f.letters.MoreFromMember(FROM_AISHA, case.ref), case)
    yield after(f.letters.MoreFromMember(FROM_AISHA, case.ref), active)
    yield from what_a_caseworker_may_say(asked, active)
    yield from who_comes_along(active)
    yield from what_comes_of_the_region(case, active)
    yield from who_joins_moves_up_and_leaves(active)
    yield after(f.sheet.RowVanished(case.ref), case)
    yield after(f.letters.FormNotRead(FROM_AISHA, ("form.pages",), "A document could not be read."), None)
    yield after(f.letters.RequestReceived(FROM_AISHA), None)
    yield after(f.letters.EmptyFormReceived(FROM_AISHA), None)
    for ref, held in ((case.ref, case), ("", None)):
        bounce = f.letters.NoticeBounced(FROM_AISHA, ref, "key", "member", "aisha@post.example")
        yield after(bounce, held)
        yield after(
            f.letters.NoticeGivenUp(ref, "key", "acknowledged", "member", "It was refused (550)."), held
        )


def who_joins_moves_up_and_leaves(active: Case) -> Iterator[Decision]:
    """What somebody would like, and the coordinator's word to it."""
    from_jo = received("Jo Marsh", BRANCH.coordinator.email)
    new = Caseworker("Priya Nair", "priya@home.example", level=Level.NEW)
    team = replace(TEAM, caseworkers=(*TEAM.caseworkers, new))
    wishes = (
        f.answers.HelpOffered(received("Kim Lo", "kim@post.example"), 4.0, "Library", ("Polish",)),
        f.answers.WordSaid(received(new.name, new.email), "", new.email, Said(Word.LEVEL, how="paired")),
        f.answers.WordSaid(received(ANA.name, ANA.email), "", ANA.email, Said(Word.LEAVE)),
    )
    for wish in wishes:
        yield (asked := after(wish, None, team))
        [standing] = [effect.standing for effect in asked.effects if isinstance(effect, Keep)]
        assert standing.wish is not None
        for granted in (True, False):
            answered = f.answers.WishAnswered(from_jo, standing.wish.number, granted)
            yield after(answered, None, replace(team, standings=(standing,)))
    yield after(f.answers.CaseGivenBack(active.ref, ANA.email), active, team)


def who_comes_along(active: Case) -> Iterator[Decision]:
    """Somebody who learns, a meeting and a surgery; and what the member and everybody else may say to it."""
    meeting = Meeting(DAY, "14:00")
    case = replace(active, key_dates=(KeyDate(DAY, "meeting, 2pm"),))
    learner = Caseworker("Priya Nair", "priya@home.example", level=Level.SHADOW, shadows=(Absence(DAY, DAY),))
    team = replace(TEAM, caseworkers=(*TEAM.caseworkers, learner))
    yield (found := after(f.due.ShadowFound(case.ref, meeting, learner.email), case, team))
    asked = case_of(found)
    for said in Answer:
        yield after(f.answers.ShadowAnswered(FROM_AISHA, case.ref, 1, said), asked, team)
    agreed = case_of(after(f.answers.ShadowAnswered(FROM_AISHA, case.ref, 1, Answer.ACCEPT), asked, team))
    yield after(f.answers.ShadowAnswered(FROM_AISHA, case.ref, 1, Answer.DECLINE), agreed, team)
    from_priya = received(learner.name, learner.email)
    yield (
        off := after(
            f.answers.ComingAnswered(from_priya, case.ref, 1, learner.email, comes=False), agreed, team
        )
    )
    yield after(f.answers.ShadowAnswered(FROM_AISHA, case.ref, 1, Answer.ACCEPT), case_of(off), team)
    yield after(f.due.ShadowingShared(case.ref, 1), replace(agreed, lead="", second=BEN.email), team)
    for why in ("moved", "closed", "nobody", "was"):
        yield after(f.due.ShadowingOff(case.ref, 1, why), agreed, team)
    yield (visit := after(f.due.SurgeryFound(meeting, learner.email), None, team))
    [standing] = [effect.standing for effect in visit.effects if isinstance(effect, Keep)]
    for why in ("moved", "cannot", "was"):
        yield after(f.due.SurgeryOff(learner.email, 1, why), None, replace(team, standings=(standing,)))


def signed(asked: Decision) -> Decision:
    """The same, once the secretary has signed it, where that was wanted."""
    case = case_of(asked)
    if not (case.referrals and case.referrals[-1].stand is Stand.TO_SIGN):
        return asked
    return after(f.answers.CaseworkerChosen(case.ref, "region signed", "register"), case)


def what_comes_of_the_region(new: Case, active: Case) -> Iterator[Decision]:
    """Asked in mail and sheet, answered in every way, reminded of, taken back; and held at the branch."""
    [kim], sam = BRANCH.officials, BRANCH.secretary
    assert sam is not None
    for case in (new, active):
        yield (waits := after(f.answers.CaseworkerChosen(case.ref, "region", "register"), case))
        yield after(f.due.ReferralReminderDue(case.ref, 1, 0), case_of(waits))
        for word in ("region signed", "branch", "region agreed"):
            yield after(f.answers.CaseworkerChosen(case.ref, word, "register"), case_of(waits))
        for said in f.answers.RegionAnswer:
            letter = received(sam.name, sam.email)
            yield after(f.answers.ReferralSigned(letter, case.ref, 1, sam.email, said), case_of(waits))
        for word in ("region", "region advice", "region agreed", "branch", "region nobody we know"):
            yield (asked := signed(after(f.answers.CaseworkerChosen(case.ref, word, "register"), case)))
            yield after(f.answers.CaseworkerChosen(case.ref, "branch", "mail"), case_of(asked))
            for said in f.answers.RegionAnswer:
                yield after(
                    f.answers.ReferralAnswered(received(kim.name, kim.email), case.ref, 1, kim.email, said),
                    case_of(asked),
                )
        yield (asked := signed(after(f.answers.CaseworkerChosen(case.ref, "region", "mail"), case)))
        yield after(f.due.ReferralReminderDue(case.ref, 1, 0), case_of(asked))
        yield after(f.sheet.StatusEdited(case.ref, "Closed"), case_of(asked))
    tribunal = f.sheet.KeyDatesEdited(new.ref, (KeyDate(date(2027, 1, 12), "tribunal"),))
    yield (theirs := after(tribunal, new))
    yield after(f.due.HeldAtBranch(new.ref, 0), case_of(theirs))
    told = calibrate(
        [active], [Told(active.ref, ANA.email, NOW.date(), 3.0)], POLICY, DAY + timedelta(days=60)
    )
    yield after(f.due.CalibrationDue("2027-Q1", told), None)
    yield after(f.due.LevelSeen(new.ref), case_of(theirs))


DAY = date(2026, 12, 3)
WORDS = tuple(
    Said(
        word,
        start=DAY,
        end=DAY,
        days=(DAY,),
        spent=(Spent(90, DAY, "hearing"),),
        about=None,
        hours=4,
        rating=2,
        most=2,
        kinds=("grievance", "pensoin"),
    )
    for word in Word
)


def what_a_caseworker_may_say(asked: Case, active: Case) -> Iterator[Decision]:
    """Every word, in answer to an offer, to a case and to a mail about no case; and a review to its end."""
    from_ana = received("Ana Ruiz", ANA.email)
    paired = replace(active, second=BEN.email)
    held = TEAM.open_cases + (
        OpenCase(active.ref, active.status, "", "", ANA.email, "", active.points, second=BEN.email),
    )
    team = replace(TEAM, open_cases=held)
    for said in WORDS:
        for case in (asked, active, paired, None):
            word = f.answers.WordSaid(from_ana, case.ref if case else "", ANA.email, said)
            yield (decision := after(word, case, team))
            for follows in decision.then:
                yield after(follows, asked, team)
    yield after(
        f.answers.WordSaid(received("Ben Cole", BEN.email), active.ref, BEN.email, WORDS[3]), paired, team
    )
    for about in (Word.AWAY, Word.PAUSE, Word.TIME, Word.SHADOW, Word.RATING, Word.LIMIT, Word.KINDS):
        unclear = Said(Word.UNCLEAR, about=about)
        yield after(f.answers.WordSaid(from_ana, active.ref, ANA.email, unclear), active, team)
    yield after(f.sheet.LeadEdited(active.ref, ""), active, team)
    yield after(f.answers.WordUnproven(from_ana, ANA.email, "TOO MUCH"), None)
    yield after(
        f.answers.ClosingConfirmed(received("Jo Marsh", BRANCH.coordinator.email), active.ref), active
    )
    yield after(f.due.DebriefDue(active.ref, ANA.email, "date"), active, team)
    yield after(f.due.CheckInDue(ANA.email), None, team)
    wishes = replace(team, standings=(Standing(ANA.email, pulse_on=date(2026, 10, 1)),))
    yield after(f.due.PulseDue(ANA.email), None, wishes)
    numbers = Capacity(3, 2, 0.9, 1.1, 2.0, 0, 91, 4, 3, 0, 12, 3, 2, 1, 3)
    yield after(f.due.CapacityShort(tuple(Short), numbers), None, team)
    yield after(f.due.CapacityEased(numbers), None, team)
    for about in ("check_in", "pulse"):
        yield after(f.answers.AnsweredInWords(from_ana, ANA.email, about), None, team)
    yield after(f.due.NoBreakSeen(ANA.email), None, team)
    hard = replace(active, emotional=3)
    yield after(f.sheet.StatusEdited(active.ref, "Closed"), hard, team)
    for limit in ("hours", "feeling", "logged", "overdue"):
        yield after(f.due.LoadSeen(ANA.email, (limit,)), None, team)
    stopped = after(f.answers.WordSaid(from_ana, active.ref, ANA.email, Said(Word.TOO_MUCH)), active, team)
    [standing] = [effect.standing for effect in stopped.effects if isinstance(effect, Keep)]
    assert standing.review is not None
    for step in range(3):
        due = replace(standing, review=replace(standing.review, reminded=step))
        yield after(f.due.ReviewStepDue(ANA.email, 1, step), None, replace(team, standings=(due,)))
    for helped in ("yes", "partly", "no", "unclear"):
        judged = f.answers.HelpJudged(from_ana, 1, ANA.email, helped)
        yield after(judged, None, replace(team, standings=(standing,)))


def sent() -> list[Send]:
    return [
        effect for decision in a_branch_s_day() for effect in decision.effects if isinstance(effect, Send)
    ]


def test_every_notice_the_domain_decides_on_can_be_written() -> None:
    for send in sent():
        told = send.words | ({"form_text": "Your full name:"} if send.blank_form else {})
        notice = a_notice(Send(**{name: getattr(send, name) for name in send.__slots__} | {"words": told}))
        assert notice.recipient == send.to.email
        assert not re.search(r"\b20\d\d-\d\d-\d\d", notice.text), "dates in full (W-04)"
        assert "!" not in notice.text and "None" not in notice.text


def test_every_notice_we_can_write_is_one_the_domain_decides_on() -> None:
    assert {send.kind for send in sent()} == set(KINDS)


@pytest.mark.parametrize("kind", ["offered", "reminded"])
def test_the_answer_day_in_an_offer_is_a_day_on_which_it_can_still_be_answered(kind: str) -> None:
    [send, *_] = [send for send in sent() if send.kind == kind]
    assert NOW.date() < date.fromisoformat(str(send.words["answer_by"])) <= NOW.date() + timedelta(days=7)
