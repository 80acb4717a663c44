"""Word forms as councils', hospitals' and housing associations' branches give them out. All invented."""

from __future__ import annotations

from tests.forms.sample import Sample
from tests.support.documents import check_box, control, paragraph, run, table, text_box

P = paragraph


def bold(text: str) -> str:
    return paragraph(text, bold=True)


def italic(text: str) -> str:
    return f"<w:p>{run(text, '<w:i/>')}</w:p>"


def shaded(text: str, hint: str = "") -> str:
    """A label with its guidance in small italics below it."""
    return bold(text) + (italic(hint) if hint else "")


_GUIDANCE = (
    "Before you fill in this form please read the notes. Your branch will decide who represents you. You must "
    "have been a member for four weeks before the problem arose. If you refuse the advice we give, our support "
    "may end. Please be honest and tell us of any change in what you have written here."
)
_PRIVACY = (
    "Data protection: the branch keeps the information on this form for as long as your case lasts and one year "
    "after. It is seen by your representative, the branch secretary and, where the case is referred, the regional "
    "organiser. You may ask to see it or to have it put right at any time."
)

COUNCIL = Sample(
    "council, numbered questions over full rows",
    body=bold("REQUEST FOR REPRESENTATION")
    + P(_GUIDANCE)
    + bold("SECTION A: ABOUT YOU")
    + table(
        [
            (bold("Q1. Full name"), bold("Q2. Union membership no.")),
            (P("Mrs Oluwaseun Adeyemi-Clarke"), P("07 441 982")),
            (bold("Q3. Home address and postcode"),),
            (P("14 Fern Walk") + P("Marsh End ME9 9ZZ"),),
            (bold("Q4. Personal mobile"), bold("Q5. Personal email (please do not give a council address)")),
            (P("07700 900418"), P("Seun.AC@mail.example")),
            (bold("Q6. Directorate / service area"), bold("Q7. Post held and scale point")),
            (P("Adult Social Care"), P("Reviewing Officer")),
            (bold("Q8. Place of work"), bold("Q9. Name of your supervisor / team manager")),
            (P("Kiln Street depot"), P("Paul")),
        ]
    )
    + bold("SECTION B: ABOUT YOUR CASE")
    + table(
        [
            (bold("Q10. What kind of case is this? Please tick"),),
            (P("☐ Disciplinary   ☑ Grievance   ☐ Capability   ☑ Sickness / attendance   ☐ Redundancy"),),
            (bold("Q11. Tell us in your own words what has happened. Use extra sheets if you need to."),),
            (
                P("Background:")
                + P("I have a bad back. My manager: Paul, has known since 2019.")
                + P("What happened next:")
                + P("On 4 August 2026 he put me on stage 2. Date of meeting: he did not give me one."),
            ),
            (
                bold("Q12. When did the matter first arise?"),
                bold("Q13. Date and time of any hearing or meeting"),
            ),
            (P("4th August 2026"), P("Mon 7 December 2026, 9.45am")),
            (bold("Q14. What do you hope your union can achieve for you?"),),
            (P("Stage 2 taken off my record, and a chair that does not hurt."),),
        ]
    )
    + P(_PRIVACY)
    + table(
        [
            (bold("Signature"), P("O Adeyemi-Clarke"), bold("Date"), P("19.11.26")),
            (bold("FOR OFFICE USE ONLY"),),
            (bold("Case ref"), P(""), bold("Date received"), P("20/11/26")),
            (bold("Allocated to"), P("Steward 4"), bold("Outcome"), P("")),
        ]
    ),
    expected={
        "member_name": "Mrs Oluwaseun Adeyemi-Clarke",
        "membership_number": "07441982",
        "phone": "+447700900418",
        "email": "seun.ac@mail.example",
        "department": "Adult Social Care",
        "job_title": "Reviewing Officer",
        "workplace": "Kiln Street depot",
        "line_manager": "Paul",
        "categories": ("grievance", "sickness_absence"),
        "summary": "Background: I have a bad back. My manager: Paul, has known since 2019. What happened next: "
        "On 4 August 2026 he put me on stage 2. Date of meeting: he did not give me one.",
        "issue_started": "2026-08-04",
        "key_date": "2026-12-07T09:45",
        "desired_outcome": "Stage 2 taken off my record, and a chair that does not hurt.",
        "signed_on": "2026-11-19",
    },
)


def _boxes(*digits: str) -> str:
    """A date or number written a digit to a box."""
    return table([[P(digit) for digit in digits]])


NHS = Sample(
    "hospital, question guidance answer in three columns",
    body=bold("Member support: request for help from a workplace representative")
    + table(
        [
            (bold("What we need"), bold("Guidance"), bold("Your answer")),
            (bold("Your name"), italic("As it is on your payslip"), P("Nurse Grace Mbeki")),
            (bold("Membership number"), italic("On the back of your card"), P("RC-552190-X")),
            (bold("Trust"), italic("Who pays you?"), P("Vale Valley University Hospitals")),
            (bold("Ward or department"), italic("Where you are rostered"), P("Ward 7B")),
            (bold("Hospital site"), italic("Tell us the site, not the ward"), P("Queen's")),
            (bold("Band"), italic("Agenda for Change"), P("Band 6")),
            (bold("Job title"), italic(""), P("Charge nurse")),
            (bold("Tel. (day)"), italic("Is it safe to leave a message?"), P("01632 960 777, yes it is")),
            (bold("Email (home)"), italic("Never your NHS mail"), P("grace.mbeki@inbox.example")),
            (bold("Email (work)"), italic("Only if you have no other"), P("g.mbeki@vvuh.example")),
            (
                bold("What is the matter about?"),
                italic("Examples: grievance, sickness, bullying, rota, pay"),
                P("Bullying and my pay band"),
            ),
            (
                bold("Please describe it"),
                italic("Say who, what, when and where. Names of patients must not be given."),
                P("I act up as a band 7 most weeks and am paid a 6.")
                + P("When I asked, the matron laughed at me in handover."),
            ),
            (bold("Others involved"), italic("Witnesses and managers"), P("Matron Iris Webb")),
            (bold("Reasonable adjustments"), italic("For meeting with us"), P("Large print please")),
            (
                bold("Next important date"),
                italic("A hearing, say"),
                _boxes("1", "6", "1", "2", "2", "0", "2", "6"),
            ),
        ]
    ),
    expected={
        "member_name": "Nurse Grace Mbeki",
        "membership_number": "RC552190X",
        "employer": "Vale Valley University Hospitals",
        "department": "Ward 7B",
        "workplace": "Queen's",
        "grade": "Band 6",
        "job_title": "Charge nurse",
        "phone": "+441632960777",
        "email": "grace.mbeki@inbox.example",
        "work_email": "g.mbeki@vvuh.example",
        "categories": ("bullying_harassment", "pay_grading"),
        "summary": "I act up as a band 7 most weeks and am paid a 6. "
        "When I asked, the matron laughed at me in handover.",
        "people_involved": "Matron Iris Webb",
        "adjustments": "Large print please",
        "key_date": "2026-12-16",
    },
)

HOUSING = Sample(
    "housing association, everything in one text box",
    body=bold("Casework intake sheet")
    + text_box(
        P("Member's name: Tariq Mahmood al-Hashimi")
        + P("Members number: not sure")
        + P("Contact tel: 07700 900 733 / 0191 498 0222 (work)")
        + P("E-mail: tariq.m@mail.example")
        + P("Employed by: Harbour Homes Group")
        + P("Job: Repairs operative")
        + P("Manager: Ms de la Cruz")
        + P("Problem (please circle): Discipline / Sickness / Pay / Health & Safety / Bullying")
        + P(
            "Outline of problem: My van has no heater and the seat belt sticks. I reported it and was told to"
        )
        + P("get on with it. I refused to drive it on 2 November 2026.")
        + P("Any action taken so far: Entered in the defects book three times.")
        + P("What would you like the union to do? Get the van off the road.")
        + P("Is a meeting arranged? If so when: asap")
        + P("Signed: T Mahmood    Dated: 03/11/2026")
    ),
    expected={
        "member_name": "Tariq Mahmood al-Hashimi",
        "phone": "+447700900733",
        "email": "tariq.m@mail.example",
        "employer": "Harbour Homes Group",
        "job_title": "Repairs operative",
        "line_manager": "Ms de la Cruz",
        "summary": "My van has no heater and the seat belt sticks. I reported it and was told to get on with it. "
        "I refused to drive it on 2 November 2026.",
        "steps_taken": "Entered in the defects book three times.",
        "desired_outcome": "Get the van off the road.",
        "signed_on": "2026-11-03",
    },
)

_WITNESSES = table(
    [
        (bold("Witness name"), bold("Job title"), bold("Telephone")),
        (P("Sandra Poole"), P("Cleaner"), P("01632 960111")),
        (P("Dev Patel"), P("Porter"), P("01632 960112")),
        (P(""), P(""), P("")),
    ]
)
_MEETINGS = table(
    [
        (bold("Date of meeting"), bold("Who was there"), bold("Outcome")),
        (P("12/10/2026"), P("Ms Frost, HR"), P("Told to wait")),
        (P("26/10/2026"), P("Ms Frost"), P("Warning")),
    ]
)

CIVIL = Sample(
    "civil service, witnesses and earlier meetings in tables of their own",
    body=bold("PERSONAL CASE FORM")
    + bold("1. Member")
    + table(
        [
            (P("Surname"), P("Ó Dálaigh"), P("Forename(s)"), P("Caoimhe Áine")),
            (P("Member No"), P("3307715"), P("Department/Agency"), P("Rural Payments Office")),
            (P("Office"), P("Block C, Castle Yard"), P("Grade"), P("HEO")),
            (P("Tel (Home)"), P("028 9649 6001"), P("Tel (Work)"), P("028 9649 6500")),
            (P("E-mail (Home)"), P("caoimhe@home.example"), P("E-mail (Work)"), P("c.odalaigh@rpo.example")),
        ]
    )
    + bold("2. Type of case (tick as many as apply)")
    + table(
        [
            (P("Employer has a problem with member"), P(""), P("Member has a grievance"), P("")),
            (P("Discipline"), P("✓"), P("Pay"), P("")),
            (P("Inefficiency (poor performance)"), P(""), P("Bullying/harassment"), P("✓")),
            (P("Sickness absence"), P(""), P("Discrimination"), P("")),
        ]
    )
    + bold("3. What happened and when?")
    + P("I was accused of sharing a password. I did not; the whole team had it on a note on the wall.")
    + bold("4. Witnesses")
    + _WITNESSES
    + bold("5. Previous meetings")
    + _MEETINGS
    + bold("6. What outcome do you seek?")
    + P("The warning withdrawn.")
    + bold("7. Has anyone else advised you (solicitor, Acas, Citizens Advice)?")
    + P("Citizens Advice in Newtown, by phone on 2 November.")
    + bold("8. Date of next hearing")
    + P("9 December 2026 at 14:30 (appeal hearing)"),
    expected={
        "member_name": "Caoimhe Áine Ó Dálaigh",
        "membership_number": "3307715",
        "department": "Rural Payments Office",
        "workplace": "Block C, Castle Yard",
        "grade": "HEO",
        "phone": "+442896496001",
        "email": "caoimhe@home.example",
        "work_email": "c.odalaigh@rpo.example",
        "categories": ("disciplinary", "bullying_harassment"),
        "summary": "I was accused of sharing a password. I did not; the whole team had it on a note on the wall.",
        "desired_outcome": "The warning withdrawn.",
        "other_advice": "Citizens Advice in Newtown, by phone on 2 November.",
        "key_date": "2026-12-09T14:30",
    },
    accept={
        "key_event": ("", "appeal hearing"),
        "people_involved": ("", "Sandra Poole Cleaner 01632 960111 Dev Patel Porter 01632 960112"),
        "employer": ("", "Rural Payments Office"),
        "steps_taken": ("", "12/10/2026 Ms Frost, HR Told to wait 26/10/2026 Ms Frost Warning"),
    },
)

CARE_HOME = Sample(
    "care home, controls with their prompts left in and a table in a table",
    body=bold("Support request")
    + table(
        [
            (shaded("Preferred name", "What should we call you?"), f"<w:p>{control('Bez')}</w:p>"),
            (
                shaded("Legal name", "As your employer has it"),
                f"<w:p>{control('Elizabeth Van der Berg')}</w:p>",
            ),
            (
                shaded("Membership ID"),
                f"<w:p>{control('Click or tap here to enter text.', prompt=True)}</w:p>",
            ),
            (
                shaded("How to reach you", "We will not use your work address"),
                table(
                    [
                        (P("Mobile"), f"<w:p>{control('+44 7700 900 951')}</w:p>"),
                        (P("Email"), f"<w:p>{control('bez@vdb.example')}</w:p>"),
                        (P("Best time"), f"<w:p>{control('after 8pm, not Tuesdays')}</w:p>"),
                    ]
                ),
            ),
            (shaded("Care home"), f"<w:p>{control('The Limes')}</w:p>"),
            (shaded("Provider", "The company that runs it"), f"<w:p>{control('Golden Years Ltd')}</w:p>"),
            (shaded("Your role"), f"<w:p>{control('Night carer')}</w:p>"),
            (
                shaded("Employment status"),
                f"<w:p>{check_box(False)}{run(' Permanent')}</w:p><w:p>{check_box(True)}{run(' Bank / zero hours')}</w:p>"
                f"<w:p>{check_box(False)}{run(' Agency')}</w:p>",
            ),
            (
                shaded("Reason for request"),
                f"<w:p>{check_box(False)}{run(' Pay ')}{check_box(True)}{run(' Health and safety ')}"
                f"{check_box(True)}{run(' Dismissal')}</w:p>",
            ),
            (
                shaded("What is going on?", "Please keep to the facts"),
                f"<w:p>{control('Two of us for 41 residents. I told the inspector and was let go.')}</w:p>",
            ),
            (
                shaded("When did this begin?"),
                f"<w:p>{control('Choose a date', '<w:date/>', prompt=True)}</w:p>",
            ),
            (shaded("When is the deadline or appeal?"), f"<w:p>{control('30/11/2026', '<w:date/>')}</w:p>"),
            (
                shaded("I give permission for my details to be held by the branch"),
                f"<w:p>{check_box(True)}{run(' Yes ')}{check_box(False)}{run(' No')}</w:p>",
            ),
        ]
    ),
    expected={
        "member_name": "Elizabeth Van der Berg",
        "phone": "+447700900951",
        "email": "bez@vdb.example",
        "contact_preference": "after 8pm, not Tuesdays",
        "workplace": "The Limes",
        "employer": "Golden Years Ltd",
        "job_title": "Night carer",
        "contract_type": "hourly_paid",
        "categories": ("health_safety", "dismissal"),
        "summary": "Two of us for 41 residents. I told the inspector and was let go.",
        "key_date": "2026-11-30",
        "consent": True,
    },
)

SAMPLES = (COUNCIL, NHS, HOUSING, CIVIL, CARE_HOME)
