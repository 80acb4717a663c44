"""A system call filter through prctl: no sockets of any kind; no programs, no processes (TRUST.md S9).

Landlock leaves UDP and local sockets open, and the limit on processes does not hold for root: this closes
both. A refused call fails with EPERM, so that a library that merely tries goes on.
Numbers: linux/seccomp.h, linux/filter.h, linux/audit.h and the tables of system calls.
"""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass
from struct import pack

from ingest.kernel import give_up_privileges, prctl

_GET_SECCOMP, _SET_SECCOMP, _FILTER_MODE = 21, 22, 2
_LOAD, _EQUALS, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000  # EPERM is 1
_NUMBER_AT, _MACHINE_AT, _ARGUMENTS_AT = 0, 4, 16  # in struct seccomp_data
_X32 = 0x40000000


@dataclass(frozen=True, slots=True)
class _ByArgument:
    """A call that is allowed, or refused, only if its argument of that place (from 0) has this value."""

    number: int
    argument: int
    value: int
    allowed: bool


@dataclass(frozen=True, slots=True)
class _Machine:
    """Numbers of system calls: `ever` socket, connect, sendmsg, kill, ptrace, bpf, io_uring_setup …;
    `programs` what a child may not do and a contained program must: clone, fork, execve; `session` setsid
    and setpgid, by which a program could leave the group it is killed with; `listen` socket, bind, listen.

    `local` lets LibreOffice have the local socket without which it does not start, in its own folder: sockets
    are local ones, and "may I write there?" is answered no, so that it does not insist on /tmp.
    """

    audit: int
    ever: tuple[int, ...]
    programs: tuple[int, ...]
    session: tuple[int, ...]
    listen: tuple[int, ...]
    local: tuple[_ByArgument, ...]


_MACHINES: dict[str, _Machine] = {
    "x86_64": _Machine(
        0xC000003E,
        (41, 42, 44, 46, 49, 50, 53, 62, 101, 200, 234, 310, 311, 321, 323, 424, 425, 438),
        (56, 57, 58, 59, 322, 435),
        (109, 112),
        (41, 49, 50),
        (_ByArgument(41, 0, 1, True), _ByArgument(21, 1, os.W_OK, False)),
    ),
    "aarch64": _Machine(
        0xC00000B7,
        (117, 129, 130, 131, 198, 199, 200, 201, 203, 206, 211, 270, 271, 280, 282, 424, 425, 438),
        (220, 221, 281, 435),
        (154, 157),
        (198, 200, 201),
        (_ByArgument(198, 0, 1, True), _ByArgument(48, 2, os.W_OK, False)),
    ),
}


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return pack("=HBBI", code, if_true, if_false, value)


def _by_argument(call: _ByArgument) -> list[bytes]:
    """Five steps: for this call the answer hangs on one argument; for any other, go on."""
    allowed, otherwise = (_ALLOW, _REFUSE) if call.allowed else (_REFUSE, _ALLOW)
    return [
        _instruction(_EQUALS, call.number, if_false=4),
        _instruction(_LOAD, _ARGUMENTS_AT + 8 * call.argument),
        _instruction(_EQUALS, call.value, if_false=1),
        _instruction(_RETURN, allowed),
        _instruction(_RETURN, otherwise),
    ]


def _program(machine: int, refused: tuple[int, ...], by_argument: tuple[_ByArgument, ...]) -> bytes:
    told = [step for call in by_argument for step in _by_argument(call)]
    steps = [
        _instruction(_LOAD, _MACHINE_AT),
        _instruction(_EQUALS, machine, if_true=1),
        _instruction(_RETURN, _KILL),
        _instruction(_LOAD, _NUMBER_AT),
        _instruction(_AT_LEAST, _X32, if_true=len(told) + len(refused) + 1),
        *told,
        *(_instruction(_EQUALS, number, if_true=len(refused) - at) for at, number in enumerate(refused)),
        _instruction(_RETURN, _ALLOW),
        _instruction(_RETURN, _REFUSE),
    ]
    return b"".join(steps)


def program(runs_programs: bool = False, own_sockets: bool = False) -> bytes:
    """The filter for this machine; empty where its calls are not known or the kernel has no filters.

    `runs_programs`: it may start programs and processes, as long as they stay in their group. `own_sockets`:
    it may open local sockets for itself, and still call nobody; see `_Machine.local`.
    """
    machine = _MACHINES.get(os.uname().machine)
    if machine is None or prctl(_GET_SECCOMP, 0, 0, 0, 0) < 0:
        return b""
    allowed = machine.listen if own_sockets else ()
    ever = tuple(number for number in machine.ever if number not in allowed)
    more = machine.session if runs_programs else machine.programs
    return _program(machine.audit, (*ever, *more), machine.local if own_sockets else ())


def restrict(filter_program: bytes) -> bool:
    """Put this process, for good, under the filter; whether the kernel did so."""
    if not filter_program or not give_up_privileges():
        return False
    code = ctypes.create_string_buffer(filter_program, len(filter_program))
    descriptor = pack("@HP", len(filter_program) // 8, ctypes.addressof(code))
    return prctl(_SET_SECCOMP, _FILTER_MODE, descriptor, 0, 0) == 0
