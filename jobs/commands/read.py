"""`casework read FILE...`: what the service understands of a mail or a document. No journal, no effects."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from pathlib import Path

from ingest.reader import Reader
from ingest.reading import FormSettings
from ingest.shown import reading_to_json
from jobs.config import load
from jobs.conversions import form_settings_of
from jobs.papers import as_letter
from jobs.reading_table import in_words
from jobs.settings import FormSection


def run(asked: Namespace) -> int:
    """One object a line with --json, else a table a file."""
    raws = [as_letter(path) for path in asked.files]
    width = shutil.get_terminal_size((110, 24)).columns
    with Reader(_settings(asked.config)) as reader:
        for path, reading in zip(asked.files, reader.read_many(raws), strict=True):
            if asked.json:
                print(json.dumps(reading_to_json(reading, str(path)), ensure_ascii=False))
            else:
                print(in_words(path.name, reading, width), end="\n\n")
    return 0


def _settings(config: Path) -> FormSettings:
    """The branch's own wordings where there is a config, else the built-in ones alone."""
    if config.exists():
        return form_settings_of(load(config, secrets=False))
    needed = tuple(question.field for question in FormSection().fields if question.needed)
    return FormSettings(wordings={}, choices={}, needed=needed)
