"""Options that a form names by letters or numbers, and an answer that gives only those: "A and G".

"A = disciplinary; B = grievance; C = pay" over or beside such an answer reads as a list with boxes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.page import OFF, ON, Block, Cell, Line, Table, cut, plain
from ingest.ticks import value_of
from ingest.wordings import Wordings

_KEYED = re.compile(
    r"\(?(?P<sign>[A-Za-z]|\d{1,2})\s*[=.):\N{EN DASH}-]\s*(?P<words>[^\W\d_][^;]*?)\s*[;,.]?"
)
_BEGINS = re.compile(r"\s*\(?(?:[A-Za-z]|\d{1,2})\s*[=.):\N{EN DASH}-]")
_LONGEST_LINE = 2_000  # letters
_BETWEEN = re.compile(r"\s*;\s*|\t\s*|\s{3,}|\s*,\s*(?=(?:[A-Z]|\d{1,2})\s*[=)])")
_ONE = r"(?:[A-Za-z]|\d{1,2})\b"
_NEXT = rf"(?:[\s,;&+/.()]|\band\b)+{_ONE}"
_GIVEN = re.compile(
    rf"\W*(?:letters?\W+|numbers?\W+|nos?\W+)?(?P<signs>{_ONE}(?:{_NEXT})*)(?:\W*|(?<=[A-Z])\s.*)", re.DOTALL
)
_SEVERAL = re.compile(r"[A-Z]\b(?:[\s,;&+/.]|\band\b)+[A-Z]\b")
_SIGN = re.compile(r"[A-Za-z](?![A-Za-z])|\d{1,2}")
_WRITTEN_BEHIND = re.compile(r"(?P<label>.*\w.*?[:?)])[\s._]*(?P<given>\(?[^\W_][^:?._]{0,40}?)[\s._]*")
_BY_LETTERS = re.compile(
    r"\bletters?\b|\b(?:give|write|put|enter|add|which|choose)\b.{0,30}\b(?:numbers?|codes?)\b", re.IGNORECASE
)
_LONGEST_ASKED = 200  # letters
_FEWEST, _MOST = 3, 40  # options
_FEWEST_KNOWN = 2

Key = dict[str, str]


def with_letters_told(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with each such list as options behind boxes, those ticked whose letter was given."""
    made: list[Block] = []
    group: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            group.append(block)
            continue
        made += _told(group, wordings)
        group = []
        made.append(Table(tuple(_in_row(row, wordings) for row in block.rows)))
    return made + _told(group, wordings)


def _told(lines: Sequence[Line], wordings: Wordings) -> list[Line]:
    """Lines with a list of lettered options in them, and the letters given right below it."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        key, end = _key(lines, at, wordings)
        if not key:
            made.append(lines[at])
            at += 1
            continue
        asked = _asked_above(made, key, wordings)
        if asked is not None:
            place, label, given = asked
            made[place:] = [label, *_boxes(key, given)]
            at = end
            continue
        below = next((place for place in range(end, len(lines)) if lines[place].text.strip()), None)
        given = _given(lines[below].text, key) if below is not None else frozenset()
        if below is not None and given:
            made += _boxes(key, given)
            at = below + 1
        else:
            made += _boxes(key, given) if _letters_wanted(made) else lines[at:end]
            at = end
    return made


def _letters_wanted(made: Sequence[Line]) -> bool:
    """Whether the line above the list bids for its letters: what is printed below it then chooses nothing."""
    above = next((line.text for line in reversed(made) if line.text.strip()), "")
    return len(above) <= _LONGEST_ASKED and _BY_LETTERS.search(above) is not None


def _asked_above(
    made: Sequence[Line], key: Key, wordings: Wordings
) -> tuple[int, Line, frozenset[str]] | None:
    """The question right above the list with the letters written behind it ("About (give letters): b, g"):
    its place, the question alone, and the letters. "Grade: B" gives no letter of a list that follows."""
    place = next((at for at in range(len(made) - 1, -1, -1) if made[at].text.strip()), None)
    if place is None or len(made[place].text) > _LONGEST_ASKED:
        return None
    found = _WRITTEN_BEHIND.fullmatch(made[place].text)
    given = _given(found["given"], key) if found is not None else frozenset()
    if found is None or not given:
        return None
    known = wordings.close(found["label"].rstrip(" :?)"))
    if not _BY_LETTERS.search(found["label"]) and (known is None or known.field not in wordings.options):
        return None
    return place, cut(made[place], 0, found.end("label")), given


def _in_row(row: tuple[Cell, ...], wordings: Wordings) -> tuple[Cell, ...]:
    made: list[Cell] = []
    key: Key = {}
    for cell in row:
        given = _given(cell.text, key) if key else frozenset()
        if given:
            made.append(replace(cell, lines=tuple(_boxes(key, given))))
            key = {}
            continue
        key = next((told for at in range(len(cell.lines)) if (told := _key(cell.lines, at, wordings)[0])), {})
        lines = tuple(_told(cell.lines, wordings)) if key else cell.lines
        made.append(replace(cell, lines=lines))
    return tuple(made)


def _key(lines: Sequence[Line], at: int, wordings: Wordings) -> tuple[Key, int]:
    """The options lettered from line `at` on, and the line where they end; nothing where there are few."""
    key: Key = {}
    end = at
    last = min(len(lines), at + _MOST)
    while end < last and _BEGINS.match(lines[end].text) and len(lines[end].text) <= _LONGEST_LINE:
        parts = [part for part in _BETWEEN.split(lines[end].text.strip()) if part]
        found = [_KEYED.fullmatch(part) for part in parts]
        here = {one["sign"].upper(): one["words"] for one in found if one is not None}
        if not parts or not all(found) or len({sign.isdigit() for sign in (*key, *here)}) > 1:
            break  # numbered questions over lettered options are no part of the list
        key |= here
        end += 1
    known = sum(
        any(value_of(choice, words, wordings) for choice in wordings.options) for words in key.values()
    )
    return (key, end) if len(key) >= _FEWEST and known >= _FEWEST_KNOWN else ({}, at)


def _given(text: str, key: Key) -> frozenset[str]:
    """The letters of a text that is made of nothing else; empty if one of them is in no list."""
    found = _GIVEN.fullmatch(text)
    if found is None or (re.search(r"\w", text[found.end("signs") :]) and not _SEVERAL.match(found["signs"])):
        return frozenset()  # "A friend told me" is no letter; "E, and B because ..." are two
    signs = frozenset(sign.upper() for sign in _SIGN.findall(found["signs"].replace("and", " ")))
    return signs if signs <= key.keys() else frozenset()


def _boxes(key: Key, given: frozenset[str]) -> list[Line]:
    return [plain(f"{ON if sign in given else OFF} {words}") for sign, words in key.items()]
