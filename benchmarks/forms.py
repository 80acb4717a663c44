"""Letters with forms, from inbox to answer: `casework once` on five hundred of them, and its memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.branch import Place, make_branch
from benchmarks.letters import letters
from benchmarks.running import NotDone, Taken, casework, memory_of
from benchmarks.table import Line, rate
from ingest.maildir import deliver
from sheets.xlsx import XlsxRegister

LETTERS = 500
KINDS = (("with a Word form attached", True), ("with the form in the mail itself", False))


def forms(runs: int) -> Iterator[Line]:
    """Maildir, workbook and outbox folder; the start of the program and everything it does included.

    Nothing is deleted until the end: where thousands of files have just gone, new ones take longer.
    """
    with tempfile.TemporaryDirectory(prefix="casework-bench-") as base:
        for words, attached in KINDS:
            took = [_measured(Path(base) / f"{words} {run}", attached) for run in range(runs)]
            yield rate(
                f"`casework once`, {LETTERS} letters {words}",
                "60 a second" if attached else "",
                LETTERS,
                [one.wall for one in took],
                [one.cpu for one in took],
            )
            peaks = [float(one.figures()["peak_rss_mb"]) for one in took]
            yield Line(
                f"the same: most memory of the program ({words})",
                "under 250 MB",
                f"{min(peaks):.0f} MB",
                f"worst {max(peaks):.0f} MB",
                runs,
            )
        place = _filled(Path(base) / "memory", attached=True)
        together = memory_of("once", "--json", "--config", str(place.config))
        _check_work(place)
        yield Line(
            "the same with the reader and its children", "under 250 MB", f"{together / 1e6:.0f} MB", "", 1
        )


def _measured(folder: Path, attached: bool) -> Taken:
    place = _filled(folder, attached)
    took = casework("once", "--json", "--config", str(place.config))
    figures = took.figures()
    if figures["letters_handled"] != LETTERS or figures["troubles"]:
        raise NotDone(f"not all letters were handled: {figures}")
    _check_work(place)
    return took


def _filled(folder: Path, attached: bool) -> Place:
    place = make_branch(folder)
    casework("once", "--config", str(place.config))  # the service has run before, and knows the caseworkers
    for raw in letters(place.settings(), LETTERS, attached):
        deliver(place.inbox, raw)
    return place


def _check_work(place: Place) -> None:
    """A case, a row with the member's own answers and an acknowledgement for every letter, or no figure."""
    picture = XlsxRegister(place.workbook).read()
    rows = {row.text("ref"): row for row in picture.tabs["cases"].rows}
    members = {row.text("email") for row in picture.tabs["contacts"].rows}
    suggested = sum(bool(row.text("why")) for row in rows.values())  # whom, or why nobody: they are many
    written = [path.name for path in place.outbox.glob("*.eml")]
    acknowledged = sum("acknowledged" in name for name in written)
    waiting = sum(1 for part in ("new", "cur") for _ in (place.inbox / part).iterdir())
    found = (len(rows), len(members), suggested, acknowledged, waiting)
    if found != (LETTERS, LETTERS, LETTERS, LETTERS, 0):
        raise NotDone(f"cases, members, suggestions, acknowledgements and letters left were {found}")
