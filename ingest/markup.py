"""HTML of a mail body to text that keeps labels beside their answers and shows what is quoted."""

from __future__ import annotations

import re

from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.html_engine import Inscriptis
from inscriptis.model.config import ParserConfig
from lxml import etree
from lxml import html as lxml_html

from ingest.documents.html_source import MOST_TAGS, tamed
from ingest.documents.html_unseen import without_unseen
from ingest.guard import guarded

_CHARACTERS = 2_000_000
_STAR = re.compile(r"\s{0,5}\*\s{0,20}$")
_BLOCKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "hr"})
_UNSEEN = frozenset({"script", "style", "head", "title"})


def html_text(source: str) -> str:
    """The text of an HTML body. Never raises: markup too deep to lay out is read without its layout."""
    source = tamed(source)[:_CHARACTERS]
    tree = guarded(lambda: _tree(source), None)
    if tree is None:
        return ""
    guarded(lambda: without_unseen(tree), None)
    laid_out = "" if source.count("<") > MOST_TAGS else guarded(lambda: _laid_out(tree), "")
    return laid_out or guarded(lambda: _in_order(tree), "")


def _tree(source: str) -> etree._Element | None:
    if not source.strip():
        return None
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    return lxml_html.document_fromstring(source, parser=parser)


def _text_of(element: etree._Element) -> str:
    return str(Inscriptis(element, ParserConfig(css=STRICT_CSS_PROFILE)).get_text())


def _laid_out(tree: etree._Element) -> str:
    for quote in reversed([element for element in tree.iter("blockquote") if _is_quote(element)]):
        _mark_quote(quote)
    for cell in tree.iter("td", "th"):
        cell.set("valign", "top")  # else the lines of a tall answer stand above its question
        _drop_star(cell)
    return _text_of(tree)


def _drop_star(cell: etree._Element) -> None:
    """Without the star behind a question, which says that it had to be answered."""
    last = cell[-1] if len(cell) else None
    if last is None:
        cell.text = _STAR.sub("", cell.text or "")
    elif (last.tail or "").strip():
        last.tail = _STAR.sub("", last.tail or "")
    elif not len(last):
        last.text = _STAR.sub("", last.text or "")


def _is_quote(element: etree._Element) -> bool:
    """A quotation made by a mail program; people also indent their own words with blockquote."""
    made_by = str(element.get("type", "")), str(element.get("class", "")), str(element.get("style", ""))
    return made_by[0] == "cite" or "quote" in made_by[1] or "border-left" in made_by[2]


def _mark_quote(element: etree._Element) -> None:
    """Replace a quotation by the same text with "> " before each line, as plain mail has it."""
    parent = element.getparent()
    if parent is None:
        return
    tail, element.tail = element.tail, None
    shown = etree.Element("pre")
    shown.text = "\n".join(f"> {line}".rstrip() for line in _text_of(element).strip("\n").splitlines())
    shown.tail = tail
    parent.replace(element, shown)


def _in_order(tree: etree._Element) -> str:
    pieces: list[str] = []
    for element in tree.iter():
        if element.tag in _BLOCKS:
            pieces.append("\n")
        if element.tag not in _UNSEEN:
            pieces.append(str(element.text or ""))
        pieces.append(str(element.tail or ""))
    return "\n".join(" ".join(line.split()) for line in "".join(pieces).splitlines())
