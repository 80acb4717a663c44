"""Field masks: `a,b.c,d(e,f)` and `a/b/c`, parsed to a tree and laid over an answer or an update."""

from __future__ import annotations

import re
from typing import Any

from tests.sheets_emulator.errors import bad_field

Tree = dict[str, Any]
"""Field name to the tree below it; an empty tree means all of it."""

_TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|\*|[(),./]")


def parse(text: str) -> Tree:
    """The tree of a mask. `*` anywhere means all below. Raises ApiError."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise _invalid(text)
    tree, rest = _list(tokens, text)
    if rest:
        raise _invalid(text)
    return tree


def _invalid(text: str) -> Exception:
    return bad_field(f"Request contains an invalid argument: fields {text}", "fields")


def _list(tokens: list[str], text: str) -> tuple[Tree, list[str]]:
    tree: Tree = {}
    while tokens:
        path: list[str] = []
        below: Tree = {}
        while tokens and tokens[0] not in "(),":
            name, *tokens = tokens
            if name in "./":
                continue
            path.append(name)
        if not path:
            raise _invalid(text)
        if tokens and tokens[0] == "(":
            below, tokens = _list(tokens[1:], text)
            if not tokens or tokens[0] != ")":
                raise _invalid(text)
            tokens = tokens[1:]
        _join(tree, path, below)
        if not tokens or tokens[0] != ",":
            break
        tokens = tokens[1:]
    return tree, tokens


def _join(tree: Tree, path: list[str], below: Tree) -> None:
    for name in path[:-1]:
        if name in tree and not tree[name]:
            return
        tree = tree.setdefault(name, {})
    if path[-1] == "*":
        tree.clear()
        return
    if path[-1] in tree and below and tree[path[-1]]:
        tree[path[-1]] |= below
    elif path[-1] not in tree or not below:
        tree[path[-1]] = below


def select(tree: Tree, value: Any) -> Any:
    """What the mask leaves of an answer; messages stay as empty dicts, as the real server leaves them."""
    if not tree:
        return value
    if isinstance(value, list):
        return [select(tree, each) for each in value]
    if isinstance(value, dict):
        return {name: select(tree.get(name, {}), part) for name, part in value.items() if name in tree}
    return value


def wants(tree: Tree, *path: str) -> bool:
    """Whether the mask asks for anything below that path."""
    for name in path:
        if not tree:
            return True
        if name not in tree:
            return False
        tree = tree[name]
    return True


def leaves(tree: Tree, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every path the mask names."""
    if not tree:
        return [above] if above else []
    return [leaf for name, below in tree.items() for leaf in leaves(below, (*above, name))]


def lay(tree: Tree, old: dict[str, Any] | None, new: dict[str, Any] | None) -> dict[str, Any]:
    """`old` with every field the mask names taken from `new`; absent there means cleared."""
    old, new = dict(old or {}), new or {}
    for name, below in tree.items():
        fresh = new.get(name)
        if below and isinstance(fresh or old.get(name) or {}, dict):
            part = lay(below, old.get(name), fresh)
            if part:
                old[name] = part
            else:
                old.pop(name, None)
        elif fresh is None:
            old.pop(name, None)
        else:
            old[name] = fresh
    return old
