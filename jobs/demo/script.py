"""letters.yaml as values: what comes in, what people do with the notices, what the coordinator types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from importlib.resources import files
from typing import Any

import yaml

Step = tuple[str, ...]
"""What somebody does with one notice: one move a sitting."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled-in form: `answers` by field or by a question in the form's own words."""

    layout: str
    file: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scripted:
    """A letter to come. `day` counts working days from the last day played; `sender` is a name of the cast.

    Instead of words of its own it may answer the sender's newest notice (`reply`, `between_lines`), be an
    earlier letter once more (`again`), or bring back the newest notice about an earlier letter (`returns`).
    """

    name: str
    day: int
    at: time
    sender: str = ""
    subject: str = ""
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Filled | None = None
    attach: tuple[str, ...] = ()
    reply: bool = False
    between_lines: Mapping[str, str] = field(default_factory=dict)
    again: str = ""
    returns: str = ""
    story: tuple[Step, ...] = ()
    about: str = ""  # the member, by name of the cast, where somebody else sends their form on


@dataclass(frozen=True, slots=True)
class Typing:
    """Something the coordinator types on `day`, morning or afternoon, into one row.

    The row is that of the letter `case`, of the `member` on the tab Contacts, or the first line of Needs
    attention not yet done that holds the words `line`; with a `date` (in working days from the last day
    played) it is a new line about the case.
    """

    day: int
    at: str
    cells: Mapping[str, str | float]
    tab: str = "cases"
    case: str = ""
    member: str = ""
    line: str = ""
    date: int | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """What whoever gets a notice of that `kind` does, once: about the case of `letter`, or about none."""

    kind: str
    moves: Step
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """The whole play."""

    letters: tuple[Scripted, ...]
    laters: tuple[Later, ...]
    desk: tuple[Typing, ...]


def load_script() -> Script:
    """letters.yaml, read."""
    written = yaml.safe_load((files("jobs.demo") / "letters.yaml").read_text(encoding="utf-8"))
    return Script(
        tuple(_letter(entry) for entry in written["letters"]),
        tuple(
            Later(entry["kind"], tuple(entry["moves"]), entry.get("letter", "")) for entry in written["later"]
        ),
        tuple(Typing(**entry) for entry in written["desk"]),
    )


def _letter(entry: dict[str, Any]) -> Scripted:
    rest = {
        name: value for name, value in entry.items() if name not in ("at", "from", "form", "story", "attach")
    }
    form = entry.get("form")
    return Scripted(
        at=time.fromisoformat(entry["at"]),
        sender=entry.get("from", ""),
        form=Filled(**form) if form else None,
        attach=tuple(entry.get("attach", ())),
        story=tuple((step,) if isinstance(step, str) else tuple(step) for step in entry.get("story", ())),
        **rest,
    )
