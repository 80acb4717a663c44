"""Letters that came back, in the fashions of many mail servers (PEERS.md §0.2, MAIL.md §2)."""

from __future__ import annotations

import json

import pytest

from ingest.inprocess import read_in_process
from ingest.reading import Kind
from ingest.shown import reading_to_json
from tests.support.bounces import BOUNCES, DELAYS, NOTICE, Bounce
from tests.support.letters import SETTINGS, joined, letter, part


@pytest.mark.parametrize("bounce", BOUNCES, ids=lambda bounce: bounce.fashion)
def test_what_came_back_is_a_bounce_and_names_the_addresses_that_failed(bounce: Bounce) -> None:
    reading = read_in_process(bounce.raw, SETTINGS)
    assert reading.kind is Kind.BOUNCE and reading.automatic and reading.evidence
    assert set(reading.letter.failed_addresses) == set(bounce.failed)
    assert reading.forms == () and reading.unread == ()


@pytest.mark.parametrize("delay", DELAYS, ids=lambda delay: delay.fashion)
def test_what_is_only_late_is_filed_and_names_nobody(delay: Bounce) -> None:
    reading = read_in_process(delay.raw, SETTINGS)
    assert reading.kind is Kind.AUTO_REPLY and reading.letter.failed_addresses == ()


def test_the_letter_of_ours_that_came_back_is_named() -> None:
    named = [read_in_process(each.raw, SETTINGS).letter.failed_message_ids for each in BOUNCES]
    assert sum(NOTICE in ids for ids in named) >= 15


def test_a_complaint_is_filed_and_never_a_bounce() -> None:
    body = joined(
        part("This is an email abuse report for a message that you sent."),
        part("Feedback-Type: abuse\r\nOriginal-Rcpt-To: ben@post.example", "message/feedback-report"),
        part(f"From: casework@branch.example\r\nMessage-ID: {NOTICE}\r\n\r\nDear Ben", "message/rfc822"),
    )  # fmt: skip
    kind = "multipart/report; report-type=feedback-report; boundary=edge"
    reading = read_in_process(letter(body, sender="complaints@post.example", content_type=kind), SETTINGS)
    assert (reading.kind, reading.evidence) == (Kind.AUTO_REPLY, "a complaint report")
    assert reading.letter.failed_addresses == ()


def test_a_receipt_is_filed() -> None:
    body = joined(
        part("Your message was read."),
        part("Disposition: manual-action/MDN-sent-manually; displayed", "message/disposition-notification"),
    )
    kind = "multipart/report; report-type=disposition-notification; boundary=edge"
    assert read_in_process(letter(body, content_type=kind), SETTINGS).evidence == "a receipt"


def test_reading_as_json_names_kind_evidence_and_failed_addresses() -> None:
    shown = reading_to_json(read_in_process(BOUNCES[0].raw, SETTINGS), "x.eml")
    assert json.loads(json.dumps(shown))["kind"] == "bounce"
    assert shown["evidence"] == "a delivery report"
    assert shown["letter"]["failed_addresses"] == ["ben@post.example"]  # type: ignore[index]
