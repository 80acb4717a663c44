"""Domain values to the journal's text and back: JSON by pydantic, straight from the dataclasses."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def to_text(value: object) -> str:
    """A dataclass as JSON text."""
    return _adapter(cast(Hashable, type(value))).dump_json(value).decode()


def from_text(kind: type[T], text: str) -> T:
    """JSON text as a dataclass of that kind. Raises ValueError where it is not one."""
    value: T = _adapter(cast(Hashable, kind)).validate_json(text)
    return value
