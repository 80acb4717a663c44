"""OpenDocument files round the XML of their bodies, and returned forms in them. Everything is invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from tests.support.documents import AnswerGiven, Pairs

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        **{prefix: f"{_URN}:{prefix}:1.0" for prefix in ("office", "text", "table", "style", "form")},
        "draw": f"{_URN}:drawing:1.0",
        "fo": f"{_URN}:xsl-fo-compatible:1.0",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
        "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    }.items()
)
LOOKS = {
    "bold": 'fo:font-weight="bold"',
    "slanted": 'fo:font-style="italic"',
    "plain": 'fo:font-weight="normal"',
    "struck": 'style:text-line-through-style="solid"',
    "underlined": 'style:text-underline-style="solid"',
    "marked": 'fo:background-color="#ffff00"',
    "grey": 'fo:color="#808080"',
    "hidden": 'text:display="none"',
    "dings": 'style:font-name="Wingdings"',
}
_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="{family}"><style:text-properties {look}/></style:style>'
    for name, look in LOOKS.items()
    for family in ("text", "paragraph", "table-cell")
)


def odt(body: str, styles: str = "", kind: str = "text", more: Mapping[str, str] | None = None) -> bytes:
    """A document of this kind ("text", "text-template", "spreadsheet"); styles are named as in `LOOKS`."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_NAMESPACES}><office:automatic-styles>'
        f"{_STYLES}{styles}</office:automatic-styles><office:body><office:{kind.removesuffix('-template')}>{body}"
        f"</office:{kind.removesuffix('-template')}></office:body></office:document-content>"
    )
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", ZIP_STORED)
        archive.writestr("content.xml", content)
        for name, part in (more or {}).items():
            archive.writestr(name, part)
    return packed.getvalue()


def paragraph(inside: str, style: str = "") -> str:
    """A paragraph of this XML."""
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def span(text: str, style: str) -> str:
    """Text in a style of `LOOKS`."""
    return f'<text:span text:style-name="{style}">{escape(text)}</text:span>'


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table of cells given as the XML inside them."""
    written = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell>{cell}</table:table-cell>' for cell in row)}"
        "</table:table-row>"
        for row in rows
    )
    return f"<table:table>{written}</table:table>"


def text_box(inside: str) -> str:
    """A paragraph with a text box anchored in it."""
    return paragraph(f"<draw:frame><draw:text-box>{inside}</draw:text-box></draw:frame>")


def _answer(answer: AnswerGiven) -> str:
    if isinstance(answer, str):
        return "".join(paragraph(escape(line)) for line in answer.split("\n"))
    return "".join(
        paragraph(f"{answer.on if option in answer.chosen else answer.off} {escape(option)}")
        for option in answer.options
    )


def odt_form(pairs: Pairs, layout: str = "beside", kind: str = "text") -> bytes:
    """A filled form. Layouts: beside, below (paragraphs under bold questions), boxes, struck."""
    return odt(paragraph("Casework form", "bold") + _LAYOUTS[layout](pairs), kind=kind)


def _beside(pairs: Pairs) -> str:
    return table((paragraph(span(label, "bold")), _answer(answer)) for label, answer in pairs)


def _below(pairs: Pairs) -> str:
    return "".join(paragraph(escape(label), "bold") + _answer(answer) for label, answer in pairs)


def _boxes(pairs: Pairs) -> str:
    return "".join(paragraph(escape(label), "bold") + text_box(_answer(answer)) for label, answer in pairs)


def _struck(pairs: Pairs) -> str:
    def cell(answer: AnswerGiven) -> str:
        if isinstance(answer, str):
            return _answer(answer)
        shown = (escape(one) if one in answer.chosen else span(one, "struck") for one in answer.options)
        return paragraph(" / ".join(shown))

    return table((paragraph(span(label, "bold")), cell(answer)) for label, answer in pairs)


_LAYOUTS = {"beside": _beside, "below": _below, "boxes": _boxes, "struck": _struck}
ODT_LAYOUTS = tuple(_LAYOUTS)
