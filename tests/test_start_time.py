"""Commands answer at once: what is heavy is loaded only by the commands that need it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tree import ROOT

HEAVY = {
    "pandas",
    "numpy",
    "scipy",
    "highspy",
    "gspread",
    "openpyxl",
    "lxml",
    "sqlalchemy",
    "holidays",
    "jinja2",
}

COMMAND = """
import sys
sys.argv = ["casework", *sys.argv[1:]]
from jobs.cli import main
try:
    main()
except SystemExit:
    pass
print("loaded:", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def loaded_by(code: str, *arguments: str, folder: Path = ROOT) -> set[str]:
    """The top-level modules that a fresh interpreter holds after running `code` in `folder`."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.rpartition("loaded:")[2].split())


def test_help_loads_nothing_heavy() -> None:
    assert loaded_by(COMMAND, "--help") & HEAVY == set()


def test_a_wrong_command_loads_nothing_heavy() -> None:
    assert loaded_by(COMMAND, "no-such-command") & HEAVY == set()


def test_status_loads_neither_tables_nor_sheets(tmp_path: Path) -> None:
    assert loaded_by(COMMAND, "status", folder=tmp_path) & {"pandas", "scipy", "gspread", "openpyxl"} == set()


@pytest.mark.parametrize("module", ["jobs.config", "casework.model", "ingest.reading", "sheets.columns"])
def test_what_every_command_needs_is_light(module: str) -> None:
    code = f"import {module}\nprint('loaded:', *sorted({{name.partition('.')[0] for name in sys.modules}}))"
    assert loaded_by(code) & HEAVY == set()


def test_suggesting_loads_the_solver_and_neither_tables_nor_sheets(tmp_path: Path) -> None:
    (tmp_path / "problem.json").write_text('{"cases": [], "caseworkers": []}', "utf-8")
    loaded = loaded_by(COMMAND, "suggest", "--problem", "problem.json", folder=tmp_path)
    assert loaded & HEAVY - {"numpy", "scipy"} == set()
