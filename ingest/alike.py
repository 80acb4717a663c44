"""Known words that are spelt nearly like others, looked for only among those of nearly their length."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Self

from rapidfuzz import process

Scorer = Callable[..., float]


@dataclass(frozen=True, slots=True)
class Alike:
    """Words by their length: each change of a letter more or less costs, so no others can be near."""

    words: tuple[str, ...]
    lengths: tuple[int, ...] = field(repr=False)
    place: Mapping[str, int] = field(repr=False)  # in the order in which they were given

    @classmethod
    def of(cls, words: Collection[str]) -> Self:
        """`words` are told apart; of two that are equally near the one given first is the nearer."""
        by_length = sorted(words, key=len)
        return cls(tuple(by_length), tuple(map(len, by_length)), {word: n for n, word in enumerate(words)})

    def near(
        self, key: str, scorer: Scorer, cutoff: float, least: float, limit: int
    ) -> list[tuple[str, float]]:
        """At most `limit` words with their scores of at least `cutoff`, the nearest first.

        `scorer` is one of rapidfuzz; `least` the part of the longer one's length that the shorter must have
        for such a score.
        """
        start = bisect_left(self.lengths, int(len(key) * least))
        end = bisect_right(self.lengths, int(len(key) / least) + 1)
        found = process.extract(key, self.words[start:end], scorer=scorer, score_cutoff=cutoff, limit=None)
        found.sort(key=lambda one: (-one[1], self.place[one[0]]))
        return [(word, score) for word, score, _ in found[:limit]]
