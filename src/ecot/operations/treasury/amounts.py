"""What every money deed checks before anything else: the amount, the day, the words.

Called by the deeds of treasury, grants and contributions. Each check raises its refusal.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from ecot.operations.treasury.refusals import (
    AMOUNT_NOT_POSITIVE,
    AMOUNT_TOO_LARGE,
    DAY_IN_FUTURE,
    DAY_TOO_OLD,
    LABEL_MISSING,
)
from ecot.values.act import Act
from ecot.values.money import MAX_CENTS, format_euros
from ecot.values.month import day_in_words
from ecot.values.refusal import refuse

LATE_TYPING_DAYS: Final = 731
LONGEST_LABEL: Final = 200


def check_amount(amount_cents: int, *, most_cents: int = MAX_CENTS) -> None:
    """An amount is positive and not absurdly large; raises the refusal otherwise."""
    if amount_cents <= 0:
        raise refuse(AMOUNT_NOT_POSITIVE)
    if amount_cents > most_cents:
        raise refuse(
            AMOUNT_TOO_LARGE, amount=format_euros(amount_cents), most=format_euros(most_cents)
        )


def check_day(act: Act, day: date) -> None:
    """A thing is typed after it happened, and within two years; raises the refusal otherwise."""
    if day > act.on:
        raise refuse(DAY_IN_FUTURE, day=day_in_words(day))
    if day < act.on - timedelta(days=LATE_TYPING_DAYS):
        raise refuse(DAY_TOO_OLD, day=day_in_words(day))


def checked_label(label: str) -> str:
    """The label without its outer spaces, never empty, cut at 200 characters."""
    cleaned = " ".join(label.split())
    if not cleaned:
        raise refuse(LABEL_MISSING)
    return cleaned[:LONGEST_LABEL]
