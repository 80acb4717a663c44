"""Whose form it is: a mail about somebody's case goes to an address that is certain, or to none."""

# ruff: noqa: E501 - a table of cases, read across

from __future__ import annotations

import pytest

from casework.model import Form, Person
from casework.whose import Whose, whose
from tests.support.branches import BRANCH
from tests.support.engine import BODY, desk, text_of

ANA = Person("Ana Ruiz", "ana@home.example")
BEN = Person("Ben Okoro", "ben@staff.example")
JOAN = Person("Joan Marsh", "joan@branch.example")
OURS = frozenset({"joan@branch.example", "casework@branch.example", "northgate branch"})


def form(name: str = "Ana Ruiz", email: str = "", *writers: Person, sure: float = 1.0) -> Form:
    values = {"member_name": name, "email": email}
    return Form(
        {key: value for key, value in values.items() if value}, "body", {"email": sure}, writers=writers
    )


CASES = {
    "straight, with an address": (form(email=ANA.email), ANA, Whose(ANA.email, ANA.email, False)),
    "straight, without one": (form(), ANA, Whose(ANA.email, ANA.email, False)),
    "from work, with a private address": (
        form(email="ana@private.example"), ANA, Whose("ana@private.example", ANA.email, False)
    ),
    "from an account without a name": (form(), Person("", ANA.email), Whose(ANA.email, ANA.email, False)),
    "from an account with half a name": (form(), Person("Ana", ANA.email), Whose(ANA.email, ANA.email, False)),
    "forwarded, with an address": (form("Ana Ruiz", ANA.email, ANA), BEN, Whose(ANA.email, ANA.email, True)),
    "forwarded, without one": (form("Ana Ruiz", "", ANA), BEN, Whose(ANA.email, ANA.email, True)),
    "forwarded, without one, by another's letter": (
        form("Ana Ruiz", "", Person("Kim Lee", "kim@x.example")), BEN, Whose("", "", True)
    ),
    "forwarded, with a doubtful address that its letter confirms": (
        form("A. Ruiz", ANA.email, Person("", ANA.email), sure=0.5), BEN, Whose(ANA.email, ANA.email, True)
    ),
    "forwarded, with a doubtful address": (
        form("Ana Ruiz", "ana@hme.example", Person("", "x@x.example"), sure=0.5), BEN, Whose("", "", True)
    ),
    "forwarded twice": (form("Ana Ruiz", "", BEN, ANA), JOAN, Whose(ANA.email, ANA.email, True)),
    "forwarded by us": (form("Ana Ruiz", "", ANA), JOAN, Whose(ANA.email, ANA.email, True)),
    "attached by us": (form(), JOAN, Whose("", "", True)),
    "attached by us, with an address": (form(email=ANA.email), JOAN, Whose(ANA.email, "", True)),
    "forwarded, but the sender's own letter": (form("Ana Ruiz", "", ANA), ANA, Whose(ANA.email, ANA.email, False)),
    "under a letter of ours": (form("", "", Person("", "casework@branch.example")), ANA, Whose(ANA.email, ANA.email, False)),
    "under a letter that shows only our name": (form("", "", Person("Northgate Branch", "")), ANA, Whose(ANA.email, ANA.email, False)),
    "her own, above a letter from the employer": (form("Ana Ruiz", "", Person("HR Team", "hr@firm.example")), ANA, Whose(ANA.email, ANA.email, False)),
    "attached by a stranger of another name": (form(), BEN, Whose("", "", True)),
    "attached by a stranger, with an address": (form(email=ANA.email), BEN, Whose(ANA.email, "", True)),
    "a caseworker's own": (form("Joan Marsh", "joan@home.example"), JOAN, Whose("joan@home.example", "", False)),
    "from a form service, nobody in Reply-To": (form(), Person("", ""), Whose("", "", False)),
    "a name in other letters": (form("王 伟"), Person("Wei Wang", "wei@home.example"), Whose("wei@home.example", "wei@home.example", False)),
    "titles and accents": (form("Dr Ana Ruíz Soto", "", ANA), BEN, Whose(ANA.email, ANA.email, True)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_member_is_written_to_only_where_it_is_certain(name: str) -> None:
    given, sender, expected = CASES[name]
    assert whose(given, sender, OURS) == expected


FORWARD = "For you.\n\n---------- Forwarded message ---------\nFrom: {wrote}\nDate: Tue, 17 Nov 2026 at 10:12\nSubject: {subject}\nTo: <rep@staff.example>\n\n{body}"
WORDS = {
    "name": "Mo Adeyemi",
    "department": "Physics",
    "summary": "I was called to a meeting without notice.",
}


def forwarded(wrote: str, email: str = "") -> str:
    return FORWARD.format(wrote=wrote, subject="secret subject", body=BODY.format(email=email, **WORDS))


def test_a_forwarded_form_is_acknowledged_to_its_member_and_never_to_the_forwarder(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with desk(tmp_path) as at:
        at.arrive(
            at.letter(
                "Ben Okoro <ben@staff.example>",
                forwarded("Mo <mo@work.example>", "mo@home.example"),
                "FW: secret subject",
            )
        )
        at.settle()
        (notice,) = at.notices("acknowledged")
        assert str(notice["To"]).endswith("mo@home.example>") or str(notice["To"]) == "mo@home.example"
        assert "secret" not in str(notice["Subject"]) and "In-Reply-To" not in notice
        assert at.notices(to="ben@staff.example") == []
        assert "passed on" in str(at.case_row("C-2026-0001")["Check"])


def test_a_forwarded_form_of_whom_nothing_is_certain_waits_for_the_coordinator(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with desk(tmp_path) as at:
        at.arrive(
            at.letter("Ben Okoro <ben@staff.example>", forwarded("Kim Lee <kim@x.example>"), "FW: form")
        )
        at.settle()
        assert at.notices("acknowledged") == [] and at.notices(to="ben@staff.example") == []
        assert "no address to write to" in str(at.case_row("C-2026-0001")["Check"])
        assert at.notices("suggested", BRANCH.coordinator.email)


def test_what_the_forwarder_writes_later_is_not_taken_for_the_members_news(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with desk(tmp_path) as at:
        at.arrive(
            at.letter("Ben Okoro <ben@staff.example>", forwarded("Mo Adeyemi <mo@home.example>"), "FW: form")
        )
        at.settle()
        at.arrive(
            at.letter(
                "Ben Okoro <ben@staff.example>", "Another thing: are you free for lunch on Friday?", "Lunch"
            )
        )
        at.settle()
        assert at.filed("Casework/C-2026-0001") == 1


def test_two_forms_from_one_representative_are_two_cases_and_no_second_ones(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with desk(tmp_path) as at:
        for name, address in (("Mo Adeyemi", "mo@home.example"), ("Lu Chen", "lu@home.example")):
            text = BODY.format(name=name, email=address, department="Physics", summary="My hours were cut.")
            at.arrive(at.letter("Ben Okoro <ben@staff.example>", text, "form"))
        at.settle()
        assert "possible second" not in str(at.case_row("C-2026-0002")["Check"])
        assert {str(mail["To"]) for mail in at.notices("acknowledged")} == {
            "Mo Adeyemi <mo@home.example>",
            "Lu Chen <lu@home.example>",
        } or len(at.notices("acknowledged")) == 2


def test_what_is_locked_is_told_to_the_coordinator_and_what_to_do_to_the_sender(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from email.message import EmailMessage

    from tests.support.ole import ole_file

    with desk(tmp_path) as at:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "Mo Adeyemi <mo@home.example>", BRANCH.address, "My form"
        mail["Date"], mail["Message-ID"] = "Mon, 23 Nov 2026 09:00:00 +0000", "<locked@home.example>"
        mail.set_content("Here is my casework form. Mo")
        locked = ole_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 200})
        mail.add_attachment(locked, maintype="application", subtype="octet-stream", filename="form.docx")
        at.arrive(mail.as_bytes())
        at.settle()
        (notice,) = at.notices("form_not_read")
        assert "without the password" in text_of(notice) and "Please do not send us the password" in text_of(
            notice
        )
        lines = [str(row) for row in at.human.rows("Needs attention")]
        assert any("locked with a password" in line for line in lines)
