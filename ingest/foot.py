"""Where the branch's own words begin again below an answer: how to return the form, its address, what it
promises, what becomes of the data, what the member states by signing. None of it is the member's.

Only the end of an answer may go, from a line that only a form has, and only if nobody speaks of himself or of
others below it: the same words inside a story are the member's, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer, is_offices
from ingest.choices import boxed
from ingest.consent_said import affirms_consent, refuses_consent, states_consent
from ingest.hints import OF_ME, tells_of_privacy
from ingest.page import Line, Mark
from ingest.phrases import alternatives
from ingest.purposes import is_for_something_else
from ingest.questions import Asked
from ingest.wordings import Wordings

_A_FORM = r"(?:this|the|your|all|completed)\s+(?:\w+\s+)?forms?\b"
_SENDING = r"(?:return|send|e-?mail|post|hand|submit|save|forward|print|sign|complete|bring)"
_REACH = r"(?:ring|call|phone|telephone|contact|e-?mail|speak to|write to|let us know|ask)"
_PROMISED = r"(?:touch|contact you|reply|get back|acknowledge|respond|(?:ring|call|write to) you)"
_WE = r"(?:we|an? caseworker|a rep|some(?:one|body)|the branch|a member of)"
_OPENINGS = re.compile(
    r"[\W_]*"
    + alternatives(
        rf"""
        (?:(?:please|kindly|now|then|once [^,.]*,|when [^,.]*,|after [^,.]*,)\s*)*{_SENDING}\b.*\b{_A_FORM}.*
        (?:completed |signed )?forms? (?:should|must|can|are to|to) be (?:returned|sent|e-?mailed|posted).*
        (?:please )?return(?:ed)?(?: (?:it|this|by \w+))? to\b(?! (?:work|duty|duties|my|normal)\b).*
        (?:please )?(?:send|e-?mail) (?:it|this) (?:back )?to\b.*
        (?:please )?(?:send|e-?mail|return|post)(?: it| this)? to\b.*@.*
        (?:any )?(?:questions|queries)\b.*(?:@|\d{{4}}).*
        [^@:]*\b(?:house|street|road|lane|avenue|building|hall|po box)\b.*\b(?:tel|phone|e-?mail|www)\b.*
        (?:contact us|(?:the )?(?:branch|union|regional) office)\W*
        thank you for (?:completing|filling|returning|taking the time|contacting (?:us|the)).*
        {_WE}\b.*\b(?:will|aim to|try to)\b.*\b{_PROMISED}\b.*
        what happens (?:next|now)\b.*
        by (?:sending|signing|submitting|returning|completing) (?:this|the|your)\b.*
        if you (?:need|have|would like|want|are unsure|do not|don.t)\b.*\bthis form\b.*
        if (?:you|your)\b.*\b(?:please|also)\b.*\b{_REACH}\b.*
        for (?:office|branch|union|official|admin\w*) use\b.*
        registered (?:charity|company|office|in england|trade union|address)\b.*
        (?:charity|company|vat)(?: registration)? (?:no|number)\b.*
        """
    )
    + r"\s*\Z",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"(?:©|\(c\)|\bcopyright\b).*\b\d{4}\b|\bregistered (?:charity|company|office)\b|"
    r"\bform\b.*\b(?:v\d|version|revised|updated|reviewed)\b.*\d|\bpage \d+ of \d+\b|"
    r"\b(?:version|revised|updated|reviewed)\b[\s:]*(?:\w+ )?\d[\d./]*\W*\Z",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:privacy (?:policy|notice|statement)|data protection|gdpr|in (?:strict )?confidence|"
    r"confidential(?:ly)?)\b",
    re.IGNORECASE,
)
_OF_US = re.compile(r"\b(?:we|our|us|you|your|held|under|see)\b", re.IGNORECASE)
_DECLARED = re.compile(
    r"\W*I (?:confirm|declare|certify)\b.*\b(?:true|correct|accurate|complete)\b", re.IGNORECASE
)
_AGREES = re.compile(
    r"\W*(?:[xX]\W+)?(?:I (?:agree|consent|would like|am happy|want|wish)|please (?:send|add|tick)|tick)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:branch|union|association|federation|guild|society|trade unions?|office)\b", re.IGNORECASE
)
_TITLED = re.compile(r"(?:(?:[A-Z][\w'’&.-]*|of|and|the|for|in|&|-|–|\d+)(?:\s+|,\s*|\Z))+")
_PLACED = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b(?:tel|phone|telephone|e-?mail|web(?:site)?|fax)\b|www\.|https?://|\S@\S",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"__\s*(?:do|am|agree|consent|will)\s*__", re.IGNORECASE)
_SAYS_MORE = re.compile(r":[\s_]*[^\W_]")
_LONGEST_NAME = 8  # words
_LONGEST_HEADING = 4  # words
_LONGEST_LINE = 600  # letters
_OF_OTHERS = frozenset({"declaration", "office", "other_person"})
_PERSON = re.compile(
    r"(?:(?:the|your|my|union|workplace|branch|local)\s+)*(?:rep(?:resentative)?|steward|hr|companion|witness(?:es)?|"
    r"next of kin|solicitor|caseworker)(?:\s+(?:details|contact|name))?",
    re.IGNORECASE,
)
_TELLS_NOTHING = frozenset({"signature", "date", "time", "ignored"})
_SIGNING = frozenset({"consent", "signature"})
_STATED = 0.85


def without_foot(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """The answers without it; what the member states there of consent is asked and answered apart."""
    asked = any(answer.name == "consent" for answer in found)
    consented = any(answer.name == "consent" and not answer.empty for answer in found)
    made: list[Answer] = []
    for at, answer in enumerate(found):
        lines = [line for line in answer.lines if line.text.strip()]
        whole = answer.choice or answer.name in _TELLS_NOTHING
        begun = len(lines) if whole else _ends(answer, lines, wordings, asked)
        if not whole and at + 1 < len(found) and found[at + 1].name in _SIGNING and begun == len(lines):
            begun -= _stands_out(lines)
        if begun == len(lines) - 1 and answer.name in wordings.long and at + 1 == len(found):
            begun += _heads(lines[begun], wordings)  # a heading, and nothing below it
        if begun == len(lines):
            made.append(answer)
            continue
        gone = {id(line) for line in lines[begun:]}
        made.append(
            replace(answer, cells=[[one for one in cell if id(one) not in gone] for cell in answer.cells])
        )
        stated = [line for line in lines[begun:] if refuses_consent(line) or _agreed(line)]
        if len(stated) == 1 and not consented:
            made.append(Answer(Asked(("consent",), _STATED, False, words=""), answer.section, [stated]))
    return made


def _stands_out(lines: Sequence[Line]) -> bool:
    """Whether the last line, alone of all, is bold and a word or two, as headings are."""
    *above, last = lines or [Line()]
    short = 0 < len(last.text.split()) <= _LONGEST_HEADING and _TITLED.fullmatch(last.text.strip())
    return bool(above and short) and last.all_marked(Mark.BOLD) and not any(map(_has_bold, above))


def _has_bold(line: Line) -> bool:
    return any(Mark.BOLD in run.mark for run in line.runs)


def _ends(answer: Answer, lines: Sequence[Line], wordings: Wordings, asked: bool) -> int:
    """How many of the lines of an answer are the member's; a short answer always has its first."""
    long = answer.name in wordings.long
    begun = _begins(lines, wordings, asked)
    return min(begun if long or not lines else max(begun, 1), _headed(lines, long, wordings))


def _begins(lines: Sequence[Line], wordings: Wordings, asked: bool) -> int:
    """Where the branch's own words begin in the lines of an answer; their number if they do not. `asked`: the
    form asks for the consent elsewhere, so that a statement of it here is the member's telling."""
    begun = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        opens = _opens(lines, at, wordings) and not (asked and _states(lines[at]))
        if _typed(lines[at]) or not (opens or OF_ME.search(lines[at].text) is None):
            break
        if opens:
            begun = at
    while 0 < begun < len(lines) and _heads(lines[begun - 1], wordings):
        begun -= 1
    return begun


def _headed(lines: Sequence[Line], long: bool, wordings: Wordings) -> int:
    """Where a heading of the next part stands in the lines of an answer, below its first: anywhere in what is
    short; at the end of what is long, if it is one of consent, of the office's or of other people's."""
    for at, line in enumerate(lines):
        if at and _heads(line, wordings):
            section = wordings.section(line.text)
            if not long or (at == len(lines) - 1 and section is not None and section.name in _OF_OTHERS):
                return at
    return len(lines)


def _opens(lines: Sequence[Line], at: int, wordings: Wordings) -> bool:
    """Whether a line only a form has, and says nothing that a member would."""
    line, text = lines[at], lines[at].text.strip()
    if len(text) > _LONGEST_LINE:
        return tells_of_privacy(line)
    if is_for_something_else(text) and _AGREES.match(text):
        return True
    if boxed([line]):
        return False
    if tells_of_privacy(line) or _states(line) or _DECLARED.match(text):
        return True
    if OF_ME.search(text) is not None:
        return False
    if _OPENINGS.match(text) or _ANYWHERE.search(text) or is_offices(wordings.section(text)):
        return True
    if _PRIVATE.search(text) and _OF_US.search(text):
        return True
    below = lines[at:]
    name = re.split(r"\s+[-–]\s+", text)[0]  # and its motto
    named = len(text.split()) <= _LONGEST_NAME and _BODY.search(name) and _TITLED.fullmatch(name)
    return at > 0 and bool(named) and (len(below) == 1 or any(_PLACED.search(one.text) for one in below))


def _states(line: Line) -> bool:
    """Whether a whole line states what the member agrees to, or not, or knows of the data. One that says more
    behind a colon is somebody's telling, or a question with its answer."""
    if _SAYS_MORE.search(line.text):
        return False
    return states_consent(line) or refuses_consent(line) or affirms_consent(line)


def _heads(line: Line, wordings: Wordings) -> bool:
    """Whether a short line is a heading known word for word, or names another person and nothing else."""
    text = line.text.strip()
    if (
        len(text.split()) > _LONGEST_HEADING
        or _typed(line)
        or not text[:1].isupper()
        or re.search(r"[\d,;]", text)
    ):
        return False
    return (
        wordings.section(text) is not None
        or wordings.exact(text) is not None
        or _PERSON.fullmatch(text) is not None
    )


def _agreed(line: Line) -> bool:
    """Whether the words that agree were filled in: "I [agree] that the branch keeps this"."""
    look = any(run.mark & (Mark.UNDERLINED | Mark.FILLED) and run.text.strip() for run in line.runs)
    return affirms_consent(line) and (look or _WRITTEN.search(line.text) is not None)


def _typed(line: Line) -> bool:
    """Whether a whole line was typed into a field of the form."""
    return line.all_marked(Mark.FILLED)
