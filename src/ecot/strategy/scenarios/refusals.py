"""Why a scenario is not kept. Facts are already written for people."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

SCENARIO_FAULTY: Final = Reason("SCENARIO_FAULTY", "{faults}")
SCENARIO_WITHOUT_NAME: Final = Reason(
    "SCENARIO_WITHOUT_NAME",
    "Le scénario n'a pas de nom. Donnez-lui un nom que le comité reconnaîtra.",
)
SCENARIO_UNKNOWN: Final = Reason(
    "SCENARIO_UNKNOWN", "Ce scénario n'existe pas. Rouvrez la liste et choisissez-le de nouveau."
)
SCENARIO_KEY_REUSED: Final = Reason(
    "SCENARIO_KEY_REUSED",
    "Ce scénario a déjà été gardé avec un autre contenu. Recommencez depuis une page neuve.",
)
