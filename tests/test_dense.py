"""What moves code about in memory changes nothing that it does."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator

from ingest.dense import fill_gaps, move_together
from ingest.inprocess import read_in_process
from ingest.reading import FormSettings
from ingest.warm_letters import samples

SETTINGS = FormSettings({"member_name": ("Your own name",), "grade": ("Your grade",)}, {})


def _counting(start: int) -> Callable[[], int]:
    def count() -> int:
        nonlocal start
        start += sum(number for number in (1,) if number)
        return start

    return count


def _letters() -> Iterator[str]:
    yield from (letter.upper() for letter in "ab")


def _not_called() -> None:
    raise AssertionError


COUNT = _counting(5)


def test_functions_that_were_moved_do_what_they_did() -> None:
    gc.unfreeze()  # a command run earlier in this process sets aside all that was loaded by then
    before = {each: each.__code__ for each in (COUNT, _letters, _not_called)}
    kept = move_together(lambda: (COUNT(), list(_letters())))
    assert (COUNT(), list(_letters())) == (7, ["A", "B"])
    moved = [each.__code__ is not code for each, code in before.items()]
    assert moved == [True, True, False]
    assert all(any(one is code for one in kept) for code in [*before.values()][:2])
    assert sys.getprofile() is None


def test_a_letter_reads_the_same_after_its_reading_has_been_moved() -> None:
    letters = [*samples(SETTINGS)]
    before = [read_in_process(letter, SETTINGS) for letter in letters]
    kept = move_together(lambda: read_in_process(letters[0], SETTINGS))
    assert kept
    assert [read_in_process(letter, SETTINGS) for letter in letters] == before


def test_gaps_are_filled_once() -> None:
    for _ in range(2):
        fill_gaps()
