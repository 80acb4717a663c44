"""How the branch stands: the numbers, and the tab that shows them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from casework.figures import LINES, OVER, RESTING, Lived, by_age, by_load, by_month
from casework.model import Absence, Caseworker
from casework.workload import Load
from sheets.charts import CHARTS, FIRST_ROW, HEIGHT, WIDTH
from sheets.columns import DASHBOARD
from tests.sheets_emulator.ways import Ways
from tests.support.engine import desk
from tests.support.google_register import google_server

TODAY = date(2026, 11, 23)


def test_cases_by_month_are_counted_as_they_came_and_as_they_stood_open() -> None:
    cases = (
        Lived(date(2024, 5, 1)),
        Lived(date(2025, 11, 30), date(2026, 1, 2)),
        Lived(date(2026, 1, 31), date(2026, 1, 31)),
        Lived(date(2026, 2, 1)),
        Lived(date(2026, 11, 23)),
    )
    found = by_month(cases, TODAY)
    assert [figure.what for figure in found][::11] == ["Dec 2025", "Nov 2026"]
    assert [figure.new for figure in found] == [0, 1, 1, *[0] * 8, 1]
    assert [figure.open for figure in found] == [2, 1, 2, *[2] * 8, 3]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Under 2 weeks"),
        (13, "Under 2 weeks"),
        (14, "2 to 4 weeks"),
        (90, "1 to 3 months"),
        (183, "Over 6 months"),
    ],
)
def test_an_open_case_has_an_age(days: int, words: str) -> None:
    found = by_age([Lived(TODAY - timedelta(days=days)), Lived(TODAY, TODAY)], TODAY)
    assert {figure.what: figure.open for figure in found if figure.open} == {words: 1}


@pytest.mark.parametrize(
    ("person", "points", "words"),
    [
        ({}, 0.0, "No case"),
        ({}, 5.0, "Up to half"),
        ({}, 8.0, "Up to 85 %"),
        ({}, 10.0, "Nearly full"),
        ({}, 10.5, OVER),
        ({"paused": True}, 10.5, RESTING),
        ({"away": (Absence(TODAY, TODAY),)}, 1.0, RESTING),
        ({"left": True}, 1.0, None),
    ],
)
def test_a_caseworker_is_in_one_band_and_nowhere_named(
    person: dict, points: float, words: str | None
) -> None:
    one = Caseworker("Ana Ruiz", "ana@home.example", **person)
    found = by_load([(one, Load(points=points), 10.0)], TODAY)
    assert {figure.what for figure in found if figure.caseworkers} == ({words} if words else set())
    assert "Ana" not in repr(found) and "ana@" not in repr(found)


def test_there_are_always_as_many_figures_as_lines() -> None:
    assert len((*by_month((), TODAY), *by_age((), TODAY), *by_load((), TODAY))) == LINES
    assert CHARTS[-1].last == LINES
    assert [chart.first for chart in CHARTS[1:]] == [chart.last + 1 for chart in CHARTS[:-1]]


@pytest.fixture
def at(tmp_path):
    with desk(tmp_path) as made:
        yield made


def shown(at, column):
    return {row["What"]: row[column] for row in at.human.rows("Dashboard") if row[column] is not None}


@pytest.mark.long
def test_the_dashboard_is_written_with_the_cases_and_follows_them(at):
    for name in ("Mo Adeyemi", "Gil Penn"):
        at.form(name, f"{name.split()[0].lower()}@member.example")
    at.settle()
    assert shown(at, "New")["Nov 2026"] == shown(at, "Open")["Nov 2026"] == 2
    assert shown(at, "Open")["Under 2 weeks"] == 2
    at.choose("C-2026-0001", "Status", "Closed")
    at.settle()
    assert (shown(at, "New")["Nov 2026"], shown(at, "Open")["Nov 2026"]) == (2, 1)
    at.turn(days=20)
    assert shown(at, "Open")["2 to 4 weeks"] == 1
    assert sum(shown(at, "Caseworkers").values()) == 3


def test_a_scribble_over_a_number_is_put_right_and_a_line_deleted_stays_away(at):
    at.form()
    at.settle()
    at.human.set_cell("Dashboard", 2, "New", "many")
    at.human.delete_row("Dashboard", 4)
    at.settle()
    assert shown(at, "New")["Dec 2025"] == 0
    assert len(at.human.rows("Dashboard")) == LINES - 1


def test_a_case_whose_row_was_deleted_does_not_count(at):
    at.form()
    at.form("Gil Penn", "gil@member.example")
    at.settle()
    at.human.delete_row("Cases", 3)
    at.settle()
    at.turn(days=1)
    assert shown(at, "New")["Nov 2026"] == 1


def test_a_quiet_day_writes_the_dashboard_once_and_a_quiet_turn_nothing(at):
    at.form()
    at.settle()
    before = (at.folder / "register.xlsx").read_bytes()
    at.turn(minutes=5)
    assert (at.folder / "register.xlsx").read_bytes() == before


def test_the_workbook_has_the_charts_and_they_outlive_our_writes(at):
    at.form()
    at.settle()
    charts = load_workbook(at.folder / "register.xlsx")["Dashboard"]._charts
    assert len(charts) == len(CHARTS)
    first = charts[0].series[0].val.numRef.f
    assert first.replace("'", "") == f"Dashboard!$C${FIRST_ROW}:$C${FIRST_ROW + 11}"


def test_google_draws_the_same_lines(tmp_path: Path, ways: Ways) -> None:
    with google_server(tmp_path, ways) as (register, running):
        register.prepare()
        sheet = running.human().tab("Dashboard")
        assert [chart["spec"]["title"] for chart in sheet.charts] == [chart.title for chart in CHARTS]
        assert sheet.basic_filter is None
        place = sheet.charts[1]["position"]["overlayPosition"]
        assert (place["widthPixels"], place["heightPixels"]) == (WIDTH, HEIGHT)
        names = [column.name for column in DASHBOARD.columns]
        for chart, made in zip(CHARTS, sheet.charts, strict=True):
            (source,) = made["spec"]["basicChart"]["series"][0]["series"]["sourceRange"]["sources"]
            lines = range(
                source["startRowIndex"] + made["spec"]["basicChart"]["headerCount"], source["endRowIndex"]
            )
            assert [sheet.cell(row, len(names) - 1).value for row in lines] == list(
                range(chart.first, chart.last + 1)
            )
            assert source["startColumnIndex"] == names.index(chart.series[0])
        assert len(register.read().tabs["dashboard"].rows) == LINES
