"""What an offer says of how heavy the case is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.intake import form_received as taken_in
from casework.model import Offer, Person
from casework.offering import offer_notice
from tests.support.branches import BRANCH, MONDAY, POLICY, TEAM, form_received


@pytest.mark.parametrize(("rating", "upsetting"), [(0, ""), (1, ""), (2, "yes"), (3, "yes")])
def test_an_offer_says_the_weight_and_from_the_rating_2_on_that_it_may_be_upsetting(
    rating: int, upsetting: str
) -> None:
    case = taken_in(form_received(), BRANCH, POLICY, TEAM, MONDAY).case
    assert case is not None
    offer = Offer(1, "ana@home.example", "Ana Ruiz", MONDAY, MONDAY, MONDAY)
    to = Person("Ana Ruiz", "ana@home.example")
    hard = replace(case, points=6.0, emotional=rating)
    words = offer_notice("offered", hard, to, offer, TEAM, POLICY).words
    assert (words["points"], words["upsetting"]) == ("6", upsetting)
