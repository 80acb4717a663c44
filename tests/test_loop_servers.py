"""The loop on real servers, wired from a config.yaml: IMAP with TLS, the Sheets API, SMTP with STARTTLS."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from jobs.cli import main
from jobs.config import load
from jobs.opening import open_world
from jobs.tick import tick
from tests.support.engine import BODY
from tests.support.served import served
from tests.support.servers import needs_dovecot
from tests.support.smtp_sink import SmtpSink

CONFIG = """
branch: {{name: Ashby College, address: casework@ashby.example}}
people: {{coordinator: {{name: Moira Fenn, email: moira.fenn@home.example}}}}
mailbox:
  kind: imap
  host: localhost
  port: {imap.port}
  tls: tls
  username: {imap.user}
  password: ${{file:imap-password}}
  ca_file: {ca}
register:
  kind: google
  spreadsheet: {sheet.spreadsheet_id}
  credentials: {sheet.credentials}
  endpoint: {sheet.base_url}
transport:
  kind: smtp
  host: localhost
  port: {smtp.port}
  tls: starttls
  username: branch
  password: ${{env:SMTP_TEST_PASSWORD}}
  ca_file: {ca}
state: ./state
"""
ANA = "ana@home.example"


def plain(sender, text, **headers):
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, headers.pop("To", "casework@ashby.example")
    mail["Subject"] = headers.pop("Subject", "Form")
    mail["Message-ID"] = f"<{abs(hash(text))}@home.example>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes(policy=email.policy.SMTP)


@needs_dovecot
def test_from_form_to_introduction_over_imap_google_and_smtp(
    tmp_path, running_dovecot, certificates, monkeypatch, ways
):
    user = f"loop{os.getpid()}{ways.protected_code}"
    imap, secure = running_dovecot.server(user), running_dovecot.tls_server(user)
    monkeypatch.setenv("SMTP_TEST_PASSWORD", "secret")
    (tmp_path / "imap-password").write_text(imap.password)
    with (
        served(tmp_path, ways) as sheet,
        SmtpSink(starttls=certificates.server_context(), login=("branch", "secret")) as smtp,
    ):
        config = tmp_path / "config.yaml"
        config.write_text(CONFIG.format(imap=secure, sheet=sheet, smtp=smtp, ca=certificates.ca))
        now = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
        with open_world(load(config), now) as world:

            def turn():
                nonlocal now
                now += timedelta(minutes=5)
                before = world.register.calls
                done = tick(world, now)
                assert done.troubles == {}
                return world.register.calls - before

            def notice(to):
                found = [message.content for message in smtp.to(to)]
                return email.message_from_bytes(found[-1], policy=email.policy.default)

            turn()
            human = sheet.human()
            for header, value in (("Name", "Ana Ruiz"), ("Email", ANA), ("Department", "Library")):
                human.edit("Caseworkers", 2, header, value)
            form = BODY.format(
                name="Mo Adeyemi", email="mo@home.example", department="Physics", summary="No notice."
            )
            imap.deliver(plain("Mo Adeyemi <mo@home.example>", form))
            assert turn() == 2, "one read and one write in a cycle with work"
            assert turn() == 1, "one read in a quiet cycle"
            assert [row["Ref"] for row in human.rows("Cases")] == ["C-2026-0001"]
            human.edit("Cases", 2, "Decision", "Approve")
            assert turn() == 2
            offer = notice(ANA)
            imap.deliver(
                plain(f"Ana Ruiz <{ANA}>", "Yes, happy to", To=str(offer["Reply-To"]), Subject="Re: offer")
            )
            assert turn() == 2
            row = human.rows("Cases")[0]
            assert (row["Status"], row["Caseworker"], row["Decision"]) == ("Active", "Ana Ruiz", "Ana Ruiz")
            assert re.search("Ana Ruiz", notice("mo@home.example").get_body(("plain",)).get_content())
            assert len(imap.folder("Casework/C-2026-0001")) == 2
            assert imap.folder() == []
            assert all(len(message.recipients) == 1 and message.tls for message in smtp.accepted)


@pytest.mark.long
@pytest.mark.parametrize("wrong", ["mailbox", "transport"])
@needs_dovecot
def test_a_wrong_password_is_one_plain_sentence_and_the_rest_goes_on(
    tmp_path, running_dovecot, certificates, monkeypatch, wrong
):
    user = f"wrong{os.getpid()}{wrong}"
    imap, secure = running_dovecot.server(user), running_dovecot.tls_server(user)
    monkeypatch.setenv("SMTP_TEST_PASSWORD", "no" if wrong == "transport" else "secret")
    (tmp_path / "imap-password").write_text("no" if wrong == "mailbox" else imap.password)
    with (
        served(tmp_path) as sheet,
        SmtpSink(starttls=certificates.server_context(), login=("branch", "secret")) as smtp,
    ):
        config = tmp_path / "config.yaml"
        config.write_text(CONFIG.format(imap=secure, sheet=sheet, smtp=smtp, ca=certificates.ca))
        now = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
        if wrong == "transport":
            form = BODY.format(name="Mo", email="mo@home.example", department="Physics", summary="No notice.")
            imap.deliver(plain("Mo <mo@home.example>", form))
        with open_world(load(config), now) as world:
            first, second = tick(world, now), tick(world, now + timedelta(minutes=1))
        if wrong == "mailbox":
            assert "password" in first.troubles["mailbox"]
            assert "register" not in second.troubles
            assert [message.recipients for message in smtp.accepted] == [("moira.fenn@home.example",)]
        else:
            assert [row["Ref"] for row in sheet.human().rows("Cases")] == ["C-2026-0001"]
            assert smtp.accepted == []
            assert "password" in first.troubles["transport"]


@needs_dovecot
@pytest.mark.parametrize("wrong", ["", "mailbox", "transport", "register"])
def test_check_tries_each_connection_and_names_the_one_that_is_wrong(
    tmp_path, running_dovecot, certificates, monkeypatch, capsys, wrong
):
    user = f"check{os.getpid()}{wrong}"
    secure = running_dovecot.tls_server(user)
    monkeypatch.setenv("SMTP_TEST_PASSWORD", "no" if wrong == "transport" else "secret")
    (tmp_path / "imap-password").write_text("no" if wrong == "mailbox" else secure.password)
    with (
        served(tmp_path) as sheet,
        SmtpSink(starttls=certificates.server_context(), login=("branch", "secret")) as smtp,
    ):
        text = CONFIG.format(imap=secure, sheet=sheet, smtp=smtp, ca=certificates.ca)
        if wrong == "register":
            text = text.replace(sheet.spreadsheet_id, "another-sheet")
        (tmp_path / "config.yaml").write_text(text)
        code = main(["check", "--json", "--config", str(tmp_path / "config.yaml")])
        findings = json.loads(capsys.readouterr().out)
        assert smtp.accepted == []
    assert [finding["what"] for finding in findings if finding["problem"]] == ([wrong] if wrong else [])
    assert code == (1 if wrong else 0)
    assert {finding["what"] for finding in findings} >= {"mailbox", "register", "transport"}
