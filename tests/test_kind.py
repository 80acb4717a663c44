"""What a letter is: forms, requests, follow-ups, machines and the rest, told from words alone."""

# ruff: noqa: E501 - tables of letters, read across

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from ingest.inprocess import read_in_process
from ingest.reading import Kind
from tests.support.letters import SETTINGS, attached, letter, multipart, part

KIT = Path(__file__).resolve().parents[2] / "shared" / "forms-kit" / "dev"
REPLY = ["In-Reply-To: <note.1@branch.example>"]

REQUESTS = [
    "Hello, I have been called to a disciplinary hearing next week and do not know what to do. Can someone help? Ana",
    "Hi, my manager keeps shouting at me in front of the students. I would like to talk to someone from the union.",
    "I think I am being underpaid since my regrading. Could you give me some advice please?",
    "I've been a member since 2015 and have never needed help before. HR want me to sign a settlement by Friday.",
    "Dear union, I was suspended yesterday. Please ring me on 07700 900123.",
    "My post is at risk of redundancy and I would like a rep with me at the consultation on Tuesday.",
    "I am off sick with stress and occupational health want to see me. What are my rights? Is there a form?",
    "My probation has been extended without a reason, my workload has doubled and my grade is wrong. Siân",
    "They refused my flexible working request. I don't know where I stand.",
]  # fmt: skip

FOLLOWUPS = [
    ("Re: Your case", "Thanks very much for today. The hearing has been moved to the 12th at 10am.", REPLY),
    ("Re: We have your form", "Got it, thanks.", REPLY),
    ("RE: Branch casework C-2026-0042", "I have asked for the minutes of that meeting and will send them on.", REPLY),
    ("Letter from HR", "Further to our talk yesterday I attach the letter I got. My caseworker is Ben. My ref is C-2026-0042.", []),
    ("C-2026-0042", "A new date: 9 December.", []),
    ("Re: Branch casework", "Any update on my case? It has been two weeks.", []),
    ("question about my case", "Following up on my case: my manager has now written again.", []),
]  # fmt: skip

OTHERS = [
    ("Minutes of the last meeting", "Dear all, please find attached the minutes and agenda for Thursday. Joan"),
    ("Friday email", "Dear colleagues, this week: pay, pensions, casework training. Unsubscribe: https://news.example/u"),
    ("YOU HAVE WON", "Your email has won GBP 850,000. To claim fill in the form:\nName: ....\nPhone: ....\nEmail: ....\nDetails of problem: none"),
    ("Grow your traffic", "I am with an SEO agency and can help you rank. Are you free for a meeting?"),
    ("Mailbox full", "Your mailbox is almost full. Click here to verify your password."),
    ("Updated absence policy", "I attach the sickness absence policy on behalf of the University. HR Business Partner"),
    ("Your member Mr Jones", "We write to inform you that your member is invited to a hearing. HR team"),
    ("Invoice 2231", "Please find our invoice for the room booking attached. Payment is due in 30 days."),
    ("Rota", "Hi all, can someone cover the stall on Tuesday? Thanks, Joan"),
    ("Ballot", "Members are being balloted from 3 May. Please put the posters up."),
    ("Casework form", "Dear member, please fill in the attached casework form and send it back to me. Name of caseworker: to be allocated"),
    ("", ""),
    ("Lunch?", "Are you around at one?"),
    ("AGM motion", "I would like to propose a motion on pay at the AGM. Who can second it?"),
    ("Training day", "I have booked my place on the training day and need my expenses form by Friday."),
]  # fmt: skip


@pytest.mark.parametrize("words", REQUESTS)
def test_a_person_asking_for_help_is_a_request(words: str) -> None:
    assert read_in_process(letter(words, subject="help"), SETTINGS).kind is Kind.REQUEST


@pytest.mark.parametrize(("subject", "words", "headers"), FOLLOWUPS)
def test_someone_going_on_about_their_case_is_a_followup(
    subject: str, words: str, headers: list[str]
) -> None:
    assert read_in_process(letter(words, subject=subject, headers=headers), SETTINGS).kind is Kind.FOLLOWUP


@pytest.mark.parametrize(("subject", "words"), OTHERS)
def test_what_nobody_asks_us_is_other(subject: str, words: str) -> None:
    reading = read_in_process(letter(words, subject=subject), SETTINGS)
    assert reading.kind is Kind.OTHER
    assert reading.forms == ()


def test_a_request_at_the_foot_of_a_newsletters_quote_is_a_request() -> None:
    words = "I saw this and need help: I have a grievance hearing.\n\nOn Fri, News <n@news.example> wrote:\n> Unsubscribe\n> AGM"
    assert read_in_process(letter(words), SETTINGS).kind is Kind.REQUEST


def test_an_invitation_is_other() -> None:
    raw = multipart(
        part("Committee\nWhere: Room 4"),
        part("BEGIN:VCALENDAR", "text/calendar; method=REQUEST"),
        subtype="alternative",
    )
    assert read_in_process(raw, SETTINGS).kind is Kind.OTHER


def test_a_form_typed_in_the_body_is_a_form() -> None:
    text = "Name: Ana Ruiz\nEmail: ana.ruiz@post.example\nPhone: 07700 900123\nDepartment: Library\nWhat has happened: My hours were cut.\nWhat outcome do you want: My hours back."
    reading = read_in_process(letter(text, subject="form"), SETTINGS)
    assert reading.kind is Kind.FORM and len(reading.forms) == 1


SURVEY = (
    "Dear members,\n\nWelcome to the autumn newsletter. We want to hear from you.\n\n{}\n"
    "What has happened in your workplace?\n{}\nWhat would you like the union to do?\n{}\n\n"
    "Jo Hill, Branch Secretary\nTo unsubscribe from this newsletter click here.\n"
)
ASKED = "Name:\nMembership number:\nEmail:\nWorkplace:\nJob title:"


@pytest.mark.parametrize(
    "text",
    [
        SURVEY.format(ASKED, "", ""),
        SURVEY.format(
            "Workplace: most of you work at St Anne's.\nJob title: nurses and porters answered most.\n"
            "Phone: 01632 960001",
            "The employer offered 2 per cent and we said no.",
            "Tell us before the AGM.",
        ),
    ],
)
def test_a_newsletter_with_a_survey_in_it_is_no_form(text: str) -> None:
    reading = read_in_process(letter(text, subject="Autumn newsletter"), SETTINGS)
    assert reading.kind is Kind.OTHER
    assert not reading.forms


def test_a_form_with_next_of_kin_and_a_newsletter_in_it_is_a_form() -> None:
    text = "Hi all,\nName: Ana Ruiz\nEmail: ana.ruiz@post.example\nNext of kin: Jo Ruiz\nWhat has happened: My hours were cut.\nWhat outcome do you want: My hours back.\nWould you like the newsletter? No"
    assert read_in_process(letter(text, subject="form"), SETTINGS).kind is Kind.FORM


def test_a_form_that_could_not_be_read_is_a_form_letter_without_a_form() -> None:
    raw = multipart(part("Here is my form. Ana"), attached(b"PK\x03\x04 broken", "Casework form Ana.docx"))
    reading = read_in_process(raw, SETTINGS)
    assert reading.kind is Kind.FORM
    assert reading.forms == ()
    assert reading.unread == ("Casework form Ana.docx",)
    assert reading.problems


def test_a_letter_about_a_case_with_a_document_stays_a_followup() -> None:
    raw = multipart(
        part("Here's the letter that came today. My ref is C-2026-0042."),
        attached(b"%PDF-1.4 broken", "letter.pdf"),
    )
    assert read_in_process(raw, SETTINGS).kind is Kind.FOLLOWUP


@pytest.mark.long
@pytest.mark.parametrize(
    "hostile", ["i am " * 200_000, "please complete " * 60_000, "case " * 200_000, "out of " * 100_000]
)
def test_words_without_end_are_judged_in_time(hostile: str) -> None:
    began = time.process_time()
    read_in_process(letter(hostile), SETTINGS)
    assert time.process_time() - began < 8


@pytest.mark.skipif(not KIT.exists(), reason="the kit of returned forms is not here")
def test_kinds_in_the_kit_are_at_least_98_percent_right() -> None:
    wrong = []
    rows = [json.loads(line) for line in (KIT / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        raw = (KIT.parent / row["file"]).read_bytes()
        kind = read_in_process(raw, SETTINGS).kind
        if kind not in {row["kind"], *row.get("accept_kinds", [])}:
            wrong.append((row["file"], row["kind"], kind.value))
    assert len(wrong) <= 0.02 * len(rows), wrong
