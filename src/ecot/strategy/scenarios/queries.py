"""Reads of the kept scenarios. Nothing is written and nothing is simulated here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ecot.simulation.files.reading import read_text
from ecot.simulation.scenario.scenario import Scenario
from ecot.strategy.scenarios.models import KeptScenario


@dataclass(frozen=True, slots=True)
class KeptView:
    """A kept scenario; `toml` is what `ecot simulate` reads."""

    scenario_id: UUID
    name: str
    toml: str
    digest: str
    kept_by: str
    kept_at: datetime
    is_shelved: bool

    def scenario(self) -> Scenario:
        """The scenario itself."""
        return read_text(self.toml, name=f"{self.name}.toml")


def kept_scenarios() -> list[KeptView]:
    """Those that were not put away, the newest first."""
    rows = KeptScenario.objects.filter(shelved_at__isnull=True).order_by("-kept_at", "id")
    return [_view(row) for row in rows]


def kept_scenario(scenario_id: UUID) -> KeptView | None:
    """One of them, put away or not."""
    row = KeptScenario.objects.filter(id=scenario_id).first()
    return None if row is None else _view(row)


def _view(row: KeptScenario) -> KeptView:
    return KeptView(
        row.id,
        row.name,
        row.toml,
        row.digest,
        row.kept_by,
        row.kept_at,
        is_shelved=row.shelved_at is not None,
    )
