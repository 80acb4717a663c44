"""What people put into the workbook is still there after our writes, part by part (docs/why/012)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from lxml import etree
from openpyxl import load_workbook

from sheets.cells import cell_text
from sheets.grid import open_grid
from sheets.package import Package, load
from sheets.register import Batch, CellWrite, NewRow
from sheets.room import Room, make_room
from sheets.xlsx import XlsxRegister
from tests.support.libreoffice import SOFFICE, convert
from tests.support.rich_workbook import PARTS, enrich, part_of, parts_of
from tests.support.xlsx_register import put_prepared

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def case(number: int, **cells: str) -> NewRow:
    return NewRow("cases", f"C-2026-{number:04d}", {"status": "New", "points": 2, **cells})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "register.xlsx"
    path.write_bytes(_enriched())
    return path


@cache
def _enriched() -> bytes:
    """A register with two cases and all that people put into workbooks: made once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        put_prepared(path)
        register = XlsxRegister(path, clock=lambda: NOW)
        register.write(Batch("r1", (case(1), case(2))), register.read())
        enrich(path)
        return path.read_bytes()


def write(path: Path, *rows: NewRow, cells: tuple[CellWrite, ...] = ()) -> None:
    register = XlsxRegister(path, clock=lambda: NOW)
    register.write(Batch("r2", rows, cells), register.read())


OWN = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
"""What may follow: the looks that a new kind of cell needs, and the order of calculation that is left out."""


def test_a_cell_written_leaves_every_other_part_byte_for_byte(path: Path) -> None:
    before = parts_of(path)
    write(path, cells=(CellWrite("cases", "C-2026-0001", "offer", "Asked"),))
    after = parts_of(path)
    assert set(after) == set(before)
    changed = {name for name in before if before[name] != after[name]}
    ours = {part_of(before, title) for title in ("Cases", "_receipts")}
    # "Mine" counts our rows: only the results of its formulas may go.
    assert changed - OWN <= ours | {part_of(before, "Mine")}
    kept = part_of(before, "Nothing to do with it")
    assert after[kept] == before[kept] and b"<v>2</v>" in after[kept]


def test_rows_that_are_not_written_stay_byte_for_byte(path: Path) -> None:
    before, part = parts_of(path), part_of(parts_of(path), "Cases")
    write(path, cells=(CellWrite("cases", "C-2026-0001", "offer", "Asked"),))
    rows = re.findall(rb"<row [^>]*[^/]>.*?</row>", before[part], re.DOTALL)
    after = parts_of(path)[part]
    changed = [row for row in rows if row not in after]
    assert [row[:12] for row in changed if b"<f>" not in row] == []
    assert len(changed) <= 3  # the row written, and two whose formulas' results may no longer hold
    assert _around(before[part]) == _around(after)


def test_new_rows_push_down_what_stands_below_with_all_that_names_it(path: Path) -> None:
    before = parts_of(path)
    write(path, case(3), case(4), case(5))
    after = parts_of(path)
    assert set(after) == set(before)
    sheet = after[part_of(after, "Cases")].decode()
    assert "<xm:sqref>M2:M12</xm:sqref>" in sheet and "<xm:sqref>Q2:Q12</xm:sqref>" in sheet
    assert "<xm:f>Cases!M10:M12</xm:f><xm:sqref>R12</xm:sqref>" in sheet
    assert "<xm:f>Mine!$A$1:$A$3</xm:f>" in sheet
    book = load_workbook(path)
    cases, mine = book["Cases"], book["Mine"]
    assert [cases.cell(row, 1).value for row in range(2, 7)] == [f"C-2026-000{n}" for n in range(1, 6)]
    below = (cases["E11"].value, cases["M11"].value, cases["E12"].value)
    assert below == (
        "Total",
        "=SUM(M2:M10)",
        "a note of mine",
    )
    assert cases["E12"].font.bold and [str(area) for area in cases.merged_cells.ranges] == ["E12:F12"]
    assert (mine["A3"].value, mine["A4"].value) == ("=COUNTA(Cases!A:A)", "=Cases!M11")
    assert book.defined_names["Points"].attr_text == "Cases!$M$2:$M$12"
    charts = [part for name, part in after.items() if name.startswith("xl/charts/chart")]
    assert any(b"$M$2:$M$12" in chart for chart in charts)
    assert cases["P2"].comment is not None and "ask Ben" in cases["P2"].comment.text
    for name in {*PARTS, "xl/media/image1.png"}:
        assert after[name] == before[name]


def test_a_comment_thread_goes_with_its_row(path: Path) -> None:
    with_note = parts_of(path)
    thread = next(name for name in with_note if "threadedComments/" in name)
    package = load(path.read_bytes())
    part = part_of(with_note, "Cases")
    grid = open_grid(package, part)
    make_room(package, grid, part, Room("Cases", 2, 4))
    grid.store()
    path.write_bytes(package.save())
    after = parts_of(path)
    assert b'ref="P6"' in after[thread]
    assert load_workbook(path)["Cases"]["P6"].comment is not None
    boxes = next(name for name in after if name.endswith(".vml"))
    assert after[boxes].count(b"Row>5</") == 1


def test_headers_that_are_missing_are_made_beside_everything(path: Path) -> None:
    book = parts_of(path)
    part = part_of(book, "Contacts")
    register = XlsxRegister(path, clock=lambda: NOW)
    package = load(path.read_bytes())
    grid = open_grid(package, part)
    cell = grid.made(1, 8)
    grid.put(cell, None)
    grid.store()
    path.write_bytes(package.save())
    before = parts_of(path)
    register.prepare()
    after = parts_of(path)
    assert register.read().tabs["contacts"].columns["notes"] == 7
    assert {name for name in before if name not in OWN and before[name] != after[name]} <= {
        part, *(name for name in before if name.endswith(".vml") or "/comments" in name)
    }  # fmt: skip
    sheet = load_workbook(path)["Contacts"]
    assert sheet["H1"].comment is not None and sheet["H1"].font.bold
    assert sheet["A1"].comment is not None


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_written_the_rest_stays_and_the_package_holds_together(path: Path, seed: int) -> None:
    chance, number = Random(seed), 3
    theirs = parts_of(path)
    kept = {*PARTS, "xl/media/image1.png", part_of(theirs, "Nothing to do with it")}
    kept -= {"xl/threadedComments/threadedComment1.xml"}  # goes with its row
    for step in range(5):
        register = XlsxRegister(path, clock=lambda: NOW)
        picture = register.read()
        refs = [row.text("ref") for row in picture.tabs["cases"].rows if row.text("ref")]
        new = [case(number + at, why="x" * chance.randrange(200)) for at in range(chance.randrange(4))]
        number += len(new)
        columns = chance.sample(["offer", "why", "check", "points", "status", "key_date"], 3)
        values = {"points": 3.5, "key_date": date(2026, 12, 1)}
        cells = tuple(
            CellWrite("cases", chance.choice(refs), column, values.get(column, f"={step} & <{seed}>"))
            for column in columns
        )
        register.write(Batch(f"s{step}", tuple(new), cells), picture)
        if chance.random() < 0.3:
            register.prepare()
        after = parts_of(path)
        assert {name: after[name] == theirs[name] for name in kept} == dict.fromkeys(kept, True)
        _holds_together(after)
        there = {row.text("ref"): row for row in register.read().tabs["cases"].rows}
        assert set(refs) | {row.key for row in new} <= set(there)
        assert all(cell_text(there[one.key].cells[one.column]) == cell_text(one.value) for one in cells[-1:])
    sheet = load_workbook(path)["Cases"]
    notes = [cell.value for column in sheet.iter_cols(min_col=5, max_col=5) for cell in column]
    assert notes.count("a note of mine") == 1 and notes.count("Total") == 1


def _holds_together(parts: dict[str, bytes]) -> None:
    """Every part is XML where it says so, has a content type, and every relation leads somewhere."""
    package = Package(dict(parts))
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
        if name != "[Content_Types].xml":
            assert package.kind_of(name), name
    for rels in (name for name in parts if name.endswith(".rels")):
        folder, _, one = rels.rpartition("/")
        owner = f"{folder.removesuffix('_rels')}{one.removesuffix('.rels')}"
        for relation in package.relations(owner).values():
            assert relation.outside or relation.target in parts, (rels, relation.target)


def test_a_workbook_whose_writer_spells_its_xml_otherwise(path: Path) -> None:
    """With a prefix for everything, as some programs write, and rows that do not say where they are."""
    parts = parts_of(path)
    name = part_of(parts, "Cases")
    old = etree.fromstring(parts[name])
    spaces = {"x" if space is None else space: uri for space, uri in old.nsmap.items()}
    root = etree.Element(old.tag, nsmap=spaces)
    root.extend(list(old))
    for row in root.iterfind("{*}sheetData/{*}row"):
        if row.get("r") in ("1", "2"):
            del row.attrib["r"]
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(spaces))
    raw = etree.tostring(root)
    assert b"<x:row" in raw and b"<row" not in raw
    package = load(path.read_bytes())
    package.put(name, raw)
    path.write_bytes(package.save())
    write(path, case(3), cells=(CellWrite("cases", "C-2026-0001", "offer", "Asked"),))
    rows = XlsxRegister(path).read().tabs["cases"].rows
    assert [row.text("ref") for row in rows][:3] == ["C-2026-0001", "C-2026-0002", "C-2026-0003"]
    assert rows[0].text("offer") == "Asked"
    assert b"<row" not in parts_of(path)[name]
    assert load_workbook(path)["Cases"]["E9"].value == "Total"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_counts_anew(path: Path, tmp_path: Path) -> None:
    write(path, case(3), case(4), cells=(CellWrite("cases", "C-2026-0001", "offer", "Asked"),))
    out = tmp_path / "saved"
    assert convert([path], "xlsx", out)
    book = load_workbook(out / path.name, data_only=True)
    assert book["Mine"]["A3"].value == 5  # the header and four cases
    assert book["Mine"]["A4"].value == book["Cases"]["M10"].value == 8
    assert book["Cases"]["R2"].value == 4
    assert len(book["Mine"]._charts) == 1 and len(book["Mine"]._images) == 1


def _around(tab: bytes) -> str:
    """All of a tab but its rows, in the form that all writers of XML agree on."""
    root = etree.fromstring(tab)
    for rows in root.findall("{*}sheetData"):
        root.remove(rows)
    return etree.tostring(root, method="c14n").decode()
