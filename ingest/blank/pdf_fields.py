"""The fields of the PDF form: how each is kept in the file, and how it looks empty, ticked and chosen."""

from __future__ import annotations

from ingest.blank.pdf_file import Objects, name, text

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the bottom left of the page."""

_BORDER, _PAPER = "0.42 0.49 0.55", "1 1 1"
_SEVERAL_LINES, _RADIO = 1 << 12, 1 << 15  # field flags, ISO 32000-1 tables 226 and 228
_PRINTED = 4  # annotation flag


def write_field(
    objects: Objects, number: int, page: int, box: Box, key: int, told: str, known: str, story: bool
) -> None:
    """A field to write in. `known`: its name for programs; `told`: its name aloud; `key`: of the tree."""
    width, height = box[2] - box[0], box[3] - box[1]
    empty = _look(objects, width, height, _square(width, height))
    objects.put(
        number,
        f"<<{_widget(page, box, key)}/FT/Tx/T{text(known)}/TU{text(told)}/Ff {_SEVERAL_LINES if story else 0}"
        f"/DA(/Helv 10.5 Tf 0 g)/AP<</N {empty} 0 R>>>>",
    )


def tick_field(objects: Objects, number: int, page: int, box: Box, key: int, told: str, known: str) -> None:
    """A box to tick."""
    looks = _ticked_looks(objects, box, round=False)
    objects.put(
        number,
        f"<<{_widget(page, box, key)}/FT/Btn/T{text(known)}/TU{text(told)}/V/Off/AS/Off"
        f"/AP<</N<</Yes {looks[0]} 0 R/Off {looks[1]} 0 R>>>>>>",
    )


def choice_field(objects: Objects, number: int, told: str, known: str, buttons: list[int]) -> None:
    """The field that a row of round buttons belongs to: one of them at most is on."""
    kids = " ".join(f"{button} 0 R" for button in buttons)
    objects.put(number, f"<</FT/Btn/Ff {_RADIO}/T{text(known)}/TU{text(told)}/V/Off/Kids[{kids}]>>")


def button(
    objects: Objects, number: int, page: int, box: Box, key: int, told: str, parent: int, says: str
) -> None:
    """One of the round buttons of a choice; `says`: what it stands for."""
    looks = _ticked_looks(objects, box, round=True)
    objects.put(
        number,
        f"<<{_widget(page, box, key)}/Parent {parent} 0 R/TU{text(told)}/AS/Off"
        f"/AP<</N<<{name(says)} {looks[0]} 0 R/Off {looks[1]} 0 R>>>>>>",
    )


def _widget(page: int, box: Box, key: int) -> str:
    places = " ".join(f"{place:.2f}" for place in box)
    return (
        f"/Type/Annot/Subtype/Widget/P {page} 0 R/Rect[{places}]/F {_PRINTED}/StructParent {key}"
        f"/BS<</W 1/S/S>>/MK<</BC[{_BORDER}]/BG[{_PAPER}]>>"
    )


def _ticked_looks(objects: Objects, box: Box, round: bool) -> tuple[int, int]:
    """How it looks when it is on, and when it is off."""
    side = box[2] - box[0]
    empty = _circle(side / 2, side / 2 - 0.5, "B") if round else _square(side, side)
    low, high = side * 0.25, side * 0.75
    mark = (
        "0 0 0 rg " + _circle(side / 2, side / 4, "f")
        if round
        else f"0 0 0 RG 1.6 w {low:.2f} {low:.2f} m {high:.2f} {high:.2f} l "
        f"{low:.2f} {high:.2f} m {high:.2f} {low:.2f} l S"
    )
    return _look(objects, side, side, f"{empty} {mark}"), _look(objects, side, side, empty)


def _look(objects: Objects, width: float, height: float, painted: str) -> int:
    painted = f"q {_PAPER} rg {_BORDER} RG 1 w {painted} Q"
    return objects.stream(painted, f"/Type/XObject/Subtype/Form/BBox[0 0 {width:.2f} {height:.2f}]")


def _square(width: float, height: float) -> str:
    return f"0.5 0.5 {width - 1:.2f} {height - 1:.2f} re B"


def _circle(middle: float, radius: float, paint: str) -> str:
    """Four curves that pass for a circle."""
    m, r, k = middle, radius, radius * 0.5523
    return (
        f"{m + r:.2f} {m:.2f} m "
        f"{m + r:.2f} {m + k:.2f} {m + k:.2f} {m + r:.2f} {m:.2f} {m + r:.2f} c "
        f"{m - k:.2f} {m + r:.2f} {m - r:.2f} {m + k:.2f} {m - r:.2f} {m:.2f} c "
        f"{m - r:.2f} {m - k:.2f} {m - k:.2f} {m - r:.2f} {m:.2f} {m - r:.2f} c "
        f"{m + k:.2f} {m - r:.2f} {m + r:.2f} {m - k:.2f} {m + r:.2f} {m:.2f} c {paint}"
    )
