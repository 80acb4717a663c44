"""form-learnt.yaml: what `casework learn` has learnt of the branch's blank forms, kept beside config.yaml.

People may read and correct it: each line of the blank in order, and of each question what it asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from ingest.gathering import FIELDS
from ingest.learnt import NOT_KEPT, LearntForm, Meaning, Part, Printed

NAME = "form-learnt.yaml"
ALSO = ("given_name", "family_name", "contact_details", "time")
"""What a question may ask for that is no answer by itself: halves of one, or several at once."""
NONE = "none"

_HEAD = """\
# Written by "casework learn": what is printed on your own blank form, line by line. Forms are read by it.
# is: which answer a question asks for (the names stand in config.yaml under "form"); none: it is not kept.
# A question without "is" is weighed anew on every form. You may correct what stands here; learning the same
# file again keeps your corrections.
"""
_NOT_KEPT = frozenset({*NOT_KEPT, "signature"})


class LearntUnreadable(Exception):
    """The file cannot be used; the message is one plain sentence and what to do."""


def load_learnt(path: Path) -> tuple[LearntForm, ...]:
    """The learnt forms in the file. Raises `LearntUnreadable`."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(_form(entry) for entry in document["forms"])
    except FileNotFoundError:
        raise LearntUnreadable(
            f"{path.name} is not there. Learn your blank form again with casework learn, or take the line "
            '"learnt" out of config.yaml.'
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError):
        reason = "cannot be read"
    except ValueError as fault:
        reason = str(fault)
    raise LearntUnreadable(
        f"{path.name} {reason}. Put it right, or remove it and learn your form again with casework learn."
    )


def _form(entry: Mapping[str, Any]) -> LearntForm:
    meanings = tuple(
        Meaning(str(one["of"]), str(one["option"]), str(one["is"])) for one in entry.get("options") or ()
    )
    return LearntForm(str(entry["form"]), tuple(_printed(line) for line in entry["lines"]), meanings)


def _printed(line: Mapping[str, Any]) -> Printed:
    for part in Part:
        if part in line:
            return Printed(str(line[part]), part, fields_of(str(line.get("is") or "")))
    raise ValueError("has a line that is no question, option or text")


def fields_of(words: str) -> tuple[str, ...]:
    """What a question asks for, as people write it: "none", "email", "department, job_title".

    Raises ValueError, whose text ends a sentence about the place where it is written.
    """
    names = tuple(name for word in words.split(",") if (name := word.strip()))
    if names == (NONE,):
        return NOT_KEPT
    unknown = next((name for name in names if name not in FIELDS and name not in ALSO), None)
    if unknown is not None:
        raise ValueError(f"names an answer that the form does not know ({unknown})")
    return names


def written_as(fields: Iterable[str]) -> str:
    """The same, as it is written."""
    names = list(fields)
    return NONE if set(names) & _NOT_KEPT else ", ".join(names)


def text_of(forms: Iterable[LearntForm]) -> str:
    """The text of the file."""
    document = {"forms": [_entry(form) for form in forms]}
    return _HEAD + yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)


def _entry(form: LearntForm) -> dict[str, object]:
    lines = []
    for piece in form.printed:
        line = {piece.part.value: piece.text}
        if piece.part is Part.QUESTION and piece.fields:
            line["is"] = written_as(piece.fields)
        lines.append(line)
    options = [{"of": one.choice, "option": one.option, "is": one.value} for one in form.meanings]
    return {"form": form.name, "lines": lines, **({"options": options} if options else {})}
