"""The web page: fit for everybody, silent to the world; the mail it writes reads back, whatever was typed."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import html

from casework.model import Value
from ingest.form import find_forms
from ingest.reading import FormSettings, Letter
from tests.support.blank_answers import Answers, answers
from tests.support.blank_forms import ASKED, BLANK, BRANCH, FORM, WRITTEN
from tests.support.chromium import CHROMIUM, mails_of
from tests.support.examples import examples

OURS = FormSettings({one.field: (one.label,) for one in ASKED}, {})
PAGE = BLANK(FORM, "html")
TREE = html.document_fromstring(PAGE.decode())
MEMBERS = examples(150)
browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed here")


def test_everything_that_is_filled_in_has_a_label_of_its_own() -> None:
    fields = TREE.xpath("//input | //textarea")
    names = [field.get("id") for field in fields]
    assert len(names) == len(set(names)) and None not in names
    for field in fields:
        (label,) = TREE.xpath(f"//label[@for='{field.get('id')}']")
        assert label.text_content().strip()


def test_choices_stand_in_a_group_that_asks_the_question() -> None:
    for question in FORM.questions:
        if question.options:
            (group,) = TREE.xpath(f"//fieldset[.//input[@name='{question.field}']][@data-asks]")
            assert group.find("legend").text_content() == question.label


def test_hints_are_read_out_with_their_field() -> None:
    told = {one.get("aria-describedby") for one in TREE.xpath("//*[@aria-describedby]")}
    assert told == {one.get("id") for one in TREE.xpath("//*[@class='hint']")}


def test_the_page_says_its_language_and_title_and_its_headings_go_down_step_by_step() -> None:
    assert TREE.get("lang") == "en-GB"
    assert TREE.findtext(".//title") == f"Casework form, {BRANCH.name}"
    levels = [int(one.tag[1]) for one in TREE.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1 and levels.count(1) == 1 and set(levels) <= {1, 2}


def test_the_page_reaches_for_nothing_outside_itself() -> None:
    text = PAGE.decode()
    assert not re.search(r"https?:|//[a-z]|\burl\(|@import|fetch\(|XMLHttp|localStorage|cookie", text)
    assert TREE.xpath("//@src") == []
    assert {link.partition(":")[0] for link in TREE.xpath("//@href")} == {"mailto"}
    (policy,) = TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'") and "form-action 'none'" in policy


def test_words_of_the_branch_cannot_become_part_of_the_page() -> None:
    from ingest.blank.questions import Asked, describe

    nasty = describe(
        BRANCH, [Asked("member_name", "<script>alert(1)</script> \"'>")], privacy="</p><img src=x>"
    )
    tree = html.document_fromstring(BLANK(nasty, "html").decode())
    assert len(tree.xpath("//script")) == 1 and tree.xpath("//img") == []
    assert tree.xpath("//label[@for='member_name']")[0].text_content() == "<script>alert(1)</script> \"'>"


def _read(text: str) -> dict[str, Value]:
    (form,) = find_forms(Letter("", text=text, reply=text, date=WRITTEN), [], OURS).forms
    assert form.doubtful == ()
    return dict(form.values)


def _wrapped(text: str) -> str:
    """As mail programs send it that break long lines."""
    lines = (
        textwrap.wrap(line, 76, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
    )
    return "\n".join("\n".join(line) for line in lines)


@pytest.mark.long
@browser
def test_what_is_typed_into_the_page_reads_back_from_its_mail(tmp_path: Path) -> None:
    members: list[Answers] = []

    @settings(
        max_examples=MEMBERS,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(answers())
    def gather(member: Answers) -> None:
        members.append(member)

    gather()
    for member, mail in zip(members, mails_of(PAGE, [one.given for one in members], tmp_path), strict=True):
        assert _read(mail["text"]) == member.values
        assert _read(_wrapped(mail["text"])) == member.values
        assert _read(f"{mail['text']}\n-- \nSent from my phone\nDate: none\n") == member.values


@browser
def test_the_link_opens_the_whole_mail_to_the_branch(tmp_path: Path) -> None:
    (mail,) = mails_of(
        PAGE, [{"member_name": "Siân & Co", "summary": "50% + more?\nYes: all of it."}], tmp_path
    )
    link = urlsplit(mail["link"])
    assert (link.scheme, link.path) == ("mailto", BRANCH.address)
    said = parse_qs(link.query.replace("+", "%2B"))
    assert said["subject"] == ["Casework form"]
    assert said["body"] == [mail["text"].replace("\n", "\r\n")]
    assert "Private email address" in mail["left"] and "Your full name" not in mail["left"]


@browser
def test_a_mail_too_long_for_windows_is_to_be_copied_and_nothing_is_cut(tmp_path: Path) -> None:
    story = "They changed my hours again and again without a word to me. " * 60
    member = {"member_name": "Ann Lee", "summary": story}
    windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
    (here,) = mails_of(PAGE, [member], tmp_path)
    (there,) = mails_of(PAGE, [member], tmp_path, windows)
    assert (here["fits"], there["fits"]) == (True, False)
    assert here["text"] == there["text"]
    assert _read(there["text"])["summary"] == story.strip()
