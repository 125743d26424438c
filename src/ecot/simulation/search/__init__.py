"""Which value of one lever reaches a goal: the smallest that does, and its neighbour that does not.

`ecot solve` and the workshop call `solve`; `run` and `change` are given, so that nothing here knows how a
month goes. docs/algorithms/search.md.
"""

from ecot.simulation.search.goal import Goal, read_goal
from ecot.simulation.search.solving import Range, Solution, Trial, solve

__all__ = ["Goal", "Range", "Solution", "Trial", "read_goal", "solve"]
