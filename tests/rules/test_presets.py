"""Presets: sound, sourced, and honest about what was not found."""

import pytest

from ecot.reference.loading import experiments
from ecot.rules.accreditation import AccreditationRule, rates
from ecot.rules.allocation import AllocationRule, allocate
from ecot.rules.contribution import ContributionRule, Mode
from ecot.rules.kinds import PARAMETERS, RuleKind
from ecot.rules.payment import PaymentRule
from ecot.rules.presets import CADENET, MONTPELLIER_2023, MONTPELLIER_2025, PRESETS, Status


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_a_preset_has_a_rule_of_each_kind_and_each_is_sound(preset):
    assert set(preset.rules) == set(RuleKind)
    for kind in RuleKind:
        parameters = preset.parameters(kind)
        assert type(parameters) is PARAMETERS[kind]
        assert parameters.check() is None


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_every_source_is_a_page_of_its_experiment(preset):
    pages = {
        "montpellier": experiments()["montpellier"],
        "cadenet": experiments()["cadenet"],
    }
    for rule in preset.rules.values():
        status, keys = rule.provenance.status, rule.provenance.sources
        assert rule.provenance.note
        assert bool(keys) or status is Status.ASSUMED
        known = {key for page in pages.values() for key in page.sources}
        assert set(keys) <= known
    assert preset.experiment in pages


def test_montpellier_gave_a_hundred_per_participant():
    rule = MONTPELLIER_2023.parameters(RuleKind.ALLOCATION)
    assert isinstance(rule, AllocationRule)
    assert [allocate(rule, adults=adults, children=1) for adults in (1, 2, 3)] == [
        100_00,
        200_00,
        300_00,
    ]
    contribution = MONTPELLIER_2023.parameters(RuleKind.CONTRIBUTION)
    assert isinstance(contribution, ContributionRule)
    assert (contribution.mode, contribution.minimum_cents) == (Mode.FREE, 1_00)


def test_montpellier_gives_140_on_average_at_one_and_a_half_persons():
    rule = MONTPELLIER_2025.parameters(RuleKind.ALLOCATION)
    assert isinstance(rule, AllocationRule)
    assert allocate(rule, adults=1, children=0) + allocate(rule, adults=2, children=0) == 2 * 140_00
    assert allocate(rule, adults=1, children=0) + allocate(rule, adults=1, children=1) == 2 * 140_00
    provenance = MONTPELLIER_2025.rules[RuleKind.ALLOCATION].provenance
    assert provenance.status is Status.ASSUMED
    assert "notre choix" in provenance.note


def test_cadenet_covers_three_rates_and_nobody_contributes():
    accreditation = CADENET.parameters(RuleKind.ACCREDITATION)
    contribution = CADENET.parameters(RuleKind.CONTRIBUTION)
    allocation = CADENET.parameters(RuleKind.ALLOCATION)
    assert isinstance(accreditation, AccreditationRule)
    assert isinstance(contribution, ContributionRule)
    assert isinstance(allocation, AllocationRule)
    assert rates(accreditation) == (100_00, 70_00, 30_00)
    assert contribution.mode is Mode.NONE
    assert 33 * 12 * allocate(allocation, adults=1, children=0) == 59_400_00


def test_the_tries_of_the_till_are_those_of_the_reliability_plan():
    rule = MONTPELLIER_2023.parameters(RuleKind.PAYMENT)
    assert isinstance(rule, PaymentRule)
    tries = (rule.tries_per_wallet, rule.tries_per_wallet_day, rule.tries_per_till)
    assert (*tries, rule.tries_network, rule.pause_minutes) == (3, 6, 10, 50, 15)
