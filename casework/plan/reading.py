"""A problem file's JSON, read strictly: every mistake told at once, in plain sentences (ALLOCATION.md)."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from casework.plan.problem import Case, Caseworker, Problem, Settings

LARGEST = 1_000_000
"""No hours, counts or seconds of a branch come near this; a number beyond it is a slip of the pen."""
SMALLEST = 1e-6
"""A number below it is nothing: hours are divided by it, and no solver could weigh what comes of that."""

Check = Callable[[Any], Any]


class ProblemUnreadable(Exception):
    """The file cannot be used; the text has one plain sentence a line for each mistake in it."""


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number")
    if isinstance(value, float) and not math.isfinite(value):  # a whole number may be too long for a float
        raise ValueError("must be a number")
    if not 0 <= value <= LARGEST:
        raise ValueError(f"must be between 0 and {LARGEST}")
    return float(value) if value >= SMALLEST else 0.0


def _whole(most: int = LARGEST) -> Check:
    def check(value: Any) -> int:
        _number(value)
        if value != int(value) or value > most:
            raise ValueError(f"must be a whole number from 0 to {most}")
        return int(value)

    return check


def _seed(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("must be a whole number")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _whole_signs(text: str) -> str:
    """JSON can hold half a sign ("\\ud800"), which no answer could give back."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError("has half a sign in it: type it anew")
    return text


def _text(value: Any) -> str:
    if value is not None and not isinstance(value, str):
        raise ValueError("must be a text in quotation marks")
    return _whole_signs(value or "").strip()


def _id(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a text in quotation marks, and not empty")
    return _whole_signs(value)


def _texts(value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError("must be a list of texts, such as []")
    return frozenset(map(_whole_signs, value))


def _or_null(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


CASE: Mapping[str, Check] = {
    "id": _id, "points": _number, "emotional": _whole(3), "category": _text, "urgent": _truth,
    "hearing": _truth, "employer": _text, "department": _text, "not_with": _texts, "woman_only": _truth,
    "opposes": _texts,
}  # fmt: skip
CASEWORKER: Mapping[str, Check] = {
    "id": _id, "level": _whole(2), "capacity": _number, "load": _number, "cases": _whole(),
    "max_cases": _whole(), "max_new": _whole(), "max_heavy": _whole(), "heavy": _whole(), "employer": _text,
    "department": _text, "covers": _or_null(_texts), "not_yet": _texts, "declined": _texts, "away": _truth,
    "paused": _truth, "accredited": _truth, "woman": _truth, "days_since_last": _or_null(_number),
    "wants": _texts,
}  # fmt: skip
SETTINGS: Mapping[str, Check] = {
    "share_lead": _number, "share_second": _number, "share_sole": _number, "max_utilisation": _number,
    "seconds": _number, "seed": _seed,
}  # fmt: skip
WHOLE = ("cases", "caseworkers", "settings")


def read_problem(text: str) -> Problem:
    """The problem in a file's text. Raises `ProblemUnreadable` with every mistake in it."""
    try:
        found = json.loads(text, object_pairs_hook=_each_key_once)
    except _KeyTwice as fault:
        raise ProblemUnreadable(f"This is not a problem file in JSON: {fault}.") from None
    except (ValueError, RecursionError) as fault:
        raise ProblemUnreadable(f"This is not a problem file in JSON: {_where(text, fault)}") from None
    wrong: list[str] = []
    if not isinstance(found, dict):
        raise ProblemUnreadable('A problem file is one object: {"cases": [...], "caseworkers": [...]}.')
    wrong += _unknown("", found, WHOLE)
    cases = [Case(**one) for one in _rows(found, "cases", CASE, ("id", "points"), wrong)]
    people = [
        Caseworker(**one)
        for one in _rows(found, "caseworkers", CASEWORKER, ("id", "level", "capacity"), wrong)
    ]
    settings = found.get("settings", {})
    values = _values("settings: ", settings, SETTINGS, (), wrong)
    wrong += [f'cases: the id "{name}" stands there twice.' for name in _twice(one.id for one in cases)]
    wrong += [
        f'caseworkers: the id "{name}" stands there twice.' for name in _twice(one.id for one in people)
    ]
    wrong += [f'cases: "{one.id}" cannot oppose itself.' for one in cases if one.id in one.opposes]
    if wrong:
        raise ProblemUnreadable("\n".join(wrong))
    return Problem(both_ways(cases), tuple(people), Settings(**(values or {})))


def both_ways(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases with `opposes` on both sides, though it may be stated on one only."""
    known = tuple(cases)
    return tuple(
        replace(one, opposes=one.opposes | {other.id for other in known if one.id in other.opposes})
        for one in known
    )


def _rows(
    found: Mapping[str, Any],
    name: str,
    checks: Mapping[str, Check],
    needed: tuple[str, ...],
    wrong: list[str],
) -> list[dict[str, Any]]:
    if not isinstance(found.get(name), list):
        wrong.append(f'The file needs a list "{name}"; it may be empty: [].')
        return []
    read = [_values(f"{name}[{n}]", one, checks, needed, wrong) for n, one in enumerate(found[name])]
    return [one for one in read if one is not None]


def _values(
    place: str, found: Any, checks: Mapping[str, Check], needed: tuple[str, ...], wrong: list[str]
) -> dict[str, Any] | None:
    """The values of one object, or None where one that is needed is missing or wrong."""
    if not isinstance(found, dict):
        wrong.append(f"{place.rstrip(': ')} must be an object in braces.")
        return None
    if isinstance(found.get("id"), str) and found["id"].isprintable():
        place += f" ({found['id']})"
    place = place if place.endswith(": ") else place + ": "
    before = len(wrong)
    wrong += _unknown(place, found, tuple(checks))
    wrong += [f'{place}"{name}" is missing.' for name in needed if name not in found]
    values = {}
    for name in checks.keys() & found.keys():
        try:
            values[name] = checks[name](found[name])
        except ValueError as fault:
            wrong.append(f'{place}"{name}" {fault}.')
    wrong[before:] = sorted(wrong[before:])  # the order of a set of keys is nobody's
    return values if set(needed) <= values.keys() else None


def _unknown(place: str, found: Mapping[str, Any], known: tuple[str, ...]) -> list[str]:
    said = []
    for name in found.keys() - set(known):
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        rather = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(known)}."
        said.append(f'{place}there is no key "{name}". {rather}')
    return sorted(said)


class _KeyTwice(Exception):
    """One object has a key twice."""


def _where(text: str, fault: Exception) -> str:
    """What a person can do about text that no program takes for JSON: where to look, and for what."""
    if not text.strip():
        return "the file is empty."
    if isinstance(fault, json.JSONDecodeError):
        what = "Look for a comma, quotation mark or bracket too many or too few"
        return f"line {fault.lineno} cannot be read. {what}."
    if isinstance(fault, RecursionError):
        return "its brackets stand inside each other far too deep."
    return "a number in it is far too long."


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if twice := _twice(name for name, _ in pairs):
        raise _KeyTwice(f'the key "{twice[0]}" stands twice in one object')
    return dict(pairs)


def _twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)
