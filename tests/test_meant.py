"""`casework meant` shows what it would accept, and accepts nothing before a person has said yes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobs import meant
from jobs.cli import main
from jobs.config import demo_config
from jobs.journal.store import BRANCH, open_journal
from jobs.journal.underway import JournalNotes
from tests.support.engine import Desk, copied, desk

NAMES = ("Una Holt", "Rhys Pugh", "Jo Lund", "Ade Bello", "Kit Shah", "Lea Marsh", "Mo Adeyemi", "Ida Fry")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Eight cases in a register, and settings that name it."""
    with desk(tmp_path_factory.mktemp("once")) as made:
        for name in NAMES:
            made.form(name, f"{name.split()[0].lower()}@member.example")
        made.settle()
        yield made


@pytest.fixture
def at(once: Desk, tmp_path: Path) -> Iterator[Desk]:
    with copied(once, tmp_path) as made:
        text = demo_config(made.folder).replace("state: state", "state: .")
        (made.folder / "config.yaml").write_text(text, encoding="utf-8")
        yield made


def run(at: Desk, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = main(["meant", "--config", str(at.folder / "config.yaml"), *more])
    told = capsys.readouterr()
    return code, told.out + told.err


def is_said(at: Desk) -> bool:
    with closing(open_journal(at.folder / "state.db", BRANCH)) as journal, journal.begin() as book:
        return meant.is_said(book, datetime.now(UTC))


def test_rows_that_are_gone_are_listed_without_names_and_taken_only_with_a_yes(
    at: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(7):
        at.human.delete_row("Cases", 2)
    for more in ((), ("--dry-run",)):
        code, told = run(at, capsys, *more)
        assert code == 0 and told.count("its row is gone from the tab Cases") == 7
        assert "C-2026-0001: " in told and "--yes" in told and not is_said(at)
        assert not [name for name in NAMES if name.split()[0] in told or name.split()[1] in told]
    code, told = run(at, capsys, "--yes")
    assert code == 0 and "C-2026-0007: " in told and is_said(at)


def test_cells_that_were_emptied_are_listed(at: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    for row in range(2, 10):
        at.human.set_cell("Cases", row, "Department", None)
    _, told = run(at, capsys)
    assert told.count('"Department" was emptied on the tab Cases') == 8 and "Physics" not in told


def test_where_nothing_stops_the_service_there_is_nothing_to_accept(
    at: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    at.human.delete_row("Cases", 2)  # one row is an edit as any other
    code, told = run(at, capsys, "--yes")
    assert code == 0 and "nothing to accept" in told and not is_said(at)


def test_a_write_that_is_open_can_be_said_to_be_right(at: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    JournalNotes(at.world.journal).note("a spreadsheet", b"under way")
    _, told = run(at, capsys)
    assert "is not settled" in told and not is_said(at)
    run(at, capsys, "--yes")
    assert is_said(at)


def test_a_register_that_cannot_be_read_is_said_and_nothing_is_accepted(
    at: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    at.human.rename_header("Cases", "Ref", "")
    code, told = run(at, capsys, "--yes")
    assert code == 1 and "Ref" in told and not is_said(at)


def test_a_tab_of_people_that_was_emptied_is_told_without_names(
    at: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [row["Name"] for row in at.human.rows("Caseworkers")]
    for _ in people:
        at.human.delete_row("Caseworkers", 2)
    _, told = run(at, capsys)
    assert f"{len(people)} of {len(people)} rows are gone from the tab Caseworkers" in told and not is_said(
        at
    )
    assert not [name for name in people if str(name).split()[0] in told]
