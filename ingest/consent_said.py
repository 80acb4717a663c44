"""What asks for consent, and holds the answer: a word behind the statement, or one of two struck out."""

from __future__ import annotations

import re

from ingest.consent_between import chosen_between
from ingest.page import Line, cut

# A statement of consent with the word that was asked for behind it.
_AGREED = re.compile(
    r"(?:[:?]|\((?:please )?(?:write|enter|type|say) [^()]{2,20}\)[:?]?)[\s_.]*"
    r"(?:\(?y(?:es)?\s*/\s*no?\)?[\s_.:]+|\([^()]{2,30}\)[\s_.:]+)?"
    r"(?P<said>yes|no|y|n|ydw|nac ydw|agreed?|accept(?:ed)?|i (?:do(?: not)? )?(?:agree|consent|accept))"
    r"[\s_.!]*\Z",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(  # both printed behind the statement, to be struck out or marked
    r"\s(?:\([^()]{0,40}\)\s*)?\(?(?P<said>y(?:es)?\s*(?:/|\bor\b)\s*no?)\b\W*"
    r"(?:\([^()]{0,40}\)\W*)?\Z",
    re.IGNORECASE,
)
_ASKS_CONSENT = re.compile(
    r"\b(?:I|we|you)\b.*\b(?:agree|consent|permission|permit|authori[sz]e|allow|accept)\b.*"
    r"\b(?:information|data|details|records?|form|hold|held|keep|kept|stor(?:e|ed|ing)|process(?:ed|ing)?|share)\b|"
    r"\b(?:data|information|records?|details)\b.*\bI (?:agree|consent|accept)\b|"
    r"\bI (?:understand|acknowledge|know|am aware) (?:that )?(?:my|the|this|what)\b.*"
    r"\b(?:information|data|details|name|form|write|written|told)\b.*"
    r"\b(?:held|kept|stored|recorded|processed|saved|shared|passed)\b|"
    r"\b(?:all right|alright|ok(?:ay)?|happy|fine|content) (?:if|for|with|that)\b.*"
    r"\b(?:keep|hold|stor|retain|use|using|process)\w*\b|"
    r"\bI (?:agree|consent) (?:to|with) (?:the|your|our) (?:\w+ ){0,2}(?:privacy|data) (?:\w+ )?"
    r"(?:notice|policy|statement)\b|"
    r"\bok(?:ay)? (?:for us|if we|that we) (?:to )?(?:keep|hold|store|record|use)\b|"
    r"\bthe (?:branch|union) (?:may|can) (?:keep|hold|store|use|share|process|record|retain)\b|"
    r"\b(?:may|can|could) (?:we|the (?:branch|union)) (?:keep|hold|store|record|use|share)\b|"
    r"\bwe (?:will |may )?(?:keep|hold|store)\b.*\b(?:ok(?:ay)?|all right|agreed|agree)\s*\?|"
    r"^\W*(?:\d+\W+)?(?:permission|consent|agreement) (?:given|granted|to)\b",
    re.IGNORECASE | re.DOTALL,
)


_STATES = re.compile(
    r"(?:the (?:branch|union) may|you may|I (?:do )?(?:hereby )?"
    r"(?:agree|consent|give (?:my )?(?:consent|permission)|authori[sz]e))\b",
    re.IGNORECASE,
)
_LONGEST_STATED = 60  # words
_LONGEST_LINE = 600  # letters


_A_BOX = r"(?:[☐☑☒✅✓✔✗□■○◯◉●]|\[\s*[xX✓]?\s*\])"
_YES_NO_FIRST = re.compile(
    rf"\s*{_A_BOX}\s*(?P<one>yes|no)\W{{0,3}}\s+{_A_BOX}\s*(?!(?P=one))(?:yes|no)\b[\s:;,.–-]*(?P<behind>\w.*)",
    re.IGNORECASE,
)
_FEWEST_STATED = 4  # words


def stated_from(line: Line) -> int:
    """Where a statement begins behind a yes and a no with a box each ("[x] Yes [ ] No  I can come by bus"); 0
    if the line is none such."""
    found = _YES_NO_FIRST.match(line.text)
    stated = "" if found is None else found["behind"]
    if found is None or len(stated.split()) < _FEWEST_STATED or re.search(_A_BOX, stated):
        return 0
    return found.start("behind")


def asks_consent(text: str) -> bool:
    """Whether words ask to agree to something being done with what is told."""
    return _ASKS_CONSENT.search(text) is not None


_OFFERS = re.compile(
    r"\s*I (?:do ?/ ?do not|do or do not|agree ?/ ?do not agree|consent ?/ ?do not consent)\b", re.IGNORECASE
)


def offers_consent(line: Line) -> bool:
    """Whether a line prints both that the member agrees and that they do not, to be struck out."""
    return _OFFERS.match(line.text) is not None and asks_consent(line.text)


def states_consent(line: Line) -> bool:
    """Whether a whole line is the form's statement that the member agrees, to be signed below."""
    text = line.text.strip()
    return _STATES.match(text) is not None and len(text.split()) <= _LONGEST_STATED and asks_consent(text)


_I = r"\W*I\W+(?:hereby\W+)?"
_TO_AGREE = r"(?:agree|consent|give|authori[sz]e|allow|accept|permit|happy|content|willing)\b"
_REFUSAL = re.compile(
    rf"{_I}(?:do not|don.t|will not|won.t|cannot|can.t|am not|never|do\W+not)\W+(?:\w+\W+)?{_TO_AGREE}|"
    rf"{_I}(?:refuse|withhold|withdraw)\b",
    re.IGNORECASE,
)
_AGREEMENT = re.compile(rf"{_I}(?:(?:do|am|will)\W+)?{_TO_AGREE}", re.IGNORECASE)
_KNOWLEDGE = re.compile(
    r"\W*I (?:understand|acknowledge|am aware|know)\b.*\b(?:branch|union|association|data|information)\b.*"
    r"\b(?:keep|hold|store|share|use|process|pass|kept|held|stored|shared|used|processed|passed)\b",
    re.IGNORECASE,
)
_GAPS = re.compile(r"[_:]+")
_OFFERED = re.compile(r"[/?☐☑☒\[\]]")


def refuses_consent(line: Line) -> bool:
    """Whether a whole line says that the member does not agree: no form prints that alone."""
    return _REFUSAL.match(_bare(line)) is not None and _is_stated(line)


def affirms_consent(line: Line) -> bool:
    """Whether a whole line says that the member agrees, or knows what becomes of the data; whether they chose
    its words or the form printed them nobody can tell from these alone."""
    text = _bare(line)
    return _KNOWLEDGE.match(text) is not None or (_AGREEMENT.match(text) is not None and _is_stated(line))


def _is_stated(line: Line) -> bool:
    text = _bare(line)
    whole = _OFFERED.search(text) is None and len(text.split()) <= _LONGEST_STATED
    return whole and not offers_consent(line) and asks_consent(text)


def _bare(line: Line) -> str:
    """A statement without the gaps that its words were written in."""
    return " ".join(_GAPS.sub(" ", line.text).split()) if len(line.text) <= _LONGEST_LINE else ""


def consent_said(line: Line) -> int:
    """Where the answer begins in a statement of consent that holds it: a word behind the statement, or "yes"
    and "no", or "do" and "do not" inside it, of which one was marked or struck out; 0 if there is none.
    """
    text = line.text
    between = chosen_between(line)
    if between is not None and asks_consent(text):
        return between[0]
    agreed = _AGREED.search(text)
    if agreed is not None and _ASKS_CONSENT.search(text, 0, agreed.start() + 1):
        return agreed.start("said")
    offered = _YES_OR_NO.search(text)
    if offered is None or not _ASKS_CONSENT.search(text, 0, offered.start()):
        return 0
    start = offered.start("said")
    looks = {run.mark for run in cut(line, start).runs if run.text.strip()}
    return start if len(looks) > 1 else 0
