"""The page that a letter's HTML shows, in the sections of its text: the sender's own, then what is passed on.

Its tables and looks tell questions from answers where the text made of it cannot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from casework.model import Person
from ingest.contents import Source
from ingest.documents.html import read_html
from ingest.documents.text import read_text
from ingest.forwarded import sections
from ingest.guard import guarded
from ingest.headers import clean
from ingest.page import Block, Cell, Line, Page, Run, Table

_FEWEST_QUESTIONS = 4
_FEWEST_IN_A_HEAD = 3
_LONGEST_NAME = 2  # words
_MOST = 10  # forms in one mail
_TABLE = "\ufffc"  # stands for a table among lines of text


@dataclass(frozen=True, slots=True)
class PageSection:
    """Blocks of a letter with their words as lines of text. `writers`: as in forwarded.py."""

    page: Page
    text: str
    writers: tuple[Person, ...] = ()


def page_of(sources: Sequence[Source]) -> Page | None:
    """What these texts show, one below the other; None where none is HTML, or it is beyond reading."""
    blocks: list[Block] = []
    if not any(source.html for source in sources):
        return None
    for source in sources:
        page = guarded(partial(_page, source), None)
        if page is None:
            return None
        blocks.extend([*page.blocks, Line()])
    return Page(tuple(blocks))


def _page(source: Source) -> Page:
    return read_html(clean(source.content)) if source.html else read_text(clean(source.content))


def page_sections(page: Page) -> Iterator[PageSection]:
    """The page in sections, told by its lines as those of a text are (forwarded.py)."""
    page = Page(_with_heads_joined(page.blocks))
    outline = "\n".join(map(_outlined, page.blocks))
    for section in sections(outline):
        count = section.text.count("\n") + 1 if section.text else 0
        blocks = page.blocks[section.first : section.first + count]
        raised = tuple(_raised(block, section.marks) for block in blocks)
        yield PageSection(Page(raised), section.text, section.writers)


def _with_heads_joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The lines "From:" and "Ana <ana@...>" of a forwarded letter's head, each pair in one line again."""
    joined: list[Block] = []
    at = 0
    while at < len(blocks):
        pairs = _head_pairs(blocks, at)
        if len(pairs) >= _FEWEST_IN_A_HEAD and "@" in pairs[0][1].text:
            joined.extend(Line((*name.runs, Run(" "), *value.runs), name.depth) for name, value in pairs)
            at += 2 * len(pairs)
        else:
            joined.append(blocks[at])
            at += 1
    return tuple(joined)


def _head_pairs(blocks: Sequence[Block], at: int) -> list[tuple[Line, Line]]:
    pairs: list[tuple[Line, Line]] = []
    while at + 1 < len(blocks):
        name, value = blocks[at], blocks[at + 1]
        if not isinstance(name, Line) or not isinstance(value, Line):
            break
        short = name.text.rstrip().endswith(":") and len(name.text.split()) <= _LONGEST_NAME
        if not short or not value.text.strip() or value.text.rstrip().endswith(":"):
            break
        pairs.append((name, value))
        at += 2
    return pairs


def pieces_of(section: PageSection) -> list[PageSection]:
    """The section form by form, where several tables ask the same: somebody sends several people's."""
    page = section.page
    asked = {at: _first_column(block) for at, block in enumerate(page.blocks) if isinstance(block, Table)}
    forms = [at for at, questions in asked.items() if len(questions) >= _FEWEST_QUESTIONS]
    same = [at for at in forms if len(asked[at] & asked[forms[0]]) * 2 > len(asked[forms[0]])]
    if len(same) < 2 or len(same) > _MOST:
        return [section]
    edges = [0, *same[1:], len(page.blocks)]
    pieces = [page.blocks[start:end] for start, end in zip(edges, edges[1:], strict=False)]
    return [PageSection(Page(piece), section.text, section.writers) for piece in pieces]


def _first_column(table: Table) -> frozenset[str]:
    return frozenset(" ".join(row[0].text.casefold().split()) for row in table.rows if len(row) > 1) - {""}


def has_quotes(page: Page) -> bool:
    """Whether anything of the page is quoted."""
    return any(_depth(block) for block in page.blocks)


def own_only(page: Page) -> Page:
    """The page without tables that stand in a quotation: their questions are not asked here."""
    return Page(tuple(block for block in page.blocks if isinstance(block, Line) or not _depth(block)))


def not_quoted(page: Page) -> Page:
    """The page without anything that is quoted."""
    return Page(tuple(block for block in page.blocks if not _depth(block)))


def unquoted(page: Page) -> Page:
    """The page as if nothing of it was quoted."""
    return Page(tuple(_raised(block, _depth(block)) for block in page.blocks))


def _outlined(block: Block) -> str:
    return "> " * _depth(block) + (block.text if isinstance(block, Line) else _TABLE)


def _depth(block: Block) -> int:
    """How deep a block is quoted; a table as deep as the words in it that are quoted least."""
    if isinstance(block, Line):
        return block.depth
    return min(
        (line.depth for row in block.rows for cell in row for line in cell.lines if line.runs), default=0
    )


def _raised(block: Block, marks: int) -> Block:
    """A block that is quoted so many marks less deep."""
    if not marks:
        return block
    if isinstance(block, Line):
        return replace(block, depth=max(block.depth - marks, 0))
    return Table(tuple(tuple(_raised_cell(cell, marks) for cell in row) for row in block.rows))


def _raised_cell(cell: Cell, marks: int) -> Cell:
    return replace(cell, lines=tuple(replace(line, depth=max(line.depth - marks, 0)) for line in cell.lines))
