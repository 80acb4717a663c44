"""What a blank form teaches, and how a returned one is read by it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.learnt import NOT_KEPT, Part
from tests.support.documents import docx, paragraph, table
from tests.support.taught import BARE, asks, lesson_of, page_of, read_with, taught

LETTER = """\
HARBOUR BRANCH HELP SHEET
Type behind the colons and send it back.

Your name ........:
Card no ..........:
Home e-mail ......:
Muster ............:
Shoe size ........:

Kind of trouble (x in the brackets):
[ ] Disciplinary
[ ] Pay
[ ] Stuck lift

What happened:

What you want:

For the branch. Seen by ______ on ______
"""

RETURNED = """\
HARBOUR BRANCH HELP SHEET
Type behind the colons and send it back.

Your name ........: Ann Lee
Card no ..........: 0012345
Home e-mail ......: ann@home.example
Muster ............: Blue
Shoe size ........: 7

Kind of trouble (x in the brackets):
[ ] Disciplinary
[x] Pay
[ ] Stuck lift

What happened:
They stopped my pay in May.
Shoe size: nobody asked me about it.
Muster the rota, they said.
What you want: I did not know what to write there at first.

What you want:
My pay.

For the branch. Seen by ______ on ______
"""

HEAD = [paragraph("Harbour branch", True), paragraph("Form H1: asking for help", True)]


def cells(*rows):
    return docx("".join(HEAD) + table(rows))


def test_a_blank_teaches_its_questions_options_and_print():
    lesson = lesson_of(LETTER)
    asked = asks(lesson)
    assert asked["Your name"] == ("member_name",)
    assert asked["Home e-mail"] == ("email",)
    assert asked["Kind of trouble (x in the brackets):"] == ("categories",)
    assert [one.text for one in lesson.form.printed if one.part is Part.OPTION] == [
        "Disciplinary",
        "Pay",
        "Stuck lift",
    ]
    assert {offer.text: offer.value for offer in lesson.offers} == {
        "Disciplinary": "disciplinary",
        "Pay": "pay_grading",
        "Stuck lift": "",
    }
    texts = [one.text for one in lesson.form.printed if one.part is Part.TEXT]
    assert "HARBOUR BRANCH HELP SHEET" in texts
    assert "Type behind the colons and send it back." in texts


def test_a_question_that_nobody_knows_is_a_question_all_the_same():
    asked = asks(lesson_of(LETTER))
    assert "Shoe size" in asked
    assert asked["Shoe size"] in ((), NOT_KEPT)


def test_a_line_of_a_story_that_reads_like_a_question_stays_in_the_story():
    form = read_with(RETURNED, taught(LETTER, {"Muster": ("department",), "Shoe size": NOT_KEPT}))
    assert form.values["summary"] == (
        "They stopped my pay in May. Shoe size: nobody asked me about it. Muster the rota, they said. "
        "What you want: I did not know what to write there at first."
    )
    assert form.values["desired_outcome"] == "My pay."
    assert form.values["department"] == "Blue"
    assert form.values["membership_number"] == "0012345"
    assert form.values["categories"] == ("pay_grading",)


def test_an_answer_never_runs_on_into_a_question_that_is_not_kept():
    form = read_with(RETURNED, taught(LETTER, {"Muster": NOT_KEPT, "Shoe size": NOT_KEPT}))
    assert form.values["email"] == "ann@home.example"
    assert not {"department", "workplace"} & set(form.values)
    assert "7" not in form.values.values()


def test_hints_of_the_blank_are_nobodys_answer():
    rows = [
        ("Full name", "", ""),
        ("Why you write", "Tell us in your own words, with dates if you can.", ""),
        ("What would put it right", "One line is enough.", ""),
        ("Home email", "Not your work one.", ""),
        ("Membership number", "Seven figures.", ""),
    ]
    blank = cells(*[[paragraph(cell) for cell in row] for row in rows])
    filled = [
        ("Full name", "", "Ann Lee"),
        ("Why you write", "Tell us in your own words, with dates if you can.", "My hours were cut."),
        ("What would put it right", "One line is enough.", ""),
        ("Home email", "Not your work one.", "ann@home.example"),
        ("Membership number", "Seven figures.", "1234567"),
    ]
    returned = cells(*[[paragraph(cell) for cell in row] for row in filled])
    said = {"Why you write": ("summary",), "What would put it right": ("desired_outcome",)}
    form = read_with(returned, taught(blank, said))
    assert form.values["summary"] == "My hours were cut."
    assert "desired_outcome" not in form.values
    assert form.values["email"] == "ann@home.example"


def test_the_same_question_means_what_its_place_on_the_blank_means():
    rows = [["Name", ""], ["Home email", ""], ["What happened?", ""], ["What do you want?", ""], ["Name", ""]]
    filled = [
        ["Name", "Ann Lee"],
        ["Home email", "ann@home.example"],
        ["What happened?", "My hours were cut."],
        ["What do you want?", "My hours back."],
        ["Name", "Bo Fry"],
    ]
    blank = cells(*[[paragraph(cell) for cell in row] for row in rows])
    returned = cells(*[[paragraph(cell) for cell in row] for row in filled])
    form = taught(blank)
    last = max(at for at, one in enumerate(form.printed) if one.text == "Name")
    printed = list(form.printed)
    printed[last] = replace(printed[last], fields=("line_manager",))
    read = read_with(returned, replace(form, printed=tuple(printed)))
    assert read.values["member_name"] == "Ann Lee"
    assert read.values["line_manager"] == "Bo Fry"


def test_answers_under_a_row_of_questions_are_told_by_their_columns():
    labels = ["Your watch", "Your card", "Best address"]
    story = [["What happened?", "My hours were cut."], ["What do you want?", "My hours back."]]
    three = [labels, ["", "", ""]]
    filled = [labels, ["Blue", "0012345", "ann@home.example"]]

    def form(top, answers):
        rows = [[paragraph(cell) for cell in row] for row in top]
        below = [[paragraph(q), paragraph(a if answers else "")] for q, a in story]
        return docx("".join(HEAD) + table(rows) + table(below))

    said = {"Your watch": ("department",), "Your card": ("membership_number",), "Best address": ("email",)}
    read = read_with(form(filled, True), taught(form(three, False), said))
    assert read.values["department"] == "Blue"
    assert read.values["membership_number"] == "0012345"
    assert read.values["email"] == "ann@home.example"
    assert read.values["summary"] == "My hours were cut."


def test_options_kept_as_words_are_those_ticked():
    blank = (
        "Name:\nBest way to reach you:\n[ ] Ring me   [ ] Text   [ ] Letter\n"
        "Email:\nWhat happened:\n\nWhat you want:\n"
    )
    returned = (
        "Name: Ann Lee\nBest way to reach you:\n[ ] Ring me   [x] Text   [ ] Letter\n"
        "Email: ann@home.example\nWhat happened:\nMy hours were cut.\nWhat you want:\nThem back.\n"
    )
    form = read_with(returned, taught(blank, {"Best way to reach you:": ("contact_preference",)}))
    assert form.values["contact_preference"] == "Text"


def test_questions_quoted_in_a_reply_are_found_with_the_answers_between():
    blank = (
        "Your full name\n\nYour private email address\n\nWhat has happened?\n\nWhat do you want to happen?\n"
    )
    returned = (
        "> Your full name\nAnn Lee\n> Your private email address\nann@home.example\n> What has happened?\n"
        "My hours were cut.\n> Some words of somebody else\n> What do you want to happen?\nThem back.\n"
    )
    form = read_with(returned, taught(blank))
    assert form.values["summary"] == "My hours were cut."
    assert form.values["desired_outcome"] == "Them back."


def test_a_form_of_somebody_else_is_read_as_if_nothing_had_been_learnt():
    other = (
        "Full name: Ann Lee\nPrivate email: ann@home.example\nMembership number: 1234567\n"
        "What has happened? My hours were cut.\nWhat outcome would you like? Them back.\n"
    )
    learnt = read_with(other, taught(LETTER))
    assert learnt.values == read_with(other).values


def test_a_line_of_the_blank_inside_an_answer_is_dropped_also_where_the_rest_of_the_form_changed():
    other = (
        "Full name: Ann Lee\nPrivate email: ann@home.example\nMembership number: 1234567\n"
        "What has happened?\nType behind the colons and send it back.\nMy hours were cut.\n"
    )
    form = read_with(other, taught(LETTER))
    assert form.values["summary"] == "My hours were cut."


def test_a_blank_that_comes_back_blank_gives_no_values():
    from ingest.gather import gather_form
    from ingest.match import match
    from ingest.wordings import load_wordings

    settings = replace(BARE, learnt=(taught(LETTER),))
    known = load_wordings(settings)
    gathered = gather_form(match(page_of(LETTER), known), "form.txt", known, None, settings)
    assert gathered.form is None
    assert gathered.blank


def test_wrapped_lines_of_print_are_found_again():
    blank = (
        "Full name:\nEmail:\n"
        "Please tell us in your own words what has happened and who was there at the time and since when:\n\n"
        "What do you want:\n"
    )
    returned = (
        "Full name: Ann Lee\nEmail: ann@home.example\n"
        "Please tell us in your own words what has happened and who was\nthere at the time and since when:\n"
        "My hours were cut.\n\nWhat do you want:\nThem back.\n"
    )
    said = {
        "Please tell us in your own words what has happened and who was there at the time and since when:": (
            "summary",
        )
    }
    form = read_with(returned, taught(blank, said))
    assert form.values["summary"] == "My hours were cut."


def test_the_columns_of_a_list_ask_nothing_of_the_member():
    rows = [["Full name", ""], ["Email", ""], ["What happened?", ""], ["What do you want?", ""]]
    listed = [["Date", "Place", "Name"], ["", "", ""], ["", "", ""]]
    blank = docx(
        "".join(HEAD)
        + table([[paragraph(cell) for cell in row] for row in rows])
        + table([[paragraph(cell) for cell in row] for row in listed])
    )
    lesson = lesson_of(blank)
    assert [one.fields for one in lesson.questions[-3:]] == [NOT_KEPT, NOT_KEPT, NOT_KEPT]


@pytest.mark.parametrize("words", ["", "\n\n", "A letter about nothing that any form would ask."])
def test_what_is_no_form_teaches_nothing(words):
    assert lesson_of(words).questions == ()


def test_a_form_that_asks_more_than_its_blank_did_is_read_as_any_other():
    newer = RETURNED.replace("What happened:\n", "Line manager: Cy Dee\n\nWhat happened:\n", 1)
    learnt = read_with(newer, taught(LETTER, {"Muster": ("department",)}))
    assert learnt.values["line_manager"] == "Cy Dee"
    assert "Cy Dee" not in str(learnt.values["categories"])


def test_a_row_that_was_added_to_the_form_is_no_answer_to_the_row_above():
    rows = [["Full name", ""], ["Card no", ""], ["Email", ""], ["What happened?", ""], ["Muster", ""]]
    added = [*rows[:4], ["Length of your ladder", ""], rows[4]]
    answers = ["Ann Lee", "0012345", "ann@home.example", "My hours were cut.", "Long", "Blue"]
    filled = [[question, answer] for (question, _), answer in zip(added, answers, strict=True)]
    blank = cells(*[[paragraph(cell) for cell in row] for row in rows])
    returned = cells(*[[paragraph(cell) for cell in row] for row in filled])
    form = read_with(returned, taught(blank, {"Muster": ("department",)}))
    assert form.values["summary"] == "My hours were cut."
    assert "Long" not in str(form.values)


def test_what_is_not_kept_on_one_form_is_still_known_on_another():
    listed = docx(
        "".join(HEAD)
        + table(
            [[paragraph(cell) for cell in row] for row in [["Full name", ""], ["Email", ""], ["Card no", ""]]]
        )
        + table(
            [[paragraph(cell) for cell in row] for row in [["Place", "What happened"], ["", ""], ["", ""]]]
        )
    )
    other = (
        "Full name: Ann Lee\nPrivate email: ann@home.example\nMembership number: 1234567\n"
        "What happened: My hours were cut.\nWhat outcome would you like? Them back.\n"
    )
    assert read_with(other, taught(listed)).values["summary"] == "My hours were cut."
