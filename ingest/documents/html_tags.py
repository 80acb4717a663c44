"""What the tags of HTML mean for reading a form, and the classes by which mail programs name their parts."""

from __future__ import annotations

import re

from lxml import etree

from ingest.page import Mark

SILENT = frozenset(
    {"head", "title", "script", "style", "template", "iframe", "object", "embed", "svg", "math", "canvas",
     "audio", "video", "map", "button", "datalist", "xml", "frameset", "noframes", "colgroup", "col"}
)  # fmt: skip
"""Nothing in these is text that people see in a mail."""

CONTROLS = frozenset({"input", "select", "textarea"})
CELLS = frozenset({"td", "th"})
GAPS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "fieldset", "hr"})
"""Blocks with space above and below, unless their style says otherwise."""

BLOCKS = GAPS | {
    "html", "body", "div", "li", "dt", "dd", "table", "tr", "td", "th", "caption", "blockquote", "address",
    "article", "aside", "details", "summary", "dialog", "figure", "figcaption", "footer", "header", "main",
    "nav", "section", "form", "legend", "center", "option", "optgroup", "listing", "dir", "menu",
}  # fmt: skip

ATTRIBUTES = {
    "font": (("color", "color"), ("face", "font-family"), ("size", "font-size")),
    "td": (("width", "width"), ("bgcolor", "background-color")),
    "th": (("width", "width"), ("bgcolor", "background-color")),
    "tr": (("bgcolor", "background-color"),),
    "table": (("bgcolor", "background-color"),),
}
"""Attributes that say what a style would: by tag, their names and those of the style."""

_HEADING = Mark.BOLD | Mark.HEADING
MARKS = {
    "b": Mark.BOLD, "strong": Mark.BOLD, "th": Mark.BOLD, "dt": Mark.BOLD,
    "i": Mark.ITALIC, "em": Mark.ITALIC, "cite": Mark.ITALIC,
    "u": Mark.UNDERLINED, "ins": Mark.UNDERLINED,
    "s": Mark.STRUCK, "strike": Mark.STRUCK, "del": Mark.STRUCK,
    "mark": Mark.HIGHLIGHTED,
    "h1": _HEADING, "h2": _HEADING, "h3": _HEADING, "h4": _HEADING, "h5": _HEADING, "h6": _HEADING,
}  # fmt: skip

_QUOTE_CLASS = re.compile(r"(?<![\w-])(?:[a-z]+_)?quoted?(?![\w-])|(?<![\w-])\w{1,20}[_-]quote(?![\w-])")
_BLUE_BAR = re.compile(r"(?:solid\s+blue|blue\s+solid|solid\s+#0000ff)\b")
_SIGNATURES = frozenset({"gmail_signature", "moz-signature", "protonmail_signature_block", "signature"})
_CLOSE = re.compile(r"mso(?:normal|listparagraph|nospacing|plaintext|body)")
_NUMBER = re.compile(r"\(?[0-9a-z]{1,3}[.)]")
_FORWARDED = re.compile(r"forwarded message", re.IGNORECASE)


def classes(element: etree._Element) -> list[str]:
    """The classes of an element in small letters."""
    return (element.get("class") or "")[:500].casefold().split()


def is_quotation(element: etree._Element, left_bar: str) -> bool:
    """A quotation made by a mail program; people also indent their own words with blockquote."""
    names = (element.get("class") or "")[:500].casefold()
    if element.tag == "blockquote":
        indent = "indent" in names
        named = (element.get("type") or "").casefold() == "cite" or bool(_QUOTE_CLASS.search(names))
        return not indent and (named or (bool(left_bar) and "none" not in left_bar))
    if "yahoo_quoted" in names:
        return not _FORWARDED.search(_first_words(element))
    return element.tag == "div" and bool(_BLUE_BAR.search(left_bar))


def is_signature(element: etree._Element) -> bool:
    """What a mail program has put below a letter by itself: it answers nothing."""
    if element.tag not in ("div", "pre", "table"):
        return False
    return (element.get("id") or "").casefold() == "signature" or bool(_SIGNATURES & set(classes(element)))


def stands_close(element: etree._Element) -> bool:
    """Word's paragraphs have no space around them, wherever its style sheet went."""
    return any(_CLOSE.match(name) for name in classes(element))


def prompt_mark(element: etree._Element) -> Mark:
    """The mark of a control of Word's: what was typed into it, or the prompt that nobody typed over."""
    if "msoplaceholdertext" in classes(element):
        return Mark.FILLED | Mark.FAINT
    if element.tag != "w:sdt" or element.get("docpart") is not None:
        return Mark.NONE
    prompts = (element.get("showingplchdr") or "").casefold() in ("t", "true")
    return Mark.FILLED | (Mark.FAINT if prompts else Mark.NONE)


def number_of(element: etree._Element) -> str:
    """The number that Word has written before a paragraph; bullets say nothing."""
    text = "".join(map(str, element.itertext())).split()
    return f"{text[0]} " if text and _NUMBER.fullmatch(text[0]) else ""


def count_of(element: etree._Element, name: str, otherwise: int = 1) -> int:
    """A count that an attribute gives, such as a span of columns."""
    text = (element.get(name) or "").strip()
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def _first_words(element: etree._Element) -> str:
    words = ""
    for text in element.itertext():
        words += str(text)
        if len(words) > 200:
            break
    return words
