"""What people do for the branch besides takes hours too, in points a month (DOMAIN.md §3.2; SD-32)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from casework.model import Caseworker
from casework.numbers import Numbers, Workload
from casework.words import words_of


def duty_points(person: Caseworker, numbers: Workload) -> float:
    """The points of what stands under Other duties; words without points count nothing."""
    return sum(_points(entry, numbers.duties) or 0.0 for entry in person.duties)


def without_points(person: Caseworker, numbers: Workload) -> bool:
    """Whether something stands there that the settings give no points for."""
    return any(_points(entry, numbers.duties) is None for entry in person.duties)


def unreckoned(people: Iterable[Caseworker], numbers: Workload) -> tuple[str, ...]:
    """A sentence for a person where words under Other duties have no points; it names nobody."""
    if not any(without_points(person, numbers) for person in people):
        return ()
    known = ", ".join(name for name, _ in numbers.duties)
    return (
        "The tab Caseworkers has words under Other duties that have no points, and do not count: take one of "
        f"these ({known}), or have the settings give them points, under duties.",
    )


@lru_cache(maxsize=512)
def _points(entry: str, duties: Numbers) -> float | None:
    """Of all duties whose words are among the entry's the one with most points: "casework coordinator"."""
    said = _words(entry)
    return max((points for name, points in duties if (own := _words(name)) and own <= said), default=None)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in words_of(text) if word not in ("and", "rep", "officer"))
