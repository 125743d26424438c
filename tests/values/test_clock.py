"""The clock can be moved, and comes back."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from ecot.values import clock


def test_the_clock_moves_and_comes_back():
    instant = clock.at(date(2024, 2, 29), 9, 30)
    with clock.moved(instant):
        assert clock.now() == instant
        assert clock.today() == date(2024, 2, 29)
        with clock.moved(instant + timedelta(days=1)):
            assert clock.today() == date(2024, 3, 1)
        assert clock.today() == date(2024, 2, 29)
    assert clock.now() != instant
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_a_civil_day_follows_the_hour_of_france(instant, day):
    assert clock.civil_day(instant) == day


def test_neither_the_hour_nor_the_day_follows_the_zone_of_the_machine(monkeypatch):
    """A server in Japan runs a caisse in France: 10:07 is 10:07 in Paris."""
    with monkeypatch.context() as machine:
        machine.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        instant = clock.at(date(2026, 3, 1), 10, 7)
        assert instant == datetime(2026, 3, 1, 9, 7, tzinfo=UTC)
        assert instant.tzinfo is UTC
        assert clock.civil_day(datetime(2026, 3, 1, 20, 0, tzinfo=UTC)) == date(2026, 3, 1)
    time.tzset()


def test_an_instant_bears_its_zone():
    naive = datetime(2026, 3, 1, 10, 0)  # noqa: DTZ001 (the fault under test)
    with pytest.raises(AssertionError):
        clock.civil_day(naive)
    with pytest.raises(AssertionError), clock.moved(naive):
        pass


def test_an_hour_of_a_french_day_is_kept_in_utc():
    assert clock.at(date(2026, 1, 15)) == datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
    assert clock.at(date(2026, 7, 15)) == datetime(2026, 7, 15, 8, 0, tzinfo=UTC)


def test_a_process_may_live_on_another_day_with_its_hours_running():
    before = clock.now()
    try:
        clock.live_on(date(2026, 4, 1))
        assert clock.today() == date(2026, 4, 1)
    finally:
        clock.live_on(None)
    assert clock.today() == clock.civil_day(clock.now())
    assert clock.now() >= before
