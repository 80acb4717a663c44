"""config.yaml -> `Settings`, with everything that is wrong in it said at once and in words.

Importing it stays light: what the settings are turned into stands in jobs/conversions.py.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from jobs.config_errors import problems_of
from jobs.config_text import Problem, Written, read_written
from jobs.secrets import Secret, SecretMissing
from jobs.settings import Settings

__all__ = [
    "ConfigProblems",
    "Secret",
    "SecretMissing",
    "Settings",
    "default_config",
    "demo_config",
    "load",
]


class ConfigProblems(Exception):
    """All that is wrong with a config.yaml: `problems`, one plain sentence or two each, in order of line."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        ordered = sorted(problems, key=lambda problem: problem.line)
        self.problems = tuple(
            f"{file} line {problem.line}: {problem.text}" if problem.line else f"{file}: {problem.text}"
            for problem in ordered
        )
        super().__init__("\n".join(self.problems))


def load(path: Path, *, secrets: bool = True) -> Settings:
    """Read the config file at `path`; relative paths in it are below its own folder.

    With `secrets` every reference to a secret is tried too, and forgotten again: a missing one is a problem.
    Commands that talk to no server pass False, so that they also run where the secrets are out of reach.
    Raises `ConfigProblems`, which names the file but not its folder: a folder may hold a person's name.
    """
    return of_text(_text(path), path, secrets=secrets)


def of_text(text: str, path: Path, *, secrets: bool = True, learnt: bool = True) -> Settings:
    """The same for the text that the config file at `path` is to have. Raises `ConfigProblems`.

    Without `learnt` the file of `casework learn` is not looked at: it may be about to be made.
    """
    written = read_written(text)
    problems = list(written.problems)
    if written.values is not None:
        context = {"folder": path.absolute().parent, "secrets": secrets}
        try:
            settings = Settings.model_validate(written.values, context=context)
        except ValidationError as error:
            problems += problems_of(error, Settings, written)
        else:
            problems += _learnt(settings, written) if learnt else []
            if not problems:
                return settings
    raise ConfigProblems(path.name, problems) from None


def _learnt(settings: Settings, written: Written) -> list[Problem]:
    """What is wrong with the file of `casework learn`, if anything."""
    if settings.form.learnt is None:
        return []
    from jobs.learnt_file import LearntUnreadable, load_learnt  # brings the whole vocabulary of forms along

    try:
        load_learnt(settings.form.learnt)
    except LearntUnreadable as fault:
        return [Problem(written.lines.get(("form", "learnt"), 0), str(fault))]
    return []


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        reason = "there is no such file. Type casework init to make one, or name another with --config"
    except UnicodeDecodeError:
        reason = "is not saved as UTF-8 text. Save it again with that choice in your editor"
    except OSError:
        reason = "cannot be opened. Check that it is a file, and that you may read it"
    raise ConfigProblems(path.name, [Problem(0, reason + ".")])


def default_config() -> str:
    """The config.yaml supplied: the whole of a local demo, each key explained."""
    return (files("jobs") / "config_default.yaml").read_text(encoding="utf-8")


def demo_config(folder: Path) -> str:
    """The config.yaml supplied, with everything it keeps in `folder`.

    `Path()` makes one that is to lie in the demo's folder itself, and can be moved together with it.
    """

    def in_folder(found: re.Match[str]) -> str:
        return found[1] + json.dumps((folder / found[2].lstrip("/")).as_posix(), ensure_ascii=False)

    return re.sub(r"(?m)^( *[a-z_]+: )\./demo((?:/\S*)?)$", in_folder, default_config())
