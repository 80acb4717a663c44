"""A returned form with what a careful person would read in it, and how a reading of it is scored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casework.model import Value
from ingest.form import find_forms
from ingest.inprocess import read_in_process
from tests.support.documents import docx
from tests.support.letters import letter as raw_letter
from tests.support.returned import PLAIN, letter, word

FREE = frozenset(
    [
        "member_name",
        "contact_preference",
        "employer",
        "department",
        "workplace",
        "job_title",
        "grade",
        "line_manager",
        "summary",
        "people_involved",
        "steps_taken",
        "desired_outcome",
        "key_event",
        "other_advice",
        "adjustments",
        "caseworker_preference",
    ]
)
_EVEN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Sample:
    """One returned form. `body` is the XML inside a Word document, `mail` a letter's text, `html` the same
    as HTML; exactly one is given. `accept` names further values that are right, "" for none at all."""

    name: str
    expected: Mapping[str, Value]
    body: str = ""
    mail: str = ""
    html: str = ""
    accept: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """Fields right, wrong (different, or where nothing was said) and missing, and a line on each fault."""

    right: int
    wrong: int
    missing: int
    faults: tuple[str, ...]


def read(sample: Sample) -> dict[str, Value]:
    """What the reader makes of it: the values of its one form, or none."""
    if sample.body:
        forms = find_forms(letter(), [word(docx(sample.body))], PLAIN).forms
    else:
        kind = "text/html" if sample.html else "text/plain"
        raw = raw_letter(sample.html or sample.mail, content_type=f"{kind}; charset=utf-8")
        forms = read_in_process(raw, PLAIN).forms
    return dict(forms[0].values) if forms else {}


def score(sample: Sample, found: Mapping[str, Value]) -> Score:
    """By the rules of forms-kit/score.py: free text may differ by a word in twenty, all else is exact."""
    counts: Counter[str] = Counter()
    faults = []
    for name in sorted({*sample.expected, *found}):
        verdict = _judge(
            name, sample.expected.get(name, ""), found.get(name, ""), sample.accept.get(name, ())
        )
        counts[verdict] += 1
        if verdict in ("wrong", "missing"):
            faults.append(
                f"{sample.name} {name} {verdict}: {sample.expected.get(name)!r} {found.get(name)!r}"
            )
    return Score(counts["right"], counts["wrong"], counts["missing"], tuple(faults))


def total(scores: Iterable[Score]) -> Score:
    """The sum of several."""
    each = list(scores)
    return Score(
        sum(one.right for one in each),
        sum(one.wrong for one in each),
        sum(one.missing for one in each),
        tuple(fault for one in each for fault in one.faults),
    )


def _judge(name: str, wanted: Value, got: Value, accept: tuple[Value, ...]) -> str:
    if _absent(got):
        return "none" if _absent(wanted) or any(_absent(one) for one in accept) else "missing"
    if any(_same(name, one, got) for one in (wanted, *accept) if not _absent(one)):
        return "none" if _absent(wanted) else "right"
    if name == "key_date" and isinstance(got, str) and str(wanted).startswith(got + "T"):
        return "missing"
    return "wrong"


def _absent(value: Value) -> bool:
    return value == "" or value == ()


def _same(name: str, wanted: Value, got: Value) -> bool:
    if isinstance(wanted, tuple) or isinstance(got, tuple):
        return isinstance(wanted, tuple) and isinstance(got, tuple) and set(wanted) == set(got)
    if isinstance(wanted, bool) or isinstance(got, bool):
        return wanted is got
    one, other = (" ".join(str(text).translate(_EVEN).split()) for text in (wanted, got))
    return one == other or (name in FREE and _overlap(one, other) >= 0.95)


def _overlap(one: str, other: str) -> float:
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))
