"""What RTF says of the letters that follow, group by group: their look, their font, their paragraph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from ingest.documents.looks import is_grey
from ingest.documents.rtf_fields import Field
from ingest.page import Mark


class Goal(Enum):
    """What the words of a group are for."""

    BODY = auto()
    RESULT = auto()  # typed into a form field
    FONTS = auto()
    COLOURS = auto()
    STYLES = auto()
    INSTRUCTION = auto()
    FORM_FIELD = auto()
    DEFAULT = auto()
    ENTRY = auto()
    TWICE = auto()  # text for old programs, beside the same in Unicode


@dataclass(slots=True)
class State:
    """All of it; a group begins with a copy of the one around it."""

    goal: Goal = Goal.BODY
    first: bool = False  # nothing but \\* has come in this group yet
    star: bool = False
    mark: Mark = Mark.NONE
    hidden: bool = False
    deleted: bool = False
    font: int = 0
    skip: int = 1  # signs that stand for a Unicode letter in old programs
    in_table: bool = False
    level: int = 0
    nested_row: bool = False
    field: Field | None = None
    owns_field: bool = False
    owns_story: bool = False

    @property
    def depth(self) -> int:
        """In how many tables the paragraph stands."""
        return self.level or int(self.in_table)

    @property
    def shown(self) -> bool:
        """Whether a reader sees these letters."""
        return not self.hidden and not self.deleted

    def turn(self, mark: Mark, on: bool) -> None:
        """Switch one look on or off."""
        self.mark = self.mark | mark if on else self.mark & ~mark


@dataclass(slots=True)
class Palette:
    """The document's colours as "rrggbb" ("" for automatic), and the styles that mean a prompt."""

    colours: list[str] = field(default_factory=list)
    prompts: set[int] = field(default_factory=set)

    def shaded(self, number: int) -> bool:
        """Whether a background of this colour stands out."""
        return self.colour(number) not in ("", "ffffff")

    def colour(self, number: int) -> str:
        """The colour of this number."""
        return self.colours[number] if 0 <= number < len(self.colours) else ""


def look(state: State, palette: Palette, name: str, number: int | None) -> bool:
    """Apply a control word about the look of letters or the paragraph. False for any other word."""
    on = number != 0
    if name in _TOGGLES:
        state.turn(_TOGGLES[name], on)
    elif name in _SETTERS:
        _SETTERS[name](state, palette, number)
    elif name.startswith("ul") and name != "ulc":
        state.turn(Mark.UNDERLINED, on and name != "ulnone")
    else:
        return False
    return True


def _plain(state: State, _: Palette, __: int | None) -> None:
    state.mark &= Mark.FILLED
    state.hidden = state.deleted = False


def _new_paragraph(state: State, _: Palette, __: int | None) -> None:
    state.in_table, state.level = False, 0


def _in_table(state: State, _: Palette, __: int | None) -> None:
    state.in_table = True


def _level(state: State, _: Palette, number: int | None) -> None:
    state.level = max(number or 0, 0)


def _hide(state: State, _: Palette, number: int | None) -> None:
    state.hidden = number != 0


def _delete(state: State, _: Palette, number: int | None) -> None:
    state.deleted = number != 0


def _font(state: State, _: Palette, number: int | None) -> None:
    state.font = number or 0


def _skip(state: State, _: Palette, number: int | None) -> None:
    state.skip = 1 if number is None else min(max(number, 0), 100)


def _letter_colour(state: State, palette: Palette, number: int | None) -> None:
    state.turn(Mark.FAINT, is_grey(palette.colour(number or 0)))


def _background(state: State, palette: Palette, number: int | None) -> None:
    state.turn(Mark.HIGHLIGHTED, palette.shaded(number or 0))


def _style(state: State, palette: Palette, number: int | None) -> None:
    if number in palette.prompts:
        state.turn(Mark.FAINT, on=True)


_TOGGLES: Mapping[str, Mark] = {
    "b": Mark.BOLD,
    "i": Mark.ITALIC,
    "strike": Mark.STRUCK,
    "striked": Mark.STRUCK,
}
_SETTERS: Mapping[str, Callable[[State, Palette, int | None], None]] = {
    "plain": _plain,
    "pard": _new_paragraph,
    "intbl": _in_table,
    "itap": _level,
    "v": _hide,
    "deleted": _delete,
    "f": _font,
    "uc": _skip,
    "cf": _letter_colour,
    "highlight": _background,
    "chcbpat": _background,
    "cb": _background,
    "cs": _style,
}
