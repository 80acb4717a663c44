"""Category is the coordinator's word: it counts instead of the form's, in a workbook and a Google Sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from casework.category import CATEGORY_UNCLEAR, categories_of, category_shown
from casework.effects import SetCell
from casework.facts.letters import DetailsGiven, FormReceived
from casework.facts.sheet import CategoryEdited
from casework.gaps import details_given
from casework.intake import form_received as received_form
from casework.levels import level_of
from casework.model import Case, Status
from casework.staging import category_edited
from jobs.journal import cases
from sheets.register import Row
from sheets.rows import case_cells, first_case_cells
from sheets.standing import Standing, case_from_row
from tests.support.branches import BRANCH, MONDAY, POLICY, TEAM, form_received
from tests.support.engine import Desk, copied, desk
from tests.support.google_desk import google_desk
from tests.test_rebuild import made_anew

REF = "C-2026-0001"
NAMED = replace(POLICY, points={"disciplinary": 6.0, "pay_grading": 3.0, "dismissal": 8.0, "other": 3.0})


def case(**values) -> Case:
    found = received_form(form_received(**values), BRANCH, NAMED, TEAM, MONDAY).case
    assert found is not None
    return found


def said(before: Case, words: str) -> tuple[Case, str]:
    decision = category_edited(CategoryEdited(REF, words), before, NAMED, MONDAY)
    assert decision.case is not None
    return decision.case, decision.why


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("pay", ("pay_grading",)),
        ("a job coming to an end", ("dismissal",)),
        ("dismissal, pay", ("pay_grading", "dismissal")),
        ("Other", ("other",)),
        ("  disciplinary ", ("disciplinary",)),
    ],
)
def test_what_she_says_is_what_the_case_is_about_and_history_says_so(words, names):
    after, why = said(case(), words)
    assert after.categories == names == categories_of(words, NAMED)
    assert why.startswith("The coordinator says what it is about: " + names[0].replace("_", " "))
    assert after.points == max(NAMED.points[name] for name in names)


OWN = replace(
    NAMED,
    category_words={
        "grievance": "a pay complaint",
        "contract": "complaint",
        "disciplinary": "formal (disciplinary/capability)",
    },
)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("a pay complaint", ("grievance",)),
        ("A  Pay Complaint", ("grievance",)),
        ("a pay complaint, pay", ("pay_grading", "grievance")),
        ("complaint", ("contract",)),
        ("complaints of pay", ("pay_grading",)),
        ("formal (disciplinary/capability)", ("disciplinary",)),
        ("a job coming to an end, pay or grading", ("pay_grading", "dismissal")),
        ("other than pay", ("pay_grading",)),
        ("pay, other", ("pay_grading", "other")),
        ("dis", ()),
    ],
)
def test_the_branch_s_own_words_for_a_category_count_whole_and_first_and_name_no_other(words, names):
    assert categories_of(words, OWN) == names


def test_what_the_row_says_of_the_form_in_our_words_is_what_the_form_says():
    form = replace(case(categories=("pay_grading", "grievance")))
    ours = category_shown(form, OWN)
    assert ours == "pay grading, a pay complaint"
    for words in (ours, ours.upper()):
        back, _ = case_from_row(Standing(Row(2, {"category": words}), Row(0, {}), form), TEAM, OWN, MONDAY)
        assert back.categories == ("pay_grading", "grievance")
    # The branch's words for one are another's name: the form's answer stands all the same.
    crossed = replace(NAMED, category_words={"pay_grading": "dismissal", "dismissal": "pay grading"})
    form = case(categories=("pay_grading",))
    row = Row(2, {"category": category_shown(form, crossed)})
    back, _ = case_from_row(Standing(row, Row(0, {}), form), TEAM, crossed, MONDAY)
    assert back.categories == ("pay_grading",) and back.form == form.form


def test_an_answer_about_something_else_does_not_read_her_words_of_old_anew():
    fact, form = form_received(), case()
    kept = replace(form, categories=("grievance", "pay_grading"))
    kept = replace(
        kept, form=replace(kept.form, values={**kept.form.values, "typed_category": "a pay complaint"})
    )
    kept = replace(kept, form=replace(kept.form, missing=("grade",)))
    answer = DetailsGiven(fact.received, REF, {"grade": "5"})
    later = details_given(answer, kept, BRANCH, OWN, TEAM, MONDAY + timedelta(hours=1)).case
    assert later is not None and later.categories == ("grievance", "pay_grading")


def test_blank_is_what_the_form_says_and_what_the_member_wrote_is_not_lost():
    paid, _ = said(case(), "pay")
    assert paid.form.names("categories") == ("disciplinary",)
    for blank in ("", "-", "none"):
        after, why = said(paid, blank)
        assert after.categories == ("disciplinary",) and category_shown(after, NAMED) != "pay"
        assert why.startswith("No category is said: what the form says counts.")


def test_words_that_name_none_change_nothing_stay_in_the_cell_and_check_says_so():
    after, why = said(case(), "the boiler")
    assert (after.categories, after.points) == (("disciplinary",), 6)
    assert first_case_cells(after, TEAM, NAMED)["category"] == "the boiler" and "boiler" not in why
    assert CATEGORY_UNCLEAR in str(case_cells(after, NAMED)["check"])
    assert "Category" not in str(case_cells(replace(after, status=Status.CLOSED), NAMED)["check"])
    again, _ = said(after, "pay")
    assert "Category" not in str(case_cells(again, NAMED)["check"])


def test_her_category_gives_the_case_the_level_of_its_kind():
    after, _ = said(case(), "dismissal")
    assert level_of(case(), (), NAMED, MONDAY.date())[0] < level_of(after, (), NAMED, MONDAY.date())[0] == 3


def gap(**more) -> tuple[FormReceived, Case]:
    fact = form_received(**more)
    values = {name: value for name, value in fact.form.values.items() if name != "categories"}
    fact = replace(fact, form=replace(fact.form, values=values, missing=("categories",)))
    found = received_form(fact, BRANCH, NAMED, TEAM, MONDAY).case
    assert found is not None
    return fact, found


def test_once_she_has_chosen_the_member_s_later_answer_does_not_change_it_and_it_is_no_gap():
    fact, open_gap = gap()
    assert "category" in " ".join(open_gap.flags)
    chosen, _ = said(open_gap, "pay")
    assert chosen.form.missing == () and "category" not in " ".join(chosen.flags)
    answer = DetailsGiven(fact.received, REF, {"categories": ("disciplinary",)})
    later = details_given(answer, chosen, BRANCH, NAMED, TEAM, MONDAY + timedelta(hours=1)).case
    assert later is not None and later.categories == ("pay_grading",)


def test_what_the_member_answers_is_put_into_the_cell_only_where_it_is_as_we_left_it():
    fact, open_gap = gap()
    answer = DetailsGiven(fact.received, REF, {"categories": ("disciplinary",)})
    decision = details_given(answer, open_gap, BRANCH, NAMED, TEAM, MONDAY + timedelta(hours=1))
    words = category_shown(replace(open_gap, categories=("disciplinary",)), NAMED)
    assert SetCell(REF, "category", "", words) in decision.effects
    unclear, _ = said(open_gap, "the boiler")
    decision = details_given(answer, unclear, BRANCH, NAMED, TEAM, MONDAY + timedelta(hours=1))
    assert decision.case is not None and decision.case.categories == ("disciplinary",)
    assert not [one for one in decision.effects if isinstance(one, SetCell) and one.column == "category"]


def test_a_row_read_back_has_her_category_over_the_form_s():
    form = case()
    row = Row(2, first_case_cells(said(form, "pay")[0], TEAM, NAMED))
    back, _ = case_from_row(Standing(row, Row(0, {}), form), TEAM, NAMED, MONDAY)
    assert (back.categories, category_shown(back, NAMED), back.points) == (("pay_grading",), "pay", 3)
    as_it_was = Row(2, first_case_cells(form, TEAM, NAMED))
    back, _ = case_from_row(Standing(as_it_was, Row(0, {}), form), TEAM, NAMED, MONDAY)
    assert back.form == form.form and back.categories == ("disciplinary",)


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    with desk(tmp_path_factory.mktemp("once")) as made:
        made.form()
        made.settle()
        yield made


@contextmanager
def in_workbook(once: Desk, folder) -> Iterator[Desk]:
    with copied(once, folder) as made:
        yield made


@contextmanager
def in_google(once: Desk, folder) -> Iterator[Desk]:
    with google_desk(folder) as made:
        made.desk.form()
        made.desk.settle()
        yield made.desk


@pytest.fixture(params=[in_workbook, in_google])
def at(request, once, tmp_path):
    opened: Callable = request.param
    with opened(once, tmp_path) as made:
        yield made


def known(at, ref=REF):
    with at.world.journal.begin() as book:
        found = cases.get(book, ref)
    assert found is not None
    return found


def chooses(at, words):
    at.choose(REF, "Category", words)
    at.settle()
    return at.case_row(REF)


def history(at):
    said = text("select kind from history where ref = :ref order by n")
    with at.world.journal.begin() as book:
        return list(book.cx.execute(said, {"ref": REF}).scalars())


@pytest.mark.long
def test_a_category_chosen_for_a_case_that_came_by_a_form_stays_and_counts(at):
    assert at.case_row(REF)["Points"] == 6
    row = chooses(at, "pay or grading")
    assert (row["Category"], row["Points"]) == ("pay or grading", 2)
    assert known(at).categories == ("pay_grading",)
    assert "CategoryEdited" in history(at)
    row = chooses(at, "the boiler")
    assert (row["Category"], row["Points"]) == ("the boiler", 6) and CATEGORY_UNCLEAR in row["Check"]
    row = chooses(at, "")
    assert (row["Category"] or "", row["Points"]) == ("", 6) and "Category" not in str(row["Check"])


def test_a_suggestion_that_waits_follows_the_category(at):
    first = str(at.case_row(REF)["Suggested"]).split(" and ")[0]
    number = next(n for n, row in enumerate(at.human.rows("Caseworkers"), 2) if row["Name"] == first)
    at.human.set_cell("Caseworkers", number, "Not yet", "disciplinary")
    at.settle()
    assert first not in at.case_row(REF)["Suggested"]
    assert first in chooses(at, "grievance")["Suggested"]


def test_a_category_chosen_in_the_turn_in_which_the_row_is_written_anew_is_not_lost(at):
    at.choose(REF, "Category", "grievance")
    at.choose(REF, "Decision", "another")
    at.settle()
    assert at.case_row(REF)["Category"] == "grievance" and known(at).categories == ("grievance",)


def test_a_journal_made_anew_has_the_level_of_her_category(once, tmp_path):
    with copied(once, tmp_path) as at:
        at.world = replace(at.world, policy=replace(at.world.policy, points=NAMED.points))
        row = chooses(at, "dismissal")
        assert "Level 3" in row["Check"]
        again, _ = made_anew(at, tmp_path / "anew")
        again.settle()
        assert known(again).rating.level == 3 and again.case_row(REF)["Check"] == row["Check"]


def test_a_journal_made_anew_knows_her_category(once, tmp_path):
    with copied(once, tmp_path) as at:
        chooses(at, "pay")
        again, found = made_anew(at, tmp_path / "anew")
        (told,) = [line for line in found.unknown if "Category" in line]
        assert told.startswith(f"{REF}: ") and "read as pay grading" in told and "disciplinary" in told
        assert known(again).categories == ("pay_grading",)
        again.settle()
        assert again.case_row(REF)["Category"] == "pay"
