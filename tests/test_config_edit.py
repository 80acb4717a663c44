"""Small changes to config.yaml that leave remarks and layout as they stand."""

from __future__ import annotations

import pytest

from jobs.config_edit import NotEdited, with_items, with_value, without
from jobs.config_text import read_written

TEXT = """\
# Who we are.
branch:
  name: Harbour branch   # as members know it

# Our form.
form:
  # Kinds of trouble.
  choices:
    pay_grading: ["Wages"]   # old form
    redundancy:
      # two ways
      - Going
      - "At risk"
  region: GB
state: .
"""


def after(text, *path):
    values = read_written(text).values
    for name in path:
        values = values[name]
    return values


def test_an_entry_joins_a_list_in_brackets_and_its_remark_stays():
    new = with_items(TEXT, ("form", "choices", "pay_grading"), ["Lift money"])
    assert after(new, "form", "choices", "pay_grading") == ["Wages", "Lift money"]
    assert '["Wages", "Lift money"]   # old form' in new
    assert new.count("\n") == TEXT.count("\n")


def test_an_entry_joins_a_list_with_a_line_each():
    new = with_items(TEXT, ("form", "choices", "redundancy"), ["Cut"])
    assert after(new, "form", "choices", "redundancy") == ["Going", "At risk", "Cut"]
    assert '      - "At risk"\n      - "Cut"\n  region: GB' in new


def test_a_list_that_is_not_there_is_made_with_the_sections_it_needs():
    new = with_items(TEXT, ("form", "wordings", "department"), ['Watch: "blue"', "Shop # 2"])
    assert after(new, "form", "wordings") == {"department": ['Watch: "blue"', "Shop # 2"]}
    assert "# Kinds of trouble." in new and after(new, "form", "region") == "GB"


@pytest.mark.parametrize(
    "text",
    ["state: .\n", "state: .", "form:\nstate: .\n", "form:\n  wordings:\nstate: .\n", "form: {region: GB}\n"],
)
def test_it_is_put_in_whatever_stands_there(text):
    new = with_items(text, ("form", "wordings", "department"), ["Watch"])
    assert after(new, "form", "wordings", "department") == ["Watch"]
    assert with_items(new, ("form", "wordings", "department"), ["Watch"]) == new


def test_what_is_there_already_changes_nothing():
    assert with_items(TEXT, ("form", "choices", "redundancy"), ["Going"]) == TEXT
    assert with_value(TEXT, ("form", "region"), "GB") == TEXT


def test_a_list_whose_last_entry_goes_is_empty():
    new = with_items(TEXT, ("form", "choices", "redundancy"), [], without=["Going", "At risk"])
    assert after(new, "form", "choices", "redundancy") == []
    again = with_items(new, ("form", "choices", "redundancy"), ["Cut"])
    assert after(again, "form", "choices", "redundancy") == ["Cut"]


def test_an_entry_is_taken_out():
    new = with_items(TEXT, ("form", "choices", "redundancy"), [], without=["Going"])
    assert after(new, "form", "choices", "redundancy") == ["At risk"]
    assert "# two ways" in new


@pytest.mark.parametrize(
    "text", [TEXT, "form:\n  learnt:\n", "form:\n  learnt: old.yaml  # ours\n", "state: ."]
)
def test_a_value_is_set(text):
    new = with_value(text, ("form", "learnt"), "form-learnt.yaml")
    assert after(new, "form", "learnt") == "form-learnt.yaml"
    assert with_value(new, ("form", "learnt"), "form-learnt.yaml") == new


def test_a_value_where_a_section_should_be_is_said_in_words():
    with pytest.raises(NotEdited, match="section"):
        with_items("form: yes\n", ("form", "wordings", "department"), ["Watch"])


def test_what_is_taken_away_leaves_its_name_and_every_remark():
    text = TEXT.replace(
        "branch:\n", "people:\n  # may be left out\n  secretary:\n    name: Jo\n# here\nbranch:\n"
    )
    new = without(without(text, ("people", "secretary")), ("form", "choices"))
    assert "  # may be left out\n  secretary:\n# here\nbranch:\n" in new
    assert "  choices:\n  region: GB\n" in new and "Jo" not in new
    assert without(new, ("people", "secretary")) == new == without(new, ("people", "treasurer"))
