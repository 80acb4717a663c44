"""Answers as members give them, and the values meant: names of the world, wild stories, dates anyhow."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from typing import NamedTuple

from hypothesis import strategies as st

from casework.model import Value
from jobs.defaults import CATEGORIES
from tests.support.blank_forms import FORM, WRITTEN, Given

Draw = st.DrawFn
LABELS = tuple(question.label for question in FORM.questions)
OPTIONS = {question.field: question.options for question in FORM.questions if question.options}
VALUES = {
    "contract_type": dict(
        zip(
            OPTIONS["contract_type"],
            ("permanent", "fixed_term", "hourly_paid", "agency", "other"),
            strict=True,
        )
    ),
    "categories": dict(zip(OPTIONS["categories"], (one.name for one in CATEGORIES), strict=True)),
    "consent": {"Yes": True, "No": False},
}
NAMES = (
    "Ann Lee", "Dr Siân Ŵyn-Ŷr", "Seán Ó Súilleabháin", "Mx O’Hara-Weiß", "D'Arcy N'Golo", "Zoë Ångström",
    "李明", "محمد الأحمد", "רחל לוי", "Иван Петров", "Nguyễn Thị Hồng", "Jo", "de la Cruz, María José",
)  # fmt: skip
_word = st.text("abcdefghijklmnoprstuvwyzéøŵ'-", min_size=3, max_size=9).filter(
    lambda one: one.strip("'-") == one
)
_words = st.lists(_word, min_size=2, max_size=7).map(" ".join)
_name = st.one_of(
    st.sampled_from(NAMES),
    st.lists(
        st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=2, max_size=9), min_size=2, max_size=4
    ).map(" ".join),
)
_sentence = _words.map(lambda words: f"It was {words}.")
_like_a_question = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(LABELS), _words),
    st.builds("{} {}".format, st.sampled_from(LABELS), _words),
    st.builds(
        "{}: {}".format, st.sampled_from(("Name", "Outcome", "My manager said", "Date", "Notes")), _words
    ),
    st.sampled_from(LABELS),
)
_line = st.one_of(
    _sentence,
    _sentence,
    _like_a_question,
    st.just(""),
    st.builds("- {}".format, _words),
    st.sampled_from(
        (
            "قالت المديرة إنني تأخرت.",
            "היא אמרה לי ללכת.",
            "经理说我迟到了。",
            "It was “awful” – £40 & 5% less…",
        )
    ),
)
_story = st.builds("{}\n{}".format, _sentence, st.lists(_line, max_size=6).map("\n".join)).map(str.strip)
_about_now = st.dates(date(2024, 1, 1), date(2026, 11, 20))
_ahead = st.dates(date(2026, 11, 22), date(2027, 12, 31))
_SPELLINGS = ("%-d/%-m/%y", "%d/%m/%Y", "%-d %B %Y", "%A %-d %B %Y", "%-d %b %y", "%Y-%m-%d", "%-d.%-m.%Y")
_CLOCKS = {
    "": None,
    " at 2pm": time(14),
    " at 10.30am": time(10, 30),
    ", 09:15": time(9, 15),
    " 14:45": time(14, 45),
}


class Answers(NamedTuple):
    """What a member gives, and the values that are meant."""

    given: Given
    values: dict[str, Value]


@st.composite
def answers(draw: Draw, most_categories: int = len(CATEGORIES), usual: bool = False) -> Answers:
    """Any of the questions answered, at least the name; `usual`: only names that many people have."""
    given: dict[str, str | tuple[str, ...]] = {}
    values: dict[str, Value] = {}
    for question in FORM.questions:
        field = question.field
        if field != "member_name" and draw(st.integers(0, 3)) == 0:
            continue
        if field in OPTIONS:
            most = most_categories if field == "categories" else 1
            chosen = draw(st.lists(st.sampled_from(OPTIONS[field]), min_size=1, max_size=most, unique=True))
            given[field] = tuple(chosen)
            meant = [VALUES[field][one] for one in chosen]
            values[field] = tuple(sorted(map(str, meant))) if field == "categories" else meant[0]
        else:
            typed = _usual if usual and field == "member_name" else _TYPED.get(field, _plain)
            given[field], values[field] = draw(typed)
    return Answers(given, values)


def folded(text: str) -> str:
    """Normal form of free text: white space folded (FIELDS.md), letters composed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


_Typed = st.SearchStrategy[tuple[str, Value]]
_plain: _Typed = st.one_of(
    _words, st.builds("{} / {}".format, _words, _words), st.builds("{} ({})".format, _words, _words)
).map(lambda text: (text, folded(text)))
_usual: _Typed = st.sampled_from(NAMES).map(lambda name: (name, folded(name)))
_told: _Typed = _story.map(lambda text: (text, folded(text)))


@st.composite
def _date(draw: Draw, days: st.SearchStrategy[date], clocks: tuple[str, ...] = ("",)) -> tuple[str, Value]:
    day, spelling, clock = draw(days), draw(st.sampled_from(_SPELLINGS)), draw(st.sampled_from(clocks))
    at = _CLOCKS[clock]
    return day.strftime(spelling) + clock, day.isoformat() + (f"T{at:%H:%M}" if at else "")


_TYPED: dict[str, _Typed] = {
    "member_name": _name.map(lambda name: (name, folded(name))),
    "membership_number": st.one_of(
        st.integers(0, 9_999_999).map(lambda number: (f"{number:07d}", f"{number:07d}")),
        st.just(("ab 123 456", "AB123456")),
    ),
    "email": st.sampled_from(("ann@post.example", "A.B+c@Post.example", "o'hara_9@mail.post.example")).map(
        lambda address: (address, address.lower())
    ),
    "work_email": st.just(("a.lee@northgate.ac.uk", "a.lee@northgate.ac.uk")),
    "phone": st.sampled_from(("07700 900123", "+44 7700 900123", "(07700) 900-123")).map(
        lambda number: (number, "+447700900123")
    ),
    "joined_union": _date(_about_now),
    "issue_started": _date(_about_now),
    "signed_on": _date(st.just(WRITTEN.date())),
    "key_date": _date(_ahead, tuple(_CLOCKS)),
    **dict.fromkeys(("summary", "people_involved", "steps_taken", "desired_outcome"), _told),
}
