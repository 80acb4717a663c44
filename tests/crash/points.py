"""Numbered points before and after everything that reaches beyond the process, where a run can be ended.

The engine holds none of this: its ports, journal and reader are wrapped (numbered.py), and the calls of the
system that a port makes inside (rename, replace; sending on a socket) are counted in the process that
is to die, so that a kill falls also between the steps of one port call.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")

INSIDE_DISK = ("rename", "replace")
INSIDE_WIRE = ("send", "sendall")


@dataclass(frozen=True, slots=True)
class Point:
    """A place to die at. `window`: the notice that may have left and that the journal calls unsent."""

    label: str
    window: str = ""


@dataclass(slots=True)
class Points:
    """Counts the points passed; at number `kill_at` (from 0) it calls `die`, which does not return."""

    kill_at: int | None
    die: Callable[[Point], None]
    passed: list[Point] = field(default_factory=list)
    window: str = ""
    counting: bool = True

    def here(self, label: str) -> None:
        """One point."""
        if not self.counting:
            return
        point = Point(label, self.window)
        if len(self.passed) == self.kill_at:
            self.die(point)
        self.passed.append(point)

    def around(self, label: str, call: Callable[[], T]) -> T:
        """A point before the call and one after it, also if it raises."""
        self.here(f"before {label}")
        try:
            return call()
        finally:
            self.here(f"after {label}")


def number_the_inside(points: Points) -> None:
    """Count the system's own calls in this process from now on. Only for a process that is to end soon."""
    for name in INSIDE_DISK:
        setattr(os, name, _around(points, f"os.{name}", getattr(os, name)))
    for name in INSIDE_WIRE:
        setattr(socket.socket, name, _after(points, f"socket.{name}", getattr(socket.socket, name)))


def _around(points: Points, label: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*args: Any, **options: Any) -> Any:
        return points.around(label, lambda: call(*args, **options))

    return counted


def _after(points: Points, label: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """Only after it: before it, all is as it was after the last answer."""

    def counted(wire: socket.socket, *args: Any) -> Any:
        done = call(wire, *args)
        if wire.family != socket.AF_UNIX:  # the reader's line to its own children is no port
            points.here(f"after {label}")
        return done

    return counted
