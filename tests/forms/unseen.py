"""A last handful, written when all the others were read right. All invented."""

from __future__ import annotations

from tests.forms.sample import Sample
from tests.support.documents import paragraph, table

P = paragraph


def bold(text: str) -> str:
    return paragraph(text, bold=True)


FIRE = Sample(
    "fire station, two labelled halves to a row and long guidance in the label cells",
    body=bold("Brigade committee: application for representation")
    + P("Complete every box in capitals. Incomplete forms will be returned. The committee meets on Mondays.")
    + table(
        [
            (bold("SURNAME:") + P("MACKINNON"), bold("FORENAMES:") + P("ISLA ROSE")),
            (bold("RANK/ROLE:") + P("Crew manager"), bold("STATION/WATCH:") + P("Station 12, Red Watch")),
            (bold("SERVICE NO:") + P("8841"), bold("UNION MEMBERSHIP NO:") + P("FB 223 190")),
            (bold("HOME E-MAIL:") + P("isla.mack@post.example"), bold("MOBILE:") + P("07700 900 412")),
            (
                bold("FIRE AUTHORITY:") + P("North Moor Fire Authority"),
                bold("LENGTH OF SERVICE:") + P("11 years"),
            ),
        ]
    )
    + table(
        [
            (
                bold("CIRCUMSTANCES OF THE CASE")
                + P("Set out in date order what took place. Do not include opinions. Attach statements."),
            ),
            (P("Failed a fitness test by two seconds after Covid. Now on a stage 1 capability."),),
            (bold("WHAT REMEDY IS SOUGHT?"),),
            (P("A retest after three months."),),
            (bold("DATE OF NEXT MEETING WITH MANAGEMENT"),),
            (P("Friday 11 December 2026 at 1400hrs"),),
            (bold("ARE THERE ANY SPECIAL NEEDS THE REPRESENTATIVE SHOULD KNOW OF?"),),
            (P("None"),),
        ]
    )
    + P("SIGNED ...I R MacKinnon...   DATED ...20/11/2026..."),
    expected={
        "member_name": "ISLA ROSE MACKINNON",
        "job_title": "Crew manager",
        "workplace": "Station 12, Red Watch",
        "membership_number": "FB223190",
        "email": "isla.mack@post.example",
        "phone": "+447700900412",
        "employer": "North Moor Fire Authority",
        "summary": "Failed a fitness test by two seconds after Covid. Now on a stage 1 capability.",
        "desired_outcome": "A retest after three months.",
        "key_date": "2026-12-11T14:00",
        "signed_on": "2026-11-20",
    },
    accept={"workplace": ("",), "department": ("Station 12, Red Watch",), "grade": ("Crew manager",)},
)

CHURCH = Sample(
    "charity, a letter-like form in sentences with gaps",
    body=bold("Community branch")
    + P("My name is ____Delphine Mbappé____ and my membership number is ____C-90017____.")
    + P("You can reach me at ____delphine@post.example____ or on ____01632 960 222____.")
    + P("I work for ____Open Door Trust____ as a ____support worker____.")
    + bold("What I need help with")
    + P("My hours were cut from 30 to 16 with no notice.")
    + bold("What I would like to happen")
    + P("My hours back.")
    + bold("The next thing that is going to happen, and when")
    + P("A meeting with the director on 1 December 2026 at noon.")
    + bold("I am happy for the branch to keep this")
    + P("Yes."),
    expected={
        "member_name": "Delphine Mbappé",
        "membership_number": "C90017",
        "email": "delphine@post.example",
        "phone": "+441632960222",
        "employer": "Open Door Trust",
        "job_title": "support worker",
        "summary": "My hours were cut from 30 to 16 with no notice.",
        "desired_outcome": "My hours back.",
        "key_date": "2026-12-01T12:00",
        "consent": True,
    },
    accept={"key_event": ("A meeting with the director",), "categories": (("contract",),), "employer": ("",)},
)

BUS = Sample(
    "bus garage, a mail with labels in capitals and no colons, answers behind them",
    mail="""\
NAME: Winston "Smiler" Grant   BADGE NO: 4417
GARAGE: Peckwater   ROUTE: 63
MEMBERSHIP: 0088123   MOBILE: 07700 900 463
E-MAIL: (private) winston@post.example
CHARGE: Gross misconduct, mobile phone in cab
REPORTED BY: Revenue inspector
DRIVER'S ACCOUNT: Phone was in my bag. It rang. I did not touch it.
Inspector: "that will do". CCTV: please get it.
DATE OF INCIDENT: 14/02/26
HEARING: Weds 11/03/26 09:00 at Peckwater
REP REQUESTED: Joy from Camford if free
OUTCOME SOUGHT: no case to answer

Sent from my Galaxy
""",
    expected={
        "member_name": 'Winston "Smiler" Grant',
        "workplace": "Peckwater",
        "membership_number": "0088123",
        "phone": "+447700900463",
        "email": "winston@post.example",
        "categories": ("disciplinary",),
        "summary": 'Phone was in my bag. It rang. I did not touch it. Inspector: "that will do". '
        "CCTV: please get it.",
        "issue_started": "2026-02-14",
        "key_date": "2026-03-11T09:00",
        "caseworker_preference": "Joy from Camford if free",
        "desired_outcome": "no case to answer",
    },
    accept={"key_event": ("",)},
)

PHARMACY = Sample(
    "chemists, options in a run-on line with crosses behind them",
    body=bold("Contact us about a problem at work")
    + table(
        [
            (P("1"), P("What do people call you?"), P("Raj")),
            (P("2"), P("And your full name on our records?"), P("Rajinder Singh Gill")),
            (P("3"), P("Where should we reply? (never a shop address)"), P("raj.gill@post.example")),
            (P("4"), P("Which shop or office?"), P("Market Street, Oldbury")),
            (P("5"), P("Your contract"), P("Permanent [ ]  Temporary [ ]  Locum / casual [X]")),
            (P("6"), P("Is it about"), P("Pay [X]  Rota [ ]  Safety [X]  Bullying [ ]  Something else [ ]")),
            (
                P("7"),
                P("Tell us a bit more"),
                P("Two of us cover a shop that needs four, and errors are now daily."),
            ),
            (P("8"), P("Who have you talked to?"), P("The area manager, by phone, twice.")),
            (P("9"), P("If there is a date we must know, which?"), P("10/12/26")),
            (P("10"), P("How soon do you need to hear from us?"), P("asap")),
            (P("11"), P("Can we store what you told us? Y / N"), P("Y")),
        ]
    ),
    expected={
        "member_name": "Rajinder Singh Gill",
        "email": "raj.gill@post.example",
        "workplace": "Market Street, Oldbury",
        "contract_type": "hourly_paid",
        "categories": ("health_safety", "pay_grading"),
        "summary": "Two of us cover a shop that needs four, and errors are now daily.",
        "steps_taken": "The area manager, by phone, twice.",
        "key_date": "2026-12-10",
        "consent": True,
    },
)

SAMPLES = (FIRE, CHURCH, BUS, PHARMACY)
