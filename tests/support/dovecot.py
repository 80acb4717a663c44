"""Dovecot 2.3 on loopback, in a folder of its own (MAIL.md, "working configuration"), as root or not."""

from __future__ import annotations

import grp
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests.support.certificates import Certificates
from tests.support.imap_server import ImapServer, free_port, sign_in, wait_until_it_answers

PASSWORD = "correct-horse"


def why_not() -> str:
    """Why Dovecot cannot be used on this machine, or by wish of the environment; empty if it can."""
    if os.environ.get("CASEWORK_TESTS_WITHOUT_DOVECOT"):
        return "CASEWORK_TESTS_WITHOUT_DOVECOT is set"
    program = _program()
    if program is None:
        return "Dovecot is not installed"
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.match(r"(\d+)\.(\d+)", version)
    if found is None or (int(found[1]), int(found[2])) != (2, 3):
        return f"the configuration here is for Dovecot 2.3, found {version.strip() or 'no version'}"
    return ""


class Dovecot:
    """Any user name may sign in with `password` and has a mailbox of their own, made on first use."""

    def __init__(
        self,
        certificates: Certificates | None = None,
        *,
        password: str = PASSWORD,
        prefix: str = "",
        separator: str = ".",
    ) -> None:
        # Not pytest's folder: only its owner may enter that, and mail belongs to another user under root.
        self._folder = Path(tempfile.mkdtemp(prefix="casework-dovecot-"))
        self._folder.chmod(0o755)
        self._password = password
        self._port, self._tls_port = free_port(), free_port()
        self._certificates = certificates
        self._prefix, self._separator = prefix, separator
        self._process: subprocess.Popen[bytes] | None = None

    def server(self, user: str) -> ImapServer:
        """The plain (and STARTTLS, given certificates) port, for one user."""
        return ImapServer("Dovecot", "127.0.0.1", self._port, user, self._password, self._separator)

    def tls_server(self, user: str) -> ImapServer:
        """The port that speaks TLS from the first byte."""
        return ImapServer("Dovecot", "127.0.0.1", self._tls_port, user, self._password, self._separator)

    def maildir(self, user: str) -> Path:
        """Where this user's mail lies."""
        return self._folder / "mail" / user

    def put(self, user: str, name: str, letter: bytes) -> None:
        """Write a letter straight into the user's Maildir, as a delivery agent does: any bytes at all."""
        with sign_in(self.server(user)) as client:
            client.select("INBOX")  # makes the Maildir
        owner = self.maildir(user).stat()
        written = self.maildir(user) / "tmp" / name
        written.write_bytes(letter)
        os.chown(written, owner.st_uid, owner.st_gid)
        written.rename(self.maildir(user) / "new" / name)

    def __enter__(self) -> Dovecot:
        owner = self._mail_owner()
        for name in ("mail", "home", "run", "state"):
            (self._folder / name).mkdir()
            if name in ("mail", "home"):
                os.chown(self._folder / name, owner.pw_uid, owner.pw_gid)
        config = self._folder / "dovecot.conf"
        config.write_text(self._configuration(owner), encoding="utf-8")
        self._process = subprocess.Popen(
            [str(_program()), "-F", "-c", str(config)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_it_answers("127.0.0.1", self._port, self._process)
        except AssertionError as error:
            log = self._folder / "dovecot.log"
            said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else "no log"
            self.__exit__()
            raise AssertionError(f"Dovecot did not start: {said}") from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(10)
        for _attempt in range(20):  # its children take their leave a moment later
            shutil.rmtree(self._folder, ignore_errors=True)
            if not self._folder.exists():
                return
            time.sleep(0.05)

    def _mail_owner(self) -> pwd.struct_passwd:
        """Dovecot keeps no mail for root."""
        return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())

    def _configuration(self, owner: pwd.struct_passwd) -> str:
        root = os.geteuid() == 0
        return _CONFIGURATION.format(
            folder=self._folder,
            port=self._port,
            tls_port=self._tls_port if self._certificates else 0,
            password=self._password,
            prefix=self._prefix,
            separator=self._separator,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            internal="dovecot" if root else owner.pw_name,
            login="dovenull" if root else owner.pw_name,
            group="" if root else f"default_internal_group = {grp.getgrgid(owner.pw_gid).gr_name}",
            tls=_TLS.format(certificate=self._certificates.certificate, key=self._certificates.key)
            if self._certificates
            else "ssl = no",
        )


def _program() -> str | None:
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")


_TLS = """ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}"""

_CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
{tls}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
first_valid_uid = 0
default_internal_user = {internal}
default_login_user = {login}
{group}
mail_location = maildir:{folder}/mail/%u
mail_max_userip_connections = 50
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  prefix = {prefix}
  separator = {separator}
}}
service imap-login {{
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls_port}
    ssl = yes
  }}
  chroot =
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""
