"""Whether a line asks something we know, and what of the line is already the answer.

A line can be a question alone ("Your full name"), or question and answer ("Name: Ann Lee"). Where the page
itself does not show that it is a question (`sure` is false), only wordings known word for word count: a
member's story is full of lines like "My line manager: says ..." (MAIL.md §4, the free-text trap).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from ingest.hints import hints, is_hint
from ingest.page import Line, Mark, cut
from ingest.question_ends import asks_part, edge, filled_from, splits, typed_over
from ingest.sense import shipped
from ingest.wordings import Known, Wordings

_JOINT = re.compile(r"\s*(?:,|/|&|\+|\band\b)\s*", re.IGNORECASE)
_CHOOSE = re.compile(r"\b(?:tick|circle|select|choose|underline|delete|highlight)\b", re.IGNORECASE)
_OPTION = re.compile(  # boxes with words behind them
    r"\s*(?:[☐☑☒]|(?:[✓✔✗□■]|[\[(]\s*[xX✓]?\s*[\])]).*[☐☑☒✓✔✗□■])"
)
_REMEMBERED = 2_000
_HALF = 0.5
_LONGEST_LABEL = 100  # letters
_OFFERED = re.compile(r"\W*y(?:es)?\s*(?:/|\bor\b)\s*no?\W*", re.IGNORECASE)  # printed, with nothing marked
# The answer typed into a gap of a printed sentence that goes on behind it.
# A statement of consent with the word that was asked for behind it.
_AGREED = re.compile(
    r"[:?][\s_.]*(?:\(?y(?:es)?\s*/\s*no?\)?[\s_.:]+)?"
    r"(?P<said>yes|no|y|n|ydw|nac ydw|agreed?|accept(?:ed)?|i (?:do(?: not)? )?(?:agree|consent|accept))"
    r"[\s_.!]*\Z",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(  # both printed behind the statement, to be struck out or marked
    r"\s(?:\([^()]{0,40}\)\s*)?(?P<said>\(?y(?:es)?\s*(?:/|\bor\b)\s*no?\)?)\W*\Z", re.IGNORECASE
)
_ASKS_CONSENT = re.compile(
    r"\b(?:I|we|you)\b.*\b(?:agree|consent|permission|permit|authori[sz]e|allow|accept)\b.*"
    r"\b(?:information|data|details|records?|form|hold|held|keep|kept|stor(?:e|ed|ing)|process(?:ed|ing)?|share)\b|"
    r"\b(?:data|information|records?|details)\b.*\bI (?:agree|consent|accept)\b|"
    r"\b(?:all right|alright|ok(?:ay)?|happy|fine) (?:if|for|with)\b.*\b(?:keep|hold|stor|retain|use|using|process)\w*\b|"
    r"^\W*(?:\d+\W+)?(?:permission|consent|agreement) (?:given|granted|to)\b",
    re.IGNORECASE | re.DOTALL,
)
_OR_INITIALS = re.compile(r"(?P<words>[^/|]*[a-z][^/|]*?)\s*/\s*[A-Z]{2,5}[\s:?.]*")
_OR = re.compile(r"\s*(?:,\s*(?:or\b)?|/|\bor\b)\s*", re.IGNORECASE)
_MOST_WORDS_FOR_IT = 5
_MEMBERS = re.compile(r"\b(?:the )?members?['’]s?(?=\s)", re.IGNORECASE)
_MEMBER = re.compile(r"\b(?:the )?member\b(?! (?:number|no|id|of|ref))", re.IGNORECASE)
_TURNED = (("is you", "are you"), ("does you", "do you"), ("has you", "have you"), ("their", "your"), ("they", "you"))
_LISTED = 0.8
_LONGEST_LIST = 240  # letters
_FEWEST_KINDS = 3
_PARTS = {"day": ("key_date",), "time": ("time",), "what": ("key_event",)}  # of a meeting
_STATEMENT = 0.9
_SHORT_QUESTION = 8  # words
_PURPOSE = re.compile(
    r"\(what,? ?(?:and )?when\)|\b(?:and|,)\s*(?:(?:its )?purpose|reason|nature|subject|type|kind|"
    r"what (?:it is |is it |it.s |they are |are they )?(?:for|about))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the field or fields it asks for, how sure, and the answer that follows on its line."""

    fields: tuple[str, ...]
    score: float
    exact: bool
    rest: Line | None = None
    colon: bool = False
    words: str = ""  # of the question itself


@lru_cache(maxsize=_REMEMBERED)  # a page asks for the same lines over and over, and so does the next form
def asked(line: Line, wordings: Wordings, sure: bool) -> Asked | None:
    """What a line asks, or None. `sure`: the page shows it as a question, so near misses count too."""
    text = line.text
    if not text.strip() or len(text) > 2_000 or line.all_marked(Mark.FILLED) or _OPTION.match(text):
        return None
    agreed = _AGREED.search(text)
    if agreed is not None and _ASKS_CONSENT.search(text, 0, agreed.start() + 1):
        start = agreed.start("said")
        return Asked(("consent",), _STATEMENT, True, cut(line, start), True, text[:start])
    offered = _YES_OR_NO.search(text)
    if offered is not None and _ASKS_CONSENT.search(text, 0, offered.start()):
        start = offered.start("said")
        marked = len({run.mark for run in cut(line, start).runs if run.text.strip()}) > 1
        if marked:
            return Asked(("consent",), _STATEMENT, True, cut(line, start), True, text[:start])
    whole = None if filled_from(line) else _known(text, wordings, sure=False)
    if whole is not None and not _holds_answer(text):
        return Asked(whole[0], whole[1], True, None, text.rstrip().endswith(":"), text)
    for head, start, colon in splits(line):
        known = _of_a_meeting(head, wordings, sure) or _known(head, wordings, sure)
        if known is not None:
            rest = typed_over(line, max(start, filled_from(line)))
            part = _part_asked(known[0], rest)
            if part:
                return Asked(part, known[1], known[2], None, colon, text)
            if _no_answer(rest):  # "(date, and what it is for)" behind a question asks too
                fields = known[0] if len(known[0]) > 1 else _with_purpose(known[0][0], text)
                return Asked(
                    fields,
                    known[1],
                    known[2],
                    None,
                    colon,
                    text if rest.text.rstrip().endswith("?") else head,
                )
            return Asked(known[0], known[1], known[2], rest, colon, head)
    if sure and not _told_by_look(line):
        known = _known(text, wordings, sure=True)
        if known is not None:
            return Asked(known[0], known[1], known[2], None, text.rstrip().endswith(":"), text)
    return None


def _told_by_look(line: Line) -> bool:
    """Whether a line shows by a change of look that an answer stands behind its question."""
    end = edge(line)
    return any(map(str.isalpha, line.text[:end])) and not _no_answer(typed_over(line, end))


def _of_a_meeting(head: str, wordings: Wordings, sure: bool) -> tuple[tuple[str, ...], float, bool] | None:
    """A question with a colon in it for a part of a meeting ("Hearing or deadline: type"), if it is one."""
    stem, colon, part = head.rstrip(" :?").rpartition(":")
    asked_for = asks_part(part) if colon else ""
    known = _known(stem, wordings, sure) if asked_for else None
    if known is None or known[0] != ("key_date",):
        return None
    return _PARTS[asked_for], known[1], known[2]


def _part_asked(fields: tuple[str, ...], rest: Line) -> tuple[str, ...]:
    """What is asked of a meeting behind a colon: "Next meeting: date", "Next meeting: what is it?"."""
    part = asks_part(rest.text) if fields == ("key_date",) else ""
    if not part or any(Mark.FILLED in run.mark for run in rest.runs):
        return ()
    return _PARTS[part]


def told_apart(line: Line) -> tuple[str, Line | None]:
    """A question nobody listed, and what stands behind its colon, question mark or gap; None for nothing."""
    for head, start, _ in splits(line):
        rest = typed_over(line, start)
        return head, None if _no_answer(rest) else rest
    return line.text, None


def told_apart_by_look(line: Line) -> tuple[str, Line | None]:
    """The same for a question in bold: its answer begins where the bold ends, not at a dash of a title."""
    end = edge(line)
    rest = typed_over(line, end) if end else None
    return (line.text[:end], rest) if rest is not None and not _no_answer(rest) else (line.text, None)


def _holds_answer(text: str) -> bool:
    """Whether words stand behind the colon that could be an answer, not a hint: "If so, when: Monday"."""
    bare = re.sub(r"\([^()]*\)", "", text)
    _, colon, rest = bare.rpartition(":")
    return bool(colon) and bool(re.search(r"\w", rest)) and not hints(rest.strip())


def _no_answer(rest: Line) -> bool:
    """A hint, or the second half of a question for two things ("Is there a meeting? On what date?")."""
    text = rest.text.strip()
    if _OFFERED.fullmatch(text) and len({run.mark for run in rest.runs if run.text.strip()}) == 1:
        return True
    return is_hint(rest) or (
        text.endswith("?") and text.count("?") == 1 and len(text.split()) <= _SHORT_QUESTION
    )


def _known(text: str, wordings: Wordings, sure: bool) -> tuple[tuple[str, ...], float, bool] | None:
    found: Known | None = wordings.exact(text)
    if found is not None:
        name = "categories" if found.field == "summary" and _CHOOSE.search(text) else found.field
        return _with_purpose(name, text), found.score, True
    several = _several(text, wordings) or _either(text, wordings)
    if several:
        return several, 0.85, True
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
    return _with_purpose(found.field, text), found.score, found.exact


def _said_of_the_member(text: str, wordings: Wordings) -> Known | None:
    """What a form for representatives asks of the member ("What is the member after?"), as it would ask them."""
    if _MEMBER.search(text) is None or len(text) > _LONGEST_LABEL:
        return None
    turned = _MEMBER.sub("you", _MEMBERS.sub("your", text))
    for theirs, yours in _TURNED:
        turned = re.sub(rf"\b{theirs}\b", yours, turned, flags=re.IGNORECASE)
    return wordings.close(turned)


def _lists_kinds(text: str, wordings: Wordings) -> bool:
    """Whether a question names the kinds of problem to choose from ("Is it discipline, pay, bullying or ...?")."""
    if len(text) > _LONGEST_LIST or text.count(",") < _FEWEST_KINDS - 1:
        return False
    small = " ".join(text.casefold().split())
    kinds = {value for value, pattern in wordings.option_patterns["categories"] if pattern.search(small)}
    return len(kinds) >= _FEWEST_KINDS and text.rstrip().endswith(("?", ":"))


def _in_two_languages(text: str, wordings: Wordings) -> str | None:
    """The field of "Enw / Name": of two wordings with a stroke between them, one is known to us, or both are
    and for the same."""
    initials = _OR_INITIALS.fullmatch(text)
    if initials is not None:  # "Line manager/DM", "Site / DC": the same thing by its initials
        known = wordings.exact(initials["words"])
        return known.field if known is not None else None
    halves = re.split(r"\s+[/|]\s+", text)
    if len(halves) != 2 or len(text) > _LONGEST_LABEL:
        return None
    find = wordings.exact if any(wordings.exact(half) is not None for half in halves) else wordings.close
    fields = {known.field for half in halves if (known := find(half)) is not None}
    strange = [half for half in halves if find(half) is None]
    if strange and (fields == {"ignored"} or any(_speaks_ours(half, fields) for half in strange)):
        return None
    return fields.pop() if len(fields) == 1 else None


def _speaks_ours(text: str, fields: Collection[str]) -> bool:
    """Whether the words are ones that our forms use, but for no such field: they say more."""
    sense = shipped().of(text)
    return sense is not None and sense.heard > _HALF and sense.first[0] not in fields


def _with_purpose(name: str, text: str) -> tuple[str, ...]:
    """A question for the date of a meeting that asks in the same breath what the meeting is for."""
    return (name, "key_event") if name == "key_date" and _PURPOSE.search(text) else (name,)


def _either(text: str, wordings: Wordings) -> tuple[str, ...]:
    """The one field of a question in several words for it, all of them known: "Plant, depot or warehouse"."""
    parts = [part for part in _OR.split(text.strip(" \t:?.*")) if part]
    if not 2 <= len(parts) <= _MOST_WORDS_FOR_IT or len(text) > _LONGEST_LABEL:
        return ()
    found = [wordings.exact(part) for part in parts]
    fields = {known.field if known is not None else "" for known in found}
    return tuple(fields) if len(fields) == 1 and not fields & {"", "ignored"} else ()


def _several(text: str, wordings: Wordings) -> tuple[str, ...]:
    """The fields of a question for two or three things at once, such as "Department and job"."""
    if len(text) > 80:
        return ()
    parts = [part for part in _JOINT.split(text.strip(" \t:?.*")) if part]
    if not 2 <= len(parts) <= 3:
        return ()
    found = [wordings.exact(part) for part in parts]
    fields = [known.field for known in found if known is not None]
    if (
        len(fields) != len(parts)
        or len(set(fields)) != len(fields)
        or {"ignored", "signature", "people_involved"} & set(fields)
    ):
        return ()
    return tuple(fields)
