"""How people say yes to what they were asked, and what may stand beside it. Only tables.

A yes gives somebody a case, and a member's name with it, so it has to be one to the very thing that was
asked: "I will think about it", "I can take two at most", "yes, I work there" and "yes, as second" are none.
Nobody can list all that speaks against a yes; so what may stand behind one is listed, and
all else is asked about.
"""

from __future__ import annotations

import re

from ingest.word_table import NAMED, PLEASANT

_THEM = r"(?:her|him|them|the member)"
_CASE = (
    r"(?:(?:this|that|the|your|her|his|their) (?:case|one|offer|matter)|one more(?: case)?|a case more|"
    rf"another(?: one| case)?|(?:the |this )?(?:case )?c-\d+-\d+|it|this|that|both|{_THEM})\b"
)
"""What it may be that they take."""
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow)"
_WHEN = (
    rf"(?: (?:(?:on |this |later )?{_DAY}|(?:right |just )?now|at the moment|at present|straight away|"
    r"at once|soon|first thing|(?:later )?this (?:week|month|term|morning|afternoon|evening)|next week))?"
)
_NOW = rf"(?:by (?:all means|me)|from (?:now|me|{_DAY})|now|today|this (?:week|month|term|time))"

_WHOLE = (
    rf"(?:i )?accept(?:ed)?(?: {_CASE})?|(?:yes|yep|yeah|yup|aye)(?: (?:to )?{_CASE})?|"
    r"with (?:great )?pleasure|gladly|count me in|(?:(?:it|that)'?s )?a (?:big |definite )?yes(?: from me)?|"
    r"(?:oh )?go on then|(?:(?:that|it)(?:'s| is) )?(?:fine|ok|okay|good) (?:by|with) me|"
    rf"i(?:'m| am) in|put me down(?: for {_CASE})?|can do|sure thing|"
    r"(?:sure|of course|absolutely|definitely|certainly)"
    r"(?=\W*$|\s*[,.;:!–—]|\s+(?:i|i'?ll|i'?d|yes|please|thanks?|no problem|happy|glad|can)\b)"
)
"""Says yes by itself."""
_WILLING = (
    r"(?:(?:(?:i would|i'?d|i'?ll) be |i'?m |i am )?(?:very |more than |quite |only too |absolutely )?"
    r"(?:happy|glad|pleased|willing|delighted) to|(?:i )?can|i will|i'?ll|(?:i'?d |i would )?love to)"
)
_DOING = (
    r"(?:(?:(?:also|certainly|definitely|gladly|happily|of course|absolutely) )*(?:"
    rf"(?:take|do|have|accept|lead|manage|handle|support|assist|pick|carry|join)(?: (?:on|over|up))? {_CASE}"
    r"(?: (?:on|over|up))?|"
    rf"(?:look after|see to|deal with|take care of|act for|be there for|help(?: out)?(?: with)?) {_CASE}|"
    r"take over(?: from (?-i:[A-Z])[\w-]{1,30})?|help(?: out)?|accept|assist|lead|step in|go ahead|be there|"
    r"manage|do (?:so|my (?:best|bit|part|share))|be (?:her|his|their) (?:rep|caseworker)))\b"
)
"""Says yes only with what somebody is willing to do, and that only where it is the case itself."""
_OFFERING = rf"{_WILLING} {_DOING}"
_BARELY = (
    rf"(?!i'?ll\b|can\b){_WILLING}(?=\W*$|\s*[,.!;:–—]|\s+(?:please|thanks?|cheers|and|yes|no problem)\b)"
)
"""The same without it: "happy to"."""

_I_WILL = r"(?:(?:i'?ll|i will|i shall|i can|will) (?:also |then )?)"
_PLACE = (
    r"(?:there|in it|(?:in|from) (?:that|this|the|their|her|his) "
    r"(?:department|school|faculty|unit|team|office|section|place|building))"
)
_TAILS = (
    rf"(?:{PLEASANT}){NAMED}",
    _WHOLE,
    _OFFERING,
    _BARELY,
    r"i (?:can|will|would)",
    rf"{_NOW}|for (?:her|him|them|you|it|this)|indeed",
    # what was read, where a yes follows it: alone it only says that the mail has come to hand
    rf"i(?:'ve| have) (?:now )?(?:seen|read) (?:it|this|that)(?:,? and|[,.])? {_OFFERING}",
    # what they will do for the member
    rf"{_I_WILL}(?:ring|call|phone|text|e-?mail|write to|contact|meet|see|(?:talk|speak) (?:to|with)|"
    rf"(?:get|be) in touch with) {_THEM}{_WHEN}",
    rf"{_I_WILL}ask {_THEM} for (?:the|her|his|their) (?:papers|file|letters?|documents)",
    rf"{_I_WILL}(?:read|look at|go through) (?:the|her|his|their) (?:papers|file|letters?|documents){_WHEN}",
    rf"{_I_WILL}(?:look after|see to|deal with) {_CASE}",
    rf"{_I_WILL}let you know (?:how (?:it|this|that|things) go(?:es)?|what (?:she|he|they) says?|"
    rf"when i(?:'ve| have) (?:rung|met|seen|written to|spoken (?:to|with)) {_THEM})",
    r"i (?:will not|won't) let (?:her|him|them|you) down",
    # what the offer asks of conflicts
    r"(?:(?:i have|i've(?: got)?|i see|there(?:'s| is| are)) )?no (?:known )?"
    r"(?:(?:conflicts?|clash)(?: of interests?)?|connections?|links?)"
    rf"(?: (?:{_PLACE}|that i know of|at all|here|for me|on my side))?",
    r"(?:i (?:don't|do not) think )(?:there(?:'s| is)|i have) (?:a|any) conflict(?: of interests?)?",
    r"i (?:don't|do not)(?: think i)? (?:know|work with) "
    rf"(?:any(?:one|body)(?: {_PLACE})?|{_THEM}(?: at all)?)",
    rf"i (?:don't|do not)(?: think i)? work {_PLACE}|i (?:don't|do not) have (?:a|any) conflicts?"
    r"(?: of interests?)?",
    rf"i (?:didn't know|don't know|haven't met|have never met|never met) {_THEM}(?: before)?",
    rf"i(?:'m| am) not {_PLACE}|i(?:'m| am) not (?:connected|related) (?:to|with) {_THEM}",
    # that they have the time
    r"i(?:'ve| have)(?: got)? (?:the |some |plenty of |enough )?(?:time|room|space|capacity)"
    rf"(?: for (?:it|this))?{_WHEN}",
    rf"i (?:haven't|have not) got (?:anything|much|a lot) on{_WHEN}",
    rf"i(?:'m| am) not (?:too |very |so |that )?busy{_WHEN}|i(?:'m| am) free{_WHEN}",
    rf"i(?:'ll| will) be in(?: the office)?{_WHEN}(?: only)?",
    rf"(?:next week|{_DAY}|that|this|it|the date|that date)(?:(?:'s| is|"
    r" works)(?: (?:all|just|absolutely|quite))? (?:fine|good|ok|okay|great|perfect|all right)|"
    r" works| suits)"
    r"(?: (?:by|with|for) me)?",
    r"(?:fine|all fine|all good)",
    # behind a yes that they see to it; alone it may be that they see what they can do
    r"leave (?:it|this|this one) with me",
    # that they like to
    r"(?:i would|i'?d) (?:really |very much )?like to (?:help|(?:do|take|learn)(?: (?:this|it)(?: on)?)?)",
    r"(?:(?:it|that|this)(?:'s| is| will be) )?(?:no|not a|not any) (?:problem|trouble|bother|worries)"
    r"(?: at all)?",
    r"why not\b\??|i (?:can't|cannot) see why not",
    r"as (?:the )?lead",
    r"put (?:it|this|this one|that) (?:in my diary|down for me)",
    r"i rate it highly|i(?:'ve| have) (?:seen|had|done) (?:similar|such) cases(?: before)?",
    # courtesies with more words to them
    r"(?:sorry|apologies)(?: (?:i'm|i am|for|about|to be|being|it took|the|my|so|very|rather|a bit|this))"
    r"* (?:late|slow|delay|wait|silence)(?: (?:reply|answer|response))?",
    r"(?:i(?:'m| am) )?looking forward to (?:it|this|that|helping|meeting (?:her|him|them))",
    rf"see you (?:next time|then|there|soon|next week|(?:on )?{_DAY})|speak soon",
    r"hope (?:all is|you are) well",
)
"""What may stand behind a yes, and does not make it one to something else, or to less."""

YES_FIRST = re.compile(
    rf"\W*(?:{_OFFERING}|{_WHOLE}|{_BARELY}|i (?:can|will)(?=\W*$))(?!['\w])", re.IGNORECASE
)
BETWEEN = re.compile(r"(?:[\s,.;:!*_()–—-]|(?:and|so|then)\b)*", re.IGNORECASE)
"""What holds the pieces of an answer together, and says nothing."""
TAILS = tuple(re.compile(rf"(?:{tail})(?!['\w])", re.IGNORECASE) for tail in _TAILS)
AGAINST = re.compile(
    r"\b(?:conflicts?|line manager|i work(?:ed)? (?:there|with|in|for)|"
    r"i(?:'m| am) (?:in|her|his|their)|i(?:'ve| have)? (?:know|known|knew)|my (?:own )?"
    r"(?:team|department|boss|manager|friend|sister|brother|"
    r"wife|husband|partner|mother|father|colleague)|same (?:department|team|school|office)|too close|"
    r"(?:some|any)(?:body|one) else|another (?:day|time)|one day|i wish|sadly|swamped|resign)\b",
    re.IGNORECASE,
)
"""What on a line below a yes may mean a conflict, or no."""
