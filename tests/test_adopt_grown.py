"""Spreadsheets as branches have them after years, adopted: sentence by sentence what is promised of it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from casework.model import Case, Status
from jobs.cli import main
from jobs.journal import cases
from jobs.journal.store import BRANCH, open_journal
from sheets.adoption_people import caseworkers_named, member_named
from sheets.dates import date_within
from sheets.google_seen import seen_sheets
from sheets.register import Cell, Picture
from sheets.xlsx import XlsxRegister
from tests.sheets_emulator.ways import Ways
from tests.support.google_register import google_server
from tests.support.grown_spreadsheets import messy, responses
from tests.support.rich_workbook import part_of, parts_of
from tests.test_adopt import CONFIG

THEIRS = ["LIVE cases", "Archive 24-25", "Reps", "Tea money"]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG.format())
    return path


def adopt(config: Path, target: str, *more: str) -> int:
    return main(["adopt", target, "--config", str(config), *more])


def found(picture: Picture) -> dict[str, dict[str, Cell]]:
    """Each case's cells by its member's name."""
    names = {row.text("ref"): row.text("name") for row in picture.tabs["contacts"].rows}
    return {names[row.text("ref")]: dict(row.cells) for row in picture.tabs["cases"].rows}


def known(config: Path) -> dict[str, Case]:
    journal = open_journal(config.parent / "state" / "state.db", BRANCH)
    with journal.begin() as book:
        all_of_them = {case.member.name: case for case in cases.all_cases(book)}
    journal.close()
    return all_of_them


@pytest.fixture(scope="module")
def adopted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("grown")
    (folder / "config.yaml").write_text(CONFIG.format())
    messy(folder / "log.xlsx")
    shutil.copy(folder / "log.xlsx", folder / "as it was.xlsx")
    assert adopt(folder / "config.yaml", str(folder / "log.xlsx"), "--yes") == 0
    return folder


def test_the_table_says_what_each_column_is_taken_for_and_what_is_left_alone(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = messy(config.parent / "log.xlsx")
    before = path.read_bytes()
    assert adopt(config, str(path)) == 0
    told = capsys.readouterr().out
    taken = dict(re.findall(r"(?m)^   (\S.*?) +\d+ filled   (.*?)(?:   please look)?$", told))
    assert {taken[header] for header in ("RAG", "Hrs")} == {"yours: kept, and copied into Notes"}
    assert [taken[header] for header in ("#", "Date in", "Mem. no", "Rep", "Next mtg", "Where are we")] == [
        "reference",
        "received",
        "membership no",
        "caseworker",
        "next date",
        "status",
    ]
    assert "Key" not in taken and "left alone beside the table, behind a blank column: 1" in told
    assert "rows 8, 14" in told and "Tea money: left alone" in told
    assert "Row 6 of the tab Reps has no single mail address" in told
    assert path.read_bytes() == before and sorted(p.name for p in config.parent.iterdir()) == [
        "config.yaml",
        "log.xlsx",
    ]


@pytest.mark.long
def test_nothing_of_theirs_is_overwritten_down_to_the_byte(adopted_once: Path) -> None:
    before, after = parts_of(adopted_once / "as it was.xlsx"), parts_of(adopted_once / "log.xlsx")
    assert all(after[part_of(after, title)] == before[part_of(before, title)] for title in THEIRS)


def test_every_row_that_is_a_case_has_a_reference_and_says_where_it_was(adopted_once: Path) -> None:
    rows = found(XlsxRegister(adopted_once / "log.xlsx").read())
    assert sorted(rows) == [
        "Ali Khan", "Jo Bell", "Lee O'Hara", "Mo ADEYEMI", "Priya Nair", "Siân Pugh", "Tomasz Zając",
    ]  # fmt: skip
    refs = [str(cells["ref"]) for cells in rows.values()]
    assert len(set(refs)) == 7 and all(re.fullmatch(r"C-20\d\d-\d{4}", ref) for ref in refs)
    assert str(rows["Mo ADEYEMI"]["notes"]).endswith("From: LIVE cases, row 6")
    assert {"RAG: R", "Hrs: 2.5", "Your reference: 1", "Name: ADEYEMI, Mo"} <= set(
        str(rows["Mo ADEYEMI"]["notes"]).split("\n")
    )
    assert not any("urgent" in str(cells["notes"]) for cells in rows.values())  # the key beside it


def test_their_words_dates_and_people_become_ours_where_they_are_sure(adopted_once: Path) -> None:
    rows = found(XlsxRegister(adopted_once / "log.xlsx").read())
    mo, lee, priya = rows["Mo ADEYEMI"], rows["Lee O'Hara"], rows["Priya Nair"]
    assert (mo["received"], mo["key_date"], mo["status"]) == (date(2025, 3, 3), date(2026, 12, 9), "Active")
    assert (mo["lead"], mo["second"]) == ("Ana Ruiz", None)
    assert (lee["lead"], lee["second"], lee["key_date"]) == ("Ana Ruiz", "Ben Osei", None)
    assert "Next date: tbc" in str(lee["notes"]) and "Caseworker: Ana R / Ben" in str(lee["notes"])
    assert (priya["status"], priya["category"]) == ("New", "Shift swaps")
    assert rows["Tomasz Zając"]["lead"] == "Cara Lund"  # nobody with one address: as it was typed
    assert [rows[name]["status"] for name in ("Jo Bell", "Ali Khan")] == ["Closed", "Closed"]
    assert rows["Jo Bell"]["outcome"] == "settled"
    team = XlsxRegister(adopted_once / "log.xlsx").read().tabs["caseworkers"].rows
    assert [row.text("email") for row in team] == ["ana.ruiz@home.example", "ben@home.example"]
    assert "Phone: 07700 900101" in team[0].text("notes") and "Trained?: 2024-03-01" in team[0].text("notes")


def test_the_service_knows_them_and_a_category_of_their_own_stays(adopted_once: Path, tmp_path: Path) -> None:
    place = shutil.copytree(adopted_once, tmp_path / "on")
    config = place / "config.yaml"
    assert known(config)["Mo ADEYEMI"].lead == "ana.ruiz@home.example"
    assert known(config)["Lee O'Hara"].second == "ben@home.example"
    assert known(config)["Ali Khan"].status is Status.CLOSED
    for _ in range(2):
        assert main(["once", "--config", str(config)]) == 0
    rows = found(XlsxRegister(place / "log.xlsx").read())
    assert rows["Priya Nair"]["category"] == "Shift swaps" and rows["Priya Nair"]["suggestion"]
    before, after = parts_of(place / "as it was.xlsx"), parts_of(place / "log.xlsx")
    assert all(after[part_of(after, title)] == before[part_of(before, title)] for title in THEIRS)


def test_it_is_said_in_the_register_itself_which_tabs_are_not_read_any_more(
    adopted_once: Path, tmp_path: Path
) -> None:
    place = shutil.copytree(adopted_once, tmp_path / "on")
    assert main(["once", "--config", str(place / "config.yaml")]) == 0
    (line,) = XlsxRegister(place / "log.xlsx").read().tabs["attention"].rows
    assert line.text("what").startswith("From now on cases are kept on the tab Cases. Your tabs LIVE cases, ")
    assert "not read any more" in line.text("what")


def test_undone_by_the_copy_all_is_as_it_was(adopted_once: Path, tmp_path: Path) -> None:
    place = shutil.copytree(adopted_once, tmp_path / "undone")
    (copy,) = place.glob("log before casework *.xlsx")
    copy.replace(place / "log.xlsx")
    (place / "config before casework adopt.yaml").replace(place / "config.yaml")
    (place / "state" / "state.db").unlink()
    assert (place / "log.xlsx").read_bytes() == (place / "as it was.xlsx").read_bytes()
    assert (place / "config.yaml").read_text() == CONFIG.format()
    assert adopt(place / "config.yaml", str(place / "log.xlsx"), "--yes") == 0  # and again


def test_a_web_form_s_answers_are_adopted(config: Path) -> None:
    path = responses(config.parent / "answers.xlsx")
    assert adopt(config, str(path), "--yes") == 0
    rows = found(XlsxRegister(path).read())
    assert {name: cells["status"] for name, cells in rows.items()} == {
        "Mo Adeyemi": "Active",
        "Siân Pugh": "New",
        "Lee O'Hara": "Closed",
        "Priya Nair": "Waiting",
    }
    assert rows["Mo Adeyemi"]["received"] == date(2026, 3, 1)
    assert rows["Priya Nair"]["key_date"] == date(2026, 4, 20)
    assert "what has happened: =my manager shouts" in str(rows["Lee O'Hara"]["notes"])
    assert known(config)["Priya Nair"].member.email == ""  # two addresses: no guess


def test_tabs_apart_come_after_adopting(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = messy(config.parent / "log.xlsx")
    before = path.read_bytes()
    config.write_text(
        config.read_text().replace(
            "  path: register.xlsx", "  path: register.xlsx\n  apart: {contacts: members.xlsx}"
        )
    )
    assert adopt(config, str(path), "--yes") == 1
    assert "take apart out" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.long
@pytest.mark.parametrize(("make", "count"), [(messy, 7), (responses, 4)])
def test_a_google_sheet_is_adopted_the_same_way_and_can_be_undone(
    make, count: int, config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], ways: Ways
) -> None:  # type: ignore[no-untyped-def]
    with google_server(tmp_path, ways) as (register, running):
        human = running.human()
        for sheet in XlsxRegister(make(tmp_path / "own.xlsx")).sheets():
            human.add_tab(sheet.title)
            rows = [[_entered(value) for value in row] for row in sheet.rows]
            human.fill(sheet.title, rows)
        before = {sheet.title: _cells(sheet) for sheet in human.book().sheets}
        asked = [running.spreadsheet_id, "--credentials", str(running.credentials)]
        kept = "  kind: xlsx\n  path: register.xlsx"
        google = (
            f"  kind: google\n  spreadsheet: {running.spreadsheet_id}\n  credentials: {running.credentials}\n"
        )
        config.write_text(config.read_text().replace(kept, f"{google}  endpoint: {running.base_url}"))
        assert adopt(config, *asked) == 0
        assert {sheet.title: _cells(sheet) for sheet in human.book().sheets} == before
        assert adopt(config, *asked, "--yes") == 0
        told = capsys.readouterr().out
        assert {
            sheet.title: _cells(sheet) for sheet in human.book().sheets if sheet.title in before
        } == before
        assert len(found(register.read())) == count
        added = re.search(r"delete the tabs that were added \((.*?);", told)
        assert added is not None
        for title in added[1].split(", "):
            human.delete_tab(title)
        assert {sheet.title: _cells(sheet) for sheet in human.book().sheets} == before


def _entered(value: object) -> object:
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value


def _cells(sheet) -> list[object]:  # type: ignore[no-untyped-def]
    rows = [
        {at: cell.value for at, cell in row.cells.items() if cell.value is not None} for row in sheet.rows
    ]
    return rows[: sheet.last_row()]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ana Ruiz", ("Ana Ruiz",)),
        ("Ana R", ("Ana Ruiz",)),
        ("A. Ruiz", ("Ana Ruiz",)),
        ("AR", ("Ana Ruiz",)),
        ("Ben", ("Ben Osei",)),
        ("Ana R / Ben", ("Ana Ruiz", "Ben Osei")),
        ("Ben and Ana", ()),  # two Anas
        ("Ana", ()),
        ("Cara", ()),
        ("", ()),
        ("Ben, Ana R, Cara", ()),
    ],
)
def test_a_short_form_is_somebody_only_where_it_is_sure(text: str, meant: tuple[str, ...]) -> None:
    assert caseworkers_named(text, ["Ana Ruiz", "Ben Osei", "Ana Maria Lopez"]) == meant


def test_a_surname_written_first_is_turned_and_nothing_else() -> None:
    assert member_named("Zając, Tomasz") == "Tomasz Zając"
    assert member_named("Lee O'Hara") == "Lee O'Hara"
    assert member_named("Bell, Jo, and her partner") == "Bell, Jo, and her partner"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Hearing 9/12/26 2pm", date(2026, 12, 9)),
        ("2026-03-01 09:12", date(2026, 3, 1)),
        ("panel on 3rd March 2026, room 4", date(2026, 3, 3)),
        ("Hearing Dec 9, 2026 2pm", date(2026, 12, 9)),
        ("2026/03/01 09:12", date(2026, 3, 1)),
        ("9/12/26 or Dec 10 2026", None),
        ("9/12/26 or 10/12/26", None),
        ("w/c 7 Dec", None),
        ("ring 0113 496 0000", None),
        ("1/2", None),
    ],
)
def test_a_date_among_words_counts_where_it_is_the_only_one(text: str, day: date | None) -> None:
    assert date_within(text) == day


def test_a_google_sheet_s_dates_are_dates_and_hidden_tabs_are_not_seen() -> None:
    def cell(value: object, kind: str = "") -> dict[str, object]:
        form = {"effectiveFormat": {"numberFormat": {"type": kind}}} if kind else {}
        key = "numberValue" if isinstance(value, int | float) else "stringValue"
        return {"effectiveValue": {key: value}, **form}

    row = [cell(46000, "DATE"), cell(46000.5, "DATE_TIME"), cell(46000), cell("46000", "TEXT"), cell(2.5)]
    answer = {
        "sheets": [
            {"properties": {"title": "Log"}, "data": [{"rowData": [{"values": row}]}]},
            {"properties": {"title": "Mine", "hidden": True}, "data": [{}]},
        ]
    }
    (sheet,) = seen_sheets(answer)
    assert sheet.rows == ((date(2025, 12, 9), "2025-12-09 12:00", 46000, "46000", 2.5),)
    assert [one.title for one in seen_sheets(answer, hidden=True)] == ["Log", "Mine"]
