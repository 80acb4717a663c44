"""What the register in a Google Sheet costs in calls: an account's quota, and quiet turns for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets.budget import Bucket, Budget
from sheets.google import GoogleRegister
from sheets.google_http import Patience
from sheets.register import Batch, CellWrite, NewRow, RegisterBusy
from tests.sheets_emulator import Running
from tests.sheets_emulator.quota import Quota
from tests.sheets_emulator.ways import Ways
from tests.support.google_register import google_server, put_prepared


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def patience(clock: list[float]) -> Patience:
    """The usual one, on a clock that goes on only by waiting; chance always chooses the longest wait."""

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    return Patience(sleep=sleep, clock=lambda: clock[0], chance=lambda: 1.0)


@pytest.fixture
def pair(ways: Ways, tmp_path: Path, patience: Patience) -> Iterator[tuple[GoogleRegister, Running]]:
    with google_server(tmp_path, ways, ask_drive=True, patience=patience) as (register, running):
        put_prepared(running)
        register.write(Batch("first", (case(1),)), register.read())
        running.emulator.forget()
        yield register, running


def case(number: int) -> NewRow:
    ref = f"C-2026-{number:04d}"
    return NewRow("cases", ref, {"ref": ref, "status": "New"})


def test_a_bucket_gives_no_more_in_a_minute_than_google_allows() -> None:
    for pace in (0.0, 0.5, 1.0, 2.0):  # seconds between calls, were there no bucket
        bucket, now, made = Bucket(), 0.0, []
        for _ in range(300):
            now += max(bucket.wait(now), pace)
            bucket.take(now)
            made.append(now)
        for start in made:
            assert sum(start <= at < start + 60 for at in made) <= 60


def test_reading_uses_up_nothing_that_writing_needs() -> None:
    budget = Budget()
    while budget.reads.wait(0.0) == 0:
        budget.reads.take(0.0)
    assert budget.writes.wait(0.0) == 0
    assert 0 < budget.reads.wait(0.0) < 2
    assert budget.reads.wait(60.0) == 0


@pytest.mark.long
def test_a_busy_register_never_runs_into_the_quota(
    pair: tuple[GoogleRegister, Running], clock: list[float]
) -> None:
    register, running = pair
    running.emulator.quota = Quota(clock=lambda: clock[0])
    for number in range(2, 45):
        register.write(Batch(f"r{number}", (case(number),)), register.read())
    assert 429 not in {seen.status for seen in running.emulator.seen}
    assert clock[0] < 120  # 43 writes at 40 a minute


@pytest.mark.long
def test_two_registers_of_one_account_share_its_budget(
    pair: tuple[GoogleRegister, Running], clock: list[float], patience: Patience
) -> None:
    _, running = pair
    running.emulator.quota = Quota(clock=lambda: clock[0])
    budget = Budget()
    both = [
        GoogleRegister(
            running.spreadsheet_id,
            running.credentials,
            endpoint=running.base_url,
            patience=patience,
            budget=budget,
        )
        for _ in range(2)
    ]
    for _ in range(40):
        for register in both:
            register.read()
    assert 429 not in {seen.status for seen in running.emulator.seen}
    for register in both:
        register.close()


def test_a_quota_that_others_used_up_is_waited_for_within_its_minute(
    pair: tuple[GoogleRegister, Running], clock: list[float]
) -> None:
    register, running = pair
    picture = register.read()
    running.emulator.quota = quota = Quota(clock=lambda: clock[0])
    minute = int(clock[0] // 60)
    for who in (running.account,):
        quota.used[who, "Write", minute] = quota.used[who, "Read", minute] = 60
    register.write(Batch("r", (case(2),)), picture)
    assert clock[0] < 60 * (minute + 1) + 64
    assert len(running.human().rows("Cases")) == 2


def test_a_quota_that_never_comes_back_is_told(
    pair: tuple[GoogleRegister, Running], clock: list[float]
) -> None:
    register, running = pair
    running.emulator.quota = Quota(reads=0, clock=lambda: clock[0])
    running.human().edit("Cases", 2, "Notes", "x")
    before, calls = clock[0], register.calls
    with pytest.raises(RegisterBusy):
        register.read()
    assert 60 < clock[0] - before < 80
    assert register.calls - calls < 10  # the wait grows: asking again and again would only use up more


def test_a_quiet_turn_costs_sheets_nothing(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    first = register.read()
    running.emulator.forget()
    assert register.read() is first and register.read() is first
    assert running.emulator.counts() == {"drive": 2}


def test_whatever_a_person_does_is_read_in_the_next_turn(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    human = running.human()
    acts = (
        lambda: human.edit("Cases", 2, "Notes", "rang"),
        lambda: human.insert_row("Cases", 2),
        lambda: human.move_column("Cases", "Notes", 0),
        lambda: human.delete_row("Cases", 2),
    )
    for act in acts:
        before = register.read()
        act()
        assert register.read() is not before


def test_the_sheet_is_read_every_few_minutes_whatever_drive_says(
    pair: tuple[GoogleRegister, Running], clock: list[float]
) -> None:
    register, running = pair
    register.read()
    running.book().sheets[0].set_value(1, 15, "changed, and Drive is late")
    running.emulator.forget()
    register.read()
    assert "spreadsheets.get" not in running.emulator.counts()
    clock[0] += 300
    assert "changed, and Drive is late" in str(register.read())


def test_before_a_write_the_sheet_is_read_even_if_drive_says_that_nothing_changed(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    register.read()
    picture = register.read()
    running.emulator.forget()
    register.write(Batch("r", (), (CellWrite("cases", "C-2026-0001", "offer", "Asked"),)), picture)
    assert running.emulator.counts() == {"spreadsheets.get": 1, "spreadsheets.batchUpdate": 1}


@pytest.mark.parametrize("kind", ["403", "503", "reset", "truncated", "502"])
def test_without_drives_answer_the_sheet_is_read(pair: tuple[GoogleRegister, Running], kind: str) -> None:
    register, running = pair
    register.read()
    running.fail(kind, path="/drive/", times=9)
    running.emulator.forget()
    register.read()
    assert running.emulator.counts()["spreadsheets.get"] == 1


def test_drive_is_asked_for_no_more_than_versions(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    register.read()
    (scopes,) = {scopes for _, _, scopes in running.emulator.door.tokens.values()}
    assert scopes.split() == [
        "https://www.googleapis.com/auth/spreadsheets",
        "https://www.googleapis.com/auth/drive.metadata.readonly",
    ]
