"""The Sheets emulator for tests: none runs one whose requests and answers nobody looks at.

Every request to it and every answer is held against Google's own description of the API. What nobody knows of
the real server is a fixture of two values, so that a suite that asks for it runs under both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sheets_emulator import Running, start
from tests.sheets_emulator.ways import OTHERWISE, USUAL, Ways
from tests.support.discovery import watch


@contextmanager
def served(folder: Path, ways: Ways = USUAL) -> Iterator[Running]:
    """A server as `start` makes it; fails at the end if a request or an answer is not as Google describes."""
    with start(folder, ways) as running:
        wrong = watch(running.emulator)
        yield running
        assert wrong == []


@pytest.fixture(
    params=[pytest.param(USUAL, id="usual"), pytest.param(OTHERWISE, id="otherwise", marks=pytest.mark.long)]
)
def ways(request: pytest.FixtureRequest) -> Ways:
    """How the server is where nobody outside Google knows; whoever asks runs twice."""
    found: Ways = request.param
    return found
