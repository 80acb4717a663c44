"""What only the workbook has: locks, crashes, the hash, and things the library would drop."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from sheets.cells import POINTER, TEXT_LIMIT
from sheets.dressing_lists import own_list_formula
from sheets.register import (
    Batch,
    CellWrite,
    NewRow,
    RegisterBroken,
    RegisterBusy,
    RegisterMoved,
    RegisterUnreachable,
    State,
    Told,
)
from sheets.replacing import temporary
from sheets.xlsx import XlsxRegister
from tests.support.libreoffice import SOFFICE, convert
from tests.support.rich_workbook import parts_of
from tests.support.xlsx_register import XlsxHuman, put_prepared

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.xlsx"


@pytest.fixture
def register(path: Path) -> XlsxRegister:
    put_prepared(path)
    register = XlsxRegister(path, clock=lambda: NOW)
    add(register, 1)
    return register


def case(number: int, **cells: str) -> NewRow:
    return NewRow("cases", f"C-2026-{number:04d}", {"status": "New", **cells})


def add(register: XlsxRegister, number: int, **cells: str) -> None:
    register.write(Batch(f"r{number}", (case(number, **cells),)), register.read())


@pytest.mark.parametrize("name", [".~lock.register.xlsx#", "~$register.xlsx"])
def test_an_open_workbook_is_read_but_not_written(register: XlsxRegister, path: Path, name: str) -> None:
    lock = path.with_name(name)
    lock.write_text("somebody")
    os.utime(lock, (NOW.timestamp(), NOW.timestamp()))
    before = path.read_bytes()
    with pytest.raises(RegisterBusy, match="once it has been saved and closed"):
        add(register, 2)
    assert path.read_bytes() == before
    assert [row.text("ref") for row in register.read().tabs["cases"].rows] == ["C-2026-0001"]
    assert [line.state for line in register.describe()] == [State.OK, State.LOOK]
    lock.unlink()
    add(register, 2)


def test_an_old_lock_is_reported_with_what_to_do_and_still_respected(
    register: XlsxRegister, path: Path
) -> None:
    lock = path.with_name(".~lock.register.xlsx#")
    lock.write_text("somebody")
    left = (NOW - timedelta(days=3)).timestamp()
    os.utime(lock, (left, left))
    with pytest.raises(RegisterBusy, match=r"18 November 2026.*delete the file") as caught:
        add(register, 2)
    assert register.describe()[1:] == [Told(str(caught.value), State.WRONG)]


def test_a_workbook_saved_by_somebody_since_our_read_is_not_written(
    register: XlsxRegister, path: Path
) -> None:
    picture = register.read()
    XlsxHuman(path).set_cell("Cases", 2, "Notes", "mine")
    before = path.read_bytes()
    with pytest.raises(RegisterMoved):
        register.write(Batch("late", (case(2),)), picture)
    assert path.read_bytes() == before


def test_a_save_at_the_very_last_moment_wins(path: Path) -> None:
    """The clock is read after the first look at the file and before the last one."""
    steps: list[str] = []

    def clock() -> datetime:
        if steps.pop() == "save":
            XlsxHuman(path).set_cell("Cases", 2, "Notes", "mine")
        return NOW

    register = XlsxRegister(path, clock)
    register.prepare()
    steps.append("wait")
    register.write(Batch("r1", (case(1),)), register.read())
    steps.append("save")
    with pytest.raises(RegisterMoved):
        register.write(Batch("r2", (case(2),)), register.read())
    rows = register.read().tabs["cases"].rows
    assert [(row.text("ref"), row.text("notes")) for row in rows] == [("C-2026-0001", "mine")]
    assert not temporary(path).exists()


def test_what_a_crash_left_behind_is_ignored_and_cleaned(register: XlsxRegister, path: Path) -> None:
    before = path.read_bytes()
    temporary(path).write_bytes(b"half a workbook")
    assert register.read().version == register.version()
    assert path.read_bytes() == before
    register.prepare()
    assert not temporary(path).exists()
    temporary(path).write_bytes(b"half a workbook")
    add(register, 2)
    assert not temporary(path).exists()


def test_a_full_disk_leaves_the_old_workbook(
    register: XlsxRegister, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    picture = register.read()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RegisterUnreachable, match="No space left"):
        register.write(Batch("r2", (case(2),)), picture)
    assert path.read_bytes() == before
    assert not temporary(path).exists()


def test_a_folder_closed_to_us_means_wait(
    register: XlsxRegister, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = register.read()

    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(RegisterBusy):
        register.write(Batch("r2", (case(2),)), picture)


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    real = tmp_path / "share" / "register.xlsx"
    real.parent.mkdir()
    link = tmp_path / "register.xlsx"
    link.symlink_to(real)
    register = XlsxRegister(link)
    register.prepare()
    real.chmod(0o640)
    add(register, 1)
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_the_version_changes_with_the_bytes_and_an_unchanged_file_is_not_parsed_again(
    register: XlsxRegister,
) -> None:
    first = register.read()
    assert register.version() == first.version
    assert register.read() is first
    add(register, 2)
    assert register.version() != first.version


def test_a_batch_whose_receipt_is_there_changes_nothing_more(register: XlsxRegister, path: Path) -> None:
    XlsxHuman(path).delete_row("Cases", 2)
    add(register, 1)
    assert register.read().tabs["cases"].rows == ()


def test_a_signed_workbook_is_refused_before_it_is_touched(register: XlsxRegister, path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("_xmlsignatures/origin.sigs", b"")
    before = path.read_bytes()
    with pytest.raises(RegisterBroken, match="a digital signature, which would be lost"):
        add(register, 2)
    assert path.read_bytes() == before
    assert any("signature" in line.text for line in register.describe() if line.state is State.WRONG)
    assert len(register.read().tabs["cases"].rows) == 1


def test_what_people_made_of_the_workbook_survives_a_write(register: XlsxRegister, path: Path) -> None:
    book = load_workbook(path)
    sheet = book["Cases"]
    sheet["A2"].fill = PatternFill("solid", fgColor="FF00FF")
    sheet["P2"].comment = Comment("ask Ben", "Mikal")
    sheet["R2"] = "=L2*2"
    sheet["R2"].font = Font(bold=True)
    mine = book.create_sheet("Mine")
    mine["A1"] = "=COUNTA(Cases!A:A)"
    mine.merge_cells("B1:C2")
    validation = DataValidation("list", formula1='"a,b"', sqref="D1")
    mine.add_data_validation(validation)
    book.save(path)
    add(register, 2)
    book = load_workbook(path)
    sheet, mine = book["Cases"], book["Mine"]
    assert sheet["A2"].fill.fgColor.rgb == "00FF00FF"
    assert sheet["P2"].comment is not None and sheet["P2"].comment.text == "ask Ben"
    assert sheet["R2"].value == "=L2*2" and sheet["R2"].font.bold
    assert mine["A1"].value == "=COUNTA(Cases!A:A)"
    assert [str(area) for area in mine.merged_cells.ranges] == ["B1:C2"]
    assert [str(one.sqref) for one in mine.data_validations.dataValidation] == ["D1"]
    assert sheet["A3"].fill.fgColor.rgb != "00FF00FF"


def test_rows_come_in_above_what_stands_below_and_everything_follows(
    register: XlsxRegister, path: Path
) -> None:
    book = load_workbook(path)
    sheet = book["Cases"]
    sheet["E5"], sheet["L5"] = "Total", "=SUM(L2:L3)"
    sheet["M5"] = "=L5*2"
    sheet.merge_cells("E7:F7")
    sheet.row_dimensions[5].height = 44
    book.create_sheet("Mine")["A1"] = "=Cases!L5+1"
    book.save(path)
    register.write(Batch("r2", (case(2), case(3))), register.read())
    book = load_workbook(path)
    sheet = book["Cases"]
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == ["C-2026-0001", "C-2026-0002", "C-2026-0003"]
    assert (sheet["E7"].value, sheet["L7"].value, sheet["M7"].value) == ("Total", "=SUM(L2:L5)", "=L7*2")
    assert book["Mine"]["A1"].value == "=Cases!L7+1"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["E9:F9"]
    assert sheet.row_dimensions[7].height == 44


def test_the_result_of_a_formula_in_our_columns_is_still_there_after_a_write(
    register: XlsxRegister, path: Path
) -> None:
    """As a spreadsheet program stores it: the formula with its result beside it."""
    XlsxHuman(path).set_cell("Cases", 2, "Outcome", "=40+2")
    _rewrite(path, b"<f>40+2</f><v></v>", b"<f>40+2</f><v>42</v>")
    _rewrite(path, b"<f>40+2</f><v/>", b"<f>40+2</f><v>42</v>")
    assert register.read().tabs["cases"].rows[0].cells["outcome"] == 42
    add(register, 2)
    assert register.read().tabs["cases"].rows[0].cells["outcome"] == 42
    assert load_workbook(path)["Cases"]["S2"].value == "=40+2"


def test_a_row_height_that_a_person_fixed_stays_and_others_stay_free(
    register: XlsxRegister, path: Path
) -> None:
    with XlsxHuman(path).at_work("Cases") as sheet:
        sheet.row_dimensions[2].height = 99
    long = "one two three four " * 12
    write = CellWrite("cases", "C-2026-0001", "why", long)
    register.write(Batch("r2", (case(2, why=long),), (write,)), register.read())
    with zipfile.ZipFile(path) as archive:
        raw = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = {tag.split('"')[1]: tag for tag in raw.split("<row ")[1:]}
    assert 'ht="99"' in rows["2"].split(">")[0] and 'customHeight="1"' in rows["2"].split(">")[0]
    assert "ht=" in rows["3"].split(">")[0] and "customHeight" not in rows["3"].split(">")[0]


def test_merged_cells_in_the_register_are_named_and_stop_it(register: XlsxRegister, path: Path) -> None:
    add(register, 2)
    with XlsxHuman(path).at_work("Cases") as sheet:
        sheet.merge_cells("D2:D3")
    with pytest.raises(RegisterBroken, match="D2:D3 on the tab Cases are merged"):
        register.read()


def test_a_title_above_the_headers_does_no_harm(register: XlsxRegister, path: Path) -> None:
    with XlsxHuman(path).at_work("Cases") as sheet:
        sheet.insert_rows(1)
        sheet["A1"] = "Our casework"
    add(register, 2)
    assert [row.number for row in register.read().tabs["cases"].rows] == [3, 4]


def test_a_lost_header_names_what_it_may_have_become(register: XlsxRegister, path: Path) -> None:
    XlsxHuman(path).rename_header("Cases", "Decision", "Decisons")
    with pytest.raises(RegisterBroken, match='"Decisons" may be what "Decision" was called'):
        register.read()
    with pytest.raises(RegisterBroken, match="Decisons"):
        register.prepare()


def test_preparing_adds_a_header_that_a_newer_version_brings(register: XlsxRegister, path: Path) -> None:
    with XlsxHuman(path).at_work("Cases") as sheet:
        sheet.delete_cols(19)
        sheet.cell(1, 20).value = "Scribbles"
    register.prepare()
    assert register.read().tabs["cases"].columns["outcome"] == 20


def test_preparing_never_makes_anew_a_header_whose_cells_are_still_there(
    register: XlsxRegister, path: Path
) -> None:
    human = XlsxHuman(path)
    human.set_cell("Cases", 2, "Outcome", "settled")
    human.set_cell("Cases", 1, "Outcome", None)
    with pytest.raises(RegisterBroken, match="Outcome"):
        register.prepare()


def test_preparing_makes_a_missing_tab_and_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    register = XlsxRegister(path)
    register.prepare()
    book = load_workbook(path)
    del book["Contacts"]
    book.create_sheet("Mine")["A1"] = "keep"
    book.save(path)
    with pytest.raises(RegisterBroken, match="no tab called Contacts"):
        register.read()
    register.prepare()
    assert "contacts" in register.read().tabs
    assert load_workbook(path)["Mine"]["A1"].value == "keep"


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04half", b"\xd0\xcf\x11\xe0 old"])
def test_a_file_that_is_no_workbook_is_said_to_be_broken(
    register: XlsxRegister, path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    with pytest.raises(RegisterBroken):
        register.read()
    with pytest.raises(RegisterBroken):
        register.prepare()
    assert path.read_bytes() == content


def test_a_strict_open_xml_workbook_is_refused_in_words_before_it_is_touched(
    register: XlsxRegister, path: Path
) -> None:
    parts = parts_of(path)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            ordinary = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            archive.writestr(
                name, content.replace(ordinary, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            )
    before = path.read_bytes()
    with pytest.raises(RegisterBroken, match="ordinary Excel workbook"):
        add(register, 2)
    assert path.read_bytes() == before


def test_a_damaged_part_inside_the_workbook_is_said_to_be_broken(register: XlsxRegister, path: Path) -> None:
    _rewrite(path, b"</sheetData>", b"<row><c t='n'><v>no number</v></c></row></sheetData>")
    with pytest.raises(RegisterBroken, match="damaged"):
        register.read()


def test_a_workbook_that_is_gone_is_never_made_again_by_a_write(register: XlsxRegister, path: Path) -> None:
    picture = register.read()
    path.unlink()
    with pytest.raises(RegisterUnreachable, match=r"register.xlsx is not where it was.*rebuild --register"):
        register.write(Batch("r2", (case(2),)), picture)
    assert not path.exists()


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(RegisterUnreachable, match="folder"):
        XlsxRegister(tmp_path / "unplugged" / "register.xlsx").prepare()


@pytest.mark.parametrize("length", [TEXT_LIMIT - 1, TEXT_LIMIT, TEXT_LIMIT + 1])
def test_long_text_is_cut_openly(register: XlsxRegister, length: int) -> None:
    add(register, 2, why="a" * length)
    why = register.read().tabs["cases"].rows[1].text("why")
    assert len(why) == min(length, TEXT_LIMIT)
    assert why.endswith(POINTER) == (length > TEXT_LIMIT)


def test_what_looks_like_one_of_the_file_s_own_escapes_stays_what_it_is(
    register: XlsxRegister, path: Path
) -> None:
    """Excel would show "_x0041_" as the letter A, were it stored as it is."""
    text = "see file _x0041_ and _xyz_"
    add(register, 2, why=text)
    assert register.read().tabs["cases"].rows[1].text("why") == text
    with zipfile.ZipFile(path) as archive:
        assert b"_x005F_x0041_ and _xyz_" in archive.read("xl/worksheets/sheet1.xml")


def test_control_characters_are_left_out(register: XlsxRegister) -> None:
    add(register, 2, why="a\x00b\x07c\r\nd\ud800\uffffe")
    assert register.read().tabs["cases"].rows[1].text("why") == "abc\nde"


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@x", "\t=1", "007", '=HYPERLINK("http://x.example")'])
def test_no_text_of_ours_is_a_formula_when_the_file_is_opened_again(
    register: XlsxRegister, path: Path, text: str
) -> None:
    add(register, 2, why=text)
    for _ in range(2):
        cell = load_workbook(path)["Cases"]["E3"]
        assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)
        load_workbook(path).save(path)


def test_dates_are_real_dates_and_shown_in_words(register: XlsxRegister, path: Path) -> None:
    row = NewRow("cases", "C-2026-0002", {"received": date(2026, 11, 20)})
    register.write(Batch("r2", (row,)), register.read())
    cell = load_workbook(path)["Cases"]["B3"]
    assert (cell.value, cell.number_format) == (datetime(2026, 11, 20), "dd mmm yyyy")  # noqa: DTZ001


def test_a_fresh_workbook_is_pleasant_to_use(register: XlsxRegister, path: Path) -> None:
    book = load_workbook(path)
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"] == [
        "Cases",
        "Contacts",
        "Caseworkers",
        "Availability",
        "Time",
        "Key dates",
        "Needs attention",
        "Dashboard",
        "Lists",
        "Read me",
    ]
    assert book["_receipts"].sheet_state == "veryHidden"
    sheet = book["Cases"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:T2")
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    rules = {str(one.sqref).split(":")[0]: one for one in sheet.data_validations.dataValidation}
    lists = {at: rule.formula1 for at, rule in rules.items() if rule.type == "list"}
    own = own_list_formula("A", 2)
    assert lists == {
        "C2": "CaseworkStatus",
        "F2": own,
        "J2": "CaseworkCategory",
        "P2": "CaseworkStage",
        "Q2": "CaseworkExtraWork",
        "R2": "CaseworkEmotional",
        "S2": "CaseworkOutcome",
    }
    ours = {f"{letter}2" for letter in "ABDEGKMNO"}
    told = {at for at, rule in rules.items() if "The service fills in" in f"{rule.error} {rule.prompt}"}
    assert told == ours
    assert all(rule.errorStyle in ("information", "warning") for rule in rules.values())  # nobody is stopped
    assert {rules[at].formula1 for at in ours} == {'$A2=""'}  # not where a case is typed in
    assert book["_choices"].sheet_state == "veryHidden"
    notes = [cell.comment.text for cell in sheet[1] if cell.comment]
    assert len(notes) == len(sheet[1])
    assert {note.split(".")[0] for note in notes} == {
        "Yours",
        "Filled in by the service; what is changed here is put back",
    }


def test_copies_that_a_sync_made_beside_the_register_are_named(register: XlsxRegister, path: Path) -> None:
    shutil.copy(path, path.with_name("register (conflicted copy 2026-11-21).xlsx"))
    shutil.copy(path, path.with_name("register (1).xlsx"))
    shutil.copy(path, path.with_name("register 2025.xlsx"))
    (_, warning) = register.describe()
    assert '"register (1).xlsx", "register (conflicted copy 2026-11-21).xlsx"' in warning.text


def test_receipts_do_not_grow_for_ever(register: XlsxRegister, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets.applying.RECEIPTS_KEPT", 5)
    for number in range(2, 16):
        add(register, number)
    receipts = register.read().receipts
    assert 5 <= len(receipts) <= 10
    assert {f"r{number}" for number in range(11, 16)} <= receipts


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_workbook_that_libreoffice_saved_is_still_ours(
    register: XlsxRegister, path: Path, tmp_path: Path
) -> None:
    words = ("Approve", "Ana Ruiz")
    register.write(
        Batch("lists", lists={row.text("ref"): words for row in register.read().tabs["cases"].rows}),
        register.read(),
    )
    before = register.read()
    assert [row.own_list for row in before.tabs["cases"].rows] == [words]
    out = tmp_path / "saved"
    assert convert([path], "xlsx", out)
    saved = XlsxRegister(out / path.name)
    assert saved.read().tabs == before.tabs
    rules = [one.formula1 for one in load_workbook(out / path.name)["Cases"].data_validations.dataValidation]
    assert own_list_formula("A", 2) in rules
    version = saved.version()
    saved.prepare()
    assert saved.version() == version
    add(saved, 2)
    assert len(saved.read().tabs["cases"].rows) == 2


def test_a_program_that_reads_row_by_row_finds_the_rows_that_were_added(
    register: XlsxRegister, path: Path
) -> None:
    add(register, 1)
    add(register, 2)
    lines = load_workbook(path, read_only=True)["Cases"].iter_rows(values_only=True)
    assert sum(any(value is not None for value in line) for line in lines) == 3


def _rewrite(path: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part.replace(old, new) if "worksheets/" in name else part)
