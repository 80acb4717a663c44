"""The kinds of value a setting can have, and what to say when one is not of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo

from jobs.defaults import CATEGORIES, QUESTIONS
from jobs.secrets import Secret, SecretMissing

_ADDRESS = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
_HOST = re.compile(r"[A-Za-z0-9.:_-]+")
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def closest(word: str, known: Iterable[str]) -> str:
    """The known name that `word` is most like, or an empty string where it is like none."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def nearest(word: str, known: Iterable[str]) -> str:
    """The same as the end of a sentence: " Did you mean …?", or an empty string."""
    close = closest(word, known)
    return f" Did you mean {close}?" if close else ""


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("is blank. Write something there")
    return value.strip()


def _email(value: str) -> str:
    address = value.strip().lower()
    if not _ADDRESS.fullmatch(address):
        raise ValueError("is not a mail address. Write one address alone, such as casework@branch.example")
    return address


def _host(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise ValueError("is not the name of a server. Write the name alone, such as mail.branch.example")
    return value.lower()


def _time_of_day(value: object) -> object:
    if isinstance(value, time):
        return value
    found = _TIME.fullmatch(str(value))
    if found is None:
        raise ValueError("is not a time of day. Write hours and minutes, such as 08:30")
    return time(int(found[1]), int(found[2]))


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = nearest(value, available_timezones()) or " Write one such as Europe/London"
        raise ValueError(f"is not a time zone.{hint}") from None
    return value


def _one_of(what: str, names: Iterable[str]) -> AfterValidator:
    known = list(names)

    def check(value: str) -> str:
        if value not in known:
            hint = nearest(value, known) or f" Write one of {', '.join(known)}"
            raise ValueError(f"is not {what} here.{hint}")
        return value

    return AfterValidator(check)


def _below_config(value: object, info: ValidationInfo) -> Path:
    if not isinstance(value, str | Path):
        raise ValueError("must be the name of a file or folder")
    folder: Path = (info.context or {}).get("folder", Path())
    return folder / Path(value).expanduser()


def _secret(value: object, info: ValidationInfo) -> Secret:
    context = info.context or {}
    secret = Secret.parse(str(value), context.get("folder", Path()))
    if context.get("secrets"):
        try:
            secret.read()
        except SecretMissing as missing:
            raise ValueError(str(missing)) from None
    return secret


Text = Annotated[str, AfterValidator(_text)]
Email = Annotated[str, AfterValidator(_email)]
Host = Annotated[str, AfterValidator(_host)]
TimeZone = Annotated[str, AfterValidator(_timezone)]
TimeOfDay = Annotated[time, BeforeValidator(_time_of_day)]
CategoryName = Annotated[str, _one_of("a category", [category.name for category in CATEGORIES])]
FieldName = Annotated[str, _one_of("an answer the form knows", [question.field for question in QUESTIONS])]
FilePath = Annotated[Path, BeforeValidator(_below_config)]
SecretReference = Annotated[Secret, BeforeValidator(_secret)]


class Section(BaseModel):
    """A section of config.yaml: no unknown keys, no changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
