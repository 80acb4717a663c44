"""Papers in other formats than Word's: OpenDocument, PDF, a photograph. Small, and all our own."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

Answers = Sequence[tuple[str, str]]
"""Question and answer, in the order of the form."""


def odt(title: str, answers: Answers) -> bytes:
    """A form as LibreOffice saves it."""
    lines = [title, *(f"{question}: {answer}" for question, answer in answers)]
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def pdf(title: str, answers: Answers) -> bytes:
    """A form as a page of PDF with its text in it."""
    lines = [title, "", *(f"{question}: {answer}" for question, answer in answers)]
    shown = [line[start : start + 90] for line in lines for start in range(0, max(1, len(line)), 90)]
    drawn = " T* ".join(f"({_pdf_text(line)}) Tj" for line in shown)
    stream = f"BT /F1 10 Tf 14 TL 50 790 Td {drawn} ET".encode("cp1252", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    out = BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + table)
    out.write(b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def photograph(name: str, width: int = 360, height: int = 480) -> bytes:
    """A grey picture, grainy as a phone's, with dark lines for the writing; always the same for a name."""
    grain = b"".join(hashlib.sha256(f"{name}{n}".encode()).digest() for n in range(width * height // 32 + 1))
    rows = bytearray()
    for y in range(height):
        written = y % 24 in (10, 11, 12)
        line = grain[y * width : (y + 1) * width]
        rows.append(0)
        rows += bytes((70 if written and x % 90 < 70 else 190) + line[x] % 48 for x in range(width))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _pdf_text(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def zipped(parts: Mapping[str, str]) -> bytes:
    """The parts in their order, the mark of an OpenDocument uncompressed; no moment in it."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            kind = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(ZipInfo(name), content.encode(), kind)
    return out.getvalue()
