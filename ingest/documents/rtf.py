"""Rich text (.rtf), as Word, WordPad, TextEdit and LibreOffice write it.

One pass over the tokens with a stack of groups, so that neither size nor depth can cost more than they
should. Tables are put together in rtf_tables.py, form fields read in rtf_fields.py. Pictures, objects,
headers, notes, hidden words and what was deleted with changes tracked are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field

from ingest.documents.looks import BLANKS
from ingest.documents.rtf_fields import Field
from ingest.documents.rtf_heads import Heads
from ingest.documents.rtf_letters import Letters
from ingest.documents.rtf_state import Goal, State, look
from ingest.documents.rtf_tables import Edge, Story
from ingest.documents.rtf_tokens import Sort, Token, Tokens
from ingest.documents.rtf_words import GOALS, NOT_READ, NOT_UNKNOWN, PARAGRAPH_ENDS, SIGNS
from ingest.documents.tables import page_of
from ingest.documents.writing import Writing
from ingest.documents.zipped import MAX_BYTES, Unreadable
from ingest.page import Block, Mark, Page

_MOST_TOKENS = 1_000_000
_DEEPEST = 2_000


def read_rtf(content: bytes) -> Page:
    """The document as a page: the main text and its text boxes.

    Raises `Unreadable` for a broken document, and for one larger, deeper or longer than a form can be.
    """
    if not content.startswith(b"{\\rtf"):
        raise Unreadable("it is damaged")
    if len(content) > MAX_BYTES:
        raise Unreadable("it is far longer than a form can be")
    return page_of(_Reading(Tokens(content)).read())


@dataclass(slots=True)
class _Place:
    """Where text goes: the body or a text box. `edges` by whether the row is of a nested table."""

    story: Story = field(default_factory=Story)
    writing: Writing = field(default_factory=Writing)
    boxes: list[Story] = field(default_factory=list)
    edges: dict[bool, list[Edge]] = field(default_factory=lambda: {False: [], True: []})
    merged: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Reading:
    tokens: Tokens
    state: State = field(default_factory=State)
    around: list[State] = field(default_factory=list)
    places: list[_Place] = field(default_factory=lambda: [_Place()])
    letters: Letters = field(default_factory=Letters)
    heads: Heads = field(default_factory=Heads)

    def read(self) -> list[Block]:
        for count, token in enumerate(self.tokens):
            if count > _MOST_TOKENS:
                raise Unreadable("it is far longer than a form can be")
            self._take(token)
            if not self.around:
                break
        if self.around:
            raise Unreadable("it is damaged: its end is missing")
        if self.places[-1].writing.pieces != [[]]:
            self._end_paragraph()
        return self.places[-1].story.close()

    def _take(self, token: Token) -> None:
        match token.sort:
            case Sort.OPEN:
                self._open()
            case Sort.CLOSE:
                self._close()
            case Sort.TEXT:
                self.state.first = False
                self._put(self.letters.take(token.raw, self.state.font))
            case Sort.BYTE:
                self.state.first = False
                if not self.letters.passes_over():
                    self._put(self.letters.take(token.raw, self.state.font))
            case Sort.SYMBOL if token.name == "*":
                self.state.star = True
            case _:
                self._word(token.name, token.number)

    def _open(self) -> None:
        self._put(self.letters.flush())
        self.letters.end_fallback()
        if len(self.around) >= _DEEPEST:
            raise Unreadable("it is packed deeper than a form can be")
        self.around.append(self.state)
        self.state = copy(self.state)
        self.state.first, self.state.star = True, False
        self.state.owns_field = self.state.owns_story = False

    def _close(self) -> None:
        self._put(self.letters.flush())
        self.letters.end_fallback()
        ended = self.state
        if ended.owns_story:
            self._end_story()
        if not self.around:
            return
        self.state = self.around.pop()
        if ended.owns_field and ended.field is not None:
            self._end_field(ended.field)

    def _word(self, name: str, number: int | None) -> None:
        if name != "u" and self.letters.passes_over():
            return
        first, star = self.state.first, self.state.star
        self.state.first = self.state.star = False
        if first and self._destination(name, star):
            return
        self._put(self.letters.flush())
        if name == "u" and number is not None:
            self._put(self.letters.unicode(number, self.state.skip, self.state.font))
        elif name in SIGNS:
            self._put(SIGNS[name])
        elif self._table_of_head(name, number) or look(self.state, self.heads.palette, name, number):
            return
        elif self.state.goal in (Goal.BODY, Goal.RESULT):
            self._layout(name, number)

    def _destination(self, name: str, star: bool) -> bool:
        """Whether the first word of a group says that the group is something apart; if so, go there."""
        if name in NOT_READ or (star and name not in NOT_UNKNOWN):
            self.tokens.skip_group()
        elif name == "field":
            self.state.field, self.state.owns_field = Field(), True
        elif name == "fldrslt":
            self._field_result()
        elif name == "ffl" and self.state.field is not None:
            self.state.goal = Goal.ENTRY
            self.state.field.entries.append("")
        elif name in ("shptxt", "dptxbxtext"):
            self._begin_story()
        elif name == "nesttableprops":
            self.state.nested_row = True
        elif name in GOALS:
            self.state.goal = GOALS[name]
        else:
            return False
        return True

    def _table_of_head(self, name: str, number: int | None) -> bool:
        """Words that mean something only in the tables before the text, and in form fields."""
        match self.state.goal:
            case Goal.FONTS | Goal.COLOURS | Goal.STYLES:
                self.heads.word(name, number)
                return True
            case Goal.FORM_FIELD if self.state.field is not None and number is not None:
                self.state.field.numbers[name] = number
                return True
            case _:
                return self.letters.head(name, number)

    def _put(self, text: str) -> None:
        """Letters, to where the group wants them."""
        if not text:
            return
        state = self.state
        match state.goal:
            case Goal.BODY if state.shown:
                self.places[-1].writing.add(text, state.mark)
            case Goal.RESULT if state.shown and state.field is not None:
                state.field.shown.append((text, state.mark))
            case Goal.INSTRUCTION if state.field is not None:
                state.field.instruction.append(text)
            case Goal.DEFAULT if state.field is not None:
                state.field.default.append(text)
            case Goal.ENTRY if state.field is not None:
                state.field.entry(text)
            case Goal.FONTS:
                self.heads.font(text, self.letters.fonts)
            case Goal.COLOURS:
                self.heads.colour(text)
            case Goal.STYLES:
                self.heads.style(text)
            case _:
                return

    def _field_result(self) -> None:
        if self.state.field is None:
            return
        if self.state.field.own_value:
            self.tokens.skip_group()
        else:
            self.state.goal = Goal.RESULT if self.state.field.text else self._outer_goal()

    def _outer_goal(self) -> Goal:
        """Where text went outside the field."""
        return next((one.goal for one in reversed(self.around) if not one.owns_field), Goal.BODY)

    def _end_field(self, ended: Field) -> None:
        """A form field is over: what it came to goes into the line."""
        if ended.own_value:
            run = ended.value()
            self._put_marked(run.text, run.mark)
            return
        shown = "".join(text for text, _ in ended.shown)
        if not BLANKS.fullmatch(shown):
            faint = Mark.FAINT if ended.prompt(shown) else Mark.NONE
            for text, mark in ended.shown:
                self._put_marked(text, mark | Mark.FILLED | faint)

    def _put_marked(self, text: str, mark: Mark) -> None:
        kept = self.state.mark
        self.state.mark |= mark
        self._put(text)
        self.state.mark = kept

    def _begin_story(self) -> None:
        self.places.append(_Place())
        state = self.state
        state.owns_story, state.goal, state.field = True, Goal.BODY, None
        state.in_table, state.level, state.mark = False, 0, Mark.NONE

    def _end_story(self) -> None:
        if self.places[-1].writing.pieces != [[]]:
            self._end_paragraph()
        box = self.places.pop()
        self.places[-1].boxes.append(box.story)

    def _layout(self, name: str, number: int | None) -> None:
        if name in PARAGRAPH_ENDS:
            self._break(self._end_paragraph)
        elif name in ("line", "page", "column"):
            self._break(self.places[-1].writing.break_line)
        elif name in _TABLE_WORDS:
            _TABLE_WORDS[name](self, number or 0)

    def _break(self, make: Callable[[], None]) -> None:
        """A line end; inside a form field it is a space."""
        if self.state.goal is Goal.RESULT:
            self._put(" ")
        elif self.state.shown:
            make()

    def _end_paragraph(self, depth: int | None = None) -> None:
        """The paragraph is over; `depth`: in how many tables, where that is known better."""
        place = self.places[-1]
        place.story.paragraph(place.writing.lines(), self.state.depth if depth is None else depth)
        place.writing = Writing()
        for box in place.boxes:
            place.story.blocks_here(box.close())
        place.boxes = []

    def _cell(self, depth: int) -> None:
        self._end_paragraph(depth)
        self.places[-1].story.cell(depth)

    def _new_row(self) -> None:
        self.places[-1].edges[self.state.nested_row] = []
        self.places[-1].merged.clear()

    def _edge(self, right: int) -> None:
        place = self.places[-1]
        edge = Edge(right, "clmrg" in place.merged, "clvmrg" in place.merged)
        place.edges[self.state.nested_row].append(edge)
        place.merged.clear()

    def _row(self, nested: bool) -> None:
        place = self.places[-1]
        place.story.row(max(self.state.level, 2) if nested else 1, place.edges[nested])


_TABLE_WORDS: Mapping[str, Callable[[_Reading, int], None]] = {
    "cell": lambda reading, _: reading._cell(1),
    "nestcell": lambda reading, _: reading._cell(max(reading.state.level, 2)),
    "row": lambda reading, _: reading._row(nested=False),
    "nestrow": lambda reading, _: reading._row(nested=True),
    "trowd": lambda reading, _: reading._new_row(),
    "cellx": lambda reading, right: reading._edge(right),
    "clmrg": lambda reading, _: reading.places[-1].merged.add("clmrg"),
    "clvmrg": lambda reading, _: reading.places[-1].merged.add("clvmrg"),
}
