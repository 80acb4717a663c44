"""What a page answers: one entry for each question found, in reading order, before any value is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.page import Line
from ingest.questions import Asked
from ingest.wordings import Section, Wordings

CHOICES = frozenset({"categories", "contract_type", "consent"})
_WHO = frozenset({"member_name", "given_name", "family_name", "membership_number", "email"})
_OTHERS = frozenset({"manager", "employer", "other_person", "respondent"})
_OF_THE_CASE = frozenset({"summary", "issue_started", "desired_outcome", "categories", "adjustments"})


def unknown(words: str) -> Asked:
    """A question we do not know: its answer goes to no other, and it is weighed later (evidence.py)."""
    return Asked(("ignored",), 0.0, False, words=" ".join(words.split()))


def is_offices(section: Section | None) -> bool:
    """Whether a heading is of what the office fills in."""
    return section is not None and section.name == "office"


@dataclass(slots=True)
class Answer:
    """A question and all that was written to it: cells of lines (outside tables each line is its own)."""

    asked: Asked
    section: Section | None
    cells: list[list[Line]] = field(default_factory=list)
    certain: bool = True  # the page's structure says so, not only the words
    place: str = ""  # where on the page the question stands, for people

    @property
    def name(self) -> str:
        """The field asked for; of several, the first."""
        return self.asked.fields[0]

    @property
    def choice(self) -> bool:
        """Whether it is answered by ticking."""
        return self.name in CHOICES

    @property
    def lines(self) -> list[Line]:
        """All lines, cells aside."""
        return list(self.each())

    def each(self) -> Iterator[Line]:
        """The lines one by one, for those who mostly need the first."""
        return (line for cell in self.cells for line in cell)

    @property
    def empty(self) -> bool:
        """Whether nothing is written there."""
        return all(not line.text.strip() for cell in self.cells for line in cell)


@dataclass(slots=True)
class Sheet:
    """A page while it is being read: what was found, the heading above, the question that waits."""

    wordings: Wordings
    found: list[Answer] = field(default_factory=list)
    section: Section | None = None
    waiting: Answer | None = None
    waiting_bold: bool = False
    inside: bool = False  # the page's tables answer in the cell that asks
    turns: bool = False  # the page's tables ask and answer by turns, row by row
    numbered: frozenset[str] = frozenset()  # lines of cells that ask, since a run of numbers says so
    counted: bool = False  # the first column of the table that is read holds numbers of questions
    beside: bool = False  # the table that is read has its answers beside its labels, never below them
    parts: frozenset[str] = frozenset()  # headings of numbered parts, which ask nothing

    def ask(self, question: Asked, *cells: Sequence[Line], certain: bool = True) -> Answer:
        """Note a question, with what of the answer is already known."""
        if self._ends_the_offices(question) or self._is_of_the_case(question):
            self.section = None
        answer = Answer(question, self.section, [list(cell) for cell in cells], certain)
        self.found.append(answer)
        self.waiting = None
        return answer

    def _ends_the_offices(self, question: Asked) -> bool:
        """Whether the office's own lines at the head of a form are over: it asks who the member is."""
        opens = question.exact and question.fields[0] in _WHO
        return opens and is_offices(self.section) and not any(answer.name in _WHO for answer in self.found)

    def _is_of_the_case(self, question: Asked) -> bool:
        """Whether the details of somebody else are over: what is asked now is the member's own."""
        others = self.section is not None and self.section.name in _OTHERS
        return others and question.exact and question.fields[0] in _OF_THE_CASE

    def wait(self, question: Asked, bold: bool = False, certain: bool = True) -> Answer:
        """Note a question whose answer comes below."""
        answer = self.ask(question, certain=certain)
        if question.rest is not None:
            answer.cells.append([question.rest])
        self.waiting, self.waiting_bold = answer, bold
        return answer

    def head(self, section: Section) -> None:
        """A heading: what follows is about that."""
        self.section, self.waiting = section, None
