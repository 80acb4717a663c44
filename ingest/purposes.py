"""What a statement of consent is for: this case, or something else that a branch would like.

Only the first answers whether the branch may hold and use what the member tells of the case. Forms put both
side by side, and word the second like the first: "I agree that the union may use my details to send me news".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.phrases import phrases

_ELSE = phrases(
    r"""
    news
    news ?letters?
    bulletins?
    magazines?
    mailings?
    mailing list
    marketing
    campaign(?:s|ing)?
    offers
    surveys?
    updates?
    (?:keep|be kept) (?:me |you )?(?:informed|up to date)
    events?
    benefits of (?:union )?membership
    promotions?
    promotional
    partners
    affiliates
    third part(?:y|ies)
    research
    publicity
    publications?
    on (?:the|our|your|its) website
    social media
    the (?:press|media)
    photo(?:graph)?s?
    images?
    (?:my|your) story
    case stud(?:y|ies)
    anonym(?:ous|ously|ised|ized)
    fund-?raising
    recruit(?:ing|ment)
    monitoring
    statistics
    statistical
    training
    raffles?
    insurance
    discounts?
    political (?:fund|party)
    ballots?
    petitions?
    """
)
_CASE = re.compile(
    r"\b(?:cases?|casework|caseworkers?|represent\w*|advis\w*|advice|act(?:ing)? (?:for|on)|my behalf|"
    r"help(?:ing)? me|support(?:ing)? me|assist\w*|(?:this|my) (?:form|matter|request|[ei]nquiry)|grievance|"
    r"complaint|problem|issue|legal)\b",
    re.IGNORECASE,
)
_NOT_FOR = re.compile(r"\b(?:not|never|nothing else|no other|except|other than)\b[^.;]*", re.IGNORECASE)
_STUDIES = re.compile(r"\bcase stud(?:y|ies)\b", re.IGNORECASE)


def is_for_something_else(text: str) -> bool:
    """Whether a statement asks to agree to something that is not this case."""
    return _ELSE.search(_NOT_FOR.sub(" ", text)) is not None and _CASE.search(_STUDIES.sub(" ", text)) is None


def of_this_case(found: Sequence[Answer]) -> list[Answer]:
    """The answers, agreement to anything else under no field."""
    return [
        replace(answer, asked=replace(answer.asked, fields=("ignored",)))
        if answer.name == "consent" and is_for_something_else(answer.asked.words)
        else answer
        for answer in found
    ]
