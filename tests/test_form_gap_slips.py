"""Slips of half-sentences with ruled gaps that are typed on, or over a line ruled across the page."""

from __future__ import annotations

from casework.model import Value
from ingest.inprocess import read_in_process
from tests.support.documents import docx, paragraph
from tests.support.letters import attached, multipart, part
from tests.support.returned import PLAIN

RULE = "_" * 60
STORY = "I have been taken off shift. They want to put me in the stores on day pay."
TYPED = (
    "Name ___Ann Lee____________",
    "Service no. is not needed. Union no. ___556 0092_________",
    "Watch ___Green_______",
    "E-mail (not the Service’s) ___ann@post.example____",
    "I need help with (for example: discipline, grievance, pension, pay) ___sickness___",
    "Because ",
    STORY,
    RULE,
    "I have been told to attend on ___18 November 2026, 1pm____",
    "for ___case conference___",
    "I have already ",
    "asked for my report",
    RULE,
    "I would like ___to stay in Control___",
    "Officials I have spoken to ___the Brigade Secretary____",
    "Date ___02/03/26________",
)
LEFT = (
    *TYPED[:6],
    STORY,
    RULE,
    f"I have been told to attend on {RULE}",
    f"for {RULE}",
    "I have already ",
    RULE,
    RULE,
    f"I would like {RULE}",
    *TYPED[14:],
)


def read(*lines: str) -> dict[str, Value]:
    raw = multipart(part("Slip attached."), attached(docx("".join(map(paragraph, lines))), "slip.docx"))
    (form,) = read_in_process(raw, PLAIN).forms
    return dict(form.values)


def test_each_gap_is_answered_by_what_was_typed_on_it() -> None:
    values = read(*TYPED)
    assert (values["member_name"], values["membership_number"]) == ("Ann Lee", "5560092")
    assert (values["summary"], values["steps_taken"]) == (STORY, "asked for my report")
    assert values["desired_outcome"] == "to stay in Control"
    assert (values["key_date"], values["key_event"]) == ("2026-11-18T13:00", "case conference")
    assert values["signed_on"] == "2026-03-02"


def test_examples_in_the_question_are_not_what_the_member_chose() -> None:
    assert read(*TYPED)["categories"] == ("sickness_absence",)


def test_a_gap_left_empty_takes_nothing_from_the_next() -> None:
    values = read(*LEFT)
    assert values["summary"] == STORY
    assert not values.keys() & {"key_date", "key_event", "steps_taken", "desired_outcome", "adjustments"}
