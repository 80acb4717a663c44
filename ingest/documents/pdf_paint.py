"""What a PDF page paints: letters with their places and looks, strokes, filled shapes, pictures.

pdfminer interprets the page; this listens to it and keeps little. All places are in points from the top left
corner of the page as it is shown, y growing downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect, decode_text, mult_matrix

from ingest.documents.symbols import symbol
from ingest.documents.zipped import Unreadable
from ingest.page import OFF, TICK, Mark

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

MAX_MARKS = 60_000  # letters, strokes and figures on one page; a full page of text has about 5,000 letters
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_FORCE_BOLD = 1 << 18
_INVISIBLE = 3  # text rendering mode of what a scanner's OCR hides behind the picture
_FILL_AND_STROKE = 2  # ... and of letters thickened to look bold
_GREY = (0.37, 0.82)  # the colour of hints: neither near black nor white
_GREY_SPREAD = 0.07
_SAME = str.maketrans({"\u00a0": " ", "\u00ad": "-", "√": TICK, "❑": OFF, "❒": OFF})


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter, or a piece of text set as one: left and right edge, baseline, size of type."""

    x0: float
    x1: float
    base: float
    size: float
    text: str
    mark: Mark = Mark.NONE

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of what is seen of it."""
        return (self.x0 + self.x1) / 2, self.base - 0.3 * self.size


@dataclass(frozen=True, slots=True)
class Shape:
    """A painted path: its box, its corner points, and how it is painted. `light`: filled with near white."""

    box: Box
    points: tuple[tuple[float, float], ...]
    stroked: bool
    filled: bool
    curved: bool
    light: bool
    grey: bool

    @property
    def width(self) -> float:
        """From left to right."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.box[3] - self.box[1]


@dataclass(slots=True)
class Painted:
    """A page while it is being painted, and afterwards."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: float = 0.0  # area covered by pictures, as a part of the page
    hidden: int = 0  # invisible letters
    unknown: int = 0  # letters whose meaning the file does not give
    slack: float = 0.0  # points by which the ends of words may be off


class Painter(PDFTextDevice):
    """pdfminer's way to be told what is painted is to inherit from its device: the one reason for it here."""

    def __init__(self, manager: PDFResourceManager) -> None:
        """Ready for a page."""
        super().__init__(manager)
        self.page = Painted(0.0, 0.0)
        self._matrices: list[tuple[float, float, float, float, float, float]] = []
        self._figures = 0
        self._tags: list[tuple[int, str]] = []

    def begin_page(self, page: PDFPage, ctm: tuple[float, float, float, float, float, float]) -> None:
        """A new page; `ctm` turns it the way it is shown."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.page = Painted(abs(x1 - x0), abs(y1 - y0))
        self.set_ctm(ctm)
        self._figures = 0
        self._tags = []

    def begin_figure(
        self, name: str, bbox: Box, matrix: tuple[float, float, float, float, float, float]
    ) -> None:
        """A form or picture drawn on the page; counted, since forms that draw forms can go on for ever."""
        self._figures += 1
        if self._figures > MAX_MARKS // 30:
            raise Unreadable("it holds far more than a form can")
        assert self.ctm is not None
        self._matrices.append(self.ctm)
        self.set_ctm(mult_matrix(matrix, self.ctm))

    def end_figure(self, name: str) -> None:
        """Back to where the figure was drawn."""
        self.set_ctm(self._matrices.pop())

    def render_image(self, name: str, stream: PDFStream) -> None:
        """A picture fills the unit square of its matrix."""
        assert self.ctm is not None
        x0, y0, x1, y1 = apply_matrix_rect(self.ctm, (0, 0, 1, 1))
        whole = self.page.width * self.page.height
        self.page.pictures += abs((x1 - x0) * (y1 - y0)) / whole if whole else 0.0

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[Sequence[object]],
    ) -> None:
        """A path, cut into its subpaths."""
        assert self.ctm is not None
        self._count()
        light, grey = _tone(graphicstate.ncolor)
        points: list[tuple[float, float]] = []
        curved = False
        for segment in [*path, ("m",)]:
            if segment[0] == "m":
                self._add(points, stroke, fill, curved, light, grey)
                points, curved = [], False
            if segment[0] == "h":
                points.extend(points[:1])
            elif len(segment) >= 3:
                curved = curved or segment[0] in ("c", "v", "y")
                x, y = apply_matrix_pt(self.ctm, (float(str(segment[-2])), float(str(segment[-1]))))
                points.append((x, self.page.height - y))

    def _add(
        self,
        points: list[tuple[float, float]],
        stroke: bool,
        fill: bool,
        curved: bool,
        light: bool,
        grey: bool,
    ) -> None:
        if len(points) < 2:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        self.page.shapes.append(Shape(box, tuple(points), stroke, fill, curved, light, grey))

    def _count(self) -> None:
        if len(self.page.glyphs) + len(self.page.shapes) > MAX_MARKS:
            raise Unreadable("it holds far more than a form can")

    def begin_tag(self, tag: PSLiteral, props: object = None) -> None:
        """What is painted from here on may come with the words it stands for (/ActualText)."""
        found = resolve1(props.get("ActualText")) if isinstance(props, dict) else None
        words = decode_text(found) if isinstance(found, bytes) else ""
        self._tags.append((len(self.page.glyphs), words))

    def end_tag(self) -> None:
        """Put the words in the place of what was painted for them, if that is one piece of a row."""
        if not self._tags:
            return
        start, words = self._tags.pop()
        painted = self.page.glyphs[start:]
        if painted and words.strip("\u00ad ") and len({round(one.base) for one in painted}) == 1:
            whole = replace(painted[0], x1=max(one.x1 for one in painted), text=words.translate(_SAME))
            self.page.glyphs[start:] = [whole]

    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        """Letters in a row: what is the same for all of them is found out once."""
        self._count()
        font = textstate.font
        assert font is not None
        self._mark = Mark.NONE
        name = str(font.fontname or "").rpartition("+")[2].casefold()
        self._font = name
        flags = font.flags if isinstance(font.flags, int) else 0
        if any(word in name for word in _BOLD_NAMES) or flags & _FORCE_BOLD:
            self._mark |= Mark.BOLD
        if textstate.render == _FILL_AND_STROKE:
            self._mark |= Mark.BOLD
        if _tone(graphicstate.ncolor)[1]:
            self._mark |= Mark.FAINT
        self._hidden = textstate.render == _INVISIBLE
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: tuple[float, float, float, float, float, float],
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """One letter; gives its width, by which pdfminer moves on."""
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, x, y = matrix
        if self._hidden:
            self.page.hidden += 1
        elif a > 0 and abs(b) < 0.2 * a:  # upright, or nearly: what stands on its side is decoration
            text = self._letter(font, cid)
            if text:
                base = self.page.height - (y + d * rise)
                self.page.glyphs.append(Glyph(x, x + a * advance, base, abs(d) * fontsize, text, self._mark))
        return advance

    def _letter(self, font: PDFFont, cid: int) -> str:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = ""
        text = symbol(self._font, ord(text[0]) if text else cid) or text
        if not text:
            self.page.unknown += 1
        return text.translate(_SAME)


def _tone(colour: object) -> tuple[bool, bool]:
    """Whether a colour is near white, and whether it is the middle grey of hints."""
    parts = colour if isinstance(colour, tuple) else (colour,)
    values = [float(part) for part in parts if isinstance(part, (int, float))]
    if len(values) == 4:  # CMYK
        values = [(1 - value) * (1 - values[3]) for value in values[:3]]
    if len(values) not in (1, 3):
        return False, False
    low, high = min(values), max(values)
    return low > 0.93, _GREY[0] <= low and high <= _GREY[1] and high - low <= _GREY_SPREAD
