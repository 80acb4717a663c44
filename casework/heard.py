"""A caseworker's word, and all that a decision about it looks at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from casework.effects import Grant, Send, Words
from casework.facts.answers import WordSaid
from casework.model import Branch, Case, Person, Policy, Role, Team
from casework.own_word import Standing, standing_of
from casework.standing import last_day, offers_of

GRANT_DAYS = 365
"""How long a caseworker may answer a mail of ours with a word about themselves or their case."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A word, who said it, and all that a decision about it looks at."""

    fact: WordSaid
    case: Case | None
    name: str
    branch: Branch
    policy: Policy
    team: Team
    now: datetime

    @property
    def ref(self) -> str:
        """The case that the mail was about, or empty."""
        return self.case.ref if self.case else ""

    @property
    def standing(self) -> Standing:
        """What they have told us of themselves so far."""
        return standing_of(self.team.standings, self.fact.caseworker)

    @property
    def on_case(self) -> bool:
        """Whether the case is theirs now."""
        case = self.case
        return case is not None and self.fact.caseworker in (case.lead, case.second)

    def to_them(self, kind: str, **words: str | list[str]) -> Send:
        """A notice to them, that they can answer in turn."""
        to = Person(self.name, self.fact.caseworker)
        grant = Grant(self.ref, to.email, "caseworker", days=GRANT_DAYS)
        told: Words = {"ref": self.ref, **words}
        return Send(kind, Role.CASEWORKER, to, self.ref, told, self.fact.received.thread, grant)

    def noted(self, said: str, still_open: bool = False, **words: str | list[str]) -> Send:
        """The short thanks that says what we understood, so that a slip is seen. `still_open`: an offer to
        them that waits is mentioned, and can be answered there."""
        empty: dict[str, str | list[str]] = {"start": "", "end": "", "days": [], "spent": [], "answer_by": ""}
        return self._offering(self.to_them("noted", **(empty | {"said": said} | words)), still_open)

    def noted_kinds(self, words: Words, still_open: bool) -> Send:
        """The same of KINDS and NOT YET."""
        told = self.to_them("kinds_noted")
        words = {**told.words, "answer_by": "", **words}
        return self._offering(replace(told, words=words), still_open)

    def _offering(self, told: Send, still_open: bool) -> Send:
        asked = offers_of(self.case) if self.case and still_open else ()
        offer = next((one for one in asked if one.caseworker == self.fact.caseworker), None)
        if offer is None:
            return told
        words = {**told.words, "answer_by": last_day(offer, self.policy).isoformat()}
        return replace(told, words=words, grant=Grant(self.ref, offer.caseworker, "offer", offer.number))
