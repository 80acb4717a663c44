"""What was learnt, written down: form-learnt.yaml first, then config.yaml, each whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.learnt import LearntForm
from ingest.lesson import Lesson
from ingest.wordings import load_wordings
from jobs.assigning import with_meanings
from jobs.config import ConfigProblems, of_text
from jobs.config_edit import NotEdited
from jobs.config_text import read_written
from jobs.conversions import form_settings_of
from jobs.learnt_config import additions_of, edited, in_words
from jobs.learnt_file import text_of
from jobs.settings import Settings


@dataclass(frozen=True, slots=True)
class Taught:
    """The lessons of this run, the settings without what was learnt, and what was learnt before it."""

    lessons: Sequence[Lesson]
    settings: Settings
    before: Sequence[LearntForm]


def write(config: Path, text: str, path: Path, taught: Taught, *, dry_run: bool) -> int:
    """Write both files and say what was written; with `dry_run` only say what would be. The exit code.

    `text` is that of `config`, `path` the learnt file. Raises `NotEdited`, `ConfigProblems`: nothing written.
    """
    known = load_wordings(form_settings_of(taught.settings))
    additions = additions_of(taught.lessons, known, taught.settings.form)
    new = edited(text, additions, _name(path, config))
    forms = {form.name: form for form in (*taught.before, *map(with_meanings, taught.lessons))}
    learnt = text_of(forms.values())
    if dry_run:
        print(f"Nothing was written. It would go into {path.name} and {config.name}:")
        print("\n".join(in_words(additions) or ["  no new wordings"]))
        return 0
    had = path.read_text(encoding="utf-8") if path.exists() else ""
    _replace(path, learnt)
    try:
        _check(new, text, config)
    except (ConfigProblems, NotEdited):
        _restore(path, had)
        raise
    _replace(config, new)
    if learnt == had and new == text:
        print("All of this was known already: nothing was changed.")
        return 0
    print(
        f"Written to {path.name}: what is printed on {', '.join(each.form.name for each in taught.lessons)}."
    )
    if new != text:
        print("\n".join([f"Written to {config.name}:", *in_words(additions), f"  form.learnt: {path.name}"]))
    print("Returned forms are read by it from the next start of the service.")
    return 0


def _name(path: Path, config: Path) -> str:
    """How the learnt file is called in the config: by its name alone where it lies beside it."""
    return path.name if path.parent == config.absolute().parent else str(path)


def _check(new: str, old: str, config: Path) -> None:
    """That the new text is a good config, and says nothing else anew. Raises what is wrong."""
    of_text(new, config, secrets=False)
    if _others(new) != _others(old):
        raise NotEdited(
            f"{config.name} is laid out in a way that cannot be added to safely. Nothing was written. "
            "Write the section form as in the config.yaml supplied, and try again."
        )


def _others(text: str) -> object:
    """All settings but those that are written here."""
    values = read_written(text).values
    if not isinstance(values, dict):
        return values
    form = values.get("form")
    ours = {"wordings", "choices", "learnt"}
    kept = {name: value for name, value in form.items() if name not in ours} if isinstance(form, dict) else {}
    return {**values, "form": kept}


def _replace(path: Path, text: str) -> None:
    """The whole file or nothing, with the rights it had; untouched where it holds the text already."""
    content = text.encode()
    if path.exists() and path.read_bytes() == content:
        return
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    beside = path.resolve().with_name(path.name + ".new")
    beside.write_bytes(content)
    beside.chmod(mode)
    beside.replace(path.resolve())


def _restore(path: Path, had: str) -> None:
    if had:
        _replace(path, had)
    else:
        path.unlink()
