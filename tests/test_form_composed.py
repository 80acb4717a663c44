"""Forms put together at random are read whole: no layout, and no mixture of them, loses what is on it.

`make properties` reads thousands of them (COMPOSED=4000).
"""

from __future__ import annotations

import os
from collections import Counter

from ingest.form import find_forms
from tests.support.composed import composed
from tests.support.returned import PLAIN, letter, word

HOW_MANY = int(os.environ.get("COMPOSED", "120"))
LEAST, MOST_WRONG = 0.98, 0.004
READ_AS = {"07700 900123": "+447700900123", "07700 900456": "+447700900456"}
DATES = ("issue_started", "key_date")


def test_forms_put_together_at_random_are_read_whole() -> None:
    right, wrong, missing = 0, Counter[str](), Counter[str]()
    for seed in range(HOW_MANY):
        form = composed(seed)
        found = find_forms(letter(), [word(form.document)], PLAIN).forms
        values = found[0].values if found else {}
        for field, told in form.told.items():
            value = values.get(field)
            if value is None:
                missing[f"{field} of seed {seed}"] += 1
            elif field in DATES or value in (told, READ_AS.get(str(told))):
                right += 1
            else:
                wrong[f"{field} of seed {seed}"] += 1
        for field in values.keys() - form.told.keys() - {"key_event"}:
            wrong[f"{field} of seed {seed}, where nothing was written"] += 1
    given = right + wrong.total()
    assert right / (right + wrong.total() + missing.total()) >= LEAST, (missing, wrong)
    assert wrong.total() / given <= MOST_WRONG, wrong
