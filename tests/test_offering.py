"""What an offer says of how heavy the case is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.intake import form_received as taken_in
from casework.model import Offer, OpenCase, Person, Status, Team
from casework.offering import offer_notice
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form_received


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


@pytest.mark.parametrize(
    ("held", "said"),
    [(2.0, ""), (22.0, ""), (23.0, "91 %"), (25.0, "98 %")],  # of 29.75 points, and 4.2 more come
)
def test_an_offer_says_so_where_nearly_all_hours_would_be_taken(held: float, said: str) -> None:
    case = taken_in(form_received(), BRANCH, POLICY, TEAM, MONDAY).case
    assert case is not None
    ana = replace(CASEWORKERS[0], hours=35.0)
    offer = Offer(1, ana.email, ana.name, MONDAY, MONDAY, MONDAY)
    other = OpenCase("C-2026-0099", Status.ACTIVE, "x@x.example", "", ana.email, "", held)
    asked = OpenCase(case.ref, Status.OFFERED, "", "", "", ana.email, 6.0)
    team = Team((ana, *CASEWORKERS[1:]), (other, asked))
    paired = replace(case, points=6.0, emotional=0, second="ben@home.example", offer=offer)
    words = offer_notice("offered", paired, Person(ana.name, ana.email), offer, team, POLICY).words
    assert words["nearly_full"] == said
