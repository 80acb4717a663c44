"""LibreOffice as the other program that writes and saves our files: started for a test, watched, ended.

It is somebody else's program, and once in some hundred starts one stands still for ever. So what counts is
whether files appear, not how long all of them take on a slow machine; a start that stands still is ended
with all it started, and another one takes the files that are left.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

SOFFICE = shutil.which("soffice")
_STILL_SECONDS = 40.0  # without a new file; the first takes about ten on a busy machine, another below one
_STARTS = 3
_LOOK_SECONDS = 0.1


def convert(files: Sequence[Path], kind: str, into: Path, *options: str) -> bool:
    """Write each file as `kind` ("odt", "doc:MS Word 97") into the folder; whether there is one of each.

    There is not where the part of LibreOffice that knows the format is not installed. Raises AssertionError
    where it stands still again and again.
    """
    into.mkdir(parents=True, exist_ok=True)
    wanted = {into / f"{file.stem}.{kind.partition(':')[0]}": file for file in files}
    for _ in range(_STARTS):
        left = [file for made, file in wanted.items() if not made.exists()]
        if not left or _ended(left, kind, into, options):
            return all(made.exists() for made in wanted)
        if begun := [made for made in wanted if made.exists()]:
            max(begun, key=lambda made: made.stat().st_mtime_ns).unlink()  # it may stand in the midst of it
    raise AssertionError(f"LibreOffice stood still {_STARTS} times over {len(left)} files to write as {kind}")


def _ended(files: Sequence[Path], kind: str, into: Path, options: Sequence[str]) -> bool:
    """Start it once for these files. Whether it came to its end; False: it stood still, and was ended."""
    with TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as home:
        profile = f"-env:UserInstallation={(Path(home) / 'profile').as_uri()}"
        argv = [str(SOFFICE), profile, "--headless", *options, "--convert-to", kind, "--outdir", str(into)]
        quiet = subprocess.DEVNULL
        started = subprocess.Popen(
            [*argv, *map(str, files)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        try:
            return _works_on(started, into)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)
            started.wait()


def _works_on(started: subprocess.Popen[bytes], into: Path) -> bool:
    there, since = 0, time.monotonic()
    while started.poll() is None:
        if (now := sum(1 for _ in into.iterdir())) != there:
            there, since = now, time.monotonic()
        if time.monotonic() - since > _STILL_SECONDS:
            return False
        time.sleep(_LOOK_SECONDS)
    return True
