"""What decides, read off a run: MODEL §12 by name, with unit, French label and status.

`report`, `live`, `search`, the commands and the workshop call `indicators`. No rule is written here and
nothing is simulated: docs/algorithms/indicators.md says each formula with its worked table.
"""

from ecot.simulation.indicators.figure import Indicator, Unit, Value, plain
from ecot.simulation.indicators.reading import indicators

__all__ = ["Indicator", "Unit", "Value", "indicators", "plain"]
