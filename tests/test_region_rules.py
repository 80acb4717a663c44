"""Levels, the coordinator's words and the region's answers: the pure parts, without letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework import facts as f
from casework.decide import decide
from casework.due import due, next_due
from casework.effects import Attend, Send
from casework.levels import Sides, level_of, rated
from casework.membership import Eligibility, eligibility, membership_words
from casework.model import KeyDate, OpenCase, Person, Role, Status
from casework.referral import Stand, Wish
from casework.region_report import region_report
from casework.region_rules import LEVELS
from casework.region_stand import region_words
from casework.region_word import RegionWord, Says, region_word
from ingest.region_answer import region_answer
from jobs.commands.region import in_words
from notify.rehearsal import rehearse
from tests.support.branches import BRANCH, MONDAY, POLICY, TEAM, form_received, received

KIM, LEE = Person("Kim Baker", "kim@region.example"), Person("Lee Moss", "lee@region.example")
HERE = replace(BRANCH, officials=(KIM,))
TODAY = MONDAY.date()


def after(fact, case=None, branch=HERE, team=TEAM, now=MONDAY):
    return decide(fact, case, branch, POLICY, team, now)


def new(**values):
    return after(form_received(**values)).case


def said(case, word, branch=HERE, now=MONDAY):
    return after(f.answers.CaseworkerChosen(case.ref, word, "register"), case, branch, now=now)


def answered(case, answer, official=KIM, number=None):
    number = case.referrals[-1].number if number is None else number
    fact = f.answers.ReferralAnswered(received(name=official.name, address=official.email), case.ref, number,
                              official.email, answer)  # fmt: skip
    return after(fact, case)


def kinds(decision):
    return [effect.kind for effect in decision.effects if isinstance(effect, Send)]


# --- levels -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "level"),
    [
        ({"categories": ("pay_grading",)}, 1),
        ({"categories": ()}, 1),
        ({"categories": ("disciplinary",)}, 2),
        ({"categories": ("redundancy", "contract")}, 2),
        ({"categories": ("sickness_absence",)}, 1),
        ({"categories": ("sickness_absence",), "issue_started": "2026-11-02"}, 1),
        ({"categories": ("sickness_absence",), "issue_started": "2026-10-01"}, 2),
        ({"categories": ("dismissal",)}, 3),
        ({"categories": ("whistleblowing", "grievance")}, 3),
        ({"summary": "They speak of gross misconduct."}, 3),
        ({"steps_taken": "I rang acas."}, 3),
        ({"summary": "An Early\n  Conciliation number."}, 3),
        ({"key_event": "signing the settlement-agreement"}, 3),
        ({"summary": "My macassar oil was spilt, and the tribunals of old come to mind."}, 2),
        ({"summary": "The policy is unclear."}, 2),
        ({"desired_outcome": "No police."}, 3),
    ],
)
def test_the_table_of_levels_is_what_the_domain_says(values, level):
    case = new(**values)
    assert level_of(case, (), POLICY, TODAY)[0] == level
    assert case.rating.level == level


def test_every_rule_of_the_table_says_something_and_why_in_words_that_name_no_illness():
    for rule in LEVELS:
        assert rule.level in (2, 3) and rule.why and ";" not in rule.why
        assert rule.categories or rule.words or rule.after_days or rule.both_sides


def test_two_members_on_two_sides_both_in_distress_are_for_the_region():
    case = new(categories=("bullying_harassment",), people_involved="Ora Lam")
    hard = replace(case, emotional=2)
    other = OpenCase("C-2026-0009", Status.ACTIVE, "", "", "", "", 7, emotional=2, member_name="Ora Lam")
    assert level_of(hard, (other,), POLICY, TODAY) == (3, ("members on two sides",))
    assert level_of(hard, (replace(other, emotional=1),), POLICY, TODAY)[0] == 1
    assert level_of(case, (other,), POLICY, TODAY)[0] == 1


def test_the_other_side_is_found_among_many_as_it_is_one_by_one():
    case = replace(new(people_involved="Ora Lam"), emotional=2)
    plain = OpenCase("", Status.ACTIVE, "", "", "", "", 7, emotional=2)
    others = [
        replace(plain, ref="C-2026-0011", member_name="Ora Lam"),
        replace(plain, ref="C-2026-0012", member_name="Lam Chu"),
        replace(plain, ref="C-2026-0013", named="Mo Adeyemi and others"),
        replace(plain, ref="C-2026-0014", member_name="Ida Berg", named="Jo Bell"),
    ]
    for other in others:
        alone = level_of(case, (other,), POLICY, TODAY)
        assert level_of(case, Sides((other,)).of(case), POLICY, TODAY) == alone
    assert [one.ref for one in Sides(others).of(case)] == ["C-2026-0011", "C-2026-0012", "C-2026-0013"]
    assert Sides(others).of(replace(case, emotional=1)) == ()


def test_a_key_date_can_make_a_case_the_region_s_and_it_is_shown():
    case = new()
    decision = after(f.sheet.KeyDatesEdited(case.ref, (KeyDate(date(2027, 1, 12), "Tribunal"),)), case)
    assert decision.case.rating.level == 3
    assert region_words(decision.case, POLICY) == ("Level 3, for the region: a tribunal or ACAS",)


def test_a_case_of_level_2_is_marked_while_one_person_has_it_alone():
    case = replace(new(), status=Status.ACTIVE, lead="ana@home.example")
    assert region_words(case, POLICY) == ("Level 2, wants two: a formal meeting with the employer",)
    assert region_words(replace(case, second="ben@home.example"), POLICY) == ()


def test_what_the_branch_keeps_stays_kept_until_more_speaks_against_it():
    case = said(new(categories=("dismissal",)), "branch").case
    assert rated(case, HERE, POLICY, TEAM, MONDAY) == case
    decision = after(f.sheet.KeyDatesEdited(case.ref, (KeyDate(date(2027, 1, 12), "ACAS"),)), case)
    assert decision.case.rating.kept_at is None
    assert decision.case.rating.look_at is not None


@pytest.mark.parametrize(
    ("joined", "began", "meant", "words"),
    [
        (None, "2026-11-02", Eligibility.UNKNOWN, ""),
        ("2026-10-01", None, Eligibility.UNKNOWN, ""),
        ("2020-01-01", "2026-11-02", Eligibility.FULL, ""),
        ("2026-08-04", "2026-11-02", Eligibility.FULL, ""),
        ("2026-08-05", "2026-11-02", Eligibility.DISCRETION, "89 days after they joined, where 90 are usual"),
        ("2026-11-02", "2026-11-02", Eligibility.DISCRETION, "0 days after they joined"),
        ("2026-11-03", "2026-11-02", Eligibility.ADVICE_ONLY, "before they joined. Advice is usual"),
    ],
)
def test_a_late_joiner_is_the_coordinator_s_to_decide_about_and_hears_nothing_of_it(
    joined, began, meant, words
):
    decision = after(form_received(joined_union=joined, issue_started=began))
    assert eligibility(decision.case, POLICY) is meant
    assert words in "; ".join(region_words(decision.case, POLICY))
    assert bool(membership_words(decision.case, POLICY)) is bool(words)
    [acknowledged] = [one for one in decision.effects if isinstance(one, Send) and one.role is Role.MEMBER]
    usual = after(form_received(joined_union="2010-01-01", issue_started="2026-11-02"))
    [as_usual] = [one for one in usual.effects if isinstance(one, Send) and one.role is Role.MEMBER]
    assert acknowledged == as_usual


def test_a_branch_that_looks_at_no_membership_is_told_of_none():
    free = replace(POLICY, region=replace(POLICY.region, qualifying_days=0))
    case = new(joined_union="2026-11-03", issue_started="2026-11-02")
    assert membership_words(case, free) == ()


@pytest.mark.parametrize(
    ("said", "flagged"),
    [
        ("My solicitor wrote to them", True),
        ("a law firm", True),
        ("no solicitor", False),
        ("a friend", False),
    ],
)
def test_a_solicitor_elsewhere_is_named_to_the_coordinator(said, flagged):
    assert bool(membership_words(new(other_advice=said), POLICY)) is flagged


# --- her word ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "meant"),
    [
        ("region", RegionWord(Says.ASK)),
        ("Region please", RegionWord(Says.ASK)),
        ("refer", RegionWord(Says.ASK)),
        ("Refer it to the region.", RegionWord(Says.ASK)),
        ("Send this to region", RegionWord(Says.ASK)),
        ("ask the regional official", RegionWord(Says.ASK)),
        ("region: Kim Baker", RegionWord(Says.ASK, "Kim Baker")),
        ("REGION ADVICE", RegionWord(Says.ADVISE)),
        ("region talk it through with Lee", RegionWord(Says.ADVISE, "Lee")),
        ("region agreed", RegionWord(Says.AGREED)),
        ("The region has agreed", RegionWord(Says.AGREED)),
        ("region agreed Lee", RegionWord(Says.AGREED, "Lee")),
        ("Region said no", RegionWord(Says.DECLINED)),
        ("region can't take it", RegionWord(Says.DECLINED)),
        ("branch", RegionWord(Says.KEEP)),
        ("We keep it", RegionWord(Says.KEEP)),
        ("keep it at the branch, thanks", RegionWord(Says.KEEP)),
        ("no region", RegionWord(Says.KEEP)),
        ("ok", None),
        ("region?", None),
        ("region agreed?", None),
        ("branch?", None),
        ("keep it?", None),
        ("Ana Ruiz", None),
        ("another", None),
        ("Regina Cole", None),
        ("Ana Branch", None),
        ("referee", None),
    ],
)
def test_her_words_of_the_region(choice, meant):
    assert region_word(choice) == meant


@pytest.mark.parametrize(
    ("branch", "word", "sentence"),
    [
        (BRANCH, "region", "No official of the region is named"),
        (replace(BRANCH, officials=(KIM, LEE)), "region", "whom of the region: Kim Baker, Lee Moss"),
        (HERE, "region and the moon", 'could not tell what "and the moon" asks'),
        (HERE, "region?", "The answer asks something"),
        (HERE, "keep it?", "The answer asks something"),
    ],
)
def test_a_word_that_cannot_be_followed_is_answered_in_the_row_and_nobody_is_written_to(
    branch, word, sentence
):
    decision = said(new(), word, branch)
    assert kinds(decision) == []
    assert decision.case.referrals == ()
    assert sentence in decision.case.flags[0]


def test_of_several_officials_the_one_named_is_asked():
    decision = said(new(), "region lee", replace(BRANCH, officials=(KIM, LEE)))
    [pack] = [effect for effect in decision.effects if isinstance(effect, Send)]
    assert (pack.kind, pack.to) == ("referral_pack", LEE)


def test_asked_twice_it_is_asked_once():
    case = said(new(), "region").case
    decision = said(case, "region")
    assert kinds(decision) == [] and "asked already" in decision.case.flags[0]


def test_what_the_region_said_by_telephone_opens_the_gate_or_closes_it():
    for case in (new(), said(new(), "region").case):
        agreed = said(case, "region agreed")
        assert "with_region" in kinds(agreed) and "referral_answered" not in kinds(agreed)
        assert agreed.case.referrals[-1].stand is Stand.AGREED
        declined = said(case, "region declined")
        assert kinds(declined) == [] and declined.case.referrals[-1].stand is Stand.DECLINED


def test_only_talked_through_the_case_stays_and_the_member_hears_nothing():
    decision = answered(said(new(), "region advice").case, f.answers.RegionAnswer.AGREED)
    assert decision.case.referrals[-1].wish is Wish.ADVICE
    assert kinds(decision) == ["referral_answered"]
    assert decision.case.status is Status.NEW and decision.case.suggestion == new().suggestion
    assert kinds(said(decision.case, "region")) == ["referral_pack"]


def test_taken_back_a_later_yes_opens_nothing():
    decision = said(said(new(), "region").case, "branch")
    assert kinds(decision) == ["referral_withdrawn"]
    late = answered(decision.case, f.answers.RegionAnswer.AGREED)
    assert kinds(late) == [] and any(isinstance(effect, Attend) for effect in late.effects)
    assert late.case == decision.case


def test_taken_back_when_the_region_had_it_somebody_is_looked_for_and_a_person_tells_the_member():
    agreed = answered(said(new(), "region").case, f.answers.RegionAnswer.AGREED).case
    assert agreed.status is Status.WAITING
    decision = said(agreed, "branch")
    assert decision.case.status is Status.NEW and decision.case.suggestion is not None
    assert any("tell the member yourself" in effect.do for effect in decision.effects
               if isinstance(effect, Attend))  # fmt: skip


def test_an_answer_to_an_older_question_or_from_somebody_else_counts_for_nothing():
    case = said(answered(said(new(), "region").case, f.answers.RegionAnswer.DECLINED).case, "region").case
    for decision in (
        answered(case, f.answers.RegionAnswer.AGREED, number=1),
        answered(case, f.answers.RegionAnswer.AGREED, official=LEE),
    ):
        assert kinds(decision) == [] and decision.case == case


def test_closing_the_case_takes_the_question_back_and_no_clock_runs():
    case = said(new(categories=("dismissal",)), "region").case
    decision = after(f.sheet.StatusEdited(case.ref, "Closed"), case)
    assert kinds(decision) == ["referral_withdrawn"]
    assert next_due(decision.case) is None


def test_the_answer_is_asked_for_sooner_where_a_date_is_near():
    case = said(new(key_date="2026-11-27"), "region").case
    assert case.referrals[-1].due_at.date() == TODAY + timedelta(days=1)
    assert said(new(), "region").case.referrals[-1].due_at.date() == TODAY + timedelta(days=7)


# --- clocks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key_date", "days"),
    [(None, 7), ("2027-01-05", 7), ("2027-01-04", 1), ("2026-12-03", 1), ("2026-11-01", 7)],
)
def test_a_case_for_the_region_is_told_of_after_five_working_days_or_the_next_where_a_date_is_near(
    key_date, days
):
    case = new(categories=("dismissal",), key_date=key_date)
    assert case.rating.look_at.date() == TODAY + timedelta(days=days)


def test_it_is_told_of_again_each_week_until_somebody_decides():
    case, told = new(categories=("dismissal",)), 0
    for day in range(1, 29):
        now = MONDAY + timedelta(days=day)
        for fact in due([case], now):
            decision = after(fact, case, now=now)
            case, told = decision.case, told + kinds(decision).count("held_here")
    assert told == 4
    assert next_due(said(case, "branch").case) is None
    assert due([said(case, "region").case], MONDAY + timedelta(days=1)) == []


def test_nothing_is_told_of_where_the_settings_name_no_region():
    case = after(form_received(categories=("dismissal",)), branch=BRANCH).case
    assert case.rating.level == 3 and next_due(case) is None


# --- the region's answer ----------------------------------------------------------------------------------

AGREED, DECLINED, QUESTION, UNCLEAR = f.answers.RegionAnswer


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("AGREED", AGREED),
        ("Agreed, we take it on.\n\nKim", AGREED),
        ("Dear Moira,\n\nWe agree to take it.", AGREED),
        ("Thanks, happy to take this on", AGREED),
        ("We'll take the case", AGREED),
        ("yes", AGREED),
        ("accepted", AGREED),
        ("DECLINED", DECLINED),
        ("Sorry, we cannot: nobody is free", DECLINED),
        ("We do not agree", DECLINED),
        ("No capacity at present", DECLINED),
        ("QUESTION", QUESTION),
        ("Question: when did they join?", QUESTION),
        ("Can you ring me?", QUESTION),
        ("Yes, if you send me the papers first", UNCLEAR),
        ("In principle yes, but let me look at it", UNCLEAR),
        ("Yes please send me the details", UNCLEAR),
        ("Agreed subject to their subs", UNCLEAR),
        ("Agreed, pending legal", UNCLEAR),
        ("Yes.\nBut only advice at first", UNCLEAR),
        ("Agreed.\n\nProvided the subs are paid.\n\nKim", UNCLEAR),
        ("Agreed.\n\nKim\nRegional official\nIf you got this by mistake, delete it", AGREED),
        ("ok will look", UNCLEAR),
        ("OK, we'll take it", AGREED),
        ("I agree with you", UNCLEAR),
        ("No objection", UNCLEAR),
        ("Can't see why not", UNCLEAR),
        ("Thanks, received", UNCLEAR),
        ("I agree that this is not for us", UNCLEAR),
        ("I am glad to help", UNCLEAR),
        ("", UNCLEAR),
    ],
)
def test_agreed_is_only_what_nothing_speaks_against(words, answer):
    assert region_answer(words) is answer


# --- the report -------------------------------------------------------------------------------------------


def test_the_report_counts_levels_and_names_what_is_held_too_long_or_waits():
    held = replace(new(categories=("dismissal",)), ref="C-2026-0001")
    fresh = replace(after(form_received(categories=("whistleblowing",))).case, ref="C-2026-0002")
    fresh = replace(fresh, rating=replace(fresh.rating, since=MONDAY + timedelta(days=8)))
    kept = replace(said(new(categories=("dismissal",)), "branch").case, ref="C-2026-0003")
    asked = replace(said(new(), "region").case, ref="C-2026-0004")
    yes = replace(said(new(), "region").case, ref="C-2026-0005")
    yes = decide(
        f.answers.ReferralAnswered(received(name=KIM.name, address=KIM.email), yes.ref, 1, KIM.email, AGREED),
        yes, HERE, POLICY, TEAM, MONDAY + timedelta(days=3),
    ).case  # fmt: skip
    closed = replace(new(categories=("dismissal",)), ref="C-2026-0006", status=Status.CLOSED)
    found = region_report((held, fresh, kept, asked, yes, closed), POLICY, MONDAY + timedelta(days=9))
    assert found.levels == {1: 0, 2: 2, 3: 3} and found.kept == 1
    assert [(one.ref, one.days, one.over) for one in found.held] == [
        ("C-2026-0001", 7, True),
        ("C-2026-0002", 1, False),
    ]
    assert [(one.ref, one.days, one.over) for one in found.waiting] == [("C-2026-0004", 7, True)]
    assert (found.asked, found.agreed, found.declined, found.median_days) == (2, 1, 0, 3.0)
    told = "\n".join(in_words(found))
    assert "C-2026-0001  7 working days, TOO LONG: a job may come to an end" in told
    assert "Kim Baker, asked on 23 November 2026, 7 working days, LATE" in told


def test_the_report_of_a_branch_without_cases_is_whole():
    assert list(in_words(region_report((), POLICY, MONDAY))) == [
        "Open cases by level",
        "      0  level 1, the branch runs it",
        "      0  level 2, wants two caseworkers",
        "      0  level 3, for the region",
        "      0  kept by the branch, by the coordinator's word",
        "For the region, and nobody has decided",
        "  none",
        "Waiting for the region",
        "  nothing",
        "In the last twelve months",
        "      0  asked: 0 agreed, 0 declined",
    ]


def test_every_notice_can_be_written_with_example_words():
    assert rehearse(replace(HERE, secretary=LEE, administrator=LEE), None) == []
