"""Cases whose members stand against each other: one of them is named in the other's form (H5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from casework.eligibility import stands_in
from casework.model import Case
from casework.words import words_of


def opposites(cases: Sequence[Case]) -> Mapping[str, frozenset[str]]:
    """For each case, by reference, those on the other side of it: a whole name must stand among the named.

    Names are looked up by their last word, since of five hundred cases each would meet all the others.
    """
    names = {case.ref: words_of(case.member.name) for case in cases}
    ending: dict[str, list[str]] = defaultdict(list)
    for ref, name in names.items():
        if name:
            ending[name[-1]].append(ref)
    found: dict[str, set[str]] = {case.ref: set() for case in cases}
    for case in cases:
        named = words_of(case.member.line_manager + " " + case.member.people_involved)
        for other in (ref for word in set(named) for ref in ending.get(word, ())):
            if other != case.ref and stands_in(names[other], named):
                found[case.ref].add(other)
                found[other].add(case.ref)
    return {ref: frozenset(others) for ref, others in found.items()}
