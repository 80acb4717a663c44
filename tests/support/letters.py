"""Raw letters of invented people, built line by line so that a test can get any detail wrong on purpose."""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Sequence

from ingest.reading import FormSettings

ANA = "Ana Ruiz <ana.ruiz@post.example>"
BRANCH = "Casework <casework@branch.example>"
SETTINGS = FormSettings(wordings={}, choices={})


def letter(
    text: str = "",
    *,
    sender: str = ANA,
    subject: str = "Hello",
    headers: Sequence[str] = (),
    content_type: str = "text/plain; charset=utf-8",
) -> bytes:
    """A letter of one part; `headers` are further whole header lines."""
    lines = [
        f"From: {sender}",
        f"To: {BRANCH}",
        f"Subject: {subject}",
        "Date: Tue, 03 Mar 2026 10:00:00 +0000",
    ]
    lines += [
        "Message-ID: <one@post.example>",
        *headers,
        "MIME-Version: 1.0",
        f"Content-Type: {content_type}",
        "",
        text,
    ]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


def part(content: str | bytes, content_type: str = "text/plain; charset=utf-8", *headers: str) -> str:
    """One part of a multipart; bytes are sent as base64."""
    if isinstance(content, bytes):
        headers = (*headers, "Content-Transfer-Encoding: base64")
        content = encodebytes(content).decode("ascii")
    return "\r\n".join([f"Content-Type: {content_type}", *headers, "", content])


def attached(content: bytes, name: str, content_type: str = "application/octet-stream") -> str:
    """An attachment with a plain file name."""
    return part(content, content_type, f'Content-Disposition: attachment; filename="{name}"')


def joined(*parts: str, boundary: str = "edge") -> str:
    """The body of a multipart with that boundary."""
    pieces = [f"--{boundary}\r\n{each}\r\n" for each in parts]
    return "".join(pieces) + f"--{boundary}--\r\n"


def multipart(*parts: str, subtype: str = "mixed", **more: object) -> bytes:
    """A letter of several parts."""
    kind = f'multipart/{subtype}; boundary="edge"'
    return letter(joined(*parts), content_type=kind, **more)  # type: ignore[arg-type]
