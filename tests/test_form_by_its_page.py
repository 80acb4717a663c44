"""Questions told by how their page puts them: numbers beside them, grey labels, kinds of employer."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from casework.model import Value
from ingest.form import find_forms
from ingest.inprocess import read_in_process
from tests.support.documents import control, docx, paragraph, table
from tests.support.returned import PLAIN, letter, word
from tests.support.spreadsheets import BOLD, Sheet, xlsx
from tests.support.spreadsheets import Value as CellValue

BARE = 0


def in_document(content: bytes) -> dict[str, Value]:
    (form,) = find_forms(letter(), [word(content, "form.bin")], PLAIN).forms
    return dict(form.values)


def numbered_sheet(counted: bool = True) -> bytes:
    rows: list[tuple[str, str]] = [
        ("Full name", "Ann Lee"), ("Email", "ann.lee@post.example"), ("Line manager", "Jo Hill"),
        ("THE MATTER: put an x", ""), ("Disciplinary", ""), ("Pay", "x"), ("Other", "x"),
        ("What has happened?", "They cut my hours."), ("Which meeting", ""),
        ("THE END", ""), ("Date completed", "16 November 2026"),
    ]  # fmt: skip
    heads = {"THE MATTER: put an x", "THE END"}
    options = {"Disciplinary", "Pay", "Other"}
    sheet: dict[str, tuple[CellValue, int]] = {"B1": ("Casework sheet", BOLD)}
    number = 0
    for at, (label, said) in enumerate(rows, 2):
        sheet[f"B{at}"] = (label, BOLD if label in heads else BARE)
        if counted and label not in heads | options:
            number += 1
            sheet[f"A{at}"] = (str(number), BARE)
        if said:
            sheet[f"C{at}"] = (said, BARE)
    return xlsx(Sheet(sheet))


@pytest.mark.parametrize("counted", [True, False], ids=["numbered", "not numbered"])
def test_a_column_that_counts_the_questions_of_a_sheet_changes_nothing(counted: bool) -> None:
    assert in_document(numbered_sheet(counted)) == {
        "member_name": "Ann Lee",
        "email": "ann.lee@post.example",
        "line_manager": "Jo Hill",
        "categories": ("other", "pay_grading"),
        "summary": "They cut my hours.",
        "signed_on": "2026-11-16",
    }


def asked_in_table(label: str, said: str, *more: tuple[str, str]) -> dict[str, Value]:
    pairs = [
        ("Email", "ann.lee@post.example"), ("Telephone", "07700 900123"), ("Membership number", "0012345"),
        (label, said), ("What has happened?", "They cut my hours."), *more,
    ]  # fmt: skip
    rows = [[paragraph(asked, bold=True), paragraph(answer)] for asked, answer in pairs]
    return in_document(docx(table(rows)))


@pytest.mark.parametrize(
    "label",
    [
        "Airline, airport contractor or agency",
        "Council / trust / contractor",
        "Your charity, society or business",
    ],
)
def test_a_row_of_kinds_of_body_asks_for_the_employer(label: str) -> None:
    asked = label.replace("airport ", "")
    assert asked_in_table(asked, "Northgate")["employer"] == "Northgate"


def test_a_row_of_kinds_of_body_asks_nothing_where_the_employer_is_asked_elsewhere() -> None:
    found = asked_in_table("Bank, society or insurer", "Hill & Co", ("Who employs you?", "Northgate"))
    assert found["employer"] == "Northgate" and "Hill & Co" not in found.values()


@pytest.mark.parametrize(
    "label",
    [
        "What should we call you, and your surname",
        "Preferred first name and family name",
        "Forename(s) & surname",
    ],
)
def test_a_first_name_with_the_surname_is_the_members_whole_name(label: str) -> None:
    assert asked_in_table(label, "Ann Lee")["member_name"] == "Ann Lee"


@pytest.mark.parametrize("label", ["Manager's first name and surname", "Witness: name and surname"])
def test_another_persons_name_and_surname_are_not_the_members(label: str) -> None:
    found = asked_in_table("Full name", "Ann Lee", (label, "Jo Hill"))
    assert found["member_name"] == "Ann Lee"
    assert "member_name" not in asked_in_table(label, "Jo Hill")


@pytest.mark.parametrize(
    "label", ["What the date in box 5 is", "What the date in question 5 is", "Next hearing (type)"]
)
def test_a_question_that_names_another_by_its_number_asks_as_without_it(label: str) -> None:
    found = asked_in_table(
        "Full name", "Ann Lee", ("Date of your next hearing", "3 Dec 2026"), (label, "Stage one")
    )
    assert found["key_event"] == "Stage one"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("FT until 31/3/27", "fixed_term"),
        ("Full time till Aug 2027", "fixed_term"),
        ("post ends 2027", "fixed_term"),
        ("Permanent, here until I retire", "permanent"),
        ("casual until Easter", "hourly_paid"),
    ],
)
def test_a_contract_with_an_end_is_for_a_fixed_term(said: str, value: str) -> None:
    assert asked_in_table("Type of contract", said)["contract_type"] == value


def receipt(label: str, said: str) -> dict[str, Value]:
    """What a survey sends back: questions in bold, its own field for the address in grey."""
    asked = (
        ("Your name", "Ann Lee"), ("Membership number", "0012345"),
        ("Describe your situation", "They cut my hours."), ("What outcome would you like?", "My hours."),
    )  # fmt: skip
    html = f'<p style="color:#999999">{label}</p><p>{said}</p><br>' + "".join(
        f"<p><b>{question}</b></p><p>{answer}</p>" for question, answer in asked
    )
    message = EmailMessage()
    message["From"] = "Ann Lee <ann@work.example>"
    message["To"] = "casework@branch.example"
    message["Subject"] = "Form"
    message["Date"] = "Sat, 21 Nov 2026 09:30:00 +0000"
    message.set_content(html, subtype="html")
    (form,) = read_in_process(message.as_bytes(), PLAIN).forms
    return dict(form.values)


@pytest.mark.parametrize(
    ("label", "said", "field", "value"),
    [
        ("Email address", "ann.lee@post.example", "email", "ann.lee@post.example"),
        ("Mobile", "07700 900123", "phone", "+447700900123"),
    ],
)
def test_a_grey_label_over_what_can_only_answer_it_asks(
    label: str, said: str, field: str, value: str
) -> None:
    assert receipt(label, said)[field] == value


def test_a_grey_label_over_other_words_asks_nothing() -> None:
    assert "email" not in receipt("Email address", "is recorded with this form")


def test_a_label_that_is_not_bold_asks_over_what_was_typed_into_a_field() -> None:
    def typed(text: str) -> str:
        return paragraph("").replace("</w:p>", control(text) + "</w:p>")

    pairs = (
        ("Full name", "Ann Lee"),
        ("Email", "ann.lee@post.example"),
        ("What has happened?", "They cut my hours."),
    )
    body = "".join(paragraph(label, bold=True) + typed(said) for label, said in pairs)
    found = in_document(
        docx(
            body
            + paragraph("☒ I agree that the union keeps these details.")
            + paragraph("Completed on")
            + typed("12 November 2026")
        )
    )
    assert found["signed_on"] == "2026-11-12"


HEADED = ("Full name", "Ann Lee"), ("What has happened?", "They cut my hours."), ("Union number", "0012345")


@pytest.mark.parametrize("foot", [False, True])
def test_an_address_above_or_below_all_bold_questions_is_the_branch_s(foot: bool) -> None:
    told = ("Northgate branch", "", "Email", "office@branch.example", "Phone", "0113 496 0000")
    block = "".join(map(paragraph, told))
    asked = "".join(paragraph(label, bold=True) + paragraph(told) for label, told in HEADED)
    asked += paragraph("What outcome do you want?", bold=True) + paragraph("My hours back")
    found = in_document(docx(asked + paragraph("") + block if foot else block + asked))
    assert not {"email", "phone"} & found.keys()


@pytest.mark.parametrize("label", ["Bank or building society", "Bank / credit union"])
def test_where_somebody_banks_is_no_employer(label: str) -> None:
    rows = [["Full name", "Ann Lee"], [label, "Halifax"], ["What has happened?", "They cut my hours."]]
    rows += [["Union number", "0012345"], ["What outcome do you want?", "My hours back"]]
    made = docx(table([[paragraph(text) for text in row] for row in rows]))
    (form,) = find_forms(letter(), [word(made)], PLAIN).forms
    assert "employer" not in form.values


def test_a_day_alone_is_no_event() -> None:
    rows = [
        ["Full name", "Ann Lee"],
        ["What has happened?", "They cut my hours."],
        ["Union number", "0012345"],
    ]
    rows += [
        ["What the date in line 14 is", "3 December 2026"],
        ["What outcome do you want?", "My hours back"],
    ]
    made = docx(table([[paragraph(text) for text in row] for row in rows]))
    (form,) = find_forms(letter(), [word(made)], PLAIN).forms
    assert "key_event" not in form.values


def test_of_two_numbers_told_digit_by_digit_none_is_made_of_both() -> None:
    rows = [
        ["Full name", "Ann Lee"],
        ["Telephone", "0 7 7 0 0 9 0 0 1 2 3   0 1 1 3 4 9 6 0 5 5 5"],
        *HEADED[1:],
    ]
    rows += [["What outcome do you want?", "My hours back"]]
    made = docx(table([[paragraph(text) for text in row] for row in rows]))
    (form,) = find_forms(letter(), [word(made)], PLAIN).forms
    assert form.values.get("phone") == "+447700900123"


def test_an_answer_in_bold_below_its_label_in_a_sheet_is_no_heading() -> None:
    rows = [
        ("Full name", "Ann Lee"),
        ("Email", ""),
        ("", ""),
        ("Their name", "Bo Fry"),
        ("Email", "bo@acme.example"),
    ]
    rows += [("What has happened?", "They cut my hours."), ("When did it start?", "3 May 2026")]
    rows += [("What outcome do you want?", "My hours back")]
    cells: dict[str, tuple[CellValue, int]] = {}
    for at, (label, said) in enumerate(rows, 1):
        cells |= {f"A{at}": (label, BARE), f"B{at}": (said, BARE)}
    cells["A3"] = ("ann.lee@post.example", BOLD)
    cells = {place: one for place, one in cells.items() if one[0]}
    assert in_document(xlsx(Sheet(cells)))["email"] == "ann.lee@post.example"


def test_a_heading_between_lines_to_write_on_is_still_the_office_s() -> None:
    page = "Full name ________\nAnn Lee\nTelephone ________\n07700 900123\nJob title _______\nCook\n"
    page += (
        "What has happened? ______\nThey cut my hours.\n________________\nFor office use\n________________\n"
    )
    page += "Email\nbranch@union.example\nWhen did it start? ______\n3 May 2026\n"
    (form,) = find_forms(letter(page), [], PLAIN).forms
    assert "email" not in form.values and form.text("job_title") == "Cook"
