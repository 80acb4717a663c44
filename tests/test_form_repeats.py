"""What a page does over and over shows what asks on it: numbers in a row, wide gaps, questions by turns."""

from __future__ import annotations

import time

import pytest

from casework.model import Value
from ingest.form import find_forms
from ingest.numbering import number_of
from tests.support.documents import docx, paragraph, table
from tests.support.returned import PLAIN, letter, word


def values_in(*blocks: str) -> dict[str, Value]:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return dict(form.values)


def values_typed(text: str) -> dict[str, Value]:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return dict(form.values)


NUMBERED = """1) FULL NAME: Ann Lee
2) CARD NO.: 0012345
3) EMAIL: ann.lee@post.example

==============================
SITE
==============================

4) EMPLOYER:
5) SITE: Mill Lane
6) WHAT IS IT ABOUT (put X):
___ Unpaid wages
_X_ Disciplinary
___ Discrimination
7) SAY WHAT HAPPENED:
They came for me twice.
1) on Monday he shouted
2) on Friday he wrote it down
8) DONE ABOUT IT ALREADY: Asked him to stop.
9) LOOKING FOR: To keep my job.
10) IS THERE A MEETING? WHEN? Wednesday 11 March 2026 @ 13:00
11) WHO GAVE YOU THE FORM: The office
12) OK WITH YOU? YES OR NO: Yes
"""


def test_numbers_in_a_row_end_an_answer_whatever_is_asked_but_a_storys_own_list_does_not() -> None:
    found = values_typed(NUMBERED)
    assert found == {
        "member_name": "Ann Lee",
        "membership_number": "0012345",
        "email": "ann.lee@post.example",
        "workplace": "Mill Lane",
        "categories": ("disciplinary",),
        "summary": "They came for me twice. 1) on Monday he shouted 2) on Friday he wrote it down",
        "steps_taken": "Asked him to stop.",
        "desired_outcome": "To keep my job.",
        "key_date": "2026-03-11T13:00",
        "consent": True,
    }


def test_a_numbered_neighbour_is_a_question_and_not_the_answer_of_an_empty_one() -> None:
    def inside(label: str, said: str = "") -> str:
        return paragraph(label) + (paragraph(said) if said else "")

    found = values_in(
        table([[inside("1.1 Name", "Ann Lee"), inside("1.2 Position", "Porter")]]),
        table([[inside("1.3 Department"), inside("1.4 Lucky colour", "Green")]]),
        table([[inside("1.5 Email", "ann.lee@post.example"), inside("1.6 Telephone", "07700 900123")]]),
        table([[inside("1.7 Line manager"), inside("1.8 Shoe size", "9")]]),
        table([[inside("1.9 Membership number", "0012345"), inside("1.10 Employer", "Northgate")]]),
        paragraph("2.1 What has happened?"),
        paragraph("I was sent home."),
    )
    assert found == {
        "member_name": "Ann Lee",
        "membership_number": "0012345",
        "employer": "Northgate",
        "job_title": "Porter",
        "email": "ann.lee@post.example",
        "phone": "+447700900123",
        "summary": "I was sent home.",
    }


GAPPED = (
    "Your name, as on your payslip  Ann Lee",
    "Membership number, it is on your card  0012345",
    "Who employs you? (the council or a school)  Northgate Council",
    "What is your job called?  Teaching assistant",
    "The best number to ring you on  07700 900123",
    "What sort of problem is it? You can put more than one  Bullying",
    "Tell us in your own words what has happened. Take as much room as you need",
    "It is from my notebook:",
    "Manager: she said no.",
    "Outcome: I went home crying.",
    "When did it begin?  8 June 2026",
    "What would a good result be for you?  An apology",
)


def test_a_wide_gap_is_the_end_of_a_question_where_most_have_one_and_a_notebook_asks_nothing() -> None:
    assert values_in(*map(paragraph, GAPPED)) == {
        "member_name": "Ann Lee",
        "membership_number": "0012345",
        "employer": "Northgate Council",
        "job_title": "Teaching assistant",
        "phone": "+447700900123",
        "categories": ("bullying_harassment",),
        "summary": "It is from my notebook: Manager: she said no. Outcome: I went home crying.",
        "issue_started": "2026-06-08",
        "desired_outcome": "An apology",
    }


def test_several_questions_on_a_line_are_told_by_wider_gaps_between_them() -> None:
    found = values_in(
        paragraph("NAME  Ann Lee     MEMBER NO.  0012345"),
        paragraph("EMPLOYED AS  Gritter driver     DEPOT  Pentre yard"),
        paragraph("TEL.  07700 900123     E-MAIL  ann.lee@post.example"),
        paragraph("WHAT HAS HAPPENED  I was sent home."),
    )
    assert found == {
        "member_name": "Ann Lee",
        "membership_number": "0012345",
        "job_title": "Gritter driver",
        "workplace": "Pentre yard",
        "phone": "+447700900123",
        "email": "ann.lee@post.example",
        "summary": "I was sent home.",
    }


def test_rows_of_questions_and_answers_take_turns_also_where_some_are_strange_or_empty() -> None:
    def cells(*texts: str) -> list[str]:
        return [paragraph(text) for text in texts]

    found = values_in(
        table([cells("Hi! What's your name?", "Membership no"), cells("Ann Lee", "0012345")]),
        table(
            [
                cells("Lucky colour", "Floor or lift"),
                cells("", ""),
                cells("Job title", "Team manager"),
                cells("Adviser", "Jo Bloggs"),
                cells("Department", "Shoe size"),
                cells("Complaints", "9"),
            ]
        ),
        table(
            [
                cells("Where shall we email you?"),
                cells("ann.lee@post.example"),
                cells("What has happened?"),
                cells("I was sent home."),
                cells("What would you like us to do?"),
                cells(""),
            ]
        ),
    )
    assert found == {
        "member_name": "Ann Lee",
        "membership_number": "0012345",
        "job_title": "Adviser",
        "line_manager": "Jo Bloggs",
        "department": "Complaints",
        "email": "ann.lee@post.example",
        "summary": "I was sent home.",
    }


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7) SITE: Mill Lane", (")", (7,))),
        ("1.4 Based at", ("", (1, 4))),
        ("Q3 Your name", ("", (3,))),
        ("B. The case", ("letter .", (2,))),
        ("12 Kelham Road", None),
        ("A porter told me", None),
        ("11.30 on Monday", ("", (11, 30))),
    ],
)
def test_a_line_is_numbered_by_its_sign_its_q_or_a_second_number(
    text: str, number: tuple[str, tuple[int, ...]] | None
) -> None:
    assert number_of(text) == number


LETTERED = """A1. Full name: Ann Lee
A2. Membership number: 0012345
A3. Preferred way to be reached: E-mail
Section B - Appointment
B1. Employer: Northgate Council
B2. Grade: HO
C1. What has happened:
I was sent home.
C2. Date of the next formal stage: 26/03/2026
C3. Nature of that stage: Appeal hearing
"""


def test_letters_and_numbers_number_questions_too_and_a_section_is_no_answer() -> None:
    found = values_typed(LETTERED)
    assert found["member_name"] == "Ann Lee" and found["contact_preference"] == "E-mail"
    assert found["grade"] == "HO" and found["employer"] == "Northgate Council"
    assert (found["summary"], found["key_date"]) == ("I was sent home.", "2026-03-26")


SHOUTED = """YOUR NAME: Ann Lee
UNION NO (see your card): 0012345
GARAGE: Holm Lane
ANY WITNESSES: Two passengers
YOUR MANAGER: Jo Bloggs
TELL US WHAT HAPPENED: A van cut in on me.
Date: he said I was late
WHAT DO YOU WANT FROM US: Come in with me
"""


def test_capitals_before_a_colon_ask_also_inside_a_long_answer() -> None:
    found = values_typed(SHOUTED)
    assert found["people_involved"] == "Two passengers" and found["line_manager"] == "Jo Bloggs"
    assert found["summary"] == "A van cut in on me. Date: he said I was late"


QUOTED = """Hi, see below.

On 24 August 2026 at 09:12, Branch <help@branch.example> wrote:
> 1. What is your name?

Ann Lee

> 2. Which charity do you work for?

Open Door Homes

> 3. How should we contact you?

Please don't email my work address, because
your mail goes to my manager

> 4. What has happened?

I was sent home.

> 5. What would you like to happen?

An apology.

> 6. Do you agree that we keep these answers on the branch's
> case system for six years?

Yes
"""


def test_a_quoted_question_over_two_lines_is_one_and_what_is_not_quoted_is_never_guidance() -> None:
    found = values_typed(QUOTED)
    assert found["contact_preference"].startswith("Please don't email my work address")
    assert found["consent"] is True


@pytest.mark.long
def test_a_page_that_asks_the_same_thousands_of_times_costs_linear_time() -> None:
    def seconds(lines: int) -> float:
        text = "Name: Ann Lee\nEmail:\n" * (lines // 2)
        started = time.process_time()
        find_forms(letter(text), [], PLAIN)
        return time.process_time() - started

    seconds(1_000)
    assert seconds(8_000) < 20 * seconds(1_000) + 0.2  # it was sixty times and more


def test_options_listed_thousands_of_times_cost_linear_time() -> None:
    head = "Name: Ann Lee\nCard no.: 0012345\nEmail: ann.lee@post.example\nWhat happened? It did.\n"

    def seconds(times: int) -> float:
        options = "[ ] stress\n[ yes ] grievance\n" * times
        started = time.process_time()
        find_forms(letter(f"{head}Kind of problem:\n{options}"), [], PLAIN)
        return time.process_time() - started

    seconds(100)
    assert seconds(8_000) < 20 * seconds(1_000) + 0.2  # the list so far was gone through at every line
