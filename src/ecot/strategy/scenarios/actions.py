"""Deeds on scenarios: kept, put away. What is kept is the canonical TOML, whole, and never rewritten.

Called by the workshop. A scenario that cannot be run cannot be kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from ecot.records.deed import deed
from ecot.simulation.files.faults import ScenarioError
from ecot.simulation.files.reading import with_changes
from ecot.simulation.files.writing import digest, write_scenario
from ecot.simulation.scenario.scenario import Scenario
from ecot.strategy.scenarios import refusals
from ecot.strategy.scenarios.models import KeptScenario
from ecot.values.act import Act
from ecot.values.refusal import refuse

_KEYED: Final = uuid.UUID("0b7f0e0a-4f2f-4f6e-8a53-1a3d4f4c9e51")
LONGEST_NAME: Final = 160


@deed
def keep_scenario(act: Act, *, name: str, start: Scenario, changes: Mapping[str, object]) -> UUID:
    """Keep a scenario with some keys changed, under a name; gives its identifier.

    Refused: no name, a change that the scenario does not accept (each fault in its own words).
    """
    identity = uuid.uuid5(_KEYED, act.key)
    earlier = KeptScenario.objects.filter(key=act.key).first()
    if earlier is not None:
        if earlier.asked_digest != act.digest:
            raise refuse(refusals.SCENARIO_KEY_REUSED)
        return earlier.id
    words = " ".join(name.split())[:LONGEST_NAME]
    if not words:
        raise refuse(refusals.SCENARIO_WITHOUT_NAME)
    slug = f"garde-{identity.hex[:8]}"
    try:
        made = with_changes(replace(start, name=words, slug=slug, question=None), changes)
    except ScenarioError as faulty:
        faults = " ".join(fault.refused.sentence for fault in faulty.faults)
        raise refuse(refusals.SCENARIO_FAULTY, faults=faults) from faulty
    KeptScenario.objects.create(
        id=identity,
        name=words,
        toml=write_scenario(made),
        digest=digest(made),
        kept_by=act.actor,
        kept_at=act.at,
        key=act.key,
        asked_digest=act.digest,
    )
    return identity


@deed
def shelve_scenario(act: Act, *, scenario_id: UUID) -> UUID:
    """Put a scenario away: it leaves the list, and stays readable at its address."""
    row = KeptScenario.objects.select_for_update(no_key=True).filter(id=scenario_id).first()
    if row is None:
        raise refuse(refusals.SCENARIO_UNKNOWN)
    if row.shelved_at is None:
        row.shelved_at = act.at
        row.save(update_fields=["shelved_at"])
    return row.id
