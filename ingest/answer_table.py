"""How people say no to what they were asked, and what is neither yes nor no. Only tables."""

from __future__ import annotations

import re

_YES = (
    r"(?:i )?accept(?:ed)?|yes|yep|yeah|yup|aye|"
    r"(?:sure|of course|absolutely|definitely|certainly)(?! not| no chance)|"
    r"with pleasure|gladly|count me in|(?:(?:it|that)'?s )?a (?:big |definite )?yes|"
    r"(?:happy|glad|pleased|willing) to|i can(?!'?t|not| not)|i will(?! not| pass)|"
    r"i'?ll (?:take|do)"
)
"""What may say yes, wherever it stands: with one of these a no is not plain."""
_NO = (
    r"(?:i )?(?<!he )(?<!they )(?<!member )(?<!manager )(?<!employer )(?<!has )(?<!was )(?<!were )"
    r"decline[ds]?|declining|nope|sorry|afraid|unfortunately|"
    r"no(?! (?:problem|worries|trouble|bother|more than|idea|doubt|news|decision|rush|hurry|need|drama|fuss|"
    r"hard feelings|reason|objections?|longer (?:away|off|on (?:leave|holiday)|paused)|"
    r"(?:known )?conflicts?|connections?|links?|clash))|"
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


YES = _any(rf"\b(?:{_YES})\b")
NO = _any(rf"\b(?:{_NO})\b")
HEDGE = _any(rf"\b(?:{_HEDGE})\b", r"\?")
ASK = _any(r"^\W*question")

GREETING = _any(
    r"^(?:hi|hiya|hey|hello|dear|good (?:morning|afternoon|evening)|helo|shwmae|annwyl|bore da|"
    r"p(?:ry)?nawn da|dia dh?uit|a chara|haigh|madainn mhath|feasgar math)\b[^.,!?]{0,40}[,.!]?$"
)

_THEM = r"(?! (?:to |with |for |through )?(?:her|him|them|the (?:member|papers|file|case|letters?)|their)\b)"
"""What they do for the member is no delay: "I'll talk to her tomorrow"."""
NO_CONFLICT = _any(
    r"\bi (?:do not|don't) (?:think (?:that )?i )?"
    r"(?:work (?:there|in|with|for)|know (?:any|some|her|him|them|the member))",
    r"\bno (?:known )?(?:conflicts?|connections?|links?)\b",
    r"\bnot (?:in (?:that|this|the|their)|related|connected)\b",
)
"""A no that may be to the conflicts that the offer speaks of, and none to the case."""

DOUBLE = _any(
    r"\b(?:can ?not|can'?t|couldn'?t|won'?t|will not|wouldn'?t|would not|(?:would|could|will) never|"
    r"(?:i'?m|i am) not|how (?:can|could) i) "
    r"(?:possibly |really )?(?:say(?:ing)? no|refus(?:e|ing)|declin(?:e|ing)|resist|"
    r"turn (?:\w+ ){1,2}down)\b",
    r"\b(?:can ?not|can'?t) wait\b|\bnot (?:a )?no\b",
    r"\b(?:won'?t|will not) (?:be (?:away|off|on (?:leave|holiday))|say)\b",
)
"""A no that says no to a no, or to having been asked about something else: it is asked about."""

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
