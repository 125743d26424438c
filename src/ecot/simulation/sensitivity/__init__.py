"""What the answer hangs on: one factor at a time in euros, Morris to drop the inert, Sobol.

`ecot sensitivity`, the report and the workshop call it; `run` and `change` are given, so that nothing here
knows how a month goes. docs/algorithms/sensitivity.md.
"""

from ecot.simulation.sensitivity.factors import Factor, factors_of
from ecot.simulation.sensitivity.morris import Effect, morris
from ecot.simulation.sensitivity.one_at_a_time import Bar, one_at_a_time, tornado
from ecot.simulation.sensitivity.sobol import Indices, sobol

__all__ = [
    "Bar",
    "Effect",
    "Factor",
    "Indices",
    "factors_of",
    "morris",
    "one_at_a_time",
    "sobol",
    "tornado",
]
