"""Stories and tables laid out like forms: what looks like an answer here is none. All invented."""

from __future__ import annotations

from tests.forms.sample import Sample
from tests.support.documents import paragraph, run, table

P = paragraph


def bold(text: str) -> str:
    return paragraph(text, bold=True)


DASHES = Sample(
    "a story full of dashes under a form with dashes",
    mail="""\
Name - Aoife Brennan
Member number - 7120043
Email - aoife@post.example
Job title - Porter
Manager - Mr Quill
What happened - Mr Quill stopped me on 3 February.
Email - he said - was no way to ask for leave.
Name - he would not give me the name of the person who complained.
Outcome - nothing - as always.
I am a porter - not a nurse.
What would you like to happen - an apology

Best wishes
Aoife
""",
    expected={
        "member_name": "Aoife Brennan",
        "membership_number": "7120043",
        "email": "aoife@post.example",
        "job_title": "Porter",
        "line_manager": "Mr Quill",
        "summary": "Mr Quill stopped me on 3 February. Email - he said - was no way to ask for leave. Name - he would "
        "not give me the name of the person who complained. Outcome - nothing - as always. "
        "I am a porter - not a nurse.",
        "desired_outcome": "an apology",
    },
)

LISTS = Sample(
    "a numbered story, a table of shifts, bold words in the middle",
    body=bold("Casework form")
    + table(
        [
            (bold("Your name"), P("Imran Sheikh-Walker")),
            (bold("Membership number"), P("0045112")),
            (bold("Private email"), P("imran@post.example")),
        ]
    )
    + bold("What has happened?")
    + P("1. In May the rota changed.")
    + P("2. In June I asked why.")
    + P("3. In July I was given a warning. Date of meeting: 3 July 2026.")
    + f"<w:p>{run('They called it ')}{run('misconduct', '<w:b/>')}{run(' and never said what I did.')}</w:p>"
    + bold("My shifts since then")
    + table(
        [
            (P("Date"), P("Start time"), P("Manager")),
            (P("1/7/2026"), P("06:00"), P("Carl")),
            (P("2/7/2026"), P("14:00"), P("Dina")),
            (P("3/7/2026"), P("22:00"), P("Carl")),
        ]
    )
    + bold("What would you like to happen?")
    + P("The warning withdrawn.")
    + bold("Date of next meeting")
    + P("3 or 10 December 2026, they cannot decide")
    + bold("Do you consent to us keeping this form?")
    + P("Yes but please not my address"),
    expected={
        "member_name": "Imran Sheikh-Walker",
        "membership_number": "0045112",
        "email": "imran@post.example",
        "summary": "1. In May the rota changed. 2. In June I asked why. 3. In July I was given a warning. "
        "Date of meeting: 3 July 2026. They called it misconduct and never said what I did.",
        "desired_outcome": "The warning withdrawn.",
    },
    accept={"consent": (True,)},
)

STORY = Sample(
    "a letter that is no form at all",
    mail="""\
Dear all,

I hope you can help. Three things happened:

1. Bob Lane
2. 0161 496 0000, the number I was told to ring
3. nobody there
4. my shifts
5. a letter

Outcome: none. Manager: useless.

Name withheld
""",
    expected={},
)

INTERLEAVED = Sample(
    "blank lines everywhere, questions of their own in the story",
    mail="""\
Full name

Mireille Achterberg

Email

mireille@post.example

Membership number

4410098

Please describe the problem

They moved my desk to the corridor.

Is that allowed?

I asked my manager. What did she say? That there was no room.

Phone calls are now impossible.

What outcome would you like?

A desk in a room.

Signed

M Achterberg

Date

4 March 2026
""",
    expected={
        "member_name": "Mireille Achterberg",
        "email": "mireille@post.example",
        "membership_number": "4410098",
        "summary": "They moved my desk to the corridor. Is that allowed? I asked my manager. What did she say? "
        "That there was no room. Phone calls are now impossible.",
        "desired_outcome": "A desk in a room.",
        "signed_on": "2026-03-04",
    },
)

SPLIT = Sample(
    "a date in three boxes, work details only, a stranger's block",
    body=table(
        [
            (P("Name"), P("Lady Cordelia Ffoulkes"), P("Tel (work)"), P("01632 960 900")),
            (P("Email (work)"), P("c.ffoulkes@estate.example"), P("Membership no."), P("pending")),
            (P("Job title"), P("Head gardener"), P("Line manager"), P("n/a")),
        ]
    )
    + table([(P("When did the problem start?"), P("07"), P("08"), P("2026"))])
    + table(
        [
            (P("Details of the problem"),),
            (P("The tractor brakes fail. Details: see log."),),
            (P("What outcome would you like?"),),
            (P("New brakes; see attached letter"),),
        ]
    )
    + bold("Representative details")
    + table(
        [
            (P("Name"), P("Sid Park")),
            (P("Email"), P("sid@rep.example")),
            (P("Phone"), P("07700 900 001")),
        ]
    ),
    expected={
        "member_name": "Lady Cordelia Ffoulkes",
        "work_email": "c.ffoulkes@estate.example",
        "job_title": "Head gardener",
        "issue_started": "2026-08-07",
        "summary": "The tractor brakes fail. Details: see log.",
        "desired_outcome": "New brakes; see attached letter",
    },
    accept={"phone": ("+441632960900",), "email": ("c.ffoulkes@estate.example",)},
)

SAMPLES = (DASHES, LISTS, STORY, INTERLEAVED, SPLIT)
