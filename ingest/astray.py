"""A mark that stands between two options, each with an empty box of its own: "YES [ ] X NO [ ]".

Whoever could not click into a box typed beside it, before or behind. Only the space round the mark can tell
which of the two was meant; where it is even, nobody can.
"""

from __future__ import annotations

import re

_BOX = r"[☐□◻⬜❏❑▢○◯]\ufe0f?|[\[(]\s*[\])]|(?<!\w)_{2,}(?!\w)"
_LOOSE = r"(?<![\w.'’\[(_-])[xX](?![\w'’\])_-])(?!\.\w)|[✓✔✗✘]"
_WORD = r"[^\W_][^\[\]()☐□◻⬜❏❑▢○◯✓✔✗✘]*?"
_TOKEN = re.compile(rf"(?P<box>{_BOX})|(?P<loose>{_LOOSE})|(?P<word>{_WORD})(?=\s*(?:{_BOX}|{_LOOSE}|\Z))")
_IN_ITS_BOX = re.compile(r"([\[(])\s{0,4}([xX✓✔✗✘])\s{0,4}([\])])")  # "( X )" is a box with its mark
_LONGEST_LINE = 600  # letters


def astray(text: str) -> list[tuple[str, str, str]]:
    """For each such mark the words of the option before it, those of the one behind it, and which is meant:
    "before", "behind", or "" where the space does not tell."""
    if len(text) > _LONGEST_LINE:
        return []
    text = _IN_ITS_BOX.sub(r"\1\2\3", text.replace("\t", "  "))
    tokens = list(_TOKEN.finditer(text))
    kinds = [token.lastgroup for token in tokens]
    if kinds[:1] == ["word"] and kinds.count("word") > kinds.count("box"):
        tokens, kinds = tokens[1:], kinds[1:]  # what asks
    bare = [kind for kind in kinds if kind != "loose"]
    first, last = (bare[0], bare[-1]) if bare else ("", "")
    if bare.count("box") < 2 or {first, last} != {"box", "word"}:
        return []
    found = []
    for at in range(1, len(tokens) - 1):
        if (kinds[at - 1], kinds[at], kinds[at + 1]) != (last, "loose", first):
            continue
        left, right = tokens[at].start() - tokens[at - 1].end(), tokens[at + 1].start() - tokens[at].end()
        words = [_words(tokens, kinds, one, step) for one, step in ((at - 1, -1), (at + 1, 1))]
        clear = left != right and (min(left, right) == 0 or max(left, right) > 1 >= min(left, right))
        found.append((words[0], words[1], ("before" if left < right else "behind") if clear else ""))
    return found


def _words(tokens: list[re.Match[str]], kinds: list[str | None], at: int, step: int) -> str:
    """The words of the option whose box or words stand at a place, looked for in one direction."""
    while 0 <= at < len(tokens):
        if kinds[at] == "word":
            return tokens[at].group().strip(" :.-/")
        at += step
    return ""
