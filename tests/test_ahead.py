"""The reader gets ready while the rest of the program is loaded, where there is something to read."""

import os
from pathlib import Path

from ingest.maildir import deliver, make_maildir
from jobs.ahead import reader_ahead
from jobs.config import demo_config, of_text


def children() -> set[str]:
    listings = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {child for listing in listings for child in listing.read_text().split()}


def settings_in(folder: Path):
    return of_text(demo_config(Path()), folder / "config.yaml")


def test_a_reader_is_begun_where_a_letter_lies_in_the_maildir(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    make_maildir(settings.mailbox.path)
    deliver(settings.mailbox.path, b"Subject: help\n\nPlease send me the form.\n")
    before = children()
    with reader_ahead(settings) as reader:
        assert len(children() - before) == 1
        reader.read(b"Subject: help\n\nPlease.\n")
        assert len(children() - before) == 1, "it was begun once"
    assert children() == before


def test_an_empty_inbox_or_none_starts_nothing(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    before = children()
    with reader_ahead(settings):
        assert children() == before
    make_maildir(settings.mailbox.path)
    with reader_ahead(settings):
        assert children() == before
