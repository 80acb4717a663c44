"""The log of requests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from tests.sheets_emulator.state import Json

Query = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came in, and how it was answered."""

    method: str
    path: str
    query: Query
    body: Json
    status: int

    def what(self) -> str:
        """`spreadsheets.get`, `spreadsheets.batchUpdate`, `values.append`, `token`, `drive`..."""
        if self.path == "/token":
            return "token"
        if "/drive/" in self.path:
            return "drive"
        if "/values" in self.path:
            _, colon, verb = unquote(self.path).rpartition(":")
            plain = "values.get" if self.method == "GET" else "values.update"
            return (
                f"values.{verb}"
                if colon and re.fullmatch(r"[A-Za-z]+", verb) and verb[0].islower()
                else plain
            )
        found = re.search(r"(developerMetadata|sheets)/?\d*:?(search|copyTo)?$", self.path)
        if found:
            return f"{found[1]}.{found[2] or 'get'}"
        _, colon, verb = self.path.rpartition(":")
        return f"spreadsheets.{verb if colon else 'get'}"
