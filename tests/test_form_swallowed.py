"""A short answer that holds the label of another question is for a person: which of its words answer?"""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.documents import docx, paragraph
from tests.support.returned import PLAIN, letter, word

PAGE = """Name: Ann Lee
Email: ann@post.example
Line manager: {}
Department: Catering
What has happened?
They told us on Monday that the night shift ends. Date of next meeting was never given.
"""


def form_with(manager: str) -> Form:
    page = "".join(map(paragraph, PAGE.format(manager).splitlines()))
    (form,) = find_forms(letter(), [word(docx(page))], PLAIN).forms
    return form


@pytest.mark.parametrize(
    "swallowed",
    [
        "Jo Hill Joined the union 3 May 2012",
        "Joined the union 3 May 2012 Employment is permanent",
        "No If yes, who? Date of next meeting 25/11/2026",
    ],
)
def test_an_answer_with_the_next_label_in_it_is_no_answer(swallowed: str) -> None:
    form = form_with(swallowed)
    assert "line_manager" not in form.values and "line_manager" in form.doubtful
    assert form.values["department"] == "Catering"


@pytest.mark.parametrize(
    "said",
    [
        "Jo Hill, head of department",
        "Jo Hill (they told me about the time limit)",
        "the Bursar, Mrs Hill. My mobile is 07700 900123",
        "Line Manager Jo Hill",
    ],
)
def test_words_that_only_sound_like_a_label_are_an_answer(said: str) -> None:
    assert str(form_with(said).values["line_manager"]).startswith(("Jo Hill", "the Bursar", "Line Manager"))


def test_a_story_may_say_what_a_label_says() -> None:
    assert "Date of next meeting was never given." in form_with("Jo Hill").text("summary")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("What would you like to happen? My shift back", False),
        ("Desired outcome sought my shift back", True),
        ("I asked what would you like to happen and she said nothing", True),
    ],
)
def test_what_was_done_does_not_begin_with_the_next_question(said: str, kept: bool) -> None:
    page = "".join(map(paragraph, (*PAGE.format("Jo Hill").splitlines(), "What have you done so far?", said)))
    (form,) = find_forms(letter(), [word(docx(page))], PLAIN).forms
    assert (form.text("steps_taken") == said) == kept
