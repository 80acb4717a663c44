"""What a spreadsheet is called, and tabs' titles as names elsewhere: of files, of a workbook's tabs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import Pattern
from urllib.parse import quote


def id_in(text: str) -> str:
    """A Google spreadsheet's id, also from its whole web address."""
    found = re.search(r"/d/([^/?#]+)", text)
    return quote(found[1] if found else text.strip(), safe="")


def names_of(
    titles: Iterable[str], unfit: Pattern[str], ends: str, longest: int, encoding: str
) -> Iterator[str]:
    """A name for each title, in their order: a hyphen for what is unfit, none of the signs `ends` at its
    ends, at most `longest` bytes in `encoding`. Of those that differ by case alone the later are numbered:
    some disks take two spellings for one name."""
    taken: set[str] = set()
    for title in titles:
        whole = unfit.sub("-", title).strip(ends) or "Tab"
        name, number = _cut(whole, longest, encoding).rstrip(ends), 1
        while name.casefold() in taken:
            number += 1
            behind = f" {number}"
            name = _cut(whole, longest - len(behind.encode(encoding)), encoding).rstrip(ends) + behind
        taken.add(name.casefold())
        yield name


def _cut(text: str, longest: int, encoding: str) -> str:
    return text.encode(encoding, "ignore")[:longest].decode(encoding, "ignore")
