"""The letters of RTF: bytes in the code page of their font, and Unicode with its fallback passed over."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.documents.looks import with_symbols
from ingest.documents.symbols import symbol

_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
_SYMBOL_CHARSET = 2
_HEADS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(frozen=True, slots=True)
class Font:
    """A font's name, and the code page its bytes are in ("" for the document's own)."""

    name: str = ""
    page: str = ""


@dataclass(slots=True)
class Letters:
    """Text on its way from bytes to letters."""

    page: str = "cp1252"
    fonts: dict[int, Font] = field(default_factory=dict)
    _bytes: bytearray = field(default_factory=bytearray)
    _font: Font = Font()
    _high: int = 0  # the first half of a letter outside the basic plane
    _fallback: int = 0  # signs still to be passed over, which stand for the Unicode letter before

    def head(self, name: str, number: int | None) -> bool:
        """Take note of the document's own code page. False for any other word."""
        if name == "ansicpg":
            self.page = code_page(number or 0) or self.page
            return True
        if name in _HEADS:
            self.page = _HEADS[name]
            return True
        return False

    def take(self, raw: bytes, font: int) -> str:
        """Bytes of text in a font; gives what is complete: letters may need more than one byte."""
        if self._fallback:
            passed = min(self._fallback, len(raw))
            self._fallback -= passed
            raw = raw[passed:]
        chosen = self.fonts.get(font, _NO_FONT)
        done = "" if chosen == self._font else self.flush()
        self._font = chosen
        self._bytes += raw
        return done

    def flush(self) -> str:
        """The letters of all bytes taken so far."""
        if not self._bytes:
            return ""
        raw, font = bytes(self._bytes), self._font
        self._bytes.clear()
        if "dings" in font.name:
            return "".join(symbol(font.name, byte) or " " * (byte == 32) for byte in raw)
        return raw.decode(font.page or self.page, errors="replace").replace("\x00", "")

    def unicode(self, number: int, skip: int, font: int) -> str:
        """A letter by its number; `skip` signs behind it stand for it in old programs."""
        done = self.flush()
        self._fallback = max(skip, 0)
        code = number & 0xFFFF
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return done
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00) if self._high else 0xFFFD
        self._high = 0
        return done + with_symbols(chr(code), self.fonts.get(font, _NO_FONT).name)

    def passes_over(self) -> bool:
        """Whether the sign or word at hand only stands for a Unicode letter; it counts as passed over."""
        if not self._fallback:
            return False
        self._fallback -= 1
        return True

    def end_fallback(self) -> None:
        """A group's border ends what is passed over."""
        self._fallback = 0


_NO_FONT = Font()


def code_page(number: int) -> str:
    """Python's name of a Windows code page, or an empty string."""
    name = {65001: "utf-8", 10000: "mac_roman", 708: "iso8859_6", 709: "iso8859_6"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def font_of(name: str, charset: int, page: int) -> Font:
    """A line of the font table."""
    bare = name.strip().rstrip(";").strip().casefold()
    known = code_page(page) if page else ""
    return Font(bare, known or ("" if charset == _SYMBOL_CHARSET else _charset_page(charset)))


def _charset_page(charset: int) -> str:
    known: Mapping[int, str] = _CHARSETS
    return known.get(charset, "") if charset else ""
