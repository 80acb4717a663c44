"""Word text boxes that stand in a line behind their question, as letters do; marks nobody can place."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, run
from tests.support.returned import PLAIN, letter, word

_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
STORY = (
    paragraph("6  What has gone wrong?   (names, days, words)")
    + paragraph("")
    + paragraph("They changed the rota and told nobody.")
)


def boxed(text: str, *, floats: bool = False, side: int = 300) -> str:
    """A run with a text box, `side` points wide, in the line or floating over the page."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    place = "anchor" if floats else "inline"
    return (
        f'<w:r><w:drawing><wp:{place} xmlns:wp="{_DRAWN}"><wp:extent cx="{side * 12700}" cy="304800"/>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></wp:{place}></w:drawing></w:r>"
    )


def old_box(text: str) -> str:
    """The same for a small box, as programs before Word 2010 write it."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    shape = f'<v:shape style="width:20pt;height:20pt"><v:textbox>{content}</v:textbox></v:shape>'
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


def asked(question: str, *boxes: str) -> str:
    """A paragraph of labels, each with the box behind it."""
    labels = question.split("|")
    return f"<w:p>{''.join(run(label) + box for label, box in zip(labels, boxes, strict=True))}</w:p>"


def form_in(*blocks: str) -> Form:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return form


PERSON = (
    asked("1  Your name  ", boxed("Ann Lee"))
    + asked("2  Union no.  ", boxed("0012345"))
    + asked("3  Your e-mail  ", boxed("ann@post.example"))
    + asked("4  Firm and place  ", boxed("Larkin Foods"))
    + asked("5  What you do there, and when  ", boxed("Packer, nights"))
)


def test_a_box_in_the_line_answers_its_own_question_and_no_other() -> None:
    form = form_in(PERSON, asked("5b  The foreman who deals with you  ", boxed("Gus")), STORY)
    assert form.values["email"] == "ann@post.example"
    assert form.values["summary"] == "They changed the rota and told nobody."
    assert not any("Packer" in str(form.values.get(name, "")) for name in ("employer", "workplace", "email"))


@pytest.mark.parametrize("box", [lambda text: boxed(text, side=24), old_box], ids=["new", "old"])
@pytest.mark.parametrize(("yes", "no", "agreed"), [("X", "", True), ("", "X", False), ("", "", None)])
def test_small_boxes_behind_yes_and_no_are_ticked_each_by_itself(
    box: object, yes: str, no: str, agreed: bool | None
) -> None:
    assert callable(box)
    consent = asked("7  Are you happy for us to keep this on our system?   YES |   NO ", box(yes), box(no))
    assert form_in(PERSON, STORY, consent).values.get("consent") is agreed


def test_a_mark_below_a_yes_and_a_no_is_neither() -> None:
    consent = paragraph("7  Are you happy for us to keep this on our system?   YES    NO ")
    form = form_in(PERSON, STORY, consent, paragraph("X"))
    assert "consent" not in form.values


def test_a_box_that_floats_over_the_page_stays_behind_its_paragraph() -> None:
    form = form_in(PERSON, STORY, asked("Anything else we should know?  ", boxed("No.", floats=True)))
    assert form.values["member_name"] == "Ann Lee"


@pytest.mark.parametrize(
    ("first", "second", "agreed"), [("☐", "☒", None), ("☒", "☐", True), ("☒", "☒", True), ("☐", "☐", None)]
)
def test_a_tick_for_the_newsletter_is_no_consent(first: str, second: str, agreed: bool | None) -> None:
    statement = f"{first} I agree that the branch may keep what I have written.   {second} Send me the news."
    form = form_in(PERSON, STORY, paragraph("AGREEMENT", True), paragraph(statement))
    assert form.values.get("consent") is agreed


def test_a_tick_beside_one_of_two_statements_that_agree_to_nothing_is_unclear() -> None:
    lines = ("☒ I want to be told of meetings by post.", "☐ I want to be told of them by telephone.")
    body = "".join(map(paragraph, lines))
    form = form_in(PERSON, STORY, paragraph("Data protection", True), body)
    assert form.values.get("consent") is None


@pytest.mark.parametrize(
    ("told", "agreed"),
    [
        ("YES X    NO", True),
        ("YES    X NO", False),
        ("Yes x / No", True),
        ("Yes / x No", False),
        ("No \u2713   Yes", False),
        ("YES    NO X", False),
        ("YES X NO", None),
        ("Yes [x] No", None),
        ("YES   X   NO", None),
        ("Yes [x] No [ ]", True),
        ("[ ] Yes [x] No", False),
    ],
)
def test_a_mark_between_a_yes_and_a_no_is_that_ones_which_it_stands_by(
    told: str, agreed: bool | None
) -> None:
    consent = paragraph("Are you happy for us to keep this on our system?", True) + paragraph(told)
    assert form_in(PERSON, STORY, consent).values.get("consent") is agreed


@pytest.mark.parametrize(
    ("told", "agreed"),
    [
        (
            "☐ I agree that the branch keeps this form.   ☒ I agree to my details being used for mailings.",
            None,
        ),
        (
            "☒ I agree that the branch keeps this form.   ☐ I agree to my details being used for mailings.",
            True,
        ),
        ("☒ I am happy to be sent the newsletter.", None),
        ("☒ I agree that my details are kept for my case, and for surveys of members.", True),
    ],
)
def test_to_agree_to_be_sent_things_is_not_to_agree_that_the_form_is_kept(
    told: str, agreed: bool | None
) -> None:
    body = paragraph("Data protection", True) + paragraph(told)
    assert form_in(PERSON, STORY, body).values.get("consent") is agreed
