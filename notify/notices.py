"""Every notice we can send: to whom it may go, what its template must be told, which answers it invites.

One table, by `Send.kind`; a kind's template is templates/<kind>.txt (DOMAIN.md §6.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casework.effects import Words
from casework.model import Role


class NoticeUnfit(Exception):
    """The notice must not go out as it is; the message says why, without names or anybody's words."""


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """`words` are plain values; `lists` maps a list to the keys of its entries (none: plain texts).

    The reference is a word of every notice; `needs_ref` says that it must not be empty.
    """

    purpose: str
    roles: frozenset[Role]
    words: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    newer: tuple[str, ...] = ()  # words and lists that came later: what an earlier release queued lacks them
    answers: tuple[str, ...] = ()  # each a word that can be answered with one tap
    needs_ref: bool = True
    back_to_them: bool = False  # a reply goes to the reader's own address, and never to us


_MEMBER = frozenset({Role.MEMBER})
_CASEWORKER = frozenset({Role.CASEWORKER})
_COORDINATOR = frozenset({Role.COORDINATOR})
_SECRETARY = frozenset({Role.SECRETARY})
_PEOPLE_IN_CHARGE = frozenset({Role.COORDINATOR, Role.SECRETARY, Role.ADMINISTRATOR})

_OFFER = (
    "category",
    "points",
    "upsetting",
    "hours",
    "nearly_full",
    "next_date",
    "answer_by",
    "department",
    "number",
    "part",
    "partner",
    "partner_agreed",
    "takes_over",
    "seeks",
    "reminds",
)
_OFFER_ANSWERS = ("ACCEPT", "DECLINE", "QUESTION", "PAUSE", "AWAY", "TOO MUCH", "LOAD", "HELP")
_CASE_ANSWERS = (
    "QUESTION", "TIME", "RATING", "DONE", "CLOSE", "STEP BACK", "PAUSE", "AWAY", "SHADOW", "TOO MUCH",
    "LOAD", "HELP",
)  # fmt: skip
_RATINGS = ("RATING 0", "RATING 1", "RATING 2", "RATING 3")
_LABELLED = ("label", "value")
_REGION = frozenset({Role.REGION})
_REGION_ANSWERS = ("AGREED", "DECLINED", "QUESTION")

KINDS: Mapping[str, NoticeKind] = {
    "acknowledged": NoticeKind(
        "N-01, N-02: we have the form, what happens next, and what is still missing",
        _MEMBER,
        ("received", "allocate_by", "urgent", "possible_second", "work_address", "advice_first"),
        {"questions": ("label", "found", "read", "example")},
    ),
    "form_not_read": NoticeKind(
        "N-03: we have the letter but could not read the form in it; answer these questions instead",
        _MEMBER,
        ("received",),
        {"documents": (), "ask": ()},
        needs_ref=False,
    ),
    "form_empty": NoticeKind(
        "N-22: the form that came back has no answers in it; perhaps it was the wrong file",
        _MEMBER,
        ("received", "form_text"),
        needs_ref=False,
    ),
    "blank_form": NoticeKind(
        "N-22: the form, to fill in or to answer by reply", _MEMBER, ("form_text",), needs_ref=False
    ),
    "introduced_member": NoticeKind(
        "N-08: who the caseworker is and when they will write",
        _MEMBER,
        ("caseworker_name", "caseworker_email", "second_name", "first_contact_by", "work_address"),
    ),
    "second_joined": NoticeKind(
        "N-08: a second caseworker has come to the case",
        _MEMBER,
        ("caseworker_name", "second_name", "before"),
    ),
    "offered": NoticeKind("N-05: would you take this case?", _CASEWORKER, _OFFER, answers=_OFFER_ANSWERS),
    "reminded": NoticeKind("N-10: the one reminder of an offer", _CASEWORKER, _OFFER, answers=_OFFER_ANSWERS),
    "lapsed": NoticeKind("N-07: the offer has ended, and that is all right", _CASEWORKER),
    "declined_thanks": NoticeKind("N-07: thank you for answering", _CASEWORKER),
    "introduced_caseworker": NoticeKind(
        "N-06: whom to help, how to reach them, and by when",
        _CASEWORKER,
        (
            "member_name",
            "member_email",
            "member_phone",
            "contact_preference",
            "first_contact_by",
            "next_date",
            "key_event",
            "part",
            "seeks",
            "partner",
            "partner_email",
        ),
        {"answers": _LABELLED},
        answers=_CASE_ANSWERS,
    ),
    "words": NoticeKind(
        "HELP: the words of an answer",
        _CASEWORKER,
        answers=(*_CASE_ANSWERS[:-1], "BUDDY", "PULSE"),
        needs_ref=False,
    ),
    "own_load": NoticeKind(
        "LOAD: what they have, in both meters, and how it was worked out; to them alone",
        _CASEWORKER,
        ("used", "points", "room", "emotional", "count", "most", "own_limit"),
        {"cases": ("ref", "part", "asked", "points", "next_date"), "steps": ()},
        answers=("LIMIT", "HOURS", "PAUSE", "TOO MUCH", "HELP"),
        needs_ref=False,
    ),
    "ask_back": NoticeKind(
        "an answer that was not plain is asked about once",
        _CASEWORKER,
        ("about", "offer"),
        answers=(
            *_OFFER_ANSWERS,
            "TIME",
            "SHADOW",
            "HOURS",
            "STEP BACK",
            "LIMIT",
            "KINDS",
            "NOT YET",
            *_RATINGS,
        ),
        needs_ref=False,
    ),
    "kinds_noted": NoticeKind(
        "KINDS, NOT YET: what stands now, and which words are no kind of case",
        _CASEWORKER,
        ("changed", "answer_by"),
        {"wants": (), "not_yet": (), "strangers": ("word", "near"), "known": ()},
        answers=("ACCEPT", "DECLINE", "KINDS", "NOT YET"),
        needs_ref=False,
    ),
    "noted": NoticeKind(
        "what a caseworker told us, as we understood it",
        _CASEWORKER,
        ("said", "start", "end"),
        {"days": (), "spent": ()},
        answers=("ACCEPT", "DECLINE"),
        needs_ref=False,
    ),
    "stepped_back": NoticeKind("N-09: thank you; the case goes on", _CASEWORKER, ("told",)),
    "taken_off": NoticeKind("N-09: the coordinator took them off a case", _CASEWORKER, ("told", "successor")),
    "partner_left": NoticeKind(
        "N-09: the other caseworker has left the case",
        _CASEWORKER,
        ("name", "leads", "seeks"),
        answers=_CASE_ANSWERS,
    ),
    "caseworker_changed": NoticeKind(
        "N-09: the member's caseworker has changed, or is being looked for",
        _MEMBER,
        ("before", "lead_name", "lead_email", "by", "knows", "stays", "work_address"),
    ),
    "too_much": NoticeKind(
        "N-14: offers have stopped, and the coordinator will ring",
        _CASEWORKER,
        ("again", "days"),
        answers=("STEP BACK", "READY", "BUDDY"),
        needs_ref=False,
    ),
    "load_seen": NoticeKind(
        "N-14: by the count of the register their cases are too much; offers have stopped",
        _CASEWORKER,
        ("count",),
        {"limits": ()},
        answers=("READY", "LOAD", "TOO MUCH", "BUDDY"),
        needs_ref=False,
    ),
    "did_it_help": NoticeKind(
        "N-14: whether the review helped, after ten working days",
        _CASEWORKER,
        ("said", "stopped"),
        answers=("YES", "PARTLY", "NO", "READY"),
        needs_ref=False,
    ),
    "helped_thanks": NoticeKind(
        "N-14: thank you for saying whether it helped",
        _CASEWORKER,
        ("helped",),
        answers=("READY",),
        needs_ref=False,
    ),
    "check_in": NoticeKind(
        "after a hearing, or with a hard case: would they like to talk with somebody?",
        _CASEWORKER,
        ("after", "partner"),
        answers=("BUDDY", "TALKED", "QUESTION", "NO CHECK-INS"),
        needs_ref=False,
    ),
    "rest": NoticeKind(
        "a hard case is closed: no offers for a while, unless they would like some",
        _CASEWORKER,
        ("rest_until", "private"),
        answers=("READY", "BUDDY"),
    ),
    "no_break": NoticeKind(
        "half a year of cases and no day away that is known: they alone are told",
        _CASEWORKER,
        answers=("AWAY", "PAUSE", "QUESTION", "TOO MUCH", "NO CHECK-INS"),
        needs_ref=False,
    ),
    "pulse": NoticeKind(
        "the monthly question, for whoever wished for it; the answer stays with them",
        _CASEWORKER,
        answers=("BUDDY", "PAUSE", "TOO MUCH", "NO PULSE"),
        needs_ref=False,
        back_to_them=True,
    ),
    "pulse_returned": NoticeKind(
        "an answer to the monthly question came to us all the same: nothing of it was noted",
        _CASEWORKER,
        answers=("NO PULSE",),
        needs_ref=False,
        back_to_them=True,
    ),
    "was_it_you": NoticeKind(
        "a word in somebody's name without proof that it is theirs",
        _CASEWORKER,
        ("word",),
        answers=("TOO MUCH", "PAUSE", "AWAY", "LOAD", "HELP"),
        needs_ref=False,
    ),
    "review": NoticeKind(
        "N-14: somebody asks for a review of their cases: the choices, and what each would do",
        _COORDINATOR,
        ("name", "step", "first", "why", "used", "used_before", "by", "talked", "planned"),
        {"cases": ("ref", "weight", "status", "next_date"), "options": ("what", "effect"), "did": ()},
        answers=("TALKED",),
        needs_ref=False,
    ),
    "capacity": NoticeKind(
        "the branch is at the edge of what it can take, or no more: a draft for the committee",
        _COORDINATOR,
        ("eased",),
        {"reasons": (), "lines": ()},
        answers=("ADVICE FIRST", "AS USUAL"),
        needs_ref=False,
    ),
    "closing": NoticeKind(
        "a caseworker says that a case is done: shall it be closed?",
        _COORDINATOR,
        ("who", "word"),
        answers=("OK",),
    ),
    "calibration": NoticeKind(
        "M-17: the points of each category against the hours told; a proposal",
        _COORDINATOR,
        ("cases", "silent", "error"),
        {
            "proposals": (
                "category",
                "now",
                "proposed",
                "reckoned",
                "told",
                "cases",
                "caseworkers",
                "same",
            ),
            "too_little": ("category", "short", "told", "reckoned"),
        },
        needs_ref=False,
    ),
    "to_sign": NoticeKind(
        "SD-49: the secretary is asked to sign a referral before it goes to the region",
        _SECRETARY,
        (
            "official",
            "level",
            "why",
            "received",
            "category",
            "next_date",
            "reply_by",
            "shared",
            "employer",
            "membership",
        ),
        {"answers": (*_LABELLED, "is_date")},
        answers=("SIGNED", "NOT SIGNED", "QUESTION"),
    ),
    "sign_no_more": NoticeKind(
        "SD-49: a referral need not be signed any more, and why", _SECRETARY, ("why", "official")
    ),
    "referral_pack": NoticeKind(
        "N-16: can the region take a case on, or talk it through? what it needs to decide, without a name",
        _REGION,
        (
            "wish",
            "level",
            "why",
            "received",
            "category",
            "next_date",
            "reply_by",
            "shared",
            "employer",
            "membership",
            "coordinator_email",
        ),
        {"answers": ("label", "value", "is_date")},
        answers=_REGION_ANSWERS,
    ),
    "referral_member": NoticeKind(
        "N-16: the region has agreed: who the member is, and who has the case at the branch",
        _REGION,
        (
            "member_name",
            "member_email",
            "member_phone",
            "contact_preference",
            "caseworker",
            "caseworker_email",
            "coordinator_email",
            "told",
        ),
    ),
    "referral_withdrawn": NoticeKind("N-16: the question to the region needs no answer any more", _REGION),
    "referral_answered": NoticeKind(
        "N-16: what the region answered, and what to do",
        _COORDINATOR,
        ("official", "answer", "wish", "shared", "told", "others"),
        answers=("REGION AGREED", "REGION DECLINED"),
    ),
    "referral_waits": NoticeKind(
        "N-12, L-48: the region has not settled a question in time",
        _COORDINATOR,
        ("official", "secretary", "stand", "wish", "asked_on", "due", "next_date", "others"),
        answers=("REGION AGREED", "REGION DECLINED", "REGION SIGNED", "BRANCH"),
    ),
    "held_here": NoticeKind(
        "N-12, SD-36: a case for the region is still at the branch",
        _COORDINATOR,
        ("level", "why", "since", "next_date", "send_by", "late", "officials", "secretary", "before"),
        newer=("before",),
        answers=("REGION", "REGION ADVICE", "BRANCH"),
    ),
    "with_region": NoticeKind(
        "N-17: the region has agreed to take the member's case on",
        _MEMBER,
        ("official", "shared", "has_caseworker", "work_address"),
    ),
    "region_joined": NoticeKind(
        "N-17: the region has agreed to take on their case", _CASEWORKER, ("official",), answers=_CASE_ANSWERS
    ),
    "second_noted": NoticeKind("N-07: thank you; the lead is still to be found", _CASEWORKER),
    "partner_joined": NoticeKind(
        "N-06: a second has come to their case, or somebody else leads it",
        _CASEWORKER,
        ("partner", "partner_email", "leads", "before"),
    ),
    "help_thanks": NoticeKind(
        "thank you for the offer to help, and what happens next", _MEMBER, ("work_address",), needs_ref=False
    ),
    "would_help": NoticeKind(
        "somebody would like to be a caseworker: a line for the tab Caseworkers",
        _COORDINATOR,
        ("who", "known"),
        {"cells": _LABELLED},
        answers=("OK",),
        needs_ref=False,
    ),
    "welcomed": NoticeKind(
        "one of the team from now on: coming along, and all the words",
        _CASEWORKER,
        answers=("SHADOW", "HOURS", "PAUSE", "HELP", "QUESTION"),
        needs_ref=False,
    ),
    "would_step_up": NoticeKind(
        "somebody feels ready for the next step: is it all right?",
        _COORDINATOR,
        ("who", "now", "level", "how", "came_along"),
        answers=("OK",),
        needs_ref=False,
    ),
    "level_confirmed": NoticeKind(
        "the next step is theirs",
        _CASEWORKER,
        ("level",),
        answers=("PAUSE", "HOURS", "HELP", "QUESTION"),
        needs_ref=False,
    ),
    "leaving": NoticeKind(
        "they would like to leave: thank you, and what happens to their cases",
        _CASEWORKER,
        ("cases",),
        answers=("READY", "QUESTION"),
        needs_ref=False,
    ),
    "would_leave": NoticeKind(
        "somebody leaves the team: their cases, and an ok",
        _COORDINATOR,
        ("who",),
        {"cases": ("ref", "part", "status")},
        answers=("OK",),
        needs_ref=False,
    ),
    "farewell": NoticeKind("they have left: thank you", _CASEWORKER, ("cases",), needs_ref=False),
    "shadow_asked": NoticeKind(
        "N-15: may somebody who learns come along to a meeting?",
        _MEMBER,
        ("shadow", "date", "caseworker_name", "answer_by"),
        answers=("YES", "NO"),
    ),
    "shadow_answered": NoticeKind(
        "N-15: thank you for the yes or the no", _MEMBER, ("answer", "shadow", "date")
    ),
    "shadow_not_coming": NoticeKind("N-15: nobody comes along after all", _MEMBER, ("shadow", "date")),
    "shadow_invited": NoticeKind(
        "N-15: a day on which somebody who learns could come along",
        _CASEWORKER,
        ("what", "date", "contact_name", "contact_email", "changed"),
        answers=("DECLINE", "QUESTION", "SHADOW"),
        needs_ref=False,
    ),
    "shadow_comes": NoticeKind(
        "N-15: somebody who learns would come along with a caseworker",
        _CASEWORKER,
        ("shadow", "shadow_email", "date", "changed"),
        answers=("DECLINE", "QUESTION"),
    ),
    "shadow_thanks": NoticeKind(
        "the day after somebody came along: what they can say next, and no hurry (SD-04)",
        _CASEWORKER,
        ("what", "date", "learns"),
        answers=("SHADOW", "READY FOR A CASE", "QUESTION"),
        needs_ref=False,
    ),
    "shadow_off": NoticeKind(
        "N-15: a date in somebody's calendar is off",
        _CASEWORKER,
        ("what", "date", "shadow", "yours", "why"),
        needs_ref=False,
    ),
    "withdrawn": NoticeKind("N-07: the offer needs no answer any more", _CASEWORKER),
    "offer_closed": NoticeKind("N-07: the answer came after the offer was closed", _CASEWORKER, ("why",)),
    "news": NoticeKind("the member has sent something; where to find it", _CASEWORKER | _COORDINATOR),
    "suggested": NoticeKind(
        "N-04, N-12: whom to ask about a case",
        _COORDINATOR,
        (
            "received",
            "category",
            "next_date",
            "urgent",
            "possible_second",
            "again",
            "part",
            "standing",
            "leads",
            "names",
            "second",
            "alone",
        ),
        {
            "candidates": ("name", "reason"),
            "excluded": ("name", "why"),
            "flags": (),
            "reasons": (),
            "also": (),
        },
        newer=("also",),
        answers=("OK", "ANOTHER"),
    ),
    "no_one": NoticeKind(
        "N-07: nobody can be suggested, and why",
        _COORDINATOR,
        ("again", "part", "standing", "leads"),
        lists={"reasons": (), "frees": ()},
    ),
    "unclear": NoticeKind("N-21: an answer that a person must read", _COORDINATOR, ("who", "what")),
    "attention": NoticeKind(
        "N-21: something that a person must look at", _PEOPLE_IN_CHARGE, ("what", "do"), needs_ref=False
    ),
    "bounced": NoticeKind(
        "N-21: a notice of ours came back", _COORDINATOR, ("who", "address"), needs_ref=False
    ),
}


def with_newer(name: str, words: Words) -> Words:
    """The words of a notice that an earlier release may have queued: of what came later it says nothing."""
    kind = KINDS.get(name)
    empty: Words = {word: [] if word in kind.lists else "" for word in kind.newer} if kind else {}
    return {**empty, **words}


def kind_of(name: str, role: Role, ref: str, words: Words) -> NoticeKind:
    """The row of the table for `name`, once role, reference and words fit it. Raises `NoticeUnfit`."""
    kind = KINDS.get(name)
    if kind is None:
        raise NoticeUnfit(f'There is no notice called "{name}".')
    if role not in kind.roles:
        raise NoticeUnfit(f'The notice "{name}" is not meant for the {role}.')
    if kind.needs_ref and not ref:
        raise NoticeUnfit(f'The notice "{name}" was not told which case it is about.')
    for word in kind.words:
        if not isinstance(words.get(word), str | int):
            raise NoticeUnfit(f'The notice "{name}" was not told its word "{word}".')
    for word, keys in kind.lists.items():
        if not _is_list_of(words.get(word), keys):
            raise NoticeUnfit(f'The notice "{name}" was not told its list "{word}".')
    return kind


def _is_list_of(entries: object, keys: tuple[str, ...]) -> bool:
    if not isinstance(entries, list):
        return False
    if not keys:
        return all(isinstance(entry, str) for entry in entries)
    return all(isinstance(entry, dict) and set(keys) <= entry.keys() for entry in entries)
