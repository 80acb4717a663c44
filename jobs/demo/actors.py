"""Coordinator and caseworkers: they know only the notices that came to them, and answer as people do.

By a tap on a line, by replying in their own words, in the register, or not at all. Which of these, stands in
the script (letters.yaml, `story`); whom to write to and about what, they take from the notice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from jobs.demo.cast import Actor
from jobs.demo.letters import Writers, quoted
from jobs.demo.outbox import Notice
from jobs.demo.programs import Mail, reply_text, write
from jobs.demo.script import Later, Step
from sheets.lists import APPROVE
from sheets.person import Typed

BETWEEN = timedelta(minutes=2)
"""From one answer of a sitting to the next."""

ASKING = frozenset({"suggested", "no_one", "offered", "reminded", "unclear", "ask_back", "closing"})
"""Notices that want an answer. All others that come to a caseworker can be answered with a word too."""

PUT_BACK = "Nobody was asked:"
"""In a suggestion that answers an ok: somebody in it has been asked about another case meanwhile."""

_AWAY = (
    "I am away and will read my mail when I am back. For anything that cannot wait, please ask the branch."
)


@dataclass(slots=True)
class Sat:
    """What came of one sitting: mails to the branch with their moments, and rows typed into the register."""

    until: datetime
    mails: list[tuple[datetime, bytes]] = field(default_factory=list)
    typed: list[Typed] = field(default_factory=list)


@dataclass(slots=True)
class Company:
    """The people who answer; `stories` are the steps still to come, by the name of the letter."""

    writers: Writers
    stories: dict[str, deque[Step]]
    laters: list[Later]
    read: set[str] = field(default_factory=set)
    begun: dict[tuple[str, str], tuple[Notice, deque[str]]] = field(default_factory=dict)
    answers: int = 0

    def sit(self, actors: Mapping[str, Actor], moment: datetime) -> Sat:
        """These people (by address) read their mail and do the next thing about each notice."""
        sat = Sat(moment)
        for notice in self.writers.outbox.notices():
            if notice.to in actors and notice.message_id not in self.read:
                self.read.add(notice.message_id)
                self._take_up(notice)
        for (address, ref), (notice, moves) in list(self.begun.items()):
            if address in actors:
                move = moves.popleft()
                if not moves:
                    del self.begun[address, ref]
                self._do(move, notice, actors[address], sat)
        return sat

    def _take_up(self, notice: Notice) -> None:
        """A notice that wants an answer uses up a step of its case's story; a reminder joins it.

        One that only tells something is answered once, where the script says so.
        """
        if notice.reply_to == self.writers.branch.address:
            return
        place = (notice.to, notice.ref)
        if notice.kind not in ASKING:
            if later := self._later(notice):
                self.begun[place] = (notice, deque(later.moves))
            return
        if place in self.begun:
            self.begun[place] = (notice, self.begun[place][1])
            return
        if notice.kind == "suggested" and PUT_BACK in notice.text:  # her ok, once more
            self.begun[place] = (notice, deque(["ok"]))
            return
        story = next(
            (steps for name, steps in self.stories.items() if self.writers.ref(name) == notice.ref), None
        )
        if story:
            self.begun[place] = (notice, deque(story.popleft()))

    def _later(self, notice: Notice) -> Later | None:
        """What somebody says in answer to a notice that asks nothing; each entry of the script once."""
        for later in self.laters:
            about = self.writers.ref(later.letter) if later.letter else ""
            if later.kind == notice.kind and about == notice.ref:
                self.laters.remove(later)
                return later
        return None

    def _do(self, move: str, notice: Notice, actor: Actor, sat: Sat) -> None:
        verb, _, words = move.partition(" ")
        match verb:
            case "ok":
                self._reply(verb, notice, actor, sat)
            case "reply" | "say":
                self._reply(words, notice, actor, sat)
            case "work":
                self._reply(words, notice, _at_work(actor), sat)
            case "tap":
                link = notice.links[words]
                self._send(link.text, notice, actor, sat, to=link.to, subject=link.subject, threaded=False)
            case "away":
                automatic = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
                subject = f"Automatic reply: {notice.subject}"
                self._send(
                    _AWAY, notice, actor, sat, to=notice.sender.email, subject=subject, headers=automatic
                )
            case "approve":
                sat.typed.append(Typed("cases", notice.ref, {"decision": APPROVE}))
            case "choose":
                sat.typed.append(Typed("cases", notice.ref, {"decision": words}))
            case "leave" | "wait":
                return
            case _:
                raise ValueError(f"There is no move called {verb}.")

    def _reply(self, words: str, notice: Notice, actor: Actor, sat: Sat) -> None:
        text = reply_text(words, actor.program, quoted(notice))
        self._send(text, notice, actor, sat, to=notice.reply_to, subject=f"Re: {notice.subject}")

    def _send(
        self,
        text: str,
        notice: Notice,
        actor: Actor,
        sat: Sat,
        *,
        to: str,
        subject: str,
        threaded: bool = True,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.answers += 1
        sat.until += BETWEEN
        mail = Mail(
            key=f"{self.answers} {notice.ref} {actor.email}",
            sender=actor.person,
            to=to,
            subject=subject,
            text=text,
            date=sat.until,
            in_reply_to=notice.message_id if threaded else "",
            references=(*notice.references, notice.message_id) if threaded else (),
            headers=headers or {},
        )
        sat.mails.append((sat.until, write(mail, actor.program)))


def _at_work(actor: Actor) -> Actor:
    """The same person at their desk: another address, another program."""
    local = actor.email.partition("@")[0]
    return Actor(actor.name, f"{local}@northgate-college.example", "outlook")
