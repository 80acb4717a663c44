"""The sender's own new words: what was quoted below or between them, and the signature, kept apart.

Only for answers and for telling kinds; forms are read from the whole text, so nothing here can lose one. All
patterns are anchored and bounded and see each line once: hostile bodies cost linear time (MAIL.md §3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.phrases import openings

_LINE = 400  # characters of a line that are looked at
_ATTRIBUTION_LINES = 4
_SIGNATURE_LINES = 15
_EMPTY_LINES = 6

# "On Tue, 3 Mar 2026 at 10:12, A B <a@b.example> wrote:" as mail programs say it, Welsh among them.
_ATTRIBUTION = openings(
    r"""
    On\s.{6,300}\swrote
    Ar\s.{6,300}\sysgrifennodd.{0,80}
    Am\s.{6,300}\sschrieb.{0,120}
    Le\s.{6,300}\sa\s[ée]crit
    El\s.{6,300}\sescribi[óo].{0,120}
    Op\s.{6,300}\sschreef.{0,120}
    Il\s.{6,300}\sha\sscritto.{0,40}
    Em\s.{6,300}\sescreveu.{0,120}
    W\sdniu\s.{6,300}\snapisa[łl].{0,120}
    \S.{3,200}<[^<>\s]{3,200}>\swrote
    """,
    rest=r"\s?:",
)
_ATTRIBUTION_STARTS = openings(
    r"""
    (?:On|Ar|Am|Le|El|Op|Il|Em|W dniu)\s\S
    \S.{3,200}<[^<>\s]{3,200}>\swrote
    """
)
_SEPARATOR = openings(
    r"""
    original message
    forwarded message
    urspr[üu]ngliche nachricht
    weitergeleitete nachricht
    message d'origine
    mensaje original
    messaggio originale
    oorspronkelijk bericht
    neges wreiddiol
    """
)
_DASHES = re.compile(r"[-_* ]{2,30}")
_BEGIN_FORWARDED = re.compile(r"begin forwarded message:", re.IGNORECASE)
_RULE = re.compile(r"_{10,80}")
_HEADER_LINE = re.compile(
    r"\*{0,2}(from|sent|date|to|cc|subject|reply-to|von|gesendet|datum|an|betreff|de|envoy[ée]|[àa]|objet"
    r"|oddi wrth|anfonwyd|at|pwnc)\s?:\*{0,2}\s?(.{0,300})",
    re.IGNORECASE,
)
_STARTS_BLOCK = frozenset({"from", "von", "de", "oddi wrth"})
_SAYS_WHEN_SENT = frozenset({"sent", "gesendet", "envoyé", "envoye", "anfonwyd"})
_SAYS_ABOUT = frozenset({"subject", "betreff", "objet", "pwnc"})
_SENT_FROM = openings(
    r"""
    sent from (?:my|yahoo|outlook|mail|proton|samsung|aol)\b.{0,80}
    get outlook for (?:ios|android).{0,80}
    sent (?:via|with|using) .{1,60}
    von meinem .{1,40} gesendet
    envoy[ée] de mon .{1,40}
    anfonwyd o fy .{1,40}
    """
)


@dataclass(frozen=True, slots=True)
class Reply:
    """`own` words without quotes and signature; the `signature`; whether anything was `quoted`."""

    own: str
    signature: str = ""
    quoted: bool = False


def own_words(text: str) -> Reply:
    """Part a letter's text. Lines between quoted lines are the sender's own, and stay in order."""
    lines = text.replace("\r\n", "\n").split("\n")
    heads = [line[:_LINE].replace("\u00a0", " ").strip() for line in lines]
    end = _history(heads)
    kept, quoted = _unquoted(lines[:end], heads[:end])
    own, signature = _signed(kept)
    return Reply(own.strip("\n").rstrip(), signature.strip("\n"), quoted or end < len(lines))


def _history(heads: list[str]) -> int:
    """The line from which all is an earlier letter that is not marked with ">"."""
    marked = [head.startswith(">") for head in heads]
    last_mark = max((at for at, mark in enumerate(marked) if mark), default=-1)
    spoken = False
    for at, head in enumerate(heads):
        if not head:
            continue
        if not head.startswith(">") and _begins_history(heads, at, spoken, last_mark):
            return at
        spoken = spoken or not head.startswith(">")
    return len(heads)


def _begins_history(heads: list[str], at: int, spoken: bool, last_mark: int) -> bool:
    head = heads[at]
    if _is_separator(head) or _BEGIN_FORWARDED.fullmatch(head):
        return True
    if _RULE.fullmatch(head):
        return _header_block(heads, _next_words(heads, at + 1), spoken=True)
    if _header_block(heads, at, spoken):
        return True
    # With ">" lines below it an attribution quotes only those; without, everything below is history.
    return last_mark < at and _attribution(heads, at) > 0


def _is_separator(head: str) -> bool:
    """ "-----Original Message-----" and its like: the words between runs of dashes."""
    dashes = _DASHES.match(head)
    return dashes is not None and _SEPARATOR.fullmatch(head[dashes.end() :].strip("-_* ")) is not None


def _next_words(heads: list[str], at: int) -> int:
    """The next line with words, over a few empty ones: more would make hostile bodies quadratic."""
    places = range(at, min(at + _EMPTY_LINES, len(heads)))
    return next((place for place in places if heads[place]), len(heads))


def _header_block(heads: list[str], at: int, spoken: bool) -> bool:
    """Outlook's "From: / Sent: / To: / Subject:" above an unmarked quote.

    A form or memo typed in the body may hold "From: 1 October": at least three such lines must follow one
    another, and name a sender's address, or when it was sent and what about.
    """
    first = _HEADER_LINE.fullmatch(heads[at]) if at < len(heads) else None
    if first is None or first[1].lower() not in _STARTS_BLOCK:
        return False
    found = {first[1].lower(): first[2]}
    for head in heads[at + 1 : at + 8]:
        match = _HEADER_LINE.fullmatch(head)
        if match is None:
            if head:
                break
            continue
        found.setdefault(match[1].lower(), match[2])
    if len(found) < 3:
        return False
    addressed = "@" in first[2]
    sent = bool(found.keys() & _SAYS_WHEN_SENT)
    about = bool(found.keys() & _SAYS_ABOUT)
    return (about and (addressed or sent)) or (addressed and sent and spoken)


def _attribution(heads: list[str], at: int) -> int:
    """How many lines the attribution ("On … wrote:") starting here takes; 0 if none does."""
    if not _ATTRIBUTION_STARTS.match(heads[at]):
        return 0
    joined = ""
    for count, head in enumerate(heads[at : at + _ATTRIBUTION_LINES], start=1):
        if not head or head.startswith(">"):
            return 0
        joined = f"{joined} {head}".strip()[:_LINE]
        if _ATTRIBUTION.fullmatch(joined):
            return count
    return 0


def _unquoted(lines: list[str], heads: list[str]) -> tuple[list[str], bool]:
    """The lines without ">" ones and the attributions above those."""
    kept: list[str] = []
    quoted = False
    at = 0
    while at < len(lines):
        if heads[at].startswith(">"):
            quoted = True
            at += 1
            continue
        length = _attribution(heads, at) if heads[at] else 0
        below = _next_words(heads, at + length)
        if length and below < len(heads) and heads[below].startswith(">"):
            at += length
            continue
        kept.append(lines[at])
        at += 1
    return kept, quoted


def _signed(lines: list[str]) -> tuple[str, str]:
    """Part the signature: what follows "-- " if it is short, and a phone's or program's last line."""
    cut = next((at for at, line in enumerate(lines) if line.rstrip() == "--"), len(lines))
    signature = [line for line in lines[cut + 1 :] if line.strip()]
    if len(signature) > _SIGNATURE_LINES:  # too long for a signature: words that happen to follow two hyphens
        cut, signature = len(lines), []
    own = lines[:cut]
    while own and not own[-1].strip():
        own.pop()
    if own and _SENT_FROM.fullmatch(own[-1][:_LINE].strip()):
        signature.insert(0, own.pop().strip())
    return "\n".join(own), "\n".join(signature)
