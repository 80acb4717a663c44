"""Forms of dotted lines side by side: typed over wholly, left empty, with a question in the same line."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.form import find_forms
from ingest.overtyped import apart, overtyped
from ingest.page import Line, plain
from ingest.reading import FormSettings
from ingest.wordings import load_wordings
from tests.support.documents import docx, paragraph, run
from tests.support.returned import PLAIN, letter, word

KNOWN = load_wordings(FormSettings({}, {}))
STORY = "Sent home on 4 May without pay, and nobody says why."
TYPED = (
    "Name of member Orla Finch\tCard number 09/4471",
    "Tel. 01632 960 815\tE-mail orla@post.example",
    "Firm Crust & Sons\tPlant Canal Road",
    "Occupation Oven hand\tSupervisor Mr Penn",
)


def in_document(*lines: str) -> dict[str, Value]:
    (form,) = find_forms(letter(), [word(docx("".join(lines)))], PLAIN).forms
    return dict(form.values)


def form(*lines: str) -> dict[str, Value]:
    told = [paragraph("State the facts:", bold=True), paragraph(STORY)]
    return in_document(*map(paragraph, TYPED), *told, *map(paragraph, lines))


def test_labels_side_by_side_are_told_from_what_was_typed_over_their_dots() -> None:
    values = form("Date of next meeting 25/11/2026\tPurpose appeal")
    assert values["member_name"] == "Orla Finch"
    assert (values["phone"], values["email"]) == ("+441632960815", "orla@post.example")
    assert (values["employer"], values["job_title"]) == ("Crust & Sons", "Oven hand")
    assert values["line_manager"] == "Mr Penn"
    assert values["key_date"] == "2026-11-25"


@pytest.mark.parametrize(
    "lines",
    [
        TYPED[:2],
        ("Name the price\tTel. 1", "Firm hand\tPlant a tree", "Post it\tJob done"),
        ("Name of member: Orla\tCard: 1", "Firm: Crust\tPlant: Canal", "Job: Hand\tGrade: 3"),
        ("Firm Crust", "Name Orla", "Job Hand", "Tel. 1", "Grade 3"),
    ],
    ids=["two lines", "no answers", "colons", "no tabs"],
)
def test_a_page_without_several_such_lines_is_left_as_it_is(lines: tuple[str, ...]) -> None:
    assert not overtyped([plain(text) for text in lines], KNOWN)


def test_a_piece_that_begins_with_no_label_we_know_answers_nothing() -> None:
    first, second = apart(plain("Occupation Oven hand\tMixing vat or line Vat 4"), KNOWN)
    assert (first.text, second.text) == ("Occupation: Oven hand", "Mixing vat or line Vat 4: ")
    assert list(apart(plain("I was at work."), KNOWN)) == [plain("I was at work.")]
    assert list(apart(Line(), KNOWN)) == [Line()]


DOTS = "." * 24
DOTTED = (
    f"Name ......Orla Finch......\tCard number {DOTS}",
    "Tel. ......07700 900123......\tE-mail ......orla@post.example......",
    f"Supervisor {DOTS}\tJoined the union 3 May 1998",
    f"Date of next meeting {DOTS}\tPurpose {DOTS}",
)


def dotted(*lines: str) -> dict[str, Value]:
    told = [paragraph("State the facts:", bold=True), paragraph(STORY)]
    return in_document(*map(paragraph, DOTTED), *told, *lines)


def test_a_dotted_line_left_empty_is_not_answered_by_the_question_behind_the_tab() -> None:
    values = dotted()
    assert "line_manager" not in values and "key_event" not in values
    assert values["joined_union"] == "1998-05-03"


@pytest.mark.parametrize("word_for_it", ["branch", "Union"])
def test_a_statement_with_both_ways_printed_is_no_answer_to_the_question_above_it(word_for_it: str) -> None:
    asks = paragraph("Have you consulted a solicitor or other body?", bold=True)
    values = dotted(asks, paragraph(f"I do / do not consent to my details being kept by the {word_for_it}."))
    assert "other_advice" not in values and "consent" not in values


def test_if_yes_behind_a_yes_and_a_no_asks_another_thing() -> None:
    struck = run("No", "<w:strike/>")
    first, behind = run("Have you consulted a solicitor or other body? Yes / "), run("   If yes, who? ")
    line = f"<w:p>{first}{struck}{behind}{run('......Citizens Advice......')}</w:p>"
    values = dotted(line, paragraph("Signature: Orla Finch"))
    assert values["other_advice"] == "Citizens Advice"
    assert "key_event" not in values
