"""What stands in the place of an answer and is none: headings, printed questions, a day for a name."""

from __future__ import annotations

import pytest

from tests.support.documents import paragraph, run, table
from tests.test_form_as_filled import BOLD, PERSON, STORY, cells, form_in, form_of

HEAD = "Name: Ann Lee\nMembership number: 0012345\nEmail: ann@post.example\n"
STORY_LINE = "What happened? I was sent home on 3 May and nobody rang.\n"


def test_a_bold_heading_below_an_answer_is_no_part_of_it() -> None:
    lines = (*(f"{label}: {told}" for label, told in PERSON), "Steps taken so far: I rang HR")
    form = form_in(*map(paragraph, lines), paragraph("Authority", True), STORY)
    assert form.text("steps_taken") == "I rang HR"


@pytest.mark.parametrize(
    ("label", "field", "answer"),
    [
        ("Other people involved", "people_involved", ("Jo Hill", "Kim Park")),
        ("What would you like to happen?", "desired_outcome", ("An apology", "Compensation")),
        ("Department", "department", ("Estates", "Night Shift")),
    ],
)
def test_what_may_be_part_of_an_answer_is_left_in_it_though_it_is_bold(
    label: str, field: str, answer: tuple[str, str]
) -> None:
    told = paragraph(answer[0]) + f"<w:p>{run(answer[1], BOLD)}</w:p>"
    form = form_in(
        cells(*(one for one in PERSON if one[0] != label)), table([[paragraph(label), told]]), STORY
    )
    assert form.text(field) == " ".join(answer)


@pytest.mark.parametrize(
    ("label", "field", "answer"),
    [("Job title", "job_title", "MANAGER"), ("Department", "department", "EMPLOYMENT")],
)
def test_an_answer_in_capitals_is_one_though_a_heading_could_be_called_so(
    label: str, field: str, answer: str
) -> None:
    assert form_of(f"{HEAD}\n{label}: {answer}\n{STORY_LINE}").text(field) == answer


def test_what_was_asked_of_a_member_is_part_of_what_they_tell() -> None:
    told = (
        "He asked me in the meeting:\nDo you accept that you were late? No\nThen he shouted. I am off sick."
    )
    form = form_of(f"{HEAD}\nWhat happened? {told}\n")
    assert form.text("summary") == told.replace("\n", " ")


def test_a_service_of_a_council_is_where_somebody_works_and_no_employer() -> None:
    form = form_of(f"{HEAD}\nService: Council Tax Service\nTeam: Revenues\n{STORY_LINE}")
    assert "employer" not in form.values
    assert "Council Tax" in form.text("department")


@pytest.mark.parametrize("last", ["Please help me", "It went on for weeks.", "On 3 May"])
def test_a_story_may_end_in_bold(last: str) -> None:
    told = paragraph("They cut the break.") + f"<w:p>{run(last, BOLD)}</w:p>"
    form = form_in(cells(*PERSON), table([[paragraph("What has happened?"), told]]))
    assert form.text("summary").endswith(last)


def test_headings_in_capitals_counted_by_letters_are_nobodys_answer() -> None:
    form = form_of(
        f"A. YOU\n{HEAD}\nB. THE CASE\n{STORY_LINE}Any meeting (date, time): no meeting yet\n"
        "What kind of meeting: \n\nC. PERMISSION\nI give permission for the branch to hold this (Y/N): Y\n"
    )
    assert "key_event" not in form.values
    assert form.values["consent"] is True


def test_a_question_of_the_forms_below_a_short_answer_ends_it() -> None:
    form = form_of(
        f"{HEAD}{STORY_LINE}Next meeting (date and time): 3 December 2026, 2pm\n"
        "What kind of meeting is it?: Welfare meeting\n"
        "Anything we should know so that we can make the meeting work for you?\nNone\n"
    )
    assert form.text("key_event") == "Welfare meeting"


def test_what_follows_if_yes_is_told_of_the_question_above() -> None:
    struck = run("No", "<w:strike/>")
    form = form_in(
        *(paragraph(f"{label}: {told}") for label, told in PERSON),
        paragraph("What has happened?: They cut the break."),
        paragraph("Is this a formal grievance? Yes / No *"),
        f"<w:p>{run('Have you raised the matter with your manager? Yes / ')}{struck}{run(' *')}</w:p>",
        paragraph("If yes, what was the outcome? Told it is not needed"),
    )
    assert form.text("summary") == "They cut the break."
    assert form.text("steps_taken") == "Told it is not needed"


def test_a_question_that_a_member_repeats_in_a_story_stays_there() -> None:
    story = "They asked me two things.\nWhat would you do without your job here?\nI said nothing."
    assert str(form_of(f"{HEAD}What happened? {story}\n").values["summary"]).split() == story.split()


@pytest.mark.parametrize("told", ["2 March 2026", "jo@acme.example", "07700 900123"])
@pytest.mark.parametrize(
    ("label", "name"), [("Who is involved?", "people_involved"), ("Department", "department")]
)
def test_a_day_or_a_number_is_no_name(label: str, name: str, told: str) -> None:
    form = form_in(cells(*PERSON, (label, told)), STORY)
    assert name not in form.values
    assert name in form.doubtful


def test_kinds_ticked_in_several_places_are_all_given_for_a_person_to_check() -> None:
    first = "".join(map(paragraph, ("☐ Grievance", "☒ Discrimination", "☐ Whistleblowing")))
    second = "".join(map(paragraph, ("☐ Pay & grading", "☐ Workload", "☒ Flexible working")))
    form = form_in(
        cells(*PERSON),
        table([[paragraph("Problems to raise"), first], [paragraph("Terms and conditions"), second]]),
        STORY,
    )
    assert form.values["categories"] == ("discrimination", "flexible_working")
    assert "categories" in form.doubtful


def test_guidance_below_a_title_that_is_worded_like_a_question_is_no_story() -> None:
    guide = (
        f"<w:p>{run('Nine short questions for our members. Nothing goes to the employer.', '<w:i/>')}</w:p>"
    )
    form = form_in(paragraph("Tell us about it", True), guide, cells(*PERSON), STORY)
    assert form.text("summary") == "They cut the break and told nobody."


def test_a_numbered_bidding_over_a_story_in_its_cell_is_the_forms() -> None:
    told = paragraph("1. Outline the facts of the case:") + paragraph("I was placed second and passed over.")
    form = form_in(cells(*PERSON), table([[told]]))
    assert form.text("summary") == "I was placed second and passed over."


@pytest.mark.parametrize(
    ("told", "name"), [("Merewell Fire & Rescue", "employer"), ("Adult homecare", "department")]
)
def test_a_service_is_the_employer_only_where_its_name_says_so(told: str, name: str) -> None:
    form = form_in(cells(*PERSON, ("Service", told), ("Department / watch", "Green")), STORY)
    assert form.text(name) == told


@pytest.mark.parametrize(("told", "name"), [("picker", "job_title"), ("Grade 7", "grade")])
def test_job_and_grade_in_one_box_are_told_apart(told: str, name: str) -> None:
    people = tuple(pair for pair in PERSON if pair[0] != "Job title")
    form = form_in(cells(*people, ("Job / grade", told)), STORY)
    assert form.text(name) == told
    assert len({"job_title", "grade"} & form.values.keys()) == 1


def test_a_number_or_an_address_beside_a_name_leaves_it_one() -> None:
    told = "Jo Hill (jo@acme.example) 0113 496 0111"
    assert form_in(cells(*PERSON, ("Line manager", told)), STORY).text("line_manager") == told


@pytest.mark.parametrize(
    "below", ["Have you signed the data protection form? Yes", "Have you put in a grievance yet? No"]
)
def test_a_question_answered_by_yes_or_no_on_its_line_is_no_part_of_what_is_wanted(below: str) -> None:
    form = form_of(f"{HEAD}{STORY_LINE}What would you like us to do?\nRing Jo\n\n{below}\n")
    assert form.text("desired_outcome") == "Ring Jo"


def test_a_heading_beside_another_is_no_answer_to_it() -> None:
    form = form_in(
        cells(("MEMBER'S DETAILS", "EMPLOYER'S DETAILS"), ("Name: Ann Lee", "Name: Hill Foods")),
        cells(*PERSON[1:]),
        STORY,
    )
    assert form.text("summary") == "They cut the break and told nobody."


@pytest.mark.parametrize("told", ["see signature", "Please see attached letter", "as in my email"])
def test_where_a_name_stands_elsewhere_that_is_not_the_name(told: str) -> None:
    assert "workplace" not in form_in(cells(*PERSON, ("Workplace", told)), STORY).values


def test_what_is_struck_out_in_plain_text_is_not_chosen() -> None:
    form = form_of(f"{HEAD}{STORY_LINE}Type of case (delete): ~~Grievance~~ Disciplinary\n")
    assert form.values["categories"] == ("disciplinary",)
