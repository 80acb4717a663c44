"""Fields that belong together: day, month and year of a date, letters of a comb, boxes of one question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.documents.acrofields import Sort, Widget
from ingest.documents.acrolabels import Labels, Words
from ingest.documents.acronames import from_name, says_something, spoken
from ingest.documents.pdf_paint import Box

_NARROW = 75.0  # points; a field for a day, a month or a year is no wider
_PART_GAP = 45.0
_LETTER = 24.0  # points; the width of a field for one letter
_NEW_GROUP = 34.0  # points between two rows of tick boxes of one question, at most
_PART = re.compile(r"\b(?:day|month|year|dd|mm|yyyy|yy)\b[\s:.\-–/]*", re.IGNORECASE)
_PART_ONLY = re.compile(r"\W*(?:d{1,2}|m{1,2}|y{2,4}|day|month|year)?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """One answer that is written: in one field, or in several side by side."""

    widgets: tuple[Widget, ...]
    value: str
    tooltip: str
    label: Words | None


@dataclass(frozen=True, slots=True)
class Ticked:
    """A tick box and the words it stands beside."""

    widget: Widget
    words: str


@dataclass(slots=True)
class Group:
    """The tick boxes of one question. `label`: its words, where they were needed to tell the group."""

    boxes: list[Ticked] = field(default_factory=list)
    label: Words | None = None

    @property
    def name(self) -> str:
        """The field's name, if it is one field."""
        return self.boxes[0].widget.name if self.boxes[0].widget.sort is Sort.RADIO else ""

    @property
    def tooltip(self) -> str:
        """The group's own tooltip, if it is one field."""
        return self.boxes[0].widget.tooltip if self.boxes[0].widget.sort is Sort.RADIO else ""

    @property
    def box(self) -> Box:
        """Round all boxes."""
        boxes = [each.widget.box for each in self.boxes]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )


def written_of(texts: Sequence[Widget], labels: Labels) -> Iterator[Written]:
    """The written answers in reading order, each with its label. A field shown twice is one answer."""
    waiting = sorted(texts, key=lambda one: (round(one.box[1] / 5), one.box[0]))
    seen: set[str] = set()
    while waiting:
        widgets = _joined(waiting)
        del waiting[: len(widgets)]
        first = widgets[0]
        if first.name and first.name in seen:
            continue
        seen.add(first.name)
        label = labels.of_field(first.box)
        while label is not None and _PART_ONLY.fullmatch(label.text):
            labels.take(label)
            label = labels.of_field(first.box)
        if label is not None:
            labels.take(label)
        if len(widgets) == 1:
            yield Written((first,), first.value, first.tooltip, label)
            continue
        comb = first.most == 1 or first.box[2] - first.box[0] <= _LETTER
        values = [one.value.strip() for one in widgets]
        value = "".join(values) if comb else "/".join(filter(None, values))
        tooltip = _PART.sub("", first.tooltip).strip(" .,:;-–")
        yield Written(tuple(widgets), value, tooltip if says_something(tooltip) else "", label)


def _joined(waiting: Sequence[Widget]) -> list[Widget]:
    """The first field with those that go on with it: one letter each, or day, month, year."""
    row = [waiting[0]]
    for widget in waiting[1:]:
        last = row[-1]
        if abs(widget.box[1] - last.box[1]) > 4 or not -2 <= widget.box[0] - last.box[2] < _PART_GAP:
            break
        row.append(widget)
    letters = [one for one in row if one.most == 1 or one.box[2] - one.box[0] <= _LETTER]
    letters = letters if letters == row[: len(letters)] else []
    close = all(b.box[0] - a.box[2] < 8 for a, b in zip(letters, letters[1:], strict=False))
    if len(letters) > 2 and close and all(len(one.value.strip()) <= 1 for one in letters):
        return letters
    date = row[:3]
    narrow = len(date) == 3 and all(one.box[2] - one.box[0] <= _NARROW for one in date)
    told = [one.most for one in date] in ([2, 2, 4], [2, 2, 2]) or all(
        _PART.search(one.tooltip) for one in date
    )
    return date if narrow and (told or _like_a_date(date)) else [waiting[0]]


def _like_a_date(widgets: Sequence[Widget]) -> bool:
    day, month, year = (one.value.strip() for one in widgets)
    named = month.isdecimal() and len(month) <= 2 or re.fullmatch(r"[A-Za-z]{3,9}", month) is not None
    return day.isdecimal() and len(day) <= 2 and named and year.isdecimal() and len(year) in (2, 4)


def box_groups(boxes: Sequence[Widget], texts: Sequence[Widget], labels: Labels) -> Iterator[Group]:
    """The groups of tick boxes, in reading order; each box takes its words first."""
    rows: list[list[Widget]] = []
    for widget in sorted(boxes, key=lambda one: (one.box[1] + one.box[3]) / 2):
        middle = (widget.box[1] + widget.box[3]) / 2
        if rows and middle - (rows[-1][0].box[1] + rows[-1][0].box[3]) / 2 < 5:
            rows[-1].append(widget)
        else:
            rows.append([widget])
    ticked = [_with_words(sorted(row, key=lambda one: one.box[0]), labels) for row in rows]
    group = Group()
    for row in ticked:
        label = labels.left_of(row[0].widget.box)
        for at, each in enumerate(row):
            new = bool(group.boxes) and not _same_question(group, each, texts, labels)
            if group.boxes and (new or (at == 0 and label is not None and not _spans(group, label))):
                yield group
                group = Group()
            if not group.boxes and at == 0 and label is not None:
                group.label = labels.take(label)
            group.boxes.append(each)
    if group.boxes:
        yield group


def _spans(group: Group, label: Words) -> bool:
    """Whether words to the left stand beside a group as a whole, begun further up."""
    return label is group.label or label.box[1] < group.boxes[-1].widget.box[3] - 3


def _with_words(row: Sequence[Widget], labels: Labels) -> list[Ticked]:
    """The boxes of a row with their words: all behind the boxes, or all before them."""
    last = labels.beside_box(row[-1].box, before=False)
    first = labels.beside_box(row[0].box, before=True)
    before = first is not None and (last is None or (len(row) == 1 and labels.leads_on(last)))
    ticked: list[Ticked] = []
    for widget in row:
        words = labels.beside_box(widget.box, before)
        if words is not None:
            text = labels.take(words).text
        else:
            text = spoken(widget.tooltip, "") or (
                widget.state if says_something(widget.state) or widget.sort is Sort.RADIO else ""
            )
            text = text or from_name(widget.name)
        ticked.append(Ticked(widget, text))
    return ticked


def _same_question(group: Group, each: Ticked, texts: Sequence[Widget], labels: Labels) -> bool:
    last, widget = group.boxes[-1].widget, each.widget
    if last.sort is Sort.RADIO or widget.sort is Sort.RADIO:
        return last.sort is widget.sort and last.group == widget.group
    if widget.box[1] - last.box[3] > _NEW_GROUP:
        return False
    top, bottom = last.box[3] - 2, widget.box[1] + 2
    between = [one.box for one in texts] + [words.box for words in labels.free()]
    left, right = min(group.box[0], widget.box[0]) - 40, max(group.box[2], widget.box[2]) + 200
    return not any(box[1] >= top and box[3] <= bottom and box[0] < right and box[2] > left for box in between)
