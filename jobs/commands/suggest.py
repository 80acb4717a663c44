"""`casework suggest --problem FILE`: the fairest plan for the cases in a problem file, with its reasons."""

from __future__ import annotations

import json
import time
from argparse import Namespace

from casework.plan.answer import answer
from casework.plan.solve import solve
from jobs.plan_table import in_plain_words
from jobs.problem_file import nothing_said, problem_in


def run(asked: Namespace) -> int:
    """One object with --json, else a table. Nothing is asked of anybody."""
    began = time.monotonic()
    problem = problem_in(asked.problem)
    with nothing_said():
        found = answer(solve(problem, time.monotonic), time.monotonic, began)
    print(json.dumps(found, ensure_ascii=False) if asked.json else in_plain_words(found))
    return 0
