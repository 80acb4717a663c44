"""Pro-formas as branches make them: bold rows that ask, crosses beside options."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.consent_between import chosen_between
from ingest.dates import Side, find_day
from ingest.form import find_forms
from ingest.page import Line, Mark, Run, plain
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word

STRUCK = "<w:strike/>"
WHO = (("Name", "Ann Lee"), ("Membership no.", "0012345"), ("Email", "ann@post.example"))
STORY = ("What has happened?", "I was sent home twice and nobody told me why.")


def read(content: bytes) -> Form:
    (form,) = find_forms(letter(), [word(content)], PLAIN).forms
    return form


def form_in(*blocks: str) -> Form:
    return read(docx("".join(blocks)))


def asked(*pairs: tuple[str, str]) -> str:
    return table([paragraph(label, bold=True), paragraph(answer)] for label, answer in pairs)


def pro_forma(*rows: tuple[str, str]) -> str:
    """Labels with their answers in one cell, two a row, over rows in bold with their answers below."""
    head = [
        ["Name: Ann Lee", "Membership No: 0012345"],
        ["Company: Hill Foods", "Occupation: Driver"],
        ["Garage: Elm Road", "Manager:"],
    ]
    below = [[cell] for question, answer in rows for cell in (paragraph(question, True), paragraph(answer))]
    return table([*([paragraph(cell) for cell in row] for row in head), *below])


def test_a_label_left_empty_is_not_answered_by_the_question_in_bold_below_it() -> None:
    form = form_in(
        pro_forma(
            ("Telephone number(s)", "07700 900123"),
            ("E-mail", "ann@post.example"),
            ("Give details. Include date, time, route or location where relevant", STORY[1]),
            ("What do you want to come out of it?", "My hours back"),
        ),
        paragraph("Signature: Ann Lee"),
        paragraph("Date: 14-Apr-2026"),
    )
    assert form.text("line_manager") == ""
    assert form.text("phone") == "+447700900123"
    assert form.text("email") == "ann@post.example"
    assert form.text("summary") == STORY[1]
    assert form.text("signed_on") == "2026-04-14"
    assert form.text("key_date") == ""


@pytest.mark.parametrize(
    "label",
    [
        "Describe the incident, with dates and names of managers present",
        "Full details of issue; include any meetings you have had with your manager",
        "Give details. Include date, time and place",
    ],
)
def test_what_a_question_bids_besides_hides_it_not(label: str) -> None:
    rows = [cell for pair in (*WHO, (label, STORY[1]), ("Outcome", "My hours")) for cell in pair]
    form = form_in(table([[paragraph(cell, not at % 2)] for at, cell in enumerate(rows)]))
    assert form.text("summary") == STORY[1]


@pytest.mark.parametrize(
    "first", [("Have you any live warnings?", ""), ("Previous warnings held", "None"), ("E-mail", "")]
)
def test_labels_with_a_colon_are_answered_behind_it_or_not_at_all(first: tuple[str, str]) -> None:
    form = form_in(
        pro_forma(
            first, ("Telephone number(s)", "07700 900123"), STORY, ("Preferred email", "ann@post.example")
        )
    )
    assert form.text("line_manager") == ""
    assert form.text("phone") == "+447700900123"


def test_two_empty_labels_side_by_side_do_not_answer_each_other() -> None:
    rows = [["Name: Ann Lee", "Membership No: 0012345"], ["Email: ann@post.example", "Occupation:"]]
    rows.append(["Garage:", "Manager:"])
    form = form_in(table([paragraph(cell) for cell in row] for row in rows), asked(STORY))
    assert form.text("workplace") == form.text("line_manager") == form.text("job_title") == ""


def test_a_cell_that_asks_and_answers_is_no_answer_to_the_empty_one_above_it() -> None:
    rows = [
        *WHO,
        STORY,
        ("Next meeting - date and time", ""),
        ("Nature of that meeting", ""),
        ("Who else has advised you?", "ACAS"),
    ]
    form = form_in(table([paragraph(one, True) + paragraph(told)] for one, told in rows))
    assert form.text("key_event") == ""
    assert form.text("other_advice") == "ACAS"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Tue 8 Sep 2026 - 1400", "2026-09-08T14:00"),
        ("8/9/26 1030", "2026-09-08T10:30"),
        ("8 Sep 2026 (1400)", "2026-09-08T14:00"),
        ("8 Sep 2026 / 1400 - 1530", "2026-09-08T14:00"),
        ("1400 on 8 Sept 2026", "2026-09-08T14:00"),
        ("8 Sep - 2026", "2026-09-08"),
        ("8 September 2026, room 1400", "2026-09-08"),
    ],
)
def test_four_figures_alone_beside_a_date_are_the_time_by_the_clock(written: str, iso: str) -> None:
    found = find_day(written, None, Side.AHEAD)
    assert found is not None
    assert found.iso() == iso


def test_a_statement_with_a_tick_behind_it_is_agreed_to_though_it_says_not_and_except_of_other_things() -> (
    None
):
    form = form_in(
        asked(*WHO, STORY),
        paragraph("What do you hope for?", bold=True),
        paragraph("My hours back"),
        paragraph(
            "We keep what you tell us, do not show it to anybody, and use it for nothing except helping you. "
            "Please tick if you are content with that:   [ ✓ ]"
        ),
    )
    assert form.values.get("consent") is True


def test_a_ticked_statement_that_says_not_of_the_agreement_is_left_to_a_person() -> None:
    form = form_in(
        asked(*WHO, STORY),
        paragraph("We keep what you tell us. I do not consent to you keeping my information   [ ✓ ]"),
    )
    assert "consent" not in form.values


@pytest.mark.parametrize(
    ("pieces", "agreed"),
    [
        ((("Data: I do / ", 0), ("do not", 1), (" * consent to you keeping this information.", 0)), True),
        ((("I ", 0), ("do", 1), (" / do not * consent to you keeping this information.", 0)), False),
        ((("I agree", 0), (" / do not agree", 1), (" to my details being kept on file.", 0)), True),
        ((("Data: I do not * consent to you keeping this information.", 0),), False),
        ((("I am * happy for you to keep this information.", 0),), True),
        ((("Data: I do / do not * consent to you keeping this information.", 0),), None),
    ],
)
def test_consent_is_what_is_left_of_a_choice_inside_the_statement(
    pieces: tuple[tuple[str, int], ...], agreed: bool | None
) -> None:
    statement = f"<w:p>{''.join(run(text, STRUCK if struck else '') for text, struck in pieces)}</w:p>"
    form = form_in(asked(*WHO, STORY), paragraph(""), statement, paragraph("Signed: Ann Lee"))
    assert form.values.get("consent") is agreed


def test_a_statement_that_offers_no_choice_chooses_none() -> None:
    assert chosen_between(plain("I consent to you keeping this information.")) is None
    assert chosen_between(plain("I do not consent to anything of the sort.")) is None
    both = Line((Run("I do"), Run(" / do not", Mark.STRUCK), Run(" agree")))
    assert chosen_between(both) == (2, True)


@pytest.mark.parametrize(("struck", "agreed"), [(0, False), (1, True), (None, None)])
def test_of_two_statements_the_one_not_struck_out_is_meant(struck: int | None, agreed: bool | None) -> None:
    two = ("I consent to the branch holding my data.", "I do not consent to the branch holding my data.")
    lines = (f"<w:p>{run(text, STRUCK if at == struck else '')}</w:p>" for at, text in enumerate(two))
    form = form_in(asked(*WHO, STORY), paragraph(""), *lines, paragraph("Signed: Ann Lee"))
    assert form.values.get("consent") is agreed


def test_a_no_struck_out_in_brackets_behind_the_statement_is_a_yes() -> None:
    said = run("I consent to the branch holding my data (YES/") + run("NO", STRUCK) + run(")")
    form = form_in(asked(*WHO, STORY), paragraph(""), f"<w:p>{said}</w:p>")
    assert form.values.get("consent") is True


def test_a_star_behind_the_last_option_hides_no_choice() -> None:
    choice = run("permanent / ") + run("temporary", STRUCK) + run(" / ") + run("agency", STRUCK) + run(" *")
    rows = [[paragraph(label, True), paragraph(told)] for label, told in (*WHO, STORY)]
    form = form_in(table([*rows, [paragraph("Contract", True), f"<w:p>{choice}</w:p>"]]))
    assert form.values.get("contract_type") == "permanent"


@pytest.mark.parametrize(
    ("answer", "value"),
    [("Permanently", "permanent"), ("On a fixed term", "fixed_term"), ("Through an agency", "agency")],
)
def test_how_somebody_is_employed_may_be_said_as_a_sentence_goes_on(answer: str, value: str) -> None:
    form = form_in(asked(*WHO, ("I am employed", answer), STORY))
    assert form.values.get("contract_type") == value


def test_lettered_questions_nobody_listed_are_told_from_their_letters() -> None:
    form = form_in(
        paragraph("(a)  Name of member:  Ann Lee"),
        paragraph("(b)  Private email:  ann@post.example"),
        paragraph("(c)  Location / facility:  Elm Road Centre"),
        paragraph("(d)  Details:  I was sent home twice."),
        paragraph("(e)  Date of forthcoming meeting:  Thursday 12th November 2026"),
        paragraph("(f)  Purpose of same:  one to one with the provider"),
    )
    assert form.text("workplace") == "Elm Road Centre"
    assert form.text("key_event") == "one to one with the provider"


def test_the_day_of_a_reply_is_the_day_of_the_form() -> None:
    asking = (*WHO, STORY, ("Date of your reply", "13/7/26"))
    form = form_in(*(paragraph(f"{label}: {told}") for label, told in asking))
    assert form.text("signed_on") == "2026-07-13"
