"""The sense of questions nobody listed (docs/why/006)."""

from __future__ import annotations

import random

import pytest

from ingest.sense import features_of, shipped, words_of
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
    "Whoever else comes into it": "people_involved",
    "Redress asked for": "desired_outcome",
    "Stationed at which barracks or depot": "workplace",
    "Trade in which you are engaged": "job_title",
    "Answerable to": "line_manager",
    "Enrolled with the guild since": "joined_union",
    "In this post since": "ignored",
    "Handed in on": "signed_on",
    "The society may retain this record, yes or no": "consent",
    "I certify that the facts above are true": "ignored",
    "Somebody you would sooner not have as your steward": "caseworker_preference",
    "Camau a gymerwyd hyd yma": "steps_taken",
    "Nom du superviseur": "line_manager",
}


@pytest.mark.parametrize(("question", "field"), UNLISTED.items())
def test_a_question_nobody_listed_is_told_by_its_words(question: str, field: str) -> None:
    sense = shipped().of(question)
    assert sense is not None and sense.first[0] == field


def test_words_never_heard_are_believed_to_ask_for_nothing_we_keep() -> None:
    sense = shipped().of("Zubrowka plimsoll quux")
    assert sense is not None and sense.heard == 0.0 and sense.first[0] == "ignored"


def test_a_word_never_heard_is_told_from_the_words_of_its_family() -> None:
    heard = set(features_of(words_of("employing"), ())) & set(features_of(words_of("employed"), ()))
    assert {"~emp", "~emplo"} <= heard


def test_what_a_form_prints_in_brackets_stays_in_brackets() -> None:
    assert expanded("name [<if any>|<in full>]", {}, random.Random(1)) == [
        "name",
        "name (if any)",
        "name (in full)",
    ]


def test_no_words_make_no_sense() -> None:
    assert shipped().of("___ *** ___") is None


def test_a_pattern_stands_for_each_of_its_questions_once() -> None:
    words = {"who": ["rep", "officer"]}
    made = expanded("[your] (first|last) {who}", words, random.Random(1))
    assert made == sorted(made) and len(made) == 8 and "your last officer" in made and "first rep" in made
