"""What people do: who joins, what they choose to give, who leaves, who does not pay, what they spend.

`running` asks for members and thresholds, `report` for the price of a voluntary fund. Every law here is
an assumption with its source in docs/algorithms/behaviour.md; rules stay in `rules/`.
"""

from ecot.simulation.behaviour.choosing import chosen_cents
from ecot.simulation.behaviour.joining import JoiningError, Selection, selection
from ecot.simulation.behaviour.leaving import exit_thresholds
from ecot.simulation.behaviour.members import Members, members
from ecot.simulation.behaviour.paying import unpaid_chances, unpaid_thresholds
from ecot.simulation.behaviour.spending import Spending, spending

__all__ = [
    "JoiningError",
    "Members",
    "Selection",
    "Spending",
    "chosen_cents",
    "exit_thresholds",
    "members",
    "selection",
    "spending",
    "unpaid_chances",
    "unpaid_thresholds",
]
