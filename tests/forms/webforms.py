"""What form services mail when somebody has filled in a web form: each service's own markup, invented answers."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.support.documents import AnswerGiven, Pairs, Tick

_FONT = "font-family:Arial,Helvetica,sans-serif;font-size:14px"


def said(answer: AnswerGiven, joint: str = ", ") -> str:
    """An answer as a service shows it: of a choice, only what was chosen."""
    text = joint.join(answer.chosen) if isinstance(answer, Tick) else answer
    return escape(text).replace("\n", "<br />\n")


def field_and_value(pairs: Pairs) -> str:
    """Power Automate and many others: a table headed Field and Value."""
    rows = "".join(f"<tr><td>{escape(asked)}</td><td>{said(answer)}</td></tr>" for asked, answer in pairs)
    style = "<style>table{border-collapse:collapse} td,th{border:1px solid #ddd;padding:6px}</style>"
    head = "<thead><tr><th>Field</th><th>Value</th></tr></thead>"
    return (
        f"<html><head>{style}</head><body><p>A new response has been submitted.</p><table>{head}"
        f"<tbody>{rows}</tbody></table></body></html>"
    )


def jotform(pairs: Pairs) -> str:
    """Nested tables of fixed width, a striped one with a question and an answer cell in the middle."""
    rows = "".join(
        f'<tr{" bgcolor=#f3f3f3" if at % 2 else ""}><td width="170" valign="top" style="padding:5px">'
        f'{escape(asked)}</td><td style="padding:5px">{said(answer, "<br>")}</td></tr>'
        for at, (asked, answer) in enumerate(pairs)
    )
    inner = f'<table width="600" bgcolor="#ffffff" cellpadding="0"><tbody>{rows}</tbody></table>'
    middle = (
        '<table width="600" cellpadding="0" cellspacing="0"><tbody><tr><td><img src="logo.png" '
        'alt="Form maker"></td></tr><tr><td style="font-size:18px"><b>Casework enquiry</b></td></tr><tr><td>'
        f'{inner}</td></tr><tr><td height="20">&nbsp;</td></tr></tbody></table>'
    )
    return (
        '<div style="display:none;font-size:1px;max-height:0;overflow:hidden">Name: preview of the form</div>'
        f'<table bgcolor="#f7f9fc" width="100%"><tbody><tr><td>&nbsp;</td></tr><tr><td align="center">{middle}'
        "</td></tr></tbody></table>"
    )


def wufoo(pairs: Pairs) -> str:
    """A table of th and td, a bar above, light rules between."""
    rows = "".join(
        '<tr><th style="padding:4px 5px 2px 0;font-weight:normal;vertical-align:top" align="left"><strong>'
        f"{escape(asked)}</strong> <font color=red>*</font></th></tr><tr><td "
        f'style="padding:4px 0 2px 5px;border-bottom:1px solid #eee">{said(answer, "<br/>")}</td></tr>'
        for asked, answer in pairs
    )
    return (
        f'<div style="{_FONT}"><h2 style="font-weight:normal">Casework form [#118]</h2>'
        f'<table width="100%" cellspacing="0">{rows}</table></div>'
    )


def gravity(pairs: Pairs) -> str:
    """A shaded row for each question, and below it a margin cell and the answer."""
    rows = "".join(
        f'<tr bgcolor="#EAF2FA"><td colspan="2"><font style="{_FONT};font-size:12px"><strong>{escape(asked)}'
        f'</strong></font></td></tr><tr bgcolor="#FFFFFF"><td width="20">&nbsp;</td><td><font style="{_FONT};'
        f'font-size:12px">{said(answer, "<br>")}</font></td></tr>'
        for asked, answer in pairs
    )
    inner = f'<table width="100%" border="0" cellpadding="5" cellspacing="0" bgcolor="#FFFFFF">{rows}</table>'
    return (
        '<html><body><table width="99%" border="0" cellpadding="1" cellspacing="0" bgcolor="#EAEAEA"><tr><td>'
        f"{inner}</td></tr></table></body></html>"
    )


def google(pairs: Pairs) -> str:
    """A response receipt: a card for each question, the answer below in its own block, required ones starred."""
    cards = "".join(
        '<div style="margin-top:12px"><table width="100%" cellpadding="0" cellspacing="0" role="presentation">'
        '<tbody><tr><td style="border:1px solid #dadce0;border-radius:8px;padding:24px"><div style="margin-bottom:'
        f'12px"><h2 style="font-size:16px;font-weight:400;margin:0">{escape(asked)} <span style="color:#d93025">*'
        f'</span></h2></div><div style="white-space:pre-wrap">{escape(_plain(answer))}</div></td></tr></tbody>'
        "</table></div>"
        for asked, answer in pairs
    )
    return (
        '<html><body style="font-family:Roboto,sans-serif"><div>Thanks for filling in <a href="https://forms.'
        f'example/1">Casework form</a></div><div>Here&#39;s what was received.</div>{cards}<div><a href='
        '"https://forms.example/new">Create your own form</a></div></body></html>'
    )


def squarespace(pairs: Pairs) -> str:
    """A bold question with a colon and the answer on the same line."""
    lines = "".join(
        f"<p><b>{escape(asked)}</b>{'' if asked.endswith('?') else ':'} {said(answer)}</p>"
        for asked, answer in pairs
    )
    return f"<html><body><p><i>Sent via form submission from our site</i></p>{lines}</body></html>"


def drupal(pairs: Pairs) -> str:
    """A bold question, a line break and the answer in one block each."""
    blocks = "".join(f"<b>{escape(asked)}</b><br />{said(answer)}<br /><br />" for asked, answer in pairs)
    return f"<p>Submitted on Friday, 20 November 2026 - 9:41am</p>Submitted values are:<br /><br />{blocks}"


def elementor(pairs: Pairs) -> str:
    """Question, colon, answer, line break; nothing bold."""
    lines = "".join(
        f"{escape(asked)}{'' if asked.endswith('?') else ':'} {said(answer)}<br>" for asked, answer in pairs
    )
    return f"{lines}<br>---<br><br>Date: 20 November 2026<br>Time: 09:41<br>Page URL: https://branch.example/help"


def typeform(pairs: Pairs) -> str:
    """One column: a heavy question, and the answer in grey below it in the same cell."""
    rows = "".join(
        '<tr><td style="padding:10px 24px;font-size:0"><div style="font-size:15px;font-weight:600;color:#262627">'
        f'{escape(asked)}</div><div style="font-size:15px;color:#737373">{said(answer)}</div></td></tr>'
        for asked, answer in pairs
    )
    return (
        '<table role="presentation" width="100%"><tr><td><table role="presentation" width="560">'
        f"{rows}</table></td></tr></table>"
    )


def wix(pairs: Pairs) -> str:
    """Small grey questions over black answers, each a row of one column."""
    rows = "".join(
        f'<tr><td style="color:#7a7a7a;font-size:12px;padding-top:12px">{escape(asked)}</td></tr>'
        f'<tr><td style="color:#000;font-size:16px">{said(answer)}</td></tr>'
        for asked, answer in pairs
    )
    return f'<div><table width="100%"><tbody>{rows}</tbody></table></div>'


def microsoft(pairs: Pairs) -> str:
    """Numbered questions in heavy type, a paragraph each, answers in paragraphs below."""
    blocks = "".join(
        f'<p style="margin:16px 0 0;font-weight:600">{at}. {escape(asked)}</p><p style="margin:4px 0 0">'
        f"{said(answer, ';')}</p>"
        for at, (asked, answer) in enumerate(pairs, 1)
    )
    return f'<html><body><h1 style="font-size:20px">Casework form</h1>{blocks}</body></html>'


def definitions(pairs: Pairs) -> str:
    """A list of terms and what was said to each."""
    entries = "".join(f"<dt>{escape(asked)}</dt><dd>{said(answer)}</dd>" for asked, answer in pairs)
    return f"<h3>New submission</h3><dl>{entries}</dl>"


def headed(pairs: Pairs) -> str:
    """A small heading for each question."""
    blocks = "".join(f"<h4>{escape(asked)}</h4><div>{said(answer)}</div>" for asked, answer in pairs)
    return f"<h2>You have a new response</h2>{blocks}<hr><small>Powered by a form builder</small>"


def bulleted(pairs: Pairs) -> str:
    """A list with a bold question and the answer in each point."""
    points = "".join(f"<li><strong>{escape(asked)}</strong>: {said(answer)}</li>" for asked, answer in pairs)
    return f"<p>Here are the details:</p><ul>{points}</ul>"


def _plain(answer: AnswerGiven) -> str:
    return "\n".join(answer.chosen) if isinstance(answer, Tick) else answer


SERVICES: dict[str, Callable[[Pairs], str]] = {
    "field and value": field_and_value,
    "nested tables": jotform,
    "th over td": wufoo,
    "shaded rows": gravity,
    "cards": google,
    "bold with colon": squarespace,
    "bold over answer": drupal,
    "plain with colon": elementor,
    "grey answers": typeform,
    "grey questions": wix,
    "numbered": microsoft,
    "definitions": definitions,
    "headings": headed,
    "bullets": bulleted,
}
"""By what sets questions and answers apart."""
