"""RTF cut into tokens: braces, control words, control symbols, bytes of text. One pass, linear in size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,40})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_STOP = re.compile(rb"[{}]|\\bin(\d{1,10}) ?|\\.", re.DOTALL)


class Sort(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()  # name and perhaps a number
    SYMBOL = auto()  # one sign behind a backslash
    BYTE = auto()  # one byte given as \'hh
    TEXT = auto()  # bytes as they stand


@dataclass(frozen=True, slots=True)
class Token:
    """A token; `name` of a word or symbol, `number` of a word where it has one, `raw` the bytes of text."""

    sort: Sort
    name: str = ""
    number: int | None = None
    raw: bytes = b""


_OPEN, _CLOSE = Token(Sort.OPEN), Token(Sort.CLOSE)


@dataclass(slots=True)
class Tokens:
    """The tokens of a document, read on demand, so that groups of no interest are passed over at once."""

    content: bytes
    at: int = 0

    def __iter__(self) -> Iterator[Token]:
        while self.at < len(self.content):
            found = _TOKEN.match(self.content, self.at)
            if found is None:
                return
            self.at = found.end()
            token = self._token(found)
            if token is not None:
                yield token

    def _token(self, found: re.Match[bytes]) -> Token | None:
        word, number, byte, symbol, brace, text = found.groups()
        if text is not None:
            return Token(Sort.TEXT, raw=text)
        if word is not None:
            name = word.decode("ascii")
            if name == "bin":
                self.at += max(int(number or 0), 0)
                return None
            return Token(Sort.WORD, name, None if number is None else int(number))
        if brace is not None:
            return _OPEN if brace == b"{" else _CLOSE
        if byte is not None:
            return Token(Sort.BYTE, raw=bytes.fromhex(byte.decode("ascii")))
        return None if symbol is None else Token(Sort.SYMBOL, symbol.decode("latin-1"))

    def skip_group(self) -> None:
        """Go to the brace that ends the group we are in; it is the next token."""
        depth = 0
        while True:
            found = _STOP.search(self.content, self.at)
            if found is None:
                self.at = len(self.content)
                return
            if found.group() == b"{":
                depth += 1
            elif found.group() == b"}":
                if not depth:
                    self.at = found.start()
                    return
                depth -= 1
            self.at = found.end() + (int(found.group(1)) if found.group(1) else 0)
