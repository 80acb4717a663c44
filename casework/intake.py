"""A form came in: a new case, its row, its acknowledgement, its suggestion."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.allocation import suggest
from casework.asking import questions, what_to_check
from casework.at_the_edge import advice_first
from casework.calendar import add_working_days, local_day
from casework.effects import Attend, Decision, Effect, Grant, PutRow, Send
from casework.facts.letters import FormReceived, Received
from casework.languages import missing
from casework.levels import rated
from casework.model import Branch, Case, Form, Member, Person, Policy, Role, Team, Thread
from casework.suggesting import suggestion_to_coordinator
from casework.urgency import URGENT, is_urgent
from casework.weight import weighed
from casework.whose import Whose, whose
from casework.wishes import unclear
from casework.wording import case_words

NO_ADDRESS = "no address to write to"
"""The flag of the Check column."""

SECOND_OF = "possible second case: see "
"""How the flag begins that names other open cases of the member."""

PASSED_ON = "passed on by another person: check who the member is"


def form_received(fact: FormReceived, branch: Branch, policy: Policy, team: Team, now: datetime) -> Decision:
    """A new case: reference, row, acknowledgement, and if it is urgent a suggestion (A-05). Never merged."""
    case = _new_case(fact, branch, policy, team, now)
    effects: list[Effect] = [PutRow(case.ref)]
    if case.member.email:
        effects.append(acknowledge(case, policy, now, team))
    else:
        effects.append(_no_address(case))
    if fact.unread:
        effects.append(_unread(case.ref, fact.received, fact.unread))
    if is_urgent(case, policy, now):  # the others are planned together, when all that came has been read
        case = replace(case, suggestion=suggest(case, team, policy, now))
        effects.append(suggestion_to_coordinator(case, branch, policy, now, again="", team=team))
    how = ", passed on by another person" if PASSED_ON in case.flags else ""
    why = f"A form came in with {len(fact.form.values)} answers{how}: a new case."
    return Decision(case, tuple(effects), why)


def _new_case(fact: FormReceived, branch: Branch, policy: Policy, team: Team, now: datetime) -> Case:
    form, sender = fact.form, fact.received.sender
    theirs = whose(form, sender, own_addresses(branch, team) | _own_names(branch, team))
    address = theirs.address if fact.received.answerable else ""
    known = {address, theirs.came_from} - {""} - own_addresses(branch, team)
    seconds = tuple(
        other.ref for other in team.open_cases if other.member_email in known or other.reply_to in known
    )
    case = Case(
        ref=team.next_ref,
        received_at=fact.received.at,
        letter=fact.received.letter,
        member=Member(
            name=form.text("member_name") or ("" if theirs.passed_on else sender.name),
            email=address,
            phone=form.text("phone"),
            contact_preference=form.text("contact_preference"),
            employer=form.text("employer"),
            department=department_told(form),
            line_manager=form.text("line_manager"),
            people_involved=form.text("people_involved"),
        ),
        reply_to=theirs.came_from,
        thread=Thread() if theirs.passed_on else fact.received.thread,
        form=form,
        categories=form.names("categories"),
        points=policy.default_points,
        possible_second_of=seconds,
        last_news_at=fact.received.at,
    )
    case = weighed(case, policy, local_day(now, policy))
    case = replace(case, flags=(*_flags(case, fact, theirs, policy, now), *_language(case, team)))
    return rated(case, branch, policy, team, now)  # before its suggestion is written: that names the level


def department_told(form: Form) -> str:
    """The department that the form says; a workplace where it has none."""
    return form.text("department") or form.text("workplace")


def with_possible_second(case: Case, team: Team) -> Case:
    """The case with a flag that names the other open cases of its member's address, if there are any."""
    others = tuple(
        one.ref
        for one in team.open_cases
        if one.ref != case.ref and case.member.email in (one.member_email, one.reply_to)
    )
    flags = (f"{SECOND_OF}{', '.join(others)}", *case.flags) if others else case.flags
    return replace(case, possible_second_of=others, flags=flags)


def own_addresses(branch: Branch, team: Team) -> frozenset[str]:
    """Addresses of the branch's own people: a form they pass on is not theirs."""
    people = [branch.coordinator, branch.secretary, branch.administrator]
    return frozenset(
        {branch.address}
        | {person.email for person in (*people, *branch.officials) if person}
        | {caseworker.email for caseworker in team.caseworkers}
    )


def _own_names(branch: Branch, team: Team) -> frozenset[str]:
    """Their names, which is all that some programs show of whom they quote."""
    people = [branch.coordinator, branch.secretary, branch.administrator, *branch.officials]
    names = {person.name.casefold() for person in people if person}
    return frozenset({branch.name.casefold()} | names | {one.name.casefold() for one in team.caseworkers})


def _language(case: Case, team: Team) -> tuple[str, ...]:
    """That nobody speaks the language that is asked for: then somebody has to find an interpreter."""
    language = missing(case, team.caseworkers)
    return (f"asks for {language}: nobody on the tab Caseworkers speaks it",) if language else ()


def _flags(case: Case, fact: FormReceived, theirs: Whose, policy: Policy, now: datetime) -> tuple[str, ...]:
    """Short words for the Check column, most pressing first."""
    flags = []
    if is_urgent(case, policy, now):
        flags.append(URGENT)
    if case.possible_second_of:
        flags.append(SECOND_OF + ", ".join(case.possible_second_of))
    if not case.member.email:
        flags.append(NO_ADDRESS)
    if theirs.passed_on:
        flags.append(PASSED_ON)
    if unclear(case.form.text("caseworker_preference")):
        flags.append("wishes about the caseworker: see the form")
    flags += what_to_check(case)
    if not fact.received.answerable:
        flags.append("came through a list: not answered")
    return tuple(flags)


def acknowledge(case: Case, policy: Policy, now: datetime, team: Team) -> Send:
    """The first word to the member: the reference, what happens next, and what is missing."""
    today = local_day(now, policy)
    return Send(
        "acknowledged",
        Role.MEMBER,
        Person(case.member.name, case.member.email),
        case.ref,
        case_words(case, policy)
        | {
            "received": local_day(case.received_at, policy).isoformat(),
            "allocate_by": add_working_days(today, policy.allocate_days, policy).isoformat(),
            "questions": questions(case, policy, today),
            "urgent": "yes" if is_urgent(case, policy, now) else "",
            "possible_second": ", ".join(case.possible_second_of),
            "advice_first": "yes" if advice_first(case, policy, team.advice_first) else "",
            "work_address": "yes" if policy.is_employer_address(case.member.email) else "",
            "spoken": "" if case.letter else "yes",
        },
        thread=case.thread,
        grant=Grant(case.ref, case.member.email, "case", days=365),
    )


def _no_address(case: Case) -> Attend:
    return Attend(
        case.ref,
        "The form gives no address that we can be sure of, so the member has not had an answer.",
        "Look at the letter in the case's mail folder, put the right address on the Contacts tab, and write.",
        letter=case.letter,
    )


def _unread(ref: str, received: Received, documents: tuple[str, ...]) -> Attend:
    many = "A document" if len(documents) == 1 else f"{len(documents)} documents"
    return Attend(
        ref,
        f"{many} beside the form could not be read as a form.",
        "Look at the letter in the case's mail folder: it may be a second form, or only a paper.",
        letter=received.letter,
    )
