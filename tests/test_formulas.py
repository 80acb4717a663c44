"""Formulas keep pointing at the same cells when rows come in above them."""

from __future__ import annotations

import pytest

from sheets.formulas import shift_formula


@pytest.mark.parametrize(
    ("formula", "shifted"),
    [
        ("=A1+A5", "=A1+A8"),
        ("=SUM(A2:A4)", "=SUM(A2:A4)"),
        ("=SUM($A$2:$A$9)", "=SUM($A$2:$A$12)"),
        ("=Cases!B7", "=Cases!B10"),
        ("='Cases'!B7", "='Cases'!B10"),
        ("=Mine!B7", "=Mine!B7"),
        ("=COUNTA(A:A)+SUM(5:6)", "=COUNTA(A:A)+SUM(8:9)"),
        ('=IF(A5="A5","see A5",LOG10(A5))', '=IF(A8="A5","see A5",LOG10(A8))'),
        ("=Table1[Points]+Budget", "=Table1[Points]+Budget"),
    ],
)
def test_a_formula_on_the_tab_follows(formula: str, shifted: str) -> None:
    assert shift_formula(formula, "Cases", "Cases", 5, 3) == shifted


def test_a_formula_on_another_tab_follows_only_where_it_names_the_tab() -> None:
    assert shift_formula("=A5+Cases!A5+'My cases'!A5", "Mine", "Cases", 5, 1) == "=A5+Cases!A6+'My cases'!A5"
    assert shift_formula("='It''s'!A5", "Mine", "It's", 5, 1) == "='It''s'!A6"
