"""The contained reader, begun before anything else is loaded: it takes a second to get ready.

Its fork server loads its libraries on the second core while this program loads its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.line import Line, LineDown
from jobs.connections import MaildirMailbox
from jobs.loading import loading
from jobs.settings import Settings

if TYPE_CHECKING:
    from ingest.reader import Reader


def reader_of(settings: Settings, line: Line | None = None) -> Reader:
    """The branch's reader, which starts when the first letter is seen, if its `line` was not started before.

    Raises `LearntUnreadable`.
    """
    with loading():
        from ingest.reader import Reader
        from jobs.conversions import form_settings_of
    return Reader(form_settings_of(settings), line=line)


def reader_ahead(settings: Settings) -> Reader:
    """The same, begun at once where letters seem to wait: a turn with nothing to read must cost nothing.

    Only a Maildir can be looked at without opening anything. Raises `LearntUnreadable`.
    """
    waits = isinstance(settings.mailbox, MaildirMailbox) and _something_in(settings.mailbox)
    line = _line() if waits else None
    try:
        return reader_of(settings, line)
    except BaseException:
        if line is not None:
            line.close()
        raise


def _line() -> Line | None:
    """A fork server that loads its libraries. If it does not start, the reader will say so."""
    try:
        return Line()
    except LineDown:
        return None


def _something_in(mailbox: MaildirMailbox) -> bool:
    """Whether there is any file; a folder that cannot be looked at is for the mailbox to report."""
    try:
        return any(True for part in ("new", "cur") for _ in (mailbox.path / part).iterdir())
    except OSError:
        return False
