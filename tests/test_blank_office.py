"""Our own Word and OpenDocument forms, filled in and saved by LibreOffice in its other formats.

Not read the same, by LibreOffice 7.4's own doing: a name in other than Latin letters, saved as rich text from
Word's form (it is written several times), and Arabic in a PDF (letters joined into one sign change places).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.model import Value
from ingest.form import find_forms
from ingest.reading import Document, FormSettings, Letter
from tests.support.blank_forms import ASKED, WRITTEN, Given, filled_docx, filled_odt
from tests.support.libreoffice import SOFFICE, convert

pytestmark = pytest.mark.timeout(600)  # one start of LibreOffice may stand still
OURS = FormSettings({one.field: (one.label,) for one in ASKED}, {})
FULL: Given = {
    "member_name": "Dr Siân Ŵyn O’Hara",
    "membership_number": "0012345",
    "joined_union": "1 March 2019",
    "email": "Sian@post.example",
    "work_email": "s.ohara@northgate.ac.uk",
    "phone": "07700 900123",
    "employer": "Northgate College (Estates)",
    "department": "Catering & Cleaning",
    "grade": "7",
    "contract_type": ("Hourly paid",),
    "line_manager": "Jo Hill, acting",
    "categories": ("Grievance", "Pay / grading", "Maternity, paternity or other family leave", "Other"),
    "summary": "My manager said that I am late.\nLine manager: Jo.\nOutcome: nothing came of it.\n\n"
    "What has been done so far: nothing at all.",
    "issue_started": "3/11/26",
    "people_involved": "HR\nand my manager",
    "desired_outcome": "An apology.",
    "key_date": "4 December 2026 at 10.30am",
    "adjustments": "Large print",
    "consent": ("Yes",),
    "signed_on": "20.11.2026",
}
FULL_READ: dict[str, Value] = {
    **{name: " ".join(said.split()) for name, said in FULL.items() if isinstance(said, str)},
    "joined_union": "2019-03-01",
    "email": "sian@post.example",
    "phone": "+447700900123",
    "contract_type": "hourly_paid",
    "categories": ("family_leave", "grievance", "other", "pay_grading"),
    "issue_started": "2026-11-03",
    "key_date": "2026-12-04T10:30",
    "consent": True,
    "signed_on": "2026-11-20",
}
SHORT: Given = {"member_name": "李明 محمد Lee", "consent": ("No",)}
SHORT_READ: dict[str, Value] = {"member_name": "李明 محمد Lee", "consent": False}
CASES = [
    (start, ending, member)
    for start in ("docx", "odt")
    for ending in ("docx", "odt", "rtf", "pdf")
    for member in ("full", "short")
    if member == "full" or (ending != "pdf" and (start, ending) != ("docx", "rtf"))
]
READ = {"full": FULL_READ, "short": SHORT_READ}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder a format, with every form in it."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed here")
    folder = tmp_path_factory.mktemp("office")
    for member, given in (("full", FULL), ("short", SHORT)):
        (folder / f"{member}-of-docx.docx").write_bytes(filled_docx(given))
        (folder / f"{member}-of-odt.odt").write_bytes(filled_odt(given))
    files = sorted(folder.iterdir())
    written = [convert(files, ending, folder / ending) for ending in ("docx", "odt", "rtf", "pdf")]
    if not all(written):
        pytest.skip("LibreOffice is here without its word processor")
    return folder


@pytest.mark.parametrize(("start", "ending", "member"), CASES, ids=["-".join(case) for case in CASES])
def test_a_form_reads_the_same_after_another_program_has_saved_it(
    saved: Path, start: str, ending: str, member: str
) -> None:
    content = (saved / ending / f"{member}-of-{start}.{ending}").read_bytes()
    found = find_forms(Letter("", date=WRITTEN), [Document("form", "", content)], OURS)
    assert [dict(form.values) for form in found.forms] == [READ[member]]
