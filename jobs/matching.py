"""What the journal knows about a letter before it is understood: tokens, threads, the sender's cases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email import message_from_bytes
from email.policy import default

from casework.calendar import local_day
from casework.effects import Grant, Send
from casework.model import Caseworker
from ingest.reading import Gap, Kind, Letter, Reading
from ingest.understand import Known
from jobs.journal import cases, doubts, effects
from jobs.journal.effects import Queued
from jobs.journal.grants import Granted
from jobs.journal.store import Book
from jobs.notice import asked_for
from jobs.proof import SEVERAL, Proof, proof_in
from jobs.record import roster
from jobs.world import World

REF = re.compile(r"\bC-(\d{4})-(\d{4,6})\b", re.IGNORECASE)


def look_up(book: Book, world: World, reading: Reading, now: datetime) -> Known:
    """Everything `understand` may rely on. Authority is by token, never by From (TRUST.md §2.1).

    A notice that was in doubt and has its token or its Message-ID in the letter is in doubt no more.
    """
    letter = reading.letter
    notice = _notice(book, reading)
    proof = proof_in(book, world, letter, notice)
    given = proof.given
    shown = [given.notice] if given and proof.by_token and not proof.several else []
    doubts.answered(book, {*_named(notice, letter), *shown}, now)
    problem = _why_not(proof, now)
    sender = letter.from_address
    named = _ref_named(book, letter.subject)
    people = roster(book)
    at = letter.date if letter.date and letter.date <= now else now
    asked = _asked(book, given) if given and not problem else None
    return Known(
        grant=_grant(given) if given and not problem else None,
        gaps=_gaps(asked),
        questions=_text_of(asked) if asked else "",
        settings=world.form if asked else None,
        refused=problem,
        refused_ref=given.ref if given and problem else "",
        notice=notice.key if notice else "",
        notice_ref=notice.effect.ref if notice else "",
        notice_role=_role(notice),
        cases_of_sender=tuple(cases.of_address(book, sender)) if sender else (),
        suggested=_suggested(book, given),
        ref_named=named,
        sender_is_ours=sender in _own(people, world),
        sender_is_caseworker=any(sender == person.email and not person.left for person in people),
        written=local_day(at, world.policy),
    )


def _why_not(proof: Proof, now: datetime) -> str:
    """Why the proof does not count, or empty."""
    if proof.several:
        return SEVERAL
    late = proof.given is not None and now >= proof.given.expires_at
    return "the time in which it could be answered is over." if late else ""


def _grant(given: Granted) -> Grant:
    return Grant(given.ref, given.person, given.purpose, given.number)


def _notice(book: Book, reading: Reading) -> Queued | None:
    """The notice of ours that the letter answers, or that it brings back."""
    letter = reading.letter
    if reading.kind is Kind.BOUNCE:
        found = effects.notice_of(book, letter.failed_message_ids)
        failed = next(iter(letter.failed_addresses), "")
        return found or (effects.last_to(book, failed) if failed else None)
    return effects.notice_of(book, [letter.in_reply_to, *reversed(letter.references)])


def _named(notice: Queued | None, letter: Letter) -> Iterator[str]:
    """The notice's key, if the letter itself names its Message-ID: of a bounce it may be a guess."""
    named = (letter.in_reply_to, *letter.references, *letter.failed_message_ids)
    if notice and notice.message_id in named:
        yield notice.key


def _role(notice: Queued | None) -> str:
    role = getattr(notice.effect, "role", None) if notice else None
    return role.value if role else ""


def _suggested(book: Book, given: Granted | None) -> str:
    """Whom the very mail that is answered would have asked: an "ok" means these names and no others."""
    notice = effects.get(book, given.notice) if given and given.purpose == "suggestion" else None
    words = notice.effect.words if notice and isinstance(notice.effect, Send) else {}
    names, candidates = words.get("names"), words.get("candidates")
    if isinstance(names, str):
        return names
    first = candidates[0] if isinstance(candidates, list) and candidates else None
    return first["name"] if isinstance(first, dict) else ""


def _asked(book: Book, given: Granted) -> Queued | None:
    """The acknowledgement that is answered, if it asked anything."""
    notice = effects.get(book, given.notice) if given.purpose == "case" else None
    return notice if _gaps(notice) else None


def _text_of(notice: Queued) -> str:
    """The plain words of a notice of ours, as it went out."""
    part = message_from_bytes(notice.raw or b"", policy=default).get_body(("plain",))
    return str(part.get_content()) if part is not None else ""


def _gaps(notice: Queued | None) -> tuple[Gap, ...]:
    """What the very mail that is answered asked, in its order."""
    words = notice.effect.words if notice and isinstance(notice.effect, Send) else {}
    return tuple(Gap(name, shown) for name, shown in asked_for(words))


def _ref_named(book: Book, subject: str) -> str:
    found = REF.search(subject)
    ref = f"C-{found[1]}-{found[2]}" if found else ""
    return ref if ref and cases.get(book, ref) else ""


def _own(roster: Sequence[Caseworker], world: World) -> set[str]:
    people = [world.branch.coordinator, world.branch.secretary, world.branch.administrator]
    return (
        {world.branch.address}
        | {person.email for person in (*people, *world.branch.officials) if person}
        | {person.email for person in roster}
    )
