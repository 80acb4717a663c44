"""No person's mail is taken for a machine's, and absence notes are told in the languages they come in."""

# ruff: noqa: E501 - tables of letters, read across

from __future__ import annotations

import pytest

from ingest.inprocess import read_in_process
from ingest.reading import Kind
from tests.support.bounces import BOUNCES
from tests.support.letters import SETTINGS, letter, multipart, part

CAME_BACK = "> This is the mail system at host mx.example.\n> <casework@branch.exmaple>: 550 5.1.1 User unknown\n> Name: Ana Ruiz"
REPORT = next(each.raw for each in BOUNCES if each.fashion == "report, failed")
EXIM = next(each.raw for each in BOUNCES if each.fashion == "exim").decode().split("\r\n\r\n", 1)[1]

# subject, words, further headers: written by people, each with something a machine writes too
PEOPLE = [
    ("Form", "I am out of the office because I've been suspended. What should I do now?", ()),
    ("Out of office", "They put an out of office on my mailbox and told my team that I am on leave. I have been suspended and need help.", ()),
    ("Out of office - suspended today", "I was suspended this morning and my mailbox says I'm on annual leave. Can someone call me?", ()),
    ("Automatic reply: your form", "I get this automatic reply each time I send my form. Can you check whether you have it?", ()),
    ("Re: Automatic reply: Casework", "Thank you. Does this mean that you have got my form? I have a hearing on Friday.", ()),
    ("Undeliverable: my casework form", f"Help, my form came back. Can you tell me the right address?\n\n{CAME_BACK}", ()),
    ("Fwd: Undelivered Mail Returned to Sender", f"My form was returned to me, what should I do?\n\n---------- Forwarded message ----------\nFrom: MAILER-DAEMON@mx.example\nSubject: Undelivered\n\n{EXIM}", ()),
    ("Mail delivery failed", "I tried to send my form three times and mail delivery failed. Please call me on 07700 900123, I have a disciplinary hearing.", ()),
    ("Failure notice", "I have been given a failure notice for my probation. Can somebody help me with the appeal?", ()),
    ("Returned to sender", "My appeal letter came back to me marked return to sender. My manager says it was not delivered in time.", ()),
    ("Delivery failure", "I am accused of a delivery failure: two parcels could not be delivered on my round. I need advice before the investigation.", ()),
    ("Non-delivery: disciplinary", "My manager says that I did not deliver the post. I've been called to a meeting.", ()),
    ("on maternity leave", "I am on maternity leave with limited access to email, and my job has been made redundant. Can someone help me?", ()),
    ("On annual leave refused", "My annual leave was refused. If it is urgent for them it is urgent for me. Any advice?", ()),
    ("Sick", "I am off work with stress and not checking my work email. For anything urgent ring my mobile. My manager has called me to a hearing.", ()),
    ("Hello", "I'm away until Monday with no access to email, but could you tell me who my caseworker is?", ()),
    ("Re: Your case", "I will be out of the office on Tuesday for the hearing. Will you come with me?", ()),
    ("Re: Would you take this case?", "I'm on leave until the 12th with limited access to email. Can it wait until then?", ()),
    ("Auto-enrolment", "My pension auto-enrolment was stopped without a word. Who can help?", ()),
    ("No reply from HR", "There has been no reply to my grievance for six weeks. What can I do?", ()),
    ("Bounced", "My wages bounced: the bank says that the account does not exist. Can you help me get paid?", ()),
    ("Vacation notice", "My manager gave me a vacation notice of two days. Is that allowed? I need advice.", ()),
    ("Warning: could not send form", "My message was not delivered the first time, so here it is again. I have been bullied since March and need help.", ()),
    ("Automatic dismissal", "They say my dismissal is automatic as I was out of the office for five days. I am a member, please help me.", ()),
    ("Mailbox full", "Sorry, your reply came back because my mailbox was full. It works again now. Can you resend it? It was about my hearing.", ()),
    ("Please help", "I need help with a grievance. Sent to you through our staff list.", ("List-Id: <staff.post.example>", "Precedence: list")),
    ("Please help", "I have been suspended and need advice.", ("X-Loop: staff@post.example",)),
    ("Please help", "I have been suspended and need advice.", ("Auto-Submitted: no", "X-Auto-Response-Suppress: All")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "words", "headers"), PEOPLE, ids=[f"{n} {each[0]}" for n, each in enumerate(PEOPLE)]
)
def test_a_person_is_not_taken_for_a_machine(subject: str, words: str, headers: tuple[str, ...]) -> None:
    reading = read_in_process(letter(words, subject=subject, headers=headers), SETTINGS)
    assert reading.kind not in (Kind.BOUNCE, Kind.AUTO_REPLY), reading.evidence
    assert reading.automatic == (
        bool(headers) and "Auto-Submitted" not in headers[0] or "Suppress" in str(headers)
    )


def test_a_person_who_attaches_what_came_back_is_not_taken_for_a_machine() -> None:
    inside = part(REPORT.decode().replace("edge", "inner"), "message/rfc822")
    raw = multipart(part("Help, my form came back to me. Can you check the address?"), inside)
    reading = read_in_process(raw, SETTINGS)
    assert reading.kind not in (Kind.BOUNCE, Kind.AUTO_REPLY) and not reading.automatic


def test_a_scanner_that_marks_its_mail_as_automatic_still_brings_a_form() -> None:
    scan = part(b"%PDF-1.4 " + b"x" * 50_000, 'application/pdf; name="Casework form.pdf"')
    raw = multipart(
        part("Scanned from MFP-2"),
        scan,
        headers=["Auto-Submitted: auto-generated"],
        sender="scanner@post.example",
    )
    reading = read_in_process(raw, SETTINGS)
    assert reading.kind is Kind.FORM and reading.unread == ("Casework form.pdf",)


# subject, words, headers: absence notes with and without anything but their words
NOTES = [
    ("Automatische Antwort: Formular", "Ich bin bis 14. April nicht im Büro.", ()),
    ("AW: Formular", "Vielen Dank für Ihre Nachricht. Ich bin bis einschließlich 14. April im Urlaub. In dringenden Fällen wenden Sie sich an das Büro.", ()),
    ("Réponse automatique : formulaire", "Je suis absente.", ()),
    ("RE: formulaire", "Je suis actuellement en congés jusqu'au 14 avril. En cas d'urgence, contactez le bureau.", ()),
    ("Respuesta automática: formulario", "Estoy fuera.", ()),
    ("RE: formulario", "Gracias por su mensaje. Estoy de vacaciones hasta el 14 de abril. En caso de urgencia llame a la oficina.", ()),
    ("Risposta automatica: modulo", "Sono in ferie.", ()),
    ("R: modulo", "Sono fuori ufficio fino al 14 aprile. Per urgenze scrivere alla segreteria.", ()),
    ("Automatisch antwoord: formulier", "Ik ben er niet.", ()),
    ("RE: formulier", "Ik ben tot 14 april met vakantie. Voor dringende zaken belt u kantoor.", ()),
    ("Odpowiedź automatyczna: formularz", "Jestem na urlopie.", ()),
    ("Odp: formularz", "Jestem na urlopie do 14 kwietnia. W pilnych sprawach proszę dzwonić do biura.", ()),
    ("Resposta automática: formulário", "Estou de férias.", ()),
    ("RE: formulário", "Estou de férias até 14 de abril. Em caso de urgência contacte o escritório.", ()),
    ("Ateb awtomatig: Ffurflen", "Rwyf ar wyliau.", ()),
    ("RE: Ffurflen", "Diolch am eich neges. Rwyf allan o'r swyddfa tan 14 Ebrill. Ar gyfer materion brys cysylltwch â'r swyddfa.", ()),
    ("自动回复: 表格", "我正在休假。", ()),
    ("自動返信: フォーム", "休暇中です。", ()),
    ("Автоматический ответ: форма", "Я в отпуске.", ()),
    ("Autosvar: skema", "Jeg er på ferie.", ()),
    ("Re: Casework form", "I am on annual leave until 14 April with no access to email. For urgent matters contact my manager Joan.", ()),
    ("Re: Casework form", "Back on Monday.", ("Auto-Submitted: auto-replied",)),
    ("Re: Casework form", "Back on Monday.", ("X-Autoreply: yes", "Precedence: bulk")),
    ("Automatic reply: Casework form", "If your query is about a grievance or a disciplinary hearing please contact hr@post.example. Your message will not be delivered to a colleague.", ("Auto-Submitted: auto-generated", "Return-Path: <>")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "words", "headers"), NOTES, ids=[f"{n} {each[0]}" for n, each in enumerate(NOTES)]
)
def test_an_absence_note_is_told_in_any_language(subject: str, words: str, headers: tuple[str, ...]) -> None:
    reading = read_in_process(letter(words, subject=subject, headers=headers), SETTINGS)
    assert reading.kind is Kind.AUTO_REPLY and reading.automatic
