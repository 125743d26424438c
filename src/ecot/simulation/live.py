"""A lever moved in a meeting: few draws, the same luck, the indicators at once.

The workshop's pages call it while a room moves sliders. It is `run` on fewer draws: a figure shown here
is the one that the long run would show for those draws.
"""

from __future__ import annotations

from collections.abc import Mapping

from ecot.simulation.files.reading import with_changes
from ecot.simulation.indicators import Indicator, indicators
from ecot.simulation.running import run
from ecot.simulation.scenario.scenario import Scenario

PREVIEW_DRAWS = 100


def preview(
    scenario: Scenario, levers: Mapping[str, object], *, draws: int = PREVIEW_DRAWS
) -> Mapping[str, Indicator]:
    """The indicators of a scenario with some levers moved, on its first draws; the same each time.

    `levers`: values by key, as `--set key=value` names them (`allocation.base_cents`,
    `contribution.scale.rates_bp[1]`, `sources.ville.month_cents`; "none" takes a source away). Raises
    `ScenarioError` where a key is unknown or a value out of its range.
    """
    return indicators(run(with_changes(scenario, levers), draws=draws))
