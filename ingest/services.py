"""Form services and websites that mail what somebody filled in: the member is in Reply-To or in the form.

Told by the address they send from, or by the marks of a machine beside a Reply-To that is somebody else's
(MAIL.md, lessons 2 and 5). A service may send through lists' machinery too: that makes it no list.
"""

from __future__ import annotations

import re

from ingest.automatic import THROUGH_A_LIST, Verdict
from ingest.phrases import alternatives
from ingest.reading import Letter

_NAMES = r"""
    no-?_?reply
    do-?_?not-?_?reply
    notifications?
    notify
    alerts?
    (?:e?-?)?forms?
    (?:form)?-?submissions?
    responses?
    web-?(?:form|site|master|mail)?s?
    wordpress
    www(?:-data)?
    apache
    nobody
    surveys?
    mailer
    (?:jot|type|cognito|google|microsoft|ms|gravity|paper|easy)-?forms?
    wufoo
    formstack
    formspree
    netlify
    squarespace
    wix
"""
_SERVICE = re.compile(
    rf"(?:[^@]{{1,40}}[._+-])?{alternatives(_NAMES)}(?:[._+-][^@]{{0,60}})?@.{{1,255}}", re.IGNORECASE
)


def from_service(letter: Letter, verdict: Verdict | None) -> bool:
    """Whether a service sent it, so that its From is nobody's address."""
    if _SERVICE.fullmatch(letter.from_address):
        return True
    elsewhere = letter.reply_to not in ("", letter.from_address)
    return verdict is not None and elsewhere and not verdict.firm and verdict.evidence != THROUGH_A_LIST


def member_of(letter: Letter) -> str:
    """The address in Reply-To, unless it is the service's own; else an empty string."""
    theirs = letter.reply_to
    return "" if theirs == letter.from_address or _SERVICE.fullmatch(theirs) else theirs
