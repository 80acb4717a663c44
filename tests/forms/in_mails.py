"""Forms and answers in the words of a mail, as phones, Outlook and web mail send them. All invented."""

from __future__ import annotations

from tests.forms.sample import Sample

PHONE = Sample(
    "a phone, dashes and no blank lines",
    mail="""\
Hi sorry doing this on my phone, here is the form
Full name - Kwame Boateng
Membership number - 5520017
Personal email - kwame.b@mail.example
Mobile number - 07700 900 846
Where do you work - Central Library
Job - Library assistant
Who is your manager - Fiona Grant - she is new
What is the problem about - workload
Tell us what happened - We were six and are now three - nobody asked us. The desk is open till 8 - I close alone
and the alarm has been broken since June.
What have you done about it - told Fiona twice
What do you want to happen - a second person for late shifts
Any meetings coming up - 8/12/2026 2pm
Do you agree to us keeping your information - yes
Cheers
Kwame

Sent from my phone""",
    expected={
        "member_name": "Kwame Boateng",
        "membership_number": "5520017",
        "email": "kwame.b@mail.example",
        "phone": "+447700900846",
        "workplace": "Central Library",
        "job_title": "Library assistant",
        "line_manager": "Fiona Grant - she is new",
        "categories": ("workload_stress",),
        "summary": "We were six and are now three - nobody asked us. The desk is open till 8 - I close alone "
        "and the alarm has been broken since June.",
        "steps_taken": "told Fiona twice",
        "desired_outcome": "a second person for late shifts",
        "key_date": "2026-12-08T14:00",
        "consent": True,
    },
)

EQUALS = Sample(
    "labels with = and long dashes",
    mail="""\
NAME = Ngozi
MEMBER NO = 90-11-23
TEL = 0161 496 0818
EMAIL ADDRESS = ngozi@mail.example
EMPLOYER = Fresh Fields Foods
SITE = Warrington
SHIFT = nights
TYPE OF ISSUE = disciplinary
ISSUE = I was late because the works bus did not come. Bus company = Swift. They have my complaint.
HEARING DATE – 03.12.2026 at 06:30
HR CONTACT – Dale Prior
OUTCOME WANTED – no warning

--
Ngozi
""",
    expected={
        "member_name": "Ngozi",
        "membership_number": "901123",
        "phone": "+441614960818",
        "email": "ngozi@mail.example",
        "employer": "Fresh Fields Foods",
        "workplace": "Warrington",
        "categories": ("disciplinary",),
        "summary": "I was late because the works bus did not come. Bus company = Swift. They have my complaint.",
        "key_date": "2026-12-03T06:30",
        "desired_outcome": "no warning",
    },
    accept={"people_involved": ("Dale Prior", "")},
)

_OURS = """\
> Dear Ana,
>
> Thank you for writing to us. Your letter reached us on Monday 2 March 2026, and it is safe.
>
> Your reference is C-2026-0042. Please keep it, and put it in the subject when you write.
>
> We could not open the document that came with it.
> This is no fault of yours. A person will look at your letter.
>
> What you can do now
>
> If you would like to save time, reply to this mail and answer these questions. A few words are enough. Leave out
> what you do not know, or do not want to write. It helps us if you answer within two days.
>
> 1. What is your full name?
> 2. Which private email address and phone number may we use?
> 3. How and when would you like us to reach you?
> 4. Who is your employer, and which department do you work in?
> 5. What is it about, in a few words?
> 6. What has happened so far?
> 7. Is there a meeting or a deadline coming up? On what date?
> 8. What would you like to happen?
>
> Please write from a private address if you can. Your employer may be able to read what you send from work.
"""

_NUMBERED_VALUES = {
    "member_name": "Ana Ruiz Ortega",
    "email": "ana.ruiz@post.example",
    "phone": "+447700900187",
    "contact_preference": "By phone after six",
    "employer": "Marsh Borough Council",
    "department": "Parks",
    "categories": ("redundancy",),
    "summary": "They told four of us that our posts go in March. Nobody has shown us the scores.",
    "key_date": "2026-03-19T11:00",
    "desired_outcome": "To keep my job, or a fair pool.",
}
_NUMBERED_ACCEPT = {
    "key_event": ("consultation meeting", "a consultation meeting"),
    "categories": ("",),
    "employer": ("",),
    "department": ("",),
}

NUMBERS_OVER_QUOTE = Sample(
    "answers by number above our questions",
    mail="""\
Hello, here you are.

1. Ana Ruiz Ortega
2. ana.ruiz@post.example, 07700 900187
3. By phone after six
4. Marsh Borough Council, Parks
5. Redundancy
6. They told four of us that our posts go in March. Nobody has shown us the scores.
7. Yes, a consultation meeting on 19 March 2026 at 11am
8. To keep my job, or a fair pool.

Kind regards
Ana

On Mon, 2 Mar 2026 at 18:02, Casework <casework@branch.example> wrote:

"""
    + _OURS,
    expected=_NUMBERED_VALUES,
    accept=_NUMBERED_ACCEPT,
)

NUMBERS_ALONE = Sample(
    "answers by number and no questions in sight",
    mail="""\
URGENT

1 Ana Ruiz Ortega
2 ana.ruiz@post.example / 07700 900187
3 By phone after six
4 Marsh Borough Council, Parks
5 Redundancy
6 They told four of us that our posts go in March.
Nobody has shown us the scores.
7 19 March 2026 11am
8 To keep my job, or a fair pool.

Many thanks
Ana
""",
    expected=_NUMBERED_VALUES,
    accept=dict(_NUMBERED_ACCEPT, key_event=()),
)

NUMBERS_BETWEEN = Sample(
    "answers between our quoted questions",
    mail=_OURS.replace("name?\n", "name?\n\nAna Ruiz Ortega\n\n")
    .replace("may we use?\n", "may we use?\nana.ruiz@post.example or 07700 900187\n")
    .replace("reach you?\n", "reach you?\nBy phone after six\n")
    .replace("work in?\n", "work in?\nMarsh Borough Council, Parks\n")
    .replace("few words?\n", "few words?\nRedundancy\n")
    .replace("so far?\n", "so far?\n" + str(_NUMBERED_VALUES["summary"]) + "\n")
    .replace("what date?\n", "what date?\n19 March 2026 at 11am\n")
    .replace("to happen?\n", "to happen?\nTo keep my job, or a fair pool.\n\nBest\nAna\n\n"),
    expected=_NUMBERED_VALUES,
    accept=dict(_NUMBERED_ACCEPT, key_event=()),
)

_CELL = "<td style='border:1px solid'>"
_ROWS = (
    ("<b>Your name</b>", "Mr Rhodri ap Gwilym"),
    ("<b>Membership No</b>", "W-77120"),
    ("<b>Email address</b><br><i>not your work one</i>", "<a href='mailto:rhodri@post.example'>rhodri@post.example</a>"),
    ("<b>Telephone number(s)</b>", "01632 960555 (home)<br>07700 900666 (mobile)"),
    ("<b>Employing organisation</b>", "Dŵr y Cwm"),
    ("<b>Your job and grade</b>", "Rheolwr prosiect"),
    ("<b>Details of your complaint</b>", "Cefais fy ngwrthod am ddyrchafiad eto.<br><br>Ni chefais adborth o gwbl."),
    ("<b>What result would you like?</b>", "Cael adborth ac ymddiheuriad"),
    ("<b>Deadline (if any)</b>", "1 Rhagfyr 2026"),
    ("<b>Do you give consent for us to hold this information?</b>", "Ydw<br><br>Diolch yn fawr<br>Rhodri"),
)  # fmt: skip

HTML = Sample(
    "HTML only, a table, answers in Welsh, a closing in the last cell",
    html="<html><head><style>td{color:blue}</style></head><body><p>Please see below.</p><table>"
    + "".join(f"<tr>{_CELL}{label}</td>{_CELL}{answer}</td></tr>" for label, answer in _ROWS)
    + "</table><p>Rhodri</p></body></html>",
    expected={
        "member_name": "Mr Rhodri ap Gwilym",
        "membership_number": "W77120",
        "email": "rhodri@post.example",
        "phone": "+441632960555",
        "employer": "Dŵr y Cwm",
        "summary": "Cefais fy ngwrthod am ddyrchafiad eto. Ni chefais adborth o gwbl.",
        "desired_outcome": "Cael adborth ac ymddiheuriad",
        "consent": True,
    },
    accept={
        "phone": ("+447700900666",),
        "job_title": ("Rheolwr prosiect",),
        "key_date": ("2026-12-01",),
        "consent": ("",),
    },
)

OUTLOOK = Sample(
    "Outlook, the form quoted without marks and answered in blue",
    html="<html><body><p>Please see my answers in blue.</p><p>Thanks, Petra</p><hr>"
    "<p><b>From:</b> Casework &lt;casework@branch.example&gt;<br><b>Sent:</b> 02 March 2026 09:12<br>"
    "<b>To:</b> Petra Holm &lt;petra@post.example&gt;<br><b>Subject:</b> RE: help please</p>"
    + "".join(
        f"<p>{question}</p><p><span style='color:#0070C0'>{answer}</span></p>"
        for question, answer in (
            ("What is your name?", "Petra Holm"),
            ("What is your membership number?", "4456120"),
            ("On which email address can we contact you?", "petra@post.example"),
            ("What is your job and where do you work?", "Cook at Hilltop School"),
            (
                "Please explain what the problem is.",
                "The kitchen is 35 degrees. From: 1 May we asked for a fan.",
            ),
            ("What has been done about it so far?", "A risk assessment, in pencil."),
            ("What are you hoping for?", "A fan that works and breaks."),
            ("Has a meeting been arranged, and when?", "Not yet"),
        )
    )
    + "<p>Many thanks,<br>The casework team</p></body></html>",
    expected={
        "member_name": "Petra Holm",
        "membership_number": "4456120",
        "email": "petra@post.example",
        "summary": "The kitchen is 35 degrees. From: 1 May we asked for a fan.",
        "steps_taken": "A risk assessment, in pencil.",
        "desired_outcome": "A fan that works and breaks.",
    },
    accept={"job_title": ("Cook", "Cook at Hilltop School"), "workplace": ("Hilltop School",)},
)

FORWARDED = Sample(
    "a form forwarded by a steward",
    mail="""\
One for you, this lad works with me. Ring me if anything is unclear: 07700 900999
Bob (steward)

---------- Forwarded message ---------
From: Leszek Bąk <leszek@post.example>
Date: Sun, 1 Mar 2026 at 21:13
Subject: form
To: Bob <bob@steward.example>

Your name:
Leszek Bąk
Clock number:
4417
Union number:
0093321
Contact number:
07700 900 202
Private email:
leszek@post.example
Dept:
Paint shop
Supervisor:
Mick
Give details of your complaint:
Mick calls me names in front of the line.
It has gone on since January 2025.
Witnesses:
Most of the line
Have you complained to anyone?
To HR, on 3 February 2026
How would you like it settled?
An apology and Mick moved.
Date:
1/3/26
Dziękuję i pozdrawiam
Leszek
""",
    expected={
        "member_name": "Leszek Bąk",
        "membership_number": "0093321",
        "phone": "+447700900202",
        "email": "leszek@post.example",
        "department": "Paint shop",
        "line_manager": "Mick",
        "summary": "Mick calls me names in front of the line. It has gone on since January 2025.",
        "people_involved": "Most of the line",
        "steps_taken": "To HR, on 3 February 2026",
        "desired_outcome": "An apology and Mick moved.",
        "signed_on": "2026-03-01",
    },
)

DOUBTFUL = Sample(
    "dates of every uncertain kind, and a closing behind the consent",
    mail="""\
Name: Dr. med. Jürgen von der Heide
Membership number: see payslip
Email: private: jvdh@post.example, work: j.heide@lab.example
Phone: 0113 496 0555 or 07700 900 123
Institute: Materials
Date joined union: 2019
Type of problem: Other (authorship)
Details: My name was taken off the paper.
When did it start: around Easter
Dates of meetings: 12/25/2026
Deadline for submission of appeal: end of term
Outcome wanted: as above
I consent to the branch holding this data: Yes

Kind regards
Jürgen
""",
    expected={
        "member_name": "Dr. med. Jürgen von der Heide",
        "email": "jvdh@post.example",
        "work_email": "j.heide@lab.example",
        "phone": "+441134960555",
        "department": "Materials",
        "categories": ("other",),
        "summary": "My name was taken off the paper.",
        "consent": True,
    },
    accept={"phone": ("+447700900123",), "work_email": ("",), "joined_union": ("2019",)},
)

SAMPLES = (
    PHONE, EQUALS, NUMBERS_OVER_QUOTE, NUMBERS_ALONE, NUMBERS_BETWEEN, HTML, OUTLOOK, FORWARDED, DOUBTFUL,
)  # fmt: skip
