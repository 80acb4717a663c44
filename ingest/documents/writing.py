"""A paragraph while it is being read, whatever the format: words with their marks, cut into lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.page import Line, Mark, Run


@dataclass(slots=True)
class Writing:
    """Lines being written: each a list of pieces of text with their marks."""

    pieces: list[list[tuple[list[str], Mark]]] = field(default_factory=lambda: [[]])

    def add(self, text: str, mark: Mark = Mark.NONE) -> None:
        """Go on with this text, without line ends."""
        if not text:
            return
        line = self.pieces[-1]
        if line and line[-1][1] == mark:
            line[-1][0].append(text)
        else:
            line.append(([text], mark))

    def break_line(self) -> None:
        """Go on in a new line."""
        self.pieces.append([])

    def lines(self) -> Iterator[Line]:
        """What was written; a paragraph without words is one empty line."""
        for piece in self.pieces:
            yield Line(tuple(Run("".join(texts), mark) for texts, mark in piece))
