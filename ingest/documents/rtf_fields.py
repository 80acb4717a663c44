"""The form fields of RTF: FORMTEXT, FORMCHECKBOX, FORMDROPDOWN, and signs given by their font (SYMBOL)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.documents.symbols import symbol
from ingest.page import OFF, ON, Mark, Run
from ingest.prompts import is_prompt

_SYMBOL = re.compile(r"SYMBOL\s+(\d{1,5})\b(?:.*?\\f\s*\"([^\"]*)\")?", re.DOTALL)
_UNDEFINED = 25  # \\ffres25: nobody ticked or chose anything


@dataclass(slots=True)
class Field:
    """A field while it is being read."""

    instruction: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    default: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    shown: list[tuple[str, Mark]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The first word of the instruction, in capitals."""
        words = "".join(self.instruction).split(maxsplit=1)
        return words[0].upper() if words else ""

    def entry(self, text: str) -> None:
        """More of the last entry of a list; before any entry, as in a damaged document, it begins one."""
        self.entries[-1:] = ["".join(self.entries[-1:]) + text]

    @property
    def own_value(self) -> bool:
        """Whether the field itself says what it shows, so that what stands in the text is passed over."""
        return self.kind in ("FORMCHECKBOX", "SYMBOL") or (self.kind == "FORMDROPDOWN" and bool(self.entries))

    @property
    def text(self) -> bool:
        """Whether it is a field that somebody types into."""
        return self.kind == "FORMTEXT"

    def value(self) -> Run:
        """What a field with a value of its own shows."""
        if self.kind == "SYMBOL":
            found = _SYMBOL.search("".join(self.instruction))
            code, font = (int(found[1]), found[2] or "wingdings") if found else (0, "")
            return Run(symbol(font.casefold(), code))
        chosen = self.numbers.get("ffres", _UNDEFINED)
        if chosen == _UNDEFINED:
            chosen = self.numbers.get("ffdefres", -1 if self.entries else 0)
        if self.kind == "FORMCHECKBOX":
            return Run(ON if chosen == 1 else OFF, Mark.FILLED)
        return Run(self.entries[chosen] if 0 <= chosen < len(self.entries) else "", Mark.FILLED)

    def prompt(self, shown: str) -> bool:
        """Whether what a text field shows is its own prompt, which nobody typed over."""
        default = " ".join("".join(self.default).split())
        return bool(default) and " ".join(shown.split()) == default and is_prompt(default)
