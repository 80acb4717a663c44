"""Forms whose fields, marks and signatures say what is meant where the words do not."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.documents.acronames import spoken
from ingest.form import find_forms
from tests.support.documents import control, docx, legacy_text, paragraph, run, table
from tests.support.returned import PLAIN, letter, word

BOLD = "<w:b/>"
PERSON = (
    ("Name", "Ann Lee"),
    ("Email", "ann@post.example"),
    ("Job title", "Cook"),
    ("Membership number", "0012345"),
)
STORY = paragraph("What has happened?", True) + paragraph("They cut the break and told nobody.")


def form_in(*blocks: str) -> Form:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return form


def form_of(text: str) -> Form:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return form


def cells(*rows: tuple[str, ...]) -> str:
    return table([[paragraph(text) for text in row] for row in rows])


def filled(text: str) -> str:
    return f"<w:p>{legacy_text(text)}</w:p>"


def test_a_first_row_with_a_filled_field_heads_no_list() -> None:
    hearing = table(
        [
            [paragraph("Hearing fixed for (date/time)"), filled("18 August 2026 at 0830")],
            [paragraph("Stage"), filled("Disciplinary hearing")],
            [paragraph("Representative requested"), filled("Somebody from another site")],
        ]
    )
    form = form_in(cells(*PERSON), STORY, hearing)
    assert form.text("key_date") == "2026-08-18T08:30"


def test_the_story_so_far_is_the_story_below_a_title_that_only_sounds_like_one() -> None:
    told = table([[paragraph("They cut the break.")]])
    form = form_in(
        paragraph("Tell us about it", True), cells(*PERSON), paragraph("7. The story so far", True), told
    )
    assert form.text("summary") == "They cut the break."
    assert "steps_taken" not in form.values


def test_what_a_program_calls_a_field_gives_way_to_the_words_printed_beside_it() -> None:
    assert spoken("mem", "Member ID") == spoken("emp_2", "Employer") == ""
    assert spoken("mem", "") == "mem"
    assert spoken("Your number on our books", "No.") == "Your number on our books"


@pytest.mark.parametrize(("name", "agreed"), [("...Ann Lee......", True), ("..............", None)])
def test_a_statement_of_consent_is_agreed_to_by_the_signature_behind_it(
    name: str, agreed: bool | None
) -> None:
    stated = "I permit the branch to retain this and to disclose it. Signature (typed is enough):"
    form = form_in(cells(*PERSON), STORY, paragraph("Permission", True), paragraph(f"{stated} {name}"))
    assert form.values.get("consent") is agreed


def test_a_ticked_box_that_bids_to_tick_is_ticked() -> None:
    bid = "☒ Tick to agree to the branch privacy statement (we store this form and use it for your case)"
    assert form_in(cells(*PERSON), STORY, paragraph(bid)).values["consent"] is True


def test_an_answer_behind_a_bold_label_opens_no_part_of_another_person() -> None:
    lines = (("Department or agency", "Revenue"), ("Post held", "Contact Adviser"), ("Pay grade", "AO"))
    asked = (f"<w:p>{run(f'{label}  ', BOLD)}{control(told)}</w:p>" for label, told in (*PERSON[:2], *lines))
    form = form_in(*asked, STORY)
    assert (form.text("job_title"), form.text("grade")) == ("Contact Adviser", "AO")


def test_a_date_below_a_name_that_was_left_empty_is_not_the_name() -> None:
    signed = paragraph("Name:  ") + paragraph("Date:  28/4/26")
    form = form_in(
        paragraph("Full name", True) + paragraph("Ann Lee"),
        paragraph("Email", True) + paragraph("ann@post.example"),
        paragraph("Job title", True) + paragraph("Cook"),
        STORY,
        paragraph("What outcome do you want?", True) + table([[paragraph("The break back.")]]),
        signed,
    )
    assert (form.text("member_name"), form.text("signed_on")) == ("Ann Lee", "2026-04-28")


def test_options_crossed_out_are_no_story() -> None:
    kinds = (
        "discipline",
        "safety",
        "wages",
        "sickness",
        "harassment",
        "dismissal",
        "redundancy",
        "other matter",
    )
    list_of = run(" / ").join(run(kind, "" if kind == "wages" else "<w:strike/>") for kind in kinds)
    asked = table(
        [
            [paragraph("Matter (cross out what is not meant)"), f"<w:p>{list_of}</w:p>"],
            [
                paragraph("Report"),
                paragraph("They paid me short three months running and say it is the system."),
            ],
        ]
    )
    form = form_in(cells(*PERSON), asked)
    assert form.values["categories"] == ("pay_grading",)
    assert "dismissal" not in form.text("summary")


def test_the_action_that_is_required_is_what_the_member_wants() -> None:
    form = form_in(
        cells(*PERSON), STORY, paragraph("ACTION REQUIRED", True), paragraph("A written contract.")
    )
    assert form.text("desired_outcome") == "A written contract."
    assert "steps_taken" not in form.values


def test_what_is_left_of_a_date_in_a_sentence_before_the_meetings_name_is_no_part_of_it() -> None:
    asked = cells(("Are there any dates we must not miss?", "Yes. 3/11/26 at 3.30pm. Fact finding meeting"))
    form = form_in(cells(*PERSON), STORY, asked)
    assert (form.text("key_date"), form.text("key_event")) == ("2026-11-03T15:30", "Fact finding meeting")
