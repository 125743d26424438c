"""Which figures of a scenario are uncertain, and from where to where: each range with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import Source
from ecot.simulation.scenario.status import Status
from ecot.values.money import BASIS_POINTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """An uncertain figure: its dotted key, its range, and why that range (French)."""

    key: str
    label: str
    low: float
    high: float
    reason: str

    @property
    def is_whole(self) -> bool:
        """Whether it counts cents, basis points, months or people."""
        return isinstance(self.low, int) and isinstance(self.high, int)

    @property
    def unit(self) -> float:
        """What a person counts in: a point of 100 basis points, a euro of 100 cents, else one."""
        return 100.0 if self.key.endswith(("_bp", "_cents")) else 1.0

    @property
    def unit_label(self) -> str:
        """The natural unit in French."""
        if self.key.endswith("_bp"):
            return "1 point"
        return "1 €" if self.key.endswith("_cents") else "1"

    def at(self, share: float) -> int | float:
        """The value at a share 0…1 of the range; a whole number where the figure is one."""
        value = self.low + share * (self.high - self.low)
        return int(value + 0.5) if self.is_whole else value


@dataclass(frozen=True, slots=True)
class _Known:
    label: str
    low: float
    high: float
    reason: str


_KNOWN: Final = {
    "behaviour.exit_bp": _Known(
        "foyers qui partent chaque mois",
        100,
        400,
        "compatible avec les effectifs publiés : 1 à 4 %",
    ),
    "behaviour.unpaid_bp": _Known(
        "cotisations non payées", 36, 469, "loi bêta (2, 98) : de 5 à 95 %, supposée"
    ),
    "behaviour.arrears_bp": _Known("retards rattrapés", 2_500, 7_500, "supposé, 50 % ± 25"),
    "behaviour.spend_bp": _Known(
        "part du porte-monnaie dépensée dans le mois", 8_500, 9_900, "supposé : rien de publié"
    ),
    "behaviour.free_choice.level": _Known(
        "niveau des cotisations libres", 3.489, 3.671, "moyenne publiée de 50 à 60 €"
    ),
    "behaviour.free_choice.slope": _Known(
        "pente des cotisations libres avec le revenu",
        1.5,
        2.84,
        "de l'effet causal supposé (1,5) à +0,5",
    ),
    "behaviour.free_choice.spread": _Known(
        "dispersion des cotisations libres", 0.572, 0.858, "± 20 %, supposé"
    ),
    "population.poor_share_bp": _Known(
        "part des participants sous le seuil de pauvreté",
        2_800,
        4_800,
        "de celle de la ville (28 %) à la part publiée (48 %)",
    ),
    "economy.food_price_bp": _Known(
        "hausse des prix de l'alimentation", 0, 500, "0 à 5 % par an, supposé"
    ),
}
_AROUND_BP: Final = 2_000
_RENEWAL_BP: Final = 1_000
_ABOUT_20: Final = "± 20 %, supposé"


def factors_of(scenario: Scenario) -> tuple[Factor, ...]:
    """The uncertain figures of a scenario, in a fixed order.

    A published fact is left out, and so is a calculated amount; a law that was fitted stays uncertain.
    """
    said = {each.key: each.status for each in scenario.assumptions}
    laws = (each for each in _laws(scenario) if said.get(each.key) is not Status.FACT)
    settled = (Status.FACT, Status.CALCULATED)
    amounts = (each for each in _amounts(scenario) if said.get(each.key) not in settled)
    return tuple(each for each in (*laws, *amounts) if each.low < each.high)


def _laws(scenario: Scenario) -> Iterator[Factor]:
    """What people do, and prices: the ranges of the table."""
    for key, known in _KNOWN.items():
        if key == "population.poor_share_bp" and scenario.population.poor_share_bp is None:
            continue
        if key == "economy.food_price_bp" and not scenario.economy.index_allocation:
            continue
        yield Factor(
            key=key, label=known.label, low=known.low, high=known.high, reason=known.reason
        )


def _amounts(scenario: Scenario) -> Iterator[Factor]:
    """Costs, what mechanisms and sources bring, the chance that a source is renewed."""
    costs = scenario.costs
    yield _about("costs.fixed_month_cents", "frais fixes par mois", costs.fixed_month_cents)
    yield _about("costs.household_month_cents", "frais par foyer", costs.household_month_cents)
    for switch in scenario.mechanisms:
        for name, value in switch.values.items():
            if name.endswith("_cents"):
                key = f"mechanisms.{switch.mechanism}.{name}"
                yield _about(key, f"{switch.mechanism} : {name}", value)
    for source in scenario.sources:
        yield from _of_source(source)


def _of_source(source: Source) -> Iterator[Factor]:
    for name, amount in source.amounts.items():
        if name.endswith("_cents"):
            yield _about(f"sources.{source.id}.{name}", f"{source.label} : montant", amount)
    if source.renew_bp < BASIS_POINTS:
        yield Factor(
            key=f"sources.{source.id}.renew_bp",
            label=f"{source.label} : chance d'être renouvelé",
            low=max(0, source.renew_bp - _RENEWAL_BP),
            high=min(BASIS_POINTS, source.renew_bp + _RENEWAL_BP),
            reason="± 10 points, supposé",
        )


def _about(key: str, label: str, amount: int) -> Factor:
    around = amount * _AROUND_BP // BASIS_POINTS
    return Factor(key=key, label=label, low=amount - around, high=amount + around, reason=_ABOUT_20)
