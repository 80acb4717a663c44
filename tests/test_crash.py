"""When a run of tests/crash counts as passed. The run itself: make crash."""

from __future__ import annotations

from tests.crash.__main__ import Tally
from tests.crash.run import Result
from tests.crash.work import BugRun, Counted, Failed


def well(*told):
    tally = Tally()
    for one in told:
        tally.take(one)
    return tally.well(("made-anew",))


def test_a_run_is_well_only_if_all_of_it_ran_nothing_differed_and_every_bug_was_caught():
    good, bad = Result("", ()), Result("", ("it differs",))
    caught, missed = BugRun("made-anew", bad), BugRun("made-anew", good)
    assert well(Counted(9, 2), good, caught)
    assert not well(Counted(9, 2), good, missed)
    assert not well(Counted(9, 2), bad, caught)
    assert not well(Counted(9, 3), good, caught)
    assert not well(Counted(9, 2), good, caught, Failed("a worker broke down"))
