"""A page in a real browser without a screen: what it makes of what is typed into it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from lxml import html

from tests.support.blank_forms import Given

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=60000",
)  # fmt: skip
# Each member fills in the page by itself, presses the button, and the mail's text and link are noted.
_FILL = """<script>
const members = %s, told = [];
for (const member of members) {
  form.reset();
  for (const [field, answer] of Object.entries(member)) {
    if (typeof answer === "string") { document.getElementById(field).value = answer; continue; }
    for (const box of form.querySelectorAll(`[name="${field}"]`)) if (answer.includes(box.value)) box.click();
  }
  form.querySelector("button[type=submit]").click();
  const left = at("left-out").hidden ? "" : at("left-out").textContent;
  told.push({text: text.value, link: at("mail").href, fits: !at("mail").hidden, left});
}
document.body.innerHTML = "<pre id=told></pre>";
document.getElementById("told").textContent = JSON.stringify(told);
</script>"""


def mails_of(page: bytes, members: Sequence[Given], folder: Path, browser: str = "") -> list[dict[str, str]]:
    """The mail that each member gets from the page: text, link, whether it fits, what was left out."""
    script = _FILL % json.dumps(members).replace("</", "<\\/")
    # The page forbids nothing that it needs itself; a script at its end is allowed as its own are.
    (folder / "page.html").write_bytes(page.replace(b"</body>", script.encode() + b"</body>"))
    told = html.document_fromstring(dumped(folder / "page.html", folder, browser)).get_element_by_id("told")
    found: list[dict[str, str]] = json.loads(told.text_content())
    return found


def dumped(file: Path, folder: Path, browser: str = "") -> str:
    """The page as it stands once its scripts have run."""
    options = [
        *_QUIET,
        f"--user-data-dir={folder / 'profile'}",
        *([f"--user-agent={browser}"] if browser else []),
    ]
    command = [str(CHROMIUM), *options, "--dump-dom", file.as_uri()]
    return subprocess.run(command, capture_output=True, timeout=90, check=True).stdout.decode()
