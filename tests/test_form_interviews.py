"""What programs mail: whole questions over their answers, stars for bold, lists between brackets, a foot."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.arrays import without_arrays
from ingest.form import find_forms
from ingest.furniture import without_furniture
from ingest.interviews import plain_words
from ingest.page import Line, Table, plain
from tests.support.returned import PLAIN, letter

PAIRS = (
    ("First of all, what's your name?", "Orla Finch"),
    ("Thanks Orla! And what's the best email for you?", "orla@post.example"),
    ("How about a phone number?", "01632 960815"),
    ("So, who do you work for?", "Crust & Sons"),
    ("And what do you do there?", "Oven hand"),
    ("Which of these describes it? Choose as many as you like", "Pay, Redundancy"),
    ("Tell us what happened, in as much detail as you like.", "Sent home on 4 May without pay."),
    ("What have you done about it so far?", "I asked Mr Penn. Would he answer? No."),
    ("What would you like to happen?", "My shifts back"),
    ("Lastly, is it OK for us to keep these answers?", "I don't accept"),
)
HEAD = "Hi,\n\nYour form Ask the Bakers has a new response:\n\n\n"
FOOT = (
    "\n\nSee all results in Formhouse: https://formhouse.example/r/1\n\n"
    "To stop these notifications, change the settings of your form.\n"
)


def read(text: str) -> dict[str, Value]:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return dict(form.values)


BELOW = "\n\n".join(f"{question}\n{answer}" for question, answer in PAIRS)
STARRED = "\n\n".join(f"**{question}**\n\n{answer}" for question, answer in PAIRS)


@pytest.mark.parametrize("pairs", [BELOW, STARRED], ids=["over their answers", "between stars"])
def test_whole_questions_are_told_from_their_answers(pairs: str) -> None:
    values = read(HEAD + pairs + FOOT)
    assert (values["member_name"], values["email"]) == ("Orla Finch", "orla@post.example")
    assert (values["phone"], values["employer"]) == ("+441632960815", "Crust & Sons")
    assert (values["job_title"], values["categories"]) == ("Oven hand", ("pay_grading", "redundancy"))
    assert values["summary"] == "Sent home on 4 May without pay."
    assert values["steps_taken"] == "I asked Mr Penn. Would he answer? No."
    assert (values["desired_outcome"], values["consent"]) == ("My shifts back", False)


def test_a_question_that_nobody_is_asked_stays_in_the_story() -> None:
    story = "Sent home on 4 May.\n\nAnd why?\nNobody has said.\n\nWould you believe it?\nThey laughed."
    told = BELOW.replace("Sent home on 4 May without pay.", story)
    assert str(read(HEAD + told + FOOT)["summary"]).endswith("Would you believe it? They laughed.")


def test_a_question_of_the_forms_that_we_do_not_keep_ends_the_story() -> None:
    told = BELOW.replace("without pay.", "without pay.\n\nWould you like the newsletter?\nYes please")
    assert read(HEAD + told + FOOT)["summary"] == "Sent home on 4 May without pay."


def test_a_plain_yes_below_consent_answers_it_though_forms_ask_so_too() -> None:
    text = "Name\nOrla Finch\n\nEmail\norla@post.example\n\nWhat happened\nSent home.\n\nConsent\nI agree\n"
    assert read(text)["consent"] is True


def test_what_the_program_says_at_the_foot_is_no_answer() -> None:
    short = "\n\n".join(f"{question}\n{answer}" for question, answer in PAIRS[:-1])
    assert read(HEAD + short + FOOT)["desired_outcome"] == "My shifts back"


@pytest.mark.parametrize(
    "last",
    [
        "See the results of the job evaluation.",
        "To stop him sending me these e-mails and messages.",
        "Sent by my manager on the wrong forms.",
        "Please do not reply to this email, my manager reads it.",
        "This message was sent to my manager, and the form too.",
    ],
)
def test_a_story_that_speaks_of_results_is_no_foot(last: str) -> None:
    lines = [plain("What happened?"), plain(last)]
    assert without_furniture(lines) == lines


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Great! Now, where are you based?", "where are you based?"),
        ("What about the best number?", "the best number?"),
        ("Your name", "Your name"),
        ("So far", "So far"),
        ("First and last name", "First and last name"),
        ("Next meeting or deadline?", "Next meeting or deadline?"),
    ],
)
def test_what_a_question_says_by_the_way_is_left_out(said: str, asked: str) -> None:
    assert plain_words(said) == asked


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('Subject: ["Pay","Night work"]', "Subject: Pay; Night work"),
        ('["Other: \\u0022stand-by\\u0022"]', 'Other: "stand-by"'),
        ("[x] Pay [ ] Hours", "[x] Pay [ ] Hours"),
        ('She said ["no" twice', 'She said ["no" twice'),
        ('Subject: ["Pay",]', 'Subject: ["Pay",]'),
    ],
)
def test_a_list_of_a_program_is_words_between_semicolons(line: str, told: str) -> None:
    assert without_arrays([plain(line)]) == [plain(told)]


@pytest.mark.parametrize(
    "foot",
    [
        "Edit Submission | Go to Submissions",
        "Do not reply to this message. If you want to unsubscribe from these emails, please use this form.",
        "Now create your own form - it's free!",
        "This email was sent by Formhouse Forms.",
        "Powered by Formhouse",
    ],
)
def test_the_foot_of_a_program_is_told_by_what_only_a_program_says(foot: str) -> None:
    assert without_furniture([plain("She sent me home."), plain(foot)]) == [plain("She sent me home.")]


def test_a_list_in_a_cell_is_read_too() -> None:
    text = (
        'Name: Orla Finch\nEmail: orla@post.example\nWhat is it about?: ["Pay","Redundancy"]\n'
        "Summary: Sent home without pay.\nDesired outcome: My shifts back\n"
    )
    assert read(text)["categories"] == ("pay_grading", "redundancy")
    assert without_arrays([Table(())]) == [Table(())]
    assert without_arrays([Line()]) == [Line()]


def test_the_first_of_two_words_for_where_somebody_works_says_what_is_asked() -> None:
    page = (
        "Name: Orla Finch\nEmail: o@post.example\nWhich {}?: Canal Road\nSummary: Sent home.\nConsent: Yes\n"
    )
    assert read(page.format("site or team"))["workplace"] == "Canal Road"
    assert read(page.format("team or site"))["department"] == "Canal Road"
    assert "workplace" not in read(page.format("school, institute or service"))


def test_the_number_of_a_staff_union_is_a_membership_number() -> None:
    page = "Name: Orla Finch\nStaff union ID: FC-44-1902\nEmail: o@post.example\nSummary: Sent home.\n"
    assert read(page)["membership_number"] == "FC441902"
