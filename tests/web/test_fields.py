"""What a person types in a day or an amount is read, or told with what to write."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ecot.web.fields import AmountField, DayField


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
    ],
)
def test_a_day_is_read(typed, day):
    assert DayField(label="Jour").clean(typed) == day


@pytest.mark.parametrize(
    "typed", ["0026-03-01", "9999-12-31", "2026-02-29", "29/02/2025", "demain", "", "2026-03-01\0"]
)
def test_a_day_that_is_none_is_told(typed):
    with pytest.raises(ValidationError):
        DayField(label="Jour").clean(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "-1", "12,505", "1e3", "NaN", "9" * 30, "12\0", "٣٤", "=1+1", "9223372036854775808"],
)
def test_an_amount_that_is_none_is_told(typed):
    with pytest.raises(ValidationError):
        AmountField(label="Montant").clean(typed)
