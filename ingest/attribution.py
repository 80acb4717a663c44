"""The line above a quoted letter ("On Tue, 3 Mar 2026, A B <a@b.example> wrote:"), as programs write it."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.headings import LINE
from ingest.phrases import openings

_LINES = 4

_ATTRIBUTION = openings(
    r"""
    On\s.{6,300}\swrote
    Ar\s.{6,300}\sysgrifennodd.{0,80}
    Am\s.{6,300}\sschrieb.{0,120}
    Le\s.{6,300}\sa\s[ée]crit
    El\s.{6,300}\sescribi[óo].{0,120}
    Op\s.{6,300}\sschreef.{0,120}
    Il\s.{6,300}\sha\sscritto.{0,40}
    Em\s.{6,300}\sescreveu.{0,120}
    W\sdniu\s.{6,300}\snapisa[łl].{0,120}
    Den\s.{6,300}\s(?:skrev|schrijft).{0,120}
    \S.{6,300}<[^<>\s]{3,200}>\s?(?:写道|寫道|のメール|님이 작성|пишет|написал\(?а?\)?)
    \S.{3,200}<[^<>\s]{3,200}>\swrote
    """,
    rest=r"\s?[:：]",
)
_ATTRIBUTION_STARTS = openings(
    r"""
    (?:On|Ar|Am|Le|El|Op|Il|Em|Den|W dniu)\s\S
    \S.{3,200}<[^<>\s]{3,200}>\s?(?:wrote|写道|寫道|のメール|님이 작성|пишет|написал)
    """
)


def attribution(heads: Sequence[str], at: int) -> int:
    """How many lines the attribution ("On … wrote:") starting here takes; 0 if none does."""
    if not _ATTRIBUTION_STARTS.match(heads[at]):
        return 0
    joined = ""
    for count, head in enumerate(heads[at : at + _LINES], start=1):
        if not head or head.startswith(">"):
            return 0
        joined = f"{joined} {head}".strip()[:LINE]
        if _ATTRIBUTION.fullmatch(joined):
            return count
    return 0
