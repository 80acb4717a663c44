"""The contained reader, begun before anything else is loaded: it takes a second to get ready.

Its fork server loads its libraries on the second core while this program loads its own.
"""

from __future__ import annotations

from ingest.reader import Reader
from jobs.connections import MaildirMailbox
from jobs.conversions import form_settings_of
from jobs.settings import Settings


def reader_of(settings: Settings) -> Reader:
    """The branch's reader, which starts when the first letter is seen."""
    return Reader(form_settings_of(settings))


def reader_ahead(settings: Settings) -> Reader:
    """The same, begun at once where letters seem to wait: a turn with nothing to read must cost nothing.

    Only a Maildir can be looked at without opening anything.
    """
    reader = reader_of(settings)
    if isinstance(settings.mailbox, MaildirMailbox) and _something_in(settings.mailbox):
        reader.begin()
    return reader


def _something_in(mailbox: MaildirMailbox) -> bool:
    """Whether there is any file; a folder that cannot be looked at is for the mailbox to report."""
    try:
        return any(True for part in ("new", "cur") for _ in (mailbox.path / part).iterdir())
    except OSError:
        return False
