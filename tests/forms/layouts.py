"""Ways to set questions and answers apart in HTML: by looks, by boxes, by columns, by signs. All invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from tests.support.documents import AnswerGiven, Pairs, Tick

_HELLO = "<p>hi, please see below</p>"


def _shown(answer: AnswerGiven) -> str:
    if isinstance(answer, Tick):
        return "<br>".join(
            f"{answer.on if one in answer.chosen else answer.off} {escape(one)}" for one in answer.options
        )
    return escape(answer).replace("\n", "<br>")


def _each(piece: str, around: str = "{}") -> Callable[[Pairs], str]:
    """A page of one piece for each question; `q`, `a` and `n` stand for question, answer and number."""

    def page(pairs: Pairs) -> str:
        pieces = (piece.format(q=escape(q), a=_shown(a), n=n) for n, (q, a) in enumerate(pairs, 1))
        return _HELLO + around.format("".join(pieces))

    return page


def _in_rows(row: Callable[[Sequence[tuple[str, str]]], str], width: int) -> Callable[[Pairs], str]:
    """A table with so many questions in a row."""

    def page(pairs: Pairs) -> str:
        shown = [(escape(q), _shown(a)) for q, a in pairs]
        rows = (row(shown[at : at + width]) for at in range(0, len(shown), width))
        return f"{_HELLO}<table border=1>{''.join(rows)}</table>"

    return page


def _cells(piece: str) -> Callable[[Sequence[tuple[str, str]]], str]:
    return lambda pairs: f"<tr>{''.join(piece.format(q=q, a=a) for q, a in pairs)}</tr>"


def _shaded_over(pairs: Sequence[tuple[str, str]]) -> str:
    asked = "".join(f"<td>{q}</td>" for q, _ in pairs)
    return f"<tr style='background:#e8eef7'>{asked}</tr><tr>{''.join(f'<td>{a}&nbsp;</td>' for _, a in pairs)}</tr>"


def _headed(pairs: Sequence[tuple[str, str]]) -> str:
    asked = "".join(f"<th>{q}</th>" for q, _ in pairs)
    return f"<tr>{asked}</tr><tr>{''.join(f'<td>{a}&nbsp;</td>' for _, a in pairs)}</tr>"


def _beside_a_sidebar(pairs: Pairs) -> str:
    rows = "".join(f"<tr><td>{escape(q)}</td><td>{_shown(a)}</td></tr>" for q, a in pairs)
    left = "<td width=150>Our union<br>Helpline 0800 000 000</td>"
    return f"<table width=100%><tr>{left}<td><table>{rows}</table></td></tr></table>"


_TABLE = "<table border=1>{}</table>"
LAYOUTS: dict[str, Callable[[Pairs], str]] = {
    "questions in italics": _each("<div><i>{q}</i></div><div>{a}</div>"),
    "questions in italics, gaps": _each("<p><i>{q}</i></p><p>{a}</p>"),
    "questions underlined": _each("<p><u>{q}</u><br>{a}</p>"),
    "questions in blue": _each("<div style='color:#1f3864'>{q}</div><div>{a}</div>"),
    "questions in blue, in line": _each("<div><span style='color:#1f3864'>{q}</span> {a}</div>"),
    "questions in capitals": _each("<p><b style='text-transform:uppercase'>{q}</b><br>{a}</p>"),
    "questions large": _each("<div style='font-size:16px'>{q}</div><div style='font-size:13px'>{a}</div>"),
    "questions shaded, a column": _each("<tr><td bgcolor='#dde6f0'>{q}</td><td>{a}</td></tr>", _TABLE),
    "questions shaded, rows": _each(
        "<tr><td style='background:#dde6f0'>{q}</td></tr><tr><td>{a}&nbsp;</td></tr>", _TABLE
    ),
    "questions shaded, two in a row": _in_rows(_shaded_over, 2),
    "questions shaded, four columns": _in_rows(_cells("<td style='background:#eee'>{q}</td><td>{a}</td>"), 2),
    "questions bold, four columns": _in_rows(_cells("<td><b>{q}</b></td><td>{a}</td>"), 2),
    "questions bold, rows": _each("<tr><td><b>{q}</b></td></tr><tr><td>{a}&nbsp;</td></tr>", _TABLE),
    "questions bold over answers in a cell": _in_rows(_cells("<td><b>{q}</b><br>{a}</td>"), 2),
    "questions small over answers in a cell": _in_rows(_cells("<td><small>{q}</small><br>{a}</td>"), 2),
    "questions bold before answers in a cell": _in_rows(_cells("<td><b>{q}:</b> {a}</td>"), 2),
    "questions head columns": _in_rows(_headed, 4),
    "questions before a dash": _each("<li><b>{q}</b> &ndash; {a}</li>", "<ul>{}</ul>"),
    "questions in a fieldset": _each("<fieldset><legend><b>{q}</b></legend>{a}</fieldset>"),
    "answers in a box": _each("<div>{q}</div><div style='border:1px solid #999;padding:4px'>{a}&nbsp;</div>"),
    "answers in a table of one cell": _each("<p>{q}</p><table border=1><tr><td>{a}&nbsp;</td></tr></table>"),
    "answers set in": _each("<p style='margin:0'>{q}</p><p style='margin:0 0 8px 36pt'>{a}</p>"),
    "answers set in as a quotation": _each("<p>{q}</p><blockquote style='border:none'>{a}</blockquote>"),
    "answers underlined": _each("<p>{q} <u>{a}</u></p>"),
    "answers highlighted": _each("<div>{q} <span style='background:yellow'>{a}</span></div>"),
    "answers in another font": _each("<div>{q}</div><div style='font-family:Courier New'>{a}</div>"),
    "answers in red below": _each("<div>{q}</div><div style='color:red'>{a}</div>"),
    "answers bold below": _each("<div>{q}</div><div><b>{a}</b></div>"),
    "answers bold in a column": _each("<tr><td>{q}</td><td><b>{a}</b></td></tr>", _TABLE),
    "answers further right": _each(
        "<div><span style='display:inline-block;width:200px'>{q}</span><span>{a}</span></div>"
    ),
    "answers behind an arrow": _each("<p>{q} &rarr; {a}</p>"),
    "answers behind dots": _each("<div>{q} ........ {a}</div>"),
    "answers behind >>": _each("<p>{q}</p><p>&gt;&gt; {a}</p>"),
    "answers behind A:": _each("<p>Q: {q}<br>A: {a}</p>"),
    "a number, a question, an answer": _each("<tr><td>{n}.</td><td>{q}</td><td>{a}</td></tr>", _TABLE),
    "a table of pairs": _each("<tr><td>{q}</td><td>{a}</td></tr>", "<table>{}</table>"),
    "a table for each": _each("<table border=1><tr><td>{q}</td><td>{a}</td></tr></table>"),
    "a table for each, answers below": _each(
        "<table><tr><td>{q}</td></tr><tr><td>{a}&nbsp;</td></tr></table>"
    ),
    "a numbered list": _each("<li><b>{q}</b><br>{a}</li>", "<ol>{}</ol>"),
    "a table beside a sidebar": _beside_a_sidebar,
}
"""By what sets questions and answers apart."""
