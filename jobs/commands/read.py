"""`casework read FILE...`: what the service understands of a mail or a document. No journal, no effects."""

from __future__ import annotations

import json
from argparse import Namespace
from email.message import EmailMessage
from pathlib import Path

from ingest.reader import Reader
from ingest.reading import FormSettings, Reading
from ingest.shown import reading_to_json
from jobs.config import load
from jobs.conversions import form_settings_of
from jobs.settings import FormSection

DOCUMENTS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How a bare document begins, told from a mail by its bytes and not by its name."""

_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
"""The name of a part that every Outlook letter (.msg) has: the contained reader looks closer."""

SURE = 0.9


def run(asked: Namespace) -> int:
    """One object a line with --json, else a table a file."""
    raws = [_as_mail(path) for path in asked.files]
    with Reader(_settings(asked.config)) as reader:
        for path, reading in zip(asked.files, reader.read_many(raws), strict=True):
            if asked.json:
                print(json.dumps(reading_to_json(reading, str(path)), ensure_ascii=False))
            else:
                print(in_words(path, reading))
    return 0


def _settings(config: Path) -> FormSettings:
    """The branch's own wordings where there is a config, else the built-in ones alone."""
    if config.exists():
        return form_settings_of(load(config, secrets=False))
    needed = tuple(question.field for question in FormSection().fields if question.needed)
    return FormSettings(wordings={}, choices={}, needed=needed)


def _as_mail(path: Path) -> bytes:
    """The file's bytes; a bare document is put into an empty mail first."""
    content = path.read_bytes()
    if not content.startswith(DOCUMENTS) or _OUTLOOK in content:
        return content
    mail = EmailMessage()
    mail["Subject"] = "Form"
    mail.set_content("")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=path.name)
    return mail.as_bytes()


def in_words(path: Path, reading: Reading) -> str:
    """The reading as a person wants it: kind, then each form's values, how sure, and what to check."""
    lines = [f"{path.name}: {reading.kind.value.replace('_', ' ')}"]
    if reading.evidence:
        lines.append(f"  told by: {reading.evidence}")
    for number, form in enumerate(reading.forms, 1):
        lines.append(f"  form {number}, from {form.source}")
        for name, value in form.values.items():
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            sure = form.confidence.get(name, 1.0)
            check = "  (check)" if name in form.doubtful or sure < SURE else ""
            lines.append(f"    {name:22} {sure:4.0%}  {' '.join(shown.split())[:90]}{check}")
        if form.missing:
            lines.append(f"    missing: {', '.join(form.missing)}")
        if unread := [name for name in form.doubtful if name not in form.values]:
            lines.append(f"    answered, but not clearly: {', '.join(unread)}")
    lines += [f"  could not be read: {name}" for name in reading.unread]
    lines += [f"  {problem}" for problem in reading.problems]
    return "\n".join(lines)
