"""Who may import whom, read from the source itself (DESIGN.md §2, docs/why/001-flat-packages.md)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.tree import PACKAGES, ROOT, modules

MAY_IMPORT = {
    "casework": {"casework"},
    "ingest": {"ingest", "casework"},
    "sheets": {"sheets", "casework"},
    "notify": {"notify", "casework"},
    "jobs": set(PACKAGES),
}

# Outside libraries the domain may use; it has no others.
PURE = {"numpy", "pandas", "scipy", "highspy"}

# Modules of the standard library through which the world, the clock or chance would come in.
IMPURE = {
    "asyncio", "glob", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets",
    "selectors", "shutil", "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile",
    "threading", "time", "urllib", "uuid",
}  # fmt: skip
IMPURE_CALLS = {"open", "print", "input", "exec", "eval", "__import__"}
CLOCKS = {"now", "utcnow", "today", "localtime"}

# A library that speaks to the world, and the files that may know of it.
WALLS = {
    "aiosmtpd": ("jobs/demo/mail_server.py", 1),
    "cryptography": ("jobs/demo/certificate.py", 1),
    "gspread": ("sheets/", 1),
    "imapclient": ("ingest/imap.py", 1),
    "smtplib": ("notify/smtp.py", 1),
    "openpyxl": ("sheets/", 9),
    "sqlalchemy": ("jobs/journal", 99),
    "sqlite3": ("jobs/journal", 99),
}  # fmt: skip
# A returned form may be a workbook too.
ALSO = {"openpyxl": ("ingest/documents/",)}


def imported(path: Path) -> Iterator[str]:
    """The full names of the modules a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.relative_to(ROOT)} imports by dots: write the layer's name"
            yield node.module or ""


@cache
def tops(path: Path) -> frozenset[str]:
    """The first names of what a file imports; the same file is parsed once for all rules."""
    return frozenset(name.split(".")[0] for name in imported(path))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_layer_imports_only_the_layers_below_it(package: str) -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {top}"
        for path in modules(package)
        for top in tops(path) & set(PACKAGES) - MAY_IMPORT[package]
    }
    assert not wrong


def test_no_layer_imports_the_tests() -> None:
    assert not [path for package in PACKAGES for path in modules(package) if "tests" in tops(path)]


def test_the_domain_uses_only_the_standard_library_and_pandas() -> None:
    allowed = set(sys.stdlib_module_names) | PURE | {"casework"}
    assert {path.name: extra for path in modules("casework") if (extra := tops(path) - allowed)} == {}


def test_the_domain_has_no_files_no_clock_no_chance_and_no_log() -> None:
    assert {path.name: wrong for path in modules("casework") if (wrong := sorted(impurities(path)))} == {}


def impurities(path: Path) -> Iterator[str]:
    yield from tops(path) & IMPURE
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) if name in IMPURE_CALLS:
                    yield f"{name}()"
                case ast.Attribute(attr=name) if name in CLOCKS:
                    yield f".{name}()"


@pytest.mark.parametrize("library", WALLS)
def test_a_library_that_speaks_to_the_world_has_one_door(library: str) -> None:
    where, most = WALLS[library]
    users = [
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in modules(package)
        if library in tops(path)
    ]
    inside = [user for user in users if user.startswith(where)]
    elsewhere = [user for user in users if user not in inside and not user.startswith(ALSO.get(library, ()))]
    assert elsewhere == []
    assert len(inside) <= most


def test_the_rules_notice_a_breach(tmp_path: Path) -> None:
    """A rule that cannot fail holds nothing."""
    path = tmp_path / "bad.py"
    path.write_text("import time\nfrom datetime import datetime\nnow = datetime.now()\nopen('x')\n")
    assert sorted(impurities(path)) == [".now()", "open()", "time"]
    assert tops(path) == {"time", "datetime"}
