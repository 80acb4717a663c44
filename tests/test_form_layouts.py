"""Three invented branches' forms in every layout we know of, as Word documents and in the body of a mail."""

from __future__ import annotations

import pytest

from ingest.form import find_forms
from tests.support.documents import LAYOUTS, Tick, docx_form
from tests.support.returned import EVERYWHERE, PLAIN, Returned, letter, word


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("branch", EVERYWHERE)
def test_a_filled_word_form_reads_back_whatever_its_layout(branch: str, layout: str) -> None:
    returned = EVERYWHERE[branch]
    found = find_forms(letter(), [word(docx_form(returned.pairs, layout))], PLAIN)
    assert [form.values for form in found.forms] == [returned.values]
    assert found.unread == () and not found.blank


def _in_body(returned: Returned, shape: str) -> str:
    rows = ["Hello,", ""]
    for line in returned.lines:
        answer = ", ".join(line.answered.chosen) if isinstance(line.answered, Tick) else line.answered
        label = line.asked if line.asked.endswith("?") else f"{line.asked}:"
        rows.append(shape.format(label=label, answer=answer))
    return "\n".join([*rows, "", "Best wishes", returned.lines[0].asked])


BODIES = {
    "beside": "{label} {answer}",
    "below": "{label}\n{answer}\n",
    "between quoted questions": "> {label}\n{answer}\n>",
    "behind quoted questions": "> {label}  {answer}\n>",
    "tabbed": "{label}\t{answer}",
}


@pytest.mark.parametrize("shape", BODIES)
@pytest.mark.parametrize("branch", EVERYWHERE)
def test_a_form_in_the_body_reads_back_however_it_is_answered(branch: str, shape: str) -> None:
    returned = EVERYWHERE[branch]
    found = find_forms(letter(_in_body(returned, BODIES[shape])), [], PLAIN)
    assert [form.values for form in found.forms] == [returned.values]


@pytest.mark.parametrize("branch", EVERYWHERE)
def test_numbered_questions_are_the_same_questions(branch: str) -> None:
    returned = EVERYWHERE[branch]
    pairs = [(f"{at}. {label}", answer) for at, (label, answer) in enumerate(returned.pairs, start=1)]
    found = find_forms(letter(), [word(docx_form(pairs, "table2"))], PLAIN)
    assert [form.values for form in found.forms] == [returned.values]


def test_every_value_says_how_sure_it_is() -> None:
    (form,) = find_forms(letter(), [word(docx_form(EVERYWHERE["south"].pairs))], PLAIN).forms
    assert form.confidence.keys() == form.values.keys()
    assert all(0 < sure <= 1 for sure in form.confidence.values())
    assert form.confidence["line_manager"] > form.confidence["summary"]  # a wording known, and a pattern
    assert form.source == "form.docx" and form.missing == ()
