"""The form controls of OpenDocument text: what each shows, and whether somebody filled it in.

Four generations of them are about: controls of a form (office:forms), input fields and lists, the fields of
old Word forms (field:fieldmark), and content controls (loext:content-control).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from ingest.documents.odt_looks import OFFICE, TEXT
from ingest.page import OFF, ON, Mark, Run

FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_CHECKED = frozenset({"checked", "true"})


def read_controls(body: etree._Element) -> dict[str, Run]:
    """The controls of all forms of a document by their ids, each with its value."""
    found: dict[str, Run] = {}
    for forms in body.iter(f"{OFFICE}forms"):
        for control in forms.iter(*_CONTROLS):
            value = _CONTROLS[str(control.tag)](control)
            for name in (f"{_XML}id", f"{FORM}id"):
                if control.get(name):
                    found[control.get(name, "")] = Run(value, Mark.FILLED)
    return found


def _box(control: etree._Element) -> str:
    state = control.get(f"{FORM}current-state") or control.get(f"{FORM}state", "")
    return _labelled(control, state in _CHECKED)


def _radio(control: etree._Element) -> str:
    state = control.get(f"{FORM}current-selected") or control.get(f"{FORM}selected", "")
    return _labelled(control, state in _CHECKED)


def _labelled(control: etree._Element, on: bool) -> str:
    return f"{ON if on else OFF} {control.get(f'{FORM}label', '')}".strip()


def _value(control: etree._Element) -> str:
    written = control.get(f"{FORM}current-value") or control.get(f"{FORM}value")
    if written:
        return " ".join(written.split())
    lines = ("".join(str(text) for text in line.itertext()) for line in control.iterfind(f"{TEXT}p"))
    return " ".join(" ".join(lines).split())


def _chosen(control: etree._Element) -> str:
    options = [
        option
        for option in control.iterfind(f"{FORM}option")
        if (option.get(f"{FORM}current-selected") or option.get(f"{FORM}selected")) == "true"
    ]
    return ", ".join(option.get(f"{FORM}label", "") for option in options)


_CONTROLS: Mapping[str, Callable[[etree._Element], str]] = {
    f"{FORM}checkbox": _box,
    f"{FORM}radio": _radio,
    f"{FORM}listbox": _chosen,
    **{f"{FORM}{kind}": _value for kind in ("text", "textarea", "formatted-text", "number", "combobox")},
    **{f"{FORM}{kind}": _value for kind in ("date", "time")},
}


def content_control(control: etree._Element) -> Run | Mark:
    """A box or a date as a run; of a control with words in it, how they are marked."""
    if control.get(f"{LOEXT}checkbox") == "true":
        return Run(ON if control.get(f"{LOEXT}checked") == "true" else OFF, Mark.FILLED)
    if control.get(f"{LOEXT}showing-place-holder") == "true":
        return Mark.FAINT | Mark.FILLED
    day = control.get(f"{LOEXT}current-date", "")
    if control.get(f"{LOEXT}date") == "true" and day[4:5] == day[7:8] == "-":
        return Run(day[:10], Mark.FILLED)
    shown = "".join(str(text) for text in control.itertext()).strip()
    prompts = {
        entry.get(f"{LOEXT}display-text", "")
        for entry in control.iterfind(f"{LOEXT}list-item")
        if not entry.get(f"{LOEXT}value")
    }
    return (Mark.FAINT | Mark.FILLED) if shown in prompts else Mark.FILLED


def drop_down(field: etree._Element) -> Run:
    """A list field: the entry chosen, or nothing."""
    chosen = [
        entry.get(f"{TEXT}value", "")
        for entry in field.iterfind(f"{TEXT}label")
        if entry.get(f"{TEXT}current-selected") == "true"
    ]
    return Run(" ".join(chosen), Mark.FILLED)


def field_mark(mark: etree._Element) -> Run | None:
    """A box or list of an old Word form; None for other fields."""
    params = list(_params(mark))
    match mark.get(f"{FIELD}type", "").rpartition(".")[2]:
        case "FORMCHECKBOX":
            on = any(name.endswith("Checked") and value in _CHECKED for name, value in params)
            return Run(ON if on else OFF, Mark.FILLED)
        case "FORMDROPDOWN":
            entries = [value for name, value in params if name.endswith("ListEntry")]
            results = [value for name, value in params if name.endswith(("Selected", "Result"))]
            at = int(results[0]) if results and re.fullmatch(r"[0-9]{1,3}", results[0]) else len(entries)
            return Run("".join(entries[at : at + 1]), Mark.FILLED)
        case _:
            return None


def _params(mark: etree._Element) -> Iterator[tuple[str, str]]:
    for param in mark.iterfind(f"{FIELD}param"):
        yield param.get(f"{FIELD}name", ""), param.get(f"{FIELD}value", "")


def is_text_field(mark: etree._Element) -> bool:
    """Whether what follows this start of a field is what was typed into it."""
    return mark.get(f"{FIELD}type", "").endswith("FORMTEXT")
