"""Days beside somebody's name that are over: said once each, since they keep somebody out of cases unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from casework.effects import Attend
from casework.model import Caseworker
from casework.spared import weekday

_WHAT = {
    "accredited_until": ("Accredited", "they are not suggested to lead at a hearing"),
    "insured_until": ("Insured", "they are suggested for no case"),
}
_DO = (
    "If they have it for longer, put the new day there, or Yes. If the day says since when they have it, "
    "write until when."
)


def run_out(people: Iterable[Caseworker], today: date) -> Iterator[Attend]:
    """A line for each day that is over, of those who are with us."""
    for person in people:
        for field, (column, follows) in _WHAT.items():
            until: date | None = getattr(person, field)
            if until is None or until >= today or person.left:
                continue
            day = f"{weekday(until)} {until.year}"
            what = f"{person.name} has under {column} a day that is over ({day}): {follows}."
            yield Attend("", what, _DO, once=f"{field} {person.email} {until}")
