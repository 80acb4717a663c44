"""The styles of OpenDocument text: named, inherited, each a look (bold, struck out, hidden ...)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from ingest.documents.looks import Look, is_grey
from ingest.page import Mark

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_FAMILIES = frozenset({"text", "paragraph", "table-cell"})
_MOST_PARENTS = 20
_PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Styles:
    """Looks by family ("text", "paragraph", "table-cell") and name."""

    looks: Mapping[tuple[str, str], Look]

    def look(self, family: str, name: str) -> Look:
        """The look of a style; an unknown one is plain."""
        return self.looks.get((family, name), _PLAIN)


def read_styles(roots: list[etree._Element]) -> Styles:
    """The styles of a document's parts, each with what it inherits."""
    own: dict[tuple[str, str], tuple[Look, str]] = {}
    for style in (style for root in roots for style in _styles_of(root)):
        family, name = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
        if family in _FAMILIES:
            parent = style.get(f"{STYLE}parent-style-name", "")
            own[family, name] = (_own_look(style, name), parent)
    return Styles({key: _inherited(key, own) for key in own})


def _styles_of(root: etree._Element) -> Iterator[etree._Element]:
    for part in (f"{OFFICE}styles", f"{OFFICE}automatic-styles"):
        for group in root.iterfind(part):
            yield from group.iterfind(f"{STYLE}style")


def _inherited(key: tuple[str, str], own: Mapping[tuple[str, str], tuple[Look, str]]) -> Look:
    family, name = key
    look = _PLAIN
    for _ in range(_MOST_PARENTS):
        if (family, name) not in own:
            break
        mine, parent = own[family, name]
        look = look.over(mine)
        name = parent
    return look


def _own_look(style: etree._Element, name: str) -> Look:
    shown = style.get(f"{STYLE}display-name", name).replace("_20_", "").replace(" ", "").casefold()
    prompt = Mark.FAINT if shown in ("placeholder", "placeholdertext") else Mark.NONE
    properties = style.find(f"{STYLE}text-properties")
    if properties is None:
        return Look(prompt)
    sets, clears = prompt, Mark.NONE
    for mark, says in _said(properties):
        sets, clears = (sets | mark, clears) if says else (sets, clears | mark)
    font = properties.get(f"{STYLE}font-name") or properties.get(f"{FO}font-family") or ""
    hidden = properties.get(f"{TEXT}display") == "none"
    return Look(sets, clears, font.strip("'\""), hidden)


def _said(properties: etree._Element) -> Iterator[tuple[Mark, bool]]:
    """Each look that a style speaks of, and whether it turns it on."""
    weight = properties.get(f"{FO}font-weight")
    if weight:
        yield Mark.BOLD, weight == "bold" or (weight.isdecimal() and len(weight) < 5 and int(weight) >= 600)
    slant = properties.get(f"{FO}font-style")
    if slant:
        yield Mark.ITALIC, slant != "normal"
    for mark, names in (
        (Mark.STRUCK, ("text-line-through-style", "text-line-through-type")),
        (Mark.UNDERLINED, ("text-underline-style", "text-underline-type")),
    ):
        values = [value for name in names if (value := properties.get(f"{STYLE}{name}"))]
        if values:
            yield mark, "none" not in values
    behind = properties.get(f"{FO}background-color")
    if behind:
        yield Mark.HIGHLIGHTED, behind.casefold() not in ("transparent", "#ffffff")
    colour = properties.get(f"{FO}color")
    if colour:
        yield Mark.FAINT, is_grey(colour.removeprefix("#"))
