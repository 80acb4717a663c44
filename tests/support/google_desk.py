"""The whole engine over a Google Sheet, which can be stopped at any moment and started anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from jobs.journal.store import Journal
from jobs.journal.underway import JournalNotes
from jobs.tick import Turn
from sheets.google import LATE, GoogleRegister
from sheets.google_http import Patience
from sheets.notebook import Notebook
from sheets.register import Register
from tests.sheets_emulator import Running
from tests.sheets_emulator.ways import USUAL, Ways
from tests.support.branches import CASEWORKERS
from tests.support.engine import Desk, world_over
from tests.support.google_register import Keyboard, Seconds, google_server, put_prepared, register_over


@dataclass(slots=True)
class GoogleDesk:
    """A branch's desk over a Google Sheet. `clock` is the service's and the server's.

    `notebook` and `late` are those of the register, `wrap` what is put round it.
    """

    folder: Path
    running: Running
    clock: Seconds
    desk: Desk | None = None
    asked: Callable[[], None] | None = None  # called whenever a call is about to be made
    notebook: Callable[[Journal], Notebook] = JournalNotes
    late: float = LATE
    wrap: Callable[[GoogleRegister], Register] = lambda register: register
    _open: ExitStack = field(default_factory=ExitStack)

    def start(self) -> Desk:
        """The service, begun anew with the journal that there is."""
        self._open.close()

        def clock() -> float:
            if self.asked is not None:
                self.asked()
            return self.clock()

        patience = Patience(sleep=self.clock.sleep, clock=clock, chance=lambda: 1.0)

        def register(journal: Journal) -> Register:
            notebook = self.notebook(journal)
            made = register_over(self.running, patience=patience, notebook=notebook, late=self.late)
            self._open.callback(made.close)
            return self.wrap(made)

        world = self._open.enter_context(world_over(self.folder, register))
        world = replace(world, steady=self.clock)
        before = self.desk
        self.desk = Desk(self.folder, world, Keyboard(self.running))  # type: ignore[arg-type]
        if before is not None:
            self.desk.now, self.desk.numbers = before.now, before.numbers
        return self.desk

    def turn(self, minutes: int = 1) -> Turn:
        """One turn, and then so many minutes."""
        assert self.desk is not None
        done = self.desk.turn(minutes=minutes)
        self.clock.sleep(60.0 * minutes)
        return done

    def stop(self) -> None:
        self._open.close()


@contextmanager
def google_desk(folder: Path, ways: Ways = USUAL) -> Iterator[GoogleDesk]:
    """A desk whose register is made, and whose caseworkers are typed in; the service runs."""
    clock = Seconds(1000.0)
    with google_server(folder, ways) as (_, running):
        put_prepared(running)
        running.emulator.clock = clock
        for at, person in enumerate(CASEWORKERS, 2):
            for title, value in (
                ("Name", person.name),
                ("Email", person.email),
                ("Department", person.department),
            ):
                running.human().edit("Caseworkers", at, title, value)
        made = GoogleDesk(folder, running, clock)
        made.start()
        try:
            yield made
        finally:
            made.stop()
