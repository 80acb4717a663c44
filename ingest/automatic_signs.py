"""What tells a machine's letter from a person's: the signs that the table in automatic.py puts in order."""

from __future__ import annotations

import re

from ingest import automatic_words as words
from ingest.fashions import by_machine as headers_of_machine
from ingest.marks import Marks
from ingest.reading import Letter

_ABSENCE_CHARACTERS = 1500
_LOOKED_AT = 3000
_LATIN = "\u036f"  # the last letter that absence notes are known in; of the others the subject must do
_ANSWER = re.compile(
    r"(?:re|aw|antw?|odp|sv|vs|r|ris|rv|re\s?\[\d\]|atb|ynt|回复|答复)\s?[:：]", re.IGNORECASE
)
_ANSWERED = re.compile(r"[:：]\s*\S")
_SELF = re.compile(r"\b(?:my|me|mine|i've|i have|i'd|we)\b", re.IGNORECASE)


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
    if marks.failures or not came_back(marks, letter):
        return False
    return words.DELAYED.search(_flat(f"{letter.subject}\n{letter.text[:_LOOKED_AT]}")) is not None


def came_back_by_fashion(marks: Marks, letter: Letter) -> bool:
    """No header says so, but its subject and a mail server's fashion of naming addresses do."""
    return bool(marks.failures) and _may_have_come_back(letter)


def automatic_subject(marks: Marks, letter: Letter) -> bool:
    """The subject of an automatic reply: with a header that says so, or as programs make it.

    They put the subject that they answer behind it. A person who chose such words says more in their letter.
    """
    subject = words.AUTO_SUBJECT.fullmatch(letter.subject)
    if subject is None or auto_submitted(marks):
        return subject is not None
    if not _ANSWERED.search(letter.subject) or _is_personal(_own(letter)):
        return False
    return letter.subject[0] > _LATIN or _is_absence(_own(letter))


def may_be_automatic(marks: Marks, letter: Letter) -> bool:
    """Words alone, which people use too: of somebody away, or of something undelivered."""
    own = _own(letter)
    if letter.attachments or len(own) > _ABSENCE_CHARACTERS:
        return False
    away = bool(words.AWAY.search(own)) and bool(words.ABSENCE.search(own))
    sounds = away or bool(words.AUTO_SUBJECT.fullmatch(letter.subject)) or _may_have_come_back(letter)
    return sounds and not _is_personal(own)


def _may_have_come_back(letter: Letter) -> bool:
    if not words.BOUNCE_SUBJECT.match(letter.subject):
        return False
    own = _own(letter)
    person = "?" in own or _SELF.search(own) or pleads(letter)
    return not person and _says_undelivered(own)


def _is_absence(own: str) -> bool:
    return any(pattern.search(own) for pattern in (words.AWAY, words.ABSENCE, words.THANKS))


def _is_personal(own: str) -> bool:
    """Words of a case, of oneself, or a question: for certain no machine's."""
    person = words.PLEA.search(own) or words.CASE_WORDS.search(own) or words.PERSONAL.search(own)
    return "?" in own or person is not None


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
