"""Several bold labels on one line, each with its answer behind a tab: "Where at", "Mill", "Job", "Cook"."""

from __future__ import annotations

from ingest.page import Line, Mark, cut

_MOST_WORDS = 7
_FEWEST = 2


def one_to_a_line(line: Line) -> list[Line]:
    """Each such label on a line of its own, its answer behind it."""
    if "\t" not in line.text:
        return [line]
    starts = _labels(line)
    if len(starts) < _FEWEST or starts[0] != 0:
        return [line]
    ends = [*starts[1:], len(line.text)]
    return [
        cut(line, start, start + len(line.text[start:end].rstrip()))
        for start, end in zip(starts, ends, strict=True)
    ]


def _labels(line: Line) -> list[int]:
    """Where the bold labels begin: at the line's start or behind a tab, with a tab behind them; none if there
    are other bold words, which are emphasis."""
    starts: list[int] = []
    at = 0
    for run in line.runs:
        text, begins = run.text, at
        at += len(text)
        if Mark.BOLD not in run.mark or not text.strip():
            continue
        before, behind = line.text[:begins].rstrip(" "), line.text[begins + len(text.rstrip()) :]
        short = len(text.split()) <= _MOST_WORDS and any(map(str.isalpha, text)) and "\t" not in text.strip()
        if not short or not (before.endswith("\t") or not before) or not behind.lstrip(" :").startswith("\t"):
            return []
        starts.append(begins)
    return starts
