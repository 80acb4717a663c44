"""Words of an HTML mail that nobody sees: the person who sent it did not say them.

A "yes" in letters of no size, or in a paragraph that is not shown, would else be an answer that its sender
never gave. White words on white are left: mail programs with a dark ground write so.
"""

from __future__ import annotations

from lxml import etree

from ingest.documents.html_style import Style, css_at, sheet_of, styled

_INHERITED_BY_ROOT = Style()


def without_unseen(tree: etree._Element) -> None:
    """Take the words out that no mail program shows. The elements stay, and what stands behind them."""
    rules = sheet_of(tree)
    styles: dict[etree._Element, Style] = {}
    gone: list[etree._Element] = []
    for element in tree.iter(etree.Element):
        parent = element.getparent()
        outer = _INHERITED_BY_ROOT if parent is None else styles[parent]
        css = css_at(element, rules)
        styles[element] = style = styled(element, css, outer, False)
        if _unseen(outer):
            element.tail = _blank(element.tail)
        if _unseen(style):
            element.text = _blank(element.text)
        if css.gone or element.get("hidden") is not None:
            gone.append(element)
    for element in gone:
        tail = element.tail
        element.clear()
        element.tail = tail


def _unseen(style: Style) -> bool:
    return style.tiny or style.unseen


def _blank(text: str | None) -> str | None:
    """The lines it stands on, which divide what is before it from what is behind."""
    return text and "".join(letter for letter in text if letter.isspace())
