"""Words in an answer's place that are no answer: "n/a", "to be confirmed", "Click here to enter text"."""

from __future__ import annotations

import re

_LONGEST_NOTHING = 60  # letters
_SO_FAR = r"yet|known|so far|at present|at the moment|planned|arranged|that i know of|as yet|set|else"
_NOTHING = re.compile(
    r"\W*(?:n\s?/?\s?a|none|nil|nothing|not? applicable|tb[acd]|unknown|unsure|x|"
    r"not (?:yet|known|sure|applicable|available)|"
    rf"(?:none|nothing|not|no date|no)(?: (?:{_SO_FAR}))+|"
    r"to be (?:confirmed|arranged|advised|decided|announced)|"
    r"(?:left )?(?:empty|blank)|no (?:answer|response|entry|value|selection)(?: (?:given|provided|made))?|"
    r"not (?:given|provided|answered|entered|selected|specified|supplied|completed|filled in)|null|undefined|"
    r"y(?:es)?\s?(?:/|or)\s?no?|"
    r"(?:i )?do(?: not|n.?t) (?:know|have (?:one|it))|"
    r"(?:see|as) (?:above|below)|same(?: as above)?|ditto|as on form)?\W*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\W*(?:please )?(?:see|as(?: (?:in|on|per|stated|given|shown))?)\s+"
    r"(?:in |on |my |the |our |your |e-?mail )*"
    r"(?:signature|attached|enclosed|attachment|letter|e-?mail|overleaf|records?|above|below|payslip)"
    r"(?: (?:letter|e-?mail|above|below|form|document))?\W*|"
    r"\W*(?:the )?(?:same|one) (?:one )?(?:as|like) (?:this|that|above|before|the (?:above|last|other))"
    r"(?: (?:one|e-?mail|address|number|letter))?\W*",
    re.IGNORECASE,
)
_NO_ONLY = re.compile(r"\W{0,5}(?:no|yes|y)\W{0,5}", re.IGNORECASE)
_PROMPT = re.compile(
    r"\W*(?:click|tap|choose an|select an?|enter|type|insert|please|e\.?g\b|i\.e\b|for example|"
    r"your\b|tell us|describe|give|start typing|write here|optional)\b.*|"
    r"\W*(?:dd?[ /.-]*mm?[ /.-]*yy(?:yy)?|hh:mm)\W*",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL_PROMPT = re.compile(
    r"(?:click or tap|click here|tap here|tap or click|choose an item|click to enter|start typing|"
    r"select an? (?:item|option|date)|enter (?:text|a date|date|your))\b[^.]{0,60}\.?|"
    r"\[(?:insert|enter|type)[^\]]{0,60}\]|"
    r"\((?:please )?(?:delete|strike|cross|circle|tick|underline)"
    r"(?: (?:as|one|which|whichever|where|what|out|the|all|whatever|if|box)\b[^()]{0,40})?\)",
    re.IGNORECASE,
)


def says_nothing(text: str) -> bool:
    """Whether somebody only said that there is nothing to say."""
    return len(text) <= _LONGEST_NOTHING and _NOTHING.fullmatch(text) is not None


def points_elsewhere(text: str) -> bool:
    """Whether a name is not given, but where it stands: "see signature", "same", "as in my letter"."""
    return _ELSEWHERE.fullmatch(text) is not None


def only_yes_or_no(text: str) -> bool:
    """Whether the whole answer is yes or no."""
    return _NO_ONLY.fullmatch(text) is not None


def is_prompt(text: str) -> bool:
    """Whether a grey text is the form's own: a hint what to write."""
    return _PROMPT.fullmatch(text) is not None


def without_prompts(text: str) -> str:
    """Without what word processors show in an empty control."""
    return _CONTROL_PROMPT.sub(" ", text)
