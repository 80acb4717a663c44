"""The looks that a workbook's cells can have: new ones are added behind the old, which stay as they are."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS

from sheets.package import Package
from sheets.parts import child, related, same_ns, workbook_part

_FIRST_OWN_FORMAT = 164
_SECTIONS = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")


@dataclass(slots=True)
class Styles:
    """The styles part of a package, changed only when a look is added."""

    package: Package
    part: str
    variants: dict[tuple[int, bool | None, str], int] = field(default_factory=dict)
    brought: dict[tuple[int, str, str], int] = field(default_factory=dict)

    def number_format(self, style: int) -> str:
        """How a cell of that look shows numbers; "General" where nothing is said."""
        looks = self._section("cellXfs")
        code = int(looks[style].get("numFmtId", "0")) if style < len(looks) else 0
        return self._formats().get(code) or BUILTIN_FORMATS.get(code, "General")

    def variant(self, style: int, *, quoted: bool | None = None, number_format: str = "") -> int:
        """A look like `style` but for the mark of text that is to stay text, or for its number format."""
        asked = (style, quoted, number_format)
        if asked not in self.variants:
            self.variants[asked] = self._variant(style, quoted, number_format)
        return self.variants[asked]

    def _variant(self, style: int, quoted: bool | None, number_format: str) -> int:
        looks = self._section("cellXfs")
        if style >= len(looks):
            return style
        new = deepcopy(looks[style])
        if quoted is not None:
            new.attrib.pop("quotePrefix", "")
            if quoted:
                new.set("quotePrefix", "1")
        if number_format:
            new.set("numFmtId", str(self._format(number_format)))
            new.set("applyNumberFormat", "1")
        return style if _same(looks[style], new) else self._add(new, "cellXfs")

    def bring(self, other: Styles, style: int) -> int:
        """A look of another workbook, brought over; returns its number here."""
        asked = (id(other), "cellXfs", str(style))
        if asked not in self.brought:
            there = other._section("cellXfs")[style]
            new = deepcopy(there)
            new.set("xfId", "0")
            for name, section in _SECTIONS.items():
                wanted = other._section(section)[int(there.get(name, "0"))]
                new.set(name, str(self._add(deepcopy(wanted), section)))
            new.set("numFmtId", str(self._format(other.number_format(style))))
            self.brought[asked] = self._add(new, "cellXfs")
        return self.brought[asked]

    def bring_rule(self, other: Styles, rule: int) -> int:
        """The look of a conditional format of another workbook, brought over; returns its number here."""
        asked = (id(other), "dxfs", str(rule))
        if asked not in self.brought:
            self.brought[asked] = self._add(deepcopy(other._section("dxfs")[rule]), "dxfs")
        return self.brought[asked]

    def _section(self, name: str) -> etree._Element:
        root = self.package.tree(self.part)
        found = child(root, name)
        if found is None:
            root = self.package.tree(self.part, to_change=True)
            found = root.makeelement(same_ns(root, name), count="0")
            later = _ORDER[_ORDER.index(name) + 1 :]
            after = next((one for one in root if etree.QName(one).localname in later), None)
            if after is None:
                root.append(found)
            else:
                after.addprevious(found)
        return found

    def _add(self, new: etree._Element, section: str) -> int:
        for at, old in enumerate(self._section(section)):
            if _same(old, new):
                return at
        self.package.tree(self.part, to_change=True)
        there = self._section(section)
        there.append(new)
        there.set("count", str(len(there)))
        return len(there) - 1

    def _formats(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for one in self._section("numFmts"):
            found[int(one.get("numFmtId", "0"))] = one.get("formatCode", "")
        return found

    def _format(self, code: str) -> int:
        known: dict[int, str] = {int(at): str(text) for at, text in BUILTIN_FORMATS.items()}
        for number, text in (known | self._formats()).items():
            if text == code:
                return number
        number = max([_FIRST_OWN_FORMAT - 1, *self._formats()]) + 1
        there = self._section("numFmts")
        new = there.makeelement(same_ns(there, "numFmt"), numFmtId=str(number), formatCode=code)
        self._add(new, "numFmts")
        return number


def styles_of(package: Package) -> Styles:
    """The looks of a workbook. Raises KeyError where it has none, which no program writes."""
    (part,) = related(package, workbook_part(package), "styles")[:1] or [""]
    return Styles(package, part)


def _same(one: etree._Element, other: etree._Element) -> bool:
    return (
        etree.QName(one).localname == etree.QName(other).localname
        and sorted(one.attrib.items()) == sorted(other.attrib.items())
        and (one.text or "").strip() == (other.text or "").strip()
        and len(one) == len(other)
        and all(_same(a, b) for a, b in zip(one, other, strict=True))
    )
