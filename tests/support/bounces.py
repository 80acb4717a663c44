"""Letters that came back, in the fashions of many mail servers. Addresses and words are invented."""

# ruff: noqa: E501 - words as mail servers write them

from __future__ import annotations

from dataclasses import dataclass

from tests.support.letters import joined, letter, part

BEN = "ben@post.example"
NOTICE = "<note.3@branch.example>"
COPY = f"From: casework@branch.example\nTo: {BEN}\nSubject: Your case\nMessage-ID: {NOTICE}\n\nDear Ben\n"


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter that came back, and the addresses it says have failed."""

    fashion: str
    raw: bytes
    failed: tuple[str, ...] = (BEN,)


def report(status: str, words: str = "Your message could not be delivered.", **more: object) -> bytes:
    """A delivery report by the standard (RFC 3464)."""
    body = joined(
        part(words),
        part(status.replace("\n", "\r\n"), "message/delivery-status"),
        part(COPY.replace("\n", "\r\n"), "message/rfc822"),
    )
    given: dict[str, object] = {
        "sender": "Mail Delivery System <MAILER-DAEMON@mx.example>",
        "subject": "Undelivered",
    }
    kind = 'multipart/report; report-type="delivery-status"; boundary=edge'
    return letter(body, content_type=kind, **{**given, **more})  # type: ignore[arg-type]


def _failed(action: str = "failed", final: str = f"rfc822; {BEN}", status: str = "5.1.1") -> str:
    return f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: {final}\nAction: {action}\nStatus: {status}\n"


def _plain(
    fashion: str, sender: str, subject: str, words: str, *headers: str, failed: tuple[str, ...] = (BEN,)
) -> Bounce:
    return Bounce(fashion, letter(words, sender=sender, subject=subject, headers=headers), failed)


DAEMON = "MAILER-DAEMON@mx.example"
POSTMASTER = "postmaster@mx.example"

BOUNCES = (
    Bounce("report, failed", report(_failed())),
    Bounce("report, address in angle brackets", report(_failed(final=f"rfc822; <{BEN}>"))),
    Bounce("report, upper case", report(_failed(final="RFC822; BEN@Post.Example"))),
    Bounce("report, no space after the type", report(_failed(final=f"rfc822;{BEN}"))),
    Bounce("report, action with words", report(_failed(action="failed (permanent)"))),
    Bounce("report, capital action", report(_failed(action="Failed"))),
    Bounce("report, action expired", report(_failed(action="expired", status="4.4.7"))),
    Bounce(
        "report, only the original recipient",
        report(f"Reporting-MTA: dns; mx.example\n\nOriginal-Recipient: rfc822; {BEN}\nAction: failed\n"),
    ),
    Bounce(
        "report, x400 final and rfc822 original",
        report(f"Reporting-MTA: dns; mx\n\nOriginal-Recipient: rfc822; {BEN}\nFinal-Recipient: x400; /CN=ben/\nAction: failed\n"),
    ),
    Bounce("report, two failed", report(_failed() + "\nFinal-Recipient: rfc822; cat@post.example\nAction: failed\n"), (BEN, "cat@post.example")),
    Bounce("report, one of two failed", report(_failed() + "\nFinal-Recipient: rfc822; cat@post.example\nAction: delivered\n")),
    Bounce("report, no block of its own for the address", report(f"Reporting-MTA: dns; mx.example\nFinal-Recipient: rfc822; {BEN}\nAction: failed\nStatus: 5.0.0\n")),
    Bounce("report, without a type parameter", report(_failed()).replace(b'report-type="delivery-status"; ', b"")),
    Bounce("report, mixed instead of report", report(_failed()).replace(b"multipart/report", b"multipart/mixed")),
    _plain("qmail", DAEMON, "failure notice",
        "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the "
        "following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        f"<{BEN}>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 no mailbox here\n\n"
        "--- Below this line is a copy of the message.\n\n" + COPY),
    _plain("exim", "Mail Delivery System <Mailer-Daemon@mx.example>", "Mail delivery failed: returning message to sender",
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
        f"delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n"
        f"  {BEN}\n    host mx.post.example [192.0.2.7]\n    550 5.1.1 unknown user\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\n" + COPY, "Auto-Submitted: auto-replied"),
    _plain("exim with header", "Mailer-Daemon@mx.example", "Mail delivery failed", "See the header.", f"X-Failed-Recipients: {BEN}"),
    _plain("exim with two in the header", "Mailer-Daemon@mx.example", "Mail delivery failed", "See the header.", f"X-Failed-Recipients: {BEN},\r\n cat@post.example", failed=(BEN, "cat@post.example")),
    _plain("postfix without report", f"Mail Delivery System <{DAEMON}>", "Undelivered Mail Returned to Sender",
        "This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that your message could not\nbe "
        "delivered to one or more recipients. It's attached below.\n\nFor further assistance, please send mail to "
        f"postmaster.\n\n<{BEN}>: host mx.post.example[192.0.2.7] said: 550 5.1.1 unknown (in reply to RCPT TO command)\n"),
    _plain("sendmail", f"Mail Delivery Subsystem <{DAEMON}>", "Returned mail: see transcript for details",
        "The original message was received at Tue, 3 Mar 2026 10:00:00 GMT\nfrom relay.example [192.0.2.9]\n\n"
        f"   ----- The following addresses had permanent fatal errors -----\n<{BEN}>\n    (reason: 550 5.1.1 unknown)\n\n"
        f"   ----- Transcript of session follows -----\n... while talking to mx.post.example.:\n>>> DATA\n<<< 550 5.1.1 <{BEN}>... User unknown\n"),
    _plain("exchange, old", "System Administrator <postmaster@mx.example>", "Undeliverable: Your case",
        "Your message\n\n  To:      Ben\n  Subject: Your case\n  Sent:    Tue, 3 Mar 2026 10:00:00 -0000\n\ndid not reach the "
        f"following recipient(s):\n\n{BEN} on Tue, 3 Mar 2026 10:00:05 -0000\n    The recipient name is not recognized\n"),
    _plain("exchange online, text", "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@post.example>", "Undeliverable: Your case",
        f"Delivery has failed to these recipients or groups:\n\nBen ({BEN})\nThe email address you entered couldn't be found. "
        "Please check it and try again.\n\nDiagnostic information for administrators:\n550 5.1.10 RESOLVER.ADR.RecipientNotFound\n"),
    _plain("gmail, text", "Mail Delivery Subsystem <mailer-daemon@googlemail.example>", "Delivery Status Notification (Failure)",
        f"Address not found\n\nYour message wasn't delivered to {BEN} because the address couldn't be found, or is unable to receive mail.\n\n"
        "The response was:\n550 5.1.1 The email account that you tried to reach does not exist.\n"),
    _plain("gmail, blocked", "Mail Delivery Subsystem <mailer-daemon@googlemail.example>", "Delivery Status Notification (Failure)",
        f"Message blocked\n\nYour message to {BEN} has been blocked. See technical details below for more information.\n"),
    _plain("yahoo", "MAILER-DAEMON@mail.example", "Failure Notice",
        f"Sorry, we were unable to deliver your message to the following address.\n\n<{BEN}>:\n554: delivery error: This user "
        "doesn't have an account here\n\n--- Below this line is a copy of the message.\n\n" + COPY),
    _plain("groupwise", f"Mail System <{POSTMASTER}>", "Message status - undeliverable",
        f"The attached file had the following undeliverable recipient(s):\n        {BEN}\n            User unknown\n"),
    _plain("lotus", "postmaster@mx.example", "DELIVERY FAILURE: User not listed in directory",
        f"Your message\n\n  Subject: Your case\n\nwas not delivered to:\n\n  {BEN}\n\nbecause:\n\n  User ben not listed in Directory\n"),
    _plain("communigate", "MAILER-DAEMON@mx.example", "Undeliverable mail: Your case",
        f"Failed to deliver to '{BEN}'\nLOCAL module(account ben) reports:\n account is full (quota exceeded)\n"),
    _plain("mdaemon", "MDaemon@mx.example", "Permanent Delivery Failure",
        f"The following data may be helpful.\n\nFailed address: {BEN}\n\n--- Session Transcript ---\n550 Unknown user\n"),
    _plain("imail", "postmaster@mx.example", "Undeliverable Mail", f"User mailbox exceeds allowed size: {BEN}\n\nOriginal message follows.\n\n" + COPY),
    _plain("smtp32", "postmaster@mx.example", "Undeliverable Mail", f"undeliverable to {BEN}\n\nOriginal message follows.\n\n" + COPY),
    _plain("simple, unknown user", "postmaster@mx.example", "Returned to sender", f"unknown user: {BEN}\n"),
    _plain("simple, quota", DAEMON, "Mail Error", f"The following recipients were not reached:\n    {BEN}: quota exceeded\n"),
    _plain("barracuda", POSTMASTER, "**Message you sent blocked by our bulk email filter**",
        f"Your message to: {BEN}\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:\n\nSubject: Your case\n"),
    _plain("mimecast", POSTMASTER, "[Postmaster] Email Delivery Failure",
        f"This is a delivery failure notification message indicating that\nan email you addressed to email address :\n-- {BEN}\n\ncould not be delivered. The problem appears to be :\n-- Recipient email address is possibly incorrect\n"),
    _plain("german", "postmaster@mx.example", "Unzustellbar: Your case", f"Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Verteilerlisten:\n\n{BEN}\nDie eingegebene E-Mail-Adresse konnte nicht gefunden werden.\n"),
    _plain("french", "postmaster@mx.example", "Non remis : Your case", f"Échec de la remise pour ces destinataires ou groupes :\n\n{BEN}\n"),
    _plain("spanish", "postmaster@mx.example", "No se puede entregar: Your case", f"No se pudo entregar el mensaje a los siguientes destinatarios:\n\n{BEN}\n"),
    _plain("welsh", "postmaster@mx.example", "Heb ei ddanfon: Your case", f"Methwyd danfon y neges at y derbynwyr hyn:\n\n{BEN}\n"),
    _plain("italian", "postmaster@mx.example", "Non recapitabile: Your case", f"Recapito non riuscito per questi destinatari:\n\n{BEN}\n"),
    _plain("odd sender", "bounce-handler@mx.example", "Delivery failure", f"Could not deliver mail to this user.\n{BEN}\n", "Return-Path: <>"),
    _plain("no angle brackets, no header", "server@mx.example", "Mail delivery failed: returning message to sender", f"The following address failed:\n\n  {BEN}\n", "Auto-Submitted: auto-generated"),
    _plain("challenge that never ends", POSTMASTER, "Delivery reports about your e-mail", f"Your message was not delivered.\n\nThe following addresses could not be reached: {BEN} (mailbox full)\n"),
)  # fmt: skip


# What is on its way still: not a failure, and nothing a person must see.
DELAYS = (
    Bounce("report, delayed", report(_failed(action="delayed", status="4.4.1")), ()),
    Bounce("report, relayed", report(_failed(action="relayed", status="2.0.0")), ()),
    _plain("exim, delayed", "Mailer-Daemon@mx.example", "Warning: message 1abc delayed 24 hours",
        "This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered "
        f"to one or more of its\nrecipients after more than 24 hours on the queue.\n\n  {BEN}\n    Delay reason: no route\n\n"
        "No action is required on your part. Delivery attempts will continue for\nsome time.\n", "Auto-Submitted: auto-replied", failed=()),
    _plain("sendmail, delayed", DAEMON, "Warning: could not send message for past 4 hours",
        f"    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n"
        f"    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n<{BEN}>\n  (Deferred)\n", failed=()),
)  # fmt: skip
