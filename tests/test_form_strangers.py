"""Forms by branches we have never seen: how much is read right, and that hardly anything is read wrong."""

from __future__ import annotations

import pytest

from tests.forms import further, in_mails, public_services, schools_and_rail
from tests.forms.sample import Sample, read, score, total

SAMPLES = (*further.SAMPLES, *public_services.SAMPLES, *schools_and_rail.SAMPLES, *in_mails.SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_no_value_of_a_strange_form_is_wrong(sample: Sample) -> None:
    scored = score(sample, read(sample))
    assert scored.wrong == 0, scored.faults


def test_nearly_every_value_of_strange_forms_is_found() -> None:
    scored = total(score(sample, read(sample)) for sample in SAMPLES)
    assert scored.right / (scored.right + scored.wrong + scored.missing) >= 0.95, scored.faults
