"""The parts of a workbook's zip: what is not changed is written back byte for byte (docs/why/012).

A part is changed only by asking for its tree `to_change`, or by `put`. Everything else, also what no program
of ours has ever heard of, goes from the old file into the new one as it stands.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

TYPES = "[Content_Types].xml"
_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_FIRST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Relation:
    """A line of a part's relations: `kind` ends its type, `target` is a part, or a URL outside."""

    id: str
    kind: str
    target: str
    outside: bool = False


@dataclass(slots=True)
class Package:
    """A workbook's parts by name, in their order; `load` makes one."""

    parts: dict[str, bytes]
    infos: dict[str, ZipInfo] = field(default_factory=dict)
    trees: dict[str, etree._Element] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    def tree(self, name: str, *, to_change: bool = False) -> etree._Element:
        """The root of an XML part; `to_change`: it is written anew when the package is saved."""
        if name not in self.trees:
            self.trees[name] = parse(self.parts[name])
        if to_change:
            self.changed.add(name)
        return self.trees[name]

    def put(self, name: str, content: bytes, kind: str = "") -> None:
        """Put a part in place; `kind` is the content type of a new one."""
        self.parts[name] = content
        self.trees.pop(name, None)
        self.changed.discard(name)
        if kind:
            types = self.tree(TYPES, to_change=True)
            types.append(types.makeelement(f"{{{_TYPES_NS}}}Override", PartName=f"/{name}", ContentType=kind))

    def drop(self, name: str) -> None:
        """Leave a part out, with its content type."""
        self.parts.pop(name, None)
        self.changed.discard(name)
        types = self.tree(TYPES, to_change=True)
        for line in [line for line in types if line.get("PartName", "").lstrip("/") == name]:
            types.remove(line)

    def kind_of(self, name: str) -> str:
        """The content type of a part."""
        kinds = {line.get("PartName", line.get("Extension", "")): line for line in self.tree(TYPES)}
        line = kinds.get(f"/{name}")
        if line is None:
            line = kinds.get(name.rpartition(".")[2])
        return "" if line is None else line.get("ContentType", "")

    def default_kind(self, ending: str, kind: str) -> None:
        """Have all parts of that ending be of that content type, unless one is set."""
        types = self.tree(TYPES)
        if not any(line.get("Extension", "").casefold() == ending for line in types):
            types = self.tree(TYPES, to_change=True)
            types.insert(0, types.makeelement(f"{{{_TYPES_NS}}}Default", Extension=ending, ContentType=kind))

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points at, by id; parts by their full names."""
        name = rels_name(part)
        if name not in self.parts:
            return {}
        found = {}
        for line in self.tree(name):
            target, outside = line.get("Target", ""), line.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(part), target)).lstrip("/")
            kind = line.get("Type", "").rpartition("/")[2]
            found[line.get("Id", "")] = Relation(line.get("Id", ""), kind, target, outside)
        return found

    def relate(self, part: str, kind: str, target: str, *, outside: bool = False) -> str:
        """Let `part` point at `target`; `kind` is the full type. Returns the new id."""
        name = rels_name(part)
        if name not in self.parts:
            self.put(name, f'<Relationships xmlns="{_RELS_NS}"/>'.encode())
            self.default_kind("rels", _RELS_TYPE)
        root = self.tree(name, to_change=True)
        taken = {line.get("Id") for line in root}
        new = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        line = root.makeelement(
            f"{{{_RELS_NS}}}Relationship", Id=new, Type=kind, Target=target if outside else f"/{target}"
        )
        if outside:
            line.set("TargetMode", "External")
        root.append(line)
        return new

    def unrelate(self, part: str, kind: str) -> list[str]:
        """Take away the lines of that kind (last word of the type); returns what they pointed at."""
        found = [one for one in self.relations(part).values() if one.kind == kind]
        if found:
            root = self.tree(rels_name(part), to_change=True)
            ids = {one.id for one in found}
            for line in [line for line in root if line.get("Id") in ids]:
                root.remove(line)
        return [one.target for one in found]

    def free_name(self, like: str) -> str:
        """A part name that is not taken yet: `like` with a number before its ending."""
        stem, dot, ending = like.rpartition(".")
        stem = stem.rstrip("0123456789")
        return next(
            name for number in range(1, 10_000) if (name := f"{stem}{number}{dot}{ending}") not in self.parts
        )

    def settle(self) -> None:
        """Put the changed trees in place as bytes; they are parsed anew if they are asked for again."""
        for name in self.changed:
            self.parts[name] = etree.tostring(
                self.trees.pop(name), xml_declaration=True, encoding="UTF-8", standalone=True
            )
        self.changed.clear()

    def save(self) -> bytes:
        """The zip, in the order of the old one."""
        self.settle()
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as new:
            for name, content in self.parts.items():
                old = self.infos.get(name)
                info = ZipInfo(name, old.date_time if old else _FIRST)
                info.compress_type = old.compress_type if old else ZIP_DEFLATED
                info.external_attr = old.external_attr if old else 0o600 << 16
                new.writestr(info, content)
        return out.getvalue()


def load(content: bytes) -> Package:
    """The parts of a workbook. Raises `BadZipFile`."""
    with ZipFile(BytesIO(content)) as archive:
        infos = {info.filename: info for info in archive.infolist()}
        return Package({name: archive.read(name) for name in infos}, infos)


def parse(content: bytes) -> etree._Element:
    """The root of an XML part. Nothing is fetched, no entity is followed. Raises `XMLSyntaxError`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(content, parser)


def rels_name(part: str) -> str:
    """Where the relations of a part are kept."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
