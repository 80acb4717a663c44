"""Secrets by reference: config.yaml says where a password is, never what it is (TRUST.md S14)."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

REFERENCE = re.compile(r"\$\{(env|file):([^{}]+)\}")
EXAMPLES = "${env:NAME} for an environment variable, or ${file:PATH} for a file that only you can read"


class SecretMissing(Exception):
    """The place a reference names holds nothing we can read; the message says which kind of place."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret is kept: `kind` is "env" or "file", `place` a variable's name or an absolute path."""

    kind: str
    place: str

    @classmethod
    def parse(cls, written: str, folder: Path) -> Secret:
        """Read `${env:NAME}` or `${file:PATH}`; a relative path is below `folder`.

        Raises ValueError where it is anything else: then it is the secret itself, and is not repeated.
        """
        found = REFERENCE.fullmatch(written.strip())
        if found is None:
            raise ValueError(
                f"must not stand in this file itself. Write where it is kept instead: {EXAMPLES}"
            )
        kind, place = found[1], found[2].strip()
        return cls(kind, str(folder / Path(place).expanduser()) if kind == "file" else place)

    def read(self) -> SecretStr:
        """Fetch the secret now; it is kept nowhere in between. Raises `SecretMissing`."""
        return SecretStr(self._from_file() if self.kind == "file" else self._from_environment())

    def _from_environment(self) -> str:
        value = os.environ.get(self.place, "")
        if not value:
            raise SecretMissing("names an environment variable that is not set. Set it, or keep it in a file")
        return value

    def _from_file(self) -> str:
        try:
            value = Path(self.place).read_text(encoding="utf-8").rstrip("\r\n")
        except FileNotFoundError:
            raise SecretMissing(
                "names a file that does not exist. Make the file, or correct its name"
            ) from None
        except (OSError, UnicodeDecodeError):
            raise SecretMissing("names a file that cannot be read. Check who may read it") from None
        if not value:
            raise SecretMissing("names a file that is empty. Put the password into it")
        return value
