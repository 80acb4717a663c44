"""The words of bounces and absence notes. Patterns are bounded: hostile mail costs linear time."""

from __future__ import annotations

import re

from ingest.phrases import openings, phrases

MACHINES = re.compile(
    r"(?:mailer-?daemon|post_?master|mail-?delivery|mdaemon|mail-?system|bounces?|microsoftexchange[0-9a-f]{0,40})"
    r"(?:[+._-][^@]{0,80})?@.{1,255}"
)
NO_REPLY = re.compile(r"(?:no|do-?not|donot|never)[._-]?(?:reply|answer|respond)[^@]{0,60}@.{1,255}")

BOUNCE_SUBJECT = openings(
    r"""
    (?:mail )?delivery status notification ?\(?fail(?:ure|ed)
    (?:mail )?delivery (?:has )?fail(?:ed|ure)
    (?:mail )?delivery (?:problem|incomplete)
    (?:delivery|message) (?:has been )?(?:rejected|blocked)
    undeliver(?:able|ed)
    nondeliverable
    returned (?:mail|to sender)
    failure notice
    mail (?:delivery|system) (?:failed|error|failure)
    mail could not be delivered
    message (?:you sent )?(?:was )?not delivered
    warning: could not send
    unzustellbar
    non remis
    heb ei dd?anfon
    no se puede entregar
    mislukte bezorging
    """
)
BOUNCE_WORDS = phrases(
    r"""
    delivery has failed
    delivery to the following
    delivery failed
    (?:could not|couldn't|wasn't|was not) (?:be )?delivered
    undeliverable
    user unknown
    (?:mailbox|account|address) (?:is )?(?:full|not found|unavailable|rejected|unknown)
    (?:mailbox|account|address) (?:does not|doesn't) exist
    this is the (?:qmail-send program|mail system at)
    no such (?:user|recipient|mailbox)
    5\.[1-7]\.\d{1,3}
    permanent (?:fatal )?error
    rejected your message
    """
)

AUTO_SUBJECT = openings(
    r"""
    automatic(?:ally generated)? (?:reply|response|answer)
    auto(?:mated)?[ -]?(?:reply|response|responder|answer)
    out[ -]of[ -](?:the[ -])?office(?: auto-?reply| reply)?
    ooo ?reply
    vacation (?:reply|notice|response)
    (?:away )?on (?:annual|maternity|parental|study) leave
    absence notice
    abwesenheits(?:notiz|assistent)
    automatische antwort
    r[ée]ponse automatique
    respuesta autom[áa]tica
    resposta autom[áa]tica
    risposta automatica
    automatisch antwoord
    ateb awtomatig
    ymateb awtomatig
    allan o'r swyddfa
    """,
    rest=r"\s*(?:[:!\u2013\u2014(\[-].{0,500})?",
)
AWAY = phrases(
    r"""
    (?:i am|i'm|i will be|i'll be)(?:\s[\w,]{1,20}){0,4}? (?:away|travelling|off work|not in the office)
    (?:i am|i'm|i will be|i'll be)(?:\s[\w,]{1,20}){0,4}? on (?:\w{4,12} )?(?:leave|holiday|vacation)
    out of (?:the |my )?office
    on (?:annual|parental|maternity|study) leave
    """
)
# What absence notes say, and people in the middle of a talk hardly do.
ABSENCE = phrases(
    r"""
    (?:no|limited|little|intermittent|not have|without|regular) access to (?:my |the |any )?e?-?mails?
    (?:will|shall) (?:reply|respond|answer|get back to you|deal with|read|attend to).{0,80}(?:return|back)
    for (?:any )?urgent
    if (?:it is|it's|this is|your (?:message|query|enquiry|e-?mail|matter) is) urgent
    in my absence
    (?:not be|am not|won't be) (?:check|monitor|read|respond|pick)ing(?: up| to)?(?: my| this)? \w{3,9}
    your (?:e-?mail|message) (?:will not be|won't be|has not been|is not being) (?:forwarded|read|seen)
    """
)
# Words of somebody who writes about a case: with one of them a letter is never taken for an absence note.
CASE_WORDS = phrases(
    r"""
    grievance
    disciplin\w{2,6}
    hearing
    investigat\w{2,6}
    suspen\w{2,5}
    redundan\w{2,3}
    dismiss\w{0,3}
    bull(?:y|ied)\w{0,3}
    my (?:line )?manager
    my case
    my form
    caseworker
    representation
    meeting with
    help me
    please (?:call|ring|help) me
    (?:can|could) (?:you|someone)
    been a member
    """
)
