"""Settings to a world: the adapters a branch has chosen, opened. Each is imported only where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from ingest.blank.formats import blank_form
from ingest.blank.text import blank_text
from ingest.mailbox import Mailbox
from ingest.reader import Reader
from jobs.ahead import reader_of
from jobs.connections import ImapMailbox, MaildirMailbox, SmtpTransport, WorkbookRegister, whole
from jobs.conversions import blank_form_of, branch_of, form_settings_of, policy_of
from jobs.journal.store import BRANCH, open_journal
from jobs.journal.underway import JournalNotes
from jobs.keys import load_keys
from jobs.settings import Settings
from jobs.world import World
from notify.transport import Transport
from sheets.apart import ApartRegister, Part
from sheets.budget import Budget
from sheets.contents import EVERY, WHOLE, Contents, contents_of
from sheets.naming import id_in
from sheets.notebook import Notebook
from sheets.register import Register


@contextmanager
def open_world(settings: Settings, now: datetime, reader: Reader | None = None) -> Iterator[World]:
    """Everything the steps need, closed again at the end. Raises what the parts raise, in plain sentences.

    `reader`: one that has been begun already, and that is its owner's to close.
    """
    branch = branch_of(settings)
    form = blank_form_of(settings)
    with ExitStack() as closing:
        journal = open_journal(settings.state / "state.db", BRANCH)
        closing.callback(journal.close)
        if reader is None:
            reader = closing.enter_context(reader_of(settings))
        mailbox, transport = open_mailbox(settings), open_transport(settings)
        register = open_register(settings, JournalNotes(journal))
        for port in (mailbox, register, transport):
            if close := getattr(port, "close", None):
                closing.callback(close)
        yield World(
            form=form_settings_of(settings),
            branch=branch,
            policy=policy_of(settings, range(now.year - 1, now.year + 3)),
            keys=load_keys(settings.state / "state.key"),
            journal=journal,
            mailbox=mailbox,
            register=register,
            transport=transport,
            reader=reader,
            blank_forms=lambda: tuple(blank_form(form, ending) for ending in settings.form.attach),
            blank_text=blank_text(form),
            templates=settings.templates,
            plus_addressing=settings.mailbox.plus_addressing,
            max_bytes=settings.mailbox.max_megabytes * 1_000_000,
            needed_later=_WRITTEN_WITH[settings.register_.kind],
        )


_WRITTEN_WITH = {"xlsx": ("sheets.applying",), "google": ()}


def open_mailbox(settings: Settings) -> Mailbox:
    """The mailbox the settings name; not yet connected."""
    match settings.mailbox:
        case MaildirMailbox() as chosen:
            from ingest import maildir

            if not (chosen.path / "cur").is_dir():
                maildir.make_maildir(chosen.path)
            return maildir.MaildirMailbox(chosen.path)
        case ImapMailbox() as chosen:
            from ingest.imap import ImapMailbox as Imap
            from ingest.imap_settings import ImapSettings

            return Imap(
                ImapSettings(
                    host=chosen.host,
                    port=chosen.port,
                    security=chosen.tls,
                    username=chosen.username,
                    secret=lambda: chosen.password.read().get_secret_value(),
                    ca_file=chosen.ca_file,
                    inbox=chosen.inbox,
                    sent=chosen.sent,
                    read_timeout=chosen.timeout,
                )
            )


def open_register(settings: Settings, notebook: Notebook | None = None) -> Register:
    """The register the settings name; not yet read. Of several spreadsheets the one with Cases comes last.

    `notebook`: where what it must know of a write under way outlasts this process.
    """
    chosen = settings.register_
    budget = Budget()  # one account, one budget
    if not chosen.apart:
        return _spreadsheet(settings, None, WHOLE, budget, notebook)
    elsewhere = {str(tab): _one_way(place) for tab, place in chosen.apart.items()}
    together: dict[Path | str | None, list[str]] = {}
    for tab in sorted(EVERY):
        together.setdefault(elsewhere.get(tab), []).append(tab)
    return ApartRegister(
        Part(_spreadsheet(settings, place, contents_of(tabs), budget, notebook), frozenset(tabs))
        for place, tabs in sorted(together.items(), key=lambda pair: pair[0] is None)
    )


def _one_way(place: Path | str) -> Path | str:
    """A spreadsheet's place, so that two ways to write it name one spreadsheet."""
    return whole(place) if isinstance(place, Path) else id_in(place)


def _spreadsheet(
    settings: Settings,
    place: Path | str | None,
    contents: Contents,
    budget: Budget,
    notebook: Notebook | None,
) -> Register:
    """One spreadsheet of the kind chosen: the main one, or the one at `place`."""
    chosen = settings.register_
    if isinstance(chosen, WorkbookRegister):
        from sheets.xlsx import XlsxRegister

        return XlsxRegister(Path(place) if place else chosen.path, contents=contents)
    from sheets.google import GoogleRegister

    return GoogleRegister(
        str(place or chosen.spreadsheet),
        chosen.credentials,
        endpoint=chosen.endpoint,
        zone=settings.branch.timezone,
        ask_drive=chosen.ask_drive,
        budget=budget,
        contents=contents,
        beside=len(set(map(_one_way, chosen.apart.values()))),
        notebook=notebook,
        late=chosen.late_seconds,
    )


def open_transport(settings: Settings) -> Transport:
    """The transport the settings name; not yet connected."""
    match settings.transport:
        case SmtpTransport() as chosen:
            from notify.smtp import SmtpSettings
            from notify.smtp import SmtpTransport as Smtp

            return Smtp(
                SmtpSettings(
                    host=chosen.host,
                    port=chosen.port,
                    tls=chosen.tls,
                    user=chosen.username,
                    password=chosen.password.read().get_secret_value() if chosen.password else "",
                    ca_file=chosen.ca_file,
                    timeout=chosen.timeout,
                )
            )
        case chosen:
            from notify.folder import FolderTransport

            return FolderTransport(chosen.path)
