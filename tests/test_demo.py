"""The demo, played at awkward moments: it tells a whole story, and leaves nothing undone."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.utils import getaddresses
from pathlib import Path

import pytest

from casework.model import Branch, Case, Part, Status
from casework.standing import offers_of
from jobs.cli import main
from jobs.commands.demo import play_into
from jobs.config import load
from jobs.connections import SmtpTransport
from jobs.conversions import branch_of, policy_of
from jobs.demo.cast import Cast, load_cast
from jobs.demo.days import days_until
from jobs.demo.outbox import Notice, Outbox
from jobs.demo.script import load_script
from jobs.journal import cases, effects, letters
from jobs.journal.store import BRANCH, Journal, open_journal
from notify.sent import sent_notice
from sheets.lists import APPROVE
from sheets.person import Typed, type_into
from sheets.register import Picture, Tab
from sheets.xlsx import XlsxRegister
from tests.support.rebuilding import Place, cells, known, moved

pytestmark = [pytest.mark.timeout(420), pytest.mark.long]
"""Seconds; a play takes ten of the processor, but that may have other things to do."""

A_NIGHT, A_MONDAY = "a Saturday night", "a Monday at seven"
NOWS = {
    A_NIGHT: datetime(2026, 11, 21, 23, 30, tzinfo=UTC),
}
ALL_NOWS = bool(os.environ.get("CASEWORK_ALL_NOWS"))
if ALL_NOWS:
    # Each play takes ten seconds of the processor and more, so these are for "make demo-days".
    NOWS["the Sunday after Christmas"] = datetime(2026, 12, 27, 11, 0, tzinfo=UTC)
    NOWS[A_MONDAY] = datetime(2027, 3, 1, 7, 0, tzinfo=UTC)
    NOWS["a Wednesday afternoon"] = datetime(2026, 6, 17, 13, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Played:
    """A folder in which the demo has been played, and what was told about it."""

    folder: Path
    now: datetime
    told: str
    cpu_seconds: float
    branch: Branch
    cast: Cast
    notices: list[Notice]
    cases: dict[str, Case]
    picture: Picture

    def of(self, *kinds: str) -> list[Notice]:
        return [notice for notice in self.notices if notice.kind in kinds]

    def case_of(self, member: str) -> Case:
        """The newest case of the member of that name."""
        return [case for case in self.cases.values() if case.member.name == member][-1]

    def journal(self) -> Journal:
        return open_journal(self.folder / "state.db", BRANCH)


@pytest.fixture(scope="module", params=NOWS, ids=[name.replace(" ", "-") for name in NOWS])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    now, folder = NOWS[request.param], tmp_path_factory.mktemp("play") / "demo"
    started = time.process_time()
    told = play_into(folder, now)
    return look_at(folder, now, told, time.process_time() - started)


def look_at(folder: Path, now: datetime, told: str, cpu_seconds: float) -> Played:
    branch = branch_of(load(folder / "config.yaml"))
    outbox = Outbox(folder / "outbox")
    outbox.look()
    journal = open_journal(folder / "state.db", BRANCH)
    with journal.begin() as book:
        refs = [row.text("ref") for row in XlsxRegister(folder / "register.xlsx").read().tabs["cases"].rows]
        found = cases.get_many(book, refs)
    journal.close()
    picture = XlsxRegister(folder / "register.xlsx").read()
    return Played(folder, now, told, cpu_seconds, branch, load_cast(branch), outbox.notices(), found, picture)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_it_takes_less_than_half_a_minute(played: Played) -> None:
    assert played.cpu_seconds < 30  # of the processor, so that a busy machine fails nothing


def test_the_folder_holds_what_it_names_and_nothing_half_done(played: Played) -> None:
    for name in ("register.xlsx", "inbox", "outbox", "config.yaml", "state.db"):
        assert (played.folder / name).exists()
        assert f"{played.folder / name}" in played.told
    assert [path.name for path in played.folder.parent.iterdir()] == ["demo"]


def test_no_path_outside_the_folder_is_printed(played: Played) -> None:
    paths = [word for word in played.told.split() if word.startswith("/")]
    assert paths and all(word.startswith(str(played.folder)) for word in paths)


def test_it_is_a_branch_of_twenty_six_caseworkers_and_more_than_thirty_letters(played: Played) -> None:
    assert len(played.cast.volunteers) == 26
    assert len(load_script().letters) > 30
    assert [row.text("name") for row in played.picture.tabs["caseworkers"].rows] == [
        *(volunteer.actor.name for volunteer in played.cast.volunteers),
        "Callum Reyes",  # who wrote that he would like to help
    ]


def test_what_is_shown_of_care_stands_in_the_short_table(played: Played) -> None:
    for words in (
        "times a pair, asked together", "said no, and w", "stepped back; the second leads",
        "said TOO MUCH: offers stop", "invited to a meeting, to learn", "joined the team",
        "answer not plain: asked once",
    ):  # fmt: skip
        assert re.search(rf"^.*[1-9]\d*  {words}", played.told, re.MULTILINE), words


def test_somebody_who_learns_is_invited_only_after_the_member_has_agreed(played: Played) -> None:
    [asked], [invited] = played.of("shadow_asked"), played.of("shadow_invited")
    assert asked.to == "leszek.g@brightmail.example" and asked.date < invited.date
    assert invited.to == "jonah.tate@brightmail.example" and "Grabowski" not in invited.text


def test_an_answer_that_is_not_plain_is_asked_about_once_and_then_counts(played: Played) -> None:
    [asked] = played.of("ask_back")
    case = played.case_of("Bohdan Kovalenko")
    assert asked.ref == case.ref and case.lead == asked.to


def test_the_register_looks_alive(played: Played) -> None:
    rows = played.picture.tabs["cases"].rows
    stand = Counter(row.text("status") for row in rows)
    assert 15 <= len(rows) <= 22
    assert set(stand) == {status.value for status in Status}
    assert stand["New"] >= 3 and stand["Offered"] >= 2 and stand["Active"] >= 8 and stand["Closed"] == 1
    assert sum(bool(row.text("notes")) for row in rows) >= 3
    assert any("URGENT" in row.text("check") for row in rows if row.text("status") == "New")
    assert all(row.text("suggestion") for row in rows if row.text("status") == "New")
    lines = played.picture.tabs["attention"].rows
    assert len(lines) >= 10 and 3 <= sum(bool(row.text("done")) for row in lines) < len(lines)


def test_every_letter_is_handled_and_filed_and_the_inbox_is_empty(played: Played) -> None:
    journal = played.journal()
    with journal.begin() as book:
        counts = letters.counts(book)
    journal.close()
    assert (counts["waiting"], counts["set_aside"], counts["not_filed"]) == (0, 0, 0)
    inbox = played.folder / "inbox"
    assert not [path for name in ("new", "cur", "tmp") for path in (inbox / name).iterdir()]
    filed = [path for path in inbox.glob(".Casework.*/*/*") if path.is_file()]
    assert len(filed) == counts["handled"] >= len(load_script().letters)


def test_nothing_is_queued_and_nothing_was_given_up(played: Played) -> None:
    journal = played.journal()
    with journal.begin() as book:
        states = {name.split()[1] for name in effects.counts(book)}
        due = cases.due(book, played.now)
    journal.close()
    assert states <= {"done", "overtaken"}
    assert due == []


def test_offers_still_open_have_their_reminder_or_their_end_ahead(played: Played) -> None:
    offers = [offer for case in played.cases.values() for offer in offers_of(case)]
    assert len(offers) >= 3 and any(offer.reminded for offer in offers)
    assert all((offer.lapses_at if offer.reminded else offer.remind_at) > played.now for offer in offers)


def test_nobody_outside_the_cast_is_written_to_and_each_notice_goes_to_one_person(played: Played) -> None:
    known = set(played.cast.addresses())
    for notice in played.notices:
        message = message_from_bytes(notice.path.read_bytes(), policy=policy.SMTP)
        recipients = [text for name in ("To", "Cc", "Bcc") for text in message.get_all(name, [])]
        assert len(getaddresses([str(text) for text in recipients])) == 1
        assert notice.to in known


def test_only_the_caseworker_who_said_yes_is_told_who_the_member_is(played: Played) -> None:
    words = {
        word
        for case in played.cases.values()
        for word in (case.member.email, case.member.phone, case.member.name.split()[-1])
        if word
    }
    caseworkers = {volunteer.actor.email for volunteer in played.cast.volunteers}
    told = [notice for notice in played.notices if notice.to in caseworkers]
    assert {notice.kind for notice in told} >= {"offered", "reminded", "lapsed", "declined_thanks"}
    for notice in told:
        shown = {word for word in words if word in notice.path.read_text("utf-8") or word in notice.text}
        if notice.kind == "introduced_caseworker":
            case = played.cases[notice.ref]
            assert shown and notice.to in (case.lead, case.second, *case.declined)
        else:
            assert shown == set()


def test_volunteers_are_asked_and_reminded_only_in_working_hours(played: Played) -> None:
    policy_here = policy_of(load(played.folder / "config.yaml"), range(2025, 2029))
    days = days_until(played.now, policy_here)
    local = days.moment(0, policy_here.open_from).tzinfo
    for notice in played.of("offered", "reminded", "lapsed", "withdrawn"):
        when = notice.date.astimezone(local)
        assert policy_here.open_from <= when.time() <= policy_here.open_until
        assert when.weekday() < 5 and when.date() not in policy_here.holidays


def test_a_caseworkers_answer_from_another_address_has_no_effect(played: Played) -> None:
    case = played.case_of("Mei-Ling Harcourt")
    journal = played.journal()
    with journal.begin() as book:
        story = [kind for _, kind, _ in cases.story(book, case.ref)]
    journal.close()
    assert story.index("AnswerNotAccepted") < story.index("OfferAnswered")
    assert story.count("OfferAnswered") == 2 and case.status is Status.ACTIVE  # of a pair


def test_somebody_steps_back_and_the_member_hears_of_it_gently(played: Played) -> None:
    case = played.case_of("Oluwaseun Adebayo-Clarke")
    [thanked] = [notice for notice in played.of("stepped_back") if notice.ref == case.ref]
    [told] = [notice for notice in played.of("caseworker_changed") if notice.ref == case.ref]
    assert case.lead != thanked.to and thanked.to in case.declined
    assert "Your case goes on" in told.text
    assert case.lead or any(flag.startswith("NO CASEWORKER") for flag in case.flags)


def test_somebody_has_too_much_and_the_coordinator_has_talked_and_planned(played: Played) -> None:
    [kind] = played.of("too_much")
    assert "need not explain" in kind.text
    first, *later = played.of("review")
    assert first.to == played.branch.coordinator.email and "goes from" in first.text and later
    asked_after = [
        notice for notice in played.of("offered") if notice.to == kind.to and notice.date > kind.date
    ]
    assert asked_after == []
    [row] = [row for row in played.picture.tabs["caseworkers"].rows if row.text("email") == kind.to]
    assert row.text("paused") == "Yes"


def test_time_that_was_told_by_mail_stands_on_the_tab(played: Played) -> None:
    hours = [float(str(row.cells["hours"])) for row in played.picture.tabs["time"].rows]
    assert 2.5 in hours and 1 in hours


def test_an_ok_in_the_coordinators_name_without_proof_has_no_effect(played: Played) -> None:
    case = played.case_of("Declan O'Shaughnessy")
    assert case.possible_second_of and case.status is Status.NEW and case.offers_made == 0


def test_a_letter_delivered_twice_is_one_case(played: Played) -> None:
    assert [case.member.name for case in played.cases.values()].count("Charlotte Ng") == 1


def test_the_corrected_address_is_written_to_from_then_on(played: Played) -> None:
    [introduced] = [
        notice
        for notice in played.of("introduced_member")
        if notice.ref == played.case_of("Fatima al-Rashid").ref
    ]
    assert introduced.to == played.cast.people["fatima"].email


def test_a_form_that_cannot_be_read_gets_a_kind_reply(played: Played) -> None:
    assert played.cast.people["hugh"].email in {notice.to for notice in played.of("form_not_read")}


def test_one_more_turn_finds_nothing_to_do(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    before = digests(played.folder / "outbox"), digests(played.folder / "inbox")
    register = tabs_by_hand(played.folder)
    config = str(played.folder / "config.yaml")
    assert main(["once", "--config", config, "--now", played.now.isoformat()]) == 0
    assert capsys.readouterr().out.strip() == "Nothing to do."
    assert (digests(played.folder / "outbox"), digests(played.folder / "inbox")) == before
    assert tabs_by_hand(played.folder) == register


def tabs_by_hand(folder: Path) -> dict[str, Tab]:
    """All but the Dashboard: on a day without work its numbers are written all the same, once."""
    tabs = XlsxRegister(folder / "register.xlsx").read().tabs
    return {name: tab for name, tab in tabs.items() if name != "dashboard"}


def test_a_pair_is_asked_and_if_one_says_no_the_other_stands(played: Played) -> None:
    parts = Counter(offer.part for case in played.cases.values() for offer in offers_of(case))
    assert parts[Part.LEAD] and parts[Part.SECOND]
    assert sum(bool(case.lead and case.second) for case in played.cases.values()) >= 6
    alone = played.case_of("Yusuf Demir")
    assert alone.lead and not alone.second and alone.suggestion and alone.suggestion.part is Part.SECOND


def test_the_whole_reasons_of_a_suggestion_are_told(
    played: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    config = str(played.folder / "config.yaml")
    ref = next(ref for ref, case in played.cases.items() if case.status is Status.NEW and case.suggestion)
    assert main(["suggest", ref, "--config", config]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{ref}: ") and "\nLeft out\n" in said and "of the hours (" in said
    assert main(["suggest", ref, "--config", config, "--json"]) == 0
    keys = {"suggestion", "alternatives", "left_out", "loads", "frees"}
    assert keys == json.loads(capsys.readouterr().out).keys()
    assert main(["suggest", "C-1999-0001", "--config", config]) == 1
    assert "There is no case" in capsys.readouterr().err


def test_without_a_reference_every_case_that_waits_has_its_reasons_told(
    played: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    config = str(played.folder / "config.yaml")
    waiting = {r for r, case in played.cases.items() if case.status is Status.NEW and case.suggestion}
    assert main(["suggest", "--config", config]) == 0
    told = capsys.readouterr().out
    assert waiting and all(f"{ref}: " in told for ref in waiting)
    assert main(["suggest", "--config", config, "--json"]) == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert waiting <= {one["ref"] for one in said} and all(one["left_out"] for one in said)


def test_how_each_load_was_worked_out_is_told(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    config = str(played.folder / "config.yaml")
    assert main(["load", "--config", config]) == 0
    told = capsys.readouterr().out
    assert told.count("Room: ") > 10
    assert re.search(r"C-\d{4}-\d{4}.*: [\d.]+ points.* x .* = [\d.]+", told)
    [heard] = [case for case in played.cases.values() if case.stage]
    assert (heard.stage, heard.extra_work) == ("Hearing", "papers") and heard.points > 6
    assert main(["load", "Nobody", "--config", config]) == 1


def test_playing_again_says_so_and_changes_nothing(
    played: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digests(played.folder)
    assert main(["demo", "--folder", str(played.folder)]) == 0
    assert "already" in capsys.readouterr().out
    assert digests(played.folder) == before


@pytest.fixture
def somebodys_folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "thesis.txt").write_text("chapter one")
    yield tmp_path


def test_a_folder_with_other_files_in_it_is_left_alone(
    somebodys_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--folder", str(somebodys_folder)]) == 1
    assert "nothing was done" in capsys.readouterr().err
    assert [path.name for path in somebodys_folder.iterdir()] == ["thesis.txt"]


# --- through a mail server --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def by_smtp(tmp_path_factory: pytest.TempPathFactory) -> Played:
    if not ALL_NOWS:
        pytest.skip("a play by SMTP takes half a minute: make demo-days")
    folder = tmp_path_factory.mktemp("play") / "demo"
    return look_at(folder, NOWS[A_NIGHT], play_into(folder, NOWS[A_NIGHT], by_smtp=True), 0)


@pytest.mark.parametrize("played", [A_NIGHT], indirect=True)
def test_for_the_same_now_the_story_is_the_same_whichever_way_notices_leave(
    played: Played, by_smtp: Played
) -> None:
    assert by_smtp.picture.tabs == played.picture.tabs
    assert [(n.key, n.to, n.subject, n.date) for n in by_smtp.notices] == [
        (n.key, n.to, n.subject, n.date) for n in played.notices
    ]


def test_the_mail_server_took_each_notice_once_encrypted_and_with_a_password(by_smtp: Played) -> None:
    arrived = sorted((by_smtp.folder / "outbox").iterdir())
    assert len(arrived) == len(by_smtp.notices) == len({notice.message_id for notice in by_smtp.notices})
    assert [int(path.name[:4]) for path in arrived] == list(range(1, len(arrived) + 1))
    for path in arrived:
        trace = message_from_bytes(path.read_bytes(), policy=policy.SMTP)["Received"]
        assert " with ESMTPSA;" in trace  # RFC 3848: S encrypted, A signed in


def test_the_settings_left_behind_name_the_mail_server_and_explain_each_line(by_smtp: Played) -> None:
    text = (by_smtp.folder / "config.yaml").read_text("utf-8")
    section = text[text.index("\ntransport:\n") :].split("\n\n")[0].splitlines()[2:]
    assert isinstance(load(by_smtp.folder / "config.yaml").transport, SmtpTransport)
    assert section[0].startswith("  # ") and sum(line.startswith("  # ") for line in section) >= 4
    password = by_smtp.folder / "smtp-password"
    assert password.stat().st_mode & 0o077 == 0
    holders = [path for path in by_smtp.folder.rglob("*") if path.is_file() and path != password]
    assert not [path for path in holders if password.read_bytes() in path.read_bytes()]
    assert not [path for path in holders if b"PRIVATE KEY" in path.read_bytes()]


def test_with_the_mail_server_gone_one_more_turn_finds_nothing_to_do(
    by_smtp: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digests(by_smtp.folder / "outbox")
    assert main([*once(by_smtp.folder), "--now", by_smtp.now.isoformat()]) == 0
    assert capsys.readouterr() == ("Nothing to do.\n", "")
    assert digests(by_smtp.folder / "outbox") == before


def test_by_smtp_too_playing_again_says_so_and_changes_nothing(
    by_smtp: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digests(by_smtp.folder)
    assert main(["demo", "--smtp", "--folder", str(by_smtp.folder)]) == 0
    told = capsys.readouterr().out
    assert "already" in told and "mail server has stopped" in told
    assert digests(by_smtp.folder) == before


def test_a_choice_made_afterwards_waits_for_a_mail_server_or_for_the_folder(
    by_smtp: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, later = tmp_path / "demo", by_smtp.now + timedelta(hours=36)  # Monday at half past eleven
    shutil.copytree(by_smtp.folder, folder)
    rows = by_smtp.picture.tabs["cases"].rows
    waiting = next(row.text("ref") for row in rows if row.text("status") == Status.NEW.value)
    type_into(folder / "register.xlsx", [Typed("cases", waiting, {"decision": APPROVE})])
    turn = [*once(folder), "--now", later.isoformat()]
    assert main(turn) == 75
    assert capsys.readouterr().err.startswith("The mail server could not be reached")
    config = folder / "config.yaml"
    text = config.read_text("utf-8")
    text = re.sub(r"(?m)^transport:\n(  .*\n)+", lambda found: re.sub("(?m)^", "#", found[0])[:-1], text)
    text = re.sub(r"(?m)^#(transport:)\n#(  kind: folder)\n#(  path)", r"\1\n\2\n\3", text)
    config.write_text(text, "utf-8")
    assert main([*once(folder), "--now", (later + timedelta(minutes=10)).isoformat()]) == 0
    new = set(digests(folder / "outbox")) - set(digests(by_smtp.folder / "outbox"))
    assert len([name for name in new if waiting in name and "offered" in name]) == 2  # a pair


def test_without_the_package_for_it_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['aiosmtpd'] = None; from jobs.cli import main; "
        "sys.exit(main(['demo', '--smtp', '--folder', 'demo']))"
    )
    asked = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert (asked.returncode, asked.stdout) == (1, "")
    assert "package aiosmtpd, which is not installed" in asked.stderr and "Traceback" not in asked.stderr
    assert list(tmp_path.iterdir()) == []


def once(folder: Path) -> list[str]:
    return ["once", "--config", str(folder / "config.yaml")]


@pytest.fixture
def at(played: Played, tmp_path: Path) -> Place:
    """The branch in a folder of its own. One of the plays is enough."""
    if played.now != NOWS[A_MONDAY if ALL_NOWS else A_NIGHT]:
        pytest.skip("the same on every day")
    return moved(played.folder, tmp_path / "demo", played.now)


@pytest.mark.skipif(not ALL_NOWS, reason="ten seconds of the processor: make demo-days")
def test_a_new_journal_says_the_same_as_the_old_and_nothing_is_sent_again(
    at: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    before, sent, picture, people = at.cases(), at.sent(), at.picture(), at.people()
    for path in at.folder.glob("state.db*"):
        path.unlink()
    assert at.run("rebuild", "--yes", "--now", at.now.isoformat()) == 0
    told = capsys.readouterr().out
    assert "Nothing was sent" in told and f"{len(sent)} mails sent before" in told
    after = at.cases()
    open_rows = {row.text("ref") for row in picture.tabs["cases"].rows}
    assert {ref for ref in after if not after[ref].row_gone} == open_rows
    differing = {
        ref: (a, b)
        for ref in open_rows
        for a, b in zip(known(before[ref]), known(after[ref]), strict=True)
        if a != b
    }
    assert differing == {}
    assert at.people() == people
    assert at.pending() == 0
    assert at.once() == 0
    assert at.sent() == sent
    assert at.picture().tabs == picture.tabs
    assert set(at.cases()) == set(after)


@pytest.mark.skipif(not ALL_NOWS, reason="twenty seconds of the processor: make demo-days")
def test_in_the_days_after_the_same_mails_leave_as_if_nothing_had_been_lost(
    played: Played, at: Place, tmp_path: Path
) -> None:
    lost = moved(played.folder, tmp_path / "lost", played.now)
    for path in lost.folder.glob("state.db*"):
        path.unlink()
    assert lost.run("rebuild", "--yes", "--now", lost.now.isoformat()) == 0
    days = [(played.now + timedelta(days=days)).replace(hour=9) for days in (2, 5)]
    left = []
    for place in (at, lost):
        before = place.sent()
        for moment in days:
            assert place.run("once", "--now", moment.isoformat()) == 0
        new = [place.folder / "outbox" / name for name in place.sent() - before]
        notices = [notice for path in new if (notice := sent_notice(path.read_bytes()))]
        left.append(sorted((one.at, one.kind, one.ref, one.recipient) for one in notices))
    assert left[0] == left[1] != []


def test_an_empty_register_is_filled_from_the_journal(at: Place) -> None:
    before, sent, picture = at.cases(), at.sent(), at.picture()
    (at.folder / "register.xlsx").unlink()
    assert at.run("rebuild", "--register", "--yes") == 0
    after = at.picture()
    rows = {row.text("ref"): cells(row) for row in picture.tabs["cases"].rows}
    assert {row.text("ref"): cells(row) for row in after.tabs["cases"].rows} == rows
    contacts = {row.text("ref"): cells(row) for row in picture.tabs["contacts"].rows}
    assert {row.text("ref"): cells(row) for row in after.tabs["contacts"].rows} == contacts
    names = [row.text("email") for row in picture.tabs["caseworkers"].rows]
    assert [row.text("email") for row in after.tabs["caseworkers"].rows] == names
    assert at.once() == 0
    assert at.sent() == sent
    after_all = at.cases()
    assert {ref: known(case) for ref, case in after_all.items()} == {
        ref: known(case) for ref, case in before.items()
    }


def test_nothing_is_done_without_yes_and_a_register_with_cases_is_not_filled(
    at: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in at.folder.glob("*.*") if path.name != "state.lock"}
    assert at.run("rebuild") == 0
    assert at.run("rebuild", "--register") == 0
    assert "--yes" in capsys.readouterr().out
    assert at.run("rebuild", "--register", "--yes") == 1
    assert "has cases in it" in capsys.readouterr().err
    after = {path: path.read_bytes() for path in before}
    changed = {path.name for path in before if before[path] != after[path]}
    assert {name for name in changed if not name.startswith("state.db")} == set()


def test_a_journal_that_cannot_be_made_leaves_the_old_one(at: Place) -> None:
    before = at.cases()
    (at.folder / "register.xlsx").write_bytes(b"no workbook")
    assert at.run("rebuild", "--yes") == 1
    assert at.cases() == before
