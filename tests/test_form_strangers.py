"""Forms by branches we have never seen: how much is read right, and that hardly anything is read wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.dates import find_date
from ingest.form import find_forms
from ingest.wordings import load_wordings
from tests.forms import further, in_mails, public_services, schools_and_rail, traps, unseen
from tests.forms.sample import Sample, read, score, total
from tests.support.returned import PLAIN, letter

SAMPLES = (
    *further.SAMPLES,
    *traps.SAMPLES,
    *unseen.SAMPLES,
    *public_services.SAMPLES,
    *schools_and_rail.SAMPLES,
    *in_mails.SAMPLES,
)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_no_value_of_a_strange_form_is_wrong(sample: Sample) -> None:
    scored = score(sample, read(sample))
    assert scored.wrong == 0, scored.faults


def test_nearly_every_value_of_strange_forms_is_found() -> None:
    scored = total(score(sample, read(sample)) for sample in SAMPLES)
    assert scored.right / (scored.right + scored.wrong + scored.missing) >= 0.98, scored.faults


def test_a_letter_with_a_numbered_list_is_no_form() -> None:
    assert read(traps.STORY) == {}


def test_the_questions_known_by_number_are_those_of_our_letter() -> None:
    template = Path(__file__).parent.parent / "notify" / "templates" / "form_not_read.txt"
    lines = template.read_text(encoding="utf-8").splitlines()
    asked = tuple(line.removeprefix("#.").strip() for line in lines if line.startswith("#."))
    assert load_wordings(PLAIN).ours == asked


@pytest.mark.parametrize("text", ["3 or 10 December 2026", "the 3rd or the 4th of May 2026", "May 2026"])
def test_a_day_that_is_left_open_is_not_chosen(text: str) -> None:
    assert find_date(text, date(2026, 3, 1)) is None


@pytest.mark.parametrize(
    "closing", ["Kind regards", "Diolch yn fawr", "Cheers,", "Many thanks\nAnn Lee", "Cofion gorau\nAnn"]
)
def test_a_closing_behind_the_last_answer_is_no_part_of_it(closing: str) -> None:
    form = "Name: Ann Lee\nMembership number: 1234567\nDetails: It is cold.\nOutcome wanted: Heating.\n"
    for last, field, value in (("I consent: Yes", "consent", True), ("", "desired_outcome", "Heating.")):
        (found,) = find_forms(letter(f"{form}{last}\n{closing}\n"), [], PLAIN).forms
        assert found.values[field] == value
