"""Members of a zip read within limits: count, real inflated bytes, ratio (TRUST.md S12).

Names of members are only compared, never used as paths; archives inside archives are never opened.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection
from io import BytesIO

MAX_MEMBERS = 2_000
MAX_BYTES = 32 * 1024 * 1024
MAX_RATIO = 100
RATIO_FROM = 1024 * 1024  # small members of one repeated byte are no bomb

_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)


class Unreadable(Exception):
    """The document could not be read; the message is a plain phrase that names nothing of its content."""


def read_members(content: bytes, wanted: Collection[str]) -> dict[str, bytes]:
    """The wanted members that are there, inflated. Raises `Unreadable`: broken, or over the limits."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_MEMBERS:
                raise Unreadable("it holds too many parts")
            members: dict[str, bytes] = {}
            left = MAX_BYTES
            for info in infos:
                if info.filename in wanted and info.filename not in members:
                    members[info.filename] = _inflate(archive, info, left)
                    left -= len(members[info.filename])
            return members
    except _FAULTS as fault:
        raise Unreadable("it is damaged or locked with a password") from fault


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """What really comes out counts, not what the directory promises."""
    with archive.open(info) as member:
        inflated = member.read(left + 1)
    if len(inflated) > left:
        raise Unreadable("it unpacks to far more than a form can be")
    if len(inflated) > RATIO_FROM and len(inflated) > MAX_RATIO * max(info.compress_size, 1):
        raise Unreadable("it unpacks to far more than a form can be")
    return inflated
