"""Outlook's rich text inside .msg files and winmail.dat: unpacked (MS-OXRTFCP), and the HTML hidden in it.

Outlook keeps the HTML of a letter inside RTF (MS-OXRTFEX): tags in groups of their own, words between them.
"""

from __future__ import annotations

from itertools import islice
from struct import error, unpack_from

from ingest.documents.rtf_letters import Letters
from ingest.documents.rtf_tokens import Sort, Token, Tokens
from ingest.documents.rtf_words import NOT_READ, SIGNS

_PACKED, _PLAIN = b"LZFu", b"MELA"
_MOST_BYTES = 16 * 1024 * 1024
_MOST_TOKENS = 2_000_000
_WINDOW = 4096
_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_HEAD_GROUPS = NOT_READ | {"fonttbl", "colortbl", "stylesheet", "info", "mhtmltag", "generator"}
_HTML_SIGNS = {**SIGNS, "par": "\r\n", "line": "\r\n", "~": "&nbsp;", "_": "&shy;"}


def unpacked(content: bytes) -> bytes:
    """The RTF in a packed stream, as far as it can be followed; empty where it is none. Never raises."""
    try:
        _, size, kind, _ = unpack_from("<II4sI", content)
    except error:
        return b""
    if kind == _PLAIN:
        return content[16 : 16 + size]
    return _unpack(content[16:], min(size, _MOST_BYTES)) if kind == _PACKED else b""


def _unpack(packed: bytes, size: int) -> bytes:
    """LZFu: a bit for each of eight steps, a letter or a place and length in what came before."""
    written = bytearray(_START)
    base = len(_START)
    at = 0
    while at < len(packed) and len(written) - base < size:
        control = packed[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                written += packed[at : at + 1]
                at += 1
                continue
            if at + 2 > len(packed):
                return bytes(written[base:])
            place, length = packed[at] << 4 | packed[at + 1] >> 4, (packed[at + 1] & 0xF) + 2
            at += 2
            end = len(written) % _WINDOW
            if place == end:
                return bytes(written[base : base + size])
            back = (end - place) % _WINDOW
            for _ in range(length):
                written.append(written[-back] if back <= len(written) else 0x20)
    return bytes(written[base : base + size])


def hidden_html(rtf: bytes) -> str:
    """The HTML that Outlook has hidden in RTF, or an empty string where the RTF is a letter of its own."""
    if b"\\fromhtml" not in rtf[:2000]:
        return ""
    html = _Html()
    tokens = Tokens(rtf)
    for token in islice(tokens, _MOST_TOKENS):
        html.take(token, tokens)
    html.end()
    return "".join(html.pieces)


class _Html:
    """HTML while it is being gathered. `states` by group: is it a tag's, is its text kept for RTF alone."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.letters = Letters()
        self.states: list[tuple[bool, bool]] = []
        self.tag = self.rtf_only = self.first = self.star = False
        self.skip = 1

    def take(self, token: Token, tokens: Tokens) -> None:
        match token.sort:
            case Sort.OPEN:
                self.end()
                self.states.append((self.tag, self.rtf_only))
                self.first, self.star = True, False
            case Sort.CLOSE:
                self.end()
                self.tag, self.rtf_only = self.states.pop() if self.states else (False, False)
            case Sort.TEXT:
                self.first = False
                self._put(self.letters.take(token.raw, 0))
            case Sort.BYTE:
                self.first = False
                if not self.letters.passes_over():
                    self._put(self.letters.take(token.raw, 0))
            case Sort.SYMBOL if token.name == "*":
                self.star = True
            case _:
                self._word(token.name, token.number, tokens)

    def end(self) -> None:
        """A group's border."""
        self._put(self.letters.flush())
        self.letters.end_fallback()

    def _word(self, name: str, number: int | None, tokens: Tokens) -> None:
        first, star = self.first, self.star
        self.first = self.star = False
        if name != "u" and self.letters.passes_over():
            return
        if first and name == "htmltag" and star:
            self.tag = True
        elif first and (star or name in _HEAD_GROUPS):
            tokens.skip_group()
        elif name == "htmlrtf":
            self._put(self.letters.flush())
            self.rtf_only = number != 0
        elif name == "uc":
            self.skip = number if number is not None else 1
        elif name == "u" and number is not None:
            self._put(self.letters.unicode(number, self.skip, 0))
        elif not self.letters.head(name, number) and name in _HTML_SIGNS:
            self._put(self.letters.flush())
            self._put(_HTML_SIGNS[name])

    def _put(self, text: str) -> None:
        if text and not self.rtf_only:
            self.pieces.append(text)
