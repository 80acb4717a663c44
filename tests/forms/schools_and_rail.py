"""Word forms as schools', colleges', rail and short of space branches give them out. All invented."""

from __future__ import annotations

from tests.forms.sample import Sample
from tests.support.documents import paragraph, run, table

P = paragraph


def bold(text: str) -> str:
    return paragraph(text, bold=True)


def heading(text: str, level: int = 2) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>{run(text)}</w:p>'


SCHOOL = Sample(
    "school, ticks in two columns and circles",
    body=bold("Casework referral: school rep to district")
    + table(
        [
            (P("Name of member"), P("Miss J. Okafor"), P("Mem. No."), P("NT 40 512")),
            (P("School / Academy"), P("St Bede's RC Primary"), P("Trust / LA"), P("Bright Futures MAT")),
            (P("Subject / role"), P("Year 4 class teacher"), P("Pay point"), P("M5")),
            (P("Headteacher"), P("Mr Whittle"), P("School rep"), P("Sue Lamb")),
            (P("Personal e-mail"), P("jokafor@mail.example"), P("Mobile"), P("07700-900-264")),
            (P("Full-time / part-time"), P("0.6"), P("Contract"), P("Temporary")),
        ]
    )
    + P("Please tick:")
    + table(
        [
            (P("[ ] Capability / support plan"), P("[x] Maternity / paternity")),
            (P("[ ] Allegation against a teacher"), P("[ ] Redundancy / restructure")),
            (P("[x] Flexible working request"), P("[ ] Pay appeal")),
        ]
    )
    + bold("Summary of issues")
    + P("I asked for two days a week on my return. The head said no in the corridor.")
    + P("Reason given: “it would not work”. Name of the governor who agreed: nobody knows.")
    + bold("Support given by rep to date")
    + P("Sue wrote to the head on 1 October 2026. No reply.")
    + bold("Is there a meeting scheduled?")
    + P("● Yes   ○ No")
    + bold("If yes, when and where?")
    + P("Thursday 26th November 2026, 3.45pm, head's office")
    + bold("I confirm that I have the member's permission to share this form")
    + P("● Yes   ○ No"),
    expected={
        "member_name": "Miss J. Okafor",
        "membership_number": "NT40512",
        "workplace": "St Bede's RC Primary",
        "employer": "Bright Futures MAT",
        "job_title": "Year 4 class teacher",
        "grade": "M5",
        "line_manager": "Mr Whittle",
        "email": "jokafor@mail.example",
        "phone": "+447700900264",
        "contract_type": "fixed_term",
        "categories": ("family_leave", "flexible_working"),
        "summary": "I asked for two days a week on my return. The head said no in the corridor. "
        'Reason given: "it would not work". Name of the governor who agreed: nobody knows.',
        "steps_taken": "Sue wrote to the head on 1 October 2026. No reply.",
        "key_date": "2026-11-26T15:45",
        "consent": True,
    },
    accept={
        "department": ("", "St Bede's RC Primary"),
        "consent": ("",),
        "contract_type": ("",),
        "line_manager": ("",),
        "key_event": ("",),
    },
)

COLLEGE = Sample(
    "college, questions as headings and paragraphs as answers",
    body=heading("University and college branch: asking for a caseworker", 1)
    + P("Everything you write is treated in confidence and kept as our privacy notice says.")
    + heading("Who are you?")
    + P("Prof. dr. Wiesława Szymborska-Nowak (they/them)")
    + heading("Your membership number, if you know it")
    + P("don't know")
    + heading("Where can we write to you in private?")
    + P("wsn@letters.example")
    + heading("And ring you?")
    + P("07700900555 but please text first")
    + heading("Which faculty or school are you in?")
    + P("Faculty of Arts, School of Slavonic Studies")
    + heading("What is your position and on which contract?")
    + P("Reader, open-ended")
    + heading("Tell us the story")
    + P("In spring I was told my post is at risk.")
    + bold("The first meeting")
    + P("They said there was no money. Outcome: none. Contact: HR only.")
    + bold("The second meeting")
    + P("They said there was money but not for me.")
    + heading("How have you tried to sort it out?")
    + P("I asked for the selection criteria twice and wrote to the dean.")
    + heading("What would a good result look like?")
    + P("My post stays.")
    + heading("By when must something be done?")
    + P("Consultation ends on 18 December 2026.")
    + heading("Is there anybody who must not be told?")
    + P("Please no one from my own school as caseworker.")
    + heading("What do you need so that you can take part in meetings?")
    + P("A hearing loop.")
    + heading("May we keep what you wrote here?")
    + P("Yes, of course"),
    expected={
        "member_name": "Prof. dr. Wiesława Szymborska-Nowak (they/them)",
        "email": "wsn@letters.example",
        "phone": "+447700900555",
        "department": "Faculty of Arts, School of Slavonic Studies",
        "summary": "In spring I was told my post is at risk. The first meeting They said there was no money. "
        "Outcome: none. Contact: HR only. The second meeting They said there was money but not for me.",
        "steps_taken": "I asked for the selection criteria twice and wrote to the dean.",
        "desired_outcome": "My post stays.",
        "key_date": "2026-12-18",
        "adjustments": "A hearing loop.",
        "consent": True,
    },
    accept={
        "member_name": ("Prof. dr. Wiesława Szymborska-Nowak",),
        "contract_type": ("permanent",),
        "job_title": ("Reader, open-ended", "Reader"),
        "caseworker_preference": ("Please no one from my own school as caseworker.",),
        "key_event": ("Consultation ends", "Consultation ends on 18 December 2026."),
    },
)

RAIL = Sample(
    "rail depot, typed over dots and underscores",
    body=bold("LOCAL REP CASE SHEET")
    + P("NAME ......Dean “Dino” Kowalczyk......  PAY NO ...88231...")
    + P("MEMBERSHIP NO .......R1180422.......   BRANCH ....Northside....")
    + P("GRADE ____Train Dispatcher____   DEPOT ____Carr Junction____")
    + P("COMPANY: ______Northern Coastal Trains______")
    + P("PHONE: ______07700 900 321______ EMAIL: __dinok@post.example__")
    + P("NATURE OF CHARGE / COMPLAINT: ______Disciplinary (fail to follow dispatch procedure)______")
    + P("DATE OF INCIDENT: ____05/10/26____   DATE OF HEARING: ____01/12/26 @ 1030____")
    + P("MEMBER'S STATEMENT:")
    + P("I gave the tip at 14:02 with all doors shut. The camera will show it.")
    + P("Platform: 3. Weather: rain. Witness: the guard.")
    + P("………………………………………………………………………")
    + P("REP'S NAME ....................... DATE ............"),
    expected={
        "member_name": 'Dean "Dino" Kowalczyk',
        "membership_number": "R1180422",
        "workplace": "Carr Junction",
        "employer": "Northern Coastal Trains",
        "phone": "+447700900321",
        "email": "dinok@post.example",
        "categories": ("disciplinary",),
        "issue_started": "2026-10-05",
        "key_date": "2026-12-01T10:30",
        "summary": "I gave the tip at 14:02 with all doors shut. The camera will show it. "
        "Platform: 3. Weather: rain. Witness: the guard.",
    },
    accept={"grade": ("Train Dispatcher",), "job_title": ("Train Dispatcher",), "key_event": ("hearing",)},
)

SHORT = Sample(
    "a short form with dates one cannot be sure of",
    body=bold("Help!")
    + table(
        [
            (P("Name"), P("Sukarno")),
            (P("Email or phone"), P("sukarno@mail.example")),
            (P("What's wrong?"), P("My shifts were changed with a day's notice. See attached.")),
            (P("Since when?"), P("May 2026")),
            (P("Next meeting?"), P("next Thursday")),
        ]
    ),
    expected={
        "member_name": "Sukarno",
        "email": "sukarno@mail.example",
        "summary": "My shifts were changed with a day's notice. See attached.",
    },
    accept={"issue_started": ("2026-05",), "key_date": ("2026-11-26",)},
)

TICKED = Sample(
    "further education, brackets and answers named elsewhere",
    body=bold("CONFIDENTIAL: MEMBER ADVICE FORM")
    + bold("Part 1: personal details")
    + P("Title [Rev]  First name(s) [Marguerite]  Family name [d'Aubigny]")
    + P("Membership reference [FE/20931]")
    + P("College [Riverbank College]  Campus [Mill Lane]  Section [ESOL]")
    + P("Post [Lecturer]  Hours [0.5, hourly-paid]")
    + P("Line manager’s name [as above]")
    + P("Private email [m.daubigny@mail.example]  Telephone [n/a]")
    + bold("Part 2: your issue")
    + P("Please state the nature of your issue: [Redundancy; also age discrimination]")
    + P("Date(s) of the incident(s): [3 to 17 September 2026]")
    + P("Give a short outline:")
    + P("[The section closes and only the over-fifties are in the pool.]")
    + P("Dates for response: [10/12/2026]")
    + P("What remedy are you seeking? [To stay, or a fair package.]")
    + P("Have you raised this already, and with whom? [With the vice-principal, Mr Tao, in a letter.]"),
    expected={
        "member_name": "Rev Marguerite d'Aubigny",
        "membership_number": "FE20931",
        "employer": "Riverbank College",
        "workplace": "Mill Lane",
        "department": "ESOL",
        "job_title": "Lecturer",
        "email": "m.daubigny@mail.example",
        "categories": ("redundancy", "discrimination"),
        "summary": "The section closes and only the over-fifties are in the pool.",
        "key_date": "2026-12-10",
        "desired_outcome": "To stay, or a fair package.",
        "steps_taken": "With the vice-principal, Mr Tao, in a letter.",
    },
    accept={
        "member_name": ("Marguerite d'Aubigny",),
        "contract_type": ("hourly_paid",),
        "issue_started": ("2026-09-03",),
        "employer": ("",),
        "key_date": ("",),
    },
)

SAMPLES = (SCHOOL, COLLEGE, RAIL, SHORT, TICKED)
