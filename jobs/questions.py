"""What `casework init` asks: one table, for the options of the command line and the terminal alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jobs import answers as taken
from jobs.answers import PASSWORD_FILE, Answers, NotTaken, Take


def _always(said: Answers) -> bool:
    return True


def _on_google(said: Answers) -> bool:
    return said.on_google


def _by_imap(said: Answers) -> bool:
    return bool(said.imap)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the answer it fills in, its words, what it takes.

    `usual`: what is taken where nothing is said. `without`: what it means to say nothing, where one may.
    `matters`: whether it is asked, with what has been said before it.
    """

    name: str
    words: str
    take: Take
    usual: str = ""
    without: str = ""
    matters: Callable[[Answers], bool] = _always


KEPT = f"${{file:{PASSWORD_FILE}}}"
"""Where the mailbox's password is kept, unless somebody says otherwise."""

QUESTIONS = (
    Question("branch", "The branch's name, as members know it", taken.text),
    Question("address", "The mail address that members send the form to", taken.address),
    Question("nation", f"Whose bank holidays ({', '.join(taken.NATIONS)})", taken.nation, taken.NATIONS[0]),
    Question("coordinator", "Who decides about cases: name and mail address", taken.person),
    Question("secretary", "The branch secretary: name and mail address", taken.person, without="nobody"),
    Question("administrator", "Who looks after this service: the same", taken.person, without="nobody"),
    Question("register", "The register: a workbook's name, or a Google Sheet's web address", taken.register),
    Question("credentials", "The key file of the service account", taken.key_file, matters=_on_google),
    Question("imap", "The IMAP server of the mailbox", taken.host, without="a folder on this computer"),
    Question("username", "The name that the mailbox is opened with", taken.text, matters=_by_imap),
    Question("password", "Where its password is kept", taken.reference, KEPT, matters=_by_imap),
)
"""In the order in which they are asked."""

BY_NAME = {question.name: question for question in QUESTIONS}


def taken_from(options: Mapping[str, str | None], folder: Path) -> Answers:
    """What was said on the command line; `folder` is that of config.yaml. Raises `NotTaken`."""
    found = Answers(endpoint=options.get("endpoint") or "")
    for question in QUESTIONS:
        if said := options.get(question.name):
            try:
                found = replace(found, **{question.name: question.take(said, folder)})
            except NotTaken as fault:
                raise NotTaken(f"--{question.name}: {fault}") from None
    return found


def completed(said: Answers) -> Answers:
    """With what is usual where nothing was said. Raises `NotTaken`, naming every option that is missing."""
    missing = []
    if said.imap and not said.username:
        said = replace(said, username=said.address)
    for question in QUESTIONS:
        if getattr(said, question.name) or not question.matters(said):
            continue
        if question.usual:
            said = replace(said, **{question.name: question.usual})
        elif not question.without:
            missing.append(f"  --{question.name}  {question.words}")
    if missing:
        raise NotTaken("\n".join(["There is no terminal to ask at. Say these too:", *missing]))
    return said
