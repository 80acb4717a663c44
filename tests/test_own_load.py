"""LOAD: a volunteer asks how much they have, and hears it alone, worked out step by step (DOMAIN.md §3.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from casework.answering import word_said
from casework.effects import Send
from casework.facts.answers import WordSaid
from casework.intake import form_received as decide_form
from casework.model import Case, Caseworker, KeyDate, OpenCase, Status, Team
from casework.said import Said, Word
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form_received, received
from tests.support.engine import Desk, desk, text_of

ANA, BEN, CARA = CASEWORKERS
LED = OpenCase("C-2026-0001", Status.ACTIVE, "", "", ANA.email, "", 6.0, emotional=2, second=BEN.email)
ASKED = OpenCase("C-2026-0002", Status.OFFERED, "", "", "", ANA.email, 4.0)
IDEA = OpenCase("C-2026-0003", Status.NEW, "", "", "", "", 4.0, suggested_to=ANA.email)
FOREIGN = OpenCase("C-2026-0004", Status.ACTIVE, "", "", CARA.email, "", 5.0)


def whole(**values: object) -> Case:
    case = decide_form(form_received(**values), BRANCH, POLICY, TEAM, MONDAY).case
    assert case is not None
    return replace(case, lead=ANA.email, second=BEN.email, key_dates=(KeyDate(date(2027, 1, 15), "meeting"),))


def told(person: Caseworker = ANA, team: Team | None = None) -> dict[str, Any]:
    team = team or Team(CASEWORKERS, (LED, ASKED, IDEA, FOREIGN), in_full=(whole(),))
    team = replace(
        team, caseworkers=tuple(person if one.email == person.email else one for one in CASEWORKERS)
    )
    fact = WordSaid(received("b" * 64, person.email, person.name), "", person.email, Said(Word.LOAD))
    decision = word_said(fact, None, BRANCH, POLICY, team, MONDAY)
    [send] = [effect for effect in decision.effects if isinstance(effect, Send)]
    assert (send.kind, send.to.email, decision.case) == ("own_load", person.email, None)
    return dict(send.words)


def test_both_meters_the_points_the_limit_and_each_case_with_its_next_date_are_told() -> None:
    words = told(replace(ANA, hours=20.0, max_cases=3))
    assert (words["used"], words["points"], words["room"]) == ("56 %", "9.5", "17")
    assert (words["emotional"], words["count"], words["most"], words["own_limit"]) == ("1.4", 2, 3, "yes")
    assert words["cases"] == [
        {"ref": "C-2026-0001", "part": "lead", "asked": "", "points": "5.5", "next_date": "2027-01-15"},
        {"ref": "C-2026-0002", "part": "lead", "asked": "yes", "points": "4", "next_date": ""},
    ]
    assert words["steps"][0] == (
        "C-2026-0001: 6 points (6 for its kind) x 1.3 (emotional rating 2) x 0.7 as lead = 5.5"
    )
    assert words["steps"][-1] == "Room: 20 hours a month x 0.85 for cases = 17 points"


def test_nothing_is_told_of_others_or_of_what_is_only_suggested_or_of_what_a_case_is_about() -> None:
    words = repr(told())
    for hidden in ("Ben", "ben@", "Cara", "C-2026-0003", "C-2026-0004", "disciplin", "Adeyemi", "suggested"):
        assert hidden not in words


def test_what_makes_a_case_heavier_is_told_without_saying_why() -> None:
    case = replace(whole(key_date="2026-12-10", adjustments="a sign language interpreter"), points=8.0)
    words = told(team=Team(CASEWORKERS, (replace(LED, points=8.0),), in_full=(case,)))
    kind = "8 points (6 for its kind + 1 for a date within 28 days + 1 for what comes on top)"
    assert kind in words["steps"][0]
    assert "sign" not in repr(words)
    stale = told(team=Team(CASEWORKERS, (replace(LED, points=6.0),), in_full=(replace(case, points=6.0),)))
    assert stale["steps"][0].startswith("C-2026-0001: 6 points x 1.3")


def test_somebody_without_a_case_or_without_hours_has_an_answer_too() -> None:
    nothing = told(CARA, Team(CASEWORKERS, ()))
    assert (nothing["used"], nothing["count"], nothing["cases"]) == ("0 %", 0, [])
    assert told(replace(ANA, hours=0.0))["used"] == ""


def test_it_is_asked_by_mail_in_their_own_words_and_the_offer_stays_open(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.form()
        at.turn()
        at.choose("C-2026-0001", "Decision", "Ana Ruiz")
        at.turn(hours=1)
        [offer] = at.notices("offered")
        at.answer(offer, "How much do I have on my plate?")
        at.turn(minutes=5)
        [answer] = at.notices("own_load")
        assert answer["To"].endswith("<ana@home.example>") or answer["To"] == "ana@home.example"
        text = text_of(answer)
        assert "C-2026-0001, as lead (you have been asked, and are free to say no)" in text
        assert "How this was worked out" in text and "Adeyemi" not in text
        at.answer(offer, "yes")
        at.turn(minutes=5)
        assert at.case_row("C-2026-0001")["Status"] == "Active"


def test_a_limit_said_by_mail_stands_on_the_tab_and_is_kept_to(led: Desk) -> None:
    led.form("Ida Berg", "ida@home.example", department="Drama")
    led.settle()
    led.choose("C-2026-0002", "Decision", "Ana Ruiz")
    led.settle()
    [offer] = led.notices("offered", "ana@home.example")
    led.answer(offer, "Sorry, not this one, and my limit is one case")
    led.settle()
    row = led.human.rows("Caseworkers")[0]
    assert (row["Name"], row["Most cases"]) == ("Ana Ruiz", 1)
    assert "fewer than 1 case" in text_of(led.notices("noted", "ana@home.example")[-1])
    led.form("Gil Penn", "gil@home.example", department="Drama")
    led.settle()
    assert "Ana Ruiz" not in str(led.case_row("C-2026-0003")["Suggested"])
    assert "1 full" in str(led.case_row("C-2026-0003")["Why"])
    led.answer(offer, "LIMIT 4")
    led.settle()
    assert led.human.rows("Caseworkers")[0]["Most cases"] == 4


def test_an_open_offer_is_taken_back_from_whoever_has_as_many_as_they_would_have(led: Desk) -> None:
    led.form("Ida Berg", "ida@home.example", department="Drama")
    led.settle()
    led.choose("C-2026-0002", "Decision", "Ana Ruiz")
    led.settle()
    [offer] = led.notices("offered", "ana@home.example")
    led.answer(offer, "My limit is 2 cases")
    led.settle()
    assert led.case_row("C-2026-0002")["Status"] == "Offered"
    led.answer(offer, "LIMIT 1")
    led.settle()
    assert led.case_row("C-2026-0002")["Status"] != "Offered"
    assert "an offer that was still open is taken back" in " ".join(
        text_of(led.notices("noted", "ana@home.example")[-1]).split()
    )
    led.turn(days=10)
    led.settle()
    assert not led.notices("reminded") and not led.notices("lapsed")


def test_an_offer_that_waits_is_mentioned_where_a_limit_leaves_it_standing_and_can_be_answered_there(
    led: Desk,
) -> None:
    led.form("Ida Berg", "ida@home.example", department="Drama")
    led.settle()
    led.choose("C-2026-0002", "Decision", "Ana Ruiz")
    led.settle()
    [offer] = led.notices("offered", "ana@home.example")
    led.answer(offer, "Sorry, my limit is 2 cases")
    led.settle()
    assert led.case_row("C-2026-0002")["Status"] == "Offered"
    noted = led.notices("noted", "ana@home.example")[-1]
    assert "You have not said yes or no to case C-2026-0002." in text_of(noted)
    led.answer(noted, "DECLINE")
    led.settle()
    assert led.case_row("C-2026-0002")["Status"] != "Offered"
    led.answer(noted, "LIMIT 3")
    led.settle()
    assert "yes or no" not in text_of(led.notices("noted", "ana@home.example")[-1])
