"""What a fillable PDF calls its fields: tooltips and names, as far as they are words for people."""

from __future__ import annotations

import re

_MADE_UP = re.compile(
    r"\W*(?:text|check|combo|list|drop|radio|date|group|form|fill|button|field|box|undefined|untitled|unnamed|"
    r"down|image|signature|row|cell|topmostsubform|page|toggle|option|choice|on|yes|\d+|[\W_])+\W*",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"^(?:please\s+)?(?:enter|type|fill in|insert|write|give|state|select|choose|provide|tick|check|put)\s+"
    r"(?:in\s+|if\s+|for\s+)?(?:the\s+|a\s+|an\s+)?(?=\w)|"
    r"\s*[.(]?\s*(?:this (?:field )?is )?(?:required|mandatory)(?: field)?[.)]?\s*$",
    re.IGNORECASE,
)
_A_NAME = re.compile(r"[a-z]+(?:[_.\d]\w*)?")  # "mem", "emp_2": what a program calls a field
_LONGEST_TOOLTIP = 90  # letters; longer ones explain


def says_something(text: str) -> bool:
    """Whether a tooltip or field name is words for people, and not "Text12" or "Check Box3"."""
    return len(re.findall(r"[^\W\d_]", text)) >= 3 and _MADE_UP.fullmatch(text) is None


def spoken(tooltip: str, printed: str) -> str:
    """What a tooltip asks, if it asks something that is better than the printed words."""
    bare = _ORDERS.sub("", tooltip).strip()
    if _A_NAME.fullmatch(bare) and says_something(printed):
        return ""
    if not says_something(bare) or (printed and len(bare) > _LONGEST_TOOLTIP):
        return ""
    return bare


def from_name(name: str) -> str:
    """A field's name as words: "line_manager", "form1.LineManager[0]" -> "line manager", "Line Manager"."""
    last = re.sub(r"\[\d+\]", "", name).rpartition(".")[2]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_\W]+", " ", last).strip()
    words = re.sub(r"\b(?:txt|tf|fld|field|text|cb|chk|dd)\b", "", words, flags=re.IGNORECASE).strip()
    return words if says_something(words) else ""
