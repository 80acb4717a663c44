"""Our own blank form, in each format: what a member puts into it reads back, whatever they put."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings

from casework.model import Value
from ingest.blank.formats import ENDINGS, blank_form
from ingest.blank.questions import Asked, describe
from ingest.blank.text import bare_line, blank_text, line_of
from ingest.form import find_forms
from ingest.reading import Document, FormSettings, FoundForms, Letter
from tests.support.blank_answers import Answers, answers
from tests.support.blank_forms import (
    ASKED,
    BRANCH,
    FORM,
    WRITTEN,
    filled_docx,
    filled_odt,
    filled_pdf,
    filled_text,
)
from tests.support.examples import examples

OURS = FormSettings({one.field: (one.label,) for one in ASKED}, {})
FILLED = {"docx": filled_docx, "odt": filled_odt, "pdf": filled_pdf}
IN_TEXT = 8  # categories; more of them in words read like the form's own list, and are asked about
often = settings(
    deadline=None,
    max_examples=examples(60),
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)


def found_in(
    body: str = "", reply: str = "", document: bytes = b"", known: FormSettings = OURS
) -> FoundForms:
    documents = [Document("form", "application/octet-stream", document)] if document else []
    return find_forms(Letter("", text=body, reply=reply, date=WRITTEN), documents, known)


def values_in(found: FoundForms) -> dict[str, Value]:
    (form,) = found.forms
    assert form.doubtful == ()
    return dict(form.values)


SAID = "I agree that the branch keeps and uses this form to support me"


def _quoting(said: str) -> Answers:
    """A statement of consent, told in an answer: it is the member's, since the form asks for it elsewhere."""
    wish = ("desired_outcome", f"It was read to me.\n{said}")
    return Answers(
        {"member_name": "Ann Lee", **dict([wish])},
        {"member_name": "Ann Lee", wish[0]: f"It was read to me. {said}"},
    )


@pytest.mark.long
@pytest.mark.parametrize("ending", FILLED)
def test_what_is_put_into_the_form_reads_back(ending: str) -> None:
    @settings(often, max_examples=examples(25 if ending == "pdf" else 60))  # the other program takes its time
    @example(_quoting(f"{SAID}: that is all she said"))
    @example(_quoting(f"{SAID} and that is all she said"))
    @given(answers())
    def reads_back(member: Answers) -> None:
        assert values_in(found_in(document=FILLED[ending](member.given))) == member.values

    reads_back()


@often
@given(answers(IN_TEXT))
def test_what_is_typed_behind_the_colons_reads_back(member: Answers) -> None:
    text = filled_text(member.given)
    assert values_in(found_in(text, text)) == member.values
    assert (
        values_in(found_in(f"Dear all,\n\nhere it is.\n\n{text}\nKind regards,\nAnn", text)) == member.values
    )
    assert values_in(found_in(document=text.encode())) == member.values


@pytest.mark.long
@often
@given(answers(IN_TEXT))
def test_what_is_typed_into_the_quoted_form_reads_back(member: Answers) -> None:
    quoted = "\n".join(f"> {line}".rstrip() for line in filled_text(member.given).split("\n"))
    above = f"Here it is.\n\nOn Fri, 20 Nov 2026 at 09:00, Branch <{BRANCH.address}> wrote:\n"
    assert values_in(found_in(quoted)) == member.values
    assert values_in(found_in(above + quoted, "Here it is.")) == member.values


@often
@given(answers(IN_TEXT))
def test_what_is_typed_below_each_quoted_question_reads_back(member: Answers) -> None:
    lines = []
    for question in FORM.questions:
        answer = member.given.get(question.field, "")
        lines += [f"> {line_of(question)}", answer if isinstance(answer, str) else ", ".join(answer)]
    text = "\n".join([*lines, "> Thank you. The form ends here."])
    assert values_in(found_in(text, text)) == member.values


def test_an_answer_above_the_quoted_blank_form_is_not_mixed_with_it() -> None:
    filled = filled_text(
        {"member_name": "Ann Lee", "email": "ann@post.example", "summary": "My hours changed."}
    )
    below = "\n".join(f"> {line}" for line in blank_text(FORM).split("\n"))
    found = found_in(f"{filled}\nAnn\n\nOn Fri, 20 Nov 2026, Branch wrote:\n{below}", filled)
    assert values_in(found) == {
        "member_name": "Ann Lee",
        "email": "ann@post.example",
        "summary": "My hours changed.",
    }


def test_a_long_letter_above_a_filled_and_quoted_form_does_not_send_it_again() -> None:
    quoted = "\n".join(
        f"> {line}" for line in filled_text({"member_name": "Ann Lee", "grade": "7"}).split("\n")
    )
    news = "They have now written to me again, and I do not know what to say to them about it. " * 3
    assert found_in(f"{news}\n\n{quoted}", news).forms == ()


def test_a_question_that_the_mail_program_wrapped_is_still_that_question() -> None:
    text = filled_text({"member_name": "Ann Lee", "key_date": "4/12/26", "key_event": "a hearing"})
    wrapped = text.replace("deadline (such as", "deadline (such\n> as").replace("\n", "\n> ")
    assert values_in(found_in(wrapped))["key_date"] == "2026-12-04"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_form_that_nobody_filled_in_is_known_as_blank(ending: str) -> None:
    content = blank_form(FORM, ending)
    found = found_in(content.decode()) if ending == "txt" else found_in(document=content)
    assert found.blank and found.forms == () and found.unread == ()


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_blank_form_is_the_same_bytes(ending: str) -> None:
    assert blank_form(FORM, ending) == blank_form(FORM, ending)


@pytest.mark.parametrize("ending", FILLED)
def test_a_short_form_in_the_branchs_own_words_reads_back(ending: str) -> None:
    asked = (
        Asked("summary", "Pour your heart out:"),
        Asked("member_name", "And you are? *", needed=True),
        Asked("phone", "Your number"),
    )
    form = describe(BRANCH, asked)
    known = FormSettings({one.field: (one.label,) for one in asked}, {})
    filled = FILLED[ending]({"member_name": "Ann Lee", "summary": "I do three jobs."}, form)
    expected = {"member_name": "Ann Lee", "summary": "I do three jobs."}
    assert values_in(found_in(document=filled, known=known)) == expected


def test_a_story_broken_just_before_the_words_of_a_question_stays_whole() -> None:
    told = "They said it would be put right. Then they"
    story = f"{told}\nWhat would you like to happen: nothing, they said."
    given = {"member_name": "Ann Lee", "steps_taken": story, "desired_outcome": "An apology"}
    page = "\n".join(f"{bare_line(one)} {given.get(one.field, '')}" for one in FORM.questions)
    values = values_in(found_in(page))
    assert values["steps_taken"] == story.replace("\n", " ")
    assert values["desired_outcome"] == "An apology"


@pytest.mark.parametrize(
    ("told", "following", "answer", "value"),
    [
        ("desired_outcome", "key_date", "", None),
        ("desired_outcome", "key_date", "3 December 2026", "2026-12-03"),
        ("summary", "issue_started", "4 May 2026", "2026-05-04"),
        ("people_involved", "steps_taken", "", None),
    ],
)
def test_a_story_that_holds_the_question_below_it_and_ends_in_a_long_line_stays_whole(
    told: str, following: str, answer: str, value: str | None
) -> None:
    labels = {one.field: bare_line(one) for one in FORM.questions}
    rows = [_up_to(labels[told], 76), _up_to(f"{labels[following]} nobody knows", 76)]
    given = {"member_name": "Ann Lee", told: "\n".join(rows)[len(labels[told]) + 1 :], following: answer}
    page = "\n".join(f"{label} {given.get(field, '')}".rstrip() for field, label in labels.items())
    assert "\n".join(rows) in page
    values = values_in(found_in(page))
    assert values[told] == given[told].replace("\n", " ")
    assert values.get(following) == value


def _up_to(words: str, width: int) -> str:
    """A line that goes on until no further word fits."""
    return words + " on and on" * ((width - len(words)) // 10) + " again"[: (width - len(words)) % 10]


def test_a_story_that_repeats_the_forms_own_lines_is_not_another_persons_form() -> None:
    story = "It was so.\nYour full name: Jo\nMembership number: none\nPhone number: none\nYour full name: Jo"
    given = {"member_name": "Ann Lee", "phone": "07700 900123", "people_involved": story}
    given["desired_outcome"] = "It was so.\nMembership number: none"
    quoted = "\n".join(f"> {line}".rstrip() for line in filled_text(given).split("\n"))
    assert [form.values["member_name"] for form in found_in(quoted).forms] == ["Ann Lee"]
