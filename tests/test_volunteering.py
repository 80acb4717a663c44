"""Who would like to help, and what they say of themselves; never somebody who asks for help."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.facts.answers import HelpOffered
from ingest.reading import Kind, Letter, Reading
from ingest.volunteering import offered
from tests.support.branches import received


def a_letter(text, subject="Hello", kind=Kind.OTHER):
    letter = Letter("a" * 64, text=text, reply=text, subject=subject, from_address="kim@home.example")
    return offered(Reading(kind=kind, letter=letter), received())


OFFERS = [
    "I'd like to help",
    "Hi,\n\nI would like to help out with casework.",
    "How do I become a caseworker?",
    "I'm interested in becoming a caseworker",
    "I am thinking of volunteering as a case worker",
    "Could I shadow a caseworker some time?",
    "I would love to join the casework team",
    "Count me in as a caseworker",
    "I saw your message to members. I'd be glad to help out.",
    "I'd like to be a caseworker",
    "Happy to help with casework",
    "I'd like to help the branch as a caseworker. I have Tuesdays free.",
]
NO_OFFERS = [
    "I'd like help",
    "I would like help from a caseworker",
    "I'd like a caseworker to help me",
    "I'd like to speak to a caseworker",
    "I would like to help my colleague who is being bullied",
    "Could I get a caseworker?",
    "I'd like to join the union",
    "Can I be accompanied by a caseworker?",
    "I want to be represented by a caseworker",
    "Could I be put in touch with a caseworker?",
    "I'd be happy to meet a caseworker on Tuesday",
    "I'd like to help, and my manager has called me to a hearing",
    "I'd like to help out with casework, but first I need advice: my grievance was turned down",
    "I would like to help the caseworker with my form",
    "I would like help for members with a caseworker",
]


@pytest.mark.parametrize("text", OFFERS)
def test_an_offer_to_help_is_known(text):
    assert len(a_letter(text)) == 1


@pytest.mark.parametrize("text", NO_OFFERS)
def test_who_asks_for_help_offers_none(text):
    assert a_letter(text) == ()


def test_a_bare_offer_in_a_letter_that_asks_for_help_is_none():
    assert a_letter("I'd like to help", kind=Kind.REQUEST) == ()


def test_a_subject_can_say_it():
    assert a_letter("Who do I talk to?", subject="Volunteering as a caseworker") != ()


def test_what_they_say_of_themselves_is_kept_for_the_line():
    text = (
        "I'd like to help out with casework. I work in the Library and could do 4 hours a month. "
        "I also speak Polish, Welsh and English.\n\nKim"
    )
    [found] = a_letter(text)
    assert isinstance(found, HelpOffered)
    bare = replace(found, received=received())
    assert bare == HelpOffered(received(), 4.0, "Library", ("Polish", "Welsh"))
    [weekly] = a_letter("I'd like to help with casework, say 2 hours a week. Department: Estates")
    assert (weekly.hours, weekly.department) == (8.0, "Estates")
