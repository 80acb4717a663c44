"""Letters that bring no new case: forms nobody could read, requests, news, other mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.calendar import local_day
from casework.effects import Attend, Decision, Effect, PutRow, Send
from casework.facts.letters import (
    AutomaticReceived,
    EmptyFormReceived,
    FormNotRead,
    LetterForPerson,
    MoreFromMember,
    Received,
    RequestReceived,
)
from casework.intake import own_addresses
from casework.model import Branch, Case, Person, Policy, Role, Team
from casework.wording import came


def form_not_read(fact: FormNotRead, branch: Branch, policy: Policy, team: Team) -> Decision:
    """A form we cannot read yet: set aside for a person, and a kind reply (N-03)."""
    received = fact.received
    effects: list[Effect] = [
        Attend(
            "",
            f"{fact.reason} {came(received, policy)}",
            "Open the letter in Casework/Needs attention and read it. If it is a form, type the case into "
            "the register or ask for it in another format.",
            letter=received.letter,
        )
    ]
    if (
        received.answerable
        and received.sender.email
        and received.sender.email not in own_addresses(branch, team)
    ):
        effects.append(
            Send(
                "form_not_read",
                Role.MEMBER,
                received.sender,
                "",
                {
                    "documents": list(fact.documents),
                    "ask": list(fact.ask),
                    "received": local_day(received.at, policy).isoformat(),
                },
                thread=received.thread,
                once=f"form_not_read {received.sender.email} {local_day(received.at, policy)}",
            )
        )
    return Decision(None, tuple(effects), fact.reason, folder="Needs attention")


def request_received(fact: RequestReceived, policy: Policy, now: datetime) -> Decision:
    """Somebody asks for help without a form: the blank form goes out at once, once a day at most (N-22)."""
    received = fact.received
    today = local_day(now, policy)
    effects: list[Effect] = [
        Attend(
            "",
            f"Somebody asked for help without a form. {came(received, policy)}",
            "They were sent the blank form. Their letter is in Casework/Other: ring if it sounds pressing.",
            letter=received.letter,
        )
    ]
    if received.answerable and received.sender.email:
        effects.append(
            Send(
                "blank_form",
                Role.MEMBER,
                received.sender,
                "",
                thread=received.thread,
                blank_form=True,
                once=f"blank_form {received.sender.email} {today}",
            )
        )
    return Decision(None, tuple(effects), "Somebody asked for help without a form.", folder="Other")


def empty_form_received(fact: EmptyFormReceived, policy: Policy) -> Decision:
    """A blank form came back: asked about kindly, once a day, and named on Needs attention."""
    received = fact.received
    line = Attend(
        "",
        f"A form came back with nothing filled in. {came(received, policy)}",
        "They were asked to send it again. Their letter is in Casework/Other: ring if it sounds pressing.",
        letter=received.letter,
    )
    effects: list[Effect] = [line]
    if received.answerable and received.sender.email:
        today = local_day(received.at, policy)
        effects.append(
            Send(
                "form_empty",
                Role.MEMBER,
                received.sender,
                "",
                {"received": today.isoformat()},
                thread=received.thread,
                blank_form=True,
                once=f"form_empty {received.sender.email} {today}",
            )
        )
    return Decision(None, tuple(effects), "A form came back with nothing filled in.", folder="Other")


def more_from_member(
    fact: MoreFromMember, case: Case, branch: Branch, team: Team, policy: Policy
) -> Decision:
    """News from the member: filed to the case, and passed on as news without a word of it."""
    at = max(fact.received.at, case.last_news_at or fact.received.at)
    case = replace(case, last_news_at=at)
    known = {case.member.email, case.reply_to} - {""}
    effects: list[Effect] = [PutRow(case.ref), news(case, fact.received, branch, team, policy)]
    if fact.received.sender.email not in known:
        effects.append(
            Attend(
                case.ref,
                "Something new came in for this case from an address that the case does not know.",
                "Look at the letter in the case's mail folder before acting on it.",
                letter=fact.received.letter,
            )
        )
    return Decision(case, tuple(effects), "The member wrote again.")


def news(case: Case, received: Received, branch: Branch, team: Team, policy: Policy) -> Send:
    """That something came in, to whoever has the case, without a word of it."""
    lead = next((person for person in team.caseworkers if person.email == case.lead), None)
    role = Role.CASEWORKER if lead else Role.COORDINATOR
    to = Person(lead.name, lead.email) if lead else branch.coordinator
    return Send("news", role, to, case.ref, {"received": local_day(received.at, policy).isoformat()})


def letter_for_person(fact: LetterForPerson, case: Case | None, policy: Policy) -> Decision:
    """A letter only a person can place: kept, filed, and named on Needs attention."""
    line = Attend(
        fact.ref,
        f"{fact.why} {came(fact.received, policy)}",
        "Open the letter in Casework/Needs attention and deal with it as you see fit.",
        letter=fact.received.letter,
    )
    return Decision(case, (line,), fact.why, folder="Needs attention")


def automatic_received(fact: AutomaticReceived, case: Case | None) -> Decision:
    """A machine wrote: filed, never parsed, never answered (RFC 3834)."""
    return Decision(
        case, (), f"A machine wrote ({fact.what}): filed, not answered.", folder="" if case else "Other"
    )
