"""Six more forms, unlike the others, written after the reader had learnt from those. All invented."""

from __future__ import annotations

from tests.forms.sample import Sample
from tests.support.documents import check_box, legacy_text, paragraph, run, table

P = paragraph


def bold(text: str) -> str:
    return paragraph(text, bold=True)


def _beside(label: str, answer: str) -> str:
    return f"<w:p>{run(label + ' ', '<w:b/>')}{run(answer)}</w:p>"


POST = Sample(
    "delivery office, labels below their lines",
    body=bold("MEMBERS ASSISTANCE FORM (LR4)")
    + table(
        [
            (bold("FULL NAME AND TITLE"), bold("HOME TELEPHONE"), bold("MOBILE")),
            (P("Mr Hamish Mac an t-Saoir"), P("01632 960 300"), P("07700 900 311")),
            (bold("MEMBERSHIP NUMBER"), bold("PAYROLL NUMBER"), bold("YEARS OF SERVICE")),
            (P("102-88-41"), P("900123"), P("22")),
            (bold("OFFICE / UNIT"), bold("GRADE / DUTY"), bold("MANAGER’S NAME")),
            (P("Quayside Delivery Office"), P("Postal grade, walk 14"), P("Lorna Beattie (DOM)")),
        ]
    )
    + P("")
    + bold("BRIEF DETAILS OF THE MATTER (continue overleaf)")
    + P("Stood down after a dog bite, then charged with wilful delay for the mail I could not deliver.")
    + P("Dates: bitten on 9/9/26. Charged on 21/9/26.")
    + bold("WHAT HAS BEEN DONE UP TO NOW?")
    + P("Accident book filled in, photos taken.")
    + bold("WHAT DOES THE MEMBER WANT FROM THE UNION?")
    + P("Charge dropped.")
    + bold("CONDUCT INTERVIEW: DATE AND TIME")
    + P("2nd December 2026, 11:15 hrs")
    + bold("MEMBER’S EMAIL (NOT A WORK ADDRESS)")
    + P("hamish@croft.example")
    + bold("MEMBER'S SIGNATURE")
    + P("H. Mac an t-Saoir")
    + bold("DATE")
    + P("22 November 2026"),
    expected={
        "member_name": "Mr Hamish Mac an t-Saoir",
        "membership_number": "1028841",
        "phone": "+447700900311",
        "workplace": "Quayside Delivery Office",
        "grade": "Postal grade, walk 14",
        "line_manager": "Lorna Beattie (DOM)",
        "summary": "Stood down after a dog bite, then charged with wilful delay for the mail I could not deliver. "
        "Dates: bitten on 9/9/26. Charged on 21/9/26.",
        "steps_taken": "Accident book filled in, photos taken.",
        "desired_outcome": "Charge dropped.",
        "key_date": "2026-12-02T11:15",
        "email": "hamish@croft.example",
        "signed_on": "2026-11-22",
    },
    accept={
        "phone": ("+441632960300",),
        "grade": ("",),
        "workplace": ("",),
        "department": ("Quayside Delivery Office",),
        "key_event": ("",),
    },
)

SUPPLY = Sample(
    "music service, bold labels run into their answers, legacy fields, one line of boxes",
    body=bold("Supply and peripatetic section: new case")
    + _beside("Name (as registered):", "Zo\u00eb Featherstonehaugh-Li")
    + _beside("Registration / membership no.:", "PT/00817")
    + f"<w:p>{run('Private e-mail: ', '<w:b/>')}{legacy_text('zoe.fl@tune.example')}</w:p>"
    + f"<w:p>{run('Telephone, please say when is best: ', '<w:b/>')}{legacy_text('07700 900 640 mornings')}</w:p>"
    + _beside("Agency or authority you are engaged by:", "Counterpoint Music Hub")
    + _beside("Schools concerned:", "Beacon Hill High; Larkrise Infants")
    + f"<w:p>{run('Engaged as: ', '<w:b/>')}{check_box(False)}{run(' salaried   ')}{check_box(True)}"
    f"{run(' hourly paid   ')}{check_box(False)}{run(' agency   ')}{check_box(False)}{run(' self-employed')}</w:p>"
    + _beside("What is the dispute about?", "unpaid travelling time / holiday pay")
    + _beside(
        "Set out the facts:", "I teach in two schools a day and am paid for neither the drive nor the wait."
    )
    + P("The hub says: “travel is your own time”. It used to be paid until April 2025.")
    + _beside("Correspondence so far:", "Letter of 3 June 2026, their answer of 1 July 2026.")
    + _beside("Remedy sought:", "Back pay")
    + _beside("Limitation date if you know it:", "not sure, maybe December")
    + _beside("I authorise the union to act for me and to keep these details:", "YES"),
    expected={
        "member_name": "Zo\u00eb Featherstonehaugh-Li",
        "membership_number": "PT00817",
        "email": "zoe.fl@tune.example",
        "phone": "+447700900640",
        "employer": "Counterpoint Music Hub",
        "workplace": "Beacon Hill High; Larkrise Infants",
        "contract_type": "hourly_paid",
        "categories": ("pay_grading",),
        "summary": "I teach in two schools a day and am paid for neither the drive nor the wait. "
        'The hub says: "travel is your own time". It used to be paid until April 2025.',
        "steps_taken": "Letter of 3 June 2026, their answer of 1 July 2026.",
        "desired_outcome": "Back pay",
        "consent": True,
    },
    accept={"employer": ("",), "workplace": ("",), "steps_taken": ("",), "contact_preference": ("mornings",)},
)

_ROW = "<tr><th align=left>{}</th><td>{}</td></tr>"
WEB = Sample(
    "a web form's notice as HTML, label over answer",
    html="<html><body><p>A new submission has arrived for <b>Ask for support</b>.</p>"
    + "".join(
        f"<div style='font-weight:bold'>{label}</div><div>{answer}</div><br>"
        for label, answer in (
            ("Full name (required)", "Siobh\u00e1n N\u00ed Riain"),
            ("Email (required)", "siobhan@reply.example"),
            ("Membership number", ""),
            ("Phone", "+353 1 555 0199"),
            ("Which company do you work for?", "Blue Ferry Lines"),
            ("Which ship or port?", "MV Gannet"),
            ("Rank / rating", "Second cook"),
            ("What do you want to talk to us about?", "Sick pay"),
            ("Your message", "I broke my wrist in the galley in heavy weather.<br><br>They stopped my pay after a week. "
             "Manager: the purser. Phone: none aboard."),
            ("When do you need an answer by?", "5 April 2026"),
            ("I have read the privacy policy and agree to my information being stored", "Yes"),
        )
    )
    + "<p>--<br>Sent from the website form. IP: 192.0.2.7</p></body></html>",
    expected={
        "member_name": "Siobh\u00e1n N\u00ed Riain",
        "email": "siobhan@reply.example",
        "phone": "+35315550199",
        "employer": "Blue Ferry Lines",
        "workplace": "MV Gannet",
        "job_title": "Second cook",
        "categories": ("sickness_absence", "pay_grading"),
        "summary": "I broke my wrist in the galley in heavy weather. They stopped my pay after a week. "
        "Manager: the purser. Phone: none aboard.",
        "key_date": "2026-04-05",
        "consent": True,
    },
    accept={"categories": ("", ("sickness_absence",), ("pay_grading",)), "workplace": ("",), "grade": ("Second cook",),
            "job_title": ("",)},
)  # fmt: skip

BARE = Sample(
    "numbered answers of a member who kept our questions in short",
    mail="""\
hi, replying to your questions as asked

1) Name: Old Tom Fairweather
2) email tom.f@post.example tel 01632 960 414
3) ring me any evening
4) Work for Gannet Foods, in the cold store
5) about: stress, and my hours
6) what happened: I was put on six nights in a row and fell asleep driving home on 14 February 2026.
Nothing was done.
7) meeting: 12 March 2026, 9.30am with HR
8) want: five nights and no more

ta
Tom
""",
    expected={
        "member_name": "Old Tom Fairweather",
        "email": "tom.f@post.example",
        "phone": "+441632960414",
        "contact_preference": "ring me any evening",
        "categories": ("workload_stress",),
        "summary": "I was put on six nights in a row and fell asleep driving home on 14 February 2026. "
        "Nothing was done.",
        "key_date": "2026-03-12T09:30",
        "desired_outcome": "five nights and no more",
    },
    accept={
        "contact_preference": ("",),
        "employer": ("Gannet Foods",),
        "department": ("cold store",),
        "categories": ("", ("workload_stress", "contract")),
        "key_event": ("with HR", "12 March 2026, 9.30am with HR"),
    },
)

COLUMNS = Sample(
    "prison officers, two forms of the label in two languages and a shaded column",
    body=bold("Cais am gymorth / Request for assistance")
    + table(
        [
            (P("Enw / Name"), P("Gwenllian Prys-Jones")),
            (P("Rhif aelodaeth / Membership number"), P("POC 55127")),
            (P("E-bost / E-mail"), P("gwenllian@adref.example")),
            (P("Ff\u00f4n / Phone"), P("07700 900 808 (nid yn y gwaith)")),
            (P("Sefydliad / Establishment"), P("HMP Cwm Tawel")),
            (P("Swydd / Post held"), P("Swyddog")),
            (P("Rheolwr llinell / Line manager"), P("CM Harries")),
            (
                P("Beth ddigwyddodd? / What happened?"),
                P("Ymosodwyd arnaf ar yr adain. Ni chefais gymorth wedyn."),
            ),
            (P("Pryd? / When?"), P("2 Hydref 2026")),
            (P("Camau hyd yma / Steps taken so far"), P("Ffurflen damwain")),
            (P("Canlyniad a ddymunir / Outcome sought"), P("Iawndal a chefnogaeth")),
            (P("Cydsyniad / Consent"), P("Ydw")),
            (P("Dyddiad / Date"), P("20/11/2026")),
        ]
    ),
    expected={
        "member_name": "Gwenllian Prys-Jones",
        "membership_number": "POC55127",
        "email": "gwenllian@adref.example",
        "phone": "+447700900808",
        "workplace": "HMP Cwm Tawel",
        "job_title": "Swyddog",
        "line_manager": "CM Harries",
        "summary": "Ymosodwyd arnaf ar yr adain. Ni chefais gymorth wedyn.",
        "steps_taken": "Ffurflen damwain",
        "desired_outcome": "Iawndal a chefnogaeth",
        "consent": True,
        "signed_on": "2026-11-20",
    },
    accept={"issue_started": ("2026-10-02",)},
)

PLAIN_PHONE = Sample(
    "a phone, the question kept, the answer on the next line, no marks at all",
    mail="""\
MEMBERS NAME
Precious Ncube
MEMBERSHIP NUMBER
don't have it on me
CONTACT NUMBER
07700 900 077
EMAIL
precious@post.example
EMPLOYER
Brightwash Laundries
WORKPLACE
Unit 9 Dock Road
JOB TITLE
Presser
LINE MANAGER
Same as above
TYPE OF PROBLEM
Discrimination / Pay
DETAILS OF PROBLEM
Two men on my line do the same work and get £1.10 an hour more.
EMAIL from payroll says it is "skill".
LINE MANAGER told me not to talk about pay.
WHEN DID IT START
02/02/2026
STEPS TAKEN SO FAR
Asked payroll
OUTCOME WANTED
Equal pay
DATE OF NEXT MEETING
TBC
SIGNED
P Ncube
DATE
01.03.26
""",
    expected={
        "member_name": "Precious Ncube",
        "phone": "+447700900077",
        "email": "precious@post.example",
        "employer": "Brightwash Laundries",
        "workplace": "Unit 9 Dock Road",
        "job_title": "Presser",
        "categories": ("discrimination", "pay_grading"),
        "summary": "Two men on my line do the same work and get £1.10 an hour more. "
        'EMAIL from payroll says it is "skill". LINE MANAGER told me not to talk about pay.',
        "issue_started": "2026-02-02",
        "steps_taken": "Asked payroll",
        "desired_outcome": "Equal pay",
        "signed_on": "2026-03-01",
    },
)

SAMPLES = (POST, SUPPLY, WEB, BARE, COLUMNS, PLAIN_PHONE)
