"""A change under way as the notebook keeps it: compressed JSON.

Left out is what is not asked for when a change is settled: what rows offer (the next write sets that anew),
merged cells and filters.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from sheets.api import Formula, Grid, Raw, raw_of
from sheets.columns import TabLayout
from sheets.google_plan import Aim, TabPlan
from sheets.google_receipts import Copies
from sheets.google_underway import Doubt
from sheets.notebook import Notebook
from sheets.register import CellWrite

_QUICKLY = 1  # how hard zlib tries: it is done for every write


class Held:
    """The one change under way to the spreadsheet `place`, from before it is sent until all is right."""

    def __init__(self, notebook: Notebook, place: str, layouts: Sequence[TabLayout]) -> None:
        self._notebook, self._place, self._layouts = notebook, place, layouts
        self._doubt: Doubt | None = None
        self._asked = False  # whether the notebook was: it is only after a start that it knows more

    @property
    def doubt(self) -> Doubt | None:
        """The change, if there is one."""
        if not self._asked:
            known = self._notebook.noted(self._place)
            self._doubt = from_bytes(known, self._layouts) if known else None
            self._asked = True
        return self._doubt

    def hold(self, doubt: Doubt) -> Doubt:
        """Keep it, in the place of what was kept."""
        self._notebook.note(self._place, to_bytes(doubt))
        self._doubt, self._asked = doubt, True
        return doubt

    def let_go(self) -> None:
        """All of it is right, or it was never made."""
        if self.doubt is not None:
            self._notebook.note(self._place, b"")
            self._doubt = None


def to_bytes(doubt: Doubt) -> bytes:
    """The change as bytes."""
    told = {
        "receipt": doubt.receipt,
        "since": doubt.since,
        "refused": doubt.refused,
        "skipped": [_source(write) for write in doubt.skipped],
        "turn": doubt.copies.turn,
        "copies": {
            name: [(*spot, at) for spot, at in spots.items()] for name, spots in doubt.copies.columns.items()
        },
        "plans": {name: _plan(plan) for name, plan in doubt.plans.items() if plan.aims},
    }
    return zlib.compress(json.dumps(told, ensure_ascii=False, default=_formula).encode(), _QUICKLY)


def from_bytes(known: bytes, layouts: Sequence[TabLayout]) -> Doubt:
    """The change as it was; a tab that is not among `layouts` is elsewhere by now, and left out."""
    told = json.loads(zlib.decompress(known), object_hook=_with_formulas)
    by_name = {layout.name: layout for layout in layouts}
    columns = {
        name: {(row, column): at for row, column, at in spots} for name, spots in told["copies"].items()
    }
    return Doubt(
        told["receipt"],
        {name: _to_plan(by_name[name], plan) for name, plan in told["plans"].items() if name in by_name},
        Copies(told["turn"], columns),
        told["since"],
        told["refused"],
        tuple(_to_source(write) for write in told["skipped"]),
    )


def _plan(plan: TabPlan) -> Mapping[str, Any]:
    base = plan.base
    return {
        "sheet": [base.sheet_id, base.title, base.row_count, base.column_count],
        "rows": base.rows,
        "header": plan.header,
        "key": plan.key,
        "fresh": [plan.fresh.start, plan.fresh.stop],
        "aims": [
            # `owed` only where it is so: a release before it, gone back to meanwhile, reads no more than six
            (*spot, aim.value, aim.guarded, aim.once, _source(aim.source), *([True] if aim.owed else ()))
            for spot, aim in plan.aims.items()
        ],
    }


def _to_plan(layout: TabLayout, told: Mapping[str, Any]) -> TabPlan:
    sheet_id, title, row_count, column_count = told["sheet"]
    rows = tuple(map(tuple, told["rows"]))
    return TabPlan(
        layout,
        Grid(sheet_id, title, rows, row_count, column_count),
        told["header"],
        told["key"],
        {
            (row, column): Aim(value, guarded, _to_source(source) if source else None, once, any(owed))
            for row, column, value, guarded, once, source, *owed in told["aims"]
        },
        range(*told["fresh"]),
    )


def _source(write: CellWrite | None) -> Sequence[Raw] | None:
    if write is None:
        return None
    return write.tab, write.key, write.column, raw_of(write.value), write.expected


def _to_source(told: Sequence[Any]) -> CellWrite:
    return CellWrite(*told)


def _formula(value: object) -> Mapping[str, Raw]:
    if not isinstance(value, Formula):
        raise TypeError(f"a cell holds no {type(value).__name__}")
    return {"formula": value.text, "is": value.value}


def _with_formulas(told: dict[str, Any]) -> Any:
    return Formula(told["formula"], told["is"]) if "formula" in told else told
