"""What a member's reply gives to our numbered questions, in every way people answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from ingest.given import Given, given_in
from ingest.reading import Attachment, FormSettings, Gap, Letter
from ingest.reply import own_words

ASKED = """Thank you for writing to us.

What we need from you

Please reply to this mail. Write each number, and your answer after it.

1. Your full name. We could not find this in your form. For example: Sam Taylor
2. A phone number that we may use. We could not read this for certain. For example: 07700 900124
3. The date of the meeting. We read "Friday 27 November 2026". Is that right? For example: yes, or 7 May 2027

What you can do now

- Keep every letter.
"""
THREE = (Gap("member_name"), Gap("phone"), Gap("key_date", shown=True))
WHOLE = {"member_name": "Mo Adeyemi", "phone": "+447700900123", "key_date": "2026-12-03T14:00"}
SETTINGS = FormSettings({}, {})


def reply(text: str, gaps: tuple[Gap, ...] = THREE, **changes: object) -> Given:
    letter = Letter("", text=text, reply=own_words(text).own, date=datetime(2026, 11, 23, 12, tzinfo=UTC))
    return given_in(replace(letter, **changes), gaps, ASKED, SETTINGS)


@pytest.mark.parametrize(
    "words",
    [
        "1. Mo Adeyemi\n2. 07700 900123\n3. 3 December 2026 at 2pm",
        "Hello,\n\n1) Mo Adeyemi\n2) 07700 900123\n3) 3 December at 2pm\n\nThanks\nMo",
        "1: My name is Mo Adeyemi\n2: it's 07700 900123\n3: Thursday 3rd December, 2pm",
        "(1) Mo Adeyemi\n\n(2) Phone: 07700 900123 (mobile)\n\n(3) 03/12/26 14:00",
        "Q1. Mo Adeyemi\nQ2. 07700900123\nQ3. No, it is Thursday 3 December at 2pm\n\nBest wishes\nMo",
        "1. Mo Adeyemi 2. 07700 900123 3. 3 Dec 2pm",
        "1 - Mo Adeyemi\n2 - 07700 900123\n3 - a week on Thursday at 2pm",
        "1.\nMo Adeyemi\n2.\n07700 900123\n3.\n3.12.2026 14:00",
        "1.Mo Adeyemi\n2.07700 900123\n3.Thursday 3 December at 2pm\n\nSent from my iPhone",
        "3. 3 December 2pm\n1. Mo Adeyemi\n2 07700 900123",
        "1. Mo Adeyemi\n2. 07700 900123\n3. 3 December 2pm\n\n"
        "On Mon, 23 Nov 2026, Us <us@branch.example> wrote:\n> " + ASKED.replace("\n", "\n> "),
    ],
)
def test_numbered_answers_are_told_apart_however_they_are_numbered(words: str) -> None:
    found = reply(words)
    assert (found.values, found.unclear, found.more) == (WHOLE, [], False)


def between(answers: tuple[str, str, str], mark: str, head: str) -> str:
    lines = []
    for line in ASKED.splitlines():
        lines.append(mark + line)
        lines += [answers[int(line[0]) - 1]] if line[:1] in "123" and line[1:2] == "." else []
    return head + "\n".join(lines)


WROTE = "On Mon, 23 Nov 2026 at 10:00, Ashby <casework@ashby.example> wrote:\n"
SENT = "From: Ashby <casework@ashby.example>\nSent: 23 November 2026\nTo: Mo\nSubject: Your form\n\n"


@pytest.mark.parametrize(
    ("mark", "head"), [("> ", WROTE), (">> ", WROTE), (">", "Answers below\n\n" + WROTE), ("", SENT)]
)
def test_answers_between_the_quoted_questions_are_found(mark: str, head: str) -> None:
    found = reply(between(("Mo Adeyemi", "07700 900123", "3 December at 2pm"), mark, head))
    assert (found.values, found.unclear, found.more) == (WHOLE, [], False)


def test_an_answer_typed_behind_the_quoted_question_is_found() -> None:
    text = WROTE + "\n".join(f"> {line}" for line in ASKED.splitlines())
    found = reply(text.replace("07700 900124", "07700 900124 07700 900123"))
    assert found.values == {"phone": "+447700900123"}


@pytest.mark.parametrize("head", [WROTE, SENT])
def test_our_own_examples_are_nobody_s_answers(head: str) -> None:
    mark = "> " if head is WROTE else ""
    assert not reply("Thanks for this.\n\n" + head + "\n".join(mark + line for line in ASKED.splitlines()))


@pytest.mark.parametrize("words", ["3. Yes", "3) yes, that's right", "3. Correct, thanks", "3: ydy"])
def test_yes_says_that_what_we_read_is_right(words: str) -> None:
    assert reply(words).confirmed == ["key_date"]


@pytest.mark.parametrize(
    "words", ["3. No", "3. I think so?", "2. yes", "3. don't know yet", "2. 0770 900", "3. 3 or 4 May"]
)
def test_an_answer_that_cannot_be_read_is_unclear_and_no_value(words: str) -> None:
    found = reply(words)
    assert len(found.unclear) == 1 and not found.values and not found.confirmed


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("phone", "07700 900123", "+447700900123"),
        ("phone", "Hi, it's 07700 900123. Thanks\nMo", "+447700900123"),
        ("phone", "1. 07700 900123", "+447700900123"),
        ("member_name", "Mo Adeyemi-Clark", "Mo Adeyemi-Clark"),
        ("member_name", "Hello,\nMy name is Mo van der Berg.\nThank you", "Mo van der Berg"),
        ("key_date", "Thursday 3 December at 2pm", "2026-12-03T14:00"),
        ("key_date", "1 December 2026", "2026-12-01"),
        ("key_date", "1.12.2026", "2026-12-01"),
        ("email", "Please use mo@home.example", "mo@home.example"),
        ("summary", "Hi\n\nThey cut my pay.\n\nTwice.\n\nThanks\nMo", "They cut my pay. Twice."),
        ("consent", "Yes", True),
        ("membership_number", "0012345", "0012345"),
        ("categories", "grievance", ("grievance",)),
    ],
)
def test_the_one_thing_asked_may_be_answered_in_free_words(field: str, words: str, value: object) -> None:
    found = reply(words, (Gap(field),))
    assert found.values == {field: value} and not found.more


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("member_name", "I am not sure what you mean."), ("member_name", "sorry it is in the form"),
        ("phone", "I would rather not say"), ("key_date", "They have not told me"),
        ("key_date", "It was 3 May or 4 May"), ("email", "mo at home dot example"),
    ],
)  # fmt: skip
def test_words_that_answer_nothing_are_left_for_a_person(field: str, words: str) -> None:
    assert not reply(words, (Gap(field),))


def test_a_number_and_a_date_need_no_numbering_and_a_name_does() -> None:
    found = reply("07700 900123\nThursday 3 December at 2pm\nMo Adeyemi")
    assert found.values == {"phone": "+447700900123", "key_date": "2026-12-03T14:00"}


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("2. 07700 900123\n\nThanks for your help.\nMo Adeyemi", False),
        ("Dear all, here are my answers:\n2. 07700 900123\n\nKind regards\nMo", False),
        ("URGENT\n\n2. 07700 900123", True),
        ("2. 07700 900123\n\nMy manager has written again.", True),
        ("They have dismissed me.\n\n2. 07700 900123", True),
        ("Sorry, they sacked me\n2. 07700 900123", True),
        ("Hi they sacked me\n2. 07700 900123", True),
        ("Thanks, but it is tomorrow now\n2. 07700 900123", True),
        ("Hi Moira, thanks for getting back to me.\n2. 07700 900123", False),
    ],
)
def test_what_else_is_said_is_noticed(words: str, more: bool) -> None:
    found = reply(words)
    assert found.values == {"phone": "+447700900123"} and found.more is more


def test_papers_that_come_with_an_answer_are_noticed_and_the_picture_of_a_signature_is_not() -> None:
    for kind, more in (("application/pdf", True), ("image/png", False)):
        paper = (Attachment("x", kind, 1000, ""),)
        assert reply("2. 07700 900123", attachments=paper).more is more


@generated(st.text(max_size=300), st.booleans())
def test_no_reply_is_too_odd(text: str, one: bool) -> None:
    found = reply(text, THREE[:1] if one else THREE)
    assert not set(found.values) & set(found.unclear)


def test_no_word_of_a_long_story_is_lost() -> None:
    story = " ".join(f"word{number}" for number in range(3000))
    assert reply(f"1. {story}", (Gap("summary"),)).values == {"summary": story[:20_000].strip()}
    lines = "\n".join(f"line {number}" for number in range(500))
    assert reply(f"2. 07700 900123\n\n{lines}").more
