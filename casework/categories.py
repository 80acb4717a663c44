"""The categories of cases, and what a branch gets for each where its settings say nothing.

Points are hours a month while a case is active (DOMAIN.md §3.2). The categories are those of the form's
fixed list; five of them have no row in that table and take that of their nearest neighbour. What a category
asks of feelings (0 to 3, §3.2: E) is ours: that paper leaves it to the people who know the case. The words
are what a notice may say of a case: neutral, without health, allegation or blame (DOMAIN.md §6.1).
"""

from __future__ import annotations

from typing import NamedTuple


class Category(NamedTuple):
    """One category: its name in a form's values, its points, the words a notice uses for it, its E."""

    name: str
    points: float
    words: str
    emotional: int = 0


CATEGORIES = (
    Category("grievance", 5, "a concern to be raised formally", 1),
    Category("disciplinary", 6, "a formal meeting with the employer", 1),
    Category("capability", 5, "a formal review at work", 1),
    Category("sickness_absence", 4, "time away from work", 1),
    Category("bullying_harassment", 7, "how people treat each other at work", 2),
    Category("discrimination", 8, "fair treatment at work", 2),
    Category("disability_adjustments", 4, "arrangements at work", 1),  # as sickness absence
    Category("redundancy", 4, "a change to jobs", 1),
    Category("contract", 2, "a contract"),
    Category("workload_stress", 2, "a concern about workload", 1),
    Category("pay_grading", 3, "pay or grading"),
    Category("flexible_working", 2, "working hours or place of work"),
    Category("family_leave", 2, "leave from work"),  # as flexible working
    Category("health_safety", 2, "safety at work"),  # as workload
    Category("probation", 5, "a period of probation", 1),  # as capability
    Category("promotion", 3, "a promotion"),
    Category("pension", 2, "a pension"),  # as contract and pay
    Category("dismissal", 8, "a job coming to an end", 2),
    Category("transfer", 4, "a move to another employer or post"),  # as redundancy
    Category("whistleblowing", 8, "a concern to be raised in confidence", 2),  # as discrimination
    Category("other", 3, "a matter at work"),
)
