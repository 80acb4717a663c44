"""The words of bounces and absence notes, and of people who must not be taken for machines.

Patterns are bounded: hostile mail costs linear time. The languages are those of members and of the mail
servers and programs that answer them.
"""

from __future__ import annotations

import re

from ingest.phrases import openings, phrases

MACHINES = re.compile(
    r"(?:mailer-?daemon|post_?master|mail[-.]?delivery(?:[-.]?(?:system|subsystem))?|mdaemon|mail-?system|bounces?"
    r"|bounce-?handler|microsoftexchange[0-9a-f]{0,40})(?:[+._-][^@]{0,80})?@.{1,255}"
)
MACHINE_SENDER = re.compile(
    r"mailer[-_ ]?daemon|mail delivery (?:sub)?system|mail[._]delivery[._]system|post_?master\b|\bmdaemon@"
    r"|microsoftexchange[0-9a-f]{0,40}@|\bbounces?(?:-?handler)?[+@-]|<mail-?system@|internet mail delivery"
    r"|\"?system administrator\"?(?: <|@)"
)
NO_REPLY = re.compile(
    r"(?:[^@]{1,60}[._+-])?(?:no|do-?not|donot|never)[._-]?(?:reply|answer|respond)[^@]{0,60}@.{1,255}"
)

BOUNCE_SUBJECT = openings(
    r"""
    (?:mail )?delivery status notification:? ?\(?(?:fail(?:ure|ed)|error)
    (?:e?-?mail )?delivery (?:has )?fail(?:ed|ure)
    (?:permanent )?(?:mail )?delivery (?:failure|problem|incomplete|error)
    delivery reports? about your e?-?mail
    (?:delivery|message) (?:has been )?(?:rejected|blocked)
    message you sent (?:was )?blocked
    message status - undeliverable
    (?:your )?(?:message|e?-?mail) (?:you sent )?(?:was |has |could )?not(?: be| been)? delivered
    your (?:message|e?-?mail) to \S{1,120} (?:was |has |could )?not(?: be| been)? delivered
    undeliver(?:able|ed)
    nondeliverable
    non-?delivery(?: report| notification)?:
    returned (?:e?-?mail|to sender)
    failure notice
    mail (?:delivery|system) (?:failed|error|failure)
    mail error
    mail could not be delivered
    warning: could not send
    unzustellbar
    nicht zugestellt
    non remis
    [ée]chec de (?:la )?(?:remise|distribution)
    (?:.{0,80}: )?non remis$
    heb ei dd?anfon
    no se puede entregar
    no entregado
    mislukte bezorging
    onbestelbaar
    non recapitabile
    mancato recapito
    não (?:entregue|é possível entregar)
    nie można dostarczyć
    niedostarczon\w{1,2}
    kan inte levereras
    kan ikke leveres
    недоставлен
    ваше сообщение не доставлено
    无法投递
    系统退信
    配信不能
    """,
    lead=r"(?:[\W_]{0,4}(?:\[?postmaster\]?:? )?)",
)
BOUNCE_WORDS = phrases(
    r"""
    delivery has failed
    delivery (?:to|of).{0,60} (?:has )?failed
    delivery failed
    (?:could not|couldn't|wasn't|was not|has not been|not been|unable to|failed to) (?:be )?deliver(?:ed)?
    did not reach
    were not reached
    undeliver(?:able|ed)
    (?:user|recipient|address) (?:unknown|not found|rejected|not listed)
    unknown user
    (?:mailbox|account|address) (?:is )?(?:full|not found|unavailable|rejected|unknown)
    (?:mailbox|account|address) (?:does not|doesn't) exist
    exceeds allowed size
    quota exceeded
    this is the (?:qmail-send program|mail system at|mailer-daemon)
    no such (?:user|recipient|mailbox)
    5\.[1-7]\.\d{1,3}
    (?:permanent|fatal) (?:fatal )?errors?
    rejected your message
    has been blocked
    was blocked by
    failed (?:address|recipient)
    n'a pas pu [êe]tre d[ée]livr[ée]
    konnte nicht zugestellt werden
    fehler bei der nachrichtenzustellung
    échec de la remise
    no se pudo entregar
    recapito non riuscito
    methwyd danfon
    не может быть доставлено
    """
)
# Not failed, only late: nothing for a person to do.
DELAYED = phrases(
    r"""
    could not send message for past
    this is a warning message only
    do not need to resend
    (?:has|have) not yet been delivered
    (?:delivery (?:attempts )?|the server |we |it |i )will (?:be retried|continue|keep trying|go on)
    delivery (?:is|has been) delayed
    (?:message|delivery) (?:\S{1,60} )?delayed
    delivery status notification \(delay\)
    wird weiterhin versucht
    """
)

AUTO_SUBJECT = openings(
    r"""
    automatic(?:ally generated)? (?:reply|response|answer)
    auto(?:mated)?[ -]?(?:reply|response|responder|answer)
    out[ -]of[ -](?:the[ -])?office(?: auto-?reply| reply)?
    ooo ?reply
    vacation (?:reply|response)
    away on (?:annual|maternity|parental|study) leave
    abwesenheits(?:notiz|assistent|meldung)
    abwesend
    automatische antwort
    r[ée]ponse automatique
    absence du bureau
    respuesta autom[áa]tica
    fuera de la oficina
    resposta autom[áa]tica
    risposta automatica
    fuori (?:ufficio|sede)
    automatisch antwoord
    afwezigheids?(?:bericht|melding)?
    odpowiedź automatyczna
    automatyczna odpowiedź
    poza biurem
    automatiskt? svar
    autosvar
    automaattinen vastaus
    automatick[áé] odpov[eě][dď]
    automatikus válasz
    răspuns automat
    otomatik yanıt
    αυτόματη απάντηση
    автоматический ответ
    автоматична відповідь
    自动(?:回复|答复)
    自動(?:回覆|返信|応答)
    자동 회신
    ateb awtomatig
    ymateb awtomatig
    allan o'r swyddfa
    """,
    rest=r"\s*(?:[:：!\u2013\u2014(\[-].{0,500})?",
)
AWAY = phrases(
    r"""
    (?:i am|i'm|i will be|i'll be)(?:\s[\w,]{1,20}){0,4}? (?:away|travelling|off work|not in the office)
    (?:i am|i'm|i will be|i'll be)(?:\s[\w,]{1,20}){0,4}? on (?:\w{4,12} )?(?:leave|holiday|vacation)
    (?:am|i'm|be|currently|now|is) (?:\w{2,10} ){0,2}out of (?:the |my )?office
    on (?:annual|parental|maternity|study) leave
    (?:ich bin|bin ich)(?:\s[\w,.]{1,20}){0,8}? wieder (?:im büro|erreichbar|da)
    (?:ich bin|bin ich)(?:\s[\w,.]{1,20}){0,8}? (?:nicht im büro|abwesend|außer haus|im urlaub)
    je (?:suis|serai)(?:\s[\w,']{1,20}){0,6}? (?:absent|absente|en congés?|en vacances)
    (?:estoy|estaré)(?:\s[\w,]{1,20}){0,5}? (?:fuera de la oficina|de vacaciones|ausente)
    (?:sono|sarò)(?:\s[\w,]{1,20}){0,5}? (?:fuori (?:ufficio|sede)|in ferie|assente)
    ik ben(?:\s[\w,]{1,20}){0,6}? (?:afwezig|met vakantie|op vakantie|niet aanwezig)
    (?:jestem|będę)(?:\s[\w,]{1,20}){0,5}? (?:poza biurem|na urlopie|nieobecn[ya])
    (?:estou|estarei)(?:\s[\w,]{1,20}){0,5}? (?:ausente|de férias|fora do escritório)
    (?:rwyf|rydw i|byddaf)(?:\s[\w,'’]{1,20}){0,4}? (?:allan o'r swyddfa|ar (?:fy ngwyliau|wyliau|gyfnod))
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
    in dringenden (?:fällen|angelegenheiten)
    (?:keinen|nur eingeschränkten?) zugriff auf meine e-?mails?
    (?:werde|kann) .{0,60}nach meiner rückkehr
    (?:nachricht|e-?mail|mail) wird nicht weitergeleitet
    en cas d'urgence
    pour toute (?:urgence|demande urgente)
    (?:de|à mon) retour
    en caso de urgencia
    para (?:asuntos|temas) urgentes
    a mi (?:regreso|vuelta)
    (?:per|in caso di) (?:urgenze|urgenza|comunicazioni urgenti)
    al mio rientro
    (?:bij|voor) (?:spoed|dringende)\w{0,10}
    na mijn terugkeer
    w (?:pilnych|nagłych) (?:sprawach|przypadkach)
    po powrocie
    em caso de urgência
    (?:para )?assuntos urgentes
    quando (?:regressar|voltar)
    (?:ar gyfer|os oes) (?:materion brys|rhywbeth brys|brys)
    pan (?:ddychwelaf|fyddaf yn ôl)
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
    (?<!contact )(?<!to )(?<!write )my (?:line )?manager
    my case
    my form
    caseworker
    representation
    represent
    meeting with
    help me
    please (?:call|ring|phone|help) me
    (?:can|could) (?:you|someone|somebody|anyone)
    been a member
    """
)
# What people say who tell of themselves, and absence notes do not.
PERSONAL = phrases(
    r"""
    they(?:'ve|'re|'ll| have| are| want| cut| took| say| said| keep)?
    (?:he|she) (?:has|is|was|says|said|told|keeps|wants)
    my (?:boss|laptop|private|work|wages|job|colleagues?|head of)
    hr
    nobody
    no one
    refused
    cancelled
    blamed
    lawful
    (?:ring|call|text|phone|write to) me
    use my
    just so you know
    not (?:away|on leave|on holiday)
    please don't
    book
    cover
    stall
    """
)
# Greetings that absence notes open with.
THANKS = phrases(
    r"""
    thank(?:s| you)(?: very much)? for (?:your|the|getting|contacting|writing)(?: \w{2,10}){0,2}
    (?:vielen )?dank für ihre
    merci (?:de|pour) votre
    gracias por su
    tak(?:k)? for (?:din|deres)
    tack för
    grazie per
    (?:hartelijk )?dank (?:u )?voor uw
    dziękuję za
    obrigad[oa] pel[oa]
    diolch am eich
    votre message a bien été reçu
    your (?:e-?mail|message) has been received
    ihre nachricht (?:ist|wurde)
    your (?:e-?mail|message) (?:will not be|won't be|has not been|is not being) (?:forwarded|read|seen)
    """
)
# Somebody in trouble, in the first person: whatever their subject says, no machine wrote this.
PLEA = phrases(
    r"""
    i(?:'ve| have|'m| am| was| got)(?: \w{2,10}){0,2} (?:suspended|sacked|dismissed|fired|demoted)
    i(?:'ve| have|'m| am| was)(?: \w{2,10}){0,2} (?:bullied|harassed|accused|disciplined|investigated)
    i(?:'ve| have)(?: \w{2,10}){0,2} (?:called|asked|invited|summoned) to
    i(?:'ve| have)(?: \w{2,10}){0,2} (?:hearing|grievance|disciplinary|meeting with (?:hr|my))
    my (?:hearing|grievance|case|form|disciplinary|suspension|dismissal|appeal|caseworker|rep|casework form)
    (?<!contact )(?<!to )(?<!with )my (?:line )?manager (?:has|is|was|says|said|told|keeps|wants|will|won't)
    help me
    (?:can|could) (?:you|someone|anyone) (?:please )?(?:help|advise|ring|call|phone|tell|come|resend|check)
    i (?:really )?need (?:some |your |urgent )?(?:help|advice|support|a rep|someone)
    what (?:should|can|do) i do
    please (?:call|ring|phone|help|advise) me
    any advice
    (?:ich brauche|brauche ich) (?:ihre |eure )?hilfe
    (?:mir|ich|mich)(?: \w{2,10}){0,3} (?:gekündigt|gefeuert|entlassen|suspendiert|abgemahnt)
    (?:potrzebuję|proszę o) (?:pomocy|pomoc|rady)
    (?:dostał[ae]m|otrzymał[ae]m) (?:wypowiedzenie|zwolnienie|naganę)
    j'ai (?:besoin|été (?:suspendue?|licenciée?|convoquée?))
    (?:aidez|aider)[ -]moi
    (?:necesito|ayúdenme|ayuda por favor|me han (?:despedido|suspendido))
    (?:ho bisogno|aiutatemi|sono stat[oa] (?:licenziat|sospes)[oa])
    (?:ik heb hulp nodig|ik ben (?:ontslagen|geschorst))
    (?:preciso de|fui (?:despedid|suspens)[oa])
    (?:mae angen|helpwch fi|dw i wedi cael fy)
    """
)
