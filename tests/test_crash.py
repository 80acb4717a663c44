"""A short run of tests/crash: some points on a folder and on servers, the planted bugs. All: make crash."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.__main__ import Tally
from tests.crash.planted import BUGS
from tests.crash.run import Result
from tests.crash.work import BugRun, Counted, Failed
from tests.support.servers import needs_dovecot

ROOT = Path(__file__).resolve().parent.parent
# One worker: each plays the whole unbroken run first, which here would take longer than the broken ones.
SHORT = ("--pairs", "1", "--to-the-end", "2", "--bug-points", "4", "--jobs", "1")

PATIENCE = 400
"""Seconds; half a minute is enough on an idle core, but it may have other things to do."""

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc for processes left over"),
    pytest.mark.timeout(PATIENCE + 20),
]


def crash(*words):
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    print(done.stdout, done.stderr)
    return done


def test_killed_anywhere_and_started_again_it_ends_as_if_nothing_had_happened():
    done = crash("--world", "maildir", "--every", "180", *SHORT)
    assert done.returncode == 0
    closing = re.search(r"(\d+) points, (\d+) passed, 0 failed", done.stdout)
    assert closing is not None
    points, passed = int(closing[1]), int(closing[2])
    assert points > 400
    assert passed > points / 120
    for bug in BUGS:
        assert f"planted bug {bug}: caught" in done.stdout


@needs_dovecot
def test_so_it_does_on_real_servers_and_where_copies_of_sent_mail_are_kept_nothing_goes_out_twice():
    done = crash("--world", "sent", "--every", "90", "--pairs", "1", "--to-the-end", "0", "--jobs", "1")
    assert done.returncode == 0
    assert " 0 failed" in done.stdout
    assert "twice" not in done.stdout


def well(*told):
    tally = Tally()
    for one in told:
        tally.take(one)
    return tally.well(("made-anew",))


def test_a_run_is_well_only_if_all_of_it_ran_nothing_differed_and_every_bug_was_caught():
    good, bad = Result("", ()), Result("", ("it differs",))
    caught, missed = BugRun("made-anew", bad), BugRun("made-anew", good)
    assert well(Counted(9, 2), good, caught)
    assert not well(Counted(9, 2), good, missed)
    assert not well(Counted(9, 2), bad, caught)
    assert not well(Counted(9, 3), good, caught)
    assert not well(Counted(9, 2), good, caught, Failed("a worker broke down"))
