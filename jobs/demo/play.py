"""The play: two weeks of an invented branch, lived through with the real service.

Moments are simulated, and passed to the same `tick` that the daemon runs. For a given `now` the story is the
same every time; only the tokens differ, because every folder has a key of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from ingest.maildir import deliver
from jobs.config import Settings
from jobs.demo.actors import Company, Sat
from jobs.demo.cast import Actor, Cast, load_cast
from jobs.demo.days import CLOSING, Days, days_until
from jobs.demo.letters import Writers
from jobs.demo.outbox import Outbox
from jobs.demo.script import Script, Scripted, Typing, load_script
from jobs.tick import tick
from jobs.world import World
from sheets.person import Typed, type_into
from sheets.register import Cell

OPENING = time(8, 1)
SITTINGS = {
    "morning": time(9, 10),
    "midday": time(12, 40),
    "afternoon": time(16, 20),
    "evening": time(19, 30),
}
COORDINATOR_SITS = ("morning", "afternoon")
LETTER_TAKES = timedelta(seconds=40)
"""From the moment somebody sends a letter until the service looks."""


class PlayFailed(Exception):
    """The service was in trouble while the demo was played; the message is a plain sentence."""


@dataclass(slots=True)
class Stage:
    """One play in one folder."""

    world: World
    folder: Path
    register: Path
    cast: Cast
    days: Days
    script: Script
    writers: Writers
    company: Company


@dataclass(frozen=True, slots=True)
class Beat:
    """Something that happens at a moment."""

    at: datetime
    act: Callable[[Stage, datetime], None]


def set_stage(world: World, settings: Settings, folder: Path, now: datetime) -> Stage:
    """Everybody in their places: `folder` holds inbox and outbox, `now` is when the play will be over."""
    cast, days, script = load_cast(world.branch), days_until(now, world.policy), load_script()
    labels = {question.field: question.label for question in settings.form.fields}
    outbox = Outbox(folder / "outbox")
    writers = Writers(world.branch, cast, days, outbox, labels, world.blank_forms()[0])
    stories = {letter.name: deque(letter.story) for letter in script.letters if letter.story}
    company = Company(writers, stories, list(script.laters))
    return Stage(world, folder, folder / "register.xlsx", cast, days, script, writers, company)


def beats(stage: Stage, now: datetime) -> list[Beat]:
    """All that happens, in order; what is left of `now`'s own day is only watched."""
    days, first = stage.days, min(letter.day for letter in stage.script.letters)
    found = [Beat(days.moment(first, time(8)), _begin)]
    found += [_arrival(stage, letter) for letter in stage.script.letters]
    for number in range(first, 1):
        found.append(Beat(days.moment(number, OPENING), _turn))
        for name, clock in SITTINGS.items():
            if number < 0 or clock < CLOSING:
                found.append(_sitting(stage, number, name, clock))
    found.append(Beat(days.moment(0, CLOSING), _turn))
    if now > days.moment(0, CLOSING):  # also before the opening: a day has begun, and the Dashboard counts it
        found.append(Beat(now, _turn))
    return sorted(found, key=lambda beat: beat.at)


def play(stage: Stage, now: datetime, each: Callable[[], object]) -> None:
    """Play it all, calling `each` after each beat. Raises `PlayFailed`."""
    for beat in beats(stage, now):
        beat.act(stage, beat.at)
        each()


def _turn(stage: Stage, moment: datetime) -> None:
    turn = tick(stage.world, moment)
    for trouble in turn.troubles.values():
        raise PlayFailed(trouble)
    stage.writers.outbox.look()


def _begin(stage: Stage, moment: datetime) -> None:
    """The service makes the register, and the coordinator types in who the caseworkers are."""
    _turn(stage, moment)
    type_into(stage.register, _roster(stage))
    _turn(stage, moment + timedelta(seconds=30))


def _roster(stage: Stage) -> Iterator[Typed]:
    for volunteer in stage.cast.volunteers:
        cells: dict[str, Cell] = {
            "name": volunteer.actor.name,
            "department": volunteer.department,
            "employer": volunteer.employer,
            "max_cases": volunteer.most,
            "paused": "Yes" if volunteer.paused else None,
            "left": "Yes" if volunteer.left else None,
            "notes": volunteer.notes,
            **volunteer.willing,
        }
        yield Typed("caseworkers", volunteer.actor.email, cells)
        for what, span in (("Away", volunteer.away), ("Shadow", volunteer.comes)):
            if span:
                start, end = (stage.days.day(number) for number in span)
                line: dict[str, Cell] = {"who": volunteer.actor.name, "from": start, "to": end, "what": what}
                yield Typed("availability", "", line)


def _arrival(stage: Stage, letter: Scripted) -> Beat:
    def act(stage: Stage, moment: datetime) -> None:
        deliver(stage.folder / "inbox", stage.writers.write(letter, moment))
        _turn(stage, moment + LETTER_TAKES)

    return Beat(stage.days.moment(letter.day, letter.at), act)


def _sitting(stage: Stage, number: int, name: str, clock: time) -> Beat:
    def act(stage: Stage, moment: datetime) -> None:
        sat = stage.company.sit(_who(stage, name), moment)
        if name in COORDINATOR_SITS:
            due = [typing for typing in stage.script.desk if (typing.day, typing.at) == (number, name)]
            sat.typed += [typed for typing in due if (typed := _typed(stage, typing))]
        _finish(stage, sat, moment)

    return Beat(stage.days.moment(number, clock), act)


def _who(stage: Stage, name: str) -> dict[str, Actor]:
    if name in COORDINATOR_SITS:
        actor = stage.cast.people["coordinator"]
        return {actor.email: actor}
    return {volunteer.actor.email: volunteer.actor for volunteer in stage.cast.volunteers}


def _finish(stage: Stage, sat: Sat, moment: datetime) -> None:
    """One thing after the other, as a person does them: letters fetched together have no order."""
    if sat.typed:
        type_into(stage.register, sat.typed)
        _turn(stage, moment + LETTER_TAKES)
    for sent, mail in sat.mails:
        deliver(stage.folder / "inbox", mail)
        _turn(stage, sent + LETTER_TAKES)


def _typed(stage: Stage, typing: Typing) -> Typed | None:
    """What she types, in the row that she finds by looking; None where there is no such row."""
    tabs = stage.world.register.read().tabs
    if typing.line:
        lines = tabs["attention"].rows
        found = [
            row.text("line") for row in lines if typing.line in row.text("what") and not row.text("done")
        ]
        return Typed("attention", found[0], typing.cells) if found else None
    if typing.member:
        found = [row.text("ref") for row in tabs["contacts"].rows if row.text("name") == typing.member]
        return Typed(typing.tab, found[0], typing.cells) if found else None
    ref = stage.writers.ref(typing.case)
    if typing.date is not None:
        dated: dict[str, Cell] = {"ref": ref, "date": stage.days.day(typing.date), **typing.cells}
        return Typed(typing.tab, "", dated)
    return Typed(typing.tab, ref, typing.cells) if ref else None
