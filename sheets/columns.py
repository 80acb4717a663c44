"""Every tab and column, whose it is, and by what other names people call it.

One table. Identity is the key column's text; a column is found by its header: trimmed, case folded, or one
of the known synonyms (SHEETS.md §5). Human columns are filled by us once, when a row is made, and after that
changed only by compare-and-set (DESIGN.md §4, ownership of cells).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from casework.model import Status


class Owner(StrEnum):
    """Whose column it is."""

    OURS = "ours"
    HUMAN = "yours"


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is canonical, `title` what the header says, `width` in characters, `choices` names a list.

    A column that is not `needed` may be taken away: then everybody has what a blank cell means. In a column
    of dates with a `clock` the time of day in a cell counts; elsewhere it is left out.
    """

    name: str
    title: str
    owner: Owner
    width: int
    note: str
    synonyms: tuple[str, ...] = ()
    choices: str = ""  # the name of a list: see sheets/lists.py
    date: bool = False
    needed: bool = True
    words: tuple[str, ...] = ()  # of which one stands in most of its cells
    number: bool = False  # what is a number there is written as one, and not as text
    clock: bool = False


@dataclass(frozen=True, slots=True)
class TabLayout:
    """A tab. `key` names the column that identifies a row; `hidden` tabs are machine tabs.

    Without a tab that is `needed`, or with a header of it gone, nothing is written at all. Without one of
    the others the service goes on, and says so; where people keep something else under its name, it has
    another (`aside`).
    """

    name: str
    title: str
    key: str
    columns: tuple[Column, ...]
    synonyms: tuple[str, ...] = ()
    hidden: bool = False
    needed: bool = True

    @property
    def aside(self) -> str:
        """The tab's name where its own is taken by a tab of somebody else's."""
        return f"{self.title} (casework)"

    def column(self, name: str) -> Column:
        """The column of that canonical name. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]


def _ours(
    name: str,
    title: str,
    width: int,
    note: str,
    *synonyms: str,
    choices: str = "",
    date: bool = False,
    clock: bool = False,
) -> Column:
    return Column(name, title, Owner.OURS, width, note, synonyms, choices, date, clock=clock)


def _yours(
    name: str,
    title: str,
    width: int,
    note: str,
    *synonyms: str,
    choices: str = "",
    date: bool = False,
    words: tuple[str, ...] = (),
    number: bool = False,
    clock: bool = False,
) -> Column:
    return Column(
        name,
        title,
        Owner.HUMAN,
        width,
        note,
        synonyms,
        choices,
        date,
        words=words,
        number=number,
        clock=clock,
    )


def _if_kept(
    name: str, title: str, width: int, note: str, *synonyms: str, choices: str = "", number: bool = False
) -> Column:
    return Column(name, title, Owner.HUMAN, width, note, synonyms, choices, needed=False, number=number)


CASES = TabLayout(
    "cases",
    "Cases",
    "ref",
    (
        _ours("ref", "Ref", 13, "The case's reference. Rows are found by it: please leave it as it is. A case that you type in gets one.",
              "reference", "case", "case ref", "case reference", "case no", "case number", "ref no", "id"),
        _ours("received", "Received", 12, "The day the form came in.", "date received", "received on", "date in", date=True),
        _yours("status", "Status", 11, "Yours. Choose where the case stands. Set to Active when a caseworker says yes, unless you changed it.",
               "state", "stage", choices="status", words=tuple(status.value for status in Status)),
        _ours("suggestion", "Suggested", 20, "Whom the service would ask: the lead, and the second to go with them.", "suggestion", "suggested caseworker", "proposed"),
        _ours("why", "Why", 42, "Why these people, and who was left out.", "reason", "reasons"),
        _yours("decision", "Decision", 18, "Yours. Choose Approve or one of those who can be asked about this case; or type any name, or two (Ana and Ben), or: another, or: not Ana, or: duplicate of C-2026-0041. You can add why: Ben, he has time. Whoever is named is asked by mail, and may say no.",
               "decide", "your decision", "ask", "allocate to", choices="decision"),
        _ours("offer", "Asked", 26, "Who has been asked, and until when they may answer.", "offer", "asked whom"),
        _yours("lead", "Caseworker", 18, "Yours. Filled in when a caseworker says yes.", "lead", "lead caseworker", "allocated to", "allocated"),
        _if_kept("second", "Second", 18, "Yours. Filled in when a second caseworker says yes.", "second caseworker", "co-caseworker", "with"),
        _yours("category", "Category", 22, "Yours. What the case is about; it begins with what the form says. Choose another and its points, its level and who is suggested follow. Blank: what the form says.", "type", "case type", "categories", choices="category"),
        _ours("key_date", "Next date", 14, "The next meeting or deadline the form names. Yours where you typed the case in.", "key date", "hearing date", "deadline", "next meeting", date=True, clock=True),
        _yours("department", "Department", 22, "Yours. The member's department or workplace; it begins with what the form says. Correct it, and who may be asked follows: nobody is asked about their own department. Blank: what the form says.", "dept", "school", "department/school"),
        _ours("points", "Points", 8, "Weight of the case: about hours a month.", "weight"),
        _ours("check", "Check", 30, "What a person should look at.", "flags", "flag", "to check"),
        _ours("last_news", "Last news", 12, "The last day anything came in about this case.", "last heard", "last contact", date=True),
        _if_kept("stage", "Stage", 16, "Yours. Where the case stands in the procedure; its points go by it. Blank: not said, and nothing changes.",
                 "stage reached", "stage of the case", "stage of case", "case stage", "stages", choices="stage"),
        _if_kept("extra_work", "Extra work", 20, "Yours. What makes it more work than its kind: more than two parties, papers (over 200 pages), travel, hostile contact. Several with commas between them.",
                 "extra", "extras", "extra points", choices="extra_work"),
        _if_kept("emotional", "Emotional rating", 16, "Yours. What it asks of feelings, 0 to 3: 0 routine, 1 upsetting, 2 distressing, 3 crisis. It counts for load and for who is asked. Blank: that of its category.",
                 "emotional toll", "emotional", "toll", "feelings", choices="emotional", number=True),
        _yours("outcome", "Outcome", 20, "Yours. How it ended; the words to choose from are on the tab Lists.", "result", choices="outcome"),
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
        _yours("max_cases", "Most cases", 11, "Yours. Their own limit; blank means the branch's.", "max cases", "maximum", "cap", "limit", number=True),
        _yours("away_from", "Away from", 12, "Yours. First day away.", "leave from", "absent from", date=True),
        _yours("away_until", "Away until", 12, "Yours. Last day away.", "leave until", "back", "away to", date=True),
        _yours("paused", "Paused", 9, "Yours. Choose Yes to stop offers.", "pause", "resting", choices="yes"),
        _yours("left", "Left", 8, "Yours. Choose Yes when someone has left.", "gone", choices="yes"),
        _ours("open_cases", "Open cases", 11, "How many open cases they lead or have been asked about.", "open", "cases"),
        _ours("points", "Points", 9, "The weight of those cases, about hours a month.", "weight"),
        Column("load", "Load", Owner.OURS, 34, "How much of their hours these cases take, and how that was worked out. For them and you: it is no ranking.", ("workload", "utilisation"), needed=False),
        _if_kept("level", "Level", 13, "Yours. Shadow, New or Experienced; blank means Experienced. Who is new goes with somebody experienced; shadows only watch.", "experience", "level of experience", choices="level"),
        _if_kept("hours", "Hours a month", 10, "Yours. The hours they can give in a month; blank means the branch's usual number. Months may have their own: 10; July 0; December 4.", "hours", "hours per month", "monthly hours", number=True),
        _if_kept("preference", "Alone or paired", 12, "Yours. Paired: never asked alone. Alone: never asked as second. Shadow: only watches for now.", "preference", "alone/paired", "pairing", choices="preference"),
        _if_kept("wants", "Would like", 22, "Yours. Kinds of case they would like, with commas between them.", "wants", "categories wanted", "interests", "likes"),
        _if_kept("not_yet", "Not yet", 22, "Yours. Kinds of case they do not take yet, with commas between them. They are never asked about these.", "not yet categories", "does not take", "not wanted"),
        _if_kept("keep_apart", "Keep apart from", 24, "Yours. Departments and people they must not meet in a case, with commas between them; also a caseworker with whom they are not to be a pair.", "keep apart", "conflicts", "conflict of interest"),
        _if_kept("covers", "Employers covered", 22, "Yours. The employers they may act at, with commas between them; blank means all.", "covers", "employers", "recognition"),
        _if_kept("languages", "Languages", 18, "Yours. Languages they can work in besides English.", "language", "languages spoken", "speaks"),
        _if_kept("workplaces", "Workplace", 18, "Yours. Where they work, with commas between several places. Whoever is where the member is goes first where all else is the same. Leave it blank where the branch has one place.", "workplaces", "site", "campus", "location"),
        _if_kept("accredited", "Accredited", 12, "Yours. Yes, No, or the day until which they may accompany at hearings. Blank for everybody: it is not checked.", "accreditation", "certified", "accredited until"),
        _if_kept("insured", "Insured", 12, "Yours. Yes, No, or the day until which they are on the branch's insurance list. Blank for everybody: it is not checked.", "insurance", "insurance list", "on insurance list", "indemnity", "indemnified", "insured until"),
        _if_kept("woman", "Woman", 8, "Yours. Yes, if she may be suggested to a member who asks for a woman.", "female", "woman caseworker", choices="yes"),
        _if_kept("duties", "Other duties", 20, "Yours. What else they do for the branch, with commas between: coordinator, negotiator, health and safety, committee. It counts as hours taken.", "duties", "other roles", "branch roles", "roles"),
        _if_kept("initials", "Initials", 9, "Yours. A short form of the name, such as AR, that may be typed wherever a caseworker is named.", "initial", "short name", "short form", "known as"),
        _yours("notes", "Notes", 40, "Yours. The service never reads or changes this.", "note", "comments"),
    ),
    synonyms=("caseworker", "roster", "team", "volunteers"),
)  # fmt: skip

_LINE = _ours(
    "line",
    "Line",
    8,
    "The number of a line that the service wrote. A line of yours needs none.",
    "no",
    "number",
)

AVAILABILITY = TabLayout(
    "availability",
    "Availability",
    "line",
    (
        _yours("who", "Who", 26, "Yours. A caseworker's name or address, as on the tab Caseworkers.", "name", "caseworker", choices="names"),
        _yours("from", "From", 14, "Yours. The first day.", "first day", "start", date=True),
        _yours("to", "To", 14, "Yours. The last day; blank means until further notice.", "until", "last day", "end", date=True),
        _yours("what", "What", 14, "Yours. Away: nobody asks them then. Shadow: they would come along and learn. Hours 4: so many hours a month. Blank means Away.", "kind", choices="availability"),
        _yours("notes", "Notes", 40, "Yours. The service never reads or changes this.", "note", "comments"),
        _LINE,
    ),
    synonyms=("away", "leave", "absences", "absence"),
    needed=False,
)  # fmt: skip

TIME = TabLayout(
    "time",
    "Time",
    "line",
    (
        _yours("who", "Who", 26, "Yours. A caseworker's name or address, as on the tab Caseworkers.", "name", "caseworker", choices="names"),
        _yours("ref", "Case", 15, "Yours. The case's reference; blank for time that belongs to no case.", "ref", "reference", "case ref"),
        _yours("date", "Date", 14, "Yours. The day, or the last day of the time that is meant.", "day", "when", date=True),
        _yours("hours", "Hours", 9, "Yours. Hours as a number: 2.5 is two and a half.", "hrs", "time", number=True),
        _yours("what", "What for", 40, "Yours. In a word or two: hearing, preparing, travel.", "for", "activity"),
        _LINE,
    ),
    synonyms=("hours", "timesheet", "time log"),
    needed=False,
)  # fmt: skip

KEY_DATES = TabLayout(
    "key_dates",
    "Key dates",
    "line",
    (
        _yours("ref", "Case", 15, "Yours. The case's reference.", "ref", "reference", "case ref"),
        _yours("date", "Date", 14, "Yours. The day of the meeting, hearing or deadline.", "day", "when", date=True, clock=True),
        _yours("what", "What", 44, "Yours. In neutral words: hearing, appeal due, meeting with HR.", "event", "key date"),
        _yours("done", "Done", 9, "Yours. Choose Yes when it is over or was cancelled.", "over", choices="yes"),
        _yours("notes", "Notes", 40, "Yours. The service never reads or changes this.", "note", "comments"),
        _LINE,
    ),
    synonyms=("dates", "deadlines", "diary"),
    needed=False,
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

DASHBOARD = TabLayout(
    "dashboard",
    "Dashboard",
    "line",
    (
        _ours("about", "About", 20, "What is counted."),
        _ours("what", "What", 18, "The month, the age or the load that the numbers are for."),
        _ours("new", "New", 8, "Cases that came in."),
        _ours("open", "Open", 8, "Cases open at the end of the month, or now."),
        _ours("caseworkers", "Caseworkers", 13, "How many caseworkers; nobody is named."),
        _ours("line", "Line", 8, "The number of this line: the charts draw these lines.", "no", "number"),
    ),
    needed=False,
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

TABS = (CASES, CONTACTS, CASEWORKERS, AVAILABILITY, TIME, KEY_DATES, ATTENTION, DASHBOARD, RECEIPTS)
BY_NAME = {tab.name: tab for tab in TABS}


@lru_cache(maxsize=4096)  # the same headers and synonyms, at every look
def fold(header: str) -> str:
    """A header as it is compared: case, spaces, hyphens and underscores do not count."""
    return " ".join(header.casefold().replace("_", " ").replace("-", " ").split())


def _lent(
    tab: TabLayout,
    column: Column,
    found: Mapping[str, int],
    folded: Sequence[str],
    below: Sequence[Sequence[str]],
) -> str:
    """A column that may be taken away, found under a header that is rather this column's; or ""."""
    names = {fold(name) for name in column.synonyms}
    for name, at in found.items():
        other = tab.column(name)
        if other.needed or folded[at] not in names:
            continue
        elsewhere = {fold(synonym) for synonym in other.synonyms} & set(folded)
        if elsewhere or _says(column.words, [line[at] for line in below if at < len(line)]):
            return name
    return ""


def _says(words: Sequence[str], cells: Iterable[str]) -> bool:
    """Whether most of the cells that hold anything hold one of these words."""
    said, known = [fold(text) for text in cells if text.strip()], {fold(word) for word in words}
    return sum(text in known for text in said) * 2 > len(said)


def free_title(column: Column, headers: Iterable[str]) -> str:
    """What the header of a column that is made anew says: its title, unless that stands there already."""
    taken = set(map(fold, headers))
    names = (column.title, *(name.capitalize() for name in column.synonyms))
    return next((name for name in names if fold(name) not in taken), column.title)


def find_columns(
    tab: TabLayout, headers: list[str], below: Sequence[Sequence[str]] = ()
) -> tuple[dict[str, int], list[str]]:
    """Canonical name to position for the headers found, and plain sentences about those missing or doubled.

    A column's own title wins over a synonym, so that "Email" and "E-mail" side by side are not confused. But
    where a needed column is called by the title of one that may be taken away, it stays what it is: a Status
    called "Stage". That is told by the other standing there under a name of its own, or by the words `below`
    the header (the texts of some rows); else the needed one is missing.
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
    for column in sorted(tab.columns, key=lambda column: not column.needed):
        if column.name in found:
            continue
        names = {fold(name) for name in column.synonyms}
        others = [at for at, header in enumerate(folded) if header in names and at not in taken]
        if not others and column.needed and (lent := _lent(tab, column, found, folded, below)):
            others = [found.pop(lent)]
        if len(others) == 1:
            found[column.name] = others[0]
            taken.add(others[0])
        elif others:
            problems.append(f'more than one header on the tab {tab.title} could be "{column.title}"')
        elif column.needed:
            problems.append(f'the header "{column.title}" is missing on the tab {tab.title}')
    return found, problems
