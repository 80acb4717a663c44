"""A notice that comes back: the report of a mail server, as RFC 3464 has it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.utils import format_datetime

from jobs.demo.outbox import Notice

_REPORT = """Return-Path: <>
From: Mail Delivery System <mailer-daemon@mx.northgate-branch.example>
To: {branch}
Subject: Undelivered Mail Returned to Sender
Date: {date}
Message-ID: <{digest}@mx.northgate-branch.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="{digest}"

--{digest}
Content-Type: text/plain; charset=utf-8

This is the mail system at host mx.northgate-branch.example.

I'm sorry to have to inform you that your message could not be delivered to one or more recipients.

<{failed}>: Host or domain name not found.

--{digest}
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.northgate-branch.example
Arrival-Date: {date}

Final-Recipient: rfc822; {failed}
Action: failed
Status: 5.4.4
Diagnostic-Code: X-Postfix; Host or domain name not found

--{digest}
Content-Type: text/rfc822-headers

{head}

--{digest}--
"""


def returned_mail(notice: Notice, branch: str, moment: datetime) -> bytes:
    """The report that `notice` could not be delivered, with its headers, sent back to the branch."""
    head = notice.path.read_bytes().partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n", "\n")
    digest = hashlib.sha256(notice.path.name.encode()).hexdigest()[:24]
    text = _REPORT.format(
        branch=branch, date=format_datetime(moment), digest=digest, failed=notice.to, head=head
    )
    return text.replace("\n", "\r\n").encode("ascii")
