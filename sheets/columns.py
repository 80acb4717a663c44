"""Every tab and column, whose it is, and by what other names people call it.

One table. Identity is the key column's text; a column is found by its header: trimmed, case folded, or one
of the known synonyms (SHEETS.md §5). Human columns are filled by us once, when a row is made, and after that
changed only by compare-and-set (DESIGN.md §4, ownership of cells).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Owner(StrEnum):
    """Whose column it is."""

    OURS = "ours"
    HUMAN = "yours"


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is canonical, `title` what the header says, `width` in characters, `choices` names a list."""

    name: str
    title: str
    owner: Owner
    width: int
    note: str
    synonyms: tuple[str, ...] = ()
    choices: str = ""  # "", "status", "decision", "yes"
    date: bool = False


@dataclass(frozen=True, slots=True)
class TabLayout:
    """A tab. `key` names the column that identifies a row; `hidden` tabs are machine tabs."""

    name: str
    title: str
    key: str
    columns: tuple[Column, ...]
    synonyms: tuple[str, ...] = ()
    hidden: bool = False

    def column(self, name: str) -> Column:
        """The column of that canonical name. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]


def _ours(name: str, title: str, width: int, note: str, *synonyms: str, date: bool = False) -> Column:
    return Column(name, title, Owner.OURS, width, note, synonyms, date=date)


def _yours(
    name: str,
    title: str,
    width: int,
    note: str,
    *synonyms: str,
    choices: str = "",
    date: bool = False,
) -> Column:
    return Column(name, title, Owner.HUMAN, width, note, synonyms, choices, date)


CASES = TabLayout(
    "cases",
    "Cases",
    "ref",
    (
        _ours("ref", "Ref", 13, "The case's reference. Rows are found by it: please leave it as it is.",
              "reference", "case", "case ref", "case reference", "case no", "case number", "ref no", "id"),
        _ours("received", "Received", 12, "The day the form came in.", "date received", "received on", "date in", date=True),
        _yours("status", "Status", 11, "Yours. Choose where the case stands. Set to Active when a caseworker says yes, unless you changed it.",
               "state", "stage", choices="status"),
        _ours("suggestion", "Suggested", 20, "Whom the service would ask next.", "suggestion", "suggested caseworker", "proposed"),
        _ours("why", "Why", 42, "Why that person, in a sentence.", "reason", "reasons"),
        _yours("decision", "Decision", 18, "Yours. Choose Approve, or any caseworker's name: they are asked by mail, and may say no.",
               "decide", "your decision", "ask", "allocate to", choices="decision"),
        _ours("offer", "Asked", 26, "Who has been asked, and until when they may answer.", "offer", "asked whom"),
        _yours("lead", "Caseworker", 18, "Yours. Filled in when a caseworker says yes.", "lead", "lead caseworker", "allocated to", "allocated"),
        _ours("category", "Category", 22, "What the case is about, in the form's own categories.", "type", "case type", "categories"),
        _ours("key_date", "Next date", 14, "The next meeting or deadline the form names.", "key date", "hearing date", "deadline", "next meeting", date=True),
        _ours("department", "Department", 22, "The member's department or workplace.", "dept", "school", "department/school"),
        _ours("points", "Points", 8, "Weight of the case: about hours a month.", "weight"),
        _ours("check", "Check", 30, "What a person should look at.", "flags", "flag", "to check"),
        _ours("last_news", "Last news", 12, "The last day anything came in about this case.", "last heard", "last contact", date=True),
        _yours("outcome", "Outcome", 20, "Yours.", "result"),
        _yours("notes", "Notes", 40, "Yours. The service never reads or changes this.", "note", "comments", "coordinator notes"),
    ),
    synonyms=("case", "register", "casework", "all cases"),
)  # fmt: skip

CONTACTS = TabLayout(
    "contacts",
    "Contacts",
    "ref",
    (
        _ours("ref", "Ref", 13, "The case's reference.", "reference", "case", "case ref", "case reference", "case no", "case number", "ref no", "id"),
        _yours("name", "Member", 26, "Yours to correct.", "name", "member name", "full name"),
        _yours("email", "Email", 32, "Yours to correct: the service writes to this address.", "e-mail", "email address", "mail", "private email"),
        _yours("phone", "Phone", 18, "Yours to correct.", "telephone", "mobile", "tel", "phone number"),
        _yours("contact_preference", "How to reach them", 26, "Yours to correct.", "contact preference", "preferred contact", "contact"),
        _yours("employer", "Employer", 22, "Yours to correct.", "organisation"),
        _yours("membership_number", "Membership no", 16, "Yours to correct.", "membership number", "member no", "member number"),
        _yours("notes", "Notes", 40, "Yours. The service never reads or changes this.", "note", "comments"),
    ),
    synonyms=("contact", "members"),
)  # fmt: skip

CASEWORKERS = TabLayout(
    "caseworkers",
    "Caseworkers",
    "email",
    (
        _yours("name", "Name", 24, "Yours.", "caseworker", "full name"),
        _yours("email", "Email", 32, "Yours. One address each; offers go here.", "e-mail", "email address", "mail"),
        _yours("department", "Department", 24, "Yours. Nobody is asked about their own department.", "dept", "school"),
        _yours("employer", "Employer", 22, "Yours. Leave blank where the branch has one employer.", "organisation"),
        _yours("max_cases", "Most cases", 11, "Yours. Their own limit; blank means the branch's.", "max cases", "maximum", "cap", "limit"),
        _yours("away_from", "Away from", 12, "Yours. First day away.", "leave from", "absent from", date=True),
        _yours("away_until", "Away until", 12, "Yours. Last day away.", "leave until", "back", "away to", date=True),
        _yours("paused", "Paused", 9, "Yours. Choose Yes to stop offers.", "pause", "resting", choices="yes"),
        _yours("left", "Left", 8, "Yours. Choose Yes when someone has left.", "gone", choices="yes"),
        _ours("open_cases", "Open cases", 11, "How many open cases they lead or have been asked about.", "open", "cases"),
        _ours("load", "Points", 9, "The weight of those cases, about hours a month.", "load", "weight"),
        _yours("notes", "Notes", 40, "Yours. The service never reads or changes this.", "note", "comments"),
    ),
    synonyms=("caseworker", "roster", "team", "volunteers"),
)  # fmt: skip

ATTENTION = TabLayout(
    "attention",
    "Needs attention",
    "line",
    (
        _ours("line", "Line", 10, "The number of this line.", "no", "number"),
        _ours("when", "When", 12, "The day it came up.", "date", date=True),
        _ours("ref", "Ref", 13, "The case it is about, if any.", "reference", "case"),
        _ours("what", "What happened", 60, "What happened.", "happened", "problem"),
        _ours("do", "What to do", 60, "What a person can do.", "action", "to do"),
        _yours("done", "Done", 8, "Yours. Choose Yes when you have dealt with it.", "dealt with", choices="yes"),
        _yours("notes", "Notes", 40, "Yours.", "note", "comments"),
    ),
    synonyms=("attention", "problems", "to do"),
)  # fmt: skip

RECEIPTS = TabLayout(
    "receipts",
    "_receipts",
    "receipt",
    (
        _ours("receipt", "Receipt", 40, "Proof of one write. Please leave this tab alone."),
        _ours("at", "At", 24, "When."),
    ),
    hidden=True,
)

TABS = (CASES, CONTACTS, CASEWORKERS, ATTENTION, RECEIPTS)
BY_NAME = {tab.name: tab for tab in TABS}


def fold(header: str) -> str:
    """A header as it is compared: case, spaces, hyphens and underscores do not count."""
    return " ".join(header.casefold().replace("_", " ").replace("-", " ").split())


def find_columns(tab: TabLayout, headers: list[str]) -> tuple[dict[str, int], list[str]]:
    """Canonical name to position for the headers found, and plain sentences about those missing or doubled.

    A column's own title wins over a synonym, so that "Email" and "E-mail" side by side are not confused.
    """
    folded = [fold(header) for header in headers]
    found: dict[str, int] = {}
    problems: list[str] = []
    taken: set[int] = set()
    for column in tab.columns:
        own = [at for at, header in enumerate(folded) if header == fold(column.title)]
        if len(own) > 1:
            problems.append(f'the header "{column.title}" stands {len(own)} times on the tab {tab.title}')
        if own:
            found[column.name] = own[0]
            taken.add(own[0])
    for column in tab.columns:
        if column.name in found:
            continue
        names = {fold(name) for name in column.synonyms}
        others = [at for at, header in enumerate(folded) if header in names and at not in taken]
        if len(others) == 1:
            found[column.name] = others[0]
            taken.add(others[0])
        elif others:
            problems.append(f'more than one header on the tab {tab.title} could be "{column.title}"')
        else:
            problems.append(f'the header "{column.title}" is missing on the tab {tab.title}')
    return found, problems
