"""`python -m benchmarks.reading`: how well and how fast forms are read; with --write into docs/reading.md."""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from benchmarks import kit, strangers
from benchmarks.running import ROOT, NotDone, memory_below, processor_below
from benchmarks.table import Line, as_text, rate, write_into
from ingest.contained import installed
from ingest.reader import Reader
from ingest.reading import FormSettings, Reading
from jobs.settings import FormSection

SINGLE = 30
"""How many letters of a format are read one by one in each run; of those that need recognising, three."""
BATCH = 100
_PARTS = "what to measure: kit, speed (both if nothing is named), strangers (benchmarks/strangers/*.zip)"


@dataclass(frozen=True, slots=True)
class Format:
    """Letters of one format, and the aims: letters a second on two cores, seconds for one."""

    name: str
    letters: Callable[[], Sequence[bytes]]
    a_second: int = 0
    seconds: float = 0
    singles: int = SINGLE
    batch: int = BATCH
    holds_form: bool = True


def reading(runs: int) -> Iterator[Line]:
    """How long a letter of each format takes, one by one and two side by side; the reader's memory."""
    with Memory() as memory:
        for one in formats():
            if one.seconds and not installed("tesseract"):
                continue
            letters = one.letters()
            yield _singly(one, letters, runs)
            if one.batch:
                yield _together(one, letters, runs)
    aim = "under 300 MB"
    yield Line("memory of the reader with its children", aim, f"{memory.most / 1e6:.0f} MB", "its most", 1)


def formats() -> tuple[Format, ...]:
    """All that is timed. The documents are those of the tests, whose libraries are wanted only here."""
    from benchmarks import reading_samples as made

    return (
        Format("Word form (docx)", made.docx, a_second=60),
        Format("OpenDocument form (odt)", made.odt),
        Format("rich text form (rtf)", made.rtf),
        Format("Excel form (xlsx)", made.xlsx),
        Format("fillable PDF", made.acroform, batch=60),
        Format("flat PDF", made.pdf, a_second=8, batch=60),
        Format("form in the mail, plain", made.plain),
        Format("form in the mail, HTML", made.html, batch=60),
        Format("plain letter without a form", made.words, a_second=150, holds_form=False),
        Format("photographed page, by letter recognition", made.photographs, seconds=5, singles=3, batch=0),
    )


def _singly(one: Format, letters: Sequence[bytes], runs: int) -> Line:
    """The run with the lowest median, for it was the least disturbed."""
    found = []
    with _reader(1) as reader:
        _check(one, [reader.read(letters[0])])
        for _ in range(runs):
            took = []
            for raw in islice(cycle(letters), one.singles):
                began = time.perf_counter()
                whole = reader.read(raw)
                took.append(time.perf_counter() - began)
                _check(one, [whole])
            found.append(took)
    best = min(found, key=statistics.median)
    middle = statistics.median(best)
    late = statistics.quantiles(best, n=20)[-1] if len(best) >= 20 else max(best)
    words = "p95" if len(best) >= 20 else "slowest"
    aim = f"{one.seconds:.0f} s" if one.seconds else ""
    return Line(f"{one.name}: one by one (p50)", aim, _shown(middle), f"{words} {_shown(late)}", runs)


def _together(one: Format, letters: Sequence[bytes], runs: int) -> Line:
    walls, cpus = [], []
    with _reader(2) as reader:
        _check(one, [reader.read(letters[0])])
        for _ in range(runs):
            raws = list(islice(cycle(letters), one.batch))
            began, used = time.perf_counter(), processor_below(os.getpid())
            found = list(reader.read_many(raws))
            walls.append(time.perf_counter() - began)
            cpus.append(processor_below(os.getpid()) - used)
            _check(one, found)
    aim = f"{one.a_second} a second" if one.a_second else ""
    return rate(f"{one.name}: two side by side", aim, one.batch, walls, cpus)


def _reader(workers: int) -> Reader:
    needed = tuple(question.field for question in FormSection().fields if question.needed)
    return Reader(FormSettings(wordings={}, choices={}, needed=needed), workers=workers)


def _check(one: Format, found: Sequence[Reading]) -> None:
    """A time counts only for letters that were read."""
    for each in found:
        if bool(each.forms) != one.holds_form or each.problems:
            raise NotDone(f"{one.name}: read as {each.kind}, {len(each.forms)} forms, {each.problems}")


def _shown(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


class Memory:
    """Looks every tenth of a second at what the processes below this one take together (PSS)."""

    def __init__(self) -> None:
        self.most = 0
        self._end = threading.Event()
        self._looks = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self._looks.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._looks.join()

    def _look(self) -> None:
        while not self._end.wait(0.1):
            self.most = max(self.most, memory_below(os.getpid()))


def main() -> int:
    """Exit code 1 where something that was to be measured was not found done."""
    asked = _arguments()
    document = ROOT / "docs" / "reading.md"
    try:
        if "kit" in asked.parts:
            found = kit.as_text(kit.judged(asked.kit, asked.ruler), asked.kit.name)
            print(found)
            if asked.write:
                write_into(document, found, "kit")
        if "strangers" in asked.parts:
            for figures in strangers.lines(asked.ruler):
                print(figures, flush=True)
        if "speed" in asked.parts:
            lines = []
            for line in reading(asked.runs):
                print(f"{line.what}: {line.best} ({line.rest})", file=sys.stderr, flush=True)
                lines.append(line)
            table = as_text(lines)
            print(table)
            if asked.write:
                write_into(document, table, "speed")
    except NotDone as fault:
        print(f"No figures: {fault}", file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    given = ROOT.parent / "shared" / "forms-kit"
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("parts", nargs="*", default=["kit", "speed"], help=_PARTS)
    parser.add_argument("--kit", type=Path, default=given / "dev", help="letters with an expected.jsonl")
    parser.add_argument("--ruler", type=Path, default=given / "score.py", help="the program that judges")
    parser.add_argument("--runs", type=int, default=3, help="how often each is timed (default: 3)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/reading.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
