"""Forms in HTML letters: from form services and mail programs, quoted, passed on, beside text."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from casework.model import Form, Value
from ingest.inprocess import read_in_process
from ingest.reading import Kind, Reading
from tests.forms.layouts import LAYOUTS
from tests.forms.mailed import PROGRAMS, gmail_table, outlook_table, web_outlook_reply
from tests.forms.webforms import SERVICES, field_and_value, jotform, said
from tests.support.documents import Pairs, Tick
from tests.support.returned import EVERYWHERE, NORTH, PLAIN, SOUTH

WROTE = (
    '<div class="gmail_attr">On Fri, 20 Nov 2026 at 10:00, Casework &lt;casework@branch.example&gt; '
    "wrote:<br></div>"
)
FASHIONS = {**SERVICES, **PROGRAMS}
WORDS_ONLY = ("plain with colon", "Thunderbird, as typed")


def letter(html: str = "", text: str = "", attached: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "Ana Ruiz <ana.ruiz@post.example>"
    message["To"] = "Casework <casework@branch.example>"
    message["Subject"] = "My form"
    message["Date"] = "Sat, 21 Nov 2026 09:30:00 +0000"
    message["Message-ID"] = "<one@post.example>"
    if text or not html:
        message.set_content(text or "My form is attached.")
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    if attached:
        message.add_attachment(attached.encode(), "text", "html", filename="form.html")
    return bytes(message)


def read(html: str = "", text: str = "", attached: str = "") -> Reading:
    return read_in_process(letter(html, text, attached), PLAIN)


def form_of(html: str = "", text: str = "", attached: str = "") -> Form:
    (form,) = read(html, text, attached).forms
    return form


@pytest.mark.long
@pytest.mark.parametrize("branch", EVERYWHERE)
@pytest.mark.parametrize("fashion", FASHIONS)
def test_a_form_reads_back_in_every_fashion(fashion: str, branch: str) -> None:
    returned = EVERYWHERE[branch]
    values = dict(form_of(FASHIONS[fashion](returned.pairs)).values)
    if fashion in WORDS_ONLY:  # where a short answer ends before an unlisted question, only words tell
        values["adjustments"], _, _ = str(values.get("adjustments", "")).partition(" Is a hearing")
        values = {name: value for name, value in values.items() if value != ""}
    assert values == returned.values


@pytest.mark.parametrize("branch", EVERYWHERE)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_form_reads_back_whatever_sets_its_questions_apart(layout: str, branch: str) -> None:
    returned = EVERYWHERE[branch]
    assert dict(form_of(LAYOUTS[layout](returned.pairs)).values) == returned.values


@pytest.mark.parametrize("make", FASHIONS.values(), ids=FASHIONS)
def test_text_beside_the_page_that_says_nothing_costs_no_value(make: Callable[[Pairs], str]) -> None:
    text = "Please use a mail program that shows HTML."
    assert dict(form_of(make(SOUTH.pairs), text).values) == SOUTH.values


def test_text_beside_a_page_that_says_nothing_is_read() -> None:
    text = "\n".join(f"{asked}: {said(answer)}" for asked, answer in SOUTH.pairs)
    assert dict(form_of("<p>This mail has a text part.</p>", text).values) == SOUTH.values


def test_text_beside_a_page_beyond_reading_is_read() -> None:
    text = "\n".join(f"{asked}: {said(answer)}" for asked, answer in SOUTH.pairs)
    assert dict(form_of("<div>" * 10_000 + "x", text).values) == SOUTH.values


def test_a_page_read_better_than_the_text_beside_it_counts() -> None:
    cells = "\n\n".join(f"{line.asked}\n\n{_shown(line.answered)}" for line in NORTH.lines)
    assert dict(form_of(outlook_table(NORTH.pairs), cells).values) == NORTH.values


def test_the_letters_own_words_stay_as_they_were() -> None:
    reading = read(
        web_outlook_reply(SOUTH.pairs), "Done, see below.\n\nFrom: Casework\nSent: today\nTo: me\n"
    )
    assert reading.letter.reply == "Done, see below."
    assert reading.letter.text.startswith("Done, see below.")


def test_our_own_blank_form_quoted_below_an_answer_is_no_form_of_the_sender() -> None:
    blank = "".join(f"<tr><td>{line.asked}</td><td></td></tr>" for line in NORTH.lines)
    html = (
        "<div>Could somebody ring me about this? I would rather talk first, I have no time to fill in "
        "forms at "
        "the moment and the meeting is on Monday, so please do not wait for it, and thank you for all you do "
        f'for us here.</div>{WROTE}<blockquote class="gmail_quote"><table>{blank}</table></blockquote>'
    )
    assert read(html).forms == ()


def test_a_quoted_table_that_was_filled_in_where_it_stands_is_the_senders_form() -> None:
    html = f'<div>See below</div>{WROTE}<blockquote class="gmail_quote">{_table(SOUTH.pairs)}</blockquote>'
    assert dict(form_of(html).values) == SOUTH.values


def test_a_forwarded_table_is_its_writers() -> None:
    html = (
        '<div>One for you.<br><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message '
        "---------<br>From: <strong>Ben Okoro</strong> &lt;ben@post.example&gt;<br>Date: Fri, 20 Nov "
        "2026 at 10:00"
        f"<br>Subject: form<br>To: Rob "
        f"&lt;rob@branch.example&gt;<br></div><br>{_table(SOUTH.pairs)}</div></div>"
    )
    form = form_of(html)
    assert dict(form.values) == SOUTH.values
    assert [writer.email for writer in form.writers] == ["ben@post.example"]


def test_two_members_tables_in_one_letter_are_two_forms() -> None:
    other = [
        (
            line.asked,
            {"Who are you?": "Cy Day", "Union membership ID": "AB777777"}.get(line.asked, line.answered),
        )
        for line in SOUTH.lines
        if line.field != "email"
    ]
    reading = read(f"<p>Two for you</p>{_table(SOUTH.pairs)}<p>and</p>{_table(other)}")
    assert [form.values["member_name"] for form in reading.forms] == ["Dr Ben Okoro", "Cy Day"]
    assert "email" not in reading.forms[1].values


def test_a_table_of_a_form_in_several_tables_is_one_form() -> None:
    half = len(NORTH.pairs) // 2
    html = f"<h3>You</h3>{_table(NORTH.pairs[:half])}<h3>The problem</h3>{_table(NORTH.pairs[half:])}"
    assert dict(form_of(html).values) == NORTH.values


def test_a_signature_in_a_table_gives_no_value() -> None:
    signature = (
        '<div id="Signature"><table><tr><td>Ann Lee</td><td>Tel: 0113 496 0999<br>Email: '
        "desk@work.example</td>"
        "</tr></table></div>"
    )
    pairs = [pair for pair in NORTH.pairs if pair[0] not in ("Phone", "Email")]
    form = form_of(gmail_table(pairs) + signature)
    assert not {"phone", "email", "work_email"} & form.values.keys()


@pytest.mark.parametrize("make", [field_and_value, jotform, PROGRAMS["controls"], outlook_table])
def test_an_attached_page_is_read_as_one(make: Callable[[Pairs], str]) -> None:
    html = f"<!DOCTYPE html><html><body>{make(NORTH.pairs)}</body></html>"
    form = form_of(attached=html)
    assert dict(form.values) == NORTH.values and form.source == "form.html"


@pytest.mark.parametrize("make", [jotform, outlook_table, PROGRAMS["controls"]])
def test_a_page_that_nobody_filled_in_is_a_blank_form(make: Callable[[Pairs], str]) -> None:
    blank: Pairs = [
        (asked, Tick(answer.options) if isinstance(answer, Tick) else "") for asked, answer in NORTH.pairs
    ]
    reading = read(make(blank), "Please find my form below")
    assert reading.forms == () and reading.kind is Kind.FORM


NEWSLETTER = (
    '<table width="100%"><tr><td align="center"><table width="600"><tr><td><h1>November '
    "news</h1></td></tr><tr>"
    "<td><h2>Name our new office</h2><p>Send your ideas by email to "
    "news@branch.example.</p></td></tr><tr><td>"
    "<h2>Meetings</h2><table><tr><td><b>Date</b></td><td>3 "
    "December</td></tr><tr><td><b>Place</b></td><td>Room 4"
    "</td></tr></table></td></tr><tr><td>You get this because you are a member. "
    "Unsubscribe.</td></tr></table>"
    "</td></tr></table>"
)


def test_a_newsletter_laid_out_in_tables_is_no_form() -> None:
    assert read(NEWSLETTER).forms == ()


def test_a_letter_with_a_signature_like_a_form_is_no_form() -> None:
    html = (
        "<p>Dear branch, may I ask somebody about my contract? It ends in "
        "May.</p><table><tr><td><b>Name</b></td>"
        "<td>Ann Lee</td></tr><tr><td><b>Job "
        "title</b></td><td>Chef</td></tr><tr><td><b>Phone</b></td><td>0113 "
        "496 0999</td></tr><tr><td><b>Department</b></td><td>Catering</td></tr></table>"
    )
    assert read(html).forms == ()


def test_a_story_in_a_page_keeps_its_lines_that_look_like_questions() -> None:
    values: dict[str, Value] = dict(form_of(field_and_value(NORTH.pairs)).values)
    assert values["summary"] == NORTH.values["summary"] and "line_manager" not in values


def _table(pairs: Pairs) -> str:
    rows = "".join(f"<tr><td><b>{asked}</b></td><td>{_shown(answer)}</td></tr>" for asked, answer in pairs)
    return f"<table>{rows}</table>"


def _shown(answer: str | Tick) -> str:
    if isinstance(answer, Tick):
        return "<br>".join(
            f"{answer.on if one in answer.chosen else answer.off} {one}" for one in answer.options
        )
    return answer.replace("\n", "<br>")


def test_where_the_text_makes_one_column_of_two_whose_address_it_is_is_for_a_person() -> None:
    rows = (
        "<tr><td>Name</td><td>Ann Lee</td><td>Rep</td><td>Jo Hill</td></tr>"
        "<tr><td>Email</td><td></td><td>Email</td><td>jo@x.example</td></tr>"
        "<tr><td>Phone</td><td></td><td>Phone</td><td>01632 960001</td></tr>"
        "<tr><td>Membership number</td><td>0034512</td><td>Branch</td><td>North</td></tr>"
        "<tr><td>What happened?</td><td colspan=3>They stopped my overtime and will not say why.</td></tr>"
    )
    form = form_of(f"<p>My form</p><table>{rows}</table>")
    for name in ("email", "phone"):
        assert not form.text(name) or name in form.doubtful
    assert form.text("member_name") == "Ann Lee" or "member_name" in form.doubtful
