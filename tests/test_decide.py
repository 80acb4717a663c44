"""What each fact comes to: decide and due (issue of the whole loop; DOMAIN.md §6, SD-12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.allocation import suggest
from casework.asking import checked_anew
from casework.calendar import end_of
from casework.decide import decide
from casework.due import due, next_due
from casework.effects import Attend, PutRow, Send, SetCell
from casework.facts.answers import Answer, CaseworkerChosen, OfferAnswered
from casework.facts.due import OfferLapsed, OfferReminderDue, SuggestionMade
from casework.facts.letters import FormReceived, MoreFromMember, NoticeBounced, RequestReceived
from casework.facts.sheet import ContactEdited, RowVanished, StatusEdited
from casework.model import OpenCase, Status
from casework.standing import offers_of
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form_received, received

ANA, BEN, CARA = CASEWORKERS


def after(fact, case=None, team=TEAM, now=MONDAY):
    return decide(fact, case, BRANCH, POLICY, team, now)


def sends(decision):
    return {effect.kind: effect for effect in decision.effects if isinstance(effect, Send)}


def cells(decision):
    found = [effect for effect in decision.effects if isinstance(effect, SetCell)]
    return {effect.column: (effect.expected, effect.value) for effect in found}


def new_case(**values):
    case = after(form_received(**values)).case
    return case if case.suggestion else after(planned(case), case).case


def planned(case, team=TEAM):
    return SuggestionMade(case.ref, suggest(case, team, POLICY, MONDAY))


def offered(choice="Ana Ruiz"):
    return after(CaseworkerChosen("C-2026-0001", choice, "register"), new_case()).case


def answered(answer, number=1, who=ANA):
    return OfferAnswered(received("b" * 64, who.email, who.name), "C-2026-0001", number, who.email, answer)


def test_a_form_becomes_a_case_with_row_and_acknowledgement_and_is_then_planned_with_the_others():
    decision = after(form_received())
    assert decision.case.ref == "C-2026-0001"
    assert decision.case.status is Status.NEW
    assert decision.case.points == 6.0
    assert set(sends(decision)) == {"acknowledged"}
    assert sends(decision)["acknowledged"].to.email == "mo@home.example"
    assert sends(decision)["acknowledged"].thread.message_id == "<1@home.example>"
    decision = after(planned(decision.case), decision.case)
    assert set(sends(decision)) == {"suggested"}
    assert decision.case.suggestion.names == "Ana Ruiz and Ben Osei"


def test_an_urgent_case_has_its_suggestion_at_once():
    decision = after(form_received(key_date="2026-12-01"))
    assert set(sends(decision)) == {"acknowledged", "suggested"}
    assert sends(decision)["suggested"].words["urgent"] == "yes"


def test_a_near_date_makes_the_case_urgent_and_a_point_heavier():
    case = new_case(key_date="2026-12-01T10:00")
    assert case.flags[0].startswith("URGENT")
    assert case.points == 7.0
    assert new_case(key_date="2027-03-01").flags == ()
    assert new_case(key_date="2026-12").flags == ()


def test_a_doubtful_address_is_not_written_to_but_the_sender_s_is():
    fact = form_received(email="mx@home.example")
    doubtful = replace(fact, form=replace(fact.form, confidence={"email": 0.6}, doubtful=("email",)))
    assert sends(after(doubtful))["acknowledged"].to.email == "mo@home.example"


def test_a_form_passed_on_by_one_of_us_is_never_answered_to_them():
    fact = FormReceived(received(address=BRANCH.coordinator.email), form_received(email=None).form)
    decision = after(fact)
    assert set(sends(decision)) == set()
    assert "no address to write to" in decision.case.flags
    assert any(isinstance(effect, Attend) for effect in decision.effects)


def test_list_mail_is_a_case_but_gets_no_automatic_answer():
    fact = form_received()
    decision = after(replace(fact, received=replace(fact.received, answerable=False)))
    assert decision.case is not None and set(sends(decision)) == set()


@pytest.mark.parametrize("address", ["mo@home.example", "other@home.example"])
def test_a_second_form_from_a_member_with_an_open_case_is_flagged_and_not_merged(address):
    known = OpenCase("C-2026-0007", Status.ACTIVE, "mo@home.example", address, "", "", 5.0)
    decision = after(form_received(), team=replace(TEAM, open_cases=(known,)))
    assert decision.case.ref == "C-2026-0001"
    assert decision.case.possible_second_of == ("C-2026-0007",)
    assert "possible second case: see C-2026-0007" in decision.case.flags


def test_a_request_without_a_form_gets_the_blank_form_once_a_day_and_is_logged():
    decision = after(RequestReceived(received()))
    sent = sends(decision)["blank_form"]
    assert sent.blank_form
    assert sent.once == "blank_form mo@home.example 2026-11-23"
    assert any(isinstance(effect, Attend) for effect in decision.effects)


@pytest.mark.parametrize(
    ("choice", "name"),
    [
        ("ok", "Ana Ruiz and Ben Osei"),
        ("Approve", "Ana Ruiz and Ben Osei"),
        ("Ben", "Ben Osei"),
        ("ben osei", "Ben Osei"),
        ("Ben and Ana", "Ben Osei and Ana Ruiz"),
        ("please ask Ben, Ana thanks", "Ben Osei and Ana Ruiz"),
        ("Ana Ruiz & Ben Osei", "Ana Ruiz and Ben Osei"),
    ],
)
def test_ok_or_a_name_or_two_by_mail_or_in_the_sheet_is_the_same_fact(choice, name):
    for by in ("mail", "register"):
        decision = after(CaseworkerChosen("C-2026-0001", choice, by), new_case())
        assert [offer.name for offer in offers_of(decision.case)] == name.split(" and ")
        assert decision.case.status is Status.OFFERED
        assert cells(decision)["decision"] == ("" if by == "mail" else choice, name)
        assert cells(decision)["status"] == ("New", "Offered")


def test_an_offer_never_says_who_the_member_is():
    decision = after(CaseworkerChosen("C-2026-0001", "Ana Ruiz", "register"), new_case())
    offer = sends(decision)["offered"]
    assert "Adeyemi" not in repr(offer)
    assert "mo@home" not in repr(offer)
    assert "Something happened" not in repr(offer)
    assert offer.grant.person == ANA.email


@pytest.mark.parametrize(
    "choice", ["Bob Nobody", "", "Cara", "Ana and Cara", "Ana and nobody", "Ana, Ben, Cara", "and"]
)
def test_a_choice_we_cannot_follow_asks_nobody_and_is_said(choice):
    decision = after(CaseworkerChosen("C-2026-0001", choice, "mail"), new_case())
    assert decision.case.offer is None
    assert set(sends(decision)) == {"unclear"}
    assert decision.case.flags[0].startswith("Decision:")


def test_a_yes_makes_the_case_active_and_introduces_them_one_mail_each():
    decision = after(answered(Answer.ACCEPT), offered())
    assert decision.case.status is Status.ACTIVE
    assert decision.case.lead == ANA.email
    assert {send.kind: send.to.email for send in sends(decision).values()} == {
        "introduced_member": "mo@home.example",
        "introduced_caseworker": ANA.email,
    }
    assert cells(decision) == {"lead": ("", "Ana Ruiz"), "status": ("Offered", "Active")}


@pytest.mark.parametrize(
    ("values", "shared"),
    [({"consent": True}, True), ({"consent": False}, False), ({"consent": None}, False)],
)
def test_the_member_s_answers_are_shared_with_consent_only(values, shared):
    case = replace(offered(), form=form_received(**values).form)
    told = sends(after(answered(Answer.ACCEPT), case))["introduced_caseworker"]
    assert bool(told.words["answers"]) is shared


def test_nothing_of_the_story_goes_to_an_address_the_employer_can_read():
    ana = replace(ANA, email="ana@dept.college.example")
    team = replace(TEAM, caseworkers=(ana, BEN))
    case = after(CaseworkerChosen("C-2026-0001", "Ana", "register"), new_case(), team).case
    told = sends(after(answered(Answer.ACCEPT, who=ana), case, team))["introduced_caseworker"]
    assert told.words["answers"] == []


def test_a_no_clears_the_cell_and_suggests_the_next_and_costs_nothing():
    decision = after(answered(Answer.DECLINE), offered())
    assert decision.case.status is Status.NEW
    assert decision.case.declined == (ANA.email,)
    assert cells(decision) == {"decision": ("Ana Ruiz", ""), "status": ("Offered", "New")}
    assert set(sends(decision)) == {"declined_thanks", "suggested"}
    assert sends(decision)["suggested"].words["again"] == "Ana Ruiz could not take it"
    assert [person.name for person in decision.case.suggestion.candidates] == ["Ben Osei"]


def test_the_same_person_can_be_chosen_again_after_a_no_and_is_asked_again():
    declined = after(answered(Answer.DECLINE), offered()).case
    again = after(CaseworkerChosen("C-2026-0001", "Ana Ruiz", "register"), declined)
    assert again.case.offer.number == 2
    assert set(sends(again)) == {"offered"}


def test_an_answer_to_an_older_offer_changes_nothing():
    declined = after(answered(Answer.DECLINE), offered()).case
    second = after(CaseworkerChosen("C-2026-0001", "Ben", "register"), declined).case
    late = after(answered(Answer.ACCEPT), second)
    assert late.case == second
    assert set(sends(late)) == {"offer_closed"}


def test_a_second_yes_to_the_same_offer_does_nothing_more():
    active = after(answered(Answer.ACCEPT), offered()).case
    again = after(answered(Answer.ACCEPT), active)
    assert again.case == active
    assert again.effects == ()


@pytest.mark.parametrize("answer", [Answer.QUESTION, Answer.UNCLEAR])
def test_a_question_or_unclear_words_go_to_the_coordinator_and_the_offer_stays(answer):
    case = offered()
    decision = after(answered(answer), case)
    assert decision.case == case
    assert set(sends(decision)) == {"unclear"}


def test_choosing_somebody_else_takes_the_first_offer_back():
    decision = after(CaseworkerChosen("C-2026-0001", "Ben", "register"), offered())
    assert sends(decision)["withdrawn"].to.email == ANA.email
    assert sends(decision)["offered"].to.email == BEN.email
    assert decision.case.offer.number == 2


def test_choosing_the_same_person_again_does_not_ask_twice():
    for choice in ("ok", "Ana"):
        case = after(CaseworkerChosen("C-2026-0001", choice, "mail"), new_case()).case
        decision = after(CaseworkerChosen("C-2026-0001", choice, "mail"), case)
        assert decision.case == case
        assert sends(decision) == {}


def test_time_reminds_once_and_then_lapses_in_working_days():
    case = offered()
    offer = case.offer
    assert due([case], offer.remind_at - timedelta(seconds=1)) == []
    assert due([case], offer.remind_at) == [OfferReminderDue(case.ref, 1)]
    assert next_due(case) == offer.remind_at
    reminded = after(OfferReminderDue(case.ref, 1), case)
    assert set(sends(reminded)) == {"reminded"}
    assert due([reminded.case], offer.remind_at) == []
    assert due([reminded.case], offer.lapses_at) == [OfferLapsed(case.ref, 1)]
    assert offer.lapses_at == end_of(MONDAY.date() + timedelta(days=3), POLICY)


def test_silence_is_no_and_the_silent_come_last_in_the_next_suggestion():
    case = offered()
    decision = after(OfferLapsed(case.ref, 1), case, now=case.offer.lapses_at)
    assert set(sends(decision)) == {"lapsed", "suggested"}
    assert cells(decision)["decision"] == ("Ana Ruiz", "")
    assert decision.case.suggestion.names == "Ben Osei"
    assert decision.case.declined == ()


def test_a_lapse_or_reminder_of_an_answered_offer_does_nothing():
    active = after(answered(Answer.ACCEPT), offered()).case
    assert after(OfferLapsed(active.ref, 1), active).effects == ()
    assert after(OfferReminderDue(active.ref, 1), active).effects == ()


def test_closing_a_case_takes_an_open_offer_back_and_reopening_forgets_the_day():
    closed = after(StatusEdited("C-2026-0001", "closed"), offered())
    assert closed.case.status is Status.CLOSED
    assert closed.case.closed_at == MONDAY
    assert set(sends(closed)) == {"withdrawn"}
    assert after(StatusEdited("C-2026-0001", "New"), closed.case).case.closed_at is None


def test_an_unknown_status_is_asked_about_and_changes_nothing():
    case = new_case()
    decision = after(StatusEdited(case.ref, "Pending"), case)
    assert decision.case is not None
    (flag,) = decision.case.flags
    assert '"Pending"' in flag and case.status.value in flag
    assert replace(decision.case, flags=(), acted_at=case.acted_at) == case
    assert decision.effects == (PutRow(case.ref),)


def test_news_goes_to_the_lead_and_before_there_is_one_to_the_coordinator():
    fact = MoreFromMember(received("c" * 64), "C-2026-0001")
    assert sends(after(fact, new_case()))["news"].to == BRANCH.coordinator
    active = after(answered(Answer.ACCEPT), offered()).case
    assert sends(after(fact, active))["news"].to.email == ANA.email


def test_a_corrected_address_is_used_and_two_addresses_in_the_cell_are_not():
    case = new_case()
    assert (
        after(ContactEdited(case.ref, "email", "New@Home.example"), case).case.member.email
        == "new@home.example"
    )
    for odd in ("a@b.example, c@d.example", "a@b.example\nBcc: x@y.example", "nobody"):
        decision = after(ContactEdited(case.ref, "email", odd), case)
        assert decision.case == case
        assert isinstance(decision.effects[0], Attend)


def test_a_membership_number_written_on_contacts_is_no_longer_missing():
    case = new_case(membership_number="")
    case = replace(case, form=replace(case.form, missing=("membership_number",)))
    case = replace(case, flags=checked_anew(case))
    assert "missing: member no" in case.flags
    mended = after(ContactEdited(case.ref, "membership_number", " 0012345 "), case).case
    assert mended.form.text("membership_number") == "0012345"
    assert not [flag for flag in mended.flags if "member no" in flag]
    emptied = after(ContactEdited(case.ref, "membership_number", ""), mended).case
    assert emptied.form.text("membership_number") == ""


def test_a_vanished_row_is_asked_about_once():
    first = after(RowVanished("C-2026-0001"), new_case())
    assert set(sends(first)) == {"attention"}
    assert after(RowVanished("C-2026-0001"), first.case).effects == ()


def test_a_bounce_flags_the_row_and_tells_the_coordinator_but_never_bounces_back_on_her():
    fact = NoticeBounced(received("d" * 64), "C-2026-0001", "key", "member", "mo@home.example")
    decision = after(fact, new_case())
    assert decision.case.flags[0] == "mail to the member came back"
    assert set(sends(decision)) == {"bounced"}
    assert sends(after(replace(fact, who="coordinator"), new_case())) == {}
