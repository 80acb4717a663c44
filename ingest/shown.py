"""A reading as `casework read --json` prints it; the shape is DESIGN.md §5 and stays as it is."""

from __future__ import annotations

from casework.model import Form
from ingest.reading import Letter, Reading


def reading_to_json(reading: Reading, file: str) -> dict[str, object]:
    """One JSON-ready object: plain dicts, lists, texts, numbers and null."""
    return {
        "file": file,
        "kind": reading.kind.value,
        "automatic": reading.automatic,
        "evidence": reading.evidence,
        "letter": _letter(reading.letter),
        "forms": [_form(form) for form in reading.forms],
        "problems": list(reading.problems),
    }


def _letter(letter: Letter) -> dict[str, object]:
    return {
        "sha256": letter.sha256,
        "message_id": letter.message_id,
        "from_name": letter.from_name,
        "from_address": letter.from_address,
        "reply_to": letter.reply_to,
        "to": list(letter.to),
        "subject": letter.subject,
        "date": letter.date.isoformat() if letter.date is not None else None,
        "in_reply_to": letter.in_reply_to,
        "references": list(letter.references),
        "text": letter.text,
        "reply": letter.reply,
        "attachments": [
            {"name": each.name, "content_type": each.content_type, "size": each.size, "sha256": each.sha256}
            for each in letter.attachments
        ],
        "failed_addresses": list(letter.failed_addresses),
    }


def _form(form: Form) -> dict[str, object]:
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in form.values.items()}
    return {
        **values,
        "_source": form.source,
        "_confidence": dict(form.confidence),
        "_missing": list(form.missing),
        "_doubtful": list(form.doubtful),
        "_where": {
            name: {"question": found.question, "place": found.place} for name, found in form.where.items()
        },
    }
