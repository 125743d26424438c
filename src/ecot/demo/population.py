"""Who lives in the demo: households, when they come and go, what they give, how they buy.

Pure and seeded: the same seed gives the same people. Sizes follow what was published (47 testers in
February 2023, about 370 participants from mid-2023, some 400 households and 600 people at the end);
pledges are fitted to the published means (50 to 60 € a head, about half of what is distributed).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final, TypeVar

from ecot.demo.names import FAMILY_NAMES, GIVEN_NAMES
from ecot.values.month import Month

Card = TypeVar("Card")

FIRST_MONTH: Final = Month(2023, 2)
LAST_MONTH: Final = Month(2026, 3)
BY_HOUSEHOLD_FROM: Final = Month(2025, 7)

TARGETS: Final = (
    # households from this month on; 1.26 participating adults each after the testers
    (Month(2023, 2), 47),
    (Month(2023, 6), 205),
    (Month(2023, 7), 265),
    (Month(2023, 8), 304),
    (Month(2025, 7), 345),
    (Month(2025, 8), 375),
    (Month(2025, 9), 400),
)
LEAVING_FROM: Final = Month(2023, 9)
LEAVING_SHARE: Final = 0.008

COMPOSITIONS: Final = (
    # (adults, children, how many of a hundred): 1.26 adults and 0.30 child on average
    (1, 0, 62),
    (2, 0, 13),
    (1, 1, 10),
    (1, 2, 3),
    (2, 1, 8),
    (2, 2, 3),
    (3, 0, 1),
)

PLEDGE_STEPS: Final = (
    # (euros a head, how many of a hundred): mean 48.6 €, from 1 to 250
    (1, 6), (5, 9), (10, 9), (15, 6), (20, 8), (30, 10), (40, 9), (50, 10), (60, 7), (70, 5),
    (80, 5), (100, 7), (120, 3), (150, 3), (180, 1), (200, 1), (250, 1),
)  # fmt: skip


class Means(StrEnum):
    """How a household pays its share."""

    TRANSFER = "transfer"
    DEBIT = "debit"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented person."""

    given_name: str
    family_name: str
    birth_year: int


@dataclass(frozen=True, slots=True)
class DemoHousehold:
    """A household of the demo: its people, its months, its pledges, its habits."""

    index: int
    persons: tuple[DemoPerson, ...]
    adults: int
    arrives: Month
    leaves: Month | None
    pledge_cents: int
    later_pledge_cents: int
    means: Means
    purchases_per_month: int
    thrift: float
    market_day: int

    def is_there(self, month: Month) -> bool:
        """Whether the household is a member in a month."""
        return self.arrives <= month and (self.leaves is None or month < self.leaves)

    def pledge(self, month: Month) -> int:
        """What it has promised for a month, in cents."""
        return self.later_pledge_cents if month >= BY_HOUSEHOLD_FROM else self.pledge_cents


def months() -> Iterator[Month]:
    """Every month of the demo, in order."""
    month = FIRST_MONTH
    while month <= LAST_MONTH:
        yield month
        month = month.next()


def _target(month: Month) -> int:
    return [count for start, count in TARGETS if start <= month][-1]


def population(seed: int) -> tuple[DemoHousehold, ...]:
    """Every household that ever belongs, in the order of arrival."""
    random = Random(seed)
    deck = _deck(
        random, [(adults, children) for adults, children, n in COMPOSITIONS for _ in range(n)]
    )
    steps = _deck(random, [euros for euros, count in PLEDGE_STEPS for _ in range(count)])
    present: list[int] = []
    spans: dict[int, tuple[Month, Month | None]] = {}
    for month in months():
        if month >= LEAVING_FROM:
            for index in random.sample(present[7:], round(len(present) * LEAVING_SHARE)):
                present.remove(index)
                spans[index] = (spans[index][0], month)
        while len(present) < _target(month):
            index = len(spans)
            spans[index] = (month, None)
            present.append(index)
    return tuple(
        _household(random, index, span, deck=deck, steps=steps) for index, span in spans.items()
    )


def _deck(random: Random, cards: list[Card]) -> Iterator[Card]:
    """Deal a shuffled deck again and again, so that shares are exact over every hundred."""
    while True:
        shuffled = list(cards)
        random.shuffle(shuffled)
        yield from shuffled


def _household(
    random: Random,
    index: int,
    span: tuple[Month, Month | None],
    *,
    deck: Iterator[tuple[int, int]],
    steps: Iterator[int],
) -> DemoHousehold:
    arrives, leaves = span
    adults, children = (1, 0) if arrives == FIRST_MONTH else next(deck)
    euros = next(steps)
    family = random.choice(FAMILY_NAMES)
    persons = [_adult(random, family, adult) for adult in range(adults)]
    persons += [_child(random, family, arrives) for _ in range(children)]
    later = euros * (1.31 + 0.50 * (adults - 1) + 0.40 * children)
    return DemoHousehold(
        index=index,
        persons=tuple(persons),
        adults=adults,
        arrives=arrives,
        leaves=leaves,
        pledge_cents=_whole(euros * adults * 1.09),
        later_pledge_cents=_whole(later),
        means=random.choices(list(Means), weights=(52, 38, 10))[0],
        purchases_per_month=random.choice((3, 4, 4, 5, 5, 6, 7)),
        thrift=random.choice((0.90, 0.95, 0.98, 1.0, 1.0)),
        market_day=random.choice((2, 5, 5, 5, 6)),
    )


def _whole(euros: float) -> int:
    """Whole euros between 1 and 250, in cents."""
    return 100 * max(1, min(250, math.floor(euros + 0.5)))


def _adult(random: Random, family: str, rank: int) -> DemoPerson:
    name = family if rank == 0 or random.random() < 0.5 else random.choice(FAMILY_NAMES)
    return DemoPerson(random.choice(GIVEN_NAMES), name, random.randint(1942, 2002))


def _child(random: Random, family: str, arrives: Month) -> DemoPerson:
    """A child who stays under the age limit to the end of the demo."""
    return DemoPerson(random.choice(GIVEN_NAMES), family, random.randint(2011, arrives.year - 1))
