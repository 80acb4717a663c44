"""Who is in the play: cast.yaml and the people of config.yaml, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import yaml

from casework.model import Branch, Person


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who writes: with what program, and which addresses are theirs besides."""

    name: str
    email: str
    program: str = "outlook"
    also: tuple[str, ...] = ()

    @property
    def person(self) -> Person:
        """Name and address."""
        return Person(self.name, self.email)


WILLING = ("level", "hours", "wants", "not_yet", "languages")


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A caseworker as the coordinator types them in.

    `away`, and `comes` (along, to learn): working days from the last day played.
    """

    actor: Actor
    department: str
    employer: str
    most: int | None = None
    away: tuple[int, int] | None = None
    comes: tuple[int, int] | None = None
    paused: bool = False
    left: bool = False
    notes: str = ""
    willing: Mapping[str, str | int] = field(default_factory=dict)  # more cells of the tab Caseworkers


@dataclass(frozen=True, slots=True)
class Cast:
    """`people` by the names that letters.yaml calls them; volunteers and those of config.yaml among them."""

    volunteers: tuple[Volunteer, ...]
    people: Mapping[str, Actor] = field(default_factory=dict)

    def addresses(self) -> Iterator[str]:
        """Every address that anybody in the play writes from or is written to at."""
        for actor in self.people.values():
            yield from (actor.email, *actor.also)


def load_cast(branch: Branch) -> Cast:
    """The cast of the branch that config.yaml names."""
    written = yaml.safe_load((files("jobs.demo") / "cast.yaml").read_text(encoding="utf-8"))
    volunteers = tuple(_volunteer(entry) for entry in written["volunteers"])
    people = {name: _actor(entry) for name, entry in written["others"].items()}
    people |= {volunteer.actor.name: volunteer.actor for volunteer in volunteers}
    in_charge = {
        "coordinator": branch.coordinator,
        "secretary": branch.secretary,
        "administrator": branch.administrator,
    }
    people |= {part: Actor(one.name, one.email) for part, one in in_charge.items() if one}
    return Cast(volunteers, people)


def _actor(entry: Mapping[str, Any]) -> Actor:
    return Actor(entry["name"], entry["email"], entry["program"], tuple(entry.get("also", ())))


def _volunteer(entry: Mapping[str, Any]) -> Volunteer:
    away, comes = entry.get("away"), entry.get("comes")
    return Volunteer(
        _actor(entry),
        entry["department"],
        entry["employer"],
        entry.get("most"),
        (away[0], away[1]) if away else None,
        (comes[0], comes[1]) if comes else None,
        entry.get("paused", False),
        entry.get("left", False),
        entry.get("notes", ""),
        {name: entry[name] for name in WILLING if name in entry},
    )
