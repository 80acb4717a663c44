"""How the coordinator says whom to ask and whom not: tables only, read by chosen.py and names_chosen.py."""

from __future__ import annotations

import re

THANKED = re.compile(
    r"^(?i:ok(?:ay)?|yes|fine|approved|agreed|yes please)[\s,.!–-]+(?i:thanks|thank you|cheers)[\s,]+"
    r"[^\W\d_a-z]\w*[\s.!]*$"
)
"""With whom she thanks behind it: "ok, thanks Sam"."""
_TAKEN = r"(?:that|this|them|both|these two|those two|the suggestion|(?:this|that) pair)"
_ALSO = (
    rf"(?:\s*[,.!–-]?\s*\b(?:ok(?:ay)?|yes|(?:good|great|perfect|lovely)(?! \w)|fine|go ahead|do it|"
    rf"please do|good (?:pair|choice|idea|match|plan)|"
    rf"ask them(?: both)?|them both|both(?: of them)?|(?:for|by|with|to) me|(?:with|to) {_TAKEN}|"
    rf"that(?:'s| is) (?:fine|good|great)|please|pls|(?:many )?thanks?(?: you)?|cheers|as suggested)\b)*"
)
APPROVAL = re.compile(
    rf"(?:yes please|go ahead|sounds good|that(?:'s| is) (?:fine|good)|ok(?:ay)?|yes|yep|approved?|"
    rf"(?:i )?agreed?|fine|(?:i'm |i am )?happy with {_TAKEN}|as suggested|ask them(?: both)?|"
    rf"both(?: of them)?|them both|those two|these two)\b{_ALSO}",
    re.IGNORECASE,
)
ANOTHER = re.compile(
    r"(?:no[,;.]?\s+)?(?:please\s+)?(?:suggest\s+|show me\s+|find\s+)?"
    r"(?:another(?:\s+(?:one|pair|suggestion|two|idea))?|(?:someone|somebody)\s+else|"
    r"(?:some\s+)?others?|other people|next|not\s+(?:them|these|those|this pair|that pair)(?:\s+two)?|"
    r"(?:a\s+)?different\s+(?:pair|people|two|one)|(?:someone|somebody|people)\s+different|none\s+of\s+(?:them|these|those)|"
    r"neither(?:\s+of\s+(?:them|these|those)|(?=\W*$|\s*[,;.:(–—-])))\b(?!\s+than\b)",
    re.IGNORECASE,
)
ANYBODY_BUT = (
    r"(?:any(?:one|body)|every(?:one|body)|some(?:one|body)(?:\s+else)?|whoever)?\s*"
    r"(?:\bbut(?:\s+not)?|\bexcept(?:\s+for)?|\bother\s+than|\belse\s+than|\bapart\s+from)\b"
)
NOT = (
    r"\b(?:not|never|without|skip|leave\s+out|do\s+not\s+ask|don't\s+ask|rather\s+not|"
    r"preferably\s+not|neither)\b"
)
FORBIDS = re.compile(
    rf"(?:no[,;.]?\s+)?(?:please\s+)?(?:(?:ask\s+)?(?P<all>{ANYBODY_BUT})|(?P<not>{NOT}))\s+(?:ask\s+)?",
    re.IGNORECASE,
)
LEAVES_OUT = re.compile(r"(?:please\s+)?leave\s+(?=.*\bout\b)", re.IGNORECASE)
OUT = re.compile(r"\s+out\b", re.IGNORECASE)
OR_ELSE = re.compile(r"\s*(?:,\s*)?\b(?:or|nor|and\s+not|or\s+not)\s+", re.IGNORECASE)
LISTED = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|&|\band\s+|\bor\s+|\bnor\s+)\s*", re.IGNORECASE)
ASKS = (
    r"(?:(?:please|then|so|just|rather|better|i(?:'d|'ll| would| will)?|we(?:'ll| will| should| could)?|"
    r"let's|let us|like to|prefer to|want to|you can)\s+)*"
    r"(?:ask|choose|take|pick|try|use|approach|assign|prefer|give (?:it|this) to|offer (?:it|this) to|"
    r"go (?:for|with))\b:?\s*"
)
REQUEST = re.compile(
    r"(?:could|can|would|will) (?:you|we)(?: please)? ask\s+(?P<whom>[^?]*)\?\s*$", re.IGNORECASE
)
LEAD_IN = re.compile(
    rf"(?:no[,;.]?\s+)?{ASKS}|please\s+|(?:i think|i suggest|i'd rather(?: have)?|i would rather(?: have)?|"
    r"rather|just|only|my choice(?: is)?:?)\s+(?=\S)",
    re.IGNORECASE,
)
INSTEAD = re.compile(r"no[,;.]?\s+(?=.*\binstead\b)", re.IGNORECASE)
COURTESY = re.compile(r"(?:please|thanks|thank you|hello|hi)\b[\s,.!]*", re.IGNORECASE)
POLITE_END = re.compile(
    r"(?:[\s,.!-]*\b(?:please|pls|thanks|thank you|many thanks|ta|cheers|instead|then|for this one|"
    r"this time|if possible)\b)+[\s.!]*(?:[:;]-?\))?$",
    re.IGNORECASE,
)
_TAIL = (
    r"please|pls|many thanks|thanks|thank you|ta|cheers|instead(?! of)|again|only|alone|"
    r"by (?:him|her|them)sel(?:f|ves)|on (?:his|her|their) own|both(?: of them)?|"
    r"(?:for|on|in) this(?: one| case)?|this time|if possible|"
    r"would be (?:good|great|best|better|ideal|fine|my choice)"
)
POLITE_NEXT = re.compile(rf"(?:[\s,]+(?i:{_TAIL})\b)+(?!\s+[A-Z])")
"""Said right behind names, before a reason: "Ben please, he knows Physics"."""
ROLE_BEFORE = re.compile(r"(?:as\s+)?(?P<role>lead|second)\b\s*[:=]?\s*", re.IGNORECASE)
ROLE_AFTER = re.compile(
    r"\s*[,:(-]?\s*(?:(?:to|as|is|should|will|would|can|could)\s+)?(?:be\s+)?(?:the\s+|in the\s+)?"
    r"(?P<role>lead(?:s|ing)?|seconds?)\b(?:\s+(?:it|this|this one))?\)?",
    re.IGNORECASE,
)
JOINT = re.compile(
    r"\s*(?:(?P<word>,?\s*\b(?:and(?:\s+with)?|with (?:the )?(?:support|help) (?:of|from)|with|plus|"
    r"together with|alongside|(?:supported|helped|assisted) by)\s+)|[;/&+]\s*|,\s*)",
    re.IGNORECASE,
)
SECOND_TO = re.compile(r"\s+(?:to|for)\s+", re.IGNORECASE)
BUT_NOT = re.compile(
    r"[\s,;–—-]*\b(?:(?:but|and)\s+)?(?:not|never|rather than|than|over|instead of|in place of)\s+"
    r"(?:with\s+)?",
    re.I,
)
OR = re.compile(r"[\s,]*\bor\b", re.IGNORECASE)
IF_THEY_CAN = re.compile(
    r"[\s,]*\bif (?:possible|(?:he|she|they|both)(?:'s|'re)?"
    r"(?: (?:is|are|can|has|have|wants?|agrees?|will|free|able|willing|happy|room|time|to|take|it|do))*)"
    r"(?=\s*(?:$|[.,;!–—-]))",
    re.IGNORECASE,
)
SO_ASK = re.compile(
    r"(?:\s*[,.;!–—]+|\s-|\s+so\b)\s*(?:(?:so|then|and)\s+)?"
    r"(?P<rest>(?:please\s+)?(?:(?:someone|somebody|anyone) else\b|"
    r"ask\b|try\b|choose\b|take\b|go (?:for|with)\b).*)",
    re.IGNORECASE,
)
"""What follows from a reason that was said first: "Ana is away, ask Ben"."""
END = re.compile(r"[\s,;:–—-]")
BUT = re.compile(r"\b(?:but|not|except|instead|only)\b", re.IGNORECASE)
LIKE_A_NAME = re.compile(r"\S+|(?:[^\W\d_a-z][\w'.-]*\s*){1,3}[.!]?")
"""One word, or up to three with capitals: hardly a reason, and perhaps somebody whom the tab has not."""
