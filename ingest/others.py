"""Words that say whose telephone or address is meant: the member's, or somebody else's.

"Next of kin: phone", "My rep's number is", "You can contact my sister on" mean another's; "A number your rep
may call you on" and "E-mail (not one your manager can read)" mean the member's.
"""

from __future__ import annotations

import re

_ROLE = (
    r"(?:rep(?:resentative)?|steward|manager|management|supervisor|boss|foreman|hr|human resources|"
    r"colleague|co-?worker|companion|solicitor|lawyer|witness(?:es)?|caseworker|advis[eo]r|advocate|"
    r"interpreter|translator|signer|relative|family member|"
    r"(?:step-?)?(?:sister|brother|mother|father|son|daughter)(?:-in-law)?|mum|mom|mam|dad|wife|husband|"
    r"partner|spouse|parent|friend|flatmate|neighbour|carer|guardian|gp|doctor|nurse|consultant|"
    r"head ?teacher|principal|(?:team|group|shift) leader|line lead|head of (?:\w+ ){0,2}\w+|"
    r"secretary|organi[sz]er|chair(?:man|woman|person)?|complainant|accused|respondent|landlord|employer|"
    r"(?:union|branch|regional|hearing|investigating|commissioning) offic(?:er|ial))(?:s\b)?"
)
_SOMEBODY = (
    r"(?:next of kin|emergency|who is (?:supporting|helping|representing|with) you|"
    r"is (?:any|some)(?:one|body)|(?:some|any)(?:one|body)(?: else)?|who else|"
    r"(?:an)?other (?:person|contact)|"
    r"(?:second|alternative|additional|other|back-?up) (?:person|contact)|nominated (?:person|contact)|"
    r"person (?:to|who|we|that|you|supporting|helping|acting|dealing|named|who.s)|"
    r"if (?:we|you|i) (?:can ?not|can.t|could not|are not|am not|aren.t)|supporter|support worker)"
)
_REACH = r"(?:reach|ring|call|phone|telephone|contact|text|e-?mail|write to|get (?:hold of|in touch with))"
_AUX = r"(?:can|may|could|should|will|might|would|must)"
_NOT_THEIRS = (
    re.compile(  # "one your manager cannot read", "for your rep to ring you on", "may a rep call you"
        rf"\b{_ROLE}\s+(?:can ?not|can.t|could not|won.t|will not|do(?:es)?(?: not|n.t)|has no|never|"
        rf"(?:{_AUX}|to)\s+(?!be\b)|use\b).*|"
        rf"\b{_AUX}\s+(?:an?|the|your|our)?\s*{_ROLE}\s+(?:\w+\s+)?{_REACH}\b.*|"
        r"[(,]?\s*\b(?:not|non|never|don.t|other than|except|rather than|without|instead of)\b[^,;)]*[,;)]?",
        re.IGNORECASE,
    )
)
_NAMES_ANOTHER = re.compile(rf"\b(?:{_ROLE}|{_SOMEBODY})\b", re.IGNORECASE)
_NAMES_SOMEBODY = re.compile(rf"\b{_SOMEBODY}\b", re.IGNORECASE)
_POSSESSED = re.compile(rf"\b{_ROLE}\s?'s?(?!\w)", re.IGNORECASE)
_THE_MEMBERS = re.compile(
    rf"\b{_REACH} (?:you|me)\b|"
    r"\b(?:your|my|member'?s?)\s+(?:(?:own|personal|private|home|best|preferred|mobile|contact)\s+)*"
    r"(?:e-?mail|phone|tel(?:ephone)?|mobile|number|address|contact)\b",
    re.IGNORECASE,
)
_OF_A_PLACE = re.compile(
    r"\b(?:employer|company|school|college|hospital|firm|branch|union|site|depot|station|shop|store|"
    r"switchboard)(?:['’]?s)?\s+(?:(?:contact|main|general)\s+)*(?:tel(?:ephone)?|phone|number)\b",
    re.IGNORECASE,
)
_LONGEST = 600  # letters that are looked at
_SENT_TO = re.compile(
    r"\W*(?:please )?(?:send|return|submit|forward|hand|post)\b(?!.*\b(?:you|me)\b)", re.IGNORECASE
)


def of_another(words: str) -> bool:
    """Whether the words of a question for a telephone or an address say that it is somebody else's."""
    text = " ".join(words[:_LONGEST].replace("’", "'").split())
    bare = _NOT_THEIRS.sub(" ", text)
    if _POSSESSED.search(bare):
        return True
    if _NAMES_SOMEBODY.search(text):
        return True
    return _NAMES_ANOTHER.search(bare) is not None and not _THE_MEMBERS.search(bare)


def names_somebody(words: str) -> bool:
    """Whether words mean a person without saying who: "somebody we can ring", "who is supporting you"."""
    return _NAMES_SOMEBODY.search(words) is not None


def of_the_branch_or_employer(words: str) -> bool:
    """Whether a question's words name the telephone of a place, or where to send the form."""
    return _OF_A_PLACE.search(words) is not None or _SENT_TO.match(words) is not None
