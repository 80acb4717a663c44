"""What a style of HTML says of its element, as far as it matters for reading: looks, and whether it shows.

Mail programs write styles into every element; Word and form services also write a sheet. Only what people
see of a form is kept: bold, struck, marked in a colour, grey, hidden, set as typed, without space around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest.documents.html_colours import colour_of, is_highlight
from ingest.documents.looks import is_grey
from ingest.page import Mark

_LONGEST = 4_000  # letters of one style
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SHEET_LETTERS = 200_000
_MOST_RULES = 2_000
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([a-z_][\w-]*))?")
_NUMBER = re.compile(r"\s*(-?\d{0,6}(?:\.\d{0,6})?)\s*([a-z%]*)")
_OF_THE_WINDOW = frozenset({"vw", "vh", "vmin", "vmax"})  # nobody knows how wide it is
_TINY = 1.0  # px or pt: nobody can read it
_FAR_OUT = -500.0  # px or pt: beside any window
_SMALL_GAP = 4.0  # px or pt between paragraphs: they stand as lines do
_SET_IN = 16.0  # px or pt
_NARROW = 20.0  # px or pt


@dataclass(frozen=True, slots=True)
class Css:
    """What is said; None and "" where nothing is. Marks of HIGHLIGHTED hold for inline text only."""

    sets: Mark = Mark.NONE
    clears: Mark = Mark.NONE
    colour: str | None = None  # "rrggbb"
    font: str = ""
    display: str = ""
    gone: bool = False  # takes no place at all
    tiny: bool | None = None
    unseen: bool | None = None
    typed: bool | None = None  # white space stands as it was typed
    close: bool | None = None  # no space above and below
    narrow: bool = False
    ruled: bool = False  # has a border
    tabs: int = 0
    listed: bool = False  # the number or the bullet that Word has put before a paragraph
    left_bar: str = ""
    ground: str | None = None  # the colour behind the words, "" for paper
    size: str = ""
    set_in: bool = False  # begins further right
    column: bool = False  # stands beside what is before and behind it


@lru_cache(maxsize=2048)
def css_of(written: str) -> Css:
    """The meaning of declarations ("font-weight:bold; color:#888"); later ones win. Never raises."""
    said = _declarations(written[:_LONGEST].casefold())
    colour = colour_of(said.get("color", ""))
    sets, clears = _marks(said)
    if colour is not None:
        sets, clears = (sets | Mark.FAINT, clears) if is_grey(colour) else (sets, clears | Mark.FAINT)
    return Css(
        sets,
        clears,
        colour,
        said.get("font-family", "").split(",")[0].strip(" \"'"),
        said.get("display", ""),
        _gone(said),
        _below(said.get("font-size", ""), _TINY),
        {"hidden": True, "collapse": True, "visible": False}.get(said.get("visibility", "")),
        _as_typed(said.get("white-space", "")),
        _close(said),
        bool(_below(said.get("width", ""), _NARROW)) and not said.get("width", "").endswith("%"),
        any(name.startswith("border") and _has_line(said[name]) for name in said),
        int(said["mso-tab-count"][:1]) if said.get("mso-tab-count", "")[:1].isdecimal() else 0,
        "ignore" in said.get("mso-list", ""),
        said.get("border-left", ""),
        None if (ground := _ground(said)) is None else ground if is_highlight(ground) else "",
        said.get("font-size", "")[:12],
        any(_below(said.get(name, ""), _SET_IN) is False for name in ("margin-left", "padding-left"))
        or _below((said.get("margin", "").split() or [""])[-1], _SET_IN) is False,
        said.get("display", "").startswith(("inline-", "table-cell")) or said.get("float", "none") != "none",
    )


def rules_of(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet for plain selectors ("p", ".label", "p.msonormal") as selector and style.

    What holds for some screens only (@media) is left out.
    """
    bare = _COMMENT.sub(" ", sheet[:_SHEET_LETTERS])
    for rule in _without_blocks(bare).split("}", _MOST_RULES)[:_MOST_RULES]:
        selectors, brace, said = rule.partition("{")
        if not brace or len(selectors) > _LONGEST:
            continue
        for selector in map(str.strip, selectors.casefold().split(",")):
            if selector and _SELECTOR.fullmatch(selector):
                yield selector, said[:_LONGEST]


def _without_blocks(sheet: str) -> str:
    """The sheet without its @-rules, nested ones with all they hold."""
    kept: list[str] = []
    depth = at_depth = 0
    start: int | None = 0
    for found in re.finditer(r"[@{};]", sheet):
        sign, at = found.group(), found.start()
        if sign == "@" and start is not None and depth == 0:
            kept.append(sheet[start:at])
            start, at_depth = None, depth
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(depth - 1, 0)
        if start is None and sign in "};" and depth == at_depth:
            start = found.end()
    if start is not None:
        kept.append(sheet[start:])
    return "".join(kept)


def _declarations(written: str) -> Mapping[str, str]:
    said: dict[str, str] = {}
    for one in written.split(";"):
        name, colon, value = one.partition(":")
        if colon:
            said[name.strip()] = value.replace("!important", "").strip()
    return said


def _marks(said: Mapping[str, str]) -> tuple[Mark, Mark]:
    sets = clears = Mark.NONE
    for mark, on in ((Mark.BOLD, _heavy(said)), (Mark.ITALIC, _slanted(said))):
        sets, clears = (sets | mark if on else sets), (clears | mark if on is False else clears)
    lines = f"{said.get('text-decoration', '')} {said.get('text-decoration-line', '')}"
    if "underline" in lines:
        sets |= Mark.UNDERLINED
    if "line-through" in lines:
        sets |= Mark.STRUCK
    ground = _ground(said)
    if ground is not None and is_highlight(ground):
        sets |= Mark.HIGHLIGHTED
    return sets, clears


def _ground(said: Mapping[str, str]) -> str | None:
    for name in ("mso-highlight", "background-color", "background"):
        if name in said:
            return colour_of(said[name].split(" ")[0] if name == "background" else said[name])
    return None


def _heavy(said: Mapping[str, str]) -> bool | None:
    weight = said.get("font-weight", "")
    if not weight and "font" in said:
        return True if re.search(r"\b(?:bold|bolder|[6-9]00)\b", said["font"]) else None
    if weight.isdecimal():
        return int(weight[:4]) >= 600
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def _slanted(said: Mapping[str, str]) -> bool | None:
    style = said.get("font-style", "")
    return {"italic": True, "oblique": True, "normal": False}.get(style)


def _gone(said: Mapping[str, str]) -> bool:
    if said.get("display") == "none" or said.get("mso-hide") == "all":
        return True
    if (said.get("opacity") or "1").strip("0.") == "":
        return True
    if any(_below(said.get(name, ""), _FAR_OUT) for name in ("text-indent", "margin-left", "left", "top")):
        return True
    flat = any(_below(said.get(name, ""), 0.0) for name in ("max-height", "height", "max-width", "width"))
    return flat and said.get("overflow", "") == "hidden"


def _below(size: str, most: float) -> bool | None:
    """Whether a size is at most so many px or pt; None where it says nothing of the kind."""
    found = _NUMBER.match(size)
    if found is None or not found[1].strip("-.") or found[2] in _OF_THE_WINDOW:
        return None
    return float(found[1]) * (12.0 if found[2] in ("em", "rem") else 1.0) <= most


def _as_typed(white_space: str) -> bool | None:
    if not white_space or white_space == "inherit":
        return None
    return white_space.startswith("pre") or white_space == "break-spaces"


def _close(said: Mapping[str, str]) -> bool | None:
    """Whether there is no space above and below; None where the style leaves it to the element."""
    sides = said.get("margin", "").split()
    above = said.get("margin-top", sides[0] if sides else "")
    below = said.get("margin-bottom", sides[2] if len(sides) > 2 else sides[0] if sides else "")
    small = [_below(side, _SMALL_GAP) for side in (above, below)]
    return None if None in small else all(small)


def _has_line(border: str) -> bool:
    return bool(re.search(r"\b(?:solid|dotted|dashed|double|ridge|groove|inset|outset)\b", border))
