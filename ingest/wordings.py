"""The dictionary of questions and choices: what ships with us, and the branch's own words beside it.

`warm_up` reads the shipped file once; call it before a reader is shut off from files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ingest.alike import Alike
from ingest.labels import Folding, strip_numbering
from ingest.learnt import LearntForm, asked_once, with_meanings
from ingest.reading import FormSettings
from ingest.sense import shipped as shipped_weights

_FILE = Path(__file__).with_name("wordings.yaml")
_CLOSE = 91.0  # of 100: one wrong letter in a dozen
_LEAST_LONG = _CLOSE / (200 - _CLOSE)  # what a wording may be shorter than one that is as close
_PART_AGAIN = re.compile(r"\s*[^\W\d_]+ ([A-H]|\d{1,2})\s*/\s*(?=[^\W\d_]+ \1\b)")  # "CUID C / PART C"
_ASIDE = re.compile(r"\w\s*\((?P<words>[^()]+)\)\s*$")
_CLOSE_OPTION = 0.88  # one letter wrong, or two changed about, in nine
_SHORTEST_CLOSE = 8  # shorter words are too near to each other
_BARE = frozenset({"date", "time"})
_REMEMBERED = 5_000
_ADDRESS_OF = re.compile(
    r"(?:your |home |private |contact )*(?:address|contact)\b[^()]*\((?P<kind>e-?mail(?: address)?)\)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"(?P<asks>what|how|when|where|who|why) you (?P<verb>have|would|can|did|will|want)\b")
"""The beginning of a question put as a clause: "What you have done so far"."""
_THE_MEMBERS = re.compile(r"(?:members?|applicants?|claimants?|complainants?) (?=\w+)")
"""Whose details: "Member's full name" asks what "Your full name" does."""
_HAPPENED = re.compile(r"\b(?:took place|taken place|occurred|went on)\b")
_LONGEST = 160  # a longer text is no question
_OF_A_PERSON = re.compile(
    r"[\W\d_]*(?:your|my|personal)\s+details\W*", re.IGNORECASE
)  # "Details" asks for the story
_BIDDING = re.compile(
    r"\W*(?:please )?(?:give|describe|state|explain|list|tell us|say|write|set out|include)\b", re.IGNORECASE
)
_MINE = re.compile(r"\b(?:i|my|me)\b")  # of a story
_LONGEST_HEADING = 16  # words
_OF_A_MEETING = frozenset({"key_date", "key_event"})
_LIKELY = 0.8  # the share of a field below which the words of a question say too little
_SURE_OF_SENSE = 0.85  # words nobody listed are never believed more
_FEWEST_HEARD = 0.6  # of the words of a question

_Texts = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A question recognised: its field, how sure (0 to 1), and whether word for word."""

    field: str
    score: float
    exact: bool = False


PART = re.compile(r"^\s*(?:section|part)\s+(?:[A-Z]|\d{1,2})\s*[:.)\N{EN DASH}-]\s*(?=\S)", re.IGNORECASE)
"""How a heading may begin: "Part 2: your case"."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: whose details follow. `keep` None leaves every question its usual meaning."""

    name: str
    keep: Mapping[str, str] | None


@dataclass(frozen=True, slots=True, eq=False)
class Wordings:
    """Everything known of questions and choices. Immutable; `cached` only remembers answers given."""

    folding: Folding
    ranks: Mapping[str, int]
    long: frozenset[str]
    dated: frozenset[str]
    labels: Mapping[str, str]  # folded wording -> field
    sections: Mapping[str, Section]
    heading: re.Pattern[str]  # a word of a heading that opens a section
    headings: tuple[tuple[re.Pattern[str], Section], ...]  # for headings nobody listed, by their words
    general: frozenset[str]
    options: Mapping[str, Mapping[str, str]]  # choice field -> folded wording -> value
    option_patterns: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    ours: tuple[str, ...]  # the numbered questions of our own letter
    keys: Alike  # the folded wordings
    spelt: Mapping[str, Alike]  # those of each choice field
    learnt: tuple[LearntForm, ...] = ()  # the branch's own blank forms (learnt.py)
    cached: dict[str, Known | None] = field(default_factory=dict, compare=False, repr=False)
    keyed: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def key(self, text: str) -> str:
        """The folded text. A page asks for the same lines over and over: the last few are remembered."""
        known = self.keyed.get(text)
        if known is None:
            if len(self.keyed) >= _REMEMBERED:
                self.keyed.clear()
            known = self.keyed[text] = self.folding.fold(text)
        return known

    def exact(self, text: str) -> Known | None:
        """The field whose wording this is, word for word after folding."""
        if len(text) > _LONGEST or _OF_A_PERSON.fullmatch(text):
            return None
        return self._bracketed(text) or self._exact_key(self.key(text))

    def close(self, text: str) -> Known | None:
        """The field asked for, also by a spelling mistake or a pattern: only for what surely asks."""
        if len(text) > 2 * _LONGEST:
            return None
        if text not in self.cached:
            if len(self.cached) >= _REMEMBERED:
                self.cached.clear()
            key = self.key(text)
            self.cached[text] = self._exact_key(key) or self._fuzzy(key) or self._sensed(text)
        return self.cached[text]

    def section(self, text: str) -> Section | None:
        """The section a heading opens: a listed one, or one told by its words if it asks for nothing."""
        if len(text) > _LONGEST:
            return None
        bare = strip_numbering(PART.sub("", _PART_AGAIN.sub("", text)))
        numbered, parted, text = bare != text, PART.match(text) is not None, PART.sub("", text)
        listed = self.sections.get(self.key(text))
        if listed is None and numbered and " / " in bare:  # the same in another language
            listed = self.sections.get(self.key(bare.rpartition(" / ")[2]))
        return listed if listed is not None else self._section_by_words(text, parted)

    def _section_by_words(self, text: str, parted: bool) -> Section | None:
        """`parted`: it was counted as a part ("Section 4: ..."), so it heads one whatever its words."""
        small = " ".join(text.casefold().replace("’", "'").split())
        if (
            len(small.split()) > _LONGEST_HEADING
            or small.endswith(("?", ":", ".", "!"))
            or _MINE.search(small)
            or _BIDDING.match(text)
            or not (parted or self.heading.search(small))
        ):
            return None
        asked = self.exact(text) if parted else self.close(text)
        if asked is not None and asked.field != "ignored":
            return None
        return next((section for pattern, section in self.headings if pattern.search(small)), None)

    def option(self, choice: str, text: str) -> str | None:
        """The value an option of a choice stands for, by its wording, very nearly so, or that in brackets."""
        if len(text) > _LONGEST:
            return None
        key = self.key(text)
        known = self.options[choice]
        if key in known:
            return known[key]
        if len(key) >= _SHORTEST_CLOSE and (near := self._nearest(choice, key)) is not None:
            return near
        aside = _ASIDE.search(text)  # "money (pay)", "raising concerns about care (whistleblowing)"
        return known.get(self.key(aside["words"])) if aside else None

    def _nearest(self, choice: str, key: str) -> str | None:
        scorer = OSA.normalized_similarity
        near = self.spelt[choice].near(key, scorer, _CLOSE_OPTION, _CLOSE_OPTION, limit=1)
        return self.options[choice][near[0][0]] if near else None

    def offered(self, choice: str, text: str) -> str | None:
        """The value of an option that a form offers, in one language or in two ("Cwyn / Grievance")."""
        whole = self.option(choice, text)
        halves = text.split(" / ")
        if whole is not None or len(halves) != 2:
            return whole
        either = {self.option(choice, half) for half in halves} - {None}
        return either.pop() if len(either) == 1 else None

    def _bracketed(self, text: str) -> Known | None:
        """The field of a wording whose brackets matter: "E-mail (work)" is not "E-mail"."""
        if not text.rstrip(" :?*.").endswith(")") or text.count("(") != 1:
            return None
        found = self.labels.get(self.key(text.replace("(", " ").replace(")", " ")))
        if found is None and (told := _ADDRESS_OF.fullmatch(text.strip(" :?*."))) is not None:
            found = self.labels.get(self.key(told["kind"]))  # "Address for correspondence (e-mail)"
        return Known(found, 1.0, exact=True) if found else None

    def _exact_key(self, key: str) -> Known | None:
        found = self.labels.get(key)
        if found is None and key.startswith(("what ", "which ", "whats ")):
            found = self.labels.get(key.partition(" ")[2])
        if found is None and (whose := _THE_MEMBERS.match(key)) is not None:
            theirs = self.labels.get(key[whose.end() :])
            found = theirs if theirs in self.general else None
        if found is None and (told := _TOLD.match(key)) is not None:
            found = self.labels.get(f"{told['asks']} {told['verb']} you{key[told.end() :]}")
        if found is None and (happened := _HAPPENED.sub("happened", key)) != key:
            found = self.labels.get(happened)
        return Known(found, 1.0, exact=True) if found else None

    def _fuzzy(self, key: str) -> Known | None:
        if len(key) < _SHORTEST_CLOSE:
            return None
        near = self.keys.near(key, fuzz.ratio, _CLOSE, _LEAST_LONG, limit=3)
        fields = {self.labels[wording] for wording, _ in near}
        return Known(fields.pop(), near[0][1] / 100 - 0.02) if len(fields) == 1 else None

    def _sensed(self, text: str) -> Known | None:
        """The field that the words of a question speak for, if they leave little room for another."""
        sense = shipped_weights().of(text)
        if sense is None or sense.heard < _FEWEST_HEARD:
            return None
        meeting = sum(share for name, share in sense.fields if name in _OF_A_MEETING)
        if sense.first[0] == "key_date" and meeting >= _LIKELY:  # "Is there a deadline or a meeting?"
            return Known("key_date", round(min(meeting, _SURE_OF_SENSE), 2))
        if sense.first[1] < _LIKELY:
            return None
        return Known(sense.first[0], round(min(sense.first[1], _SURE_OF_SENSE), 2))


def load_wordings(settings: FormSettings) -> Wordings:
    """The shipped dictionary with the branch's own wordings before it; made once for the same settings."""
    if not settings.wordings and not settings.choices and not settings.learnt:
        return _shipped()
    return _with_own(tuple(settings.wordings.items()), tuple(settings.choices.items()), settings.learnt)


@lru_cache(maxsize=8)
def _with_own(labels: _Texts, choices: _Texts, learnt: tuple[LearntForm, ...]) -> Wordings:
    """A bare "Date" or "Time" stays what its neighbours make of it, whoever's wording it is."""
    shipped = _shipped()
    own = {
        key: name
        for key, name in _folded(shipped.folding, (*asked_once(learnt, shipped.folding.fold), *labels))
        if shipped.labels.get(key) not in _BARE and not (name == "ignored" and key in shipped.labels)
    }
    meant = with_meanings(shipped.options, learnt, shipped.folding.fold)
    options = {**meant, "categories": {**meant["categories"], **dict(_folded(shipped.folding, choices))}}
    every = {**shipped.labels, **own}
    return replace(
        shipped,
        labels=every,
        sections={key: section for key, section in shipped.sections.items() if key not in own},
        options=options,
        keys=Alike.of(every),
        spelt=_spelt(options),
        learnt=learnt,
        cached={},
        keyed={},
    )


def _folded(folding: Folding, texts: _Texts) -> Iterator[tuple[str, str]]:
    for name, wordings in texts:
        for wording in wordings:
            key = folding.fold(wording)
            if key:
                yield key, name


def warm_up() -> None:
    """Read the shipped dictionary and the weights, so that nothing needs a file later."""
    _shipped()
    shipped_weights()


@lru_cache(maxsize=1)
def _shipped() -> Wordings:
    """The file never changes while we run: reading it once is not state but economy."""
    text = _FILE.read_text(encoding="utf-8")
    document = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    folding = Folding(frozenset(document["filler"]), document["same"], frozenset(document["unions"]))
    fields = document["fields"]
    keeps = {name: entry["keep"] for name, entry in document["sections"].items()}
    labels = _index(folding, {name: entry.get("wordings", ()) for name, entry in fields.items()})
    options = {
        choice: _index(folding, {value: entry["wordings"] for value, entry in values.items()})
        for choice, values in document["choices"].items()
    }
    return Wordings(
        folding,
        {name: int(entry["rank"]) for name, entry in fields.items()},
        frozenset(name for name, entry in fields.items() if entry.get("long")),
        frozenset(name for name, entry in fields.items() if entry.get("dated")),
        labels,
        {
            folding.fold(text): Section(name, None if entry["keep"] == "same" else entry["keep"])
            for name, entry in document["sections"].items()
            for text in entry["wordings"]
        },
        re.compile(document["heading"]),
        tuple(
            (re.compile(pattern), Section(name, None if keeps[name] == "same" else keeps[name]))
            for name, pattern in document["headings"]
        ),
        frozenset(document["general"]),
        options,
        {
            choice: tuple(
                (value, re.compile(p)) for value, entry in values.items() for p in entry["patterns"]
            )
            for choice, values in document["choices"].items()
        },
        tuple(document["ours"]),
        Alike.of(labels),
        _spelt(options),
    )


def _spelt(options: Mapping[str, Mapping[str, str]]) -> dict[str, Alike]:
    return {choice: Alike.of(words) for choice, words in options.items()}


def _index(folding: Folding, wordings: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Folded wording -> name; the first to claim a wording has it."""
    index: dict[str, str] = {}
    for name, texts in wordings.items():
        for text in texts:
            index.setdefault(folding.fold(text), name)
    return index
