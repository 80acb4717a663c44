"""A new journal from the register and the mailbox (DESIGN.md §4: either half can be lost).

The register says where each case stands, the case's mail folder what the member wrote. Nothing is decided
and nothing is sent: letters that lie in a folder were dealt with, and the register as it stands is what was
last seen. What only the journal knew is said in plain sentences.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from casework.category import with_category
from casework.check_ins import taken_as_asked
from casework.facts.letters import FormReceived
from casework.facts.sheet import StatusEdited
from casework.intake import form_received
from casework.levels import rated
from casework.model import Case, KeyDate, Status, Team
from ingest.mailbox import KeepsFiled
from jobs import unseen
from jobs.handle import content_of, received_of
from jobs.heard_before import Filed, Lying
from jobs.journal import cases, letters
from jobs.journal.letters import LetterRow
from jobs.journal.store import Book
from jobs.keep import take_as_seen
from jobs.noted import dates_noted
from jobs.record import roster
from jobs.remembering import remember_all
from jobs.sent_before import copies
from jobs.world import World
from sheets.cells import key_text
from sheets.register import Picture, Row
from sheets.standing import Standing, case_from_row, is_ref

Forms = dict[str, list[tuple[Filed, FormReceived]]]
"""The forms in the folder of each case, oldest first, with the letters that brought them."""


@dataclass(slots=True)
class Rebuilt:
    """What came of it: cases in the register's order, how many letters and copies of notices there were, and
    what could not be known."""

    cases: list[Case] = field(default_factory=list)
    letters: int = 0
    notices: int = 0
    unknown: list[str] = field(default_factory=list)
    refs: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to make a case of, besides its row."""

    world: World
    team: Team
    forms: Forms
    contacts: dict[str, list[Row]]
    dates: dict[str, tuple[KeyDate, ...]]


def rebuild(world: World, now: datetime) -> Rebuilt:
    """Fill the world's empty journal. Raises what the ports raise; nothing is kept then."""
    picture = world.register.read()
    filed = list(_filed(world, now))
    left = copies(world)
    with world.journal.begin() as book:
        categories = world.policy.category_words
        take_as_seen(book, picture, (), categories)  # the roster first: names become people by it
        found = Rebuilt(letters=len(filed), notices=len(left.ours))
        forms = _forms(world, filed, now)
        known = Known(world, Team(roster(book)), forms, _contacts(picture), dates_noted(book))
        for row in picture.tabs["cases"].rows:
            if is_ref(row.text("ref")) and row.text("ref") not in found.refs:
                found.refs.add(row.text("ref"))
                found.cases.append(_case(known, row, found, now))
        unseen.made(book, _without_row(world, forms, found, now))
        _keep(book, found.cases, filed, now)
        lying = Lying(filed, bool(picture.tabs["availability"].columns), without_copies=not left.ours)
        found.unknown[:0] = remember_all(book, world, lying, left, now)
        ours = [case.ref for case in found.cases if not case.row_gone]
        take_as_seen(book, picture, ours, categories)
    if not isinstance(world.mailbox, KeepsFiled):
        found.unknown.append("The mailbox's folders could not be looked into: members' words are not known.")
    return found


def _filed(world: World, now: datetime) -> Iterator[Filed]:
    """Every letter that was dealt with, with what the contained reader makes of it."""
    if not isinstance(world.mailbox, KeepsFiled):
        return
    lying = list(world.mailbox.filed())
    readings = world.reader.read_many(raw for _, raw in lying)
    for (folder, raw), reading in zip(lying, readings, strict=True):
        row = LetterRow(hashlib.sha256(raw).hexdigest(), "", True, now, 0, folder)
        yield Filed(folder if is_ref(folder) else "", folder, row, reading)


def _forms(world: World, filed: Iterable[Filed], now: datetime) -> Forms:
    found: Forms = {}
    for letter in filed:
        if letter.ref and letter.reading is not None:
            received = received_of(letter.reading, letter.row, now)
            facts = [(letter, FormReceived(received, form)) for form in letter.reading.forms]
            found.setdefault(letter.ref, []).extend(facts)
    for facts in found.values():
        facts.sort(key=lambda pair: pair[1].received.at)
    return found


def _contacts(picture: Picture) -> dict[str, list[Row]]:
    """The rows of Contacts by reference, as it is compared."""
    found: dict[str, list[Row]] = {}
    for row in picture.tabs["contacts"].rows:
        found.setdefault(key_text(row.cells.get("ref")), []).append(row)
    return found


def _case(known: Known, row: Row, found: Rebuilt, now: datetime) -> Case:
    world, ref = known.world, row.text("ref")
    contacts = known.contacts.get(key_text(ref), [])
    contact = contacts[0] if len(contacts) == 1 else Row(0, {})
    base = None
    if fact := _own_form(known.forms, ref, contact.text("name"), contact.text("email")):
        team = Team(known.team.caseworkers, next_ref=ref)
        base = form_received(fact, world.branch, world.policy, team, now).case
        if base is not None and (said := row.text("category")):  # its level is that of her category
            form, base = base.categories, with_category(base, said, world.policy, by_hand=False)
            if base.categories != form:
                found.unknown.append(f"{ref}: {_other_category(form, base.categories)}")
            base = rated(base, world.branch, world.policy, team, now)
    else:
        found.unknown.append(f"{ref}: no form is in its mail folder; only what the register says is known.")
    at = Standing(row, contact, base, known.dates.get(ref, ()))
    case, unclear = case_from_row(at, known.team, world.policy, now)
    found.unknown += [f"{ref}: {sentence}" for sentence in unclear]
    return taken_as_asked(case, world.policy, now)


def _other_category(form: Iterable[str], row: Iterable[str]) -> str:
    said, told = (", ".join(name.replace("_", " ") for name in names) or "nothing" for names in (row, form))
    return f"what stands under Category is read as {said}, and counts; the form says {told}."


def _own_form(forms: Forms, ref: str, name: str, email: str) -> FormReceived | None:
    """The form that made the case: in its own folder the first by its member, else the first there.

    Else a form by that very member in another folder: it came in one letter with another's.
    """
    own = [fact for _, fact in forms.get(ref, ())]
    by_member = [
        fact
        for facts in ([own] if own else [[fact for _, fact in some] for some in forms.values()])
        for fact in facts
        if name and fact.form.text("member_name").casefold() == name.casefold()
    ]
    exact = [fact for fact in by_member if fact.form.text("email").casefold() == email.casefold()]
    return next(iter(exact or by_member or own), None)


def _without_row(world: World, forms: Forms, found: Rebuilt, now: datetime) -> list[str]:
    """Folders of cases that have no row: a person deleted it, and it is not put back. Their references."""
    known = {case.ref for case in found.cases}
    without = []
    for ref in sorted(forms.keys() - known):
        fact = forms[ref][0][1] if forms[ref] else None
        if fact is None:
            continue
        case = form_received(fact, world.branch, world.policy, Team(next_ref=ref), now).case
        if case is not None:
            found.cases.append(gone(case))
            without.append(ref)
            found.unknown.append(
                f"{ref} has a mail folder and no row: it is kept as closed, its row deleted. If the row is "
                "put back, what it says counts."
            )
    return without


def gone(case: Case) -> Case:
    """A case whose row a person deleted, of which nothing more is known."""
    return replace(case, status=Status.CLOSED, row_gone=True, suggestion=None, flags=())


def _keep(book: Book, found: list[Case], filed: Iterable[Filed], now: datetime) -> None:
    why = (
        "The journal was made anew from the register and the mailbox; what came before is in the mail folder."
    )
    for case in found:
        cases.put(book, case)
        cases.note(book, now, StatusEdited(case.ref, case.status.value), case.ref, case.letter, why)
    for ref in sorted(
        (case.ref for case in found), key=lambda ref: (ref.split("-")[1], int(ref.split("-")[2]))
    ):
        cases.take_ref(book, ref)  # the highest of a year last: the next one follows it
    for letter in filed:
        letters.receive(book, letter.row.id, "", b"", whole=True, at=now)
        known = {"folder": letter.folder, "ref": letter.ref}
        if letter.reading is not None:
            known |= {
                "kind": letter.reading.kind.value,
                "message_id": letter.reading.letter.message_id,
                "content": content_of(letter.reading.letter),
            }
        letters.handled(book, letter.row.id, now, **known)
        letters.filed(book, [letter.row.id], now)
