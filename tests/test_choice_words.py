"""What the coordinator's answer means: whom to ask, whom not, and why; and what is never guessed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from casework.choice import find_person
from casework.chosen import find_choice
from casework.model import Candidate, Caseworker, Part, Suggestion, Team
from casework.names_chosen import Choice, Reading

ANA = Caseworker("Ana Ruiz", "ana@home.example", initials="AR")
BEN = Caseworker("Ben Okafor", "ben@home.example")
CLEO = Caseworker("Cléo van der Berg", "cleo@home.example")
ANNE = Caseworker("Anne-Marie O'Neill", "anne@home.example", initials="A.M.")
WILL = Caseworker("Will Hope", "will@home.example")
DAN = Caseworker("Dan Cole", "dan@home.example")
COLE = Caseworker("Cole Porter", "cole@home.example")
FEI = Caseworker("Fei Lin", "fei@home.example")
FEI_TWO = Caseworker("Fei Moss", "moss@home.example")
GONE = Caseworker("Gus Left", "gus@home.example", left=True)
TEAM = Team((ANA, BEN, CLEO, ANNE, WILL, DAN, COLE, FEI, FEI_TWO, GONE))
PAIR = Suggestion(
    (Candidate("Ana Ruiz", ANA.email, ""), Candidate("Dan Cole", DAN.email, "")),
    (),
    Candidate("Ben Okafor", BEN.email, ""),
)


def meant(answer: str, part: Part = Part.PAIR, shown: str = "") -> Choice | str:
    return find_choice(answer, Reading(PAIR, TEAM, shown, part))


def names(answer: str) -> str:
    """Who is asked, who is left out, and why, on one line."""
    found = meant(answer)
    if isinstance(found, str):
        return found
    people = " and ".join(one.name for one in found.people) or ("another" if found.another else "")
    without = f" without {', '.join(one.name for one in found.without)}" if found.without else ""
    return f"{people}{without}" + (f" | {found.reason}" if found.reason else "")


@pytest.mark.parametrize(
    ("answer", "came_to"),
    [
        ("Ben", "Ben Okafor"),
        ("ben.", "Ben Okafor"),
        ("Ben Okafor please", "Ben Okafor"),
        ("please ask Ben, thanks", "Ben Okafor"),
        ("I'd like to ask Ben", "Ben Okafor"),
        ("Let's go with Ben", "Ben Okafor"),
        ("Could you ask Ben, please?", "Ben Okafor"),
        ("no, ask Ben", "Ben Okafor"),
        ("Ben instead", "Ben Okafor"),
        ("Ben, he knows Physics", "Ben Okafor | he knows Physics"),
        ("Ben, he knows Physics.", "Ben Okafor | he knows Physics."),
        ("Ben - he knows the department", "Ben Okafor | he knows the department"),
        ("Ben – he knows the department", "Ben Okafor | he knows the department"),
        ("Ben Okafor because Ana is full", "Ben Okafor | because Ana is full"),
        ("Ben because Ana and Cléo are full", "Ben Okafor | because Ana and Cléo are full"),
        ("Ben, Ana is full", "Ben Okafor | Ana is full"),
        ("Ben, Ana's full", "Ben Okafor | Ana's full"),
        ("Ben, Ana has too many", "Ben Okafor | Ana has too many"),
        ("Ben cos he has done three", "Ben Okafor | cos he has done three"),
        ("Ben please, he knows Physics", "Ben Okafor | he knows Physics"),
        ("Ben on his own", "Ben Okafor"),
        ("Ben, thanks Moira", "Ben Okafor"),
        ("I think Ben would be best, he has time", "Ben Okafor | he has time"),
        ("Ben (he asked for one like it)", "Ben Okafor | he asked for one like it"),
        ("Ben. He has done three of these.", "Ben Okafor | He has done three of these."),
        ("Ben he knows them all", "Ben Okafor | he knows them all"),
        ("ben, he will have time", "Ben Okafor | he will have time"),
        ("Ben, everybody else is full", "Ben Okafor | everybody else is full"),
        ("Ben, he is not too busy", "Ben Okafor | he is not too busy"),
        ("Ben if he can", "Ben Okafor"),
        ("Ben if he is free, he knows Physics", "Ben Okafor | he knows Physics"),
        ("Mr Okafor", "Ben Okafor"),
        ("Okafor, he knows Physics", "Ben Okafor | he knows Physics"),
        ("B. Okafor", "Ben Okafor"),
        ("Ben O.", "Ben Okafor"),
        ("Okafor, Ben", "Ben Okafor"),
        ("ben@home.example", "Ben Okafor"),
        ("AR", "Ana Ruiz"),
        ("A.R. - knows the building", "Ana Ruiz | knows the building"),
        ("Ana M. Ruiz", "Ana Ruiz"),
        ("Cleo", "Cléo van der Berg"),
        ("Cleo van der Berg, she speaks Dutch", "Cléo van der Berg | she speaks Dutch"),
        ("van der Berg", "Cléo van der Berg"),
        ("Anne-Marie", "Anne-Marie O'Neill"),
        ("Anne Marie O’Neill - she has time", "Anne-Marie O'Neill | she has time"),
        ("oneill", "Anne-Marie O'Neill"),
        ("Fei Lin", "Fei Lin"),
        ("Fei L", "Fei Lin"),
        ("Will, he has room", "Will Hope | he has room"),
        ("Cole Porter", "Cole Porter"),
    ],
)
def test_one_name_with_or_without_a_reason(answer: str, came_to: str) -> None:
    assert names(answer) == came_to


@pytest.mark.parametrize(
    ("answer", "came_to"),
    [
        ("Ben and Ana", "Ben Okafor and Ana Ruiz"),
        ("Ben, Ana", "Ben Okafor and Ana Ruiz"),
        ("Ben with Ana", "Ben Okafor and Ana Ruiz"),
        ("Ben with Ana second", "Ben Okafor and Ana Ruiz"),
        ("Ben with Ana as second, they get on", "Ben Okafor and Ana Ruiz | they get on"),
        ("Ben to lead, Ana second", "Ben Okafor and Ana Ruiz"),
        ("Ana second, Ben to lead", "Ben Okafor and Ana Ruiz"),
        ("Ana as second to Ben", "Ben Okafor and Ana Ruiz"),
        ("lead: Ben, second: Ana", "Ben Okafor and Ana Ruiz"),
        ("Ben (lead) and Ana (second)", "Ben Okafor and Ana Ruiz"),
        ("Ben and Ana, because they get on", "Ben Okafor and Ana Ruiz | because they get on"),
        ("Ben and Ana - he wants to learn", "Ben Okafor and Ana Ruiz | he wants to learn"),
        ("Cleo van der Berg & Anne-Marie O'Neill", "Cléo van der Berg and Anne-Marie O'Neill"),
        ("Ben and Ana please", "Ben Okafor and Ana Ruiz"),
        ("Ben plus Ana", "Ben Okafor and Ana Ruiz"),
        ("Ben with support from Ana", "Ben Okafor and Ana Ruiz"),
        ("Ben and Ben", "Ben Okafor"),
    ],
)  # fmt: skip
def test_two_names_are_a_pair_and_the_parts_may_be_said(answer: str, came_to: str) -> None:
    assert names(answer) == came_to


@pytest.mark.parametrize(
    ("answer", "came_to"),
    [
        ("ok", "Ana Ruiz and Ben Okafor"),
        ("Approve", "Ana Ruiz and Ben Okafor"),
        ("yes please", "Ana Ruiz and Ben Okafor"),
        ("ok, they know the building", "Ana Ruiz and Ben Okafor | they know the building"),
        ("ok - Ana and Ben", "Ana Ruiz and Ben Okafor"),
        ("another", "another"),
        ("another, please", "another"),
        ("Another pair please", "another"),
        ("someone else", "another"),
        ("not them", "another"),
        ("neither of them, they do not get on", "another | they do not get on"),
        ("another because Ana is full", "another | because Ana is full"),
        ("another, please: Ana has enough on her plate", "another | Ana has enough on her plate"),
        ("another, not Ana", "another without Ana Ruiz"),
        ("ok, thanks Moira", "Ana Ruiz and Ben Okafor"),
        ("Yes ask them both", "Ana Ruiz and Ben Okafor"),
        ("Fine with me, they both have time", "Ana Ruiz and Ben Okafor | they both have time"),
        ("Sounds good to me", "Ana Ruiz and Ben Okafor"),
        ("I agree, good pair", "Ana Ruiz and Ben Okafor"),
        ("different pair please", "another"),
        ("another - Ana and Ben don't get on", "another | Ana and Ben don't get on"),
        ("Ana is away, someone else please", " without Ana Ruiz | Ana is away"),
        ("Ana is full so please ask Ben", "Ben Okafor without Ana Ruiz | Ana is full"),
        ("Ana can't - ask Ben, he has time", "Ben Okafor without Ana Ruiz | Ana can't"),
        ("not Ana", " without Ana Ruiz"),
        ("not Ana please, she has had two", " without Ana Ruiz | she has had two"),
        ("Not Ana, she has exams", " without Ana Ruiz | she has exams"),
        ("please not Ana", " without Ana Ruiz"),
        ("no, not Ana", " without Ana Ruiz"),
        ("anyone but Ana", " without Ana Ruiz"),
        ("Anybody except Ana and Ben - they are away", " without Ana Ruiz, Ben Okafor | they are away"),
        ("somebody other than Ana please", " without Ana Ruiz"),
        ("not Ana or Ben", " without Ana Ruiz, Ben Okafor"),
        ("neither Ana nor Ben", " without Ana Ruiz, Ben Okafor"),
        ("don't ask Ana", " without Ana Ruiz"),
        ("leave Ana out", " without Ana Ruiz"),
        ("Ben, not Ana", "Ben Okafor without Ana Ruiz"),
        ("Ben rather than Ana, he has time", "Ben Okafor without Ana Ruiz | he has time"),
        ("Ben instead of Ana", "Ben Okafor without Ana Ruiz"),
        ("Rather Ben than Ana", "Ben Okafor without Ana Ruiz"),
        ("Ben instead of Ana, Ana is full", "Ben Okafor without Ana Ruiz | Ana is full"),
        ("not Ana, ask Ben", "Ben Okafor without Ana Ruiz"),
        ("not Ana but Ben", "Ben Okafor without Ana Ruiz"),
        ("Ben with Cleo but not Ana", "Ben Okafor and Cléo van der Berg without Ana Ruiz"),
    ],
)
def test_ok_another_and_somebody_left_out(answer: str, came_to: str) -> None:
    assert names(answer) == came_to


@pytest.mark.parametrize(
    "answer",
    [
        "Ben or Ana",
        "Ben, or Ana",
        "either Ben or Ana",
        "maybe Ben",
        "Ben, or maybe somebody else",
        "Ben?",
        "What about Ben?",
        "Is Ben free",
        "Ben Smith",
        "Ben Smith, he knows Physics",
        "Ben knows Physics",
        "Ben is on leave",
        "Ben, he is on leave",
        "Ben - too busy",
        "Ben, Ana has done two of these",
        "Ben, he works well with Ana",
        "Ben, he could go with Ana as second",
        "Ben and Ana is full",
        "Ben unless Ana wants it",
        "Ben, unless Ana wants it",
        "Ben, but ask Ana first",
        "Ben, ask Ana too",
        "Ben, Ana, Cleo",
        "Ben, Physics",
        "Ben, Gus",
        "Ben, Jo Smith",
        "Ben and somebody",
        "Ben second",
        "Ben second, Ana second",
        "Ana. Please Ben",
        "Ana, he or Smith",
        "Ana. Thanks Ben",
        "Ana then Ben",
        "Ana first, then Ben",
        "Ana is away",
        "Ana is away, so is Ben",
        "Ana is away, ask Ana",
        "Ben if Ana can't",
        "Somebody with more experience please",
        "Fei",
        "Cole, he knows them",
        "Gus",
        "Anne",
        "ok, but not Ben",
        "ok Ana",
        "ok, ask Dan",
        "ok, Ana only",
        "no",
        "no Ben",
        "not Ana and Ben",
        "not Ana, Ben",
        "not sure",
        "not Gus",
        "another, Ben perhaps",
        "another with Ben",
        "another: Ben",
        "another, Dan would be good",
        "another, ask Dan",
        "I am not sure about Ben",
        "let me think",
        "",
        "and",
        "please",
        "Ben, let me ask first",
    ],
)
def test_what_could_mean_two_things_or_nobody_is_asked_back_in_a_sentence(answer: str) -> None:
    found = meant(answer)
    assert isinstance(found, str), found
    assert found.endswith(".")


WORDS = (
    "ok", "yes", "not", "Ben", "Ana", "Cleo", "Dan", "and", "or", "with", ",", "-", ".", "because",
    "he", "she", "is", "full", "away", "knows", "Physics", "second", "lead", "another", "else",
    "someone", "please", "ask", "but", "if", "instead", "of", "than", "rather", "would", "be", "good",
    "no", "only", "first", "too", "Smith", "so",
)  # fmt: skip
CALLED = {BEN: "Ben", ANA: "Ana", CLEO: "Cleo", DAN: "Dan"}


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_written_nobody_is_asked_whom_it_does_not_name_or_whom_it_leaves_out(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        answer = " ".join(chance.choices(WORDS, k=chance.randint(1, 9)))
        found = meant(answer)
        if isinstance(found, str):
            continue
        assert len(found.people) <= 2 and not set(found.people) & set(found.without), answer
        said = set(answer.split())
        approved = {one for one in found.people if CALLED[one] not in said}
        assert not approved or (set(found.people) <= {ANA, BEN} and said & {"ok", "yes"}), answer
        assert all(CALLED[one] in said for one in found.without), answer


def test_an_ok_means_the_names_that_it_was_given_to() -> None:
    found = meant("ok", shown="Dan Cole and Will Hope")
    assert isinstance(found, Choice)
    assert [one.name for one in found.people] == ["Dan Cole", "Will Hope"]
    twins = replace(TEAM, caseworkers=(*TEAM.caseworkers, replace(ANA, email="other@home.example")))
    told = find_choice("ok", Reading(PAIR, twins))
    assert isinstance(told, str) and told.startswith("More than one caseworker")
    assert find_choice("ok", Reading(None, TEAM)) == (
        "There is no suggestion to approve: please choose a name from the Caseworkers tab."
    )


def test_a_part_is_taken_where_it_is_the_one_to_be_found() -> None:
    assert isinstance(meant("Ben as second", Part.SECOND), Choice)
    assert isinstance(meant("Ben to lead", Part.LEAD), Choice)
    assert isinstance(meant("Ben to lead", Part.SECOND), str)


def test_a_long_reason_is_cut_and_hostile_answers_are_read_at_once() -> None:
    found = meant("Ben, he " + "knows " * 500)
    assert isinstance(found, Choice) and len(found.reason) == 300
    for odd in (
        "Ben " * 5000,
        "not " * 5000,
        ", " * 9000,
        "Ben and " * 5000,
        "ok " * 5000,
        "Ben, A" + "n" * 9000,
    ):
        meant(odd[:400])


@pytest.mark.parametrize("name", ["Ruiz, Ana", "Dr Ana Ruiz", "=Ana Ruiz", "ANA@home.example", "ana ruíz"])
def test_a_name_in_a_cell_is_told_in_any_of_its_forms(name: str) -> None:
    assert find_person(name, TEAM) == ANA
