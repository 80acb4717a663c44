"""Addresses and numbers out of what somebody wrote: strict, and never a guess between two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import phonenumbers

from ingest.others import of_another

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CLEAN = re.compile(
    r"[a-z0-9](?:[a-z0-9.!#$%&'*+/=?^_`{|}~-]*[a-z0-9_+-])?@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
)
_WORK_WORDS = re.compile(
    r"\b(work|office|uni|university|college|employer|professional|school)\b", re.IGNORECASE
)
_OWN_WORDS = re.compile(r"\b(personal|home|private|own|preferred|non-work)\b", re.IGNORECASE)
_EMPLOYERS = re.compile(r"\bemployers?(?:['’]s)?", re.IGNORECASE)
_MOBILE_WORDS = re.compile(r"\b(mob(ile)?|cell|personal|preferred|better|best|m)\b", re.IGNORECASE)
_PARTS_NUMBERS = re.compile(r"[,;/\n]|\b(?:or|and)\b|&")
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_WORD = re.compile(r"[^\W\d_]")
_WORK_DOMAIN = re.compile(r"\.(ac|gov|nhs|sch|police|mod|edu|parliament)\.")
_PROVIDERS = """
    gmail googlemail outlook hotmail live msn yahoo ymail rocketmail icloud me mac aol btinternet btopenworld
    protonmail proton pm gmx sky virginmedia virgin ntlworld talktalk blueyonder plusnet zoho fastmail
    tutanota tuta tiscali orange mail yandex hey duck posteo mailbox web inbox o2 eircom
"""
_WEBMAIL = frozenset(_PROVIDERS.split())
_LEADS_IN = re.compile(
    rf"{_WORK_WORDS.pattern}|{_OWN_WORDS.pattern}|e-?mail|mail|mine|address|at|is|use|best|to|yes|same|please|via|by",
    re.IGNORECASE,
)
_SPACED = re.compile(r"\s*<?\s*([^\s@<>]+)\s+@\s*([^\s@<>]+)\s*>?\s*|\s*([^\s@<>]+)@\s+([^\s@<>]+)\s*")
_CUT_OFF = re.compile(r"\s*((?=\S*[^\W\d])\w[\w.+-]*)\s+(\S+)@\S+\s*")
_SLIP = re.compile(  # letters changed about: such mail goes to nobody, or to a stranger
    r"@(?:g(?:mial|amil|mal|nail|maill|mali)|hot(?:mial|mal|mai|nail)|outl(?:ok|oook)|yah(?:o|ooo)|iclou[ld])\."
    r"|\.(?:con|cmo|ocm|comm|vom|cpm|couk|co\.ik|co\.ul|nte)$|@(?:gmail|hotmail|outlook|icloud)\.co$"
)
_NUMBER = re.compile(r"(?<![\w@])(?:\+|00)?\(?\d[\d\s().\u2010-\u2013-]{6,20}\d(?!\w*@)")
_ONE_BY_ONE = re.compile(
    r"(?<![\d+])(?<!\d[ .-])(?<!\d[ .-]{2})(?<!\d[ .-]{3})(?:\d[ .-]+){9,12}\d(?![ .-]*\d)"
)  # "0 7 7 0 0 - 9 0 0 - 1 2 3"
_BARE = re.compile(r"\s*[1-9]\d{9,12}\s*")
_EXTENSION = re.compile(r"(?:\bext(?:ension|n)?\b\.?|\bx|#)\s*:?\s*\d{1,6}\b", re.IGNORECASE)

_OVER_THE_BORDER = 0.85  # how sure a number is that says nothing of its country and is one next door only
_NEIGHBOUR = {"GB": ("IE", 10), "IE": ("GB", 11)}  # region -> its neighbour, and the digits of a number there


@dataclass(frozen=True, slots=True)
class Addresses:
    """The address to use, and the employer's; either may be empty. `sure` from 0 to 1."""

    own: str
    work: str
    sure: float


def emails_in(text: str) -> list[tuple[str, str]]:
    """Each well-formed address, lower case, with the words round it that say whose it is."""
    found = list(_EMAIL.finditer(re.sub(r"(?<=\w)\s*\(at\)\s*(?=\w)", "@", text).replace("mailto:", " ")))
    pairs = []
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(match.string)
        start = found[at - 1].end() if at else 0
        address = match.group().strip("',;:").rstrip(".").casefold()
        after, before = match.string[match.end() : end], match.string[start : match.start()]
        tag = after if re.match(r"\s*[(\[–-]", after) else before
        if _CLEAN.fullmatch(address) and ".." not in address and not of_another(_EMPLOYERS.sub(" ", tag)):
            pairs.append((address, tag))
    return list(dict(reversed(pairs)).items())[::-1]


def email_for_work(address: str) -> bool:
    """Whether an address is an employer's by its look."""
    domain = address.partition("@")[2]
    return bool(_WORK_DOMAIN.search(f".{domain}.")) and not own_webmail(address)


def own_webmail(address: str) -> bool:
    """Whether an address is with a provider of private mail."""
    return any(label in _WEBMAIL for label in address.partition("@")[2].split(".")[:-1])


def choose_addresses(text: str) -> Addresses | None:
    """Of the addresses in an answer, the private one and the one at work; None if there is none.

    FIELDS.md: personal is preferred over work where both are given. Two that cannot be told apart: the first.
    """
    found = emails_in(text)
    if not found and (spaced := _SPACED.fullmatch(text)):
        found = emails_in("@".join(part for part in spaced.groups() if part))
        return Addresses(found[0][0], "", 0.6) if len(found) == 1 else None
    if not found:
        return None
    if _may_be_cut_off(text):
        return None
    slips = [address for address, _ in found if _SLIP.search(address)]
    if len(found) == 1:
        alone = re.sub(r"\s", "", text).casefold() == found[0][0]
        return Addresses(found[0][0], "", 0.6 if slips else 1.0 if alone else 0.9)
    work = [address for address, tag in found if _WORK_WORDS.search(tag) and not _OWN_WORDS.search(tag)]
    own = [address for address, tag in found if _OWN_WORDS.search(tag) and address not in work]
    if not work:
        work = [address for address, _ in found if email_for_work(address) and address not in own]
    if not own:
        own = [address for address, _ in found if address not in work]
    if not own:
        return Addresses(work[0], "", 0.6)
    clear = work and len(found) == 2 and not slips
    return Addresses(own[0], work[0] if work else "", 0.95 if clear else 0.6)


def _may_be_cut_off(text: str) -> bool:
    """Whether a blank may stand inside an address: of "ann lee@post.example" the rest is a stranger's."""
    found = _CUT_OFF.fullmatch(text)
    if found is None or _LEADS_IN.fullmatch(found[1]):
        return False
    return found[1].casefold() not in found[2].casefold()  # "Mo mo@post.example"


def choose_phone(text: str, region: str) -> tuple[str, float] | None:
    """The number to call in E.164 and how sure it is; of several, the one called mobile or better,
    else the first that is not called that of work.

    Possible, not valid (MAIL.md lesson 1): numbers set aside for stories and new ranges are still numbers.
    """
    bare = _EXTENSION.sub(" ", text.replace("\u00a0", " "))
    bare = _ONE_BY_ONE.sub(lambda spelt: re.sub(r"\D", "", spelt.group()), bare)
    if _BARE.fullmatch(bare):
        lost = _lost_sign(bare.strip(), region)
        if lost:
            return lost, 0.9
    matches = list(_NUMBER.finditer(bare))
    numbers_said = zip(matches, _said_of(bare, matches), strict=True)
    found = [
        (number, said)
        for match, said in numbers_said
        if (number := _e164(match.group(), region)) and not of_another(said)
    ]
    if not found:
        return None
    numbers = list(dict(found))
    mobile = [number for number, said in found if _MOBILE_WORDS.search(said)]
    own = [number for number, said in found if not _WORK_WORDS.search(said)]
    chosen = [*mobile, *own, *numbers][0]
    home = chosen.startswith(f"+{phonenumbers.country_code_for_region(region)}")
    return chosen, 0.8 if len(numbers) > 1 else 0.97 if home or "+" in bare else _OVER_THE_BORDER


def _said_of(text: str, numbers: Sequence[re.Match[str]]) -> list[str]:
    """What is said of each number: the words before it, or behind it where the text begins with a number.

    What parts two numbers ("or", a comma) parts what is said of them too. Words with nothing behind the last
    number lead to it ("07700 900123 (if no answer my sister 07700 900124)").
    """
    if not numbers:
        return []
    behind = not _WORD.search(text[: numbers[0].start()]) and bool(_WORD.search(text[numbers[-1].end() :]))
    said = [text[: numbers[0].start()], *[""] * (len(numbers) - 1)]
    for at, match in enumerate(numbers):
        end = numbers[at + 1].start() if at + 1 < len(numbers) else len(text)
        between = _PARTS_NUMBERS.split(text[match.end() : end], maxsplit=1)
        of_this, of_next = between if len(between) == 2 else (between[0], "")
        aside = _IN_BRACKETS.match(of_this) is not None
        if len(between) == 1 and at + 1 < len(numbers) and not (behind or aside):
            of_this, of_next = "", of_this
        said[at] += of_this
        if at + 1 < len(numbers):
            said[at + 1] = of_next
    return said


def _lost_sign(digits: str, region: str) -> str:
    """The number whose first sign a spreadsheet took for arithmetic: 7700 900123, 44 7700 900123 (lesson 7).

    Only for an answer that is nothing else: elsewhere so many digits may be a membership number.
    """
    code = str(phonenumbers.country_code_for_region(region))
    if digits.startswith(code) and len(digits) == len(code) + 10:
        return _e164(f"+{digits}", region)
    number = phonenumbers.parse(digits, region) if len(digits) == 10 else None
    if number is None or not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _e164(text: str, region: str) -> str:
    digits = re.sub(
        r"[^\d+]", "", text.replace("(0)", "") if text.lstrip().startswith(("+", "00", "(+")) else text
    )
    try:
        number = phonenumbers.parse("+" + digits[2:] if digits.startswith("00") else digits, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    national = str(number.national_number)
    if number.country_code == 44 and not digits.startswith(("+", "00", "0")):
        return ""  # eight digits of a British number are a membership number or a local part
    if number.country_code == 44 and len(national) not in (9, 10):
        return ""
    if digits.startswith("0") and not digits.startswith("00") and not phonenumbers.is_valid_number(number):
        number = _over_the_border(digits, region) or number
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _over_the_border(digits: str, region: str) -> phonenumbers.PhoneNumber | None:
    """The number as the neighbouring country writes its own, if it is one there and none at home.

    Branches of one union lie on both sides of the Irish Sea; a number of ten digits that is given out there
    and cannot be one here is theirs. British numbers have eleven, so that the two do not meet.
    """
    neighbour, length = _NEIGHBOUR.get(region, ("", 0))
    if not neighbour or len(digits) != length:
        return None
    number = phonenumbers.parse(digits, neighbour)
    return number if phonenumbers.is_valid_number(number) else None


def warm_up() -> None:
    """Load what the phone library loads late, before a reader is shut off from files."""
    phonenumbers.PhoneMetadata.load_all()
    choose_phone("+44 113 496 0000 or 0113 496 0001", "GB")
