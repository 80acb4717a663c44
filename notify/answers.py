"""Links that answer a notice with one tap."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

BEGUN = {
    "PAUSE": "PAUSE 4 weeks",
    "AWAY": "AWAY from  to ",
    "TIME": "TIME  hours",
    "SHADOW": "SHADOW ",
    "RATING": "RATING ",
    "LIMIT": "LIMIT ",
    "KINDS": "KINDS: ",
    "NOT YET": "NOT YET: ",
    "HOURS": "HOURS  in ",
}
"""Words that want something filled in, as the mail that opens begins them."""

IN_SUBJECT = frozenset({"ACCEPT", "DECLINE", "QUESTION", "OK"})
"""Words that may stand in a subject. What somebody says of themselves is for the letter alone."""


def answer_links(reply_to: str, ref: str, verbs: Sequence[str], tag: str = "") -> dict[str, str]:
    """A mailto link (RFC 6068) for each verb: to `reply_to`, subject "ACCEPT C-2026-0042", body "ACCEPT".

    `tag` ends the subject where the address cannot carry the token (no plus-addressing).
    """
    address = quote(reply_to, safe="@+'*$")
    links = {}
    for verb in verbs:
        shown = verb if verb in IN_SUBJECT else "Branch casework"
        subject = quote(" ".join(filter(None, (shown, ref, tag))), safe="")
        body = quote(BEGUN.get(verb, verb), safe="")
        links[verb] = f"mailto:{address}?subject={subject}&body={body}"
    return links
