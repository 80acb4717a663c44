"""A yes to an offer is taken by a list of what is allowed (DOMAIN.md §6.2): sentences, and what they say.

A yes taken wrongly sends a member's name to somebody who should not have it; one not taken is asked about.
"""

from __future__ import annotations

import time
from datetime import date

import pytest

from casework.facts.answers import Answer
from ingest.answer import answer_of
from ingest.reply import own_words
from ingest.words import words_of

MONDAY = date(2026, 11, 23)

MEANT = {
    # yes to what the offer asks of conflicts
    "Yes, I work there.": "?",
    "Yes, I do.": "?",
    "Yes, I am": "?",
    "Yes, it is": "?",
    "Yes, very much": "?",
    "Yes, there is a conflict: she is in my team.": "?",
    "Yes, I know somebody there": "?",
    "Yes, same department": "?",
    "Yes, I am her line manager": "?",
    "Yes, she is my sister": "?",
    "Yes - conflict of interest": "?",
    "Yes I work with her": "?",
    "Yes, closely": "?",
    "Yes, I don't know anyone there except the head": "?",
    "Yes, Physics": "?",
    "Yes, I'm in that department": "?",
    "Yes.\n\nI work there.": "?",
    "Yes\nShe is in my team, by the way": "?",
    # other things than the case are accepted
    "Please accept my apologies, I am off sick this week.": "?",
    "Accept my apologies for not answering": "?",
    "Please accept this as my resignation from the casework team": "?",
    "I accept that this is urgent": "?",
    # no yes at all
    "Absolutely swamped this month.": "?",
    "Definitely too much for me": "?",
    "Certainly the wrong person": "?",
    "Yes please ask somebody else": "?",
    "Sure, ask Ben": "?",
    "Yes, please take me off the list": "?",
    "Yes, please find somebody else for this case": "?",
    "Yes, please pause my offers for 6 weeks": "?",
    "Yes, too much": "TOO MUCH",
    "Yes, too close to home": "?",
    "Happy to help find somebody else": "?",
    "Yes, another day": "?",
    "Absolutely no chance": "DECLINE",
    "Yes, sorry": "?",
    "Yes, got it, thanks": "?",
    "Yes. Got it.": "?",
    "Yeah right": "?",
    # willing, and not to do it
    "I'd love to. Wish I had the time.": "?",
    "I'd love to help one day": "?",
    "I'll go and ask my partner": "?",
    "I'll pick someone else": "?",
    "I'll support whoever takes it": "?",
    "I'll have one more week off please": "?",
    "I'd love to. Sadly I am away that week.": "?",
    "I'd love to. I am away next week.": "?",
    "I can do without this": "?",
    "I can take it to Ann": "?",
    "I can help with the letter": "?",
    "Happy to have a chat": "?",
    # friendly, and plain
    "Yes, I have read it and can take it": "ACCEPT",
    "Accept. I've got the time now": "ACCEPT",
    "Yes I haven't got anything on": "ACCEPT",
    "Yes. I am not busy at the moment": "ACCEPT",
    "Yes, why not": "ACCEPT",
    "Yes, I would like to learn this.": "ACCEPT",
    "Yes, I would like to learn more first": "?",
    "Yes, why not?": "ACCEPT",
    "Yes, as lead": "ACCEPT",
    "Yes - I don't think I know anyone there": "ACCEPT",
    "Yes.\nI don't know anybody in that department.": "ACCEPT",
    "Yes, I can do that. See you next time": "ACCEPT",
    "Yes, I'll be in on Thursday only": "ACCEPT",
    "Yes, next week works fine for me, thanks": "ACCEPT",
    "Go on then": "ACCEPT",
    "Delighted to help": "ACCEPT",
    "Fine by me": "ACCEPT",
    "I'm in": "ACCEPT",
    "Put me down for it": "ACCEPT",
    "Happy to": "ACCEPT",
    "Happy to!": "ACCEPT",
    "Ok, happy to": "ACCEPT",
    "Sure, happy to": "ACCEPT",
    "Happy to. Leave it with me": "ACCEPT",
    "Yes, leave it with me": "ACCEPT",
    "Ok, I'll take it": "ACCEPT",
    "Fine with me": "ACCEPT",
    # said as often for "I will see what I can do"
    "Leave it with me": "?",
    "Ok, leave it with me": "?",
    "Will do, leave it with me": "?",
    "Leave it with me until Monday": "?",
    # a no that may be to the conflicts that the offer speaks of
    "No, I don't work there": "?",
    "No, I don't know anybody there": "?",
    "No, not in that department": "?",
    "No conflict": "?",
    "No, I don't know enough about pensions": "DECLINE",
    "No, I can't": "DECLINE",
    "No": "DECLINE",
    "Leave it with me, I'll get back to you": "?",
    "Can do": "ACCEPT",
    "Yes! Sorry for the slow reply": "ACCEPT",
    "Yes, and I will not let her down": "ACCEPT",
    # a courtesy by itself is asked about
    "OK": "",
    "OK will do": "",
    "Will do": "",
    "Ok, will do, thanks": "",
    "Great, thanks": "",
    "👍": "?",
    "Agreed": "?",
    "Fine": "?",
    "OK?": "QUESTION",
    # no kinds of case
    "Not yet - I need to read it first": "?",
}


@pytest.mark.parametrize(("words", "meant"), MEANT.items())
def test_a_yes_is_one_only_where_all_that_is_said_is_known_to_leave_it_one(words, meant):
    assert [one.word.value for one in words_of(own_words(words).own, MONDAY)] == [meant]


@pytest.mark.parametrize(
    "piece", ["yes ", "yes, thanks Ana ", "sorry for so ", "happy to ", "no conflict ", "'", "and "]
)
def test_a_hostile_yes_is_looked_at_in_no_time(piece):
    start = time.process_time()
    words_of("yes " + piece * 100_000, MONDAY)
    answer_of("yes " + piece * 100_000)
    assert time.process_time() - start < 0.5


def test_what_nobody_thought_of_behind_a_yes_is_asked_about():
    for yes in ("ACCEPT", "Yes,", "Happy to.", "I can take it.", "Of course,", "Count me in."):
        assert answer_of(yes) is Answer.ACCEPT
        assert answer_of(f"{yes} zebra crossings") is Answer.UNCLEAR
