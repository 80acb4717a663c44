"""Common to all lines outside tables: the answer that is running, and where a mail's own words end."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.answers import Answer, Sheet, unknown
from ingest.choices import boxed, boxed_options
from ingest.consent_said import offers_consent, states_consent
from ingest.guidance import is_printed
from ingest.hints import is_hint, tells_of_privacy, without_boxes
from ingest.match_grid import loose_options, own_box, stated_behind
from ingest.page import Line, cut, plain
from ingest.questions import Asked, asked

_THANKS = r"(?:thanks|thank you)(?: (?:again|very much|so much))?"
_WISHES = r"(?:with )?(?:best|kind|kindest|warm|warmest|many) (?:wishes|regards|thanks)|regards"
_YOURS = r"yours(?: (?:sincerely|faithfully|truly|in solidarity))?|sincerely|faithfully"
_CHEERS = r"(?:in )?solidarity|in unity|cheers|all the best|best|warmly|ta|ty"
_WELSH = r"diolch(?: yn fawr(?: iawn)?)?|yn gywir|cofion(?: gorau| cynnes)?"
_WROTE = r"on (?:mon|tue|wed|thu|fri|sat|sun|\d{1,2}\b).{0,60}\b\d{4}\b.*(?:wrote:|@).*"
_MACHINE = r"--\s*$|_{5,}\s*$|sent from (?:my|outlook|yahoo|mail)\b.*|get outlook for\b.*"
SIGN_OFF = re.compile(
    rf"\s*(?:{_MACHINE}|{_WROTE}|(?:{_WISHES}|{_THANKS}|{_YOURS}|{_CHEERS}|{_WELSH})\s*[,.!]?\s*)$",
    re.IGNORECASE,
)
"""A closing, a signature's rule, or what a phone adds."""
NOT_KEPT = "ignored"
_SIGNING = frozenset({"signature", "date", "signed_on"})
_STORIES = frozenset({"summary", "steps_taken", "desired_outcome"})
_OF_THE_BRANCH = re.compile(r"\b(?:branch|union|association|guild|society|federation)\b", re.IGNORECASE)
_LONGEST_CLOSING = 5  # lines
_NAME_WORDS = 5
SENTENCES = re.compile(r"[a-z]{2}[.!]\s+[A-Z]")
"""One sentence ends and the next begins: running text, no question."""


def take_answer(line: Line, sheet: Sheet) -> None:
    """A line that is no question: it goes to the question that waits, if any."""
    running = sheet.waiting
    own = own_box([line], sheet.wordings)
    if own is not None and (running is None or running.name != "consent"):
        sheet.ask(own, [line])
        return
    asks = running is not None and (running.name == "consent" or running.asked.words.rstrip().endswith("?"))
    answers = running is not None and running.empty and asks
    if not answers and (stated := stated_behind([line])):
        sheet.ask(asked(plain(stated), sheet.wordings, sure=True) or unknown(stated), [line])
        return
    if running is None:
        if boxed([line]):
            loose_options([[line]], sheet)
        return
    if not line.text.strip():
        listed = running.choice and boxed(running.each())
        begun = any(not is_hint(one) for one in running.each())
        if begun and not (listed or running.name in sheet.wordings.long):
            sheet.waiting = None
        return
    if running.choice and not running.empty and tells_of_privacy(line):
        sheet.waiting = None
        return
    if running.name == "consent" and not running.empty and (signed := _signing(line, sheet)) is not None:
        sheet.wait(signed)
        return
    if running.name == "ignored" and boxed([line]):
        running.cells.append([line])
        _perhaps_options(running, sheet)
        return
    if running.empty and is_printed(line) and not running.choice:
        return
    if running.name != "consent" and _states_consent(line, running):
        sheet.ask(Asked(("consent",), 0.8, False, words=line.text))
        return
    if not running.choice and (printed := _printed_question(line, running, sheet)):
        rest = cut(line, printed)
        sheet.wait(replace(unknown(line.text[:printed]), rest=rest if rest.text.strip() else None))
        return
    if not running.choice and _offers(line):
        _ask_with_boxes(line, sheet)
        return
    running.cells.append([line])


def _states_consent(line: Line, running: Answer) -> bool:
    """Whether a line below an answer is the form's own statement of consent: with both ways printed, or below
    what is no story."""
    stated = running.name not in _STORIES and _OF_THE_BRANCH.search(line.text) is not None
    return offers_consent(line) or (stated and states_consent(line))


def _signing(line: Line, sheet: Sheet) -> Asked | None:
    """What a line below a consent asks of those who sign: the date, the signature; else None."""
    question = asked(line, sheet.wordings, sure=False)
    signs = question is not None and question.exact and question.colon
    return question if signs and question and question.fields[0] in _SIGNING else None


_YES_OR_NO = re.compile(r"\s*[A-Z][^?:]{5,150}\?\s*(?=\W{0,3}yes\s*/\s*no\W*\Z)", re.IGNORECASE)
_ANSWERED = re.compile(  # "Have you spoken to anybody? No", a line of its own
    r"\s*(?=[A-Z])(?=[^?]*\b(?i:you|your)\b)[^?:.!\"“]{12,150}\?\s*(?=(?i:yes|no)\W*\Z)"
)
_YOU = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_IF_YES = re.compile(r"\s*if (?:yes|so|no|not)\b[^?:]{3,120}[?:]\s*", re.IGNORECASE)


def _printed_question(line: Line, running: Answer, sheet: Sheet) -> int:
    """Where the answer begins on a line that only a form can have written below an answer: a question with
    its "yes / no" behind it, one that begins "If yes, ..." below such, a whole question to "you" below what
    is asked for in a few words; 0 for any other line."""
    story = running.name == "summary"  # members ask in theirs, and tell what was asked of them
    found = _YES_OR_NO.match(line.text)
    if found is not None and story and not (_YOU.search(found.group()) or line.text.rstrip().endswith("*")):
        return 0
    if found is None and not story:
        found = _ANSWERED.match(line.text)
    first = next(running.each(), None)
    if found is None and first is not None and _OFFERED.match(first.text):
        found = _IF_YES.match(line.text)
    if found is None and not running.empty and running.name not in sheet.wordings.long:
        found = _TO_YOU.match(line.text)
    return found.end() if found is not None else 0


_TO_YOU = re.compile(r"\s*(?=[A-Z])(?=.*\b(?:you|your)\b)(?:[^\s?:]+ ){4,40}[^\s?:]+\?\s*\Z")
_OFFERED = re.compile(r"\W*(?:yes\s*/\s*no|yes|no|☒ yes\s+☐ no|☐ yes\s+☒ no)\W*\Z", re.IGNORECASE)
_OFFERING = re.compile(r"(?P<words>\s*[^\W\d_][^☐☑☒\[\]]{3,120}?)\s*(?P<rest>(?:[☐☑☒]|\[\s*[xX✓]?\s*\]).*)")


def _offers(line: Line) -> bool:
    """Whether a line asks by itself and offers boxes to tick: no answer does."""
    found = _OFFERING.fullmatch(line.text)
    return found is not None and len(boxed_options([[plain(found["rest"])]])) > 1


def _ask_with_boxes(line: Line, sheet: Sheet) -> None:
    found = _OFFERING.fullmatch(line.text)
    assert found is not None
    question = asked(plain(found["words"]), sheet.wordings, sure=True) or unknown(found["words"])
    sheet.ask(question, [cut(line, found.start("rest"))])


def _perhaps_options(running: Answer, sheet: Sheet) -> None:
    """An unknown question under which the options of a known choice stand."""
    words = [without_boxes(line.text) for line in running.lines if boxed([line])]
    for choice in ("categories", "contract_type"):
        if sum(sheet.wordings.option(choice, one) is not None for one in words) >= 3:
            running.asked = Asked((choice,), 0.75, False)
            return


def without_closing(cells: list[list[Line]]) -> list[list[Line]]:
    """An answer without the "Kind regards, Ann" that a member put behind the last one.

    Only a closing near the end counts, and never one that is all there is.
    """
    lines = [(row, at) for row, cell in enumerate(cells) for at in range(len(cell)) if cell[at].text.strip()]
    for place, (row, at) in list(enumerate(lines))[1:][-_LONGEST_CLOSING:]:
        if SIGN_OFF.match(cells[row][at].text):
            below = [cells[one][two].text for one, two in lines[place + 1 :]]
            if all(len(text.split()) <= _NAME_WORDS for text in below):
                return [*cells[:row], cells[row][:at]]
    return cells
