"""All that letters and sent notices still tell, beside what the register says: for a journal made anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from casework.calendar import local_day
from casework.model import Case, Status
from casework.own_word import standing_of
from casework.standing import waiting
from jobs.along import PLANNED
from jobs.along_before import Told, shadowings_of, with_visits
from jobs.heard_before import Heard, Lying, hear_again
from jobs.journal import cases, rows
from jobs.journal.store import Book
from jobs.record import keep, roster, standings
from jobs.sent_before import Copies, names_known, put_back
from jobs.told_before import as_told, asked_how, stopped_by_count
from jobs.world import World
from notify.sent import SentNotice

NO_REASONS = (
    "Why things were decided is not known any more: the letters are in the cases' mail folders, and the "
    "mails that left among the sent ones."
)
NO_COPIES = (
    "No copies of the mails that left were found, so answers to them are not known by their token: the "
    "coordinator gets them to look at. Who was silent, who was asked how they are, and which member was "
    "asked whether somebody may come along is not known either, and may be asked once more."
)
OTHER_KEY = (
    "copies of mails that left could not be proved to be ours, and were left aside: they were made with "
    "another key. If you have the file state.key in a backup, put it back, and do this once more."
)
PASSED_OVER = 'Whoever was passed over with "another" before may be suggested for that case again.'
CLOSED_WHEN = (
    "When a case was closed is not known any more: the last day anything came in or left about it counts."
)
COUNTED = (
    "A review that the register's own count of hours began is not known any more: please go on talking with "
    "whoever is paused because of it."
)
LAST_NOTED = (
    "When something was last noted of a case is not known any more: every case that somebody has counts in "
    "full for four weeks."
)
RECENT = timedelta(days=60)


def remember_all(book: Book, world: World, lying: Lying, left: Copies, now: datetime) -> list[str]:
    """Bring the cases and everybody's own word up to what is told; returns what could not be known.

    The cases as their rows have them are in the journal, and so is the roster.
    """
    sent = sorted((copy.notice for copy in left.ours), key=lambda one: one.n)
    put_back(book, world, left.ours, now)
    for person in roster(book):
        theirs = [one for one in sent if one.recipient == person.email]
        keep(book, stopped_by_count(standing_of(standings(book), person.email), theirs))
    heard = hear_again(book, world, lying, now)
    unknown = [NO_REASONS, PASSED_OVER, *([] if sent else [NO_COPIES])]
    if left.unproved:
        unknown.append(f"{left.unproved} {OTHER_KEY}")
    by_case: dict[str, list[SentNotice]] = {}
    for one in sent:
        by_case.setdefault(one.ref, []).append(one)
    for case in cases.all_cases(book):
        unknown += _case(book, world, case, by_case.get(case.ref, []), heard, now)
    _people(book, world, sent, heard, now)
    if any(case.closed_at for case in cases.all_cases(book)):
        unknown.append(CLOSED_WHEN)
    if any(case.acted_at for case in cases.all_cases(book)):
        unknown.append(LAST_NOTED)
    if any(one.kind == "load_seen" and now - one.at < RECENT for one in sent):
        unknown.append(COUNTED)
    return unknown + _unproved(heard)


def _case(
    book: Book, world: World, case: Case, sent: Sequence[SentNotice], heard: Heard, now: datetime
) -> list[str]:
    said_yes = {who for ref, who in heard.said_yes if ref == case.ref}
    told = as_told(case, sent, said_yes, world.policy, now)
    along = shadowings_of(told, Told(sent, heard, roster(book), world.policy, now))
    after = replace(told, shadowings=along)
    if after != case:
        cases.put(book, after)
    unknown = []
    asked = {one.number for one in sent if one.kind == "shadow_asked"}
    if asked - {one.number for one in along}:
        unknown.append(
            f"{case.ref}: who would come along to a meeting is not known any more: please tell the member "
            "and the caseworker."
        )
    if not names_known(book, world, after, sent) and sent and waiting(after) and after.status is Status.NEW:
        unknown.append(
            f'{case.ref}: an "ok" to the suggestion that was mailed is not known any more: please choose '
            "under Decision."
        )
    return unknown


def _people(book: Book, world: World, sent: Sequence[SentNotice], heard: Heard, now: datetime) -> None:
    """Everybody's own word, with what they were asked and where they sat in; what is planned is watched."""
    policy, today = world.policy, local_day(now, world.policy)
    found = cases.all_cases(book)
    for person in roster(book):
        theirs = [one for one in sent if one.recipient == person.email]
        ready = heard.ready.get(person.email)
        standing = asked_how(standing_of(standings(book), person.email), theirs, ready, policy, today)
        standing = with_visits(standing, theirs, policy, today)
        agreed = [
            (case.ref, one.meeting.day)
            for case in found
            for one in case.shadowings
            if one.shadow == person.email and one.agreed_at
        ]
        sat_in = tuple(dict.fromkeys((*standing.sat_in, *(ref for ref, _ in agreed))))
        days = [day for _, day in agreed] + ([standing.last_along] if standing.last_along else [])
        keep(book, replace(standing, sat_in=sat_in, last_along=max(days, default=None)))
    planned = [case.ref for case in found if any(not one.over for one in case.shadowings)]
    visits = any(not visit.over for one in standings(book) for visit in one.visits)
    rows.remember(book, PLANNED, " ".join([*planned, *(["surgery"] if visits else [])]))


def _unproved(heard: Heard) -> list[str]:
    if not heard.unproved:
        return []
    return [
        f"{heard.unproved} letters of caseworkers could not be proved to answer a mail of ours. Of those in "
        "cases' folders a no, a rest and a too much were taken, and nothing else: please look through them."
    ]
