"""What counts as one plain mail address. Anything else in a recipient's cell is a mistake or a trick."""

from __future__ import annotations

import re

_LOCAL = re.compile(r"(?:[\w#$&'*+/=?^{}~-]+\.)*[\w#$&'*+/=?^{}~-]+")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)*[^\W_](?:[\w-]{0,61}[^\W_])?")


class NotOneAddress(ValueError):
    """The text is not exactly one plain address. The message never holds the text."""


def wire_address(text: str) -> str:
    """`text` as it goes on the wire: unchanged, but with an international domain in its ASCII form.

    Strict on purpose (TRUST.md S3, S4): one local part and one domain, no display name, comment, quotes,
    spaces, commas or line breaks. Raises `NotOneAddress`.
    """
    local, at, domain = text.rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise NotOneAddress("This is not exactly one plain mail address.")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            raise NotOneAddress("This address has a domain that cannot exist.") from None
    # RFC 5321 §4.5.3.1: 64 octets of local part, 254 in all
    if len(local.encode()) > 64 or len(local.encode()) + 1 + len(domain) > 254:
        raise NotOneAddress("This mail address is too long to be one.")
    return f"{local}@{domain}"
