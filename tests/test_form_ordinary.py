"""Ordinary forms that somebody in a branch once typed in Word, and how members fill them in."""

from __future__ import annotations

from datetime import date

import pytest

from casework.model import Form
from ingest.dates import Side, find_day
from ingest.form import find_forms
from ingest.kind_words import ASKS, TROUBLE
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word


def form_in(*blocks: str) -> Form:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return form


def grid(*rows: list[str]) -> str:
    return table([paragraph(cell) for cell in row] for row in rows)


def bold(text: str, more: str = "") -> str:
    return f"<w:p>{run(text, '<w:b/>')}{run(more)}</w:p>"


WHO = (["Name", "Ann Lee"], ["Membership no.", "0012345"], ["Email", "ann@post.example"])


def test_numbered_questions_are_no_answers_to_themselves() -> None:
    form = form_in(
        paragraph("Name: ______Ann Lee______"),
        paragraph("Membership number: ____0012345____     Mobile: ____07700 900123____"),
        paragraph("Home email: ____ann@post.example____"),
        bold("1.  What is the problem?"),
        paragraph("They cut my hours without a word to me, twice since May."),
        bold("2.  Who is part of this, as far as you know"),
        paragraph("Jo Bloggs"),
        bold("3.  What have you done about it already?"),
        paragraph("I wrote to HR"),
        bold("4.  What are you hoping for?"),
        paragraph("My hours back"),
    )
    assert form.text("member_name") == "Ann Lee"
    assert form.text("phone") == "+447700900123"
    assert form.text("summary").startswith("They cut my hours")
    assert form.text("desired_outcome") == "My hours back"


def test_an_answer_behind_its_blank_is_told_from_the_label_after_it() -> None:
    form = form_in(
        paragraph("Name: ____________ Ann Lee"),
        paragraph("Membership number: ____________ 0012345     Mobile: ____________ 07700 900123"),
        paragraph("Email: ____________ ann@post.example"),
        paragraph("What has happened? ____________ I was sent home."),
    )
    assert form.text("membership_number") == "0012345"
    assert form.text("phone") == "+447700900123"


def test_what_the_office_fills_in_ends_with_its_own_table() -> None:
    office = table([[bold("FOR BRANCH USE ONLY")], [paragraph("Case no."), paragraph("")]])
    form = form_in(office, paragraph("Please type."), grid(*WHO, ["What has happened?", "I was sent home."]))
    assert form.text("member_name") == "Ann Lee"
    assert form.text("email") == "ann@post.example"


def test_what_stands_behind_a_question_over_a_box_tells_what_to_write() -> None:
    form = form_in(
        bold("What is your name?"),
        grid(["Ann Lee"]),
        bold("Membership number"),
        grid(["0012345"]),
        bold("How can we get hold of you?", "   phone, personal email, best time of day"),
        table([["".join(map(paragraph, ("07700 900123", "ann@post.example", "afternoons are best")))]]),
        bold("What is going on?", "   go on to another sheet if you need to"),
        grid(["I was sent home."]),
        bold("What would put it right?"),
        grid(["An apology"]),
    )
    assert form.text("phone") == "+447700900123"
    assert form.text("email") == "ann@post.example"
    assert form.text("contact_preference") == "afternoons are best"
    assert form.text("summary") == "I was sent home."


def test_an_address_and_a_number_in_each_others_boxes_are_exchanged_and_doubtful() -> None:
    rows = (
        ["Name", "Ann Lee"],
        ["Membership no.", "ann@post.example"],
        ["Email", "0012345"],
        ["What has happened?", "I was sent home."],
    )
    form = form_in(grid(*rows))
    assert (form.text("email"), form.text("membership_number")) == ("ann@post.example", "0012345")
    assert {"email", "membership_number"} <= set(form.doubtful)


def test_a_name_beside_a_rank_is_told_by_the_signature() -> None:
    rows = (
        ["Rank / role and name", "Watch Manager Ann Lee"],
        *WHO[1:],
        ["What has happened?", "I was sent home."],
        ["Name typed as signature", "Ann Lee"],
    )
    form = form_in(grid(*rows))
    assert (form.text("member_name"), form.text("job_title")) == ("Ann Lee", "Watch Manager")


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("Please give us the full story. Attach letters and emails", "summary"),
        ("Which steps have you taken (e.g. chased payment, spoken to officers)?", "steps_taken"),
        ("Outline of the case – go on to another sheet if you need to", "summary"),
    ],
)
def test_a_question_is_told_by_its_essence(question: str, field: str) -> None:
    words = "I wrote to them twice and have had no answer to either letter so far."
    form = form_in(grid(*WHO, ["What outcome do you want?", "An apology"], [question, words]))
    assert form.text(field) == words


@pytest.mark.parametrize("struck", ["Yes", "No"])
def test_yes_or_no_to_be_deleted_is_read_behind_its_hint(struck: str) -> None:
    ends = [run(said, "<w:strike/>" if said == struck else "<w:b/>") for said in ("Yes", "No")]
    asks = run("I give my consent to the union holding my data", "<w:b/>")
    hint = run("  (delete as appropriate)", "<w:i/>")
    line = f"<w:p>{asks}{run('   ')}{ends[0]}{run(' / ')}{ends[1]}{hint}</w:p>"
    form = form_in(grid(*WHO, ["What has happened?", "I was sent home."]), line)
    assert form.values.get("consent") is (struck == "No")


def test_an_hour_behind_a_day_is_no_year() -> None:
    found = find_day("Thurs 5 Nov, 12 noon", date(2026, 10, 27), Side.AHEAD)
    assert found is not None and found.day == date(2026, 11, 5)
    assert found.at is not None and found.at.hour == 12


def test_somebody_who_must_go_to_a_meeting_and_asks_whether_to_bring_someone_asks_for_help() -> None:
    words = "I've been told to come to a fact finding meeting. Am I allowed to bring somebody?"
    assert ASKS.search(words.casefold()) and TROUBLE.search(words.casefold())


def test_a_members_first_line_to_you_is_not_taken_for_the_forms() -> None:
    cell = paragraph("Could you ring after six o'clock only.") + paragraph("An apology would do.")
    asked = [[paragraph("What outcome do you want?"), cell]]
    form = form_in(grid(*WHO, ["What has happened?", "I was sent home."]), table(asked))
    assert form.text("desired_outcome") == "Could you ring after six o'clock only. An apology would do."


@pytest.mark.parametrize(
    "said",
    [
        "I understand that my details were shared with the whole office.",
        "The branch may share this with whoever it likes, they said.",
        "Your personal data is kept by us for six years and is shared with the trust, it said.",
    ],
)
def test_a_story_about_data_keeps_every_word_though_a_form_could_say_it(said: str) -> None:
    story = ["HR told my team about my illness.", said, "Nobody asked me."]
    form = form_in(
        *(bold(label) + paragraph(answer) for label, answer in WHO),
        bold("What has happened?"),
        *map(paragraph, story),
        bold("What outcome do you want?"),
        paragraph("An apology"),
    )
    assert form.text("summary") == " ".join(story)


def italic(text: str) -> str:
    return f"<w:p>{run(text, '<w:i/>')}</w:p>"


def test_what_is_printed_in_italics_above_upright_answers_is_the_forms() -> None:
    form = form_in(
        *(bold(label) + paragraph(answer) for label, answer in WHO),
        bold("Grade"),
        italic("AA, AO, EO, HEO, SEO, G7 etc."),
        paragraph("HEO"),
        bold("What has happened?"),
        italic("Half a page is plenty. You can tell us the rest when we meet."),
        paragraph("I was sent home."),
    )
    assert (form.text("grade"), form.text("summary")) == ("HEO", "I was sent home.")


@pytest.mark.parametrize(
    "first", ["Keep being moved to other wards at no notice.", "Give and take has gone."]
)
def test_a_story_that_begins_like_a_bidding_keeps_its_first_line(first: str) -> None:
    story = [first, "It goes on."]
    form = form_in(
        *(bold(label) + paragraph(answer) for label, answer in WHO),
        bold("What has happened?"),
        *map(paragraph, story),
    )
    assert form.text("summary") == " ".join(story)


def test_a_bidding_above_a_story_is_the_forms() -> None:
    form = form_in(
        *(bold(label) + paragraph(answer) for label, answer in WHO),
        bold("What has happened?"),
        paragraph("Keep it to a page. Bullet points are fine."),
        paragraph("I was sent home."),
    )
    assert form.text("summary") == "I was sent home."


@pytest.mark.parametrize(
    ("label", "in_its_place", "name"),
    [
        ("Employer", "Workplace", "employer"),
        ("Job title", "Pay band / grade", "job_title"),
        ("Line manager", "Telephone number(s)", "line_manager"),
        ("What have you done so far?", "Q13", "steps_taken"),
    ],
)
def test_the_label_of_the_next_box_is_no_answer(label: str, in_its_place: str, name: str) -> None:
    form = form_in(grid(*WHO, ["What has happened?", "I was sent home."], [label, in_its_place]))
    assert name not in form.values


@pytest.mark.parametrize(
    ("label", "answer", "name"),
    [
        ("Job title", "Manager", "job_title"),
        ("Department", "Office", "department"),
        ("How should we contact you?", "Email", "contact_preference"),
        ("What is the meeting?", "Conduct interview", "key_event"),
    ],
)
def test_an_answer_that_could_be_a_label_is_an_answer(label: str, answer: str, name: str) -> None:
    form = form_in(grid(*WHO, ["What has happened?", "I was sent home."], [label, answer]))
    assert form.text(name) == answer
