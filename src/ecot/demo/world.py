"""What the demo keeps in mind while it plays: who is who, and how an act is made.

No row is written here; the modules beside this one call the deeds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TypeVar
from uuid import UUID

from ecot.demo.market import DemoShop, demo_shops
from ecot.demo.population import DemoHousehold, population
from ecot.operations.members.codes import NewCodes
from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.month import Month
from ecot.values.references import Actor
from ecot.values.refusal import Refused

T = TypeVar("T")

OFFICE = Actor("user-demo-office")
TREASURER = Actor("user-demo-treasurer")
BANK = "banque"
DESK = "caisse"


class DemoRefusedError(Exception):
    """A deed that the demo counts on was refused: the demo is wrong, not its reader."""


def sure(answer: T | Refused) -> T:
    """The answer of a deed that must succeed."""
    if isinstance(answer, Refused):
        raise DemoRefusedError(f"{answer.code}: {answer.sentence}")
    return answer


@dataclass(slots=True)
class World:
    """The demo's memory: the invented people and shops, and the names that the product gave them."""

    seed: int
    households: tuple[DemoHousehold, ...]
    shops: tuple[DemoShop, ...]
    random: Random
    household_ids: dict[int, UUID] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    tokens: dict[int, str] = field(default_factory=dict)
    card_ids: dict[int, UUID] = field(default_factory=dict)
    codes: dict[int, NewCodes] = field(default_factory=dict)
    shop_ids: dict[int, UUID] = field(default_factory=dict)
    point_of_sale_ids: dict[int, UUID] = field(default_factory=dict)
    suspended_shops: set[int] = field(default_factory=set)
    grant_ids: dict[str, UUID] = field(default_factory=dict)
    remittance_ids: dict[Month, UUID] = field(default_factory=dict)
    happened: Counter[str] = field(default_factory=Counter)

    def present(self, month: Month) -> list[DemoHousehold]:
        """The households that are members in a month."""
        return [
            one
            for one in self.households
            if one.is_there(month) and one.index in self.household_ids
        ]


def new_world(seed: int) -> World:
    """A world before its first day."""
    return World(seed, population(seed), demo_shops(), Random(seed + 1))


def act(key: str, day: date, hour: int = 10, *, minute: int = 0, actor: Actor = OFFICE) -> Act:
    """A request of the demo, under a key that says what it is."""
    return asked(actor, clock.at(day, hour, minute), f"demo:{key}", demo=key)
