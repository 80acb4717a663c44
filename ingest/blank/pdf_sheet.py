"""The pages of the PDF form while they are written: words, rules, fields; then the file."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from ingest.blank.pdf_file import Element, Objects, Page, Tree, text
from ingest.blank.pdf_letters import FONTS, Letters

WIDTH, HEIGHT = 595.28, 841.89  # points: A4
LEFT, RIGHT, TOP, BOTTOM = 57.0, 538.0, 796.0, 50.0
_ACCENT = "0.12 0.31 0.47"
_DESCRIBED = (
    "/Flags 32/FontBBox[-170 -228 1003 962]/ItalicAngle 0/Ascent 718/Descent -207/CapHeight 718/StemV 88"
)


@dataclass(frozen=True, slots=True)
class Type:
    """How words are set: size in points, weight, colour."""

    size: float
    bold: bool = False
    colour: str = "0 0 0"


class Sheet:
    """The form on its pages; `y` is how far down the page it has come, in points from the page's bottom."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self.objects = Objects()
        self.root, self.parent = self.objects.reserve(), self.objects.reserve()
        self.tree = Tree(self.objects, self.objects.reserve())
        self.pages: list[Page] = []
        self.fields: list[int] = []
        self.y = 0.0
        self.turn()

    @property
    def page(self) -> Page:
        """The page at hand."""
        return self.pages[-1]

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append(Page(self.objects.reserve(), self.tree.next_key()))
        self.y = TOP

    def room(self, points: float) -> None:
        """See that so much room is left on the page, or begin another."""
        if self.y - points < BOTTOM:
            self.turn()

    def skip(self, points: float) -> None:
        """Leave some room, though not at the head of a page."""
        if self.y < TOP:
            self.y -= points

    def height(self, words: str, kind: Type, width: float) -> float:
        """How high words are when they are wrapped."""
        return len(self.letters.wrapped(words, kind.size, width, kind.bold)) * kind.size * 1.28

    def write(
        self,
        tag: str,
        words: str,
        kind: Type,
        parent: Element,
        width: float = RIGHT - LEFT,
        after: float = 0.0,
    ) -> None:
        """A paragraph or heading at the left margin, over as many lines and pages as it takes."""
        element = self.tree.element(tag, parent)
        painted: list[str] = []
        for line in self.letters.wrapped(words, kind.size, width, kind.bold):
            if self.y - kind.size * 1.28 < BOTTOM:
                self.tree.mark(element, self.page, painted)
                painted = []
                self.turn()
            self.y -= kind.size * 1.28
            painted.append(self._painted(f"{line} ", kind, LEFT, self.y + kind.size * 0.28))
        self.tree.mark(element, self.page, painted)
        self.y -= after

    def line(self, tag: str, words: str, kind: Type, parent: Element, x: float, base: float) -> None:
        """A line of words at a place of its own."""
        self.tree.mark(self.tree.element(tag, parent), self.page, [self._painted(words, kind, x, base)])

    def rule(self) -> None:
        """A line across the page, which says nothing aloud."""
        self._decorate(self.page, f"{_ACCENT} RG 1.2 w {LEFT} {self.y:.2f} m {RIGHT} {self.y:.2f} l S")

    def field(self, parent: Element) -> tuple[int, int]:
        """A place in the tree for a field on this page: the number and the key it is to have."""
        number = self.objects.reserve()
        return number, self.tree.own(self.tree.element("Form", parent), self.page, number)

    def file(self, title: str, author: str, foot: str, kind: Type) -> bytes:
        """The finished file; `foot` and the number of the page stand at each page's end."""
        unicode = self.objects.stream(self.letters.to_unicode())
        fonts = (
            "/Helv "
            + f"{self.objects.add(_PLAIN)} 0 R"
            + "".join(f"/{_NAMES[bold]} {self._font(bold, unicode)} 0 R" for bold in FONTS)
        )
        for at, page in enumerate(self.pages, start=1):
            self._decorate(page, self._painted(f"{foot}{at} of {len(self.pages)}", kind, LEFT, BOTTOM - 22))
            self._close(page, fonts)
        self.tree.finish(self.pages)
        kids = " ".join(f"{page.number} 0 R" for page in self.pages)
        self.objects.put(self.parent, f"<</Type/Pages/Kids[{kids}]/Count {len(self.pages)}>>")
        fields = " ".join(f"{number} 0 R" for number in self.fields)
        self.objects.put(
            self.root,
            f"<</Type/Catalog/Pages {self.parent} 0 R/Lang(en-GB)/MarkInfo<</Marked true>>"
            f"/StructTreeRoot {self.tree.root} 0 R/ViewerPreferences<</DisplayDocTitle true>>"
            f"/Metadata {self._metadata(title)} 0 R"
            f"/AcroForm<</Fields[{fields}]/DA(/Helv 10.5 Tf 0 g)/DR<</Font<<{fonts}>>>>>>>>",
        )
        return self.objects.file(self.root, self.objects.add(f"<</Title{text(title)}/Author{text(author)}>>"))

    def _painted(self, words: str, kind: Type, x: float, base: float) -> str:
        font, shown = _NAMES[kind.bold], self.letters.encoded(words)
        return f"BT {kind.colour} rg /{font} {kind.size} Tf {x:.2f} {base:.2f} Td {shown} Tj ET"

    def _decorate(self, page: Page, painted: str) -> None:
        page.content += ["/Artifact BMC", painted, "EMC"]

    def _font(self, bold: bool, unicode: int) -> int:
        descriptor = self.objects.add(f"<</Type/FontDescriptor/FontName/{FONTS[bold]}{_DESCRIBED}>>")
        return self.objects.add(self.letters.font(bold, descriptor, unicode))

    def _close(self, page: Page, fonts: str) -> None:
        """Tabs /S: from field to field in the order of the tree."""
        content = self.objects.stream("\n".join(page.content))
        annotations = " ".join(f"{number} 0 R" for number in page.annotations)
        self.objects.put(
            page.number,
            f"<</Type/Page/Parent {self.parent} 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {content} 0 R"
            f"/Resources<</Font<<{fonts}>>>>/Annots[{annotations}]/Tabs/S/StructParents {page.key}>>",
        )

    def _metadata(self, title: str) -> int:
        """The title once more, where programs for archives and screen readers look for it (XMP)."""
        shown = escape(title).encode("ascii", "xmlcharrefreplace").decode()
        return self.objects.stream(_XMP.format(title=shown), "/Type/Metadata/Subtype/XML")


_NAMES = {False: "F0", True: "F1"}
_PLAIN = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"  # for what members type
_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
