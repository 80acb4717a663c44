"""How much memory this process took."""

from __future__ import annotations

import re
import resource
from pathlib import Path

_MOST = re.compile(r"^VmHWM:\s*(\d+) kB", re.MULTILINE)


def most_memory() -> int:
    """The most that this process had at once, in bytes.

    Not `ru_maxrss`, where the system tells it better: that begins with what the program had that started us.
    """
    try:
        told = _MOST.search(Path("/proc/self/status").read_text(encoding="ascii", errors="replace"))
    except OSError:
        told = None
    return int(told[1] if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * 1024
