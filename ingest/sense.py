"""What a question asks in words nobody listed: its sense, weighed from the words it is made of.

The dictionary (wordings.yaml) knows questions by heart. This knows how forms put their questions: each word
and each pair of neighbours speaks for some fields and against others, by weights learnt from the phrasings
in phrasings.yaml (sense_training.py; why so: docs/why/006-the-sense-of-a-question.md). Asking for nothing we
keep is an answer too: "ignored".
"""

from __future__ import annotations

import json
import re
import unicodedata
from base64 import b85decode
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Any

from ingest.labels import strip_numbering

WEIGHTS = Path(__file__).with_name("sense.json")
UNHEARD = "<?>"
"""Stands for a word that no phrasing has."""
NOTHING = "ignored"
SCALE = 12
"""Weights are kept in twelfths."""

_SHORT = re.compile(r"\b(who|what|where|when|how|you|they)['’](s|re)\b")
_WORD = re.compile(r"[^\W\d_]+|\d+|\?")
_QUOTES = str.maketrans({"’": "", "‘": "", "'": "", "ʼ": "", "`": "", "\u00a0": " "})
_HINT = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_MOST_WORDS = 40
_BEGINNINGS = 3, 5  # letters
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<!s)(?<!u)(?<!i)s$")


@dataclass(frozen=True, slots=True)
class Sense:
    """How likely each field is meant, 0 to 1, the likeliest first. Fields below 1 % are left out."""

    fields: tuple[tuple[str, float], ...]
    heard: float  # the share of its words that some phrasing has

    @property
    def first(self) -> tuple[str, float]:
        """The likeliest field and its share."""
        return self.fields[0]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature says for each field: `table` holds a row of signed bytes a place, in twelfths."""

    fields: tuple[str, ...]
    places: Mapping[str, int]
    table: bytes
    bias: tuple[float, ...]

    def of(self, text: str) -> Sense | None:
        """The sense of a question, or None if it has no words."""
        tokens = words_of(text)
        if not tokens:
            return None
        spoken = [word for word in tokens if word != "?" and not word.startswith("(")]
        heard = sum(word in self.places for word in spoken) / max(len(spoken), 1)
        width, table = len(self.fields), memoryview(self.table).cast("b")
        places = (self.places.get(feature) for feature in features_of(tokens, self.places))
        rows = [table[at * width : (at + 1) * width] for at in places if at is not None]
        sums = map(sum, zip(*rows, strict=True)) if rows else [0] * width
        scores = [bias + total / SCALE for bias, total in zip(self.bias, sums, strict=True)]
        top = max(scores)
        shares = [exp(score - top) for score in scores]
        told = zip(self.fields, (share / sum(shares) for share in shares), strict=True)
        return Sense(tuple(sorted((one for one in told if one[1] >= 0.01), key=lambda one: -one[1])), heard)


def words_of(text: str) -> list[str]:
    """The words of a question as they are weighed: small, without plural; those in brackets marked so."""
    small = unicodedata.normalize("NFKC", strip_numbering(text)).casefold()
    small = _SHORT.sub(lambda found: f"{found[1]} {'are' if found[2] == 're' else 'is'}", small).translate(
        _QUOTES
    )
    small = re.sub(r"\be[- ]mail", "email", small)
    hints = " ".join(found.group(1) for found in _HINT.finditer(small))
    main = _WORD.findall(_HINT.sub(" ", small))
    if not [word for word in main if word != "?"]:
        main, hints = _WORD.findall(small), ""
    tokens = [_stem(word) for word in main] + [
        f"({_stem(word)}" for word in _WORD.findall(hints) if word != "?"
    ]
    return tokens[:_MOST_WORDS]


def features_of(tokens: Sequence[str], vocabulary: Container[str]) -> Iterator[str]:
    """Each word once, how it begins, and each two neighbours, the question's beginning and end among them.

    By how it begins a word never heard is told from the words of its family: "employing" from "employed"."""
    known = [word if word in vocabulary or word == "?" else UNHEARD for word in tokens]
    main = ["^", *(word for word in known if not word.startswith("(")), "$"]
    seen = set(known) | {f"{one} {two}" for one, two in zip(main, main[1:], strict=False)}
    if len(main) == 3:
        seen.add("alone")
    plain = {word.lstrip("(") for word in tokens}
    seen |= {f"~{word[:length]}" for word in plain for length in _BEGINNINGS if len(word) >= length}
    yield from sorted(seen)


def _stem(word: str) -> str:
    return "#" if word.isdigit() else _PLURAL.sub("", word)


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that come with us. The file never changes while we run: read once, for economy."""
    return loaded(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def loaded(document: Mapping[str, Any]) -> Weights:
    """Weights from their file: the names of fields and features, the bias, and the table in letters."""
    return Weights(
        tuple(document["fields"]),
        {feature: at for at, feature in enumerate(document["features"])},
        b85decode(document["table"]),
        tuple(value / SCALE for value in document["bias"]),
    )
