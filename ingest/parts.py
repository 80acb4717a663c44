"""One MIME part: its type, its name, its bytes, its text. Nothing here raises, whatever the part says."""

from __future__ import annotations

import re
from email.message import Message
from typing import TypeAlias

from ingest.guard import guarded
from ingest.headers import decode, decode_words, one_line

PartOfMail: TypeAlias = "Message[str, str]"

_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,100}/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}")
_PARAMETERS = 4096  # characters of a header that may be searched for parameters: email's search is not linear
_NAME_LENGTH = 150
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
_ENCODING = re.compile(r"[a-z0-9-]+")


def raw_header(part: PartOfMail, name: str) -> str:
    """A header of a part as text, unfolded, or an empty string."""
    for key, value in raw_headers(part):
        if key.lower() == name:
            return " ".join(decode(value.encode("utf-8", "surrogateescape")).split())
    return ""


def raw_headers(part: PartOfMail) -> list[tuple[str, str]]:
    """The headers of a part as the parser left them: folded, with undecoded bytes as surrogates."""
    none: list[tuple[str, str]] = []
    return guarded(lambda: list(part.raw_items()), none)


def content_type(part: PartOfMail) -> str:
    """The declared type in lower case; "text/plain" where none is declared or it is no type (RFC 2045)."""
    declared = raw_header(part, "content-type").partition(";")[0].strip().lower()
    if part.is_multipart() and not declared.startswith(("multipart/", "message/")):
        return "multipart/mixed"
    if not declared:
        return guarded(part.get_default_type, "text/plain")
    return declared if _TYPE.fullmatch(declared) else "application/octet-stream"


def parameter(part: PartOfMail, name: str, header: str = "content-type") -> str:
    """A parameter of a structured header, RFC 2231 continuations and charsets decoded, or an empty string."""
    written = raw_header(part, header)
    if len(written) > _PARAMETERS:
        return ""
    if not written.isascii():  # raw 8-bit: email would put a replacement character for each byte
        guarded(lambda: part.replace_header(header, written), None)
    value = guarded(lambda: part.get_param(name, None, header), None)
    match value:
        case (charset, _, str(content)):
            return decode(content.encode("latin-1", "replace"), str(charset or ""))
        case str():
            return decode_words(decode(value.encode("utf-8", "surrogateescape")))
        case _:
            return ""


def is_attachment(part: PartOfMail) -> bool:
    """Whether the part says that it is an attachment."""
    return raw_header(part, "content-disposition").lower().startswith("attachment")


def file_name(part: PartOfMail) -> str:
    """The part's file name, fit to be shown and never a path (TRUST.md S13), or an empty string."""
    return safe_name(parameter(part, "filename", "content-disposition") or parameter(part, "name"))


def safe_name(name: str) -> str:
    """A file name without folders, controls and direction marks, at most 150 characters, its ending kept."""
    shown = one_line(name, 4 * _NAME_LENGTH).replace("\\", "/").rpartition("/")[2].strip(" .\"'")
    if len(shown) <= _NAME_LENGTH:
        return shown
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: _NAME_LENGTH - 11]}{dot}{ending}" if dot and len(ending) <= 10 else shown[:_NAME_LENGTH]


def content(part: PartOfMail) -> bytes:
    """The decoded bytes of a part that has no parts; what cannot be decoded is given as it stands."""
    encoding = _ENCODING.match(raw_header(part, "content-transfer-encoding").lower())
    if encoding is not None:  # "base64 x" would be left undecoded (MAIL.md §3)
        guarded(lambda: part.replace_header("Content-Transfer-Encoding", encoding[0]), None)
    as_it_stands = guarded(lambda: str(part.get_payload()).encode("ascii", "surrogateescape"), b"")
    if encoding is not None and encoding[0] == "base64" and not _is_base64(as_it_stands):
        return as_it_stands
    payload = guarded(lambda: part.get_payload(decode=True), None)
    return payload if isinstance(payload, bytes) else as_it_stands


def _is_base64(written: bytes) -> bool:
    """Whether the first line can be base64; later ones may be a footer that a list has added."""
    return _BASE64_LINE.fullmatch(written.lstrip().partition(b"\n")[0].strip()) is not None


def plain_text(part: PartOfMail, written: bytes | None = None) -> str:
    """The text of a text part, decoded, with format=flowed lines put together (RFC 3676).

    `written`: its content, where it is at hand already.
    """
    text = decode(content(part) if written is None else written, parameter(part, "charset"))
    if parameter(part, "format").lower() == "flowed":
        return unflow(text, parameter(part, "delsp").lower() == "yes")
    return text


def unflow(text: str, drop_space: bool = False) -> str:
    """Put soft-broken lines of format=flowed text together; a signature's "-- " ends a line (RFC 3676 §4)."""
    done: list[str] = []
    run: list[str] = []
    depth = 0

    def end() -> None:
        if run:
            done.append(">" * depth + (" " if depth and run[0] else "") + "".join(run))
            run.clear()

    for line in text.splitlines():
        body = line.lstrip(">")
        quoted = len(line) - len(body)
        body = body.removeprefix(" ")
        signs = body == "-- "
        if run and (quoted != depth or signs):
            end()
        depth = quoted
        soft = body.endswith(" ") and not signs
        run.append(body[:-1] if soft and drop_space else body)
        if not soft:
            end()
    end()
    return "\n".join(done) + ("\n" if done else "")
