"""The kits of forms by strangers that lie in benchmarks/strangers: whole, and of invented people only."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from benchmarks.strangers import KITS

ARCHIVES = sorted(KITS.glob("*.zip"))


@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda path: path.stem)
def test_each_letter_of_a_kit_has_its_expected_reading_and_no_real_address(
    archive: Path,
) -> None:
    with ZipFile(archive) as packed:
        names = set(packed.namelist())
        expected = [json.loads(line) for line in packed.read("expected.jsonl").decode().splitlines()]
        heads = [re.split(rb"\r?\n\r?\n", packed.read(name), maxsplit=1)[0] for name in names]
    assert {Path(one["file"]).name for one in expected} == names - {"expected.jsonl"}
    told = b" ".join(heads).decode(errors="replace") + json.dumps(expected, ensure_ascii=False)
    assert all(domain.endswith(".example") for domain in re.findall(r"@[\w-]*[a-z][\w.-]*\w", told))
