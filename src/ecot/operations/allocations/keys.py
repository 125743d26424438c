"""The keys of the entries of this room, made from our own rows: a run meets itself on them. Pure."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from ecot.values.act import digest_of
from ecot.values.month import Month

GRANTED: Final = "allocation:"
CARRIED: Final = "carry:"
"""What the keys of lines granted, and of surpluses taken, begin with, before their month."""


def line(month: Month, household_id: UUID, number: int) -> str:
    """The n-th allocation of a household in a month."""
    return f"{GRANTED}{month}:{household_id.hex}:{number}"


def lines(month: Month) -> str:
    """What the keys of every allocation of a month begin with."""
    return f"{GRANTED}{month}:"


def carried(month: Month, household_id: UUID, attempt: int) -> str:
    """What a household gives back over the cap when a month opens; an attempt after an undone run adds its number."""
    again = "" if attempt == 1 else f":{attempt}"
    return f"{CARRIED}{month}:{household_id.hex}{again}"


def taken_back(month: Month, household_id: UUID, number: int) -> str:
    """The taking back of the n-th allocation."""
    return f"allocation-undone:{month}:{household_id.hex}:{number}"


def taken_from_leaver(asked: str) -> str:
    """What is taken back first from a leaver, beside the entry under the asker's own key, however long."""
    return f"leaver-taken:{digest_of({'key': asked})}"


def read_line(key: str) -> tuple[UUID, int]:
    """The household and the number n in the key of an allocation."""
    _, _, household, number = key.split(":")
    return UUID(hex=household), int(number)
