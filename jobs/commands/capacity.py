"""`casework capacity`: what the branch can take, from the journal alone; nothing is asked of anybody."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from datetime import UTC, datetime

from casework.capacity import Capacity, capacity_of, short
from casework.model import Policy
from casework.review_figures import ReviewFigures, review_figures
from casework.statement import capacity_in_words, reviews_in_words, why_short
from jobs.config import load
from jobs.conversions import policy_of
from jobs.journal import cases
from jobs.journal.store import BRANCH, Journal, open_journal
from jobs.morning import lived
from jobs.record import standings, team_of


def run(asked: Namespace) -> int:
    """The statement for the committee; with --exact the numbers for the coordinator alone."""
    settings = load(asked.config, secrets=False)
    path = settings.state / "state.db"
    if not path.exists():
        print("Nothing has happened yet: the service has not run with these settings.")
        return 0
    now = datetime.now(UTC)
    policy = policy_of(settings, range(now.year - 1, now.year + 2))
    journal = open_journal(path, BRANCH)
    try:
        numbers, figures = gather(journal, policy, now)
    finally:
        journal.close()
    if asked.json:
        found = asdict(numbers) | {"short": short(numbers, policy.care), "reviews": asdict(figures)}
        print(json.dumps(found))
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
