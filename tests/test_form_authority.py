"""Leave to act or to share is no consent to keep what was written; statements in a row without a label."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.inprocess import read_in_process
from tests.support.documents import docx, paragraph, table
from tests.support.letters import attached, multipart, part
from tests.support.returned import PLAIN

ROWS = (
    ("Name", "Ann Lee"), ("Membership number", "448210"), ("Email", "ann@post.example"),
    ("What has happened?", "They took my keys away."), ("Outcome wanted", "My keys back"),
)  # fmt: skip
HOLD = "I consent to my details being held by the branch."
WRITE = "I authorise the branch to write to the College on my behalf."
SHARE = "You may share it with the other members of my desk"


def read(*more: str, last: str = "") -> dict[str, Value]:
    rows = [[paragraph(label, bold=True), paragraph(answer)] for label, answer in ROWS]
    rows += [[paragraph(""), last]] if last else []
    document = docx(table(rows) + "".join(map(paragraph, more)))
    (form,) = read_in_process(multipart(part("As promised."), attached(document, "form.docx")), PLAIN).forms
    return dict(form.values)


def test_leave_to_pass_a_copy_on_is_no_consent_to_keep() -> None:
    kept = "☐ I agree to the branch keeping this form"
    assert "consent" not in read(kept, "☒ I agree to my rep being given a copy")


@pytest.mark.parametrize(("hold", "write", "said"), [("☐", "☒", None), ("☒", "☐", True), ("☒", "☒", True)])
def test_leave_to_write_is_no_consent_to_keep(hold: str, write: str, said: bool | None) -> None:
    assert read(f"{hold} {HOLD}", f"{write} {WRITE}").get("consent") is said


@pytest.mark.parametrize(("hold", "share", "said"), [("☐", "☒", None), ("☒", "☐", True)])
def test_statements_in_a_row_without_a_label_are_no_part_of_the_answer_above(
    hold: str, share: str, said: bool | None
) -> None:
    values = read(last=paragraph(f"{hold} {HOLD}") + paragraph(f"{share} {SHARE}"))
    assert values["desired_outcome"] == "My keys back"
    assert values.get("consent") is said
