"""The blank form as plain text, for the body of a mail: a question a line, the answer behind its colon."""

from __future__ import annotations

from ingest.blank.questions import REQUIRED, TITLE, BlankForm, Question

END = "Thank you. The form ends here."
"""The last line, so that nothing below it is taken for an answer."""

# Words are easier to type in a mail than ticks.
_TYPED = {
    "contract_type": "such as permanent or fixed-term",
    "categories": "such as grievance, workload, pay",
    "consent": "yes or no",
}


def blank_text(form: BlankForm) -> str:
    """The form as text; its questions are the lines that end in a colon and a space."""
    start = f"{TITLE}, {form.branch}\n\nPlease write your answers after the colons, and send this back."
    sections = ["\n".join(f"{line_of(question)} " for question in one.questions) for one in form.sections]
    return "\n\n".join([f"{start}\nLeave blank what does not apply.", *sections, END]) + "\n"


def line_of(question: Question) -> str:
    """The question as it stands before its answer: "Your full name (required):"."""
    hint = _TYPED.get(question.field, question.hint)
    said = "; ".join([*([REQUIRED] if question.needed else []), *([hint] if hint else [])])
    return f"{question.bare} ({said}):" if said else bare_line(question)


def bare_line(question: Question) -> str:
    """The question alone, as the web page writes it into the mail: "Private email address:"."""
    return f"{question.bare}:"
