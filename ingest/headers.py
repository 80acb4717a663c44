"""Header lines and text, read without the email package: bounded, linear, never raising.

The same code reads the headers of a sound letter and of one whose insides could not be read, so that a letter
always has its sender and subject. Every way in which `email` raises on headers is in MAIL.md §3.
"""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterable

from ingest.charsets import guess
from ingest.limits import HEADER_BYTES

Headers = tuple[tuple[str, str], ...]
"""(lower-case name, unfolded value) in order; encoded words are still encoded."""

_VALUE_CHARACTERS = 8192
_NAME = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_WORD = re.compile(r"=\?([A-Za-z0-9_.:-]{1,40})(?:\*[^?]{0,20})?\?([bBqQ])\?([^?\s]*)\?=")
_WORD_GAP = re.compile(r"(\?=)[ \t\r\n]+(?==\?[A-Za-z0-9_.:*-]{1,60}\?[bBqQ]\?)")
_Q_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
"""Word has an upright tab where a line ends without a new paragraph."""
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,990}>")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Text codecs that are no charset of a letter, or that take more than linear time.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
_MISLABELS = frozenset({"iso8859-1", "cp1252", "iso8859-15"})
# What programs write under these names goes beyond them.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949"}
_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{1,40})")


def scan(raw: bytes) -> Headers:
    """The header lines of a letter, at most 64 KB of them. Never raises.

    Raw bytes in a header are in UTF-8, or in the charset that the same header says its text is in, or in the
    one they look like.
    """
    found: list[tuple[str, bytes]] = []
    for line in raw[:HEADER_BYTES].splitlines():
        if not line.strip():
            break
        if line[:1] in (b" ", b"\t"):
            if found:
                name, value = found[-1]
                found[-1] = (name, (value + b" " + line.strip())[:_VALUE_CHARACTERS])
            continue
        if match := _NAME.match(line):
            found.append((match[1].decode("ascii").lower(), line[match.end() :].strip()[:_VALUE_CHARACTERS]))
    hint = next((match[1].decode("ascii") for _, value in found if (match := _CHARSET.search(value))), "")
    return tuple((name, _raw(value, hint)) for name, value in found)


def _raw(value: bytes, hint: str) -> str:
    name = _codec(hint)
    if name and name not in _MISLABELS and not value.isascii():
        for attempt in ("utf-8", name):
            try:
                return value.decode(attempt)
            except UnicodeError:  # the next one
                continue
    return decode(value)


def values(headers: Headers, *names: str) -> list[str]:
    """Every value of the headers of these (lower-case) names, in order, still encoded."""
    return [value for name, value in headers if name in names]


def first(headers: Headers, name: str) -> str:
    """The first value of that header, still encoded, or an empty string."""
    return next(iter(values(headers, name)), "")


def decode(content: bytes, charset: str = "") -> str:
    """Bytes to text, whatever the label says. Never raises.

    A label is believed where it fits. Western labels are those that mail gets wrong: sound UTF-8 is UTF-8,
    and iso-8859-1 is read as the cp1252 it nearly always is (MAIL.md §3). No label: UTF-8 first too, and then
    what the bytes look like.
    """
    name = _codec(charset)
    tries: Iterable[str] = ("utf-8",) if not name or name in _MISLABELS else (name, "utf-8")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = ("utf-16", *tries)
    for attempt in tries:
        try:
            return content.decode(attempt)
        except (UnicodeError, LookupError):  # the next one: what stands below always fits
            continue
    if not name and (likely := guess(content)) != "cp1252":
        return content.decode(likely, "replace")
    try:
        return content.decode("cp1252")
    except UnicodeError:  # it has holes, latin-1 has none
        return content.decode("latin-1")


def _codec(charset: str) -> str:
    wanted = charset.strip().strip("\"'").lower()
    if not wanted or len(wanted) > 40:
        return ""
    try:
        name = codecs.lookup(wanted).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_CHARSETS or name == "ascii" else _WIDER.get(name, name)


def decode_words(value: str) -> str:
    """RFC 2047 encoded words in a header value to text, wherever mail programs put them.

    Neighbouring words of one charset are joined before decoding: some programs split inside a character.
    """
    if "=?" not in value:
        return value
    pieces: list[tuple[str, bytes]] = []
    text: list[str] = []

    def flush() -> None:
        run = b"".join(content for _, content in pieces)
        if pieces:
            text.append(decode(run, pieces[0][0]))
        pieces.clear()

    joined = _WORD_GAP.sub(r"\1", value)
    at = 0
    for match in _WORD.finditer(joined):
        between = joined[at : match.start()]
        if between or (pieces and pieces[0][0] != match[1].lower()):
            flush()
        text.append(between)
        pieces.append((match[1].lower(), _word_bytes(match[2], match[3])))
        at = match.end()
    flush()
    text.append(joined[at:])
    return "".join(text)


def _word_bytes(encoding: str, content: str) -> bytes:
    raw = content.encode("utf-8", "replace")
    if encoding in "qQ":
        return _Q_HEX.sub(lambda match: bytes([int(match[1], 16)]), raw.replace(b"_", b" "))
    kept = _NOT_BASE64.sub(b"", raw)
    kept = kept[:-1] if len(kept) % 4 == 1 else kept
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


def one_line(text: str, limit: int = 1000) -> str:
    """Text fit for one line, without line ends, controls and direction marks (TRUST.md S3, S13)."""
    shown = _CONTROLS.sub(" ", _INVISIBLE.sub("", _SURROGATES.sub("\ufffd", text[: limit * 4])))
    return " ".join(shown.split())[:limit]


def clean(text: str) -> str:
    """Text with line ends of one kind, without controls and stray surrogates; otherwise as it was written."""
    even = _LINE_END.sub("\n", text)
    return _CONTROLS.sub("", _SURROGATES.sub("\ufffd", even)).replace("\ufeff", "")


def text_of(headers: Headers, name: str) -> str:
    """The first value of that header as a person reads it, in one line."""
    return one_line(decode_words(first(headers, name)))


def message_ids(value: str) -> tuple[str, ...]:
    """The Message-IDs of a header value, each once, with angle brackets even where they were left off."""
    found = dict.fromkeys(_MESSAGE_ID.findall(value))
    bare = value.strip()
    if not found and "@" in bare and len(bare.split()) == 1 and not set(bare) & set("<>,;"):
        return (f"<{bare}>",)
    return tuple(found)[-100:]
