"""A branch that has been at it for years: thousands of cases in its journal and its register."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from benchmarks.branch import Place, roster
from benchmarks.letters import BEGINNING, FAMILY, GIVEN, PLACES
from casework.model import Case, Form, Member, Offer, Policy, Status, Thread
from casework.weight import weighed
from jobs.journal import cases
from jobs.journal.store import Book
from jobs.keep import look, write
from jobs.opening import open_world
from jobs.tick import tick
from jobs.world import World
from sheets.register import Batch, NewRow, Register

CATEGORIES = ("disciplinary", "grievance", "redundancy", "sickness_absence", "pay_grading")
AT_ONCE = 1000
POLICY = Policy()


def fill(place: Place, count: int) -> None:
    """`count` cases, nine of ten closed, each with its rows; at the end there is nothing to do."""
    now = datetime.now(UTC)
    with open_world(place.settings(), now) as world:
        look(world, now)
        _type_roster(place, world.register, now)
        chance = random.Random(1)
        for start in range(0, count, AT_ONCE):
            with world.journal.begin() as book:
                for number in range(start, min(start + AT_ONCE, count)):
                    _put(book, world, _case(chance, number, now), now)
            write(world, look(world, now), now)
        for _ in range(3):
            if not tick(world, now).did_anything():
                return
    raise RuntimeError("the branch does not come to rest")


def _type_roster(place: Place, register: Register, now: datetime) -> None:
    """A sheet that is new has no caseworkers yet: those of the workbook are typed in already."""
    picture = register.read()
    if not picture.tabs["caseworkers"].rows:
        rows = tuple(NewRow("caseworkers", email, cells) for email, cells in roster(place))
        register.write(Batch(f"typed {now:%f}", rows), picture)


def _put(book: Book, world: World, case: Case, now: datetime) -> None:
    cases.take_ref(book, case.ref)
    cases.put(book, case)
    cases.want_row(book, case.ref)


def _case(chance: random.Random, number: int, now: datetime) -> Case:
    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
    address = f"member{number}@home.example"
    categories = (chance.choice(CATEGORIES),)
    received = BEGINNING - timedelta(hours=number)
    case = Case(
        ref=f"C-2026-{number + 1:04d}",
        received_at=received,
        letter=f"{number:064x}",
        member=Member(
            name, address, "+447700900123", employer="Northgate College", department=chance.choice(PLACES)
        ),
        reply_to=address,
        thread=Thread(f"<{number}.letter@home.example>", (), "My casework form"),
        form=Form(
            {"member_name": name, "email": address, "summary": "It was in the form. " * 20, "consent": True}
        ),
        categories=categories,
        points=POLICY.default_points,
        last_news_at=received,
    )
    case = weighed(case, POLICY, received.date())
    match number % 20:
        case 0:
            later = now + timedelta(days=2)
            offer = Offer(1, "somebody@homemail.example", "Somebody", now, later, later + timedelta(days=1))
            return replace(case, status=Status.OFFERED, offer=offer, offers_made=1)
        case 1:
            return replace(case, status=Status.ACTIVE, lead="somebody@homemail.example")
        case _:
            return replace(case, status=Status.CLOSED, closed_at=received + timedelta(days=40))
