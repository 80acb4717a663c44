"""Golden texts: what we write to people, kept beside the tests so that every change to it is read.

CASEWORK_UPDATE_GOLDEN=1 writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"


def assert_golden(name: str, text: str) -> None:
    """`text` is what stands in tests/golden/`name`, or is written there when asked for."""
    path = GOLDEN / name
    if os.environ.get("CASEWORK_UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.exists(), f"{path.name} is not there yet: run once with CASEWORK_UPDATE_GOLDEN=1 and read it"
    assert text == path.read_text(encoding="utf-8")
