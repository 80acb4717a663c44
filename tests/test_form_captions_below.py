"""Forms that print each question below the line it is answered on, small and in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from casework.model import Value
from ingest.inprocess import read_in_process
from tests.support.documents import docx, paragraph, run, table
from tests.support.letters import attached, multipart, part
from tests.support.returned import PLAIN

STORY = "The pit has been raised and my shoulder is worse. I asked for a lower chair in May."
ROWS = (
    (("Ann Lee", "H 5521"), ("(name)", "(membership number)")),
    (("ann@post.example", "01632 960815"), ("(e-mail)", "(telephone)")),
    (("Ken Moss", "Stage Hands Ltd, 01632 960816"), ("(manager)", "(agent, if any)")),
    ((STORY,), ("(what is the matter)",)),
    (("A lower chair",), ("(what you would have us do)",)),
    (("22 September 2027 at 5 pm", "Chair review"), ("(date of meeting)", "(what meeting)")),
    (("yes", "14 September 2027"), ("(may the branch keep this: yes or no)", "(date)")),
)
Rows = Sequence[tuple[Sequence[str], Sequence[str]]]


def read(rows: Rows) -> dict[str, Value]:
    tables = "".join(table([[paragraph(cell) for cell in row] for row in pair]) for pair in rows)
    document = docx(paragraph("Write on the line; the question is printed below it.") + tables)
    raw = multipart(part("Here it is."), attached(document, "case.docx"))
    (form,) = read_in_process(raw, PLAIN).forms
    return dict(form.values)


def test_each_caption_asks_for_what_stands_above_it() -> None:
    values = read(ROWS)
    assert (values["member_name"], values["membership_number"]) == ("Ann Lee", "H5521")
    assert (values["email"], values["phone"]) == ("ann@post.example", "+441632960815")
    assert (values["line_manager"], values["summary"]) == ("Ken Moss", STORY)
    assert (values["desired_outcome"], values["consent"]) == ("A lower chair", True)
    assert (values["key_date"], values["key_event"]) == ("2027-09-22T17:00", "Chair review")
    assert values["signed_on"] == "2027-09-14"


def test_a_caption_over_which_nothing_was_written_has_no_answer() -> None:
    empty = (("", "Stage Hands Ltd, 01632 960816"), ("(manager)", "(agent, if any)"))
    values = read((*ROWS[:2], empty, ROWS[3], (("",), ("(what you would have us do)",)), *ROWS[5:]))
    assert "line_manager" not in values and "desired_outcome" not in values
    assert (values["summary"], values["key_event"]) == (STORY, "Chair review")


def test_a_few_brackets_of_a_member_are_no_captions() -> None:
    rows = [["Name", "Ann Lee"], ["Email", "ann@post.example"], ["What happened?", STORY]]
    rows += [["Manager", "Ken Moss"], ["", "(he is new)"], ["Job title", "Viola"], ["", "(second desk)"]]
    document = docx(table([[paragraph(cell) for cell in row] for row in rows]))
    (form,) = read_in_process(multipart(part("Here."), attached(document, "case.docx")), PLAIN).forms
    assert (form.values["member_name"], form.values["summary"]) == ("Ann Lee", STORY)


def test_questions_in_brackets_above_their_answers_are_read_as_they_stand() -> None:
    values = read([(captions, answers) for answers, captions in ROWS])
    assert (values["member_name"], values["email"]) == ("Ann Lee", "ann@post.example")
    assert (values["phone"], values["line_manager"]) == ("+441632960815", "Ken Moss")


# Outside tables, each below the underlined line that it is answered on

UNDERLINED = (
    ("Ann Lee", "name of the member"), ("H 5521", "membership no. (on your card)"),
    ("ann@post.example", "e-mail"), ("01632 960815", "telephone"), ("Stage Hands Ltd", "employer"),
    ("Ben Oak, 01632 960816", "who comes with you, if anybody"), ("Ann Lee", "signature"),
    ("14 September 2027", "date"),
)  # fmt: skip
TOLD = paragraph("What is the matter?") + paragraph(STORY)


def underlined(pairs: Sequence[tuple[str, str]], look: str = '<w:u w:val="single"/>') -> str:
    return "".join(
        f"<w:p>{run(f'{answer}      ', look)}</w:p>" + paragraph(f"({caption})") for answer, caption in pairs
    )


def read_lines(*blocks: str) -> dict[str, Value]:
    document = docx(paragraph("Request for help", bold=True) + "".join(blocks))
    (form,) = read_in_process(multipart(part("Here."), attached(document, "case.docx")), PLAIN).forms
    return dict(form.values)


def test_each_caption_below_an_underlined_line_asks_for_what_stands_on_it() -> None:
    values = read_lines(underlined(UNDERLINED[:5]), TOLD, underlined(UNDERLINED[5:]))
    assert (values["member_name"], values["membership_number"]) == ("Ann Lee", "H5521")
    assert (values["email"], values["phone"]) == ("ann@post.example", "+441632960815")
    assert (values["employer"], values["summary"]) == ("Stage Hands Ltd", STORY)
    assert values["signed_on"] == "2027-09-14"


def test_a_line_left_empty_takes_nothing_from_the_story_above_it() -> None:
    values = read_lines(underlined(UNDERLINED[:3]), underlined([("", "telephone"), UNDERLINED[4]]), TOLD,
                        underlined([("", "who comes with you, if anybody"), *UNDERLINED[6:]]))  # fmt: skip
    assert "phone" not in values
    assert (values["employer"], values["summary"]) == ("Stage Hands Ltd", STORY)


def test_captions_in_brackets_above_what_is_underlined_are_left_to_the_other_readers() -> None:
    above = "".join(
        paragraph(f"({caption})") + f"<w:p>{run(answer, '<w:u/>')}</w:p>"
        for answer, caption in UNDERLINED[:5]
    )
    values = read_lines(above, TOLD)
    assert values["member_name"] == "Ann Lee" and values["email"] == "ann@post.example"
    assert values["employer"] == "Stage Hands Ltd"
