"""Every mechanism of the reference can be switched on by its id, and says what the law says of it."""

from __future__ import annotations

import numpy as np
import pytest

from ecot.reference.loading import mechanisms
from ecot.simulation.funding.catalogue import (
    assumptions_of,
    law_status_of,
    needs,
    refusals,
    sources_of,
    warnings_of,
)
from ecot.simulation.funding.completing import bounds
from ecot.simulation.funding.forms import FORMS
from ecot.simulation.funding.needs import LAW_NEEDS
from ecot.simulation.funding.receipts import receipts
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import AmountLaw, LawStatus, PayerClass, Source, Switch
from ecot.simulation.scenario.status import Status
from ecot.values.month import Month
from ecot.values.refusal import RefusalError

START = Month(2026, 1)
UNITS = next(each for each in LAW_NEEDS[AmountLaw.EMPLOYERS] if each.name == "units_count")
ASSUMED = {
    "new_donors_count": 40,
    "gift_year_cents": 100_00,
    "cost_bp": 500,
    "obtain_bp": 7_000,
    "renew_bp": 6_000,
    "lag_months": 3,
    "year_cents": 12_000_00,
    "firms_count": 30,
    "adoption_bp": 4_000,
    "employees_count": 20,
    "take_up_bp": 5_000,
    "units_count": 2,
    "unit_cents": 90_00,
    "cap_year_cents": 400_00,
    "envelope_year_cents": 90_000_00,
    "household_month_cents": 3_00,
    "rate_bp": 100,
    "base_year_cents": 8_000_000_00,
    "share_millionths": 2_000,
    "accept_bp": 300,
    "cut_chance_bp": 2_000,
    "advance_bp": 10_000,
    "principal_cents": 12_000_00,
    "term_months": 96,
    "aid_cents": 20_00,
    "entry_cents": 5_000_00,
    "withheld_bp": 700,
    "worth_year_cents": 30_000_00,
    "worth_share_bp": 100,
    "worth_float_bp": 600,
}


def scenario(
    *switches: Switch, sources: tuple[Source, ...] = (), start: Month = START, months: int = 60
) -> Scenario:
    return Scenario(
        slug="a",
        name="A",
        start=start,
        months=months,
        rules={},
        mechanisms=switches,
        sources=sources,
    )


def assumed(name: str, start: Month = START) -> Switch:
    missing = {
        answer.need.name: ASSUMED[answer.need.name]
        for answer in needs(name, month=start)
        if answer.figure is None
    }
    return Switch(mechanism=name, values=missing)


def codes(*switches: Switch, start: Month = START) -> list[tuple[str, str]]:
    return [
        (refused.code, str(refused.facts["key"]))
        for refused in refusals(scenario(*switches, start=start))
    ]


def test_the_table_has_every_mechanism_of_the_reference_and_no_other() -> None:
    assert set(FORMS) == set(mechanisms())


@pytest.mark.parametrize("name", sorted(mechanisms()))
def test_a_mechanism_is_switched_on_with_assumptions_for_its_unknowns(name: str) -> None:
    switched = scenario(assumed(name), months=48)
    assert refusals(switched) == ()
    (source,) = sources_of(switched)
    found = receipts(switched, first_draw=0, draws=20)
    for cents in (found.cents, found.costs_cents, found.lent_cents, found.repaid_cents):
        assert cents.dtype == np.int64
        assert (cents >= 0).all()
    assert source.mechanism == name
    assert source.law_status.value == mechanisms()[name].value("law_status")
    assert list(warnings_of(name)) == mechanisms()[name].value("warnings_fr")


@pytest.mark.parametrize("name", sorted(mechanisms()))
def test_what_was_assumed_is_printed_as_such(name: str) -> None:
    switch = assumed(name)
    printed = {each.key: each for each in assumptions_of(scenario(switch))}
    for given in switch.values:
        assert printed[f"mechanisms.{name}.{given}"].status is Status.ASSUMED
    assert all(each.value for each in printed.values())


@pytest.mark.parametrize("name", sorted(mechanisms()))
def test_an_unknown_that_is_not_given_is_refused_by_its_key(name: str) -> None:
    unknown = [each.need.name for each in needs(name, month=START) if each.figure is None]
    expected = [("VALUE_MISSING", f"mechanisms.{name}.{each}") for each in unknown]
    assert codes(Switch(mechanism=name)) == expected


def test_a_missing_value_says_its_range_and_whom_to_ask() -> None:
    (refused,) = [
        each
        for each in refusals(scenario(Switch(mechanism="arrondi_caisse")))
        if str(each.facts["key"]).endswith("accept_bp")
    ]
    assert refused.sentence == (
        "mechanisms.arrondi_caisse.accept_bp : il manque « Part des clients qui acceptent »,"
        " entre 0\u00a0% et 100\u00a0% (un nombre entier, 0 à 10000). Les fiches ne le disent pas."
        " Seul un essai en magasin le dira."
    )


def test_a_vote_is_never_drawn() -> None:
    assert codes(
        Switch(mechanism="versement_type_levy", values={"rate_bp": 1, "obtain_bp": 5_000})
    ) == [("LAW_NOT_DRAWN", "mechanisms.versement_type_levy.obtain_bp")]
    own = Source(
        id="taxe",
        label="Taxe",
        payer=PayerClass.PUBLIC,
        law=AmountLaw.FIXED,
        law_status=LawStatus.NEEDS_LAW,
        obtain_bp=5_000,
    )
    (refused,) = refusals(scenario(sources=(own,)))
    assert refused.code == "LAW_NOT_DRAWN"


def test_a_source_that_names_a_mechanism_carries_its_law_status() -> None:
    own = Source(
        id="titres",
        label="Titres",
        payer=PayerClass.PRIVATE,
        law=AmountLaw.FIXED,
        mechanism="titre_restaurant",
    )
    (found,) = sources_of(scenario(sources=(own,)))
    assert found.law_status is LawStatus.NEEDS_RULING is law_status_of("titre_restaurant")


@pytest.mark.parametrize(
    ("switch", "expected"),
    [
        (Switch(mechanism="loterie"), ("MECHANISM_UNKNOWN", "mechanisms")),
        (
            Switch(mechanism="contribution_commerces", values={"rate_bp": 20_000}),
            ("VALUE_OUT_OF_BOUNDS", "mechanisms.contribution_commerces.rate_bp"),
        ),
        (
            Switch(mechanism="contribution_commerces", values={"rate_bp": 200, "taux": 2}),
            ("VALUE_UNKNOWN", "mechanisms.contribution_commerces.taux"),
        ),
    ],
)
def test_what_does_not_fit_is_refused(switch: Switch, expected: tuple[str, str]) -> None:
    assert codes(switch) == [expected]
    with pytest.raises(RefusalError):
        sources_of(scenario(switch))


def test_the_limit_of_the_law_is_the_limit_of_the_value() -> None:
    """Three days of rest at most; participating titles last seven years at least."""
    days = assumed("don_jours_repos")
    too_many = Switch(mechanism="don_jours_repos", values={**days.values, "units_count": 4})
    assert codes(too_many) == [("VALUE_OUT_OF_BOUNDS", "mechanisms.don_jours_repos.units_count")]
    titles = assumed("titres_associatifs")
    too_short = Switch(mechanism="titres_associatifs", values={**titles.values, "term_months": 83})
    assert codes(too_short) == [
        ("VALUE_OUT_OF_BOUNDS", "mechanisms.titres_associatifs.term_months")
    ]


def test_the_same_source_twice_is_refused() -> None:
    twice = Switch(mechanism="contribution_commerces", values={"rate_bp": 200})
    assert codes(twice, twice) == [("SOURCE_TWICE", "sources.contribution_commerces")]


def test_the_value_in_force_changes_at_its_date() -> None:
    """The employer's part of a meal title: 7.26 from January 2025, 7.32 from January 2026."""
    start = Month(2025, 6)
    switched = scenario(assumed("titre_restaurant", start), start=start)
    (source,) = sources_of(switched)
    assert source.later == {"unit_cap_cents": ((7, 7_32),)}
    caps = [source.amount("unit_cap_cents", month) for month in (0, 6, 7, 59)]
    assert caps == [7_26, 7_26, 7_32, 7_32]


def test_a_value_that_becomes_unknown_must_be_given() -> None:
    """Livret A: 1.5 % from February 2026, unknown from August."""
    switch = Switch(mechanism="float_interets")
    key = ("VALUE_MISSING", "mechanisms.float_interets.rate_bp")
    assert codes(switch, start=Month(2026, 3)) == [key]
    until_july = Switch(mechanism="float_interets", until_month=5)
    assert codes(until_july, start=Month(2026, 3)) == []
    given = Switch(mechanism="float_interets", values={"rate_bp": 100})
    assert codes(given, start=Month(2026, 3)) == []


def test_a_figure_worked_out_from_the_reference_is_calculated() -> None:
    """CSE: 5 % of the monthly ceiling of 4 005 is 200.25 a year; CSG: 153.8 bn / 9.2 % per point."""
    known = {each.need.name: each.figure for each in needs("cse_bons", month=START)}
    cap = known["cap_year_cents"]
    assert cap is not None
    assert (cap.value, cap.status) == (200_25, Status.CALCULATED)
    before = {each.need.name: each.figure for each in needs("cse_bons", month=Month(2025, 12))}
    assert before["cap_year_cents"] is None


def test_a_value_dated_within_a_month_holds_from_the_next() -> None:
    """Days of rest may be given since 22 February 2025: from March in a scenario."""
    limits = [
        bounds(
            mechanisms()["don_jours_repos"],
            FORMS["don_jours_repos"],
            UNITS,
            month=Month(2025, month),
        )
        for month in (2, 3)
    ]
    assert limits == [(0, 366), (0, 3)]


def test_what_a_source_leaves_to_the_defaults_is_printed_as_supposed() -> None:
    own = Source(
        id="dons",
        label="Dons",
        payer=PayerClass.CITIZEN,
        law=AmountLaw.GIFTS,
        amounts={"new_donors_count": 10, "gift_year_cents": 50_00},
    )
    printed = {each.key: each for each in assumptions_of(scenario(sources=(own,)))}
    assert printed["sources.dons.retention_first_bp"].value == "19,4\u00a0%"
    assert printed["sources.dons.q4_bp"].status is Status.ASSUMED
    assert "sources.dons.new_donors_count" not in printed


def test_a_fact_names_its_source_in_full() -> None:
    caps = {each.need.name: each.figure for each in needs("titre_restaurant", month=START)}
    cap = caps["unit_cap_cents"]
    assert cap is not None
    assert cap.status is Status.FACT
    entry, _, key = cap.source.partition(":")
    assert key in mechanisms()[entry].sources
