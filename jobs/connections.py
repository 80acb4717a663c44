"""Settings of the three connections: where letters arrive, where the register is, how notices leave.

Several kinds of one thing are told apart by `kind`; an error names only settings of the kind chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from jobs.setting_types import FilePath, Host, SecretReference, Section, Text
from sheets.naming import id_in

Port = Annotated[int, Field(ge=1, le=65535)]
Tls = Literal["tls", "starttls", "plain"]

THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class MaildirMailbox(Section):
    """Letters in a Maildir folder of this machine."""

    kind: Literal["maildir"]
    path: FilePath = Field(description="the folder that letters arrive in")
    plus_addressing: bool = True
    max_megabytes: int = Field(default=25, ge=1, le=200)


class ImapMailbox(Section):
    """Letters in a mailbox at a mail provider. `timeout` in seconds, for each answer of the server."""

    kind: Literal["imap"]
    host: Host = Field(description="the name of the mail provider's IMAP server")
    port: Port = 993
    tls: Tls = "tls"
    username: Text = Field(description="the name the mailbox is opened with, often its address")
    password: SecretReference = Field(description="where the mailbox's password is kept")
    ca_file: FilePath | None = None
    inbox: Text = "INBOX"
    sent: str = ""
    timeout: int = Field(default=60, ge=1, le=600)
    plus_addressing: bool = True
    max_megabytes: int = Field(default=25, ge=1, le=200)

    @model_validator(mode="before")
    @classmethod
    def _usual_port(cls, given: object) -> object:
        return _with_port(given, {"tls": 993, "starttls": 143, "plain": 143})

    @model_validator(mode="after")
    def _never_in_the_clear(self) -> ImapMailbox:
        _refuse_clear_passwords(self.tls, self.host)
        return self


TabApart = Literal[
    "cases",
    "contacts",
    "caseworkers",
    "availability",
    "time",
    "key_dates",
    "attention",
    "dashboard",
    "lists",
    "readme",
]
"""A tab that may live in a spreadsheet of its own: any that people see (`EVERY` of sheets/contents.py)."""


class WorkbookRegister(Section):
    """The register as an .xlsx workbook. `apart`: tabs that live in another workbook, and which."""

    kind: Literal["xlsx"]
    path: FilePath = Field(description="the workbook's file, for example register.xlsx")
    apart: dict[TabApart, FilePath] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _really_apart(self) -> WorkbookRegister:
        _refuse_same(whole(self.path), {tab: whole(place) for tab, place in self.apart.items()})
        return self


class GoogleRegister(Section):
    """The register as a Google Sheet. `endpoint` replaces Google's own address, for tests.

    `ask_drive` and `late_seconds`: see sheets/google.py; the first needs one more right of the account, and
    the Drive API switched on.
    `apart`: tabs that live in another spreadsheet, and which.
    """

    kind: Literal["google"]
    spreadsheet: Text = Field(description="the long code in the sheet's web address, between /d/ and /edit")
    credentials: FilePath = Field(description="the service account's key file, ending in .json")
    endpoint: str = ""
    ask_drive: bool = False
    late_seconds: int = Field(default=240, ge=0, le=3600)
    apart: dict[TabApart, Text] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _really_apart(self) -> GoogleRegister:
        _refuse_same(id_in(self.spreadsheet), {tab: id_in(place) for tab, place in self.apart.items()})
        return self


class FolderTransport(Section):
    """Notices are put into a folder and go nowhere."""

    kind: Literal["folder"]
    path: FilePath = Field(description="the folder that notices are put into")


class SmtpTransport(Section):
    """Notices leave through a mail provider. `timeout` in seconds, for each answer but the last."""

    kind: Literal["smtp"]
    host: Host = Field(description="the name of the mail provider's SMTP server")
    port: Port = 465
    tls: Tls = "tls"
    username: str = ""
    password: SecretReference | None = None
    ca_file: FilePath | None = None
    timeout: int = Field(default=60, ge=1, le=600)

    @model_validator(mode="before")
    @classmethod
    def _usual_port(cls, given: object) -> object:
        return _with_port(given, {"tls": 465, "starttls": 587, "plain": 25})

    @model_validator(mode="after")
    def _all_of_a_login(self) -> SmtpTransport:
        if bool(self.username) != bool(self.password):
            raise ValueError("has one of username and password without the other. Write both, or neither")
        if self.username:
            _refuse_clear_passwords(self.tls, self.host)
        return self


MailboxSection = Annotated[MaildirMailbox | ImapMailbox, Field(discriminator="kind")]
RegisterSection = Annotated[WorkbookRegister | GoogleRegister, Field(discriminator="kind")]
TransportSection = Annotated[FolderTransport | SmtpTransport, Field(discriminator="kind")]


def whole(place: Path) -> Path:
    """A file's place written in full, so that two ways to write it are one."""
    return place.resolve()


def _refuse_same(register: object, apart: Mapping[TabApart, object]) -> None:
    if len(apart) == len(get_args(TabApart)):
        raise ValueError(
            "leaves no tab in the register's own spreadsheet. Take the tab out of apart that is to be there"
        )
    if register in apart.values():
        raise ValueError(
            "names the register's own spreadsheet under apart. Name another one there, or leave the tab out"
        )


def _with_port(given: object, usual: dict[str, int]) -> object:
    if not isinstance(given, dict) or "port" in given:
        return given
    return {**given, "port": usual.get(str(given.get("tls", "tls")), 1)}


def _refuse_clear_passwords(tls: str, host: str) -> None:
    if tls == "plain" and host not in THIS_MACHINE:
        raise ValueError(
            "would send its password unprotected. Set tls to tls or starttls, whichever the provider names"
        )
