"""A scenario put in force: its draws cut in pieces, played here, in processes or on a cluster, put together.

Commands, `live`, `search`, `calibration` and the workshop call `run`; the same integers come out
whatever the pieces, the workers and their order (docs/algorithms/running.md). No formula enters: the
month is in `month`, people in `behaviour`, sources in `funding`.
"""

from ecot.simulation.running.errors import RunError
from ecot.simulation.running.estimating import Estimate, estimate
from ecot.simulation.running.pieces import Pace
from ecot.simulation.running.run import run, studied

__all__ = ["Estimate", "Pace", "RunError", "estimate", "run", "studied"]
