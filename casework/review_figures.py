"""What has become of the reviews: how many, how soon, what was done, whether it helped (SD-43, M-25)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from casework.lighter import KINDS
from casework.own_word import SAID, Review, Standing, reviews_of

YEAR = timedelta(days=365)
JUDGED = ("yes", "partly", "no")


@dataclass(frozen=True, slots=True)
class ReviewFigures:
    """The reviews of a year, without anybody. Days are calendar days from its beginning to the talk."""

    declared: int = 0
    by_count: int = 0
    planned: int = 0
    days_to_talk: tuple[int, ...] = ()
    steps: dict[str, int] = field(default_factory=dict)
    helped: dict[str, int] = field(default_factory=dict)
    used: tuple[tuple[float, float], ...] = ()  # before and after, parts of their time


def review_figures(standings: Iterable[Standing], now: datetime) -> ReviewFigures:
    """Those that began in the last year. One that was judged twice counts once, and each judgement."""
    entries = [one for one in reviews_of(standings) if one.since >= now - YEAR]
    last: dict[int, Review] = {one.number: one for one in entries}
    once = list(last.values())
    judged = Counter(one.helped for one in entries if one.helped and one.ended)
    done = Counter(kind for one in once for kind in one.did)
    return ReviewFigures(
        declared=sum(one.why == SAID for one in once),
        by_count=sum(one.why != SAID for one in once),
        planned=sum(one.planned is not None for one in once),
        days_to_talk=tuple(sorted((one.talked - one.since).days for one in once if one.talked)),
        steps={kind: done[kind] for kind in KINDS if done[kind]},
        helped={how: judged[how] for how in JUDGED if judged[how]},
        used=tuple((one.used, one.used_after) for one in once if one.used_after is not None),
    )
