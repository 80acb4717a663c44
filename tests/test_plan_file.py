"""`casework suggest --problem FILE`: the file, its mistakes, the answer, and branches where nothing can
be done."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.allocation import SIZES, Size, as_object, branch
from casework.plan.reading import ProblemUnreadable, read_problem
from jobs.cli import main

CASE = {"id": "C-1", "points": 4.0}
OLD = {"id": "cw1", "level": 2, "capacity": 8.5, "days_since_last": 40, "wants": ["grievance"]}
NEW = {"id": "cw2", "level": 1, "capacity": 5}
KEYS = ["plan", "unallocated", "objective", "bound", "gap", "status", "seconds", "loads", "reasons"]


def file(cases: list[Any], people: list[Any], **settings: Any) -> str:
    return json.dumps({"cases": cases, "caseworkers": people, "settings": {"seconds": 20, **settings}})


def answered(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    path = tmp_path / "problem.json"
    path.write_text(text, encoding="utf-8")
    assert main(["suggest", "--problem", str(path), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def mistakes(text: str) -> list[str]:
    with pytest.raises(ProblemUnreadable) as raised:
        read_problem(text)
    return str(raised.value).splitlines()


def test_the_answer_has_the_shape_that_others_rely_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answered(tmp_path, file([CASE, {**CASE, "id": "C-2", "points": 40}], [OLD, NEW]), capsys)
    assert sorted(found) == sorted(KEYS)
    assert found["plan"] == [{"case": "C-1", "lead": "cw1", "second": "cw2"}]
    assert found["unallocated"] == [{"case": "C-2", "reasons": {"H11": 2}}]
    assert (found["status"], found["gap"], found["bound"]) == ("optimal", 0.0, found["objective"])
    assert found["loads"]["cw1"] == {"load": 2.8, "utilisation": pytest.approx(2.8 / 8.5), "emotional": 0.0}
    reasons = found["reasons"]["C-1"]
    assert reasons["lead"] == (
        "cw1 is experienced, will have 2.8 of 8.5 points (33 %) and was last given a case 40 days ago."
    )
    assert reasons["second"] == "cw2 is new and learns from cw1 and will have 1.6 of 5 points (32 %)."
    assert reasons["alternatives"][0].keys() == {"lead", "second", "worse_by", "moves"}


def test_why_not_each_other_person_is_told_by_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [OLD, {**OLD, "id": "cw3", "away": True, "paused": True}, {**NEW, "id": "cw0", "level": 0}]
    found = answered(tmp_path, file([CASE], people), capsys)
    assert found["reasons"]["C-1"]["excluded"] == {"cw3": ["H1", "H2"], "cw0": ["H7"]}
    assert found["plan"] == [{"case": "C-1", "lead": "cw1", "second": None}]
    assert "Nobody could be found as a second: 1 away" in found["reasons"]["C-1"]["second"]


def test_an_unallocated_case_counts_everybody_under_what_keeps_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = {**CASE, "hearing": True, "woman_only": True, "not_with": ["cw4"]}
    woman = {"woman": True, "accredited": True}
    people = [
        OLD,
        {**NEW, **woman},
        {**OLD, **woman, "id": "cw4"},
        {**OLD, **woman, "id": "cw5", "load": 8.5},
    ]
    found = answered(tmp_path, file([case], people), capsys)
    assert found["unallocated"][0]["reasons"] == {"H4": 1, "H7": 1, "H9": 1, "H11": 1}


@pytest.mark.parametrize(
    ("cases", "people", "left"),
    [
        ([], [], []),
        ([], [OLD], []),
        ([CASE], [], ["C-1"]),
        ([CASE], [{**OLD, "away": True}, {**NEW, "away": True}], ["C-1"]),
        ([CASE], [{**OLD, "capacity": 0}], ["C-1"]),
        ([CASE], [{**OLD, "capacity": 0, "load": 3}], ["C-1"]),
        ([CASE], [{**OLD, "capacity": 1000000, "load": 1000000}], ["C-1"]),
        ([{**CASE, "points": 1000000}], [OLD], ["C-1"]),
        ([{**CASE, "not_with": ["cw1", "somebody else"], "opposes": ["C-9"]}], [OLD], ["C-1"]),
    ],
)
@pytest.mark.parametrize("seconds", [0, 1])
def test_a_branch_in_which_nothing_can_be_done_gets_an_answer(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    cases: list[Any],
    people: list[Any],
    left: list[str],
    seconds: int,
) -> None:
    found = answered(tmp_path, file(cases, people, seconds=seconds), capsys)
    assert [one["case"] for one in found["unallocated"]] == left
    assert found["plan"] == []


def test_without_time_there_is_still_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [{**CASE, "id": f"C-{n}"} for n in range(6)]
    people = [{**OLD, "id": f"old{n}"} for n in range(4)] + [{**NEW, "id": f"new{n}"} for n in range(4)]
    found = answered(tmp_path, file(cases, people, seconds=0), capsys)
    assert len(found["plan"]) == 6
    assert found["status"] == "feasible"
    assert 0 <= found["bound"] <= found["objective"]
    assert found["gap"] == pytest.approx(1 - found["bound"] / found["objective"], abs=1e-5)


def test_the_same_file_has_the_same_answer_in_any_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [{**CASE, "id": f"C-{n}", "points": n} for n in range(1, 8)]
    people = [{**OLD, "id": f"old{n}"} for n in range(5)] + [{**NEW, "id": f"new{n}"} for n in range(5)]
    first = answered(tmp_path, file(cases, people), capsys)
    second = answered(tmp_path, file(cases[::-1], people[::-1]), capsys)
    del first["seconds"], second["seconds"]
    assert first == second


def test_for_people_it_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "problem.json"
    path.write_text(file([CASE, {**CASE, "id": "C-2", "points": 40}], [OLD, NEW]), encoding="utf-8")
    assert main(["suggest", "--problem", str(path)]) == 0
    said = capsys.readouterr().out
    assert "C-1: cw1 with cw2" in said
    assert "C-2: nobody. 2 full." in said
    assert "This is the best plan there is" in said


def test_every_mistake_is_told_at_once_with_the_nearest_key() -> None:
    case = {"id": "C-1", "points": -1, "hearng": True, "urgent": "yes", "emotional": 4}
    person = {"id": "cw1", "level": 2, "capacity": float("nan"), "zzz": 1}
    assert mistakes(file([case, case], [person, {"id": "cw2", "capacity": True}], secnds=3)) == [
        'cases[0] (C-1): "emotional" must be a whole number from 0 to 3.',
        'cases[0] (C-1): "points" must be between 0 and 1000000.',
        'cases[0] (C-1): "urgent" must be true or false.',
        'cases[0] (C-1): there is no key "hearng". Did you mean "hearing"?',
        'cases[1] (C-1): "emotional" must be a whole number from 0 to 3.',
        'cases[1] (C-1): "points" must be between 0 and 1000000.',
        'cases[1] (C-1): "urgent" must be true or false.',
        'cases[1] (C-1): there is no key "hearng". Did you mean "hearing"?',
        'caseworkers[0] (cw1): "capacity" must be a number.',
        f'caseworkers[0] (cw1): there is no key "zzz". There are: {", ".join(sorted_keys())}.',
        'caseworkers[1] (cw2): "capacity" must be a number.',
        'caseworkers[1] (cw2): "level" is missing.',
        'settings: there is no key "secnds". Did you mean "seconds"?',
    ]


def sorted_keys() -> list[str]:
    from casework.plan.reading import CASEWORKER

    return list(CASEWORKER)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "This is not a problem file in JSON"),
        ("[]", "A problem file is one object"),
        ("{}", 'The file needs a list "cases"'),
        ('{"cases": [], "cases": [], "caseworkers": []}', 'the key "cases" stands twice'),
        ('{"cases": [], "caseworkers": [], "setings": {}}', 'Did you mean "settings"?'),
        ('{"cases": [3], "caseworkers": []}', "cases[0] must be an object"),
        ('{"cases": [], "caseworkers": [], "settings": []}', "settings must be an object"),
        (file([CASE, CASE], []), 'the id "C-1" stands there twice'),
        (file([{**CASE, "opposes": ["C-1"]}], []), "cannot oppose itself"),
        (file([{**CASE, "id": 7}], []), '"id" must be a text'),
        (file([], [], seconds=-1), '"seconds" must be between 0'),
        (
            '{"cases": [],\n "caseworkers": [{"id": "a" "level": 2}]}',
            "line 2 cannot be read. Look for a comma",
        ),
        ('{"cases": [{"id": "C", "points": ' + "9" * 5000 + "}]}", "a number in it is far too long"),
        ('{"cases": ' + "[" * 100_000, "This is not a problem file in JSON"),
    ],
)
def test_a_file_that_is_none_is_told_in_a_sentence(text: str, said: str) -> None:
    assert said in mistakes(text)[0]


def test_a_mistake_ends_the_command_with_its_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "problem.json"
    path.write_bytes(b"\xff\xfe")
    assert main(["suggest", "--problem", str(path)]) == 1
    assert "not UTF-8" in capsys.readouterr().err
    assert main(["suggest", "--problem", str(tmp_path / "none.json")]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_what_an_alternative_costs_is_said_in_things_that_people_feel(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "problem.json"
    people = [{"id": name, "level": level, "capacity": 8.5} for name, level in (("a", 2), ("b", 1), ("c", 2))]
    cases = [{"id": "C1", "points": 6}, {"id": "C2", "points": 5}, {"id": "C3", "points": 40}]
    path.write_text(json.dumps({"cases": cases, "caseworkers": people}), "utf-8")
    assert main(["suggest", "--problem", str(path)]) == 0
    said = capsys.readouterr().out
    assert "worse by" not in said and "bjective" not in said
    costs = "the busiest would be at|nearly as good|the hours would be shared a little less evenly"
    assert re.search(rf"or [abc] with [abc]: ({costs})", said)
    for name, used in re.findall(r"^  ([abc]) .*?(\d+ %)\)\.$", said, re.MULTILINE):
        assert re.search(rf"^  {name} .* {used}$", said, re.MULTILINE), "one figure, one rounding"


@pytest.mark.parametrize("size", SIZES, ids=[f"{size.cases} x {size.people}" for size in SIZES])
def test_the_branches_of_the_benchmark_are_files_that_can_be_read(size: Size) -> None:
    made = branch(size, 1)
    assert read_problem(json.dumps(as_object(made))) == made
