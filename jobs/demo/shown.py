"""What the demo tells at its end: what came in, what was done, how it stands, and what to open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from jobs.demo.outbox import Notice, Outbox
from jobs.demo.play import Stage
from jobs.journal import cases, letters
from notify.dates import day

CAME_IN = {
    "form": ("form", "forms, filled in many ways"),
    "request_without_form": ("request for help, no form", "requests for help, no form"),
    "followup": ("answer or news of a case", "answers, and news of a case"),
    "auto_reply": ("automatic answer", "automatic answers"),
    "bounce": ("notice that came back", "notices that came back"),
    "other": ("other letter", "other letters"),
}
DONE = {
    "acknowledged": ("form acknowledged", "forms acknowledged"),
    "form_not_read": ("told: a person will read it", "told: a person will read it"),
    "blank_form": ("blank form sent", "blank forms sent"),
    "suggested": ("suggestion made", "suggestions made"),
    "offered": ("caseworker asked", "caseworkers asked"),
    "pair": ("pair asked together", "times a pair, asked together"),
    "reminded": ("reminded, once", "reminded, once each"),
    "declined_thanks": ("said no, and was thanked", "said no, and were thanked"),
    "ask_back": ("answer not plain: asked once", "answers not plain: asked once"),
    "introduced_caseworker": ("said yes, and was told all", "said yes, and were told all"),
    "introduced_member": ("member told who helps", "members told who helps"),
    "stepped_back": ("stepped back; the second leads", "stepped back; the second leads"),
    "too_much": ("said TOO MUCH: offers stop", "said TOO MUCH: offers stop"),
    "shadow_invited": ("invited to a meeting, to learn", "invited to meetings, to learn"),
    "welcomed": ("joined the team", "joined the team"),
    "news": ("told that news came in", "told that news came in"),
}
FILES = {
    "register.xlsx": "the register; open it in Excel or LibreOffice",
    "outbox": "the notices; each file opens in a mail program",
    "inbox": "the mailbox, every letter in the folder of its case",
    "config.yaml": "the settings it ran with",
    "state.db": "the service's own record, which nobody needs to open",
}
EXAMPLES = {
    "acknowledged": "to a member, within a minute",
    "suggested": "to the coordinator",
    "offered": "to a caseworker",
}


BY_SMTP = (
    "Each notice went through a mail server on this computer, with encryption (STARTTLS) and a password, and",
    "was delivered into the folder outbox. The server has stopped.",
)
STOPPED = (
    "  The notice then waits, because the mail server has stopped, and casework once says so. What stands",
    "  below transport in config.yaml says how to have notices put straight into the folder instead.",
)


def shown(stage: Stage, folder: Path, seconds: float, by_smtp: bool) -> str:
    """The closing words; every path begins with `folder`, as it was given."""
    with stage.world.journal.begin() as book:
        came, stand = letters.kinds(book), cases.counts(book)
    notices = stage.writers.outbox.notices()
    sent = Counter(notice.kind for notice in notices)
    other = sum(number for kind, number in sent.items() if kind not in DONE)
    left = _counted(came, CAME_IN)
    right = [*_counted(sent | {"pair": _pairs(notices)}, DONE), f"{other:4}  other notices"]
    wide = max(len(str(folder / name)) for name in FILES)
    first, last = stage.days.day(-10), stage.days.last
    lines = [
        f"{stage.world.branch.name}, {day(first)} to {day(last)}, in {seconds:.0f} seconds.",
        "The branch and everybody in it are invented. Nothing has left this computer.",
        *(BY_SMTP if by_smtp else ()),
        "",
        f"{'What came in':38}What was done",
        *(f"{a:38}{b}".rstrip() for a, b in zip_longest(left, right, fillvalue="")),
        f"{sum(came.values()):4}  {'letters in all':32}{len(notices):4}  notices, one person each",
        "",
        "The cases now: " + ", ".join(f"{number} {status}" for status, number in stand.items()) + ".",
        "",
        "Open these",
        *(f"  {folder / name!s:{wide}}  {what}" for name, what in FILES.items()),
        "",
        "Three notices to read first",
        *(f"  {folder / 'outbox' / path.name}\n      {what}" for path, what in _examples(notices)),
        "",
        *next_steps(folder, stage.writers.outbox, by_smtp),
    ]
    return "\n".join(lines)


def next_steps(folder: Path, outbox: Outbox, by_smtp: bool) -> list[str]:
    """What can be tried in a folder in which the demo has been played. `outbox` is that folder's."""
    outbox.look()
    eventful = [notice.ref for notice in outbox.notices() if notice.kind == "declined_thanks"]
    ref = next(iter(eventful), "REF")
    config = folder / "config.yaml"
    return [
        "Then try",
        f"  casework status --config {config}",
        f"  casework explain {ref} --config {config}",
        f"  casework once --config {config}      (it finds nothing to do)",
        "  or choose a name under Decision in the register, save it, and run casework once again.",
        *(STOPPED if by_smtp else ()),
    ]


def _counted(tally: Mapping[str, int], words: Mapping[str, tuple[str, str]]) -> list[str]:
    return [f"{tally[kind]:4}  {said[tally[kind] > 1]}" for kind, said in words.items() if tally.get(kind)]


def _pairs(notices: Sequence[Notice]) -> int:
    """How often two were asked about one case at the same moment."""
    asked = Counter((notice.ref, notice.date) for notice in notices if notice.kind == "offered")
    return sum(count == 2 for count in asked.values())


def _examples(notices: Sequence[Notice]) -> list[tuple[Path, str]]:
    found = []
    for kind, what in EXAMPLES.items():
        path = next((notice.path for notice in notices if notice.kind == kind), None)
        if path:
            found.append((path, what))
    return found
