"""pydantic's errors as sentences a branch administrator can act on, each with its line in config.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from jobs.config_text import Place, Problem, Written, dotted
from jobs.setting_types import closest, nearest

_WHOLE = "must be a whole number, such as 5"
_NUMBER = "must be a number, such as 2.5"
_SWITCH = "must be true or false"
_SECTION = "must be a section: settings of its own on the lines below, further in"
_LIST = "must be a list: each entry on a line of its own below, beginning with a dash"
_TEXT = "must be a single value, not a list or a section"

# What pydantic calls an error, and what we say; {…} are filled from the error's own context.
SENTENCES = {
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _WHOLE,
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "finite_number": _NUMBER,
    "bool_parsing": _SWITCH,
    "bool_type": _SWITCH,
    "model_type": _SECTION,
    "model_attributes_type": _SECTION,
    "dict_type": _SECTION,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "string_type": _TEXT,
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_pattern_mismatch": "must be two capital letters, such as GB",
}


def problems_of(error: ValidationError, model: type[BaseModel], written: Written) -> list[Problem]:
    """Every problem of a validation, each with the line of the setting or of the section it belongs in."""
    errors = error.errors(include_url=False)
    misspelt = {
        (*place[:-1], _closest(place, model, written.values))
        for place in (_place(details["loc"], written.values) for details in errors if _unknown(details))
    }
    return [
        _problem(details, model, written)
        for details in errors
        if not (details["type"] == "missing" and _place(details["loc"], written.values) in misspelt)
    ]


def _unknown(details: ErrorDetails) -> bool:
    return details["type"] == "extra_forbidden"


def _problem(details: ErrorDetails, model: type[BaseModel], written: Written) -> Problem:
    place = _place(details["loc"], written.values)
    match details["type"]:
        case "extra_forbidden":
            text = f"{dotted(place)} is not a setting here.{_instead(place, model, written.values)}"
        case "missing":
            wanted = (
                _fields(model, place[:-1], written.values)[str(place[-1])].description or "a value for it"
            )
            text = f"{dotted(place)} is missing. Write {wanted}."
        case "union_tag_not_found":
            place = (*place, "kind")
            kinds = _kinds(model, place[:-1])
            text = f"{dotted(place)} is missing. Write {_or(kinds)}."
        case "union_tag_invalid":
            place = (*place, "kind")
            text = _wrong_choice(place, details)
        case "literal_error":
            text = _wrong_choice(place, details)
        case "value_error":
            text = f"{dotted(place)} {_full_stop(str(details['ctx']['error']))}"
        case kind:
            sentence = SENTENCES.get(
                kind, "is not written as it should be. Compare it with the config.yaml supplied"
            )
            text = f"{dotted(place)} {_full_stop(sentence.format_map(details.get('ctx', {})))}"
    return Problem(_line(place, written), text)


def _full_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else sentence + "."


def _place(loc: tuple[int | str, ...], values: object) -> Place:
    """pydantic's location without what is not in the file: the chosen `kind`, and its "[key]" for a key."""
    place: list[str | int] = []
    at = values
    for step in loc:
        if step == "[key]" or (isinstance(at, Mapping) and step not in at and step == at.get("kind")):
            continue
        place.append(step)
        at = _inside(at, step)
    return tuple(place)


def _inside(value: object, step: str | int) -> object:
    match value, step:
        case dict(), str():
            return value.get(step)
        case list(), int():
            return value[step] if step < len(value) else None
        case _:
            return None


def _line(place: Place, written: Written) -> int:
    """The line of the setting, or of the innermost section around it that is in the file."""
    while place and place not in written.lines:
        place = place[:-1]
    return written.lines[place] if place else 0


def _choices(details: ErrorDetails) -> list[str]:
    context = details.get("ctx", {})
    listed = str(context.get("expected_tags") or context.get("expected", ""))
    return re.findall(r"'([^']+)'", listed)


def _or(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _wrong_choice(place: Place, details: ErrorDetails) -> str:
    given = details["input"]
    word = given.get("kind") if isinstance(given, dict) else given
    choices = _choices(details)
    return f"{dotted(place)} must be {_or(choices)}.{nearest(str(word), choices)}"


def _instead(place: Place, model: type[BaseModel], values: object) -> str:
    """The nearest valid name beside a wrong one; all of them where none is near."""
    close = _closest(place, model, values)
    if close:
        return f" Did you mean {dotted((*place[:-1], close))}?"
    return f" The settings here are: {', '.join(_fields(model, place[:-1], values))}."


def _closest(place: Place, model: type[BaseModel], values: object) -> str:
    return closest(str(place[-1]), _fields(model, place[:-1], values))


def _fields(model: type[BaseModel], place: Place, values: object) -> dict[str, FieldInfo]:
    """The settings that a section has; of several kinds, those of the kind chosen in the file."""
    for step in place:
        values = _inside(values, step)
        if isinstance(step, str):
            model = _chosen(_by_key(model)[step].annotation, values)
    return _by_key(model)


def _by_key(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """A model's fields by their names in config.yaml."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _kinds(model: type[BaseModel], place: Place) -> list[str]:
    """Every `kind` that the section at `place` can be of."""
    *above, name = place
    annotation = _fields(model, tuple(above), None)[str(name)].annotation
    return [kind for one in _models(annotation) for kind in get_args(one.model_fields["kind"].annotation)]


def _chosen(annotation: Any, values: object) -> type[BaseModel]:
    models = list(_models(annotation))
    kind = _inside(values, "kind")
    for model in models:
        if "kind" in model.model_fields and kind in get_args(model.model_fields["kind"].annotation):
            return model
    return models[0]


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]
