"""`casework capacity`: what the branch can take, from the journal alone; nothing is asked of anybody."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from datetime import datetime

from casework.capacity import Capacity, capacity_of, short
from casework.model import Policy
from casework.review_figures import ReviewFigures, review_figures
from casework.statement import capacity_in_words, reviews_in_words, why_short
from jobs.journal import cases
from jobs.journal.store import Journal
from jobs.lookback import look_back
from jobs.morning import lived
from jobs.record import standings, team_of


def run(asked: Namespace) -> int:
    """The statement for the committee; with --exact the numbers for the coordinator alone."""
    found = look_back(asked.config, lambda *known: (gather(*known), known[1]))
    if found is None:
        return 0
    (numbers, figures), policy = found
    if asked.json:
        told = asdict(numbers) | {"short": short(numbers, policy.care), "reviews": asdict(figures)}
        print(json.dumps(told))
    else:
        print("\n".join(in_words(numbers, figures, policy, asked.exact)))
    return 0


def gather(journal: Journal, policy: Policy, now: datetime) -> tuple[Capacity, ReviewFigures]:
    """The numbers of the branch, and of its reviews."""
    with journal.begin() as book:
        people = team_of(book, policy, now)
        numbers = capacity_of(cases.lately(book, now), lived(book, policy), people, policy, now)
        return numbers, review_figures(standings(book), now)


def in_words(numbers: Capacity, figures: ReviewFigures, policy: Policy, exact: bool) -> list[str]:
    """The statement as lines to read aloud."""
    reasons = short(numbers, policy.care)
    lines = ["What the branch can take" + (" (exact: for the coordinator alone)" if exact else "")]
    lines += [f"  {line}" for line in capacity_in_words(numbers, policy.care, exact)]
    if reasons:
        lines.append("The branch is at the edge of what it can take.")
        lines += [f"  {line}" for line in why_short(reasons, policy.care)]
    lines.append("Where it was too much")
    lines += [f"  {line}" for line in reviews_in_words(figures, exact)]
    if not exact:
        lines.append("Numbers from 1 to 4 are hidden, and nobody is named.")
    return lines
