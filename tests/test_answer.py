"""What new words come to (DOMAIN.md §6.2)."""

import pytest

from casework.facts.answers import Answer
from ingest.answer import answer_of, first_sentence, first_words

YES = [
    "ACCEPT",
    "accept",
    "Yes",
    "yes happy to",
    "Yes, no problem",
    "Happy to take this one",
    "I can do this",
    "I accept",
    "Hi Moira,\n\nYes please",
    "Sure",
    "I'd be happy to",
    "More than happy to",
    "Accept.\n\nSam",
]
NO = [
    "DECLINE",
    "No",
    "sorry can't this month",
    "I can't, sorry",
    "Afraid not this time",
    "No thanks",
    "Unfortunately I am away",
    "I decline",
    "Dear all,\nNot this time, thanks",
    "I won’t be able to",
]
ASK = ["QUESTION", "Question: which campus is it", "Which campus is it?"]
UNCLEAR = [
    "",
    "Sorry for the delay, yes I can",
    "Yes, but only after Easter",
    "No problem",
    "Let me think",
    "Yes if Ben does it with me",
    "I can't say yes yet",
    "Maybe",
    "ok ok what is this",
]


@pytest.mark.parametrize(
    ("words", "meant"),
    [(words, meant) for meant, table in zip(Answer, (YES, NO, ASK, UNCLEAR), strict=True) for words in table],
)
def test_an_answer_is_taken_only_where_nothing_speaks_against_it(words, meant):
    assert answer_of(words) is meant


def test_a_hostile_answer_is_looked_at_in_no_time():
    assert answer_of("yes " * 1_000_000) is Answer.ACCEPT
    assert len(first_words("x" * 10_000_000)) <= 400


def test_a_sentence_that_a_mail_program_broke_is_whole_again_and_a_name_below_is_not_part_of_it():
    reply = "Hello,\n\nBen, he knows Physics and has worked with\nthe people there before.\nMikal"
    assert first_sentence(reply) == "Ben, he knows Physics and has worked with the people there before."
    assert first_sentence("ok\nMikal") == "ok"
    assert first_sentence("") == ""
