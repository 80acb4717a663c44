"""How people say yes and no to what they were asked, and what speaks against it. Only tables.

A yes gives somebody a case, and a member's name with it, so it has to be one to the very thing that was
asked: "I will think about it", "I can take two at most", "absolutely not" and "yes, as second" are none.
"""

from __future__ import annotations

import re

_WHOLE = (
    r"(?:i )?accept(?:ed)?|yes|yep|yeah|yup|aye|(?:sure|of course|absolutely|definitely|certainly)(?! not)|"
    r"with pleasure|gladly|count me in|(?:(?:it|that)'?s )?a (?:big |definite )?yes"
)
"""Says yes by itself; what follows may only not speak against it."""
_WILLING = (
    r"(?:(?:i would|i'?d|i'?ll) be |i'?m |i am )?(?:very |more than |quite |only too )?"
    r"(?:happy|glad|pleased|willing) to|i can(?!'?t|not| not)|i will|i'?ll|(?:i'?d |i would )?love to"
)
"""Says yes only with what somebody is willing to do."""
_DOING = (
    r"(?:(?:also|certainly|definitely|gladly|happily|of course|absolutely) )*"
    r"(?:take|do|have|accept|lead|help|support|assist|join|pick|step in|act|manage|handle|go|carry|"
    r"be there)\b"
)
_IT = (
    r"(?:(?:it|this|that|so|her|him|them|both|over|up|care|please|with|and|thanks?|"
    r"my (?:best|bit|part|share)|(?:one|a case) more|one more(?: case)?|another(?: one| case)?|"
    r"(?:case )?c-\d+-\d+|(?:the|your|my) (?:case|one|lead|matter|job|work|part|role))\b|[^\w\s]|$)"
)
"""What it may be that they take or do."""

_YES = (
    rf"{_WHOLE}|(?:happy|glad|pleased|willing) to|i can(?!'?t|not| not)|i will(?! not| pass)|"
    r"i'?ll (?:take|do)"
)
_NO = (
    r"(?:i )?decline[ds]?|declining|nope|sorry|afraid|unfortunately|"
    r"no(?! (?:problem|worries|trouble|bother|more than|idea|doubt|news|decision|rush|hurry|need|drama|fuss|"
    r"hard feelings|reason|(?:known )?conflicts?|connections?|links?|clash))|"
    r"(?:can ?not|can'?t)(?! (?:say|tell|decide|promise|remember))|won'?t|unable|"
    r"not (?:this|now|at the|right|able|possible|for me|available)|will not|"
    r"rather not|prefer not|count me out|(?:i'?ll |i will )?pass(?: on| this)?|too busy|too much on|"
    r"(?:absolutely|definitely|of course|certainly) not"
)
_HEDGE = (
    r"but|if|unless|however|provided|depends|maybe|perhaps|might|possibly|not sure|unsure|before i|"
    r"until|instead|delay"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


YES_FIRST = _any(rf"^\W*(?:{_WHOLE})\b", rf"^\W*(?:{_WILLING})(?: {_DOING}|\W*$|\s*[,.!;:–])")
YES = _any(rf"\b(?:{_YES})\b")
NO = _any(rf"\b(?:{_NO})\b")
HEDGE = _any(rf"\b(?:{_HEDGE})\b", r"\?")
ASK = _any(r"^\W*question")

GREETING = _any(
    r"^(?:hi|hiya|hey|hello|dear|good (?:morning|afternoon|evening)|helo|shwmae|annwyl|bore da|"
    r"p(?:ry)?nawn da|dia dh?uit|a chara|haigh|madainn mhath|feasgar math)\b[^.,!?]{0,40}[,.!]?$"
)

_MONTH = r"(?:jan|feb|mar|apr|may\b|june?\b|july?\b|aug|sep|oct|nov|dec)\w*"
_THEN = (
    r"(?:(?:from|after|in|by|not before)(?: the)?(?: (?:start|end|middle) of)? "
    rf"(?:{_MONTH}|next|new year|easter|christmas|summer|spring|autumn|winter|holidays?|exams?|term|marking|"
    rf"\d+(?:st|nd|rd|th)? ?(?:of )?(?:{_MONTH}|$))|"
    r"(?:next|another|some other) (?:month|term|semester|year|time)|when\b|once\b|as soon as|later\b)"
)
_NO_CONFLICT = (
    r"(?:mind|know|met|work|have any|see an|foresee|in (?:that|the)|from (?:that|the)|connected|related)\b"
)
OTHERWISE = _any(
    # no to it, however it begins: but "not a problem", "I don't mind" and what the offer asked ("I don't know
    # anybody there", "I'm not in that department") are none
    rf"\b(?:not|never)\b(?! (?:a |any |at all\b|{_NO_CONFLICT}))|n't\b(?! {_NO_CONFLICT})",
    # to something else: "I can take two", "I'll take a look", "I can do Tuesdays"
    r"\b(?:can|could|will|to|i'?d|i'?ll) (?:(?:only|just|also|still|certainly|gladly) )*"
    rf"(?:take|do|manage|handle|have)(?: on\b)?+(?!\s*{_IT})",
    # to so many, or in one part of it
    r"\bat (?:the )?most\b|\b(?:no|not) more than\b|\bup to\b|\bmax(?:imum)?\b|\blimit(?:ed)?\b",
    r"\bat a time\b|\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|a few|several) cases\b",
    r"\b(?:as|be) (?:the |a )?(?:second|lead|shadow|helper|observer)\b|\b(?:second|lead) only\b",
    r"\bonly(?! (?:just|now|today|saw|seen|got|read|found|too))\b",
    # at another time
    rf"^\W*(?:{_WHOLE}|(?:{_WILLING})(?: {_DOING})?)"
    r"(?: (?:it|this|that|this one|(?:this|the) case|please))?\W+"
    rf"(?:(?:only|just|perhaps|please|happy to|i can|i'?ll|i will|start(?:ing)?|do it|take it) )*{_THEN}",
    r"\b(?:another|some other|next) time\b",
)
"""What speaks against taking words that begin with a yes for a yes to what was asked."""

_THEM = r"(?! (?:to |with |for |through )?(?:her|him|them|the (?:member|papers|file|case|letters?)|their)\b)"
"""What they do for the member is no delay: "I'll talk to her tomorrow"."""
LATER = _any(
    r"\b(?:let me|i(?:'ll| will|'d| would| need to| have to|'ve got to| must| want to)?(?: first| just)?) "
    r"(?:think|check|look|see|ask|talk|speak|sleep|read|consider|discuss|get back|come back|find out|"
    rf"confirm)\b(?! (?:forward|after)){_THEM}",
    r"\bno (?:time|chance) to (?:look|read|think|check)\b|\b(?:think|thinking) (?:about|it over|on it)",
    r"\bcheck(?:ing)? (?:my|with|the) |\bwe(?:'ll| will) see\b|\b(?:reading|looking) (?:it|at)\b",
    rf"\b(?:will|'ll) (?:\w+ )?(?:look|read|reply|answer|respond|decide)\b(?! after){_THEM}",
    r"\b(?:let|letting) you know\b"
    r"(?! how| what (?:she|he|they)| when i(?:'ve| have) (?:rung|met|written|spoken))",
)
"""The answer itself is still to come, whatever is said before it."""

SEEN = _any(
    r"\bi(?:'ve| have)? (?:only |just )*"
    r"(?:got (?:it|this|that|your|the)|seen|saw|read|received|noticed|remember|missed)\b",
    r"\b(?:just|only) (?:seen|saw|read|got)\b|\bbeen (?:away|off|ill|busy)\b",
    r"\bsorry,? (?:i'?m |i am |to be |for being |about being )?(?:so |very |a bit |rather )?(?:late|slow)\b",
)
"""Says only that the mail has come to hand, where nothing else is said."""

ONLY_SORRY = frozenset({"sorry", "afraid", "unfortunately"})
"""A no only where they are not about being late."""
