"""Our Word forms as LibreOffice writes them in other formats: they read the same as before.

Not in the formats, by LibreOffice's own doing: the ticks of old form fields in rich text, and text boxes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.form import find_forms
from tests.support.documents import LAYOUTS, docx_form
from tests.support.libreoffice import SOFFICE, convert
from tests.support.returned import EVERYWHERE, PLAIN, letter, word
from tests.support.spreadsheets import XLSX_LAYOUTS, xlsx_form

pytestmark = pytest.mark.timeout(600)  # one start of LibreOffice may stand still
TICKED = {"contract_type", "categories", "consent"}
CASES = [(layout, ending) for layout in LAYOUTS if layout != "boxes" for ending in ("odt", "rtf", "docx")] + [
    (layout, ending) for layout in XLSX_LAYOUTS for ending in ("ods", "xlsx")
]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder a format, with every form in it."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed here")
    folder = tmp_path_factory.mktemp("office")
    words: list[Path] = []
    sheets: list[Path] = []
    for branch, returned in EVERYWHERE.items():
        for layout in LAYOUTS:
            words.append(folder / f"{branch}_{layout}.docx")
            words[-1].write_bytes(docx_form(returned.pairs, layout))
        for layout in XLSX_LAYOUTS:
            sheets.append(folder / f"{branch}_{layout}.xlsx")
            sheets[-1].write_bytes(xlsx_form(returned.pairs, layout))
    written = [convert(words, ending, folder / ending) for ending in ("odt", "rtf", "docx")]
    for ending in ("ods", "xlsx"):
        convert(sheets, ending, folder / ending)
    if not all(written):
        pytest.skip("LibreOffice is here without its word processor")
    return folder


@pytest.mark.parametrize(("layout", "ending"), CASES, ids=[f"{layout} {ending}" for layout, ending in CASES])
def test_a_form_reads_the_same_in_every_format_another_program_writes(
    converted: Path, layout: str, ending: str
) -> None:
    for branch, returned in EVERYWHERE.items():
        file = converted / ending / f"{branch}_{layout}.{ending}"
        if not file.exists() and ending in ("ods", "xlsx"):
            pytest.skip("LibreOffice is here without its spreadsheet")
        found = find_forms(letter(), [word(file.read_bytes(), file.name)], PLAIN)
        lost = TICKED if (layout, ending) == ("legacy", "rtf") else set()
        wanted = {
            name: value for name, value in returned.values.items() if name not in lost or branch == "west"
        }
        got = [{name: value for name, value in form.values.items() if name in wanted} for form in found.forms]
        assert got == [wanted]
