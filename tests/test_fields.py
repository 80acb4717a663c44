"""The normal forms of FIELDS.md, one answer at a time."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.answers import Answer
from ingest.choices import boxed_options
from ingest.fields import read_field
from ingest.page import Line, Mark, Run, plain
from ingest.questions import Asked
from ingest.typed import Read
from ingest.wordings import load_wordings
from tests.support.returned import PLAIN

WRITTEN = date(2026, 11, 21)


def read(field: str, *lines: str | Line) -> Read:
    written = [line if isinstance(line, Line) else plain(line) for line in lines]
    answer = Answer(Asked((field,), 1.0, True), None, [[line] for line in written])
    return read_field(field, answer, load_wordings(PLAIN), WRITTEN, "GB")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0012345", "0012345"),
        ("m-910 961", "M910961"),
        ("5601761/B", "5601761B"),
        ("U 2522418", "U2522418"),
        ("No. 445566", "445566"),
        ("don't know", None),
        ("not to hand", None),
        ("12345 or 67890", None),
        ("ab 12 34 56", "AB123456"),
        ("00071", "00071"),
    ],
)
def test_a_membership_number_keeps_its_zeros_and_loses_its_dashes(written: str, value: str | None) -> None:
    assert read("membership_number", written).value == value


@pytest.mark.parametrize(
    "written",
    ["n/a", "don't know", "not sure", "Can't remember, sorry", "I don't have it to hand", "will send it on"],
)
def test_a_membership_number_that_is_not_at_hand_is_no_value_and_nothing_to_check(written: str) -> None:
    assert read("membership_number", written) == Read(None)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("07700 900123", "+447700900123"),
        ("(0113) 496 0123 ext 22", "+441134960123"),
        ("+44 (0)7700 900123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("+353 85 012 3456", "+353850123456"),
        ("07700-900-123 - text first please", "+447700900123"),
        ("0113 496 0001 (home), 07700 900123 (mobile)", "+447700900123"),
        ("mobile: 07700 900123, home: 0113 496 0001", "+447700900123"),
        ("0113 496 0001 home\n07700 900 123 mobile (better)", "+447700900123"),
        ("0113 496 0001 home 07700 900123 mobile", "+447700900123"),
        ("01632 960123 or mobile 07700 900123", "+447700900123"),
        ("work 0113 496 0001 - better on 07700 900123", "+447700900123"),
        ("0113 496 0001 at work, 0113 496 0002 at home", "+441134960002"),
        ("0770 900", None),
        ("1234567", None),
        ("077009001234", None),
    ],
)
def test_a_phone_number_is_international_or_nothing(written: str, value: str | None) -> None:
    assert read("phone", written).value == value


@pytest.mark.parametrize(
    ("written", "own", "work"),
    [
        ("Ann.Lee@Post.Example", "ann.lee@post.example", None),
        ("a@college.ac.example (work), a@post.example (personal)", "a@post.example", "a@college.ac.example"),
        ("home: a@one.example work: a@two.example", "a@one.example", "a@two.example"),
        ("ann@gmail.example / lee@town.gov.example", "ann@gmail.example", "lee@town.gov.example"),
        ("ann at post dot example", None, None),
        ("ann@post", None, None),
        ("..ann@post.example", None, None),
        ("<ann@post.example>", "ann@post.example", None),
        ("mailto:ann@post.example", "ann@post.example", None),
        ("My address is ann@post.example.", "ann@post.example", None),
        ("ann@post,example", None, None),
    ],
)
def test_the_private_address_is_preferred(written: str, own: str | None, work: str | None) -> None:
    found = read("email", written)
    assert found.value == own
    assert (found.more or {}).get("work_email") == work
    assert found.doubt == (own is None)


@pytest.mark.parametrize(
    "written",
    ["ann@post.example or ann@mail.example", "ann@gmial.example", "ann@post.con", "ann @post.example"],
)
def test_an_address_that_may_be_a_slip_or_one_of_two_is_doubtful(written: str) -> None:
    found = read("email", written)
    assert found.value is not None and found.doubt


@pytest.mark.parametrize(
    "written", ["n/a", "N/A.", "none", "-", "TBC", "not yet", "none yet", "None that I know of", ""]
)
def test_nothing_to_say_is_no_value(written: str) -> None:
    for field in ("line_manager", "key_event", "key_date", "adjustments", "phone", "member_name"):
        assert read(field, written) == Read(None)


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("key_date", "next Tuesday at 2pm", "2026-11-24T14:00"),
        ("key_date", "a week on Thursday", "2026-12-03"),
        ("issue_started", "3 Nov", "2026-11-03"),
        ("issue_started", "since May 2025", "2025-05"),
        ("joined_union", "Ionawr 2004", "2004-01"),
        ("signed_on", "20/11", "2026-11-20"),
    ],
)
def test_a_date_is_seen_from_the_day_of_the_letter_in_the_direction_of_its_field(
    field: str, written: str, value: str
) -> None:
    found = read(field, written)
    assert found.value == value and not found.doubt


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("key_date", "end of the month"), ("key_date", "May 2027"), ("key_date", "05/13/2026"),
        ("joined_union", "3 March"),
    ],
)  # fmt: skip
def test_a_date_that_leaves_the_day_open_is_for_a_person_to_check(field: str, written: str) -> None:
    assert read(field, written) == Read(None, 0.0, doubt=True)


def test_see_attached_is_kept_as_words_and_is_no_number_or_date() -> None:
    assert read("summary", "see attached").value == "see attached"
    for field in ("phone", "key_date", "email", "membership_number"):
        assert read(field, "see attached") == Read(None, 0.0, doubt=True)


def test_no_is_an_answer_only_where_it_says_something() -> None:
    assert read("other_advice", "No").value == "No"
    assert read("line_manager", "No").value is None


@pytest.mark.parametrize("written", ["ann@post.example", "12345678", "?"])
def test_a_name_is_no_address_and_no_number(written: str) -> None:
    assert read("member_name", written).value is None


def test_a_text_is_folded_and_nothing_of_it_lost() -> None:
    story = "First   line\twith =SUM(A1)\n\nand {{ 7*7 }}."
    assert read("summary", *story.split("\n")).value == "First line with =SUM(A1) and {{ 7*7 }}."


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Permanent", "permanent"),
        ("perm, full time", "permanent"),
        ("open-ended contract", "permanent"),
        ("FTC", "fixed_term"),
        ("fixed term (grant funded)", "fixed_term"),
        ("zero hours", "hourly_paid"),
        ("Agency worker", "agency"),
        ("Other - secondment", "other"),
        ("permanent but also casual", None),
        ("not permanent", None),
        ("Permanent / Fixed-term / Agency", None),
        ("it is complicated", None),
    ],
)
def test_a_sort_of_contract_is_one_of_five_or_nothing(written: str, value: str | None) -> None:
    assert read("contract_type", written).value == value


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("grievance, bullying", ("bullying_harassment", "grievance")),
        ("Grievance/capability + pay", ("capability", "grievance", "pay_grading")),
        ("sickness absence and workload", ("sickness_absence", "workload_stress")),
        ("health and safety", ("health_safety",)),
        ("pay and grading", ("pay_grading",)),
        ("disability discrimination", ("discrimination",)),
        ("greivance", ("grievance",)),
        ("the roof leaks", None),
        ("not a grievance", None),
    ],
)
def test_kinds_of_problem_are_a_set_of_known_ones(written: str, values: tuple[str, ...] | None) -> None:
    assert read("categories", written).value == values


def test_an_unknown_kind_of_problem_beside_a_known_one_is_for_a_person_to_see() -> None:
    found = read("categories", "grievance, the roof")
    assert found.value == ("grievance",) and found.doubt


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Yes", True), ("y", True), ("yes I do", True), ("I agree", True), ("x", True), ("☒", True),
        ("✓", True), ("Ydw", True), ("Rwy'n cytuno", True), ("Nac ydw", False),
        ("Dydw i ddim yn cytuno", False), ("No", False), ("N", False), ("I do not agree", False),
        ("no thank you", False), ("☐", None), ("Yes ☐   No ☐", None), ("Yes ☒   No ☐", True),
        ("☐ Yes  ☒ No", False), ("[x] Yes [ ] No", True), ("Yes, but not to the region", None),
        ("A Lee", None), ("Yes / No", None), ("Yes ☒ No ☒", None),
    ],
)  # fmt: skip
def test_consent_is_yes_no_or_not_said(written: str, value: bool | None) -> None:
    assert read("consent", written).value is value


@pytest.mark.parametrize(
    ("chosen", "other", "value"),
    [
        (Mark.NONE, Mark.STRUCK, True),
        (Mark.UNDERLINED, Mark.NONE, True),
        (Mark.BOLD, Mark.NONE, True),
        (Mark.HIGHLIGHTED, Mark.NONE, True),
        (Mark.STRUCK, Mark.NONE, False),
        (Mark.STRUCK, Mark.STRUCK, None),
        (Mark.BOLD, Mark.BOLD, None),
    ],
)
def test_a_choice_can_show_by_its_looks_alone(chosen: Mark, other: Mark, value: bool | None) -> None:
    line = Line((Run("Yes", chosen), Run(" / "), Run("No", other)))
    assert read("consent", line).value is value


def test_a_hint_in_grey_is_no_answer_and_an_answer_in_grey_is_doubtful() -> None:
    grey = Mark.FAINT
    assert read("signed_on", plain("dd/mm/yyyy", grey)) == Read(None)
    assert read("membership_number", plain("e.g. 1234567", grey)) == Read(None)
    assert read("summary", plain("Tell us what has happened, with dates", grey)) == Read(None)
    typed_over = read("membership_number", plain("7654321", grey))
    assert typed_over.value == "7654321" and typed_over.doubt
    assert read("email", plain("a private one is best", grey), "ann@post.example").value == "ann@post.example"


def test_a_prompt_of_the_word_processor_is_no_answer() -> None:
    assert read("department", "Click or tap here to enter text.") == Read(None)
    assert read("key_date", "Click or tap to enter a date. 3 December 2026").value == "2026-12-03"


@pytest.mark.parametrize(
    ("lines", "ticked"),
    [
        (["☐ Grievance\t☒ Pay", "☐ Other"], ["Pay"]),
        (["☐ Grievance x", "☐ Pay"], ["Grievance"]),
        (["x ☐ Grievance", "☐ Pay"], ["Grievance"]),
        (["x Grievance\t☐ Pay"], ["Grievance"]),
        (["Grievance  X\tPay  ___", "Other  ___"], ["Grievance"]),
        (["[x] Grievance [ ] Pay"], ["Grievance"]),
        (["( ) Grievance (x) Pay"], ["Pay"]),
        (["Grievance ☐    Pay ☒"], ["Pay"]),
        (["Grievance", "☐", "Pay", "x"], ["Pay"]),
        (["", "Grievance", "✓", "Pay"], ["Pay"]),
    ],
)
def test_a_box_belongs_to_its_option_on_either_side(lines: list[str], ticked: list[str]) -> None:
    options = boxed_options([[plain(line)] for line in lines])
    assert [option.text for option in options if option.ticked] == ticked
