"""Answer tokens: who may answer what (TRUST.md §2.1). Pure: keys and nonces come from outside.

A token is 24 characters of base32 in lower case (5-byte nonce, 10-byte HMAC-SHA256), so that mail programs
that fold the case of a local part do no harm.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence

TOKEN = re.compile(r"(?<![a-z2-7])([a-z2-7]{24})(?![a-z2-7])", re.IGNORECASE)
NONCE_BYTES, MAC_BYTES = 5, 10


def mint(key: bytes, nonce: bytes, bound_to: str) -> str:
    """A token over `bound_to` (case, person, purpose, number), with the newest key."""
    return base64.b32encode(nonce + _mac(key, nonce, bound_to)).decode("ascii").lower()


def holds(keys: Sequence[bytes], token: str, bound_to: str) -> bool:
    """Whether the token was minted over `bound_to` with one of the keys; compared in constant time."""
    try:
        raw = base64.b32decode(token.upper())
    except ValueError:
        return False
    nonce, mac = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
    return any(hmac.compare_digest(mac, _mac(key, nonce, bound_to)) for key in keys)


def _mac(key: bytes, nonce: bytes, bound_to: str) -> bytes:
    return hmac.new(key, b"token\0" + nonce + bound_to.encode(), hashlib.sha256).digest()[:MAC_BYTES]


def derived(key: bytes, purpose: str, name: str, size: int) -> bytes:
    """`size` bytes that only the key's holder can foretell, always the same for the same name."""
    return hmac.new(key, f"{purpose}\0{name}".encode(), hashlib.sha256).digest()[:size]


def plus_address(address: str, ref: str, token: str) -> str:
    """`casework+c20260042.<token>@…` for the reference C-2026-0042."""
    local, _, domain = address.partition("@")
    return f"{local}+{ref.replace('-', '').lower()}.{token}@{domain}"


def find_tokens(*texts: str) -> list[str]:
    """Every token-like word in the texts, lower case, each once; whether it is ours is asked later."""
    return list(dict.fromkeys(found.lower() for text in texts for found in TOKEN.findall(text)))
