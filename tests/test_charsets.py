"""Letters in every charset, labelled, mislabelled and not labelled at all: a letter is always produced."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.charsets import guess
from ingest.headers import decode
from ingest.inprocess import read_in_process
from tests.support.letters import SETTINGS

SUBJECTS = {
    "gb2312": "关于纪律听证会的申请",
    "big5": "關於紀律聽證會的申請",
    "shift_jis": "懲戒手続きについて",
    "euc-jp": "懲戒手続きについて",
    "euc-kr": "징계 청문회에 대하여",
    "windows-1251": "Жалоба на начальника",
    "koi8-r": "Жалоба на начальника",
    "windows-1253": "Αίτηση μέλους",
}


def raw_letter(charset: str, subject: str, label: str, name: str = "") -> bytes:
    head = f"From: {name} <ana.ruiz@post.example>\r\nTo: casework@branch.example\r\nSubject: {subject}\r\n"
    kind = f"Content-Type: text/plain{label}\r\nContent-Transfer-Encoding: 8bit\r\n"
    return (head + kind + f"\r\n{subject}\r\n{subject}\r\n").encode(charset)


@pytest.mark.parametrize("labelled", [True, False])
@pytest.mark.parametrize("charset", SUBJECTS)
def test_raw_bytes_are_read_with_and_without_a_label(charset: str, labelled: bool) -> None:
    subject = SUBJECTS[charset]
    raw = raw_letter(charset, subject, f"; charset={charset}" if labelled else "", subject)
    found = read_in_process(raw, SETTINGS).letter
    assert found.subject == subject and found.text.split("\n")[0] == subject
    assert found.from_address == "ana.ruiz@post.example" and found.from_name == subject


@pytest.mark.parametrize("charset", ["", "us-ascii", "unknown-8bit", "iso-8859-1", "x"])
def test_western_letters_stay_western(charset: str) -> None:
    label = f"; charset={charset}" if charset else ""
    for words in ("Réunion à Orléans", "Señor Muñoz", "Siân Ångström", "déjà vu", "£50 – it’s “mine”"):
        found = read_in_process(raw_letter("cp1252", words, label), SETTINGS).letter
        assert found.subject == words and found.text.startswith(words)


def test_utf8_is_utf8_under_any_label() -> None:
    for label in ("", "; charset=us-ascii", "; charset=iso-8859-1"):
        assert (
            read_in_process(raw_letter("utf-8", "表格 – Siân", label), SETTINGS).letter.subject
            == "表格 – Siân"
        )


def test_letters_beyond_the_named_charset_are_read() -> None:
    assert decode("朱镕基".encode("gbk"), "gb2312") == "朱镕基"  # a name that GB2312 itself cannot write
    assert decode("①髙橋".encode("cp932"), "shift_jis") == "①髙橋"


@given(st.binary(max_size=300), st.sampled_from(["", "gb2312", "big5", "utf-7", "hz", "x", "iso-2022-jp"]))
def test_any_bytes_give_a_text(content: bytes, charset: str) -> None:
    assert isinstance(decode(content, charset), str) and guess(content)


def test_a_guess_takes_no_time() -> None:
    began = time.process_time()
    guess(b"\xb0\xa1" * 2_000_000)
    assert time.process_time() - began < 0.5
