"""The Google adapter over real HTTP: sign-in, errors told with what to do, and what is tried again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sheets.google import GoogleRegister
from sheets.google_http import account_of
from sheets.register import Batch, RegisterBusy, RegisterUnreachable
from tests.sheets_emulator.server import ACCOUNT
from tests.support.google_cases import READ, WRITE, Pair, by_ref, new, ref
from tests.support.google_register import at_once


def test_a_wrong_key_is_told_with_what_to_do(pair: Pair, tmp_path: Path) -> None:
    _, running = pair
    running.emulator.door.service_account(ACCOUNT, f"{running.base_url}/token", tmp_path / "other.json")
    register = GoogleRegister(
        running.spreadsheet_id, running.credentials, endpoint=running.base_url, patience=at_once()
    )
    with pytest.raises(RegisterUnreachable, match="no longer takes the service account's key"):
        register.read()


def test_a_key_file_that_an_editor_saved_again_is_read(pair: Pair, tmp_path: Path) -> None:
    _, running = pair
    key = tmp_path / "key.json"
    key.write_text(running.credentials.read_text(), encoding="utf-8-sig")
    assert account_of(key) == account_of(running.credentials)


def test_a_file_that_is_no_key_is_told_with_what_to_do(tmp_path: Path) -> None:
    for content in ("{}", "[]", "", "not json", json.dumps({"type": "service_account"})):
        (tmp_path / "key.json").write_text(content)
        with pytest.raises(RegisterUnreachable, match="not a service account's key"):
            GoogleRegister("x", tmp_path / "key.json").read()
    with pytest.raises(RegisterUnreachable, match="cannot be read"):
        GoogleRegister("x", tmp_path / "none.json").read()


def test_only_this_machine_is_spoken_to_without_encryption(pair: Pair) -> None:
    _, running = pair
    with pytest.raises(RegisterUnreachable, match="https"):
        GoogleRegister("x", running.credentials, endpoint="http://sheets.example").read()


def test_a_share_taken_back_is_told_with_the_button_to_press(pair: Pair) -> None:
    register, running = pair
    picture = register.read()
    running.human().unshare(ACCOUNT)
    with pytest.raises(RegisterUnreachable, match=f"press Share, add {ACCOUNT}"):
        register.read()
    with pytest.raises(RegisterUnreachable, match="press Share"):
        register.write(Batch("r", (new(1),)), picture)


def test_a_spreadsheet_that_is_gone_is_told(pair: Pair) -> None:
    register, running = pair
    del running.emulator.books[running.spreadsheet_id]
    with pytest.raises(RegisterUnreachable, match="no such spreadsheet"):
        register.read()


def test_a_token_that_has_run_out_is_renewed_without_anybody_noticing(
    pair: Pair,
) -> None:
    register, running = pair
    register.read()
    running.emulator.door.forget_tokens()
    assert register.write(Batch("r", (new(1),)), register.read()).skipped == ()
    assert list(by_ref(running.human())) == [ref(1)]


def test_no_more_is_asked_for_than_spreadsheets(pair: Pair) -> None:
    register, running = pair
    register.read()
    scopes = {scope for _, _, scope in running.emulator.door.tokens.values()}
    assert scopes == {"https://www.googleapis.com/auth/spreadsheets"}


@pytest.mark.parametrize("kind", ["429", "500", "502", "503", "408", "reset", "truncated"])
def test_a_read_is_tried_again(pair: Pair, kind: str) -> None:
    register, running = pair
    running.fail(kind, times=3, **READ)
    register.read()
    assert running.emulator.faults[-1].times == 0


@pytest.mark.long
def test_a_sign_in_that_fails_for_a_moment_is_tried_again(pair: Pair) -> None:
    register, running = pair
    running.emulator.door.forget_tokens()
    running.fail("token failure", path="/token", times=2)
    register.read()
    assert running.emulator.faults[-1].times == 0


def test_a_page_of_a_gateway_at_the_sign_in_is_no_word_about_the_key(pair: Pair) -> None:
    register, running = pair
    running.emulator.door.forget_tokens()
    running.fail("502", path="/token", times=9)
    with pytest.raises(RegisterUnreachable, match="cannot be reached"):
        register.read()


def test_a_sign_in_that_is_refused_is_told_at_once(pair: Pair) -> None:
    register, running = pair
    running.emulator.door.forget_tokens()
    running.fail("invalid grant", path="/token", times=9)
    with pytest.raises(RegisterUnreachable, match="no longer takes the service account's key"):
        register.read()
    assert running.emulator.faults[-1].times == 8


def test_a_read_gives_up_when_its_time_is_up(pair: Pair) -> None:
    register, running = pair
    running.fail("503", times=99, **READ)
    with pytest.raises(RegisterUnreachable, match="503"):
        register.read()
    assert 90 < running.emulator.faults[-1].times < 99
    running.emulator.faults.clear()
    running.fail("429", times=99, **READ)
    with pytest.raises(RegisterBusy):
        register.read()


def test_an_answer_that_does_not_come_is_not_waited_for_without_end(
    pair: Pair,
) -> None:
    _, running = pair
    register = GoogleRegister(
        running.spreadsheet_id,
        running.credentials,
        endpoint=running.base_url,
        patience=at_once(answer=0.2, together=0.0),
    )
    running.fail("slow", seconds=30, **READ)
    with pytest.raises(RegisterUnreachable, match="cannot be reached"):
        register.read()
    register.close()


def test_a_write_that_was_put_off_is_made_again_and_once(pair: Pair) -> None:
    register, running = pair
    running.fail("429", times=2, **WRITE)
    register.write(Batch("r", (new(1),)), register.read())
    assert list(by_ref(running.human())) == [ref(1)]
    running.fail("429", times=99, **WRITE)
    with pytest.raises(RegisterBusy):
        register.write(Batch("r2", (new(2),)), register.read())
    assert list(by_ref(running.human())) == [ref(1)]


def test_the_whole_web_address_does_for_the_spreadsheets_code(pair: Pair) -> None:
    _, running = pair
    address = f"https://docs.google.example/spreadsheets/d/{running.spreadsheet_id}/edit#gid=0"
    register = GoogleRegister(address, running.credentials, endpoint=running.base_url)
    assert register.read().receipts == frozenset()
    register.close()
