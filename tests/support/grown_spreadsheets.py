"""Two invented spreadsheets as branches have them after years: a log with all in it, and a web form's."""

# ruff: noqa: DTZ001  a cell's moment has no time zone

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

RED = PatternFill("solid", fgColor="FF0000")
HEADERS = (
    "#", "RAG", "Date in", "Member", "Dept/School", "Mem. no", "What it's about", "Rep", "Next mtg",
    "Where are we", "Comments / actions", "Hrs",
)  # fmt: skip
ROWS: tuple[tuple[object, ...], ...] = (
    (1, "R", "3/3/25", "ADEYEMI, Mo", "Physics", 1234567, "Disciplinary (conduct)", "Ana R",
     "Hearing 9/12/26 2pm", "formal stage", "rang 4/3", 2.5),
    (2, "G", "10.03.2025", "Pugh, Siân", "Estates", 2345678, "Pay", "Ben", "", "open", "", 1),
    ("- over the summer -",),
    (3, "A", datetime(2025, 7, 9), "Lee O'Hara", "Library", None, "Bullying by mgr", "Ana R / Ben", "tbc",
     "waiting for HR", "letter sent\nchase 1/8", 4),
    (4, "", datetime(2025, 9, 1), "Priya Nair", "", "", "Shift swaps", "", "", "NEW - needs rep", "", None),
    (),
    (5, "R", "last week", "Zając, Tomasz", "Nursing", 3456789, "Sickness absence", "Cara Lund", "w/c 7 Dec",
     "on-going", "own GP letter", 3),
)  # fmt: skip


def messy(path: Path) -> Path:
    """Titles, a remark and merged headings above; colours, a key beside it; a heading and a blank row within;
    a total below; two tabs of cases, and the caseworkers on a third."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "LIVE cases"
    sheet["A1"] = "ASHBY BRANCH: CASEWORK 2025/26"
    sheet["A1"].font = Font(size=18, bold=True)
    sheet["A2"] = "Green is fine, red is urgent. Ask Moira before you change anything!"
    for box in ("A1:K1", "A2:K2"):
        sheet.merge_cells(box)
    sheet["D4"], sheet["G4"] = "Who", "Case"
    sheet.merge_cells("D4:F4")
    sheet.merge_cells("G4:J4")
    for at, values in enumerate((HEADERS, *ROWS), 5):
        for column, value in enumerate(values, 1):
            sheet.cell(at, column).value = value  # type: ignore[assignment]
    sheet.merge_cells("A8:K8")
    sheet["B6"].fill = sheet["B12"].fill = RED
    sheet["A14"], sheet["C14"], sheet["L14"] = "TOTAL", "=COUNTA(D6:D12)", "=SUM(L6:L12)"
    sheet["N5"], sheet["N6"], sheet["N7"] = "Key", "R is urgent", "G is fine"
    sheet.freeze_panes, sheet.auto_filter.ref = "A6", "A5:L12"
    sheet["D6"].comment = Comment("prefers to be rung", "Moira")
    sheet.column_dimensions["F"].hidden = True
    colours = DataValidation(type="list", formula1='"R,A,G"')
    colours.add("B6:B40")
    sheet.add_data_validation(colours)
    sheet.conditional_formatting.add("L6:L40", CellIsRule(operator="greaterThan", formula=["3"], fill=RED))
    archive = book.create_sheet("Archive 24-25")
    archive.append(["Member", "Date closed", "Issue", "Rep", "How it ended", "Date in"])
    archive.append(["Jo Bell", "05.11.24", "Grievance", "Ben", "settled", "1/9/24"])
    archive.append(["Ali Khan", "12 Dec 2024", "Pay", "Cara Lund", "withdrawn", "2/10/24"])
    archive.append([])
    archive.append(["2 closed"])
    reps = book.create_sheet("Reps")
    reps.append(["Reps for 2025"])
    reps.append([])
    reps.append(["Name", "Email", "Tel", "Dept", "Trained?"])
    reps.append(["Ana Ruiz", "Ana.Ruiz@home.example", "07700 900101", "Chemistry", date(2024, 3, 1)])
    reps.append(["Ben Osei", "ben@home.example", "", "Library", ""])
    reps.append(["Cara Lund", "cara@home.example / c.lund@ashby.example", "", "Physics", ""])
    book.create_sheet("Tea money").append(["Week", "Paid"])
    book.save(path)
    return path


QUESTIONS = (
    "Timestamp", "Your full name", "Email address", "Which department or school are you in?",
    "What is your issue about?", "Please tell us briefly what has happened",
    "Do you have a meeting coming up? When?", "Do you agree that we keep this?", "", "Who has it", "State",
    "REF",
)  # fmt: skip
ANSWERS: tuple[tuple[object, ...], ...] = (
    (datetime(2026, 3, 1, 9, 12), "Mo Adeyemi", "mo@home.example", "Physics", "Disciplinary",
     "I was called to a meeting", "12/03/2026", "Yes", "", "Ana Ruiz", "with rep", "24/001"),
    (datetime(2026, 3, 4, 19, 44), "Siân Pugh", "sian@home.example", "Estates", "Pay and grading",
     "Regrading refused", "", "Yes", "", "", "", "24/002"),
    (datetime(2026, 4, 2, 23, 58), "Lee O'Hara", "lee@home.example", "Library", "Bullying and harassment",
     "=my manager shouts", "no", "Yes", "", "Ben Osei", "done", "24/003"),
    (datetime(2026, 4, 11, 7, 1), "Priya Nair", "priya@work.example; p@home.example", "Nursing",
     "Health and safety", "No risk assessment", "20 April 2026", "Yes", "", "Ben Osei", "paused", "24/003"),
)  # fmt: skip


def responses(path: Path) -> Path:
    """What a web form writes, whole questions for headers; a person's own columns behind a blank one."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Form responses 1"
    for at, values in enumerate((QUESTIONS, *ANSWERS), 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(at, column)
            cell.value = value or None  # type: ignore[assignment]
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"
    book.create_sheet("Charts")
    book.save(path)
    return path
