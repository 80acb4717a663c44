"""Small changes to the text of a config.yaml that leave everything else as it stands, remarks and layout too.

The places come from YAML's own parser; what is put in is checked afterwards by reading the whole text anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import yaml

from jobs.config_text import NOTHING

Path = tuple[str, ...]
"""Names of sections from the top, the setting's own last."""


class NotEdited(Exception):
    """The file is written in a way that cannot be changed safely; the message says what to do instead."""


def with_value(text: str, path: Path, value: str) -> str:
    """The text with a setting of one value. Raises `NotEdited`."""
    node, missing = _deepest(text, path)
    if missing:
        return _checked(_inserted(text, node, missing, [_quoted(value)], one=True), text)
    if isinstance(node, yaml.ScalarNode) and node.value == value:
        return text
    if isinstance(node, yaml.ScalarNode) and not _blank(node):
        return text[: node.start_mark.index] + _quoted(value) + text[node.end_mark.index :]
    return _checked(_filled(text, node, [_quoted(value)], one=True), text)


def with_section(text: str, name: str, values: Mapping[str, str]) -> str:
    """The text with the section `name` saying just these settings. Raises `NotEdited`."""
    node, missing = _deepest(text, (name,))
    if missing:
        lines = [f"{name}:", *(f"  {setting}: {_quoted(value)}" for setting, value in values.items())]
        return _checked(text.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n", text)
    if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
        raise NotEdited(f"{name} is not written as lines of its own. Write it so, one setting a line.")
    indent, end = node.start_mark.column, _end(node)
    block = f"\n{' ' * indent}".join(f"{setting}: {_quoted(value)}" for setting, value in values.items())
    return _checked(text[: node.start_mark.index] + block + text[end:], text)


def without(text: str, path: Path) -> str:
    """The text with nothing said at `path`: its name stays, with the remarks on it. Raises `NotEdited`."""
    node, missing = _deepest(text, path)
    if missing or _blank(node):
        return text
    return _checked(text[: node.start_mark.index].rstrip() + text[_end(node) :], text)


def _end(node: yaml.Node) -> int:
    """Where the last thing in it ends; what YAML calls the end takes in the remarks that follow."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _end(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    return int(node.end_mark.index)


def with_items(text: str, path: Path, items: Sequence[str], without: Sequence[str] = ()) -> str:
    """The text with these items in the list at `path`, each once, and without those. Raises `NotEdited`."""
    node, missing = _deepest(text, path)
    if missing:
        if not items:
            return text
        return _checked(_inserted(text, node, missing, [_quoted(item) for item in items]), text)
    if not isinstance(node, yaml.SequenceNode):
        if not items:
            return text
        if not _blank(node):
            raise NotEdited(
                f"{'.'.join(path)} is not a list. Make it one, with each entry in brackets or on a line."
            )
        return _checked(_filled(text, node, [_quoted(item) for item in items]), text)
    had = [str(entry.value) for entry in node.value]
    new = [item for item in items if item not in had]
    gone = [at for at, entry in enumerate(had) if entry in without and entry not in items]
    if not new and not gone:
        return text
    if node.flow_style:
        kept = [entry for at, entry in enumerate(had) if at not in gone] + new
        flow = "[" + ", ".join(_quoted(entry) for entry in kept) + "]"
        return _checked(text[: node.start_mark.index] + flow + text[node.end_mark.index :], text)
    return _checked(_relined(text, node, new, gone), text)


def _relined(text: str, node: yaml.SequenceNode, new: Sequence[str], gone: Sequence[int]) -> str:
    """A list with an entry on each line, with lines added behind the last and taken out."""
    lines = text.splitlines(keepends=True)
    last = node.value[-1].end_mark.line
    dash = " " * node.start_mark.column + "- "
    added = [f"{dash}{_quoted(item)}\n" for item in new]
    if not lines[last].endswith("\n"):
        lines[last] += "\n"
    out = {
        line
        for at in gone
        for line in range(node.value[at].start_mark.line, node.value[at].end_mark.line + 1)
    }
    if len(gone) == len(node.value) and not new:
        added = [f"{' ' * node.start_mark.column}[]\n"]
    kept = [line for number, line in enumerate(lines[: last + 1]) if number not in out]
    return "".join([*kept, *added, *lines[last + 1 :]])


def _deepest(text: str, path: Path) -> tuple[yaml.Node, Path]:
    """The node at a path, or the deepest there is of it and the names that are missing below it."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(node, yaml.MappingNode):
        raise NotEdited("config.yaml holds no settings. Begin again from the one supplied.")
    for depth, name in enumerate(path):
        if not isinstance(node, yaml.MappingNode):
            return node, path[depth:]
        below = next((value for key, value in node.value if key.value == name), None)
        if below is None:
            return node, path[depth:]
        node = below
    return node, ()


def _inserted(text: str, node: yaml.Node, missing: Path, values: Sequence[str], *, one: bool = False) -> str:
    """The text with a setting, and the sections it needs, put at the beginning of the section `node`."""
    if not isinstance(node, yaml.MappingNode):
        return _filled(text, node, values, missing, one=one)
    if node.flow_style:
        inner = _flow(missing, values, one)
        comma = ", " if node.value else ""
        at = node.start_mark.index + 1
        return text[:at] + inner + comma + text[at:]
    if node.start_mark.index == 0 or node.start_mark.column == 0:  # the whole file: a new section at its end
        end = "" if text.endswith("\n") else "\n"
        return text + end + "".join(_block(missing, values, 0, one))
    lines = text.splitlines(keepends=True)
    at = _line_of_name(lines, node) + 1
    return "".join([*lines[:at], *_block(missing, values, node.start_mark.column, one), *lines[at:]])


def _line_of_name(lines: Sequence[str], node: yaml.Node) -> int:
    """The line with the name of a section: remarks may stand between it and the first setting."""
    at = node.start_mark.line - 1
    while at > 0 and (not lines[at].strip() or lines[at].lstrip().startswith("#")):
        at -= 1
    return at


def _filled(text: str, node: yaml.Node, values: Sequence[str], below: Path = (), *, one: bool = False) -> str:
    """The text with a section or setting that was left blank filled in."""
    if not _blank(node):
        raise NotEdited("A setting stands where a section should be. Run casework check, and try again.")
    lines = text.splitlines(keepends=True)
    at = node.start_mark.line
    if one and not below:
        return text[: node.start_mark.index] + f" {values[0]}" + text[node.end_mark.index :]
    indent = len(lines[at]) - len(lines[at].lstrip()) + 2
    if not lines[at].endswith("\n"):
        lines[at] += "\n"
    block = _block(below, values, indent, one)
    return "".join([*lines[: at + 1], *block, *lines[at + 1 :]])


def _blank(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in NOTHING


def _block(names: Path, values: Sequence[str], indent: int, one: bool) -> list[str]:
    """Lines of a setting inside its sections, further in with each."""
    lines = [f"{' ' * (indent + 2 * depth)}{name}:\n" for depth, name in enumerate(names)]
    if one:
        lines[-1] = lines[-1].rstrip("\n") + f" {values[0]}\n"
        return lines
    column = indent + 2 * len(names)
    return lines + [f"{' ' * column}- {value}\n" for value in values]


def _flow(names: Path, values: Sequence[str], one: bool) -> str:
    inner = values[0] if one else "[" + ", ".join(values) + "]"
    for depth, name in enumerate(reversed(names)):
        inner = f"{name}: {inner}" if depth == 0 else f"{name}: {{{inner}}}"
    return inner


def _quoted(value: str) -> str:
    """A text in double quotes, as both JSON and YAML read it."""
    return json.dumps(value, ensure_ascii=False)


def _checked(new: str, old: str) -> str:
    """The new text, if YAML can read it."""
    try:
        yaml.compose(new, Loader=yaml.BaseLoader)
    except yaml.YAMLError as fault:
        raise NotEdited(
            "config.yaml is laid out in a way that cannot be added to safely. "
            "Write the section form as in the config.yaml supplied, and try again."
        ) from fault
    return new if new != old else old
