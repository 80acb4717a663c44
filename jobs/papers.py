"""Files as people have them, put into the form of a letter: a mail stays one, a bare document gets one."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:")
_TELLING = re.compile(
    rb"^(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to):", re.IGNORECASE
)
_FEWEST = 2
_TNEF, _OLE = b"\x78\x9f\x3e\x22", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PART = "__properties_version1.0".encode("utf-16-le")


def as_letter(path: Path) -> bytes:
    """The file's bytes if it is a mail, also as Outlook keeps it (.msg, winmail.dat); a bare document is put
    into an empty mail. Raises OSError.
    """
    content = path.read_bytes()
    if path.suffix.lower() == ".eml" or is_mail(content) or is_outlooks(content):
        return content
    mail = EmailMessage()
    mail["Subject"] = "Form"
    mail.set_content("")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=path.name)
    return mail.as_bytes()


def is_outlooks(content: bytes) -> bool:
    """Whether it may be a letter of Outlook's, by a name that each of them holds: the reader looks closer."""
    return content.startswith(_TNEF) or (content.startswith(_OLE) and _PART in content)


def is_mail(content: bytes) -> bool:
    """Whether a file is a mail: it begins with header lines, of which at least two are a mail's own."""
    told = 0
    for line in content.lstrip(b"\xef\xbb\xbf").splitlines()[:60]:
        if line.startswith(b"From ") or (told and line[:1] in b" \t" and line.strip()):
            continue
        if not _HEADER.match(line):
            break
        told += bool(_TELLING.match(line))
    return told >= _FEWEST
