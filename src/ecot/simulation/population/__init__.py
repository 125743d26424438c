"""Who lives in a territory: published margins, a joint table raked to them, households by number.

`behaviour` asks for households, `report` for the assumptions. No rule, no month, no money that moves.
docs/algorithms/synthetic-households.md says how.
"""

from ecot.simulation.population.households import Households, households
from ecot.simulation.population.seating import seated_households
from ecot.simulation.population.territory import (
    AREAS,
    Territory,
    TerritoryError,
    assumptions_of,
    territory_of,
)

__all__ = [
    "AREAS",
    "Households",
    "Territory",
    "TerritoryError",
    "assumptions_of",
    "households",
    "seated_households",
    "territory_of",
]
