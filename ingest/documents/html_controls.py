"""The controls of an HTML form, and the pictures that stand for its boxes, as what they show.

What a browser offers by itself (the first entry of a list, a prompt in grey) is nobody's answer.
"""

from __future__ import annotations

import re

from lxml import etree

from ingest.documents.html_tags import CELLS
from ingest.page import OFF, ON, SIGNED, TICK, Mark, Run

_SILENT = frozenset({"hidden", "submit", "button", "reset", "image", "file", "password"})
_BOX = re.compile("[☐☑☒✅🗹🗵✔✓✗✘🗸□■◻◼⬜⬛❏❑▢○◯◉●]\ufe0f?")
_OFF_WORDS = re.compile(
    r"(?:un|not )(?:checked|ticked|selected)|(?:empty|blank|no) (?:check ?|tick ?)?box", re.IGNORECASE
)
_ON_WORDS = re.compile(
    r"(?:checked|ticked|selected|crossed)(?: (?:check ?|tick ?)?box)?|(?:check|tick)(?:[- ]?mark)?",
    re.IGNORECASE,
)
_SIGNED_WORDS = re.compile(r"(?:\w+['’]s |e-?|electronic |drawn |your )?signature(?: image)?", re.IGNORECASE)
_LONGEST = 20_000  # letters of a value


def control(element: etree._Element) -> Run | None:
    """What an input, select or textarea shows; None for what shows nothing to be read."""
    match element.tag:
        case "input":
            return _input(element)
        case "select":
            return _select(element)
        case _:
            return _typed("".join(map(str, element.itertext())), element)


def picture(element: etree._Element) -> str:
    """The box or the tick that a picture shows, by the words it has for those who do not see it; a signature
    where it is all that stands in a cell."""
    words = " ".join((element.get("alt") or element.get("title") or "").split())[:60]
    if _BOX.fullmatch(words):
        return words[0]
    if _OFF_WORDS.fullmatch(words):
        return OFF
    if _ON_WORDS.fullmatch(words):
        return TICK if "mark" in words.casefold() or words.casefold() in ("check", "tick") else ON
    cell = element.getparent()
    alone = cell is not None and cell.tag in CELLS and not "".join(map(str, cell.itertext())).strip()
    return SIGNED if alone and _SIGNED_WORDS.fullmatch(words) else ""


def _input(element: etree._Element) -> Run | None:
    kind = (element.get("type") or "text").strip().casefold()
    if kind in _SILENT:
        return None
    if kind in ("checkbox", "radio"):
        return Run(OFF if element.get("checked") is None else ON, Mark.FILLED)
    return _typed(element.get("value") or "", element)


def _typed(value: str, element: etree._Element) -> Run | None:
    if value.strip():
        return Run(value.strip()[:_LONGEST], Mark.FILLED)
    prompt = (element.get("placeholder") or "").strip()
    return Run(prompt[:_LONGEST], Mark.FILLED | Mark.FAINT) if prompt else None


def _select(element: etree._Element) -> Run | None:
    """The entries chosen. Where none is, the browser shows the first: a prompt."""
    entries = list(element.iter("option"))
    chosen = [entry for entry in entries if entry.get("selected") is not None]
    words = ["".join(map(str, entry.itertext())).strip() for entry in chosen]
    if chosen and not any(entry.get("value") == "" for entry in chosen):
        return Run(", ".join(words)[:_LONGEST], Mark.FILLED)
    if not entries or element.get("multiple") is not None:
        return None
    first = words[0] if words else "".join(map(str, entries[0].itertext())).strip()
    return Run(first[:_LONGEST], Mark.FILLED | Mark.FAINT) if first else None
