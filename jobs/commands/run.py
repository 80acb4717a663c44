"""`casework run`: the daemon."""

from __future__ import annotations

import logging
from argparse import Namespace
from datetime import UTC, datetime

from jobs.config import load
from jobs.daemon import run as run_daemon
from jobs.lock import only_one
from jobs.opening import open_world


def run(asked: Namespace) -> int:
    """Turn until stopped. Logs hold references and letter ids, never names, addresses or words (S15)."""
    logging.basicConfig(
        level=logging.INFO if asked.verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    settings = load(asked.config)
    with only_one(settings.state), open_world(settings, datetime.now(UTC)) as world:
        run_daemon(world, settings.poll_seconds)
    return 0
