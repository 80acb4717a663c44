"""Shapes of forms that each need something of their own."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word


def bold(text: str) -> str:
    return paragraph(text, bold=True)


def values(body: str = "", text: str = "") -> dict[str, Value]:
    documents = [word(docx(body))] if body else []
    (form,) = find_forms(letter(text), documents, PLAIN).forms
    return form.values


START = ((bold("Name"), paragraph("Jo Park")), (bold("Membership number"), paragraph("1234567")))
END = ((bold("What has happened?"), paragraph("They cut my hours.")),)


def test_numbers_may_have_a_column_of_their_own() -> None:
    asked = ("Name", "Membership No.", "Nature of the problem", "Details of the case")
    given = ("Jo Park", "1234567", "disciplinary", "I did not swear.")
    rows = [
        (paragraph(str(at)), paragraph(a), paragraph(b))
        for at, (a, b) in enumerate(zip(asked, given, strict=True))
    ]
    assert values(table(rows)) == {
        "member_name": "Jo Park",
        "membership_number": "1234567",
        "categories": ("disciplinary",),
        "summary": "I did not swear.",
    }


def test_an_answer_may_stand_below_its_question_in_the_same_cell() -> None:
    rows = [
        (bold("Full name") + paragraph("Jo Park"), bold("Date of birth") + paragraph("1/2/1980")),
        (bold("Member no") + paragraph("1234567"), bold("Date joined") + paragraph("1 May 2010")),
        (bold("What would you like us to do?") + paragraph("Come along"), bold("Urgent?") + paragraph("Yes")),
        (
            bold("Reason for referral") + paragraph("Sickness"),
            bold("Next meeting") + paragraph("1/12/26, 2pm"),
        ),
    ]
    assert values(table(rows)) == {
        "member_name": "Jo Park",
        "membership_number": "1234567",
        "joined_union": "2010-05-01",
        "categories": ("sickness_absence",),
        "desired_outcome": "Come along",
        "key_date": "2026-12-01T14:00",
    }


def test_options_may_be_marked_under_yes_and_no() -> None:
    grid = table(
        [
            (bold("Issue"), bold("Yes"), bold("No")),
            (paragraph("Grievance"), paragraph("x"), paragraph("")),
            (paragraph("Disciplinary"), paragraph(""), paragraph("x")),
            (paragraph("Pay"), paragraph("x"), paragraph("")),
            (paragraph("Do you consent to us keeping this?"), paragraph(""), paragraph("x")),
        ]
    )
    found = values(table(START) + grid + table(END))
    assert found["categories"] == ("grievance", "pay_grading") and found["consent"] is False


@pytest.mark.parametrize(("yes", "no", "said"), [("", "<w:strike/>", True), ("<w:strike/>", "", False)])
def test_yes_and_no_may_have_a_cell_each_and_one_be_struck_out(yes: str, no: str, said: bool) -> None:
    cells = (
        bold("Do you consent to us keeping this?"),
        f"<w:p>{run('Yes', yes)}</w:p>",
        f"<w:p>{run('No', no)}</w:p>",
    )
    assert values(table([*START, cells, *END]))["consent"] is said


def test_a_question_may_reach_down_over_several_rows_of_options() -> None:
    def row(merge: str, question: str, option: str) -> str:
        left = f'<w:tc><w:tcPr><w:vMerge w:val="{merge}"/></w:tcPr>{bold(question)}</w:tc>'
        return f"<w:tr>{left}<w:tc>{paragraph(option)}</w:tc></w:tr>"

    tall = (
        row("restart", "Type of issue", "☐ Grievance")
        + row("continue", "", "☒ Pay")
        + row("continue", "", "☒ Pension")
    )
    body = table(START) + f"<w:tbl>{tall}</w:tbl>" + table(END)
    assert values(body)["categories"] == ("pay_grading", "pension")


def test_question_and_answer_may_share_a_paragraph_of_which_only_the_question_is_bold() -> None:
    pairs = (
        ("Name: ", "Jo Park"), ("Membership number: ", "1234567"), ("School: ", "Hill Primary"),
        ("Pronouns: ", "they/them"), ("Issue: ", "Workload"),
        ("Summary of the issue: ", "Three extra classes."),
    )  # fmt: skip
    body = "".join(f"<w:p>{run(label, '<w:b/>')}{run(answer)}</w:p>" for label, answer in pairs)
    assert values(body + paragraph("My manager: Sam. He says no.")) == {
        "member_name": "Jo Park",
        "membership_number": "1234567",
        "workplace": "Hill Primary",
        "categories": ("workload_stress",),
        "summary": "Three extra classes. My manager: Sam. He says no.",
    }


def test_several_questions_may_share_a_plain_line_and_a_signature_ends_the_last_answer() -> None:
    body = "".join(
        paragraph(line)
        for line in (
            "Name: Jo Park\tMembership number: 1234567",
            "Phone: 07700 900333    Email: jo@post.example",
            "Please describe the issue:",
            "Sam shouted at me. HR said: contract terms apply.",
            "What do you want from the union?",
            "Advice",
            "Signed: Jo Park\tDate: 20/11/2026",
        )
    )
    assert values(body) == {
        "member_name": "Jo Park",
        "membership_number": "1234567",
        "email": "jo@post.example",
        "phone": "+447700900333",
        "summary": "Sam shouted at me. HR said: contract terms apply.",
        "desired_outcome": "Advice",
        "signed_on": "2026-11-20",
    }


def test_a_notice_from_a_web_form_is_read() -> None:
    text = """A new submission has been received.

Name
Jo Park

Email address
jo@post.example

Membership number
1234567

Type of case
Redundancy, Contract

Please describe your problem
They will close the lab.
All of us are at risk.

GDPR consent
Yes

---
This email was sent from a form on the branch's website.
"""
    assert values(text=text) == {
        "member_name": "Jo Park",
        "membership_number": "1234567",
        "email": "jo@post.example",
        "categories": ("contract", "redundancy"),
        "summary": "They will close the lab. All of us are at risk.",
        "consent": True,
    }


def test_the_stars_of_bold_questions_in_plain_text_do_not_count() -> None:
    text = "*Name:* Jo Park\n*Membership number:* 1234567\n*Issue:* pay\n*What has happened?* They cut it.\n"
    assert values(text=text) == {
        "member_name": "Jo Park",
        "membership_number": "1234567",
        "categories": ("pay_grading",),
        "summary": "They cut it.",
    }


def test_answers_beside_the_labels_of_an_html_table_are_read() -> None:
    rows = (
        ("Name", "Jo Park"),
        ("Membership number", "1234567"),
        ("Type of problem", "pay"),
        ("Summary", "They cut it."),
    )
    text = "\n".join(f"{label:<24}{answer}" for label, answer in rows)
    assert values(text=text)["membership_number"] == "1234567"
    assert values(text=text)["summary"] == "They cut it."


ISSUES = ("Grievance", "Disciplinary", "Sickness absence", "Redundancy", "Bullying", "Pay")


@pytest.mark.parametrize("pairs", [1, 2, 3])
def test_issues_beside_columns_to_tick_are_no_list(pairs: int) -> None:
    heads = tuple(bold(text) for _ in range(pairs) for text in ("Issue", "Tick"))
    wanted = ("Disciplinary", "Pay")
    cells = [paragraph(text) for issue in ISSUES for text in (issue, "x" if issue in wanted else "")]
    rows = [tuple(cells[at : at + 2 * pairs]) for at in range(0, len(cells), 2 * pairs)]
    found = values(table(START) + table([heads, *rows]) + table(END))
    assert set(found["categories"]) == {"disciplinary", "pay_grading"}
    assert found["summary"] == "They cut my hours."


def test_the_heading_of_a_numbered_part_asks_nothing() -> None:
    def row(*cells: str) -> str:
        return table([[*map(bold, cells[:-1]), paragraph(cells[-1])]])

    story = "On 2 March the manager came into my class and shouted at me in front of all sixteen of them."
    asks = bold("5.1  Please set out the background and details of your problem in the space below.")
    guides = paragraph("The details should include the dates on which things happened and who said what.")
    found = values(
        "".join(
            [
                table([[bold("1   Your details")]]),
                row("1.1", "Name", "Ann Lee"),
                row("1.2", "Membership number", "0012345"),
                row("1.3", "Email", "ann@post.example"),
                table([[bold("2   Your job")]]),
                row("2.1", "Employer", "Northgate College"),
                row("2.2", "Which school, site, ward or depot do you work at?", "Millfield annexe"),
                table([[bold("5   Background and details")]]),
                table([[asks + guides], [paragraph(story)]]),
                table([[bold("6   Hearings and time limits")]]),
                row("6.1", "Date and time of the next hearing", "14 May 2026 at 2.15pm"),
            ]
        )
    )
    assert found["summary"] == story
    assert found["employer"] == "Northgate College"
    assert found["workplace"] == "Millfield annexe"
    assert str(found["key_date"]).startswith("2026-05-14")


def test_questions_lettered_within_numbers_and_underlined_headings_are_the_forms() -> None:
    text = """\
ABOUT YOU
---------
1a What is your name: Ann Lee
1b Your union number: 0012345
1c Your own email address: ann@post.example
1d Best way to contact you:

ABOUT THE PROBLEM
-----------------
2a Tell us the story in your own words:
They sent me home.

Problem: I love the job. Answer: I'm not able to go on.

2b When did it start: 3 March 2026
2c What the meeting is for: grievance meeting
2d Anything we should do to make it easier for you to take part:

PERMISSION
----------
2e Can we keep this on file (yes or no): yes
"""
    found = values(text=text)
    assert str(found["summary"]).startswith("They sent me home.")
    assert str(found["summary"]).endswith("I'm not able to go on.")
    assert found["key_event"] == "grievance meeting"
    assert not {"contact_preference", "adjustments"} & set(found)


def test_labels_side_by_side_are_answered_side_by_side_on_the_next_line() -> None:
    lines = [
        "Name\tMembership number", "Hamish Pellow\tPF 22 904", "",
        "Phone (mobile preferred)\tE-mail address", "07700 900650\thamish@post.example", "",
        "Employer\tOffice or depot", "Solway Ferries Ltd\tPort Erran", "",
        "What happened? Give dates and names.", "We were told at nine that our contracts were ended.", "",
        "Next hearing (date, time)\tType of hearing", "",
    ]  # fmt: skip
    found = values("".join(map(tabbed, lines)))
    assert found["member_name"] == "Hamish Pellow"
    assert found["membership_number"] == "PF22904"
    assert found["phone"] == "+447700900650"
    assert (found["employer"], found["workplace"]) == ("Solway Ferries Ltd", "Port Erran")
    assert found["summary"] == "We were told at nine that our contracts were ended."


def tabbed(text: str) -> str:
    pieces = text.split("\t")
    return f"<w:p>{'<w:r><w:tab/></w:r>'.join(run(piece) for piece in pieces)}</w:p>"


def test_an_arrow_behind_a_label_leads_to_its_answer() -> None:
    text = """\
WHO ARE YOU? ==> Dave Entwistle
MEMBERSHIP NO ==> 4040117
EMAIL (home one!) ==> dave@post.example
WHERE DO YOU WORK ==> Holme reservoir
WHAT AS ==> Treatment operator
WHAT'S HAPPENED ==> They put trackers in the vans -> and I got pulled in.
WHAT DO YOU WANT ==> the data wiped
"""
    found = values(text=text)
    assert found["workplace"] == "Holme reservoir"
    assert found["summary"] == "They put trackers in the vans -> and I got pulled in."
    assert found["desired_outcome"] == "the data wiped"


def test_what_is_typed_over_the_middle_of_a_dotted_line_is_read_without_its_dots() -> None:
    lines = [
        "Name: ..Ann Lee.............................",
        "Membership no.: ..0012345..................",
        "Home e-mail: ..ann@post.example............",
        "What has gone on: ..They sent me home......",
        "Date of any meeting: ..18/03/26, 3.45 pm.....",
    ]
    found = values("".join(map(paragraph, lines)))
    assert (found["member_name"], found["email"]) == ("Ann Lee", "ann@post.example")
    assert str(found["key_date"]).startswith("2026-03-18")
