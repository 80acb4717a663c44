"""Links that answer a notice with one tap."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote


def answer_links(reply_to: str, ref: str, verbs: Sequence[str], tag: str = "") -> dict[str, str]:
    """A mailto link (RFC 6068) for each verb: to `reply_to`, subject "ACCEPT C-2026-0042", body "ACCEPT".

    `tag` ends the subject where the address cannot carry the token (no plus-addressing).
    """
    address = quote(reply_to, safe="@+'*$")
    links = {}
    for verb in verbs:
        subject, body = quote(" ".join(filter(None, (verb, ref, tag))), safe=""), quote(verb, safe="")
        links[verb] = f"mailto:{address}?subject={subject}&body={body}"
    return links
