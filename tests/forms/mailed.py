"""Returned forms in the HTML that mail programs make: typed, pasted from Word, answered in a reply. All invented."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.support.documents import AnswerGiven, Pairs, Tick

_WORD_HEAD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">'
    '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><!--[if !mso]><style>v\\:* '
    "{behavior:url(#default#VML);}</style><![endif]--><style><!--\n@font-face\n\t{font-family:Calibri;\n\t"
    "panose-1:2 15 5 2 2 2 4 3 2 4;}\np.MsoNormal, li.MsoNormal, div.MsoNormal\n\t{margin:0cm;\n\t"
    'font-size:11.0pt;\n\tfont-family:"Calibri",sans-serif;}\nspan.EmailStyle18\n\t{mso-style-type:personal-compose;'
    "}\n@page WordSection1\n\t{size:612.0pt 792.0pt;}\n--></style><!--[if gte mso 9]><xml>\n<o:shapedefaults/>"
    '</xml><![endif]--></head><body lang="EN-GB" link="#0563C1"><div class="WordSection1">'
)
_EMPTY = '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
_GOODBYE = f'{_EMPTY}<p class="MsoNormal">Thanks<o:p></o:p></p></div></body></html>'


def given(answer: AnswerGiven, joint: str = "<br>") -> str:
    """An answer as somebody gives it on the form: all options of a choice, with their boxes."""
    if isinstance(answer, Tick):
        return joint.join(
            f"{answer.on if option in answer.chosen else answer.off} {escape(option)}"
            for option in answer.options
        )
    return escape(answer).replace("\n", "<br>")


def word(text: str, style: str = "") -> str:
    """A paragraph of Word's."""
    return f'<p class="MsoNormal"><span lang="EN-GB" style="{style}">{text}<o:p></o:p></span></p>'


def outlook_table(pairs: Pairs) -> str:
    """A Word table pasted into Outlook, borders and all."""
    cell = "border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt"
    rows = "".join(
        f'<tr><td width="301" valign="top" style="width:225.4pt;{cell}">{word(f"<b>{escape(asked)}</b>")}</td>'
        f'<td width="301" valign="top" style="width:225.4pt;border-left:none;{cell}">'
        f"{''.join(word(line) for line in given(answer).split('<br>'))}</td></tr>"
        for asked, answer in pairs
    )
    return (
        f"{_WORD_HEAD}{word('Hi, my form is below.')}{_EMPTY}"
        '<table class="MsoTableGrid" border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse;'
        f'border:none">{rows}</table>{_GOODBYE}'
    )


def outlook_blue(pairs: Pairs) -> str:
    """Bold questions of the form, answered below in Outlook's blue."""
    blocks = "".join(
        word(f"<b>{escape(asked)}</b>")
        + "".join(word(line, "color:#1F497D") for line in given(answer).split("<br>"))
        + _EMPTY
        for asked, answer in pairs
    )
    return f"{_WORD_HEAD}{word('Please see my answers in blue.', 'color:#1F497D')}{_EMPTY}{blocks}{_GOODBYE}"


def outlook_wingdings(pairs: Pairs) -> str:
    """Boxes from a symbol font, as Word puts them into HTML."""
    box = '<span style="font-family:&quot;Wingdings 2&quot;">{}</span><span style="mso-tab-count:1">      </span>{}'
    rows = ""
    for asked, answer in pairs:
        lines = [given(answer)]
        if isinstance(answer, Tick):
            lines = [
                box.format("R" if one in answer.chosen else "&pound;", escape(one)) for one in answer.options
            ]
        rows += f"<tr><td>{word(escape(asked))}</td><td>{''.join(map(word, lines))}</td></tr>"
    table = f'<table class="MsoNormalTable" border="1" cellpadding="0">{rows}</table>'
    return f"{_WORD_HEAD}{table}{_GOODBYE}"


def outlook_coloured(pairs: Pairs) -> str:
    """Plain questions with answers in red behind them."""
    lines = "".join(
        word(f'{escape(asked)} <span style="color:red">{given(answer, " &nbsp; &nbsp; ")}</span>')
        for asked, answer in pairs
    )
    return f"{_WORD_HEAD}{lines}{_GOODBYE}"


def outlook_bold_answers(pairs: Pairs) -> str:
    """Plain questions, each with a bold answer below."""
    blocks = "".join(
        word(escape(asked)) + word(f"<b>{given(answer)}</b>") + _EMPTY for asked, answer in pairs
    )
    return f"{_WORD_HEAD}{blocks}{_GOODBYE}"


def web_outlook_reply(pairs: Pairs) -> str:
    """Our form, quoted below Outlook's rule in the web, filled in where it stands."""
    rows = "".join(
        f"<tr><td><b>{escape(asked)}</b></td><td>{given(answer)}</td></tr>" for asked, answer in pairs
    )
    return (
        '<div class="elementToProof" style="font-family:Aptos">Done, see below.</div><div id="appendonsend"></div>'
        '<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font '
        'face="Calibri, sans-serif" style="font-size:11pt" color="#000000"><b>From:</b> Casework &lt;casework@'
        "branch.example&gt;<br><b>Sent:</b> 20 November 2026 10:00<br><b>To:</b> A Member &lt;member@post.example"
        f"&gt;<br><b>Subject:</b> Our form</font><div>&nbsp;</div></div><div><table border=1>{rows}</table></div>"
    )


def gmail_table(pairs: Pairs) -> str:
    """A Word table pasted into Gmail, with the litter that it leaves."""
    rows = "".join(
        '<tr><td style="width:225pt;border:1pt solid windowtext;padding:0cm 5.4pt"><p style="margin:0cm;font-size:'
        f'11pt"><b><span lang="EN-GB">{escape(asked)}<u></u><u></u></span></b></p></td><td style="width:225pt;'
        'border-width:1pt 1pt 1pt medium;border-style:solid solid solid none;border-color:windowtext"><p '
        f'style="margin:0cm">{given(answer)}<u></u><u></u></p></td></tr>'
        for asked, answer in pairs
    )
    return (
        '<div dir="ltr"><div>Here you go</div><br><table border="1" cellspacing="0" cellpadding="0" style='
        f'"border-collapse:collapse;border:medium">{rows}</table><div><br clear="all"></div><div><br></div>'
        '<span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" '
        'data-smartmail="gmail_signature"><div>Tel: 0113 496 0999<br>Email: desk@work.example</div></div></div>'
    )


def gmail_bold_answers(pairs: Pairs) -> str:
    """Plain questions, bold answers, a line each."""
    lines = "".join(
        f"<div>{escape(asked)}{'' if asked.endswith('?') else ':'} <b>{given(answer, ' ')}</b></div>"
        for asked, answer in pairs
    )
    return f'<div dir="ltr">{lines}<div><br></div><div>Thanks</div></div>'


def gmail_between(pairs: Pairs) -> str:
    """Answers between the quoted questions."""
    pieces = "".join(
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);'
        f'padding-left:1ex"><div>{at}. {escape(asked)}</div></blockquote><div><br></div><div>'
        f"{_chosen(answer)}</div><div><br></div>"
        for at, (asked, answer) in enumerate(pairs, 1)
    )
    return (
        '<div dir="ltr"><div dir="ltr">Answers below.</div><br><div class="gmail_quote"><div dir="ltr" class='
        '"gmail_attr">On Fri, 20 Nov 2026 at 10:00, Casework &lt;<a href="mailto:casework@branch.example">'
        f"casework@branch.example</a>&gt; wrote:<br></div>{pieces}</div></div>"
    )


def gmail_forward(pairs: Pairs) -> str:
    """The member's form forwarded by somebody else."""
    lines = "".join(f"<div><b>{escape(asked)}</b></div><div>{given(answer)}</div>" for asked, answer in pairs)
    return (
        '<div dir="ltr">One for you<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- '
        'Forwarded message ---------<br>From: <strong class="gmail_sendername" dir="auto">A Member</strong> <span '
        'dir="auto">&lt;<a href="mailto:member@post.example">member@post.example</a>&gt;</span><br>Date: Fri, 20 '
        f"Nov 2026 at 10:00<br>Subject: form<br>To: Rob &lt;rob@branch.example&gt;<br></div><br>{lines}</div></div>"
    )


def apple_lines(pairs: Pairs) -> str:
    """Typed on a Mac: bold questions with a tab before the answer."""
    lines = "".join(
        f'<div><b>{escape(asked)}</b><span class="Apple-tab-span" style="white-space:pre">\t</span>'
        f"{given(answer, ' &nbsp; &nbsp;')}</div>"
        for asked, answer in pairs
    )
    return (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style='
        '"overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">Hello<div><br></div>'
        f"{lines}<div><br></div><div>Thanks</div></body></html>"
    )


def apple_quoted(pairs: Pairs) -> str:
    """Our form filled in where it stands quoted, on a phone."""
    lines = "".join(
        f"<div><b>{escape(asked)}</b></div><div>{given(answer)}</div><div><br></div>"
        for asked, answer in pairs
    )
    return (
        '<html><body dir="auto">All done<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent from my '
        'iPhone</div><div dir="ltr"><br><blockquote type="cite">On 20 Nov 2026, at 10:00, Casework &lt;casework@'
        f'branch.example&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">{lines}</div>'
        "</blockquote></body></html>"
    )


def thunderbird_between(pairs: Pairs) -> str:
    """Answers in paragraphs between cited lines."""
    pieces = "".join(
        f'<blockquote type="cite" cite="mid:1@branch.example"><p>{escape(asked)}</p></blockquote><p>{_chosen(answer)}'
        "</p>\n"
        for asked, answer in pairs
    )
    return (
        '<html><head></head><body><div class="moz-cite-prefix">On 20/11/2026 10:00, Casework wrote:<br></div>'
        f'{pieces}<pre class="moz-signature" cols="72">-- \nEmail: desk@work.example</pre></body></html>'
    )


def thunderbird_typed(pairs: Pairs) -> str:
    """Plain text that was made HTML as it stood."""
    lines = "\n".join(f"{escape(asked)}\n{_chosen(answer, chr(10))}\n" for asked, answer in pairs)
    return f'<html><body><pre class="moz-quote-pre" wrap="">{lines}</pre></body></html>'


def struck(pairs: Pairs) -> str:
    """Choices made by striking out the rest, as Word users do."""
    rows = ""
    for asked, answer in pairs:
        shown = given(answer)
        if isinstance(answer, Tick):
            shown = " / ".join(
                escape(one) if one in answer.chosen else f"<s>{escape(one)}</s>" for one in answer.options
            )
        rows += f"<tr><td><b>{escape(asked)}</b></td><td>{shown}</td></tr>"
    return f'<div dir="ltr"><table border="1">{rows}</table></div>'


def highlighted(pairs: Pairs) -> str:
    """Choices marked in yellow."""
    rows = ""
    for asked, answer in pairs:
        shown = given(answer)
        if isinstance(answer, Tick):
            shown = "<br>".join(
                f'<span style="background:yellow;mso-highlight:yellow">{escape(one)}</span>'
                if one in answer.chosen
                else escape(one)
                for one in answer.options
            )
        rows += f"<tr><td><b>{escape(asked)}</b></td><td>{shown}</td></tr>"
    return f"{_WORD_HEAD}<table class=MsoTableGrid border=1>{rows}</table>{_GOODBYE}"


def controls(pairs: Pairs) -> str:
    """A web page with its controls, as the browser saved it."""
    rows = ""
    for asked, answer in pairs:
        if isinstance(answer, Tick) and len(answer.options) > 2:
            shown = "".join(
                f'<label><input type="checkbox"{" checked" if one in answer.chosen else ""}> {escape(one)}</label><br>'
                for one in answer.options
            )
        elif isinstance(answer, Tick):
            entries = "".join(
                f"<option{' selected' if one in answer.chosen else ''}>{escape(one)}</option>"
                for one in answer.options
            )
            shown = f'<select><option value="">Please choose</option>{entries}</select>'
        elif "\n" in answer or len(answer) > 40:
            shown = f"<textarea rows=4>{escape(answer)}</textarea>"
        else:
            shown = f'<input type="text" value="{escape(answer)}">'
        rows += f'<p><label class="q">{escape(asked)}</label><br>{shown}</p>'
    return (
        "<!DOCTYPE html><html><head><title>Form</title><style>.q{font-weight:bold}</style></head><body><form>"
        f'{rows}<input type="hidden" name="token" value="abc"><button>Send</button></form></body></html>'
    )


def pictured(pairs: Pairs) -> str:
    """Boxes as pictures with words for those who do not see them."""
    rows = ""
    for asked, answer in pairs:
        shown = given(answer)
        if isinstance(answer, Tick):
            shown = "<br>".join(
                f'<img src="cid:{one in answer.chosen}" alt="{"checked" if one in answer.chosen else "unchecked"}"> '
                f"{escape(one)}"
                for one in answer.options
            )
        rows += f"<tr><td><strong>{escape(asked)}</strong></td><td>{shown}</td></tr>"
    return f'<table width="100%"><tr><td><img alt="Our branch" src="cid:1"></td></tr></table><table>{rows}</table>'


def _chosen(answer: AnswerGiven, line_end: str = "<br>") -> str:
    if isinstance(answer, Tick):
        return ", ".join(map(escape, answer.chosen))
    return escape(answer).replace("\n", line_end)


PROGRAMS: dict[str, Callable[[Pairs], str]] = {
    "Outlook, a pasted table": outlook_table,
    "Outlook, answers in blue": outlook_blue,
    "Outlook, symbol font": outlook_wingdings,
    "Outlook, answers in red": outlook_coloured,
    "Outlook, bold answers": outlook_bold_answers,
    "Outlook in the web, a reply": web_outlook_reply,
    "Gmail, a pasted table": gmail_table,
    "Gmail, bold answers": gmail_bold_answers,
    "Gmail, between quoted lines": gmail_between,
    "Gmail, forwarded": gmail_forward,
    "Apple Mail, tabs": apple_lines,
    "Apple Mail, in the quotation": apple_quoted,
    "Thunderbird, between quoted lines": thunderbird_between,
    "Thunderbird, as typed": thunderbird_typed,
    "struck out": struck,
    "highlighted": highlighted,
    "controls": controls,
    "pictures of boxes": pictured,
}
"""By program and by how the answers were given."""
