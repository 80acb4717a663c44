"""The form's own words above an answer, told from a member's first line by what only a form says.

A line of the form's that stays in an answer is a blemish; a line of the member's that goes is a loss that
nobody sees. So a line goes only where it says what forms say and members do not: it names the page ("this
form", "overleaf"), promises what becomes of the data, bids "you" to write, or stands in brackets. Only above
a story may a bare bidding to write go ("Give dates and names."), for no story begins so.
"""

from __future__ import annotations

import re

from ingest.hints import OF_ME, TOLD, is_bracketed, tells_of_privacy
from ingest.labels import strip_numbering
from ingest.page import Line, Mark

_DETAIL = (
    r"(?:(?:the|any|all|as|your|full|further|brief|exact|key|main|relevant|important|specific|other|more|an?|"
    r"short|concise|clear|complete|of|many|much|such|each|every|their|its|supporting|additional)\s+)*"
    r"(?:dates?|times?|names?|details?|places?|locations?|facts?|witnesses|examples?|reasons?|documents?|"
    r"evidence|copies|letters|papers|information|background|account|description|summary|outline|detail)\b"
)
_ASKING = (
    r"(?:what|why|how|when|where|who|which|whether|if|in|your|the|any|all|each|below|here|"
    r"briefly|clearly|as (?:much|fully|briefly))\b"
)
_SHEET = (
    r"(?:(?:an?|the|this|these|another|additional|extra|separate|more|as much|as many|block|black)\s+)+"
    r"(?:sheets?|pages?|paper|space|room|capitals|ink|box(?:es)?|lines?|reverse|back|side|bullets?)\b"
)
_BIDDING: dict[str, str] = {  # how a form bids -> what follows where it is a form that bids
    r"describe|explain|set out|outline|summari[sz]e|tell us|let us know|say": _ASKING,
    r"give(?: us)?|state|list|include|provide|supply|mention|note|specify|indicate|add|enter": _DETAIL,
    r"write|type|answer|reply": r"(?:as|in|on|down|here|below|your|clearly|briefly|legibly|no more)\b",
    r"attach|enclose|send(?: us)?|bring": _DETAIL,
    r"tick|check|mark|circle|ring|select|choose": (
        r"(?:all|any|one|each|every|as|which|yes|no|only|here|below|the (?:relevant|box)|"
        r"boxes? (?:that|which|below))\b"
    ),
    r"keep": r"(?:it|this|to|your answer)\s+(?:short|brief|simple|to|the (?:main )?facts|under)\b",
    r"continue|go on|carry on": r"(?:on|over|overleaf|in|below|if|to an?(?:other)?)\b",
    r"fill|complete": r"(?:in|out|this|the|all|each|both|every|as)\b",
    r"use": _SHEET,
    r"delete|strike|cross": r"(?:as|out|whichever|where|what)\b",
    r"be": r"(?:as )?(?:brief|specific|clear|short|concise|factual)\b",
    r"(?:do not|don.t|never)": (
        r"(?:include|write|give|attach|name|use|fill|send|exceed|leave|type|put|enter|sign|staple)\b"
    ),
}
_BIDS = re.compile(
    r"[\W_]*(?:(?:please|kindly|also|now|then|briefly|clearly)\W+)*(?:"
    + "|".join(rf"(?:{verbs})\s+{rest}" for verbs, rest in _BIDDING.items())
    + r"|as (?:much|little|briefly|fully|clearly|many)\b|bullet points\b|half a page\b|in your own words\b|"
    + r"for example\b|such as\b)",
    re.IGNORECASE,
)
_TO_YOU = re.compile(r"\b(?:you|your|yourself)\b", re.IGNORECASE)
_OF_THE_PAGE = re.compile(
    r"\bthis form\b(?! of)|\boverleaf\b|\bseparate (?:sheet|page|piece)|\bcontinuation (?:sheet|page)|"
    r"\b(?:space|box|boxes|lines?)\s+(?:below|provided|above|overleaf)|"
    r"\b(?:as|where|if|whichever) applicable\b|\b(?:that|which|as) appl(?:y|ies)\W*$|"
    r"\bblock (?:capitals|letters)\b|\bthis (?:section|box|part|space) (?:is|must|should|will|may|if|to)\b|"
    r"\ballow (?:us )?(?:up to )?\w+ (?:working )?days\b|\bto be (?:completed|filled)\b",
    re.IGNORECASE,
)
_OF_THE_BRANCH = re.compile(
    r"\W*(?:if (?:yes|so|no)\b(?=\W+\w)|e\.\s?g\b|i\.e\b|"
    r"(?:where|when|how) (?:can |may |should )?we (?:can |may |should )?\w+ you\b|"
    r"you (?:do not|don.t) (?:have|need) to\b|you need not\b|"
    r"you (?:can|may) (?:also )?(?:write|attach|add|continue|send|use|tell)"
    r" (?:us|in your|more|this|your|on)\b|"
    r"if you\b.*\bwe (?:may|can|will) (?:only|not)\b)",
    re.IGNORECASE | re.DOTALL,
)
_PLACEHOLDER = re.compile(
    r"[\W_]*(?:empty|blank|delete as (?:applicable|appropriate|necessary))[\W_]*", re.IGNORECASE
)
_KEEPING = re.compile(
    r"\b(?:hold|keep|kept|stored?|held|shared?|us(?:e|ed)|treat(?:ed)?|destroy(?:ed)?|deleted?)\b",
    re.IGNORECASE,
)
_WE = re.compile(
    r"\W*(?:we|our|the (?:branch|union|association)|your (?:information|data|details))\b", re.IGNORECASE
)
_FEWEST_PROMISED = 8  # words of a promise about the data
_FEWEST_ON, _MOST_ON = 2, 10  # words with which a question asks on
_FEWEST = 3  # words of a bidding


def is_printed(line: Line) -> bool:
    """Whether a line in an answer's place can only be the form's: it may go where nothing else stands."""
    text = line.text.strip()
    if _may_not_go(line):
        return False
    if is_bracketed(text) or _PLACEHOLDER.fullmatch(text) or tells_of_privacy(line):
        return True
    if OF_ME.search(text) or (TOLD.search(text) and not _OF_THE_PAGE.search(text)):
        return False
    promised = _WE.match(text) and _KEEPING.search(text) and len(text.split()) >= _FEWEST_PROMISED
    to_you = _TO_YOU.search(text) is not None and (promised or _BIDS.match(text) is not None)
    return to_you or _OF_THE_PAGE.search(text) is not None or _OF_THE_BRANCH.match(text) is not None


def bids_to_tell(line: Line) -> bool:
    """Whether a line above a story is the form's, that bids or guides: no story begins so."""
    text = line.text.strip()
    if text.endswith((":", "?")):
        text = strip_numbering(text)  # "1. Outline the facts of the case:"
    told = OF_ME.search(text) or TOLD.search(text) or len(text.split()) < _FEWEST
    return is_printed(line) or (not told and not _may_not_go(line) and _BIDS.match(text) is not None)


def bids_to_say(line: Line) -> bool:
    """Whether the rest of a question's own line only asks on: "Is anything coming up? Say what and when"."""
    text = line.text.strip()
    if not _FEWEST_ON <= len(text.split()) <= _MOST_ON or _may_not_go(line) or re.search(r"[\d@:]", text):
        return False
    told = OF_ME.search(text) or TOLD.search(text)
    return _BIDS.match(text) is not None and not told


def _may_not_go(line: Line) -> bool:
    """Whether a line was typed into a field of the form, or is none."""
    typed = (Mark.FILLED in run.mark and Mark.FAINT not in run.mark for run in line.runs if run.text.strip())
    return not line.text.strip() or any(typed)
