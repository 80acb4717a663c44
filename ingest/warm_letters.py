"""Made-up letters for warming up the reader: forms as people send them, in the few shapes that most have."""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Callable, Iterator, Sequence
from html import escape
from io import BytesIO
from quopri import encodestring
from zipfile import ZIP_DEFLATED, ZipFile

from ingest.reading import FormSettings

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_ANSWERS = {
    "member_name": ("Name", "Ana Ruiz"),
    "membership_number": ("Union membership number", "GMB 123 456"),
    "email": ("Personal email address", "ana.ruiz@post.example"),
    "phone": ("Phone", "07700 900123 (mobile) or 0113 496 0001"),
    "contact_preference": ("How would you like to be contacted?", "By email, after 6 pm"),
    "employer": ("Employer", "Northgate College"),
    "department": ("Department / place of work", "Library"),
    "job_title": ("Job title", "Senior technician"),
    "joined_union": ("When did you join the union?", "March 2019"),
    "line_manager": ("Name of your line manager", "Jo Bloggs"),
    "categories": ("What is it about? (please tick all that apply)", "☒ Workload  ☐ Pay  ☐ Bullying"),
    "summary": ("What has happened?", "I am asked to a meeting about my workload.\nNobody told me why."),
    "issue_started": ("When did it start?", "about two months ago"),
    "steps_taken": ("What steps have you taken so far?", "I wrote to my manager in May."),
    "desired_outcome": ("What would you like to happen?", "I would like somebody to come with me."),
    "key_date": ("Date of meeting", "3 March 2026 at 10am"),
    "other_advice": ("Are you getting advice from anybody else?", "No"),
    "consent": ("Do you consent to the branch keeping this information?", "Yes"),
    "signed_on": ("Date", "01/03/26"),
}
"""Field to a usual question for it and an answer."""

_LETTER = """\
From: Ana Ruiz <ana.ruiz@post.example>
To: casework@branch.example
Subject: =?utf-8?q?Form_=E2=80=93_filled_in?=
Date: Tue, 03 Mar 2026 10:00:00 +0000
Message-ID: <warm@post.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="{mark}"

--{mark}
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

{text}

On Mon, 2 Mar 2026 at 09:00, Casework <casework@branch.example> wrote:
> Please fill in the form.

--inner
Content-Type: text/html; charset=utf-8

<table><tr><td>Name</td><td>Ana Ruiz</td></tr></table>
--inner--

--{mark}
Content-Type: text/html; charset=utf-8

<blockquote type="cite"><p>Please fill in the form.</p></blockquote>
--{mark}
Content-Type: application/octet-stream
Content-Disposition: attachment; filename*=utf-8''form.docx
Content-Transfer-Encoding: base64

{document}
--{mark}--
"""


def samples(settings: FormSettings) -> Iterator[bytes]:
    """The form in the mail and in each shape that a Word document gives it: the branch's own questions,
    where it has some, since most members send those."""
    answers = [*_ANSWERS.values()]
    if settings.wordings:
        given = {field: answer for field, (_, answer) in _ANSWERS.items()}
        answers = [(own[0], given.get(field, "")) for field, own in settings.wordings.items() if own]
    said = "\n".join(f"{question}: {' '.join(answer.split())}" for question, answer in answers)
    yield _letter(said, answers, _in_table)
    for shape in (_in_table, _in_controls, _in_paragraphs):
        yield _letter("Dear branch, my form is attached. Best wishes \N{EN DASH} Ana", answers, shape)


def _letter(text: str, answers: Sequence[tuple[str, str]], shape: Callable[[str, str], str]) -> bytes:
    body = "".join(
        shape(escape(question, quote=False), escape(answer, quote=False)) for question, answer in answers
    )
    document = encodebytes(_docx(f"<w:tbl>{body}</w:tbl>" if shape is _in_table else body)).decode("ascii")
    said = encodestring(text.encode("cp1252", "replace")).decode("ascii")
    mark = f"{shape.__name__}-{len(text)}"  # another in each letter, as it is in life
    return _LETTER.format(mark=mark, text=said, document=document).encode("ascii")


def _in_table(question: str, answer: str) -> str:
    return f"<w:tr><w:tc>{_lines(question, bold=True)}</w:tc><w:tc>{_lines(answer)}</w:tc></w:tr>"


def _in_controls(question: str, answer: str) -> str:
    if answer == "Yes":
        ticked = '<w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        box = f"<w:sdt>{ticked}<w:sdtContent>{_run('☒')}</w:sdtContent></w:sdt>"
        return f"<w:p>{box}{_run(' ' + question)}</w:p>"
    content = f"<w:sdtContent>{_run(answer)}</w:sdtContent>"
    control = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr>{content}</w:sdt>"
    return f"<w:p>{_run(question + ': ', bold=True)}{control}</w:p>"


def _in_paragraphs(question: str, answer: str) -> str:
    return _lines(question, bold=True) + _lines(answer)


def _lines(text: str, *, bold: bool = False) -> str:
    style = '<w:pPr><w:pStyle w:val="Normal"/></w:pPr>'
    return "".join(f"<w:p>{style}{_run(line, bold=bold)}</w:p>" for line in text.split("\n"))


def _run(text: str, *, bold: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    look = f'<w:rPr>{weight}<w:color w:val="000000"/><w:sz w:val="22"/></w:rPr>'
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _docx(body: str) -> bytes:
    document = f'<w:document xmlns:w="{_W}" xmlns:w14="{_W14}"><w:body>{body}</w:body></w:document>'
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return packed.getvalue()
