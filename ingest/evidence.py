"""Questions nobody listed, settled by all that speaks: their words, the look of the answer, their place.

The sense of the words (sense.py) is weighed with what was answered - an address is hardly a job title - and
with what the questions round it ask. What stays open goes to no field: a wrong value is far worse than a
missing one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.answers import CHOICES, Answer
from ingest.choices import boxed, boxed_options
from ingest.consent import declares, says_yes_or_no
from ingest.consent_said import asks_consent
from ingest.contacts import choose_phone, emails_in
from ingest.dates import find_date
from ingest.fields import written_text
from ingest.hints import essence
from ingest.labels import strip_numbering
from ingest.phrases import openings
from ingest.prompts import only_yes_or_no, says_nothing
from ingest.sense import NOTHING, Sense, shipped
from ingest.ticks import value_of
from ingest.wordings import Wordings

_ENOUGH = 0.8  # of 1: below that a question goes to no field
_AT_MOST = 0.85  # what a question nobody listed is believed at most: one in twenty is not what it seems
_IN_PLACE, _OUT_OF_PLACE = 1.5, 0.6
_ASKED_ALREADY = 0.1
_NAMED, _LEAST_SHARE, _LEAST_OF_CONTRACT = 12.0, 0.02, 0.2
_SELDOM = 0.055
_TITLE, _OF_THE_PERSON = 0.02, 2
_FEW_WORDS, _SOME_WORDS = 8, 30
_NUMBER = re.compile(r"\W*(?:no\.?\s*)?[A-Za-z]{0,4}[-/ ]?\d[\d /-]{2,12}[A-Za-z]{0,2}\W*")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*[,\s]+){1,4}[^\W\d_][\w.'’-]*\W*")
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
_TOLD_BELOW = frozenset(
    {"other_advice", "adjustments", "steps_taken", "people_involved", "caseworker_preference"}
)
_YES_NO = re.compile(r"\W*(?:yes|no|y|n|ydw|oes|nac oes|ie|na)\b.{0,12}", re.IGNORECASE)

_LOOKS = ("email", "phone", "both", "date", "number", "yes_no", "boxes", "name", "brief", "sentence", "story")
# How often an answer to a field has each of these looks, in thousandths.
_TABLE = """
names    1   1   1   2   1   2  10 790 180  10   2
place    1   1   1   4  10   5  20 340 580  30   8
post     1   1   1   4  10   5  20 240 680  30   9
grade    1   1   1  10 150   5  20  20 780  10   2
email  950   1  40   1   1   1   1   1   2   1   1
phone    1 900  40   1  10   1   1   1  40   4   1
prefer  30  30  40  10   1  20 120  50 500 190   9
member   1  60   1   1 830   5   1   1  90   9   1
past     1   1   1 800  10  10   5   5 100  60   7
coming   1   1   1 780   5  50   5   5  60  80  12
event    2   2   2  20   1  20  20 110 560 250  13
kind     1   1   1   1   1  10 480  90 400  14   1
sorts    1   1   1   1   1  10 600  40 240  90  14
told     1   1   1   5   1   5   5  12  80 350 539
done     1   1   1  30   1  50   5  12 150 480 269
people   1   1   1   1   1  20   5 240 200 390 140
else     2   2   2   5   1 250  20  30 320 330  38
needs    1   1   1   1   1 230  60  30 400 250  26
consent  1   1   1   5   1 560 360  10  30  30   1
signed   1   1   1 950   1   1   1   1  40   2   1
sign     1   1   1  50   1   5   5 760 170   5   1
reach  180 180 500   1   1   1   1   1 100  34   1
nothing 20  30   5 120  80 120  80 120 250 120  55
"""
_ROWS: Mapping[str, Mapping[str, float]] = {
    name: dict(zip(_LOOKS, (int(number) / 1000 for number in numbers), strict=True))
    for name, *numbers in (line.split() for line in _TABLE.strip().splitlines())
}
_ROW_OF: Mapping[str, str] = {
    "member_name": "names", "given_name": "names", "family_name": "names", "line_manager": "names",
    "employer": "place", "department": "place", "workplace": "place", "job_title": "post", "grade": "grade",
    "email": "email", "work_email": "email", "phone": "phone", "contact_preference": "prefer",
    "membership_number": "member", "joined_union": "past", "issue_started": "past", "key_date": "coming",
    "key_event": "event", "contract_type": "kind", "categories": "sorts", "summary": "told",
    "desired_outcome": "done", "steps_taken": "done", "people_involved": "people", "other_advice": "else",
    "caseworker_preference": "else", "adjustments": "needs", "consent": "consent", "signed_on": "signed",
    "signature": "sign", "contact_details": "reach", NOTHING: "nothing",
}  # fmt: skip


def settled(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """The answers with each question that is not known word for word under the field all evidence speaks for,
    or under none. The surest is settled first; what is asked for once is hardly asked for again."""
    made = [_by_options(answer, wordings) for answer in found]
    known = {
        name for answer in made if answer.asked.exact and not answer.empty for name in answer.asked.fields
    }
    weighed = {at: told for at in range(len(made)) if (told := _weighed(at, made, wordings))}
    while weighed:  # shares change only when one more field is known, so a long page costs no more than that
        for share, at, name in _surest_first(weighed, known):
            del weighed[at]
            if name == NOTHING or share < _ENOUGH:
                made[at] = _under(made[at], NOTHING, 0.0)
                continue
            made[at] = _under(made[at], name, round(min(share, _AT_MOST), 2))
            if not made[at].empty and name not in known:
                known.add(name)
                break
    return made


def with_follow_ups(found: Sequence[Answer]) -> list[Answer]:
    """What is told under "If yes, from whom?" is the answer, not the yes above it."""
    made = list(found)
    for at in range(1, len(made)):
        before, answer = made[at - 1], made[at]
        if (
            before.name in _TOLD_BELOW
            and look_of(before) in ("yes_no", "boxes", "")
            and not answer.empty
            and answer.name in (NOTHING, before.name)
            and _IF_SO.match(strip_numbering(answer.asked.words))
        ):
            made[at - 1], made[at] = _under(before, NOTHING, 0.0), _under(answer, before.name, _AT_MOST)
    return made


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
    else:
        choice = "" if answer.asked.exact else _choice_of(_listed(answer.asked.words), wordings, 3)
    return _under(answer, choice, _AT_MOST) if choice else answer


def _agreed_or_not(answer: Answer) -> bool:
    """Whether what was written is a yes or a no and nothing else."""
    text, _ = written_text(answer.lines)
    return says_yes_or_no(text) is not None


def _listed(words: str) -> list[str]:
    """The things that a question names in a row: "Is it pay, bullying, discipline or something else?"."""
    parts = re.split(r"\s*[,;/:?()]\s*|\s+or\s+", words)
    return [part for part in parts if part.strip()]


def _weighed(at: int, found: Sequence[Answer], wordings: Wordings) -> dict[str, float]:
    """What speaks for each field, for a question that is still open; empty for one that is settled."""
    answer = found[at]
    if answer.asked.exact or not answer.asked.words or len(answer.asked.fields) > 1:
        return {}
    look = look_of(answer)
    if answer.asked.fields[0] in CHOICES and look in ("boxes", ""):
        return {}  # told by its options
    sense = _sense(answer.asked.words)
    if sense is None:
        return {}
    ranks = _ranks_round(at, found, wordings)
    offers = _named(answer, wordings) if look in ("name", "brief", "sentence") else ""
    shares = dict(sense.fields)
    if offers:
        least = _LEAST_SHARE if offers == "categories" else _LEAST_OF_CONTRACT
        shares[offers] = max(shares.get(offers, 0.0), least)
    weighed = {
        name: share
        * (1.0 if not look else _ROWS[_ROW_OF.get(name, "nothing")][look])
        * _fitting(name, ranks, wordings)
        * (_NAMED if name == offers else 1.0)
        for name, share in shares.items()
    }
    weighed[NOTHING] = weighed.get(NOTHING, 0.0) + sum(weighed.values()) * (1.0 - sense.heard) / 2
    return weighed


def _sense(words: str) -> Sense | None:
    """The sense of a question; of its essence, where what it says besides is all that hides it."""
    whole, bare = shipped().of(words), essence(words)
    if whole is None or whole.first[0] != NOTHING or bare == words:
        return whole
    told = shipped().of(bare)
    return told if told is not None and told.first[0] != NOTHING and told.heard >= whole.heard else whole


def _named(answer: Answer, wordings: Wordings) -> str:
    """The choice of which the answer is one option's own words ("zero hours"), or several; else empty."""
    text, _ = written_text(answer.lines)
    for choice in ("contract_type", "categories"):
        if wordings.option(choice, text) not in (None, "other"):
            return choice
    several = [part.strip() for part in text.split(";") if part.strip()]  # as programs send what was ticked
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


def plausible(answer: Answer) -> bool:
    """Whether what was written has a look that answers to its field often have: "yes" is no date."""
    look = look_of(answer)
    return not look or _ROWS[_ROW_OF.get(answer.name, "nothing")][look] > _SELDOM


def look_of(answer: Answer) -> str:
    """The look of what was answered, one of `_LOOKS`; empty if nothing was."""
    text, faint = written_text(answer.lines)
    if not text or faint or says_nothing(text):
        return ""
    if boxed(answer.lines):
        return "boxes"
    count = len(text.split())
    addresses = bool(emails_in(text))
    if count <= 2 * _FEW_WORDS:
        number = choose_phone(text, "GB") is not None
        if addresses or number:
            return "both" if addresses and number else "email" if addresses else "phone"
        if _NUMBER.fullmatch(text) and find_date(text, None, True) is None:
            return "number"
        found = find_date(text, None, True)
        if found is not None and (len(found.rest.split()) <= 3 or any(map(str.isdigit, text[:12]))):
            return "date"
    if only_yes_or_no(text) or _YES_NO.fullmatch(text) or declares(text):
        return "yes_no"
    if _NAME.fullmatch(text) and text[:1].isupper() and count <= 5:
        return "name"
    return "brief" if count <= _FEW_WORDS else "sentence" if count <= _SOME_WORDS else "story"


def _ranks_round(at: int, found: Sequence[Answer], wordings: Wordings) -> tuple[int, int] | None:
    """The places on the form of the nearest known questions before and after."""

    def rank(answers: Sequence[Answer]) -> int | None:
        for one in answers:
            if one.asked.exact and not one.empty and one.name in wordings.ranks and one.name != NOTHING:
                return wordings.ranks[one.name]
        return None

    before, after = rank(found[:at][::-1]), rank(found[at + 1 :])
    if before is None and after == 0:
        return 0, 0  # what stands above the questions about the person is the title
    if before is None and after is None:
        return None
    low = before if before is not None else after
    high = after if after is not None else before
    assert low is not None and high is not None
    return min(low, high), max(low, high)


def _fitting(name: str, ranks: tuple[int, int] | None, wordings: Wordings) -> float:
    if ranks is None or name == NOTHING or name not in wordings.ranks:
        return 1.0
    if ranks == (0, 0) and wordings.ranks[name] > _OF_THE_PERSON:
        return _TITLE
    return _IN_PLACE if ranks[0] - 1 <= wordings.ranks[name] <= ranks[1] + 1 else _OUT_OF_PLACE
