"""Learn the weights of sense.py from phrasings.yaml and wordings.yaml: `python -m ingest.sense_training`.

A multinomial logistic regression by plain gradient steps: same input, same weights. Words are left out of
copies of each phrasing, so that a question with a word never heard is believed less, not differently.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from base64 import b85encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from ingest.sense import NOTHING, SCALE, UNHEARD, WEIGHTS, features_of, words_of

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(\w+)\}")
_GROUP = re.compile(r"\(([^()\[\]]*\|[^()\[\]]*)\)|\[([^()\[\]]*)\]")
_PRINTED = str.maketrans("<>", "()")  # what a form prints in brackets
_MOST_OF_ONE = 60  # questions made of one pattern
_WORTH = 25.0  # what one pattern counts for at most, in questions
_ALONE = 5.0  # what it counts for at least: labels of one word stand alone
_FURTHER = 0.3  # what a pattern under `further` counts for, beside those under `fields`
_LISTED = 3.0  # what a wording of the dictionary counts for
_FEWEST = 2  # a word in fewer patterns is as good as unheard
_STEPS, _PACE, _DECAY = 150, 0.1, 1e-5
_LEAST = 3  # of SCALE: a feature that says less for any field is left out
_KINDRED = {"when": NOTHING, "time": NOTHING, "date": NOTHING, "so_far": NOTHING}  # settled by neighbours


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the field it asks for, and how much it counts."""

    tokens: tuple[str, ...]
    field: str
    worth: float
    source: str


def expanded(pattern: str, words: Mapping[str, Sequence[str]], chance: random.Random) -> list[str]:
    """The questions a pattern stands for: all of them, or a fair draw of the many."""
    texts = {pattern}
    done: set[str] = set()
    while texts:
        following: set[str] = set()
        for text in texts:
            parts = _parts(text, words)
            if parts is None:
                done.add(" ".join(text.translate(_PRINTED).split()))
            else:
                following.update(parts)
        texts = set(chance.sample(sorted(following), 2_000)) if len(following) > 2_000 else following
    return chance.sample(sorted(done), _MOST_OF_ONE) if len(done) > _MOST_OF_ONE else sorted(done)


def _parts(text: str, words: Mapping[str, Sequence[str]]) -> Iterator[str] | None:
    group = _GROUP.search(text)
    if group is not None:
        choices = group.group(1).split("|") if group.group(1) is not None else ["", group.group(2)]
        if group.group(2) is not None and "|" in group.group(2):
            choices = ["", *group.group(2).split("|")]
        return (text[: group.start()] + choice + text[group.end() :] for choice in choices)
    slot = _SLOT.search(text)
    if slot is not None:
        return (text[: slot.start()] + word + text[slot.end() :] for word in words[slot.group(1)])
    return None


def examples() -> list[Example]:
    """All questions to learn from, those with words left out among them."""
    chance = random.Random(20261121)
    told = yaml.safe_load((_HERE / "phrasings.yaml").read_text(encoding="utf-8"))
    found: list[Example] = []
    for part, share in (("fields", 1.0), ("further", _FURTHER)):
        for field, patterns in told[part].items():
            for pattern in patterns:
                texts = expanded(pattern, told["words"], chance)
                worth = share * min(_WORTH, max(_ALONE, len(texts))) / len(texts)
                name = NOTHING if field == "none" else field
                found.extend(Example(tuple(words_of(text)), name, worth, pattern) for text in texts)
    listed = yaml.safe_load((_HERE / "wordings.yaml").read_text(encoding="utf-8"))
    for field, entry in listed["fields"].items():
        for text in entry.get("wordings", ()):
            if field not in _KINDRED:
                found.append(Example(tuple(words_of(text)), field, _LISTED, text))
    return found


def vocabulary_of(found: Sequence[Example]) -> frozenset[str]:
    """The words that more than one pattern has."""
    sources: dict[str, set[str]] = {}
    for one in found:
        for word in one.tokens:
            sources.setdefault(word, set()).add(one.source)
    return frozenset(word for word, where in sources.items() if len(where) >= _FEWEST or word in "?#") - {"?"}


def with_gaps(found: Sequence[Example]) -> Iterator[Example]:
    """Each example, and a copy with one of its words as if never heard."""
    chance = random.Random(7)
    for one in found:
        yield one
        spoken = [at for at, word in enumerate(one.tokens) if word != "?"]
        if len(spoken) > 2:
            gap = chance.choice(spoken)
            tokens = (*one.tokens[:gap], UNHEARD, *one.tokens[gap + 1 :])
            yield Example(tokens, one.field, one.worth * 0.3, one.source)
    for length, before in itertools.product((1, 2, 3, 4, 5, 6), (0, 1)):
        yield Example((*(["your"] * before), *([UNHEARD] * length)), NOTHING, 30.0, "unheard")


def learn(found: Sequence[Example]) -> dict[str, object]:
    """The weights, as they are written to the file."""
    vocabulary = vocabulary_of(found)
    fields = sorted({one.field for one in found})
    rows = [(tuple(features_of(one.tokens, vocabulary)), one) for one in with_gaps(found)]
    counts = Counter(feature for features, _ in rows for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= _FEWEST)
    place = {name: at for at, name in enumerate(names)}
    known = [[place[feature] for feature in features if feature in place] for features, _ in rows]
    weights, bias = _descend(
        known,
        np.array([fields.index(one.field) for _, one in rows]),
        np.array([one.worth for _, one in rows]),
        len(names),
        len(fields),
    )
    table = np.clip(np.rint(weights * SCALE), -127, 127).astype(np.int8)
    telling = (np.abs(table).max(axis=1) >= _LEAST) | np.isin(names, sorted(vocabulary))
    return {
        "fields": fields,
        "bias": [int(value) for value in np.rint(bias * SCALE)],
        "features": [name for name, told in zip(names, telling, strict=True) if told],
        "table": b85encode(table[telling].tobytes()).decode("ascii"),
    }


def _descend(
    known: Sequence[Sequence[int]], truth: np.ndarray, worth: np.ndarray, features: int, fields: int
) -> tuple[np.ndarray, np.ndarray]:
    """Adam on the weighted log-loss with a little decay; all in one batch, so nothing is left to chance."""
    flat = np.array([at for row in known for at in row])
    owner = np.repeat(np.arange(len(known)), [len(row) for row in known])
    weights, bias = np.zeros((features, fields)), np.zeros(fields)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    share = worth / worth.sum()
    order = np.argsort(flat, kind="stable")
    starts = np.searchsorted(flat[order], np.arange(features))
    row_starts = np.searchsorted(owner, np.arange(len(known)))
    for step in range(1, _STEPS + 1):
        scores = np.add.reduceat(weights[flat], row_starts, axis=0) + bias
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        shares[np.arange(len(known)), truth] -= 1
        error = shares * share[:, None]
        slope = np.add.reduceat(error[owner[order]], starts, axis=0) + _DECAY * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        lift = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
        weights -= _PACE * lift
        bias -= _PACE * error.sum(axis=0)
    return weights, bias


def main() -> None:
    """Learn anew and write the file."""
    WEIGHTS.write_text(
        json.dumps(learn(examples()), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
