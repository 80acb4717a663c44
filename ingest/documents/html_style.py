"""The style that holds for the words of an HTML element: its own, laid over those of the ones around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from ingest.documents.html_colours import ink_of
from ingest.documents.html_css import Css, css_of, rules_of
from ingest.documents.html_hands import Hand
from ingest.documents.html_tags import ATTRIBUTES, BLOCKS, MARKS, classes, prompt_mark
from ingest.page import Mark

_PLAIN = Css()
_TYPED = frozenset({"pre", "listing", "textarea"})
_STYLED = _TYPED | MARKS.keys() | {"w:sdt"}
_SET_APART = Mark.BOLD | Mark.ITALIC | Mark.UNDERLINED | Mark.HEADING | Mark.FAINT


@dataclass(frozen=True, slots=True)
class Style:
    """What holds for the words of an element: its own style and those around it."""

    mark: Mark = Mark.NONE
    font: str = ""
    typed: bool = False
    tiny: bool = False
    unseen: bool = False
    hand: Hand = Hand()


def sheet_of(tree: etree._Element) -> Mapping[str, str]:
    """By plain selector, all that the page's style sheets say of it."""
    rules: dict[str, str] = {}
    for sheet in tree.iter("style"):
        for selector, said in rules_of("".join(map(str, sheet.itertext()))):
            rules[selector] = f"{rules.get(selector, '')};{said}"
    return rules


def css_at(element: etree._Element, rules: Mapping[str, str]) -> Css:
    """All that is said of an element: by the rules of style sheets, its attributes and its own style."""
    tag = str(element.tag)
    if not element.attrib and tag not in rules:
        return _PLAIN
    said = [rules.get(tag, ""), *(rules.get(name, "") for name in _selectors(element))] if rules else []
    for name, meaning in ATTRIBUTES.get(tag, ()):
        said += [f"{meaning}:{value}" for value in (element.get(name),) if value]
    return css_of(";".join([*said, element.get("style") or ""]))


def styled(element: etree._Element, css: Css, outer: Style, in_ruled: bool) -> Style:
    """The style within an element. A ground in a colour marks words only where it is laid under words."""
    if css is _PLAIN and element.tag not in _STYLED and not in_ruled:
        return outer
    sets = css.sets
    if element.tag in BLOCKS:
        sets &= ~Mark.HIGHLIGHTED
    own = MARKS.get(str(element.tag), Mark.NONE)
    mark = ((outer.mark | own) & ~css.clears) | sets | prompt_mark(element)
    hand = outer.hand
    ruled = css.ruled and element.tag not in ("table", "tr", "body")
    hand = Hand(
        mark & _SET_APART,
        hand.ink if css.colour is None else ink_of(css.colour),
        hand.ground if css.ground is None else css.ground,
        css.size or hand.size,
        hand.boxes + (ruled or in_ruled),
        hand.set_in or css.set_in or element.tag in ("dd", "blockquote"),
        css.font or hand.font,
    )
    typed = element.tag in _TYPED or outer.typed
    return Style(
        mark,
        css.font or outer.font,
        typed if css.typed is None else css.typed,
        outer.tiny if css.tiny is None else css.tiny,
        outer.unseen if css.unseen is None else css.unseen,
        hand,
    )


def _selectors(element: etree._Element) -> Iterator[str]:
    for name in classes(element):
        yield f".{name}"
        yield f"{element.tag}.{name}"
