"""A tab of one workbook, with all that hangs on it, brought over into another as a tab of its own."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from sheets.package import Package, rels_name
from sheets.parts import (
    child,
    defined_names,
    local,
    named,
    same_ns,
    sheet_parts,
    tab_titles,
    workbook_part,
)
from sheets.styles import Styles, styles_of

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def bring_tab(package: Package, made: Package, title: str) -> None:
    """Put the tab `title` of the workbook `made` behind the last tab of `package`."""
    source = sheet_parts(made)[title]
    target = package.free_name("xl/worksheets/sheet1.xml")
    package.put(target, etree.tostring(brought_sheet(package, made, source)), made.kind_of(source))
    bring_relations(package, made, source, target)
    book = workbook_part(package)
    new = package.relate(book, f"{OFFICE}/worksheet", target)
    root = package.tree(book, to_change=True)
    sheets = child(root, "sheets")
    assert sheets is not None  # a workbook without tabs has not been read
    there = next(
        sheet for sheet in named(made.tree(workbook_part(made)), "sheet") if sheet.get("name") == title
    )
    taken = [int(sheet.get("sheetId", "0")) for sheet in sheets]
    line = sheets.makeelement(same_ns(sheets, "sheet"), name=title, sheetId=str(max(taken, default=0) + 1))
    if state := there.get("state"):
        line.set("state", state)
    line.set(f"{{{OFFICE}}}id", new)
    sheets.append(line)
    bring_names(package, made, title)


def brought_sheet(package: Package, made: Package, part: str) -> etree._Element:
    """A tab's XML with the looks numbered as in `package`, and its texts in the cells themselves."""
    ours, theirs = styles_of(package), styles_of(made)
    root = deepcopy(made.tree(part))
    texts = _shared_texts(made)
    for cell in named(root, "c"):
        _own_text(cell, texts)
    number_looks(root, ours, theirs)
    for view in named(root, "sheetView"):
        view.attrib.pop("tabSelected", "")
    return root


def number_looks(root: etree._Element, ours: Styles, theirs: Styles) -> None:
    """Number the looks of cells, rows, columns and rules as in our workbook."""
    for element in root.iter(etree.Element):
        attribute = {"c": "s", "row": "s", "col": "style", "cfRule": "dxfId"}.get(local(element), "")
        if attribute and (number := element.get(attribute)):
            bring = ours.bring_rule if attribute == "dxfId" else ours.bring
            element.set(attribute, str(bring(theirs, int(number))))


def bring_relations(package: Package, made: Package, source: str, target: str) -> None:
    """Everything a part points at, under new names, and what that points at; the ids stay as they are."""
    if rels_name(source) not in made.parts:
        return
    root = deepcopy(made.tree(rels_name(source)))
    for line in root:
        relation = made.relations(source)[line.get("Id", "")]
        if not relation.outside:
            new = package.free_name(relation.target)
            kind = made.kind_of(relation.target)
            content = made.parts[relation.target]
            if relation.kind == "table":
                content = _with_free_number(package, content)
            _put_like(package, new, content, kind)
            bring_relations(package, made, relation.target, new)
            line.set("Target", f"/{new}")
    package.default_kind("rels", "application/vnd.openxmlformats-package.relationships+xml")
    package.put(rels_name(target), etree.tostring(root))


def _put_like(package: Package, name: str, content: bytes, kind: str) -> None:
    if name.endswith(".vml"):
        package.default_kind("vml", kind)
        package.put(name, content)
    else:
        package.put(name, content, kind)


def _with_free_number(package: Package, content: bytes) -> bytes:
    """Tables are numbered through the whole workbook."""
    tables = [name for name in package.parts if name.startswith("xl/tables/")]
    taken = [int(package.tree(name).get("id", "0")) for name in tables]
    root = etree.fromstring(content)
    root.set("id", str(max(taken, default=0) + 1))
    return etree.tostring(root)


def _shared_texts(package: Package) -> list[etree._Element]:
    shared = [
        one.target
        for one in package.relations(workbook_part(package)).values()
        if one.kind == "sharedStrings"
    ]
    return list(package.tree(shared[0])) if shared else []


def _own_text(cell: etree._Element, texts: list[etree._Element]) -> None:
    value = child(cell, "v")
    if cell.get("t") != "s" or value is None:
        return
    cell.set("t", "inlineStr")
    text = deepcopy(texts[int(value.text or "0")])
    text.tag = same_ns(cell, "is")
    cell.replace(value, text)


def bring_names(package: Package, made: Package, title: str = "") -> None:
    """Names of the tab itself, if one is named, and names of the workbook that are not there yet."""
    known = {
        name.get("name", "").casefold() for name in defined_names(package) if not name.get("localSheetId")
    }
    here, there = tab_titles(package), tab_titles(made)
    root = package.tree(workbook_part(package), to_change=True)
    names = child(root, "definedNames")
    for name in defined_names(made):
        at = name.get("localSheetId")
        if (there[int(at)] != title) if at else (name.get("name", "").casefold() in known):
            continue
        if names is None:
            sheets = child(root, "externalReferences")
            sheets = child(root, "sheets") if sheets is None else sheets
            names = root.makeelement(same_ns(root, "definedNames"))
            assert sheets is not None
            sheets.addnext(names)
        new = deepcopy(name)
        if at:
            new.set("localSheetId", str(here.index(title)))
        names.append(new)
