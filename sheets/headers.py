"""Finding our tabs and columns among what people made of them: pure, for every adapter alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sheets.cells import cell_text
from sheets.columns import CASES, RECEIPTS, TabLayout, find_columns, fold
from sheets.register import RegisterBroken, Sheet

TOP_ROWS = 10
"""How far down a header row is looked for: people put a title above it."""

MACHINE = "_"
"""What the name of a machine's tab begins with: it is never taken for one that people see."""

NEAR, VERY_NEAR = 0.75, 0.87
"""How like a header must be to be taken for a lost one: more so where the column need not be there."""

_KEYS = {
    "cases": re.compile(r"[A-Za-z]{1,6}-\d{4}-\d+"),
    "contacts": re.compile(r"[A-Za-z]{1,6}-\d{4}-\d+"),
    "caseworkers": re.compile(r"\S+@\S+"),
    "availability": re.compile(r"\d+"),
    "time": re.compile(r"\d+"),
    "key_dates": re.compile(r"\d+"),
    "attention": re.compile(r"\d+"),
    "dashboard": re.compile(r"\d+"),
}


@dataclass(frozen=True, slots=True)
class Located:
    """Where a tab's header stands (`row` is 1-based) and its columns (canonical name to 0-based position)."""

    row: int
    columns: dict[str, int]


def find_tab(layout: TabLayout, titles: Sequence[str]) -> str | None:
    """The title under which a tab is there: its own, else the only one that is a known synonym.

    One that was made beside a tab of somebody else's, under the name kept for that, is before all.
    """
    titles = [title for title in titles if layout.hidden == title.startswith(MACHINE)]
    for name in (layout.aside, layout.title):
        if own := [title for title in titles if fold(title) == fold(name)]:
            return own[0]
    names = {fold(name) for name in layout.synonyms}
    others = [title for title in titles if fold(title) in names]
    return others[0] if len(others) == 1 else None


def locate(layout: TabLayout, top: Sequence[Sequence[str]]) -> Located:
    """Find the header in the first rows of a tab.

    Raises `RegisterBroken`, naming each header missing or doubled and what looks nearest to it.
    """
    best, found, problems = 0, *find_columns(layout, list(top[0]) if top else [], top[1:])
    for at, headers in enumerate(top[1:], 1):
        columns, wrong = find_columns(layout, list(headers), top[at + 1 :])
        if len(columns) > len(found):
            best, found, problems = at, columns, wrong
    if problems or (top and _misspelt(layout, top[best], found)):
        raise RegisterBroken(_sentence(layout, top[best] if top else (), found, problems))
    return Located(best + 1, found)


def is_theirs(layout: TabLayout, top: Sequence[Sequence[str]], *, adopting: bool = False) -> bool:
    """Whether a tab that bears the name of one of ours is somebody's own: it has other headers.

    Never for a tab that the service cannot do without, which a person is asked to put right instead; but for
    that too while somebody's spreadsheet is made a register (`adopting`).
    """
    if (layout.needed and not adopting) or not any(text for line in top for text in line):
        return False
    found = max((find_columns(layout, list(headers))[0] for headers in top), key=len)
    return layout.key not in found or 2 * len(found) < len(layout.columns)


def is_register(titles: Iterable[str]) -> bool:
    """Whether a spreadsheet with these tabs, hidden ones too, was made a register once."""
    return fold(RECEIPTS.title) in map(fold, titles)


def holds_theirs(sheets: Sequence[Sheet]) -> bool:
    """Whether anything stands in a spreadsheet, and it has no tab Cases like ours."""
    title = find_tab(CASES, [sheet.title for sheet in sheets])
    for sheet in sheets:
        top = [[cell_text(value) for value in line] for line in sheet.rows[:TOP_ROWS]]
        if sheet.title == title and not is_theirs(CASES, top, adopting=True):
            return False
    return any(value is not None for sheet in sheets for line in sheet.rows for value in line)


def near_misses(layout: TabLayout, headers: Sequence[str], found: dict[str, int]) -> dict[str, str]:
    """For each column not found, the header nobody claimed that looks most like it."""
    spare = {fold(text): text for at, text in enumerate(headers) if text and at not in found.values()}
    near = {}
    for column in layout.columns:
        if column.name not in found:
            names = [fold(column.title), *map(fold, column.synonyms)]
            alike = NEAR if column.needed else VERY_NEAR
            likely = [hit for name in names for hit in get_close_matches(name, spare, 1, alike)]
            if likely:
                near[column.name] = spare[likely[0]]
    return near


def _misspelt(layout: TabLayout, headers: Sequence[str], found: dict[str, int]) -> bool:
    """Whether a column that may be taken away has rather lost its name: what it says must not be lost."""
    return any(not layout.column(name).needed for name in near_misses(layout, headers, found))


def _sentence(
    layout: TabLayout, headers: Sequence[str], found: dict[str, int], problems: Sequence[str]
) -> str:
    near = near_misses(layout, headers, found)
    hints = [
        f'; "{text[:40]}" may be what "{layout.column(name).title}" was called' for name, text in near.items()
    ]
    lost = [f'the header "{layout.column(name).title}" is gone' for name in near] if not problems else []
    wrong = "; ".join([*problems[:4], *lost])
    wrong += f"; and {len(problems) - 4} more" if len(problems) > 4 else ""
    return (
        f"{'The register' if layout.needed else f'The tab {layout.title}'} cannot be used as it is: "
        f"{wrong}{''.join(hints)}. Please put the headers right; {until_then(layout)}."
    )


def until_then(layout: TabLayout) -> str:
    """What the service does while a tab is not as it must be."""
    return "nothing is written until then" if layout.needed else "the service goes on without it until then"


def looks_like_a_key(layout: TabLayout, text: str) -> bool:
    """Whether a key cell holds a key and not somebody's note that happens to stand below the table."""
    shape = _KEYS.get(layout.name)
    return bool(text) and (shape is None or shape.fullmatch(text) is not None)
