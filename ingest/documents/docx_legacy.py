"""The form fields of old Word forms: FORMTEXT, FORMCHECKBOX, FORMDROPDOWN."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ingest.documents.docx_looks import W, is_on
from ingest.page import OFF, ON, Mark, Run

_BLANKS = re.compile(r"[\s\u2000-\u200b_.…]*")


@dataclass(slots=True)
class OldField:
    """A field of the old form kind while it is being read; `default` is its value, or its prompt."""

    kind: str = ""
    default: str = ""
    shown: list[Run] = field(default_factory=list)
    in_result: bool = False

    def result(self) -> list[Run]:
        """What the field came to."""
        if self.kind == "shown":
            return self.shown
        if self.kind != "text":
            return [Run(self.default, Mark.FILLED)]
        shown = "".join(run.text for run in self.shown)
        if _BLANKS.fullmatch(shown):
            return []
        prompt = bool(self.default) and shown.strip() == self.default.strip()
        return [Run(shown, Mark.FILLED | (Mark.FAINT if prompt else Mark.NONE))]


def old_field(form: etree._Element) -> OldField:
    """The field that a w:ffData describes."""
    box = form.find(f"{W}checkBox")
    if box is not None:
        checked = box.find(f"{W}checked")
        state = box.find(f"{W}default") if checked is None else checked
        return OldField("box", ON if is_on(state) else OFF)
    choice = form.find(f"{W}ddList")
    if choice is not None:
        entries = [entry.get(f"{W}val", "") for entry in choice.iterfind(f"{W}listEntry")]
        result = choice.find(f"{W}result")
        at = "" if result is None else result.get(f"{W}val", "")
        chosen = int(at) if re.fullmatch(r"\d{1,3}", at) else len(entries)
        return OldField("choice", entries[chosen] if chosen < len(entries) else "")
    default = form.find(f"{W}textInput/{W}default")
    return OldField("text", "" if default is None else default.get(f"{W}val", ""))
