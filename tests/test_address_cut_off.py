"""A blank inside an address: what is left of it would be a stranger's, so nothing is given."""

from __future__ import annotations

import pytest

from ingest.contacts import choose_addresses


@pytest.mark.parametrize(
    "text",
    ["ann lee@post.example", "Ann lee@post.example", "ann.m lee@post.example", " ann  lee@post.example "],
)
def test_a_word_before_an_address_may_be_its_beginning(text: str) -> None:
    assert choose_addresses(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "work ann@post.example",
        "Email: ann@post.example",
        "E-mail ann@post.example",
        "Ann Lee ann@post.example",
        "Ann ann.lee@post.example",
        "01632960123 ann@post.example",
        "ann@post.example please",
    ],
)
def test_a_name_a_number_or_a_word_that_leads_in_is_none_of_it(text: str) -> None:
    found = choose_addresses(text)
    assert found is not None and found.own.startswith("ann") and found.own.endswith("@post.example")
