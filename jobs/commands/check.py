"""`casework check`: every connection tried, each line ok or what to do (TRUST.md §3.1, doctor)."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jobs.config import ConfigProblems, load
from jobs.faults import sentence_of
from jobs.settings import Settings
from notify.notices import NoticeUnfit

LEAST_FREE_MB = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `problem` is empty where all is well."""

    what: str
    detail: str = ""
    problem: str = ""


def run(asked: Namespace) -> int:
    """Print a line for each thing looked at; exit 1 if there is a problem."""
    findings = list(look(asked.config))
    if asked.json:
        print(json.dumps([{"what": f.what, "detail": f.detail, "problem": f.problem} for f in findings]))
    else:
        for finding in findings:
            state, text = ("PROBLEM", finding.problem) if finding.problem else ("ok", finding.detail)
            print(f"{state:8} {finding.what:10} {text}")
    return 1 if any(finding.problem for finding in findings) else 0


def look(config: Path) -> Iterator[Finding]:
    """Everything worth trying, in the order in which a person would mend it."""
    try:
        settings = load(config)
    except ConfigProblems as problems:
        yield from (Finding("settings", problem=problem) for problem in problems.problems)
        return
    yield Finding("settings", f"{config.name} can be used")
    checks: tuple[tuple[str, Callable[[Settings], list[str]]], ...] = (
        ("records", _state),
        ("mailbox", _mailbox),
        ("register", _register),
        ("transport", _transport),
        ("templates", _templates),
    )
    for what, check in checks:
        try:
            yield from (Finding(what, detail) for detail in check(settings))
        except Exception as trouble:  # noqa: BLE001  whatever it is, it is this line's finding
            yield Finding(what, problem=sentence_of(trouble)[0])


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


def _register(settings: Settings) -> list[str]:
    from jobs.opening import open_register
    from sheets.lines import read_availability, read_key_dates, with_absences
    from sheets.roster import read_roster

    register = open_register(settings)
    register.prepare()
    picture = register.read()
    people, wrong = read_roster(picture.tabs["caseworkers"], settings.policy.all_words())
    periods, unclear = read_availability(picture.tabs["availability"])
    wrong += unclear + with_absences(people, periods)[1] + read_key_dates(picture.tabs["key_dates"])[1]
    more = register.describe() if hasattr(register, "describe") else []
    warnings = register.warnings() if hasattr(register, "warnings") else []
    rows = len(picture.tabs["cases"].rows)
    return [f"can be read, {rows} rows, {len(people)} caseworkers", *more, *wrong, *warnings]


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
