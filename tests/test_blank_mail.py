"""The blank form goes along with the mail that asks for one, in the kinds of file that the branch chose."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from ingest.blank.questions import PRIVACY
from ingest.maildir import make_maildir
from jobs.config import ConfigProblems, demo_config, load
from jobs.opening import open_world
from notify.compose import compose
from tests.support.letters_out import BRANCH, ENVELOPE, a_send

ATTACH = "  attach: [docx]"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def _config(folder: Path, attach: str) -> Path:
    text = demo_config(Path())
    assert ATTACH in text
    (folder / "config.yaml").write_text(text.replace(ATTACH, f"  attach: {attach}"), encoding="utf-8")
    make_maildir(folder / "inbox")
    return folder / "config.yaml"


@pytest.mark.parametrize("kinds", [["docx"], ["docx", "pdf"], ["odt", "html", "pdf", "docx"]])
def test_the_mail_brings_the_kinds_of_file_that_the_branch_chose(tmp_path: Path, kinds: list[str]) -> None:
    settings = load(_config(tmp_path, f"[{', '.join(kinds)}]"))
    with open_world(settings, NOW) as world:
        blanks = world.blank_forms()
        asked = world.blank_text
    mail = message_from_bytes(
        compose(a_send("blank_form"), BRANCH, ENVELOPE, None, blanks).raw, policy=default
    )
    assert isinstance(mail, EmailMessage)
    assert [one.get_filename() for one in mail.iter_attachments()] == [
        f"casework-form.{end}" for end in kinds
    ]
    body = mail.get_body(("plain",))
    assert body is not None
    assert (f"It comes in {len(kinds)} kinds of file" in body.get_content()) == (len(kinds) > 1)
    assert "Private email address (required; please give one your employer cannot read):" in asked


def test_a_kind_of_file_that_we_do_not_make_is_named_in_the_settings(tmp_path: Path) -> None:
    with pytest.raises(ConfigProblems, match="attach"):
        load(_config(tmp_path, "[docx, pages]"))


def test_a_label_that_the_pdf_cannot_print_is_a_mistake_only_where_the_pdf_is_wanted(tmp_path: Path) -> None:
    path = _config(tmp_path, "[docx, pdf]")
    path.write_text(path.read_text("utf-8").replace("Your full name", "Ваше имя"), encoding="utf-8")
    with pytest.raises(ConfigProblems, match="our PDF cannot print. Take pdf out of attach"):
        load(path)
    path.write_text(path.read_text("utf-8").replace("[docx, pdf]", "[docx]"), encoding="utf-8")
    assert load(path).form.attach == ("docx",)


def test_the_privacy_line_of_the_supplied_settings_is_the_usual_one(tmp_path: Path) -> None:
    assert load(_config(tmp_path, "[docx]")).form.privacy == PRIVACY
