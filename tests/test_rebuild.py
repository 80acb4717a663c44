"""A journal that was lost is made anew, and nobody is asked, told or pressed a second time because of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date

import pytest

from casework.intake import form_received as received_form
from casework.levels import is_kept
from casework.model import Part, Status
from casework.own_word import standing_of
from casework.referral import Rating
from ingest.maildir import MaildirMailbox
from jobs.journal import cases
from jobs.journal.store import open_journal
from jobs.rebuild import rebuild
from jobs.record import standings
from notify.folder import FolderTransport
from notify.sent import sent_notice
from sheets.register import Row
from sheets.rows import first_case_cells
from sheets.standing import Standing, case_from_row
from sheets.xlsx import XlsxRegister
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form_received
from tests.support.engine import Desk, desk, text_of
from tests.support.xlsx_register import XlsxHuman
from tests.test_answering import copied
from tests.test_shadowing import agreed_once, asked_once, taken_once  # noqa: F401  fixtures

ANA, BEN, CARA = (person.email for person in CASEWORKERS)
COORDINATOR = BRANCH.coordinator.email
REF, MO, PRIYA, DAY = "C-2026-0001", "mo@home.example", "priya@home.example", date(2026, 12, 10)


def made_anew(at, folder, copies=True, key=b"k" * 32):
    """The same desk in another folder, its journal lost and made anew; and what the command would say."""
    place = shutil.copytree(at.folder, folder / "anew", ignore=shutil.ignore_patterns("state.db*"))
    if not copies:
        shutil.rmtree(place / "outbox")
    world = replace(
        at.world,
        keys=(key,),
        journal=open_journal(place / "state.db", "branch"),
        mailbox=MaildirMailbox(place / "inbox"),
        register=XlsxRegister(place / "register.xlsx"),
        transport=FolderTransport(place / "outbox"),
    )
    found = rebuild(world, at.now)
    return Desk(place, world, XlsxHuman(place / "register.xlsx", quick=True), at.now, at.numbers), found


def case(at, ref=REF):
    with at.world.journal.begin() as book:
        return cases.get(book, ref)


def own_word(at, email):
    with at.world.journal.begin() as book:
        return standing_of(standings(book), email)


def keys(at):
    return {str(mail["X-Casework-Notice-Id"]) for mail in at.notices()}


@pytest.fixture(scope="module")
def suggested_once(tmp_path_factory):
    """Mo's form is in, and the coordinator has been mailed a suggestion."""
    with desk(tmp_path_factory.mktemp("suggested")) as made:
        made.form()
        made.settle()
        yield made


@pytest.fixture(scope="module")
def offered_once(suggested_once, tmp_path_factory):
    """Ana has been asked."""
    with copied(suggested_once, tmp_path_factory.mktemp("offered")) as made:
        made.answer(made.notices("suggested")[0], "Ana Ruiz")
        made.settle()
        yield made


@pytest.fixture(scope="module")
def declined_once(offered_once, tmp_path_factory):
    with copied(offered_once, tmp_path_factory.mktemp("declined")) as made:
        made.answer(made.notices("offered")[0], "Sorry, I can't take this one.")
        made.settle()
        yield made


@pytest.mark.parametrize("copies", [True, False], ids=["with copies", "without"])
def test_a_no_is_still_a_no_and_nothing_is_sent_again(declined_once, tmp_path, copies):
    assert case(declined_once).declined == (ANA,)
    at, found = made_anew(declined_once, tmp_path, copies)
    assert case(at).declined == (ANA,)
    before = keys(at)
    at.settle()
    assert keys(at) == before
    assert "Ana Ruiz" not in str(at.case_row(REF)["Suggested"])
    assert found.notices == (len(declined_once.notices()) if copies else 0)
    said = any("could not be proved" in line for line in found.unknown)
    assert said is not copies


def test_the_case_is_the_same_as_before_but_for_what_is_said(declined_once, tmp_path):
    at, _ = made_anew(declined_once, tmp_path)
    old, new = case(declined_once), case(at)
    for name in ("declined", "lapsed", "offers_made", "offer", "lead", "member", "form", "status", "decided"):
        assert getattr(new, name) == getattr(old, name)


def test_an_offer_that_was_open_is_answered_with_the_token_of_before(offered_once, tmp_path):
    at, _ = made_anew(offered_once, tmp_path)
    assert case(at).offer == case(offered_once).offer
    at.answer(at.notices("offered")[0], "yes happy to")
    at.settle()
    assert (case(at).status, case(at).lead) == (Status.ACTIVE, ANA)
    assert len(at.notices("introduced_caseworker")) == 1


def test_a_forged_answer_is_as_worthless_as_before(offered_once, tmp_path):
    at, _ = made_anew(offered_once, tmp_path)
    at.answer(at.notices("offered")[0], "yes happy to", sender=BEN)
    at.settle()
    assert case(at).status is Status.OFFERED and case(at).lead == ""


def test_an_offer_is_reminded_of_once_and_not_anew(offered_once, tmp_path):
    with copied(offered_once, tmp_path / "later") as later:
        later.turn(days=2)
        later.settle()
        assert len(later.notices("reminded")) == 1
        at, _ = made_anew(later, tmp_path)
        at.settle()
        assert len(at.notices("reminded")) == 1
        assert case(at).offer == case(later).offer


def test_an_ok_to_the_suggestion_of_before_means_the_names_that_it_showed(suggested_once, tmp_path):
    at, _ = made_anew(suggested_once, tmp_path)
    names = case(suggested_once).suggestion.names
    at.answer(at.notices("suggested")[0], "ok")
    at.settle()
    assert case(at).decided == names
    assert len(at.notices("offered")) == len(names.split(" and "))


def test_an_ok_to_an_older_suggestion_asks_nobody(declined_once, tmp_path):
    at, _ = made_anew(declined_once, tmp_path)
    first, second = at.notices("suggested")
    before = len(at.notices("offered"))
    at.answer(first, "ok")
    at.settle()
    assert len(at.notices("offered")) == before
    at.answer(second, "ok")
    at.settle()
    assert len(at.notices("offered")) > before


@pytest.mark.parametrize("copies", [True, False], ids=["with copies", "without"])
def test_whoever_rests_is_not_asked(declined_once, tmp_path, copies):
    with copied(declined_once, tmp_path / "rests") as rests:
        rests.answer(rests.notices("offered")[0], "PAUSE 4 weeks")
        rests.settle()
        at, _ = made_anew(rests, tmp_path, copies)
        assert own_word(at, ANA).rests_until == own_word(rests, ANA).rests_until is not None


def test_whoever_had_too_much_has_it_still_and_ready_ends_it(offered_once, tmp_path):
    with copied(offered_once, tmp_path / "much") as much:
        much.answer(much.notices("offered")[0], "TOO MUCH")
        much.settle()
        at, _ = made_anew(much, tmp_path)
        old, new = own_word(much, ANA), own_word(at, ANA)
        assert new.stopped and new.review.number == old.review.number and new.review.steps == old.review.steps
        reviews = len(at.notices("review"))
        at.turn(hours=1)
        assert len(at.notices("review")) == reviews
        at.answer(at.notices("too_much")[0], "READY")
        at.settle()
        assert not own_word(at, ANA).stopped
        assert all(not row["Paused"] for row in at.human.rows("Caseworkers"))


def test_whoever_rests_after_a_hard_case_rests_on_until_they_say_ready(offered_once, tmp_path):
    care = replace(offered_once.world.policy.care, rest_rating=0)
    with copied(offered_once, tmp_path / "hard") as hard:
        hard.world = replace(hard.world, policy=replace(hard.world.policy, care=care))
        hard.answer(hard.notices("offered")[0], "yes happy to")
        hard.settle()
        hard.choose(REF, "Status", "Closed")
        hard.settle()
        assert len(hard.notices("rest", ANA)) == 1
        at, _ = made_anew(hard, tmp_path / "first")
        assert own_word(at, ANA).rests_until == own_word(hard, ANA).rests_until is not None
        assert ANA in case(at).asked_after
        hard.answer(hard.notices("rest", ANA)[0], "READY")
        hard.settle()
        at, _ = made_anew(hard, tmp_path / "second")
        assert own_word(at, ANA).rests_until == own_word(hard, ANA).rests_until is None


def test_days_of_peace_that_are_over_are_not_brought_back(offered_once, tmp_path):
    with copied(offered_once, tmp_path / "silent") as silent:
        for _ in range(6):
            silent.turn(hours=16)
        at, _ = made_anew(silent, tmp_path / "soon")
        assert own_word(at, ANA).let_be_until == own_word(silent, ANA).let_be_until == date(2026, 12, 3)
        silent.turn(hours=24 * 14)
        at, _ = made_anew(silent, tmp_path / "late")
        assert own_word(at, ANA).let_be_until is None


def test_what_the_coordinator_lifted_in_the_register_stays_lifted(offered_once, tmp_path):
    with copied(offered_once, tmp_path / "lifted") as lifted:
        lifted.answer(lifted.notices("offered")[0], "TOO MUCH")
        lifted.settle()
        lifted.human.set_cell("Caseworkers", 2, "Paused", None)
        lifted.settle()
        at, _ = made_anew(lifted, tmp_path)
        assert not own_word(at, ANA).stopped


def test_whoever_stepped_back_is_not_suggested_for_that_case_again(offered_once, tmp_path):
    with copied(offered_once, tmp_path / "back") as back:
        back.answer(back.notices("offered")[0], "yes happy to")
        back.settle()
        back.answer(back.notices("introduced_caseworker")[0], "STEP BACK")
        back.settle()
        at, _ = made_anew(back, tmp_path)
        assert case(at).declined == case(back).declined == (ANA,)


def test_new_mails_have_keys_and_message_ids_that_no_old_one_has(declined_once, tmp_path):
    for copies in (True, False):
        at, _ = made_anew(declined_once, tmp_path / str(copies), copies)
        at.form("Siân Pugh", "sian@home.example")
        at.settle()
        old = {str(mail["Message-ID"]) for mail in declined_once.notices()}
        new = [mail for mail in at.notices() if str(mail["X-Casework-Notice-Id"]) not in keys(declined_once)]
        assert {str(mail["To"]) for mail in new} >= {"sian@home.example", COORDINATOR}
        assert not {str(mail["Message-ID"]) for mail in new} & old


def test_what_the_member_added_in_answer_to_our_questions_is_known(tmp_path):
    with desk(tmp_path / "gaps") as made:
        made.form(summary="")
        made.settle()
        asked = made.notices("acknowledged")[0]
        made.answer(asked, "1. I was called to a meeting without any notice at all.")
        made.settle()
        assert case(made).form.text("summary")
        at, _ = made_anew(made, tmp_path)
        assert case(at).form == case(made).form


def test_and_what_is_asked_may_be_answered_after_it_too(tmp_path):
    with desk(tmp_path / "gaps") as made:
        made.form(summary="")
        made.settle()
        at, _ = made_anew(made, tmp_path)
        at.answer(at.notices("acknowledged")[0], "1. I was called to a meeting without any notice at all.")
        at.settle()
        assert "without any notice" in case(at).form.text("summary")


@pytest.mark.long
def test_who_comes_along_still_comes_and_can_be_called_off(agreed_once, tmp_path):  # noqa: F811
    at, _ = made_anew(agreed_once, tmp_path)
    (old,), (new,) = case(agreed_once).shadowings, case(at).shadowings
    assert new == replace(old, agreed_at=new.agreed_at, ends_at=new.ends_at)
    assert own_word(at, PRIYA).sat_in == (REF,)
    before = keys(at)
    at.settle()
    assert keys(at) == before
    at.answer(at.notices("shadow_answered", MO)[0], "NO, I would rather not")
    at.settle()
    assert {str(mail["To"]) for mail in at.notices("shadow_off")} == {ANA, PRIYA}


def test_without_copies_the_check_column_says_who_comes(agreed_once, tmp_path):  # noqa: F811
    at, found = made_anew(agreed_once, tmp_path, copies=False)
    (one,) = case(at).shadowings
    assert (one.shadow, one.meeting.day, one.meeting.clock) == (PRIYA, DAY, "14:00")
    assert {person.email for person in one.told} == {ANA, PRIYA}
    at.settle()
    assert at.notices("shadow_asked") == at.notices("shadow_off") == []
    at.choose(REF, "Status", "Closed")
    at.settle()
    assert {str(mail["To"]) for mail in at.notices("shadow_off")} == {ANA, PRIYA}
    assert any("copies" in line for line in found.unknown)


def test_a_member_who_was_asked_whether_somebody_comes_is_not_asked_twice(asked_once, tmp_path):  # noqa: F811
    at, _ = made_anew(asked_once, tmp_path)
    assert case(at).shadowings == tuple(
        replace(one, ends_at=new.ends_at)
        for one, new in zip(case(asked_once).shadowings, case(at).shadowings, strict=True)
    )
    at.settle()
    assert len(at.notices("shadow_asked")) == 1
    at.answer(at.notices("shadow_asked")[0], "Yes, that's fine")
    at.settle()
    assert len(at.notices("shadow_invited")) == 1


def test_a_member_who_said_no_is_left_in_peace(asked_once, tmp_path):  # noqa: F811
    with copied(asked_once, tmp_path / "no") as said_no:
        said_no.answer(said_no.notices("shadow_asked", MO)[0], "No thank you")
        said_no.settle()
        at, _ = made_anew(said_no, tmp_path)
        assert [one.over for one in case(at).shadowings] == ["no"]
        before = keys(at)
        at.settle()
        assert keys(at) == before


def test_a_copy_whose_headers_were_changed_lets_nobody_answer(offered_once, tmp_path):
    with copied(offered_once, tmp_path / "changed") as changed:
        for path in (changed.folder / "outbox").glob("*.eml"):
            path.write_bytes(
                path.read_bytes().replace(b"X-Casework-Answers: offer 1", b"X-Casework-Answers: offer 2")
            )
        at, found = made_anew(changed, tmp_path)
        assert found.notices == len(offered_once.notices())
        at.answer(at.notices("offered")[0], "yes happy to")
        at.settle()
        assert case(at).status is Status.OFFERED


def test_that_the_branch_keeps_a_case_is_known_from_the_check_column():
    case = received_form(form_received(), BRANCH, POLICY, TEAM, MONDAY).case
    kept = replace(case, rating=Rating(3, ("a dismissal",), MONDAY, kept_at=MONDAY))
    for one in (kept, replace(kept, rating=Rating(3, ("a dismissal",), MONDAY, look_at=MONDAY))):
        row = Row(2, first_case_cells(one, TEAM, POLICY))
        again, _ = case_from_row(Standing(row, Row(2, {}), one), TEAM, POLICY, MONDAY)
        assert (again.rating.kept_at is None) is (one.rating.kept_at is None)
    assert is_kept("Level 3, kept by the branch: a dismissal") and not is_kept("kept by the branch")


def test_a_copy_says_what_it_was_and_a_forged_one_nothing(offered_once, tmp_path):
    raw = offered_once.notices("offered")[0].as_bytes()
    notice = sent_notice(raw)
    assert (notice.kind, notice.ref, notice.purpose, notice.number) == ("offered", REF, "offer", 1)
    assert notice.recipient == ANA and notice.until is not None
    assert sent_notice(b"Subject: hello\r\n\r\nno notice of ours") is None
    with copied(offered_once, tmp_path / "forged") as forged:
        ana = next(
            path for path in (forged.folder / "outbox").glob("*.eml") if b"offered" in path.read_bytes()
        )
        ana.write_bytes(ana.read_bytes().replace(b"Message-ID: <", b"Message-ID: <x"))
        at, found = made_anew(forged, tmp_path)
        assert found.notices == len(offered_once.notices()) - 1
        assert case(at).offer.part is Part.LEAD


def test_with_another_key_nothing_is_proved_and_it_says_which_file_is_missing(declined_once, tmp_path):
    at, found = made_anew(declined_once, tmp_path, key=b"x" * 32)
    assert found.notices == 0 and any("state.key" in line for line in found.unknown)
    assert case(at).declined == (ANA,)


def test_a_row_that_was_elsewhere_while_the_journal_was_made_counts_when_it_is_back(offered_once, tmp_path):
    """It was on its way to another place: the case was taken for closed, and stayed so with its row back."""
    with copied(offered_once, tmp_path) as at:
        at.answer(at.notices("offered")[0], "Yes")
        at.settle()
        whole = (at.folder / "register.xlsx").read_bytes()
        lead, sent = case(at).lead, keys(at)
        at.human.delete_row("Cases", 2)
        anew, found = made_anew(at, tmp_path)
    assert case(anew).status is Status.CLOSED and case(anew).row_gone
    assert any("If the row is put back, what it says counts." in line for line in found.unknown)
    (anew.folder / "register.xlsx").write_bytes(whole)
    before = anew.human.rows("Cases")
    anew.settle()
    assert (case(anew).status, case(anew).lead, case(anew).row_gone) == (Status.ACTIVE, lead, False)
    assert anew.human.rows("Cases") == before and anew.human.rows("Needs attention") == []
    assert keys(anew) == sent


def test_why_a_pair_was_suggested_is_written_again_as_it_stood(suggested_once, tmp_path):
    at, _ = made_anew(suggested_once, tmp_path)
    assert case(at).suggestion.second is not None
    assert first_case_cells(case(at), TEAM, POLICY)["why"] == at.case_row(REF)["Why"]


def test_a_row_of_which_only_the_reference_is_typed_is_filled_as_before(offered_once, tmp_path):
    with copied(offered_once, tmp_path) as at:
        at.human.delete_row("Cases", 2)
        anew, _ = made_anew(at, tmp_path)
    anew.human.set_cell("Cases", 2, "Ref", REF)
    anew.settle()
    assert case(anew).status is Status.CLOSED and anew.case_row(REF)["Status"] == "Closed"


def test_a_service_without_its_journal_takes_nothing_for_new_and_says_what_to_type(suggested_once, tmp_path):
    """It took each case for a row of a person's, and advised to empty its reference."""
    with copied(suggested_once, tmp_path / "then") as before:
        world = replace(before.world, journal=open_journal(tmp_path / "new.db", "branch"))
        at = Desk(before.folder, world, before.human, before.now, before.numbers)
        at.form("Gil Penn", "gil@home.example")
        sent, stood = keys(at), at.human.rows("Cases")
        assert "casework rebuild --yes" in at.turn(minutes=1).troubles["register"]
        assert at.human.rows("Cases") == stood
        assert {key.rpartition(".")[2] for key in keys(at) - sent} == {"attention"}
        world.journal.close()
        anew, _ = made_anew(at, tmp_path)
    anew.settle()
    assert case(anew, "C-2026-0002").member.name == "Gil Penn"


def test_a_journal_of_last_night_asks_nobody_again_and_says_what_to_do(suggested_once, tmp_path):
    """Put back from a backup, it took the coordinator's choice for a new one: Ana was asked once more."""
    with copied(suggested_once, tmp_path / "then") as at:
        at.answer(at.notices("suggested")[0], "Ana Ruiz")
        at.settle()
        at.answer(at.notices("offered")[0], "Yes")
        at.settle()
        at.form("Gil Penn", "gil@home.example")
        at.settle()
        sent, lead = keys(at), case(at).lead
        with copied(suggested_once, tmp_path / "night") as old:
            for place in ("inbox", "outbox"):
                shutil.rmtree(old.folder / place)
                shutil.copytree(at.folder / place, old.folder / place)
            shutil.copy(at.folder / "register.xlsx", old.folder / "register.xlsx")
            old.now, old.numbers, before = at.now, at.numbers, old.human.rows("Cases")
            turn = old.turn(minutes=1)
            assert "casework rebuild --yes" in turn.troubles["register"]
            assert {key.rpartition(".")[2] for key in keys(old) - sent} == {"attention"}
            assert "rebuild --yes" in text_of(old.notices("attention", COORDINATOR)[-1])
            assert old.human.rows("Cases") == before
            anew, _ = made_anew(old, tmp_path)
        anew.settle()
    assert case(anew).lead == lead and case(anew, "C-2026-0002").member.name == "Gil Penn"
    assert {key.rpartition(".")[2] for key in keys(anew) - sent} == {"attention"}


def test_letters_wait_for_the_journal_that_is_made_anew(suggested_once, tmp_path):
    """Dealt with by a journal of last night, a form got the reference of somebody else's case: it lay in
    their folder under their number, and had no row when the journal was made anew."""
    with copied(suggested_once, tmp_path / "then") as at:
        at.form("Gil Penn", "gil@home.example")
        at.settle()
        sent = keys(at)
        with copied(suggested_once, tmp_path / "night") as old:
            for place in ("inbox", "outbox"):
                shutil.rmtree(old.folder / place)
                shutil.copytree(at.folder / place, old.folder / place)
            shutil.copy(at.folder / "register.xlsx", old.folder / "register.xlsx")
            old.now, old.numbers = at.now, at.numbers
            old.form("Zoe Dark", "zoe@home.example")
            for _ in range(3):
                old.turn(minutes=5)
            assert old.inbox() == 1 and not old.notices(to="zoe@home.example")
            told = old.notices("attention")
            assert {str(mail["To"]) for mail in told} == {COORDINATOR, BRANCH.administrator.email}
            assert len(told) == 2 and all("no letter is dealt with here" in text_of(mail) for mail in told)
            anew, _ = made_anew(old, tmp_path)
        anew.settle()
    assert case(anew, "C-2026-0002").member.name == "Gil Penn"
    assert case(anew, "C-2026-0003").member.name == "Zoe Dark"
    assert [str(mail["To"]) for mail in anew.notices("acknowledged")][2:] == ["zoe@home.example"]
    assert sent < keys(anew)


def test_the_mail_that_says_so_is_none_that_a_mail_server_takes_for_one_of_before(suggested_once, tmp_path):
    """The numbers of a journal put back have been given since: the same key makes the same Message-ID."""
    with copied(suggested_once, tmp_path / "then") as at:
        at.form("Gil Penn", "gil@home.example")
        at.settle()
        with copied(suggested_once, tmp_path / "night") as old:
            shutil.copy(at.folder / "register.xlsx", old.folder / "register.xlsx")
            old.now = at.now
            old.turn(minutes=1)
            numbers = [int(str(mail["X-Casework-Notice-Id"]).split(".")[1]) for mail in at.notices()]
            said = [int(str(mail["X-Casework-Notice-Id"]).split(".")[1]) for mail in old.notices("attention")]
    assert said and min(said) > max(numbers)


def test_what_a_person_writes_on_the_tab_of_receipts_stops_nothing(suggested_once, tmp_path):
    with copied(suggested_once, tmp_path) as at:
        with at.human.at_work("_receipts") as sheet:
            sheet.cell(sheet.max_row + 1, 1).value = "What is this for?"
        assert not at.turn(minutes=1).troubles


def test_what_is_lost_for_good_is_said_in_plain_sentences(declined_once, tmp_path):
    _, found = made_anew(declined_once, tmp_path)
    assert found.unknown and all(line.endswith(".") for line in found.unknown)
    assert not any("Ana" in line or "@" in line for line in found.unknown)
    text = text_of(declined_once.notices("suggested")[0])
    assert "Ana Ruiz" in text
