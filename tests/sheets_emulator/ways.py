"""What nobody outside Google knows of the real server: each a switch, and suites run under both values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ways:
    """How the server is taken to behave where neither its documentation nor a recording says.

    `metadata_follows_sort`: developer metadata of a row goes along when the rows are sorted.
    `duplicate_metadata_rejected`: a metadata id that is taken is refused, and its whole batch with it.
    `protected_code`: the status for a write into a protected cell, 400 or 403.
    `validation_enforced`: a strict validation rule also stops what the API writes.
    `validation_follows_sort`: a cell's validation rule goes along when the rows are sorted.
    """

    metadata_follows_sort: bool = False
    duplicate_metadata_rejected: bool = True
    protected_code: int = 400
    validation_enforced: bool = False
    validation_follows_sort: bool = True


USUAL = Ways()
OTHERWISE = Ways(
    metadata_follows_sort=True,
    duplicate_metadata_rejected=False,
    protected_code=403,
    validation_enforced=True,
    validation_follows_sort=False,
)
"""Every switch the other way."""
