"""Load beforehand whatever a letter may need: behind the walls nothing more can be loaded at leisure."""

from __future__ import annotations

import codecs
import gc
from encodings.aliases import aliases

from ingest.codec import pack
from ingest.form import warm_up
from ingest.inprocess import readings
from ingest.reading import FormSettings
from ingest.warm_letters import samples

_ROUNDS = 3
"""The interpreter adapts itself to what it runs often. Whatever it learns here, no child learns again."""


def warm(settings: FormSettings) -> None:
    """Read made-up letters with a form in them, load every charset, and keep all that from the collector."""
    for name in sorted(set(aliases.values())):
        try:
            codecs.lookup(name)
        except LookupError:  # a charset of another platform
            continue
    warm_up()
    for letter in [*samples(settings)] * _ROUNDS:
        for reading in readings(letter, settings):
            pack(reading)
    gc.collect()
    gc.freeze()
