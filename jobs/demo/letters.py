"""The script's letters as raw mails, as the branch's mailbox gets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from casework.model import Branch
from jobs.demo.cast import Actor, Cast
from jobs.demo.days import Days
from jobs.demo.documents import LAYOUTS, letter_docx
from jobs.demo.outbox import Notice, Outbox
from jobs.demo.papers import Answers, odt, pdf, photograph
from jobs.demo.programs import Mail, Paper, Quoted, message_id, reply_text, write
from jobs.demo.returned import returned_mail
from jobs.demo.script import Filled, Scripted

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OTHER_LAYOUTS = {
    "pdf": (pdf, "application/pdf"),
    "odt": (odt, "application/vnd.oasis.opendocument.text"),
}


@dataclass(slots=True)
class Writers:
    """Everything letters are written from; `sent` are the raw letters so far, by name."""

    branch: Branch
    cast: Cast
    days: Days
    outbox: Outbox
    labels: Mapping[str, str]  # field to question, in the order of the form
    blank_form: bytes
    sent: dict[str, bytes] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)  # Message-IDs of letters, by name
    members: dict[str, str] = field(default_factory=dict)  # addresses of those whose forms others sent on

    def write(self, letter: Scripted, moment: datetime) -> bytes:
        """The letter's bytes at its moment."""
        raw = self._write(letter, moment)
        self.sent[letter.name] = raw
        return raw

    def ref(self, name: str) -> str:
        """The reference that the letter of that name was given, from its acknowledgement; or empty."""
        to = self.members.get(name)
        found = self.outbox.to(to) if to else self._about(name)
        return next((notice.ref for notice in found if notice.ref), "")

    def _about(self, name: str) -> list[Notice]:
        wanted = self.ids.get(name)
        return [notice for notice in self.outbox.notices() if wanted and notice.in_reply_to == wanted]

    def _write(self, letter: Scripted, moment: datetime) -> bytes:
        if letter.again:
            other_way = b"Received: from relay.northgate-branch.example by mx.northgate-branch.example\r\n"
            return other_way + self.sent[letter.again]
        if letter.returns:
            return returned_mail(self._about(letter.returns)[-1], self.branch.address, moment)
        actor = self.cast.people[letter.sender]
        if letter.about:
            self.members[letter.name] = self.cast.people[letter.about].email
        today = moment.date()
        answered = self.outbox.to(actor.email)[-1] if letter.reply else None
        self.ids[letter.name] = message_id(letter.name, actor.program)
        mail = Mail(
            key=letter.name,
            sender=actor.person,
            to=answered.reply_to if answered else self.branch.address,
            subject=f"Re: {answered.subject}" if answered else self._named(letter.subject),
            text=self._text(letter, actor, answered, today),
            date=moment,
            in_reply_to=answered.message_id if answered else "",
            references=(*answered.references, answered.message_id) if answered else (),
            papers=tuple(self._papers(letter, today)),
            headers={name: self._named(value) for name, value in letter.headers.items()},
        )
        return write(mail, actor.program)

    def _named(self, text: str) -> str:
        """`text` with its references, such as {ref aoife}."""
        for name in self.ids:
            text = text.replace(f"{{ref {name}}}", self.ref(name))
        return text

    def _text(self, letter: Scripted, actor: Actor, answered: Notice | None, today: date) -> str:
        words = self.days.filled(letter.text, today)
        if answered is None:
            return words
        if letter.between_lines:
            return words + "\n" + self._between(answered, letter.between_lines)
        return reply_text(words, actor.program, quoted(answered))

    def _between(self, answered: Notice, answers: Mapping[str, str]) -> str:
        """The notice quoted line by line, each answer beneath its question."""
        lines = [f"On {answered.date:%d %B %Y}, {answered.sender.name} wrote:"]
        for line in answered.text.splitlines():
            lines.append(f"> {line}".rstrip())
            asked = [
                name for name in answers if line.strip(" |:?").startswith(self.labels[name].strip(" ?:"))
            ]
            lines += [f"\n{answers[name]}\n" for name in asked[:1]]
        return "\n".join(lines)

    def _papers(self, letter: Scripted, today: date) -> list[Paper]:
        papers = [self._paper(name) for name in letter.attach]
        return [*papers, self._form(letter.form, today)] if letter.form else papers

    def _paper(self, name: str) -> Paper:
        match name:
            case "blank form":
                return Paper("casework-form.docx", DOCX, self.blank_form)
            case "photograph":
                return Paper("IMG_2041.png", "image/png", photograph(name))
            case "agenda":
                points = (
                    "Apologies",
                    "Minutes of the last meeting",
                    "Treasurer's report",
                    "Any other business",
                )
                return Paper("Agenda.docx", DOCX, letter_docx("Branch committee", points))
            case "workload plan":
                lines = ("Last year: one subject, 212 students", "This year: three subjects, 588 students")
                return Paper("Workload plan.docx", DOCX, letter_docx("Workload plan", lines))
            case _:
                raise ValueError(f"There is no paper called {name}.")

    def _form(self, form: Filled, today: date) -> Paper:
        title = "Casework form" if "member_name" in form.answers else "Request for support"
        answers: Answers = [
            (self.labels.get(question, question), self.days.filled(answer, today))
            for question, answer in form.answers.items()
        ]
        if form.layout in LAYOUTS:
            return Paper(form.file, DOCX, LAYOUTS[form.layout](title, answers))
        make, kind = OTHER_LAYOUTS[form.layout]
        return Paper(form.file, kind, make(title, answers))


def quoted(notice: Notice) -> Quoted:
    """A notice as a reply quotes it."""
    return Quoted(notice.sender, notice.to, notice.subject, notice.date, notice.text)
