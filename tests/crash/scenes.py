"""The two worlds that the loop is played in, with their servers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash.folder_place import FolderPlace
from tests.crash.places import Place
from tests.crash.server_place import ServerPlace, Servers
from tests.crash.stage import open_stage
from tests.sheets_emulator.ways import OTHERWISE, USUAL
from tests.support.dovecot import Dovecot


@contextmanager
def new_places(world: str) -> Iterator[Callable[[], Place]]:
    """A maker of empty places in one world, whose servers run until the end.

    "maildir": files alone. "servers": on servers. "sent": the same, with copies of what is sent, and with a
    Sheets server that is the other way round wherever nobody knows it.
    """
    with ExitStack() as closing:
        memory = Path("/dev/shm")  # nothing here has to survive a power cut, only a process
        where = memory if os.access(memory, os.W_OK) else None
        base = Path(closing.enter_context(TemporaryDirectory(prefix="casework-crash-", dir=where)))
        if world == "maildir":
            yield lambda: FolderPlace.new(base)
            return
        dovecot = closing.enter_context(Dovecot())
        stage = closing.enter_context(open_stage(base, OTHERWISE if world == "sent" else USUAL))
        endpoint, credentials = stage.door()
        servers = Servers(dovecot, stage, endpoint, Path(credentials), base)
        yield lambda: ServerPlace.new(servers, world == "sent")
