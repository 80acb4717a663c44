"""The signs that stand before an answer: arrows, dots, wide gaps, and what people begin a line with."""

from __future__ import annotations

import re

_BESIDE = re.compile(r"\s{0,20}(?:→|⇒|=>|->|➔|\.{4,}|…{2,}|_{3,})\s*|\u00a0{3,}\s*")
_BESIDE_TYPED = re.compile(_BESIDE.pattern + r"|\t\s*|\s{3,}")
_BEFORE = re.compile(r"\s*(?:(?:>\s?)+|→|⇒|=>|->|➔|»|[aA](?:ns(?:wer)?)?\s?\d{0,2}\s?[:.)](?=\s))\s*")
_ASKS = re.compile(r"\s*[qQ](?:uestion)?\s?\d{0,2}\s?[:.)]\s+")
_BRACKETS = re.compile(r"\s*\[([^\[\]]{2,})\]\s*")
_PRINTED = re.compile(r"\t|_{3}|\.{6}")
_BOX = re.compile(r"\W*[☐☑☒✅✓✔✗✘□■○●]|\s*[\[(]")
_WORD = re.compile(r"[^\W\d_]{2}")


def beside(text: str, before: str, typed: bool) -> tuple[int, int] | None:
    """Where in a piece of a line a sign stands between a question and its answer.

    `before`: what the line begins with; a line that begins with a box is an option.
    """
    found = (_BESIDE_TYPED if typed else _BESIDE).search(text)
    if found is None:
        return None
    head, rest = before + text[: found.start()], text[found.end() :]
    if not _WORD.search(head) or _BOX.match(head):
        return None
    if not rest.strip() and not _PRINTED.search(found.group()):
        return None
    return found.span()


def question_in(text: str) -> str:
    """A question without the "Q:" before it."""
    return _ASKS.sub("", text, count=1) if _ASKS.match(text) else text


def answer_in(text: str) -> tuple[int, int] | None:
    """The words of a line behind the sign by which people begin an answer, or within its brackets."""
    bracketed = _BRACKETS.fullmatch(text)
    if bracketed is not None:
        return bracketed.span(1)
    found = _BEFORE.match(text)
    return (found.end(), len(text)) if found is not None and text[found.end() :].strip() else None
