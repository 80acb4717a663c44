"""Questions nobody listed, settled by all that speaks: their words, the look of the answer, their place.

The sense of the words (sense.py) is weighed with what was answered - an address is hardly a job title - and
with what the questions round it ask. What stays open goes to no field: a wrong value is far worse than a
missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.answers import CHOICES, Answer
from ingest.bodies import names_employers
from ingest.choices import boxed, boxed_options
from ingest.consent import says_yes_or_no
from ingest.consent_said import asks_consent
from ingest.fields import written_text
from ingest.hints import essence, guides, is_impersonal, slants
from ingest.labels import strip_numbering
from ingest.looks import answering, look_of
from ingest.meetings import dated, of_a_meeting
from ingest.page import Mark
from ingest.phrases import openings
from ingest.sense import NOTHING, Sense, shipped
from ingest.ticks import value_of
from ingest.typed import NAMES
from ingest.wordings import Wordings

_ENOUGH = 0.8  # of 1: below that a question goes to no field
_AT_MOST = 0.85  # what a question nobody listed is believed at most: one in twenty is not what it seems
_IN_PLACE, _OUT_OF_PLACE = 1.5, 0.6
_ASKED_ALREADY = 0.1
_NAMED, _LEAST_SHARE, _LEAST_OF_CONTRACT = 12.0, 0.02, 0.2
_REACH = frozenset({"contact_preference"})
_REACHES = frozenset({"email", "work_email", "phone", "contact_details"})
_PERSONS = (
    r"\b(?:manager|supervisor|boss|head ?teacher|principal|rep(?:resentative)?|steward|solicitor|lawyer|"
    r"adviser|colleague|witness|partner|spouse|husband|wife|friend|relative|parent|sister|brother|mother|father|mum|dad|son|daughter|doctor|gp|kin|emergency|hr|"
    r"human resources|personnel|payroll|caseworker|companion|referee|investigating officer)(?:['’]?s)?['’]?\b"
)
_OF_ANOTHER = re.compile(  # asks how to reach somebody else: no letter to the member goes there
    _PERSONS + r"(?=.*\b(?:e-?mails?|phone|mobile|tel(?:ephone)?|number|no|contact|address)\b)|"
    r"\b(?:e-?mails?|phone|mobile|tel(?:ephone)?|number|contact|address)\b.{0,30}\bof\b.{0,20}" + _PERSONS,
    re.IGNORECASE,
)
_NAME_OF_ANOTHER = re.compile(
    _PERSONS + r"(?=.*\b(?:name|surname)s?\b)|\bname\b.{0,30}\bof\b.{0,20}" + _PERSONS, re.IGNORECASE
)
_NOT_THEIRS = re.compile(r"\bnot\b|n['’]t\b|\bother than\b|\brather than\b", re.IGNORECASE)
_NOT_TO_BE_USED = re.compile(  # not "please do not use a work address"
    r"(?:\b(?:not|never|avoid)|n['’]t)\s+(?:(?:to|be|want us to|like us to|wish us to)\s+)*"
    r"(?:us(?:e|ed|ing)|writ(?:e|ten|ing)|contact(?:ed|ing)?|e-?mail(?:ed|ing)?|sen[dt]|sending|mail|ring|call|phone)"
    r"(?:\s+(?:to|you|at|on|it|this|one|there|here|me|address|e-?mail|number|with))*[\W_]*$|"
    r"\bavoid[\W_]*$",
    re.IGNORECASE,
)
_CLEAR = 0.9
_ASKS_KINDS = frozenset({NOTHING, "summary", "categories", "contract_type"})
_HEAD = 0, 0  # above the questions about the person stands the title
_TITLE, _OF_THE_PERSON = 0.02, 2
_IF_SO = openings(
    r"""
    if (?:yes|so|you (?:have|did|do|are|answered))
    (?:from|with|to) who(?:m|se)
    who
    (?:please )?(?:(?:give|add|state|provide) )?(?:brief )?(?:details|particulars)
    please (?:say|tell|explain|specify)
    """,
    r"\b",
)
_ASKED_ONCE = frozenset({"member_name", "issue_started"})
"""Beside "Full name", "What shall we call you?" is no name to write to; beside "When did it begin?" the day
of the last event is no beginning."""
_MEETING = re.compile(r"\b(?:meeting|hearing|interview|appeal|review|deadline)\b", re.IGNORECASE)
_WHAT_IT_IS = openings(
    r"""
    (?:if (?:so|yes),? )?what (?:is|was) (?:it|that)(?: for| about| called)?\W*$
    (?:if (?:so|yes),? )?what (?:kind|sort|type)(?: of (?:meeting|hearing|one|interview))?(?: is it)?\W*$
    """,
    r"",
)
_ANOTHER = re.compile(
    r"(?:any )?(?:second|third|another|other|further|additional|next|2nd|3rd|secondary)\s+(?P<what>\w{4,})\W*"
    r"(?:\([^()]*\)|if\b.*)?\W*$",
    re.IGNORECASE,
)
_TOLD_BELOW = frozenset(
    {"other_advice", "adjustments", "steps_taken", "people_involved", "caseworker_preference"}
)


def settled(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """The answers with each question that is not known word for word under the field all evidence speaks for,
    or under none. The surest is settled first; what is asked for once is hardly asked for again."""
    made = [_by_options(_to_be_used(answer), wordings) for answer in _without_title(found, wordings)]
    known = {
        name for answer in made if answer.asked.exact and not answer.empty for name in answer.asked.fields
    }
    by_heart = {
        answer.name
        for answer in made
        if answer.asked.exact and not answer.empty and (len(answer.asked.fields) == 1 or answer.name in NAMES)
    }
    places = _ranks_round(made, wordings)
    weighed = {at: told for at in range(len(made)) if (told := _weighed(at, made, places[at], wordings))}
    while weighed:  # shares change only when one more field is known, so a long page costs no more than that
        for share, at, name in _surest_first(weighed, known):
            del weighed[at]
            if name == NOTHING or share < _ENOUGH or (name in _ASKED_ONCE and name in by_heart):
                made[at] = _under(made[at], NOTHING, 0.0)
                continue
            made[at] = _under(made[at], name, round(min(share, _AT_MOST), 2))
            if not made[at].empty and name not in known:
                known.add(name)
                break
    return _by_kinds_of_body(made)


def _to_be_used(answer: Answer) -> Answer:
    """An answer, under no field if the form asks how *not* to reach somebody."""
    asked = answer.asked
    reaches = set(asked.fields) & (_REACHES | _REACH) or look_of(answer) in ("email", "phone", "both")
    if reaches and _NOT_TO_BE_USED.search(asked.words):
        return replace(answer, asked=replace(asked, fields=(NOTHING,), exact=True))
    return answer


def _without_title(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """The answers without a title that is worded like the question for the story ("Tell us about it") over
    what the branch says of its form: all in italics or all to "you", above the questions about the person."""
    return [
        _under(answer, NOTHING, 0.0)
        if ranks == _HEAD
        and answer.name in wordings.long
        and not answer.empty
        and all(
            (slants(line) and is_impersonal(line)) or guides(line)
            for line in answer.lines
            if line.text.strip()
        )
        else answer
        for answer, ranks in zip(found, _ranks_round(found, wordings), strict=True)
    ]


def with_follow_ups(found: Sequence[Answer]) -> list[Answer]:
    """What is told under "If yes, from whom?" is the answer, not the yes above it."""
    made = list(found)
    meeting = False
    for at in range(1, len(made)):
        if not made[at - 1].empty:
            meeting = (
                look_of(made[at - 1]) == "yes_no" and _MEETING.search(made[at - 1].asked.words) is not None
            )
        if (
            meeting
            and made[at].name == NOTHING
            and _WHAT_IT_IS.match(strip_numbering(made[at].asked.words).strip())
        ):
            made[at] = _under(made[at], "key_event", _AT_MOST)
        before, answer = made[at - 1], made[at]
        if before.name == "categories" and _asks_for_another(before, answer):
            made[at - 1] = replace(before, cells=[*before.cells, *answer.cells])
            continue
        if (
            before.name in _TOLD_BELOW
            and look_of(before) in ("yes_no", "boxes", "")
            and not answer.empty
            and answer.name in (NOTHING, before.name)
            and _IF_SO.match(strip_numbering(answer.asked.words).strip())
        ):
            made[at - 1], made[at] = _under(before, NOTHING, 0.0), _under(answer, before.name, _AT_MOST)
    return made


def _asks_for_another(before: Answer, answer: Answer) -> bool:
    """Whether a question nobody listed asks for one more of what was asked before it: "Second subject" below
    "Main subject of the complaint"."""
    found = _ANOTHER.match(strip_numbering(answer.asked.words))
    if answer.name != NOTHING or answer.asked.exact or answer.empty or found is None:
        return False
    return found["what"].casefold() in before.asked.words.casefold().split()


def _surest_first(
    weighed: Mapping[int, Mapping[str, float]], known: set[str]
) -> list[tuple[float, int, str]]:
    """The likeliest field of each open question with its share, those that are surest first."""
    likeliest = []
    for at, told in weighed.items():
        share, name = max((share, name) for name, share in _shares(told, known).items())
        likeliest.append((share, at, name))
    return sorted(likeliest, key=lambda each: (-each[0], each[1]))


def _shares(weighed: Mapping[str, float], known: set[str]) -> dict[str, float]:
    left = {name: weight * (_ASKED_ALREADY if name in known else 1.0) for name, weight in weighed.items()}
    total = sum(left.values())
    return {name: weight / total if total else 0.0 for name, weight in left.items()}


def _by_options(answer: Answer, wordings: Wordings) -> Answer:
    """A question for words that offers the options of a choice asks for that choice."""
    if answer.asked.fields[0] in CHOICES or len(answer.asked.fields) > 1:
        return answer
    if not answer.asked.exact and asks_consent(answer.asked.words) and _agreed_or_not(answer):
        return _under(answer, "consent", _AT_MOST)
    if boxed(answer.lines):
        options = [option.text for option in boxed_options([[line] for line in answer.lines])]
        choice = _choice_of(options, wordings, 2) or _choice_meant(options, wordings)
    elif not answer.asked.exact and (left := _partly_struck(answer)):
        choice = _choice_of(left, wordings, 2)
    else:
        choice = "" if answer.asked.exact else _choice_of(_listed(answer.asked.words), wordings, 3)
    return _under(answer, choice, _AT_MOST) if choice else answer


def _partly_struck(answer: Answer) -> list[str]:
    """The things named in a row of which some were struck out; the form may only say "Delete as needed"."""
    lines = [line for line in answer.lines if line.text.strip()]
    looks = {Mark.STRUCK in run.mark for line in lines for run in line.runs if re.search(r"\w", run.text)}
    return _listed(lines[0].text) if len(lines) == 1 and len(looks) > 1 else []


def _by_kinds_of_body(found: Sequence[Answer]) -> list[Answer]:
    """A row of kinds of body asks for the employer, where nothing else on the form does."""
    if any("employer" in answer.asked.fields for answer in found):
        return list(found)
    rows = [
        at
        for at, answer in enumerate(found)
        if answer.name == NOTHING and not answer.asked.exact and names_employers(answer.asked.words)
    ]
    return [
        _under(answer, "employer", _ENOUGH) if rows == [at] else answer for at, answer in enumerate(found)
    ]


def _agreed_or_not(answer: Answer) -> bool:
    """Whether what was written is a yes or a no and nothing else."""
    upright = [line for line in answer.lines if line.text.strip() and not slants(line)]
    text, _ = written_text(upright or answer.lines)  # guidance in italics may stand between
    return says_yes_or_no(text) is not None


def _listed(words: str) -> list[str]:
    """The things that a question names in a row: "Is it pay, bullying, discipline or something else?"."""
    parts = re.split(r"\s*[,;/:?()]\s*|\s+or\s+", words)
    return [part for part in parts if part.strip()]


def _weighed(
    at: int, found: Sequence[Answer], ranks: tuple[int, int] | None, wordings: Wordings
) -> dict[str, float]:
    """What speaks for each field, for a question that is still open; empty for one that is settled."""
    answer = found[at]
    if answer.asked.exact or not answer.asked.words or len(answer.asked.fields) > 1:
        return {}
    look = look_of(answer)
    agreed = answer.name == "consent" and asks_consent(answer.asked.words) and _agreed_or_not(answer)
    offered = look in ("boxes", "") or _partly_struck(answer)
    if agreed or (answer.asked.fields[0] in CHOICES and offered):
        return {}  # told by its options
    sense = _sense(answer.asked.words, wordings)
    if sense is None:
        return {}
    if ranks == _HEAD and any(map(guides, answer.lines)):
        return {NOTHING: 1.0}  # what the branch says of its form, below the title
    told = sense.first[1] > _CLEAR and sense.first[0] not in _ASKS_KINDS  # "Sick pay" may be what one wants
    offers = _named(answer, wordings) if look in ("name", "brief", "sentence") and not told else ""
    shares = dict(sense.fields)
    if of_a_meeting(shares) and dated(answer):
        look, shares = "date", {**shares, "key_date": shares["key_date"] + shares.pop("key_event")}
    if offers:
        least = _LEAST_SHARE if offers == "categories" else _LEAST_OF_CONTRACT
        shares[offers] = max(shares.get(offers, 0.0), least)
    weighed = {
        name: share
        * answering(name, look, share, found)
        * _fitting(name, ranks, wordings)
        * (_NAMED if name == offers else 1.0)
        for name, share in shares.items()
    }
    if _OF_ANOTHER.search(answer.asked.words) and not _NOT_THEIRS.search(answer.asked.words):
        weighed = {name: weight for name, weight in weighed.items() if name not in _REACHES}
    if _NAME_OF_ANOTHER.search(answer.asked.words) and not _NOT_THEIRS.search(answer.asked.words):
        weighed = {name: weight for name, weight in weighed.items() if name not in NAMES}
    weighed[NOTHING] = weighed.get(NOTHING, 0.0) + sum(weighed.values()) * (1.0 - sense.heard) / 2
    return weighed


def _sense(words: str, wordings: Wordings) -> Sense | None:
    """The sense of a question; of its essence, where what it says besides is all that hides it; of its first
    part, where that asks to tell of something and the second only asks on."""
    whole, bare = shipped().of(words), essence(words)
    told = shipped().of(bare)
    if whole is None or told is None:
        return whole
    if whole.first[0] != NOTHING:
        return told if told.first[0] == whole.first[0] and told.first[1] > whole.first[1] else whole
    if told.first[0] != NOTHING and told.heard >= whole.heard:
        return told
    first, on, _ = bare.partition(", and ")
    told = shipped().of(first) if on else None
    clear = told is not None and told.first[1] > _CLEAR and told.heard >= whole.heard
    return told if told is not None and clear and told.first[0] in wordings.long | _REACH else whole


def _named(answer: Answer, wordings: Wordings) -> str:
    """The choice of which the answer is one option's own words ("zero hours"), or several; else empty."""
    text, _ = written_text(answer.lines)
    for choice in ("contract_type", "categories"):
        if wordings.option(choice, text) not in (None, "other"):
            return choice
    sign = ";" if ";" in text else ","  # as programs send what was ticked
    several = [part.strip() for part in text.split(sign) if part.strip()]
    all_kinds = all(wordings.option("categories", part) is not None for part in several)
    return "categories" if len(several) > 1 and all_kinds else ""


def _under(answer: Answer, name: str, score: float) -> Answer:
    return replace(answer, asked=replace(answer.asked, fields=(name,), score=score))


def _choice_of(options: Sequence[str], wordings: Wordings, fewest: int) -> str:
    """The choice that most of the options offered belong to, if enough do and no other has as many."""
    counts = {
        choice: sum(wordings.offered(choice, text) not in (None, "other") for text in options)
        for choice in ("categories", "contract_type")
    }
    best = max(counts, key=lambda choice: counts[choice])
    clear = counts[best] >= fewest and sorted(counts.values())[0] < counts[best]
    return best if clear and counts[best] * 2 >= len(options) else ""


def _choice_meant(options: Sequence[str], wordings: Wordings) -> str:
    """The choice that options in many words belong to: the sorts of contract, by what they contain."""
    meant = {value_of("contract_type", text, wordings) for text in options}
    return "contract_type" if len(options) > 2 and None not in meant and len(meant - {"other"}) > 2 else ""


def _ranks_round(found: Sequence[Answer], wordings: Wordings) -> list[tuple[int, int] | None]:
    """For each answer the places on the form of the nearest known questions before and after it."""

    def nearest(answers: Iterable[Answer]) -> list[int | None]:
        ranks: list[int | None] = [None]
        for one in answers:
            known = one.asked.exact and not one.empty and one.name in wordings.ranks and one.name != NOTHING
            ranks.append(wordings.ranks[one.name] if known else ranks[-1])
        return ranks

    before, after = nearest(found), nearest(reversed(found))[-2::-1]
    return [_between(*ranks) for ranks in zip(before, after, strict=False)]


def _between(before: int | None, after: int | None) -> tuple[int, int] | None:
    if before is None and after == 0:
        return _HEAD
    if before is None and after is None:
        return None
    low = before if before is not None else after
    high = after if after is not None else before
    assert low is not None and high is not None
    return min(low, high), max(low, high)


def _fitting(name: str, ranks: tuple[int, int] | None, wordings: Wordings) -> float:
    if ranks is None or name == NOTHING or name not in wordings.ranks:
        return 1.0
    if ranks == _HEAD and wordings.ranks[name] > _OF_THE_PERSON:
        return _TITLE
    return _IN_PLACE if ranks[0] - 1 <= wordings.ranks[name] <= ranks[1] + 1 else _OUT_OF_PLACE
