"""Addresses and numbers of the member, wherever on the form they were written."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from ingest.answers import Answer
from ingest.contacts import choose_addresses, choose_phone
from ingest.fields import Read, read_field, written_text
from ingest.gathering import UNSURE, Values, whence_of
from ingest.page import Line, plain
from ingest.wordings import Wordings

CONTACTS = frozenset({"email", "phone"})
_REACHES = re.compile(r"@|\d[\d\s()-]{6,}")
_REACH = re.compile(r"\S+@\S+|[+(]*\d(?:[\d\s)-]|\(\d){6,}|[(\[][^()\[\]]*[)\]]")
_PIECES = re.compile(r"[,;]\s+|\s+[-\N{EN DASH}\N{EM DASH}]\s+|(?<=[^\W\d_][.!])\s+")
_NOT_REACHING = re.compile(r"[^\W\d_]+")
_BESIDE = 2  # words beside a number or an address that say which it is


def without_contacts(answer: Answer, asked: Collection[str], found: Values, region: str) -> Answer:
    """How to reach somebody, on a form with no place for their address or number: what is missing is taken
    from here, and lines that hold nothing else are not how they would like to be reached."""
    if "contact_details" in asked:
        return answer
    beside = Values()
    contact_details(answer, beside, region)
    for name in CONTACTS - set(asked):
        if name in beside.values:
            found.put(name, Read(beside.values[name], beside.sure[name]), 1.0)
    if sum(bool(line.text.strip()) for line in answer.lines) > 1:
        told = [[line for line in cell if not _REACHES.search(line.text)] for cell in answer.cells]
    else:
        told = [[line for line in map(_without_reach, cell) if line.text] for cell in answer.cells]
    return replace(answer, cells=told)


def _without_reach(line: Line) -> Line:
    """A line without the pieces of it that are only a number or an address: "07700 900341, after four" tells
    a time, "Signal or ring 07700 900341" is all said of how."""
    if not _REACHES.search(line.text):
        return line
    kept = [piece for piece in _PIECES.split(line.text) if not _only_reaches(piece)]
    return line if len(kept) == len(_PIECES.split(line.text)) else plain(", ".join(kept).strip())


def _only_reaches(piece: str) -> bool:
    return bool(_REACHES.search(piece)) and len(_NOT_REACHING.findall(_REACH.sub(" ", piece))) <= _BESIDE


def exchange(
    answers: Sequence[Answer], found: Values, wordings: Wordings, written: date | None, region: str
) -> None:
    """The address in the box for the number, and the number in the box for the address: each to its own, for
    a person to check."""
    boxes = {answer.asked.fields: answer for answer in answers if not answer.empty}
    pair = ("email", "membership_number")
    theirs = [boxes.get((name,)) for name in reversed(pair)]
    if found.values.keys() & set(pair):
        return
    for name, box in zip(pair, theirs, strict=True):
        if box is not None:
            reading = read_field(name, box, wordings, written, region)
            if reading.value is not None:
                found.put(name, replace(reading, doubt=True), UNSURE)
                found.where[name] = whence_of(box)


def contact_details(answer: Answer, found: Values, region: str) -> None:
    """One box for address and number."""
    text, only_faint = written_text(answer.lines)
    if only_faint:
        return
    addresses = choose_addresses(text)
    if addresses is not None:
        more = {"work_email": addresses.work} if addresses.work else None
        found.put("email", Read(addresses.own, addresses.sure, False, more), 0.9)
    number = choose_phone(text, region)
    if number is not None:
        found.put("phone", Read(number[0], number[1]), 0.9)
