"""Whether a line asks something we know, and what of the line is already the answer.

A line can be a question alone ("Your full name"), or question and answer ("Name: Ann Lee"). Where the page
itself does not show that it is a question (`sure` is false), only wordings known word for word count: a
member's story is full of lines like "My line manager: says ..." (MAIL.md §4, the free-text trap).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.consent_said import asks_consent, consent_said
from ingest.guidance import bids_to_say
from ingest.hints import hints, is_hint
from ingest.page import Line, Mark, cut
from ingest.question_ends import asks_part, edge, filled_from, splits, typed_over
from ingest.question_words import known_words, with_bracketed, with_purpose
from ingest.wordings import PART, Wordings

_OPTION = re.compile(  # boxes with words behind them
    r"\s*(?:[☐☑☒]|(?:[✓✔✗□■]|[\[(]\s*[xX✓]?\s*[\])]).*(?:[☐☑☒✓✔✗□■]|\[\s*[xX✓]?\s*\]))"
)
_MARKED = re.compile(r"\s*(?:[✓✔✗□■]|[\[(]\s*[xX✓]?\s*[\])])")
_REMEMBERED = 2_000
_NUMBER_ONLY = re.compile(r"\W*\w{1,2}\W*")
_OFFERED = re.compile(r"\W*y(?:es)?\s*(?:/|\bor\b)\s*no?\W*", re.IGNORECASE)  # printed, with nothing marked
_WHICH = re.compile(
    r"(?:personal|private|home|own|non-work|work|office|day(?:time)?|evening|mobile|phone|tel|e-?mail)",
    re.IGNORECASE,
)
_PART_TOLD = re.compile(
    r"\s*(?P<part>type|kind|stage|level|nature|purpose|date|day|time):\s+(?=\S)", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"(?P<stem>[^()]{3,80}?)\s*\((?P<part>[^()]{3,40})\)[\s:?*.]*")
_PARTS = {"day": ("key_date",), "time": ("time",), "what": ("key_event",)}  # of a meeting
_WITH_VALUE = re.compile(  # "Mobile phone 07700 900 342": a label, and a value of its kind without any sign
    r"\s*(?P<head>[^\W\d_][^\d@:?]{2,50}?)\s+"
    r"(?P<value>[+(]?\d[\d\s()/.:+-]{3,24}|[A-Z]{1,4}[-/ ]?\d{3,}[\w/-]{0,12}|[^\s@]+@[^\s@]+\.[^\s@]+)\s*"
)
_VALUED = frozenset(
    {"membership_number", "phone", "email", "work_email", "joined_union", "issue_started", "signed_on",
     "date", "key_date"}
)  # fmt: skip
_STATEMENT = 0.9
_SHORT_QUESTION = 8  # words
_ASKING = frozenset({"what", "when", "where", "who", "whom", "why", "how", "which"})
_LONGEST_HINT = 100  # letters


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
    if PART.match(text) and not text.rstrip().endswith("?") and wordings.section(text) is not None:
        return None
    said = consent_said(line)
    if said:
        return Asked(("consent",), _STATEMENT, True, cut(line, said), True, text[:said])
    whole = None if filled_from(line) else known_words(text, wordings, sure=False)
    if whole is not None and whole[0] == ("key_date",) and (of_it := _of_a_meeting(text, wordings, sure)):
        whole = of_it
    if whole is not None and whole[0] == ("ignored",) and _MARKED.match(text):
        return None  # "✓ Other" is an option of the question above
    if whole is not None and not _holds_answer(text):
        return Asked(whole[0], whole[1], True, None, text.rstrip().endswith(":"), text)
    for head, start, colon in splits(line):
        known = _of_a_meeting(head, wordings, sure) or known_words(head, wordings, sure)
        if known is not None and known[0] == ("family_name",) and text.rstrip().endswith("?"):
            behind = known_words(text[start:], wordings, sure)  # "Last: may we store your answers?"
            if behind is not None:
                return Asked(behind[0], behind[1], behind[2], None, False, text)
        if known is not None:
            which = _which_of_them(head, text[start:], known[0], wordings)
            if which is not None:
                return Asked(which[0], which[1], which[2], None, colon, text)
            rest = typed_over(line, max(start, filled_from(line)))
            part = _part_asked(known[0], rest)
            if part:
                return Asked(part, known[1], known[2], None, colon, text)
            if known[0] == ("key_date",) and (named := _PART_TOLD.match(rest.text)) is not None:
                part = _PARTS[asks_part(named["part"]) or "what"]
                return Asked(
                    part, known[1], known[2], cut(rest, named.end()), colon, f"{head} {named['part']}"
                )
            if _no_answer(rest):  # "(date, and what it is for)" behind a question asks too
                fields = known[0]
                if len(fields) == 1:
                    fields = with_bracketed(fields[0], rest.text, wordings) or with_purpose(fields[0], text)
                return Asked(
                    fields,
                    known[1],
                    known[2],
                    None,
                    colon,
                    text if rest.text.rstrip().endswith("?") else head,
                )
            return Asked(known[0], known[1], known[2], rest, colon, head)
    valued = _WITH_VALUE.fullmatch(text)
    known = None if valued is None else known_words(valued["head"], wordings, sure=False)
    if valued is not None and known is not None and known[0][0] in _VALUED:
        return Asked(known[0], known[1], known[2], cut(line, valued.start("value")), True, valued["head"])
    if sure and not _told_by_look(line) and not _holds_answer(text):
        known = known_words(text, wordings, sure=True)
        if known is not None:
            return Asked(known[0], known[1], known[2], None, text.rstrip().endswith(":"), text)
        if text.rstrip().endswith("?") and asks_consent(text):
            return Asked(("consent",), _STATEMENT, False, None, False, text)
    return None


def _told_by_look(line: Line) -> bool:
    """Whether a line shows by a change of look that an answer stands behind its question."""
    end = edge(line)
    return any(map(str.isalpha, line.text[:end])) and not _no_answer(typed_over(line, end))


def _of_a_meeting(head: str, wordings: Wordings, sure: bool) -> tuple[tuple[str, ...], float, bool] | None:
    """A question with a colon in it for a part of a meeting ("Hearing or deadline: type"), if it is one."""
    stem, colon, part = head.rstrip(" :?*").rpartition(":")
    if not colon and (aside := _IN_BRACKETS.fullmatch(head)) is not None:
        stem, colon, part = aside["stem"], "(", aside["part"]  # "Next meeting (type)"
    asked_for = asks_part(part) if colon else ""
    known = known_words(stem, wordings, sure) if asked_for else None
    if known is None or known[0] != ("key_date",):
        return None
    return _PARTS[asked_for], known[1], known[2]


def _which_of_them(
    head: str, rest: str, fields: tuple[str, ...], wordings: Wordings
) -> tuple[tuple[str, ...], float, bool] | None:
    """What "Email: work" or "Contact - mobile" asks: the word behind says which, and is no answer."""
    word = rest.strip(" \t:.?()")
    if not _WHICH.fullmatch(word):
        return None
    both = known_words(f"{word} {head.rstrip(' :?-–')}", wordings, sure=False)
    return both or (known_words(word, wordings, sure=False) if fields == ("contact_details",) else None)


def _part_asked(fields: tuple[str, ...], rest: Line) -> tuple[str, ...]:
    """What is asked of a meeting behind a colon: "Next meeting: date", "Next meeting: what is it?"."""
    part = asks_part(rest.text) if fields == ("key_date",) else ""
    if not part or any(Mark.FILLED in run.mark for run in rest.runs):
        return ()
    return _PARTS[part]


def told_apart(line: Line) -> tuple[str, Line | None]:
    """A question nobody listed, and what stands behind its colon, question mark or gap; None for nothing."""
    for head, start, _ in splits(line):
        if _NUMBER_ONLY.fullmatch(head):
            continue
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
    if bids_to_say(rest) or _only_asks(text):
        return True
    return is_hint(rest) or (
        text.endswith("?") and text.count("?") == 1 and len(text.split()) <= _SHORT_QUESTION
    )


def _only_asks(text: str) -> bool:
    """Whether words do nothing but ask ("Tell us your story - what, when, where and who")."""
    words = re.findall(r"\w+", text.casefold()) if len(text) <= _LONGEST_HINT else []
    return len(_ASKING.intersection(words)) > 1 and _ASKING.union({"and", "or"}).issuperset(words)
