"""Letters: whatever the bytes, a letter; nothing believed that could be read in two ways (MAIL.md §3)."""

# ruff: noqa: E501 - tables of letters, read across

from __future__ import annotations

import struct
import time
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.addresses import is_clean, one_mailbox
from ingest.headers import decode, decode_words
from ingest.inprocess import read_in_process
from ingest.letter import open_letter
from ingest.markup import html_text
from ingest.parts import safe_name, unflow
from ingest.tnef import stored
from tests.support.letters import ANA, SETTINGS, attached, joined, letter, multipart, part


def test_a_letter_of_no_bytes_is_still_a_letter() -> None:
    opened = open_letter(b"")
    assert opened.letter.sha256 == sha256(b"").hexdigest()
    assert (opened.letter.text, opened.letter.from_address, opened.letter.date) == ("", "", None)


@given(st.binary(max_size=3000))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_letter(raw: bytes) -> None:
    reading = read_in_process(raw, SETTINGS)
    assert reading.letter.sha256 == sha256(raw).hexdigest()


_PIECES = st.sampled_from(
    [
        b"From: a@b.example\r\n", b"From: ", b"Subject: =?utf-8?b?4p2k?=\r\n", b"Content-Type: multipart/mixed; boundary=x\r\n",
        b"Content-Type: multipart/alternative; boundary=\"x\"\r\n", b"\r\n", b"--x\r\n", b"--x--\r\n", b"Content-Type: message/rfc822\r\n",
        b"Content-Type: text/html; charset=nonsense\r\n", b"Content-Transfer-Encoding: base64\r\n", b"<table><td>Name<td>",
        b"Content-Disposition: attachment; filename*0*=utf-8''a; filename*1=b\r\n", b"Content-Type: message/delivery-status\r\n",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n", b"=?x?q?=\r\n", b"\xff\xfe\x00", b"> quoted\r\n",
        b"Name: Ana\r\n", b"PK\x03\x04", b"\x78\x9f\x3e\x22", b"Date: never\r\n", b"Message-ID: <[x]>\r\n", b"References: <a> <b\r\n",
    ]
)  # fmt: skip


@pytest.mark.long
@given(st.lists(_PIECES, max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_heap_of_mail_fragments_gives_a_letter(pieces: list[bytes]) -> None:
    raw = b"".join(pieces)
    assert read_in_process(raw, SETTINGS).letter.sha256 == sha256(raw).hexdigest()


@pytest.mark.parametrize(
    "header",
    [
        "Message-ID: <[a0b1c2d3@mail.post.example]>",
        "Message-ID: <",
        "Content-Type: text/plain; name*",
        "To: (c):",
        'To: "',
        "Content-Type: text/plain; charset=no-such-charset",
        "Content-Type: multipart/mixed",
        "Content-Type: multipart/mixed; boundary=",
        "Content-Type: ;;;",
        "Content-Transfer-Encoding: base64 x",
        "Content-Disposition: ; filename",
        "Content-Disposition: attachment; filename*=bogus'en'%ff%fe",
        "From: " + "(" * 3000,
        "From: " + '"' * 3001,
        "Date: " + "9" * 5000,
        "Date: Tue, 99 Foo 99999 99:99:99 +9999",
        "Subject: " + "=?utf-8?b?" + "A" * 5000 + "?=",
        "References: " + "<" * 5000,
        "Reply-To: <>, <a@b.example>",
    ],
)
def test_no_header_however_broken_costs_us_the_letter(header: str) -> None:
    opened = open_letter(f"{header}\r\nSubject: Still here\r\n\r\nThe text.\r\n".encode())
    assert opened.letter.text.strip() == "The text." or opened.documents[0].content.strip() == b"The text."
    assert not opened.reason


def test_the_message_id_that_exchange_writes_in_brackets_is_kept() -> None:
    raw = b"Message-ID: <[8f2a@mail.post.example]>\r\nIn-Reply-To: bare.id@branch.example\r\n\r\n"
    read = open_letter(raw).letter
    assert read.message_id == "<[8f2a@mail.post.example]>"
    assert read.in_reply_to == "<bare.id@branch.example>"


# --- who wrote -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("ana@post.example", "", "ana@post.example"),
        ("<ANA@Post.Example>", "", "ana@post.example"),
        ("Ana Ruiz <ana@post.example>", "Ana Ruiz", "ana@post.example"),
        ('"Ruiz, Ana" <ana@post.example>', "Ruiz, Ana", "ana@post.example"),
        ('"boss@union.example" <ben@other.example>', "boss@union.example", "ben@other.example"),
        ("Ana Ruiz (she/her) <ana@post.example>", "Ana Ruiz", "ana@post.example"),
        ("ana@post.example (Ana Ruiz)", "Ana Ruiz", "ana@post.example"),
        ("=?utf-8?q?Si=C3=A2n_Rees?= <sian@post.example>", "Siân Rees", "sian@post.example"),
        ("=?utf-8?Q?Rees,_Si=C3=A2n?= <sian@post.example>", "Rees, Siân", "sian@post.example"),
        ("Dara O'Neill <dara.o'neill@post.example>", "Dara O'Neill", "dara.o'neill@post.example"),
    ],
)
def test_one_clean_mailbox_is_read(written: str, name: str, address: str) -> None:
    assert one_mailbox(written) == (name, address)


@pytest.mark.parametrize(
    "written",
    [
        "rep@branch.example <evil@other.example>",
        "alice@a.example)bob@b.example",
        "ana@post.example, ben@post.example",
        "Ana <ana@post.example>, Ben <ben@post.example>",
        "Ruiz, Ana <ana@post.example>",
        "<ana@post.example> <ben@post.example>",
        "Ana <ana@post.example> ben@post.example",
        "Friends: ana@post.example;",
        "Ana <ana@post.example",
        '"Ana <ana@post.example>',
        "Ana <>",
        "ana@post@example",
        "ana..ruiz@post.example",
        '"ana ruiz"@post.example',
        "ana@[192.0.2.1]",
        "ana@pöst.example",
        "(ana@post.example) ben@post.example",
        "ana",
        "",
        "a" * 65 + "@post.example",
    ],
)
def test_what_could_be_read_in_two_ways_is_no_sender(written: str) -> None:
    assert one_mailbox(written) == ("", "")


def test_two_from_headers_are_no_sender() -> None:
    raw = b"From: rep@branch.example\r\nFrom: evil@other.example\r\n\r\nhello"
    assert open_letter(raw).letter.from_address == ""


def test_a_from_header_of_parentheses_takes_no_time() -> None:
    began = time.process_time()
    read = open_letter(b"From: " + b"(" * 60_000 + b"\r\nSubject: x\r\n\r\n").letter
    assert read.from_address == ""
    assert time.process_time() - began < 1


def test_an_upright_tab_as_word_writes_it_ends_a_line() -> None:
    raw = b"From: Mo <mo@home.example>\r\n\r\nMy manager\x0bshouted\x00.\r\n"
    assert open_letter(raw).letter.text.split("\n")[:2] == ["My manager", "shouted."]


@given(st.text(alphabet='abc@.<>"(),;:\\ =?', max_size=60))
@settings(max_examples=500, deadline=None)
def test_a_sender_is_always_one_clean_address_or_none(written: str) -> None:
    _, address = one_mailbox(written)
    assert address == "" or (is_clean(address) and address in written.lower())


def test_every_address_the_letter_came_to_is_known() -> None:
    raw = letter("x", headers=["Cc: Ben <ben@post.example>", "Delivered-To: casework+C2.AbC@branch.example"])
    assert open_letter(raw).letter.to == (
        "casework@branch.example", "ben@post.example", "casework+c2.abc@branch.example"
    )  # fmt: skip


# --- words in headers ------------------------------------------------------------------------------------


def test_a_subject_cannot_carry_line_ends_or_direction_marks() -> None:
    raw = letter("x", subject="=?utf-8?q?Hi=0D=0ABcc:_all=40post.example_=E2=80=AEgpj?=")
    assert open_letter(raw).letter.subject == "Hi Bcc: all@post.example gpj"


def test_a_character_split_over_two_encoded_words_is_put_together() -> None:
    assert decode_words("=?utf-8?b?4oI=?= =?utf-8?b?rA==?= 20") == "€ 20"


@pytest.mark.parametrize(
    "charset", ["utf-8", "windows-1252", "iso-8859-1", "us-ascii", "", "no-such-charset", "hex"]
)
def test_sound_utf8_is_read_whatever_a_western_label_says(charset: str) -> None:
    assert decode("Siân".encode(), charset if charset != "windows-1252" else "cp1252") == "Siân"


def test_a_latin_label_on_windows_quotes_is_seen_through() -> None:
    assert decode(b"\x93don\x92t\x94", "iso-8859-1") == "“don’t”"
    assert decode(b"caf\xe9", "utf-8") == "café"
    assert decode(b"\x81\x9d", "us-ascii") == "\x81\x9d"
    assert decode("naïve".encode("utf-16")) == "naïve"


def test_raw_eight_bit_headers_are_read() -> None:
    raw = b"From: Si\xc3\xa2n <sian@post.example>\r\nSubject: caf\xe9\r\n\r\n"
    read = open_letter(raw).letter
    assert (read.from_name, read.subject) == ("Siân", "café")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tue, 03 Mar 2026 10:00:00 +0100", datetime(2026, 3, 3, 10, tzinfo=timezone(timedelta(hours=1)))),
        ("3 Mar 2026 10:00:00 -0000", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        ("Tue, 03 Mar 2026 10:00:00", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        ("yesterday", None),
        ("Tue, 03 Mar 1901 10:00:00 +0000", None),
    ],
)
def test_a_date_is_aware_or_none(written: str, meant: datetime | None) -> None:
    assert open_letter(f"Date: {written}\r\n\r\n".encode()).letter.date == meant


# --- text ------------------------------------------------------------------------------------------------


def test_html_keeps_labels_beside_their_answers() -> None:
    page = "<style>p{}</style><table><tr><td>Name</td><td>Ana Ruiz</td></tr></table><p style='display:none'>x</p>"
    read = open_letter(letter(page, content_type="text/html; charset=utf-8")).letter
    assert read.text.split() == ["Name", "Ana", "Ruiz"]
    assert "Name" in read.text.splitlines()[0] and "Ana Ruiz" in read.text.splitlines()[0]


def test_html_quotes_are_marked_as_in_plain_mail() -> None:
    page = "<p>Yes, I can.</p><blockquote type='cite'><p>Can you?</p><p>Thanks</p></blockquote><p>Ana</p>"
    read = open_letter(letter(page, content_type="text/html")).letter
    assert "> Can you?" in read.text
    assert read.reply.split() == ["Yes,", "I", "can.", "Ana"]


@pytest.mark.parametrize(
    "style",
    [
        "font-size:0", "font-size: 1px", "visibility:hidden", "opacity:0", "display:none", "mso-hide:all",
        "max-height:0;overflow:hidden", "position:absolute;left:-9999px", "text-indent:-999em",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["div", "span", "td"])
def test_words_that_nobody_sees_are_not_said(style: str, around: str) -> None:
    hidden = f'<{around} style="{style}">ACCEPT</{around}>'
    hidden = f"<table><tr>{hidden}</tr></table>" if around == "td" else hidden
    assert html_text(f"<p>Good morning</p>{hidden}<p>Let me think.</p>").split() == [
        "Good",
        "morning",
        "Let",
        "me",
        "think.",
    ]


def test_words_that_are_seen_within_what_has_no_size_are_said() -> None:
    """As the mails of many programs are laid out: a frame without size, its cells with one."""
    page = '<div style="font-size:0px"><p style="font-size:14px">I am <b>glad</b> to help.</p></div>'
    assert html_text(page).strip() == "I am glad to help."
    assert (
        html_text('<p style="font-size:0.9vw">Small on a small window</p>').strip()
        == "Small on a small window"
    )
    assert html_text('<style>.x{display:none}</style><p class="x">yes</p><p>no</p>').strip() == "no"


def test_html_nested_ten_thousand_deep_is_read_without_its_layout() -> None:
    assert "the end" in html_text("<div>" * 200 + "the end")
    html_text("<div>" * 10_000 + "the end" + "</div>" * 10_000)


def test_the_plain_alternative_is_the_text_unless_it_is_a_stub() -> None:
    plain, page = part("Hello from Ana"), part("<p>Hello from Ana, in colour</p>", "text/html")
    assert open_letter(multipart(plain, page, subtype="alternative")).letter.text.strip() == "Hello from Ana"
    empty = part("\r\n \r\n")
    assert "in colour" in open_letter(multipart(empty, page, subtype="alternative")).letter.text


def test_soft_broken_lines_are_put_together_and_signatures_are_not() -> None:
    assert unflow("one \ntwo\nthree\n-- \nAna\n> a \n> b\n") == "one two\nthree\n-- \nAna\n> a b\n"


def test_a_multipart_without_a_boundary_is_read_as_text() -> None:
    read = open_letter(letter("Just words", content_type="multipart/mixed")).letter
    assert "Just words" in read.text


# --- attachments and documents -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\Users\\\\ana\\\\form.docx"', "form.docx"),
        ("attachment; filename*=utf-8''form%20%E2%80%93%20Ana.docx", "form – Ana.docx"),
        ("attachment; filename*0=\"fo\"; filename*1=\"rm.docx\"", "form.docx"),
        ('attachment; filename="=?utf-8?B?Zm9ybSDigJMgQW5hLmRvY3g=?="', "form – Ana.docx"),
        ('attachment; filename="form\u202excod.exe"', "formxcod.exe"),
        ('attachment; filename=".."', "unnamed attachment"),
        ("attachment", "unnamed attachment"),
        ('attachment; filename="' + "a" * 300 + '.docx"', "a" * 139 + ".docx"),
    ],
)  # fmt: skip
def test_a_file_name_is_shown_and_never_a_path(disposition: str, name: str) -> None:
    raw = multipart(
        part("x"), part(b"content", "application/octet-stream", f"Content-Disposition: {disposition}")
    )
    opened = open_letter(raw)
    assert [each.name for each in opened.letter.attachments] == [name]
    assert [each.name for each in opened.documents] == [name]


def test_a_name_in_the_content_type_alone_makes_a_document_too() -> None:
    opened = open_letter(multipart(part("x"), part(b"PK\x03\x04", 'application/zip; name="form.docx"')))
    assert opened.documents[0].name == "form.docx"


@given(st.text(max_size=400))
def test_a_safe_name_holds_no_folder_and_no_control(name: str) -> None:
    shown = safe_name(name)
    assert not set(shown) & set("/\\\r\n\0\u202e") and len(shown) <= 150


def test_a_misspelt_base64_is_decoded_all_the_same() -> None:
    raw = multipart(
        part("x"),
        "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64 x\r\n\r\nJVBERg==",
    )
    assert open_letter(raw).documents[0].content == b"%PDF"


def test_a_forwarded_letter_brings_its_text_and_its_documents() -> None:
    inner = multipart(part("My form is attached. Ana"), attached(b"PK\x03\x04", "form.docx")).decode()
    outer = joined(part("One more."), part(inner, "message/rfc822"), boundary="outer")
    opened = open_letter(
        letter(outer, content_type="multipart/mixed; boundary=outer", sender="Ben <ben@branch.example>")
    )
    assert [each.name for each in opened.documents] == ["form.docx"]
    assert "My form is attached" in opened.letter.text and "From: Ana Ruiz" in opened.letter.text
    assert opened.letter.reply.strip() == "One more."
    assert opened.letter.from_address == "ben@branch.example"


def test_a_forwarded_letter_sent_as_a_file_or_as_base64_is_opened() -> None:
    inner = multipart(part("Inside"), attached(b"PK\x03\x04", "form.docx"))
    for kind in ("message/rfc822", 'application/octet-stream; name="mail.eml"'):
        opened = open_letter(
            multipart(part("x"), part(inner, kind)).replace(b"--edge--\r\n\r\n--edge--", b"--edge--")
        )
        assert "form.docx" in [each.name for each in opened.documents] or "Inside" in opened.letter.text


def test_sidecars_and_small_logos_are_attachments_but_no_documents() -> None:
    raw = multipart(
        part("x"),
        part(b"\x00\x05\x16\x07", 'application/applefile; name="form.docx"'),
        part(b"0\x80", 'application/pkcs7-signature; name="smime.p7s"'),
        part(
            b"\x89PNG logo", 'image/png; name="logo.png"', "Content-ID: <logo>", "Content-Disposition: inline"
        ),
        attached(b"\xff\xd8\xff photo of the form", "IMG_1.JPG", "image/jpeg"),
    )
    opened = open_letter(raw)
    assert [each.name for each in opened.documents] == ["IMG_1.JPG"]
    assert len(opened.letter.attachments) == 4


def test_an_encrypted_letter_says_so() -> None:
    raw = letter("MIIB", content_type='application/pkcs7-mime; name="smime.p7m"')
    assert any("encrypted" in problem for problem in open_letter(raw).problems)


def _attribute(number: int, value: bytes) -> bytes:
    return struct.pack("<BHHI", 2, number, 6, len(value)) + value + b"\x00\x00"


def test_documents_are_taken_out_of_winmail_dat() -> None:
    name = "form – Ana.docx".encode("utf-16-le") + b"\x00\x00"
    row = (
        struct.pack("<I", 1)
        + struct.pack("<HHII", 0x1F, 0x3707, 1, len(name))
        + name
        + b"\x00" * (-len(name) % 4)
    )
    packed = (
        b"\x78\x9f\x3e\x22\x01\x00" + _attribute(0x9002, b"\x00" * 14) + _attribute(0x8010, b"FORM~1.DOC\x00")
    )
    packed += _attribute(0x800F, b"PK\x03\x04content") + _attribute(0x9005, row)
    opened = open_letter(multipart(part("x"), attached(packed, "winmail.dat", "application/ms-tnef")))
    assert [(each.name, each.content) for each in opened.documents] == [
        ("form – Ana.docx", b"PK\x03\x04content")
    ]
    assert stored(packed[:-3]).attached and stored(packed[: len(packed) // 2]) is not None


@given(st.binary(max_size=300))
def test_any_winmail_dat_is_survived(content: bytes) -> None:
    stored(b"\x78\x9f\x3e\x22\x01\x00" + content)
    stored(b"\x78\x9f\x3e\x22\x01\x00" + _attribute(0x9002, b"") + _attribute(0x9005, content))


# --- limits (TRUST.md S10) -----------------------------------------------------------------------------------


def _nested(depth: int) -> bytes:
    body = "Content-Type: text/plain\r\n\r\ndeep"
    for level in range(depth):
        body = f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n{body}\r\n--b{level}--\r\n'
    return f"From: {ANA}\r\nSubject: deep\r\n{body}".encode()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (multipart(*[part("x")] * 10_000), "parts"),
        (_nested(1500), "deep"),
        (b"".join([f"From: {ANA}\r\n".encode(), b"Content-Type: message/rfc822\r\n\r\n" * 1500]), "deep"),
        (letter("x", headers=["X-Long: " + "y" * 70_000]), "KB"),
        (
            letter("x", headers=["To: " + ", ".join(f"p{n}@post.example" for n in range(20_000))[:60_000]]),
            "addresses",
        ),
        (letter("x" * (26 * 1024 * 1024)), "25 MB"),
    ],
    ids=["parts", "depth", "forwards", "headers", "addresses", "size"],
)
def test_a_letter_over_a_limit_is_closed_quickly_and_keeps_its_sender(raw: bytes, reason: str) -> None:
    began = time.process_time()
    reading = read_in_process(raw, SETTINGS)
    assert time.process_time() - began < 2
    assert reason in reading.problems[0] and reading.problems[0].startswith("This letter could not be read: ")
    assert reading.letter.from_address == "ana.ruiz@post.example"


def test_a_boundary_hidden_from_the_scan_still_meets_the_limits() -> None:
    body = joined(*[part("x")] * 300)
    raw = letter(body, content_type="multipart/mixed; boundary*0=ed; boundary*1=ge")
    assert "parts" in open_letter(raw).reason


def test_mail_source_pasted_into_a_letter_is_no_limit() -> None:
    pasted = "Content-Type: multipart/mixed; boundary=abc\r\nContent-Type: text/plain\r\n" * 50
    assert open_letter(letter(pasted)).reason == ""


def test_a_fifteen_megabyte_attachment_is_fine() -> None:
    opened = open_letter(multipart(part("x"), attached(b"%PDF-" + b"\x00" * (15 * 1024 * 1024), "scan.pdf")))
    assert opened.reason == "" and opened.letter.attachments[0].size == 15 * 1024 * 1024 + 5
