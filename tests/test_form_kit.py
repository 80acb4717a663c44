"""The shared kit of returned forms, where it is at hand: how much is found, and how much of that is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.inprocess import read_in_process
from tests.support.returned import PLAIN

KIT = Path(__file__).parents[2] / "shared" / "forms-kit"
FORMATS = (
    "docx_table2", "docx_table4", "docx_controls", "docx_paras", "body_text", "body_quoted",
    "pdf_acroform", "pdf_acroform_unnamed", "pdf_flat",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not (KIT / "score.py").exists(), reason="the kit of forms is not here")


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    folder = tmp_path_factory.mktemp("kit")
    lines = (KIT / "dev" / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if json.loads(line)["format"] in (*FORMATS, None)]
    (folder / "expected.jsonl").write_text("\n".join(wanted), encoding="utf-8")
    with (folder / "results.jsonl").open("w", encoding="utf-8") as results:
        for line in wanted:
            name = json.loads(line)["file"]
            reading = read_in_process((KIT / name).read_bytes(), PLAIN)
            forms = [dict(form.values) for form in reading.forms]
            results.write(json.dumps({"file": name, "kind": reading.kind.value, "forms": forms}) + "\n")
    options = ["expected.jsonl", "results.jsonl", "--json", "summary.json"]
    command = [sys.executable, str(KIT / "score.py"), *options]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    scored: dict[str, float] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return scored


def test_nearly_every_field_of_the_forms_is_found(summary: dict[str, float]) -> None:
    assert summary["recall"] >= 0.97 and summary["forms_not_found"] == 0


def test_hardly_a_value_is_wrong_and_no_form_is_made_up(summary: dict[str, float]) -> None:
    assert summary["wrong"] <= 0.005 * summary["fields_expected"] and summary["extra_forms"] == 0
