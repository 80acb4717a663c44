"""Mail addresses in headers: exactly one clean mailbox, or nothing (TRUST.md S4, MAIL.md §3).

Neither `email.policy.default` nor `parseaddr` can be trusted with a hostile From; this reads less, and
refuses everything that could be read in two ways.
"""

from __future__ import annotations

import re

from ingest.headers import Headers, decode_words, one_line, values
from ingest.limits import ADDRESSES

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_CLEAN = re.compile(rf"(?=.{{1,254}}$)(?=[^@]{{1,64}}@){_LOCAL}@{_LABEL}(?:\.{_LABEL})*")
_PIECES = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>]*>|\([^()]*\)|[^"<>()]+|.', re.DOTALL)
_WORDS = re.compile(r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]*\?=")
_ANYWHERE = re.compile(
    r"(?<![A-Za-z0-9.!#$%&'*+/=?^_`{|}~-])[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}"
)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_LONGEST = 2000
_REACHED = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")


def is_clean(address: str) -> bool:
    """One plain addr-spec in ASCII, with no quoting, comment or white space."""
    return _CLEAN.fullmatch(address) is not None


def one_mailbox(value: str) -> tuple[str, str]:
    """(name, address in lower case) of a header value that is exactly one clean mailbox, else ("", "").

    Refused: a second address anywhere, an unquoted "@", comma, colon or semicolon in the name, anything after
    the address but a comment, unbalanced quotes or brackets, and addresses that are not plain ASCII.
    """
    if len(value) > _LONGEST:
        return "", ""
    quoted: list[str] = []
    plain: list[str] = []
    comments: list[str] = []
    address = ""
    for piece in _PIECES.findall(value):
        match piece[0]:
            case '"' if len(piece) > 1 and not address:
                quoted.append(re.sub(r"\\(.)", r"\1", piece[1:-1]))
            case "<" if len(piece) > 1 and not address:
                address = piece[1:-1].strip()
                if not address:
                    return "", ""
            case "(" if len(piece) > 1 and "@" not in piece:
                comments.append(piece[1:-1])
            case '"' | "<" | ">" | "(" | ")":
                return "", ""
            case _ if address and piece.strip():
                return "", ""
            case _:
                plain.append(piece)
    words = " ".join("".join(plain).split())
    if not address:
        address, words = ("", "") if quoted else (words, "")
    elif any(mark in _WORDS.sub("", words) for mark in "@,;:"):
        return "", ""
    if not is_clean(address):
        return "", ""
    name = " ".join([*quoted, words]).strip() or " ".join(comments)
    return one_line(decode_words(name), 200), address.lower()


def sender(headers: Headers, header: str = "from") -> tuple[str, str]:
    """(name, address) of a header that must stand exactly once, else ("", "")."""
    found = values(headers, header)
    return one_mailbox(found[0]) if len(found) == 1 else ("", "")


def reached(headers: Headers) -> tuple[str, ...]:
    """Every address the letter came to: To, Cc and what delivering servers noted; lower case, each once."""
    found = dict.fromkeys(address for value in values(headers, *_REACHED) for address in mentioned(value))
    return tuple(found)[:ADDRESSES]


def mentioned(text: str) -> list[str]:
    """Addresses that stand in a text outside quoted names, lower case, in order."""
    return [
        found.lower() for found in _ANYWHERE.findall(_QUOTED.sub(" ", text[: 64 * 1024])) if is_clean(found)
    ]
