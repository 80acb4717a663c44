"""PGP in the text of a letter: what was signed stays as written, what is encrypted is told (RFC 9580)."""

from __future__ import annotations

import re

_SIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z-]{1,30}: [^\n]{0,200}\n){0,10}[ \t]*\n",
    re.MULTILINE,
)
_SIGNATURE = re.compile(r"^-----(?:BEGIN|END) PGP SIGNATURE-----[ \t]*$", re.MULTILINE)
_ENCRYPTED = re.compile(r"^-----BEGIN PGP MESSAGE-----[ \t]*$", re.MULTILINE)
_BLOCK = re.compile(r"^-----BEGIN PGP PUBLIC KEY BLOCK-----[ \t]*$", re.MULTILINE)
_BLOCK_END = "-----END PGP PUBLIC KEY BLOCK-----"
_ESCAPED = re.compile(r"^- ", re.MULTILINE)
_MOST = 20


def is_encrypted(text: str) -> bool:
    """Whether part of the text is an encrypted PGP message."""
    return _ENCRYPTED.search(text) is not None


def unarmoured(text: str) -> str:
    """The text without the armour of signatures and keys; the words that were signed stay, in their place."""
    if "-----BEGIN PGP " not in text:
        return text
    for _ in range(_MOST):
        opening = _SIGNED.search(text)
        begin = _SIGNATURE.search(text, opening.end()) if opening is not None else None
        if opening is None or begin is None:
            break
        end = _SIGNATURE.search(text, begin.end())
        signed = _ESCAPED.sub("", text[opening.end() : begin.start()])
        text = text[: opening.start()] + signed + text[end.end() if end is not None else len(text) :]
    for _ in range(_MOST):
        key = _BLOCK.search(text)
        close = text.find(_BLOCK_END, key.end()) if key is not None else -1
        if key is None or close < 0:
            break
        text = text[: key.start()] + text[close + len(_BLOCK_END) :]
    return text
