"""docs/algorithms/indicators.md, « Which limits »."""

from ecot.simulation.indicators.limits import limits
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.sources import PayerClass
from tests.simulation.outcomes import outcome, scenario, source


def crossed(run):
    return limits(run)["thresholds"].parts


def test_payments_of_twelve_months_cross_the_limit():
    found = crossed(outcome({Flow.SPENT: [[100_000_00] * 24, [0] * 24]}))
    assert found["acpr_limited_network"]["limit_cents"] == 1_000_000_00
    assert found["acpr_limited_network"]["chance"] == 0.5
    assert found["acpr_limited_network"]["median_month"] == 11
    assert found["acpr_warning"]["median_month"] == 9


def test_public_grants_call_for_an_auditor_in_their_year():
    city = source("city", PayerClass.PUBLIC)
    run = outcome(
        {Flow.SPENT: [[0] * 24]},
        of=scenario(sources=[city]),
        receipts={"city": [[12_750_00] * 12 + [13_000_00] * 12]},  # 153 000, then 156 000
    )
    assert crossed(run)["auditor_subsidies"]["median_month"] == 24
    assert crossed(run)["de_minimis_sgei"] == {
        "label": crossed(run)["de_minimis_sgei"]["label"],
        "limit_cents": 750_000_00,
        "chance": 0,
        "median_month": None,
    }
