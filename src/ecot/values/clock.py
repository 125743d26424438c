"""The one clock of the product. Tests, the demo and an operator can move it; nothing else reads time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Paris")

_moved_to: ContextVar[datetime | None] = ContextVar("moved_to", default=None)


class _Shift:
    """By how much this process lives earlier or later than the wall clock."""

    by = timedelta()


def now() -> datetime:
    """The present instant, aware, in UTC; the moved one where somebody moved the clock."""
    moved = _moved_to.get()
    return datetime.now(tz=UTC) + _Shift.by if moved is None else moved


def live_on(day: date | None) -> None:
    """Let this process live on another civil day, its hours running; on the real one for None."""
    _Shift.by = timedelta()
    if day is not None:
        _Shift.by = timedelta(days=(day - today()).days)


def today() -> date:
    """The civil day in France at the present instant."""
    return civil_day(now())


@lru_cache(maxsize=64)
def civil_day(at: datetime) -> date:
    """The day on the wall calendar in France at an aware instant."""
    assert at.tzinfo is not None, "an instant bears its zone"
    return at.astimezone(HERE).date()


@contextmanager
def moved(to: datetime) -> Iterator[None]:
    """Hold the clock at an aware instant for the length of a `with` block."""
    assert to.tzinfo is not None, "an instant bears its zone"
    token = _moved_to.set(to)
    try:
        yield
    finally:
        _moved_to.reset(token)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """The aware instant of an hour of a French day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE).astimezone(UTC)
