"""The blank form as a fillable PDF fit to be read aloud: title, language, headings, fields with their words.

Laid out from top to bottom of A4 pages. Short questions have their box beside them, stories and long lists of
choices below.
"""

from __future__ import annotations

from ingest.blank.pdf_fields import Box, button, choice_field, tick_field, write_field
from ingest.blank.pdf_file import Element
from ingest.blank.pdf_letters import letters_of, width_of
from ingest.blank.pdf_sheet import LEFT, RIGHT, Sheet, Type
from ingest.blank.questions import AFTER, TITLE, BlankForm, Kind, Question, Section

_BRANCH, _TITLE = Type(12, True, "0.12 0.31 0.47"), Type(25, True, "0.12 0.31 0.47")
_HEADING, _SAID = Type(14, True, "0.12 0.31 0.47"), Type(10.5)
_LABEL, _HINT, _OPTION, _FOOT = Type(10.5, True), Type(9, False, "0.35 0.35 0.35"), Type(10), Type(9)
_BOXES = LEFT + 178  # where the boxes beside questions begin
_LINE, _STORY, _TICK = 21.0, 97.0, 11.0  # heights in points
_BESIDE = 5  # options; longer lists stand below their question
_LONGEST_BESIDE = 60  # letters of a label beside which a hint has its own line
_LONGEST_TOLD = 90  # letters that our own reader takes from a field's tooltip


def blank_pdf(form: BlankForm) -> bytes:
    """The form as PDF 1.7. Raises `NotPrintable` for a label in a script that Helvetica does not have."""
    sheet = Sheet(letters_of(_texts(form)))
    whole = sheet.tree.element("Document")
    sheet.write("P", form.branch, _BRANCH, whole)
    sheet.write("H1", TITLE, _TITLE, whole, after=8)
    for paragraph in (*form.before, _how(form)):
        sheet.write("P", paragraph, _SAID, whole, after=5)
    for section in form.sections:
        _section(sheet, section, whole)
    sheet.room(110)
    _head(sheet, AFTER, whole)
    for paragraph in form.after:
        sheet.write("P", paragraph, _SAID, whole, after=5)
    return sheet.file(_title(form), form.branch, _foot(form), _FOOT)


def _how(form: BlankForm) -> str:
    return (
        "Write in the boxes, and click the squares that apply. Then save the form, and attach it to a mail "
        f"to {form.address}. You can also print it and write by hand."
    )


def _title(form: BlankForm) -> str:
    return f"{TITLE}, {form.branch}"


def _foot(form: BlankForm) -> str:
    return f"{form.branch} · {TITLE} · page "


def _texts(form: BlankForm) -> list[str]:
    """Every text that is printed."""
    said = [form.branch, TITLE, *form.before, _how(form), AFTER, *form.after, _foot(form), "0123456789 ()"]
    said += [section.title for section in form.sections]
    return said + [text for one in form.questions for text in (one.label, one.hint, one.advice, *one.options)]


def _head(sheet: Sheet, heading: str, whole: Element) -> None:
    sheet.skip(13)
    sheet.write("H2", heading, _HEADING, whole, after=1)
    sheet.rule()
    sheet.skip(7)


def _section(sheet: Sheet, section: Section, whole: Element) -> None:
    part = sheet.tree.element("Sect", whole)
    if section.title:
        sheet.room(90)
        _head(sheet, section.title, part)
    for question in section.questions:
        group = sheet.tree.element("Div", part)
        match question.kind:
            case Kind.LINE:
                _beside(sheet, question, group)
            case Kind.STORY:
                _below(sheet, question, group)
            case _:
                _choices(sheet, question, group)


def _asked(question: Question) -> tuple[str, str]:
    """Label and hint. Over choices the hint is part of the label: it must not be one itself."""
    if question.advice and (question.options or len(question.label) > _LONGEST_BESIDE):
        return f"{question.label} ({question.advice.rstrip('.').lower()})", ""
    return question.label, question.advice


def _told(question: Question) -> str:
    """What is said of a field when it is read aloud."""
    told = f"{question.label} ({question.hint})" if question.hint else question.label
    return told if len(told) <= _LONGEST_TOLD else question.label


def _beside(sheet: Sheet, question: Question, group: Element) -> None:
    label, hint = _asked(question)
    width = _BOXES - LEFT - 10
    tall = sheet.height(label, _LABEL, width) + (sheet.height(hint, _HINT, width) if hint else 0)
    sheet.room(max(tall, _LINE) + 8)
    top = sheet.y
    sheet.y = top - 4
    sheet.write("P", label, _LABEL, group, width=width)
    if hint:
        sheet.write("P", hint, _HINT, group, width=width)
    _text_field(sheet, question, group, (_BOXES, top - _LINE, RIGHT, top))
    sheet.y = min(sheet.y, top - _LINE) - 7


def _below(sheet: Sheet, question: Question, group: Element) -> None:
    label, hint = _asked(question)
    sheet.room(_STORY + 34)
    sheet.write("P", label, _LABEL, group)
    if hint:
        sheet.write("P", hint, _HINT, group)
    top = sheet.y - 3
    _text_field(sheet, question, group, (LEFT, top - _STORY, RIGHT, top))
    sheet.y = top - _STORY - 10


def _text_field(sheet: Sheet, question: Question, group: Element, box: Box) -> None:
    number, key = sheet.field(group)
    story = question.kind is Kind.STORY
    write_field(sheet.objects, number, sheet.page.number, box, key, _told(question), question.field, story)
    sheet.fields.append(number)


def _choices(sheet: Sheet, question: Question, group: Element) -> None:
    """The options in as many columns as there is room for, read from left to right."""
    short = len(question.options) <= _BESIDE
    left = _BOXES if short else LEFT
    widest = max(width_of(option, _OPTION.size) for option in question.options) + _TICK + 18
    columns = max(1, min(len(question.options), int((RIGHT - left) // widest)))
    rows = -(-len(question.options) // columns)
    sheet.room(rows * 17 + (6 if short else 30))
    label, _ = _asked(question)
    top = sheet.y
    if short:
        sheet.y = top - 1
    sheet.write("P", label, _LABEL, group, width=_BOXES - LEFT - 10 if short else RIGHT - LEFT)
    below = sheet.y
    sheet.y = top if short else below - 4
    choice = sheet.objects.reserve() if question.kind is Kind.ONE else 0
    buttons = []
    for at in range(len(question.options)):
        column = at % columns
        if at and not column:
            sheet.y -= 17
        x = left + column * (RIGHT - left) / columns
        box = (x, sheet.y - _TICK - 1, x + _TICK, sheet.y - 1)
        buttons.append(_option(sheet, question, at, box, group, choice))
    if choice:
        choice_field(sheet.objects, choice, _told(question), question.field, buttons)
    sheet.fields += [choice] if choice else buttons
    sheet.y = min(sheet.y - 17, below) - 7


def _option(sheet: Sheet, question: Question, at: int, box: Box, group: Element, choice: int) -> int:
    """A box with its words behind it; gives the number of its field."""
    option = question.options[at]
    part = sheet.tree.element("Div", group)
    number, key = sheet.field(part)
    told = f"{question.label} {option}"
    if choice:
        button(sheet.objects, number, sheet.page.number, box, key, told, choice, option)
    else:
        tick_field(sheet.objects, number, sheet.page.number, box, key, told, f"{question.field} {at + 1}")
    sheet.line("P", option, _OPTION, part, box[2] + 6, box[1] + 1.8)
    return number
