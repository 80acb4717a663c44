"""Who has helped whom before, with what kind of case, and beside whom (DOMAIN.md §4.2, soft terms). Pure.

A case counts from the yes of whoever has a part in it, open or closed. Whoever stepped back is not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.model import Case


@dataclass(frozen=True, slots=True)
class Part:
    """A case that somebody has or had: the member's addresses, what it is about, and who had it."""

    ref: str
    addresses: tuple[str, ...]
    categories: tuple[str, ...]
    lead: str
    second: str = ""
    new: bool = False  # a yes of the last day: it teaches nothing yet

    @property
    def people(self) -> tuple[str, ...]:
        """Addresses of whoever had a part in it."""
        return tuple(email for email in (self.lead, self.second) if email)


@dataclass(frozen=True, slots=True)
class Helped:
    """What is known of the last two years, by address of the member, by category, and by pair."""

    members: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    kinds: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    pairs: Mapping[frozenset[str], int] = field(default_factory=dict)  # in how many cases two were a pair

    def before(self, case: Case) -> frozenset[str]:
        """Who had an earlier case of this member."""
        written = {case.member.email.casefold(), case.reply_to.casefold()} - {""}
        parts = [one for address in written for one in self.members.get(address, ()) if one.ref != case.ref]
        return frozenset(email for one in parts for email in one.people)

    def had(self, category: str, case: Case) -> Mapping[str, int]:
        """How many other cases of that kind each has or had, of those with one; not those of the last day:
        what two letters of one morning come to must not hang on which of them was opened first."""
        parts = [one for one in self.kinds.get(category, ()) if one.ref != case.ref and not one.new]
        return Counter(email for one in parts for email in one.people)


NOTHING = Helped()


def helped(parts: Iterable[Part]) -> Helped:
    """The same, put in order."""
    members: dict[str, list[Part]] = {}
    kinds: dict[str, list[Part]] = {}
    pairs: Counter[frozenset[str]] = Counter()
    for one in parts:
        for address in {address.casefold() for address in one.addresses} - {""}:
            members.setdefault(address, []).append(one)
        for category in one.categories:
            kinds.setdefault(category, []).append(one)
        if len(one.people) == 2 and not one.new:
            pairs[frozenset(one.people)] += 1
    return Helped(
        {address: tuple(some) for address, some in members.items()},
        {category: tuple(some) for category, some in kinds.items()},
        dict(pairs),
    )
