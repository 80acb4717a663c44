"""Lines outside tables: label and answer in paragraphs, in a mail's body, or between quoted questions.

Which lines can be questions at all is settled for the whole page first: the bold ones, the quoted ones, or,
where nothing sets them apart, those worded exactly like a question we know. Inside a long answer the last
kind must also be in its place on the form (MAIL.md §4, the free-text trap).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ingest.answers import UNKNOWN, Answer, Sheet
from ingest.choices import boxed
from ingest.match_table import loose_options
from ingest.page import Line, Mark, cut
from ingest.questions import Asked, asked, is_hint, without_boxes
from ingest.wordings import Wordings

_NUMBERED = re.compile(r"\s*(?:q\s*)?\(?\d{1,2}\s*[.):]\s", re.IGNORECASE)
_ENDS_LIKE_QUESTION = re.compile(r"[:?]\s*$")
_SENTENCES = re.compile(r"[a-z]{2}[.!]\s+[A-Z]")
_GAP = re.compile(r"\t+\s*|\s{3,}")
_SIGN_OFF = re.compile(
    r"\s*(?:--\s*$|_{5,}\s*$|sent from (?:my|outlook|yahoo|mail)\b.*|get outlook for\b.*|"
    r"(?:(?:with )?(?:best|kind|kindest|warm|warmest|many) (?:wishes|regards|thanks)|regards|thanks(?: (?:again|very much|so much))?|"
    r"thank you(?: (?:again|very much|so much))?|yours(?: (?:sincerely|faithfully|truly))?|in solidarity|solidarity|cheers|all the best|best|"
    r"sincerely|faithfully|yours in solidarity|in unity|warmly|diolch)\s*[,.!]?\s*)$",
    re.IGNORECASE,
)


class Style(Enum):
    """What sets a page's questions apart."""

    BOLD = auto()
    QUOTED = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class _Hit:
    """A line that reads exactly like a question."""

    at: int
    question: Asked


def style_of(lines: Sequence[Line], wordings: Wordings) -> Style:
    """The style of a page's loose lines."""
    hits = [line for line in lines if asked(line, wordings, sure=False) is not None]
    quoted = [line for line in hits if line.depth]
    if (
        len(quoted) >= 3
        and len(quoted) * 2 > len(hits)
        and any(not line.depth and line.runs for line in lines)
    ):
        return Style.QUOTED
    bold = [line for line in hits if _starts_bold(line)]
    return Style.BOLD if len(bold) >= 3 and len(bold) * 10 >= len(hits) * 7 else Style.PLAIN


def read_lines(lines: Sequence[Line], style: Style, sheet: Sheet) -> None:
    """Add what a run of lines answers to the sheet."""
    apart = [piece for line in lines for piece in pairs_of(line, sheet.wordings)]
    match style:
        case Style.BOLD:
            _read_bold(apart, sheet)
        case Style.QUOTED:
            _read_quoted(apart, sheet)
        case Style.PLAIN:
            _read_plain(apart, sheet)


def pairs_of(line: Line, wordings: Wordings) -> Iterator[Line]:
    """A line of several questions side by side ("Name: Ann   Phone: 0113 ...") cut into one each."""
    text = line.text
    start = 0
    if text.count(":") > 1:
        first = asked(line, wordings, sure=False)
        for gap in _GAP.finditer(text):
            head, colon, _ = text[gap.end() :].partition(":")
            if first and colon and gap.start() > start and wordings.exact(head) is not None:
                yield cut(line, start, gap.start())
                start = gap.end()
    yield line if start == 0 else cut(line, start)


def _starts_bold(line: Line) -> bool:
    first = next((run for run in line.runs if run.text.strip()), None)
    return first is not None and Mark.BOLD in first.mark


def _read_bold(lines: Sequence[Line], sheet: Sheet) -> None:
    """Paragraphs under bold questions. A line that is not bold asks only where no answer is running."""
    for line in lines:
        running = sheet.waiting
        if running is not None and running.choice and _is_options(line, running, sheet):
            running.cells.append([line])
            continue
        if _starts_bold(line):
            _open(line, asked(line, sheet.wordings, sure=True), sheet)
            continue
        question = asked(line, sheet.wordings, sure=False)
        settled = running is None or (not running.empty and running.name not in sheet.wordings.long)
        if question is not None and question.exact and (question.rest or question.colon) and settled:
            _open(line, question, sheet)
        else:
            _answer(line, sheet)


def _is_options(line: Line, running: Answer, sheet: Sheet) -> bool:
    """Words that are an option of the choice asked for: bold ones are meant, they are not the next question."""
    if running.name == "consent":
        return bool(re.match(r"\W*(yes|no)\b", line.text, re.IGNORECASE))
    first = re.split(r"[/,\t]|\s{3,}", without_boxes(line.text))[0]
    return running.choice and sheet.wordings.option(running.name, first) is not None


def _open(line: Line, question: Asked | None, sheet: Sheet) -> None:
    own = None if question is not None else _consent(line, sheet)
    if own is not None:
        sheet.ask(own, [line])
        return
    section = sheet.wordings.section(line.text)
    if (
        section is not None
        and (question is None or section.keep is not None)
        and not line.text.rstrip().endswith(":")
    ):
        sheet.head(section)
        if question is not None:
            sheet.wait(question, bold=True)
        return
    if question is not None:
        sheet.wait(question, bold=True)
        if boxed([line]) and question.fields[0] == "consent" and question.rest is None:
            sheet.found[-1].cells.append([line])
    elif line.text.strip():
        sheet.wait(UNKNOWN, bold=True)


def _consent(line: Line, sheet: Sheet) -> Asked | None:
    """A sentence with its own tick box that asks for consent."""
    if not boxed([line]):
        return None
    known = sheet.wordings.close(without_boxes(line.text))
    return Asked((known.field,), known.score, known.exact) if known and known.field == "consent" else None


def _answer(line: Line, sheet: Sheet) -> None:
    """A line that is no question: it goes to the question that waits, if any."""
    running = sheet.waiting
    own = _consent(line, sheet)
    if own is not None and (running is None or running.name != "consent"):
        sheet.ask(own, [line])
        return
    if running is None:
        if boxed([line]):
            loose_options([[line]], sheet)
        return
    if not line.text.strip():
        if not running.empty and not running.choice and running.name not in sheet.wordings.long:
            sheet.waiting = None
        elif running.name in sheet.wordings.long:
            running.cells.append([line])
        return
    if running.name == "ignored" and boxed([line]):
        running.cells.append([line])
        _perhaps_options(running, sheet)
        return
    if running.empty and is_hint(line) and not running.choice:
        return
    running.cells.append([line])


def _perhaps_options(running: Answer, sheet: Sheet) -> None:
    """An unknown question under which the options of a known choice stand."""
    words = [without_boxes(line.text) for line in running.lines if boxed([line])]
    for choice in ("categories", "contract_type"):
        if sum(sheet.wordings.option(choice, one) is not None for one in words) >= 3:
            running.asked = Asked((choice,), 0.75, False)
            return


def _read_quoted(lines: Sequence[Line], sheet: Sheet) -> None:
    """Answers between, or behind, the quoted questions of a letter of ours."""
    for at, line in enumerate(lines):
        if not line.depth:
            if _SIGN_OFF.match(line.text) and sheet.waiting is not None and not sheet.waiting.empty:
                sheet.waiting = None
            elif line.text.strip():
                _answer(line, sheet)
            elif sheet.waiting is not None and sheet.waiting.name in sheet.wordings.long:
                sheet.waiting.cells.append([line])
            continue
        if not line.text.strip():
            continue
        question = None if _prose(line) else asked(line, sheet.wordings, sure=True)
        if question is None:
            question = _over_two_lines(lines, at, sheet)
        if _SIGN_OFF.match(line.text) and sheet.found:
            return
        if question is not None:
            sheet.wait(question)
        elif _NUMBERED.match(line.text) or _ENDS_LIKE_QUESTION.search(line.text):
            sheet.wait(UNKNOWN)
        elif sheet.waiting is None or not sheet.waiting.empty:
            sheet.waiting = None


def _prose(line: Line) -> bool:
    """A line of running text, not a question of its own."""
    return line.wrapped or line.text.rstrip().endswith(",") or bool(_SENTENCES.search(line.text[4:]))


def _over_two_lines(lines: Sequence[Line], at: int, sheet: Sheet) -> Asked | None:
    """A quoted question that was wrapped."""
    following = lines[at + 1] if at + 1 < len(lines) else Line()
    if not following.depth or not following.text.strip() or _NUMBERED.match(following.text):
        return None
    joined = Line((*lines[at].runs, *Line().runs, *following.runs), lines[at].depth)
    known = sheet.wordings.exact(lines[at].text + " " + following.text)
    return Asked((known.field,), known.score, True) if known and joined.runs else None


def _read_plain(lines: Sequence[Line], sheet: Sheet) -> None:
    """Nothing sets questions apart but their words: exact wordings only, and in long answers in place only."""
    hits = _hits(lines, sheet.wordings)
    asked_at = {hit.at: hit.question for hit in hits}
    colons = sum(hit.question.colon for hit in hits) * 2 >= len(hits)
    seen: set[str] = set()
    blank = True
    for at, line in enumerate(lines):
        text = line.text
        question = asked_at.get(at)
        if question is not None and _in_place(at, question, hits, seen, blank, colons, lines, sheet):
            seen.update(question.fields)
            sheet.wait(question, certain=question.colon or question.rest is None)
        elif _signs_off(line, blank, sheet):
            sheet.waiting = None
            if text.startswith("--"):
                return
        elif _asks_something(line, blank, colons, sheet):
            sheet.wait(UNKNOWN)
        else:
            _answer(line, sheet)
        blank = not text.strip()


def _hits(lines: Sequence[Line], wordings: Wordings) -> list[_Hit]:
    found = []
    for at, line in enumerate(lines):
        question = asked(line, wordings, sure=False)
        if question is None and line.text.rstrip().endswith("?"):
            question = asked(line, wordings, sure=True)
        if question is None:
            question = _consent(line, _only(wordings)) if boxed([line]) else _sentence(line, wordings)
        if question is not None and question.exact:
            found.append(_Hit(at, question))
    return found


def _only(wordings: Wordings) -> Sheet:
    return Sheet(wordings)


def _sentence(line: Line, wordings: Wordings) -> Asked | None:
    """A full sentence of consent before a colon: too long to be anything else."""
    head, colon, rest = line.text.partition(":")
    if not colon or not 25 <= len(head) <= 200:
        return None
    known = wordings.close(head)
    if known is None or known.field != "consent":
        return None
    answer = cut(line, len(head) + 1)
    return Asked((known.field,), known.score, True, None if is_hint(answer) else answer, True)


def _in_place(
    at: int,
    question: Asked,
    hits: Sequence[_Hit],
    seen: set[str],
    blank: bool,
    colons: bool,
    lines: Sequence[Line],
    sheet: Sheet,
) -> bool:
    """Whether a line that reads like a question is one, and no part of the answer that is running."""
    fields = set(question.fields) - {"ignored"}
    if fields and fields <= seen:
        return False
    if colons and not question.colon and not lines[at].text.rstrip().endswith("?"):
        return False
    running = sheet.waiting
    if running is None or running.name not in sheet.wordings.long or running.empty:
        return not lines[at].wrapped or running is None or running.name not in sheet.wordings.long
    if not fields:
        return blank and question.rest is None and len(lines[at].text) < 80
    if lines[at].wrapped and len(lines[at].text.partition(":")[0].split()) < 2:
        return False
    ranks = sheet.wordings.ranks
    if max(ranks[name] for name in fields) >= ranks[running.name]:
        return True
    return any(abs(hit.at - at) <= 2 and hit.at > at for hit in hits)


def _asks_something(line: Line, blank: bool, colons: bool, sheet: Sheet) -> bool:
    """A question we do not know, told by its look: only where no long answer is running."""
    running = sheet.waiting
    if running is None or running.name in sheet.wordings.long or running.choice or line.wrapped:
        return False
    head, colon, _ = line.text.partition(":")
    short = 0 < len(head.split()) <= 7 and head[:1].isupper() and not re.search(r"\d\d|@|[.;]", head)
    return bool(colon) and colons and short and (not running.empty or blank)


def _signs_off(line: Line, blank: bool, sheet: Sheet) -> bool:
    """The end of the mail's own words: a closing, a signature's rule, or the writer's name alone."""
    if _SIGN_OFF.match(line.text):
        return blank or line.text.startswith("--") or len(line.text) > 12
    if not blank or sheet.waiting is None or len(line.text) > 60:
        return False
    words = line.text.strip().casefold().rstrip(".,")
    names = [answer for answer in sheet.found if answer.name in ("member_name", "given_name")]
    name = " ".join(line.text for answer in names[:1] for line in answer.lines).casefold()
    return bool(words) and len(words) > 1 and (words in name.split() or words == name.strip())
