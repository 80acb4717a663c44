"""Forms written as sentences with gaps: "I work as ____ in ____ at ____"."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.form import find_forms
from ingest.page import plain
from ingest.reading import FormSettings
from ingest.sentences import by_sentences, in_sentences
from ingest.wordings import load_wordings
from tests.support.documents import docx, paragraph, run
from tests.support.returned import PLAIN, letter, word

KNOWN = load_wordings(FormSettings({}, {}))
STORY = "I work in the kitchen at Mill Lane, and since May they send me home without pay."
BLANK = "_" * 20
TYPED = (
    "I, Orla Finch , (membership no. FC4471 ) ask for a representative.",
    "I work as Oven Hand  in Night Baking  at Canal Road .",
    "My grade is 3  and my manager is Mr T. Penn .",
    "My contract is permanent",
    "Please contact me on tel. 01632 960815  or e-mail orla@post.example .",
)
MET = "The next hearing is on 25 November 2026 at 2pm  and is a grievance appeal ."
LEFT = (
    f"I,  Orla Finch , (membership no. {BLANK} ) ask for a representative.",
    f"I work as  oven hand  in {BLANK}  at  Canal Road .",
    f"My grade is {BLANK}  and my manager is {BLANK} .",
    "She never came back to me.",
    "Please contact me on tel.  01632 960815  or e-mail  orla@post.example .",
)


def read(*paragraphs: str) -> dict[str, Value]:
    (form,) = find_forms(letter(), [word(docx("".join(paragraphs)))], PLAIN).forms
    return dict(form.values)


def form(*lines: str) -> dict[str, Value]:
    told = ("What has happened so far:", STORY, "I would like:", "My shifts back")
    return read(*map(paragraph, (*lines[:5], *told, *lines[5:])))


def test_each_gap_of_a_sentence_is_a_question_of_its_own() -> None:
    values = form(*TYPED, MET)
    assert (values["member_name"], values["membership_number"]) == ("Orla Finch", "FC4471")
    assert (values["job_title"], values["department"]) == ("Oven Hand", "Night Baking")
    assert (values["workplace"], values["grade"]) == ("Canal Road", "3")
    assert (values["line_manager"], values["contract_type"]) == ("Mr T. Penn", "permanent")
    assert (values["phone"], values["email"]) == ("+441632960815", "orla@post.example")
    assert (values["key_date"], values["key_event"]) == ("2026-11-25T14:00", "grievance appeal")


def test_a_story_below_keeps_its_own_sentences() -> None:
    values = form(*TYPED, MET)
    assert values["summary"] == STORY
    assert values["desired_outcome"] == "My shifts back"


@pytest.mark.parametrize(
    "story",
    [
        "I work in the kitchen at Mill Lane.  My manager is  rude , and my grade is  wrong .",
        "I work at weekends, since May without a day between them, and my manager is  the one who sends me "
        "home before the end of the shift without any pay .",
    ],
)
def test_an_untidy_story_is_none_of_the_forms_sentences(story: str) -> None:
    lines = [*map(plain, TYPED), plain(story)]
    assert in_sentences(lines, KNOWN) and list(by_sentences(lines, KNOWN))[-1] == plain(story)


def test_what_is_underlined_answers_whatever_it_says() -> None:
    def sentence(*parts: str) -> str:
        looks = ("", '<w:u w:val="single"/>') * len(parts)
        return f"<w:p>{''.join(map(run, parts, looks))}</w:p>"

    values = read(
        sentence("I, ", "Orla Finch", ", (membership no. ", "FC4471", ") ask for a representative."),
        sentence("I work as ", "Hand at the ovens", " in ", "Baking", " at ", "Canal Road", "."),
        sentence("My grade is ", "3", " and my manager is ", "Mr T. Penn", "."),
        *map(paragraph, ("What has happened so far:", STORY)),
    )
    assert (values["job_title"], values["workplace"]) == ("Hand at the ovens", "Canal Road")
    assert values["line_manager"] == "Mr T. Penn"


def test_what_stands_between_two_blanks_answers_and_nothing_more() -> None:
    values = form(
        "My name is ___Orla Finch___ and my membership number is ___FC4471___ .",
        "I am employed by ___Crust & Sons___ as a ___oven hand___ at ___Canal Road___ .",
        "My manager is ___Mr T. Penn___ whose deputy is ___Jo Hill___ .",
        "You can reach me on phone ___01632 960815___ or by e-mail ___orla@post.example___ .",
        "I joined the union on ___3 May 2019___ .",
    )
    assert (values["member_name"], values["employer"]) == ("Orla Finch", "Crust & Sons")
    assert (values["job_title"], values["workplace"]) == ("oven hand", "Canal Road")
    assert (values["line_manager"], values["email"]) == ("Mr T. Penn", "orla@post.example")


def test_several_sentences_of_a_line_and_what_the_form_says_behind_its_gaps() -> None:
    values = form(
        "I, Orla Finch , (name) of Canal Road , (workplace) ask the union to help me.",
        "My membership number is  FC4471 . My grade is  Band 3 .",
        "I am employed by  Crust & Sons  and ask for a representative.",
        "My manager is  Mr T. Penn  and my e-mail is  orla@post.example .",
        "The problem began on  4 May 2026 .",
    )
    assert (values["member_name"], values["membership_number"]) == ("Orla Finch", "FC4471")
    assert (values["grade"], values["employer"]) == ("Band 3", "Crust & Sons")
    assert (values["line_manager"], values["email"]) == ("Mr T. Penn", "orla@post.example")
    assert (values["issue_started"], values["summary"]) == ("2026-05-04", STORY)
    assert values.get("workplace") in (None, "Canal Road")


@pytest.mark.parametrize(
    "said", ["01632 960815 or e-mail orla@post.example .", "orla@post.example , 01632 960815"]
)
@pytest.mark.parametrize("asked", ["Please contact me on tel.", "You can reach me on "])
def test_how_to_be_reached_may_be_told_in_one_gap(asked: str, said: str) -> None:
    values = form(*TYPED[:4], f"{asked} {said}")
    assert (values["phone"], values["email"]) == ("+441632960815", "orla@post.example")


def test_an_empty_gap_is_not_answered_by_the_next_line() -> None:
    values = form(*LEFT)
    assert (values["member_name"], values["job_title"]) == ("Orla Finch", "oven hand")
    assert values.keys().isdisjoint({"line_manager", "grade", "department", "membership_number"})


def test_where_several_words_could_join_the_gaps_nothing_is_said() -> None:
    lines = [*map(plain, TYPED[:1]), plain("I work as Hand in charge of ovens  at Canal Road .")]
    told = [line.text for line in by_sentences(lines, KNOWN)]
    assert "Job title: " in told and "Workplace: Canal Road" in told


@pytest.mark.parametrize(
    "lines",
    [
        (STORY, "My manager is Mr Penn.", "I work as a baker in Hull at the weekend.", "My grade is 3."),
        ("Name: Orla Finch", "Job title: Oven Hand", "My manager is  Mr Penn", "Grade: 3"),
        TYPED[1:3],
    ],
    ids=["a story", "labels", "two sentences"],
)
def test_a_page_without_several_such_sentences_is_left_as_it_is(lines: tuple[str, ...]) -> None:
    assert not in_sentences([plain(text) for text in lines], KNOWN)


@pytest.mark.parametrize(("left", "agreed"), [("do", True), ("do not", False), ("do / do not *", None)])
def test_consent_may_be_left_behind_the_statement_that_offers_both(left: str, agreed: bool | None) -> None:
    assert (
        form(*TYPED, f"I do / do not agree to the branch keeping this form. {left}").get("consent") is agreed
    )


def test_whether_a_message_may_be_left_is_no_wish_how_to_be_reached() -> None:
    assert "contact_preference" not in form(*TYPED, "It is / is not safe to leave a message: is not")
