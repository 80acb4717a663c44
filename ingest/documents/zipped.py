"""Members of a zip read within limits: count, real inflated bytes, ratio (TRUST.md S12).

Names of members are only compared, never used as paths; archives inside archives are never opened.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from io import BytesIO

MAX_MEMBERS = 2_000
MAX_BYTES = 32 * 1024 * 1024
MAX_RATIO = 100
RATIO_FROM = 1024 * 1024  # small members of one repeated byte are no bomb

_ENCRYPTED, _SAYS_UTF8 = 0x1, 0x800  # in a member's flags
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)


class Unreadable(Exception):
    """The document could not be read; the message is a plain phrase that names nothing of its content."""


class Locked(Unreadable):
    """It could not be read because it is locked with a password."""


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
        raise Unreadable("it is damaged") from fault


def read_files(content: bytes, most: int, skipped: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """Every file in an archive that is not `skipped` by its name, inflated; at most so many.

    Raises `Locked` if any is locked with a password, else `Unreadable`: broken, or over the limits.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_MEMBERS:
                raise Unreadable("it holds too many parts")
            wanted = [
                (name, info) for info in infos if not skipped(name := _name(info)) and not info.is_dir()
            ]
            if len(wanted) > most:
                raise Unreadable("it holds too many documents")
            left = MAX_BYTES
            for name, info in wanted:
                inflated = _inflate(archive, info, left)
                left -= len(inflated)
                yield name, inflated
    except _FAULTS as fault:
        raise Unreadable("it is damaged") from fault


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name. Macs write UTF-8 without saying so, which zipfile takes for the code page of DOS."""
    if info.flag_bits & _SAYS_UTF8:
        return info.filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """What really comes out counts, not what the directory promises."""
    if info.flag_bits & _ENCRYPTED:
        raise Locked("it is locked with a password")
    with archive.open(info) as member:
        inflated = member.read(left + 1)
    if len(inflated) > left:
        raise Unreadable("it unpacks to far more than a form can be")
    if len(inflated) > RATIO_FROM and len(inflated) > MAX_RATIO * max(info.compress_size, 1):
        raise Unreadable("it unpacks to far more than a form can be")
    return inflated
