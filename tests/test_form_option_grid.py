"""A table of nothing but options, each marked inside its own cell; and the sender's own name and address."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word

STORY = "They told us on Monday that the night shift ends."
MARKED = run("Grading / pay", '<w:b/><w:highlight w:val="yellow"/>')
KINDS = (
    ("Investigation", "Long term sickness", "Being managed for performance"),
    ("Bullying", "Grading / pay", "Reorganisation, job at risk"),
    ("Reasonable adjustments", "Maternity, adoption, carers", "Pension"),
)


def form_in(rows: list[list[str]]) -> Form:
    who = table(
        [[paragraph("Name"), paragraph("Ann Lee")], [paragraph("Email"), paragraph("ann@post.example")]]
    )
    after = table(
        [[paragraph("What has happened?", bold=True)], [paragraph(STORY)]]
        + [[paragraph("Any adjustments you need?", bold=True)], [paragraph("A ramp")]]
    )
    blocks = (
        who,
        paragraph("What is it about? Mark all that fit.", bold=True),
        table(rows),
        paragraph(""),
        after,
    )
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    assert form.text("summary") == STORY and form.text("adjustments") == "A ramp"
    return form


@pytest.mark.parametrize("sign", ["X  {}", "{} ✓", "→ {}", "{} <--", "[x] {}"])
def test_a_sign_inside_a_cell_chooses_its_option(sign: str) -> None:
    chosen = ("Bullying", "Pension")
    rows = [[paragraph(sign.format(one) if one in chosen else one) for one in row] for row in KINDS]
    assert form_in(rows).values["categories"] == ("bullying_harassment", "pension")


def test_a_look_that_few_of_them_have_chooses() -> None:
    rows = [
        [paragraph(one) if one != "Grading / pay" else f"<w:p>{MARKED}</w:p>" for one in row] for row in KINDS
    ]
    assert form_in(rows).values["categories"] == ("pay_grading",)


@pytest.mark.parametrize("sign", ["* {}", "→ {}", "-> {}"])
def test_bullets_before_all_options_choose_none(sign: str) -> None:
    assert "categories" not in form_in([[paragraph(sign.format(one)) for one in row] for row in KINDS]).values


def test_a_tick_among_crosses_may_be_the_one_that_is_meant() -> None:
    rows = [[paragraph(f"{'✓' if one == 'Pension' else '✗'} {one}") for one in row] for row in KINDS]
    assert "categories" not in form_in(rows).values


@pytest.mark.parametrize("heads", [KINDS[0], [row[0] for row in KINDS]])
def test_a_row_or_a_column_in_bold_is_a_heading_and_chooses_nothing(heads: list[str]) -> None:
    rows = [[paragraph(one, bold=one in heads) for one in row] for row in KINDS]
    assert "categories" not in form_in(rows).values


def test_one_option_struck_out_chooses_no_other_and_is_not_chosen_by_its_sign() -> None:
    gone = f"<w:p>{run('X Pension', '<w:strike/>')}</w:p>"
    rows = [[gone if one == "Pension" else paragraph(one) for one in row] for row in KINDS]
    assert "categories" not in form_in(rows).values


def test_questions_in_the_table_of_options_are_still_asked() -> None:
    rows = [[paragraph(one) for one in row] for row in (*KINDS[:2], ("Job title", "Nurse"))]
    assert form_in(rows).text("job_title") == "Nurse"


def test_a_yes_below_an_option_is_its_mark() -> None:
    rows = [["Bullying", "Pension", "Dismissal"], ["", "yes", ""], ["Redundancy", "Discrimination", "Stress"]]
    rows += [["", "", "yes"]]
    form = form_in([[paragraph(one) for one in row] for row in rows])
    assert form.values["categories"] == ("pension", "workload_stress")


@pytest.mark.parametrize("bold", [True, False])
def test_where_none_is_marked_none_is_chosen_and_none_is_a_question(bold: bool) -> None:
    form = form_in([[paragraph(one, bold=bold) for one in row] for row in KINDS])
    assert "categories" not in form.values


# --- who writes ------------------------------------------------------------------------------------------

ROWS = [
    ["Colleague", "{name}"],
    ["Card", "0012345"],
    ["E-mail for union business", "{address}"],
    ["Employer", "Northern Mills"],
    ["Stage manager", "Jo Fell"],
    ["What has happened?", STORY],
    ["What would you like to happen?", "The shift kept"],
    ["Anybody you deal with at home", "Kit Lee"],
]


def sent_by(sender: str, writes_from: str, name: str = "Ann Lee", address: str = "ann@post.example") -> Form:
    filled = [[label, answer.format(name=name, address=address)] for label, answer in ROWS]
    rows = [[paragraph(text) for text in row] for row in filled]
    mail = replace(letter(), from_name=sender, from_address=writes_from)
    (form,) = find_forms(mail, [word(docx(table(rows)))], PLAIN).forms
    return form


@pytest.mark.parametrize("name", ["Ann Lee", "LEE Ann", "Dr Ann Lee"])
def test_a_question_nobody_listed_that_is_answered_with_the_sender_s_name_asks_for_it(name: str) -> None:
    form = sent_by(name, "Ann@Post.example")
    assert form.text("member_name") == "Ann Lee" and form.text("email") == "ann@post.example"


def test_somebody_else_s_mail_says_nothing_of_who_the_member_is() -> None:
    form = sent_by("Kit Lee", "kit@post.example")
    assert "member_name" not in form.values and "email" not in form.values


def test_an_address_is_theirs_only_where_the_name_is() -> None:
    form = sent_by("Kit Lee", "kit@post.example", address="kit@post.example")
    assert "email" not in form.values


def test_a_first_name_alone_proves_nothing() -> None:
    assert "member_name" not in sent_by("Ann", "ann@post.example", name="Ann").values


@pytest.mark.parametrize(
    "label", ["Rep", "Referred by", "Steward", "Caseworker", "Witness", "On behalf of", "Person you accuse"]
)
def test_whoever_sends_it_for_a_member_is_not_the_member(label: str) -> None:
    rows = [[label, "Ann Lee"], ["Card", "0012345"], ["Where to reach you", "ann@post.example"], *ROWS[3:]]
    mail = replace(letter(), from_name="Ann Lee", from_address="ann@post.example")
    made = docx(table([[paragraph(text) for text in row] for row in rows]))
    (form,) = find_forms(mail, [word(made)], PLAIN).forms
    assert "member_name" not in form.values


def test_where_somebody_else_is_named_beside_the_sender_nobody_is_the_member() -> None:
    rows = [["Player", "Ann Lee"], ["Card", "0012345"], ["Player concerned", "Bo Fry"], *ROWS[3:]]
    mail = replace(letter(), from_name="Ann Lee", from_address="ann@post.example")
    made = docx(table([[paragraph(text) for text in row] for row in rows]))
    (form,) = find_forms(mail, [word(made)], PLAIN).forms
    assert "member_name" not in form.values


@pytest.mark.parametrize("label", ["Inbox we may not use", "Partner's email", "Manager's email"])
def test_the_sender_s_address_is_not_taken_from_where_the_form_asks_for_another(label: str) -> None:
    rows = [["Full name", "Ann Lee"], [label, "ann@post.example"], *ROWS[3:]]
    mail = replace(letter(), from_name="Ann Lee", from_address="ann@post.example")
    made = docx(table([[paragraph(text) for text in row] for row in rows]))
    (form,) = find_forms(mail, [word(made)], PLAIN).forms
    assert form.text("member_name") == "Ann Lee" and "email" not in form.values
