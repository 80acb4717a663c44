"""The dictionary of questions and choices: what ships with us, and the branch's own words beside it.

`warm_up` reads the shipped file once; call it before a reader is shut off from files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from ingest.labels import Folding
from ingest.reading import FormSettings

_FILE = Path(__file__).with_name("wordings.yaml")
_CLOSE = 91.0  # of 100: one wrong letter in a dozen
_SHORTEST_CLOSE = 8  # shorter words are too near to each other
_LONGEST = 160  # a longer text is no question


@dataclass(frozen=True, slots=True)
class Known:
    """A question recognised: its field, how sure (0 to 1), and whether word for word."""

    field: str
    score: float
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: whose details follow. `keep` None leaves every question its usual meaning."""

    name: str
    keep: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Wordings:
    """Everything known of questions and choices. Immutable; `cached` only remembers answers given."""

    folding: Folding
    ranks: Mapping[str, int]
    long: frozenset[str]
    first: frozenset[str]
    labels: Mapping[str, str]  # folded wording -> field
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    sections: Mapping[str, Section]
    general: frozenset[str]
    options: Mapping[str, Mapping[str, str]]  # choice field -> folded wording -> value
    option_patterns: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    keys: tuple[str, ...]
    cached: dict[str, Known | None] = field(default_factory=dict, compare=False, repr=False)

    def exact(self, text: str) -> Known | None:
        """The field whose wording this is, word for word after folding."""
        if len(text) > _LONGEST:
            return None
        return self._exact_key(self.folding.fold(text))

    def close(self, text: str) -> Known | None:
        """The field asked for, also by a spelling mistake or a pattern: only for what is surely a question."""
        if len(text) > 2 * _LONGEST:
            return None
        key = self.folding.fold(text)
        if key not in self.cached:
            if len(self.cached) > 5_000:
                self.cached.clear()
            self.cached[key] = self._exact_key(key) or self._fuzzy(key) or self._pattern(key)
        return self.cached[key]

    def section(self, text: str) -> Section | None:
        """The section a heading opens."""
        return self.sections.get(self.folding.fold(text))

    def option(self, choice: str, text: str) -> str | None:
        """The value an option of a choice stands for, by its own wording or very nearly so."""
        key = self.folding.fold(text)
        known = self.options[choice]
        if key in known or len(key) < _SHORTEST_CLOSE:
            return known.get(key)
        near = process.extractOne(key, known.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
        return known[near[0]] if near else None

    def _exact_key(self, key: str) -> Known | None:
        found = self.labels.get(key)
        if found is None and key.startswith(("what ", "which ", "whats ")):
            found = self.labels.get(key.partition(" ")[2])
        return Known(found, 1.0, exact=True) if found else None

    def _fuzzy(self, key: str) -> Known | None:
        if len(key) < _SHORTEST_CLOSE:
            return None
        near = process.extract(key, self.keys, scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=3)
        fields = {self.labels[wording] for wording, _, _ in near}
        return Known(fields.pop(), near[0][1] / 100 - 0.02) if len(fields) == 1 else None

    def _pattern(self, key: str) -> Known | None:
        """A pattern counts if only one field's fits, or that of a field that is told before all others."""
        fields = {name for name, pattern in self.patterns if pattern.search(key)}
        fields = fields & self.first or fields
        return Known(fields.pop(), 0.8) if len(fields) == 1 else None


def load_wordings(settings: FormSettings) -> Wordings:
    """The shipped dictionary with the branch's own wordings before it. Builds nothing if there are none."""
    shipped = _shipped()
    if not settings.wordings and not settings.choices:
        return shipped
    own = {
        shipped.folding.fold(text): name
        for name, texts in settings.wordings.items()
        for text in texts
        if shipped.folding.fold(text)
    }
    labels = {**shipped.labels, **own}
    categories = {
        shipped.folding.fold(text): category for category, texts in settings.choices.items() for text in texts
    }
    options = {**shipped.options, "categories": {**shipped.options["categories"], **categories}}
    return Wordings(
        shipped.folding,
        shipped.ranks,
        shipped.long,
        shipped.first,
        labels,
        shipped.patterns,
        {key: section for key, section in shipped.sections.items() if key not in own},
        shipped.general,
        options,
        shipped.option_patterns,
        tuple(labels),
    )


def warm_up() -> None:
    """Read the shipped dictionary, so that nothing needs a file later."""
    _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Wordings:
    """The file never changes while we run: reading it once is not state but economy."""
    text = _FILE.read_text(encoding="utf-8")
    document = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    folding = Folding(frozenset(document["filler"]), document["same"])
    fields = document["fields"]
    labels = _index(folding, {name: entry.get("wordings", ()) for name, entry in fields.items()})
    return Wordings(
        folding,
        {name: int(entry["rank"]) for name, entry in fields.items()},
        frozenset(name for name, entry in fields.items() if entry.get("long")),
        frozenset(name for name, entry in fields.items() if entry.get("first")),
        labels,
        tuple((name, re.compile(p)) for name, entry in fields.items() for p in entry.get("patterns", ())),
        {
            folding.fold(text): Section(name, None if entry["keep"] == "same" else entry["keep"])
            for name, entry in document["sections"].items()
            for text in entry["wordings"]
        },
        frozenset(document["general"]),
        {
            choice: _index(folding, {value: entry["wordings"] for value, entry in values.items()})
            for choice, values in document["choices"].items()
        },
        {
            choice: tuple(
                (value, re.compile(p)) for value, entry in values.items() for p in entry["patterns"]
            )
            for choice, values in document["choices"].items()
        },
        tuple(labels),
    )


def _index(folding: Folding, wordings: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Folded wording -> name; the first to claim a wording has it."""
    index: dict[str, str] = {}
    for name, texts in wordings.items():
        for text in texts:
            index.setdefault(folding.fold(text), name)
    return index
