"""Who is asking: the token endpoint with a really verified RS256 signature, and bearer tokens."""

from __future__ import annotations

import base64
import functools
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.sheets_emulator.errors import ApiError, drive_error
from tests.sheets_emulator.state import Json

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
AUDIENCES = ("https://oauth2.googleapis.com/token",)
LIFE = 3600  # seconds


@dataclass(slots=True)
class Doorkeeper:
    """Service accounts by address, and the tokens given out: token -> (address, expiry, scopes)."""

    keys: dict[str, rsa.RSAPublicKey] = field(default_factory=dict)
    tokens: dict[str, tuple[str, float, str]] = field(default_factory=dict)
    given: int = 0  # keys so far

    def service_account(self, address: str, token_uri: str, where: Path) -> Path:
        """A new key for a service account, written as Google's key file. Replaces the account's old key."""
        key = _key(self.given)
        self.given += 1
        self.keys[address] = key.public_key()
        text = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()
        where.write_text(
            json.dumps(
                {
                    "type": "service_account",
                    "project_id": "casework-tests",
                    "private_key_id": secrets.token_hex(8),
                    "private_key": text,
                    "client_email": address,
                    "client_id": "1",
                    "token_uri": token_uri,
                }
            ),
            encoding="utf-8",
        )
        where.chmod(0o600)
        return where

    def grant(self, address: str, scopes: str = "https://www.googleapis.com/auth/spreadsheets") -> str:
        """A token without the key: for a person at the keyboard, and for replays."""
        token = "ya29." + secrets.token_urlsafe(16)
        self.tokens[token] = (address, time.monotonic() + LIFE, scopes)
        return token

    def exchange(self, body: bytes) -> Json:
        """POST /token. Raises ApiError with OAuth's own error body."""
        form = parse_qs(body.decode("ascii", "replace"))
        if form.get("grant_type") != [GRANT] or len(form.get("assertion", [])) != 1:
            raise _refused("unsupported_grant_type", "Invalid grant_type")
        try:
            head, payload, signature = form["assertion"][0].split(".")
            claims = json.loads(_decoded(payload))
            key = self.keys[claims["iss"]]
            key.verify(_decoded(signature), f"{head}.{payload}".encode(), padding.PKCS1v15(), hashes.SHA256())
        except KeyError as no:
            raise _refused("invalid_grant", "Invalid grant: account not found") from no
        except (InvalidSignature, ValueError) as no:
            raise _refused("invalid_grant", "Invalid JWT Signature.") from no
        if json.loads(_decoded(head)).get("alg") != "RS256" or claims.get("aud") not in AUDIENCES:
            raise _refused("invalid_grant", "Invalid JWT: aud or alg")
        if not claims["iat"] - 300 <= time.time() <= claims["exp"]:
            raise _refused("invalid_grant", "Invalid JWT: Token must be a short-lived token")
        token = self.grant(claims["iss"], claims.get("scope", ""))
        return {"access_token": token, "expires_in": LIFE - 1, "token_type": "Bearer"}

    def who(self, headers: Mapping[str, str]) -> str:
        """The address behind a request's bearer token. Raises ApiError (401)."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        address, expiry, _ = self.tokens.get(token, ("", 0.0, ""))
        if scheme.lower() != "bearer" or time.monotonic() >= expiry:
            raise unauthenticated()
        return address

    def may_use_drive(self, headers: Mapping[str, str]) -> None:
        """Raises ApiError (403) where the token's scopes do not reach to Drive."""
        token = headers.get("authorization", "").partition(" ")[2]
        if "/auth/drive" not in self.tokens[token][2]:
            message = "Request had insufficient authentication scopes."
            raise drive_error(403, message, "global", "insufficientPermissions")

    def forget_tokens(self) -> None:
        """Every token given out stops working, as when a key is revoked or an hour is over."""
        self.tokens.clear()

    def is_service_account(self, address: str) -> bool:
        return address in self.keys


@functools.cache
def _key(number: int) -> rsa.RSAPrivateKey:
    """The first, second... key that a server gives: making one takes longer than most tests.

    A short one: whoever loads it looks whether its primes are primes, each time, and nothing is secret here.
    """
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)


def unauthenticated() -> ApiError:
    return ApiError(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or"
        " other valid authentication credential.",
    )


def _refused(error: str, description: str) -> ApiError:
    return ApiError(400, description, {"error": error, "error_description": description})


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
