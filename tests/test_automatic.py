"""Machines' letters: told by evidence, never by a header alone where people use it too (PEERS.md §0.2)."""

# ruff: noqa: E501 - tables of letters, read across

from __future__ import annotations

import pytest

from ingest.automatic import BY_WORDS, Verdict, judge
from ingest.inprocess import read_in_process
from ingest.letter import open_letter
from ingest.reading import Kind
from tests.support.letters import SETTINGS, joined, letter, part

AWAY = "Thank you for your message. I am on annual leave until 14 April. For urgent matters ring the office."
FORM = "Name: Ana Ruiz\nMembership number: 1234567\nEmail: ana.ruiz@post.example\nPhone: 07700 900123\n"
FORM += "Department: Library\nWhat has happened: My hours were cut on 3 March.\n"


def verdict(raw: bytes) -> Verdict | None:
    opened = open_letter(raw)
    return judge(opened.marks, opened.letter)


def report(
    status: str, kind: str = "delivery-status", returned: str = "Message-ID: <note.1@branch.example>"
) -> bytes:
    body = joined(
        part("Your message could not be delivered."),
        part(status, f"message/{kind}"),
        part(
            f"From: casework@branch.example\r\n{returned}\r\n\r\nName: Ben\r\nEmail: x@post.example",
            "message/rfc822",
        ),
    )
    kind = f"multipart/report; report-type={kind}; boundary=edge"
    return letter(body, sender="<MAILER-DAEMON@mx.example>", headers=["Return-Path: <>"], content_type=kind)


FAILED = "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; Ben@Post.example\r\nAction: failed\r\nStatus: 5.1.1"


def test_a_delivery_report_is_a_bounce_that_names_address_and_letter() -> None:
    reading = read_in_process(report(FAILED), SETTINGS)
    assert (reading.kind, reading.automatic, reading.evidence) == (Kind.BOUNCE, True, "a delivery report")
    assert reading.letter.failed_addresses == ("ben@post.example",)
    assert reading.letter.failed_message_ids == ("<note.1@branch.example>",)
    assert reading.forms == () and reading.unread == ()


def test_only_the_addresses_that_failed_are_named() -> None:
    status = (
        FAILED + "\r\n\r\nFinal-Recipient: rfc822; cat@post.example\r\nAction: delivered\r\nStatus: 2.0.0"
    )
    assert read_in_process(report(status), SETTINGS).letter.failed_addresses == ("ben@post.example",)


def test_a_report_of_delay_is_no_bounce() -> None:
    found = verdict(report(FAILED.replace("failed", "delayed")))
    assert found is not None and found.kind is Kind.AUTO_REPLY


def test_a_report_that_gives_back_only_headers_names_the_letter() -> None:
    body = joined(
        part("Sorry."),
        part(FAILED, "message/delivery-status"),
        part("From: c@branch.example\r\nMessage-ID: <note.2@branch.example>", "text/rfc822-headers"),
    )
    raw = letter(body, content_type="multipart/report; report-type=delivery-status; boundary=edge")
    assert read_in_process(raw, SETTINGS).letter.failed_message_ids == ("<note.2@branch.example>",)


QMAIL = """Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<ben@post.example>:
No such user here.

--- Below this line is a copy of the message.

From: casework@branch.example
To: someone.else@post.example
Message-ID: <note.3@branch.example>
"""


def test_a_bounce_that_keeps_to_no_standard_is_read_from_its_words() -> None:
    reading = read_in_process(
        letter(QMAIL, sender="MAILER-DAEMON@mx.example", subject="failure notice"), SETTINGS
    )
    assert reading.kind is Kind.BOUNCE
    assert reading.letter.failed_addresses == ("ben@post.example",)
    assert reading.letter.failed_message_ids == ("<note.3@branch.example>",)


BOUNCES = [
    {
        "sender": "postmaster@post.example",
        "subject": "Undeliverable: Your case",
        "text": "The mailbox is full.",
    },
    {
        "sender": "<>",
        "subject": "Mail delivery failed: returning message to sender",
        "headers": ["Return-Path: <>"],
    },
    {
        "sender": "Mail Delivery System <Mailer-Daemon@mx.example>",
        "subject": "Warning",
        "text": "550 5.1.1 user unknown",
    },
    {"sender": "x@mx.example", "headers": ["X-Failed-Recipients: ben@post.example"]},
    {"subject": "Delivery Status Notification (Failure)", "headers": ["Auto-Submitted: auto-replied"]},
    {"sender": "post_master@mx.example", "subject": "Returned mail: see transcript for details"},
]


@pytest.mark.parametrize("given", BOUNCES, ids=lambda given: given.get("subject", "headers"))
def test_bounces_of_every_fashion_are_told(given: dict[str, object]) -> None:
    assert read_in_process(letter(**{"text": "x", **given}), SETTINGS).kind is Kind.BOUNCE  # type: ignore[arg-type]


AUTOMATIC = [
    {"subject": "Automatic reply: Casework form", "headers": ["Auto-Submitted: auto-replied"]},
    {"subject": "Automatic reply: Casework form", "text": f"{AWAY}\nName: as below\nTel: 0113 496 0000"},
    {"subject": "Auto reply: Hello", "text": AWAY},
    {"subject": "Out of Office: back on Monday", "text": AWAY},
    {"subject": "Ateb awtomatig: Ffurflen", "text": "Rwyf ar wyliau."},
    {"subject": "Automatische Antwort: Form", "text": "Ich bin im Urlaub."},
    {"headers": ["Auto-Submitted: auto-replied (vacation)"]},
    {"headers": ["X-Autoreply: yes"]},
    {"headers": ["Precedence: auto_reply"]},
    {"headers": ["Return-Path: <>"]},
    {"headers": ["X-Casework-Notice-Id: C-2026-0001:offered"]},
]
BY_WORDS_ALONE = [
    {"subject": "Out of office", "text": "I am away until the 9th."},
    {"subject": "Re: Casework form", "text": AWAY},
    {"subject": "Re: Casework form", "text": "I'm currently out of the office and will reply when I return."},
    {
        "subject": "Re: Hello",
        "text": "Hello, I am away from my desk until 9th. I will have no access to email.\n\n> Tel:",
    },
    {
        "subject": "Re: Hello",
        "text": "I am on parental leave. In my absence please write to library@post.example.",
    },
]


@pytest.mark.parametrize(
    "given", AUTOMATIC, ids=lambda given: str(given.get("subject") or given.get("headers") or given["text"])
)
def test_automatic_replies_with_and_without_headers_are_told(given: dict[str, object]) -> None:
    reading = read_in_process(letter(**{"text": "Name: as below\nTel: 0113 496 0000", **given}), SETTINGS)  # type: ignore[arg-type]
    assert reading.kind is Kind.AUTO_REPLY
    assert reading.automatic and reading.evidence
    assert reading.forms == ()


@pytest.mark.parametrize("given", BY_WORDS_ALONE, ids=lambda given: str(given["text"]))
def test_words_alone_make_no_machine_but_no_machine_answers_them(given: dict[str, object]) -> None:
    reading = read_in_process(letter(**given), SETTINGS)  # type: ignore[arg-type]
    assert (reading.kind, reading.automatic, reading.evidence) == (Kind.OTHER, True, BY_WORDS)


PEOPLE = [
    {"headers": ["Auto-Submitted: no"], "text": "Can you help me? I have a hearing."},
    {"subject": "Out of office culture is bullying", "text": "My manager says I must answer mail at night."},
    {"text": "I am on sick leave and back on Monday. Can you come to the meeting with my manager?"},
    {
        "subject": "Re: Your case",
        "text": "Thanks for your message. I'm away until the 12th and can ring you then.",
    },
    {"text": "I am on annual leave and my line manager has cancelled it. For urgent help, ring me."},
    {"subject": "Undeliverable promises", "text": "My manager promised me a pay rise."},
]


@pytest.mark.parametrize("given", PEOPLE, ids=lambda given: str(given["text"]))
def test_people_are_not_taken_for_machines(given: dict[str, object]) -> None:
    assert verdict(letter(**given)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "header",
    [
        "List-Id: <staff.post.example>",
        "List-Unsubscribe: <https://post.example/u>",
        "Precedence: bulk",
        "X-Auto-Response-Suppress: OOF",
    ],
)
def test_list_mail_is_a_persons_letter_that_is_not_answered_automatically(header: str) -> None:
    words = "I have a disciplinary hearing on Friday with my manager. Can someone help me?"
    reading = read_in_process(letter(words, headers=[header]), SETTINGS)
    assert reading.kind is Kind.REQUEST
    assert reading.automatic


@pytest.mark.parametrize("mark", ["auto-generated", "auto-replied"])
def test_a_form_service_that_marks_its_mail_as_automatic_still_brings_a_form(mark: str) -> None:
    raw = letter(
        FORM,
        sender="Forms <no-reply@forms.example>",
        headers=[f"Auto-Submitted: {mark}", "Reply-To: ana.ruiz@post.example"],
    )
    reading = read_in_process(raw, SETTINGS)
    assert reading.kind is Kind.FORM and len(reading.forms) == 1
    assert reading.automatic
    assert reading.letter.reply_to == "ana.ruiz@post.example"


def test_a_read_receipt_and_a_complaint_report_are_filed() -> None:
    for kind in ("disposition-notification", "feedback-report"):
        found = verdict(report("Original-Recipient: rfc822; c@branch.example", kind))
        assert found is not None and found.kind is Kind.AUTO_REPLY and found.firm
