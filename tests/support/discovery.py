"""Google's own description of the Sheets API (its discovery document), held against requests and answers.

It knows shapes only: names, types and words of a list. What must be there, and what goes with what, it does
not say. A null is taken as absent, as the server takes it (SHEETS.md §2).
"""

from __future__ import annotations

import functools
import json
import marshal
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from tests.sheets_emulator import Emulator
from tests.sheets_emulator.seen import Seen

Json = dict[str, Any]
INT32 = {"minimum": -(2**31), "maximum": 2**31 - 1}
OFTEN = {"rowData": "RowData", "rows": "RowData", "requests": "Request", "sheets": "Sheet"}
"""Lists whose members are mostly alike: each different member is looked at once."""
NESTED = {"requests", "sheets"}
"""Of those, whose members hold such lists in their turn."""


@functools.cache
def document() -> Json:
    """The discovery document as it comes with google-api-python-client."""
    folder = files("googleapiclient") / "discovery_cache" / "documents"
    found: Json = json.loads((folder / "sheets.v4.json").read_text(encoding="utf-8"))
    return found


def _schema(node: Json) -> Json:
    """A schema of the document as JSON Schema 2020-12."""
    if "$ref" in node:
        return {"$ref": f"#/$defs/{node['$ref']}"}
    match node.get("type"):
        case "array":
            return {"type": "array", "items": _schema(node["items"])}
        case "object" if "additionalProperties" in node:
            return {"type": "object", "additionalProperties": _schema(node["additionalProperties"])}
        case "object":
            parts = {name: _schema(part) for name, part in node.get("properties", {}).items()}
            return {"type": "object", "properties": parts, "additionalProperties": False}
        case "integer":
            return {"type": "integer", **INT32}
        case "string" if node.get("format") == "int64":
            return {"type": ["string", "integer"]}
        case "string" if "enum" in node:
            return {"enum": node["enum"]}
        case "any" | None:
            return {}
    return {"type": node["type"]}


@functools.cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": _definitions()})


@functools.cache
def _definitions() -> Json:
    return {name: _schema(node) for name, node in document()["schemas"].items()}


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the API: how it is called, and the names of its two schemas."""

    http: str
    path: re.Pattern[str]
    parameters: Mapping[str, Json]
    request: str
    response: str


@functools.cache
def methods() -> tuple[Method, ...]:
    """All of them, those with the longest paths first."""
    found: list[Json] = []

    def gather(resource: Json) -> None:
        found.extend(resource.get("methods", {}).values())
        for below in resource.get("resources", {}).values():
            gather(below)

    gather(document())
    made = [
        Method(
            each["httpMethod"],
            re.compile("/" + re.sub(r"\\\{\w+\\\}", "[^/:]+", re.escape(each["flatPath"])) + r"\Z"),
            {**document()["parameters"], **each["parameters"]},
            each.get("request", {}).get("$ref", ""),
            each["response"]["$ref"],
        )
        for each in found
    ]
    return tuple(sorted(made, key=lambda method: -len(method.path.pattern)))


def method_of(http: str, path: str) -> Method | None:
    """The method that answers such a request; A1 ranges in the path may hold anything."""
    plain = re.sub(r"(/values/).*?(?=:(?:append|clear)\Z|\Z)", r"\1x", path)
    return next((each for each in methods() if each.http == http and each.path.match(plain)), None)


def bare(value: Any) -> Any:
    """Without nulls, but for those in lists: there they mean a cell to be left alone."""
    if isinstance(value, dict):
        return {name: bare(part) for name, part in value.items() if part is not None}
    return [bare(part) for part in value] if isinstance(value, list) else value


_known: set[tuple[str, bytes]] = set()


def faults(name: str, value: Any) -> list[str]:
    """What is wrong with a value of that schema, each with its place."""
    wrong: list[str] = []
    _look_at(name, _look_inside(value, wrong), "", wrong)
    return wrong


def _look_at(name: str, value: Any, place: str, wrong: list[str]) -> None:
    """Held against its schema, unless the same was found good before."""
    key = name, marshal.dumps(value, 2)  # the quickest; 2: without references
    if key in _known:
        return
    errors = _validator(name).iter_errors(value)
    found = [f"{place}{error.json_path}: {error.message[:200]}" for error in errors]
    wrong += found
    if not found:
        _known.add(key)


def _look_inside(value: Any, wrong: list[str]) -> Any:
    """The value with the members of long lists taken out, which were looked at one by one."""
    if isinstance(value, list):
        return [_look_inside(part, wrong) for part in value]
    if not isinstance(value, dict):
        return value
    kept: Json = {}
    for part, inside in value.items():
        if part in OFTEN and isinstance(inside, list):
            last = None
            for member in inside:
                if member is last:  # the emulator tells rows that are alike by one object
                    continue
                last = member
                rest = _look_inside(member, wrong) if part in NESTED else member
                _look_at(OFTEN[part], rest, f"{part}: ", wrong)
            kept[part] = []
        else:
            kept[part] = _look_inside(inside, wrong)
    return kept


def faults_of(seen: Seen, answer: Any) -> list[str]:
    """What is wrong with a request to the Sheets API, and with its answer if it was a good one."""
    if not seen.path.startswith("/v4/"):
        return []
    method = method_of(seen.method, seen.path)
    if method is None:
        return [f"{seen.method} {seen.path}: there is no such method"]
    unknown = [name for name, _ in seen.query if name not in method.parameters]
    wrong = [f"parameter {name}: there is none such" for name in unknown]
    if seen.status != 200:
        return wrong
    if seen.body:
        wrong += [f"request: {each}" for each in faults(method.request, bare(seen.body))]
    return wrong + [f"answer: {each}" for each in faults(method.response, answer)]


def watch(emulator: Emulator) -> list[str]:
    """From now on all that this server is asked and answers is looked at; the list is what was wrong."""
    wrong: list[str] = []

    def look(seen: Seen, answer: Any) -> None:
        wrong.extend(f"{seen.what()}: {each}" for each in faults_of(seen, answer))

    emulator.told.append(look)
    return wrong
