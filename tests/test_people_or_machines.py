"""No person's mail is taken for a machine's, and absence notes are told in the languages they come in."""

# ruff: noqa: E501 - tables of letters, read across

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from casework.facts.letters import LetterForPerson, Received
from casework.model import Person, Thread
from ingest.automatic import BY_WORDS
from ingest.inprocess import read_in_process
from ingest.reading import Kind
from ingest.understand import Known, understand
from tests.support.bounces import BOUNCES
from tests.support.letters import SETTINGS, letter, multipart, part

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
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
    # Written after the rules, by which nine of these were first taken for machines:
    ('Delivery Status', 'Hi, is there any news about the delivery of my appeal letter? The post was returned to me undeliverable as the HR office has moved. Kofi', ()),
    ('Re: Out of Office', 'Sorry, ignore my last email, I had left my autoreply on. I would still like to take the case. Kofi', ()),
    ('Autoreply', 'My manager makes me write an autoreply saying I am on holiday when I work from home. Is that lawful?', ()),
    ("I'm away", "I'm away from the 3rd to the 10th, so please don't book the hearing then. Priya", ()),
    ('away next week', "Just so you know I'm on annual leave from Monday and won't be checking this inbox. Priya will cover the stall.", ()),
    ('Vacation', 'They cancelled my vacation with two days notice, and I will be out of the office anyway. In my absence they want to hold the meeting!', ()),
    ('Failed delivery', "I failed to deliver the parcels on Friday as the van broke down, now they've suspended me", ()),
    ('Returned mail', "The returned mail from payroll says the address is unknown. I haven't been paid since January. Tomasz", ()),
    ('Undelivered', '50 undelivered leaflets are in my office. Does anyone want them? Jo', ()),
    ('Mail failure at work', 'Since the mail failure at work I have been blamed for everything. My boss said I was rejected for promotion. I need someone to talk to.', ()),
    ('failure', 'mailbox full of abuse from a colleague. permanent stress. 5.1.1 of the policy says they must act. help', ()),
    ('Bounce', 'Hi Ben, my mail to Ana bounced: user unknown. Do you have a new address for her? Thanks, Cath', ()),
    ('Re: Your case', "I have limited access to email at the moment as they've taken my laptop. Text me.", ()),
    ('Re: Your case', "I'm on maternity leave until March so no access to my work email. If it's urgent ring me on 07700 900456.", ()),
    ('parental leave request', 'I am on parental leave and my request to extend it has been refused. For urgent contact use my private address.', ()),
    ('Automatic deductions', 'There is an automatic response on the payroll line and nobody answers. They deducted 300 pounds.', ()),
    ('Your message', 'Your message was not delivered to my private address but to my work one! Please never do that, my manager reads it.', ()),
    ('spam folder', 'I found your reply in my spam folder, blocked by our filter. I am sorry for the delay. Yes please go ahead with the grievance.', ()),
    ('No access', 'They have locked me out: no access to email, no access to the building. What are my rights?', ()),
    ('Re: Casework form', 'Ich bin im Urlaub, aber ich brauche Hilfe: mein Chef hat mir gekündigt. In dringenden Fällen: 07700 900777', ()),
    ('Formularz', 'Jestem na urlopie i dostałem wypowiedzenie. W pilnych sprawach proszę dzwonić. Czy możecie pomóc?', ()),
    ('Re: hours', 'Thanks. I will reply properly when I am back from leave next week. Ben', ()),
    ('hearing moved', 'The hearing could not be delivered in time, they moved it to the 9th. I will be away on the 9th.', ()),
    ('Absence notice', 'I was given an absence notice for three sick days. Is a first stage warning right?', ()),
    ('ooo', 'ooo what a mess. they have cut my hours again', ()),
    ('On leave', "I'm on sick leave. HR keep writing to me. Should I answer?", ()),
    # And these after that:
    ('Re: introduction', "Thank you for your message. I'm on leave this week with limited access to email but can talk on Thursday after 6. Dana", ()),
    ('RE: your case worker', 'Hello Ben, thanks for your email. I am away on annual leave until Monday. I will reply properly on my return. Dana', ()),
    ('Sorry', 'Thanks for getting in touch, I was in hospital. Out of office until I feel better. Dana', ()),
    ('Re: meeting', "I'll be out of the office at the regional conference. If it is urgent speak to Joan instead. Ben", ()),
    ('Delivery problem', 'The mail could not be delivered to my house because of the dog, so the letter from HR never arrived. dana@home.example is better.', ()),
    ('Returned to sender', 'Returned to sender: your leaflet. The person at ana@post.example no longer lives here. Account unknown. The neighbour', ()),
    ('Undeliverable mail', 'Joan, I got an undeliverable for ana@post.example (mailbox full). Could try her mobile. Ben', ()),
    ('Failure notice from manager', 'Attached is the failure notice for my probation review. The panel rejected your message of support. Dana', ()),
    ('mail error', 'there was a mail error when i sent my form from dana@home.example, user unknown it said. sending again, i am being bullied', ()),
    ('Automatic reply', 'I keep getting an automatic reply from you', ()),
    ('Automatic reply: no help at all', 'All I ever receive is this. Nobody rang. Dana, membership 1234567', ()),
    ('Out of office', "I've put my out of office on. Dana", ()),
    ('Out of Office: meeting room', 'We were out of the office so the meeting was in the canteen. Minutes to follow. Ben', ()),
    ('Auto reply question', 'Does the service send an auto reply or a person', ()),
    ('On annual leave', 'On annual leave from 3 to 10 May so pls no offers then. Ben', ()),
    ('absent', "Je suis absente depuis lundi, mon chef me harcèle. En cas d'urgence appelez mon mari.", ()),
    ('AW: Termin', 'Ich bin nächste Woche im Urlaub, danach gern. In dringenden Fällen bin ich mobil da. Jens', ()),
    ('Re: oferta', 'Estoy de vacaciones pero acepto el caso. A mi regreso llamo a la socia.', ()),
    ('Re: offer', 'On holiday. ACCEPT', ()),
    ('Re: offer C-2026-0042', "I'm away on annual leave until 5 May and will get back to you on my return. DECLINE for now.", ()),
    ('Sick note', 'I am off work and will not be checking my emails. My absence started on Monday. For urgent questions please write to my wife.', ()),
    ('Returned', 'Delivery has failed again!! My pay slip went to the wrong mailbox, address rejected by payroll', ()),
    ('Automatic reply: Your case C-2026-0042', "This keeps coming. I'm not away at all, I'm here and waiting. Lena", ()),
    ('Re: Automatic reply: Branch casework', 'Ok thanks, will wait until you are back from leave. Lena', ()),
    ('Fwd: Automatic reply: grievance', 'See what HR sent me. They are all on leave until May. Is the deadline paused? Lena', ()),
    ('Fw: Mail delivery failed: returning message to sender', 'my form to you came back, see below\n\n-----Original Message-----\nFrom: Mail Delivery System <mailer-daemon@mx.example>\nSent: Monday\nTo: Lena\nSubject: Mail delivery failed: returning message to sender\n\nA message that you sent could not be delivered. The following address(es) failed:\n  casework@branch.exmple\n    unknown user', ()),
    ('Undeliverable: Casework form', "I don't understand this. Lena\n\nFrom: Microsoft Outlook\nSent: Monday\nTo: Lena <lena@home.example>\nSubject: Undeliverable: Casework form\n\nDelivery has failed to these recipients or groups: casework@branch.exmple", ()),
    ('Undelivered Mail Returned to Sender', 'Bitte helfen Sie mir, mein Formular kam zurueck. Lena', ()),
    ('Delivery Status Notification (Failure)', "forwarding this because it is what my manager's secretary sent when I complained by mail. 550 5.7.1 blocked. I think they blocked me on purpose", ()),
    ('Out of Office AutoReply: you have been removed', 'My team got this about me. I never set it. I was told to leave the building on Monday.', ()),
    ('Réponse automatique : votre réunion', 'Mon chef a mis cette réponse en mon nom. Je ne suis pas en congé, je suis suspendue.', ()),
    ('Odpowiedź automatyczna: dyżur', 'Dostałam taką wiadomość od kierownika. Czy to legalne?', ()),
    ('Automatische Antwort: Dienstplan', 'Das kam von meinem Chef zurueck, er ist im Urlaub und ich soll kuendigen. Was tun', ()),
    ('postmaster', 'hi i am the new postmaster at the sorting office and want to join the union, my manager is bullying me', ()),
    ('Mail system down', 'the mail system at host level is down at work so use my home address please. 5.1.1 again', ()),
    ('vacation reply', 'vacation reply from payroll: closed till june. my pay is 2 months late. please ring 07700 900999', ()),
    ('Away on maternity leave', 'Away on maternity leave and they gave my desk and duties to someone else for good', ()),
    ('ooo reply', 'should my ooo reply mention the strike', ()),
    ('away', 'I am away with no access to email and the hearing was held without me', ()),
    ('Re: hours', 'Thanks for your message. Am on leave till 4th, no access to emails after today, so: 2h30 prep, 1h hearing. Ben', ()),
    ('Casework', 'Auto-Submitted: yes I submitted it with my car insurance. My car was damaged at work.', ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "words", "headers"), PEOPLE, ids=[f"{n} {each[0]}" for n, each in enumerate(PEOPLE)]
)
def test_a_person_is_not_taken_for_a_machine(subject: str, words: str, headers: tuple[str, ...]) -> None:
    reading = read_in_process(letter(words, subject=subject, headers=headers), SETTINGS)
    assert reading.kind not in (Kind.BOUNCE, Kind.AUTO_REPLY), reading.evidence


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


# subject, words, headers: absence notes with a header, or with a subject that programs make
NOTES = [
    ("Automatische Antwort: Formular", "Ich bin bis 14. April nicht im Büro.", ()),
    ("Réponse automatique : formulaire", "Je suis absente jusqu'à lundi.", ()),
    ("Respuesta automática: formulario", "Estoy fuera de la oficina.", ()),
    ("Risposta automatica: modulo", "Sono in ferie.", ()),
    ("Automatisch antwoord: formulier", "Ik ben afwezig.", ()),
    ("Odpowiedź automatyczna: formularz", "Jestem na urlopie.", ()),
    ("Resposta automática: formulário", "Estou de férias.", ()),
    ("Ateb awtomatig: Ffurflen", "Rwyf ar wyliau.", ()),
    ("自动回复: 表格", "我正在休假。", ()),
    ("自動返信: フォーム", "休暇中です。", ()),
    ("Автоматический ответ: форма", "Я в отпуске.", ()),
    ("Autosvar: skema", "Jeg er på ferie. Tak for din mail.", ()),
    ("Re: Casework form", "Back on Monday.", ("Auto-Submitted: auto-replied",)),
    ("Re: Casework form", "Back on Monday.", ("X-Autoreply: yes", "Precedence: bulk")),
    ("Automatic reply: Casework form", "If your query is about a grievance or a disciplinary hearing please contact hr@post.example. Your message will not be delivered to a colleague.", ("Auto-Submitted: auto-generated", "Return-Path: <>")),
]  # fmt: skip
# Nothing but their words: a person could have written each of them.
PERHAPS = [
    ("AW: Formular", "Vielen Dank für Ihre Nachricht. Ich bin bis einschließlich 14. April im Urlaub. In dringenden Fällen wenden Sie sich an das Büro.", ()),
    ("RE: formulaire", "Je suis actuellement en congés jusqu'au 14 avril. En cas d'urgence, contactez le bureau.", ()),
    ("RE: formulario", "Gracias por su mensaje. Estoy de vacaciones hasta el 14 de abril. En caso de urgencia llame a la oficina.", ()),
    ("R: modulo", "Sono fuori ufficio fino al 14 aprile. Per urgenze scrivere alla segreteria.", ()),
    ("RE: formulier", "Ik ben tot 14 april met vakantie. Voor dringende zaken belt u kantoor.", ()),
    ("Odp: formularz", "Jestem na urlopie do 14 kwietnia. W pilnych sprawach proszę dzwonić do biura.", ()),
    ("RE: formulário", "Estou de férias até 14 de abril. Em caso de urgência contacte o escritório.", ()),
    ("RE: Ffurflen", "Diolch am eich neges. Rwyf allan o'r swyddfa tan 14 Ebrill. Ar gyfer materion brys cysylltwch â'r swyddfa.", ()),
    ("Re: Casework form", "I am on annual leave until 14 April with no access to email. For urgent matters contact my manager Joan.", ()),
    ("Undeliverable mail", "The message to ana@post.example was returned: mailbox full, user unknown.", ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "words", "headers"), NOTES, ids=[f"{n} {each[0]}" for n, each in enumerate(NOTES)]
)
def test_an_absence_note_is_told_in_any_language(subject: str, words: str, headers: tuple[str, ...]) -> None:
    reading = read_in_process(letter(words, subject=subject, headers=headers), SETTINGS)
    assert reading.kind is Kind.AUTO_REPLY and reading.automatic


@pytest.mark.parametrize(
    ("subject", "words", "headers"), PERHAPS, ids=[f"{n} {each[0]}" for n, each in enumerate(PERHAPS)]
)
def test_what_only_sounds_like_a_machine_is_not_answered_but_seen_by_a_person(
    subject: str, words: str, headers: tuple[str, ...]
) -> None:
    reading = read_in_process(letter(words, subject=subject, headers=headers), SETTINGS)
    assert (reading.kind, reading.automatic, reading.evidence) == (Kind.OTHER, True, BY_WORDS)
    received = Received("x", NOW, Person("", reading.letter.from_address), Thread(), answerable=False)
    (fact,) = understand(reading, received, Known())
    assert isinstance(fact, LetterForPerson)
