"""The talk of `casework init` at a terminal: it leads through every answer and says which buttons to press.

The buttons are those of docs/google.md, in the same words (a test).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from jobs.answers import Answers, NotTaken, Take, register, sheet
from jobs.questions import BY_NAME, QUESTIONS, Question
from sheets.google import GoogleRegister
from sheets.google_http import account_of
from sheets.register import RegisterError

GOOGLE = "google"
"""What is typed where the register is to be a Google Sheet that nobody has made yet."""

LATER = "later"

IDENTITY = """
A Google Sheet needs an identity for the service. It is made once, and costs nothing:
  1. Open console.cloud.google.com. At the top press the project button, New project, name it Casework,
     press Create, and choose it.
  2. Menu, APIs and services, Library. Search for Google Sheets API, open it, press Enable. Do the same
     for Google Drive API, so that it can be looked up whether the account sees other files.
  3. Menu, IAM and admin, Service accounts, Create service account. Name it casework, press
     Create and continue, then Done.
  4. Open the account, tab Keys, Add key, Create new key, JSON, Create. A file is saved: put it beside
     {config}, and type chmod 600 and its name.
"""

SHARE = """
The coordinator makes the sheet, because a service account cannot own files:
  1. Open sheets.new, and give the sheet a name.
  2. File, Settings: Locale United Kingdom, time zone London.
  3. Share: put in {account}
     and choose Editor, take the tick from Notify people, press Share. General access must say Restricted.
"""


@dataclass(frozen=True, slots=True)
class Talk:
    """`ask` puts a question and gives what was typed, or raises EOFError; `tell` shows a text."""

    config: Path
    ask: Callable[[str], str]
    tell: Callable[[str], None]

    def answers(self, said: Answers) -> Answers:
        """What was said, and what is typed for all the rest. Raises EOFError."""
        for question in QUESTIONS:
            if question.name == "register":
                said = self._register(said)
            elif not getattr(said, question.name) and question.matters(said):
                usual = said.address if question.name == "username" else question.usual
                said = replace(said, **{question.name: self._put(replace(question, usual=usual))})
        return said

    def _put(self, question: Question) -> str:
        """One answer, asked for again until it can be used."""
        meant = question.usual or question.without
        words = f"{question.words} (Enter: {meant}): " if meant else f"{question.words}: "
        while True:
            answer = self.ask(words).strip() or question.usual
            if not answer and question.without:
                return ""
            try:
                return question.take(answer, self.config.parent)
            except NotTaken as fault:
                self.tell(str(fault))

    def _register(self, said: Answers) -> Answers:
        """The register, and for a Google Sheet all that is to be done in a browser before."""
        if not said.register:
            said = replace(said, register=self._put(CHOICE))
        if said.register != GOOGLE and not said.on_google:
            return said
        if not said.credentials:
            self.tell(IDENTITY.format(config=self.config.name))
            said = replace(said, credentials=self._put(BY_NAME["credentials"]))
        key = self.config.parent / said.credentials
        if said.register == GOOGLE:
            self.tell(SHARE.format(account=account_of(key)))
            said = replace(said, register=self._put(SHEET))
        return replace(said, register=self._reached(said, key))

    def _reached(self, said: Answers, key: Path) -> str:
        """The sheet that was named, once it can be read, or left for later."""
        code = said.register
        while True:
            there = GoogleRegister(code, key, endpoint=said.endpoint)
            try:
                there.titles()
            except RegisterError as fault:
                self.tell(str(fault))
            else:
                self.tell("The sheet can be read.")
                return code
            finally:
                there.close()
            typed = self._put(AGAIN)
            if typed == LATER:
                return code
            code = typed or code


def _or_word(word: str) -> Take:
    """A Google Sheet or a workbook, or just that word."""

    def take(answer: str, folder: Path) -> str:
        return word if answer.casefold() == word else register(answer, folder)

    return take


CHOICE = Question(
    "register",
    "The register: google for a Google Sheet, or the name of a workbook on this computer",
    _or_word(GOOGLE),
    "register.xlsx",
)
SHEET = Question("register", "The web address of the sheet", sheet)
AGAIN = Question(
    "register",
    "Press Enter when that is put right; or type another address, or later to go on without",
    _or_word(LATER),
    without="try again",
)
