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


def as_letter(path: Path) -> bytes:
    """The file's bytes if it is a mail; a bare document is put into an empty mail. Raises OSError."""
    content = path.read_bytes()
    if path.suffix.lower() == ".eml" or is_mail(content):
        return content
    mail = EmailMessage()
    mail["Subject"] = "Form"
    mail.set_content("")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=path.name)
    return mail.as_bytes()


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
