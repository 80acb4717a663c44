"""Frames on the channel between a reader and its fork server, and on the pipe from a child.

To the server: number, two lengths, the raw letter, results of errands. From it: number, how the child ended,
length, what the child wrote. What a child writes: readings and errands, each with its length before it, and a
length of nothing as the end.
"""

from __future__ import annotations

import socket
from enum import IntEnum
from struct import Struct

TO_SERVER = Struct("!III")
FROM_SERVER = Struct("!IBI")
LENGTH = Struct("!I")
MOST_WRITTEN = 64 * 1024 * 1024


class Ending(IntEnum):
    """How the child of one letter ended."""

    DONE = 0
    CRASHED = 1
    OUT_OF_TIME = 2
    OUT_OF_MEMORY = 3
    WROTE_TOO_MUCH = 4


REASONS = {
    Ending.DONE: "the reader gave no answer that could be understood",
    Ending.CRASHED: "the reader broke down over it",
    Ending.OUT_OF_TIME: "it took too long",
    Ending.OUT_OF_MEMORY: "it needs too much memory",
    Ending.WROTE_TOO_MUCH: "it unpacks to more than can be kept",
}


class ChannelClosed(Exception):
    """The other side is gone."""


def read_exactly(channel: socket.socket, size: int) -> bytes:
    """That many bytes. Raises `ChannelClosed` if they do not come."""
    found = bytearray()
    while len(found) < size:
        chunk = channel.recv(min(size - len(found), 1 << 20))
        if not chunk:
            raise ChannelClosed
        found += chunk
    return bytes(found)


def framed(content: bytes) -> bytes:
    """One frame of a child's writing."""
    return LENGTH.pack(len(content)) + content


def frames(written: bytes) -> tuple[list[bytes], bool]:
    """The whole frames of a child's writing, and whether it came to its end."""
    found: list[bytes] = []
    at = 0
    while at + LENGTH.size <= len(written):
        (size,) = LENGTH.unpack_from(written, at)
        at += LENGTH.size
        if size == 0:
            return found, True
        if at + size > len(written):
            break
        found.append(written[at : at + size])
        at += size
    return found, False
