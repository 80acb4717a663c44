"""The source of an HTML page before it is parsed: pictures written into it, tags beyond reason taken out."""

from __future__ import annotations

import re

MOST_TAGS = 80_000
"""A thread of a hundred letters has fewer."""

_EMBEDDED = re.compile(r"data:[a-z]{1,20}/[^\"'\s>)]{100,}")
_DECLARATION = re.compile(r"<\?xml[^<>]{0,200}>")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENDLESS_TAG = re.compile(r"<[^<>]{20000,}>?")  # the parser's time grows with the square of its attributes
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([a-z0-9_-]{1,40})", re.IGNORECASE)
_STYLE = re.compile(r"style\s{0,9}=\s{0,9}(?:\"[^\"<>]{0,4000}|'[^'<>]{0,4000})", re.IGNORECASE)
_MOST_STYLES = 4_000  # different ones: programs repeat theirs, and each costs time


def is_endless(source: str) -> bool:
    """Whether a tamed source has more tags, or more ways to look, than any form."""
    if source.count("<") > MOST_TAGS:
        return True
    return source.count("style") > _MOST_STYLES and len(set(_STYLE.findall(source))) > _MOST_STYLES


def charset_of(content: bytes) -> str:
    """The charset that a saved page names in its first lines; "" where it names none."""
    named = _CHARSET.search(content[:4_096])
    return "" if named is None else named[1].decode("ascii").casefold()


def tamed(source: str) -> str:
    """The source as a parser may be given it; linear in its length."""
    bare = _UNPRINTABLE.sub(" ", _EMBEDDED.sub("", source))
    start = bare[:1_000].lstrip()
    declaration = _DECLARATION.match(start)
    bare = bare if declaration is None else start[declaration.end() :] + bare[1_000:]
    return _ENDLESS_TAG.sub(" ", bare)
