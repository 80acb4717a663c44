"""`casework run` as a process: told to stop, killed outright, started twice."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ingest.maildir import MaildirMailbox, deliver, make_maildir
from jobs.cli import main
from jobs.config import demo_config
from tests.support.branches import POLICY
from tests.support.smtp_sink import Behaviour, SmtpSink

FORMS = POLICY.notices_per_day  # the coordinator hears of each
FORM = """From: Member {n} <member{n}@home.example>
To: casework@branch.example
Subject: Form
Message-ID: <{n}@home.example>
Date: Mon, 23 Nov 2026 09:00:00 +0000

Name: Member {n}
Email: member{n}@home.example
What has happened: I was called to a meeting without any notice.
Do you consent to us keeping this information? Yes
"""


@pytest.fixture
def place(tmp_path):
    """A branch's folder, with forms in its inbox."""
    (tmp_path / "config.yaml").write_text(demo_config(Path()), encoding="utf-8")
    make_maildir(tmp_path / "inbox")
    for n in range(FORMS):
        deliver(tmp_path / "inbox", FORM.format(n=n).encode())
    return tmp_path


def command(place, *words):
    return [sys.executable, "-m", "jobs.cli", *words, "--config", str(place / "config.yaml")]


@contextmanager
def daemon(place):
    """A daemon that says what it does; whatever happens, it is gone afterwards."""
    process = subprocess.Popen(command(place, "run", "--verbose"), stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)
        process.stderr.close()


def until_it_says(process, words):
    for line in process.stderr:
        if words in line:
            return
    raise AssertionError(f"it ended without saying {words!r}")


def finish(place, capsys):
    """Turns of their own until one has nothing to do; in this process, which starts nothing for them."""
    for _ in range(5):
        code = main(["once", "--config", str(place / "config.yaml")])
        told = capsys.readouterr()
        assert code == 0, told.err
        if "Nothing to do" in told.out:
            return
    raise AssertionError("it does not come to rest")


def nothing_lost_nothing_doubled(place):
    book = load_workbook(place / "register.xlsx")
    rows = [row[0] for row in book["Cases"].iter_rows(min_row=2, values_only=True) if row[0]]
    assert len(rows) == len(set(rows)) == FORMS
    to = [path.read_text().partition("\nTo: ")[2].partition("\n")[0] for path in acknowledgements(place)]
    assert sorted(to) == sorted(f"member{n}@home.example" for n in range(FORMS))
    assert MaildirMailbox(place / "inbox").waiting() == []


def acknowledgements(place):
    found = [path for path in (place / "outbox").glob("*.eml") if "acknowledged" in path.name]
    assert len(found) <= FORMS
    return found


def children(process):
    listings = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [int(child) for listing in listings for child in listing.read_text().split()]


@pytest.mark.long
def test_told_to_stop_in_the_middle_of_a_turn_it_finishes_what_it_does_and_stops_in_peace(place, capsys):
    with daemon(place) as process:
        until_it_says(process, "acknowledged sent")
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert MaildirMailbox(place / "inbox").waiting() != []  # it was in the middle
    assert list((place / "outbox").glob("*.part")) == []
    finish(place, capsys)
    nothing_lost_nothing_doubled(place)


def test_told_to_stop_while_it_waits_it_stops_at_once(place):
    with daemon(place) as process:
        until_it_says(process, "running")
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


@pytest.mark.long
def test_killed_in_the_middle_of_a_turn_it_goes_on_where_it_was(place, capsys):
    with daemon(place) as process:
        until_it_says(process, "acknowledged sent")
        left = [os.pidfd_open(child) for child in children(process)]
        process.kill()
        process.wait(10)
        for child in left:  # its contained reader goes with it
            assert select.select([child], [], [], 10)[0]
            os.close(child)
    finish(place, capsys)
    nothing_lost_nothing_doubled(place)


def test_a_second_one_for_the_same_branch_says_so_and_has_no_effect(place):
    with daemon(place) as process:
        until_it_says(process, "running")
        second = subprocess.run(command(place, "run"), capture_output=True, text=True, timeout=30)
        assert second.returncode == 75
        assert "already running" in second.stderr
        assert "Traceback" not in second.stderr
        assert process.poll() is None


@pytest.mark.long
def test_told_to_stop_while_a_server_keeps_silent_it_still_stops_within_ten_seconds(place):
    config = place / "config.yaml"
    with SmtpSink() as sink:
        for n in range(FORMS):
            sink.behave(f"member{n}@home.example", Behaviour.SILENT_AFTER_DOT)
        text = config.read_text("utf-8")
        start = text.index("\ntransport:")
        end = text.index("\n", text.index("path:", start))
        smtp = f"\ntransport: {{kind: smtp, host: 127.0.0.1, port: {sink.port}, tls: plain}}"
        config.write_text(text[:start] + smtp + text[end:], encoding="utf-8")
        with daemon(place) as process:
            sink.wait_for(1, 30)
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
