"""The sense of questions nobody listed (docs/why/006)."""

from __future__ import annotations

import random

import pytest

from ingest.sense import shipped
from ingest.sense_training import expanded

UNLISTED = {
    "Which brewery do you work at?": "workplace",
    "On which number may the rep leave a message for you?": "phone",
    "What would a fair end to this look like?": "desired_outcome",
    "Has a law centre been instructed?": "other_advice",
    "Start of the trouble": "issue_started",
    "Manager's mobile": "ignored",
    "Next of kin (name and relationship)": "ignored",
    "Is there a panel date fixed for the appeal, and when?": "key_date",
}


@pytest.mark.parametrize(("question", "field"), UNLISTED.items())
def test_a_question_nobody_listed_is_told_by_its_words(question: str, field: str) -> None:
    sense = shipped().of(question)
    assert sense is not None and sense.first[0] == field


def test_words_never_heard_are_believed_to_ask_for_nothing_we_keep() -> None:
    sense = shipped().of("Zubrowka plimsoll quux")
    assert sense is not None and sense.heard == 0.0 and sense.first[0] == "ignored"


def test_no_words_make_no_sense() -> None:
    assert shipped().of("___ *** ___") is None


def test_a_pattern_stands_for_each_of_its_questions_once() -> None:
    words = {"who": ["rep", "officer"]}
    made = expanded("[your] (first|last) {who}", words, random.Random(1))
    assert made == sorted(made) and len(made) == 8 and "your last officer" in made and "first rep" in made
