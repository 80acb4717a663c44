"""What people write on the tab Caseworkers, lived through: whom it keeps out, and what she hears."""

from __future__ import annotations

from datetime import date

from tests.support.engine import Desk


def lines(at: Desk) -> list[str]:
    return [str(row["What happened"]) for row in at.human.rows("Needs attention")]


def test_a_day_of_accreditation_that_is_over_is_said_once_and_again_of_another_day(led: Desk) -> None:
    led.human.set_cell("Caseworkers", 2, "Accredited", date(2026, 5, 3))
    led.settle()
    for _ in range(3):
        led.turn(hours=24)
    [said] = [line for line in lines(led) if "under Accredited a day that is over" in line]
    assert said.startswith("Ana Ruiz") and "Sunday 3 May 2026" in said
    led.human.set_cell("Caseworkers", 2, "Accredited", date(2026, 6, 3))
    led.turn(hours=24)
    led.settle()
    assert sum("under Accredited a day that is over" in line for line in lines(led)) == 2
    led.human.set_cell("Caseworkers", 2, "Accredited", "Yes")
    led.turn(hours=24)
    led.settle()
    assert sum("under Accredited a day that is over" in line for line in lines(led)) == 2
