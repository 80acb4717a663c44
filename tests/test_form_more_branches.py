"""What forms of yet other branches print round their questions: titles, examples, bids to delete, marks in a
column beside the options of a spreadsheet."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.form import find_forms
from ingest.reading import Document
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word
from tests.support.spreadsheets import BOLD, Sheet, xlsx

PERSON = (("Full name", "Ann Lee"), ("Membership number", "H 5521"), ("Email", "ann@post.example"))
STORY = "I asked for the rota on 3 May. I have had no answer since."
STRUCK = "<w:strike/>"


def form_in(document: Document) -> dict[str, Value]:
    (form,) = find_forms(letter(), [document], PLAIN).forms
    return dict(form.values)


def cells(*rows: tuple[str, ...]) -> str:
    return table([[paragraph(text) for text in row] for row in rows])


def read(*blocks: str) -> dict[str, Value]:
    return form_in(word(docx("".join(blocks))))


def typed(text: str) -> dict[str, Value]:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return dict(form.values)


# Examples

EXAMPLE = "Example: “On 9 June 2024 Mr Sample told me to go home.”"


def test_an_example_in_quotation_marks_between_a_heading_and_its_table_is_no_answer() -> None:
    asks = cells(("Your own words - what, when and who", STORY), ("What would you like to happen?", "A rota"))
    values = read(cells(*PERSON), paragraph("What is wrong", bold=True), paragraph(EXAMPLE), asks)
    assert (values["summary"], values["desired_outcome"]) == (STORY, "A rota")


def test_an_example_that_a_member_tells_stays_in_the_story() -> None:
    told = [paragraph(STORY), paragraph("Example: “You are slow.”"), paragraph("That was Ben Oak.")]
    last = paragraph("What would you like to happen?", bold=True) + paragraph("A rota")
    values = read(cells(*PERSON), paragraph("What happened?", bold=True), *told, last)
    assert values["summary"] == f"{STORY} Example: “You are slow.” That was Ben Oak."


# Titles


@pytest.mark.parametrize("title", ["Depot and Warehouse – Member Help Sheet", "Hospital - Request Form"])
def test_a_title_with_a_dash_across_a_table_answers_nothing(title: str) -> None:
    first = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph(title, bold=True)}</w:tc></w:tr>'
    rows = [*PERSON, ("Workplace", "Mill Lane"), ("What happened?", STORY)]
    whole = table([[paragraph(asks, bold=True), paragraph(told)] for asks, told in rows])
    values = read(whole.replace("<w:tr>", f"{first}<w:tr>", 1))
    assert (values["workplace"], values["summary"]) == ("Mill Lane", STORY)


# The next question of the form, in bold below a story


def told_in_bold(below: str) -> dict[str, Value]:
    asked = paragraph("What happened?", bold=True) + paragraph(STORY) + paragraph("")
    return read(cells(*PERSON), asked, paragraph(below, bold=True), paragraph("Two pairs of gloves"))


def test_a_question_to_the_reader_in_bold_below_a_story_is_the_forms() -> None:
    assert told_in_bold("Which tools or clothing were you given?")["summary"] == STORY


def test_a_question_that_the_teller_asks_in_bold_stays_in_the_story() -> None:
    assert "Why was I not told?" in str(told_in_bold("Why was I not told?")["summary"])


# Options


def sheet(*rows: tuple[str, ...]) -> dict[str, Value]:
    put = {
        f"{column}{at}": (text, BOLD if column == "A" and text.endswith(":") else 0)
        for at, row in enumerate(rows, 1)
        for column, text in zip("AB", row, strict=False)
        if text
    }
    return form_in(word(xlsx(Sheet(put)), "form.xlsx"))


def in_column(*options: tuple[str, ...]) -> dict[str, Value]:
    asks = [row for asked, told in PERSON for row in ((f"{asked}:",), (told,), ("",))]
    story = (("",), ("What happened?:",), (STORY,))
    return sheet(*asks, ("What is it about? (mark those that apply):",), *options, *story)


def test_options_below_their_question_have_their_marks_in_the_next_column() -> None:
    values = in_column(("Grievance",), ("Sickness", "x"), ("Night work",), ("Pay", "x"))
    assert values["categories"] == ("pay_grading", "sickness_absence")
    assert values["summary"] == STORY


def test_of_options_in_a_column_without_any_mark_none_was_chosen() -> None:
    values = in_column(("Grievance",), ("Sickness",), ("Pay",))
    assert "categories" not in values and values["summary"] == STORY


def test_one_kind_typed_below_the_question_is_the_answer() -> None:
    assert in_column(("Sickness",))["categories"] == ("sickness_absence",)


def struck(*pieces: tuple[str, str]) -> dict[str, Value]:
    told = f"<w:p>{''.join(run(text, look) for text, look in pieces)}</w:p>"
    rows = [[paragraph(asks), paragraph(answer)] for asks, answer in PERSON]
    rows += [
        [paragraph("Strike out what does not fit"), told],
        [paragraph("What happened?"), paragraph(STORY)],
    ]
    return read(table(rows))


def test_what_is_left_of_a_row_of_contracts_is_the_contract_though_nothing_says_so() -> None:
    values = struck(("Casual / ", STRUCK), ("permanent / ", ""), ("agency", STRUCK))
    assert values["contract_type"] == "permanent"
    assert "contract_type" not in struck(("Casual / permanent / agency", ""))


def deleted(left: str) -> dict[str, Value]:
    asks = paragraph("What is it about?", bold=True)
    about = f"<w:p>{run('(please delete what does not apply): ', '<w:b/>')}{run(left)}</w:p>"
    person = "".join(paragraph(f"{asked}: {told}") for asked, told in PERSON)
    return read(person, asks, about, paragraph("What happened?", bold=True), paragraph(STORY))


def test_the_kinds_left_behind_a_bid_to_delete_are_meant() -> None:
    assert deleted("Sickness")["categories"] == ("sickness_absence",)
    assert deleted("Bullying Grading")["categories"] == ("bullying_harassment", "pay_grading")


def test_a_list_left_whole_or_with_words_nobody_knows_is_for_a_person() -> None:
    assert "categories" not in deleted("Bullying Grading Redundancy Probation Pension")
    assert "categories" not in deleted("Bullying Zubrowka")


# Dates and short answers


@pytest.mark.parametrize("day", ["Tue 04/05/2027 - 2.30 p.m.", "4 May 2027 - 2.30pm"])
def test_a_time_behind_a_dash_is_no_part_of_the_day(day: str) -> None:
    rows = (*PERSON, ("What happened?", STORY), ("Date of hearing", day))
    assert read(cells(*rows))["key_date"] == "2027-05-04T14:30"


def test_a_day_gone_by_is_no_day_to_come() -> None:
    rows = (*PERSON, ("What happened?", STORY), ("When is your next meeting?", "last Friday"))
    assert "key_date" not in read(cells(*rows))


@pytest.mark.parametrize("answer", ["ye", "Yes to both", "yes to all"])
def test_a_yes_in_few_letters_or_to_both_is_one(answer: str) -> None:
    rows = (*PERSON, ("What happened?", STORY), ("May we keep this and share it with our adviser?", answer))
    assert read(cells(*rows))["consent"] is True


@pytest.mark.parametrize("answer", ["Yes to one", "yes, but not both"])
def test_half_a_yes_is_for_a_person(answer: str) -> None:
    rows = (*PERSON, ("What happened?", STORY), ("May we keep this and share it with our adviser?", answer))
    assert "consent" not in read(cells(*rows))


# Capitals

CAPITALS = (
    ("NAME", "ANN LEE"), ("HOSPITAL OR CLINIC", "Mill Lane"), ("EMAIL", "ann@post.example"),
    ("JOB", "Porter"), ("WHAT HAPPENED?", STORY), ("WHAT DO YOU WANT?", "A rota"),
)  # fmt: skip


def test_an_answer_in_capitals_below_an_empty_line_asks_nothing() -> None:
    values = read(*(paragraph(text) for asks, told in CAPITALS for text in (asks, "", told)))
    assert (values["member_name"], values["summary"]) == ("ANN LEE", STORY)


def test_a_heading_in_capitals_above_an_empty_line_is_no_answer() -> None:
    told = [
        ("WHO YOU ARE", ""),
        CAPITALS[0],
        ("ABOUT YOUR WORK", ""),
        ("WORKPLACE", "Mill Lane"),
        *CAPITALS[2:],
    ]
    values = read(*(paragraph(text) for pair in told for text in pair))
    assert (values["member_name"], values["workplace"]) == ("ANN LEE", "Mill Lane")
    assert (values["job_title"], values["summary"]) == ("Porter", STORY)


# Prompts that the member goes on with

PROMPTS = (
    "My name is... Ann Lee\nand my membership number is... H 5521\nRing me on... 01632 960815\n"
    "or at... ann@post.example\nThe problem is...\n{story}\nI've already... asked for the rota\n"
    "I'd like... an answer\nHearing or meeting... 4 May 2027 at 10am\n"
)
TOLD = "They laughed.\nManager: Ben Oak.\nPhone: taken away.\nI waited... and waited."


def test_prompts_that_end_in_three_dots_are_labels() -> None:
    values = typed(PROMPTS.format(story=TOLD))
    assert (values["member_name"], values["membership_number"]) == ("Ann Lee", "H5521")
    assert (values["phone"], values["email"]) == ("+441632960815", "ann@post.example")
    assert (values["summary"], values["steps_taken"]) == (TOLD.replace("\n", " "), "asked for the rota")
    assert (values["desired_outcome"], values["key_date"]) == ("an answer", "2027-05-04T10:00")


def test_sentences_that_trail_off_in_a_story_ask_nothing() -> None:
    story = (
        "I would like... I do not know.\nMy job is... hard.\nThe problem is... him.\nSince... May, I think."
    )
    labels = "".join(f"{asks}: {told}\n" for asks, told in PERSON)
    values = typed(
        f"{labels}Job title: Porter\nWhat happened:\n{story}\n\nWhat outcome do you want: A rota\n"
    )
    assert (values["job_title"], values["desired_outcome"]) == ("Porter", "A rota")
    assert values["summary"] == story.replace("\n", " ")


def test_about_behind_the_day_of_a_meeting_asks_what_it_is() -> None:
    rows = (
        *PERSON,
        ("What happened?", STORY),
        ("They want to see me on", "4 May 2027"),
        ("about", "my hours"),
    )
    values = read(cells(*rows))
    assert values["key_event"] == "my hours" and "categories" not in values


@pytest.mark.parametrize("mark", ["( X )", "(X)", "[ x ]"])
def test_a_mark_with_room_round_it_is_in_its_box(mark: str) -> None:
    engaged = f"A  Permanent (  )   B  Fixed term {mark}   C  Agency (  )"
    rows = (*PERSON, ("What happened?", STORY), ("Contract", engaged))
    assert read(cells(*rows))["contract_type"] == "fixed_term"


def test_a_stage_ticked_in_a_list_is_no_step_that_the_member_took() -> None:
    asks = (("What happened?", STORY), ("Stage reached", "☐ Informal   ☒ Appeal   ☐ Tribunal"))
    assert "steps_taken" not in read(cells(*PERSON, *asks))
    told = (("What happened?", STORY), ("Stage reached", "I appealed on 3 June"))
    assert read(cells(*PERSON, *told))["steps_taken"] == "I appealed on 3 June"
