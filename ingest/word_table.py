"""How people say each word of §6.2: one table, each pattern for a whole sentence or clause. Only tables.

A pattern has to match from end to end. What stands in no pattern ("I might have to step back", "do not close
it yet", "well done") is thereby never taken for a word; it is asked about.
"""

from __future__ import annotations

import re

from casework.said import Word

_NOW = (
    r"(?: (?:for (?:me|now|a (?:while|bit|time))|(?:right |just )?now|at the moment|at present|these days|"
    r"again|any ?more|any longer|this (?:week|month|term)|today|at once|all|on my plate|to (?:cope|"
    r"deal) with))*"
)
_REASON = r"(?:,? (?:because|as|since|due to|owing to|so that|for (?!now)|to look after)\b.{0,200})?"
_WISH = (
    r"(?:i(?:'m| am) (?:afraid |sorry,? (?:but )?)?(?:(?:that )?i )?|i |i think i |i feel i |"
    r"i(?:'ll| will|'d| would) )?"
    r"(?:(?:really |now |will |do |going to )?(?:need|have|want|wish|would like|like|ought|going|"
    r"had better) to |"
    r"must |should |am )?"
)
_CASE = r"(?: (?:from|on|in) (?:this|that|the|my|it)(?: (?:one|case|matter))?(?: C-\d{4}-\d{4,6})?)?"
_IT = r"(?: ?(?:it|this|that|this one|(?:this|the|my|that) case)(?: C-\d{4}-\d{4,6})?)"
_LOAD = r"(?:it|this|that|everything|all of (?:it|this)|(?:the|my) (?:caseload|casework|workload|cases|load))"
_FRANKLY = (
    r"(?:(?:honestly|frankly|to be (?:honest|frank)|tbh|actually|really|i (?:think|feel|find)|"
    r"i(?:'m| am) afraid)(?: that)?,? )*"
)
_REF = r"(?:,? ?(?:case )?C-\d{4}-\d{4,6})?"

_TEAM = r"(?:(?:the |your |this )?(?:casework(?:ers?)?(?: team)?|team|list(?: of caseworkers)?|roster))"
_CASEWORKER = (
    r"(?:(?:being |to be )?(?:as |from being )?an? (?:volunteer |union )?caseworker|casework|caseworking)"
)
_A_CASE = (
    r"(?:an?|my(?: first| own)?|the next|some|one)(?: (?:first|real|small|whole))? (?:cases?|one)"
    r"(?: of my own)?"
)
_WITH = (
    r"(?:,? (?:on my own|alone|by myself|together(?: with .{1,40})?|in a pair|paired|"
    r"(?:along)?with (?:somebody|"
    r"someone|another|an?)\b.{0,40}))?"
)

_MINE = r"(?:my|the) (?:own )?(?:current )?(?:(?:case|work)?load|points|load line)|my (?:open )?cases"
_MINE = rf"(?:{_MINE})"
_SHOWN = r"(?:(?:please )?(?:(?:can|could|would|will) you )?(?:please )?(?:show|send|tell|give)(?: me)? )?"
_SO_FAR = (
    r"(?: (?:now|right now|at the moment|so far|already|as it stands|in all|altogether|open|left|on|just now|"
    r"on my plate|on my list|please|today|worked out))*"
)

SENTENCES: tuple[tuple[Word, str], ...] = (
    (Word.LEAVE, rf"{_WISH}(?:leave|leaving|quit(?:ting)?|resign(?:ing)? from){' ' + _TEAM}{_NOW}{_REASON}"),
    (Word.LEAVE, rf"{_WISH}(?:stop(?:ping)?|give up|giving up|finish(?:ing)?|step(?:ping)? down|"
                 rf"resign(?:ing)?) "
                 rf"{_CASEWORKER}{_NOW}{_REASON}"),
    (Word.LEAVE, rf"(?:please )?(?:take|remove|strike|drop) me (?:off|from) {_TEAM}{_NOW}"),
    (Word.LEAVE, rf"i (?:can't|can ?not|can no longer|don't want to|no longer want to|"
                 rf"do not want to) be a caseworker{_NOW}{_REASON}"),
    (Word.LEVEL, rf"(?:i(?:'m| am| feel| think i(?:'m| am))?(?: now)? )?(?:ready|"
                 rf"confident(?: enough)?|prepared)"
                 rf"(?: now| enough)? (?:to (?:take|take on|have|try|do|lead)|"
                 rf"for) {_A_CASE}{_WITH}(?: now)?"),
    (Word.LEVEL, rf"i(?:'d| would) like to (?:take|take on|have|try) {_A_CASE}{_WITH}(?: now)?"),
    (Word.LEVEL, r"i(?:'m| am| feel)?(?: now)? (?:ready|confident(?: enough)?) to (?:move (?:up|on)|"
                 r"stop shadowing)"
                 r"(?: now)?"),
    (Word.STEP_BACK, rf"step(?:ping)?[ -]?(?:back|down|away){_CASE}{_REF}{_NOW}{_REASON}"),
    (Word.STEP_BACK, rf"{_WISH}step(?:ping)? (?:back|down|away|aside){_CASE}{_NOW}{_REASON}"),
    (Word.STEP_BACK, rf"{_WISH}(?:withdraw(?:ing)?|pull(?:ing)? out)(?: from| of){_IT}{_NOW}{_REASON}"),
    (Word.STEP_BACK, rf"{_WISH}(?:(?:hand|give|pass)(?:ing)?){_IT} (?:back|over|on){_NOW}{_REASON}"),
    (Word.STEP_BACK, rf"i (?:can't|can ?not|can no longer) (?:carry on|continue|go on)(?: with{_IT})"
                     rf"{_NOW}{_REASON}"),
    (Word.STEP_BACK, rf"i can no longer (?:do|keep|handle|look after|act in){_IT}{_NOW}{_REASON}"),
    (Word.STEP_BACK, rf"{_WISH}com(?:e|ing) off{_IT}{_NOW}{_REASON}"),
    (Word.STEP_BACK, rf"(?:somebody|someone) else (?:needs|has|will have) to take(?: over{_IT}|{_IT} over)"),
    (Word.STEP_BACK, rf"take me off{_IT}{_NOW}{_REASON}"),
    (Word.STEP_BACK, rf"{_WISH}giv(?:e|ing) up{_IT}{_NOW}{_REASON}"),
    (Word.STEP_BACK, rf"(?:find|ask) (?:somebody|someone) else for{_IT}"),
    (Word.TOO_MUCH, rf"too[ -]?much{_NOW}{_REF}"),
    (Word.TOO_MUCH, rf"{_FRANKLY}{_LOAD}(?:'s| is| are| feels|(?: has| have|'s)(?: (?:all|just|simply|now))* "
                    rf"(?:become|got|grown|been)| got)(?: (?:all|just|simply|becoming|"
                    rf"getting|far|way|rather|a bit|now|really|become))* too (?:much|heavy){_NOW}"),
    (Word.TOO_MUCH, r"(?:my|the) (?:caseload|workload|load) (?:is|feels|has become) (?:now )?unsafe"),
    (Word.TOO_MUCH, rf"{_FRANKLY}i (?:just )?(?:can't|can ?not|can no longer) cope(?: with (?:it|this|all|"
                    rf"everything)(?: all)?)?{_NOW}"),
    # "I can't manage this month" is a no to an offer, and no more
    (Word.TOO_MUCH, r"i (?:just )?(?:can't|can ?not|can no longer) manage (?:(?:with )?(?:all (?:of )?)?"
                    r"(?:it|this|that|everything)(?: all)? )?(?:any ?more|any longer)"),
    (Word.TOO_MUCH, rf"i (?:just )?(?:can't|can ?not|can no longer) manage (?:with )?(?:all (?:of )?"
                    rf"(?:it|this|that)|(?:it|this) all|everything){_NOW}"),
    (Word.TOO_MUCH, r"i(?:'ve| have)(?: got)?(?: far| way)? too (?:much|many) (?:cases|casework|on my plate)"
                    + _NOW),
    (Word.TOO_MUCH, rf"{_FRANKLY}i(?:'m| am| feel)(?: (?:just|so|totally|completely|really|feeling))* "
                    rf"(?:overwhelmed|burn(?:t|ed)[ -]?out|drowning|at breaking point){_NOW}"),
    (Word.READY, r"(?:i(?:'m| am) )?ready(?: (?:again|for|to take|new|more|another|offers?|cases?|on))*"),
    (Word.DONE, rf"(?:(?:it|this|that|all|everything|my part|(?:this|the) case)(?:'s| is)? )?(?:all |now )*"
                rf"(?:done|finished|completed){_REF}(?: (?:now|here|(?:on|with) this (?:one|case)))*"),
    (Word.DONE, rf"(?:i(?:'m| am| have|'ve) )?(?:all )?(?:done|finished)(?: (?:my part|with{_IT}|now))+"),
    (Word.CLOSE, rf"clos(?:e|ed|ing)(?:{_IT})?{_REF}(?: now)?"),
    (Word.CLOSE, rf"(?:(?:i think (?:that )?)?(?:you|we) can (?:now )?|let(?:'s| us) |i(?:'d|"
                 rf" would) like to )close{_IT}(?: now)?"),
    (Word.CLOSE, r"(?:i think (?:that )?)?(?:this|it|the case|this one|this case|that one) (?:can|could|"
                 r"may|should) (?:now )?be "
                 r"closed(?: now)?"),
    (Word.LOAD, rf"{_SHOWN}{_MINE}{_SO_FAR}|load"),
    (Word.LOAD, rf"(?:what|how|where)(?:'s| is| are| does| do)? {_MINE}(?: (?:look(?:ing)?|stand(?:ing)?|"
                rf"doing|worked out|like|at))*{_SO_FAR}"),
    (Word.LOAD, rf"how (?:is|was|are) {_MINE} (?:worked out|counted|reckoned){_SO_FAR}"),
    (Word.LOAD, rf"how (?:much|many(?: (?:cases|points))?|much (?:work|casework|room)|loaded|full|busy)"
                rf" (?:do i (?:now )?have|have i(?: got)?|am i|is on my plate|is left){_SO_FAR}"),
    (Word.LOAD, rf"(?:what|which)(?: cases)?(?:'s| is| are| do i have| have i(?: got)?)(?: (?:all|still))*"
                rf"(?: (?:on my (?:plate|list)|mine|on)){_SO_FAR}"),
    (Word.LOAD, rf"which cases (?:do i have|have i(?: got)?){_SO_FAR}"),
    (Word.BUDDY, r"(?:a )?buddy|i(?:'d| would)? (?:like|need|want) (?:a buddy|(?:somebody|someone) to talk "
                 r"(?:to|with))(?: (?:about (?:it|this|casework)|now))*"),
    (Word.TALKED, r"talked|(?:i(?:'ve| have) |we(?:'ve| have) )?talked (?:it|this|it all|things) over"
                  r"(?: with (?:my |the )?\w+(?: \w+)?)?(?: (?:already|now|today|yesterday))*"),
    (Word.NO_CHECK_INS, r"(?:no(?: more)?|stop(?: the)?) check[ -]?ins?"),
    (Word.CHECK_INS, r"check[ -]?ins?(?: again)?"),
    (Word.NO_PULSE, r"(?:no(?: more)?|stop(?: the)?) pulse"),
    (Word.PULSE, r"pulse"),
    (Word.HELP, r"help|commands?|what are the words|(?:what|which)(?: words?)? (?:can|do|"
                r"should) i (?:say|write|reply|use)|(?:list|show)(?: me)? "
                r"(?:of )?(?:the )?words|\?+|how does this work"),
)  # fmt: skip
"""Words that need nothing beside them, in the order in which they are tried."""

QUESTIONS: tuple[str, ...] = (
    r"(?:i have |i've got |just )?(?:a |one |another )?(?:quick )?questions?\b(?! of\b).{0,300}",
    r"i(?:'d| would)? (?:need|like|want)(?: some| to ask for)? (?:help|advice|guidance)\b.{0,200}",
    r"(?:can|could|would|will) (?:you|somebody|someone|we) (?:please )?(?:ring|call|phone|talk|speak)\b"
    r".{0,200}",
)
"""What asks for a person, whatever follows."""

_FROM_ME = r"(?:i(?:'m| am| will be|'ll be)|i'll be|we(?:'re| are))"
_STOP = (
    r"(?:(?:can|could|may) (?:i|you|we)|(?:(?:can|could) you )?(?:please )?give me|"
    r"i(?:'d| would) like(?: to)?|i(?:'d| would) (?:need|love)(?: to)?|"
    r"i (?:need|want)(?: to)?|i'm going to|let me|can we) "
)
_FROM_OFFERS = r"(?: from (?:new )?(?:cases|offers|casework)| offers| (?:my )?(?:new )?offers|new cases| me)?"

SPANS: tuple[tuple[Word, str], ...] = (
    (Word.PAUSE, rf"paus(?:e|ing)(?: (?:my|the|new|all|me))*(?: (?:offers|cases))?(?: for me)?{_REF}"
                 r"(?:[ :,]|- )*(?P<rest>.*)"),
    (Word.PAUSE, rf"(?:{_STOP})?(?:have |take |taking )?(?:a |an )?(?:little |short |longer )?"
                 rf"(?:break|rest|pause){_FROM_OFFERS}[ :,]*(?P<rest>.*)"),
    (Word.PAUSE, rf"(?:{_STOP})?(?:pause|rest){_FROM_OFFERS}[ :,]*(?P<rest>.*)"),
    (Word.PAUSE, r"no (?:more )?(?:new )?(?:cases|offers)(?: for me)?[ :,]+"
                 r"(?P<rest>(?:for|until|till|before)\b.*)"),
    (Word.PAUSE, r"(?:don't|do not) (?:send|offer|give|ask) me(?: (?:any|more|new|about))* (?:cases|"
                 r"offers)[ :,]+"
                 r"(?P<rest>(?:for|until|till|before)\b.*)"),
    (Word.AWAY, rf"(?:away|leave|holiday)(?! (?:with|me|it|the|my)\b){_REF}(?:[ :,]|- )*(?P<rest>.*)"),
    (Word.AWAY, rf"(?:{_FROM_ME} )(?:be )?(?:going )?(?:away|off|on (?:annual )?(?:leave|holidays?|hols)|"
                r"on my holidays|abroad|not available|unavailable)[ :,]*(?P<rest>.*)"),
    (Word.AWAY, r"(?:not available|unavailable|on (?:annual )?(?:leave|holiday))[ :,]+(?P<rest>.*)"),
    (Word.SHADOW, r"shadow(?:ing)?(?: (?:dates?|days?))?(?:[ :,]|- )*(?P<rest>.*)"),
    (Word.SHADOW, r"(?:(?:i (?:can|could)|i(?:'d| would) like to)|(?:i(?:'m| am|'d be|"
                  r" would be) )?(?:free|able|happy|glad) to) "
                  r"shadow"
                  r"(?: (?:a |the )?(?:meeting|surgery|surgeries|somebody|someone))?[ :,]*(?P<rest>.*)"),
)  # fmt: skip
"""Words that need days: `rest` is where they stand."""

_RATED = r"(?:this|that|the) (?:case|one|matter)"
RATING = re.compile(
    rf"(?:rating|(?:the |its )?emotional rating)\b(?: (?:of|for) {_RATED})?(?: (?:is|should be|to))?"
    rf"[\s:=–-]*(?P<named>.*)|"
    rf"(?:(?:please |i(?:'d| would)? )*rate) (?:it|this|{_RATED})(?: (?:as|at|a|an))*\s+(?P<rated>.+)",
    re.IGNORECASE,
)
"""What a case asks of feelings: only with the word itself, for a remark in passing is no rating (§3.2)."""

LIMIT = re.compile(
    r"(?:my )?limit\b(?: (?:is|to|of|should be|at))?[\s:=–-]*"
    r"(?:(?P<most>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?: (?:open )?cases?)?)?"
    r"(?: (?:at (?:once|a time|the same time|most)|in all|altogether|for (?:me|now)|from now on|please))*",
    re.IGNORECASE,
)
"""How many cases somebody would have at once; with the word alone that is asked about."""

KINDS = re.compile(
    r"(?:kinds?(?: of (?:case|work|casework)s?)?\s*[:=–-]+|(?-i:KINDS)\b)\s*(?P<wanted>.*)|"
    r"(?:(?:kinds? )?not[ -]yet\s*[:=]|(?-i:NOT YET)\s*[–-])+\s*(?P<not_yet>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Kinds of case they would like, or do not take yet: with a colon, or in capitals, for "not yet - I have to
read it" answers an offer."""

HOURS = re.compile(
    r"(?:hours?\b[ :]*|i(?:'ll)? (?:(?:can|could|will|would) )?(?:now )?(?:only )?(?:do|give|manage|"
    r"offer|spare|have)"
    r"(?: about| around| only| up to)? )(?P<count>\d{1,2}(?:[.,]\d)?|no|none|zero)"
    r"(?P<unit>\s*(?:h|hrs?|hours?))?(?P<monthly>\s*(?:a|per|each|every) month)?"
    r"(?: (?:from now on|now|for now)|[ ,]*(?:in|for|from|during|until|over)\b(?P<rest>.+))?",
    re.IGNORECASE,
)
"""Hours a month they can give, in a time or from now on."""

ALONE = re.compile(r"\b(?:on my own|alone|by myself)\b", re.IGNORECASE)
PAIRED = re.compile(r"\b(?:with|together|in a pair|paired)\b", re.IGNORECASE)

STOP = re.compile(
    r"(?:please )?stop(?: (?:sending|asking|offering|giving|me|any|more|new|all|offers?|cases|these|mails?|"
    r"emails?))*|unsubscribe|no more (?:cases|offers|mails?|emails?)(?: please)?",
    re.IGNORECASE,
)
"""No offers, and nobody knows for how long: that is asked about."""

KEYWORDS = re.compile(
    r"(?:accept|decline|question|step ?back|pause|too ?much|away|shadow|time|done|close|help|ready|buddy|"
    r"load|limit|kinds?(?=\s*:)|not[ -]yet(?=\s*:)|rating|talked|(?:no )?check[ -]?ins?|(?:no )?pulse|hours|"
    r"leave the team)\b"
    r"(?:[\s:,.-]|$)",
    re.IGNORECASE,
)
"""How a line below the first must begin to count: with the word itself."""

BEGUN = re.compile(
    r"(?P<word>pause|away|shadow|time|hours|rating)\b"
    r"(?:\s+(?:from|to|until|for|on|in|dates?|hours|weeks?|days?)|[\s_.:…-])*(?:C-\d{4}-\d{4,6})?\s*",
    re.IGNORECASE,
)
"""A word whose days or hours were not filled in, as a tapped link leaves it."""

PLEASANT = (
    r"please|pls|plz|(?:many |kind |with )?thanks?(?: (?:you|all|again|so much|very much|a lot|for (?:asking|"
    r"letting me know|thinking of me|this|that|everything|your (?:mail|email|message|help|reply))))*|cheers|"
    r"ta|hi|hello|hey|dear(?: all)?|"
    r"(?:all (?:the )?best|best(?: wishes)?|kind(?:est)? regards|regards|yours|love)|"
    r"diolch(?: (?:yn fawr|o galon|i (?:ti|chi)|am (?:ofyn|y neges)))*|os gwelwch yn dda|"
    r"cofion(?: (?:gorau|cynnes))?|hwyl(?: fawr)?|bore da|p(?:ry)?nawn da|helo|shwmae|"
    r"go raibh(?: (?:míle|mile))? maith agat|go raibh maith agaibh|le do thoil|dia dh?uit|a chara|"
    r"sl[áa]n|le meas|tapadh (?:leat|leibh)|"
    r"(?:ok|okay|alright|all right|great|will do|no problem|no worries|lovely|perfect)"
)
"""Courtesies that take nothing from a yes."""
COURTESY = (
    r"(?:i(?:'m| am) )?(?:so |very |really )?"
    r"sorry(?: (?:about|for) (?:this|that|it|the (?:short notice|delay)))?"
    r"(?: to say| everyone| everybody| all| folks| both)?|"
    r"i(?:'m| am) afraid|afraid|unfortunately|with (?:great )?regret|mae'n ddrwg gen i|"
    rf"(?:right|ah|oh|got it|noted|understood|received)|{PLEASANT}"
)
"""Said round a word, and by itself nothing at all."""

NAMED = (
    r"(?:,?\s(?!(?:Yes|No|Not|I|It|Accept|Decline|Help|Done|Close|Pause|Away|Time|Shadow|Question|Ready|"
    r"Rating)\b)"
    r"(?-i:[A-Z][a-z]+)(?=\s*(?:$|[,.!–-])))?"
)
"""A name behind a courtesy: "Thanks, Moira"."""

OUT_OF_OFFICE = re.compile(
    r"\b(?:out of (?:the )?office|automatic(?:ally)? (?:reply|generated)|auto-?reply|"
    r"(?:will|shall|'ll) (?:reply|respond|answer|get back|read|deal)\b.{0,60}\b(?:return|back)|on my return|"
    r"limited access to|in my absence|not (?:be )?(?:reading|checking|monitoring)|"
    r"(?:if it is|for) (?:anything )?urgent|urgent (?:matters|queries|enquiries)|"
    r"ar wyliau|allan o.r swyddfa)\b",
    re.IGNORECASE,
)
"""What machines say, and hardly anybody who answers one mail: never taken for a word."""
