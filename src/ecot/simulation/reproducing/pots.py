"""What was allocated, found by the allocation rule on the published households."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from ecot.rules.allocation import allocate
from ecot.simulation.reproducing.households import Inputs, by_person, by_steps, euros, pot

Found = Mapping[str, object]


def _yearly(
    count: str, amount: str, *, name: str, months: str = "months"
) -> Callable[[Inputs], Found]:
    """So many households of one, the same each, so many months."""

    def found(given: Inputs) -> Found:
        return {name: pot(by_person(given[amount]), given[count]) * given[months]}

    return found


def _periods(given: Inputs) -> Found:
    rows = given["periods"]
    return {
        "parts": [pot(by_person(row["allocation"]), row["count"]) * row["months"] for row in rows]
    }


def _grenoble(given: Inputs) -> Found:
    """One rule of steps for the three sizes: 100, then 50 for each of the next two people."""
    rows = given["households"]
    first, second, third = (row["allocation"] for row in rows)
    assert third - second == second - first, "the sizes are equal steps"
    rule = by_steps(first, adult=second - first, child=second - first)
    given_out = sum(
        pot(rule, row["count"], adults=extra * int(row["count"])) for extra, row in enumerate(rows)
    )
    return {"credit_per_month": given_out}


def _gironde(given: Inputs) -> Found:
    rule = by_steps(given["base"], adult=given["extra_person"], child=given["extra_person"])
    extra = int(given["persons"] - given["households"])
    return {"cost_per_month": pot(rule, given["households"], adults=extra)}


def _gironde_by_person(given: Inputs) -> Found:
    return {"cost_per_month": pot(by_person(given["allocation"]), given["persons"])}


def _lyon(given: Inputs) -> Found:
    rule = by_steps(given["base"], adult=given["extra_adult"], child=given["extra_child"])
    extra = int(given["persons"] - given["households"])
    return {
        "min_per_month": pot(rule, given["households"], children=extra),
        "max_per_month": pot(rule, given["households"], adults=extra),
    }


def _nation(given: Inputs) -> Found:
    each = euros(allocate(by_person(given["allocation"]), adults=1, children=0))
    return {"cost_per_year": each * given["persons"] * given["months"]}


def _counterpart(given: Inputs) -> Found:
    each = euros(allocate(by_person(given["allocation"]), adults=1, children=0))
    return {"counterpart_per_year": each * given["months"]}


def _volumes(given: Inputs) -> Found:
    rows = given["cases"]
    return {
        "volumes": [
            pot(by_person(row["allocation"]), row["count"]) * given["months"] for row in rows
        ]
    }


def _flers(given: Inputs) -> Found:
    """Everybody at the floor: what is allocated less what comes, a month."""
    granted = pot(by_person(given["allocation"]), given["persons"])
    paid: Fraction = given["floor"] * given["persons"]
    return {"deficit_per_month": granted - paid}


POTS: Mapping[str, Callable[[Inputs], Found]] = {
    "F-1a": _yearly("participants", "allocation_per_month", name="pot_per_year"),
    "F-3": _periods,
    "F-4": _yearly("households", "allocation_per_month", name="pot_per_year"),
    "F-5a": _yearly("persons", "allocation_per_month", name="cost_per_year"),
    "F-6a": _grenoble,
    "F-8a": _gironde,
    "F-8c": _gironde_by_person,
    "F-9a": _lyon,
    "F-10a": _yearly("households", "allocation", name="cost"),
    "F-10b": _yearly("households", "allocation", name="cost"),
    "F-11a": _yearly("families", "allocation", name="allocations_per_year"),
    "F-12b": _yearly("persons", "allocation", name="pot_per_year"),
    "F-15": _flers,
    "F-17a": _nation,
    "F-18a": _yearly("adults", "allocation_chf", name="cost_chf"),
    "F-18b": _yearly("adults", "allocation_chf", name="cost_chf"),
    "F-19a": _yearly("persons", "allocation", name="allocations"),
    "F-19b": _yearly("persons", "allocation_with_bonus", name="allocations"),
    "M-01": _yearly("participants", "allocation", name="pot_per_year"),
    "M-02": _counterpart,
    "M-25": _volumes,
}
