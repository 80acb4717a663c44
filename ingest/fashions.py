"""Letters that came back in the fashion of one mail server or another: whom they name, by flufl.bounce.

Only asked where a machine seems to have written: its patterns would find addresses in people's letters too.
"""

from __future__ import annotations

import logging

from flufl.bounce import scan_message

from ingest import automatic_words as words
from ingest.addresses import is_clean
from ingest.guard import guarded
from ingest.headers import Headers, decode_words, first, one_line, values
from ingest.parts import PartOfMail

_MOST = 20
_LONGEST = 400_000  # bytes; a returned letter with its attachments is looked at in its report alone


def warm_up() -> None:
    """Its log would hold addresses."""
    logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)


def by_machine(headers: Headers) -> bool:
    """Whether something beside the words says that a machine has sent it."""
    if any(value.strip() == "<>" for value in values(headers, "return-path")):
        return True
    sender = one_line(decode_words(first(headers, "from"))).lower()
    submitted = first(headers, "auto-submitted").partition(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or sender.endswith("<>")
        or words.MACHINE_SENDER.search(sender) is not None
        or bool(values(headers, "x-failed-recipients"))
    )


def failures(message: PartOfMail, headers: Headers, size: int) -> tuple[str, ...]:
    """The addresses that a returned letter names, lower case; empty where nothing says that it is one."""
    subject = one_line(decode_words(first(headers, "subject")))
    if size > _LONGEST or not (by_machine(headers) or words.BOUNCE_SUBJECT.match(subject)):
        return ()
    none: frozenset[bytes] = frozenset()
    found = guarded(lambda: scan_message(message), none)
    named = sorted(address.decode("ascii", "replace").lower() for address in found)
    return tuple(address for address in named if is_clean(address))[:_MOST]
