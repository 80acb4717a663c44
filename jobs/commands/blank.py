"""`casework blank`: the branch's blank form, made from the configured questions."""

from __future__ import annotations

import sys
from argparse import Namespace

from ingest.blank import blank_form_docx, blank_form_text
from jobs.config import load
from jobs.conversions import blank_fields_of


def run(asked: Namespace) -> int:
    """Write the form to `--out`, or as text to the terminal."""
    settings = load(asked.config, secrets=False)
    name, fields = settings.branch.name, blank_fields_of(settings)
    if asked.format == "txt" and asked.out is None:
        print(blank_form_text(name, fields))
        return 0
    if asked.out is None:
        print("Name the file to write with --out, for example --out form.docx", file=sys.stderr)
        return 2
    content = (
        blank_form_docx(name, fields) if asked.format == "docx" else blank_form_text(name, fields).encode()
    )
    asked.out.write_bytes(content)
    print(f"The blank form is in {asked.out}.")
    return 0
