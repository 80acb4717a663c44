"""What is missing or doubtful in a form is asked once, and the reply fills it (DOMAIN.md N-02, N-03)."""

from __future__ import annotations

import pytest

from jobs.journal import cases
from tests.support.engine import desk, text_of

REF = "C-2026-0001"
MO = "Mo Adeyemi <mo@home.example>"
FORM = """Name: {name}
Email: {email}
Phone: {phone}
Department: Physics
Type of problem: disciplinary
What has happened: {summary}
When is the next meeting: {date}
Do you consent to us keeping this information? Yes
"""
WHOLE = {
    "name": "Mo Adeyemi",
    "email": "mo@home.example",
    "phone": "0113 496 0000",
    "summary": "I was called to a meeting without any notice.",
    "date": "",
}


@pytest.fixture
def at(tmp_path):
    with desk(tmp_path) as made:
        yield made


def sent_in(at, **answers):
    """A form with some answers missing or doubtful; returns the acknowledgement."""
    at.arrive(at.letter(MO, FORM.format(**WHOLE | answers)))
    at.turn()
    return at.notices("acknowledged")[-1]


def replied(at, words, sender="", **answers):
    """The case's rows after the member replied `words` to the acknowledgement of such a form."""
    at.answer(sent_in(at, **answers), words, sender or MO)
    at.turn(hours=1)
    return at.case_row(REF), contact(at)


def contact(at):
    return next(row for row in at.human.rows("Contacts") if row["Ref"] == REF)


def quoted(notice, behind):
    """The notice quoted, with words put behind the lines that begin so."""
    lines = []
    for line in notice.get_body(("plain",)).get_content().splitlines():
        lines.append("> " + line)
        lines += [words for start, words in behind.items() if line.startswith(start)]
    return "\n".join(lines)


THREE = {"name": "n/a", "phone": "0770 900", "date": "next Friday at 2pm"}


def test_only_what_is_needed_and_missing_or_doubtful_is_asked_numbered_and_with_an_example(at):
    asked = text_of(sent_in(at, **THREE))
    assert "1. Your full name. We could not find this in your form. For example: Sam Taylor" in asked
    assert "2. A phone number that we may use. We could not read this for certain." in asked
    assert 'We read "Friday 27 November 2026 at 2pm". Is that right? For example: yes, or' in asked
    assert "4. " not in asked
    assert "Write each number, and your answer after it" in asked
    assert at.case_row(REF)["Check"] == "URGENT: a date is near; check: phone, date; missing: name"


def test_a_whole_form_is_asked_nothing(at):
    asked = text_of(sent_in(at))
    assert "What we need from you" not in asked
    assert at.case_row(REF)["Check"] is None


def test_numbered_answers_fill_the_row_and_clear_the_flag_and_nobody_is_troubled(at):
    case, member = replied(at, "1. Mo Adeyemi\n2. 07700 900123\n3. 3 December at 2pm\n\nThanks, Mo", **THREE)
    assert (member["Member"], member["Phone"]) == ("Mo Adeyemi", "07700 900123")
    assert str(case["Next date"]).startswith("2026-12-03")
    assert case["Check"] == "URGENT: a date is near"
    assert at.notices("news") == []
    assert at.human.rows("Needs attention") == []


def test_answers_between_the_quoted_questions_fill_the_row(at):
    asked = sent_in(at, **THREE)
    behind = {"1.": "Mo Adeyemi", "2.": "07700 900456", "3.": "3 December, 2pm"}
    head = "See my answers below.\n\nOn Mon, 23 Nov 2026 at 10:00, Ashby <casework@ashby.example> wrote:\n"
    at.answer(asked, head + quoted(asked, behind), MO)
    at.turn(hours=1)
    assert (contact(at)["Member"], contact(at)["Phone"]) == ("Mo Adeyemi", "07700 900456")
    assert at.case_row(REF)["Check"] == "URGENT: a date is near"
    assert at.notices("news") == []


def test_where_one_thing_is_asked_a_line_in_free_words_is_enough(at):
    asked = sent_in(at, phone="0770 900")
    assert "Please reply to this mail with your answer." in text_of(asked)
    at.answer(asked, "Hi, it's 07700 900123, thanks. Mo", MO)
    at.turn(hours=1)
    assert contact(at)["Phone"] == "07700 900123"
    assert at.case_row(REF)["Check"] is None
    assert at.notices("news") == []


def test_a_missing_story_may_have_paragraphs(at):
    story = "They changed my hours in May.\n\nThen in June they did it again: twice.\n\nBest wishes\nMo"
    replied(at, story, summary="")
    with at.world.journal.begin() as book:
        form = cases.get(book, REF).form
    assert form.text("summary") == "They changed my hours in May. Then in June they did it again: twice."
    assert at.case_row(REF)["Check"] is None


def test_yes_is_enough_where_we_read_it_right(at):
    case, _ = replied(at, "Yes, that's right. Thank you", date="Monday 3 December at 2pm")
    assert case["Check"] == "URGENT: a date is near"
    assert str(case["Next date"]).startswith("2026-12-03")


def test_an_answer_that_is_still_unclear_goes_to_the_coordinator_and_is_never_asked_again(at):
    case, member = replied(at, "1. Mo Adeyemi\n2. 0770 9\n3. in the week after next", **THREE)
    assert member["Member"] == "Mo Adeyemi"
    assert case["Check"] == "URGENT: a date is near; check: phone, date"
    [line] = at.human.rows("Needs attention")
    assert "not clearly: phone number, the date of the next meeting" in str(line["What happened"])
    at.settle()
    assert len(at.notices(to="mo@home.example")) == 1


def test_what_comes_besides_is_passed_on_as_news(at):
    words = "1. Mo Adeyemi\n2. 07700 900123\n\nThe hearing has been moved, and I have a letter from them."
    _, member = replied(at, words, **THREE)
    assert member["Phone"] == "07700 900123"
    [news] = at.notices("news")
    assert "hearing" not in news.as_string()
    assert at.filed(f"Casework/{REF}") == 2


@pytest.mark.parametrize(
    "words", ["I will ring you tomorrow about all this.", "What do you mean?", "Thank you so much."]
)
def test_a_reply_that_answers_nothing_is_news_as_ever(at, words):
    case, member = replied(at, words, **THREE)
    assert case["Check"] == "URGENT: a date is near; check: phone, date; missing: name"
    assert member["Phone"] is None
    assert len(at.notices("news")) == 1


def test_what_the_coordinator_wrote_stands(at):
    asked = sent_in(at, **THREE)
    at.choose(REF, "Phone", "0113 496 0999", "Contacts")
    at.turn(minutes=5)
    assert at.case_row(REF)["Check"] == "URGENT: a date is near; check: date; missing: name"
    at.answer(asked, "1. Mo Adeyemi\n2. 07700 900123", MO)
    at.turn(hours=1)
    assert (contact(at)["Member"], contact(at)["Phone"]) == ("Mo Adeyemi", "0113 496 0999")
    assert len(at.notices("news")) == 1  # the two differ: a person looks


def test_what_the_coordinator_writes_at_the_same_moment_stands_too(at):
    asked = sent_in(at, **THREE)
    at.answer(asked, "2. 07700 900123", MO)
    at.choose(REF, "Phone", "0113 496 0999", "Contacts")
    at.settle()
    assert contact(at)["Phone"] == "0113 496 0999"


def test_a_second_answer_changes_nothing_that_was_given(at):
    asked = sent_in(at, **THREE)
    for number in ("07700 900123", "07700 900456"):
        at.answer(asked, f"2. {number}", MO)
        at.turn(hours=1)
    assert contact(at)["Phone"] == "07700 900123"
    assert len(at.notices("news")) == 1


def test_answers_may_come_one_by_one(at):
    asked = sent_in(at, **THREE)
    for words in ("2. 07700 900123", "1. Mo Adeyemi"):
        at.answer(asked, words, MO)
        at.turn(hours=1)
    assert (contact(at)["Member"], contact(at)["Phone"]) == ("Mo Adeyemi", "07700 900123")


def test_only_the_member_who_was_asked_can_answer(at):
    _, member = replied(at, "2. 07700 900123", sender="Eve <eve@elsewhere.example>", **THREE)
    assert member["Phone"] is None
    assert len(at.human.rows("Needs attention")) == 1
    raw = at.letter(MO, "2. 07700 900123", f"Re: {REF}")  # the right address alone proves nothing
    at.arrive(raw)
    at.settle()
    assert contact(at)["Phone"] is None


def test_a_near_date_given_later_makes_the_case_urgent_and_is_told_at_once(at):
    case, _ = replied(at, "Thursday 3 December at 2pm", date="some time in the new year")
    assert case["Check"] == "URGENT: a date is near"
    assert str(case["Next date"]).startswith("2026-12-03")
    again = at.notices("suggested")[-1]
    assert "The member has told us of a date that is near." in text_of(again)


def test_an_answer_by_machine_fills_nothing(at):
    asked = sent_in(at, **THREE)
    at.answer(asked, "1. Mo\n2. 07700 900123", MO, Auto_Submitted="auto-replied")
    at.turn(hours=1)
    assert contact(at)["Phone"] is None


def test_the_history_says_what_was_answered_and_not_what_was_said(at):
    replied(at, "2. 07700 900123", **THREE)
    with at.world.journal.begin() as book:
        whys = [why for _, _, why in cases.story(book, REF)]
    assert "The member answered what we asked: phone number." in whys


def test_the_answers_to_an_unreadable_form_s_questions_make_a_case(at):
    mail = at.letter(MO, "My form is attached.", "Casework form")
    head, _, body = mail.partition(b"\n\n")
    parts = (
        b"--b\nContent-Type: text/plain\n\n" + body + b"\n--b\nContent-Type: application/octet-stream\n"
        b'Content-Disposition: attachment; filename="casework form.pages"\n\nnot a form\n--b--\n'
    )
    head = head.replace(b'text/plain; charset="utf-8"', b"multipart/mixed; boundary=b")
    at.arrive(head + b"\n\n" + parts)
    at.turn()
    [asked] = at.notices("form_not_read")
    at.answer(
        asked,
        "1. Mo Adeyemi\n2. mo@home.example, 07700 900123\n3. By text\n4. Ashby College, Physics\n5. Pay\n"
        "6. My pay was cut.\n7. A week on Thursday at 2pm\n8. My pay back",
        MO,
    )
    at.turn(hours=1)
    assert contact(at)["Phone"] == "07700 900123"
    assert str(at.case_row(REF)["Next date"]).startswith("2026-12-03")
