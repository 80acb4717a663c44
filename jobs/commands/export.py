"""`casework export FOLDER`: every tab of the register as a .csv file."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

from jobs.config import load
from jobs.opening import open_register
from sheets.exporting import csv_files
from sheets.register import Shows

DONE, PROBLEM = 0, 1


def run(asked: Namespace) -> int:
    """Write the files, readable by this account alone; nothing that is there already is written over."""
    settings, folder = load(asked.config), Path(asked.folder)
    with ExitStack() as closing:
        register = open_register(settings)
        if close := getattr(register, "close", None):
            closing.callback(close)
        assert isinstance(register, Shows)  # both kinds are, and several together
        files = csv_files(register.sheets())
    there = sorted(name for name in files if (folder / name).exists())
    if there:
        print(
            f"There is a {there[0]} in {folder} already, so nothing was written. Name another folder, or "
            "move the old files away.",
            file=sys.stderr,
        )
        return PROBLEM
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in files.items():
        _write(folder / name, content)
    print(
        f"{len(files)} tabs of the register were written to {folder}, one .csv file each: {', '.join(files)}."
        " They hold names and addresses: please keep them safe, and delete them when they have served."
    )
    return DONE


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
