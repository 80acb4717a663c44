"""Somebody watches the toll: what the service does of itself, through the whole engine (DOMAIN.md §3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from casework.numbers import Care
from jobs.commands.capacity import gather, in_words
from jobs.record import standings
from tests.support.branches import BRANCH, CASEWORKERS
from tests.support.engine import ROOMY, Desk, copied, desk, text_of

ANA, BEN, CARA = (person.email for person in CASEWORKERS)
REF = "C-2026-0001"
JO = BRANCH.coordinator.email
MO = "mo@home.example"


@pytest.fixture(scope="module")
def taken(tmp_path_factory) -> Iterator[Desk]:
    """A case that Ana has taken, at a branch where a sixth of somebody's hours is too much."""
    with desk(tmp_path_factory.mktemp("taken")) as made:
        made.world = replace(made.world, policy=replace(ROOMY, care=Care(used=0.15)))
        made.form()
        made.turn()
        made.answer(made.notices("suggested")[0], "Ana Ruiz")
        made.turn(minutes=5)
        made.answer(made.notices("offered")[0], "yes happy to")
        made.settle()
        yield made


@pytest.fixture
def active(taken, tmp_path) -> Iterator[Desk]:
    """The same, lived through once and copied."""
    with copied(taken, tmp_path) as made:
        yield made


@pytest.fixture
def counted(over_for_a_week, tmp_path) -> Iterator[Desk]:
    """A week and a day later: the count has been told."""
    with copied(over_for_a_week, tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def over_for_a_week(taken, tmp_path_factory) -> Iterator[Desk]:
    with copied(taken, tmp_path_factory.mktemp("over")) as made:
        days(made, 1, 7)
        made.settle()
        yield made


def days(at: Desk, *steps: int) -> None:
    """The service looks again after so many days, and after so many more."""
    for step in steps:
        at.turn(hours=24 * step)


def lines(at: Desk) -> list[str]:
    return [str(row["What happened"]) for row in at.human.rows("Needs attention")]


def past(at: Desk) -> list[str]:
    with at.world.journal.begin() as book:
        return [review.why for one in standings(book) for review in one.past]


# --- the meters -------------------------------------------------------------------------------------------


def test_hours_over_the_limit_for_a_week_stop_offers_and_both_are_told_once(active):
    days(active, 1, 3, 3)  # since Monday
    assert not active.notices("load_seen")
    days(active, 1)
    active.settle()
    [kind] = active.notices("load_seen", ANA)
    assert "18 % of the hours (1 case, 6 of 34 points)" in text_of(kind)
    assert "no fault of yours" in text_of(kind) and BRANCH.coordinator.name in text_of(kind)
    [told] = active.notices("review", JO)
    assert "our count, from the register alone" in text_of(told) and REF in text_of(told)
    assert active.human.rows("Caseworkers")[0]["Paused"] == "Yes"
    assert any("By the count of the register" in line for line in lines(active))
    assert active.case_row(REF)["Status"] == "Active"  # nothing they have is taken from them


def test_the_review_says_the_next_date_of_each_of_their_cases_as_lead_and_as_second(tmp_path):
    with desk(tmp_path) as at:
        at.world = replace(at.world, policy=ROOMY)
        at.form()
        at.turn()
        at.answer(at.notices("suggested")[0], "Ana Ruiz and Ben Osei")
        at.turn(minutes=5)
        for offered in at.notices("offered"):
            assert "Weight of the whole case:" in text_of(offered)
            at.answer(offered, "ACCEPT")
        at.settle()
        key_date(at, "2 December 2026", "hearing")
        for email in (ANA, BEN):
            at.answer(at.notices("introduced_caseworker", email)[-1], "TOO MUCH")
            at.settle()
            review = text_of(at.notices("review", JO)[-1])
            assert f"- {REF}: " in review and "next date Wednesday 2 December 2026" in review


def test_the_coordinator_is_reminded_and_they_are_asked_whether_it_helped(counted):
    days(counted, 2)
    assert "how the cases of Ana Ruiz add up" in text_of(counted.notices("review", JO)[-1])
    days(counted, 5, 7)
    assert "how your cases add up" in text_of(counted.notices("did_it_help", ANA)[-1])
    assert "Since then: nothing moved" in text_of(counted.notices("review", JO)[-1])
    count = len(counted.notices())
    days(counted, 14, 14)
    assert len(counted.notices()) == count, "it is said once"


def test_whoever_says_that_it_is_all_right_is_asked_again_and_nobody_is_sent_after_them(counted):
    counted.answer(counted.notices("load_seen", ANA)[-1], "READY")
    counted.settle()
    assert not counted.human.rows("Caseworkers")[0]["Paused"]
    assert any("all right as they are" in line for line in lines(counted))
    days(counted, 2, 5, 21)
    assert len(counted.notices("review", JO)) == 1 and not counted.notices("did_it_help")
    assert past(counted) == ["hours"]


def test_the_paused_cell_emptied_by_the_coordinator_ends_it_as_well(counted):
    counted.human.set_cell("Caseworkers", 2, "Paused", None)
    counted.settle()
    days(counted, 2, 5, 12)
    assert len(counted.notices("review", JO)) == 1 and past(counted) == ["hours"]


def test_too_much_in_answer_to_the_count_counts_as_their_own_word(counted):
    counted.answer(counted.notices("load_seen", ANA)[-1], "TOO MUCH")
    counted.settle()
    assert counted.notices("too_much", ANA)
    assert "has told us that it is too much" in text_of(counted.notices("review", JO)[-1])
    assert past(counted) == ["hours"]


def test_when_the_load_has_gone_down_by_itself_she_is_not_sent_after_anybody(counted):
    counted.choose(REF, "Status", "Waiting")
    counted.settle()
    days(counted, 2, 5)
    assert len(counted.notices("review", JO)) == 1
    days(counted, 7)
    assert "closed" not in text_of(counted.notices("review", JO)[-1])
    assert counted.notices("did_it_help", ANA)


def test_a_second_too_much_after_the_first_is_over_is_followed_up_like_the_first(active):
    active.world = replace(active.world, policy=ROOMY)
    for begun in (1, 2):
        active.answer(active.notices("introduced_caseworker", ANA)[-1], "TOO MUCH")
        active.settle()
        days(active, 2, 5, 7)
        assert len(active.notices("review", JO)) == 4 * begun
        assert len(active.notices("did_it_help", ANA)) == begun


def test_an_answer_about_one_review_is_never_taken_for_another_s(active):
    active.world = replace(active.world, policy=ROOMY)
    active.answer(active.notices("introduced_caseworker", ANA)[-1], "TOO MUCH")
    active.settle()
    [of_ana] = active.notices("review", JO)
    days(active, 2, 5, 7)
    active.answer(active.notices("did_it_help", ANA)[-1], "yes")
    active.settle()
    active.form("Ida Berg", "ida@home.example", department="Drama")
    active.settle()
    active.answer(active.notices("suggested", JO)[-1], "Ben Osei")
    active.settle()
    active.answer(active.notices("offered", BEN)[-1], "TOO MUCH")
    active.settle()
    active.answer(of_ana, "TALKED")
    active.settle()
    with active.world.journal.begin() as book:
        [ben] = [one for one in standings(book) if one.email == BEN]
    assert ben.review is not None and ben.review.number == 2 and ben.review.talked is None


def test_whoever_has_no_hours_at_all_can_say_too_much(active):
    active.world = replace(active.world, policy=ROOMY)
    active.human.set_cell("Caseworkers", 2, "Hours a month", 0)
    active.settle()
    active.answer(active.notices("introduced_caseworker", ANA)[-1], "TOO MUCH")
    active.settle()
    assert "over 999 %" in text_of(active.notices("review", JO)[-1])
    days(active, 3)
    assert len(active.notices("review", JO)) == 2


# --- how somebody is --------------------------------------------------------------------------------------


def key_date(at: Desk, day: str, what: str) -> None:
    """The coordinator notes a date of the case."""
    with at.human.at_work("Key dates") as sheet:
        headers = [cell.value for cell in sheet[1]]
        for title, value in (("Case", REF), ("Date", day), ("What", what)):
            sheet.cell(2, headers.index(title) + 1).value = value
    at.settle()


@pytest.fixture
def quiet(active) -> Desk:
    """The same case at a branch with the usual limits."""
    active.world = replace(active.world, policy=ROOMY)
    return active


@pytest.fixture(scope="module")
def asked_once(taken, tmp_path_factory) -> Iterator[Desk]:
    with copied(taken, tmp_path_factory.mktemp("asked")) as made:
        made.world = replace(made.world, policy=ROOMY)
        key_date(made, "23 November 2026", "hearing")
        days(made, 1)
        yield made


@pytest.fixture
def asked(asked_once, tmp_path) -> Iterator[Desk]:
    """The day after a hearing: Ana has been asked how she is."""
    with copied(asked_once, tmp_path) as made:
        yield made


def test_after_a_hearing_they_are_asked_once_and_to_them_alone(quiet):
    key_date(quiet, "24 November 2026", "hearing")
    days(quiet, 1)
    assert not quiet.notices("check_in")
    days(quiet, 1)
    [asked] = quiet.notices("check_in", ANA)
    assert "a hard date in case C-2026-0001" in text_of(asked)
    days(quiet, 1, 1, 3, 2)
    assert len(quiet.notices("check_in")) == 1
    assert not [line for line in lines(quiet) if "Ana" in line]


def test_at_night_and_at_the_weekend_nobody_is_asked(quiet):
    key_date(quiet, "27 November 2026", "hearing")  # a Friday
    days(quiet, 5, 1)
    quiet.turn(hours=21)  # Monday at seven
    assert not quiet.notices("check_in")
    quiet.turn(hours=2)
    assert quiet.notices("check_in", ANA)


def test_whoever_would_like_somebody_to_talk_with_is_found_one_by_the_coordinator(asked):
    asked.answer(asked.notices("check_in")[-1], "BUDDY")
    asked.settle()
    told = text_of(asked.notices("attention", JO)[-1])
    assert "Ana Ruiz would like somebody to talk with" in told and "Ben Osei, Cara Lund" in told
    assert "You need not know why" in told
    assert "put you in touch" in text_of(asked.notices("noted", ANA)[-1])


@pytest.mark.parametrize("words", ["NO CHECK-INS", "stop"])
def test_whoever_would_rather_not_be_asked_is_not(asked, words):
    asked.answer(asked.notices("check_in")[-1], words)
    asked.settle()
    assert "not ask you any more how you are" in text_of(asked.notices("noted", ANA)[-1])
    with asked.world.journal.begin() as book:
        assert [one.check_ins for one in standings(book)] == [False]


def test_their_own_words_are_read_by_the_coordinator_and_not_asked_back(asked):
    asked.answer(asked.notices("check_in")[-1], "It was awful, I keep thinking of her face.")
    asked.settle()
    assert "in their own words" in text_of(asked.notices("attention", JO)[-1])
    assert "awful" not in text_of(asked.notices("attention", JO)[-1])
    assert not asked.notices("ask_back")
    asked.answer(asked.notices("check_in")[-1], "No thanks")
    asked.settle()
    assert len(asked.notices("attention", JO)) == 1


def test_the_monthly_question_comes_on_wish_and_no_answer_to_it_is_taken(quiet):
    quiet.answer(quiet.notices("introduced_caseworker", ANA)[-1], "PULSE")
    quiet.settle()
    assert "we never see it" in text_of(quiet.notices("noted", ANA)[-1])
    days(quiet, 1, 7)  # Tuesday 1 December
    [question] = quiet.notices("pulse", ANA)
    assert str(question["Reply-To"]) == ANA
    days(quiet, 1, 1)
    assert len(quiet.notices("pulse")) == 1
    before = len(quiet.human.rows("Needs attention"))
    quiet.answer(question, "4", To=BRANCH.address)  # from a mail program that knows no Reply-To
    quiet.settle()
    [sorry] = quiet.notices("pulse_returned", ANA)
    assert "noted nothing of it" in text_of(sorry) and str(sorry["Reply-To"]) == ANA
    assert len(quiet.human.rows("Needs attention")) == before and not quiet.notices("attention", JO)
    quiet.answer(question, "NO PULSE", To=BRANCH.address)
    quiet.settle()
    days(quiet, 30)
    assert len(quiet.notices("pulse", ANA)) == 1


# --- the branch -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def short_of_hours(taken, tmp_path_factory) -> Iterator[Desk]:
    """Half of the people have given all the hours they have: the draft of a statement has come."""
    with copied(taken, tmp_path_factory.mktemp("short")) as made:
        made.world = replace(made.world, policy=replace(ROOMY, care=Care(used=5, median_used=0.1)))
        made.human.set_cell("Caseworkers", 3, "Paused", "Yes")
        made.human.set_cell("Caseworkers", 4, "Paused", "Yes")
        days(made, 1)
        made.settle()
        yield made


@pytest.fixture
def at_the_edge(short_of_hours, tmp_path) -> Iterator[Desk]:
    with copied(short_of_hours, tmp_path) as made:
        yield made


def acknowledged(at: Desk, name: str, **values: str) -> str:
    at.form(name, f"{name.split()[0].casefold()}@post.example", **values)
    at.settle()
    return text_of(at.notices("acknowledged", name.split()[0].casefold())[-1])


def test_at_the_edge_the_coordinator_gets_a_draft_once_and_nobody_else_hears(at_the_edge):
    [draft] = at_the_edge.notices("capacity")
    assert str(draft["To"]).endswith(f"{JO}>") or str(draft["To"]) == JO
    assert "at the edge of what it can take" in text_of(draft)
    assert not {"Ana", "Ben", "Cara"} & set(text_of(draft).split())
    days(at_the_edge, 1, 7, 7)
    assert len(at_the_edge.notices("capacity")) == 1


def test_a_case_that_waited_before_the_service_came_is_told_once_it_has_seen_it_wait(tmp_path):
    with desk(tmp_path) as made:
        made.form()
        made.settle()
        made.choose(REF, "Received", date(2025, 11, 3))
        made.settle()
        days(made, 1, 1, 5, 5)
        assert made.notices("capacity") == []
        days(made, 2, 1)
        [draft] = made.notices("capacity")
        assert "has waited more than 10 working days for a caseworker" in text_of(draft)


def test_only_her_word_changes_what_members_are_told_and_it_can_be_taken_back(at_the_edge):
    assert "advice at first" not in acknowledged(at_the_edge, "Pat Orr")
    at_the_edge.answer(at_the_edge.notices("capacity")[-1], "ADVICE FIRST please")
    at_the_edge.settle()
    assert "advice at first" in acknowledged(at_the_edge, "Sue Lim")
    at_the_edge.answer(at_the_edge.notices("capacity")[-1], "As usual")
    at_the_edge.settle()
    assert "advice at first" not in acknowledged(at_the_edge, "Kit Moe")


def test_an_answer_that_is_neither_changes_nothing_and_is_read_by_a_person(at_the_edge):
    at_the_edge.answer(at_the_edge.notices("capacity")[-1], "hm, maybe advice first next week")
    at_the_edge.settle()
    assert "advice at first" not in acknowledged(at_the_edge, "Pat Orr")
    assert any("neither ADVICE FIRST nor AS USUAL" in line for line in lines(at_the_edge))


def test_somebody_else_s_answer_changes_nothing(at_the_edge):
    at_the_edge.answer(at_the_edge.notices("capacity")[-1], "ADVICE FIRST", sender=f"Ana Ruiz <{ANA}>")
    at_the_edge.settle()
    assert "advice at first" not in acknowledged(at_the_edge, "Pat Orr")


def test_when_there_is_room_again_she_is_asked_once_whether_to_go_on(at_the_edge):
    at_the_edge.answer(at_the_edge.notices("capacity")[-1], "ADVICE FIRST")
    at_the_edge.settle()
    at_the_edge.world = replace(at_the_edge.world, policy=ROOMY)
    days(at_the_edge, 1, 1, 4)
    [_, eased] = at_the_edge.notices("capacity")
    assert "There is room again" in text_of(eased)
    at_the_edge.answer(eased, "AS USUAL")
    at_the_edge.settle()
    assert "advice at first" not in acknowledged(at_the_edge, "Pat Orr")


def test_the_command_says_how_the_branch_stands_without_a_name(at_the_edge):
    numbers, figures = gather(at_the_edge.world.journal, at_the_edge.world.policy, at_the_edge.now)
    said = "\n".join(in_words(numbers, figures, at_the_edge.world.policy, exact=True))
    assert "The branch has 3 caseworkers; 1 of them can be asked at present." in said
    assert "1 case is open: 1 with one caseworker only" in said
    assert "at the edge" in said and "No review was asked for" in said
    assert "The branch has fewer than 5 caseworkers; some of them cannot be asked" in "\n".join(
        in_words(numbers, figures, at_the_edge.world.policy, exact=False)
    )


def test_far_more_hours_noted_than_given_for_two_whole_months_are_seen(quiet):
    lines_of_time = (("5 October 2026", 40), ("20 October 2026", 21), ("2 November 2026", 61))
    with quiet.human.at_work("Time") as sheet:
        headers = [cell.value for cell in sheet[1]]
        for row, (day, hours) in enumerate(lines_of_time, 2):
            for title, value in (("Who", "Ana Ruiz"), ("Case", REF), ("Date", day), ("Hours", hours)):
                sheet.cell(row, headers.index(title) + 1).value = value
    quiet.settle()
    quiet.human.set_cell("Caseworkers", 2, "Hours a month", 40)
    days(quiet, 1, 6)  # Monday 30 November
    assert not quiet.notices("load_seen")
    days(quiet, 1)
    quiet.settle()
    assert "far more hours than you give" in text_of(quiet.notices("load_seen", ANA)[-1])
    days(quiet, 2)
    assert "how the cases of Ana Ruiz add up" in text_of(quiet.notices("review", JO)[-1])


def test_the_choices_name_nobody_whom_a_rule_keeps_from_the_case(quiet):
    quiet.human.set_cell("Caseworkers", 3, "Department", "Physics")  # the member's own
    quiet.settle()
    quiet.answer(quiet.notices("introduced_caseworker", ANA)[-1], "TOO MUCH")
    quiet.settle()
    choices = text_of(quiet.notices("review", JO)[-1])
    assert "Ben Osei" not in choices
    quiet.human.set_cell("Caseworkers", 3, "Department", "Library")
    quiet.settle()
    quiet.answer(quiet.notices("introduced_caseworker", ANA)[-1], "TOO MUCH")
    quiet.settle()
    assert "Ben Osei takes C-2026-0001 over" in text_of(quiet.notices("review", JO)[-1])


def test_thanks_for_the_monthly_question_bring_no_mail(quiet):
    quiet.answer(quiet.notices("introduced_caseworker", ANA)[-1], "PULSE")
    quiet.settle()
    days(quiet, 8)
    quiet.answer(quiet.notices("pulse", ANA)[-1], "Thanks", To=BRANCH.address)
    quiet.settle()
    assert not quiet.notices("pulse_returned") and not quiet.notices("ask_back")


def test_where_the_service_runs_in_the_evening_only_they_are_asked_in_the_morning(quiet):
    key_date(quiet, "23 November 2026", "hearing")
    quiet.turn(hours=36)  # Tuesday at ten in the evening
    quiet.settle()
    assert not quiet.notices("check_in")
    quiet.turn(hours=11)
    assert quiet.notices("check_in", ANA)


def test_deadlines_past_and_not_ticked_off_are_told_after_a_week_where_the_branch_ticks_dates_off(quiet):
    past = (
        ("9 November 2026", "appeal due"),
        ("10 November 2026", "send papers"),
        ("11 November 2026", "reply due"),
    )
    with quiet.human.at_work("Key dates") as sheet:
        headers = [cell.value for cell in sheet[1]]
        for row, (day, what) in enumerate((*past, ("12 November 2026", "form due")), 2):
            for title, value in (("Case", REF), ("Date", day), ("What", what)):
                sheet.cell(row, headers.index(title) + 1).value = value
    days(quiet, 1, 8)
    assert not quiet.notices("load_seen"), "nobody ticks dates off here"
    quiet.human.set_cell("Key dates", 5, "Done", "Yes")
    days(quiet, 1, 6)
    assert not quiet.notices("load_seen")
    days(quiet, 1)
    quiet.settle()
    assert "nobody has noted that they are done" in text_of(quiet.notices("load_seen", ANA)[-1])
    assert "not ticked off on the tab Key dates" in text_of(quiet.notices("review", JO)[-1])
    quiet.human.set_cell("Key dates", 2, "Done", "Yes")
    days(quiet, 2)
    assert len(quiet.notices("review", JO)) == 1, "one is ticked off now: nobody is sent after them"


def test_after_a_case_of_the_hardest_kind_is_closed_they_rest_and_ready_ends_it(quiet):
    quiet.world = replace(
        quiet.world, policy=replace(ROOMY, care=Care(rest_rating=1), emotional={"disciplinary": 1})
    )
    quiet.form("Gil Penn", "gil@member.example", department="Estates")
    quiet.turn()
    quiet.answer(quiet.notices("suggested")[-1], "Ana Ruiz")
    quiet.turn(minutes=5)
    quiet.answer(quiet.notices("offered", ANA)[-1], "yes")
    quiet.settle()
    quiet.choose("C-2026-0002", "Status", "Closed")
    quiet.settle()
    [told] = quiet.notices("rest", ANA)
    assert "not until Monday 7 December 2026 is over" in text_of(told)
    quiet.form("Pat Quill", "pat@member.example", department="Estates")
    quiet.settle()
    assert "Ana" not in str(quiet.case_row("C-2026-0003")["Suggested"])
    quiet.answer(told, "READY")
    quiet.settle()
    with quiet.world.journal.begin() as book:
        assert not [one for one in standings(book) if one.rests_until]


def test_half_a_year_without_a_day_away_is_said_to_them_alone_and_once(quiet):
    for _ in range(7):
        days(quiet, 28)
    quiet.settle()
    assert [str(mail["To"]) for mail in quiet.notices("no_break")] == [ANA]
    assert not [line for line in lines(quiet) if "away" in line]
