"""`casework blank`: the branch's blank form, made from the configured questions."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from ingest.blank.formats import blank_form
from jobs.config import load
from jobs.conversions import blank_form_of


def run(asked: Namespace) -> int:
    """Write the form in each format asked for into the folder `--out`; text alone may go to the terminal."""
    form = blank_form_of(load(asked.config, secrets=False))
    try:
        made = {f"casework-form.{ending}": blank_form(form, ending) for ending in asked.format}
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 1
    if asked.format == ["txt"] and asked.out is None:
        print(made["casework-form.txt"].decode(), end="")
        return 0
    folder = asked.out or Path()
    folder.mkdir(parents=True, exist_ok=True)
    changed = [name for name, content in made.items() if _differs(folder / name, content)]
    if changed:
        print(
            f"{' and '.join(changed)} {'is' if len(changed) == 1 else 'are'} there already, with something "
            "else inside. Nothing was written. Move what is there away, or name another folder with --out.",
            file=sys.stderr,
        )
        return 1
    for name, content in made.items():
        (folder / name).write_bytes(content)
        print(f"The blank form is in {folder / name}.")
    return 0


def _differs(file: Path, content: bytes) -> bool:
    """Somebody may have put the branch's badge into the form we made: that is never written over."""
    return file.exists() and file.read_bytes() != content
