"""Working days and quiet hours (DOMAIN.md §5 clock, W-08)."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from casework.calendar import add_working_days, end_of, is_working_day, next_open
from tests.support.branches import POLICY


def test_working_days_pass_over_weekends_and_bank_holidays():
    assert add_working_days(date(2026, 12, 23), 1, POLICY) == date(2026, 12, 24)
    assert add_working_days(date(2026, 12, 24), 1, POLICY) == date(2026, 12, 29)
    assert add_working_days(date(2026, 11, 27), 3, POLICY) == date(2026, 12, 2)


def test_a_day_ends_at_midnight_where_the_branch_is_in_summer_too():
    assert end_of(date(2026, 7, 1), POLICY) == datetime(2026, 7, 1, 23, 0, tzinfo=UTC)
    assert end_of(date(2026, 12, 1), POLICY) == datetime(2026, 12, 2, 0, 0, tzinfo=UTC)


def test_the_night_the_clocks_go_back_has_one_midnight():
    assert end_of(date(2026, 10, 24), POLICY) == datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
    assert end_of(date(2026, 10, 25), POLICY) == datetime(2026, 10, 26, 0, 0, tzinfo=UTC)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_volunteers_are_written_to_in_opening_hours_only_and_never_earlier_than_asked(now):
    moment = next_open(now, POLICY)
    assert moment >= now
    assert next_open(moment, POLICY) == moment
    assert is_working_day(moment.date(), POLICY)
