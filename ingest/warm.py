"""Load beforehand whatever a letter may need: behind the walls nothing more can be loaded at leisure."""

from __future__ import annotations

import codecs
import gc
from encodings.aliases import aliases
from types import CodeType

from ingest.codec import pack
from ingest.dense import move_together
from ingest.form import warm_up
from ingest.huge import collapse
from ingest.inprocess import readings
from ingest.reading import FormSettings
from ingest.warm_letters import samples

_ROUNDS = 2
"""The interpreter adapts itself to what it runs often. Whatever it learns here, no child learns again."""


_YOUNG = 20_000
"""Objects between two looks of the collector: a usual letter makes fewer, and its child ends anyway."""


def warm(settings: FormSettings) -> list[CodeType]:
    """Read made-up letters with a form in them, load every charset, and keep all that from the collector.

    What it returns is to be kept as long as children are forked (see dense.py).
    """
    for name in sorted(set(aliases.values())):
        try:
            codecs.lookup(name)
        except LookupError:  # a charset of another platform
            continue
    warm_up()
    letters = [*samples(settings)]

    def read_all() -> None:
        for letter in letters:
            for reading in readings(letter, settings):
                pack(reading)

    kept = move_together(read_all)
    for _ in range(_ROUNDS):
        read_all()
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
    collapse()
    return kept
