"""How well forms are read: a folder of letters with what should be read in each, judged by its ruler.

The ruler (score.py beside the folder) is run as a program and its table is taken over; which single values it
found wrong is told by its -v, and is what the calibration is counted from.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.running import NotDone, casework

BANDS = (
    (0.99, "0.99 and more"),
    (0.95, "0.95 to 0.99"),
    (0.9, "0.90 to 0.95"),
    (0.75, "0.75 to 0.90"),
    (0, "less"),
)
SURE, RIGHT = 0.9, 0.99

_FAULT = re.compile(r"(\S+) \| (\w+) \| (wrong|spurious|missing) \| expected .* \| got (.*)")
_FORMAT = re.compile(r"(.+?) {2,}(\d+) +([\d.]+%|-) +(\d+) +([\d.]+%|-) +([\d.]+%|-) +([\d.]+%|-)")
_SHOWN = 400  # the ruler cuts its lines there

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Value:
    """A value that was read: how sure, and what the ruler said (`right` if nothing)."""

    confidence: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The ruler's closing figures, its rows by format, and every value that was read."""

    figures: Mapping[str, Any]
    formats: tuple[tuple[str, ...], ...]
    kinds: str
    values: tuple[Value, ...]


def judged(folder: Path, ruler: Path) -> Judged:
    """Read every letter of the folder, and have that judged. Raises `NotDone` where one is missing."""
    expected = folder / "expected.jsonl"
    if not expected.is_file() or not ruler.is_file():
        raise NotDone(f"there is no {expected} or no {ruler}: see --kit and --ruler")
    letters = [str(path) for path in sorted(folder.glob("*.eml"))]
    read = casework("read", "--json", "--config", "none.yaml", *letters).said.splitlines()
    if len(read) != len(letters):
        raise NotDone(f"{len(letters)} letters, but {len(read)} readings")
    with tempfile.TemporaryDirectory() as made:
        results, figures = Path(made) / "results.jsonl", Path(made) / "figures.json"
        results.write_text("\n".join(read) + "\n", encoding="utf-8")
        said = subprocess.run(
            [sys.executable, str(ruler), str(expected), str(results), "-v", "--json", str(figures)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        whole = json.loads(figures.read_text(encoding="utf-8"))
    kinds = next((line for line in said.splitlines() if line.startswith("kind mistakes")), "")
    values = _values([json.loads(line) for line in read], _judgements(said))
    return Judged(whole, tuple(_formats(said)), kinds, tuple(values))


def _judgements(said: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """By letter and field: verdict and value, for every value that is not as the member gave it."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for line in said.splitlines():
        if (match := _FAULT.fullmatch(line)) and match[4] != "null":
            found[match[1], match[2]].append((match[3], match[4]))
        elif len(line) == _SHOWN and (cut := re.match(r"(\S+) \| (\w+) \| (wrong|spurious) \| ", line)):
            found[cut[1], cut[2]].append((cut[3], ""))  # its value was cut off
    return found


def _values(
    readings: list[Object], judgements: Mapping[tuple[str, str], list[tuple[str, str]]]
) -> Iterator[Value]:
    for reading in readings:
        name = Path(reading["file"]).name
        fields: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for form in reading["forms"]:
            for field, sure in form["_confidence"].items():
                if not field.startswith("_") and form.get(field) not in (None, "", []):
                    fields[field].append((sure, json.dumps(form[field], ensure_ascii=False)))
        for field, given in fields.items():
            yield from _against(sorted(given, reverse=True), list(judgements.get((name, field), ())))


def _against(given: list[tuple[float, str]], faults: list[tuple[str, str]]) -> Iterator[Value]:
    """Where it cannot be told which of several forms is at fault, the surest value is held to be."""
    for sure, shown in given:
        fault = next((one for one in faults if one[1] and shown.startswith(one[1])), None)
        fault = fault or next((one for one in faults if not one[1]), None)
        if fault is not None:
            faults.remove(fault)
        yield Value(sure, fault[0] if fault is not None else "right")


def _formats(said: str) -> Iterator[tuple[str, ...]]:
    """The ruler's rows of formats: name, forms, right, wrong, required, without wrong, perfect."""
    inside = False
    for line in said.splitlines():
        if line.startswith(("format", "layout")):
            inside = line.startswith("format")
        elif inside and (match := _FORMAT.fullmatch(line.rstrip())):
            yield match.groups()


def as_text(found: Judged, folder: str) -> str:
    """The tables in Markdown: by format, in all, and the calibration."""
    figures = found.figures
    head = "| format | forms | recall | wrong values | all that is needed right | no wrong value | perfect |"
    rows = ["| " + " | ".join(row) + " |" for row in found.formats]
    share = figures["wrong"] / (figures["fields_right"] + figures["wrong"])
    whole = (
        f"{figures['mails']} letters of `{folder}`: {figures['forms']} forms with "
        f"{figures['fields_expected']} values. Recall {figures['recall']:.4f}, wrong values "
        f"{figures['wrong']} ({share:.2%} of those given), kind of letter {figures['kind_accuracy']:.4f}, "
        f"all that is needed right in {figures['required_ok']:.1%} of the forms, "
        f"{figures['extra_forms']} forms too many, {figures['forms_not_found']} not found."
    )
    kinds = [found.kinds.capitalize() + ".", ""] if found.kinds else []
    return "\n".join([whole, "", *kinds, head, "| --- " * 7 + "|", *rows, "", *_calibration(found.values)])


def _calibration(values: tuple[Value, ...]) -> Iterator[str]:
    yield "| confidence | values | right | wrong | incomplete | share right |"
    yield "| --- " * 6 + "|"
    above = float("inf")
    for least, words in BANDS:
        yield _row(words, [one for one in values if least <= one.confidence < above])
        above = least
    sure = [one for one in values if one.confidence >= SURE]
    yield _row(f"**{SURE} and more, together**", sure)
    right = sum(one.verdict == "right" for one in sure)
    holds = "it holds" if sure and right >= RIGHT * len(sure) else "it does **not** hold"
    yield ""
    yield f"At least {RIGHT:.0%} of the values given with a confidence of {SURE} and more are right: {holds}."


def _row(words: str, values: list[Value]) -> str:
    right = sum(one.verdict == "right" for one in values)
    wrong = sum(one.verdict in ("wrong", "spurious") for one in values)
    share = f"{right / len(values):.2%}" if values else ""
    return f"| {words} | {len(values)} | {right} | {wrong} | {len(values) - right - wrong} | {share} |"
