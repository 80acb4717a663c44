"""Fact in, decision out: the one place where a fact meets the rule that answers it. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from casework import (
    answering,
    at_the_edge,
    breaks,
    calibrating,
    check_ins,
    choosing,
    coming_along,
    department,
    edits,
    gaps,
    hand_set,
    intake,
    joining,
    key_dates,
    letters,
    merging,
    offers,
    rated,
    reached,
    region_clock,
    region_says,
    reviewing,
    rostering,
    rows_moved,
    signing,
    staging,
    suggesting,
    surgeries,
    troubles,
    typed,
    unsafe,
    wishing,
)
from casework import facts as f
from casework.acted import with_action
from casework.effects import Attend, Decision
from casework.model import Branch, Case, Policy, Team
from casework.region_follow import with_region
from casework.resting import with_rest
from casework.workload import number


def decide(
    fact: f.Fact, case: Case | None, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """What a fact comes to. `case` is the case the fact names, as the journal holds it, or None.

    Deterministic: the same arguments give the same decision. Raises nothing that the caller should expect;
    whatever it raises all the same sets the fact aside for a person (DESIGN.md §4.6).
    """
    decision = with_action(_answered(fact, case, branch, policy, team, now), fact, case, now)
    decision = with_rest(decision, case, policy, team, now)
    return with_region(decision, case, branch, policy, team, now)


def _answered(
    fact: f.Fact, case: Case | None, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """By the rule that answers the fact."""
    match fact:
        case f.letters.FormReceived():
            return intake.form_received(fact, branch, policy, team, now)
        case f.letters.FormNotRead():
            return letters.form_not_read(fact, branch, policy, team)
        case f.letters.RequestReceived():
            return letters.request_received(fact, policy, now)
        case f.letters.EmptyFormReceived():
            return letters.empty_form_received(fact, policy)
        case f.letters.LetterForPerson():
            return letters.letter_for_person(fact, case, policy)
        case f.letters.AutomaticReceived():
            return letters.automatic_received(fact, case)
        case f.answers.AnswerNotAccepted():
            return troubles.answer_not_accepted(fact, case, policy)
        case f.letters.NoticeBounced():
            return troubles.notice_bounced(fact, case, branch)
        case f.sheet.HoursNoted():
            told = f"{number(fact.hours)} hours are noted on the tab Time for {fact.month}"
            return Decision(case, (), told + (" and this case." if fact.ref else " and no case."))
        case f.sheet.AwayEdited():
            return rostering.away_edited(fact, policy, team, now)
        case f.sheet.CaseTyped():
            return typed.case_typed(fact, policy, now)
        case f.sheet.CaseworkerAdded():
            return Decision(None, (), "They are on the tab Caseworkers: from now on they can be asked.")
        case f.sheet.CaseworkerEdited():
            return rostering.caseworker_edited(fact, team)
        case f.sheet.CaseworkerGone():
            return rostering.caseworker_gone(fact, team)
        case f.sheet.CaseworkerReaddressed():
            return rostering.caseworker_readdressed(fact, team)
        case f.due.CalibrationDue():
            return calibrating.calibration_due(fact, branch, policy)
        case f.letters.NoticeGivenUp():
            return troubles.notice_given_up(fact, case, branch)
        case f.answers.WordSaid():
            return answering.word_said(fact, case, branch, policy, team, now)
        case f.answers.WordUnproven():
            return answering.word_unproven(fact, branch, policy, team)
        case f.answers.ReviewAnswered():
            return reviewing.review_answered(fact, team, now)
        case f.answers.HelpJudged():
            return reviewing.help_judged(fact, branch, policy, team, now)
        case f.due.ReviewStepDue():
            return reviewing.step_due(fact, branch, policy, team, now)
        case f.due.LoadSeen():
            return unsafe.load_seen(fact, branch, policy, team, now)
        case f.due.CheckInDue():
            return check_ins.check_in_due(fact, team, policy, now)
        case f.due.NoBreakSeen():
            return breaks.no_break_seen(fact, team, policy, now)
        case f.due.PulseDue():
            return check_ins.pulse_due(fact, team, policy, now)
        case f.answers.AnsweredInWords():
            return check_ins.answered_in_words(fact, branch, policy, team)
        case f.due.CapacityShort():
            return at_the_edge.capacity_short(fact, branch, policy)
        case f.due.CapacityEased():
            return at_the_edge.capacity_eased(fact, branch, policy)
        case f.sheet.IntakeSet():
            return at_the_edge.intake_set(fact)
        case f.due.PauseLifted():
            return reviewing.pause_lifted(fact, team, now)
        case f.answers.HelpOffered():
            return joining.help_offered(fact, branch, policy, team, now)
        case f.answers.WishAnswered():
            return wishing.wish_answered(fact, branch, team)
        case f.due.SurgeryFound():
            return surgeries.surgery_found(fact, branch, policy, team)
        case f.due.SurgeryOff():
            return surgeries.surgery_off(fact, branch, policy, team)
        case f.answers.ComingAnswered() if not fact.ref:
            return surgeries.visit_answered(fact, branch, policy, team)
    if case is None:
        return Decision(None, (_unknown_case(fact.ref),), f"There is no case {fact.ref} in the journal.")
    match fact:
        case f.letters.MoreFromMember() | f.letters.DetailsGiven() if case.merged_into:
            return merging.passed_on(fact, case)
        case f.letters.MoreFromMember():
            return letters.more_from_member(fact, case, branch, team, policy)
        case f.letters.DetailsGiven():
            return gaps.details_given(fact, case, branch, policy, team, now)
        case f.answers.CaseworkerChosen():
            return choosing.caseworker_chosen(fact, case, branch, policy, team, now)
        case f.answers.ReferralAnswered():
            return region_says.referral_answered(fact, case, branch, policy, team, now)
        case f.answers.ReferralSigned():
            return signing.referral_signed(fact, case, branch, policy, now)
        case f.due.ReferralReminderDue():
            return region_clock.reminder_due(fact, case, branch, policy, now)
        case f.due.HeldAtBranch():
            return region_clock.held_at_branch(fact, case, branch, policy, now)
        case f.due.LevelSeen():
            return region_clock.level_seen(case, branch, policy, team, now)
        case f.due.WeightSeen():
            return staging.weight_seen(case, policy, now)
        case f.due.RatingOld():
            return rated.rating_old(case, policy, now)
        case f.answers.OfferAnswered():
            return offers.offer_answered(fact, case, branch, policy, team, now)
        case f.answers.OfferGoneStale():
            return offers.offer_gone_stale(fact, case, branch, policy, team, now)
        case f.answers.ClosingConfirmed():
            return answering.closing_confirmed(fact, case, now)
        case f.due.OfferReminderDue():
            return offers.reminder_due(fact, case, team, policy)
        case f.due.OfferLapsed():
            return offers.offer_lapsed(fact, case, branch, policy, team, now)
        case f.answers.CaseGivenBack():
            return wishing.case_given_back(fact, case, branch, policy, team, now)
        case f.due.ShadowFound():
            return coming_along.shadow_found(fact, case, policy, team, now)
        case f.answers.ShadowAnswered():
            return coming_along.shadow_answered(fact, case, branch, policy, team, now)
        case f.due.ShadowLapsed():
            return coming_along.shadow_lapsed(fact, case, now)
        case f.due.ShadowingOff():
            return coming_along.shadowing_off(fact, case, branch, policy, team, now)
        case f.due.ShadowingShared():
            return coming_along.shadowing_shared(fact, case, branch, policy, team, now)
        case f.answers.ComingAnswered():
            return coming_along.coming_answered(fact, case, branch, policy, team, now)
        case f.due.DebriefDue():
            return check_ins.debrief_due(fact, case, team, policy, now)
        case f.sheet.StatusEdited():
            return edits.status_edited(fact, case, policy, team, now)
        case f.sheet.OutcomeEdited():
            return edits.outcome_edited(fact, case, policy, team, now)
        case f.sheet.StageEdited():
            return staging.stage_edited(fact, case, policy, now)
        case f.sheet.ExtraWorkEdited():
            return staging.extra_work_edited(fact, case, policy, now)
        case f.sheet.EmotionalEdited():
            return staging.emotional_edited(fact, case, policy, now)
        case f.sheet.CategoryEdited():
            return staging.category_edited(fact, case, policy, now)
        case f.sheet.DepartmentEdited():
            return department.department_edited(fact, case, policy, team, now)
        case f.letters.AddressFollowed():
            return rostering.address_followed(fact, case)
        case f.sheet.CaseJoined():
            return merging.case_joined(fact, case)
        case f.sheet.LeadEdited():
            return hand_set.lead_edited(fact, case, branch, policy, team, now)
        case f.sheet.SecondEdited():
            return hand_set.second_edited(fact, case, branch, policy, team, now)
        case f.sheet.ContactEdited():
            return reached.contact_edited(fact, case, policy, team, now)
        case f.sheet.KeyDatesEdited():
            return key_dates.key_dates_edited(fact, case, policy, now)
        case f.sheet.CellRestored():
            return rows_moved.cell_restored(fact, case, policy, now)
        case f.due.SuggestionMade():
            return suggesting.suggestion_made(fact, case, branch, policy, team, now)
        case f.sheet.RowVanished():
            return rows_moved.row_vanished(fact, case, branch)
        case f.sheet.RowReturned():
            return rows_moved.row_returned(fact, case)
        case f.sheet.RowDoubled():
            return rows_moved.row_doubled(fact, case)
        case _:
            assert_never(fact)


def _unknown_case(ref: str) -> Attend:
    return Attend(
        "",
        f"The register names {ref}, which the service does not know.",
        "If you typed it, leave it; the service will not touch the row.",
        once=f"unknown {ref}",
    )
