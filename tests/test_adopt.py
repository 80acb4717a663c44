"""A branch's own spreadsheet becomes the register, and nothing of it is touched."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from openpyxl import Workbook, load_workbook

from casework.model import Case, Status
from jobs.adopting import adoption
from jobs.cli import main
from jobs.journal import cases
from jobs.journal.store import BRANCH, open_journal
from sheets.adoption_people import reached_by
from sheets.adoption_statuses import status_of
from sheets.foreign import understand, understand_tab
from sheets.recognise import recognise
from sheets.register import Cell, Picture, Sheet
from sheets.xlsx import XlsxRegister
from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.ways import Ways
from tests.support.branches import MONDAY, POLICY
from tests.support.google_register import google_server
from tests.support.own_spreadsheets import MAKES, NAMES, save
from tests.support.rich_workbook import part_of, parts_of

CONFIG = """# our settings
branch:
  name: Ashby College
  address: casework@ashby.example
people:
  coordinator: {{name: Moira Fenn, email: moira.fenn@home.example}}
mailbox:
  kind: maildir
  path: mail
register:  # the workbook
  kind: xlsx
  path: register.xlsx
transport:
  kind: folder
  path: outbox
state: state
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG.format())
    return path


def adopt(config: Path, target: str, *more: str) -> int:
    return main(["adopt", target, "--config", str(config), *more])


def known(config: Path) -> list[Case]:
    journal = open_journal(config.parent / "state" / "state.db", BRANCH)
    with journal.begin() as book:
        found = cases.all_cases(book)
    journal.close()
    return found


def by_name(picture: Picture) -> dict[str, tuple[str, dict[str, object]]]:
    """Each case's reference and cells by its member's name."""
    names = {row.text("ref"): row.text("name") for row in picture.tabs["contacts"].rows}
    return {names[row.text("ref")]: (row.text("ref"), dict(row.cells)) for row in picture.tabs["cases"].rows}


@pytest.mark.long
@pytest.mark.parametrize("make", MAKES)
def test_every_make_of_spreadsheet_is_adopted_and_nothing_of_theirs_is_touched(
    make: str, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save(make, config.parent / "our cases.xlsx")
    before, original = parts_of(path), path.read_bytes()
    assert adopt(config, str(path)) == 0
    assert "Nothing has been done" in capsys.readouterr().out
    assert path.read_bytes() == original and not (config.parent / "state" / "state.db").exists()
    assert adopt(config, str(path), "--yes") == 0
    after = parts_of(path)
    theirs = re.findall(r'<sheet [^>]*name="([^"]*)"', before["xl/workbook.xml"].decode())
    assert all(after[part_of(after, title)] == before[part_of(before, title)] for title in theirs)
    (kept,) = config.parent.glob("our cases before casework *.xlsx")
    assert kept.read_bytes() == original
    found = by_name(XlsxRegister(path).read())
    assert sorted(found) == sorted(NAMES)
    refs = [ref for ref, _ in found.values()]
    assert len(set(refs)) == len(NAMES) and all(re.fullmatch(r"C-20\d\d-\d{4}", ref) for ref in refs)
    assert sorted(case.ref for case in known(config)) == sorted(refs)
    assert {case.member.name for case in known(config)} == set(NAMES)
    text = config.read_text()
    assert "our cases.xlsx" in text and "# our settings" in text
    assert main(["once", "--config", str(config)]) == 0
    assert list((config.parent / "outbox").glob("*.eml")) == []
    again = parts_of(path)
    assert all(again[part_of(again, title)] == before[part_of(before, title)] for title in theirs)


def test_words_dates_and_states_of_theirs_become_ours(config: Path) -> None:
    path = save("titled", config.parent / "log.xlsx")
    assert adopt(config, str(path), "--yes") == 0
    found = {name: cells for name, (_, cells) in by_name(XlsxRegister(path).read()).items()}
    assert found["Mo Adeyemi"]["received"] == date(2025, 4, 3)
    assert found["Mo Adeyemi"]["key_date"] == date(2026, 12, 9)
    assert found["Jo Bell"]["received"] == date(2025, 11, 5)
    states = [found[name]["status"] for name in NAMES]
    assert states == ["Active", "Closed", "Waiting", "New", "Active", "Closed"]
    assert "Received: last week" in str(found["Tomasz Zając"]["notes"])
    assert found["Mo Adeyemi"]["lead"] == "Ana Ruiz"


def test_their_own_columns_and_references_go_along_in_notes(config: Path) -> None:
    path = save("plain", config.parent / "log.xlsx")
    assert adopt(config, str(path), "--yes") == 0
    found = {name: cells for name, (_, cells) in by_name(XlsxRegister(path).read()).items()}
    notes = str(found["Siân Pugh"]["notes"]).split("\n")
    assert notes[0] == "rang twice"
    assert {"Your reference: 2/25", "Shelf: B1", "Your status: Closed"} <= set(notes)
    assert [found[name]["status"] for name in NAMES] == [
        "Active",
        "Closed",
        "Waiting",
        "New",
        "Active",
        "Closed",
    ]


def test_references_like_ours_are_kept_and_two_rows_of_headers_are_read_together(config: Path) -> None:
    path = save("two_headers", config.parent / "log.xlsx")
    assert adopt(config, str(path), "--yes") == 0
    found = by_name(XlsxRegister(path).read())
    assert [found[name][0] for name in NAMES] == [f"C-2025-{number:04d}" for number in range(11, 17)]
    emails = {case.member.email for case in known(config)}
    assert "mo@home.example" in emails and "" not in emails


def test_cases_on_several_tabs_and_the_people_on_another(config: Path) -> None:
    path = save("several", config.parent / "log.xlsx")
    assert adopt(config, str(path), "--yes") == 0
    picture = XlsxRegister(path).read()
    assert [row.text("email") for row in picture.tabs["caseworkers"].rows] == [
        "ana@home.example",
        "ben@home.example",
    ]
    found = known(config)
    closed = {case.member.name for case in found if case.status is Status.CLOSED}
    assert closed == set(NAMES[3:])
    assert {case.lead for case in found} >= {"ana@home.example"}


@pytest.mark.parametrize("header", ["Max", "Max cases", "Cap", "Case limit", "Max. no. of cases", "MAXIMUM"])
def test_how_many_cases_somebody_takes_at_most_is_their_limit_and_no_note(config: Path, header: str) -> None:
    path = save("several", config.parent / "log.xlsx")
    book = load_workbook(path)
    tab = book["Reps"]
    column = tab.max_column + 1
    for row, value in enumerate((header, 0, "2-3"), 1):
        tab.cell(row, column, value)
    book.save(path)
    assert adopt(config, str(path), "--yes") == 0
    rows = XlsxRegister(path).read().tabs["caseworkers"].rows
    assert [(row.text("max_cases"), row.text("notes")) for row in rows] == [
        ("0", "Trained: 2024"),
        ("2-3", "Trained: 2024"),
    ]


def test_a_column_of_that_name_on_a_tab_of_cases_is_theirs(config: Path) -> None:
    path = save("plain", config.parent / "log.xlsx")
    book = load_workbook(path)
    tab = book.worksheets[0]
    column = tab.max_column + 1
    tab.cell(1, column, "Max")
    for row in range(2, 8):
        tab.cell(row, column, row)
    book.save(path)
    assert adopt(config, str(path), "--yes") == 0
    notes = [row.text("notes") for row in XlsxRegister(path).read().tabs["cases"].rows]
    assert all("Max: " in note for note in notes)


def test_two_addresses_in_one_cell_are_never_guessed_between(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save("bare", config.parent / "log.xlsx")
    assert adopt(config, str(path), "--yes") == 0
    assert "no single mail address" in capsys.readouterr().out
    (mo,) = [case for case in known(config) if case.member.name == "Mo Adeyemi"]
    assert mo.member.email == ""


def test_a_person_says_what_a_column_is(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = save("plain", config.parent / "log.xlsx")
    assert adopt(config, str(path), "--assign", "Shelf=department", "--assign", "Comments=none") == 0
    told = capsys.readouterr().out
    assert re.search(r"Shelf +6 filled +department", told) and re.search(r"Comments +5 filled +yours", told)
    assert adopt(config, str(path), "--assign", "Shelf=nonsense") == 1
    assert "write HEADER=FIELD" in capsys.readouterr().err


def test_what_cannot_be_adopted_is_said_and_nothing_is_done(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert adopt(config, "old.ods") == 1
    assert adopt(config, str(config.parent / "gone.xlsx")) == 1
    assert adopt(config, "no such thing") == 1
    path = save("plain", config.parent / "log.xlsx")
    assert adopt(config, str(path), "--yes") == 0
    capsys.readouterr()
    assert adopt(config, str(path), "--yes") == 1
    assert "is a register already" in capsys.readouterr().err
    other = save("bare", config.parent / "other.xlsx")
    before = other.read_bytes()
    assert adopt(config, str(other), "--yes") == 1
    assert "has cases already" in capsys.readouterr().err
    assert other.read_bytes() == before


@pytest.mark.long
def test_a_google_sheet_is_adopted_the_same_way(config: Path, tmp_path: Path, ways: Ways) -> None:
    with google_server(tmp_path, ways) as (register, running):
        human = running.human()
        sheets = XlsxRegister(save("plain", tmp_path / "own.xlsx")).sheets()
        for sheet in sheets:
            human.add_tab(sheet.title)
            human.fill(sheet.title, [[_entered(value) for value in row] for row in sheet.rows])
        before = {sheet.title: human.rows(sheet.title) for sheet in sheets}
        asked = [running.spreadsheet_id, "--credentials", str(running.credentials)]
        config.write_text(
            config.read_text().replace(
                "  kind: xlsx\n  path: register.xlsx",
                f"  kind: google\n  spreadsheet: {running.spreadsheet_id}\n"
                f"  credentials: {running.credentials}\n  endpoint: {running.base_url}",
            )
        )
        assert adopt(config, *asked) == 0
        assert "Contacts" not in [sheet.title for sheet in human.book().sheets]
        assert adopt(config, *asked, "--yes") == 0
        assert {title: human.rows(title) for title in before} == before
        found = by_name(register.read())
        assert sorted(found) == sorted(NAMES)
        assert found["Mo Adeyemi"][1]["received"] == date(2025, 3, 1)
        assert len(known(config)) == len(NAMES)
        assert list((config.parent / "state").glob("spreadsheet before casework *.xlsx"))


def test_titles_and_cells_that_no_workbook_could_hold_are_no_reason_to_stop(
    config: Path, tmp_path: Path
) -> None:
    """ "Cases 24/25" is an ordinary title in a Google Sheet: the copy of it as a workbook failed."""
    long = "=" + "won and lost " * 3_800  # a cell of Google's holds 50,000
    with google_server(tmp_path) as (register, running):
        human = running.human()
        for title in ("Cases 24/25: [old]", "CASES 24-25: [old]", "x" * 90):
            human.add_tab(title)
        heads = ["Member", "Date opened", "Rep", "Email", "Outcome", "Shelf"]
        human.fill(
            "Cases 24/25: [old]", [heads, ["Mo Obi", "1/9/2026", "Ana", "mo@home.example", long, long]]
        )
        place = f"  credentials: {running.credentials}\n  endpoint: {running.base_url}"
        config.write_text(
            config.read_text().replace(
                "  kind: xlsx\n  path: register.xlsx",
                f"  kind: google\n  spreadsheet: {running.spreadsheet_id}\n{place}",
            )
        )
        assert adopt(config, running.spreadsheet_id, "--yes") == 0
        (case,) = register.read().tabs["cases"].rows
    assert case.text("outcome").endswith("… (cut; all of it stands on the tab Cases 24/25: [old], row 2)")
    (kept,) = (config.parent / "state").glob("spreadsheet before casework *.xlsx")
    copies = {sheet.title: sheet for sheet in XlsxRegister(kept).sheets()}
    assert list(copies) == ["Sheet1", "Cases 24-25- -old-", "CASES 24-25- -old- 2", "x" * 31]
    assert str(copies["Cases 24-25- -old-"].rows[1][4]).endswith("all of it stands in the Google Sheet)")


def _entered(value: object) -> object:
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("CLOSED - settled", "Closed"),
        ("On-going", "Active"),
        ("awaiting response from HR", "Waiting"),
        ("not yet allocated", "New"),
        ("Closed after appeal", "Closed"),
        ("Grievance not upheld - closed", "Closed"),
        ("C", "Closed"),
        ("not closed", "Active"),
        ("Not yet fully resolved", "Active"),
        ("isn't settled", "Active"),
        ("won't be closed", "Active"),
        ("to be closed", "Active"),
        ("Active - no further action from us", "Active"),
        ("hearing done, awaiting outcome", "Waiting"),
        ("closed?", ""),
        ("no longer active", ""),
        ("blue", ""),
        ("", ""),
    ],
)
def test_a_state_in_their_words(text: str, status: str) -> None:
    assert status_of(text) == status


def planned(**tabs: tuple[tuple[Cell, ...], ...]) -> list[dict[str, Cell]]:
    """The cells of the rows that these tabs come to, contacts beside their cases."""
    plan = adoption([understand_tab(Sheet(title, rows), {}) for title, rows in tabs.items()], POLICY, MONDAY)
    return [dict(row.cells) for row in plan.rows]


def test_the_plan_says_what_each_status_is_taken_for_and_a_person_may_say_otherwise(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        (str(at), f"Mo Obi {at}", date(2026, 9, 1), rep, "", status, "", "")
        for at, (rep, status) in enumerate([("Ana", "C"), ("Ana", "c"), ("", "open"), ("Ana", "\x1b[2Jblue")])
    ]
    path = own_workbook(config.parent / "log.xlsx", *[tuple(map(_kept, row)) for row in rows])
    assert adopt(config, str(path)) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert 'say --means "WORD=STATUS" where one is taken for the wrong thing' in told
    assert "[2Jblue 1x Waiting, since we do not know it C 1x Closed c 1x Closed" in told
    assert "open 1x New, since it has no caseworker" in told and "\x1b" not in told
    assert adopt(config, str(path), "--means", "blue") == 1
    assert "write WORD=STATUS, with one of Closed, Waiting, New, Active" in capsys.readouterr().err
    assert adopt(config, str(path), "--means", "c=waiting", "--yes") == 0
    found = [row.text("status") for row in XlsxRegister(path).read().tabs["cases"].rows]
    assert found == ["Waiting", "Waiting", "New", "Waiting"]


def _kept(value: Cell) -> Cell:
    """As a workbook stores control characters."""
    return value.replace("\x1b", "_x001B_") if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("heads", "cells", "name", "noted"),
    [
        (("Name", "Surname"), ("Mo", "Adeyemi"), "Mo Adeyemi", ""),
        (("First name", "Name"), ("Mo", "Adeyemi"), "Mo Adeyemi", ""),
        (("First name", "Surname"), ("Mo", "Adeyemi"), "Mo Adeyemi", ""),
        (("Member", "Surname"), ("ADEYEMI, Mo", "Adeyemi"), "Mo ADEYEMI", "Name: ADEYEMI, Mo"),
        (("Member", "First name", "Surname"), ("Mo", "Mo", "Adeyemi"), "Mo Adeyemi", ""),
        (("Member", "First name", "Surname"), ("Mo Obi", "Moses", "Adeyemi"), "Mo Obi", "Surname: Adeyemi"),
        (("Member", "Surname"), ("Mo Obi", "Bell"), "Mo Obi", "Surname: Bell"),
    ],
)
def test_a_name_in_several_cells_is_put_together_and_nothing_of_it_is_lost(heads, cells, name, noted) -> None:
    log = ((*heads, "Issue", "Opened", "Rep"), (*cells, "Pay", "2/10/2026", "Lin"))
    case, contact = planned(Log=log)
    assert contact["name"] == name and noted in str(case["notes"])


def test_a_row_with_an_address_is_a_case_whatever_its_first_cell_says() -> None:
    heads = ("Issue", "Member", "Email", "Opened", "Status")
    rows = (
        ("Sum deducted from pay", "Mo Obi", "mo@home.example", "2/10/2026", "open"),
        ("Pay", None, "jo@home.example", "2/10/2026", "open"),
        ("Total", None, None, 2, None),
    )
    assert [cells["email"] for cells in planned(Log=(heads, *rows))[1::2]] == [
        "mo@home.example",
        "jo@home.example",
    ]


def test_a_cell_merged_over_several_rows_counts_for_each_of_them(config: Path, tmp_path: Path) -> None:
    """One caseworker over three cases, one member over two: they had nobody, or were taken for headings."""
    rows = [("Member", "Date opened", "Issue", "Rep", "Status")]
    rows += [
        (name, date(2026, 9, 1), "Pay", rep, "open")
        for name, rep in (("Mo Obi", "Ana"), ("", ""), ("Al", ""))
    ]
    path = config.parent / "log.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append([value or None for value in row])
    sheet.merge_cells("D2:D4")
    sheet.merge_cells("A2:A3")
    book.save(path)
    assert adopt(config, str(path), "--yes") == 0
    picture = XlsxRegister(path).read()
    assert [row.text("name") for row in picture.tabs["contacts"].rows] == ["Mo Obi", "Mo Obi", "Al"]
    assert [row.text("lead") for row in picture.tabs["cases"].rows] == ["Ana"] * 3
    with google_server(tmp_path) as (register, running):
        human = running.human()
        human.fill("Sheet1", [[_entered(value) or None for value in row] for row in rows])
        human.merge("Sheet1", Box(1, 3, 4, 4))
        (tab,) = [understand_tab(sheet, {}) for sheet in register.sheets()]
        assert tab.shared == 1 and [line.text("lead") for line in tab.lines] == ["Ana"] * 2


def test_what_stands_beside_a_caseworkers_address_and_a_second_line_of_theirs_are_not_dropped_unsaid() -> (
    None
):
    cases = (("Member", "Issue", "Opened", "Rep"), ("Mo Obi", "Pay", "2/10/2026", "Ana"))
    reps = (
        ("Name", "Surname", "Email", "Remarks"),
        ("Ana", "Ruiz", "ana@home.example (not at weekends)", "trained"),
        ("Ben", "Osei", "ben@home.example 07700 900112", ""),
        ("Ana", "R", "ana@home.example", "another line"),
    )
    plan = adoption(
        [understand_tab(Sheet("Cases", cases), {}), understand_tab(Sheet("Reps", reps), {})], POLICY, MONDAY
    )
    ana, ben = (row.cells for row in plan.rows if row.tab == "caseworkers")
    assert (ana["name"], ana["notes"]) == ("Ana Ruiz", "trained\nEmail: ana@home.example (not at weekends)")
    assert (ben["name"], ben["notes"]) == ("Ben Osei", "Phone: 07700 900112")
    assert plan.said == [
        "Row 4 of the tab Reps has an address that stood before: nobody is put on Caseworkers for it."
    ]


def test_an_x_under_closed_is_a_closed_case_and_a_day_there_too() -> None:
    rows = (
        ("Member", "Issue", "Opened", "Rep", "Open", "Closed"),
        ("Pat Dune", "Pay", "2/10/2026", "Lin", "x", None),
        ("Sam Ade", "Pay", "9/10/2026", "Lin", None, "X"),
        ("Kim Oh", "Pay", "9/10/2026", None, None, "12/10/26"),
        ("Bo Hale", "Pay", "9/10/2026", "Lin", None, "no"),
    )
    found = planned(Log=rows)[::2]
    assert [row["status"] for row in found] == ["Active", "Closed", "Closed", "Active"]
    assert "Closed: X" in str(found[1]["notes"])


def test_a_second_rep_has_a_column_and_the_list_of_reps_is_known_by_its_title() -> None:
    cases = (
        ("Member name (and dept)", "Mobile", "Issue", "Opened", "Rep 1", "Rep 2"),
        ("Tayo Okonjo (Chemistry)", 7700900111, "Pay", "2/10/2026", "Jackie", "Priya"),
        ("Ros Bell", "07700 900222", "Pay", "2/10/2026", "Jackie / Priya", ""),
    )
    reps = (
        ("Rep", "Email", "Works in"),
        ("Jackie Moss", "jackie@home.example", "Estates"),
        ("Priya Nair", "priya@home.example", "Nursing"),
    )
    one, member, two, _, jackie, _ = planned(Cases=cases, Reps=reps)
    assert (one["lead"], one["second"], two["lead"], two["second"]) == ("Jackie Moss", "Priya Nair") * 2
    assert (member["name"], member["phone"]) == ("Tayo Okonjo", "07700900111")
    assert "Tayo Okonjo (Chemistry)" in str(one["notes"])
    assert (jackie["name"], jackie["department"]) == ("Jackie Moss", "Estates")


def test_a_tab_that_holds_no_cases_is_left_alone() -> None:
    rows = (("Item", "Cost"), ("Paper", 3), ("Name badges", 4))
    assert understand_tab(Sheet("Budget", rows), {}).kind == ""
    assert understand_tab(Sheet("Empty", ()), {}).kind == ""


@pytest.mark.parametrize(
    ("email", "phone", "found"),
    [
        ("mo@home.example / 07700 900111", "", ("mo@home.example", "07700 900111", "")),
        ("Tel: 0113 496 0000, Email: Mo@Home.example", "", ("mo@home.example", "0113 496 0000", "")),
        ("07700 900111/mo@home.example", "", ("mo@home.example", "07700 900111", "")),
        ("07700 900111", "", ("", "07700 900111", "")),
        ("mo@home.example", "07700 900111", ("mo@home.example", "07700 900111", "")),
        ("", "07700 900111 or mo@home.example", ("mo@home.example", "07700 900111", "")),
        ("mo@home.example (after 6)", "", ("mo@home.example", "", "mo@home.example (after 6)")),
        ("mo@home.example, gil@home.example", "", ("", "", "mo@home.example, gil@home.example")),
        ("through her rep", "", ("", "", "through her rep")),
        (
            "mo@home.example 07700 900111 07700 900112",
            "",
            ("mo@home.example", "", "mo@home.example 07700 900111 07700 900112"),
        ),
    ],
)
def test_address_and_number_in_one_cell_are_both_found_and_nothing_is_lost(email, phone, found):
    assert reached_by(email, phone) == found


@pytest.mark.parametrize("header", ["Contact (email / tel)", "Contact details", "Contact"])
def test_a_column_with_both_is_the_one_by_which_members_are_reached(header):
    rows = [
        ["Mo Adeyemi", "Open", "mo@home.example / 07700 900111"],
        ["Gil Penn", "Open", "gil@home.example"],
        ["Una Holt", "Open", "07700 900112"],
    ]
    assert recognise(["Name", "Status", header], rows, {})[2].field == "email"
    numbers = [[*row[:2], f"07700 90011{at}"] for at, row in enumerate(rows)]
    assert recognise(["Name", "Status", header], numbers, {})[2].field == "phone"


HEADS = ("Ref", "Member name", "Date opened", "Rep", "Buddy", "Status (O/C)", "Remarks", "Story")


def own_workbook(path: Path, *rows: tuple[Cell, ...], hidden: str = "") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Log"
    for row in (HEADS, *rows):
        sheet.append(row)
    if hidden:
        book.create_sheet(hidden).sheet_state = "hidden"
    book.save(path)
    return path


def test_more_than_a_cell_holds_is_cut_openly_and_the_short_lines_stand(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "x😀" * 10_900  # 32,700 units of UTF-16
    path = own_workbook(
        config.parent / "log.xlsx",
        ("17", "Mo Adeyemi", date(2026, 9, 1), "Ana", "Ben", "O", "rang her " * 20, long),
        ("18", "Gil Penn", date(2026, 9, 2), "Ana", "", "C", "", ""),
    )
    assert adopt(config, str(path), "--yes") == 0
    assert "Row 2 of the tab Log says more than fits into Notes" in capsys.readouterr().out
    first, second = XlsxRegister(path).read().tabs["cases"].rows
    notes = first.text("notes")
    assert notes.startswith("rang her") and notes.endswith("From: Log, row 2")
    assert "Your reference: 17" in notes and "… (cut; all of it stands on the tab Log, row 2)" in notes
    assert 32_700 < len(notes.encode("utf-16-le")) // 2 <= 32_767
    assert (first.text("status"), first.text("second"), second.text("status")) == ("Active", "Ben", "Closed")


def test_hidden_tabs_and_doubled_references_are_said_before_anything_is_done(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ("C-2026-0001", name, date(2026, 9, 1), "Ana", "", "open", "", "") for name in ("Mo Obi", "Al Fox")
    ]
    path = own_workbook(config.parent / "log.xlsx", *rows, hidden="Closed 2024")
    assert adopt(config, str(path)) == 0
    told = capsys.readouterr().out
    assert "Hidden, and so left alone (show them first if they hold cases): Closed 2024" in told
    assert "2 rows have the reference C-2026-0001" in told


def test_the_undoing_names_the_journal_by_its_place(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = ("1", "Mo Obi", date(2026, 9, 1), "Ana", "", "open", "", "")
    assert adopt(config, str(own_workbook(config.parent / "log.xlsx", row)), "--yes") == 0
    assert f"delete {config.parent / 'state' / 'state.db'}" in capsys.readouterr().out


@pytest.mark.parametrize("number", [40, 900])
def test_notes_of_many_short_columns_end_somewhere(number: int) -> None:
    cells = {f"Column {at}": "y" * 900 if number == 40 else "y" * 50 for at in range(number)}
    rows = (
        ("Ref", "Member name", "Date opened", "Rep", *cells),
        ("17", "Mo Adeyemi", date(2026, 9, 1), "Ana", *cells.values()),
    )
    found = adoption([understand_tab(Sheet("Log", rows), {})], POLICY, MONDAY)
    notes = str(found.rows[0].cells["notes"])
    assert len(notes) <= 32_767 and "(cut; all of it stands on the tab Log, row 2)" in notes


@pytest.mark.parametrize(
    "text", ["x" * 32_767, "x." * 16_000, "a" + " " * 32_000 + "b"], ids=["x", "x.", "gap"]
)
def test_a_cell_as_long_as_cells_can_be_is_no_reason_to_wait(text: str) -> None:
    """A long line without a blank took more than two minutes for each cell."""
    heads = ("Ref", "Member name", "Date opened", "Rep", "Email", "Issue", "Story")
    rows = (heads, ("17", "Mo Adeyemi", date(2026, 9, 1), text, text, text, text))
    begun = process_time()
    assert adoption([understand_tab(Sheet("Log", rows), {})], POLICY, MONDAY).cases == 1
    assert process_time() - begun < 5


CASES_BESIDE = ("Ref no.", "Full name", "Personal email", "Date opened", "Issue", "Rep assigned", "Closed?")


def test_a_list_of_caseworkers_beside_the_cases_gives_no_member_an_address() -> None:
    rows: list[tuple[object, ...]] = [
        (*CASES_BESIDE, None, "Rep", "Email", "Dept"),
        ("2026/014", "Al Gray", "al@m.example", date(2026, 9, 1), "Capability", "Cal Lund", "N", None,
         "Cal Lund", "cal@h.example", "Physics"),
        ("2026/015", "Bea Hall", "bea@m.example", date(2026, 9, 2), "Pay", "Dot Fry", "y", None,
         "Dot Fry", "dot@h.example", "History"),
    ]  # fmt: skip
    (tab,) = understand(Sheet("Sheet1", rows), {})
    assert [line.text("email") for line in tab.lines] == ["al@m.example", "bea@m.example"]
    assert [line.text("lead") for line in tab.lines] == ["Cal Lund", "Dot Fry"]
    assert {line.text("department") for line in tab.lines} == {""}
    assert tab.beside == 3


def test_a_blank_column_within_a_table_parts_no_field_from_its_case() -> None:
    rows: list[tuple[object, ...]] = [
        ("Name", "Email", "Date opened", None, "Rep", "Rep email", "Status"),
        ("Al Gray", "al@m.example", date(2026, 9, 1), None, "Cal Lund", "cal@h.example", "open"),
        ("Bea Hall", "bea@m.example", date(2026, 9, 2), None, "Dot Fry", "dot@h.example", "closed"),
    ]
    (tab,) = understand(Sheet("Sheet1", rows), {})
    assert [(line.text("email"), line.text("lead"), line.text("status")) for line in tab.lines] == [
        ("al@m.example", "Cal Lund", "open"),
        ("bea@m.example", "Dot Fry", "closed"),
    ]


def test_two_tables_on_one_tab_are_each_read_by_their_own_headings_and_a_title_says_closed() -> None:
    rows: list[tuple[object, ...]] = [
        ("OPEN CASES",),
        ("#", "Who", "Contact", "Issue", "Looked after by", "Where are we", "Came in"),
        (1, "Ian Holt", "ian@m.example", "Pay", "Ana Ruiz", "live", "12/03/26"),
        (2, "Dee Marsh", "dee@m.example", "Pay", "Ben Osei", "live", "3rd Apr 26"),
        (),
        ("CLOSED",),
        ("#", "Came in", "Who", "Issue", "Looked after by", "Result"),
        (9, date(2025, 1, 5), "Lou Tan", "Redundancy", "Ben Osei", "Settled"),
        (10, date(2025, 2, 5), "May Ford", "Pay", "Ana Ruiz", "A letter"),
    ]
    first, second = understand(Sheet("Log", rows), {})
    assert [(line.number, line.text("name")) for line in first.lines] == [(3, "Ian Holt"), (4, "Dee Marsh")]
    found = [(line.number, line.text("name"), line.text("outcome"), line.closed) for line in second.lines]
    assert found == [(8, "Lou Tan", "Settled", True), (9, "May Ford", "A letter", True)]
    plan = adoption([first, second], POLICY, MONDAY)
    states = [row.cells["status"] for row in plan.rows if row.tab == "cases"]
    assert states == ["Active", "Active", "Closed", "Closed"]


def test_a_title_between_rows_says_closed_until_another_says_open() -> None:
    rows: list[tuple[object, ...]] = [
        ("Name", "Date opened", "Rep", "Status"),
        ("Al Gray", date(2026, 9, 1), "Cal Lund", None),
        ("Closed cases",),
        ("Bea Hall", date(2026, 9, 2), "Dot Fry", None),
        ("Cy Ibe", date(2026, 9, 2), "Dot Fry", "open"),
        ("Live ones",),
        ("Di Jay", date(2026, 9, 2), "Dot Fry", None),
    ]
    (tab,) = understand(Sheet("Log", rows), {})
    plan = adoption([tab], POLICY, MONDAY)
    states = [row.cells["status"] for row in plan.rows if row.tab == "cases"]
    assert states == ["Active", "Closed", "Active", "Active"]


def test_a_row_of_a_case_in_words_of_headings_is_a_case_and_no_headings() -> None:
    rows: list[tuple[object, ...]] = [
        ("Name", "Issue", "Rep", "Status", "Result"),
        ("Al Gray", "Pay", "Cal Lund", "live", ""),
        ("Bea Hall", "problem", "", "open", "update"),
        ("Cy Ibe", "Pay", "Cal Lund", "open", ""),
    ]
    (tab,) = understand(Sheet("Log", rows), {})
    assert [line.text("name") for line in tab.lines] == ["Al Gray", "Bea Hall", "Cy Ibe"]


@pytest.mark.parametrize("theirs", ["Contact", "Their email", None])
@pytest.mark.parametrize("header", ["Rep email", "Manager email", "HR contact email", "Caseworker's e-mail"])
def test_an_address_that_is_somebody_elses_by_its_header_is_no_members(
    header: str, theirs: str | None
) -> None:
    rows: list[tuple[object, ...]] = [
        ("Member", "Date opened", "Status", header, *filter(None, [theirs])),
        ("Al Gray", date(2026, 9, 1), "open", "cal@h.example", "al@m.example"),
        ("Bea Hall", date(2026, 9, 2), "closed", "dot@h.example", "bea@m.example"),
    ]
    (tab,) = understand(Sheet("Log", [row[: len(rows[0])] for row in rows]), {})
    found = [line.text("email") for line in tab.lines]
    assert found == (["al@m.example", "bea@m.example"] if theirs else ["", ""])
    assert tab.lines[0].own[header] == "cal@h.example"


def test_a_manager_s_name_is_no_members_and_a_persons_word_counts_all_the_same() -> None:
    rows: list[tuple[object, ...]] = [
        ("Name of person concerned", "When", "Manager's name", "Who's on it", "Status", "Stage 1"),
        ("Al Gray", "1 Sep 26", "Bo Boss", "Cal", "ongoing", "9/9/26"),
        ("Bea Hall", "2 Sep 26", "Cy Boss", "Dot", "sorted", "10/9/26"),
    ]
    (tab,) = understand(Sheet("2026", rows), {})
    assert [line.text("name") for line in tab.lines] == ["Al Gray", "Bea Hall"]
    assert [line.text("lead") for line in tab.lines] == ["Cal", "Dot"]
    assert [line.text("status") for line in tab.lines] == ["ongoing", "sorted"]
    (tab,) = understand(Sheet("2026", rows), {"manager's name": "name"})
    assert [line.text("name") for line in tab.lines] == ["Bo Boss", "Cy Boss"]


def test_on_a_list_of_caseworkers_the_reps_address_is_theirs() -> None:
    rows: list[tuple[object, ...]] = [
        ("Rep", "Rep email", "Line manager email"),
        ("Cal Lund", "cal@h.example", "boss@employer.example"),
    ]
    (tab,) = understand(Sheet("Reps", rows), {})
    assert (tab.kind, tab.lines[0].text("name"), tab.lines[0].text("email")) == (
        "people",
        "Cal Lund",
        "cal@h.example",
    )


def test_first_and_last_alone_are_a_name_and_among_words_are_not() -> None:
    rows: list[tuple[object, ...]] = [
        ("First", "Last", "Date of first contact", "Status"),
        ("Al", "Gray", "Sept 2026", "open"),
        ("Bea", "Hall", "1 Sep 26", "open"),
    ]
    (tab,) = understand(Sheet("Log", rows), {})
    assert (tab.lines[1].text("first_name"), tab.lines[1].text("surname")) == ("Bea", "Hall")
    assert tab.lines[1].text("received") == "1 Sep 26"
