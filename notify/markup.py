"""The little markup that templates are written in, and the two shapes a letter takes.

Text and HTML are made from the same blocks, so that they cannot say different things (DOMAIN.md W-01):

    # heading                   - bullet                  [label] mailto:...   a link, on a line of its own
    a paragraph, wrapped        #. numbered by us         | a line kept as it is

A blank line ends a paragraph; other lines continue the one before. What a template inserts stands between
OPEN and CLOSE until it is written out, so that no inserted word can ever act as markup.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from html import escape

from notify.notices import NoticeUnfit

OPEN, CLOSE = "\ue000", "\ue001"  # private use: cleaned out of all words that come from outside
_LINK = re.compile(r"\[([^\]]+)\] (\S+)")


class Shape(Enum):
    """What kind of block it is; the value starts its lines."""

    HEADING = "# "
    BULLETS = "- "
    STEPS = "#. "
    KEPT = "|"
    LINKS = "["
    PARAGRAPH = ""


_CONTINUES = (Shape.PARAGRAPH, Shape.BULLETS, Shape.STEPS)
_STARTS = tuple((shape, shape.value) for shape in (Shape.HEADING, Shape.BULLETS, Shape.STEPS, Shape.KEPT))


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or paragraph has one line; a list, links and kept lines have several."""

    shape: Shape
    lines: tuple[str, ...]


def unmarked(text: str) -> str:
    """`text` without the marks around inserted words."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def inserted(text: str) -> list[str]:
    """The words that a template inserted into `text`."""
    return re.findall(f"{OPEN}(.*?){CLOSE}", text)


def parse(source: str, links: Collection[str]) -> tuple[Block, ...]:
    """The blocks of a rendered template. Raises `NoticeUnfit` for a link that is not one of `links`."""
    found: list[tuple[Shape, list[str]]] = []
    fresh = True  # nothing to continue: at the start, or after a blank line
    for line in source.splitlines():
        shape, words = _shape(line.strip())
        if not line.strip():
            fresh = True
            continue
        if shape is Shape.LINKS and words.rpartition(" ")[2] not in links:
            raise NoticeUnfit("A template links to an address that is not an answer to this notice.")
        last = found[-1] if found else None
        if shape is Shape.PARAGRAPH and last and not fresh and last[0] in _CONTINUES:
            last[1][-1] += " " + words
        elif last and last[0] is shape and shape not in (Shape.PARAGRAPH, Shape.HEADING):
            last[1].append(words)
        else:
            found.append((shape, [words]))
        fresh = False
    return tuple(Block(shape, tuple(lines)) for shape, lines in found)


def _shape(line: str) -> tuple[Shape, str]:
    if link := _LINK.fullmatch(line):
        return Shape.LINKS, unmarked(f"{link[1]} {link[2]}")
    for shape, start in _STARTS:
        if line.startswith(start):
            kept = line[len(start) :]
            return shape, unmarked(kept.removeprefix(" ") if shape is Shape.KEPT else kept.strip())
    return Shape.PARAGRAPH, unmarked(line)


def as_text(blocks: tuple[Block, ...]) -> str:
    """The plain letter: one line a paragraph, so that a phone can wrap it, and full addresses of links."""
    parts = []
    for block in blocks:
        match block.shape:
            case Shape.BULLETS:
                lines = [f"- {line}" for line in block.lines]
            case Shape.STEPS:
                lines = [f"{number}. {line}" for number, line in enumerate(block.lines, 1)]
            case Shape.LINKS:
                lines = [f"{label}: {url}" for label, _, url in map(_split, block.lines)]
            case _:
                lines = list(block.lines)
        parts.append("\n".join(line.rstrip() for line in lines))
    return "\n\n".join(parts) + "\n"


def as_html(blocks: tuple[Block, ...]) -> str:
    """The same as the body of a page: real headings and lists, everything escaped (TRUST.md S6)."""
    return "\n".join(_html(block) for block in blocks)


def _html(block: Block) -> str:
    lines = [escape(line) for line in block.lines]
    match block.shape:
        case Shape.HEADING:
            return f"<h2>{lines[0]}</h2>"
        case Shape.BULLETS | Shape.STEPS:
            tag = "ul" if block.shape is Shape.BULLETS else "ol"
            return f"<{tag}>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + f"\n</{tag}>"
        case Shape.LINKS:
            return "\n".join(
                f'<p class="answer"><a href="{url}">{label}</a></p>' for label, _, url in map(_split, lines)
            )
        case Shape.KEPT:
            return "<pre>" + "\n".join(lines) + "</pre>"
        case Shape.PARAGRAPH:
            return f"<p>{lines[0]}</p>"


def _split(link: str) -> tuple[str, str, str]:
    return link.rpartition(" ")
