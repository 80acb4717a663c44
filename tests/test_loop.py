"""The whole loop on real mail and a real workbook: form in, row, suggestion, offer, yes, introduction."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest

from ingest.blank.packed import blank_docx
from ingest.blank.questions import Asked, describe
from ingest.reader import ReaderUnavailable
from tests.support.branches import BRANCH
from tests.support.engine import BODY, desk, text_of

ANA, BEN = "ana@home.example", "ben@home.example"
REF = "C-2026-0001"
QUESTIONS = [
    ("member_name", "Your full name"),
    ("email", "Private email address"),
    ("membership_number", "Membership number"),
    ("summary", "What has happened?"),
    ("desired_outcome", "What would you like to happen?"),
]


@pytest.fixture
def at(tmp_path):
    with desk(tmp_path) as made:
        yield made


def offered(at):
    at.form()
    at.turn()
    at.answer(at.notices("suggested")[0], "Ana Ruiz")
    at.turn(minutes=5)
    return at.notices("offered")[-1]


def test_from_form_to_introduction_by_mail_alone(at):
    offer = offered(at)
    assert str(offer["To"]) == ANA
    at.answer(offer, "Yes, happy to\n\nAna")
    at.turn(hours=1)
    assert [str(mail["To"]) for mail in at.notices("introduced_member")] == ["mo@home.example"]
    assert [str(mail["To"]) for mail in at.notices("introduced_caseworker")] == [ANA]
    row = at.case_row(REF)
    assert (row["Status"], row["Decision"], row["Caseworker"]) == ("Active", "Ana Ruiz", "Ana Ruiz")
    assert at.inbox() == 0
    assert at.filed(f"Casework/{REF}") == 3


def test_the_sheet_s_decision_column_is_the_same_as_an_answer_by_mail(at):
    at.form()
    at.turn()
    at.choose(REF, "Decision", "Approve")
    at.turn(minutes=5)
    assert [str(mail["To"]) for mail in at.notices("offered")] == [ANA, BEN]
    row = at.case_row(REF)
    assert (row["Status"], row["Decision"]) == ("Offered", "Ana Ruiz and Ben Osei")
    assert row["Asked"] == (
        "Asked Ana Ruiz on 23 Nov; answer by Thu 26 Nov; "
        "Asked Ben Osei as second on 23 Nov; answer by Thu 26 Nov"
    )


def test_no_mail_names_the_member_before_a_yes(at):
    offer = offered(at)
    for mail in [offer, *at.notices("suggested")]:
        assert "Adeyemi" not in mail.as_string()
        assert "without any notice" not in text_of(mail)


def test_a_no_suggests_the_next_and_clears_the_cell_so_that_anyone_can_be_chosen_again(at):
    at.answer(offered(at), "Sorry, can't this month")
    at.turn(hours=1)
    assert at.case_row(REF)["Decision"] is None
    assert "Ben Osei" in text_of(at.notices("suggested")[-1])
    at.choose(REF, "Decision", "Ana Ruiz")
    at.turn(hours=1)
    assert len(at.notices("offered", ANA)) == 2


@pytest.mark.parametrize("words", ["OK", "OK will do", "Leave it with me", "Fine"])
def test_what_may_be_a_yes_is_asked_about_once_kindly_and_then_read_by_a_person(at, words):
    offer = offered(at)
    at.answer(offer, words)
    at.turn(minutes=5)
    [ask] = at.notices("ask_back", ANA)
    asked = " ".join(text_of(ask).split())
    assert "Thank you for your answer" in asked and "Please say no if you know somebody" in asked
    at.answer(offer, words)
    at.turn(minutes=5)
    assert len(at.notices("ask_back", ANA)) == 1
    assert "answered twice in words" in " ".join(text_of(at.notices("attention")[-1]).split())
    assert at.notices("introduced_member") == [] and at.case_row(REF)["Status"] == "Offered"
    at.answer(ask, "Yes")
    at.turn(minutes=5)
    assert len(at.notices("introduced_member")) == 1


def test_silence_is_reminded_once_and_lapses_and_the_next_is_suggested(at):
    offered(at)
    at.turn(hours=46)
    at.turn(minutes=5)
    assert len(at.notices("reminded")) == 1
    at.turn(hours=40)
    at.turn(hours=8)
    assert len(at.notices("lapsed")) == 1
    assert len(at.notices("reminded")) == 1
    assert "Ben Osei" in text_of(at.notices("suggested")[-1])
    assert at.case_row(REF)["Status"] == "New"


def test_a_quiet_turn_does_nothing_at_all(at):
    offered(at)
    at.settle()
    before = (at.folder / "register.xlsx").read_bytes()
    assert not at.turn(minutes=1).did_anything()
    assert (at.folder / "register.xlsx").read_bytes() == before


def test_a_follow_up_is_filed_to_the_case_and_passed_on_without_a_word_of_it(at):
    at.answer(offered(at), "ACCEPT")
    at.turn(hours=1)
    at.answer(at.notices("introduced_member")[0], "The hearing was moved to Friday.")
    at.turn(hours=1)
    news = at.notices("news")
    assert [str(mail["To"]) for mail in news] == [ANA]
    assert "hearing" not in news[0].as_string()
    assert at.filed(f"Casework/{REF}") == 4


def test_a_request_without_a_form_gets_the_blank_form_once_a_day(at):
    for _ in range(2):
        at.arrive(
            at.letter(
                "Gil Penn <gil@home.example>", "Please can someone help me? I have a meeting on Friday."
            )
        )
        at.turn(minutes=5)
    sent = at.notices("blank_form")
    assert len(sent) == 1
    assert [part.get_filename() for part in sent[0].iter_attachments()] != []
    assert len(at.human.rows("Needs attention")) == 2


def test_a_second_form_is_flagged_as_a_possible_second_case(at):
    at.form()
    at.turn()
    at.form(summary="Another matter altogether about my pay.")
    at.turn()
    assert "possible second case: see C-2026-0001" in at.case_row("C-2026-0002")["Check"]


def test_the_same_letter_twice_is_one_case(at):
    raw = at.letter("Mo Adeyemi <mo@home.example>", "x")
    at.form()
    raw = next(iter((at.folder / "inbox" / "new").iterdir())).read_bytes()
    at.arrive(raw)
    at.arrive(b"Received: from an alias\r\n" + raw)
    at.settle()
    assert [row["Ref"] for row in at.human.rows("Cases")] == [REF]
    assert at.inbox() == 0
    assert len(at.notices("acknowledged")) == 1


def test_a_forged_yes_from_another_address_has_no_effect_but_a_line(at):
    at.answer(offered(at), "ACCEPT", sender="Eve <eve@elsewhere.example>")
    at.turn(hours=1)
    assert at.case_row(REF)["Status"] == "Offered"
    assert at.notices("introduced_member") == []
    assert any("not acted on" in str(row["What happened"]) for row in at.human.rows("Needs attention"))


def test_a_bounce_of_our_notice_is_flagged_on_the_row_and_told(at):
    at.form()
    at.turn()
    ack = at.notices("acknowledged")[0]
    report = (
        "From: MAILER-DAEMON@home.example\r\nTo: casework@ashby.example\r\nSubject: Undelivered Mail\r\n"
        "Return-Path: <>\r\nAuto-Submitted: auto-replied\r\n"
        "Message-ID: <dsn1@home.example>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; home.example\r\n\r\n"
        "Final-Recipient: rfc822; mo@home.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\n"
        f"Message-ID: {ack['Message-ID']}\r\nSubject: x\r\n\r\n\r\n--b--\r\n"
    )
    at.arrive(report.encode())
    at.settle()
    assert "mail to the member came back" in at.case_row(REF)["Check"]
    assert [str(mail["To"]) for mail in at.notices("bounced")] == [BRANCH.coordinator.email]


def test_every_notice_goes_to_one_known_person(at):
    at.answer(offered(at), "ACCEPT")
    at.settle()
    known = {"mo@home.example", ANA, BRANCH.coordinator.email}
    assert {str(mail["To"]) for mail in at.notices()} == known
    assert all(len(mail.get_all("To")) == 1 and not mail["Cc"] and not mail["Bcc"] for mail in at.notices())


def test_a_web_form_s_notification_is_acknowledged_to_the_member_and_list_mail_is_not(at):
    text = BODY.format(name="Mo Adeyemi", email="", department="Physics", summary="No notice was given.")
    web = {"Auto_Submitted": "auto-generated", "Reply_To": "mo@home.example"}
    at.arrive(at.letter("Form service <forms@service.example>", text, "New response", **web))
    listed = text.replace("Mo Adeyemi", "Gil Penn")
    at.arrive(at.letter("Gil Penn <gil@home.example>", listed, List_Id="<x.example>"))
    at.settle()
    assert [str(mail["To"]) for mail in at.notices("acknowledged")] == ["mo@home.example"]
    assert len(at.human.rows("Cases")) == 2


def test_while_no_reader_can_be_started_letters_wait_and_none_is_blamed(at):
    class Gone:
        def begin(self):
            pass

        def read_many(self, raws):
            raise ReaderUnavailable("The reader cannot be started.")
            yield

    whole = at.world
    at.form()
    at.world = replace(whole, reader=Gone())
    for _ in range(5):
        assert "cannot be started" in at.turn(minutes=1).troubles["letters"]
    at.world = whole
    at.settle()
    assert at.case_row(REF)["Status"] == "New"


def test_an_empty_form_is_asked_about_kindly_and_is_no_case(at):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Mo <mo@home.example>", BRANCH.address, "My form"
    mail["Message-ID"] = "<empty@home.example>"
    mail.set_content("Here it is.")
    blank = blank_docx(describe(BRANCH, [Asked(*question) for question in QUESTIONS]))
    mail.add_attachment(blank, maintype="application", subtype="octet-stream", filename="form.docx")
    at.arrive(mail.as_bytes())
    at.settle()
    assert [str(mail["To"]) for mail in at.notices("form_empty")] == ["mo@home.example"]
    assert at.human.rows("Cases") == []
    assert "nothing filled in" in str(at.human.rows("Needs attention")[0]["What happened"])


def test_no_name_goes_to_a_member_at_an_address_the_employer_can_read(at):
    at.form(address="mo@college.example")
    at.turn()
    at.answer(at.notices("suggested")[0], "ok")
    at.turn(minutes=5)
    at.answer(at.notices("offered")[0], "yes")
    at.settle()
    told = at.notices("introduced_member")[0]
    assert str(told["To"]) == "mo@college.example"
    assert "Ana" not in told.as_string()


def test_an_ok_means_the_name_in_that_very_mail_whatever_is_suggested_by_now(at):
    at.form(department="Estates")
    at.turn()
    suggested = at.notices("suggested")[0]
    assert "To lead: Ana Ruiz" in text_of(suggested) and "As second: Ben Osei" in text_of(suggested)
    at.human.set_cell("Caseworkers", 2, "Most cases", 0)
    at.turn(minutes=5)
    assert at.case_row(REF)["Suggested"] == "Ben Osei and Cara Lund"
    at.human.set_cell("Caseworkers", 2, "Most cases", 5)
    at.answer(suggested, "ok")
    at.turn(minutes=5)
    assert [str(mail["To"]) for mail in at.notices("offered")] == [ANA, BEN]


def test_a_pair_is_asked_together_and_each_is_introduced_when_the_lead_has_said_yes(at):
    at.form()
    at.turn()
    at.answer(at.notices("suggested")[0], "ok")
    at.turn(minutes=5)
    lead, second = at.notices("offered")
    assert "you would lead, and Ben Osei would be second" in text_of(lead)
    assert "you would be second, and Ana Ruiz would lead" in text_of(second)
    at.answer(second, "yes")
    at.turn(hours=1)
    assert at.case_row(REF)["Status"] == "Offered"
    assert at.notices("introduced_caseworker") == []
    assert [str(mail["To"]) for mail in at.notices("second_noted")] == [BEN]
    at.answer(lead, "yes")
    at.turn(hours=1)
    row = at.case_row(REF)
    assert (row["Status"], row["Caseworker"], row["Second"]) == ("Active", "Ana Ruiz", "Ben Osei")
    assert [str(mail["To"]) for mail in at.notices("introduced_caseworker")] == [ANA, BEN]
    assert "Ben Osei will help too" in text_of(at.notices("introduced_member")[0])
    loads = {row["Name"]: str(row["Load"]) for row in at.human.rows("Caseworkers")}
    assert loads["Ana Ruiz"].startswith("12 % of the hours (1 case, 4.2 of 34 points)")
    assert loads["Ben Osei"].startswith("7 % of the hours (1 case, 2.4 of 34 points)")


def test_if_the_second_says_no_the_lead_stands_and_another_second_is_suggested(at):
    at.form(department="Estates")
    at.turn()
    at.answer(at.notices("suggested")[0], "ok")
    at.turn(minutes=5)
    lead, second = at.notices("offered")
    at.answer(second, "Sorry, I can't this time")
    at.turn(hours=1)
    row = at.case_row(REF)
    assert (row["Status"], row["Decision"], row["Suggested"]) == ("Offered", None, "Cara Lund")
    assert "needs your choice of a second. Ana Ruiz has been asked. That stands." in text_of(
        at.notices("suggested")[-1]
    )
    at.answer(lead, "yes")
    at.turn(hours=1)
    assert at.case_row(REF)["Status"] == "Active"
    at.answer(at.notices("suggested")[-1], "ok")
    at.turn(hours=1)
    third = at.notices("offered")[-1]
    assert "Ana Ruiz has said yes" in text_of(third)
    at.answer(third, "yes")
    at.turn(hours=1)
    assert at.case_row(REF)["Second"] == "Cara Lund"
    assert [str(mail["To"]) for mail in at.notices("partner_joined")] == [ANA]
    assert [str(mail["To"]) for mail in at.notices("second_joined")] == ["mo@home.example"]


def test_if_the_lead_says_no_the_second_stands_and_another_lead_is_suggested(at):
    at.form(department="Estates")
    at.turn()
    at.answer(at.notices("suggested")[0], "ok")
    at.turn(minutes=5)
    lead, second = at.notices("offered")
    at.answer(second, "yes")
    at.answer(lead, "no, sorry")
    at.turn(hours=1)
    row = at.case_row(REF)
    assert (row["Status"], row["Second"], row["Suggested"]) == ("New", "Ben Osei", "Cara Lund")
    at.choose(REF, "Decision", "Approve")
    at.turn(hours=1)
    at.answer(at.notices("offered")[-1], "yes")
    at.turn(hours=1)
    row = at.case_row(REF)
    assert (row["Status"], row["Caseworker"], row["Second"]) == ("Active", "Cara Lund", "Ben Osei")
    assert len(at.notices("introduced_caseworker")) == 2


def test_another_brings_another_pair_and_never_the_same_lead(at):
    at.form(department="Estates")
    at.turn()
    at.answer(at.notices("suggested")[0], "another, please: Ana has enough on her plate")
    at.turn(minutes=5)
    again = at.notices("suggested")[-1]
    assert "You asked for another suggestion" in text_of(again)
    assert at.case_row(REF)["Suggested"] == "Ben Osei and Cara Lund"
    at.choose(REF, "Decision", "another")
    at.turn(minutes=5)
    row = at.case_row(REF)
    assert (row["Suggested"], row["Decision"]) == ("Cara Lund", None)
    assert "plate" not in text_of(again)


def test_forms_that_come_together_are_planned_together(at):
    for n, name in enumerate(("Mo Adeyemi", "Gil Penn")):
        at.form(name, f"m{n}@home.example", department="Estates")
    at.turn()
    pairs = [row["Suggested"] for row in at.human.rows("Cases")]
    assert len({str(pair).split(" and ")[0] for pair in pairs}) == 2
    assert len(at.notices("suggested")) == 2


def test_what_stands_beside_approve_is_true_when_it_is_read(at):
    at.form(department="Estates")
    at.turn()
    at.form("Gil Penn", "gil@member.example", department="Estates")
    at.turn()
    at.choose("C-2026-0002", "Decision", "Ana Ruiz")
    at.settle()
    assert at.case_row(REF)["Suggested"] != "Ana Ruiz"
    at.choose(REF, "Decision", "Approve")
    shown = at.case_row(REF)["Suggested"]
    at.settle()
    assert at.case_row(REF)["Decision"] == shown
