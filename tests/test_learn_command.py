"""`casework learn` as an administrator types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.reader import Reader
from jobs.assigning import NotAssigned, assigned, saying_of
from jobs.cli import main
from jobs.config import ConfigProblems, default_config, load
from jobs.conversions import form_settings_of
from jobs.learnt_file import LearntUnreadable, load_learnt, text_of
from tests.support.letters import attached, letter, multipart, part
from tests.support.taught import asks, lesson_of
from tests.test_learn import LETTER, RETURNED


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the supplied config and a blank form."""
    (tmp_path / "config.yaml").write_text(default_config(), encoding="utf-8")
    (tmp_path / "help sheet.txt").write_text(LETTER, encoding="utf-8")
    return tmp_path


def learn(place, *words, file="help sheet.txt"):
    return main(["learn", str(place / file), "--config", str(place / "config.yaml"), *words])


SAID = ("--assign", "Muster=department", "--assign", "Shoe size=none", "--assign", "Stuck lift=health_safety")


def test_the_table_shows_what_was_recognised_and_what_was_not(place, capsys):
    assert learn(place, "--dry-run") == 0
    shown = capsys.readouterr().out
    assert "Your name" in shown and "member_name" in shown
    assert "Shoe size" in shown
    assert "Stuck lift" in shown
    assert "Nothing was written" in shown


def test_a_dry_run_writes_nothing(place, capsys):
    learn(place, *SAID, "--dry-run")
    assert (place / "config.yaml").read_text(encoding="utf-8") == default_config()
    assert not (place / "form-learnt.yaml").exists()
    assert "form.wordings.department: Muster" in capsys.readouterr().out


def test_what_is_said_is_written_and_the_rest_of_the_config_stays(place, capsys):
    assert learn(place, *SAID) == 0
    written = (place / "config.yaml").read_text(encoding="utf-8")
    for line in default_config().splitlines():
        assert line in written or line.strip() in ("learnt:", 'workload_stress: ["Too much work"]')
    form = load(place / "config.yaml", secrets=False).form
    assert form.wordings["department"] == ("Muster",)
    assert form.choices["health_safety"] == ("Stuck lift",)
    assert form.choices["workload_stress"] == ("Too much work",)
    assert "form.wordings.department: Muster" in capsys.readouterr().out
    (learnt,) = load_learnt(place / "form-learnt.yaml")
    assert {one.text: one.fields for one in learnt.questions}["Shoe size"] == ("ignored",)


def test_learning_the_same_again_changes_nothing(place, capsys):
    learn(place, *SAID)
    before = [(place / name).read_bytes() for name in ("config.yaml", "form-learnt.yaml")]
    capsys.readouterr()
    assert learn(place) == 0
    assert [(place / name).read_bytes() for name in ("config.yaml", "form-learnt.yaml")] == before
    assert "nothing was changed" in capsys.readouterr().out


def test_what_was_said_before_stays_until_it_is_said_otherwise(place):
    learn(place, *SAID)
    learn(place, "--assign", "Muster=workplace")
    form = load(place / "config.yaml", secrets=False).form
    assert form.wordings["workplace"] == ("Muster",)
    assert "Muster" not in form.wordings.get("department", ())
    (learnt,) = load_learnt(place / "form-learnt.yaml")
    fields = {one.text: one.fields for one in learnt.questions}
    assert fields["Muster"] == ("workplace",)
    assert fields["Shoe size"] == ("ignored",)


@pytest.mark.long
def test_the_contained_reader_reads_by_what_was_learnt(place):
    learn(place, *SAID)
    raw = letter(RETURNED)
    settings = form_settings_of(load(place / "config.yaml", secrets=False))
    with Reader(settings) as reader:
        (form,) = reader.read(raw).forms
    assert form.values["department"] == "Blue"
    assert "Muster the rota, they said." in form.text("summary")
    assert "7" not in form.values.values()


@pytest.mark.long
def test_read_uses_what_was_learnt(place, capsys):
    learn(place, *SAID)
    (place / "returned.txt").write_text(RETURNED, encoding="utf-8")
    capsys.readouterr()
    main(["read", "--json", str(place / "returned.txt"), "--config", str(place / "config.yaml")])
    (form,) = json.loads(capsys.readouterr().out)["forms"]
    assert form["department"] == "Blue"


def test_a_mail_with_the_blank_teaches_it_too(place, capsys):
    mail = multipart(part("Here is our form."), attached(LETTER.encode(), "help sheet.txt"))
    (place / "sent.eml").write_bytes(b"From: a@b.example\nSubject: form\n" + mail)
    assert learn(place, "--dry-run", file="sent.eml") == 0
    assert "member_name" in capsys.readouterr().out


def test_a_question_nobody_can_find_is_said_in_words(place, capsys):
    assert learn(place, "--assign", "Favourite colour=department") == 2
    assert "No question on the form is like" in capsys.readouterr().err
    assert not (place / "form-learnt.yaml").exists()


def test_an_answer_nobody_knows_is_said_with_the_nearest(place, capsys):
    assert learn(place, "--assign", "Muster=departmnt") == 2
    assert "department" in capsys.readouterr().err


def test_a_file_without_questions_is_said_in_words(place, capsys):
    (place / "letter.txt").write_text("A letter about nothing at all.\n", encoding="utf-8")
    assert learn(place, file="letter.txt") == 1
    assert "no questions were found" in capsys.readouterr().err


def test_a_learnt_file_that_is_gone_is_a_problem_of_the_config_with_its_line(place):
    learn(place)
    (place / "form-learnt.yaml").unlink()
    with pytest.raises(ConfigProblems, match=r"line \d+: form-learnt.yaml is not there"):
        load(place / "config.yaml", secrets=False)
    assert learn(place) == 0
    load(place / "config.yaml", secrets=False)


@pytest.mark.parametrize("text", ["", "forms: 3", "forms: [{form: x, lines: [{question: a, is: shoe}]}]"])
def test_a_learnt_file_that_cannot_be_used_is_said_in_words(tmp_path, text):
    (tmp_path / "form-learnt.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LearntUnreadable, match=r"form-learnt\.yaml .*casework learn"):
        load_learnt(tmp_path / "form-learnt.yaml")


def test_the_learnt_file_reads_back_as_it_was_written(tmp_path):
    form = lesson_of(LETTER).form
    (tmp_path / "form-learnt.yaml").write_text(text_of([form]), encoding="utf-8")
    assert load_learnt(tmp_path / "form-learnt.yaml") == (form,)


@pytest.mark.parametrize(
    ("said", "question", "fields"),
    [
        ("Muster=department", "Muster", ("department",)),
        ("4=department", "Muster", ("department",)),
        ("the shoe size you have=none", "Shoe size", ("ignored",)),
        ("Muster = department, workplace", "Muster", ("department", "workplace")),
    ],
)
def test_a_question_is_named_by_its_number_or_its_words(said, question, fields):
    assert asks(assigned(lesson_of(LETTER), saying_of(said)))[question] == fields


def test_a_line_that_is_no_question_can_be_said_to_be_none():
    lesson = assigned(lesson_of(LETTER), saying_of("Shoe size=text"))
    assert "Shoe size" not in asks(lesson)
    assert "Shoe size" in [one.text for one in lesson.form.printed]


@pytest.mark.parametrize("said", ["Muster", "=department", "Muster=", "99=department"])
def test_what_cannot_be_understood_is_said_in_words(said):
    with pytest.raises(NotAssigned):
        assigned(lesson_of(LETTER), saying_of(said))
