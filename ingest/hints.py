"""What a form says to its reader: hints, guidance, biddings. None of it is anybody's answer."""

from __future__ import annotations

import re

from ingest.page import Line, Mark

_FEWEST_GUIDING = 5  # words
_TO_YOU = re.compile(
    r"\b(?:you|your|yours)\b|^\W*(?:please|tick|set out|to be (?:completed|filled)|"
    r"this (?:form|section|part|box)|do not|if possible|"
    r"use (?:an?|the|this|block|black|additional|separate|extra|another|more|as)|"
    r"(?:give|include|attach|describe|state|write|list|return|hand) "
    r"(?:in|it|this|the|an?|any|all|each|as|on|what|which|who|when|where|how|if|whether|us|down|here|below|"
    r"your|my|full|brief|further|copies|letters|documents|details|dates?|names?|times?|briefly|clearly)|"
    r"continue (?:on|over|in|by|below|if))\b",
    re.IGNORECASE,
)
OF_ME = re.compile(
    r"\b(?:I|I.m|I.ve|I.d|im|ive|me|my|mine|myself|he|she|they|his|her|him|them)\b", re.IGNORECASE
)
TOLD = re.compile(
    r":\s*\S|[\"“”]|\b(?:said|says|told|asked|wrote)\b", re.IGNORECASE
)  # somebody's words in a story
_BIDS = re.compile(
    r"\W*(?:please )?(?:"
    r"(?:tell us|let us know|describe|explain|set out|outline|summari[sz]e|state|write(?: down)?)\b"
    r"(?=.*\byou(?:r|rs|rself)?\b)|in your own words\b|use th(?:is|e) (?:space|box)\b)",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(
    r"\((?:e\.?\s?g\b|i\.e\b|for (?:example|instance)|such as|like|including)[^()]*\)", re.IGNORECASE
)
_ELSEWHERE = re.compile(  # "What the date in line 14 is": another question by its number
    r"\s*[(,]?\s*\b(?:in|at|under|from|of|to|see) "
    r"(?:line|question|q|box|row|item|field|number|no\.?|part|section) ?\d{1,2}[a-z]?\b\)?",
    re.IGNORECASE,
)
_ONE_BY_ONE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])|\s+[-\N{EN DASH}\N{EM DASH}]\s+|;\s+")
_WITH_DATES = re.compile(
    r",?\s+(?:with|including|giving|stating|noting|(?:and )?(?:please )?include)\s+"
    r"(?:(?:all|any|the|full|relevant|exact|key|main|important|as many)\s+)*"
    r"(?:dates?|times?|names?|places?|witnesses|locations?)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_BESIDES = re.compile(
    r"(?:please )?(?:do not |don.?t )?(?:attach|enclose|include|continue|go on|use|keep|add|give|"
    r"list|write|tick|put|say|note|"
    r"refer|be (?:as )?(?:brief|specific|clear|short)|in a (?:word|line|sentence))\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:privacy|personal (?:data|information|details)|"
    r"your (?:personal )?(?:information|data|details|name)|gdpr|data protection|data controller|this form)\b",
    re.IGNORECASE,
)
_KEEPING = re.compile(
    r"\b(?:we|us|our|the (?:union|branch|association)|is|be|are)\b.{0,60}"
    r"\b(?:keep|kept|hold|held|store[ds]?|us(?:e|es|ed)|shared?|process(?:ed|es)?|delete[ds]?|destroy(?:ed)?)\b",
    re.IGNORECASE,
)
_FEWEST_OF_PRIVACY = 10  # words
_LONGEST_BIDDING = 250  # letters
_HINT = re.compile(
    r"\W*(?:please|e\.?\s?g\b|i\.e\b|for example|such as|if (?:you|known|any|applicable|different|so|yes)|"
    r"include|including|continue|tick|delete|use (?:an?|another|extra)|as (?:it|on|shown|held)|"
    r"you can|optional|required|dd.?mm|and best)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]][\s:.*]*")
_GIVEN = re.compile(r"\d{3}|@")
_BOXES = re.compile(r"[☐☑☒✓✔✗□■]|[\[(]\s*[xX✓]?\s*[\])]|(?<!\w)[xX](?!\w)")
FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|us|our|he|she|they|his|her|their|said|told)\b")
"""Words of a story, not of a form."""


def hints(text: str) -> bool:
    """Whether words begin as a hint does ("for example", "if known")."""
    return _HINT.fullmatch(text) is not None


def is_hint(line: Line) -> bool:
    """Whether a line only explains the question above it, or is empty."""
    text = line.text.strip()
    if not text:
        return True
    if any(Mark.FILLED in run.mark and Mark.FAINT not in run.mark for run in line.runs if run.text.strip()):
        return False
    return is_bracketed(text) or (bool(_HINT.fullmatch(text)) and len(text) < 160)


def is_bracketed(text: str) -> bool:
    """Whether words, and no number or address, stand all in brackets."""
    worded = re.search(r"[a-z]{2}", text, re.IGNORECASE) and len(text) > 4
    return bool(worded and _BRACKETED.fullmatch(text) and not _GIVEN.search(text))


def guides(line: Line) -> bool:
    """Whether a line is the form's own guidance: whole words to "you", and none of the writer's own."""
    text = line.text.strip()
    if len(text.split()) < _FEWEST_GUIDING or any(Mark.FILLED in run.mark for run in line.runs):
        return False
    return bool(_TO_YOU.search(text)) and not OF_ME.search(text) and not TOLD.search(text)


def essence(question: str) -> str:
    """A question without its examples in brackets, the numbers of other questions, and what it bids besides
    ("Attach letters", ", with dates and names").
    """
    bare = _ONE_BY_ONE.split(_ELSEWHERE.sub(" ", _EXAMPLES.sub(" ", question)))
    asking = [bare[0], *(part for part in bare[1:] if not _BESIDES.match(part))]
    return " ".join(" ".join(_WITH_DATES.sub("", part) or part for part in asking).split())


def is_impersonal(line: Line) -> bool:
    """Whether nobody speaks of himself or of others in a line, as those who fill in a form do."""
    return OF_ME.search(line.text) is None


def slants(line: Line) -> bool:
    """Whether a line is all in italics, or all grey, and nothing a field of the form was filled with."""
    filled = any(Mark.FILLED in run.mark for run in line.runs if run.text.strip())
    return not filled and (line.all_marked(Mark.ITALIC) or line.all_marked(Mark.FAINT))


def bids(line: Line) -> bool:
    """Whether a line bids the reader to write ("Tell us in your own words ..."), as only a form does."""
    return _BIDS.match(line.text) is not None and not line.wrapped and len(line.text) < _LONGEST_BIDDING


def tells_of_privacy(line: Line) -> bool:
    """Whether a line is the form's paragraph on what becomes of the data: nobody's answer ends in it."""
    text = line.text
    told = _PRIVATE.search(text) is not None and _KEEPING.search(text) is not None
    return told and len(text.split()) >= _FEWEST_OF_PRIVACY and OF_ME.search(text) is None


def without_boxes(text: str) -> str:
    """The words of a line with its tick boxes taken out."""
    return _BOXES.sub(" ", text).strip()
