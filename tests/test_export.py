"""The register's tabs as .csv files: text stays text, whoever opens them."""

from __future__ import annotations

import csv
import io
import re
import stat
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jobs.cli import main
from sheets.exporting import csv_files, safe_text
from sheets.register import Batch, NewRow, Sheet
from tests.sheets_emulator.ways import Ways
from tests.support.apart_register import prepared_google_apart_register, prepared_xlsx_apart_register
from tests.support.google_register import google_server, put_prepared
from tests.support.libreoffice import SOFFICE, convert
from tests.support.xlsx_register import put_prepared as put_workbook
from tests.test_adopt import CONFIG

EVIL = [
    "=1+1", "+44 7700 900100", "-2", "@SUM(A1)", "=HYPERLINK(\"x\")", "\t=1+1", "\r=1+1", "\n=1+1",
    " =1+1", "\ufeff=1+1", "\u200b=1+1", "＝1+1", "＋1", "－1", "＠A1", "=cmd|' /c calc'!A1",
    "- a list\n- of two",
]  # fmt: skip
PLAIN = ["Mo Adeyemi", "1 = 2", "mo@home.example", "a-b", "'quoted", "a, b\nc", 'she said "no"', "Zając"]


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", EVIL)
def test_what_a_spreadsheet_would_run_is_kept_text(text: str) -> None:
    assert safe_text(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_what_it_would_not_is_left_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_numbers_and_dates_are_plain_and_blank_ends_are_left_out() -> None:
    rows = (
        ("Ref", "Received", "Points", None),
        ("C-1", date(2026, 11, 2), 2.5, None),
        (None, None, -3, ""),
        ("x", None, True),
        (None, "", None),
    )
    (made,) = csv_files([Sheet("Cases", rows), Sheet("Empty", ((None, ""),))]).items()
    assert made[0] == "Cases.csv"
    assert rows_of(made[1]) == [
        ["Ref", "Received", "Points"],
        ["C-1", "2026-11-02", "2.5"],
        ["", "", "-3"],
        ["x", "", "TRUE"],
    ]


def test_names_of_files_can_stand_on_every_disk() -> None:
    titles = ["Mine: 2025/26", "mine- 2025-26", "...", "a\x00b", "x" * 300, "会" * 99, "会" * 98]
    made = csv_files(Sheet(title, (("a",),)) for title in titles)
    assert list(made)[:4] == ["Mine- 2025-26.csv", "mine- 2025-26 2.csv", "Tab.csv", "a-b.csv"]
    assert len(made) == len(titles) and all(len(name.encode()) < 120 for name in made)


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_libreoffice_shows_text_and_no_result_of_a_formula(tmp_path: Path) -> None:
    rows = tuple((text, 2, date(2026, 11, 2)) for text in (*EVIL, *PLAIN))
    (tmp_path / "Cases.csv").write_bytes(csv_files([Sheet("Cases", rows)])["Cases.csv"])
    (tmp_path / "Bare.csv").write_text("=1+1\n")
    # Comma, quotation mark, UTF-8; the last "true": what looks like a formula is evaluated, as Excel does.
    reading = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1,true"
    assert convert([tmp_path / "Cases.csv", tmp_path / "Bare.csv"], "xlsx", tmp_path, reading)
    assert load_workbook(tmp_path / "Bare.xlsx").active["A1"].value == "=1+1"  # it does evaluate
    assert load_workbook(tmp_path / "Bare.xlsx").active["A1"].data_type == "f"
    sheet = load_workbook(tmp_path / "Cases.xlsx").active
    shown = [sheet.cell(at, 1) for at in range(1, len(rows) + 1)]
    assert [cell.data_type for cell in shown] == ["s"] * len(rows)
    letters = [re.sub(r"[^\w=+@＝＋－＠-]|_x000D_", "", text) for text in (*EVIL, *PLAIN)]
    assert [re.sub(r"[^\w=+@＝＋－＠-]|_x000D_", "", str(cell.value)) for cell in shown] == letters
    assert all(sheet.cell(at, 2).value == 2 for at in range(1, len(rows) + 1))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG.format())
    return path


def export(config: Path) -> int:
    return main(["export", str(config.parent / "out"), "--config", str(config)])


def test_the_command_writes_every_tab_for_this_account_alone_and_nothing_twice(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_workbook(config.parent / "register.xlsx")
    assert export(config) == 0
    told = capsys.readouterr().out
    out = config.parent / "out"
    names = {path.name for path in out.iterdir()}
    assert {"Cases.csv", "Contacts.csv", "Caseworkers.csv", "Read me.csv"} <= names
    assert not any("receipt" in name.casefold() for name in names)
    assert all(name in told for name in names) and told.count("\n") == 1
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    before = {path: path.read_bytes() for path in out.iterdir()}
    assert re.match(r"Ref", rows_of(before[out / "Cases.csv"])[0][0])
    (out / "Cases.csv").unlink()
    assert export(config) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert not (out / "Cases.csv").exists()


def test_a_google_sheet_is_exported_the_same_way_with_dates_as_dates(
    config: Path, tmp_path: Path, ways: Ways
) -> None:
    with google_server(tmp_path, ways) as (register, running):
        put_prepared(running)
        cells = {"ref": "C-2026-0001", "received": date(2026, 11, 2), "department": "=1+1", "points": 2.5}
        batch = Batch("R-1", (NewRow("cases", "C-2026-0001", cells),))
        register.write(batch, register.read())
        config.write_text(
            config.read_text().replace(
                "  kind: xlsx\n  path: register.xlsx",
                f"  kind: google\n  spreadsheet: {running.spreadsheet_id}\n"
                f"  credentials: {running.credentials}\n  endpoint: {running.base_url}",
            )
        )
        assert export(config) == 0
    out = config.parent / "out"
    header, row = rows_of((out / "Cases.csv").read_bytes())[:2]
    said = dict(zip((title.partition(" ")[0] for title in header), row, strict=True))
    assert (said["Ref"], said["Received"], said["Department"]) == ("C-2026-0001", "2026-11-02", "'=1+1")
    assert said["Points"] == "2.5"
    assert not any("receipt" in path.name.casefold() for path in out.iterdir())


@pytest.mark.parametrize("kind", [prepared_xlsx_apart_register, prepared_google_apart_register])
def test_tabs_in_spreadsheets_of_their_own_are_exported_too(kind, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with kind(tmp_path) as (register, _):
        titles = [sheet.title for sheet in register.sheets()]
    assert {"Cases", "Contacts", "Key dates", "Needs attention"} <= set(titles)
