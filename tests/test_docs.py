"""What the documents say exists."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from functools import partial
from pathlib import Path

import pytest

from sheets.columns import CASES, TABS, Owner
from tests.support.tree import ROOT, project_files

DOCUMENTS = [path for path in project_files() if path.suffix == ".md"]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    broken = [
        link
        for link in links
        if not link.startswith(("https://", "mailto:", "#"))
        and not (document.parent / link.split("#")[0]).exists()
    ]
    assert broken == []


def test_every_command_in_the_readme_exists() -> None:
    code = "import sys; sys.argv[:] = ['casework', '--help']; from jobs.cli import main; sys.exit(main())"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    named = set(re.findall(r"`casework ([a-z-]+)", README))
    assert {"demo", "check", "once", "run"} <= named
    assert {name for name in named if not re.search(rf"\b{name}\b", shown.stdout)} == set()


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"(?m)^make ([a-z]+)", README))
    assert named == {"demo", "test"}
    assert named | {"check", "bench", "crash", "fuzz", "venv", "lock", "clean"} <= targets


@pytest.mark.long
@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_the_last_line_of_make_test_says_how_many_passed() -> None:
    """Even where some are skipped and some warn; read by people, and by programs that look for its bars."""
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PYTEST"))
    }  # this very test may have been started by make
    dry = ["make", "--always-make", "--dry-run", "test", f"VENV={sys.prefix}"]
    run = partial(subprocess.run, cwd=ROOT, env=outside, capture_output=True, text=True)
    command = shlex.split(run(dry).stdout.splitlines()[-1])
    shown = run([*command, "-p", "no:cacheprovider", "tests/test_tokens.py", "tests/test_maildir.py"])
    assert re.fullmatch(
        r"=+ \d+ passed,?( \d+ \w+,?)* in \d+\.\d+s( \([\d:]+\))? =+", shown.stdout.splitlines()[-1]
    )


def test_every_dependency_is_argued_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    declared = {re.split(r"[<>=;\[ ]", line)[0] for group in groups for line in group}
    table = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    argued = [name for name in re.findall(r"(?m)^\| ([\w.-]+) \|", table) if name not in {"name", "---"}]
    assert sorted(argued) == sorted(declared)


def test_decisions_are_numbered_one_by_one() -> None:
    numbers = [int(path.name[:3]) for path in sorted((ROOT / "docs" / "why").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_page_for_coordinators_says_whose_columns_of_cases_are_whose() -> None:
    page = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    (line,) = [line for line in page.splitlines() if line.startswith("| Cases | ")]
    yours, ours = (cell.strip().split(", ") for cell in line.split("|")[2:4])
    for owner, titles in ((Owner.HUMAN, yours), (Owner.OURS, ours)):
        assert titles == [column.title for column in CASES.columns if column.owner is owner]


def test_every_tab_has_its_picture() -> None:
    page = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    shown = [tab.title for tab in TABS if not tab.hidden]
    for title in [*shown[1:], "Lists", "Read me"]:
        picture = f"register-{title.lower().replace(' ', '-')}.png"
        assert picture in page and (ROOT / "docs" / picture).exists()


def test_the_readme_owns_up_to_the_gap_in_mail() -> None:
    """The one promise nobody can keep (TRUST.md §1.3): a reader must hear of it from us."""
    assert "arrive twice" in README and "Message-ID" in README
