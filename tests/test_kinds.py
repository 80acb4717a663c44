"""KINDS and NOT YET: a caseworker says by mail which kinds of case they would like, or do not take yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casework.categories import CATEGORIES
from casework.kinds import NO_LONGER, NONE, Kinds, kinds_said, nearest
from ingest.words import words_of
from tests.support.branches import POLICY
from tests.support.engine import Desk, copied, text_of
from tests.test_words import MONDAY

ANA = "ana@home.example"
KNOWN = replace(
    POLICY,
    points={one.name: one.points for one in CATEGORIES},
    category_words={one.name: one.words for one in CATEGORIES},
)


@pytest.fixture
def led(led_once: Desk, tmp_path: Path) -> Iterator[Desk]:
    """With all the kinds of case that a branch begins with."""
    with copied(led_once, tmp_path) as made:
        kinds = {"points": KNOWN.points, "category_words": KNOWN.category_words}
        made.world = replace(made.world, policy=replace(made.world.policy, **kinds))
        yield made


def asked(at: Desk) -> None:
    """Ana is asked about a second case."""
    at.form("Ida Berg", "ida@home.example", department="Drama")
    at.settle()
    at.choose("C-2026-0002", "Decision", "Ana Ruiz")
    at.settle()


def says(at: Desk, words: str) -> str:
    """Ana answers the mail about it; what she is told."""
    at.answer(at.notices("offered", ANA)[-1], words)
    at.settle()
    return " ".join(text_of(at.notices("kinds_noted", ANA)[-1]).split())


def hers(at: Desk) -> tuple[str, str]:
    row = at.human.rows("Caseworkers")[0]
    assert row["Name"] == "Ana Ruiz"
    return str(row["Would like"] or ""), str(row["Not yet"] or "")


def test_kinds_said_by_mail_stand_on_the_tab_and_the_answer_says_what_stands(led: Desk) -> None:
    asked(led)
    told = says(led, "KINDS: bullying, pay and redundancy")
    assert hers(led) == ("bullying harassment, pay grading, redundancy", "")
    assert "would like: bullying harassment, pay grading, redundancy" in told
    assert "do not take yet: none" in told
    told = says(led, "not yet: redundancy, dismissal")
    assert hers(led) == ("bullying harassment, pay grading", "redundancy, dismissal")
    assert "do not take yet: redundancy, dismissal" in told
    says(led, "NOT YET: discrimination")
    assert hers(led)[1] == "redundancy, dismissal, discrimination"
    says(led, "Kinds: dismissal")
    assert hers(led) == ("dismissal", "redundancy, discrimination")
    told = says(led, "NOT YET: none")
    assert hers(led) == ("dismissal", "") and "do not take yet: none" in told
    says(led, "KINDS: any")
    assert hers(led) == ("", "")


def test_nobody_is_suggested_for_a_kind_they_said_not_yet_to_and_an_open_offer_is_taken_back(
    led: Desk,
) -> None:
    asked(led)
    [offer] = led.notices("offered", ANA)
    led.answer(offer, "Not yet: disciplinary")
    led.settle()
    assert led.case_row("C-2026-0002")["Status"] != "Offered"
    assert str(led.case_row("C-2026-0002")["Suggested"]) == "Ben Osei and Cara Lund"
    assert "yes or no" not in text_of(led.notices("kinds_noted", ANA)[-1])
    led.form("Gil Penn", "gil@home.example", department="Drama")
    led.settle()
    assert "Ana Ruiz" not in str(led.case_row("C-2026-0003")["Suggested"])


def test_an_open_offer_of_another_case_is_taken_back_too_and_nobody_is_reminded_of_it(led: Desk) -> None:
    for name, ref, kind in (("Ida Berg", "C-2026-0002", ""), ("Gil Penn", "C-2026-0003", "Grievance")):
        led.form(name, f"{name[:3].lower()}@home.example", department="Drama")
        led.settle()
        if kind:
            led.choose(ref, "Category", kind)
            led.settle()
        led.choose(ref, "Decision", "Ana Ruiz")
        led.settle()
    first = next(one for one in led.notices("offered", ANA) if "0002" in one["Subject"])
    led.answer(first, "NOT YET: grievance")
    led.settle()
    told = text_of(led.notices("kinds_noted", ANA)[-1])
    assert "yes or no to case C-2026-0002" in " ".join(told.split())
    assert led.case_row("C-2026-0002")["Status"] == "Offered"
    assert led.case_row("C-2026-0003")["Status"] != "Offered"
    for _ in range(6):
        led.turn(hours=24)
    assert not [
        one for kind in ("reminded", "lapsed") for one in led.notices(kind, ANA) if "0003" in one["Subject"]
    ]


@pytest.mark.parametrize(
    ("wants", "not_yet", "words", "then"),
    [
        ("", "dismissal, anything with Professor Quill", "NOT YET: pay grading",
         ("", "dismissal, pay grading, anything with Professor Quill")),
        ("contract and cases in French; pension", "", "KINDS: discrimination",
         ("discrimination, cases in French", "")),
        ("", "dismissal, Dr Vane and Dr Orr", "NOT YET: none", ("", "Dr Vane and Dr Orr")),
        ("any", "dismissals", "KINDS: dismissal", ("dismissal", "")),
    ],
)  # fmt: skip
def test_words_in_the_cell_that_are_no_kind_stay_there(
    led: Desk, wants: str, not_yet: str, words: str, then: tuple[str, str]
) -> None:
    led.human.set_cell("Caseworkers", 2, "Would like", wants)
    led.human.set_cell("Caseworkers", 2, "Not yet", not_yet)
    led.settle()
    asked(led)
    says(led, words)
    assert hers(led) == then


@pytest.mark.parametrize(
    ("words", "column", "stands"),
    [
        (("NOT YET: dismissal", "NOT YET: contract"), "Not yet", "dismissal, contract"),
        (("NOT YET: dismissal\nNOT YET: contract",), "Not yet", "dismissal, contract"),
        (("KINDS: contract", "KINDS: pension"), "Would like", "pension"),
        (("KINDS: contract", "NOT YET: contract"), "Would like", None),
        (("LIMIT 2", "LIMIT 3"), "Most cases", 3),
        (("HOURS 5 a month", "HOURS 6 a month"), "Hours a month", 6),
    ],
)
def test_a_second_word_before_the_tab_is_read_again_stands_as_they_were_told(
    led: Desk, words: tuple[str, ...], column: str, stands: object
) -> None:
    asked(led)
    for one in words:
        led.answer(led.notices("offered", ANA)[-1], one)
    led.settle()
    now = led.human.rows("Caseworkers")[0][column]
    assert (now or None) == stands or str(now) == str(stands)
    assert not [
        row for row in led.human.rows("Needs attention") if "told us by mail" in str(row["What happened"])
    ]


def test_kinds_that_nobody_knows_are_named_back_with_the_nearest_and_change_nothing(led: Desk) -> None:
    asked(led)
    told = says(led, "NOT YET: redundncy, discrimnated, xyzzy <b>[tap](http://x.example)")
    assert hers(led)[1] == "redundancy"
    assert "These are the kinds there are:" in told and "://" not in told and "<b>" not in told
    assert '"discrimnated": did you mean discrimination?' in told
    told = says(led, "KINDS: xyzzy")
    assert hers(led)[0] == "" and "nothing has changed" in told


def test_a_taken_away_column_is_not_passed_over_in_silence(led: Desk) -> None:
    asked(led)
    led.human.rename_header("Caseworkers", "Not yet", "Zebra")
    led.settle()
    says(led, "NOT YET: dismissal")
    lines = [str(row["What happened"]) for row in led.human.rows("Needs attention")]
    assert any("Not yet" in line and "Ana Ruiz" in line for line in lines), lines


@pytest.mark.parametrize(
    ("words", "word", "kinds"),
    [
        ("KINDS: sick leave and pay", "KINDS", ("sickness_absence", "pay_grading")),
        ("Thanks, Moira. KINDS: pensions", "KINDS", ("pension",)),
        ("NOT YET - dismissal", "NOT YET", ("dismissal",)),
        ("not yet: none", "NOT YET", ("none",)),
        ("NOT YET: dismissal. Thanks, Ben", "NOT YET", ("dismissal",)),
        ("NOT YET: dismissal, Thanks Ben", "NOT YET", ("dismissal",)),
        ("KINDS: pay or grading. Best wishes, Ben", "KINDS", ("pay_grading",)),
        ("KINDS: contract. I love those.", "KINDS", ("contract", "I love those")),
        (
            "NOT YET: dismissal\nbullying\npay\nThanks\nBen",
            "NOT YET",
            ("dismissal", "bullying_harassment", "pay_grading"),
        ),
        ("NOT YET:\n- dismissal\n- Pay\n\nThanks, Ben", "NOT YET", ("dismissal", "pay_grading")),
        ("Hi,\nKINDS:\nDismissal\nand pay", "KINDS", ("dismissal", "pay_grading")),
        ("NOT YET: dismissal\nBen", "NOT YET", ("dismissal",)),
        ("KINDS:", "?", ()),
        ("Not yet", "?", ()),
        ("Kinds of cases like this upset me", "?", ()),
        ("Kind regards", "", ()),
    ],
)
def test_the_two_words_are_known_by_their_colon_or_capitals(
    words: str, word: str, kinds: tuple[str, ...]
) -> None:
    [said] = words_of(words, MONDAY)
    assert (said.word.value, said.kinds) == (word, kinds)


def test_kinds_beside_an_answer_to_an_offer_are_both_heard() -> None:
    found = [one.word.value for one in words_of("Sorry, no.\nNot yet: dismissal", MONDAY)]
    assert found == ["DECLINE", "NOT YET"]
    assert [one.word.value for one in words_of("Yes.\nNot yet sure when", MONDAY)] == ["ACCEPT"]


def test_all_is_no_kind_that_somebody_does_not_take_yet() -> None:
    assert kinds_said(("none",), KNOWN, NO_LONGER) == kinds_said(("Any",), KNOWN, NONE) == Kinds(cleared=True)
    assert kinds_said(("all",), KNOWN, NO_LONGER).unknown == ("all",)
    assert nearest("bulling", KNOWN) == "bullying harassment" and nearest("qqqq", KNOWN) == ""
