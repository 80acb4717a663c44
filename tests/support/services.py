"""What form services and websites mail when somebody has filled a form in, in their several layouts. Invented."""

# ruff: noqa: E501 - mail as services write it

from __future__ import annotations

from collections.abc import Mapping

from tests.support.letters import joined, letter, part

ANSWERS: Mapping[str, str] = {
    "Full name": "Ana Ruiz",
    "Membership number": "0012345",
    "Personal email": "ana.ruiz@post.example",
    "Telephone": "07700 900123",
    "Department": "Library",
    "What has happened?": "My hours were cut on 3 March.\nNobody had told me before.",
    "What would you like to happen?": "My hours back.",
    "Do you consent to us keeping this information?": "Yes",
}
EXPECTED = {
    "member_name": "Ana Ruiz",
    "membership_number": "0012345",
    "email": "ana.ruiz@post.example",
    "phone": "+447700900123",
    "department": "Library",
    "desired_outcome": "My hours back.",
    "consent": True,
}


def _html(rows: str, head: str = "") -> str:
    return f"<html><body style='font-family:sans-serif'>{head}{rows}</body></html>"


def _lined(text: str) -> str:
    return text.replace("\n", "<br>")


def _google() -> bytes:
    """Google Forms by a script: question, then the answer below, in plain text."""
    text = "A new response to Casework form\n\n" + "".join(
        f"{label}\n{answer}\n\n" for label, answer in ANSWERS.items()
    )
    return letter(
        text,
        sender="Google Forms <forms-receipts-noreply@google.example>",
        subject="New response: Casework form",
    )


def _google_html() -> bytes:
    rows = "".join(
        f"<div style='padding:12px'><h2 style='font-weight:bold'>{label}</h2><div>{_lined(answer)}</div></div>"
        for label, answer in ANSWERS.items()
    )
    return letter(
        _html(
            rows,
            "<h1>Casework form</h1><p>Thank you for filling in this form. Here is what was received.</p>",
        ),
        sender="Google Forms <forms-receipts-noreply@google.example>",
        subject="Casework form",
        content_type="text/html; charset=utf-8",
    )


def _jotform() -> bytes:
    rows = "".join(
        f"<tr style='background:#f3f3f3'><td width='170'><b>{label}</b></td><td>{_lined(answer)}</td></tr>"
        for label, answer in ANSWERS.items()
    )
    html = _html(f"<table cellpadding='5'>{rows}</table>", "<table><tr><td>New submission</td></tr></table>")
    return letter(
        html,
        sender="Jotform <noreply@jotform.example>",
        subject="Re: Casework form - Ana Ruiz",
        headers=["Reply-To: ana.ruiz@post.example", "List-Unsubscribe: <https://jotform.example/u>"],
        content_type="text/html; charset=utf-8",
    )


def _wufoo() -> bytes:
    rows = "".join(
        f"<tr><th align='left' valign='top'>{label} *</th><td>{_lined(answer)}</td></tr>"
        for label, answer in ANSWERS.items()
    )
    return letter(
        _html(f"<table><caption>Casework form [#12]</caption>{rows}</table>"),
        sender="Wufoo <no-reply@wufoo.example>",
        subject="Casework form [#12]",
        headers=["Auto-Submitted: auto-generated", "Reply-To: Ana Ruiz <ana.ruiz@post.example>"],
        content_type="text/html; charset=utf-8",
    )


def _microsoft() -> bytes:
    rows = "".join(
        f"<p>{number}. {label}</p><p>{_lined(answer)}</p>"
        for number, (label, answer) in enumerate(ANSWERS.items(), 1)
    )
    return letter(
        _html(rows, "<p>Somebody has responded to your form Casework form.</p>"),
        sender="Microsoft Forms <no-reply@forms.office.example>",
        subject="Casework form: new response",
        headers=["X-Auto-Response-Suppress: All"],
        content_type="text/html; charset=utf-8",
    )


def _contact_form() -> bytes:
    text = (
        "From: Ana Ruiz <ana.ruiz@post.example>\nSubject: Casework form\n\n"
        + "".join(f"{label}: {answer}\n" for label, answer in ANSWERS.items())
        + "\n-- \nThis e-mail was sent from a contact form on Northgate branch (https://branch.example)\n"
    )
    return letter(
        text,
        sender="Northgate branch <wordpress@branch.example>",
        subject='Northgate branch "Casework form"',
        headers=["Reply-To: ana.ruiz@post.example"],
    )


def _gravity() -> bytes:
    """A row for the question, the next for its answer, set in a little."""
    rows = "".join(
        f"<tr bgcolor='#EAF2FA'><td colspan='2'><font><strong>{label}</strong></font></td></tr><tr bgcolor='#FFFFFF'><td width='20'>&nbsp;</td><td><font>{_lined(answer)}</font></td></tr>"
        for label, answer in ANSWERS.items()
    )
    return letter(
        _html(f"<table width='99%'><tr><td><table width='100%'>{rows}</table></td></tr></table>"),
        sender="WordPress <wordpress@branch.example>",
        subject="New submission from Casework form",
        headers=["Reply-To: ana.ruiz@post.example"],
        content_type="text/html; charset=utf-8",
    )


def _typeform() -> bytes:
    text = (
        "Your typeform Casework form has a new response:\n\n"
        + "".join(f"*{label}*\n\n{answer}\n\n" for label, answer in ANSWERS.items())
        + "Log in to view or download your responses.\n"
    )
    return letter(
        text,
        sender="Typeform <notifications@typeform.example>",
        subject="Typeform: new response for Casework form",
        headers=["Precedence: bulk"],
    )


def _formspree() -> bytes:
    text = (
        "Hey there,\n\nSomeone just submitted your form on branch.example. Here's what they had to say:\n\n"
        + "".join(f"{label}:\n{answer}\n\n" for label, answer in ANSWERS.items())
    )
    return letter(
        text,
        sender="Formspree <noreply@formspree.example>",
        subject="New submission",
        headers=["Reply-To: ana.ruiz@post.example", "Auto-Submitted: auto-generated"],
    )


def _both() -> bytes:
    """Plain text and HTML, as most send it; the plain one is a stub."""
    rows = "".join(f"<tr><td>{label}</td><td>{_lined(answer)}</td></tr>" for label, answer in ANSWERS.items())
    body = joined(
        part("View this submission online."),
        part(_html(f"<table>{rows}</table>"), "text/html; charset=utf-8"),
    )
    return letter(
        body,
        sender="Cognito Forms <notifications@cognitoforms.example>",
        subject="Casework form - Ana Ruiz",
        headers=["Reply-To: ana.ruiz@post.example"],
        content_type="multipart/alternative; boundary=edge",
    )


SERVICES = {
    "google forms": _google(),
    "google forms, html": _google_html(),
    "jotform": _jotform(),
    "wufoo": _wufoo(),
    "microsoft forms": _microsoft(),
    "contact form 7": _contact_form(),
    "gravity forms": _gravity(),
    "typeform": _typeform(),
    "formspree": _formspree(),
    "cognito forms": _both(),
}
