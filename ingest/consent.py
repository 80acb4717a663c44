"""Whether the member agreed: by a tick, a word, one of two struck out, or a declaration they sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.astray import astray
from ingest.choices import Option, between_boxes, boxed, boxed_options, chosen_by_style, styled_options
from ingest.consent_between import chosen_between
from ingest.consent_said import asks_consent, refuses_consent, stated_from
from ingest.hints import is_hint
from ingest.page import Line, Mark, Run, cut
from ingest.prompts import without_prompts
from ingest.purposes import is_for_something_else
from ingest.signing import is_signed, signing
from ingest.ticks import NEGATES, NOTHING, UNCLEAR, Chosen
from ingest.wordings import Wordings

_MOST_WORDS = 3  # of a yes in one of two languages
_LONGEST_YES = 80  # letters; more is an explanation
_YES = re.compile(
    r"\W*(?:no (?:problems?|worries|objections?|trouble)\W+)?"
    r"(?:y|ye|yes|yep|yeah|yea|yup|aye|ok|okay|agreed?|(?:i )?(?:do|agree|consent|give (?:my )?consent)|"
    r"consent(?:ed)?(?: given)?|ydw|ie|tá|(?:rwy.?n|rwyf yn|dw.?i.n) (?:cytuno|fodlon)|cytuno|cytunaf|iawn|"
    r"granted|true|ticked|checked|(?:i )?accept(?:ed)?|confirmed|happy to|of course|x|✓)"
    r"(?:\W+(?:y|yes|i|do|agree|consent|to|this|that|both|all|am|happy|please|of course|fine|that.s|is|"
    r"absolutely|certainly|given|confirm|ydw|cytuno|mate|cheers|sure|ok(?:ay)?|thanks?|thank you|for asking|"
    r"no problem|go ahead))*\W*",  # and nothing else: whatever is added may be a condition
    re.IGNORECASE,
)
_NO = re.compile(
    r"\W*(?:n|no|nope|false|refused?|declined?|(?:i )?(?:do not|don.?t)|not (?:given|agreed)|"
    r"na|nage|níl|nac ydw|(?:dydw i |nid wyf yn |dw i )?ddim yn cytuno|nid wyf yn cytuno)"
    r"(?:\W+(?:n|no|i|do not|don.?t|agree|consent|accept|to|this|that|thanks?|thank you|sorry))*\W*",
    re.IGNORECASE,
)
_CONSENTS = re.compile(
    r"\b(?:consent|agree|permission|authori[sz]e|happy for|understand that)\b", re.IGNORECASE
)
_AGREEING = re.compile(
    r"\b(?:consent|agree|permission|permit|accept|authori[sz]e|allow|happy|content|ok(?:ay)?|all right|"
    r"tick|confirm|understand)\b",
    re.IGNORECASE,
)
_SAID_BEHIND = re.compile(
    r"\w.*[:?]\s*(?P<said>(?:yes,?\s+)?(?:i agree|i consent|i do)|yes|no|y|n|agreed?|i do not|"
    r"ydw|nac ydw)\W*$",
    re.IGNORECASE,
)
_DECLARES = re.compile(
    r"(?:i|by (?:submitting|sending))\b.*\b"
    r"(?:agree|consent|accept|give (?:you )?(?:my )?(?:consent|permission)|am happy)\b",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\W*(?:yes,? )?(?:agreed|accepted|confirmed|consent given)\s*[:,;.–-]\s*\S", re.IGNORECASE
)
_REFUSES = re.compile(
    r"\W*no\s*[,.;:–-]\s*"
    r"(?!.*\b(?:fine|happy|problems?|objections?|worries|agree|ok|okay|mind|go ahead|carry on|yes)\b)",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:not|never|don.?t|isn.?t|delete|tick|strike|circle|write|enter|please|if you|yes|no|"
    r"subject to|provided|as long as|unless|but|except)\b|[?/☐☑☒_]|\[\s*\]|\(\s*\)",
    re.IGNORECASE,
)
_OFFERS = re.compile(r"\W*yes or no\b|\W*y or n\b", re.IGNORECASE)
_STATES = re.compile(
    r"\W*I (?:hereby )?(?:agree|consent|permit|accept|authori[sz]e|allow|give)\b", re.IGNORECASE
)
_REFUSING = re.compile(r"\b(?:disagree|refuse|decline|withhold|withdraw|object)\b", re.IGNORECASE)
_I_REFUSE = re.compile(
    r"\W*I (?:hereby |wish to )?(?:disagree|refuse|decline|withhold|withdraw|object)\b"
    r"(?!.*\b(?:nothing|none|agree)\b)",
    re.IGNORECASE,
)
_BESIDE_WORDS = re.compile(r"\A(?:.*[?:.])?[\s/|,;–-]*(?:or\b)?\s*|[\s/|,;–-]+\Z", re.DOTALL)
_ENDS_IN_CHOICE = re.compile(r"\b(?P<said>yes|no|y|n)\b(?P<gap>[\s.:)]*(?:[/|]\s*)?)\Z", re.IGNORECASE)
_BEGINS_WITH_CHOICE = re.compile(r"(?P<gap>\s*(?:[/|]\s*)?)\(?(?P<said>yes|no|y|n)\b", re.IGNORECASE)
_FEWEST_BEHIND = 2  # words
_LONGEST_DECLARED = 240  # letters
DECLARED = 0.8
"""How sure a consent is that is the form's own statement, sent as a web form does or signed."""


def read_consent(answer: Answer, wordings: Wordings) -> Chosen:
    """True for agreed, False for refused; an empty box is neither, and nothing struck out is agreed to."""
    read = _as_it_stands(answer)
    return UNCLEAR if read[0] is True and any(map(_strikes_out, answer.lines)) else read


def _strikes_out(line: Line) -> bool:
    """Whether more is struck out than the refusal: then nobody can tell what is left of the agreement."""
    struck = " ".join(run.text for run in line.runs if Mark.STRUCK in run.mark)
    refused = says_yes_or_no(struck) is False or NEGATES.search(struck) or _REFUSING.search(struck)
    return re.search(r"\w", struck) is not None and not refused


def _inside_sentence(line: Line) -> Chosen | None:
    """What boxes inside a sentence say, each behind its words ("I do [x] / I do not [ ] consent to this");
    None for a line that is none such. Nobody can tell what a box means between other words."""
    words, ticked = between_boxes(line.text)
    if len(ticked) != 2 or not words[0].strip() or len(words[2].split()) < _FEWEST_BEHIND:
        return None
    said = [says_yes_or_no(_BESIDE_WORDS.sub("", one)) for one in words[:2]]
    if None not in said and said[0] != said[1]:
        return (said[ticked.index(True)], 0.95, False) if sum(ticked) == 1 else UNCLEAR
    refuses = NEGATES.search(words[1]) and not re.search(r"[?:.]\s*\Z", words[0])
    return UNCLEAR if refuses else None


def _mark_between(text: str) -> Chosen | None:
    """What the one mark of a line says that stands between a yes and a no ("YES x    NO"): it belongs to the
    word that it stands close by, or on whose side of a stroke; None for a line that is none such."""
    words, ticked = between_boxes(text)
    if ticked != [True]:
        return None
    before, behind = _ENDS_IN_CHOICE.search(words[0]), _BEGINS_WITH_CHOICE.match(words[1])
    if before is None or behind is None or before["said"][0].lower() == behind["said"][0].lower():
        return None
    left, right = before["gap"].expandtabs(4), behind["gap"].expandtabs(4)
    strokes = [any(sign in gap for sign in "/|") for gap in (left, right)]
    if strokes[0] != strokes[1]:
        said = behind if strokes[0] else before
    elif max(len(left), len(right)) > 1 >= min(len(left), len(right)):
        said = before if len(left) < len(right) else behind
    else:
        return UNCLEAR
    return said["said"][0].lower() == "y", 0.95, False


def _as_it_stands(answer: Answer) -> Chosen:
    if not boxed(answer.lines) and any(is_for_something_else(line.text) for line in answer.lines):
        answer = replace(answer, cells=[[one for one in answer.lines if not is_for_something_else(one.text)]])
    stated = [line.text[start:] for line in answer.lines if (start := stated_from(line))]
    if any(asks_consent(one) and NEGATES.search(_agreeing(one)) for one in stated):
        return UNCLEAR  # a yes or a no to "I do not agree"
    inside = [read for line in answer.lines if (read := _inside_sentence(line)) is not None]
    if inside:
        return inside[0] if len(inside) == 1 else UNCLEAR
    lines = [_without_prompts(cut(line, 0, stated_from(line) or None)) for line in answer.lines]
    lines = [line for line in lines if line.text.strip() and (boxed([line]) or not is_hint(line))]
    lines = [line for line in lines if not _OFFERS.match(line.text)] or lines  # beside the answer
    stood = [read for line in lines if (read := _mark_between(line.text)) is not None]
    if stood:
        return stood[0] if len(stood) == 1 else UNCLEAR
    strays = [stray for line in lines for stray in astray(line.text)]
    if strays:
        return _meant(strays)
    if boxed(lines):
        offered = boxed_options([[line] for line in lines])
        options = _about_consent([one for one in offered if not is_for_something_else(one.text)])
        if offered and not options:
            return NOTHING
        ticked = [option.text for option in options if option.ticked]
        says = {_said_at_the_end(text) for text in ticked}
        if not options:
            on = any(
                option.ticked
                for option in boxed_options([[Line((Run("I agree "), *line.runs))] for line in lines])
            )
            return (True, 0.95, False) if on else NOTHING
        if not ticked:
            return (
                _by_style(lines)
                if len(options) > 1 and any(says_yes_or_no(option.text) is False for option in options)
                else NOTHING
            )
        if len(ticked) > 1 and says == {None} and all(len(text.split()) > 3 for text in ticked):
            return (True, 0.9, False) if any(_CONSENTS.search(text) for text in ticked) else UNCLEAR
        if len(ticked) == 1:
            # A tick beside the sentence itself, not beside "yes" or "no", is agreement.
            only = False if _I_REFUSE.match(ticked[0]) else says.pop()
            sentence = len(ticked[0].split()) > 3 and not NEGATES.search(_agreeing(ticked[0]))
            boxes = sum(option.ticked is not None for option in options)
            about = asks_consent(ticked[0]) or _AGREEING.search(ticked[0]) is not None
            sentence = sentence and (boxes == 1 or about)
            return (
                (True, 0.95, False)
                if only or (only is None and sentence)
                else (False, 0.95, False)
                if only is False
                else UNCLEAR
            )
        return UNCLEAR
    said = {told[1] for line in lines if (told := chosen_between(line)) is not None}
    if not said and any(refuses_consent(line) for line in lines):
        return (False, 0.9, False) if len(lines) == 1 else UNCLEAR
    return (said.pop(), 0.95, False) if len(said) == 1 else _by_style(lines)


def _meant(strays: Sequence[tuple[str, str, str]]) -> Chosen:
    """What marks between two options say: one does that stands close by a yes or a no."""
    before, behind, side = strays[0]
    said = _said_at_the_end({"before": before, "behind": behind}.get(side, ""))
    return UNCLEAR if len(strays) > 1 or said is None else (said, 0.95, False)


def _said_at_the_end(option: str) -> bool | None:
    """What an option says, or the word behind its own question ("Do you consent to this? No [x]")."""
    asks = asks_consent(option) or _AGREEING.search(option) is not None
    behind = _SAID_BEHIND.search(option[-_LONGEST_DECLARED:]) if asks else None
    said = says_yes_or_no(option)
    return says_yes_or_no(behind["said"]) if said is None and behind is not None else said


def agrees_to_nothing(lines: Sequence[Line]) -> bool:
    """Whether lines are one statement that asks to agree, beside a box that was left empty."""
    words, ticked = between_boxes("\n".join(line.text for line in lines))
    text = " ".join(words)
    asks = asks_consent(text) or _STATES.match(text) is not None
    return ticked == [False] and asks and not NEGATES.search(text) and not is_for_something_else(text)


def asks_to_agree(answer: Answer) -> bool:
    """Whether the words that a consent was read from ask to agree, not only whether something was read."""
    text = " ".join([answer.asked.words, *(line.text for line in answer.lines)])
    return asks_consent(text) or _AGREEING.search(text) is not None


def _about_consent(options: list[Option]) -> list[Option]:
    """Of several statements, each with its box, those that ask to agree: the one beside it may ask for the
    newsletter. All of them where a yes or a no is offered, or where none says what is agreed to."""
    if len(options) < 2 or any(says_yes_or_no(option.text) is not None for option in options):
        return options
    for asks in (asks_consent, _AGREEING.search, _REFUSING.search):
        asking = [option for option in options if asks(option.text)]
        if asking:
            return asking
    return options


def _agreeing(statement: str) -> str:
    """The sentences of a statement that ask to agree, which a "not" in the others leaves as they are ("We
    use it for nothing else. Please tick if you are content with that"); all of it where none does.
    """
    sentences = re.split(r"(?<=[.?!])\s+(?=[A-Z])", statement)
    return " ".join(one for one in sentences if _AGREEING.search(one)) or statement


def _without_prompts(line: Line) -> Line:
    """Without "(delete as appropriate)" behind a yes and a no."""
    if without_prompts(line.text) == line.text:
        return line
    return replace(
        line,
        runs=tuple(run for run in line.runs if without_prompts(run.text).strip() or not run.text.strip()),
    )


def declares(text: str) -> bool:
    """Whether words are a declaration that the writer agrees, as a web form sends what was ticked."""
    agreed = _DECLARES.match(text) is not None or (_AGREED.match(text) is not None and asks_consent(text))
    return len(text) <= _LONGEST_DECLARED and agreed and not _OPEN.search(text)


def _by_style(lines: Sequence[Line]) -> Chosen:
    options = [
        option for option in styled_options(lines, says_yes_or_no) if says_yes_or_no(option.text) is not None
    ]
    if len({says_yes_or_no(option.text) for option in options}) > 1:
        chosen = chosen_by_style(options)
        said = {says_yes_or_no(option.text) for option in chosen or ()}
        return (said.pop(), 0.95, False) if len(said) == 1 else NOTHING
    text = " ".join(" ".join(line.text for line in lines).replace("_", " ").split())
    behind = _SAID_BEHIND.search(text[-_LONGEST_DECLARED:])
    alone = {says_yes_or_no(line.text.replace("_", " ")) for line in lines} - {None}
    if behind is not None and alone - {says_yes_or_no(behind["said"])}:
        return UNCLEAR  # below the answer something else is asked, and answered otherwise
    said_so = says_yes_or_no(text if behind is None else behind["said"])
    if said_so is not None:
        return said_so, 0.95, False
    stated, name = signing(text)
    signed = is_signed(name) and _STATES.match(stated) is not None and not _OPEN.search(stated)
    if signed if name is not None else declares(text):
        return True, DECLARED, False
    if len(text) <= _LONGEST_YES and _REFUSES.match(text):
        return False, 0.85, False  # "No, please ask me first" may be a condition: no is safe
    return UNCLEAR if re.search(r"\w", text) else NOTHING


def says_yes_or_no(text: str) -> bool | None:
    """True for a plain yes, in any of its words; False for a no; None for anything else."""
    if len(text) > _LONGEST_YES:
        return None
    if _NO.fullmatch(text):
        return False
    if _YES.fullmatch(text):
        return True
    halves = text.split(" / ")  # in two languages: "Tá / Yes"
    if len(halves) != 2 or any(len(half.split()) > _MOST_WORDS for half in halves):
        return None
    said = {bool(_YES.fullmatch(half)) for half in halves if _YES.fullmatch(half) or _NO.fullmatch(half)}
    return said.pop() if len(said) == 1 else None
