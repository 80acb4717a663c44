"""What a letter is, told from the letter and the forms found in it, with no knowledge of cases or people.

A table of classes, in order; the first that fits tells. Where nothing fits, the letter is OTHER: a person
looks at it, and nobody is answered by a machine. It is told here only for filing and first answers; whether
a follow-up belongs to a case is decided where cases are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from casework.model import Form
from ingest import kind_words as words
from ingest.automatic import BY_WORDS, Verdict
from ingest.marks import Marks
from ingest.reading import FoundForms, Kind, Letter
from ingest.services import from_service, member_of

_FILLED = 4  # values that a form must hold to outweigh the headers of a machine
_WORDS = 6000  # characters that are looked at

_ANSWER_SUBJECT = re.compile(r"(?:re|aw|sv|r\u00e9p?|antw?|atb)\s?(?:\[\d{1,3}\])?:", re.IGNORECASE)
_FORWARD_SUBJECT = re.compile(r"(?:fwd?|wg|tr|rv)\s?:", re.IGNORECASE)
_NOT_A_LETTER = re.compile(r"[^a-z]+")
_INVITATIONS = frozenset({"text/calendar", "application/ics"})


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the classes look at: the sender's own words, folded to one line, and what else is known."""

    words: str
    subject: str
    letter: Letter
    marks: Marks
    verdict: Verdict | None
    found: FoundForms

    def says(self, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.search(self.words) or pattern.search(self.subject))

    def count(self, pattern: re.Pattern[str]) -> int:
        both = f"{self.subject}\n{self.words}"
        return len({match[0].lower() for match in pattern.finditer(both)})


def kind_of(letter: Letter, marks: Marks, verdict: Verdict | None, found: FoundForms) -> Kind:
    """The kind of a letter (DESIGN.md §5). Pure, linear in the letter's length."""
    own = letter.reply or ("" if letter.in_reply_to else letter.text)
    said = " ".join(own[:_WORDS].replace("\u2019", "'").split())
    subject = letter.subject.replace("\u2019", "'")
    evidence = _Evidence(said, subject, letter, marks, verdict, found)
    for kind, fits in _CLASSES:
        if fits(evidence):
            return kind
    return Kind.OTHER


def _automatic(kind: Kind) -> Callable[[_Evidence], bool]:
    def fits(evidence: _Evidence) -> bool:
        verdict = evidence.verdict
        if verdict is None or verdict.kind is not kind:
            return False
        return verdict.firm or not _from_person(evidence, verdict)

    return fits


def _from_person(evidence: _Evidence, verdict: Verdict) -> bool:
    """Whether a person has something to say through the machine: a form service, a scanner, a phone."""
    if any(len(form.values) >= _FILLED for form in evidence.found.forms):
        return True
    if from_service(evidence.letter, verdict) and member_of(evidence.letter):
        return bool(evidence.found.forms) or _request(evidence)
    return bool(evidence.found.unread) and not verdict.answers and _picture_of_something(evidence)


def _trash(evidence: _Evidence) -> bool:
    """Spam that asks for a form to be filled in; a real form with an attachment or a member's mail is not,
    nor one that was filled in for a case and has one such word in it ("Next of kin")."""
    attached = any(form.source != "body" for form in evidence.found.forms)
    whole = any(form.text("summary") and len(form.values) >= _FILLED for form in evidence.found.forms)
    said = evidence.count(words.SPAM)
    return not attached and said > whole and not evidence.says(words.MEMBER)


def _sent_to_many(evidence: _Evidence) -> bool:
    """A newsletter or a survey that reads like a form: it says twice that it went to many, and nobody gave
    their name, what happened and a way to be found in it."""
    forms = evidence.found.forms
    attached = any(form.source != "body" for form in forms)
    named = any(form.text("member_name") and form.text("summary") and _found_by(form) for form in forms)
    return not attached and not named and evidence.count(words.MASS) > 1 and not evidence.says(words.MEMBER)


def _found_by(form: Form) -> bool:
    return any(form.text(name) for name in ("email", "phone", "membership_number"))


def _given_out(evidence: _Evidence) -> bool:
    """Our own copy of a blank form sent to somebody else."""
    attached = any(form.source != "body" for form in evidence.found.forms)
    return not attached and bool(words.GIVES_OUT.search(evidence.words)) and not evidence.says(words.BRINGS)


def _form(evidence: _Evidence) -> bool:
    """A form, or what is meant to be one though nothing could be read of it: never an empty case."""
    found = evidence.found
    if found.forms or found.blank:
        return True
    if not (found.unread or found.papers) or evidence.says(words.REFERENCE):
        return False
    return _named_as_form(found) or (evidence.says(words.BRINGS) and not _in_thread_about_case(evidence))


def _named_as_form(found: FoundForms) -> bool:
    names = [_NOT_A_LETTER.sub(" ", name.lower()).split() for name in found.unread]
    return any({"form", "casework"} & set(name) and "blank" not in name for name in names)


def _invitation(evidence: _Evidence) -> bool:
    return bool(evidence.marks.part_types & _INVITATIONS) and not evidence.says(words.MEMBER)


def _mass(evidence: _Evidence) -> bool:
    return evidence.says(words.MASS) and not evidence.says(words.MEMBER)


def _nothing(evidence: _Evidence) -> bool:
    return not evidence.words and not evidence.letter.attachments


def _employer(evidence: _Evidence) -> bool:
    return (
        evidence.says(words.EMPLOYER) and not evidence.says(words.MEMBER) and not evidence.letter.in_reply_to
    )


def _in_thread_about_case(evidence: _Evidence) -> bool:
    if evidence.says(words.REFERENCE):
        return True
    return bool(
        evidence.letter.in_reply_to or evidence.letter.references or _ANSWER_SUBJECT.match(evidence.subject)
    ) and evidence.says(words.GOES_ON)


def _request(evidence: _Evidence) -> bool:
    """A person, in the first person, asks for help or tells of trouble at work."""
    if not evidence.says(words.MYSELF) or _FORWARD_SUBJECT.match(evidence.subject):
        return False
    asks, trouble = evidence.count(words.ASKS), evidence.count(words.TROUBLE)
    if evidence.says(words.BUSINESS) and not evidence.says(words.MEMBER):
        return asks >= 1 and trouble >= 3
    return (asks >= 1 and trouble >= 1) or trouble >= 3 or (asks >= 1 and evidence.says(words.MEMBER))


def _by_words_automatic(evidence: _Evidence) -> bool:
    """Perhaps an absence note or a bounce, by nothing but its words: a person looks."""
    return evidence.verdict is not None and evidence.verdict.evidence == BY_WORDS


def _followup(evidence: _Evidence) -> bool:
    answers = bool(evidence.letter.in_reply_to or evidence.letter.references)
    answers = answers or bool(_ANSWER_SUBJECT.match(evidence.subject))
    if evidence.says(words.BUSINESS) and not evidence.says(words.GOES_ON):
        return False
    return answers or (evidence.says(words.GOES_ON) and evidence.says(words.MYSELF))


def _picture_of_something(evidence: _Evidence) -> bool:
    """Next to no words and a document that could not be read: very likely a photographed form."""
    return (
        bool(evidence.found.unread) and len(evidence.words.split()) < 40 and not evidence.says(words.BUSINESS)
    )


_CLASSES: tuple[tuple[Kind, Callable[[_Evidence], bool]], ...] = (
    (Kind.BOUNCE, _automatic(Kind.BOUNCE)),
    (Kind.AUTO_REPLY, _automatic(Kind.AUTO_REPLY)),
    (Kind.OTHER, _trash),
    (Kind.OTHER, _sent_to_many),
    (Kind.OTHER, _given_out),
    (Kind.FORM, _form),
    (Kind.OTHER, _invitation),
    (Kind.OTHER, _mass),
    (Kind.OTHER, _nothing),
    (Kind.OTHER, _employer),
    (Kind.OTHER, _by_words_automatic),
    (Kind.FOLLOWUP, _in_thread_about_case),
    (Kind.REQUEST, _request),
    (Kind.FOLLOWUP, _followup),
    (Kind.FORM, _picture_of_something),
)
