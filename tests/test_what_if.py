"""`casework what-if FILE`: more cases, volunteers, leave, and when the branch is full."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casework.plan.problem import Case, Caseworker, Problem
from casework.plan.what_if import Change, NobodyOfThatName, Week, quarter, saturated
from jobs.cli import main
from jobs.commands.what_if import saturation

PROBLEM = Problem(
    (Case("C-1", points=4.0),),
    (
        Caseworker("cw1", level=2, capacity=8.5),
        Caseworker("cw2", level=2, capacity=8.5),
        Caseworker("cw3", level=1, capacity=5.1),
    ),
)


def weeks(**change: Any) -> list[Week]:
    return list(quarter(PROBLEM, Change(**change)))


def test_without_a_change_nothing_changes_in_the_quarter() -> None:
    found = weeks()
    assert [one.week for one in found] == list(range(14))
    assert {(one.cases, one.unpaired, one.unallocated) for one in found} == {(1, 0, 0)}
    assert saturated(found) is None


def test_more_cases_fill_the_branch_until_it_is_saturated() -> None:
    found = weeks(cases=13)
    assert [one.cases for one in found] == list(range(1, 15))
    when = saturated(found)
    assert when is not None
    assert found[when - 1].unallocated == 0 < found[when].unallocated
    assert found[-1].unallocated > found[when].unallocated
    assert all(one.median <= one.highest <= 1 for one in found)


def test_volunteers_put_saturation_off_and_leave_brings_it_on() -> None:
    def last(**change: Any) -> int:
        return weeks(cases=6, **change)[-1].unallocated

    assert last(volunteers=3) <= last() < last(leave=("cw1",))


def test_leave_is_only_for_people_who_are_there() -> None:
    with pytest.raises(NobodyOfThatName, match="no caseworker cw9 in the file"):
        weeks(leave=("cw9",))


def test_nobody_at_all_is_an_answer_too() -> None:
    found = list(quarter(Problem(), Change(cases=2)))
    assert (found[-1].cases, found[-1].unallocated, found[-1].highest) == (2, 2, 0.0)


def test_the_command_draws_a_chart_or_prints_an_object(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "problem.json"
    people = [{"id": f"cw{n}", "level": 2, "capacity": 8.5} for n in range(3)]
    path.write_text(json.dumps({"cases": [{"id": "C-1", "points": 4}], "caseworkers": people}), "utf-8")
    asked = ["what-if", str(path), "--cases", "13", "--volunteers", "1", "--leave", "cw0"]
    assert main(asked) == 0
    said = capsys.readouterr().out
    assert "13 more cases in the quarter, 1 more volunteer, 1 more away." in said
    assert "   0      1  ##" in said
    assert "The branch is saturated in week" in said
    assert main([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["weeks"]) == 14
    assert found["weeks"][0].keys() == {"week", "cases", "highest", "median", "unpaired", "unallocated"}
    assert isinstance(found["weeks_to_saturation"], int)
    assert main(["what-if", str(path), "--leave", "nobody"]) == 1


@pytest.mark.parametrize(
    ("left", "when", "said"),
    [
        (0, None, "not saturated in this quarter"),
        (0, 7, "saturated in week 7: from then on cases are left without anybody"),
        (
            1,
            None,
            "1 case has nobody from the start, before any other case comes. In this quarter",
        ),
        (
            2,
            7,
            "2 cases have nobody from the start, before any other case comes. From week 7 on",
        ),
    ],
)
def test_what_is_left_out_from_the_start_is_not_called_saturation(
    left: int, when: int | None, said: str
) -> None:
    assert said in saturation(left, when)
