"""`casework check`: every connection tried, each line ok or what to do (TRUST.md §3.1, doctor)."""

from __future__ import annotations

import json
import logging
import shutil
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.config import ConfigProblems, load
from jobs.faults import sentence_of
from jobs.settings import Settings
from notify.notices import NoticeUnfit
from sheets.headers import holds_theirs, is_register
from sheets.register import CanBeAdopted, Described, Register, State, Told

if TYPE_CHECKING:
    from jobs.journal.store import Journal

LEAST_FREE_MB = 200

NOT_YET = (
    "The spreadsheet holds something already, and is no register yet: it is left as it is. To make it the "
    "register with all that stands in it, type casework adopt and its name or web address. Otherwise name an "
    "empty one under register."
)


UNDER_WAY = (
    "The service has sent a change to the register and does not know yet what came of it, so no tab or "
    "column was made now: it is settled when the service runs, or with: casework once"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `problem` is empty where the service can work. `look`: a person should look at the
    `detail` all the same."""

    what: str
    detail: str = ""
    problem: str = ""
    look: bool = False


def run(asked: Namespace) -> int:
    """Print a line for each thing looked at; exit 1 if there is a problem."""
    if not asked.json:
        with _waits_said():
            return 0 if said(look(asked.config)) else 1
    findings = list(look(asked.config))
    print(json.dumps([asdict(finding) for finding in findings]))
    return 1 if any(finding.problem for finding in findings) else 0


class _Waits(logging.Handler):
    """Prints what a call is tried again for, once: it may take a minute."""

    def __init__(self) -> None:
        super().__init__()
        self._last = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Print it, if it is not what was printed last."""
        if (why := record.getMessage()) != self._last:
            print(f"{'wait':8} {'register':10} {why}", flush=True)
        self._last = why


@contextmanager
def _waits_said() -> Iterator[None]:
    log, waits = logging.getLogger("casework.google"), _Waits()
    level = log.level
    log.addHandler(waits)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(waits)
        log.setLevel(level)


def said(findings: Iterable[Finding]) -> bool:
    """Print a line for each, as it comes; whether none is a problem."""
    fine = True
    for finding in findings:
        state = "PROBLEM" if finding.problem else "look" if finding.look else "ok"
        print(f"{state:8} {finding.what:10} {finding.problem or finding.detail}")
        fine = fine and not finding.problem
    return fine


def look(config: Path) -> Iterator[Finding]:
    """Everything worth trying, in the order in which a person would mend it."""
    try:
        settings = load(config)
    except ConfigProblems as problems:
        yield from (Finding("settings", problem=problem) for problem in problems.problems)
        return
    yield Finding("settings", f"{config.name} can be used")
    checks: tuple[tuple[str, Callable[[Settings], Iterable[str | Told]]], ...] = (
        ("records", _state),
        ("mailbox", _mailbox),
        ("register", _register),
        ("transport", _transport),
        ("templates", _templates),
    )
    for what, check in checks:
        try:
            yield from (_finding(what, told) for told in check(settings))
        except Exception as trouble:  # noqa: BLE001  whatever it is, it is this line's finding
            yield Finding(what, problem=sentence_of(trouble)[0])


def _finding(what: str, told: str | Told) -> Finding:
    match told:
        case Told(text, State.WRONG):
            return Finding(what, problem=text)
        case Told(text, state):
            return Finding(what, text, look=state is State.LOOK)
    return Finding(what, told)


def _state(settings: Settings) -> list[str]:
    settings.state.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.state).free // 1_000_000
    if free < LEAST_FREE_MB:
        raise OSError(0, f"only {free} MB are free for the service's records")
    for name in ("state.db", "state.key"):
        path = settings.state / name
        if path.exists() and path.stat().st_mode & 0o077:
            raise OSError(0, f"{name} can be read by others; take that right away with: chmod 600 {name}")
    return [f"the folder for records can be written, {free} MB are free"]


def _mailbox(settings: Settings) -> list[str]:
    from jobs.opening import open_mailbox

    mailbox = open_mailbox(settings)
    count = len(mailbox.waiting())
    more = mailbox.describe() if hasattr(mailbox, "describe") else []
    return [f"can be read, {count} in the inbox", *more]


def _register(settings: Settings) -> Iterator[Told]:
    from jobs.journal.store import BRANCH, open_journal
    from jobs.journal.underway import JournalNotes
    from jobs.opening import open_register
    from sheets.notebook import SetUpNotes

    path = settings.state / "state.db"
    if not path.exists():
        yield from _said_of_register(settings, open_register(settings), None)
        return
    journal = open_journal(path, BRANCH)
    with closing(journal):
        register = open_register(settings, SetUpNotes(JournalNotes(journal)))
        yield from _said_of_register(settings, register, journal)


def _said_of_register(settings: Settings, register: Register, journal: Journal | None) -> Iterator[Told]:
    """What is missing is made first; not while a change of the service's own is under way, since columns
    could be made twice."""
    from jobs import behind
    from sheets.lines import read_availability, read_key_dates, with_absences
    from sheets.roster import read_roster

    if _is_theirs(settings, register):
        yield Told(NOT_YET, State.WRONG)
        return
    if _under_way(journal):
        yield Told(UNDER_WAY, State.LOOK)
    else:
        register.prepare()
    picture = register.read()
    if journal is not None:
        with journal.begin() as book:
            if behind.unknown_writes(book, picture):
                raise behind.JournalBehind
    people, wrong = read_roster(picture.tabs["caseworkers"], settings.policy.all_words())
    periods, unclear = read_availability(picture.tabs["availability"])
    wrong += unclear + with_absences(people, periods)[1] + read_key_dates(picture.tabs["key_dates"])[1]
    rows = len(picture.tabs["cases"].rows)
    yield Told(f"can be read, {rows} rows, {len(people)} caseworkers")
    if isinstance(register, Described):
        yield from register.describe()
    yield from (Told(line, State.LOOK) for line in wrong)


def _under_way(journal: Journal | None) -> bool:
    from jobs.journal.underway import is_open

    if journal is None:
        return False
    with journal.begin() as book:
        return is_open(book)


def _is_theirs(settings: Settings, register: Register) -> bool:
    """Whether it is a spreadsheet of the branch's own, in which nobody has made a register yet."""
    chosen = settings.register_
    if not isinstance(register, CanBeAdopted) or (chosen.kind == "xlsx" and not chosen.path.exists()):
        return False
    return not is_register(register.titles()) and holds_theirs(register.sheets())


def _transport(settings: Settings) -> list[str]:
    from jobs.opening import open_transport

    transport = open_transport(settings)
    if not hasattr(transport, "describe"):
        return ["notices are put into a folder and go nowhere"]
    return list(transport.describe())


def _templates(settings: Settings) -> list[str]:
    from jobs.conversions import branch_of
    from notify.rehearsal import rehearse

    problems = rehearse(branch_of(settings), settings.templates)
    if problems:
        raise NoticeUnfit(" ".join(problems))
    own = "built in" if settings.templates is None else "the branch's own where there are any"
    return [f"every notice can be written ({own})"]
