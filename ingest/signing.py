"""The place for a signature at the end of a statement, and whether anybody signed there."""

from __future__ import annotations

import re

_SIGNING = re.compile(
    r"\b(?:signature|signed|sign here)\b[^:]{0,40}:(?P<name>.*)\Z", re.IGNORECASE | re.DOTALL
)
_DATED = re.compile(r"\b(?:dated?|on)\b.*\Z", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [\w'’.-]+){1,4}")
_FORMS_WORDS = re.compile(
    r"\b(?:print(?:ed)?|names?|full|please|sign(?:ed|ature)?|here|your?|type[dr]?|member|block|capitals?|letters?|"
    r"initials?|above|below|over|overleaf|optional|required|electronic(?:ally)?|employee|applicant|claimant|"
    r"complainant|branch|secretary|officer|official|representative|rep|steward|witness|caseworker|office|use|"
    r"only|position|title|no|not|yes|agree|accepted?|is|enough|the|and|or|of|by|to|in)\b",
    re.IGNORECASE,
)


def signing(text: str) -> tuple[str, str | None]:
    """A statement, and what stands behind the "Signature:" that it ends in; None where it ends in none."""
    found = _SIGNING.search(text)
    if found is None:
        return text, None
    return text[: found.start()], _DATED.sub("", found["name"]).strip(" \t._…-")


def is_prompted(name: str) -> bool:
    """Whether words in the place of a signature are what a form prints there."""
    return _FORMS_WORDS.search(name) is not None or re.search(r"[^\W\d_]", name) is None


def is_signed(name: str | None) -> bool:
    """Whether words are a person's name, and not what a form prints there ("Print full name")."""
    return name is not None and _NAME.fullmatch(name) is not None and not is_prompted(name)
