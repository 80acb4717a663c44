"""How many examples a costly property is tried with: some in `make test`, all in `make properties`."""

from __future__ import annotations

import os

ALL = bool(os.environ.get("CASEWORK_ALL_EXAMPLES"))


def examples(count: int) -> int:
    """`count` of them where all are asked for, else a third."""
    return count if ALL else max(1, count // 3)
