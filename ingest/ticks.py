"""What was chosen: the kinds of problem, the sort of contract."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from casework.model import Value
from ingest.answers import Answer
from ingest.astray import astray
from ingest.choices import Option, boxed, boxed_options, chosen_by_style, styled_options
from ingest.hints import is_bracketed, is_hint, without_boxes
from ingest.offered import below_the_list
from ingest.page import Line, Mark, Run, cut
from ingest.wordings import Wordings

Chosen = tuple[Value | None, float, bool]
"""The value, how sure, and whether a person should look."""

NOTHING: Chosen = (None, 1.0, False)
UNCLEAR: Chosen = (None, 0.0, True)
_CHOOSES = Mark.STRUCK | Mark.HIGHLIGHTED | Mark.UNDERLINED | Mark.BOLD
_OFFERED = 4  # options in a table are the form's own list
_STROKED = 3  # kinds with strokes between them too: a member who names three puts commas
_WHOLE_LIST = 8  # so many options named without a mark are the form's own list
_TYPED_PARTS = re.compile(r"\s*(?:[,;+\n|]|\s/\s|(?<=\w)/(?=\w))\s*")
_EITHER = re.compile(r"\s*/\s*")
_AND = re.compile(r"\s+(?:and|&|plus|also)\s+", re.IGNORECASE)
NEGATES = re.compile(r"\b(?:not|no|isn.t|aren.t|never|except)\b", re.IGNORECASE)
_STAR = re.compile(r"^\s*(?:\*+|->|=>|→|➔|►|>>)\s*(?=[^\W_]|\()")
_FEWEST_LINES = 3
_MOST_PARTS = 40  # of a list of kinds; more is a story
_LONGEST_OPTION = 6  # words
_LONGEST_LINE = 600  # letters
_SHORT = 4  # words of an option that somebody names on its line
_LETTERED = re.compile(r"\s*(?:[A-HJ-Z]|\d{1,2})[.):]?\s+(?=[A-Z])")  # "B Voyage contract"
_BIDS_TO_CHOOSE = re.compile(
    r"\b(?:delete|strike|cross|circle|ring|tick|underline|highlight|appl(?:y|ies|icable)|appropriate)\b|"
    r"\A\W*(?:or|and)?\W*\Z",
    re.IGNORECASE,
)
_BID_TO_DELETE = re.compile(  # before the options: those left are meant
    r"\W*\((?=[^()]{0,40}\b(?:delete|strike|cross)\b)[^()]{0,80}\)[\s:]*(?=\w)", re.IGNORECASE
)
_PROMPTS = re.compile(
    r"\W*(?:choose an item|select(?: an?)?(?: item| option)?|please (?:select|choose).*|-+ ?select ?-*)\W*",
    re.IGNORECASE,
)


def read_contract(answer: Answer, wordings: Wordings) -> Chosen:
    """The one sort of contract."""
    if any(side != "before" for line in answer.lines for *_, side in astray(line.text)):
        return UNCLEAR
    options = _marked(answer, "contract_type", wordings)
    if options is not None:
        values = {printed_value("contract_type", option.text, wordings) for option in options}
        if not options:
            return NOTHING
        return (values.pop(), 0.95, False) if len(values) == 1 and None not in values else UNCLEAR
    text = _dark(answer)
    if not text:
        return NOTHING
    value = value_of("contract_type", text, wordings)
    return (value, 0.95, False) if value else UNCLEAR


def read_categories(answer: Answer, wordings: Wordings) -> Chosen:
    """The kinds of problem, as a set in the order of the alphabet."""
    if any(side != "before" for line in answer.lines for *_, side in astray(line.text)):
        return UNCLEAR
    answer, left = _left_standing(answer)
    answer, listed = _without_list(answer, wordings)
    if listed and answer.empty:
        return UNCLEAR
    options = _marked(answer, "categories", wordings)
    if options is not None:
        found = [printed_value("categories", option.text, wordings) for option in options]
        values = sorted({value for value in found if value is not None})
        return (tuple(values) or None, 0.95 if None not in found else 0.6, None in found)
    text = _dark(answer)
    if not text:
        return NOTHING
    if _is_grid(answer, wordings):
        return UNCLEAR
    offered = [part for part in re.split(r"\s+/\s+", text) if part]
    kinds = {wordings.option("categories", part) for part in offered}
    if None not in kinds and (len(offered) >= _OFFERED or len(kinds) >= _STROKED):
        return UNCLEAR  # as a form prints its options: what was circled on paper does not show
    if left and len(_TYPED_PARTS.split(text)) == 1:
        named, unclear = _run_together(text, wordings), False
    else:
        named, unclear = _by_lines(answer, wordings) or _typed_categories(text, wordings)
    if len(named) > _WHOLE_LIST or (left and not 0 < len(named) < _OFFERED):
        return UNCLEAR
    return (tuple(sorted(named)) or None, 0.7 if unclear else 0.9, unclear)


def _left_standing(answer: Answer) -> tuple[Answer, bool]:
    """An answer of one line without the form's bid to delete before it, and whether there was one."""
    lines = [line for line in answer.lines if line.text.strip()]
    short = len(lines) == 1 and len(lines[0].text) <= _LONGEST_LINE
    bid = _BID_TO_DELETE.match(lines[0].text) if short else None
    return (answer, False) if bid is None else (replace(answer, cells=[[cut(lines[0], bid.end())]]), True)


def _run_together(text: str, wordings: Wordings) -> set[str]:
    """The categories whose options stand one behind the other with nothing between ("Hours Bullying"), since
    what stood there was deleted too; none unless every word is an option's."""
    words = text.split()
    values: set[str] = set()
    at = 0
    while at < len(words) <= _MOST_PARTS:
        ends = range(min(at + _LONGEST_OPTION, len(words)), at, -1)
        found = ((end, wordings.option("categories", " ".join(words[at:end]))) for end in ends)
        at, value = next(((end, value) for end, value in found if value is not None), (0, None))
        if value is None:
            return set()
        values.add(value)
    return values


def _is_grid(answer: Answer, wordings: Wordings) -> bool:
    """Whether it is the form's own table of options, each with room beside it: unmarked, or marked in a way
    that nobody can tell. What nobody wrote a mark beside is not chosen."""
    texts = [" ".join(line.text for line in cell).strip() for cell in answer.cells]
    options = sum(wordings.offered("categories", text) is not None for text in texts if text)
    return options >= _OFFERED and texts.count("") * 2 >= options


def _without_list(answer: Answer, wordings: Wordings) -> tuple[Answer, bool]:
    """An answer without the list of options that the form prints above it, and whether there was one."""
    lines = [line for line in answer.lines if line.text.strip()]
    looks = {run.mark & _CHOOSES for line in lines for run in line.runs if run.text.strip()}
    if boxed(lines) or len(looks) > 1:
        return answer, False
    below = below_the_list(answer.asked.words, lines, lambda text: wordings.option("categories", text))
    shorter = len(below) < len(lines)
    return (replace(answer, cells=[[line] for line in below]) if shorter else answer), shorter


def _marked(answer: Answer, choice: str, wordings: Wordings) -> list[Option] | None:
    """The options that were marked; empty if their list was left as it was; None if words were typed."""
    cells = [[line for line in cell if not is_hint(line) or boxed([line])] or cell for cell in answer.cells]
    lines = [line for cell in cells for line in cell if line.text.strip()]

    def known(text: str) -> str | None:
        return wordings.option(choice, text)

    starred = _starred(lines, known)
    if starred:
        return starred
    if boxed(lines):
        options = boxed_options(cells)
        ticked = [option for option in options if option.ticked]
        if ticked or sum(known(option.text) is not None for option in options) >= 2:
            return ticked or _standing_out(lines, known)
        return _standing_out(lines, known)
    options = styled_options(lines, known)
    styled = [option for option in options if known(option.text)]
    if len(styled) < 2:
        return None
    chosen = chosen_by_style(_offered(options))
    if chosen is not None:
        return chosen
    values = {known(option.text) for option in styled}
    if choice == "contract_type":
        return [] if len(values) > 1 else styled
    return [] if len(values) > _WHOLE_LIST else None


def _starred(lines: Sequence[Line], known: Callable[[str], str | None]) -> list[Option]:
    """Options on lines of their own, some of them marked with a sign before them ("* b) grievance")."""
    if len(lines) < _FEWEST_LINES or sum(known(_STAR.sub("", line.text)) is not None for line in lines) < 2:
        return []
    marked = [Option(_STAR.sub("", line.text), True) for line in lines if _STAR.match(line.text)]
    return marked if len(marked) < len(lines) else []


def _standing_out(lines: Sequence[Line], known: object) -> list[Option]:
    """Boxes left alone, but some of the words beside them struck out, highlighted or made bold."""
    if not callable(known):
        return []
    bare = [Line(tuple(Run(without_boxes(run.text), run.mark) for run in line.runs)) for line in lines]
    apart = [Line((run,)) for line in bare for run in line.runs if run.text.strip()]
    return chosen_by_style(_offered(styled_options(apart, known))) or []


def _offered(options: Sequence[Option]) -> list[Option]:
    """Options, also those that nobody listed, without what bids to choose ("delete as appropriate")."""
    return [one for one in options if not _BIDS_TO_CHOOSE.search(one.text) and not is_bracketed(one.text)]


def printed_value(choice: str, text: str, wordings: Wordings) -> str | None:
    """The one value of an option that the form prints, "Other" in two languages perhaps ("Arall / Other"). A
    "not" in it is part of the trouble ("I am not being paid correctly"), and denies nothing."""
    found = value_of(choice, text, wordings)
    if found is None and (lettered := _LETTERED.match(text)) is not None:
        found = value_of(choice, text[lettered.end() :], wordings)
    if found is None and "other" in (wordings.option(choice, half) for half in re.split(r"\s+/\s+", text)):
        found = "other"
    return value_of(choice, NEGATES.sub(" ", text), wordings) if found is None else found


def value_of(choice: str, text: str, wordings: Wordings) -> str | None:
    """The one value that words stand for: by an option's wording, else by what they contain."""
    bare = re.sub(r"\([^)]*\)", " ", text).strip()
    exact = wordings.option(choice, bare or text) or wordings.option(choice, text)
    if exact is not None:
        return exact
    first = re.split(r"\s*[-–:,;(]\s*", bare or text)[0]
    exact = wordings.option(choice, first) if first else None
    if exact is not None and (exact == "other" or not NEGATES.search(text)):
        return exact
    either = {wordings.option(choice, part) for part in _EITHER.split(bare)} if bare else set()
    if len(either - {None}) == 1 and len(either) <= 2 and _EITHER.search(bare):
        return next(iter(either - {None}))  # "Let go / fired", one of which is known
    if NEGATES.search(text):
        return None
    values = set(_contained(choice, bare or text, wordings))
    return values.pop() if len(values) == 1 else None


def _contained(choice: str, text: str, wordings: Wordings) -> Iterator[str]:
    small = " ".join(text.casefold().split())
    for value, pattern in wordings.option_patterns[choice]:
        if pattern.search(small):
            yield value


def _by_lines(answer: Answer, wordings: Wordings) -> tuple[set[str], bool] | None:
    """The categories where several were named, each on a line of its own (web forms do so), and whether some
    line named none; None where the lines are not put so."""
    lines = [line.text.strip() for line in answer.lines if line.text.strip() and not is_hint(line)]
    told = [_typed_categories(line, wordings) for line in lines]
    doubted = any(unclear or not named for named, unclear in told)
    if len(told) < 2 or (doubted and not all(len(line.split()) <= _SHORT for line in lines)):
        return None
    return set().union(*(named for named, _ in told)), doubted


def _typed_categories(text: str, wordings: Wordings) -> tuple[set[str], bool]:
    """The categories somebody named in words, and whether some of the words named none."""
    whole = wordings.option("categories", text)
    if whole is not None:
        return {whole}, False
    values: set[str] = set()
    unclear = False
    for part in _with_commas(_TYPED_PARTS.split(text), wordings):
        found = wordings.option("categories", part)
        pieces = [part] if found is not None else _AND.split(part)
        for piece in filter(None, map(str.strip, pieces)):
            exact = wordings.option("categories", piece)
            near = {exact} if exact else set(_contained("categories", piece, wordings))
            if NEGATES.search(piece) or not near or (len(near) > 1 and len(piece.split()) > 5):
                unclear = True
            else:
                values.update(near)
    return values, unclear


def _with_commas(parts: Sequence[str], wordings: Wordings) -> list[str]:
    """The parts of a list, those of an option that has commas of its own ("Holiday, hours & pay") put
    together again: one of them says nothing alone, and all of them are an option's words."""
    if len(parts) > _MOST_PARTS:
        return list(parts)
    made: list[str] = []
    at = 0
    while at < len(parts):
        count = next(
            (
                count
                for count in (4, 3, 2)
                if at + count <= len(parts)
                and any(not _alone(part, wordings) for part in parts[at : at + count])
                and wordings.option("categories", ", ".join(parts[at : at + count])) is not None
            ),
            1,
        )
        made.append(", ".join(parts[at : at + count]))
        at += count
    return made


def _alone(part: str, wordings: Wordings) -> bool:
    return wordings.option("categories", part) is not None


def _dark(answer: Answer) -> str:
    lines = [line for line in answer.lines if not is_hint(line)]
    left_out = Mark.FAINT | Mark.STRUCK
    dark = ("".join(run.text for run in line.runs if not run.mark & left_out) for line in lines)
    text = " ".join(" ".join(dark).split()).strip(" _.-")
    return "" if _PROMPTS.fullmatch(text) else text
