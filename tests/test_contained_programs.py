"""Programs of the system run shut in: their own folder, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ingest import landlock, seccomp
from ingest.contained import Limits, NotRun, installed, run

SHELL = installed("sh")
PYTHON = installed("python3")
WALLED = landlock.abi() > 0 and seccomp.program() != b""
needs_walls = pytest.mark.skipif(not WALLED, reason="this kernel has no Landlock or no system call filters")


def shell(script: str, wanted: list[str], limits: Limits | None = None, **files: bytes) -> dict[str, bytes]:
    return run([SHELL, "-c", script], files, wanted, limits or Limits())


def test_a_program_reads_the_files_it_is_given_and_its_own_are_handed_back() -> None:
    assert shell("cat letter > copy; wc -c < letter > size", ["copy", "size"], letter=b"of a member") == {
        "copy": b"of a member",
        "size": b"11\n",
    }


def test_nothing_is_left_of_the_folder_a_program_worked_in() -> None:
    where = shell("pwd > where", ["where"])["where"].decode().strip()
    assert Path(where).name.startswith("casework-") and not Path(where).exists()


def test_a_program_that_is_not_there_or_fails_or_leaves_its_file_out_is_not_run() -> None:
    for argv in (["/nowhere/at/all"], [SHELL, "-c", "exit 3"], [SHELL, "-c", "exit 0"]):
        with pytest.raises(NotRun):
            run(argv, {}, ["result"], Limits())


def test_a_program_that_takes_too_long_is_killed_with_all_that_it_started() -> None:
    with pytest.raises(NotRun, match="too long"):
        shell("while :; do :; done & wait", [], Limits(wall_seconds=0.5))
    with pytest.raises(NotRun, match="too long"):
        run([SHELL, "-c", "while :; do :; done"], {}, [], Limits(wall_seconds=20, cpu_seconds=1))


def test_a_program_that_writes_too_much_is_not_run() -> None:
    with pytest.raises(NotRun):
        shell("head -c 3000000 /dev/zero > big", ["big"], Limits(written=1_000_000))


def test_a_link_is_no_result(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"of the branch")
    with pytest.raises(NotRun):
        shell(f"ln -s {secret} result", ["result"])


@pytest.mark.parametrize("name", ["../letter", "/etc/passwd", "", "..", "a/b"])
def test_files_go_by_bare_names_only(name: str) -> None:
    with pytest.raises(ValueError):
        run([SHELL, "-c", "exit 0"], {name: b""}, [], Limits())


@needs_walls
def test_a_program_opens_no_file_of_anybody(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"of the branch")
    told = shell(
        f"cat {secret} > seen 2>/dev/null; echo no > {tmp_path}/made; ls /proc >> seen; exit 0", ["seen"]
    )
    assert told == {"seen": b""} and not (tmp_path / "made").exists()


@needs_walls
@pytest.mark.skipif(not PYTHON.startswith("/usr"), reason="no Python among the system's programs")
@pytest.mark.parametrize("own", [False, True])
def test_a_program_calls_nobody_and_stays_in_its_group(own: bool) -> None:
    tries = """
import os, socket
told = []
for name, attempt in {
    "internet": lambda: socket.socket(socket.AF_INET),
    "internet 6": lambda: socket.socket(socket.AF_INET6),
    "netlink": lambda: socket.socket(socket.AF_NETLINK),
    "call": lambda: socket.socket(socket.AF_UNIX).connect("/run/somebody"),
    "kill": lambda: os.kill(os.getppid(), 0),
    "leave": os.setsid,
}.items():
    try:
        attempt()
        told.append(name)
    except OSError as fault:
        if not isinstance(fault, PermissionError):
            told.append(f"{name}: {fault}")
open("told", "w").write(repr(told))
"""
    assert run([PYTHON, "-c", tries], {}, ["told"], Limits(own_sockets=own)) == {"told": b"[]"}


@needs_walls
def test_a_program_gets_no_more_memory_than_its_own() -> None:
    if not PYTHON.startswith("/usr"):
        pytest.skip("no Python among the system's programs")
    with pytest.raises(NotRun):
        run([PYTHON, "-c", "bytearray(1 << 30)"], {}, [], Limits(memory=400 * 1024 * 1024))


def test_what_is_not_installed_has_no_path() -> None:
    assert installed("no-such-program-anywhere") == "" and Path(sys.executable).exists()
