"""Questions as branches word them: each told for the field it asks, and those we do not keep for none."""

from __future__ import annotations

import pytest

from ingest.page import plain
from ingest.questions import asked
from ingest.wordings import load_wordings
from tests.support.returned import PLAIN

WORDINGS = {
    "member_name": [
        "Member's full name",
        "Name (block capitals please)",
        "Your name in full",
        "Name of person requesting help",
    ],
    "given_name": [
        "Forename(s)",
    ],
    "family_name": [
        "SURNAME",
    ],
    "phone": [
        "Home tel.",
        "Mobile no.",
        "Tel (day)",
        "Preferred telephone number",
        "Personal mobile number",
    ],
    "email": [
        "E-mail",
        "Home e-mail address (please do not use a work address)",
        "Personal (non-work) email",
        "What is your personal email address?",
    ],
    "work_email": [
        "E-mail at work",
        "Work e-mail address",
    ],
    "membership_number": [
        "PIN / membership",
        "Membership No.",
        "UNISON membership number (8 digits)",
        "NEU number / membership no",
        "What is your membership number?",
        "Union No",
    ],
    "joined_union": [
        "Date joined UNISON",
        "When did you join the union?",
        "How long have you been a member of UCU?",
    ],
    "job_title": [
        "Occupation",
        "Job title / role",
        "What job do you do?",
    ],
    "employer": [
        "Name of employer",
        "Who is your employer?",
        "Employer (school/trust)",
    ],
    "workplace": [
        "Place of work",
        "Work base / location",
        "Name and address of workplace",
    ],
    "department": [
        "Dept / section",
        "Service area / team",
        "Which department or school do you work in?",
    ],
    "contract_type": [
        "Is your contract permanent or fixed-term?",
        "What type of contract are you on?",
        "Employment status (please circle)",
    ],
    "line_manager": [
        "Manager who is dealing with you",
        "Name of your immediate line manager",
        "Who do you report to?",
        "Your manager's name",
    ],
    "categories": [
        "Nature of the problem",
        "What is the nature of your enquiry? Tick one or more",
        "Please indicate what your issue relates to",
        "What does your query relate to?",
        "Which of the following describes your problem?",
        "Area of concern",
    ],
    "summary": [
        "Charged with / complaint about",
        "Please give brief details of the problem",
        "Please summarise the issue you are facing",
        "Give a short description of what has happened, including dates",
        "Details of the case (attach extra sheets if needed)",
        "Tell us about what is going on at work",
        "Background to the case",
        "What's the problem?",
        "Outline of the issue(s)",
    ],
    "issue_started": [
        "When did the problem start?",
        "Date(s) of incident(s)",
        "Date problem first arose",
        "When did the issue(s) first occur?",
    ],
    "people_involved": [
        "Names of those involved",
        "Who else is involved (managers, HR, colleagues)?",
        "Please name anyone else involved",
        "Name(s) of other people involved",
    ],
    "steps_taken": [
        "What have you done about it so far?",
        "What action, if any, has been taken?",
        "Steps already taken to resolve the issue",
        "Have you raised this informally with your manager?",
        "Has anything been done to resolve the matter?",
    ],
    "desired_outcome": [
        "Wants",
        "Outcome being sought",
        "What would you like the outcome to be?",
        "What resolution are you seeking?",
        "What do you want to achieve?",
        "How can the branch help you?",
        "What outcome are you hoping to achieve?",
    ],
    "key_date": [
        "Date of any hearing / meeting",
        "Date of hearing (if applicable)",
        "Do you have any meetings or deadlines coming up?",
        "When is your next meeting?",
        "Date and time of next formal meeting",
        "Are there any deadlines we should know about?",
        "Have you been invited to a meeting? If so, when?",
    ],
    "key_event": [
        "Next formal step",
        "Type of hearing",
        "What is this meeting for?",
        "What kind of meeting is it?",
        "Purpose of meeting",
    ],
    "other_advice": [
        "Have you sought advice from anyone else?",
        "Have you consulted a solicitor or ACAS?",
        "Has any other adviser been involved?",
    ],
    "adjustments": [
        "Do you have any disability or access needs we should be aware of?",
        "Access needs",
        "Do you need any reasonable adjustments in order to meet us?",
    ],
    "caseworker_preference": [
        "Do you have a preference about your caseworker?",
        "Is there any caseworker you would rather not work with?",
    ],
    "contact_preference": [
        "When and how may we contact you?",
        "How would you prefer us to contact you?",
        "Best time to ring",
        "Preferred method of contact (phone / email)",
    ],
    "consent": [
        "I give my consent for the union to hold and process my personal data",
        "I agree to my information being shared with the caseworker team",
        "Do you give permission for us to hold your data?",
        "I understand that the branch will keep a record of my case",
        "Data Protection: do you agree to us storing your details?",
        "I confirm that the information on this form is correct and agree to it being stored",
    ],
    "signed_on": [
        "Date form completed",
        "Today's date",
    ],
    "grade": [
        "Grade/Band",
        "Salary grade",
        "What grade are you?",
    ],
}
NOT_KEPT = [
    "Title (Mr/Mrs/Ms/Mx/Dr)",
    "Home address",
    "Post code",
    "Work tel",
    "Hours worked per week",
    "Length of service",
    "Date started with employer",
    "Signature of member",
    "Are your subscriptions up to date?",
    "Are you a member of any other trade union?",
    "Is your employer aware you have contacted us?",
    "Have you attached any documents?",
    "Name of your workplace rep",
    "Date of birth",
    "Gender",
    "Ethnic origin",
    "Date of last meeting",
    "What happened at the meeting?",
    "Who will be chairing the meeting?",
    "Is anyone else affected by this issue?",
    "How did you hear about the branch?",
    "What policy has been used?",
    "Name of HR adviser",
    "Have you had a case with us before?",
    "How has this affected your health?",
]
NOT_QUESTIONS = [
    "I have worked here for nine years and never had a complaint.",
    "She said that the meeting would be on Tuesday.",
    "HR",
    "Harbour University",
    "Their paper wanted my job, my grade and my department.",
]


@pytest.mark.parametrize(
    ("field", "wording"), [(field, one) for field, many in WORDINGS.items() for one in many]
)
def test_a_question_is_told_for_the_field_it_asks(field: str, wording: str) -> None:
    question = asked(plain(wording), load_wordings(PLAIN), sure=True)
    assert question is not None and question.fields == (field,)


@pytest.mark.parametrize("wording", NOT_KEPT)
def test_a_question_we_do_not_keep_is_no_field_of_ours(wording: str) -> None:
    question = asked(plain(wording), load_wordings(PLAIN), sure=True)
    assert question is None or question.fields in (("ignored",), ("signature",))


@pytest.mark.parametrize("words", NOT_QUESTIONS)
def test_what_is_no_question_asks_nothing(words: str) -> None:
    assert asked(plain(words), load_wordings(PLAIN), sure=False) is None


@pytest.mark.parametrize(
    "wording", ["3. Your name:", "Q3) NAME *", "(c) Name (as on your card)", "• Name - please print"]
)
def test_numbering_brackets_and_afterthoughts_do_not_count(wording: str) -> None:
    question = asked(plain(wording), load_wordings(PLAIN), sure=False)
    assert question is not None and question.fields == ("member_name",) and question.exact
