"""A reading as people want it on a terminal: each value, how sure, where it was found, and what to check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from casework.model import Form, Value, Whence
from ingest.reading import Reading

SURE = 0.9
"""A value less sure than this is marked, beside those that the reader doubts."""

_CHECK, _MISSING, _FINE = "!", "-", " "
_FIELD = 21
_PERCENT = 5
_GAPS = 8
_LEAST_VALUE = 30
_MEANINGS = {_CHECK: "! check this", _MISSING: "- needed, and not found"}

_Row = tuple[str, str, str, str, str]  # mark, field, value, how sure, where


def in_words(name: str, reading: Reading, width: int) -> str:
    """The reading of the file with that name, `width` letters wide: kind, forms, what was not read."""
    lines = [f"{name}: {reading.kind.value.replace('_', ' ')}"]
    if reading.evidence:
        lines.append(f"  told by: {reading.evidence}")
    for number, form in enumerate(reading.forms, 1):
        of = f" {number} of {len(reading.forms)}" if len(reading.forms) > 1 else ""
        lines += ["", f"  Form{of}, from {_source(form)}", ""]
        lines += _table(form, width)
    if not reading.forms:
        lines.append("  No form was found in it.")
    lines += [f"  could not be read: {unread}" for unread in reading.unread]
    for problem in reading.problems:
        lines += wrap(problem, max(width - 4, 40), initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines)


def _source(form: Form) -> str:
    return "the mail itself" if form.source == "body" else form.source


def _table(form: Form, width: int) -> Iterator[str]:
    """The table of one form, and what its marks mean."""
    rows = list(_rows(form))
    free = max(width - _FIELD - _PERCENT - _GAPS, 2 * _LEAST_VALUE)
    place = min(max(free * 2 // 5, 20), 44)
    value = free - place
    yield _line((" ", "answer", "value", "sure", "found"), value)
    for mark, field, words, sure, where in rows:
        for at, (left, right) in enumerate(zip_longest(_wrapped(words, value), _wrapped(where, place))):
            first = (mark, field, left or "", sure, right or "")
            yield _line(first if at == 0 else (" ", "", left or "", "", right or ""), value)
    marks = {row[0] for row in rows} & _MEANINGS.keys()
    if marks:
        yield ""
        yield "  " + "    ".join(text for mark, text in _MEANINGS.items() if mark in marks)


def _wrapped(text: str, width: int) -> Sequence[str]:
    return wrap(text, width) or [""]


def _line(row: _Row, value: int) -> str:
    mark, field, words, sure, where = row
    return f"  {mark} {field:{_FIELD}} {words:{value}} {sure:>{_PERCENT}}  {where}".rstrip()


def _rows(form: Form) -> Iterator[_Row]:
    """Each value in the form's order; then what is doubtful without one; then what is needed and missing."""
    for name, value in form.values.items():
        sure = form.confidence.get(name, 1.0)
        mark = _CHECK if name in form.doubtful or sure < SURE else _FINE
        yield mark, name, _words(value), f"{sure:.0%}", _found(form.where.get(name, Whence()))
    for name in form.doubtful:
        if name not in form.values:
            yield _CHECK, name, "(something is written there that could not be read)", "", ""
    for name in form.missing:
        if name not in form.doubtful:
            yield _MISSING, name, "(not found)", "", ""


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else " ".join(str(value).split())


def _found(where: Whence) -> str:
    question = where.question.strip(" :*_.")
    if not question:
        return where.place
    return f"{question} ({where.place})" if where.place else question
