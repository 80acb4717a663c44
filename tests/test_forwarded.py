"""Forms that somebody passes on: read apart from the words above them, with the writers of each letter."""

# ruff: noqa: E501 - headings as mail programs write them

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.forwarded import sections
from ingest.inprocess import read_in_process
from tests.support.documents import docx_form
from tests.support.letters import SETTINGS, attached, letter, multipart, part
from tests.support.returned import EVERYWHERE

ANA = "ana.ruiz@post.example"
FORM = f"Name: Ana Ruiz\nMembership number: 1234567\nEmail: {ANA}\nPhone: 07700 900123\nDepartment: Library\nDate of meeting: 12 May 2026\nWhat has happened: My hours were cut on 3 March.\n"
ABOVE = "For the register please.\n\nBen Okoro\nName: Ben Okoro\nDepartment: Physics\nPhone: 0113 496 0000\nEmail: ben@staff.example\n"
QUOTED = "".join(f"> {line}\n" for line in FORM.splitlines())

HEADINGS = {
    "gmail": "\n---------- Forwarded message ---------\nFrom: Ana Ruiz <{ana}>\nDate: Tue, 3 Mar 2026 at 10:12\nSubject: My form\nTo: <rep@staff.example>\n\n\n",
    "gmail with stars": "\n---------- Forwarded message ---------\nFrom: *Ana Ruiz* <{ana}>\nDate: Tue, 3 Mar 2026 at 10:12\nSubject: My form\nTo: Ben <rep@staff.example>\n\n",
    "outlook": "\n________________________________\nFrom: Ana Ruiz <{ana}>\nSent: 03 March 2026 10:12\nTo: Ben Okoro <rep@staff.example>\nSubject: My form\n\n",
    "outlook without a rule": "\nFrom: Ana Ruiz [mailto:{ana}]\nSent: 03 March 2026 10:12\nTo: 'Ben Okoro'\nCc: Joan <joan@staff.example>;\n Mo <mo@staff.example>\nSubject: My form\nImportance: High\n\n",
    "outlook, old": "\n-----Original Message-----\nFrom: Ana Ruiz [mailto:{ana}] \nSent: 03 March 2026 10:12\nTo: Ben Okoro\nSubject: My form\n\n",
    "outlook in german": "\n-----Ursprüngliche Nachricht-----\nVon: Ana Ruiz <{ana}>\nGesendet: Dienstag, 3. März 2026 10:12\nAn: Ben Okoro\nBetreff: Formular\n\n",
    "outlook in french": "\nDe : Ana Ruiz <{ana}>\nEnvoyé : mardi 3 mars 2026 10:12\nÀ : Ben Okoro\nObjet : formulaire\n\n",
    "outlook in spanish": "\nDe: Ana Ruiz <{ana}>\nEnviado el: martes, 3 de marzo de 2026 10:12\nPara: Ben Okoro\nAsunto: formulario\n\n",
    "outlook in polish": "\nOd: Ana Ruiz <{ana}>\nWysłano: wtorek, 3 marca 2026 10:12\nDo: Ben Okoro\nTemat: formularz\n\n",
    "outlook in dutch": "\nVan: Ana Ruiz <{ana}>\nVerzonden: dinsdag 3 maart 2026 10:12\nAan: Ben Okoro\nOnderwerp: formulier\n\n",
    "outlook in italian": "\nDa: Ana Ruiz <{ana}>\nInviato: martedì 3 marzo 2026 10:12\nA: Ben Okoro\nOggetto: modulo\n\n",
    "outlook in portuguese": "\nDe: Ana Ruiz <{ana}>\nEnviado: terça-feira, 3 de março de 2026 10:12\nPara: Ben Okoro\nAssunto: formulário\n\n",
    "outlook in welsh": "\nOddi wrth: Ana Ruiz <{ana}>\nAnfonwyd: 03 Mawrth 2026 10:12\nAt: Ben Okoro\nPwnc: Ffurflen\n\n",
    "outlook in swedish": "\nFrån: Ana Ruiz <{ana}>\nSkickat: den 3 mars 2026 10:12\nTill: Ben Okoro\nÄmne: formulär\n\n",
    "outlook in chinese": "\n发件人: Ana Ruiz <{ana}>\n发送时间: 2026年3月3日 10:12\n收件人: Ben Okoro\n主题: 表格\n\n",
    "thunderbird": "\n\n-------- Forwarded Message --------\nSubject: \tMy form\nDate: \tTue, 3 Mar 2026 10:12:00 +0000\nFrom: \tAna Ruiz <{ana}>\nTo: \trep@staff.example\n\n\n\n",
    "thunderbird in french": "\n-------- Message transféré --------\nSujet : \tMon formulaire\nDate : \tTue, 3 Mar 2026 10:12:00 +0000\nDe : \tAna Ruiz <{ana}>\nPour : \trep@staff.example\n\n\n",
    "yahoo": "\n   ----- Forwarded Message -----\n From: Ana Ruiz <{ana}>\n To: Ben <rep@staff.example>\n Sent: Tuesday, 3 March 2026 at 10:12:00 GMT\n Subject: My form\n\n",
    "attribution without marks": "\nOn Tue, 3 Mar 2026 at 10:12, Ana Ruiz <{ana}> wrote:\n\n",
}  # fmt: skip


@pytest.mark.parametrize("program", HEADINGS)
def test_a_form_forwarded_in_the_text_is_not_its_forwarders(program: str) -> None:
    raw = letter(
        ABOVE + HEADINGS[program].format(ana=ANA) + FORM,
        sender="Ben Okoro <ben@staff.example>",
        subject="FW: My form",
    )
    (form,) = read_in_process(raw, SETTINGS).forms
    assert form.values["member_name"] == "Ana Ruiz" and form.values["email"] == ANA
    assert form.values["phone"] == "+447700900123" and form.values["department"] == "Library"
    assert [(each.name, each.email) for each in form.writers] == [("Ana Ruiz", ANA)]


def test_apple_mails_forward_is_quoted_and_still_not_its_forwarders() -> None:
    quoted = f"> From: Ana Ruiz <{ANA}>\n> Subject: My form\n> Date: 3 March 2026 at 10:12:00 GMT\n> To: rep@staff.example\n> \n{QUOTED}"
    raw = letter(
        f"{ABOVE}\nBegin forwarded message:\n\n{quoted}",
        sender="Ben <ben@staff.example>",
        subject="Fwd: My form",
    )
    (form,) = read_in_process(raw, SETTINGS).forms
    assert form.values["member_name"] == "Ana Ruiz" and [each.email for each in form.writers] == [ANA]


def test_a_form_that_stands_only_in_a_quotation_is_its_writers() -> None:
    raw = letter(
        f"Adding the branch. Ben\n\nOn Tue, 3 Mar 2026 at 10:12, Ana Ruiz <{ANA}> wrote:\n{QUOTED}",
        sender="Ben <ben@staff.example>",
    )
    (form,) = read_in_process(raw, SETTINGS).forms
    assert form.values["member_name"] == "Ana Ruiz" and [each.email for each in form.writers] == [ANA]


def test_a_form_in_html_forwarded_by_outlook_is_its_writers() -> None:
    rows = "".join(
        f"<tr><td>{label}</td><td>{answer}</td></tr>"
        for label, answer in (line.split(": ", 1) for line in FORM.splitlines())
    )
    html = f"<html><body><p>For you</p><p>Ben<br>Phone: 0113 496 0000</p><hr><div><p><b>From:</b> Ana Ruiz &lt;{ANA}&gt;<br><b>Sent:</b> 03 March 2026 10:12<br><b>To:</b> Ben<br><b>Subject:</b> My form</p></div><table>{rows}</table></body></html>"
    raw = letter(html, sender="Ben <ben@staff.example>", content_type="text/html; charset=utf-8")
    (form,) = read_in_process(raw, SETTINGS).forms
    assert form.values["phone"] == "+447700900123" and [each.email for each in form.writers] == [ANA]


def test_a_form_passed_on_twice_names_both_writers() -> None:
    joan = HEADINGS["gmail"].format(ana="joan@staff.example").replace("Ana Ruiz", "Joan Marsh")
    raw = letter(
        f"FYI{joan}See below.{HEADINGS['outlook'].format(ana=ANA)}{FORM}", sender="Ben <ben@staff.example>"
    )
    (form,) = read_in_process(raw, SETTINGS).forms
    assert [each.email for each in form.writers] == ["joan@staff.example", ANA]


def test_documents_beside_a_forward_in_the_text_may_be_its_writers() -> None:
    raw = multipart(
        part(f"See attached{HEADINGS['gmail'].format(ana=ANA)}My form is attached. Ana"),
        attached(docx_form(EVERYWHERE["north"].pairs), "form.docx"),
        sender="Ben <ben@staff.example>",
    )
    (form,) = read_in_process(raw, SETTINGS).forms
    assert [each.email for each in form.writers] == [ANA]


def test_a_form_of_ones_own_came_straight() -> None:
    (form,) = read_in_process(letter(FORM), SETTINGS).forms
    assert form.writers == ()


def test_a_story_that_looks_like_a_heading_parts_nothing() -> None:
    story = FORM.replace(
        "My hours were cut on 3 March.",
        "On 3 March my manager wrote:\nYour hours are cut.\nFrom: 1 October\nTo: 1 November\nthere is no overtime.",
    )
    (form,) = read_in_process(letter(story + "Desired outcome: My hours back.\n"), SETTINGS).forms
    assert "overtime" in str(form.values["summary"]) and form.values["desired_outcome"] == "My hours back."


def test_a_blank_that_is_only_quoted_is_no_blank_form_returned() -> None:
    blank = "\n".join(f"{line.split(':')[0]}:" for line in FORM.splitlines())
    ours = HEADINGS["outlook"].replace("Ana Ruiz <{ana}>", "Casework <casework@branch.example>")
    reading = read_in_process(
        letter(
            f"Thank you, I will fill it in tonight and send it back.{ours}{blank}",
            subject="RE: Casework form",
        ),
        SETTINGS,
    )
    assert reading.forms == () and reading.kind.value != "form"
    returned = read_in_process(letter(f"{ours}{blank}", subject="RE: Casework form"), SETTINGS)
    assert returned.kind.value == "form" and returned.forms == ()


def test_two_peoples_forms_in_one_text_are_two_forms() -> None:
    mo = (
        FORM.replace("Ana Ruiz", "Mo Adeyemi")
        .replace("1234567", "7654321")
        .replace(ANA, "mo@post.example")
        .replace("900123", "900321")
    )
    reading = read_in_process(
        letter(f"Two from our office.\n\n{FORM}\n\n{mo}", sender="Ben <ben@staff.example>"), SETTINGS
    )
    assert [(form.values["member_name"], form.values["email"]) for form in reading.forms] == [
        ("Ana Ruiz", ANA),
        ("Mo Adeyemi", "mo@post.example"),
    ]


def test_a_form_and_its_own_copy_below_are_one() -> None:
    assert len(read_in_process(letter(f"{FORM}\n\n{FORM}"), SETTINGS).forms) == 1


def test_a_second_name_in_a_form_makes_no_second_form() -> None:
    assert (
        len(
            read_in_process(
                letter(f"{FORM}Colleague's details\nName: Mo Adeyemi\nPhone: 07700 900321\n"), SETTINGS
            ).forms
        )
        == 1
    )


def test_the_same_form_as_word_and_as_text_is_one_and_two_peoples_are_two() -> None:
    north, south = docx_form(EVERYWHERE["north"].pairs), docx_form(EVERYWHERE["south"].pairs)
    twice = multipart(
        part("x"),
        attached(north, "a.docx"),
        attached(docx_form(EVERYWHERE["north"].pairs, "paragraphs"), "b.docx"),
    )
    assert len(read_in_process(twice, SETTINGS).forms) == 1
    both = multipart(part("x"), attached(north, "a.docx"), attached(south, "b.docx"))
    assert [form.source for form in read_in_process(both, SETTINGS).forms] == ["a.docx", "b.docx"]


@given(st.lists(st.sampled_from(["x", "", "> y", "-----Original Message-----", "From: A <a@b.example>", "Sent: today", "Subject: z", "Begin forwarded message:", "On 3 Mar, A <a@b.example> wrote:"]), max_size=30))  # fmt: skip
def test_no_word_is_lost_between_sections(lines: list[str]) -> None:
    found = sections("\n".join(lines))
    kept = "\n".join(section.text for section in found).split()
    assert kept.count("x") == lines.count("x") and kept.count("y") == lines.count("> y")


@pytest.mark.parametrize(
    "hostile",
    [
        "From: a@b.example\n" * 60_000,
        "-----Original Message-----\n" * 40_000,
        "> " * 200_000,
        "On " * 200_000,
        "Begin forwarded message:\n> x\n" * 20_000,
    ],
)
def test_sections_without_end_take_no_time(hostile: str) -> None:
    began = time.process_time()
    sections(hostile)
    assert time.process_time() - began < 4
