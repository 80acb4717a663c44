"""Letters of every format for the timings: filled forms of invented people, as the tests make them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pypdfium2

from tests.support import samples
from tests.support.documents import docx_form
from tests.support.letters import attached, letter, multipart, part
from tests.support.opendocument import odt_form
from tests.support.returned import EVERYWHERE
from tests.support.richtext import rtf_form
from tests.support.spreadsheets import xlsx_form

_DOTS = 200  # an inch, as office scanners have it
_STORY = """Dear branch,

thank you for the minutes of the last meeting. I shall bring the banner on Saturday, and two of my
colleagues want to come along. Could somebody tell me where we meet, and whether there is room in the car
for the table? The weather should hold.

Best wishes
Ana
"""


def docx() -> list[bytes]:
    """In seven layouts, of three members."""
    layouts = ("table2", "table4", "controls", "paragraphs", "legacy", "boxes", "nested")
    pairs = [each.pairs for each in EVERYWHERE.values()]
    return _attached([docx_form(each, layout) for layout in layouts for each in pairs], "docx")


def odt() -> list[bytes]:
    """In three layouts, of three members."""
    pairs = [each.pairs for each in EVERYWHERE.values()]
    return _attached([odt_form(each, way) for way in ("beside", "below", "boxes") for each in pairs], "odt")


def rtf() -> list[bytes]:
    """In three layouts, of three members."""
    pairs = [each.pairs for each in EVERYWHERE.values()]
    return _attached([rtf_form(each, way) for way in ("beside", "below", "fields") for each in pairs], "rtf")


def xlsx() -> list[bytes]:
    """Of three members."""
    return _attached([xlsx_form(each.pairs) for each in EVERYWHERE.values()], "xlsx")


def acroform() -> list[bytes]:
    """With field names that mean nothing."""
    return _attached(samples.acroform()[:1], "pdf")


def pdf() -> list[bytes]:
    """Of one page."""
    return _attached(samples.pdf()[:1], "pdf")


def plain() -> list[bytes]:
    """Questions and answers as they are, and between quoted lines."""
    return [letter(content.decode()) for content in samples.text()[:2]]


def html() -> list[bytes]:
    """As Outlook, Gmail and web forms write it."""
    return [letter(content.decode(), content_type="text/html; charset=utf-8") for content in samples.html()]


def words() -> list[bytes]:
    """No form, and nothing that may be one."""
    return [letter(_STORY, subject="Saturday")]


def photographs() -> list[bytes]:
    """The flat PDF as a picture of 200 dots an inch."""
    page = pypdfium2.PdfDocument(samples.pdf()[0])[0]
    picture = BytesIO()
    page.render(scale=_DOTS / 72).to_pil().convert("L").save(picture, "JPEG", dpi=(_DOTS, _DOTS))
    return _attached([picture.getvalue()], "jpg")


def _attached(contents: Sequence[bytes], ending: str) -> list[bytes]:
    said = part("Dear branch,\r\n\r\nmy form is attached.\r\n\r\nAna\r\n")
    return [multipart(said, attached(content, f"form.{ending}")) for content in contents]
