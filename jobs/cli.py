"""The command line. Each command lives in a module of its own, imported only when it is asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from jobs.loading import loading

DONE, PROBLEM, WRONG_USE, LATER = 0, 1, 2, 75

COMMANDS = {
    "demo": "play through an invented branch on this machine, without any account",
    "init": "set up a new branch: its settings, its register, and every connection tried",
    "check": "try every connection and say what to do about each problem",
    "once": "do everything that is to be done now, and stop",
    "run": "keep doing it, until stopped",
    "read": "read mails or documents and print what was understood; nothing else happens",
    "suggest": "why these caseworkers for a case, and why not others; or the fairest plan for a problem file",
    "what-if": "more cases, volunteers or leave, and what would come of it in a quarter",
    "region": "cases for the region: those still at the branch, what it was asked, and how fast it answers",
    "calibrate": "the points of each category against the hours that caseworkers told; nothing is changed",
    "load": "how each caseworker's load is worked out, case by case",
    "capacity": "a statement for the committee, without names: what the branch can take",
    "status": "how many cases, what waits for a person, when each connection last worked",
    "explain": "a case's history: each fact, what was decided, and why",
    "adopt": "make your own casework spreadsheet the register; yours stays as it is",
    "rebuild": "a new journal from register and mailbox, or (--register) an empty register from the journal",
    "export": "every tab of the register as a .csv file, safe to open in a spreadsheet",
    "retry": "take up a letter or a notice that was set aside",
    "meant": "say that rows or cells which are gone from the register at once were meant to go",
    "blank": "the branch's blank form",
    "learn": "learn your own blank form, so that returned ones are read surely",
}


def parser() -> argparse.ArgumentParser:
    """The whole of what can be typed."""
    top = argparse.ArgumentParser(
        prog="casework", description="The casework service of a union branch, by email and spreadsheet."
    )
    top.add_argument("--debug", action="store_true", help="show where a fault came from")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    made = {name: commands.add_parser(name, help=text, description=text) for name, text in COMMANDS.items()}
    configured = ("check", "once", "run", "status", "explain", "retry", "read", "blank", "learn", "rebuild")
    for name in (
        *configured,
        "init",
        "adopt",
        "export",
        "meant",
        "suggest",
        "what-if",
        "region",
        "calibrate",
        "capacity",
        "load",
    ):
        made[name].add_argument(
            "--config", type=Path, default=Path("config.yaml"), help="the settings (default: ./config.yaml)"
        )
    told = ("check", "once", "read", "status", "explain", "suggest", "what-if", "region", "calibrate")
    for name in (*told, "capacity", "load"):
        made[name].add_argument("--json", action="store_true", help="for programs: JSON instead of text")
    for name in ("once", "run"):
        made[name].add_argument("--verbose", action="store_true", help="say what happens while it happens")
    made["once"].add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    for name in ("once", "rebuild"):
        made[name].add_argument("--now", metavar="ISO", help="work as if it were this moment")
    made["read"].add_argument("files", nargs="+", type=Path, metavar="FILE")
    which = made["suggest"].add_mutually_exclusive_group()
    which.add_argument(
        "ref",
        nargs="?",
        metavar="REF",
        help="a case, such as C-2026-0042; without it: all that wait",
    )
    which.add_argument("--problem", metavar="FILE", help='cases and caseworkers as JSON; "-": standard input')
    branch = made["what-if"].add_mutually_exclusive_group()
    branch.add_argument("file", nargs="?", metavar="FILE", help="as --problem; without it: your own register")
    branch.add_argument("--problem", metavar="FILE", help="cases and caseworkers as for suggest --problem")
    for name, text in (("cases", "so many more cases in the quarter"), ("volunteers", "so many new ones")):
        made["what-if"].add_argument(f"--{name}", type=_count, default=0, metavar="N", help=text)
    made["what-if"].add_argument("--leave", nargs="+", default=[], metavar="NAME", help="who would be away")
    made["capacity"].add_argument(
        "--exact", action="store_true", help="numbers under 5 too: for the coordinator alone"
    )
    made["load"].add_argument(
        "name", nargs="*", metavar="NAME", help="of one caseworker; without it, everybody"
    )
    made["learn"].add_argument("files", nargs="+", type=Path, metavar="BLANK", help="the form, not filled in")
    made["learn"].add_argument(
        "--assign",
        action="append",
        default=[],
        metavar="QUESTION=FIELD",
        help='what a question asks for (its words or its number in the table), or an option means; "none": '
        'not kept; "text": no question. May be given several times',
    )
    made["learn"].add_argument("--dry-run", action="store_true", help="show the table, write nothing")
    made["explain"].add_argument("ref", metavar="REF", help="a case's reference, such as C-2026-0042")
    made["retry"].add_argument("key", metavar="KEY", help="as Needs attention or status names it")
    made["adopt"].add_argument(
        "target", metavar="FILE|SPREADSHEET", help="an .xlsx workbook, or a Google Sheet"
    )
    _yes_or_not(made["adopt"], "do it; without this it is only shown")
    made["adopt"].add_argument(
        "--assign",
        action="append",
        default=[],
        metavar="HEADER=FIELD",
        help='what a column is; "none": yours',
    )
    made["adopt"].add_argument(
        "--means",
        action="append",
        default=[],
        metavar="WORD=STATUS",
        help="what a status in your words is: New, Active, Waiting or Closed",
    )
    made["adopt"].add_argument(
        "--credentials", type=Path, metavar="FILE", help="a service account's key file"
    )
    made["rebuild"].add_argument("--register", action="store_true", help="fill an empty register instead")
    _yes_or_not(made["rebuild"], "do it; without this it is only said")
    _yes_or_not(made["meant"], "say so; without this it is only shown what is gone")
    made["export"].add_argument("folder", type=Path, metavar="FOLDER", help="made if it is not there")
    _setting_up(made["init"])
    made["demo"].add_argument("--folder", type=Path, default=Path("demo"), help="default: ./demo")
    made["demo"].add_argument(
        "--smtp", action="store_true", help="send the notices through a mail server on this machine"
    )
    formats = ["docx", "pdf", "odt", "txt", "html"]
    made["blank"].add_argument("--format", nargs="+", choices=formats, default=["docx"], help="one or more")
    made["blank"].add_argument("--out", type=Path, help="a folder (default: this one; txt: the terminal)")
    return top


def _yes_or_not(command: argparse.ArgumentParser, words: str) -> None:
    """`--yes`; and `--dry-run`, which says what is so without it."""
    either = command.add_mutually_exclusive_group()
    either.add_argument("--yes", action="store_true", help=words)
    either.add_argument("--dry-run", action="store_true", help="the same as without --yes")


def _setting_up(init: argparse.ArgumentParser) -> None:
    """Options for all that `casework init` asks at a terminal (jobs/questions.py)."""
    person = '"NAME ADDRESS"'
    for name, sample, text in (
        ("branch", "NAME", "the branch's name, as members know it"),
        ("address", "ADDRESS", "the mail address that members send the form to"),
        ("nation", "NATION", "england (unless said), scotland, wales or northern-ireland"),
        ("coordinator", person, 'who decides about cases: "Ana Ruiz ana@home.example"'),
        ("secretary", person, "the branch secretary, if there is one to write to"),
        ("administrator", person, "who looks after this service, if anybody does"),
        ("register", "FILE|SPREADSHEET", "a workbook, or a Google Sheet's web address"),
        ("credentials", "FILE", "for a Google Sheet: the key file of the service account"),
        ("endpoint", "ADDRESS", argparse.SUPPRESS),  # another server than Google's, for tests
        ("imap", "SERVER", "the mailbox's server; without it, a folder on this computer"),
        ("username", "NAME", "the name it is opened with (unless said: the address)"),
        ("password", "REFERENCE", "where its password is kept: ${file:PATH} or ${env:NAME}"),
    ):
        init.add_argument(f"--{name}", metavar=sample, help=text)


def _count(text: str) -> int:
    """A number of cases or people that a branch could have."""
    if not text.isdecimal() or int(text) > 1000:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 0 to 1000")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 done, 1 a problem that was explained, 2 wrong use, 75 try later."""
    asked = parser().parse_args(arguments)
    try:
        code: int = _command(asked.command).run(asked)
        return code
    except KeyboardInterrupt:
        return PROBLEM
    except BrokenPipeError:
        return DONE
    except Exception as trouble:
        if asked.debug:
            raise
        return _explain(trouble)


def _command(name: str) -> ModuleType:
    with loading():
        return import_module(f"jobs.commands.{name.replace('-', '_')}")


def _explain(trouble: Exception) -> int:
    """One plain sentence and what to do; never a traceback."""
    from jobs.faults import sentence_of

    text, code = sentence_of(trouble)
    print(text, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
