"""What words ask for, wherever they stand: word for word, in several words for one thing, for two things at
once, in two languages, or of "the member" where other forms say "you".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import groupby

from ingest.labels import strip_numbering
from ingest.sense import shipped
from ingest.wordings import Known, Wordings

_JOINT = re.compile(r"\s*(?:,|/|(?<!\b[A-Z])&|&(?![A-Z]\b)|\+|\band\b)\s*", re.IGNORECASE)
_CHOOSE = re.compile(
    r"\b(?:tick|circle|select|choose|underline|delete|highlight|which (?:one )?of (?:these|the following))\b",
    re.IGNORECASE,
)
_HALF = 0.5
_HINT_BEHIND = re.compile(r"(?<=\w)\s*\([^()]*\)[\s:*]*\Z")
_ANSWERED = re.compile(r":\s*\w")
_LONGEST_LABEL = 100  # letters
_OR_INITIALS = re.compile(r"(?P<words>[^/|]*[a-z][^/|]*?)\s*/\s*[A-Z]{2,5}[\s:?.]*")
_OR = re.compile(r"\s*(?:,\s*(?:or\b)?|/|\bor\b)\s*", re.IGNORECASE)
_MOST_WORDS_FOR_IT = 5
_MEMBERS = re.compile(r"\b(?:the )?members?['’]s?(?=\s)", re.IGNORECASE)
_MEMBER = re.compile(r"\b(?:the )?member\b(?! (?:number|no|id|of|ref))", re.IGNORECASE)
_TURNED = (
    ("is you", "are you"),
    ("does you", "do you"),
    ("has you", "have you"),
    ("their", "your"),
    ("they", "you"),
)
_NOT_BESIDE = frozenset({"ignored", "signature", "people_involved"})
_BRACKETED = re.compile(r"\((?P<words>[^()]{4,80})\)[\s:.?]*")
_ARTICLE = re.compile(r"^(?:the|your|or|a|and)\s+", re.IGNORECASE)
_MOST_BRACKETED = 4
_LISTED = 0.8
_OF_THE_JOB = frozenset({"job_title", "department", "workplace"})
_WHERE = {"workplace", "department"}
_SITE = re.compile(  # a "school" may be a department
    r"(?:(?:which|what|your|the) )?"
    r"(?:(?:work )?site|workplace|(?:work )?location|building|depot|base|place of work)",
    re.IGNORECASE,
)
_LONGEST_LIST = 240  # letters
_FEWEST_KINDS = 3
_AND_SURNAME = re.compile(
    r"(?P<first>.{4,60}?)\s*(?:[,&/+]|[,;]?\s+\band\b)\s*(?:your |the )?"
    r"(?:surname|(?:family|last|second) name)[\s:?.*]*",
    re.IGNORECASE,
)
_NAMES = frozenset({"name", "names", "forename", "forenames", "title"})
_OF_A_NAME = frozenset(
    re.findall(
        r"\w+",
        "a are as be by call called christian do first full given go goes in initials is know known like "
        "likes mr mrs ms mx of on prefer preferred should that the to us use used usual usually we what "
        "which you your",
    )
)
_PURPOSE = re.compile(
    r"\(what,? ?(?:and )?when\)|\b(?:and|,)\s*(?:(?:its )?purpose|reason|nature|subject|type|kind|"
    r"what (?:it is |is it |it.s |they are |are they )?(?:for|about))\b|"
    r"\b(?:if so,? )?what (?:is it|it is|are they|they are) (?:called|for|about)\b|"
    r"\bwhat(?: it is| is it)?,? and when\b",
    re.IGNORECASE,
)


def known_words(text: str, wordings: Wordings, sure: bool) -> tuple[tuple[str, ...], float, bool] | None:
    """The fields, how sure (0 to 1), and whether word for word; None where the words ask for nothing known.

    `sure`: the page shows them as a question, so near misses count too.
    """
    found: Known | None = wordings.exact(text)
    if found is not None:
        name = "categories" if found.field == "summary" and _CHOOSE.search(text) else found.field
        return with_purpose(name, text), found.score, True
    several = _several(text, wordings) or _either(text, wordings)
    if several:
        return several, 0.85, True
    if _asks_whole_name(text):
        return ("member_name",), 0.85, True
    if not sure:
        return None
    twice = _in_two_languages(text, wordings)
    if twice is not None:
        return (twice,), 0.85, True
    found = wordings.close(text) or _said_of_the_member(text, wordings)
    if (found is None or found.field == "ignored") and _lists_kinds(text, wordings):
        return ("categories",), _LISTED, False
    if found is None:
        return None
    name = "categories" if found.field == "summary" and _CHOOSE.search(text) else found.field
    return with_purpose(name, text), found.score, found.exact


def _in_two_languages(text: str, wordings: Wordings) -> str | None:
    """The field of "Enw / Name": of two wordings with a stroke between them, one is known to us, or both are
    and for the same."""
    initials = _OR_INITIALS.fullmatch(text)
    if initials is not None:  # "Line manager/DM", "Site / DC": the same thing by its initials
        known = wordings.exact(initials["words"])
        return known.field if known is not None else None
    halves = re.split(r"\s+[/|]\s+", _HINT_BEHIND.sub("", text))
    if len(halves) != 2 or len(text) > _LONGEST_LABEL or _ANSWERED.search(text):
        return None
    find = wordings.exact if any(wordings.exact(half) is not None for half in halves) else wordings.close
    fields = {known.field for half in halves if (known := find(half)) is not None}
    strange = [half for half in halves if find(half) is None]
    if strange and (fields == {"ignored"} or any(_speaks_ours(half, fields) for half in strange)):
        label = (
            len(fields) == 1 and fields <= _OF_THE_JOB and all(half.strip(" :*").isalpha() for half in halves)
        )
        return fields.pop() if label else None  # "Job / link": more than the job, but nothing else we keep
    return fields.pop() if len(fields) == 1 else None


def _speaks_ours(text: str, fields: Collection[str]) -> bool:
    """Whether the words are ones that our forms use, but for no such field: they say more."""
    sense = shipped().of(text)
    return sense is not None and sense.heard > _HALF and sense.first[0] not in fields


def with_purpose(name: str, text: str) -> tuple[str, ...]:
    """A question for the date of a meeting that asks in the same breath what the meeting is for."""
    return (name, "key_event") if name == "key_date" and _PURPOSE.search(text) else (name,)


def with_bracketed(name: str, hint: str, wordings: Wordings) -> tuple[str, ...]:
    """The fields of a question with brackets that name several things, itself among them: "Where do you work?
    (team, and the building)"."""
    found = _BRACKETED.fullmatch(hint.strip())
    parts = [_ARTICLE.sub("", part) for part in _JOINT.split(found["words"])] if found is not None else []
    parts = [part for part in parts if part]
    if not 2 <= len(parts) <= _MOST_BRACKETED:
        return ()
    known = [wordings.exact(part) for part in parts]
    either = [
        (one.field,) if one is not None else _either(part, wordings)
        for one, part in zip(known, parts, strict=True)
    ]
    fields = tuple(one[0] for one in either if one)
    whole = len(fields) == len(parts) == len(set(fields)) and name in fields
    return fields if whole and not _NOT_BESIDE & set(fields) else ()


def _either(text: str, wordings: Wordings) -> tuple[str, ...]:
    """The one field of a question in several words for it, all known ("Plant, depot or warehouse"); the
    first of two that both say where somebody works ("Site or team")."""
    parts = [part for part in _OR.split(text.strip(" \t:?.*")) if part]
    if not 2 <= len(parts) <= _MOST_WORDS_FOR_IT or len(text) > _LONGEST_LABEL:
        return ()
    found = [wordings.exact(part) for part in parts]
    fields = list(dict.fromkeys(known.field if known is not None else "" for known in found))
    one = len(fields) == 1 and fields[0] not in ("", "ignored")
    either = len(parts) == 2 and set(fields) == _WHERE and any(_SITE.fullmatch(part) for part in parts)
    return tuple(fields[:1]) if one or either else ()


def _asks_whole_name(text: str) -> bool:
    """Whether a question asks for the member's name and surname together, whatever it says of the first
    ("Name you like to be known by, and surname")."""
    found = _AND_SURNAME.fullmatch(strip_numbering(text))
    words = [] if found is None else re.findall(r"[^\W\d_]+", found["first"].casefold())
    return any(word in _NAMES for word in words) and all(word in _NAMES | _OF_A_NAME for word in words)


def _several(text: str, wordings: Wordings) -> tuple[str, ...]:
    """The fields of a question for two or three things at once, such as "Department and job"."""
    if len(text) > 80:
        return ()
    parts = [part for part in _JOINT.split(text.strip(" \t:?.*")) if part]
    if not 2 <= len(parts) <= 3:
        return ()
    found = [wordings.exact(part) for part in parts]
    fields = [known.field for known in found if known is not None]
    each = tuple(name for name, _ in groupby(fields))  # "Rank / role and name" asks for two things
    if len(fields) != len(parts) or not 2 <= len(set(each)) == len(each) or _NOT_BESIDE & set(fields):
        return ()
    return each


def _said_of_the_member(text: str, wordings: Wordings) -> Known | None:
    """What a form for reps asks of the member ("What is the member after?"), as it would ask them."""
    if _MEMBER.search(text) is None or len(text) > _LONGEST_LABEL:
        return None
    turned = _MEMBER.sub("you", _MEMBERS.sub("your", text))
    for theirs, yours in _TURNED:
        turned = re.sub(rf"\b{theirs}\b", yours, turned, flags=re.IGNORECASE)
    return wordings.close(turned)


def _lists_kinds(text: str, wordings: Wordings) -> bool:
    """Whether a question names the kinds of problem to choose from ("Is it conduct, pay, bullying or …?")."""
    if len(text) > _LONGEST_LIST or text.count(",") < _FEWEST_KINDS - 1:
        return False
    small = " ".join(text.casefold().split())
    kinds = {value for value, pattern in wordings.option_patterns["categories"] if pattern.search(small)}
    return len(kinds) >= _FEWEST_KINDS and text.rstrip().endswith(("?", ":"))
