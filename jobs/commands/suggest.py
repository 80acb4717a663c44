"""`casework suggest`: a problem file's fairest plan, or the whole reasons for cases of the register."""

from __future__ import annotations

import json
import time
from argparse import Namespace

from casework.plan.answer import answer, mended
from casework.plan.solve import solve
from jobs.plan_table import costs_of, in_plain_words
from jobs.problem_file import nothing_said, problem_in


def run(asked: Namespace) -> int:
    """One object with --json (a case), else a table. Nothing is asked of anybody."""
    if not asked.problem:
        from jobs.reasons import run as reasons_for  # with it come the settings and the journal

        return reasons_for(asked)
    began = time.monotonic()
    problem = problem_in(asked.problem)
    with nothing_said():
        solution = solve(problem, time.monotonic)
        found = answer(solution, time.monotonic, began)
    if asked.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print(in_plain_words(found, costs_of(solution, mended(solution.ground))))
    return 0
