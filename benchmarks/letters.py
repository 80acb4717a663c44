"""Five hundred letters with a form, each from somebody else: invented, and the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from jobs.demo.documents import LAYOUTS
from jobs.settings import Settings

BEGINNING = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

GIVEN = (
    "Aisha", "Alun", "Beatriz", "Bronwen", "Callum", "Chidi", "Dafydd", "Eilidh", "Farah", "Gethin",
    "Hana", "Idris", "Jasmin", "Kofi", "Lowri", "Mairead", "Nia", "Olumide", "Parveen", "Rhiannon",
    "Samuel", "Tamsin", "Umar", "Wanjiru", "Yasmin", "Zofia",
)  # fmt: skip
FAMILY = (
    "Achebe", "Ashworth", "Begum", "Bevan", "Chaudhry", "Dlamini", "Entwistle", "Farrelly", "Gwynne",
    "Haddad", "Iqbal", "Jankowska", "Kaur", "Lindqvist", "Mbeki", "Nguyen", "O'Hare", "Penhaligon",
    "Quaye", "Ramsbottom", "Sandhu", "Tregear", "Uddin", "Vaughan", "Wolstenholme", "Zielinski",
)  # fmt: skip
PLACES = (
    "Library",
    "Physics",
    "Estates",
    "Catering",
    "Nursing and Health",
    "Registry",
    "Computing",
    "History",
)
MATTERS = (
    "disciplinary",
    "grievance",
    "redundancy",
    "sickness absence",
    "pay and grading",
    "workload",
    "probation",
)
STORIES = (
    "I was asked to a meeting at two days' notice and was not told what it is about.",
    "My hours were changed in September without anybody having spoken to me about it.",
    "Since the summer I have done the work of two people, and my messages about it have not been answered.",
    "I was told that my post may go at Christmas. Others in the team were not told anything.",
    "My line manager refused the phased return that occupational health had written down.",
    "I raised a concern in October. Since then I have been left out of every meeting of the team.",
)
WISHES = (
    "I would like somebody to come to the meeting with me.",
    "I want it put right, and an apology would help.",
    "I should like to know where I stand before I sign anything.",
)


def letters(settings: Settings, count: int, attached: bool, seed: int = 1) -> Iterator[bytes]:
    """`count` letters: the form attached as a Word document in one of four layouts, or in the mail itself."""
    chance = random.Random(seed)
    questions = [(question.field, question.label) for question in settings.form.fields]
    for number in range(count):
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        address = f"{name.lower().replace(' ', '.').replace(chr(39), '')}.{number}@home.example"
        answers = _answers(chance, questions, name, address, number)
        yield _mail(settings.branch.address, name, address, answers, attached, number)


def _answers(
    chance: random.Random, questions: list[tuple[str, str]], name: str, address: str, number: int
) -> list[tuple[str, str]]:
    story = " ".join(chance.sample(STORIES, 3))
    hearing = BEGINNING + timedelta(days=chance.randint(5, 60))
    given = {
        "member_name": name,
        "membership_number": f"{chance.randint(100_000, 999_999)}",
        "email": address,
        "phone": f"07700 900{chance.randint(0, 999):03d}",
        "employer": "Northgate College",
        "department": chance.choice(PLACES),
        "job_title": "Senior technician",
        "line_manager": f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
        "categories": chance.choice(MATTERS),
        "summary": f"{story} This is the {number + 1}. time that I have written it down.",
        "desired_outcome": chance.choice(WISHES),
        "key_date": f"{hearing.day} {hearing:%B %Y}",
        "consent": "yes",
    }
    return [(label, given.get(field, "")) for field, label in questions]


def _mail(
    to: str, name: str, address: str, answers: list[tuple[str, str]], attached: bool, number: int
) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"{name} <{address}>", to, "My casework form"
    mail["Date"] = format_datetime(BEGINNING + timedelta(seconds=number))
    mail["Message-ID"] = f"<{number}.letter@home.example>"
    if attached:
        mail.set_content(f"Dear branch,\n\nmy form is attached.\n\nBest wishes\n{name}\n")
        layout = tuple(LAYOUTS.values())[number % len(LAYOUTS)]
        mail.add_attachment(
            layout("Casework form", answers),
            maintype="application",
            subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
            filename="casework form.docx",
        )
    else:
        mail.set_content("".join(f"{question}: {answer}\n\n" for question, answer in answers))
    return mail.as_bytes()
