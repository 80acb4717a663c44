"""The same form sent twice (in the body and attached, as Word and as PDF) is one form."""

from __future__ import annotations

from collections.abc import Sequence

from casework.model import Form

_ALIKE = 0.7
_IDENTITY = ("membership_number", "email", "member_name")


def merge_same(forms: Sequence[Form]) -> tuple[Form, ...]:
    """Forms that say the same of the same person become one, the fullest, with what the others add."""
    kept: list[Form] = []
    for form in forms:
        twin = next((at for at, other in enumerate(kept) if _same(form, other)), None)
        if twin is None:
            kept.append(form)
        else:
            kept[twin] = _merged(kept[twin], form)
    return tuple(kept)


def _same(one: Form, other: Form) -> bool:
    shared = one.values.keys() & other.values.keys()
    if not shared:
        return False
    equal = {name for name in shared if _folded(one, name) == _folded(other, name)}
    if any(name in shared and name not in equal for name in ("membership_number", "member_name")):
        return False
    return any(name in equal for name in _IDENTITY) and len(equal) >= _ALIKE * len(shared)


def _folded(form: Form, name: str) -> object:
    value = form.values[name]
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _merged(one: Form, other: Form) -> Form:
    """The fuller form, with the other's further values; where they differ a person looks."""
    first, second = (one, other) if len(one.values) >= len(other.values) else (other, one)
    differ = {
        name
        for name in first.values.keys() & second.values.keys()
        if _folded(first, name) != _folded(second, name)
    }
    added = {name: value for name, value in second.values.items() if name not in first.values}
    doubtful = [*first.doubtful, *second.doubtful, *sorted(differ)]
    return Form(
        {**first.values, **added},
        first.source,
        {**first.confidence, **{name: second.confidence[name] for name in added}},
        tuple(name for name in first.missing if name not in added),
        tuple(dict.fromkeys(doubtful)),
        max(one.writers, other.writers, key=len),
        {**second.where, **first.where},
    )
