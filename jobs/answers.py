"""What `casework init` is told about a branch: each answer brought into the form in which it is written down.

Every answer is a text, so that options and questions are taken alike. Files and folders are written as they
are found from the folder of config.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from jobs.secrets import Secret
from jobs.setting_types import Email, Host, Text
from jobs.spreadsheets import NoSpreadsheet, spreadsheet_in
from sheets.google_http import account_of
from sheets.register import RegisterError

NATIONS = ("england", "scotland", "wales", "northern-ireland")
PASSWORD_FILE = "mailbox-password"

_TEXT, _EMAIL, _HOST = TypeAdapter[str](Text), TypeAdapter[str](Email), TypeAdapter[str](Host)
_PERSON = re.compile(r"(?P<name>[^<>@,;]*\S)[\s<,;]+(?P<email>[^\s<>,;]+@[^\s<>,;]+)[\s>]*")


class NotTaken(Exception):
    """An answer that cannot be used; the message says why and what to write."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that is asked; "" is not said. People are "Name <address>", `register` is a file or an id."""

    branch: str = ""
    address: str = ""
    nation: str = ""
    coordinator: str = ""
    secretary: str = ""
    administrator: str = ""
    register: str = ""
    credentials: str = ""
    endpoint: str = ""
    imap: str = ""
    username: str = ""
    password: str = ""

    @property
    def on_google(self) -> bool:
        """Whether the register is to be a Google Sheet."""
        return bool(self.register) and isinstance(spreadsheet_in(self.register), str)


Take = Callable[[str, Path], str]
"""An answer, and the folder of config.yaml, to what is written down. Raises `NotTaken`."""


def text(answer: str, folder: Path) -> str:
    """Any words."""
    return _valid(_TEXT, answer)


def address(answer: str, folder: Path) -> str:
    """One mail address."""
    return _valid(_EMAIL, answer)


def host(answer: str, folder: Path) -> str:
    """A server's name."""
    return _valid(_HOST, answer)


def nation(answer: str, folder: Path) -> str:
    """Whose bank holidays are kept."""
    word = "-".join(answer.casefold().split())
    if word not in NATIONS:
        raise NotTaken(f"{answer} is none of {', '.join(NATIONS)}.")
    return word


def person(answer: str, folder: Path) -> str:
    """A name and a mail address, in that order."""
    found = _PERSON.fullmatch(answer.strip())
    if found is None:
        raise NotTaken(f"{answer} is not a name and a mail address. Write both: Ana Ruiz ana@home.example")
    return f"{found['name'].rstrip(' ,;')} <{_valid(_EMAIL, found['email'])}>"


def register(answer: str, folder: Path) -> str:
    """A workbook's file, or a Google Sheet by its web address or the code in it."""
    try:
        found = spreadsheet_in(answer)
    except NoSpreadsheet as fault:
        raise NotTaken(f"{fault} A workbook's name ends in .xlsx.") from fault
    return found if isinstance(found, str) else _from(folder, _meant(found, folder))


def sheet(answer: str, folder: Path) -> str:
    """A Google Sheet by its web address or the code in it."""
    found = register(answer, folder)
    if not isinstance(spreadsheet_in(found), str):
        raise NotTaken(f"{answer} is a workbook. Write the sheet's web address.")
    return found


def key_file(answer: str, folder: Path) -> str:
    """The key file of a service account, which can be read."""
    path = _meant(Path(answer).expanduser(), folder)
    try:
        account_of(path)
    except RegisterError as fault:
        raise NotTaken(str(fault)) from fault
    return _from(folder, path)


def reference(answer: str, folder: Path) -> str:
    """Where a secret is kept, never the secret itself."""
    try:
        Secret.parse(answer, folder)
    except ValueError as fault:
        raise NotTaken(f"A password {fault}.") from None
    return answer.strip()


def name_and_address(person: str) -> tuple[str, str]:
    """Both, of a person as `Answers` has them."""
    name, _, email = person.rpartition(" <")
    return name, email.rstrip(">")


def _valid(kind: TypeAdapter[str], answer: str) -> str:
    try:
        return kind.validate_python(answer)
    except ValidationError as error:
        said = error.errors(include_url=False)[0]["ctx"]["error"]
        raise NotTaken(f'"{answer}" {said}.') from None


def _meant(path: Path, folder: Path) -> Path:
    """A file as somebody names it: by its name alone it lies beside config.yaml, if it is not right here."""
    return folder / path if len(path.parts) == 1 and not path.exists() else path


def _from(folder: Path, path: Path) -> str:
    whole, folder = path.absolute(), folder.absolute()
    return str(whole.relative_to(folder)) if whole.is_relative_to(folder) else str(whole)
