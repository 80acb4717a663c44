"""What is installed is what we mean to install, and the repository is fit to be read by strangers."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.tree import PACKAGES, ROOT, project_files

# Addresses of package registries, and folders of one person's machine, put together here so that this file
# does not contain them itself.
FOREIGN = re.compile(
    "|".join(
        [
            r"pypi\." + "org",
            r"python" + r"hosted\.org",
            r"registry\." + "npmjs",
            r"deb\." + r"debian\.org",
            r"(?<![\w.])/" + r"(root|work|Users)/\w",
            r"(?<![\w.])/" + r"home/\w+/",
            r"-c /" + "tmp",  # a lock file made against an older one beside it
        ]
    )
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    """A wheel built from a clean copy: leftovers of an earlier build in the checkout must not get into it."""
    folder = tmp_path_factory.mktemp("wheel")
    for path in project_files():
        copy = folder / "source" / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    built = subprocess.run(
        [*command, "-w", str(folder / "built"), str(folder / "source")], capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    [path] = (folder / "built").glob("*.whl")
    with ZipFile(path) as archive:
        yield archive


def test_the_wheel_holds_our_five_packages_and_nothing_else(wheel: ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_the_wheel_holds_every_module_and_every_file_that_modules_read(wheel: ZipFile) -> None:
    ours = {path.relative_to(ROOT).as_posix() for path in project_files()}
    expected = {name for name in ours if name.split("/")[0] in PACKAGES}
    assert expected - set(wheel.namelist()) == set()
    assert "jobs/config_default.yaml" in expected


def test_the_wheel_holds_the_licence_and_the_command(wheel: ZipFile) -> None:
    names = {name.split("/", 1)[1]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert wheel.read(names["licenses/LICENSE"]) == (ROOT / "LICENSE").read_bytes()
    assert "casework = jobs.cli:main" in wheel.read(names["entry_points.txt"]).decode()


def test_no_other_installed_distribution_has_packages_of_our_names() -> None:
    owners = packages_distributions()
    assert {name: owners[name] for name in PACKAGES if set(owners.get(name, [])) - {"casework"}} == {}


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a document
        found += [f"{path.relative_to(ROOT)}: {hit[0]}" for hit in FOREIGN.finditer(text)]
    assert found == []


def test_every_locked_dependency_has_its_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"(?m)^(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8"))[1:]
        assert entries
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_scripts_can_be_run() -> None:
    for name in (".ci/run", ".ci/make-venv"):
        assert (ROOT / name).stat().st_mode & 0o111, name


def test_the_rule_about_foreign_names_notices_a_breach() -> None:
    assert FOREIGN.search("see https://" + "pypi." + "org/simple") and FOREIGN.search("/" + "home/ann/notes")
    assert not FOREIGN.search("file in docs/work/notes and https://branch.example/home/page")
    assert Path(__file__) in project_files()
