"""What members write about who should support them: who is not wanted, and of whom it is not said."""

from __future__ import annotations

import pytest

from casework.wishes import objects_to, wants_a_woman

WHO_NOT = "Is there anybody you would rather not be supported by? (if not, leave it blank)"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Please not Ana Ruiz", ""),
        ("not Ruiz", ""),
        ("Anyone but Ana", ""),
        ("anybody except Dr Ana Ruíz please", ""),
        ("Ana Ruiz should not be told of this", ""),
        ("I do not mind who. But I would avoid Ana Ruiz.", ""),
        ("Please not Ben Osei, Ana Ruiz or anybody from Estates", ""),
        ("No one from Chemistry please", ""),
        ("I wouldn’t feel able to speak to Ana", ""),
        ("Ana Ruiz", WHO_NOT),
        ("ruiz", WHO_NOT),
        ("Chemistry", "Whom do you not want to support you?"),
        ("Ana", "Is there anyone you object to?"),
    ],
)
def test_who_is_not_wanted_is_not_asked(text: str, question: str) -> None:
    assert objects_to(text, "Ana Ruiz", "Chemistry", question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("", WHO_NOT),
        ("Ana Ruiz if she has time", ""),
        ("Ana Ruiz, not Ben Osei", ""),
        ("Not Ben Osei but Ana Ruiz", ""),
        ("I do not want Ben Osei. Ana Ruiz would be good.", ""),
        ("not sure whether ana- or kata- is the word", ""),
        ("Ana Ruiz", "Anything we should know about who supports you?"),
        ("Ana Ruiz", "Whom would you like (if you do not mind, leave it blank)?"),
        ("Somebody who knows chemistry", ""),
    ],
)
def test_who_is_not_spoken_of_as_unwanted_may_be_asked(text: str, question: str) -> None:
    assert not objects_to(text, "Ana Ruiz", "Chemistry", question)


def test_a_first_name_that_is_a_word_is_no_name_in_small_letters() -> None:
    assert not objects_to("I am not sure I will manage alone", "Will Park", "")
    assert objects_to("not Will please", "Will Park", "")


def test_who_has_no_name_and_no_department_is_never_meant() -> None:
    assert not objects_to("Nobody from work", "", "")


@pytest.mark.parametrize(
    "text", ["A woman please", "female", "not a man, please", "I'd like a lady to be there"]
)
def test_a_woman_is_asked_for(text: str) -> None:
    assert wants_a_woman(text)


@pytest.mark.parametrize("text", ["A man or a woman", "need not be a woman", "no preference, woman or not"])
def test_a_woman_is_only_mentioned(text: str) -> None:
    assert not wants_a_woman(text)
