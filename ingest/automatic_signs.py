"""What tells a machine's letter from a person's: the signs that the table in automatic.py puts in order."""

from __future__ import annotations

from ingest import automatic_words as words
from ingest.fashions import by_machine as headers_of_machine
from ingest.marks import Marks
from ingest.reading import Letter

_ABSENCE_CHARACTERS = 1500
_LOOKED_AT = 3000


def auto_submitted(marks: Marks) -> str:
    """The word of RFC 3834, or an empty string where it is missing or says "no"."""
    said = marks.header("auto-submitted").partition(";")[0].strip().lower()
    return "" if said == "no" else said


def empty_return_path(marks: Marks) -> bool:
    """Nobody wants to hear if it cannot be delivered."""
    return any(value.strip() == "<>" for name, value in marks.headers if name == "return-path")


def from_mail_server(marks: Marks, letter: Letter) -> bool:
    """Its sender is a mail server."""
    return (
        bool(words.MACHINES.fullmatch(letter.from_address)) or "mailer-daemon" in marks.header("from").lower()
    )


def came_back(marks: Marks, letter: Letter) -> bool:
    """A machine sent it, and by subject, words or fashion it is a letter that was returned."""
    if not (headers_of_machine(marks.headers) or from_mail_server(marks, letter)):
        return False
    return (
        bool(words.BOUNCE_SUBJECT.match(letter.subject))
        or bool(marks.failures)
        or (_says_undelivered(letter.text) and not words.AWAY.search(_own(letter)))
    )


def is_late(marks: Marks, letter: Letter) -> bool:
    """A machine says of a letter that it is late, and of none that it failed."""
    said = _flat(f"{letter.subject}\n{letter.text[:_LOOKED_AT]}")
    return bool(words.DELAYED.search(said)) and not marks.failures and came_back(marks, letter)


def came_back_by_words(marks: Marks, letter: Letter) -> bool:
    """No header says so, but subject and own words do, and nobody pleads: people send on what came back."""
    if not words.BOUNCE_SUBJECT.match(letter.subject) or pleads(letter):
        return False
    return bool(marks.failures) or _says_undelivered(_own(letter))


def automatic_subject(marks: Marks, letter: Letter) -> bool:
    """The subject of an automatic reply. A person who chose such words says more in their letter."""
    if not words.AUTO_SUBJECT.fullmatch(letter.subject):
        return False
    return bool(auto_submitted(marks)) or not pleads(letter)


def absence_words(marks: Marks, letter: Letter) -> bool:
    """Short, says that somebody is away and what to do meanwhile, and nothing of a case; asks nothing."""
    own = letter.reply or letter.text
    if not own or len(own) > _ABSENCE_CHARACTERS or letter.attachments:
        return False
    flat = _flat(own)
    person = "?" in flat or words.PLEA.search(flat) or words.CASE_WORDS.search(flat)
    return not person and bool(words.AWAY.search(flat)) and bool(words.ABSENCE.search(flat))


def pleads(letter: Letter) -> bool:
    """Somebody in trouble, in the first person: no machine wrote this."""
    return words.PLEA.search(_own(letter)) is not None


def is_complaint(marks: Marks, letter: Letter) -> bool:
    """ARF (RFC 5965): somebody has pressed "this is spam" on a notice."""
    return marks.report_type == "feedback-report" or "message/feedback-report" in marks.part_types


def is_receipt(marks: Marks, letter: Letter) -> bool:
    """A notice was opened, or deleted unread (RFC 8098)."""
    kind = "disposition-notification"
    return marks.report_type == kind or f"message/{kind}" in marks.part_types


def says(marks: Marks, name: str, *wanted: str) -> bool:
    """Whether a header holds any of the words."""
    return any(word in marks.header(name).lower() for word in wanted)


def _own(letter: Letter) -> str:
    """The sender's own new words; all of them where everything seems to be quoted."""
    return _flat((letter.reply or letter.text)[:_LOOKED_AT])


def _says_undelivered(text: str) -> bool:
    return words.BOUNCE_WORDS.search(_flat(text[:_LOOKED_AT])) is not None


def _flat(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").split())
