"""The bytes of a message: one person, our words, the same each time."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

import pytest

from casework.model import Person, Thread
from notify.addresses import NotOneAddress, wire_address
from notify.compose import compose
from notify.notices import NoticeUnfit
from tests.support.letters_out import BRANCH, ENVELOPE, a_notice, a_send

ASKED = "<CWXP265MB1234567890ABCDEF0123456789ABCDEF012345@CWXP265MB1234.GBRP265.PROD.OUTLOOK.example>"


def parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def raw_header(raw: bytes, name: str) -> str:
    head = raw.partition(b"\r\n\r\n")[0].decode().replace("\r\n ", " ")
    return next(line.partition(": ")[2] for line in head.split("\r\n") if line.startswith(f"{name}:"))


def test_the_head_says_who_what_and_that_a_machine_wrote() -> None:
    message = parsed(compose(a_send("offered"), BRANCH, ENVELOPE, None, ()).raw)
    assert message["From"] == '"Hallam branch casework (automatic message)" <casework@hallam-branch.example>'
    assert message["To"] == "ana@home.example"
    assert message["Reply-To"] == ENVELOPE.reply_to
    assert message["Message-ID"] == ENVELOPE.message_id
    assert message["Date"] == "Sat, 21 Nov 2026 09:30:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Casework-Notice-Id"] == ENVELOPE.key
    assert message["Content-Language"] == "en-GB"
    assert [message[name] for name in ("Cc", "Bcc", "Precedence", "In-Reply-To", "References")] == [None] * 5


def test_exchange_is_asked_for_silence_but_never_to_keep_a_bounce_back() -> None:
    asked = parsed(a_notice(a_send("news")).raw)["X-Auto-Response-Suppress"].split(", ")
    assert {"OOF", "AutoReply"} <= set(asked) and not {"All", "NDR"} & set(asked)


def test_text_comes_first_and_html_beside_it() -> None:
    notice = a_notice(a_send("offered"))
    text, html = parsed(notice.raw).iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().replace("\r\n", "\n") == notice.text
    assert html.get_content().replace("\r\n", "\n").strip() == notice.html.strip()
    assert notice.raw.isascii() and max(map(len, notice.raw.split(b"\r\n"))) < 998


def test_the_same_inputs_give_the_same_bytes_and_another_key_others() -> None:
    send = a_send("blank_form")
    once, twice = (compose(send, BRANCH, ENVELOPE, None, (b"%PDF-1.7",)) for _ in range(2))
    other = compose(send, BRANCH, replace(ENVELOPE, key="another"), None, (b"%PDF-1.7",))
    assert once.raw == twice.raw != other.raw
    assert b"\n" not in once.raw.replace(b"\r\n", b"") and b"\r" not in once.raw.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("blank", "name", "kind"),
    [
        (b"%PDF-1.7\n...", "casework-form.pdf", "application/pdf"),
        (b"PK\x03\x04" + b"x" * 40, "casework-form.docx",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK" + b"\0" * 28 + b"mimetypeapplication/vnd.oasis.opendocument.text", "casework-form.odt",
         "application/vnd.oasis.opendocument.text"),
        (b"<!DOCTYPE html><p>Name:</p>", "casework-form.html", "text/html"),
        ("Name: \u2026".encode(), "casework-form.txt", "text/plain"),
    ],
)  # fmt: skip
def test_the_blank_form_is_the_one_attachment(blank: bytes, name: str, kind: str) -> None:
    message = parsed(compose(a_send("blank_form"), BRANCH, ENVELOPE, None, (blank,)).raw)
    [attached] = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (name, kind)
    assert attached.get_payload(decode=True) == blank


def test_no_other_notice_has_an_attachment() -> None:
    raw = compose(a_send("acknowledged"), BRANCH, ENVELOPE, None, (b"%PDF-1.7",)).raw
    assert parsed(raw).get_content_type() == "multipart/alternative"


def test_an_answer_keeps_the_thread_by_its_ids_and_never_the_member_s_subject() -> None:
    thread = Thread(
        ASKED, ("<first@post.example>", "not an id", "<second@post.example>"), "my hearing on Friday"
    )
    raw = a_notice(replace(a_send("acknowledged"), thread=thread)).raw
    assert raw_header(raw, "In-Reply-To") == ASKED
    assert raw_header(raw, "References") == f"<first@post.example> <second@post.example> {ASKED}"
    assert parsed(raw)["Auto-Submitted"] == "auto-replied"
    assert b"hearing on Friday" not in raw
    assert parsed(raw)["Subject"] == "Branch casework C-2026-0042: we have your form"


def test_a_very_long_thread_keeps_its_first_and_its_newest_ids() -> None:
    ids = tuple(f"<{number}@post.example>" for number in range(500))
    raw = a_notice(replace(a_send("acknowledged"), thread=Thread(ASKED, ids))).raw
    kept = raw_header(raw, "References").split()
    assert len(kept) == 12 and kept[0] == ids[0] and kept[-2:] == [ids[-1], ASKED]


@pytest.mark.parametrize(
    "bad", ["", "no brackets", "<a b>", "<x>\r\nBcc: <eve@post.example>", "<" + "x" * 300 + ">"]
)
def test_an_id_that_is_none_is_not_answered_to(bad: str) -> None:
    raw = a_notice(replace(a_send("acknowledged"), thread=Thread(bad))).raw
    assert b"In-Reply-To" not in raw and b"eve@" not in raw


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "ana@",
        "@home.example",
        "ana@home.example,eve@post.example",
        "ana@home.example, eve@post.example",
        "ana@home.example;eve@post.example",
        "ana@home.example eve@post.example",
        "ana@home.example\neve@post.example",
        "ana@home.example\r\nBcc: eve@post.example",
        "Ana <ana@home.example>",
        '"Ana" <ana@home.example>',
        "ana@home.example)eve@post.example",
        "ana(eve@post.example)@home.example",
        '"ana eve"@home.example',
        "ana%post.example@home.example",
        "ana@[127.0.0.1]",
        "ana..ruiz@home.example",
        "ana@home..example",
        "ana@-home.example",
        " ana@home.example",
        "ana@home.example\x00",
        "ana@home.example\u2028",
        "ana\u202e@home.example",
        "a" * 65 + "@home.example",
        "ana@" + "home." * 60 + "example",
    ],
)
def test_a_recipient_is_one_address_or_there_is_no_notice(address: str) -> None:
    send = replace(a_send("lapsed"), to=Person("Ana", address))
    with pytest.raises(NoticeUnfit) as refusal:
        a_notice(send)
    assert "post.example" not in str(refusal.value)
    with pytest.raises(NotOneAddress):
        wire_address(address)


@pytest.mark.parametrize(
    ("address", "wire"),
    [
        ("ana@home.example", "ana@home.example"),
        ("o'neill+case.work@post.home.example", "o'neill+case.work@post.home.example"),
        ("ana@b\u00fccher.example", "ana@xn--bcher-kva.example"),
        ("\u00e1na@home.example", "\u00e1na@home.example"),
    ],
)
def test_a_plain_address_goes_as_it_is(address: str, wire: str) -> None:
    assert wire_address(address) == wire
    notice = a_notice(replace(a_send("lapsed"), to=Person("Ana", address)))
    assert notice.recipient == address
    assert raw_header(notice.raw, "To") == wire


@pytest.mark.parametrize(
    "name", ["Hallam\r\nBcc: eve@post.example", "Hallam\n", "Hallam\x00", "Hallam\u2028"]
)
def test_a_line_break_in_a_name_stops_the_notice(name: str) -> None:
    with pytest.raises(NoticeUnfit, match="line break"):
        a_notice(a_send("lapsed"), branch=replace(BRANCH, name=name))


def test_a_line_break_in_the_member_s_own_name_only_becomes_a_space() -> None:
    send = replace(a_send("acknowledged"), to=Person("Aisha\r\nBcc: eve@post.example", "aisha@post.example"))
    raw = a_notice(send).raw
    assert parsed(raw)["Bcc"] is None and b"Dear Aisha Bcc: eve@post.example," in raw


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Hallam", "Hallam branch casework (automatic message)"),
        ("Hallam Branch", "Hallam Branch casework (automatic message)"),
        ('The "A" \\ B branch', 'The "A" \\ B branch casework (automatic message)'),
        ("Cangen Dwyfor a\u0302r M\u00f4n: " + "llanfair, " * 12 + "pentref", None),
    ],
)
def test_any_branch_name_can_be_the_sender(name: str, shown: str | None) -> None:
    raw = a_notice(a_send("lapsed"), branch=replace(BRANCH, name=name)).raw
    # compat32 decodes adjoining encoded words as RFC 2047 §6.2 says; the newer policies put spaces between
    encoded, address = parseaddr(email.message_from_bytes(raw)["From"])
    assert address == BRANCH.address
    assert str(make_header(decode_header(encoded))) == (
        shown or f"{name} branch casework (automatic message)"
    )
    assert raw.isascii() and all(len(line) <= 78 for line in raw.partition(b"\r\n\r\n")[0].split(b"\r\n"))


@pytest.mark.parametrize(
    "change",
    [
        {"key": "two words"},
        {"key": ""},
        {"message_id": "no-brackets@branch.example"},
        {"message_id": "<x>\r\nBcc: <y>"},
        {"reply_to": "casework@branch.example\r\nBcc: eve@post.example"},
        {"date": datetime(2026, 11, 21, 9, 30)},  # noqa: DTZ001 - naive on purpose
    ],
)
def test_an_envelope_that_is_not_whole_stops_the_notice(change: dict[str, object]) -> None:
    with pytest.raises(NoticeUnfit):
        compose(a_send("offered"), BRANCH, replace(ENVELOPE, **change), None, ())  # type: ignore[arg-type]
