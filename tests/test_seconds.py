"""A lead alone gets somebody suggested beside them; a part is taken over only with a yes (SD-06 to SD-08)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jobs.journal import cases
from tests.support.branches import BRANCH, CASEWORKERS
from tests.support.engine import copied, desk, text_of
from tests.test_rebuild import made_anew

ANA, BEN, CARA = (person.email for person in CASEWORKERS)
REF, JO, MO = "C-2026-0001", BRANCH.coordinator.email, "mo@home.example"
LINES = "Needs attention"


def _asked(folder, whom, **form):
    with desk(folder) as made:
        made.form(**form)
        made.turn()
        made.answer(made.notices("suggested")[0], whom)
        made.settle()
        yield made


@pytest.fixture(scope="module")
def once_pair(tmp_path_factory):
    """Ana and Ben have been asked; the member is of no caseworker's department."""
    yield from _asked(tmp_path_factory.mktemp("pair"), "Ana Ruiz and Ben Osei", department="Estates")


@pytest.fixture
def pair(once_pair, tmp_path):
    with copied(once_pair, tmp_path) as made:
        yield made


@pytest.fixture
def both(pair):
    """Both have said yes."""
    for email in (ANA, BEN):
        says(pair, "offered", email, "yes")
    return pair


def says(at, kind, who, words):
    at.answer(at.notices(kind, who)[-1], words)
    at.settle()


def case(at):
    with at.world.journal.begin() as book:
        found = cases.get(book, REF)
    assert found is not None
    return found


def set_people(at, names, **cells):
    """Write into the rows of these people, in one go."""
    with at.human.at_work("Caseworkers") as sheet:
        headers = [cell.value for cell in sheet[1]]
        for row in [line for line in range(2, 9) if sheet.cell(line, 1).value in names]:
            for title, value in cells.items():
                sheet.cell(row, headers.index(title.replace("_", " ")) + 1).value = value
    at.settle()


def lines(at):
    return [f"{row['What happened']} {row['What to do']}" for row in at.human.rows(LINES)]


def test_when_the_second_says_no_another_second_is_suggested_once_and_the_lead_stays(pair):
    says(pair, "offered", ANA, "yes")
    before = len(pair.notices("suggested", JO))
    says(pair, "offered", BEN, "no")
    row = pair.case_row(REF)
    assert (row["Caseworker"], row["Status"], row["Suggested"]) == ("Ana Ruiz", "Active", "Cara Lund")
    told = pair.notices("suggested", JO)
    assert len(told) == before + 1
    assert "Ana Ruiz leads case C-2026-0001 alone" in text_of(told[-1])
    assert "there is no hurry" in text_of(told[-1])
    says(pair, "suggested", JO, "ok")
    assert len(pair.notices("offered", CARA)) == 1 and case(pair).lead == ANA


def test_silence_of_the_second_is_a_no_and_is_followed_by_another_suggestion(pair):
    says(pair, "offered", ANA, "yes")
    before = len(pair.notices("suggested", JO))
    for _ in range(6):
        pair.turn(days=1)
    pair.settle()
    assert len(pair.notices("lapsed", BEN)) == 1
    assert len(pair.notices("suggested", JO)) == before + 1 and case(pair).lead == ANA


def test_where_both_of_a_pair_are_silent_she_is_asked_once_and_of_nobody_that_still_stands(pair):
    before = len(pair.notices("suggested"))
    for _ in range(6):
        pair.turn(days=1)
    pair.settle()
    assert {len(pair.notices("lapsed", who)) for who in (ANA, BEN)} == {1}
    [again] = pair.notices("suggested")[before:]
    said = text_of(again)
    assert "Ana Ruiz and Ben Osei did not answer in time" in said and "That stands" not in said
    assert sorted(case(pair).lapsed) == [ANA, BEN]


def test_a_lead_whom_nobody_can_go_with_is_suggested_somebody_when_there_is_one_and_she_hears_once(pair):
    set_people(pair, ("Cara Lund",), Paused="Yes")
    says(pair, "offered", ANA, "yes")
    says(pair, "offered", BEN, "no")
    row = pair.case_row(REF)
    assert not row["Suggested"] and "single-handed" in str(row["Check"])
    [nobody] = pair.notices("no_one", JO)
    assert "There is nothing you must do: Ana Ruiz goes on with the case" in text_of(nobody)
    before = len(pair.notices("suggested", JO))
    set_people(pair, ("Cara Lund",), Paused="")
    assert pair.case_row(REF)["Suggested"] == "Cara Lund"
    assert len(pair.notices("suggested", JO)) == before + 1
    for paused in ("Yes", ""):
        set_people(pair, ("Cara Lund",), Paused=paused)
    assert pair.case_row(REF)["Suggested"] == "Cara Lund"
    assert len(pair.notices("suggested", JO)) == before + 1, "once is enough: the row says it"
    assert not pair.notices("offered", CARA), "nobody is asked but by her choice"


@pytest.mark.long
def test_where_the_plan_had_nobody_beside_the_lead_the_offer_and_the_yes_say_that_one_is_sought(tmp_path):
    with desk(tmp_path) as at:
        set_people(at, ("Ben Osei", "Cara Lund"), Paused="Yes")
        at.form(department="Estates")
        at.settle()
        assert at.case_row(REF)["Suggested"] == "Ana Ruiz"
        says(at, "suggested", JO, "ok")
        assert "If you say yes, we look for somebody to go with you" in text_of(
            at.notices("offered", ANA)[-1]
        )
        says(at, "offered", ANA, "yes")
        assert "We look for somebody to go with you" in text_of(at.notices("introduced_caseworker", ANA)[-1])
        assert len(at.notices("suggested", JO)) == 1, "there is nobody yet"
        set_people(at, ("Ben Osei",), Paused="")
        assert at.case_row(REF)["Suggested"] == "Ben Osei" and len(at.notices("suggested", JO)) == 2
        says(at, "suggested", JO, "ok")
        says(at, "offered", BEN, "yes")
        assert at.case_row(REF)["Second"] == "Ben Osei"
        assert len(at.notices("partner_joined", ANA)) == len(at.notices("second_joined", MO)) == 1


def test_one_chosen_out_of_a_pair_is_her_choice_the_row_alone_says_who_could_join(tmp_path):
    with desk(tmp_path) as at:
        at.form(department="Estates")
        at.settle()
        says(at, "suggested", JO, "Ana Ruiz")
        says(at, "offered", ANA, "yes")
        assert at.case_row(REF)["Suggested"] in ("Ben Osei", "Cara Lund")
        assert len(at.notices("suggested", JO)) == 1


def test_whoever_would_rather_be_alone_is_not_pressed_to_have_somebody(tmp_path):
    with desk(tmp_path) as at:
        set_people(at, ("Ana Ruiz",), **{"Alone or paired": "Alone"})
        at.form(department="Estates")
        at.settle()
        says(at, "suggested", JO, "Ana Ruiz")
        assert "reply QUESTION" in text_of(at.notices("offered", ANA)[-1])
        says(at, "offered", ANA, "yes")
        assert case(at).suggestion.part == "pair" and len(at.notices("suggested", JO)) == 1


def test_whoever_is_only_shown_beside_a_lead_is_free_for_a_case_that_has_nobody(pair):
    says(pair, "offered", ANA, "yes")
    says(pair, "offered", BEN, "no")
    numbers = replace(pair.world.policy.workload, most_new=1)
    pair.world = replace(pair.world, policy=replace(pair.world.policy, workload=numbers))
    pair.form("Gil Penn", "gil@member.example", department="Estates")
    pair.settle()
    assert "Cara Lund" in str(pair.case_row("C-2026-0002")["Suggested"])


def test_a_second_who_would_be_new_beside_somebody_new_is_never_suggested(pair):
    set_people(pair, ("Ana Ruiz", "Cara Lund"), Level="New")
    says(pair, "offered", ANA, "yes")
    says(pair, "offered", BEN, "no")
    assert not pair.case_row(REF)["Suggested"]
    assert "new, and nobody experienced to go with them" in str(pair.case_row(REF)["Why"])


def test_when_only_the_second_steps_back_the_lead_stays_and_lead_member_and_coordinator_are_told(both):
    says(both, "introduced_caseworker", BEN, "STEP BACK")
    row = both.case_row(REF)
    assert (row["Caseworker"], row["Second"], row["Status"]) == ("Ana Ruiz", None, "Active")
    assert row["Suggested"] == "Cara Lund"
    assert "Ben Osei has stepped back as second. Ana Ruiz leads" in text_of(both.notices("suggested", JO)[-1])
    assert "We look for somebody to go with you" in text_of(both.notices("partner_left", ANA)[-1])
    [told] = both.notices("caseworker_changed", MO)
    assert "Ben Osei is no longer on it" in text_of(told) and "Ana Ruiz supports you as before" in text_of(
        told
    )
    says(both, "suggested", JO, "ok")
    says(both, "offered", CARA, "yes")
    assert (case(both).lead, case(both).second) == (ANA, CARA)
    assert not both.notices("taken_off")


def test_when_the_second_steps_back_and_nobody_is_free_she_is_told_so_and_hears_when_there_is(both):
    set_people(both, ("Cara Lund",), Paused="Yes")
    before = len(both.notices("suggested", JO))
    says(both, "introduced_caseworker", BEN, "STEP BACK")
    assert "The lead goes on. We found nobody to go with them for now" in text_of(
        both.notices("attention", JO)[-1]
    )
    set_people(both, ("Cara Lund",), Paused="")
    assert len(both.notices("suggested", JO)) == before + 1


def test_one_name_where_two_stand_is_asked_about_and_nobody_is_written_to(both):
    before = len(both.notices())
    both.choose(REF, "Decision", "Cara Lund")
    both.settle()
    assert 'please give two names, the lead first: "Cara Lund and Ben Osei"' in both.case_row(REF)["Check"]
    assert len(both.notices()) == before


def test_a_lead_goes_on_until_somebody_asked_to_take_over_says_yes_and_is_told_once_then(both):
    both.choose(REF, "Decision", "Cara Lund and Ben Osei")
    both.settle()
    assert case(both).lead == ANA and not both.notices("taken_off")
    assert "take this part over from a colleague" in text_of(both.notices("offered", CARA)[-1])
    assert any(
        "was asked to take over from Ana Ruiz, who leads the case until" in line for line in lines(both)
    )
    load = next(row for row in both.human.rows("Caseworkers") if row["Name"] == "Cara Lund")
    assert load["Open cases"] == 1, "what she was asked to take counts while she thinks"
    says(both, "offered", CARA, "yes")
    row = both.case_row(REF)
    assert (row["Caseworker"], row["Second"], row["Status"]) == ("Cara Lund", "Ben Osei", "Active")
    [word] = both.notices("taken_off", ANA)
    assert "Cara Lund has agreed to take over your part" in text_of(word)
    [told] = both.notices("caseworker_changed", MO)
    assert "Cara Lund supports you from now on, and will write to you or call you by" in text_of(told)
    assert "has agreed to lead case" in text_of(both.notices("partner_joined", BEN)[-1])
    assert "Ben Osei is second in this case" in text_of(both.notices("introduced_caseworker", CARA)[-1])
    assert len(both.notices("introduced_member", MO)) == 1


@pytest.mark.parametrize("how", ["no", ""])
def test_a_no_or_silence_to_taking_over_changes_nothing_and_the_lead_never_hears_of_it(both, how):
    to_ana = len(both.notices("", ANA))
    both.choose(REF, "Decision", "Cara Lund and Ben Osei")
    both.settle()
    if how:
        says(both, "offered", CARA, how)
    else:
        for _ in range(6):
            both.turn(days=1)
        both.settle()
    row = both.case_row(REF)
    assert (row["Caseworker"], row["Second"], row["Decision"]) == ("Ana Ruiz", "Ben Osei", None)
    assert "Ana Ruiz leads the case as before" in text_of(both.notices("attention", JO)[-1])
    assert len(both.notices("", ANA)) == to_ana and not both.notices("caseworker_changed", MO)


def test_a_second_is_taken_over_from_in_the_same_way(both):
    both.choose(REF, "Decision", "Ana Ruiz and Cara Lund")
    both.settle()
    assert case(both).second == BEN
    says(both, "offered", CARA, "yes")
    assert (case(both).lead, case(both).second) == (ANA, CARA) and both.case_row(REF)["Second"] == "Cara Lund"
    assert len(both.notices("taken_off", BEN)) == 1
    assert "in place of Ben Osei" in text_of(both.notices("partner_joined", ANA)[-1])
    assert "in place of Ben Osei" in text_of(both.notices("second_joined", MO)[-1])


def test_a_lead_who_steps_back_while_another_was_asked_leaves_the_case_with_the_coordinator(both):
    both.choose(REF, "Decision", "Cara Lund and Ben Osei")
    both.settle()
    says(both, "introduced_caseworker", ANA, "STEP BACK")
    row = both.case_row(REF)
    assert (row["Caseworker"], row["Second"], row["Status"]) == (None, "Ben Osei", "Offered")
    assert "NO CASEWORKER" in str(row["Check"])
    assert "You stay second." in text_of(both.notices("partner_left", BEN)[-1])
    assert "Ben Osei, who knows your case already, stays" in text_of(
        both.notices("caseworker_changed", MO)[-1]
    )
    assert "until Cara Lund, who was asked to take it over, has answered" in text_of(
        both.notices("attention", JO)[-1]
    )
    says(both, "offered", CARA, "yes")
    row = both.case_row(REF)
    assert (row["Caseworker"], row["Second"], row["Status"]) == ("Cara Lund", "Ben Osei", "Active")
    assert len(both.notices("introduced_member", MO)) == 2 and not both.notices("taken_off")


def test_an_answer_by_mail_or_an_ok_never_replaces_whoever_has_said_yes(both):
    for words in ("Cara Lund and Ben Osei", "ok"):
        both.answer(both.notices("suggested", JO)[0], words)
        both.settle()
    assert not both.notices("offered", CARA) and case(both).lead == ANA
    assert "goes on until they say yes" in text_of(both.notices("unclear", JO)[-1])


def test_a_name_written_before_a_yes_showed_replaces_nobody(pair):
    lock = pair.folder / ".~lock.register.xlsx#"
    for email in (ANA, BEN):
        pair.answer(pair.notices("offered", email)[-1], "yes")
    lock.write_text(",moira,desk,23.11.2026 10:00,file:///x;")
    pair.turn(minutes=1)
    lock.unlink()
    pair.choose(REF, "Decision", "Cara Lund and Ben Osei")
    pair.settle()
    assert not pair.notices("offered", CARA) and case(pair).lead == ANA
    assert "The case has a caseworker already" in str(pair.case_row(REF)["Check"])


def test_nobody_away_is_suggested_to_go_with_a_lead(pair):
    days = {"Away from": pair.now.date(), "Away until": pair.now.date().replace(day=30)}
    set_people(pair, ("Cara Lund",), **days)
    says(pair, "offered", ANA, "yes")
    says(pair, "offered", BEN, "no")
    assert not pair.case_row(REF)["Suggested"] and "away" in str(pair.case_row(REF)["Why"])


def test_after_a_lost_journal_she_is_not_mailed_anew_and_a_case_that_somebody_has_counts_in_full(
    pair, tmp_path_factory
):
    says(pair, "offered", ANA, "yes")
    says(pair, "offered", BEN, "no")
    assert case(pair).second_shown and case(pair).suggestion.names == "Cara Lund"
    at, found = made_anew(pair, tmp_path_factory.mktemp("anew"))
    assert case(at).second_shown and case(at).acted_at == at.now
    assert any("counts in full for four weeks" in line for line in found.unknown)
    at.settle()
    set_people(at, ("Cara Lund",), Paused="Yes")
    assert not at.case_row(REF)["Suggested"]
    set_people(at, ("Cara Lund",), Paused="")
    assert at.case_row(REF)["Suggested"] == "Cara Lund"
    assert len(at.notices("suggested", JO)) == len(pair.notices("suggested", JO))
