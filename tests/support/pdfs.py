"""PDFs of our own making, byte by byte: pages of words, rules and boxes, and fields to fill in.

Places are in points from the top left corner of an A4 page, like those of ingest/documents/pdf_paint.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
_FONTS = {"F": "Helvetica", "B": "Helvetica-Bold", "Z": "ZapfDingbats"}
_CIRCLE = 0.5523  # how far the handles of a quarter of a circle stand out


@dataclass(frozen=True, slots=True)
class Field:
    """An annotation: its box (left, top, right, bottom) and what else stands in its dictionary."""

    box: tuple[float, float, float, float]
    entries: str
    kids: tuple[Field, ...] = ()


def words(x: float, y: float, text: str, font: str = "F", size: float = 10, mode: int = 0) -> str:
    """Words beginning at x on the baseline y. `font`: F, B (bold) or Z (dingbats)."""
    return f"BT {mode} Tr /{font} {size} Tf {x} {HEIGHT - y} Td {literal(text)} Tj ET\n"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line."""
    return f"0.8 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S\n"


def frame(x: float, y: float, width: float, height: float, paint: str = "S") -> str:
    """A rectangle by its upper left corner; `paint`: S drawn, f filled."""
    return f"{x} {HEIGHT - y - height} {width} {height} re {paint}\n"


def circle(x: float, y: float, radius: float, paint: str = "S", flat: float = 1) -> str:
    """A circle, or with `flat` an ellipse that much lower than wide, by its middle."""
    y, r, h, k = HEIGHT - y, radius, radius * flat, _CIRCLE
    return (
        f"{x - r} {y} m {x - r} {y + k * h} {x - k * r} {y + h} {x} {y + h} c "
        f"{x + k * r} {y + h} {x + r} {y + k * h} {x + r} {y} c "
        f"{x + r} {y - k * h} {x + k * r} {y - h} {x} {y - h} c "
        f"{x - k * r} {y - h} {x - r} {y - k * h} {x - r} {y} c h {paint}\n"
    )


def cross(x: float, y: float, side: float) -> str:
    """Two lines across a square, as a drawing program makes a tick."""
    return rule(x + 1, y + 1, x + side - 1, y + side - 1) + rule(x + 1, y + side - 1, x + side - 1, y + 1)


def grid(
    x: float, y: float, columns: Sequence[float], rows: Sequence[Sequence[str]], step: float = 24
) -> str:
    """A ruled table with one line of words in each cell; the words of the first column are bold."""
    edges = [x]
    for width in columns:
        edges.append(edges[-1] + width)
    bottom = y + step * len(rows)
    drawn = [rule(edges[0], y + step * at, edges[-1], y + step * at) for at in range(len(rows) + 1)]
    drawn += [rule(edge, y, edge, bottom) for edge in edges]
    for at, row in enumerate(rows):
        for number, text in enumerate(row):
            drawn.append(words(edges[number] + 5, y + step * at + 15, text, "F" if number % 2 else "B"))
    return "".join(drawn)


def text_field(
    name: str, box: tuple[float, float, float, float], value: str = "", tooltip: str = "", more: str = ""
) -> Field:
    """A field to write in, without an appearance."""
    said = f"/TU {literal(tooltip)}" if tooltip else ""
    return Field(box, f"/FT/Tx /T {literal(name)} /V {literal(value)} {said} {more}")


def tick_field(name: str, x: float, y: float, on: bool, tooltip: str = "", state: str = "Yes") -> Field:
    """A tick box ten points wide."""
    said = f"/TU {literal(tooltip)}" if tooltip else ""
    looks = f"/AP<</N<</{state} 5 0 R/Off 5 0 R>>>>"
    entries = f"/FT/Btn /T {literal(name)} /AS/{state if on else 'Off'} {said} {looks}"
    return Field((x, y, x + 10, y + 10), entries)


def radio_field(name: str, buttons: Sequence[tuple[float, float, str]], chosen: str) -> Field:
    """A group of round buttons: places and states."""
    kids = tuple(
        Field(
            (x, y, x + 10, y + 10), f"/AS/{state if state == chosen else 'Off'} /AP<</N<</{state} 5 0 R>>>>"
        )
        for x, y, state in buttons
    )
    return Field((0, 0, 0, 0), f"/FT/Btn /Ff 32768 /T {literal(name)} /V/{chosen or 'Off'}", kids)


def literal(text: str) -> str:
    """A string of the file: in Latin letters as it is, else in UTF-16."""
    try:
        plain = text.encode("cp1252").decode("latin-1")
    except UnicodeEncodeError:
        return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex()}>"
    return "(" + plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"


def pdf(
    pages: Iterable[str],
    fields: Sequence[Sequence[Field]] = (),
    form: str = "",
    trailer: str = "",
    more: Sequence[str] = (),
    resources: str = "",
) -> bytes:
    """A document of these pages. `fields`: those of each page; `form`: more entries of the form's dictionary;
    `trailer`: more of the trailer's; `more`: further objects, the first of them number 6."""
    contents = list(pages)
    objects = [
        "",
        "",
        "",
        "",
        "<</Type/XObject/Subtype/Form/BBox[0 0 10 10]/Length 0>>stream\n\nendstream",
        *more,
    ]
    fonts = "".join(
        f"/{name}<</Type/Font/Subtype/Type1/BaseFont/{font}"
        f"{'' if name == 'Z' else '/Encoding/WinAnsiEncoding'}>>"
        for name, font in _FONTS.items()
    )
    kids: list[str] = []
    for at, content in enumerate(contents):
        own = fields[at] if at < len(fields) else ()
        annotations = " ".join(_add_field(field, objects) for field in own)
        objects.append(f"<</Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<<{fonts}>> {resources}>>/Annots[{annotations}]>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = (
        f"<</Type/Catalog/Pages 2 0 R/AcroForm<<{form}>>>>"
        if fields or form
        else ("<</Type/Catalog/Pages 2 0 R>>")
    )
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    objects[2] = objects[3] = "null"
    return written(objects, trailer)


def _add_field(field: Field, objects: list[str]) -> str:
    """Add a field with its buttons; gives the references of what stands on the page."""
    x0, y0, x1, y1 = field.box
    place = f"/Rect[{x0} {HEIGHT - y1} {x1} {HEIGHT - y0}]"
    kind = "" if "/Subtype" in field.entries else "/Subtype/Widget"
    objects.append(f"<</Type/Annot {kind} {place} {field.entries}>>")
    number = len(objects)
    if not field.kids:
        return f"{number} 0 R"
    references = []
    for kid in field.kids:
        x0, y0, x1, y1 = kid.box
        place = f"/Rect[{x0} {HEIGHT - y1} {x1} {HEIGHT - y0}]"
        objects.append(f"<</Type/Annot/Subtype/Widget {place} /Parent {number} 0 R {kid.entries}>>")
        references.append(f"{len(objects)} 0 R")
    return " ".join(references)


def written(objects: Sequence[str], trailer: str = "") -> bytes:
    """The objects as a file, with the table of their places."""
    made = bytearray(b"%PDF-1.6\n")
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += (
        f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(made)
