"""Word and OpenDocument forms: their XML filled in from templates, and put into one file.

What each part looks like stands in the folders word/ and opendocument/. The same form is the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from jinja2 import Environment, StrictUndefined

from ingest.blank.questions import AFTER, TITLE, BlankForm, Kind
from ingest.blank.text import END
from ingest.page import OFF, ON

PLACEHOLDER = "Click or tap here to write."
"""What stands in an empty control: words that the reader knows for a prompt (ingest/prompts.py)."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_WORD = {
    "[Content_Types].xml": "types.xml",
    "_rels/.rels": "relations.xml",
    "docProps/core.xml": "properties.xml",
    "word/_rels/document.xml.rels": "document_relations.xml",
    "word/document.xml": "document.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/footer1.xml": "footer.xml",
}
_OPENDOCUMENT = {
    "mimetype": "mimetype",
    "content.xml": "content.xml",
    "styles.xml": "styles.xml",
    "meta.xml": "meta.xml",
    "META-INF/manifest.xml": "manifest.xml",
}


def blank_docx(form: BlankForm) -> bytes:
    """The form as a Word document, with a content control for each answer.

    They are controls for any text: LibreOffice 7.4 repeats names in Arabic or Chinese letters in controls for
    plain text, and loses their line ends.
    """
    return _packed(form, "word", _WORD)


def blank_odt(form: BlankForm) -> bytes:
    """The form as OpenDocument text: a cell to write in for each answer, boxes that a click ticks."""
    return _packed(form, "opendocument", _OPENDOCUMENT)


def filled_in(form: BlankForm, template: str) -> str:
    """A template of this folder with the form's words in it, each escaped."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    source = (files("ingest.blank") / template).read_text(encoding="utf-8")
    return environment.from_string(source).render(
        form=form, title=TITLE, after=AFTER, end=END, Kind=Kind, OFF=OFF, ON=ON, placeholder=PLACEHOLDER
    )


def _packed(form: BlankForm, folder: str, parts: Mapping[str, str]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, template in parts.items():
            # OpenDocument wants its type to stand first and plain, so that programs see it without unpacking.
            how = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(ZipInfo(name, _EPOCH), filled_in(form, f"{folder}/{template}"), how)
    return packed.getvalue()
