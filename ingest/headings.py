"""The lines that mail programs put above an earlier letter, in many languages: who wrote it, when, on what.

Read by reply.py, which parts a person's new words from what went before, and by forwarded.py, which asks
whose words are being passed on. Patterns are anchored and bounded and see each line once (MAIL.md §3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.phrases import alternatives, openings

LINE = 400
"""Characters of a line that are looked at."""

EMPTY_LINES = 6
"""Empty lines that are looked over: more would make hostile bodies quadratic."""

_LABELS = {
    "from": """
        from
        von
        absender
        de
        exp[ée]diteur
        remitente
        da
        mittente
        van
        afzender
        od
        fr[åa]n
        fra
        oddi wrth
        от(?: кого)?
        відправник
        από
        kimden
        feladó
        发件人
        寄件者
        差出人
        보낸 사람
        """,
    "sent": """
        sent
        gesendet
        envoy[ée]
        enviado(?: el| em)?
        inviato
        verzonden
        wysłano
        skickat
        sendt
        anfonwyd
        отправлено
        gönderildi
        elküldve
        发送时间
        寄件日期
        送信日時
        보낸 날짜
        """,
    "date": """
        date
        datum
        fecha
        data
        dato
        dyddiad
        дата
        ημερομηνία
        tarih
        日期
        날짜
        日付
        """,
    "to": """
        to
        an
        [àa]
        pour
        para
        aan
        do
        till
        til
        at
        кому
        προς
        kime
        címzett
        收件人
        收件者
        宛先
        받는 사람
        """,
    "subject": """
        subject
        betreff
        objet
        sujet
        asunto
        assunto
        oggetto
        onderwerp
        temat
        [äa]mne
        emne
        pwnc
        тема
        θέμα
        konu
        tárgy
        主题
        主旨
        件名
        제목
        """,
    "other": """
        b?cc
        cci
        kopie
        copie
        kopia
        reply-to
        importance
        priority
        attachments?
        anlagen
        pi[èe]ces jointes
        """,
}
_HEADER_LINE = re.compile(
    r"\*{0,2}(?:"
    + "|".join(f"(?P<{name}>{alternatives(lines)})" for name, lines in _LABELS.items())
    + r")\s?[:：]\*{0,2}\s{0,20}(?P<value>.{0,300})",
    re.IGNORECASE,
)
_SEPARATOR = openings(
    r"""
    original message
    forwarded message(?: (?:from|follows).{0,80})?
    (?:begin )?forwarded (?:message|mail|e-?mail)(?: from.{0,80})?
    original e-?mail
    urspr[üu]ngliche (?:nachricht|mail)
    originalnachricht
    weitergeleitete nachricht
    message d'origine
    message (?:original|transf[ée]r[ée])
    mensaje (?:original|reenviado)
    messaggio (?:originale|inoltrato)
    oorspronkelijk bericht
    doorgestuurd bericht
    wiadomość oryginalna
    oryginalna wiadomość
    przekazana wiadomość
    mensagem (?:original|encaminhada)
    ursprungligt meddelande
    vidarebefordrat meddelande
    opprinnelig melding
    videresendt (?:melding|meddelelse)
    neges (?:wreiddiol|a anfonwyd ymlaen|wedi'i blaenyrru)
    исходное сообщение
    пересылаемое сообщение
    原始邮件
    转发邮件信息
    転送メッセージ
    """
)
_BEGINS_FORWARD = openings(
    r"""
    begin forwarded message
    anfang der weitergeleiteten (?:nachricht|e-?mail)
    début du (?:message transféré|courriel réexpédié)
    inicio del mensaje reenviado
    inizio messaggio inoltrato
    begin doorgestuurd bericht
    início da mensagem (?:encaminhada|reencaminhada)
    początek przekazywanej wiadomości
    vidarebefordrat brev
    dechrau neges a anfonwyd ymlaen
    """,
    rest=r"\s?[:：]",
)
_DASHES = re.compile(r"[-_*= ]{2,60}")
_RULE = re.compile(r"_{10,80}")


@dataclass(frozen=True, slots=True)
class Heading:
    """Header lines above an earlier letter: their values by class, and the line that they end before."""

    values: dict[str, str]
    end: int


def shown(line: str) -> str:
    """A line as it is looked at here."""
    return line[:LINE].replace("\u00a0", " ").replace("\u2019", "'").strip()


def is_separator(head: str) -> bool:
    """ "-----Original Message-----", "Begin forwarded message:" and their like, alone on a line."""
    if _BEGINS_FORWARD.fullmatch(head):
        return True
    dashes = _DASHES.match(head)
    return dashes is not None and _SEPARATOR.fullmatch(head[dashes.end() :].strip("-_*= ")) is not None


def is_rule(head: str) -> bool:
    """The line that Outlook draws above an earlier letter."""
    return _RULE.fullmatch(head) is not None


def next_words(heads: Sequence[str], at: int) -> int:
    """The next line with words, over a few empty ones."""
    places = range(at, min(at + EMPTY_LINES, len(heads)))
    return next((place for place in places if heads[place]), len(heads))


def heading_at(heads: Sequence[str], at: int, spoken: bool = True) -> Heading | None:
    """The header lines that begin here with the sender's, or None where they are none of a letter.

    A form or memo typed in the body may hold "From: 1 October": at least three such lines must follow one
    another, and name a sender's address, or when it was sent and what about. `spoken`: words stand above.
    """
    first = _HEADER_LINE.fullmatch(heads[at]) if at < len(heads) else None
    if first is None or first["from"] is None:
        return None
    values, end = _lines(heads, at)
    if len(values) < 3:
        return None
    addressed = "@" in values["from"]
    sent, about = "sent" in values, "subject" in values
    if not ((about and (addressed or sent)) or (addressed and sent and spoken)):
        return None
    return Heading(values, end)


def heading_below(heads: Sequence[str], at: int) -> Heading:
    """Whatever header lines stand below a separator, in any order; none is fine too."""
    values, end = _lines(heads, next_words(heads, at))
    return Heading(values, end if values else at)


def _lines(heads: Sequence[str], at: int) -> tuple[dict[str, str], int]:
    """The values of the header lines that follow one another from here, and the line they end before."""
    values: dict[str, str] = {}
    lines = 0
    gap = False
    end = at
    for place in range(at, min(at + 24, len(heads))):
        match = _HEADER_LINE.fullmatch(heads[place])
        if match is None:
            wrapped = values and not gap and "@" in heads[place] and heads[place - 1].endswith((",", ";"))
            if heads[place] and not wrapped:
                break
            gap = gap or not heads[place]
            end = place + 1 if wrapped else end
            continue
        if gap and "subject" in values and "from" in values:
            break  # the letter itself may begin with "To: whom it may concern"
        lines += 1
        if lines > 8:
            break
        kind = next(name for name in _LABELS if match[name] is not None)
        values.setdefault(kind if kind != "other" else match["other"].lower(), match["value"].strip())
        end = place + 1
        gap = False
    return values, end
