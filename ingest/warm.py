"""Load beforehand whatever a letter may need: behind the walls nothing more can be loaded at leisure."""

from __future__ import annotations

import codecs
import gc
from base64 import encodebytes
from encodings.aliases import aliases
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from ingest.codec import pack
from ingest.form import warm_up
from ingest.inprocess import readings
from ingest.reading import FormSettings

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
_ANSWERS = (
    ("Name", "Ana Ruiz"),
    ("Email", "ana.ruiz@post.example"),
    ("Phone", "07700 900123"),
    ("Date of meeting", "3 March 2026 at 10am"),
    ("What has happened?", "I have been asked to a meeting about my workload."),
)
_LETTER = """\
From: Ana Ruiz <ana.ruiz@post.example>
To: casework@branch.example
Subject: =?utf-8?q?Form_=E2=80=93_filled_in?=
Date: Tue, 03 Mar 2026 10:00:00 +0000
Message-ID: <warm@post.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

{text}

On Mon, 2 Mar 2026 at 09:00, Casework <casework@branch.example> wrote:
> Please fill in the form.

--inner
Content-Type: text/html; charset=utf-8

<table><tr><td>Name</td><td>Ana Ruiz</td></tr></table>
--inner--

--outer
Content-Type: text/html; charset=utf-8

<blockquote type="cite"><p>Please fill in the form.</p></blockquote>
--outer
Content-Type: application/octet-stream
Content-Disposition: attachment; filename*=utf-8''form.docx
Content-Transfer-Encoding: base64

{document}
--outer--
"""


def warm(settings: FormSettings) -> None:
    """Read a made-up letter with a form in it, load every charset, and keep all that from the collector."""
    for name in sorted(set(aliases.values())):
        try:
            codecs.lookup(name)
        except LookupError:  # a charset of another platform
            continue
    warm_up()
    for reading in readings(sample(), settings):
        pack(reading)
    gc.collect()
    gc.freeze()


def sample() -> bytes:
    """A letter with a form in its body and the same in a small Word document; nobody's."""
    text = "\n".join(f"{label}: {answer}" for label, answer in _ANSWERS)
    document = encodebytes(_document()).decode("ascii")
    return _LETTER.format(text=text, document=document).encode("ascii")


def _document() -> bytes:
    rows = "".join(f"<w:tr>{_CELL.format(label)}{_CELL.format(answer)}</w:tr>" for label, answer in _ANSWERS)
    body = f'<w:document xmlns:w="{_W}"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>'
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
    return packed.getvalue()
