"""Faults as a person is told them: one plain sentence, what to do, and an exit code."""

from __future__ import annotations

from casework.plan.check import PlanBroken
from casework.plan.reading import ProblemUnreadable
from casework.plan.what_if import NobodyOfThatName
from ingest.lesson import NotLearnt
from ingest.mailbox import MailboxRefused, MailboxUnreachable
from ingest.reader import ReaderUnavailable
from jobs.config import ConfigProblems, SecretMissing
from jobs.config_edit import NotEdited
from jobs.keys import KeysUnreadable
from jobs.learnt_file import LearntUnreadable
from jobs.lock import AlreadyRunning
from notify.notices import NoticeUnfit
from notify.transport import Deferred
from sheets.register import RegisterBroken, RegisterBusy, RegisterError

PROBLEM, LATER = 1, 75

LATER_FAULTS = (MailboxUnreachable, RegisterBusy, AlreadyRunning, ReaderUnavailable)
PLAIN_FAULTS = (
    ConfigProblems,
    LearntUnreadable,
    NotEdited,
    NotLearnt,
    SecretMissing,
    KeysUnreadable,
    MailboxRefused,
    RegisterBroken,
    RegisterError,
    NobodyOfThatName,
    NoticeUnfit,
    Deferred,
    PlanBroken,
    ProblemUnreadable,
    FileNotFoundError,
)


def sentence_of(trouble: Exception) -> tuple[str, int]:
    """What to print about a fault, and the exit code (DESIGN.md §5)."""
    if isinstance(trouble, LATER_FAULTS):
        return str(trouble), LATER
    if isinstance(trouble, FileNotFoundError):
        return f"There is no file {trouble.filename}. Check the name.", PROBLEM
    if isinstance(trouble, PLAIN_FAULTS) or type(trouble).__module__.startswith("jobs.journal"):
        return str(trouble), PROBLEM
    if isinstance(trouble, OSError):
        return f"The disk said no ({trouble.strerror or type(trouble).__name__}). Check its space.", PROBLEM
    if type(trouble).__module__.startswith(("sqlite3", "sqlalchemy")):
        return (
            "The journal (state.db) cannot be used. Check the disk, or restore the newest backup. "
            "To see where it failed, run the command again with: casework --debug",
            PROBLEM,
        )
    return (
        f"Something went wrong that we did not foresee ({type(trouble).__name__}). Nothing was lost. "
        "To see where, run the command again with: casework --debug",
        PROBLEM,
    )
