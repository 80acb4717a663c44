"""`casework check`: what is said of each thing, and what is never touched."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook

from jobs.cli import main
from jobs.commands.check import UNDER_WAY, Finding, look
from jobs.config import demo_config
from jobs.journal.store import BRANCH, Journal, open_journal
from jobs.journal.underway import JournalNotes
from sheets.notebook import SET_UP
from sheets.register import Batch, NewRow, RegisterUnreachable
from tests.sheets_emulator import Running
from tests.sheets_emulator.drive import new_book
from tests.sheets_emulator.server import ACCOUNT, OWNER
from tests.support.google_cases import READ, WRITE
from tests.support.google_register import put_prepared as put_sheet
from tests.support.google_register import register_over
from tests.support.served import served
from tests.support.xlsx_register import XlsxHuman, put_prepared
from tests.test_google_set_up import COLUMNS, as_before_stages


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A branch's folder with the supplied config."""
    (tmp_path / "config.yaml").write_text(demo_config(Path()), encoding="utf-8")
    return tmp_path


def checked(place: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, object]]]:
    code = main(["check", "--json", "--config", str(place / "config.yaml")])
    return code, [finding for finding in json.loads(capsys.readouterr().out) if finding["what"] == "register"]


def test_a_line_of_the_register_that_cannot_be_read_is_for_a_person_to_look_at(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_prepared(place / "register.xlsx")
    XlsxHuman(place / "register.xlsx").set_cell("Caseworkers", 2, "Name", "Ana Ruiz")
    code, findings = checked(place, capsys)
    (line,) = [finding for finding in findings if finding["look"]]
    assert (code, line["problem"]) == (0, "") and "row 2" in str(line["detail"]).casefold()
    main(["check", "--config", str(place / "config.yaml")])
    assert f"look     register   {line['detail']}" in capsys.readouterr().out


def test_a_spreadsheet_of_the_branch_s_own_is_left_as_it_is_and_adopting_is_said(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    book.worksheets[0].append(["Member", "Rep", "Status"])
    book.worksheets[0].append(["Mo Adeyemi", "Ana", "open"])
    book.save(place / "register.xlsx")
    before = (place / "register.xlsx").read_bytes()
    code, (finding,) = checked(place, capsys)
    assert code == 1 and "casework adopt" in str(finding["problem"])
    assert (place / "register.xlsx").read_bytes() == before


def test_an_empty_workbook_becomes_the_register(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Workbook().save(place / "register.xlsx")
    assert checked(place, capsys)[0] == 0
    assert "Cases" in XlsxHuman(place / "register.xlsx").tabs_seen()


def test_a_register_that_lost_its_hidden_tab_is_still_one(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_prepared(place / "register.xlsx")
    XlsxHuman(place / "register.xlsx").delete_tab("_receipts")
    assert checked(place, capsys)[0] == 0


# A Google Sheet


SETTINGS = """\
branch: {{name: Harbour branch, address: casework@harbour.example}}
people: {{coordinator: {{name: Moira Fenn, email: moira@home.example}}}}
mailbox: {{kind: maildir, path: inbox}}
register: {{kind: google, spreadsheet: {id}, credentials: service-account.json, endpoint: "{url}"}}
transport: {{kind: folder, path: outbox}}
state: state
"""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A server with a prepared register, and settings that name it beside the key."""
    with served(tmp_path) as server:
        put_sheet(server)
        written = SETTINGS.format(id=server.spreadsheet_id, url=server.base_url)
        (tmp_path / "config.yaml").write_text(written, encoding="utf-8")
        yield server


def locked_away(running: Running) -> None:
    running.human().unshare(ACCOUNT)


def to_read_only(running: Running) -> None:
    running.human().unshare(ACCOUNT)
    running.book().readers.add(ACCOUNT)


def with_other_files(running: Running) -> None:
    other = new_book("Payroll", OWNER)
    other.readers.add(ACCOUNT)
    running.emulator.books[other.id] = other


def failing(kind: str, **how: object) -> Callable[[Running], None]:
    return lambda running: running.fail(kind, times=9, **how)


def setting(name: str, value: str) -> Callable[[Running], None]:
    return lambda running: setattr(running.book(), name, value)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (locked_away, "press Share, add casework@casework-tests.iam.example and choose Editor"),
        (to_read_only, "press Share, and choose Editor for casework@casework-tests.iam.example"),
        (with_other_files, "take the share away from each"),
        (setting("locale", "en_US"), "File, Settings"),
        (setting("zone", "America/New_York"), "File, Settings"),
        (setting("open_to", "anyone"), "choose Restricted under General access"),
        (failing("404", **READ), "between /d/ and /edit"),
        (failing("api disabled", **READ), "Library, Google Sheets API, and press Enable"),
        (failing("office file", **READ), "Save as Google Sheets"),
        (failing("no scope", **READ), "the scope spreadsheets is refused"),
        (failing("invalid grant", path="/token"), "Keys, Add key, JSON"),
        (failing("wrong clock", path="/token"), "set it to the right time"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_each_thing_that_can_be_wrong_with_a_google_sheet_has_a_sentence_with_what_to_do(
    running: Running, wrong: Callable[[Running], None], told: str
) -> None:
    wrong(running)
    problems = [finding for finding in look(running.credentials.with_name("config.yaml")) if finding.problem]
    (problem,) = problems
    assert problem.what == "register" and told in problem.problem


def test_without_the_drive_api_the_rest_is_fine_and_it_is_said(running: Running) -> None:
    running.fail("api disabled", path="/drive/v3/files", times=9)
    findings = list(look(running.credentials.with_name("config.yaml")))
    assert not any(finding.problem for finding in findings)
    (line,) = [finding for finding in findings if finding.look]
    assert "Google Drive API is not switched on" in line.detail


STATE = "state/state.db"


@pytest.fixture
def journal(running: Running) -> Iterator[Journal]:
    """The branch's journal, and a register as an earlier version made it."""
    as_before_stages(running.human())
    folder = running.credentials.parent
    (folder / "state").mkdir()
    made = open_journal(folder / STATE, BRANCH)
    (folder / STATE).chmod(0o600)
    yield made
    made.close()


def looked(running: Running) -> list[Finding]:
    return list(look(running.credentials.with_name("config.yaml")))


def test_columns_that_a_service_may_still_be_making_are_not_made_and_that_is_said(
    running: Running, journal: Journal
) -> None:
    place = f"{running.spreadsheet_id}{SET_UP}"
    JournalNotes(journal).note(place, b'{"since": null}')
    before = running.human().headers("Cases")
    said = [finding for finding in looked(running) if finding.what == "register"]
    assert [finding.detail for finding in said if finding.look][0] == UNDER_WAY
    assert not any(finding.problem for finding in said) and any("rows" in one.detail for one in said)
    assert running.human().headers("Cases") == before
    assert JournalNotes(journal).noted(place) == b'{"since": null}'
    JournalNotes(journal).note(place, b"")
    assert UNDER_WAY not in [finding.detail for finding in looked(running)]
    assert set(COLUMNS) <= set(running.human().headers("Cases"))


def test_a_write_that_the_service_is_about_is_left_to_it(running: Running, journal: Journal) -> None:
    JournalNotes(journal).note(running.spreadsheet_id, b"of a release to come")
    assert UNDER_WAY in [finding.detail for finding in looked(running)]
    assert JournalNotes(journal).noted(running.spreadsheet_id) == b"of a release to come"


def test_columns_whose_answer_was_lost_to_the_check_are_waited_for_by_the_service(
    running: Running, journal: Journal
) -> None:
    running.fail("reset", times=9, **WRITE)
    assert any(finding.problem for finding in looked(running))
    running.emulator.faults.clear()
    service = register_over(running, notebook=JournalNotes(journal))
    with pytest.raises(RegisterUnreachable, match="may still be made"):
        service.prepare()
    service.close()


def test_a_register_that_knows_more_than_the_record_is_a_problem_and_what_to_type_is_said(
    running: Running, journal: Journal
) -> None:
    with closing(register_over(running)) as other:  # the record of before, or another computer
        other.prepare()
        assert not any(finding.problem for finding in looked(running))
        other.write(
            Batch("R-0123456789abcdef", (NewRow("cases", "C-2026-0001", {"ref": "C-2026-0001"}),)),
            other.read(),
        )
    (problem,) = [finding.problem for finding in looked(running) if finding.problem]
    assert "casework rebuild --yes" in problem and "another computer" in problem


def test_what_it_waits_for_is_said_while_it_waits(
    running: Running, journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    looked(running)
    running.fail("503", times=2, **READ)
    assert main(["check", "--config", str(running.credentials.with_name("config.yaml"))]) == 0
    (waits,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("wait ")]
    assert (
        waits == "wait     register   Google Sheets is out of order just now (503): the service tries again."
    )
