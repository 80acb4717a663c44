"""`casework init`: a new branch set up, in a talk at a terminal or by options alone."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from jobs.answers import Answers, NotTaken, person, reference, register
from jobs.cli import main
from jobs.config import load, of_text
from jobs.connections import GoogleRegister as GoogleSettings
from jobs.first_config import first_config
from jobs.talk import IDENTITY, SHARE, Talk
from tests.sheets_emulator import Running
from tests.sheets_emulator.server import ACCOUNT
from tests.support.google_register import put_prepared
from tests.support.served import served
from tests.support.tree import ROOT
from tests.support.xlsx_register import XlsxHuman

WHO = {
    "branch": "Harbour branch",
    "address": "casework@harbour.example",
    "coordinator": "Moira Fenn <moira@home.example>",
}


def init(folder: Path, **said: object) -> int:
    words = [f"--{name}={value}" for name, value in (WHO | said).items()]
    return main(["init", "--config", str(folder / "config.yaml"), *words])


def on_google(folder: Path, running: Running, **said: object) -> int:
    google = {"credentials": running.credentials, "endpoint": running.base_url}
    return init(folder, **({"register": running.spreadsheet_id} | google | said))


# A workbook


def test_a_branch_is_set_up_by_options_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(tmp_path, register=tmp_path / "register.xlsx", secretary="Jo Hale jo@home.example") == 0
    told = capsys.readouterr().out
    assert "config.yaml is written" in told and "PROBLEM" not in told and "Caseworkers" in told
    settings = load(tmp_path / "config.yaml")
    assert settings.branch.name == "Harbour branch" and settings.people.coordinator.name == "Moira Fenn"
    assert settings.people.secretary is not None and settings.people.secretary.email == "jo@home.example"
    assert "Cases" in XlsxHuman(tmp_path / "register.xlsx").tabs_seen()
    assert not list(tmp_path.glob("outbox/*"))


def test_nobody_and_nothing_invented_is_left_in_the_settings(tmp_path: Path) -> None:
    written = first_config(Answers(**WHO, nation="wales", register="register.xlsx"))
    settings = of_text(written, tmp_path / "config.yaml")
    assert settings.people.secretary is None and settings.people.administrator is None
    assert settings.region.officials == () and settings.policy.employer_domains == ()
    in_force = [line for line in written.splitlines() if not line.lstrip().startswith("#")]
    assert [
        line for line in in_force if re.search(r"northgate|Adeyemi|Okafor|Whitfield|Baker|demo", line)
    ] == []
    supplied = (ROOT / "config.yaml").read_text(encoding="utf-8")
    remarks = [line for line in supplied.splitlines()[2:] if line.startswith(("#", "  #"))]
    assert [line for line in remarks if line not in written] == []


def test_settings_that_are_there_already_are_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.yaml").write_text("mine", encoding="utf-8")
    assert init(tmp_path, register=tmp_path / "register.xlsx") == 1
    assert (tmp_path / "config.yaml").read_text(encoding="utf-8") == "mine"
    assert "casework check" in capsys.readouterr().err and len(list(tmp_path.iterdir())) == 1


def test_without_a_terminal_every_option_that_is_missing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--config", str(tmp_path / "config.yaml"), "--branch", "Harbour"]) == 2
    told = capsys.readouterr().err
    assert all(f"--{name} " in told for name in ("address", "coordinator", "register"))
    assert "--branch" not in told and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("address", "harbour", "is not a mail address"),
        ("coordinator", "Moira Fenn", "Write both"),
        ("coordinator", "moira@home.example", "Write both"),
        ("nation", "cornwall", "is none of england, scotland"),
        ("register", "register.ods", "save it as one"),
        ("register", "my sheet", "neither a workbook here nor the address"),
        ("imap", "https://mail.example", "is not the name of a server"),
        ("password", "hunter2", "must not stand in this file itself"),
    ],
)
def test_an_option_that_cannot_be_used_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, value: str, told: str
) -> None:
    assert init(tmp_path, **({"register": "register.xlsx"} | {name: value})) == 2
    said = capsys.readouterr().err
    assert f"--{name}: " in said and told in said and not list(tmp_path.iterdir())
    assert "hunter2" not in said


def test_a_mailbox_is_named_with_where_its_password_is_kept_and_never_the_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mailbox-password").write_text("hunter2\n", encoding="utf-8")
    code = init(tmp_path, register=tmp_path / "register.xlsx", imap="localhost")
    assert code == 1 and "PROBLEM  mailbox" in capsys.readouterr().out  # nobody answers there
    written = (tmp_path / "config.yaml").read_text(encoding="utf-8")
    assert "${file:mailbox-password}" in written and "hunter2" not in written
    assert load(tmp_path / "config.yaml").mailbox.username == "casework@harbour.example"  # type: ignore[union-attr]


def test_a_spreadsheet_of_theirs_is_left_as_it_is_and_can_be_adopted_then(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    for line in (
        ["Ref", "Member", "Rep", "Status", "Received"],
        ["1", "Mo Adeyemi", "Ana", "open", "1/2/26"],
    ):
        book.worksheets[0].append(line)
    book.save(tmp_path / "log.xlsx")
    assert init(tmp_path, register=tmp_path / "log.xlsx") == 1
    assert "casework adopt" in capsys.readouterr().out
    config = str(tmp_path / "config.yaml")
    assert main(["adopt", str(tmp_path / "log.xlsx"), "--yes", "--config", config]) == 0
    assert main(["check", "--config", config]) == 0


def test_files_are_named_from_where_somebody_is_and_new_ones_lie_beside_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "branch").mkdir()
    (tmp_path / "log.xlsx").touch()
    monkeypatch.chdir(tmp_path)
    assert register("log.xlsx", Path("branch")) == str(tmp_path / "log.xlsx")
    assert register("branch/new.xlsx", Path("elsewhere")) == str(tmp_path / "branch" / "new.xlsx")
    (tmp_path / "branch" / "old.xlsx").touch()
    assert register("branch/old.xlsx", Path("branch")) == "old.xlsx"
    assert register("register.xlsx", Path("branch")) == "register.xlsx"


def test_people_are_taken_as_they_are_typed() -> None:
    here = Path()
    for typed in ("Ana Ruiz ana@home.example", "Ana Ruiz, Ana@Home.example", "Ana Ruiz <ana@home.example>"):
        assert person(typed, here) == "Ana Ruiz <ana@home.example>"
    with pytest.raises(NotTaken):
        reference("letmein", here)
    code = "abcdefghij0123456789"
    for place in ("docs.google.com/spreadsheets/d/{}/edit#gid=0", "drive.google.com/open?id={}&usp=copy"):
        assert register("https://" + place.format(code), here) == code
    for place in ("forms/d/{}/edit", "spreadsheets/d/e/2PACX-{}/pubhtml", "document/d/{}/edit"):
        with pytest.raises(NotTaken, match="is not a Google Sheet's own address"):
            register("https://docs.google.com/" + place.format(code), here)


# A Google Sheet


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "google").mkdir()
    with served(tmp_path / "google") as server:
        put_prepared(server)
        yield server


def test_a_new_google_sheet_becomes_the_register(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with served(tmp_path) as server:
        address = f"https://docs.google.com/spreadsheets/d/{server.spreadsheet_id}/edit?gid=0#gid=0"
        assert on_google(tmp_path, server, register=address) == 0
        told = capsys.readouterr().out
        for line in ("may be written", "scope spreadsheets", "en_GB", "no other file", "60 reads"):
            assert line in told
        assert "Cases" in {sheet.title for sheet in server.book().sheets}
        assert (server.book().locale, server.book().zone) == ("en_GB", "Europe/London")
    chosen = load(tmp_path / "config.yaml").register_
    assert isinstance(chosen, GoogleSettings) and chosen.spreadsheet == server.spreadsheet_id
    assert 'credentials: "service-account.json"' in (tmp_path / "config.yaml").read_text(encoding="utf-8")


def test_what_is_a_problem_is_told_and_left_for_casework_check(
    running: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    running.human().unshare(ACCOUNT)
    assert on_google(tmp_path, running) == 1
    shown = capsys.readouterr()
    assert f"press Share, add {ACCOUNT} and choose Editor" in shown.out and "type casework check" in shown.out
    assert shown.err == "" and (tmp_path / "config.yaml").exists()


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (None, "cannot be read (No such file or directory)"),
        ({"installed": {"client_id": "1"}}, "is not a service account's key"),
        ({"type": "authorized_user", "refresh_token": "x"}, "is not a service account's key"),
    ],
)
def test_a_key_file_of_no_use_is_told_before_anything_is_written(
    running: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str], key: object, told: str
) -> None:
    path = tmp_path / "google" / "key.json"
    if key is not None:
        path.write_text(json.dumps(key), encoding="utf-8")
    assert on_google(tmp_path, running, credentials=path) == 2
    assert told in capsys.readouterr().err and not (tmp_path / "config.yaml").exists()


# At a terminal


def test_a_talk_leads_through_a_google_sheet_and_tries_the_share_again(
    running: Running, tmp_path: Path
) -> None:
    running.human().unshare(ACCOUNT)
    told: list[str] = []
    who = ["Harbour branch", "no address", WHO["address"], "", "Moira Fenn moira@home.example", "", ""]
    sheet = ["google", str(tmp_path / "no.json"), str(running.credentials), running.spreadsheet_id, ""]
    typed = iter([*who, *sheet, ""])

    def ask(words: str) -> str:
        if "put right" in words:
            running.book().editors.add(ACCOUNT)
        return next(typed)

    found = Talk(tmp_path / "config.yaml", ask, told.append).answers(Answers(endpoint=running.base_url))
    assert next(typed, None) is None
    assert found == Answers(
        branch="Harbour branch",
        address="casework@harbour.example",
        nation="england",
        coordinator="Moira Fenn <moira@home.example>",
        register=running.spreadsheet_id,
        credentials="google/service-account.json",
        endpoint=running.base_url,
    )
    shown = "\n".join(told)
    assert "is not a mail address" in shown and "cannot be read" in shown
    assert (
        f"put in {ACCOUNT}" in shown and "press Share, add" in shown and told[-1] == "The sheet can be read."
    )


def test_a_sheet_that_is_not_shared_yet_can_be_left_for_later(running: Running, tmp_path: Path) -> None:
    running.human().unshare(ACCOUNT)
    typed = iter(["later", ""])
    said = Answers(
        **WHO,
        nation="wales",
        secretary="x <x@y.example>",
        administrator="x <x@y.example>",
        register=running.spreadsheet_id,
        credentials="google/service-account.json",
        endpoint=running.base_url,
    )
    assert Talk(tmp_path / "config.yaml", lambda _: next(typed), lambda _: None).answers(said) == said


def test_the_talk_names_the_buttons_that_the_paper_names() -> None:
    paper = " ".join((ROOT / "docs" / "google.md").read_text(encoding="utf-8").replace("*", "").split())
    buttons = re.findall(r"(?:[A-Z][a-z]+ ?(?:and|Sheets|Drive|Cloud|API)? ?){2,}", IDENTITY + SHARE)
    for words in (*buttons, "New project", "Enable", "Add key", "JSON", "Editor", "Restricted"):
        assert " ".join(words.split()) in paper


@pytest.mark.long
def test_at_a_terminal_it_asks_keeps_the_password_apart_and_tries_again_until_it_is_left(
    tmp_path: Path,
) -> None:
    """Somebody types at a real terminal, each answer when it is asked for."""
    typed = {
        "The branch's name": WHO["branch"],
        "The mail address": WHO["address"],
        "Whose bank holidays": "Wales",
        "Who decides": "Moira Fenn moira@home.example",
        "The branch secretary": "",
        "Who looks after": "",
        "The register": "",
        "The IMAP server": "localhost",
        "The name that": "",
        "Where its password": "",
        "The password (": "hunter2",
        "Put that right": "",  # nobody listens there
        "to try again": "later",
    }
    screen, keyboard = pty.openpty()
    place = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "jobs.cli", "init"]
    asked = subprocess.Popen(
        command,
        cwd=tmp_path,
        stdin=keyboard,
        stdout=keyboard,
        stderr=keyboard,
        env=place,
        start_new_session=True,
    )
    os.close(keyboard)
    shown = b""
    for question, answer in typed.items():
        shown = until(question, screen)
        os.write(screen, f"{answer}\n".encode())
    shown += until("", screen)
    os.close(screen)
    assert asked.wait() == 1 and "left for later" in shown.decode()
    written = (tmp_path / "config.yaml").read_text(encoding="utf-8")
    secret = tmp_path / "mailbox-password"
    assert "hunter2" not in shown.decode() + written and secret.read_text(encoding="utf-8") == "hunter2\n"
    assert secret.stat().st_mode & 0o777 == 0o600
    settings = load(tmp_path / "config.yaml")
    assert (settings.branch.nation, settings.register_.kind) == ("wales", "xlsx")


def until(words: str, screen: int) -> bytes:
    """What is shown up to these words; without any, until whoever shows it is gone."""
    seen = b""
    with contextlib.suppress(OSError):
        while not words or words.encode() not in seen:
            assert select.select([screen], [], [], 60)[0], f"{words!r} was not asked: {seen.decode()}"
            if not (piece := os.read(screen, 4096)):
                break
            seen += piece
    return seen
