"""The time of day beside a date: "10.30am", "half past two in the afternoon", "noon", "10yb"."""

from __future__ import annotations

import re
from datetime import time

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HALVES = (
    r"a\.?\s?m\b\.?|p\.?\s?m\b\.?|noon\b|midday\b|midnight\b|in the (?:morning|afternoon|evening)\b|"
    r"y\.?b\b\.?|y\.?p\b\.?|y bore\b|y prynhawn\b|yr hwyr\b"
)
_MORNING = re.compile(r"a\.?\s?m|in the morning|y\.?b\b|y bore", re.IGNORECASE)
_UNTIL = r"(?:\s*(?:[-–]|to|until)\s*[\d:.]+)?"
_OCLOCK = r"(?:\s*o.?clock)?"
_TIME = re.compile(
    rf"(?<![\d/-])(?P<hour>[01]?\d|2[0-3])\s*[:.h]\s*(?P<minute>[0-5]\d)(?!\d)(?::[0-5]\d)?{_UNTIL}\s*"
    rf"(?P<half>{_HALVES})?"
    rf"|(?<![\d/:.-])(?P<hour2>1[0-2]|0?[1-9]){_OCLOCK}{_UNTIL}\s*(?P<half2>{_HALVES})"
    rf"|(?<![\d/:.-])(?P<clock>[01]\d[0-5]\d|2[0-3][0-5]\d)\s*(?:h|hrs?|hours)\b"
    rf"|(?<![\d/:.-])(?P<run>(?:0?[1-9]|1[0-2])[0-5]\d)\s*(?P<half4>[ap]\.?m\b\.?)"
    rf"|\b(?P<part>half past|quarter past|quarter to)\s+(?P<hour5>1[0-2]|[1-9]|{'|'.join(_HOURS)})\b{_OCLOCK}"
    rf"(?:\s*(?P<half5>{_HALVES}))?"
    rf"|\b(?P<word>noon|midday|hanner dydd)\b|\b(?P<night>midnight|hanner nos)\b"
    rf"|(?:\bat|@)\s*(?P<clock2>[01]\d[0-5]\d|2[0-3][0-5]\d)(?!\d)"
    rf"|(?<=\b20\d\d)\s*,\s*(?P<clock3>[01]\d[0-5]\d)(?=\s*(?:,|\Z))"
    rf"|\A\s*(?P<clock4>(?:0[6-9]|1[0-8])[0-5]\d)(?:\s*(?:[-–]|to)\s*[012]\d[0-5]\d)?(?:\s+on)?\s*\Z"
    rf"|(?P<bare>\bat|@)\s*(?P<hour3>\d{{1,2}})(?![\d:./]|\s*[ap]\.?\s?m\b){_OCLOCK}",
    re.IGNORECASE,
)
_LEFT_OPEN = (None, 0.6)


def find_time(text: str) -> tuple[time | None, float, str]:
    """The time of day, how sure it is, and the text without it. More than one time: the first, less sure.
    Four figures are a time where nothing else is written, as beside a date.

    An hour that may be morning or afternoon, and midnight (of which day?), is left out and makes it unsure.
    """
    found = list(_TIME.finditer(text))
    if not found:
        return None, 1.0, text
    first = found[0]
    clock, sure = _clock({name: value or "" for name, value in first.groupdict().items()})
    rest = text[: first.start()] + " " + text[first.end() :]
    return clock, sure if len(found) == 1 else min(sure, 0.6), rest


def _clock(parts: dict[str, str]) -> tuple[time | None, float]:
    if parts["word"]:
        return time(12), 1.0
    four = parts["clock"] or parts["clock2"] or parts["clock3"] or parts["clock4"]
    if four:
        return time(int(four[:2]), int(four[2:])), 1.0
    half = parts["half"] or parts["half2"] or parts["half4"] or parts["half5"]
    if parts["night"] or half.casefold() == "midnight":
        return _LEFT_OPEN
    hour, minute = _hour_and_minute(parts)
    if half:
        return _with_half(hour, minute, half)
    if hour < 7 and not parts["hour"].startswith("0"):  # "06:30" is written as timetables are
        return _LEFT_OPEN  # "at 3.45": in the afternoon, most likely; never guessed
    if parts["bare"]:
        return (time(hour), 0.85) if 9 <= hour <= 12 else _LEFT_OPEN
    return time(hour, minute), 1.0


def _hour_and_minute(parts: dict[str, str]) -> tuple[int, int]:
    if run := parts["run"]:
        return int(run[:-2]), int(run[-2:])
    if not parts["part"]:
        return int(parts["hour"] or parts["hour2"] or parts["hour3"]), int(parts["minute"] or 0)
    word = parts["hour5"].casefold()
    hour = int(word) if word.isdigit() else _HOURS.index(word) + 1
    match parts["part"].casefold():
        case "half past":
            return hour, 30
        case "quarter past":
            return hour, 15
        case _:
            return (hour - 1) or 12, 45


def _with_half(hour: int, minute: int, half: str) -> tuple[time | None, float]:
    """ "2pm", "12 noon"; "14:30 pm" is written too, "14:30 am" is a slip."""
    if _MORNING.match(half):
        return (time(hour % 12, minute), 1.0) if hour <= 12 else _LEFT_OPEN
    return time(hour + 12 if hour < 12 else hour, minute), 1.0
