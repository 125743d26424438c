"""docs/algorithms/indicators.md, « Who pays »."""

from dataclasses import replace

import pytest

from ecot.simulation.indicators.payers import payers
from ecot.simulation.outcome import Flow
from ecot.simulation.scenario.sources import AmountLaw, PayerClass, Switch
from tests.simulation.outcomes import outcome, scenario, seated, source


def run(received, collected=0, *, households=5, laws=None, groups=None, **flows):
    """One draw of one month: cents by source, each public if its name is in capitals."""
    sources = [
        source(
            name,
            PayerClass.PUBLIC if name.isupper() else PayerClass.PRIVATE,
            (laws or {}).get(name, AmountLaw.FIXED),
            group=(groups or {}).get(name, ""),
        )
        for name in received
    ]
    columns = {Flow.COLLECTED: [[collected]], Flow.HOUSEHOLDS: [[households]]}
    columns |= {Flow[name.upper()]: [[amount]] for name, amount in flows.items()}
    return outcome(
        columns,
        of=scenario(sources=sources),
        receipts={name: [[amount]] for name, amount in received.items()},
        people=seated(weight=[5.0], relief_year_cents=[12]),
    )


def test_five_households_are_five_funders():
    found = payers(run({"CITY": 30, "shop": 20}, 50))
    assert found["hhi"].value == pytest.approx(0.18)
    assert found["equivalent_funders"].value == pytest.approx(1 / 0.18)
    assert found["largest_funder_share"].value == pytest.approx(0.3)
    shares = [found[f"received_share_{each}"].value for each in PayerClass]
    assert shares == pytest.approx([0.3, 0.2, 0.5])


@pytest.mark.parametrize("count", [1, 2, 7])
def test_equal_funders_are_as_concentrated_as_their_number_says(count):
    found = payers(run({f"f{rank}": 30 for rank in range(count)}))
    assert found["hhi"].value == pytest.approx(1 / count)
    assert found["equivalent_funders"].value == pytest.approx(count)


def test_a_loan_is_nobodys_gift():
    found = payers(run({"CITY": 30, "bank": 970}, laws={"bank": AmountLaw.LOAN}))
    assert found["received_share_public"].value == 1


def test_nothing_received_has_no_shares():
    found = payers(run({}))
    assert found["hhi"].value is None
    assert "Rien n'est reçu" in found["hhi"].why
    assert found["coverage"].value is None


def test_coverage_and_overhead():
    found = payers(run({}, 57, allocated=100, costs=25))
    assert found["coverage"].value == 0.57
    assert found["overhead_share"].value == 0.2


def test_the_state_pays_its_grants_and_the_relief():
    found = payers(run({"STATE": 15, "CITY": 30}, allocated=100, groups={"STATE": "state_budget"}))
    assert found["tax_relief_month_cents"].value == 5  # five households, 12 cents a year each
    assert found["state_cost_share_of_pot"].value == 0.2
    assert found["pot_per_public_euro"].value == 2


def test_a_mechanism_switched_on_is_one_of_the_payers():
    """The levy of a law is public money, though the scenario writes no source out."""
    switched = replace(scenario(), mechanisms=(Switch(mechanism="versement_type_levy"),))
    ran = outcome(
        {Flow.COLLECTED: [[25]], Flow.HOUSEHOLDS: [[1]]},
        of=switched,
        receipts={"versement_type_levy": [[75]]},
    )
    assert payers(ran)["received_share_public"].value == 0.75


def test_patronage_is_borne_by_the_state_for_six_tenths():
    firm = source("firm", PayerClass.PRIVATE, mechanism="mecenat_60")
    flows = {Flow.ALLOCATED: [[100]], Flow.HOUSEHOLDS: [[1]]}
    found = payers(outcome(flows, of=scenario(sources=[firm]), receipts={"firm": [[50]]}))
    assert found["state_cost_share_of_pot"].value == 0.3
    assert "Au plus" in found["state_cost_share_of_pot"].why
    assert found["received_share_private"].value == 1
