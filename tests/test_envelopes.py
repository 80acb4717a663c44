"""Letters and documents in envelopes of every kind: the form inside is read, whatever it came in."""

# ruff: noqa: E501 - headers and RTF as programs write them

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.inprocess import read_in_process
from ingest.letter import open_letter
from ingest.mapi import as_mail
from ingest.outlook import is_outlook, to_mail
from ingest.reader import Reader
from ingest.reading import Kind
from ingest.rtf_packed import hidden_html, unpacked
from ingest.smime import signed_content
from ingest.tnef import stored
from jobs.cli import main
from tests.support.bounces import BOUNCES
from tests.support.documents import docx_form
from tests.support.letters import SETTINGS, attached, joined, letter, multipart, part
from tests.support.ole import ole_file
from tests.support.outlook import Attached, msg, msg_tree, packed_rtf, properties, tnef
from tests.support.returned import EVERYWHERE

NORTH = EVERYWHERE["north"]
FORM = docx_form(NORTH.pairs)
BODY = "Name: Ana Ruiz\nMembership number: 1234567\nEmail: ana.ruiz@post.example\nPhone: 07700 900123\nDepartment: Library\nWhat has happened: My hours were cut on 3 March.\n"


def forms_of(raw: bytes) -> list[tuple[str, dict[str, object]]]:
    return [(form.source, dict(form.values)) for form in read_in_process(raw, SETTINGS).forms]


# --- Outlook's .msg ------------------------------------------------------------------------------------------


def test_an_outlook_letter_by_itself_is_read_as_a_letter() -> None:
    raw = msg(
        properties(x1000="Here is my form.\r\nAna"),
        [Attached("form.docx", FORM)],
        [("Casework", "casework@branch.example")],
    )
    reading = read_in_process(raw, SETTINGS)
    found = reading.letter
    assert (found.from_name, found.from_address) == ("Ana Ruiz", "ana.ruiz@post.example")
    assert found.subject == "My form" and found.to == ("casework@branch.example",)
    assert found.date == datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
    assert found.reply == "Here is my form.\nAna"
    assert [each.name for each in found.attachments] == ["form.docx"]
    assert reading.kind is Kind.FORM
    assert [(form.source, form.values) for form in reading.forms] == [("form.docx", NORTH.values)]


def test_an_attached_outlook_letter_is_a_forwarded_letter() -> None:
    inner = msg(properties(x1000="My form is attached."), [Attached("form.docx", FORM)])
    raw = multipart(part("For you. Ben"), attached(inner, "My form.msg"), sender="Ben <ben@staff.example>")
    reading = read_in_process(raw, SETTINGS)
    assert [form.source for form in reading.forms] == ["form.docx"]
    assert [(each.name, each.email) for each in reading.forms[0].writers] == [
        ("Ana Ruiz", "ana.ruiz@post.example")
    ]
    assert reading.letter.reply == "For you. Ben" and "From: Ana Ruiz" in reading.letter.text


def test_a_letter_in_a_letter_in_an_outlook_letter_is_opened() -> None:
    inner = msg_tree(properties(x1000="Inside"), [Attached("form – Ana.docx", FORM)], inside=True)
    raw = msg(
        properties("FW: form", "Ben", "ben@staff.example", x1000="See below"),
        [Attached("Form", letter=inner)],
    )
    reading = read_in_process(raw, SETTINGS)
    assert [form.source for form in reading.forms] == ["form – Ana.docx"]
    assert reading.forms[0].writers[-1].email == "ana.ruiz@post.example"
    assert reading.letter.from_address == "ben@staff.example"


def test_the_text_of_an_outlook_letter_may_be_html_or_rich_text_alone() -> None:
    table = "".join(
        f"<tr><td>{line.split(': ')[0]}</td><td>{line.split(': ')[1]}</td></tr>" for line in BODY.splitlines()
    )
    html = f"<html><body><table>{table}</table></body></html>"
    rich = (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}"
        + "".join(f"{line}\\par\n" for line in BODY.splitlines())
        + "}"
    )
    hidden = (
        "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0 Arial;}}{\\*\\htmltag64 <table>}"
        + "".join(
            "{\\*\\htmltag <tr><td>}\\htmlrtf {\\htmlrtf0 "
            + line.replace(": ", "{\\*\\htmltag </td><td>}\\htmlrtf \\tab\\htmlrtf0 ")
            + "\\htmlrtf }\\htmlrtf0 {\\*\\htmltag </td></tr>}"
            for line in BODY.splitlines()
        )
        + "{\\*\\htmltag </table>}}"
    )
    for more in (
        {"x1013": html.encode()},
        {"x1009": packed_rtf(rich.encode())},
        {"x1009": packed_rtf(hidden.encode())},
    ):
        (form,) = read_in_process(msg(properties(**more)), SETTINGS).forms
        assert form.values["member_name"] == "Ana Ruiz" and form.values["phone"] == "+447700900123"


def test_outlooks_old_letters_without_unicode_are_read_in_their_code_page() -> None:
    tree = msg_tree({0x3FFD: 1251, 0x0C1F: "ana@post.example", 0x0C1E: "SMTP"})
    tree["__substg1.0_0037001E"] = "Анкета".encode("cp1251")
    assert open_letter(ole_file(tree)).letter.subject == "Анкета"


def test_an_outlook_letter_keeps_the_headers_it_came_with() -> None:
    headers = "Return-Path: <>\r\nFrom: Ana Ruiz <ana@post.example>\r\nMessage-ID: <7@post.example>\r\nIn-Reply-To: <note.1@branch.example>\r\nContent-Type: multipart/mixed;\r\n boundary=x\r\nAuto-Submitted: auto-replied\r\n\r\n"
    reading = read_in_process(
        msg(properties("Automatic reply: Hello", x1000="I am away.", x007D=headers)), SETTINGS
    )
    assert (
        reading.letter.message_id == "<7@post.example>"
        and reading.letter.in_reply_to == "<note.1@branch.example>"
    )
    assert reading.letter.from_address == "ana@post.example"
    assert reading.kind is Kind.AUTO_REPLY


def test_an_outlook_sender_inside_the_firm_has_a_name_and_no_usable_address() -> None:
    opened = open_letter(msg(properties(address="/O=FIRM/OU=EX/CN=RECIPIENTS/CN=ANA", x1000="Hello")))
    assert opened.letter.from_address == "" and opened.letter.text == "Hello"


def test_an_outlook_property_cannot_add_a_header_line() -> None:
    raw = to_mail(msg(properties("Hello\r\nBcc: eve@evil.example", "A\r\nX: y", x1000="x")))
    assert b"\nBcc:" not in raw and b"\nX:" not in raw


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=40))
def test_any_broken_outlook_file_is_survived(at: int, garbage: bytes) -> None:
    whole = msg(properties(x1000="Hello"), [Attached("form.docx", FORM)])
    at %= len(whole)
    broken = whole[:at] + garbage + whole[at + len(garbage) :]
    assert open_letter(broken).letter.sha256
    assert is_outlook(broken) or at < 8 or len(broken) > 0
    to_mail(whole[: at or 1])


@given(st.binary(max_size=400))
def test_any_packed_rich_text_is_survived(content: bytes) -> None:
    hidden_html(unpacked(pack("<II4sI", len(content), 10_000, b"LZFu", 0) + content))
    hidden_html(b"{\\rtf1\\fromhtml1" + content)


@pytest.mark.parametrize(
    "rtf", [b"{\\rtf1 a}", b"{\\rtf1 " + b"ab" * 4000 + b"}", b"{\\rtf1 " + bytes(range(32, 127)) * 90 + b"}"]
)
def test_rich_text_is_unpacked_as_it_was_packed(rtf: bytes) -> None:
    assert unpacked(packed_rtf(rtf)) == rtf


# --- winmail.dat ---------------------------------------------------------------------------------------------


def test_a_letter_that_is_all_in_winmail_dat_is_read() -> None:
    packed = tnef(
        properties(x1009=packed_rtf(b"{\\rtf1\\ansi Here is my form.\\par Ana}")),
        [Attached("form.docx", FORM)],
    )
    raw = multipart(part(""), attached(packed, "winmail.dat", "application/ms-tnef"))
    reading = read_in_process(raw, SETTINGS)
    assert reading.letter.text == "Here is my form.\nAna"
    assert [form.source for form in reading.forms] == ["form.docx"]
    assert "form.docx" in [each.name for each in reading.letter.attachments]
    assert reading.forms[0].writers == ()


def test_a_letter_packed_inside_winmail_dat_is_a_forwarded_letter() -> None:
    inner = tnef(properties(x1000="My form is attached."), [Attached("form.docx", FORM)])
    packed = tnef(properties("FW", "Ben", "ben@staff.example"), [Attached("Form", inner)])
    reading = read_in_process(multipart(part("Below"), attached(packed, "winmail.dat")), SETTINGS)
    assert [form.source for form in reading.forms] == ["form.docx"]
    assert [each.email for each in reading.forms[0].writers] == ["ana.ruiz@post.example"]


def test_a_broken_winmail_dat_gives_what_came_before_the_break() -> None:
    packed = tnef(properties(x1000="Hello"), [Attached("a.docx", FORM), Attached("b.docx", FORM)])
    assert [each.name for each in stored(packed[:-300]).attached if not isinstance(each, bytes)][:1] == [
        "a.docx"
    ]  # type: ignore[union-attr]
    assert as_mail(stored(packed[: len(packed) // 3]))


# --- zip -----------------------------------------------------------------------------------------------------


def zipped(**files: bytes) -> bytes:
    return archive({name.replace("__dot__", "."): content for name, content in files.items()})


def archive(files: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zip_file:
        for name, content in files.items():
            zip_file.writestr(name, content)
    return made.getvalue()


def test_the_one_document_in_a_zip_is_read_without_the_finders_halves() -> None:
    packed = archive(
        {
            "Forms/form.docx": FORM,
            "__MACOSX/Forms/._form.docx": b"\x00\x05\x16\x07" + b"x" * 90,
            "Forms/.DS_Store": b"x" * 99,
        }
    )
    reading = read_in_process(
        multipart(part("My form"), attached(packed, "Archive.zip", "application/zip")), SETTINGS
    )
    assert [(form.source, form.values) for form in reading.forms] == [("form.docx", NORTH.values)]
    assert reading.unread == () and reading.problems == ()
    assert [each.name for each in reading.letter.attachments] == ["Archive.zip", "form.docx"]


def test_every_document_in_a_zip_is_considered() -> None:
    other = EVERYWHERE["south"]
    packed = archive(
        {"a.docx": FORM, "b.docx": docx_form(other.pairs), "notes/readme.txt": b"Two forms from our office."}
    )
    assert {source for source, _ in forms_of(multipart(part("x"), attached(packed, "two.zip")))} == {
        "a.docx",
        "b.docx",
    }


def test_a_name_that_a_mac_zipped_without_saying_its_code_page_is_read() -> None:
    made = BytesIO()
    with ZipFile(made, "w") as zip_file:
        info = ZipInfo("form_.docx")
        zip_file.writestr(info, FORM)
    packed = made.getvalue().replace(b"form_.docx", "formé.docx".encode()[:10].ljust(10, b"x"))
    reading = read_in_process(multipart(part("x"), attached(packed, "a.zip")), SETTINGS)
    assert reading.forms[0].source.startswith("formé")


def test_an_archive_in_an_archive_is_not_opened_but_told() -> None:
    packed = archive({"inner.zip": archive({"form.docx": FORM})})
    reading = read_in_process(multipart(part("Here is my form"), attached(packed, "outer.zip")), SETTINGS)
    assert reading.forms == () and reading.unread == ("inner.zip",)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"form.docx": b"\0" * 40_000_000}, "unpacks to far more"),
        ({f"{n}.docx": b"x" for n in range(30)}, "too many documents"),
        ({"__MACOSX/._a": b"x"}, "no document"),
    ],
    ids=["a bomb", "too many", "empty"],
)
def test_a_zip_that_cannot_be_opened_is_told_with_its_reason(files: dict[str, bytes], reason: str) -> None:
    reading = read_in_process(
        multipart(part("Here is my form"), attached(archive(files), "form.zip")), SETTINGS
    )
    assert reading.kind is Kind.FORM and reading.forms == () and reading.unread == ("form.zip",)
    assert reason in reading.problems[0]


def test_a_zip_holding_an_outlook_letter_holding_a_form_is_read() -> None:
    inner = msg(properties(x1000="Mine"), [Attached("form.docx", FORM)])
    assert [
        source
        for source, _ in forms_of(multipart(part("x"), attached(archive({"mail.msg": inner}), "a.zip")))
    ] == ["form.docx"]


# --- signatures ----------------------------------------------------------------------------------------------


def der(tag: int, *inside: bytes) -> bytes:
    content = b"".join(inside)
    size = bytes([len(content)]) if len(content) < 128 else b"\x84" + pack(">I", len(content))
    return bytes([tag]) + size + content


def endless(tag: int, *inside: bytes) -> bytes:
    return bytes([tag, 0x80]) + b"".join(inside) + b"\0\0"


DATA, SIGNED, ENVELOPED = (bytes.fromhex(f"06092a864886f70d01070{n}") for n in (1, 2, 3))


def signed(content: bytes, streamed: bool = False) -> bytes:
    """CMS SignedData without signers: nobody verifies it here."""
    if streamed:
        pieces = [der(0x04, content[at : at + 1000]) for at in range(0, len(content), 1000)]
        held = endless(0x30, DATA, endless(0xA0, endless(0x24, *pieces)))
        return endless(
            0x30, SIGNED, endless(0xA0, endless(0x30, der(0x02, b"\x01"), der(0x31), held, der(0x31)))
        )
    held = der(0x30, DATA, der(0xA0, der(0x04, content)))
    return der(0x30, SIGNED, der(0xA0, der(0x30, der(0x02, b"\x01"), der(0x31), held, der(0x31))))


INNER = (
    b"Content-Type: multipart/mixed; boundary=in\r\n\r\n"
    + joined(part("My form."), attached(FORM, "form.docx"), boundary="in").encode()
)


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize(
    "kind",
    [
        "application/pkcs7-mime; smime-type=signed-data",
        "application/x-pkcs7-mime",
        "application/octet-stream",
    ],
)
def test_an_opaque_signature_is_opened(streamed: bool, kind: str) -> None:
    body = b64encode(signed(INNER, streamed)).decode()
    raw = letter(
        body, content_type=f'{kind}; name="smime.p7m"', headers=["Content-Transfer-Encoding: base64"]
    )
    reading = read_in_process(raw, SETTINGS)
    assert reading.letter.text.strip() == "My form." and reading.problems == ()
    assert [form.source for form in reading.forms] == ["form.docx"]


def test_a_letter_encrypted_with_smime_says_so() -> None:
    sealed = b64encode(der(0x30, ENVELOPED, der(0xA0, der(0x30, b"secret")))).decode()
    raw = letter(
        sealed,
        content_type="application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
        headers=["Content-Transfer-Encoding: base64"],
    )
    assert any("encrypted" in problem for problem in read_in_process(raw, SETTINGS).problems)


@given(st.binary(max_size=200), st.integers(0, 3000))
def test_any_signature_is_survived(content: bytes, at: int) -> None:
    signed_content(content)
    whole = signed(b"x" * 2000, streamed=True)
    signed_content(whole[: at % len(whole)] + content)


def test_a_clear_signature_is_a_sidecar_and_the_letter_is_read() -> None:
    inner = f'Content-Type: multipart/mixed; boundary="in"\r\n\r\n{joined(part("My form."), attached(FORM, "form.docx"), boundary="in")}'
    for kind, name in (
        ("application/pkcs7-signature", "smime.p7s"),
        ("application/pgp-signature", "signature.asc"),
    ):
        raw = letter(
            joined(inner, part(b"0\x80", f'{kind}; name="{name}"')),
            content_type=f'multipart/signed; protocol="{kind}"; boundary=edge',
        )
        reading = read_in_process(raw, SETTINGS)
        assert [form.source for form in reading.forms] == ["form.docx"]
        assert name in [each.name for each in reading.letter.attachments] and reading.unread == ()


PGP = """-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

{text}
- -- dashed
-----BEGIN PGP SIGNATURE-----

iQEzBAEBCAAdFiEE
=abcd
-----END PGP SIGNATURE-----
"""


def test_words_signed_with_pgp_are_read_without_the_armour() -> None:
    reading = read_in_process(letter(PGP.format(text=BODY).replace("\n", "\r\n")), SETTINGS)
    assert "PGP" not in reading.letter.text and "-- dashed" in reading.letter.text
    assert reading.forms[0].values["member_name"] == "Ana Ruiz"


def test_words_encrypted_with_pgp_are_told() -> None:
    sealed = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n=x\n-----END PGP MESSAGE-----\n"
    assert any("encrypted" in problem for problem in read_in_process(letter(sealed), SETTINGS).problems)
    mime = letter(
        joined(
            part("Version: 1", "application/pgp-encrypted"),
            part(sealed, 'application/octet-stream; name="encrypted.asc"'),
        ),
        content_type='multipart/encrypted; protocol="application/pgp-encrypted"; boundary=edge',
    )
    reading = read_in_process(mime, SETTINGS)
    assert any("encrypted" in problem for problem in reading.problems)
    assert "encrypted.asc" in [each.name for each in reading.letter.attachments]


# --- names and types -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("filename*0*=utf-8''Ana%20Ru%C3%ADz%20; filename*1*=form; filename*2=.docx", "Ana Ruíz form.docx"),
        ("filename*=iso-8859-1'en'Ana%20Ru%EDz.docx", "Ana Ruíz.docx"),
        ('filename="=?utf-8?B?QW5hIFJ1w616LmRvY3g=?="', "Ana Ruíz.docx"),
        ('filename="=?iso-8859-1?Q?Ana_Ru=EDz=2Edocx?="', "Ana Ruíz.docx"),
        ("filename=my form.docx", "my"),
        ('filename="form"', "form"),
    ],
)  # fmt: skip
def test_a_form_is_read_whatever_its_name_and_declared_type(disposition: str, name: str) -> None:
    for kind in (
        "application/octet-stream",
        "application/msword",
        "text/plain",
        "image/jpeg",
        "application/pdf",
    ):
        raw = multipart(part("x"), part(FORM, kind, f"Content-Disposition: attachment; {disposition}"))
        (form,) = read_in_process(raw, SETTINGS).forms
        assert form.source.startswith(name.split()[0]) and form.values == NORTH.values


def test_a_document_sent_as_unnamed_text_is_a_document() -> None:
    reading = read_in_process(multipart(part("x"), part(FORM, "text/plain")), SETTINGS)
    assert reading.forms[0].values == NORTH.values and "PK" not in reading.letter.text


def test_html_sent_as_plain_text_is_laid_out() -> None:
    raw = letter("<html><body><p>Name: Ana</p><p>Thank you</p></body></html>")
    assert "<p>" not in open_letter(raw).letter.text


def test_apples_double_file_is_one_document() -> None:
    double = joined(
        part(b"\x00\x05\x16\x07resource", 'application/applefile; name="form.docx"'),
        attached(FORM, "form.docx"),
        boundary="double",
    )
    raw = multipart(part("x"), f"Content-Type: multipart/appledouble; boundary=double\r\n\r\n{double}")
    assert [source for source, _ in forms_of(raw)] == ["form.docx"]


def test_a_form_forwarded_as_a_letter_within_a_letter_names_who_wrote_each() -> None:
    ana = multipart(part("Here."), attached(FORM, "form.docx")).decode()
    joan = letter(
        joined(part("Passing on."), part(ana, "message/rfc822"), boundary="b2"),
        content_type="multipart/mixed; boundary=b2",
        sender="Joan <joan@staff.example>",
    ).decode()
    raw = letter(
        joined(part("FYI"), part(joan, "message/rfc822"), boundary="b3"),
        content_type="multipart/mixed; boundary=b3",
        sender="Ben <ben@branch.example>",
    )
    (form,) = read_in_process(raw, SETTINGS).forms
    assert [each.email for each in form.writers] == ["joan@staff.example", "ana.ruiz@post.example"]


def test_the_marks_of_a_forwarded_letter_are_not_the_marks_of_ours() -> None:
    report = joined(
        part("Not delivered."),
        part("Final-Recipient: rfc822; casework@branch.example\r\nAction: failed", "message/delivery-status"),
        boundary="rep",
    )
    bounce = letter(
        report,
        sender="MAILER-DAEMON@mx.example",
        content_type="multipart/report; report-type=delivery-status; boundary=rep",
    ).decode()
    reading = read_in_process(
        multipart(
            part("Help, my form came back. What should I do? I have a hearing."),
            part(bounce, "message/rfc822"),
        ),
        SETTINGS,
    )
    assert reading.kind is Kind.REQUEST and not reading.automatic


def test_a_bomb_of_deflate_in_an_outlook_file_costs_little() -> None:
    assert len(zlib.compress(b"\0" * 1_000_000)) < 2000
    hidden_html(unpacked(pack("<II4sI", 9, 0xFFFFFFFF, b"LZFu", 0) + b"\xff" + b"\x00\x0f" * 8 * 1000))


# --- casework read -------------------------------------------------------------------------------------------


@pytest.mark.long
def test_read_takes_an_outlook_letter_a_winmail_dat_and_a_bare_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "letter.msg": msg(properties(x1000="Here."), [Attached("form.docx", FORM)]),
        "winmail.dat": tnef(properties(x1000="Here."), [Attached("form.docx", FORM)]),
        "form.docx": FORM,
        "packed.doc": ole_file({"WordDocument": b"x" * 99, "P": {"__properties_version1.0": b"x"}}),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert (
        main(
            ["read", "--json", "--config", str(tmp_path / "none"), *(str(tmp_path / name) for name in files)]
        )
        == 0
    )
    shown = {Path(each["file"]).name: each for each in map(json.loads, capsys.readouterr().out.splitlines())}
    assert all(
        shown[name]["forms"][0]["member_name"] == "Ann Lee"
        for name in ("letter.msg", "winmail.dat", "form.docx")
    )
    assert shown["letter.msg"]["letter"]["from_address"] == "ana.ruiz@post.example"
    assert shown["letter.msg"]["letter"]["sha256"] == sha256(files["letter.msg"]).hexdigest()
    assert shown["packed.doc"]["problems"]


@pytest.mark.long
def test_every_envelope_is_opened_behind_the_walls() -> None:
    """Nothing is loaded too late (TRUST.md S9)."""
    opaque = b64encode(signed(INNER)).decode()
    letters = {
        "msg": msg(properties(x1000="Here."), [Attached("form.docx", FORM)]),
        "tnef": multipart(
            part(""), attached(tnef(properties(x1000="Here."), [Attached("form.docx", FORM)]), "winmail.dat")
        ),
        "zip": multipart(part("x"), attached(archive({"form.docx": FORM}), "a.zip")),
        "p7m": letter(
            opaque,
            content_type="application/pkcs7-mime; name=smime.p7m",
            headers=["Content-Transfer-Encoding: base64"],
        ),
    }
    report = next(each.raw for each in BOUNCES if each.fashion == "sendmail")
    with Reader(SETTINGS) as reader:
        readings = list(reader.read_many([*letters.values(), report]))
    assert [[form.source for form in reading.forms] for reading in readings] == [["form.docx"]] * 4 + [[]]
    assert readings[-1].letter.failed_addresses == ("ben@post.example",)
