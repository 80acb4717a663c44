"""`casework init`: a branch's first config.yaml, and everything in it tried."""

from __future__ import annotations

import sys
from argparse import Namespace
from getpass import getpass
from pathlib import Path

from jobs.answers import PASSWORD_FILE, Answers, NotTaken
from jobs.commands.check import look, said
from jobs.config import of_text
from jobs.first_config import first_config
from jobs.questions import KEPT, completed, taken_from
from jobs.talk import Talk

DONE, PROBLEM, WRONG_USE = 0, 1, 2

LATER = "\n{problem} left for later: put it right, and type casework check."
NEXT = """
What to do next:
  Fill in the tab Caseworkers of the register: a name and one mail address each.
  casework learn FORM shows it your own blank form. casework adopt takes over a casework spreadsheet you have.
  casework once --dry-run says what it would do with letters in the mailbox. casework run leaves it running.
  Nothing leaves this computer yet: notices go into the folder outbox until the section transport of
  {config} says otherwise."""


def run(asked: Namespace) -> int:
    """Ask what was not said (at a terminal), write the config, try everything. Never writes over a config."""
    config: Path = asked.config
    if config.exists():
        print(
            f"There is a {config.name} already, and it stays as it is. To try it, type casework check; for "
            "another branch go into a folder of its own, or name another file with --config.",
            file=sys.stderr,
        )
        return PROBLEM
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    try:
        answers = taken_from(vars(asked), config.parent)
        answers = _led(answers, config) if terminal else completed(answers)
    except NotTaken as fault:
        print(fault, file=sys.stderr)
        return WRONG_USE
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was written. To begin again, type casework init.", file=sys.stderr)
        return PROBLEM
    text = first_config(answers)
    of_text(text, config, secrets=False)  # raises what is wrong with it, before anything is written
    config.parent.mkdir(parents=True, exist_ok=True)
    with config.open("x", encoding="utf-8") as file:
        file.write(text)
    print(f"{config.name} is written. Now everything in it is tried.\n")
    fine = _tried(config, terminal=terminal)
    print(NEXT.format(config=config.name))
    return DONE if fine else PROBLEM


def _led(said_before: Answers, config: Path) -> Answers:
    print("Casework is set up in a few questions. Ctrl-C stops; nothing is written before the last one.\n")
    answers = Talk(config, input, print).answers(said_before)
    if answers.password == KEPT:
        _keep_password(config.parent / PASSWORD_FILE)
    return answers


def _keep_password(file: Path) -> None:
    """Put it into a file that only its owner can read; what is there stays as it is."""
    if file.exists():
        return
    typed = getpass(f"The password (it is not shown; Enter: put it into {file.name} later): ")
    if typed:
        file.touch(mode=0o600, exist_ok=False)
        file.write_text(f"{typed}\n", encoding="utf-8")


def _tried(config: Path, *, terminal: bool) -> bool:
    """Whether everything works in the end; at a terminal tried again as often as somebody likes."""
    while not said(look(config)):
        if not terminal:
            print(LATER.format(problem="What is a problem is"))
            return False
        try:
            typed = input("\nPut that right and press Enter to try again, or type later: ")
        except (EOFError, KeyboardInterrupt):
            typed = "later"
        if typed.strip():
            print(LATER.format(problem="That is"))
            return False
        print()
    return True
