"""Which part of the package is which tab, and what belongs to the workbook as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sheets.package import Package

WORKBOOK = "xl/workbook.xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def same_ns(element: etree._Element, name: str) -> str:
    """`name` in the namespace of `element`, as tags are written."""
    namespace = etree.QName(element).namespace
    return f"{{{namespace}}}{name}" if namespace else name


def named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Every element below `root` of these local names, in whatever namespace."""
    return root.iter(*(f"{{*}}{name}" for name in names))


def child(parent: etree._Element, name: str) -> etree._Element | None:
    """The first child of that local name."""
    return next(iter(parent.iterchildren(f"{{*}}{name}")), None)


def workbook_part(package: Package) -> str:
    """The part that lists the tabs."""
    found = [one.target for one in package.relations("").values() if one.kind == "officeDocument"]
    return found[0] if found else WORKBOOK


def sheet_parts(package: Package) -> dict[str, str]:
    """The part of every tab by its title, in order; chart sheets and the like are left out."""
    book = workbook_part(package)
    relations = package.relations(book)
    found = {}
    for sheet in named(package.tree(book), "sheet"):
        relation = relations.get(sheet.get(_ID, ""))
        if relation is not None and relation.kind == "worksheet":
            found[sheet.get("name", "")] = relation.target
    return found


def related(package: Package, part: str, kind: str) -> list[str]:
    """The parts of one kind (last word of the relation's type) that belong to a part."""
    return [
        one.target
        for one in package.relations(part).values()
        if one.kind == kind and not one.outside and one.target in package.parts
    ]


def starts_in_1904(package: Package) -> bool:
    """Whether days are counted from 1904, as old Macs did."""
    settings = child(package.tree(workbook_part(package)), "workbookPr")
    return settings is not None and settings.get("date1904", "0") in ("1", "true")


def defined_names(package: Package) -> list[etree._Element]:
    """The names given to places, of the workbook and of single tabs."""
    return list(named(package.tree(workbook_part(package)), "definedName"))


def tab_titles(package: Package) -> list[str]:
    """The titles of all tabs in order, chart sheets included: local names count by this."""
    return [sheet.get("name", "") for sheet in named(package.tree(workbook_part(package)), "sheet")]
