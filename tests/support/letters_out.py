"""An invented branch and, for every kind of notice, what the engine would tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from casework.effects import Grant, Send, Words
from casework.model import Branch, Person, Role
from notify.compose import Envelope, Notice, compose
from notify.notices import KINDS

REF = "C-2026-0042"
BRANCH = Branch(
    name="Hallam",
    address="casework@hallam-branch.example",
    coordinator=Person("Jo Marsh", "jo@hallam-branch.example"),
    secretary=Person("Sam Lee", "sam@hallam-branch.example"),
    phone="0114 496 0000",
    officials=(Person("Kim Baker", "kim.baker@region.example"),),
)
MEMBER = Person("Aisha Rahman", "aisha@post.example")
CASEWORKER = Person("Ana Ruiz", "ana@home.example")
ENVELOPE = Envelope(
    key="C-2026-0042:offered:1",
    message_id="<4f7qh2vxj3kc5m6n@hallam-branch.example>",
    date=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
    reply_to="casework+c20260042.abcdefghijklmnopqrstuvwx@hallam-branch.example",
)
FORM_TEXT = """CASEWORK FORM

Your full name:
Private email address:

What has happened?
    Please write as much or as little as you like.
"""

_OFFER: Words = {
    "ref": REF,
    "category": "a concern about workload",
    "points": 6,
    "upsetting": "yes",
    "nearly_full": "",
    "hours": 6,
    "next_date": "2026-12-03T14:00",
    "answer_by": "2026-11-25",
    "department": "Library",
    "number": 1,
    "part": "lead",
    "partner": "Ben Cole",
    "partner_agreed": "",
    "takes_over": "",
    "seeks": "",
    "reminds": "yes",
}

SAMPLES: Mapping[str, Words] = {
    "acknowledged": {
        "ref": REF,
        "received": "2026-11-19",
        "allocate_by": "2026-11-26",
        "questions": [
            {"label": "Your full name", "found": "", "read": "", "example": "Sam Taylor"},
            {
                "label": "A phone number that we may use",
                "found": "yes",
                "read": "07700 900114",
                "example": "07700 900123",
            },
            {
                "label": "The date of the next meeting or deadline, and the time if you know it",
                "found": "yes",
                "read": "",
                "example": "2026-12-03T14:00",
            },
        ],
        "urgent": "yes",
        "possible_second": "C-2026-0031",
        "work_address": "",
        "advice_first": "",
    },
    "form_not_read": {"documents": ["form.pages"], "ask": ["pdf"], "received": "2026-11-19"},
    "blank_form": {"form_text": FORM_TEXT},
    "form_empty": {"received": "2026-11-19", "form_text": FORM_TEXT},
    "introduced_member": {
        "ref": REF,
        "caseworker_name": "Ana Ruiz",
        "caseworker_email": "ana@home.example",
        "second_name": "Ben Cole",
        "first_contact_by": "2026-11-26",
        "work_address": "",
    },
    "second_joined": {"ref": REF, "caseworker_name": "Ana Ruiz", "second_name": "Ben Cole", "before": ""},
    "second_noted": {"ref": REF},
    "partner_joined": {
        "ref": REF,
        "partner": "Ben Cole",
        "partner_email": "ben@home.example",
        "leads": "",
        "before": "",
    },
    "offered": _OFFER,
    "reminded": _OFFER,
    "lapsed": {"ref": REF, "let_be_until": "2026-12-02"},
    "declined_thanks": {"ref": REF},
    "introduced_caseworker": {
        "ref": REF,
        "part": "lead",
        "seeks": "",
        "partner": "Ben Cole",
        "partner_email": "ben@home.example",
        "member_name": "Aisha Rahman",
        "member_email": "aisha@post.example",
        "member_phone": "07700 900123",
        "contact_preference": "mail, in the evening",
        "answers": [
            {"label": "What has happened?", "value": "My hours were changed without notice."},
            {"label": "Department", "value": "Library"},
        ],
        "first_contact_by": "2026-11-26",
        "next_date": "2026-12-03",
        "key_event": "a meeting about hours",
    },
    "help_thanks": {"work_address": ""},
    "would_help": {
        "who": "Priya Nair",
        "known": "",
        "cells": [
            {"label": "Name", "value": "Priya Nair"},
            {"label": "Email", "value": "priya@home.example"},
            {"label": "Level", "value": "Shadow"},
            {"label": "Hours a month", "value": "4"},
        ],
    },
    "welcomed": {},
    "would_step_up": {"who": "Priya Nair", "now": "Shadow", "level": "New", "how": "paired", "came_along": 2},
    "level_confirmed": {"level": "New"},
    "leaving": {"cases": "yes"},
    "would_leave": {
        "who": "Ana Ruiz",
        "cases": [{"ref": "C-2026-0017", "part": "leads", "status": "Active"}],
    },
    "farewell": {"cases": "yes"},
    "shadow_asked": {
        "ref": REF,
        "shadow": "Priya Nair",
        "date": "2026-12-03T14:00",
        "caseworker_name": "Ana Ruiz",
        "answer_by": "2026-11-25",
    },
    "shadow_answered": {"ref": REF, "answer": "yes", "shadow": "Priya Nair", "date": "2026-12-03T14:00"},
    "shadow_not_coming": {"ref": REF, "shadow": "Priya Nair", "date": "2026-12-03T14:00"},
    "shadow_invited": {
        "ref": REF,
        "what": "meeting",
        "date": "2026-12-03T14:00",
        "contact_name": "Ben Cole",
        "contact_email": "ben@home.example",
        "changed": "",
    },
    "shadow_comes": {
        "ref": REF,
        "shadow": "Priya Nair",
        "shadow_email": "priya@home.example",
        "date": "2026-12-03T14:00",
        "changed": "",
    },
    "shadow_thanks": {"ref": REF, "what": "meeting", "date": "2026-12-03T14:00", "learns": "yes"},
    "shadow_off": {
        "ref": REF,
        "what": "meeting",
        "date": "2026-12-03T14:00",
        "shadow": "Priya Nair",
        "yours": "",
        "why": "moved",
    },
    "withdrawn": {"ref": REF},
    "offer_closed": {"ref": REF, "why": "somebody else has taken the case"},
    "news": {"ref": REF},
    "suggested": {
        "ref": REF,
        "received": "2026-11-19",
        "category": "a concern about workload",
        "next_date": "2026-12-03",
        "urgent": "yes",
        "part": "pair",
        "standing": "",
        "leads": "",
        "names": "Ana Ruiz and Ben Cole",
        "candidates": [
            {
                "name": "Ana Ruiz",
                "reason": "Ana Ruiz has 1 open case, would use 51 % of their hours with this one and is not "
                "in Library.",
            },
            {"name": "Cara Lund", "reason": "Cara Lund could lead instead, with Ben Cole: has no open case."},
        ],
        "second": "Ben Cole is new and would learn from Ana Ruiz, and has no open case.",
        "alone": "",
        "reasons": ["1 same department", "1 away"],
        "also": ["Ben Cole for C-2026-0041"],
        "excluded": [{"name": "Dev Patel", "why": "works in the same department"}],
        "flags": ["the date on the form could not be read with certainty"],
        "possible_second": "C-2026-0031",
        "again": "",
    },
    "no_one": {
        "ref": REF,
        "again": "",
        "part": "pair",
        "standing": "",
        "leads": "",
        "reasons": ["two caseworkers are away", "Ana Ruiz has no room for another case"],
        "frees": [
            "If somebody gave a little more than their hours: Ana Ruiz with Ben Cole (to 104 %). If they "
            "agree, name them in your answer.",
        ],
    },
    "unclear": {"ref": REF, "who": "Ana Ruiz", "what": "has a question before answering"},
    "attention": {
        "ref": REF,
        "what": "a letter about this case came from an address we do not know",
        "do": "read it in the branch mailbox",
        "on_tab": "yes",
    },
    "own_load": {
        "used": "61 %",
        "points": "5.2",
        "room": "8.5",
        "emotional": "0",
        "count": 2,
        "most": 3,
        "own_limit": "yes",
        "cases": [
            {
                "ref": "C-2026-0017",
                "part": "lead",
                "asked": "",
                "points": "4.2",
                "next_date": "2026-12-03T14:00",
            },
            {"ref": "C-2026-0051", "part": "second", "asked": "yes", "points": "1", "next_date": ""},
        ],
        "steps": [
            "C-2026-0017: 6 points (6 for its kind) x 0.7 as lead = 4.2",
            "C-2026-0051 (asked, no answer yet): 2.5 points x 0.4 as second = 1",
            "Together: 5.2 points",
            "Room: 10 hours a month x 0.85 for cases = 8.5 points",
        ],
    },
    "words": {"ref": REF},
    "ask_back": {"ref": REF, "about": "", "offer": "yes"},
    "noted": {
        "ref": REF,
        "said": "TIME",
        "start": "",
        "end": "",
        "days": [],
        "spent": ["2 hours 30 minutes on Tuesday 17 November, preparation"],
        "answer_by": "",
    },
    "kinds_noted": {
        "ref": REF,
        "changed": "yes",
        "wants": ["contract", "pay grading"],
        "not_yet": ["dismissal"],
        "strangers": [{"word": "pensoin", "near": "pension"}],
        "known": ["contract", "pay grading", "pension", "dismissal"],
        "answer_by": "",
    },
    "stepped_back": {"ref": REF, "told": "yes"},
    "taken_off": {"ref": REF, "told": "yes", "successor": ""},
    "partner_left": {"ref": REF, "name": "Ben Cole", "leads": "yes", "seeks": "yes"},
    "caseworker_changed": {
        "ref": REF,
        "before": "Ana Ruiz",
        "lead_name": "",
        "lead_email": "",
        "by": "2026-11-26",
        "knows": "yes",
        "stays": "",
        "work_address": "",
    },
    "too_much": {"again": "", "days": 2},
    "load_seen": {
        "count": "112 % of the hours (3 cases, 9.5 of 8.5 points); emotional load 4.2",
        "limits": ["hours"],
    },
    "did_it_help": {"said": "yes", "stopped": "yes"},
    "helped_thanks": {"helped": "no"},
    "check_in": {"ref": REF, "after": "date", "partner": "Ben Cole"},
    "rest": {"ref": REF, "rest_until": "2026-12-05", "private": "yes"},
    "no_break": {},
    "pulse": {},
    "pulse_returned": {},
    "was_it_you": {"word": "TOO MUCH"},
    "review": {
        "name": "Ana Ruiz",
        "step": "talk",
        "first": "yes",
        "why": "said",
        "did": [],
        "used": "96 %",
        "used_before": "96 %",
        "by": "2026-11-24",
        "talked": "",
        "planned": "",
        "cases": [
            {
                "ref": "C-2026-0017",
                "weight": "6",
                "status": "Active",
                "next_date": "2026-12-03T14:00",
            },
            {"ref": "C-2026-0019", "weight": "1", "status": "Active", "next_date": ""},
        ],
        "options": [
            {
                "what": "Ben Cole takes C-2026-0017 over.",
                "effect": "Ana Ruiz goes from 96 % to 25 %; Ben Cole goes from 20 % to 91 %",
            },
            {"what": "Nothing moves, and no new case comes.", "effect": "Ana Ruiz stays at 96 %"},
        ],
    },
    "capacity": {
        "eased": "",
        "reasons": ["Half of the caseworkers use more than 85 % of their time."],
        "lines": [
            "The branch has 12 caseworkers; some of them cannot be asked at present.",
            "There is room for about 1 more case of the usual weight.",
        ],
    },
    "closing": {"ref": REF, "who": "Ana Ruiz", "word": "CLOSE"},
    "calibration": {
        "cases": 11,
        "silent": 3,
        "error": "2.1",
        "proposals": [
            {
                "category": "fair treatment at work",
                "now": "8",
                "proposed": "8.9",
                "reckoned": "10.4",
                "told": "12.6",
                "cases": "7",
                "caseworkers": "5",
                "same": "",
            },
            {
                "category": "pay or grading",
                "now": "3",
                "proposed": "3",
                "reckoned": "3.3",
                "told": "3.3",
                "cases": "6",
                "caseworkers": "4",
                "same": "yes",
            },
        ],
        "too_little": [
            {
                "category": "a pension",
                "short": "2 of 5 cases, 1 of 3 caseworkers",
                "told": "1.5",
                "reckoned": "2",
            }
        ],
    },
    "to_sign": {
        "ref": REF,
        "official": "Kim Baker",
        "level": 3,
        "why": "a tribunal or ACAS",
        "received": "2026-11-19",
        "category": "a concern about workload",
        "next_date": "2026-12-03T14:00",
        "reply_by": "2026-11-24",
        "shared": "yes",
        "employer": "Hallam College",
        "membership": "It began 400 days after they joined",
        "answers": [{"label": "Joined the union", "value": "2021-03-01", "is_date": "yes"}],
    },
    "sign_no_more": {"ref": REF, "why": "back", "official": "Kim Baker"},
    "referral_pack": {
        "ref": REF,
        "wish": "take",
        "level": 3,
        "why": "a tribunal or ACAS",
        "received": "2026-11-19",
        "category": "a concern about workload",
        "next_date": "2026-12-03T14:00",
        "reply_by": "2026-11-26",
        "shared": "yes",
        "employer": "Hallam College",
        "membership": "It began 400 days after they joined",
        "coordinator_email": "jo@hallam-branch.example",
        "answers": [
            {"label": "Joined the union", "value": "2021-03-01", "is_date": "yes"},
            {"label": "What has happened", "value": "My hours were changed without notice.", "is_date": ""},
        ],
    },
    "referral_member": {
        "ref": REF,
        "member_name": "Aisha Rahman",
        "member_email": "aisha@post.example",
        "member_phone": "07700 900123",
        "contact_preference": "mail, in the evening",
        "caseworker": "Ana Ruiz",
        "caseworker_email": "ana@home.example",
        "coordinator_email": "jo@hallam-branch.example",
        "told": "yes",
    },
    "referral_withdrawn": {"ref": REF},
    "referral_answered": {
        "ref": REF,
        "official": "Kim Baker",
        "answer": "agreed",
        "wish": "take",
        "shared": "yes",
        "told": "yes",
        "others": "",
    },
    "referral_waits": {
        "ref": REF,
        "official": "Kim Baker",
        "secretary": "",
        "stand": "asked",
        "wish": "take",
        "asked_on": "2026-11-19",
        "due": "2026-11-26",
        "next_date": "2026-12-03",
        "others": "Lee Moss",
    },
    "held_here": {
        "ref": REF,
        "level": 3,
        "why": "a tribunal or ACAS",
        "since": "2026-11-12",
        "next_date": "2027-01-08",
        "send_by": "2026-12-11",
        "late": "",
        "officials": "Kim Baker, Lee Moss",
        "secretary": "Sam Lee",
        "before": "Kim Baker of the region said no",
    },
    "with_region": {
        "ref": REF,
        "official": "Kim Baker",
        "shared": "yes",
        "has_caseworker": "yes",
        "work_address": "",
    },
    "region_joined": {"ref": REF, "official": "Kim Baker"},
    "bounced": {"ref": REF, "who": "Aisha Rahman", "address": "aisha@post.example"},
}


def a_send(kind: str, **changes: object) -> Send:
    """The effect that brings notice `kind`, with some of its words changed."""
    role = min(KINDS[kind].roles, key=list(Role).index)
    people = {Role.MEMBER: MEMBER, Role.CASEWORKER: CASEWORKER, Role.REGION: BRANCH.officials[0]}
    people |= {Role.SECRETARY: BRANCH.secretary} if BRANCH.secretary else {}
    to = people.get(role, BRANCH.coordinator)
    words: Words = {**SAMPLES[kind], **changes}  # type: ignore[dict-item]
    ref = REF if KINDS[kind].needs_ref or "ref" in words else ""
    grant = Grant(ref, to.email, "offer") if KINDS[kind].answers else None
    return Send(kind, role, to, ref, words, grant=grant, blank_form=kind in ("blank_form", "form_empty"))


def a_notice(send: Send, templates: Path | None = None, branch: Branch = BRANCH) -> Notice:
    """The finished notice of `send`, under a key of its own."""
    envelope = replace(ENVELOPE, key=f"{send.ref or 'none'}:{send.kind}:1")
    return compose(send, branch, envelope, templates, (b"%PDF-1.7 blank",) if send.blank_form else ())
