"""Labels that ask for the employer by the kinds of body that employ the branch's members: "Bank, society or
insurer", "Council / trust / contractor"."""

from __future__ import annotations

import re

from ingest.labels import strip_numbering

_KINDS = frozenset(
    re.split(
        r",\s+",
        """airline, agency, association, authority, bank, board, broadcaster, building society, business,
        care provider, chain, charity, college, company, constabulary, contractor, corporation, council,
        credit union, employer, firm, force, franchise, friendly society, group, health board,
        housing association, institute, institution, insurance company, insurer, laboratory, local authority,
        manufacturer, ministry, nhs trust, operator, organisation, organization, producer, production company,
        provider, publisher, retailer, society, studio, supplier, trust, university, utility,
        voluntary organisation""",
    )
)
_OF_AN_ACCOUNT = frozenset({"bank", "building society", "credit union"})  # where somebody's money is
_BETWEEN = re.compile(r"\s*[,/;]\s*(?:or\s+)?|\s+(?:or|and|&)\s+", re.IGNORECASE)
_BESIDE = re.compile(
    r"^(?:your|the|an?|name of(?: the| your)?|which|what)\s+|"
    r"\s+(?:name|(?:do )?you work for|that (?:employs|pays) you)$",
    re.IGNORECASE,
)
_FEWEST = 2


def names_employers(words: str) -> bool:
    """Whether a label is a row of kinds of body that employ people, and nothing else."""
    bare = strip_numbering(words).strip(" \t:?*.").casefold()
    parts = [part for part in _BETWEEN.split(_BESIDE.sub("", _BESIDE.sub("", bare))) if part]
    names = {part.strip() for part in parts}
    return len(parts) >= _FEWEST and names <= _KINDS and not names <= _OF_AN_ACCOUNT
