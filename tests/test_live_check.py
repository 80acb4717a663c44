"""scripts/live_check: what it would ask the real server, asked of the emulator, whose answers are known."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.sheets_emulator import Running
from tests.sheets_emulator.server import ACCOUNT
from tests.sheets_emulator.ways import Ways
from tests.support.served import served
from tests.support.tree import ROOT


def live_check(running: Running, spreadsheet: str = "") -> subprocess.CompletedProcess[str]:
    program = [sys.executable, str(ROOT / "scripts" / "live_check"), str(running.credentials)]
    rest = [spreadsheet or running.spreadsheet_id, "--endpoint", running.base_url]
    return subprocess.run([*program, *rest], capture_output=True, text=True, check=False)


def test_it_tells_how_the_server_behaves_and_leaves_nothing_behind(tmp_path: Path, ways: Ways) -> None:
    with served(tmp_path, ways) as running:
        titles = [sheet.title for sheet in running.book().sheets]
        protected = {"range": {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1}, "editors": {"users": []}}
        running.book().sheets[0].protected.append({**protected, "protectedRangeId": 7})
        shown = live_check(running)
        assert (shown.returncode, shown.stderr) == (0, "")
        told = {line[:62].strip(): line[63:] for line in shown.stdout.splitlines() if "?" in line[:62]}
        assert told["Is a metadata id that is taken refused?"].startswith(
            "yes, 400" if ways.duplicate_metadata_rejected else "no"
        )
        follows = told["Does a row's metadata go along when rows are sorted?"]
        assert follows.startswith("yes" if ways.metadata_follows_sort else "no")
        assert told["Does a strict list stop what the API writes?"].startswith(
            "yes, 400" if ways.validation_enforced else "no"
        )
        follows = told["Does a cell's list go along when rows are sorted?"]
        assert follows.startswith("yes" if ways.validation_follows_sort else "no")
        assert told["Does a list come back as it was written?"] == "yes"
        assert told["Does a read-back show what its own batch wrote?"] == "yes"
        assert told["Does a copy hold what a later part of its batch writes over?"] == "yes"
        assert told["Is a formula copied as its value?"] == "yes"
        assert told["Does Drive tell an editor who a sheet is shared with?"] == "yes: user"
        assert told["What is answered for a protected cell?"].startswith(str(ways.protected_code))
        assert told["Does find-and-replace say how many cells it changed?"] == "1 (200)"
        assert told["Does Drive's version tell of a write at once?"].startswith("yes")
        assert [sheet.title for sheet in running.book().sheets] == titles
        assert len(running.emulator.seen) <= 27


def test_a_spreadsheet_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with served(tmp_path) as running:
        shown = live_check(running, "nowhere")
        assert shown.returncode == 1
        assert "docs/google.md" in shown.stdout and "Traceback" not in shown.stderr


def test_a_call_that_fails_for_another_reason_is_no_answer_and_the_others_stand(tmp_path: Path) -> None:
    """ "Does a strict list stop what the API writes? yes, 503" would have gone into the emulator."""
    with served(tmp_path) as running:
        running.fail("503", path="/v4/", skip=9)
        running.fail("reset", path="/v4/", skip=14)
        shown = live_check(running)
        told = {line[:62].strip(): line[63:] for line in shown.stdout.splitlines() if "?" in line[:62]}
        assert told["Does a strict list stop what the API writes?"] == "not known: a call failed (503)"
        assert "Does an appended row look like the one above it?" not in told
        assert told["Is a formula copied as its value?"] == "yes"
        assert shown.returncode == 1 and "run this once more" in shown.stdout and shown.stderr == ""
        assert [sheet.title for sheet in running.book().sheets] == ["Sheet1"]


def test_a_tab_that_was_left_from_before_is_taken_away_first(tmp_path: Path) -> None:
    with served(tmp_path) as running:
        running.fail("503", path="/v4/", skip=20)
        live_check(running)
        assert [sheet.title for sheet in running.book().sheets] == ["Sheet1", "casework live check"]
        assert live_check(running).returncode == 0
        assert [sheet.title for sheet in running.book().sheets] == ["Sheet1"]


def test_a_share_for_reading_only_is_told_as_that(tmp_path: Path) -> None:
    with served(tmp_path) as running:
        running.human().unshare(ACCOUNT)
        running.book().readers.add(ACCOUNT)
        shown = live_check(running)
        assert shown.returncode == 1 and "the share must say Editor" in shown.stdout
