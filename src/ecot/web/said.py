"""What a form understood, read by type: a page says which kind of value it expects. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ecot.values.month import Month


@dataclass(frozen=True, slots=True)
class Said:
    """The cleaned values of a form."""

    values: Mapping[str, object]

    def text(self, name: str) -> str:
        """A text, empty where nothing was typed."""
        return str(self.values.get(name) or "").strip()

    def cents(self, name: str) -> int:
        """An amount that must be there."""
        value = self.values[name]
        assert isinstance(value, int), f"{name}: an amount"
        return value

    def cents_or_nothing(self, name: str) -> int | None:
        """An amount that may be left out."""
        return None if self.values.get(name) is None else self.cents(name)

    def number(self, name: str) -> int:
        """A whole number, typed or chosen in a list."""
        return int(str(self.values[name]))

    def day(self, name: str) -> date:
        """A day that must be there."""
        value = self.values[name]
        assert isinstance(value, date), f"{name}: a day"
        return value

    def day_or_nothing(self, name: str) -> date | None:
        """A day that may be left out."""
        return None if self.values.get(name) is None else self.day(name)

    def month(self, name: str) -> Month:
        """A month that must be there."""
        value = self.values[name]
        assert isinstance(value, Month), f"{name}: a month"
        return value

    def yes(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self.values.get(name))

    def identity(self, name: str) -> UUID:
        """An identifier, chosen in a list or found by a field."""
        value = self.values[name]
        return value if isinstance(value, UUID) else UUID(str(value))

    def identities(self, name: str) -> list[int]:
        """Several row numbers, ticked in a list."""
        value = self.values.get(name) or []
        assert isinstance(value, list), f"{name}: a list"
        return [int(each) for each in value]
