"""Template and words to subject, text and HTML.

Templates come from the branch's own folder first, then from ours; words only ever fill holes in them
(TRUST.md S5). A template's first line is "Subject: ...", the rest is the markup of notify/markup.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    Template,
    TemplateError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from notify.dates import clock, day, moment, said
from notify.markup import CLOSE, OPEN, as_html, as_text, inserted, parse, unmarked
from notify.notices import NoticeUnfit

LARGEST = 256 * 1024
"""The most characters a letter may come to (TRUST.md S5)."""

# Controls, line ends, marks that turn the direction of text, lone surrogates, and our own two marks.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\s]+")
_TURNING = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ue000\ue001]")
_FETCHING = re.compile(r"(?i)<(img|script|link|iframe|object|embed|video|audio|form)\b|\burl\(|@import")


@dataclass(frozen=True, slots=True)
class Page:
    """One letter's words in both shapes."""

    subject: str
    text: str
    html: str


def render(
    kind: str, words: Mapping[str, object], links: Mapping[str, str], folder: Path | None, ref: str
) -> Page:
    """The page of notice `kind`. `links` are the answers a template may link to, by verb.

    Raises `NoticeUnfit`: a word or template is missing, the template is faulty or reaches for what it may
    not, the letter is too long, or the subject says more than the reference (DOMAIN.md G-09).
    """
    source = _fill(kind, folder, {**words, "links": links})
    first, _, body = source.lstrip("\n").partition("\n")
    subject = _subject(first, kind, ref)
    blocks = parse(body, links.values())
    if not blocks:
        raise NoticeUnfit(f'The template "{kind}.txt" says nothing.')
    return Page(subject, as_text(blocks), _layout(subject, as_html(blocks), folder))


def _fill(kind: str, folder: Path | None, words: Mapping[str, object]) -> str:
    environment = _environment(folder, _names(folder), finalize=_fenced)
    return _guarded(f"{kind}.txt", lambda name: _capped(environment.get_template(name).generate(words)))


def _layout(subject: str, body: str, folder: Path | None) -> str:
    """The page around a body. A layout that would fetch anything from elsewhere is refused (TRUST.md S6)."""
    environment = _environment(folder, _names(folder), autoescape=True)

    def around(name: str) -> str:
        layout = environment.get_template(name)
        if _fetches(layout):
            raise NoticeUnfit(
                "The layout fetches something from elsewhere; a notice must be whole in itself."
            )
        return _capped(layout.generate(subject=subject, body=Markup(body)))

    return _guarded("layout.html", around)


@lru_cache(maxsize=8)
def _fetches(layout: Template) -> bool:
    """Whether a layout by itself, round nothing, would fetch anything. One that was changed is another."""
    return _FETCHING.search(_capped(layout.generate(subject="", body=""))) is not None


def _names(folder: Path | None) -> frozenset[str]:
    """What stands in the branch's folder now. A folder that is gone is an empty one."""
    if folder is None:
        return frozenset()
    try:
        return frozenset(path.name for path in folder.iterdir())
    except OSError:
        return frozenset()


@lru_cache(maxsize=8)
def _environment(folder: Path | None, names: frozenset[str], **options: Any) -> ImmutableSandboxedEnvironment:
    """Compiling a template takes ten times as long as filling it, so the compiled ones are kept.

    A file that was changed is compiled anew by jinja2 itself; `names` are here so that one that was added or
    taken away is noticed too.
    """
    loaders: list[BaseLoader] = [PackageLoader("notify", "templates")]
    if folder is not None:
        loaders.insert(0, FileSystemLoader(folder))
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **options,
    )
    environment.globals = {
        "day": day,
        "clock": clock,
        "moment": moment,
        "said": said,
        "sentence": sentence,
        "ended": ended,
        "labelled": labelled,
        "capital": capital,
    }
    # The sandbox has no bound on memory: these three make a huge value of a small one.
    environment.intercepted_binops = frozenset({"*", "**", "%"})
    environment.binop_table = {**environment.binop_table, "*": _refuse, "**": _refuse, "%": _refuse}
    return environment


def _guarded(name: str, fill: Callable[[str], str]) -> str:
    """What `fill` gives; every fault of a template told without the words it was given."""
    try:
        return fill(name)
    except TemplateError as fault:
        missing = re.fullmatch(r"'\w+' is undefined", str(fault))
        detail = f": {missing[0]}" if missing else f" ({type(fault).__name__})"
        raise NoticeUnfit(f'The template "{name}" cannot be used{detail}.') from None
    except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError) as fault:
        raise NoticeUnfit(f'The template "{name}" cannot be used ({type(fault).__name__}).') from None


def _capped(pieces: Any) -> str:
    kept, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST:
            raise NoticeUnfit(f"The notice would be longer than {LARGEST // 1024} KB.")
        kept.append(piece)
    return "".join(kept)


def _fenced(value: object) -> str:
    return f"{OPEN}{one_line(str(value))}{CLOSE}"


def one_line(text: str) -> str:
    """`text` on one line, without characters that nobody can see."""
    return _UNSEEN.sub(" ", _TURNING.sub("", text)).strip()


def ended(text: str) -> str:
    """`text` with a full stop last, if no other mark stands there."""
    line = one_line(text)
    return line if not line or line.endswith((".", "?", "!", ":")) else f"{line}."


def sentence(text: str) -> str:
    """`text` as a sentence: a capital first, and an end."""
    return capital(ended(text))


def capital(text: str) -> str:
    """`text` with a capital first."""
    return text[:1].upper() + text[1:]


def labelled(label: str, value: str) -> str:
    """ "Phone number: 01…", or "What has happened? …" where the label asks."""
    return capital(one_line(label)) + ("" if label.endswith((":", "?", ".")) else ":") + f" {one_line(value)}"


def _subject(line: str, kind: str, ref: str) -> str:
    label, _, subject = line.partition(":")
    if label != "Subject" or not unmarked(subject).strip():
        raise NoticeUnfit(f'The template "{kind}.txt" does not start with a line "Subject: ...".')
    if any(word not in ("", ref) for word in inserted(subject)):
        raise NoticeUnfit(f'The subject of the template "{kind}.txt" says more than the reference.')
    return one_line(unmarked(subject))


def _refuse(left: object, right: object) -> object:
    raise TypeError("templates do not multiply")
