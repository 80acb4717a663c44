"""Form services and websites: a machine sends; the member stands in Reply-To or in the form (MAIL.md)."""

# ruff: noqa: E501 - mail as services write it

from __future__ import annotations

import pytest

from ingest.inprocess import read_in_process
from ingest.reading import Kind
from ingest.services import member_of
from tests.support.engine import desk
from tests.support.letters import SETTINGS, letter
from tests.support.services import EXPECTED, SERVICES


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_sends_is_a_form_of_the_one_who_filled_it_in(name: str) -> None:
    reading = read_in_process(SERVICES[name], SETTINGS)
    assert reading.kind is Kind.FORM and reading.by_service
    (form,) = reading.forms
    assert {field: form.values.get(field) for field in EXPECTED} == EXPECTED
    assert "hours were cut" in str(form.values["summary"]) and "Nobody had told" in str(
        form.values["summary"]
    )
    assert form.writers == ()


@pytest.mark.parametrize("name", ["google forms", "jotform", "typeform", "contact form 7"])
def test_the_member_is_acknowledged_and_the_service_never(tmp_path, name: str) -> None:  # type: ignore[no-untyped-def]
    with desk(tmp_path) as at:
        at.arrive(SERVICES[name])
        at.settle()
        (notice,) = at.notices("acknowledged")
        assert "ana.ruiz@post.example" in str(notice["To"])
        sent_to = {str(mail["To"]) for mail in at.notices()}
        assert not any("noreply" in to or "no-reply" in to or "wordpress" in to for to in sent_to)


def test_a_message_through_a_contact_form_is_a_request_of_the_one_in_reply_to() -> None:
    text = "Name: Ana Ruiz\nEmail: ana.ruiz@post.example\nMessage: I have been suspended and need help. What should I do?\n"
    for headers in (["Auto-Submitted: auto-generated"], []):
        raw = letter(
            text,
            sender="Site <wordpress@branch.example>",
            subject="Contact",
            headers=[*headers, "Reply-To: ana.ruiz@post.example"],
        )
        reading = read_in_process(raw, SETTINGS)
        assert reading.kind is Kind.REQUEST and reading.by_service
        assert member_of(reading.letter) == "ana.ruiz@post.example"


def test_a_service_that_puts_itself_in_reply_to_names_nobody() -> None:
    raw = letter("x", sender="Forms <noreply@forms.example>", headers=["Reply-To: no-reply@other.example"])
    assert member_of(read_in_process(raw, SETTINGS).letter) == ""


def test_a_newsletter_from_an_address_without_answers_is_no_form() -> None:
    raw = letter(
        "This week: pay, pensions. Unsubscribe here.",
        sender="News <no-reply@news.example>",
        headers=["List-Unsubscribe: <https://news.example/u>"],
    )
    reading = read_in_process(raw, SETTINGS)
    assert reading.kind is Kind.OTHER and not reading.by_service
