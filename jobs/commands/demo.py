"""`casework demo`: a whole invented branch on this machine, without any account."""

from __future__ import annotations

import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from jobs.config import demo_config, load
from jobs.demo.by_smtp import was_by_smtp, write_settings
from jobs.demo.outbox import Outbox
from jobs.demo.play import PlayFailed, beats, play, set_stage
from jobs.demo.shown import next_steps, shown
from jobs.opening import open_world


class NoMailServer(Exception):
    """What the mail server of the demo is made of is not installed; the message says what to do."""


def run(asked: Namespace) -> int:
    """Play the demo into `--folder`; where it has been played, say so and change nothing."""
    folder: Path = asked.folder
    if any(path.is_file() for path in folder.rglob("*")):
        return _not_empty(folder)
    try:
        print(play_into(folder, datetime.now(UTC), by_smtp=asked.smtp))
    except NoMailServer as missing:
        print(missing, file=sys.stderr)
        return 1
    except PlayFailed as failure:
        print(
            f"The demo could not be played to its end, and nothing was left behind. {failure}",
            file=sys.stderr,
        )
        return 1
    return 0


def _not_empty(folder: Path) -> int:
    if (folder / "config.yaml").is_file() and (folder / "state.db").is_file():
        print(f"The demo has been played in {folder} already: nothing was changed. To play it again, delete")
        print("that folder, or name another with --folder.\n")
        print("\n".join(next_steps(folder, Outbox(folder / "outbox"), was_by_smtp(folder))))
        return 0
    print(
        f"There are files in {folder} that are not the demo's, so nothing was done. Name another folder with "
        "--folder.",
        file=sys.stderr,
    )
    return 1


def play_into(folder: Path, now: datetime, by_smtp: bool = False) -> str:
    """Play the demo that is over at `now`, and return what to tell about it.

    `by_smtp`: through a mail server of the demo's own. `folder` is there only when all of it is: it is made
    beside its place and put there at the end. Raises `PlayFailed` or `NoMailServer`.
    """
    started = time.monotonic()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".demo-", dir=folder.parent) as place:
        made = Path(place) / "demo"
        made.mkdir()
        with _settings_in(made, by_smtp):
            settings = load(made / "config.yaml")
            with open_world(settings, now) as world:
                stage = set_stage(world, settings, made, now)
                with tqdm(
                    total=len(beats(stage, now)),
                    desc="Two weeks of an invented branch",
                    unit=" events",
                    leave=False,
                    disable=None,
                ) as bar:
                    play(stage, now, bar.update)
                told = shown(stage, folder, time.monotonic() - started, by_smtp)
        _clear(folder)
        made.rename(folder)
    return told


@contextmanager
def _settings_in(folder: Path, by_smtp: bool) -> Iterator[None]:
    """config.yaml in `folder`, and while in use what it needs besides."""
    if not by_smtp:
        (folder / "config.yaml").write_text(demo_config(Path()), encoding="utf-8")
        yield
        return
    try:
        from jobs.demo.mail_server import MailServer
    except ModuleNotFoundError as missing:
        package = (missing.name or "aiosmtpd").partition(".")[0]
        raise NoMailServer(
            f"The demo's own mail server needs the package {package}, which is not installed, so nothing was "
            "done. In the project's folder, `make demo DEMO=--smtp` installs it; elsewhere, type: "
            f"pip install {package}. The demo without --smtp needs nothing more."
        ) from missing
    with MailServer(folder / "outbox") as server:
        write_settings(folder, server)
        yield


def _clear(folder: Path) -> None:
    """Empty folders only, such as `casework check` makes, give way."""
    if folder.is_dir():
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir()
        folder.rmdir()
