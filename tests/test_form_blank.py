"""Our own blank form: what a member writes into it reads back, whatever they write."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ingest.blank import blank_form_docx, blank_form_text
from ingest.form import find_forms
from ingest.reading import FormSettings
from tests.support.returned import PLAIN, letter, word

FIELDS = (
    ("member_name", "Your full name"),
    ("membership_number", "Membership number"),
    ("email", "Private email address"),
    ("phone", "Phone number"),
    ("department", "Department"),
    ("job_title", "Job title"),
    ("contract_type", "Type of contract"),
    ("line_manager", "Line manager"),
    ("categories", "What is it about?"),
    ("summary", "What has happened?"),
    ("people_involved", "Who else is involved?"),
    ("steps_taken", "What has been done so far?"),
    ("desired_outcome", "What would you like to happen?"),
    ("key_date", "Date of the next meeting or deadline"),
    ("consent", "I agree that the branch keeps and uses this form to support me"),
    ("signed_on", "Date"),
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_word = st.text("abcdefghijklmnopqrstuvwyzéø'-,", min_size=2, max_size=9).filter(lambda one: one.strip("'-,"))
_words = st.lists(_word, min_size=2, max_size=6).map(" ".join)
_sentence = _words.map(lambda words: f"It was {words}.")
_story = st.lists(
    st.one_of(
        _sentence,
        _words.map(lambda words: f"My manager said: {words}."),
        _words.map(lambda words: f"Line manager: {words}."),
        _words.map(lambda words: f"Name: {words}."),
        st.just("Outcome: nothing came of it."),
    ),
    min_size=1,
    max_size=4,
).map("\n".join)
_answers = st.fixed_dictionaries(
    {
        "member_name": st.sampled_from(["Ann Lee", "Dr Siân Ó Broin", "李明 (Li Ming)", "Mx O'Hara-Weiß"]),
        "membership_number": st.integers(0, 9_999_999).map(lambda number: f"{number:07d}"),
        "email": st.sampled_from(["ann@post.example", "a.b+c@post.example"]),
        "department": _words.map(lambda words: f"Dept {words}"),
        "line_manager": st.sampled_from(["Jo Hill", "Dr Kim (acting)"]),
        "summary": _story,
        "people_involved": _sentence,
        "steps_taken": _sentence,
        "desired_outcome": _sentence,
    }
)


def _folded(answers: dict[str, str]) -> dict[str, str]:
    return {name: " ".join(answer.split()) for name, answer in answers.items()}


def _in_text(answers: dict[str, str]) -> str:
    rows = blank_form_text("North branch", FIELDS).split("\n")
    questions = [row for row in rows if row.endswith(": ")]
    assert len(questions) == len(FIELDS)
    for (name, _), question in zip(FIELDS, questions, strict=True):
        rows[rows.index(question)] = question + answers.get(name, "")
    return "\n".join(rows)


def _in_word(answers: dict[str, str]) -> bytes:
    """Written as Word would: into the last paragraph of the right-hand cell, a paragraph a line."""
    blank = blank_form_docx("North branch", FIELDS)
    with ZipFile(BytesIO(blank)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for (name, _), row in zip(FIELDS, root.iter(f"{_W}tr"), strict=True):
        cell = list(row.iter(f"{_W}tc"))[1]
        for line in answers.get(name, "").split("\n") if name in answers else ():
            paragraph = etree.SubElement(cell, f"{_W}p")
            etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}t").text = line
    parts["word/document.xml"] = etree.tostring(root)
    filled = BytesIO()
    with ZipFile(filled, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return filled.getvalue()


def test_both_blank_forms_are_known_as_blank() -> None:
    assert find_forms(letter(blank_form_text("North branch", FIELDS)), [], PLAIN).blank
    assert find_forms(letter(), [word(blank_form_docx("North branch", FIELDS))], PLAIN).blank


def test_the_same_blank_form_is_the_same_bytes() -> None:
    assert blank_form_docx("North branch", FIELDS) == blank_form_docx("North branch", FIELDS)


def test_a_question_of_the_branchs_own_wording_reads_back() -> None:
    fields = (*FIELDS[:9], ("summary", "Pour your heart out"))
    settings = FormSettings({name: (label,) for name, label in fields}, {})
    text = blank_form_text("North branch", fields).rstrip("\n") + "I do three jobs.\n"
    (form,) = find_forms(letter(text.replace("number: ", "number: 123456")), [], settings).forms
    assert form.values["summary"] == "I do three jobs."


@settings(deadline=None, max_examples=150)
@given(_answers)
def test_what_is_written_behind_the_colons_reads_back(answers: dict[str, str]) -> None:
    (form,) = find_forms(letter(_in_text(answers)), [], PLAIN).forms
    assert form.values == _folded(answers)


@settings(deadline=None, max_examples=150)
@given(_answers)
def test_what_is_written_into_the_cells_reads_back(answers: dict[str, str]) -> None:
    (form,) = find_forms(letter(), [word(_in_word(answers))], PLAIN).forms
    assert form.values == _folded(answers)


def test_ticks_and_dates_in_the_blank_form_read_back() -> None:
    rest = {
        "member_name": "Ann Lee",
        "contract_type": "Permanent",
        "categories": "grievance, pay",
        "key_date": "3 December 2026 at 2pm",
        "consent": "yes",
        "signed_on": "21/11/26",
    }
    (form,) = find_forms(letter(_in_text(rest)), [], PLAIN).forms
    assert form.values == {
        "member_name": "Ann Lee",
        "contract_type": "permanent",
        "categories": ("grievance", "pay_grading"),
        "key_date": "2026-12-03T14:00",
        "consent": True,
        "signed_on": "2026-11-21",
    }
