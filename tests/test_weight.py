"""What one case weighs: its category times its stage, and what comes on top (DOMAIN.md §3.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.facts.due import WeightSeen
from casework.facts.sheet import ExtraWorkEdited, KeyDatesEdited, StageEdited
from casework.intake import form_received as received_form
from casework.key_dates import key_dates_edited
from casework.model import KeyDate, Status
from casework.numbers import Workload
from casework.stages import EXTRA_UNCLEAR, STAGE_UNCLEAR, extra_meant, stage_meant, unclear_words
from casework.staging import extra_work_edited, stage_edited, weight_seen, weights_seen
from casework.weight import weigh, weighed
from tests.support.branches import BRANCH, MONDAY, POLICY, TEAM, form_received

TODAY = date(2026, 11, 23)
NUMBERS = Workload()


def case(**values):
    found = received_form(form_received(**values), BRANCH, POLICY, TEAM, MONDAY).case
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("categories", "day", "points"),
    [
        (("disciplinary",), None, 6),
        (("pay_grading", "disciplinary"), None, 6),
        (("disciplinary",), "2026-12-21", 7),
        (("disciplinary",), "2026-12-22", 6),
        (("disciplinary",), "2026-11-22", 6),
        ((), None, 3),
        (("unheard_of",), None, 3),
    ],
)
def test_the_heaviest_category_counts_and_a_near_date_a_point(categories, day, points):
    assert case(categories=categories, key_date=day).points == points


def test_access_needs_count_a_point_and_none_do_not():
    assert case(adjustments="A room without stairs").points == 7
    assert case(adjustments="None.").points == 6
    assert case().points == 6


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Formal hearing", "formal hearing"),
        ("hearing on 3 Dec", "formal hearing"),
        ("  FORMAL  ", "formal hearing"),
        ("formal hearng", "formal hearing"),
        ("Disciplinary hearing (chair: HR)", "formal hearing"),
        ("appeal hearing", "appeal"),
        ("Appel", "appeal"),
        ("informal meeting", "informal"),
        ("under investigation", "investigation"),
        ("formal investigation", "investigation"),
        ("employment tribunal", "tribunal"),
        ("ET", "tribunal"),
        ("After care", "after-care"),
        ("aftercare", "after-care"),
        ("monitoring", "after-care"),
        ("triage", "triage"),
    ],
)
def test_a_stage_is_understood_as_people_write_it(said, name):
    assert stage_meant(said, NUMBERS).names == (name,)
    assert not stage_meant(said, NUMBERS).unclear


@pytest.mark.parametrize(
    "said", ["stage 2", "not formal", "after the hearing", "appeal?", "investigation, then hearing", "3"]
)
def test_what_could_mean_several_stages_or_none_is_not_guessed(said):
    assert stage_meant(said, NUMBERS).names == () and stage_meant(said, NUMBERS).unclear


@pytest.mark.parametrize("said", ["", " ", "-", "None", "n/a"])
def test_a_blank_cell_says_nothing_and_is_not_unclear(said):
    assert not stage_meant(said, NUMBERS).unclear and not extra_meant(said, NUMBERS).unclear
    assert stage_meant(said, NUMBERS).names == extra_meant(said, NUMBERS).names == ()


@pytest.mark.parametrize(
    ("said", "names", "unclear"),
    [
        ("papers, travel", ("papers", "travel"), False),
        ("Travel; over 200 pages", ("papers", "travel"), False),
        ("travel and papers", ("papers", "travel"), False),
        ("papers, bundle, paperwork", ("papers",), False),
        ("hostile/complex contact", ("hostile contact",), False),
        ("three parties, hostille contact", ("more than two parties", "hostile contact"), False),
        ("papers, a dog", ("papers",), True),
        ("no travel", (), True),
    ],
)
def test_several_kinds_of_extra_work_stand_in_one_cell_and_each_counts_once(said, names, unclear):
    found = extra_meant(said, NUMBERS)
    assert (found.names, found.unclear) == (names, unclear)


def test_the_stage_multiplies_the_category_alone_and_the_rest_comes_on_top():
    policy = replace(POLICY, points={"discrimination": 8.0})
    at = replace(
        case(categories=("discrimination",), key_date="2026-12-01"), stage="hearing", extra_work="travel"
    )
    weight = weigh(at, policy, TODAY)
    assert weight.points == 11.9
    assert weight.in_words() == "discrimination 8 x formal hearing 1.3 + date within 28 days 1 + travel 0.5"


@pytest.mark.parametrize(("stage", "times"), dict(Workload().stages).items())
def test_each_stage_has_the_number_of_the_paper(stage, times):
    assert weighed(replace(case(), stage=stage), POLICY, TODAY).points == pytest.approx(6 * times)


def test_a_branch_s_own_stages_and_extra_work_have_its_own_numbers():
    own = replace(NUMBERS, stages=(("settlement talks", 0.8),), extra_work=(("press", 2.0),))
    at = replace(case(), stage="Settlement talks", extra_work="the press rings")
    assert weighed(at, replace(POLICY, workload=own), TODAY).points == pytest.approx(6 * 0.8 + 2)
    assert stage_meant("appeal", own).unclear  # it has no number any more


def test_stages_that_differ_in_a_number_alone_are_told_apart():
    own = replace(NUMBERS, stages=(("stage 1", 0.5), ("stage 2", 1.0)))
    assert stage_meant("Stage 2 meeting", own).names == ("stage 2",)
    assert stage_meant("stge 1", own).names == ("stage 1",)
    assert stage_meant("stage 3", own).unclear and stage_meant("stage 1 or 2", own).unclear


def test_what_the_coordinator_writes_counts_at_once_and_history_says_why():
    done = stage_edited(StageEdited("C-2026-0001", " Hearing "), case(), POLICY, MONDAY)
    assert done.case is not None
    assert (done.case.points, done.case.stage) == (7.8, "Hearing")
    assert done.why == (
        "The coordinator says where the case stands: formal hearing. It weighs disciplinary 6 x formal "
        "hearing 1.3."
    )
    more = extra_work_edited(ExtraWorkEdited("C-2026-0001", "papers, x"), done.case, POLICY, MONDAY)
    assert more.case is not None and more.case.points == 8.8
    assert "Other words do not count." in more.why and " x," not in more.why
    back = stage_edited(StageEdited("C-2026-0001", ""), more.case, POLICY, MONDAY)
    assert back.case is not None and back.case.points == 7
    assert back.why.startswith("No stage is said. ")


def test_a_word_that_is_not_known_changes_no_weight_and_check_says_so():
    at = replace(case(), stage="stage 2", extra_work="a dog")
    assert weighed(at, POLICY, TODAY).points == 6
    assert unclear_words(at, POLICY) == (STAGE_UNCLEAR, EXTRA_UNCLEAR)
    assert unclear_words(replace(at, status=Status.CLOSED), POLICY) == ()
    assert "; " not in STAGE_UNCLEAR + EXTRA_UNCLEAR  # Check joins with it


def test_a_date_that_comes_near_or_goes_by_changes_the_weight_and_a_quiet_day_does_not():
    far = case(key_date="2026-12-31")
    assert far.points == 6
    assert list(weights_seen([far], POLICY, TODAY)) == []
    near = date(2026, 12, 3)
    assert list(weights_seen([far], POLICY, near)) == [WeightSeen(far.ref)]
    assert list(weights_seen([replace(far, status=Status.CLOSED)], POLICY, near)) == []
    after = weight_seen(far, POLICY, MONDAY + timedelta(days=10))
    assert after.case is not None and after.case.points == 7
    assert list(weights_seen([after.case], POLICY, near)) == []
    gone = weight_seen(after.case, POLICY, MONDAY + timedelta(days=60)).case
    assert gone is not None and gone.points == 6


def test_numbers_changed_in_the_settings_count_for_open_cases_from_the_next_look():
    heavier = replace(POLICY, points={**POLICY.points, "disciplinary": 7.0}, emotional={"disciplinary": 1})
    assert list(weights_seen([case()], heavier, TODAY)) == [WeightSeen("C-2026-0001")]
    after = weight_seen(case(), heavier, MONDAY).case
    assert after is not None and (after.points, after.emotional) == (7, 1)


def test_a_date_noted_later_keeps_the_stage():
    at = weighed(replace(case(), stage="appeal"), POLICY, TODAY)
    dates = KeyDatesEdited(at.ref, (KeyDate(date(2026, 12, 1)),))
    after = key_dates_edited(dates, at, POLICY, MONDAY).case
    assert after is not None and after.points == pytest.approx(6 * 1.1 + 1)
