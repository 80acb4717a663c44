"""Questions that are numbered in one run through a page: "1)" to "23)", "1.1" to "1.9" and then "2.1",
"1a" to "1e" and then "2a", "(a)" to "(e)" below each numbered heading.

A numbered list inside a story begins again at 1, and so is no part of the run. Where most lines of a run ask
something known, the others ask too, whatever their words are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.page import Line, Mark
from ingest.questions import asked
from ingest.wordings import Wordings

_NUMBERED = re.compile(
    r"\s*(?P<q>q(?:uestion)?\.?\s*)?\(?(?P<number>\d{1,2}(?:\.\d{1,2})*|\d{1,2}[a-z]|[A-H]\d{0,2}|[I-Z])\s*(?P<sign>[.):]?)\*?\s+(?=\S)",
    re.IGNORECASE,
)
_PART = re.compile(r"\s*(?:part\s+|section\s+)?(\d{1,2}|[A-H])[.):]?\s+[^\W\d_][^\d]*", re.IGNORECASE)
_FIRST_OF_PART = re.compile(r"\s*(?:(\d{1,2})\.1|([A-H])\.?1)\b(?!\.?\d)")
_ROMAN = re.compile(r"\s*(?:(?i:part|section)\s+)?([IVX]{1,4})\s?[.):]\s+[^\W\d_][^?]*\Z")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LETTERED = re.compile(r"\s*(?:part\s+|section\s+)?([A-H])[.):]\s+[^\d?:]*[^\d?:\s]\s*", re.IGNORECASE)
_FEWEST_PARTS = 3
_FEWEST = 4  # questions of a run that are known
_MOST_LEFT_OUT = 2  # numbers between two that are found

Number = tuple[int, ...]


def numbered(lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    """The lines, by their places, that stand in a run of numbers most of which ask something known."""
    runs: dict[tuple[str, int], list[tuple[int, Number]]] = {}
    part = 0
    for at, line in enumerate(lines):
        part = _part_headed(line) or part
        found = number_of(line.text)
        if found is None:
            continue
        sign, number = _in_part(*found, part)
        run = runs.setdefault((sign, len(number)), [])
        if _follows(run[-1][1] if run else None, number):
            run.append((at, number))
    places: set[int] = set()
    for run in runs.values():
        known = sum(asked(lines[at], wordings, sure=True) is not None for at, _ in run)
        if known >= _FEWEST and known * 2 > len(run):
            places.update(at for at, _ in run)
    return frozenset(places)


def _part_headed(line: Line) -> int:
    """The number of a part, of a line that is its heading in bold or capitals ("3. STATEMENT"); else 0."""
    found = _PART.fullmatch(line.text) if line.all_marked(Mark.BOLD) or line.text.isupper() else None
    return int(found[1]) if found is not None and found[1].isdecimal() else 0


def _in_part(sign: str, number: Number, part: int) -> tuple[str, Number]:
    """The number of a line that letters number anew in each part: (3, 1) for "(a)" below "3. STATEMENT"."""
    anew = part and sign.startswith("letter ") and len(number) == 1
    return (f"{sign} of a part", (part, *number)) if anew else (sign, number)


def part_headings(lines: Sequence[Line]) -> frozenset[str]:
    """Headings of parts by their numbers: "5 Background" asks nothing where "5.1" asks below it."""
    parts = {found[1] or found[2] for line in lines if (found := _FIRST_OF_PART.match(line.text))}
    bold = [line.text for line in lines if line.all_marked(Mark.BOLD)] if parts else []
    numbers = ((text, _PART.fullmatch(text)) for text in bold)
    told = frozenset(text for text, found in numbers if found is not None and found[1] in parts)
    return told | _lettered_parts(lines) | _roman_parts(lines) | _capital_parts(lines)


def _roman_parts(lines: Sequence[Line]) -> frozenset[str]:
    """Bold headings counted in Roman capitals ("I. Particulars", "II. Complaint")."""
    bold = [line.text for line in lines if line.all_marked(Mark.BOLD)]
    heads = [(text, found) for text in bold if (found := _ROMAN.match(text))]
    run = [text for (text, found), number in zip(heads, _ROMANS, strict=False) if found[1] == number]
    return frozenset(run) if len(run) >= _FEWEST_PARTS and len(run) == len(heads) else frozenset()


def _capital_parts(lines: Sequence[Line]) -> frozenset[str]:
    """Headings all in capitals, lettered in one run ("A. YOU", "B. THE CASE", "C. PERMISSION")."""
    capitals = [line.text for line in lines if line.text.isupper()]
    heads = [(text, found) for text in capitals if (found := _LETTERED.fullmatch(text))]
    run = [text for at, (text, found) in enumerate(heads) if ord(found[1].upper()) - ord("A") == at]
    return frozenset(run) if len(run) >= _FEWEST_PARTS and len(run) == len(heads) else frozenset()


def _lettered_parts(lines: Sequence[Line]) -> frozenset[str]:
    """Bold headings lettered in one run ("A. Who you are", "B. What is wrong") over questions that have
    numbers: they ask nothing, whatever they sound like."""
    worded = [line for line in lines if line.text.strip()]
    heads: list[str] = []
    over = 0
    for line, below in pairwise([*worded, Line()]):
        found = _LETTERED.fullmatch(line.text) if line.all_marked(Mark.BOLD) else None
        if found is not None and ord(found[1].upper()) - ord("A") == len(heads):
            heads.append(line.text)
            counted = number_of(below.text)
            over += counted is not None and not counted[0].startswith("letter")
    return frozenset(heads) if len(heads) >= _FEWEST_PARTS and over * 2 >= len(heads) else frozenset()


def number_of(text: str) -> tuple[str, Number] | None:
    """How a line is numbered: its sign, and (1, 4) for "1.4", (3,) for "C)". None where it is not.

    A bare number may be a house's or an hour's: it needs a sign, a Q, or a second number.
    """
    found = _NUMBERED.match(text)
    if found is None:
        return None
    number, sign = found["number"], found["sign"]
    if not number[0].isdecimal():
        levels = (ord(number[0].upper()) - ord("A") + 1, *([int(number[1:])] if number[1:] else []))
        return (f"letter {sign}", levels) if sign else None
    if number[-1].isalpha():  # "3b"
        return (f"lettered {sign}", (int(number[:-1]), ord(number[-1].lower()) - ord("a") + 1))
    levels = tuple(map(int, number.split(".")))
    return (sign, levels) if sign or found["q"] or len(levels) > 1 else None


def _follows(last: Number | None, number: Number) -> bool:
    """Whether a number goes on where the last one stopped, one or two left out."""
    last = last or (0,) * len(number)
    at = next(
        (place for place, both in enumerate(zip(last, number, strict=True)) if both[0] != both[1]), None
    )
    if at is None:
        return False
    near = 0 < number[at] - last[at] <= 1 + _MOST_LEFT_OUT
    return near and all(0 < below <= 1 + _MOST_LEFT_OUT for below in number[at + 1 :])
