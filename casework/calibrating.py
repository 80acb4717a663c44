"""Once a quarter the coordinator is shown points against hours told. Nothing is changed by it (§3.2)."""

from __future__ import annotations

from casework.calibration import Line, too_little
from casework.effects import Decision, Send, Words
from casework.facts.due import CalibrationDue
from casework.model import Branch, Policy, Role
from casework.wording import category_in_words
from casework.workload import number


def calibration_due(fact: CalibrationDue, branch: Branch, policy: Policy) -> Decision:
    """A mail where there is anything to show; nobody is written to about nothing."""
    found = fact.calibration
    if not found.lines:
        return Decision(None, (), "No hours are told of any case: there is nothing to set points against.")
    words: Words = {
        "cases": found.cases,
        "silent": found.silent,
        "error": number(found.error or 0.0),
        "proposals": [_words(line, policy) for line in found.lines if line.enough],
        "too_little": [_words(line, policy) for line in found.lines if not line.enough],
    }
    to = branch.coordinator
    mail = Send("calibration", Role.COORDINATOR, to, "", words, once=f"calibration {fact.quarter}")
    return Decision(None, (mail,), "A quarter is over: the coordinator is shown points against hours told.")


def _words(line: Line, policy: Policy) -> dict[str, str]:
    return {
        "category": category_in_words((line.category,), policy),
        "name": line.category,
        "now": number(line.now),
        "reckoned": number(line.reckoned),
        "told": number(line.told),
        "proposed": number(line.proposed) if line.proposed is not None else "",
        "cases": str(line.cases),
        "caseworkers": str(line.caseworkers),
        "same": "yes" if line.proposed is not None and abs(line.proposed - line.now) < 0.05 else "",
        "short": too_little(line) if line.proposed is None else "",
    }
