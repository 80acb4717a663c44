"""The settings of a demo whose notices leave through a mail server: config.yaml, and what it refers to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.config import demo_config

if TYPE_CHECKING:
    from jobs.demo.mail_server import MailServer

CA, PASSWORD = "smtp-ca.pem", "smtp-password"

_CHOSEN = """\
transport:
  # folder: they are put into a folder and go nowhere. smtp: through a mail server. The demo started one on
  # this computer, which put every notice into the folder outbox, and stopped it when the demo was over.
  kind: smtp
  # The server, and the port it listened at.
  host: {server.host}
  port: {server.port}
  # Encrypted after the first words. The file holds the certificate that the server showed.
  tls: starttls
  ca_file: {ca}
  # What it was entered with. The password stands in a file of its own.
  username: {server.user}
  password: ${{file:{password}}}
"""

_LEFT_OUT = """\
# Straight into the folder, without a mail server. To go on with the demo, put a "#" before each line of the
# section above, and take it away here.
#transport:
#  kind: folder
#  path: outbox
"""


def write_settings(folder: Path, server: MailServer) -> None:
    """Put config.yaml, the server's certificate and its password into `folder`."""
    (folder / CA).write_bytes(server.certificate)
    password = folder / PASSWORD
    password.touch(mode=0o600)
    password.write_text(server.password, encoding="ascii")
    (folder / "config.yaml").write_text(smtp_config(server), encoding="utf-8")


def smtp_config(server: MailServer) -> str:
    """The demo's config.yaml with the other kind of transport, told as plainly as the first."""
    text = demo_config(Path())
    chosen = _CHOSEN.format(server=server, ca=CA, password=PASSWORD)
    text, one = re.subn(r"(?m)^transport:\n(?:  .*\n)+", lambda _: chosen, text)
    text, other = re.subn(r"(?m)^# Through a mail .*\n#transport:\n(?:#  .*\n)+", lambda _: _LEFT_OUT, text)
    assert one == other == 1, "config.yaml names each kind of transport once"
    return text


def was_by_smtp(folder: Path) -> bool:
    """Whether the demo in that folder was played through a mail server."""
    return (folder / CA).exists()
