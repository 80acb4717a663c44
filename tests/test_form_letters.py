"""What is a form and what is not: blank forms, two forms, the same form twice, papers of other people."""

from __future__ import annotations

import time

import pytest

from ingest.form import find_forms
from ingest.reading import Document, FormSettings
from tests.support.documents import Tick, docx, docx_form, paragraph, table
from tests.support.returned import EVERYWHERE, NORTH, PLAIN, SOUTH, WEST, letter, word

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n"
BODY = """\
Hello,

Name: Ann Lee
Membership number: 0012345
Email: ann.lee@post.example
Type of problem: grievance
What has happened: {story}
Steps taken so far: I asked HR.
Outcome wanted: An apology.
Do you consent to us keeping this? (Y/N): yes
"""


def _emptied(pairs: list[tuple[str, str | Tick]]) -> list[tuple[str, str | Tick]]:
    return [(label, Tick(answer.options) if isinstance(answer, Tick) else "") for label, answer in pairs]


@pytest.mark.parametrize("branch", EVERYWHERE)
@pytest.mark.parametrize("layout", ["table2", "table4", "controls", "paragraphs", "legacy", "above"])
def test_a_form_that_nobody_filled_in_is_a_blank_form(branch: str, layout: str) -> None:
    blank = docx_form(_emptied(EVERYWHERE[branch].pairs), layout)
    found = find_forms(letter("Please find my completed form attached."), [word(blank)], PLAIN)
    assert found.blank and found.forms == () and found.unread == ()


def test_a_blank_form_beside_a_filled_one_does_not_count() -> None:
    blank = word(docx_form(_emptied(NORTH.pairs)))
    found = find_forms(letter(), [blank, word(docx_form(NORTH.pairs))], PLAIN)
    assert len(found.forms) == 1 and not found.blank


def test_two_members_forms_in_one_letter_are_two_forms() -> None:
    documents = [word(docx_form(NORTH.pairs), "one.docx"), word(docx_form(SOUTH.pairs), "two.docx")]
    found = find_forms(letter(), documents, PLAIN)
    assert [form.source for form in found.forms] == ["one.docx", "two.docx"]


def test_the_same_form_in_two_documents_is_one_form() -> None:
    documents = [word(docx_form(NORTH.pairs)), word(docx_form(NORTH.pairs, "paragraphs"), "copy.docx")]
    assert len(find_forms(letter(), documents, PLAIN).forms) == 1


def test_the_same_form_in_the_body_and_attached_is_one_form_with_what_either_says() -> None:
    text = "\n".join(
        f"{line.asked}: {line.answered}" for line in NORTH.lines if isinstance(line.answered, str)
    ).replace("Job title: Chef", "Job title: Chef\nEmployer: Northern College")
    (form,) = find_forms(letter(text), [word(docx_form(NORTH.pairs))], PLAIN).forms
    assert form.values == {**NORTH.values, "employer": "Northern College"}


def test_what_is_needed_and_not_there_is_missing() -> None:
    pairs = [(label, answer) for label, answer in NORTH.pairs if label not in ("Email", "Name")]
    (form,) = find_forms(letter(), [word(docx_form(pairs))], PLAIN).forms
    assert form.missing == ("member_name", "email")


def test_a_documents_sort_is_told_by_its_bytes_and_not_by_its_name() -> None:
    found = find_forms(letter(), [Document("scan.pdf", "application/pdf", docx_form(NORTH.pairs))], PLAIN)
    assert found.forms[0].values == NORTH.values


@pytest.mark.parametrize(
    "content",
    [PDF, b"{\\rtf1 form}", PNG + b"\x00" * 60_000, b"PK\x03\x04 cut off", docx("")[:300]],
    ids=["pdf", "rtf", "photograph", "broken zip", "cut document"],
)
def test_a_document_that_may_be_a_form_is_never_an_empty_one(content: bytes) -> None:
    found = find_forms(letter("My form is attached."), [Document("form", "", content)], PLAIN)
    assert found.forms == () and not found.blank
    assert found.unread == ("form",) and len(found.problems) == 1


@pytest.mark.parametrize(
    "content", [PNG + b"\x00" * 900, b"\x00\x05\x16\x07" + b"\x00" * 80], ids=["logo", "the Finder's half"]
)
def test_decoration_is_no_document(content: bytes) -> None:
    assert find_forms(letter(), [Document("image001.png", "image/png", content)], PLAIN).unread == ()


def test_a_document_without_a_field_is_named_and_no_form() -> None:
    report = docx(paragraph("Minutes", bold=True) + paragraph("We met on Tuesday and talked about the roof."))
    found = find_forms(letter(), [word(report, "minutes.docx")], PLAIN)
    assert found.forms == () and not found.blank and found.unread == ("minutes.docx",)


def test_an_employers_paper_beside_the_form_is_no_form() -> None:
    paper = table(
        (paragraph(label, bold=True), paragraph(answer))
        for label, answer in (
            ("Employee name", "Ann Lee"), ("Department", "Catering"), ("Job title", "Chef"),
            ("Line manager", "Jo Hill"), ("Date", "3 March 2026"), ("Signature", "J Hill"),
        )
    )  # fmt: skip
    found = find_forms(
        letter(), [word(docx_form(NORTH.pairs)), word(docx(paper), "return to work.docx")], PLAIN
    )
    assert [form.source for form in found.forms] == ["form.docx"]


def test_a_signature_makes_no_form_and_gives_no_value() -> None:
    signature = "\n\nBest wishes\nAnn\n\n-- \nAnn Lee\nTel: 0113 496 0999\nEmail: work@college.ac.example\n"
    assert find_forms(letter("My form is attached." + signature), [], PLAIN).forms == ()
    (form,) = find_forms(letter(BODY.format(story="I was sent home.") + signature), [], PLAIN).forms
    assert "phone" not in form.values and form.values["email"] == "ann.lee@post.example"


@pytest.mark.parametrize(
    "story",
    [
        "he said this.\nMy line manager: says I am late. She wrote it down.",
        "a meeting.\nName: I gave it twice. Nobody wrote it down.",
        "their paper wanted my name, grade and job, and where it says\nreason for request I put nothing.",
        "this is what their minutes came to in the end, word for word. Outcome:\nnil. Action: nil. I object.",
        "the note said: contact details go to the next line manager. Nobody did it.",
        "I wrote this down.\n\nDepartment: they moved me. Job title: they changed it. I object.",
        "it went on.\nOutcome: nothing came of it. I object.",
    ],
)
def test_a_story_full_of_labels_stays_a_story(story: str) -> None:
    (form,) = find_forms(letter(BODY.format(story=story)), [], PLAIN).forms
    assert form.values["summary"] == " ".join(story.split())
    assert form.values["desired_outcome"] == "An apology."
    assert not {"line_manager", "department", "job_title", "key_date"} & form.values.keys()


def test_spam_with_lines_like_a_form_is_no_form() -> None:
    text = (
        "You have won. Send back:\n\nName: ........\nPhone: ........\nOccupation: ........\nDetails: none\n"
    )
    found = find_forms(letter(text), [], PLAIN)
    assert found.forms == () and not found.blank


def test_answers_typed_into_the_quoted_form_itself_are_read() -> None:
    quoted = "\n".join(f"> {line}" for line in BODY.format(story="I was sent home.").splitlines())
    found = find_forms(
        letter("Here it is.\n\nOn 3 March 2026, Casework wrote:\n" + quoted, "Here it is."), [], PLAIN
    )
    assert found.forms[0].values["member_name"] == "Ann Lee"


def test_a_form_answered_above_the_quoted_blank_one_is_not_mixed_with_it() -> None:
    filled = BODY.format(story="I was sent home.").replace(
        "Do you consent to us keeping this? (Y/N): yes\n", ""
    )
    blank = "\n".join("> " + line.partition(":")[0] + ":" for line in filled.splitlines() if ":" in line)
    text = filled + "\nOn Mon, 2 Mar 2026 at 09:00, Casework <casework@branch.example> wrote:\n" + blank
    (form,) = find_forms(letter(text, filled), [], PLAIN).forms
    assert form.values["desired_outcome"] == "An apology."


def test_a_forwarded_form_is_read_below_the_forwarders_signature() -> None:
    text = (
        "One for you.\n\nRob\n-- \nRob Rep\nTel: 0113 496 0555\n\n-----Original Message-----\nFrom: Ann\n"
        "Sent: 3 March 2026 10:00\nTo: Rob\nSubject: My form\n\n" + BODY.format(story="I was sent home.")
    )
    (form,) = find_forms(letter(text), [], PLAIN).forms
    assert form.values["member_name"] == "Ann Lee"
    assert not {"phone", "signed_on"} & form.values.keys()


def test_a_branchs_own_wordings_and_categories_are_known() -> None:
    settings = FormSettings(
        {"summary": ("Pour your heart out",), "desired_outcome": ("The happy end",)},
        {"workload_stress": ("Too much on my plate",)},
    )
    pairs = [
        ("Name", "Ann Lee"),
        ("Membership number", "12345"),
        (
            "Type of problem",
            Tick(("Too much on my plate", "Grievance", "Pension"), ("Too much on my plate",)),
        ),
        ("Pour your heart out", "I do three jobs."),
        ("The happy end", "One job."),
    ]
    (form,) = find_forms(letter(), [word(docx_form(pairs))], settings).forms
    assert form.values["summary"] == "I do three jobs." and form.values["desired_outcome"] == "One job."
    assert form.values["categories"] == ("workload_stress",)


def test_the_name_below_a_managers_heading_is_the_managers() -> None:
    rows = [
        ("Name", "Ann Lee"), ("Email", "ann@post.example"), ("Membership number", "12345"),
        ("Line manager details", None), ("Name", "Jo Hill"), ("Email", "jo@college.example"),
        ("Your case", None), ("What has happened?", "I was sent home."), ("Desired outcome", "An apology."),
        ("Office use only", None), ("Name", "Sam Clerk"), ("Date", "3 March 2026"),
        ("Phone", "0113 496 0001"),
    ]  # fmt: skip
    cells = [
        (paragraph(label, bold=True),) if answer is None else (paragraph(label, bold=True), paragraph(answer))
        for label, answer in rows
    ]
    (form,) = find_forms(letter(), [word(docx(table(cells)))], PLAIN).forms
    assert form.values["member_name"] == "Ann Lee" and form.values["email"] == "ann@post.example"
    assert form.values["line_manager"] == "Jo Hill"
    assert not {"phone", "signed_on"} & form.values.keys()


def test_two_questions_in_one_box_are_split_only_if_there_is_one_way_to() -> None:
    text = BODY.format(story="I was sent home.") + "Department and job: {}\n"
    (form,) = find_forms(letter(text.format("Catering, Chef")), [], PLAIN).forms
    assert (form.values["department"], form.values["job_title"]) == ("Catering", "Chef")
    (form,) = find_forms(letter(text.format("Law, Politics, and Sociology, Reader")), [], PLAIN).forms
    assert "job_title" not in form.values and "department" in form.doubtful


def test_one_box_for_contact_details_gives_address_and_number() -> None:
    pairs = [
        ("Name", "Ann Lee"),
        ("Contact details", "ann@post.example or 0113 496 0001 (evenings)"),
        *WEST.pairs[10:],
    ]
    (form,) = find_forms(letter(), [word(docx_form(pairs))], PLAIN).forms
    assert (form.values["email"], form.values["phone"]) == ("ann@post.example", "+441134960001")


@pytest.mark.long
@pytest.mark.parametrize("letters", ["-", " ", "x ", "\t", "(", "> ", "Name: ", ".", "_", "\n", "a@"])
def test_a_hostile_body_takes_no_long_time(letters: str) -> None:
    body = BODY.format(story=letters * (60_000 // len(letters)))
    started = time.process_time()
    find_forms(
        letter(body), [word(docx_form([("Name", "A"), ("Consent", letters * 20_000), *NORTH.pairs]))], PLAIN
    )
    assert time.process_time() - started < 5
