"""Where the demo's households buy, on which days, for how much. Pure and seeded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from ecot.demo.names import SHOPS
from ecot.demo.population import FIRST_MONTH, DemoHousehold
from ecot.values.month import Month, months_between

OPENINGS: Final = (
    # places open at the start of a month: 6 at the launch, 49 at the end of 2024, 57 in 2025, 60 now
    (Month(2023, 2), 6),
    (Month(2023, 6), 14),
    (Month(2023, 10), 24),
    (Month(2024, 3), 34),
    (Month(2024, 7), 42),
    (Month(2024, 12), 49),
    (Month(2025, 5), 57),
    (Month(2026, 1), 60),
)
MARKET_WEEKDAYS: Final = {
    "Celleneuve": 5, "Arceaux": 5, "Boutonnet": 2, "Port Marianne": 6, "Mosson": 2, "Malbosc": 5,
    "Figuerolles": 2, "Beaux-Arts": 5, "Plan Cabanes": 3, "Ovalie": 6,
}  # fmt: skip
COORDINATES: Final = {
    "Celleneuve": (43.613, 3.834), "Gambetta": (43.606, 3.869), "Mosson": (43.622, 3.816),
    "Arceaux": (43.611, 3.862), "Figuerolles": (43.605, 3.865), "Boutonnet": (43.622, 3.870),
    "Faubourg du Courreau": (43.607, 3.870), "Port Marianne": (43.602, 3.899),
    "Plan Cabanes": (43.607, 3.867), "Malbosc": (43.633, 3.833), "Petit Bard": (43.619, 3.844),
    "Antigone": (43.608, 3.889), "Beaux-Arts": (43.617, 3.882), "Aiguelongue": (43.629, 3.882),
    "Lemasson": (43.598, 3.858), "Écusson": (43.611, 3.877), "Ovalie": (43.590, 3.846),
    "Hôpitaux-Facultés": (43.631, 3.862), "Estanove": (43.601, 3.845), "Saint-Martin": (43.594, 3.884),
    "Pompignane": (43.615, 3.893), "Croix d’Argent": (43.596, 3.862),
}  # fmt: skip
SPEND_WEIGHTS: Final = {"magasin coopératif": 5.0, "magasin bio": 6.0, "épicerie vrac": 3.0}
FAVOURITES: Final = 5


@dataclass(frozen=True, slots=True)
class DemoShop:
    """A shop of the demo and the month in which it is accredited."""

    index: int
    name: str
    category: str
    is_market: bool
    district: str
    opens: Month

    def sells_on(self, day: date) -> bool:
        """Markets sell on their weekday, shops on every day but Sunday."""
        if self.is_market:
            return day.weekday() == MARKET_WEEKDAYS.get(self.district, 5)
        return day.weekday() != 6


@dataclass(frozen=True, slots=True)
class Purchase:
    """An intention to buy: which household, where, when, for which share of its month's MonA."""

    household: int
    shop: int
    day: date
    hour: int
    minute: int
    share_basis_points: int
    by_number: bool


def demo_shops() -> tuple[DemoShop, ...]:
    """The sixty shops in the order in which they join."""
    return tuple(
        DemoShop(index, name, category, kind == "market", district, _opens(index))
        for index, (name, category, kind, district) in enumerate(SHOPS)
    )


def _opens(index: int) -> Month:
    return next(month for month, count in OPENINGS if index < count)


def purchases(
    seed: int, month: Month, *, households: Sequence[DemoHousehold], shops: Sequence[DemoShop]
) -> list[Purchase]:
    """What these households want to buy in a month, in the order of the clock.

    Shares of a household add up to 10,000 at most; the wallet decides at the till.
    """
    random = Random(seed * 1_000 + months_between(FIRST_MONTH, month))
    wanted: list[Purchase] = []
    for household in households:
        wanted += _basket(random, month, household=household, shops=shops)
    return sorted(wanted, key=lambda one: (one.day, one.hour, one.minute, one.household))


def _basket(
    random: Random, month: Month, *, household: DemoHousehold, shops: Sequence[DemoShop]
) -> list[Purchase]:
    own = Random(household.index * 7919)
    weights = [SPEND_WEIGHTS.get(shop.category, 1.0) for shop in shops]
    favourites = own.choices(shops, weights=weights, k=min(FAVOURITES, len(shops)))
    count = household.purchases_per_month
    parts = [random.uniform(0.5, 1.5) for _ in range(count)]
    bought = []
    for part in parts:
        shop = random.choice(favourites)
        day = _selling_day(random, month, shop, liked=household.market_day)
        if day is None:
            continue
        bought.append(
            Purchase(
                household=household.index,
                shop=shop.index,
                day=day,
                hour=random.choice(
                    (8, 9, 10, 10, 11, 11, 12) if shop.is_market else (10, 11, 15, 17, 18)
                ),
                minute=random.randrange(60),
                share_basis_points=round(10_000 * part / sum(parts)),
                by_number=random.random() < 0.05,
            )
        )
    return bought


def _selling_day(random: Random, month: Month, shop: DemoShop, *, liked: int) -> date | None:
    """A day of the month on which the shop sells, more often the household's own market day."""
    length = (month.last_day - month.first_day).days + 1
    days = [month.first_day + timedelta(days=offset) for offset in range(length)]
    open_days = [day for day in days[1:] if shop.sells_on(day)]
    best = [day for day in open_days if day.weekday() == liked]
    return random.choice(best or open_days) if open_days else None
