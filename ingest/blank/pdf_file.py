"""The objects of a PDF file, its pages and the tree that tells programs which read aloud what is what.

As little of ISO 32000-1 as a tagged form needs: marked content (§14.6), the structure tree with its parent
tree (§14.7), annotations in it (§14.7.4.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Objects:
    """The numbered objects of a file."""

    made: list[bytes] = field(default_factory=list)

    def reserve(self) -> int:
        """A number for an object that is still to be made."""
        self.made.append(b"null")
        return len(self.made)

    def put(self, number: int, content: str) -> None:
        """What a reserved number stands for."""
        self.made[number - 1] = content.encode("ascii")

    def add(self, content: str) -> int:
        """A new object; gives its number."""
        number = self.reserve()
        self.put(number, content)
        return number

    def stream(self, content: str, entries: str = "") -> int:
        """A new stream; gives its number."""
        length = len(content.encode("ascii"))
        return self.add(f"<<{entries}/Length {length}>>stream\n{content}\nendstream")

    def file(self, root: int, about: int) -> bytes:
        """The whole file."""
        made = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")  # bytes over 127: no text, say mail programs
        places = []
        for number, content in enumerate(self.made, start=1):
            places.append(len(made))
            made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        start = len(made)
        made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        made += b"".join(b"%010d 00000 n \n" % place for place in places)
        made += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1,
            root,
            about,
            start,
        )
        return bytes(made)


@dataclass(slots=True)
class Element:
    """A part of the document for those who hear it: `tag` says what it is (H1, P, Form ...)."""

    number: int
    tag: str
    parent: int
    kids: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A page while it is being written. `key`: its place in the parent tree; `marked`: elements by mark."""

    number: int
    key: int
    content: list[str] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Tree:
    """The structure tree while it is being made. `owners`: the parent tree, by key."""

    objects: Objects
    root: int
    elements: list[Element] = field(default_factory=list)
    owners: dict[int, str] = field(default_factory=dict)
    keys: int = 0

    def element(self, tag: str, parent: Element | None = None) -> Element:
        """A new part, the last of its parent."""
        above = self.root if parent is None else parent.number
        made = Element(self.objects.reserve(), tag, above)
        self.elements.append(made)
        if parent is not None:
            parent.kids.append(f"{made.number} 0 R")
        return made

    def next_key(self) -> int:
        """A key of the parent tree."""
        self.keys += 1
        return self.keys - 1

    def mark(self, element: Element, page: Page, painted: Sequence[str]) -> None:
        """Put what is painted on a page, as (a part of) an element."""
        at = len(page.marked)
        page.content += [f"/{element.tag} <</MCID {at}>> BDC", *painted, "EMC"]
        page.marked.append(element.number)
        element.kids.append(f"<</Type/MCR/Pg {page.number} 0 R/MCID {at}>>")

    def own(self, element: Element, page: Page, annotation: int) -> int:
        """Tie a field on a page to its element; gives the field's key."""
        key = self.next_key()
        self.owners[key] = f"{element.number} 0 R"
        element.kids.append(f"<</Type/OBJR/Pg {page.number} 0 R/Obj {annotation} 0 R>>")
        page.annotations.append(annotation)
        return key

    def finish(self, pages: Sequence[Page]) -> None:
        """Make the objects of the tree."""
        for page in pages:
            self.owners[page.key] = f"[{' '.join(f'{number} 0 R' for number in page.marked)}]"
        for one in self.elements:
            kids = " ".join(one.kids)
            self.objects.put(one.number, f"<</Type/StructElem/S/{one.tag}/P {one.parent} 0 R/K[{kids}]>>")
        owners = " ".join(f"{key} {owner}" for key, owner in sorted(self.owners.items()))
        parents = self.objects.add(f"<</Nums[{owners}]>>")
        tops = " ".join(f"{one.number} 0 R" for one in self.elements if one.parent == self.root)
        self.objects.put(
            self.root,
            f"<</Type/StructTreeRoot/K[{tops}]/ParentTree {parents} 0 R/ParentTreeNextKey {self.keys}>>",
        )


def text(value: str) -> str:
    """A text string that any program reads, in UTF-16 where it must be."""
    if value.isascii() and value.isprintable():
        return "(" + value.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<feff{value.encode('utf-16-be').hex()}>"


def name(value: str) -> str:
    """A name object."""
    return "/" + "".join(
        letter
        if letter.isascii() and letter.isalnum()
        else "".join(f"#{byte:02x}" for byte in letter.encode())
        for letter in value
    )
