"""Names and other short texts made comparable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "rev", "sir"})


@lru_cache(maxsize=4096)  # the same few names and departments are asked about for every case
def words_of(name: str) -> tuple[str, ...]:
    """A name's words for comparing: no accents, no case, no titles, no punctuation."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("’", "'")
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", plain)
    return tuple(word for word in words if word not in _TITLES)
