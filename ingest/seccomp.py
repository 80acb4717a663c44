"""A system call filter through prctl: no sockets of any kind, no programs, no processes (TRUST.md S9).

Landlock leaves UDP and local sockets open, and the limit on processes does not hold for root: this closes
both. A refused call fails with EPERM, so that a library that merely tries goes on.
Numbers: linux/seccomp.h, linux/filter.h, linux/audit.h and the tables of system calls.
"""

from __future__ import annotations

import ctypes
import os
from struct import pack

from ingest.kernel import give_up_privileges, prctl

_GET_SECCOMP, _SET_SECCOMP, _FILTER_MODE = 21, 22, 2
_LOAD, _EQUALS, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000  # EPERM is 1
_NUMBER_AT, _MACHINE_AT = 0, 4  # in struct seccomp_data
_X32 = 0x40000000

# socket, connect, sendto, sendmsg, socketpair, clone, fork, vfork, execve, ptrace, … by their numbers.
_MACHINES: dict[str, tuple[int, tuple[int, ...]]] = {
    "x86_64": (
        0xC000003E,
        (
            41,
            42,
            44,
            46,
            49,
            50,
            53,
            56,
            57,
            58,
            59,
            62,
            101,
            200,
            234,
            310,
            311,
            321,
            322,
            323,
            424,
            425,
            435,
            438,
        ),
    ),
    "aarch64": (
        0xC00000B7,
        (
            117,
            129,
            130,
            131,
            198,
            199,
            200,
            201,
            203,
            206,
            211,
            220,
            221,
            270,
            271,
            280,
            281,
            282,
            424,
            425,
            435,
            438,
        ),
    ),
}


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return pack("=HBBI", code, if_true, if_false, value)


def _program(machine: int, refused: tuple[int, ...]) -> bytes:
    steps = [
        _instruction(_LOAD, _MACHINE_AT),
        _instruction(_EQUALS, machine, if_true=1),
        _instruction(_RETURN, _KILL),
        _instruction(_LOAD, _NUMBER_AT),
        _instruction(_AT_LEAST, _X32, if_true=len(refused) + 1),
        *(_instruction(_EQUALS, number, if_true=len(refused) - at) for at, number in enumerate(refused)),
        _instruction(_RETURN, _ALLOW),
        _instruction(_RETURN, _REFUSE),
    ]
    return b"".join(steps)


def program() -> bytes:
    """The filter for this machine; empty where its calls are not known or the kernel has no filters."""
    machine = os.uname().machine
    if machine not in _MACHINES or prctl(_GET_SECCOMP, 0, 0, 0, 0) < 0:
        return b""
    return _program(*_MACHINES[machine])


def restrict(filter_program: bytes) -> bool:
    """Put this process, for good, under the filter; whether the kernel did so."""
    if not filter_program or not give_up_privileges():
        return False
    code = ctypes.create_string_buffer(filter_program, len(filter_program))
    descriptor = pack("@HP", len(filter_program) // 8, ctypes.addressof(code))
    return prctl(_SET_SECCOMP, _FILTER_MODE, descriptor, 0, 0) == 0
