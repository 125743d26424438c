"""openfisca-core at the same work, in an environment of its own; nothing of ours is imported.

    PYTHON -m bench.simulation_scale_peer FOLDER

Reads FOLDER/incomes.npy (cents) and FOLDER/scale.json. Each line on the input runs the calculation once
and answers its processor seconds; at the end of the input FOLDER/answered.npy holds the cents found.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

PERIOD = "2026-01"


class Scale(Protocol):
    """What we call of a scale of openfisca-core."""

    def add_bracket(self, threshold: float, rate: float) -> None:
        """One bracket, in euros and parts of one."""

    def calc(self, bases: NDArray[np.float64]) -> NDArray[np.float64]:
        """The amounts at some bases."""


def system(scale: Scale) -> object:
    """A tax and benefit system of one entity, one input and one variable, with default settings."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    def formula(people: Callable[..., NDArray[np.float64]], period: object) -> object:
        return scale.calc(people("income", period))

    person = build_entity(key="person", plural="persons", label="", doc="", is_person=True)
    shared = {"value_type": float, "entity": person, "definition_period": DateUnit.MONTH}
    found = TaxBenefitSystem([person])
    found.add_variables(
        type("income", (Variable,), {**shared, "label": "income"}),
        type("contribution", (Variable,), {**shared, "label": "paid", "formula": formula}),
    )
    return found


def main() -> None:
    """Answer one calculation per line."""
    from openfisca_core.simulation_builder import SimulationBuilder
    from openfisca_core.taxscales import MarginalRateTaxScale

    folder = Path(sys.argv[1])
    asked = json.loads((folder / "scale.json").read_text())
    euros = np.load(folder / "incomes.npy") / 100
    scale = MarginalRateTaxScale()
    for knot, rate in zip(asked["knots_cents"], asked["rates_bp"], strict=True):
        scale.add_bracket(knot / 100, rate / 10_000)
    built = system(scale)
    amounts = np.zeros(euros.size)
    for _ in sys.stdin:
        simulation = SimulationBuilder().build_default_simulation(built, count=euros.size)
        simulation.set_input("income", PERIOD, euros)
        began = time.process_time()
        amounts = simulation.calculate("contribution", PERIOD)
        print(time.process_time() - began, flush=True)
    cents = np.floor(amounts.astype(np.float64) * 100 + 0.5).astype(np.int64)
    np.save(folder / "answered.npy", cents)


if __name__ == "__main__":
    main()
