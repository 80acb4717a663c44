"""The sender's own new words: quotes and signatures go, a form or an answer between quotes never does."""

# ruff: noqa: E501 - tables of letters, read across

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reply import own_words

QUOTE = "> Would you take this one?\n> Yes, no or a question."


@pytest.mark.parametrize(
    "below",
    [
        f"On Tue, 3 Mar 2026 at 10:12, Casework <casework@branch.example> wrote:\n{QUOTE}",
        f"On Tue, 3 Mar 2026 at 10:12, Casework\n<casework@branch.example> wrote:\n\n{QUOTE}",
        f"Ar Maw, 3 Maw 2026 am 10:12, Casework <casework@branch.example> ysgrifennodd:\n{QUOTE}",
        f"Am 03.03.2026 um 10:12 schrieb Casework <casework@branch.example>:\n{QUOTE}",
        f"Le mar. 3 mars 2026 à 10:12, Casework <casework@branch.example> a écrit :\n{QUOTE}",
        "On 3 Mar 2026, at 10:12, Casework <casework@branch.example> wrote:\n\nWould you take this one?",
        "-----Original Message-----\nFrom: Casework\nSent: 3 March 2026\n\nWould you take this one?",
        "________________________________\nFrom: Casework <casework@branch.example>\nSent: 3 March 2026 10:12\n"
        "To: Ana Ruiz\nSubject: Would you take this one?\n\nWould you take this one?",
        "From: Casework <casework@branch.example>\nDate: Tuesday, 3 March 2026 at 10:12\nTo: Ana Ruiz\n"
        "Subject: Would you take this one?\n\nWould you take this one?",
        "*From:* Casework <casework@branch.example>\n*Sent:* 3 March 2026 10:12\n*To:* Ana\n*Subject:* Hello\n\nTake it?",
        "Von: Casework <casework@branch.example>\nGesendet: Dienstag, 3. März 2026 10:12\nAn: Ana\nBetreff: Hallo\n\nTake it?",
        "Begin forwarded message:\n\nFrom: Casework\nSubject: Take it?",
        "---------- Forwarded message ----------\nFrom: Casework <casework@branch.example>\n\nTake it?",
        "-------- Original message --------\nFrom: Casework\nTake it?",
        QUOTE,
    ],
)  # fmt: skip
def test_history_of_every_fashion_is_cut_off(below: str) -> None:
    found = own_words(f"Yes, I can.\nAna\n\n{below}")
    assert found.own == "Yes, I can.\nAna"
    assert found.quoted


def test_words_below_the_quote_are_kept() -> None:
    text = f"On Tue, 3 Mar 2026, Casework <casework@branch.example> wrote:\n{QUOTE}\n\nYes, I can.\n"
    assert own_words(text).own == "Yes, I can."


def test_answers_between_quoted_lines_are_kept_in_order() -> None:
    text = "Answers below.\n\nOn Tue, Casework <c@branch.example> wrote:\n> 1. Your name\nAna Ruiz\n>\n> 2. Your phone\n\n07700 900123\n> Thanks\n"
    own = own_words(text).own
    assert [line for line in own.split("\n") if line] == ["Answers below.", "Ana Ruiz", "07700 900123"]


@pytest.mark.parametrize(
    "form",
    [
        "Name: Ana Ruiz\nDates of absence:\nFrom: 1 October 2026\nTo: 5 October 2026\nSubject of complaint: workload\nOutcome: rest",
        "Off sick\nFrom: 1 October\nTo: 5 October\nDate of meeting: 9 October\nManager: B. Jones",
        "To: Casework\nFrom: Ana Ruiz\nDate: 3 March 2026\nSubject: My hours\n\nThey have cut my hours.",
        "From: Ana Ruiz\nDate: 3 March 2026\nTo: Casework\nSubject: My hours\n\nThey have cut my hours.",
        "On Monday she came in and wrote: you are late.\nThen she left.",
        "My line manager: says I am slow\nWhat happened:\nOn 3 May I was told",
        "Name ______________\nAna Ruiz\n______________\nPhone 07700 900123",
        "1. Name\n   Ana\n-----\n2. Phone\n   07700 900123",
    ],
)  # fmt: skip
def test_a_form_or_memo_typed_in_the_body_is_never_cut(form: str) -> None:
    found = own_words(form)
    assert found.own == form
    assert not found.quoted


def test_an_empty_answer_above_outlooks_history_has_no_own_words() -> None:
    text = "From: Casework <casework@branch.example>\nSent: 3 March 2026 10:12\nTo: Ana\nSubject: Hello\n\nAnswer ACCEPT or DECLINE."
    assert own_words(text).own == ""


@pytest.mark.parametrize(
    ("text", "own", "signature"),
    [
        ("Yes\n-- \nAna Ruiz\nLibrary", "Yes", "Ana Ruiz\nLibrary"),
        ("Yes\n--\nAna Ruiz", "Yes", "Ana Ruiz"),
        ("Yes\n\nSent from my iPhone", "Yes", "Sent from my iPhone"),
        ("Yes\n\nGet Outlook for iOS", "Yes", "Get Outlook for iOS"),
        (f"Yes\n-- \nAna\n\nOn Tue, 3 Mar 2026, C <c@branch.example> wrote:\n{QUOTE}", "Yes", "Ana"),
    ],
)
def test_a_signature_is_kept_apart(text: str, own: str, signature: str) -> None:
    found = own_words(text)
    assert (found.own, found.signature) == (own, signature)


def test_a_long_form_below_two_hyphens_is_no_signature() -> None:
    text = "Here is my form.\n--\n" + "\n".join(f"Question {n}: answer {n}" for n in range(20))
    assert own_words(text).own == text


@given(st.text(alphabet="aOn>wrote:<@- \n_*F.", max_size=400))
def test_own_words_are_always_lines_of_the_text(text: str) -> None:
    lines = {line.strip() for line in text.split("\n")}
    assert all(line.strip() in lines for line in own_words(text).own.split("\n") if line)


@pytest.mark.long
@pytest.mark.parametrize(
    "hostile",
    [
        "On " * 100_000,
        "On a\n" * 50_000,
        ">" * 200_000,
        "> a\n" * 50_000 + "On x wrote" * 10_000,
        "From: a@b\nTo: c\n" * 30_000,
        "_" * 200_000,
        "- " * 100_000,
        "a <b> " * 50_000,
        ("x" * 300 + "<\n") * 1_000,
        " \n" * 100_000,
        "__________\n\n\n\n\n" * 30_000,
        "\n".join(["On a <b@c>"] * 50_000),
    ],
    ids=lambda text: text[:8].replace("\n", "/"),
)
def test_a_hostile_body_costs_linear_time(hostile: str) -> None:
    """Sixteen times as much takes about sixteen times as long, where it might be 256: 64 is in the middle."""
    little, much = seconds_for(hostile[: len(hostile) // 16]), seconds_for(hostile)
    assert much < 64 * max(little, 0.005)
    assert much < 4


def seconds_for(text: str) -> float:
    """The processor's seconds, so that a busy machine fails nothing."""
    began = time.process_time()
    own_words(text)
    return time.process_time() - began
