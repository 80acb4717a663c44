"""The tables at the head of an RTF file: fonts, colours, and the style that means a prompt."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.documents.rtf_letters import Font, font_of
from ingest.documents.rtf_state import Palette

_PROMPT_STYLE = "placeholder text"
_MOST = 10_000  # entries of a table


@dataclass(slots=True)
class Heads:
    """The entry at hand, its numbers and its name, and what became of those before."""

    palette: Palette = field(default_factory=Palette)
    numbers: dict[str, int] = field(default_factory=dict)
    name: list[str] = field(default_factory=list)

    def word(self, name: str, number: int | None) -> None:
        """A number of the entry."""
        if number is not None:
            self.numbers[name] = number

    def font(self, text: str, fonts: dict[int, Font]) -> None:
        """A font's name; a semicolon ends the entry."""
        if self._ends(text) and len(fonts) < _MOST:
            font = font_of("".join(self.name), self.numbers.get("fcharset", 0), self.numbers.get("cpg", 0))
            fonts[self.numbers.get("f", 0)] = font
            self._next()

    def colour(self, text: str) -> None:
        """A semicolon ends a colour; one without numbers is automatic."""
        for _ in range(text.count(";")):
            shades = [self.numbers.get(name, 0) & 0xFF for name in ("red", "green", "blue")]
            if len(self.palette.colours) < _MOST:
                self.palette.colours.append(
                    "".join(f"{shade:02x}" for shade in shades) if self.numbers else ""
                )
            self._next()

    def style(self, text: str) -> None:
        """A style's name; only the one that marks prompts is kept."""
        if self._ends(text):
            if "".join(self.name).strip(" ;").casefold() == _PROMPT_STYLE and "cs" in self.numbers:
                self.palette.prompts.add(self.numbers["cs"])
            self._next()

    def _ends(self, text: str) -> bool:
        self.name.append(text)
        return ";" in text

    def _next(self) -> None:
        self.numbers, self.name = {}, []
