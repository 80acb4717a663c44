"""A branch's first config.yaml: the one supplied, with its invented people and places taken out.

All that is not asked stays as it is there, with the remarks on it, so that it can be found and changed later.
"""

from __future__ import annotations

from collections.abc import Iterator

from jobs.answers import Answers, name_and_address
from jobs.config import default_config
from jobs.config_edit import Path, with_section, with_value, without

HEAD = """\
# The settings of a branch, as casework init wrote them. Letters are read and notices put where the sections
# mailbox and transport say; everything that was not asked is as in the file supplied.
"""

INVENTED: tuple[Path, ...] = (("region", "officials"), ("policy", "employer_domains"))
"""What the file supplied says of its own branch, and nobody is asked about at first."""


def first_config(answers: Answers) -> str:
    """The text of the file. Notices go into a folder and nowhere: mail is let out last, by hand."""
    text = default_config()
    text = HEAD + text[text.index("#\n") :]
    for path, value in _single(answers):
        text = with_value(text, path, value) if value else without(text, path)
    for part in ("coordinator", "secretary", "administrator"):
        text = _with_person(text, part, getattr(answers, part))
    for path in INVENTED:
        text = without(text, path)
    if answers.on_google:
        section = {"kind": "google", "spreadsheet": answers.register, "credentials": answers.credentials}
        text = with_section(text, "register", section | _if_said("endpoint", answers.endpoint))
    else:
        text = with_value(text, ("register", "path"), answers.register)
    if answers.imap:
        names = {"host": answers.imap, "username": answers.username, "password": answers.password}
        text = with_section(text, "mailbox", {"kind": "imap", **names})
    return text


def _single(answers: Answers) -> Iterator[tuple[Path, str]]:
    yield ("branch", "name"), answers.branch
    yield ("branch", "address"), answers.address
    yield ("branch", "nation"), answers.nation
    yield ("mailbox", "path"), "inbox"
    yield ("transport", "path"), "outbox"
    yield ("state",), "state"


def _with_person(text: str, part: str, person: str) -> str:
    if not person:
        return without(text, ("people", part))
    for setting, value in zip(("name", "email"), name_and_address(person), strict=True):
        text = with_value(text, ("people", part, setting), value)
    return text


def _if_said(setting: str, value: str) -> dict[str, str]:
    return {setting: value} if value else {}
