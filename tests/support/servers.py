"""The IMAP server of a test run: Dovecot where it can be used, else pymap; the run says which, and why.

Any test module may ask for the fixtures: tests/conftest.py names this file as a plugin.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.support import dovecot
from tests.support.certificates import Certificates, make_certificates
from tests.support.dovecot import Dovecot
from tests.support.imap_server import ImapServer
from tests.support.pymap_server import Pymap

WHY_NOT_DOVECOT = dovecot.why_not()
KIND = "pymap" if WHY_NOT_DOVECOT else "Dovecot"

needs_dovecot = pytest.mark.skipif(bool(WHY_NOT_DOVECOT), reason=f"needs Dovecot: {WHY_NOT_DOVECOT}")


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Our own CA and a server certificate for 127.0.0.1 and localhost."""
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def running_dovecot(certificates: Certificates) -> Iterator[Dovecot]:
    """One Dovecot for the whole run, with TLS; every test takes a user of its own."""
    if WHY_NOT_DOVECOT:
        pytest.skip(f"needs Dovecot: {WHY_NOT_DOVECOT}")
    with Dovecot(certificates) as running:
        yield running


def pytest_report_header() -> str:
    """One line at the top of the run."""
    return f"IMAP server: {KIND}{f' ({WHY_NOT_DOVECOT})' if WHY_NOT_DOVECOT else ''}"


@pytest.fixture
def new_account(request: pytest.FixtureRequest) -> Iterator[Callable[[], ImapServer]]:
    """Makes empty accounts, each with a mailbox of its own."""
    with ExitStack() as stack:

        def make() -> ImapServer:
            user = f"branch{secrets.token_hex(4)}"
            if WHY_NOT_DOVECOT:
                return stack.enter_context(Pymap(user)).server
            running: Dovecot = request.getfixturevalue("running_dovecot")
            return running.server(user)

        yield make


@pytest.fixture
def imap_server(new_account: Callable[[], ImapServer]) -> ImapServer:
    """One empty account."""
    return new_account()
