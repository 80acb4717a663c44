"""A caseworker's new words to what they said: the words of DOMAIN.md §6.2 and their friendly variants. Pure.

The first line that says something is read sentence by sentence. Lines below it count only where they begin
with one of the words themselves: a letter may tell a whole story. What is not plain is UNCLEAR, and asked
about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from casework.emotional import RATINGS, rating_meant
from casework.facts.answers import Answer
from casework.said import Said, Word
from ingest.answer import LONGEST, answer_of, first_words, unwrapped
from ingest.date_words import NUMBER
from ingest.reading import FormSettings
from ingest.spans import LONGEST_DAYS, find_days, find_span
from ingest.spent import find_spent
from ingest.word_table import (
    ALONE,
    BEGUN,
    COURTESY,
    HOURS,
    KEYWORDS,
    KINDS,
    LIMIT,
    NAMED,
    OUT_OF_OFFICE,
    PAIRED,
    QUESTIONS,
    RATING,
    SENTENCES,
    SPANS,
    STOP,
)
from ingest.wordings import load_wordings
from ingest.yes_table import AGAINST

REST_WEEKS = 4
"""How long a PAUSE without a number is; the mail that thanks for it names its last day."""

MOST_WEEKS = 12
"""A number alone is weeks up to here, and days above: "PAUSE 14" is two weeks (DOMAIN.md §3.3)."""

_LINES = 12
_WRAPPED = 60
_LIST_HEAD = re.compile(r"(?:kinds?|not[ -]yet)\s*:", re.IGNORECASE)
_POINT = re.compile(r"[-•·–]\s*")
SIGN_OFF = re.compile(
    r"(?:kind(?:est)? |best |warm |many |all the )?(?:regards|wishes|best|thanks|cheers|love|yours)\b", re.I
)
_TABLE = tuple((word, re.compile(pattern, re.IGNORECASE)) for word, pattern in SENTENCES)
_ASKED = tuple((word, pattern) for word, pattern in _TABLE if word in (Word.HELP, Word.LOAD))
"""What may be asked with a question mark and is a word all the same."""
_MENTIONED = re.compile(
    r"\b(?:step(?:ping)? (?:back|down)|paus(?:e|ing)|clos(?:e|ed|ing)|shadow)\b", re.IGNORECASE
)
_ASKS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in QUESTIONS)
_BECAUSE = re.compile(r"\b(?:because|as|since|due to|owing to|so that)\b", re.IGNORECASE)
_SPANS = tuple((word, re.compile(pattern, re.IGNORECASE)) for word, pattern in SPANS)
_COURTEOUS = re.compile(rf"(?:(?:{COURTESY})(?=[\W]|$){NAMED}[\s,.;:–-]*)+", re.IGNORECASE)
_BUT = re.compile(r"^but\b,? ", re.IGNORECASE)
"""Behind a courtesy: "sorry, but I have to step back"."""
_COURTEOUS_END = re.compile(rf"[\s,.;:–-]+(?:{COURTESY})[\s,.;:]*$", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!;?])\s+|\s+[–—]\s+|\s-\s(?=[A-Za-z])")
_CLAUSES = re.compile(r",\s*(?:and\s+|but\s+|also\s+|so\s+)?|\s+and\s+(?:also\s+)?|\s+so\s+", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:but|if|unless|however|provided|depends|maybe|perhaps|might|possibly|not|n't|never|until|before i|"
    r"unsure|instead|though|although)\b|\?",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"(?:(?:and )?but(?! (?:thank|do |please|no |of course|it will be))|(?:and )?only(?! (?:just|now))|"
    r"however|unless|provided|as long as|so long as|on (?:the )?condition|though|although|except|not before|"
    r"subject to|(?:but |only )?if (?!you\b|there\b|any|that's|possible))\b",
    re.IGNORECASE,
)
"""How a line below a yes begins that takes a part of it back."""
_WISHED = re.compile(r"\blove to\W*$", re.IGNORECASE)
"""No yes with days away beside it: "I'd love to. I am away next week."."""
_TIME_BEGUN = re.compile(r"time\b[\s:]*\d", re.IGNORECASE)
_HOURS_BEGUN = re.compile(r"hours\b[\s:]*\d", re.IGNORECASE)
_FACES = re.compile(r"(?:\s*[:;]-?[()DP/|]+|\s*[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]+)+\s*$")
_APOSTROPHE = re.compile(
    r"\b(i)(m|ve)\b|\b(can|don|won|didn|isn|doesn|couldn|wouldn|haven|hasn)(t)\b|"
    r"\b(it|that)(s)(?= (?:all|just|too|getting|become|been|done|finished|a|no|not)\b)",
    re.IGNORECASE,
)
"""Where telephones leave one out: "its all too much", "Im away", "cant"."""
_AND = re.compile(r"(?:and|also|plus)\b,? (?:also )?", re.IGNORECASE)
_FROM_A_DAY = re.compile(
    r"(?:from|as of|starting|beginning)\b(?!.*(?:\bto\b|\buntil\b|\bfor\b|[-–]))", re.IGNORECASE
)
_REF = re.compile(r"\bC-\d{4}-\d{4,6}\b", re.IGNORECASE)
_ANSWERS = {Answer.ACCEPT: Word.ACCEPT, Answer.DECLINE: Word.DECLINE, Answer.QUESTION: Word.QUESTION}
_OF_OFFERS = (Word.ACCEPT, Word.DECLINE)
_NOT_WITH_YES = {Word.LEAVE, Word.STEP_BACK, Word.TOO_MUCH}
"""Whoever says one of these beside a yes has not said plainly that they take the case."""
UNCLEAR = Said(Word.UNCLEAR)


def words_of(reply: str, written: date) -> tuple[Said, ...]:
    """What was said, in order, at least one; `written` is the day of the letter.

    UNCLEAR comes alone, save beside TOO MUCH, which is enough by itself (DOMAIN.md §3.3).
    """
    first, *below = list(_lines(reply)) or [""]
    if OUT_OF_OFFICE.search(" ".join([first, *below[:3]])):
        return (Said(Word.NOTHING, about=Word.AWAY),)
    said = _of_line(first, written)
    for line in below:
        if SIGN_OFF.match(line):
            break
        if KEYWORDS.match(line):
            said += _of_line(line, written)
        elif Said(Word.ACCEPT) in said and (CONDITION.match(line) or _against(line)):
            said.append(UNCLEAR)
    return _settled(said)


def _lines(reply: str) -> Iterator[str]:
    """Lines that say something, from the first after a greeting."""
    first = first_words(reply)
    lines = [line.strip(" \t*_") for line in reply[:20_000].splitlines() if not line.lstrip().startswith(">")]
    said = [line[:LONGEST] for line in unwrapped(_listed(lines))]
    at = next((n for n, line in enumerate(said) if line.startswith(first.strip(" \t*_"))), 0)
    return (_FACES.sub("", _with_apostrophes(line)) for line in said[at : at + _LINES])


def _listed(lines: Iterable[str]) -> Iterator[str]:
    """Kinds of case that stand one a line below their word, in its line. A line as long as a mail program
    breaks them is none of these."""
    head = ""
    for line in lines:
        point = _POINT.match(line)
        if head and line and not SIGN_OFF.match(line) and (point or line[0].islower() or head[-1] == ":"):
            head += (" " if head[-1] == ":" else ", ") + line[point.end() if point else 0 :]
            continue
        if head:
            yield head
        head = line if len(line) < _WRAPPED and _LIST_HEAD.match(line) else ""
        if not head:
            yield line
    if head:
        yield head


def _with_apostrophes(line: str) -> str:
    return _APOSTROPHE.sub(lambda found: "'".join(filter(None, found.groups())), line.replace("’", "'"))


def _settled(said: list[Said]) -> tuple[Said, ...]:
    """What all the sentences come to together. A rating or a limit that is not plain takes no answer away."""
    if any(one.word in _OF_OFFERS for one in said):
        said = [one for one in said if one.about not in (Word.RATING, Word.LIMIT)]
    said = _kinds_together(said)
    words = {one.word for one in said}
    meant = [one for one in dict.fromkeys(said) if one.word not in (Word.NOTHING, Word.UNCLEAR)]
    both = Word.ACCEPT in words and (Word.DECLINE in words or words & _NOT_WITH_YES)
    unclear = Word.UNCLEAR in words or both
    if unclear:
        hint = next((one for one in said if one.about), UNCLEAR)
        return (Said(Word.TOO_MUCH),) if Word.TOO_MUCH in words else (hint,)
    first = [one for one in meant if one.word in _OF_OFFERS]
    return tuple(dict.fromkeys((*first, *meant))) or (Said(Word.NOTHING),)


def _kinds_together(said: list[Said]) -> list[Said]:
    """Kinds of case said in several lines are said together."""
    together: dict[Word, tuple[str, ...]] = {}
    for one in said:
        together[one.word] = (*together.get(one.word, ()), *one.kinds)
    return [replace(one, kinds=together[one.word]) if one.kinds else one for one in said]


def _of_line(line: str, written: date) -> list[Said]:
    """The words of one line: of the whole of it, or of its sentences, or of their clauses."""
    if found := _match(line, written):
        return [found]
    said: list[Said] = []
    left: list[str] = []
    courteous: list[str] = []
    for sentence in _SENTENCES.split(line):
        one = _match(sentence, written)
        if one is not None:
            said.append(one)
            courteous += [sentence] if one.word is Word.NOTHING else []
            continue
        clauses, rest = _clauses(sentence, written)
        said += clauses
        left.append(rest)
        courteous.append(rest)
    answer = _rest(" ".join(left).strip(), said, line)
    if Said(Word.ACCEPT) in answer and not _still_yes(" ".join(courteous), said):
        return [*said, UNCLEAR]
    return said + answer


def _still_yes(words: str, said: Iterable[Said]) -> bool:
    """Whether a yes stays one with the courtesies about it ("Yes. Got it."), and the words of its line."""
    beside = {one.word for one in said}
    resting = Word.PAUSE in beside or (Word.AWAY in beside and _WISHED.search(words))
    return not resting and answer_of(_begun_with(words)) is Answer.ACCEPT


def _against(line: str) -> bool:
    return AGAINST.search(line) is not None and answer_of(f"yes, {line}") is not Answer.ACCEPT


def _clauses(sentence: str, written: date) -> tuple[list[Said], str]:
    """Words at the end or the start of a sentence, behind or before a comma or an "and"; and what is left."""
    joints = [joint for joint in _CLAUSES.finditer(sentence) if "but" not in joint[0].casefold()][:8]
    for joint in joints:
        behind, before = sentence[joint.end() :], sentence[: joint.start()]
        if (found := _match(behind, written)) is not None and found.word is not Word.NOTHING:
            first = _match(before, written)
            return ([first, found], "") if first is not None else ([found], before)
    for joint in reversed(joints):
        behind, before = sentence[joint.end() :], sentence[: joint.start()]
        if (found := _match(before, written)) is not None and found.word is not Word.NOTHING:
            return [found], behind
    return [], sentence


def _rest(rest: str, said: Iterable[Said], line: str) -> list[Said]:
    """What is said besides: an answer to an offer, a courtesy, or the story behind a word."""
    if not _bare(rest):
        return [] if line.strip() else [UNCLEAR]
    meant = [_ANSWERS.get(answer_of(words)) for words in (rest, _begun_with(rest), _bare(rest))]
    # a courtesy behind a yes may take it back ("yes, sorry"): only those before it are passed over
    answer = meant[0] or meant[1] or (meant[2] if meant[2] is not Word.ACCEPT else None)
    if answer is Word.DECLINE and _MENTIONED.search(rest):  # "I will not step back" is no answer to an offer
        return [UNCLEAR]
    if answer is not None:
        return [Said(answer)]
    if not list(said) or _HEDGED.search(rest):
        return [UNCLEAR]
    return []


def _bare(text: str) -> str:
    """`text` without the courtesies round it."""
    text = _begun_with(text)
    while (cut := _COURTEOUS_END.sub("", text)) != text:
        text = cut
    return text.strip(" .!,;:-–")


def _begun_with(text: str) -> str:
    """`text` without the courtesies before it."""
    text = text.strip(" .!,;:*_-–")
    start = _COURTEOUS.match(text)
    return _BUT.sub("", text[start.end() :], count=1) if start else text


def _match(sentence: str, written: date) -> Said | None:
    """The word that the whole sentence says; NOTHING for a courtesy; None where it says something else."""
    sentence = sentence.strip()
    text = _bare(_AND.sub("", sentence, count=1) if _AND.match(sentence) else sentence)
    if not text:
        return Said(Word.NOTHING) if sentence else None
    if sentence.endswith("?"):
        asked = text.rstrip(" ?") or sentence.rstrip(" ?") or "?"
        return next((Said(word) for word, pattern in _ASKED if pattern.fullmatch(asked)), None)
    if hours := _hours(_REF.sub(" ", text), written):
        return hours
    if spent := find_spent(_REF.sub(" ", text), written):
        return Said(Word.TIME, spent=spent)
    if STOP.fullmatch(text):
        return Said(Word.UNCLEAR, about=Word.PAUSE)
    if _TIME_BEGUN.match(text):
        return Said(Word.UNCLEAR, about=Word.TIME)
    if _HOURS_BEGUN.match(text):
        return Said(Word.UNCLEAR, about=Word.HOURS)
    if begun := BEGUN.fullmatch(text):
        return _begun(begun["word"].upper(), written)
    if kinds := _kinds(text):
        return kinds
    if limit := _limit(_REF.sub(" ", text).strip()):
        return limit
    if rated := _rating(" ".join(_REF.sub(" ", text).split())):
        return rated
    for word, pattern in _TABLE:
        if pattern.fullmatch(text) and not any(map(_HEDGED.search, _BECAUSE.split(text, 1)[1:])):
            return Said(word, how=_how(text)) if word is Word.LEVEL else Said(word)
    if any(pattern.fullmatch(text) for pattern in _ASKS):
        return Said(Word.QUESTION)
    return next((said for word, pattern in _SPANS if (said := _span(word, pattern, text, written))), None)


def _how(text: str) -> str:
    """How they would rather work, where they say so."""
    return "alone" if ALONE.search(text) else "paired" if PAIRED.search(text) else ""


def _hours(text: str, written: date) -> Said | None:
    """Hours a month, said as such: with the word HOURS or "a month", or for a time that has a name."""
    found = HOURS.fullmatch(text)
    if found is None:
        return None
    count = found["count"].casefold().replace(",", ".")
    hours = 0.0 if count in ("no", "none", "zero") else float(count)
    if found["rest"]:
        span = find_span(found["rest"].strip(" ."), written)
        return Said(Word.HOURS, *span, hours=hours) if span else Said(Word.UNCLEAR, about=Word.HOURS)
    if not found["monthly"]:
        return None
    if re.search(
        r"\bhave\b", text, re.IGNORECASE
    ):  # "I only have 2 hours a month" may be an answer to an offer
        return Said(Word.UNCLEAR, about=Word.HOURS)
    return Said(Word.HOURS, hours=hours)


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MOST_CASES = 20
"""More than anybody has at once: a slip, and asked about."""


def _limit(text: str) -> Said | None:
    """How many cases they would have at once. None at all is a rest, and asked about."""
    found = LIMIT.fullmatch(text)
    if found is None:
        return None
    said = (found["most"] or "").casefold()
    most = _NUMBERS.index(said) + 1 if said in _NUMBERS else int(said or 0)
    if not 1 <= most <= MOST_CASES:
        return Said(Word.UNCLEAR, about=Word.LIMIT)
    return Said(Word.LIMIT, most=most)


_JOINS = re.compile(r"\s*(?:[,;/&+\n]|[.!]\s|\band\b)\s*", re.IGNORECASE)
_KINDLY = re.compile(rf"[\s,.;:!–-]+(?:{COURTESY})(?=\W|$){NAMED}[\s,.;:!]*$", re.IGNORECASE)
"""Thanks behind the kinds, with a name."""


def _kinds(text: str) -> Said | None:
    """Kinds of case: by category where a form's words for one are known, else as they were written."""
    found = KINDS.fullmatch(text)
    if found is None:
        return None
    word = Word.NOT_YET if found["not_yet"] is not None else Word.KINDS
    whole = _KINDLY.sub("", found["not_yet"] or found["wanted"] or "").strip(" .")
    known = load_wordings(FormSettings({}, {}))  # made once
    parts = [whole] if known.option("categories", whole) else _JOINS.split(whole)
    kinds = tuple(known.option("categories", part) or part for part in parts if part.strip())
    return Said(word, kinds=kinds) if kinds else Said(Word.UNCLEAR, about=word)


def _rating(text: str) -> Said | None:
    """What the case asks of feelings; the word without a plain rating is asked about, "I rate it" is not."""
    found = RATING.fullmatch(text)
    if found is None:
        return None
    names = rating_meant((found["named"] or found["rated"] or "").strip(" .!\"'")).names
    if not names:
        return Said(Word.UNCLEAR, about=Word.RATING) if found["rated"] is None else None
    return Said(Word.RATING, rating=RATINGS.index(names[0]))


def _begun(word: str, written: date) -> Said:
    """A word without its days or hours. A PAUSE has a length of its own, the others are asked about."""
    if word == Word.PAUSE:
        return Said(Word.PAUSE, end=written + timedelta(weeks=REST_WEEKS))
    return Said(Word.UNCLEAR, about=Word(word))


def _span(word: Word, pattern: re.Pattern[str], text: str, written: date) -> Said | None:
    """A word with its days. Where they cannot be read: UNCLEAR about the word if it stands first as such."""
    found = pattern.fullmatch(text)
    unread = Said(Word.UNCLEAR, about=word) if KEYWORDS.match(text) else None
    if not found:
        return None
    rest = _REF.sub(" ", found["rest"]).strip(" .")
    if word is Word.SHADOW:
        days = find_days(rest, written)
        return Said(word, days=days) if days else unread
    span = _pause(rest, written) if word is Word.PAUSE else find_span(rest, written)
    if span and word is Word.AWAY and span[0] == span[1] and _FROM_A_DAY.match(rest):
        return Said(Word.UNCLEAR, about=word)  # "from 3 December": until when is asked about
    if span is None:
        return unread
    return Said(word, end=span[1]) if word is Word.PAUSE else Said(word, *span)


def _pause(rest: str, written: date) -> tuple[date, date] | None:
    """From now on: "4", "3 weeks", "until 14 January"; nothing is the usual rest."""
    if not rest:
        rest = str(REST_WEEKS)
    if alone := re.fullmatch(r"(?:for )?(\d{1,3})", rest, re.IGNORECASE):
        count = int(alone[1])
        days = count * 7 if count <= MOST_WEEKS else count
        return (written, written + timedelta(days=days)) if 0 < days <= LONGEST_DAYS else None
    lasting = rest if not re.match(rf"(?:{NUMBER})\s+[a-z]", rest, re.IGNORECASE) else f"for {rest}"
    span = find_span(lasting, written)
    return (written, span[1]) if span else None
