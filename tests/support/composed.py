"""Forms put together at random: known questions in every layout that people type, mixed, with what else
stands on a form. Whatever is lost of them is lost to their layout, since each question is one that is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.support.documents import docx, run, table

BOLD, ITALIC, UNDERLINED, SMALL = "<w:b/>", "<w:i/>", '<w:u w:val="single"/>', '<w:sz w:val="16"/>'
Question = tuple[str, str, str]
"""Field, label, answer."""

_WHO = (
    ("member_name", ("Name", "Full name", "Your name"), ("Ann Lee", "Chidi Okafor", "Siân Pugh")),
    ("membership_number", ("Membership number", "Union number", "Member no"), ("0012345", "7730915")),
    ("email", ("Email", "Personal email", "E-mail address"), ("ann@post.example", "c.okafor@mail.example")),
    ("phone", ("Phone", "Mobile number", "Telephone number"), ("07700 900123", "07700 900456")),
    ("employer", ("Employer", "Name of employer", "Company"), ("Northgate College", "Bluebird Buses")),
    ("department", ("Department", "Team or department"), ("Estates", "Catering")),
    ("job_title", ("Job title", "Position", "Post held"), ("Technician", "Cleaner (nights)")),
    ("line_manager", ("Line manager", "Name of your line manager"), ("Jo Bloggs", "Pat Quill")),
)
_WHAT = (
    (
        "summary",
        ("What has happened?", "Details of the problem", "Tell us what has happened"),
        (
            "They cut my hours in May and nobody told me why. I asked twice and heard nothing.",
            "I was called to a meeting at two days notice. My manager said that it was nothing.",
            "Date: the rota went up on 3 May. Manager: he said it was the system. I have asked twice.",
        ),
    ),
    ("issue_started", ("When did it start?", "Date problem began"), ("12 May 2026", "3 September 2026")),
    ("people_involved", ("Who else is involved?", "People involved"), ("Sam Onions", "HR (Priya)")),
    ("steps_taken", ("What have you done so far?", "Action taken so far"), ("I wrote to HR", "Spoke to HR")),
    ("desired_outcome", ("What outcome do you want?", "Outcome sought"), ("My hours back", "An apology")),
    ("key_date", ("Date of next meeting", "Date of hearing or meeting"), ("27 November 2026",)),
    ("adjustments", ("Do you need any adjustments?", "Access needs"), ("A break every hour", "Large print")),
)
_ALWAYS = ("member_name", "email", "summary")
_NOTHING = ("", "n/a", "none", "-")
_PRIVACY = (
    "How we use your information. We keep your name, e-mail address and the date of your request, and your "
    "manager will not be told. Details are on our website."
)


def line(*runs: str) -> str:
    """A paragraph of these runs."""
    return f"<w:p>{''.join(runs)}</w:p>"


def said(text: str, look: str = "") -> str:
    """A paragraph of one look, empty for no words."""
    return line(run(text, look)) if text else "<w:p/>"


def _colon(label: str) -> str:
    return label if label.endswith("?") else f"{label}:"


def _four(questions: Sequence[Question]) -> str:
    short = [one for one in questions if len(one[2]) < 40]
    rows = [
        [cell for _, label, answer in short[at : at + 2] for cell in (said(label, BOLD), said(answer))]
        for at in range(0, len(short), 2)
    ]
    long = [one for one in questions if len(one[2]) >= 40]
    return table(
        [*rows, *([cell] for _, label, answer in long for cell in (said(label, BOLD), said(answer)))]
    )


def _head_rows(questions: Sequence[Question]) -> str:
    made, at = "", 0
    while at < len(questions):
        few = 3 if all(len(one[2]) < 30 for one in questions[at : at + 3]) else 1
        part = questions[at : at + few]
        made += table([[said(one[1], BOLD) for one in part], [said(one[2]) for one in part]]) + said("")
        at += few
    return made


def _two_blanks(questions: Sequence[Question]) -> str:
    made, at = "", 0
    while at < len(questions):
        part = questions[at : at + 2] if sum(len(one[2]) for one in questions[at : at + 2]) < 45 else []
        part = part or questions[at : at + 1]
        made += said("     ".join(f"{_colon(label)} ______{answer}______" for _, label, answer in part))
        at += len(part)
    return made


def _captions(questions: Sequence[Question]) -> str:
    """Short answers two by two with their labels small below them; the others below their labels."""
    short = [one for one in questions if 0 < len(one[2]) < 40]
    pairs = [short[at : at + 2] for at in range(0, len(short) - 1, 2)]
    rows = (
        table([[said(one[2]) for one in pair], [said(one[1], SMALL) for one in pair]]) + said("")
        for pair in pairs
    )
    others = [one for one in questions if not any(one in pair for pair in pairs)]
    return "".join(rows) + "".join(said(label, BOLD) + said(answer) + said("") for _, label, answer in others)


def _with_feet(questions: Sequence[Question]) -> str:
    """Labels above answers, with the foot of a page behind every fourth."""
    made = ""
    for at, (_, label, answer) in enumerate(questions, 1):
        made += said(label, BOLD) + said(answer) + said("")
        made += said(f"Northgate branch – case form – page {at // 4} of 3", SMALL) if at % 4 == 0 else ""
    return made


def _each(make: Callable[[int, str, str], str]) -> Callable[[Sequence[Question]], str]:
    """A layout that does the same for each question: of its number, label and answer."""
    return lambda questions: "".join(
        make(number, label, answer) for number, (_, label, answer) in enumerate(questions, 1)
    )


def _rows(make: Callable[[int, str, str], list[list[str]]]) -> Callable[[Sequence[Question]], str]:
    """A table with the same rows for each question."""
    return lambda questions: table(
        [row for number, (_, label, answer) in enumerate(questions, 1) for row in make(number, label, answer)]
    )


LAYOUTS: dict[str, Callable[[Sequence[Question]], str]] = {
    "two columns": _rows(lambda _, label, answer: [[said(label), said(answer)]]),
    "bold labels": _rows(lambda _, label, answer: [[said(_colon(label), BOLD), said(answer)]]),
    "numbers, labels, answers": _rows(lambda n, label, answer: [[said(f"{n}"), said(label), said(answer)]]),
    "one column": _rows(lambda _, label, answer: [[said(label, BOLD)], [said(answer)]]),
    "inside": _rows(lambda _, label, answer: [[said(label, BOLD) + said(answer)]]),
    "four columns": _four,
    "rows of heads": _head_rows,
    "boxes": _each(lambda _, label, answer: said(label, BOLD) + table([[said(answer)]]) + said("")),
    "above": _each(lambda _, label, answer: said(label, BOLD) + said(answer)),
    "underlined": _each(lambda _, label, answer: said(label, UNDERLINED) + said(answer)),
    "capitals": _each(lambda _, label, answer: said(label.upper()) + said(answer) + said("")),
    "numbered": _each(lambda n, label, answer: said(f"{n}. {label}", BOLD) + said(answer)),
    "numbered, plain": _each(lambda n, label, answer: said(f"{n}. {label}") + said(answer) + said("")),
    "numbered lines": _each(lambda n, label, answer: said(f"{n}. {_colon(label)} {answer}")),
    "lines": _each(lambda _, label, answer: said(f"{_colon(label)} {answer}")),
    "bold lines": _each(lambda _, label, answer: line(run(f"{_colon(label)} ", BOLD), run(answer))),
    "tabs": _each(lambda _, label, answer: said(f"{label}\t{answer}")),
    "between blanks": _each(lambda _, label, answer: said(f"{_colon(label)} ______{answer}______")),
    "behind blanks": _each(lambda _, label, answer: said(f"{_colon(label)} __________ {answer}")),
    "two blanks": _two_blanks,
    "captions": _captions,
    "page feet": _with_feet,
    "column of colons": _rows(lambda _, label, answer: [[said(label), said(":"), said(answer)]]),
    "colons before answers": _rows(lambda _, label, answer: [[said(label), said(f": {answer}")]]),
    "column for the office": _rows(lambda _, label, answer: [[said(label, BOLD), said(answer), said("")]]),
    "list": _each(lambda _, label, answer: said(f"• {_colon(label)} {answer}")),
    "answers in bold": _each(lambda _, label, answer: said(label) + said(answer, BOLD) + said("")),
    "Q and A": _each(lambda _, label, answer: said(f"Q: {label}") + said(f"A: {answer}")),
}
KINDS = (
    ("Grievance", "grievance"), ("Disciplinary", "disciplinary"), ("Sickness absence", "sickness_absence"),
    ("Bullying", "bullying_harassment"), ("Pay", "pay_grading"), ("Redundancy", "redundancy"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Composed:
    """A form as a Word document, what is written on it by field, and the layouts of its two halves."""

    document: bytes
    told: dict[str, object]
    layouts: tuple[str, str]


def composed(seed: int) -> Composed:
    """The form of this seed."""
    chance = Random(seed)
    who, what = _asked(_WHO, chance), _asked(_WHAT, chance)
    first = chance.choice(tuple(LAYOUTS))
    second = chance.choice(tuple(LAYOUTS)) if chance.random() < 0.6 else first
    body = said("Example Union, Northgate branch", BOLD) + said("Member case form", BOLD)
    if chance.random() < 0.5:
        body += said("Please complete all parts of this form and return it to the branch office.", ITALIC)
    if chance.random() < 0.25:
        body += _office(chance)
    body += LAYOUTS[first](who)
    told: dict[str, object] = {field: answer for field, _, answer in [*who, *what] if answer not in _NOTHING}
    if chance.random() < 0.6:
        ticked = chance.choice(KINDS)
        body += _ticks(ticked[0], chance)
        told["categories"] = (ticked[1],)
    body += LAYOUTS[second](what)
    if chance.random() < 0.5:
        told["consent"] = chance.random() < 0.8
        body += _consent(bool(told["consent"]), chance)
    if chance.random() < 0.35:
        body += said(_PRIVACY, chance.choice(("", ITALIC)))
    if chance.random() < 0.7:
        body += said("Signature: Ann Lee") + said("Date: 12/11/2026")
        told["signed_on"] = "2026-11-12"
    if chance.random() < 0.3:
        body += _office(chance)
    return Composed(docx(body), told, (first, second))


def _asked(fields: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]], chance: Random) -> list[Question]:
    made = []
    for field, labels, answers in fields:
        if field in _ALWAYS or chance.random() < 0.85:
            nothing = field not in _ALWAYS and chance.random() < 0.1
            made.append((field, chance.choice(labels), chance.choice(_NOTHING if nothing else answers)))
    return made


def _office(chance: Random) -> str:
    blanks = said("FOR BRANCH USE ONLY", BOLD) + said("Case no: ________  Date received: ________")
    rows = [[said("FOR OFFICE USE ONLY", BOLD)], [said("Case no."), said(""), said("Received"), said("")]]
    return chance.choice((blanks, table(rows)))


def _ticks(ticked: str, chance: Random) -> str:
    on, off = chance.choice((("☒ ", "☐ "), ("[x] ", "[ ] "), ("(x) ", "( ) ")))
    options = [(on if name == ticked else off) + name for name, _ in KINDS]
    asks = said(
        chance.choice(("What is it about? (tick all that apply)", "Type of case (please tick)")), BOLD
    )
    shapes = (
        asks + said("   ".join(options)),
        asks + "".join(map(said, options)),
        asks + table([[*map(said, options[:3])], [*map(said, options[3:])]]),
    )
    return chance.choice(shapes)


def _consent(given: bool, chance: Random) -> str:
    words = "I agree to the branch holding this information"
    yes, no = ("☒", "☐") if given else ("☐", "☒")
    answer = "Yes" if given else "No"
    return chance.choice(
        (
            said(f"{words}:   {yes} Yes   {no} No"),
            table([[said(f"{words} (Yes/No)"), said(answer)]]),
            said(f"{words}: {answer}"),
        )
    )
