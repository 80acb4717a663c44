"""config.yaml as written: its values, and the line each of them stands on.

Every value stays the text that was typed. YAML's own guesses turn a phone number into an octal number,
"18:00" into 1080 and "no" into false; what a setting should be is for jobs/settings.py to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

Place = tuple[str | int, ...]
"""Where a setting is: names of sections and positions in lists, from the top."""

NOTHING = {"", "~", "null"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `line` counts from 1; 0: the file as a whole."""

    line: int
    text: str


@dataclass(slots=True)
class Written:
    """What a file says. Settings left blank are absent from `values`, as if they had not been written."""

    values: object = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def dotted(place: Place) -> str:
    """A place as people write it: "mailbox.host". Positions in lists are left out; the line tells them."""
    return ".".join(part for part in place if isinstance(part, str))


def read_written(text: str) -> Written:
    """Read the text of a config.yaml. Never raises: what is wrong stands in `problems`."""
    written = Written()
    try:
        tree = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        written.problems.append(_not_yaml(error))
    except yaml.YAMLError:
        written.problems.append(Problem(0, "has a character that YAML does not allow. Remove it."))
    else:
        if isinstance(tree, yaml.MappingNode):
            written.values = _value(tree, (), written, set())
        else:
            written.problems.append(
                Problem(0, "holds no settings. Begin again from the config.yaml supplied.")
            )
    return written


def _not_yaml(error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    reason = " ".join((error.problem or "").split())
    advice = "Check the spaces at the start of the line, and the colon and the space after each name"
    if "'\\t'" in reason:
        advice = "Replace the tab by spaces"
    return Problem(mark.line + 1 if mark else 0, f"is not written as YAML wants it ({reason}). {advice}.")


def _value(node: yaml.Node, place: Place, written: Written, above: set[int]) -> object:
    line = node.start_mark.line + 1
    written.lines.setdefault(place, line)
    if id(node) in above:
        written.problems.append(Problem(line, "refers to itself by & and *. Write the settings out instead."))
        return None
    above = above | {id(node)}
    match node:
        case yaml.MappingNode():
            return _section(node, place, written, above)
        case yaml.SequenceNode():
            return [_value(entry, (*place, at), written, above) for at, entry in enumerate(node.value)]
        case _:
            blank = isinstance(node, yaml.ScalarNode) and node.style is None and node.value in NOTHING
            return None if blank else str(node.value)


def _section(node: yaml.MappingNode, place: Place, written: Written, above: set[int]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, entry in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            written.problems.append(
                Problem(line, "has a list or a section where a name should be. Write a name.")
            )
            continue
        name = str(key.value)
        at = (*place, name)
        if at in written.lines:
            again = f"{dotted(at)} stands here a second time (first on line {written.lines[at]})"
            written.problems.append(Problem(line, f"{again}. Keep one of them."))
            continue
        written.lines[at] = line
        value = _value(entry, at, written, above)
        if value is not None:
            values[name] = value
    return values
