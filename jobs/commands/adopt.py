"""`casework adopt FILE|SPREADSHEET`: a branch's own casework spreadsheet becomes the register."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from jobs.adopt import Adopted, NotAdopted, adopt, backup_of, open_target, target_of
from jobs.adopting import Adoption, adoption
from jobs.config import load, of_text
from jobs.conversions import policy_of
from jobs.lock import only_one
from sheets.adoption_words import STATUSES, WORDINGS
from sheets.columns import fold
from sheets.foreign import Foreign, understand

DONE, PROBLEM, WRONG_USE = 0, 1, 2
SHOWN, MOST_WORDS = 15, 40
FIELDS = {
    "ref": "reference", "name": "member's name", "first_name": "first name", "surname": "surname",
    "email": "email", "phone": "phone", "membership_number": "membership no", "department": "department",
    "employer": "employer", "received": "received", "status": "status", "lead": "caseworker",
    "second": "second", "category": "category", "key_date": "next date", "closed": "date closed",
    "outcome": "outcome", "notes": "notes", "stage": "stage", "extra_work": "extra work",
    "emotional": "emotional rating", "max_cases": "most cases",
}  # fmt: skip


def run(asked: Namespace) -> int:
    """Show what each column is taken for; with `--yes` make it the register."""
    text = asked.config.read_text(encoding="utf-8")
    settings = load(asked.config)
    now = datetime.now(UTC)
    try:
        said, means = _said(asked.assign), _means(asked.means)
        target = target_of(asked.target, settings, asked.credentials)
        register = open_target(target, settings)
        tabs = [table for sheet in register.sheets() for table in understand(sheet, said)]
        plan = adoption(tabs, policy_of(settings, range(now.year - 1, now.year + 3)), now, means)
        print(table(tabs, plan, shutil.get_terminal_size((100, 24)).columns))
        if unseen := [title for title in register.titles() if title not in {tab.title for tab in tabs}]:
            left = f"Hidden, and so left alone (show them first if they hold cases): {', '.join(unseen)}"
            print(_harmless(left))
        if not plan.cases:
            raise NotAdopted(
                "No tab was found whose rows are cases. It takes a header for the member's name or the "
                'reference, and two more. Say what a column is with --assign "HEADER=name".'
            )
        if not asked.yes:
            print("Nothing has been done. Add --yes to make this the register.")
            return DONE
        with only_one(settings.state):
            kept = backup_of(target, register, settings, now)
            read_from = list(dict.fromkeys(tab.title for tab in tabs if tab.kind))
            done = adopt(target, register, plan, asked.config, read_from, text, now)
    except NotAdopted as fault:
        print(fault, file=sys.stderr)
        return PROBLEM
    print(_told(done, kept, asked.config))
    of_text(asked.config.read_text(encoding="utf-8"), asked.config)
    return DONE


def table(tabs: Sequence[Foreign], plan: Adoption, width: int) -> str:
    """What was recognised, tab by tab: no member's words, only headers, counts and statuses."""
    lines: list[str] = []
    for tab in tabs:
        kinds = {"cases": f"{len(tab.lines)} cases", "people": f"{len(tab.lines)} caseworkers"}
        lines.append(f"{tab.title}: {kinds.get(tab.kind, 'left alone')}")
        if not tab.kind:
            continue
        lines[-1] += f", headers in row {tab.header}"
        for column in tab.columns:
            if not column.header and not column.filled:
                continue
            taken = _taken_for(column.field, tab.kind)
            doubt = "   please look" if column.doubtful else ""
            header = _on_a_line(column.header)
            lines.append(f"   {header[:34] or '(no header)':36}{column.filled:>5} filled   {taken}{doubt}")
        if tab.beside:
            lines.append(f"   left alone beside the table, behind a blank column: {tab.beside}")
        if tab.shared:
            lines.append(f"   merged cells, which count for each of their rows: {tab.shared}")
        if over := sum(line.closed and not line.text("status") for line in tab.lines):
            lines.append(f"   closed, by a title above them, as nothing stands under their status: {over}")
        if tab.skipped:
            numbers = ", ".join(map(str, tab.skipped[:8])) + (" …" if len(tab.skipped) > 8 else "")
            lines.append(
                f"   left out as headings, totals or without a name: {len(tab.skipped)} (rows {numbers})"
            )
    if plan.statuses:
        lines.append(
            'Statuses in your words (say --means "WORD=STATUS" where one is taken for the wrong thing):'
        )
        lines += _statuses(plan)
    lines += [f"{sentence}" for sentence in plan.said[:SHOWN]]
    if len(plan.said) > SHOWN:
        lines.append(f"and {len(plan.said) - SHOWN} lines like these")
    shown = (_harmless(line) for line in lines)
    return "\n".join(line[:width].rstrip() if line.startswith("   ") else line for line in shown)


def _statuses(plan: Adoption) -> list[str]:
    """What each word is taken for and how often, the unknown ones first; free text would fill the screen."""
    known = sorted(plan.statuses.items(), key=lambda each: ("do not know" not in each[0][1], each[0]))
    lines = [f"   {_on_a_line(said)[:34]:36}{count:>5}x   {ours}" for (said, ours), count in known]
    return lines[:MOST_WORDS] + (
        [f"   and {len(lines) - MOST_WORDS} more"] if len(lines) > MOST_WORDS else []
    )


def _on_a_line(text: str) -> str:
    return _harmless(" ".join(text.split()))


def _harmless(text: str) -> str:
    """A line without what a terminal would take for an order, or turn round."""
    return "".join(sign for sign in text if sign.isprintable())


def _taken_for(field: str, kind: str) -> str:
    if field == "name" and kind == "people":
        return "caseworker's name"
    return FIELDS.get(field, "yours: kept, and copied into Notes")


def _said(assigned: Sequence[str]) -> dict[str, str]:
    """HEADER=field, as typed. Raises `NotAdopted`."""
    said = {}
    for text in assigned:
        header, equals, field = text.rpartition("=")
        field = field.strip().casefold().replace(" ", "_")
        if not equals or (field not in WORDINGS and field != "none"):
            known = ", ".join([*WORDINGS, "none"])
            raise NotAdopted(
                f'"{text}" does not say what a column is: write HEADER=FIELD, with one of {known}.'
            )
        said[fold(header)] = field
    return said


def _means(typed: Sequence[str]) -> dict[str, str]:
    """WORD=status, as typed. Raises `NotAdopted`."""
    means = {}
    for text in typed:
        word, equals, status = text.rpartition("=")
        status = status.strip().capitalize()
        if not equals or status not in STATUSES:
            known = ", ".join(STATUSES)
            raise NotAdopted(
                f'"{text}" does not say what a status means: write WORD=STATUS, with one of {known}.'
            )
        means[fold(word)] = status
    return means


def _told(done: Adopted, kept: Path, config: Path) -> str:
    return (
        f"{done.cases} cases are in the register now, with their references; {done.people} caseworkers.\n"
        f"{done.beside}\n{config} names this spreadsheet as the register; what it said before is in "
        f"{done.config_before}.\nA copy of all as it was: {kept}\n{done.undo}"
    )
