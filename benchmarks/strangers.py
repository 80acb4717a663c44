"""Kits of forms by people who had not seen the reader (benchmarks/strangers/*.zip): a line of figures each.

Each archive holds letters (.eml) and an `expected.jsonl`, as the forms kit's folder does.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from benchmarks.kit import SURE, Judged, judged
from benchmarks.running import NotDone

KITS = Path(__file__).with_name("strangers")


def lines(ruler: Path, kits: Path = KITS) -> Iterator[str]:
    """The figures of every kit, by name. Raises `NotDone` where there is none, or no ruler."""
    archives = sorted(kits.glob("*.zip"))
    if not archives:
        raise NotDone(f"there is no kit in {kits}")
    for archive in archives:
        with tempfile.TemporaryDirectory() as opened:
            with ZipFile(archive) as packed:
                packed.extractall(opened)
            yield as_line(archive.stem.upper(), judged(Path(opened), ruler))


def as_line(name: str, found: Judged) -> str:
    """Recall, wrong of given, what is needed, and how many of the values given for sure are wrong."""
    figures = found.figures
    sure = [one for one in found.values if one.confidence >= SURE]
    mistaken = sum(one.verdict in ("wrong", "spurious") for one in sure)
    return (
        f"{name}: {figures['mails']} letters, {figures['fields_expected']} values. "
        f"Recall {figures['recall']:.3f}, wrong {figures['wrong']} of {len(found.values)} given, "
        f"all that is needed right in {figures['required_ok']:.1%} of the forms, "
        f"wrong among the {len(sure)} given with {SURE} and more: {mistaken}."
    )
