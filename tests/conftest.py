"""No test reaches beyond this machine, and none touches the home of whoever runs it."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.support.in_memory import use_memory

use_memory()

# The same tree gives the same answer each time, on a slow machine too; `make properties NEW=1` looks for what
# nobody has tried.
settings.register_profile("same", derandomize=not os.environ.get("CASEWORK_NEW_EXAMPLES"), deadline=None)
settings.load_profile("same")

pytest_plugins = [f"tests.support.{name}" for name in ("led", "servers", "served", "google_cases")]


class NetworkForbidden(RuntimeError):
    """A test tried to leave this machine. Not an OSError, so that no code under test can take it for one."""


@pytest.fixture(autouse=True, scope="session")
def nothing_beyond_loopback() -> Iterator[None]:
    """Connections and look-ups only to 127.0.0.0/8, ::1, localhost and local sockets."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        look_up = socket.getaddrinfo

        def guarded_look_up(host: Any, *args: Any, **options: Any) -> Any:
            _allow(host)
            return look_up(host, *args, **options)

        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


@pytest.fixture(autouse=True, scope="session")
def a_window_of_one_width() -> Iterator[None]:
    """Tables on the terminal are as wide as the window: whoever runs the tests, it is this wide."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "110")
        yield


@pytest.fixture(autouse=True, scope="session")
def a_home_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """HOME and the XDG folders, empty and thrown away."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _allow(address[0])
        return connect(self, address)

    return guarded


def _allow(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost", socket.gethostname()):
        return
    try:
        local = ipaddress.ip_address(name).is_loopback or ipaddress.ip_address(name).is_unspecified
    except ValueError:
        local = False
    if not local:
        raise NetworkForbidden(f"a test tried to reach {name}")


FIRST = (
    "test_scan.py",
    "test_register.py",
    "test_google_races.py",
    "test_office_programs.py",
    "test_demo.py",
    "test_adopt.py",
    "test_sheet_edits.py",
    "test_every_tab_apart.py",
    "test_reader.py",
    "test_rebuild.py",
    "test_xlsx.py",
    "test_cli.py",
)
"""Files that take longest, of `make test` or of `make long`: the last to begin must not be one of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those first; all others as they come."""
    places = {name: at for at, name in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


def pytest_collection_finish() -> None:
    """What thousands of collected tests hold is no garbage: the collector need not look through it."""
    gc.collect()
    gc.freeze()
