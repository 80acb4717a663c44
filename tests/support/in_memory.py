"""Where the tests' folders lie: in memory, where there is room.

The service syncs each of its writes to the disk, and openpyxl makes a file for each tab. A disk takes
a millisecond and more for every one of those, a run makes tens of thousands, and no test can see whether the
computer could lose its power in between.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 2**30


def use_memory() -> None:
    """Temporary folders lie in memory from now on, also those of programs we start; or where TMPDIR says."""
    if "TMPDIR" not in os.environ and _will_do(MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _will_do(folder: Path) -> bool:
    """Whether we may write there, programs can be started from there, and what a run writes has room."""
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return False
    space = os.statvfs(folder)
    return not space.f_flag & os.ST_NOEXEC and space.f_bavail * space.f_frsize >= ROOM
