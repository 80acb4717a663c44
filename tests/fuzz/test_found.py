"""What breaking things on purpose has brought to light, kept for good."""

from __future__ import annotations

import pytest

from ingest.inprocess import read_in_process
from tests.support import samples
from tests.support.letters import SETTINGS, attached, multipart, part

DAMAGED = {
    "form.zip": samples.archives()[0],
    "letter.msg": samples.outlook()[0],
    "form.docx": samples.docx()[0],
}


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("start", [b"", b"\x00\x00\x00\x00"])
def test_a_document_damaged_at_its_very_start_is_named_to_a_person(name: str, start: bytes) -> None:
    """A zip or an Outlook letter without its first bytes looked like nothing at all and was passed over."""
    content = start + DAMAGED[name][4:] if start else b""
    reading = read_in_process(multipart(part("It is attached."), attached(content, name)), SETTINGS)
    assert reading.unread == (name,)
    assert len(reading.problems) == 1
