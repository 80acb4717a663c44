"""Invented spreadsheets of branches, each of another make."""

# ruff: noqa: DTZ001  a cell's moment has no time zone

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment

NAMES = ["Mo Adeyemi", "Siân Pugh", "Lee O'Hara", "Priya Nair", "Tomasz Zając", "Jo Bell"]
REPS = ["Ana Ruiz", "Ben Osei", "Ana Ruiz", "", "Ben Osei", "Cara Lund"]


def email(name: str) -> str:
    return name.split()[0].casefold().replace("â", "a") + "@home.example"


def plain() -> Workbook:
    """Headers in the first row, in other words than ours, with columns of their own and a second tab."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Cases"
    sheet.append(
        ["Case No", "Date opened", "Member", "E-mail", "Tel", "Issue", "Rep", "Stage", "Shelf", "Comments"]
    )
    stages = ["Open", "Closed", "On hold", "Unallocated", "Ongoing", "NFA"]
    for at, (name, rep, stage) in enumerate(zip(NAMES, REPS, stages, strict=True)):
        sheet.append(
            [f"{at + 1}/25", datetime(2025, 3, at + 1), name, email(name), f"07700 90010{at}", "Grievance",
             rep, stage, f"B{at}", "rang twice" if at else None]
        )  # fmt: skip
    sheet["I2"].comment = Comment("by the window", "Moira")
    rota = book.create_sheet("Tea rota")
    rota["A1"], rota["A2"] = "Week", "=1+1"
    return book


def titled() -> Workbook:
    """A merged title and a remark above the headers, dates as text, a total below."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Casework"
    sheet["A1"] = "Ashby branch: casework log"
    sheet.merge_cells("A1:F1")
    sheet["A2"] = "Please keep up to date!"
    for at, header in enumerate(
        ["Name", "Date received", "Type of case", "Caseworker", "Status", "Hearing date"], 1
    ):
        sheet.cell(4, at).value = header
    dates = ["3/4/2025", "12 May 2025", "1st June 2025", "2025-07-09", "last week", "05.11.25"]
    states = ["With rep", "Settled", "Awaiting employer", "New", "Formal stage", "Withdrawn"]
    for at, name in enumerate(NAMES):
        values = [name, dates[at], "Pay", REPS[at], states[at], "9 Dec 2026" if at == 0 else None]
        for column, value in enumerate(values, 1):
            sheet.cell(5 + at, column).value = value
    sheet["A12"], sheet["B12"] = "Total", 6
    return book


def two_headers() -> Workbook:
    """Two rows of headers, the upper one over several columns; first name and surname apart."""
    book = Workbook()
    sheet = book.active
    sheet.title = "2025"
    sheet.append(["", "Member", None, None, "Case", None, None])
    sheet.merge_cells("B1:D1")
    sheet.merge_cells("E1:G1")
    sheet.append(["Ref", "First name", "Surname", "Email", "Type", "Status", "Date opened"])
    for at, name in enumerate(NAMES):
        first, _, last = name.partition(" ")
        sheet.append(
            [f"C-2025-{at + 11:04d}", first, last, email(name), "Bullying", "live", date(2025, 5, at + 1)]
        )
    return book


def no_address() -> Workbook:
    """No email, no status: whether a case is over is told by a day. Section headings between the rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Log"
    sheet.append(["Member", "Dept", "Started", "Officer", "Problem", "Date closed", "Result"])
    for at, name in enumerate(NAMES):
        if at == 3:
            sheet.append(["SUMMER TERM"])
        over = datetime(2025, 9, 1) if at % 2 else None
        sheet.append(
            [
                name,
                "Physics",
                datetime(2025, 2, at + 1),
                REPS[at] or None,
                "Workload",
                over,
                "won" if over else None,
            ]
        )
    return book


def several() -> Workbook:
    """Open and closed cases on tabs of their own, the caseworkers on another, and a budget."""
    book = Workbook()
    book.remove(book.active)
    for title, names in (("Open cases", NAMES[:3]), ("Closed cases", NAMES[3:])):
        sheet = book.create_sheet(title)
        sheet.append(["Reference", "Member name", "Contact email", "Allocated to", "Category", "Received"])
        for at, name in enumerate(names):
            sheet.append(
                [None, name, email(name), REPS[at] or "Ben Osei", "Redundancy", date(2025, 1, at + 1)]
            )
    reps = book.create_sheet("Reps")
    reps.append(["Name", "Email", "Dept", "Trained"])
    for name in ("Ana Ruiz", "Ben Osei"):
        reps.append([name, email(name), "Chemistry", "2024"])
    book.create_sheet("Budget").append(["Item", "Cost"])
    return book


def bare() -> Workbook:
    """The least: a number, two names and a status, with our own words for headers but none of our columns."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Register"
    sheet.append(["No.", "Member", "Caseworker", "Status", "Email", "Opened", "Formula"])
    for at, name in enumerate(NAMES):
        address = f"{email(name)}; other@work.example" if at == 0 else email(name)
        sheet.append(
            [
                at + 1,
                name,
                REPS[at],
                "active" if REPS[at] else "new",
                address,
                f"0{at + 1}/02/25",
                f"=A{at + 2}*2",
            ]
        )
    sheet["B8"] = None
    return book


MAKES: dict[str, Callable[[], Workbook]] = {
    make.__name__: make for make in (plain, titled, two_headers, no_address, several, bare)
}


def save(make: str, path: Path) -> Path:
    """One of them at `path`."""
    MAKES[make]().save(path)
    return path
