"""What the coordinator says of a case that no form tells: its stage, and extra work (DOMAIN.md §3.2). Pure.

The names and their numbers are the branch's (casework/numbers.py); here stand other words for those supplied.
"""

from __future__ import annotations

import re

from casework.category import CATEGORY_UNCLEAR, category_unclear
from casework.emotional import RATING_UNCLEAR, rating_meant
from casework.meant import Meant, meant
from casework.model import Case, Policy, Status
from casework.numbers import Numbers, Workload

STAGE_UNCLEAR = "Stage: not on the list, so it counts as blank"
EXTRA_UNCLEAR = "Extra work: words that are not on the list do not count"
"""What Check says; neither stays with the case."""

_STAGES = {
    "triage": ("intake", "enquiry", "first contact"),
    "informal": ("informal stage", "informal meeting", "informal resolution", "informally"),
    "investigation": (
        "formal investigation", "investigation meeting", "investigation hearing", "investigation stage",
        "investigatory", "investigating", "under investigation", "fact finding",
    ),
    "formal hearing": (
        "hearing", "formal", "formal stage", "formal meeting", "formal procedure", "disciplinary hearing",
    ),
    "appeal": ("appeals", "appeal hearing", "appeal meeting", "appeal stage", "formal appeal", "appealing"),
    "tribunal": ("employment tribunal", "et", "tribunal hearing", "tribunal claim", "tribunal stage"),
    "after-care": ("aftercare", "monitoring", "follow up", "followup"),
}  # fmt: skip

_EXTRAS = {
    "more than two parties": (
        "parties", "many parties", "several parties", "multiple parties", "three parties", "multi party",
        "more parties",
    ),
    "papers": ("paper", "pages", "paperwork", "documents", "bundle", "many papers"),
    "travel": ("travelling", "traveling", "journey", "journeys"),
    "hostile contact": ("hostile", "hostility", "difficult contact", "complex contact", "aggressive"),
}  # fmt: skip

_PARTS = re.compile(r"[,;+\n]")


def stage_meant(said: str, numbers: Workload) -> Meant:
    """The one stage that the text names; two at once are unclear, since a case stands at one."""
    found = meant(said, _names(numbers.stages), _STAGES)
    return found if len(found.names) < 2 else Meant(unclear=True)


def extra_meant(said: str, numbers: Workload) -> Meant:
    """The kinds of extra work that the text names, with commas between them; each counts once."""
    names = _names(numbers.extra_work)
    parts = [meant(part, names, _EXTRAS) for part in _PARTS.split(said)]
    named = {name for part in parts for name in part.names}
    return Meant(tuple(name for name in names if name in named), any(part.unclear for part in parts))


def unclear_words(case: Case, policy: Policy) -> tuple[str, ...]:
    """What Check says where her words under Stage, Extra work, Emotional rating or Category are none that are
    known; a closed case weighs nothing."""
    if case.status is Status.CLOSED:
        return ()
    numbers = policy.workload
    marks = {
        STAGE_UNCLEAR: stage_meant(case.stage, numbers).unclear,
        EXTRA_UNCLEAR: extra_meant(case.extra_work, numbers).unclear,
        RATING_UNCLEAR: rating_meant(case.emotional_said).unclear,
        CATEGORY_UNCLEAR: category_unclear(case, policy),
    }
    return tuple(mark for mark, holds in marks.items() if holds)


def _names(numbers: Numbers) -> tuple[str, ...]:
    return tuple(name for name, _ in numbers)
