"""`casework read` for people: each value, how sure, where it was found, what to check."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import pytest

from jobs.cli import main
from jobs.papers import as_letter, is_mail
from tests.support.documents import docx_form
from tests.support.letters import attached, letter, multipart, part
from tests.support.opendocument import odt_form

ANSWERS = [
    ("Your name", "Gil Penn"),
    ("Membership number", "0012345"),
    ("Phone number", "12"),
    ("Email", "gil@home.example"),
    ("What has happened?", "I was told to change my hours. " * 12),
    ("What would you like to happen?", "To keep my hours."),
]
OTHER = [(question, "Bo Fry" if question == "Your name" else answer) for question, answer in ANSWERS[:1]] + [
    ("Membership number", "7654321"),
    ("Email", "bo@home.example"),
    ("What would you like to happen?", "My pay."),
]
TEXT = "".join(f"{question}: {answer}\n" for question, answer in ANSWERS)


def read(place: Path, content: bytes, name: str, *words: str) -> str:
    (place / name).write_bytes(content)
    assert main(["read", *words, str(place / name), "--config", str(place / "none.yaml")]) == 0
    return name


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    """A terminal of a usual width."""
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.long
def test_each_value_stands_with_its_field_how_sure_it_is_and_where_it_was_found_and_nothing_is_lost(
    tmp_path, capsys
):
    read(tmp_path, docx_form(ANSWERS), "form.docx")
    shown = capsys.readouterr().out
    assert shown.count("my hours.") + 1 >= 12  # a long value is wrapped
    line = next(line for line in shown.splitlines() if "member_name" in line)
    assert "Gil Penn" in line and "100%" in line and "Your name (table 1, row 1)" in line
    assert "from form.docx" in shown
    assert max(map(len, shown.splitlines())) <= 100


@pytest.mark.long
def test_what_is_doubtful_and_what_is_missing_is_marked(tmp_path, capsys):
    answers = [one for one in ANSWERS if one[0] != "Email"]
    read(tmp_path, docx_form(answers), "form.docx")
    shown = capsys.readouterr().out.splitlines()
    assert any(line.strip().startswith("! phone") for line in shown)
    assert any(line.strip().startswith("- email") for line in shown)
    assert any("! check this" in line and "- needed, and not found" in line for line in shown)


@pytest.mark.long
def test_each_form_of_a_letter_has_a_table_of_its_own(tmp_path, capsys):
    mail = multipart(
        part("Two forms."), attached(docx_form(ANSWERS), "one.docx"), attached(docx_form(OTHER), "two.docx")
    )
    read(tmp_path, b"From: a@home.example\nSubject: forms\n" + mail, "both.eml")
    shown = capsys.readouterr().out
    assert "Form 1 of 2, from one.docx" in shown and "Form 2 of 2, from two.docx" in shown
    assert "Gil Penn" in shown and "Bo Fry" in shown


MADE = {
    "form.docx": docx_form(ANSWERS),
    "form.odt": odt_form(ANSWERS),
    "form.txt": TEXT.encode(),
    "form.html": f"<html><body><pre>{TEXT}</pre></body></html>".encode(),
    "letter.eml": letter(TEXT),
    "1700000000.M1P1.host:2,S": letter(TEXT),
}


@pytest.fixture(scope="module")
def all_read(tmp_path_factory):
    """Each of them as JSON, by its name: read by one command, since its reader takes a second to start."""
    place, out = tmp_path_factory.mktemp("made"), io.StringIO()
    for name, content in MADE.items():
        (place / name).write_bytes(content)
    files = [str(place / name) for name in MADE]
    with contextlib.redirect_stdout(out):
        assert main(["read", "--json", *files, "--config", str(place / "none.yaml")]) == 0
    return dict(zip(MADE, map(json.loads, out.getvalue().splitlines()), strict=True))


@pytest.mark.parametrize("name", MADE)
def test_a_bare_document_is_read_as_well_as_a_mail(all_read, name):
    (form,) = all_read[name]["forms"]
    assert form["member_name"] == "Gil Penn"
    assert form["desired_outcome"] == "To keep my hours."


def test_json_says_where_each_value_was_found(all_read):
    (form,) = all_read["form.docx"]["forms"]
    assert form["_where"]["member_name"] == {"question": "Your name", "place": "table 1, row 1"}
    assert set(form["_where"]) <= {name for name in form if not name.startswith("_")}
    assert {"_confidence", "_doubtful", "_missing", "_source", "_where"} <= set(form)


def test_in_the_words_of_a_mail_the_place_is_a_line(all_read):
    (form,) = all_read["letter.eml"]["forms"]
    assert form["_where"]["member_name"]["place"] == "line 1"


@pytest.mark.long
def test_a_letter_without_a_form_says_so(tmp_path, capsys):
    read(tmp_path, letter("See you on Monday.\n"), "letter.eml")
    assert "No form was found in it." in capsys.readouterr().out


def test_a_text_with_a_colon_in_its_first_line_is_no_mail(tmp_path):
    assert not is_mail(TEXT.encode())
    assert is_mail(letter(TEXT))
    (tmp_path / "odd.eml").write_bytes(b"no header at all")
    assert as_letter(tmp_path / "odd.eml") == b"no header at all"
