"""Desks with one case, lived through once and copied for each test: one led, one to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.engine import Desk, copied, desk

REF = "C-2026-0001"


@pytest.fixture(scope="session")
def led_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Only to be copied."""
    with desk(tmp_path_factory.mktemp("led")) as made:
        made.form()
        made.turn()
        made.choose(REF, "Caseworker", "Ana Ruiz")
        made.settle()
        yield made


@pytest.fixture
def led(led_once: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A copy that goes its own way."""
    with copied(led_once, tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def suggested_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Only to be copied: a form has come, and a pair is suggested for it."""
    with desk(tmp_path_factory.mktemp("suggested")) as made:
        made.form()
        made.turn()
        yield made


@pytest.fixture
def at(suggested_once: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A desk with one case, for which nobody is asked yet; a copy that goes its own way."""
    with copied(suggested_once, tmp_path) as made:
        yield made
