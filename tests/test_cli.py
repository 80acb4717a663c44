"""The commands as a person types them (DESIGN.md §5)."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.maildir import deliver, make_maildir
from jobs.cli import main
from jobs.config import demo_config
from tests.support.documents import docx_form

NOW = "2026-11-23T10:00:00+00:00"
FORM = b"""From: Mo Adeyemi <mo@home.example>
To: casework@branch.example
Subject: Form
Message-ID: <1@home.example>
Date: Mon, 23 Nov 2026 09:00:00 +0000

Name: Mo Adeyemi
Email: mo@home.example
What has happened: I was called to a meeting without any notice.
Do you consent to us keeping this information? Yes
"""


ANSWERS = [
    ("Name", "Gil Penn"),
    ("Email", "gil@home.example"),
    ("Membership number", "0012345"),
    ("What has happened?", "I was told to change my hours."),
    ("What would you like to happen?", "To keep my hours."),
]


@pytest.fixture
def place(tmp_path):
    """A branch's folder with the supplied config, and one form in its inbox."""
    return begun(tmp_path)


def begun(folder):
    (folder / "config.yaml").write_text(demo_config(Path()), encoding="utf-8")
    make_maildir(folder / "inbox")
    deliver(folder / "inbox", FORM)
    return folder


@pytest.fixture(scope="module")
def run_once(tmp_path_factory):
    """A branch's folder in which `casework once` has run."""
    folder = begun(tmp_path_factory.mktemp("once"))
    assert main(["once", "--now", NOW, "--config", str(folder / "config.yaml")]) == 0
    return folder


@pytest.fixture
def after(run_once, tmp_path):
    """A copy of it; the settings name their places from where they stand."""
    return Path(shutil.copytree(run_once, tmp_path / "after"))


def casework(place, *words, capsys=None):
    code = main([words[0], *words[1:], "--config", str(place / "config.yaml")])
    out = capsys.readouterr() if capsys else None
    return code, out


def digest_of(place):
    files = sorted(path for path in place.rglob("*") if path.is_file())
    return {str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.long
def test_once_does_it_and_says_it_in_a_line_and_then_there_is_nothing_to_do(place, capsys):
    code, out = casework(place, "once", "--now", NOW, capsys=capsys)
    assert (code, out.err) == (0, "")
    assert out.out.startswith("1 letter received, 1 letter handled,")
    code, out = casework(place, "once", "--now", NOW, capsys=capsys)
    assert out.out == "Nothing to do.\n"


@pytest.mark.long
def test_once_json_ends_with_its_figures(place, capsys):
    _, out = casework(place, "once", "--json", "--now", NOW, capsys=capsys)
    figures = json.loads(out.out.splitlines()[-1])
    assert figures["letters_received"] == figures["letters_handled"] == 1
    assert figures["notices_sent"] == 2
    assert figures["rows_written"] >= 2
    assert figures["peak_rss_mb"] > 0
    assert figures["troubles"] == {}


@pytest.mark.long
def test_a_dry_run_says_what_would_be_done_and_touches_nothing(place, capsys):
    before = digest_of(place)
    code, out = casework(place, "once", "--dry-run", "--now", NOW, capsys=capsys)
    assert code == 0
    assert digest_of(place) == before
    assert "make the row C-2026-0001 on the tab Cases" in out.out
    assert 'send "acknowledged" about C-2026-0001' in out.out
    assert "file a letter in Casework/C-2026-0001" in out.out
    assert "Adeyemi" not in out.out


@pytest.mark.long
def test_a_dry_run_says_the_same_that_a_real_turn_then_does(place, capsys):
    _, dry = casework(place, "once", "--dry-run", "--now", NOW, capsys=capsys)
    casework(place, "once", "--now", NOW, capsys=capsys)
    sent = len(list((place / "outbox").glob("*.eml")))
    assert dry.out.count('send "') == sent == 2


def test_status_before_and_after(place, after, capsys):
    code, out = casework(place, "status", capsys=capsys)
    assert (code, out.out) == (0, "Nothing has happened yet: the service has not run with these settings.\n")
    code, out = casework(after, "status", "--json", capsys=capsys)
    found = json.loads(out.out)
    assert found["cases"] == {"New": 1}
    assert {health["name"] for health in found["connections"]} >= {"mailbox", "register", "transport"}
    code, out = casework(after, "status", capsys=capsys)
    assert "1  New" in out.out
    assert "Adeyemi" not in out.out


def test_explain_tells_the_story_and_an_unknown_reference_is_said(after, capsys):
    code, out = casework(after, "explain", "c-2026-0001", capsys=capsys)
    assert code == 0
    assert "A form came in" in out.out
    code, out = casework(after, "explain", "C-2026-0099", capsys=capsys)
    assert code == 1
    assert "There is no case C-2026-0099" in out.err


def test_retry_of_nothing_is_said(after, capsys):
    code, out = casework(after, "retry", "abcdef", capsys=capsys)
    assert code == 1
    assert "Nothing waits under abcdef" in out.err


@pytest.mark.long
def test_read_shows_a_mail_and_a_bare_document_and_changes_nothing(place, capsys, tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    mail, bare = folder / "mail.eml", folder / "form"
    mail.write_bytes(FORM)
    bare.write_bytes(docx_form(ANSWERS))
    before = digest_of(place)
    code, out = casework(place, "read", str(mail), str(bare), "--json", capsys=capsys)
    assert code == 0
    first, second = (json.loads(line) for line in out.out.splitlines())
    assert first["kind"] == "form"
    assert first["forms"][0]["member_name"] == "Mo Adeyemi"
    assert first["letter"]["from_address"] == "mo@home.example"
    assert second["forms"][0]["member_name"] == "Gil Penn"
    assert digest_of(place) == before
    code, out = casework(place, "read", str(mail), capsys=capsys)
    assert "Mo Adeyemi" in out.out


def test_check_says_ok_for_each_thing_and_exits_with_a_problem_where_there_is_one(place, capsys):
    code, out = casework(place, "check", capsys=capsys)
    assert code == 0, out.out
    for thing in ("settings", "records", "mailbox", "register", "transport", "templates"):
        assert f"ok       {thing}" in out.out
    (place / "register.xlsx").write_bytes(b"not a workbook")
    code, out = casework(place, "check", "--json", capsys=capsys)
    assert code == 1
    bad = [finding for finding in json.loads(out.out) if finding["problem"]]
    assert [finding["what"] for finding in bad] == ["register"]


def test_a_wrong_config_is_told_with_its_line_and_without_a_traceback(place, capsys):
    config = place / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("mailbox:", "mailbx:"), encoding="utf-8")
    code, out = casework(place, "once", capsys=capsys)
    assert code == 1
    assert "mailbx" in out.err
    assert "mailbox" in out.err
    assert "Traceback" not in out.err


def test_no_config_is_told(tmp_path, capsys):
    code, out = casework(tmp_path, "once", capsys=capsys)
    assert code == 1
    assert "no such file" in out.err


def test_trouble_with_a_connection_is_exit_75(after, capsys):
    (after / "register.xlsx").unlink()
    code, out = casework(after, "once", "--now", NOW, capsys=capsys)
    assert code == 75
    assert "register" in out.err.lower()


def test_the_blank_form_comes_as_text_and_as_a_document(place, capsys):
    code, out = casework(place, "blank", "--format", "txt", capsys=capsys)
    assert code == 0
    assert "name" in out.out.lower()
    kinds = ("docx", "pdf", "odt", "txt", "html")
    code, out = casework(place, "blank", "--format", *kinds, "--out", str(place / "forms"), capsys=capsys)
    assert (code, out.err) == (0, "")
    assert {path.suffix[1:] for path in (place / "forms").iterdir()} == set(kinds)
    assert (place / "forms" / "casework-form.docx").read_bytes().startswith(b"PK")


def test_a_form_that_somebody_has_worked_on_is_not_written_over(place, capsys):
    make = ("blank", "--format", "docx", "odt", "--out", str(place))
    assert casework(place, *make, capsys=capsys)[0] == 0
    assert casework(place, *make, capsys=capsys)[0] == 0
    (place / "casework-form.docx").write_bytes(b"with the branch's badge")
    (place / "casework-form.odt").unlink()
    code, out = casework(place, *make, capsys=capsys)
    assert code == 1 and "casework-form.docx is there already" in out.err
    assert (place / "casework-form.docx").read_bytes() == b"with the branch's badge"
    assert not (place / "casework-form.odt").exists()


@pytest.mark.long
def test_capacity_says_how_the_branch_stands_and_names_nobody(place, capsys):
    assert "Nothing has happened yet" in casework(place, "capacity", capsys=capsys)[1].out
    assert casework(place, "once", "--now", NOW, capsys=capsys)[0] == 0
    code, out = casework(place, "capacity", capsys=capsys)
    assert code == 0 and "fewer than 5 cases are open" in out.out.casefold()
    assert "@" not in out.out and "Adeyemi" not in out.out
    code, out = casework(place, "capacity", "--exact", capsys=capsys)
    assert code == 0 and "for the coordinator alone" in out.out
    code, out = casework(place, "capacity", "--json", capsys=capsys)
    found = json.loads(out.out)
    assert code == 0 and found["open_cases"] >= 1 and found["reviews"]["declared"] == 0


def test_load_without_caseworkers_says_so(place, capsys):
    assert "Nothing has happened yet" in casework(place, "load", capsys=capsys)[1].out
    assert casework(place, "once", "--now", NOW, capsys=capsys)[0] == 0
    code, out = casework(place, "load", capsys=capsys)
    assert code == 0 and "Nobody stands on the tab Caseworkers yet." in out.out


def test_wrong_use_is_exit_2(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["nonsense"])
    assert stopped.value.code == 2


def test_nothing_private_is_logged_in_a_whole_turn(place):
    command = [sys.executable, "-m", "jobs.cli", "once", "--verbose", "--now", NOW]
    done = subprocess.run(
        [*command, "--config", str(place / "config.yaml")],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    for private in ("Adeyemi", "mo@home", "meeting without"):
        assert private not in done.stderr + done.stdout
    assert "C-2026-0001" in done.stderr
