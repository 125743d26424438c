"""The invented people have the published sizes: docs/decisions/2026-11-24-demo-world.md."""

from __future__ import annotations

from datetime import date

import pytest

from ecot.demo.market import demo_shops, purchases
from ecot.demo.population import (
    BY_HOUSEHOLD_FROM,
    FIRST_MONTH,
    LAST_MONTH,
    DemoHousehold,
    months,
    population,
)
from ecot.values.month import Month

PEOPLE = population(2023)


def _there(month: Month) -> list[DemoHousehold]:
    return [one for one in PEOPLE if one.is_there(month)]


def _allocated(month: Month) -> int:
    if month < BY_HOUSEHOLD_FROM:
        return sum(100_00 * one.adults for one in _there(month))
    return sum(120_00 + 40_00 * (len(one.persons) - 1) for one in _there(month))


def test_forty_seven_testers_open_the_caisse() -> None:
    assert len(_there(FIRST_MONTH)) == 47
    assert sum(one.adults for one in _there(FIRST_MONTH)) == 47


@pytest.mark.parametrize("month", [Month(2023, 9), Month(2024, 4), Month(2024, 12)])
def test_about_370_participants_from_mid_2023(month: Month) -> None:
    assert 360 <= sum(one.adults for one in _there(month)) <= 380


def test_400_households_and_600_people_at_the_end() -> None:
    assert len(_there(LAST_MONTH)) == 400
    assert 590 <= sum(len(one.persons) for one in _there(LAST_MONTH)) <= 615


def test_140_on_average_by_household_at_the_end() -> None:
    assert 138_00 <= _allocated(LAST_MONTH) / 400 <= 142_00


def test_about_1_4_million_distributed_half_of_it_from_contributions() -> None:
    distributed = sum(map(_allocated, months()))
    pledged = sum(one.pledge(month) for month in months() for one in _there(month))
    assert 1_350_000_00 <= distributed <= 1_450_000_00
    assert 0.49 <= pledged / distributed <= 0.53


def test_pledges_run_from_1_to_250_and_50_to_60_a_head() -> None:
    month = Month(2024, 4)
    pledges = [one.pledge(month) for one in _there(month)]
    assert (min(pledges), max(pledges)) == (1_00, 250_00)
    assert 50_00 <= sum(pledges) / sum(one.adults for one in _there(month)) <= 60_00


def test_sixty_places_six_at_first() -> None:
    shops = demo_shops()
    opened = {
        month: sum(shop.opens <= month for shop in shops)
        for month in (FIRST_MONTH, Month(2024, 12), Month(2025, 6), LAST_MONTH)
    }
    assert list(opened.values()) == [6, 49, 57, 60]


def test_the_same_seed_gives_the_same_people_and_purchases() -> None:
    assert population(2023) == PEOPLE
    assert population(2024) != PEOPLE
    month = Month(2024, 4)
    shops = demo_shops()
    assert purchases(1, month, households=_there(month), shops=shops) == purchases(
        1, month, households=_there(month), shops=shops
    )


def test_nobody_buys_where_the_day_has_no_market() -> None:
    month = Month(2024, 4)
    shops = demo_shops()
    wanted = purchases(
        1,
        month,
        households=_there(month),
        shops=[shop for shop in shops if shop.opens <= month],
    )
    assert wanted
    assert all(shops[one.shop].sells_on(one.day) for one in wanted)
    assert all(month.first_day < one.day <= month.last_day for one in wanted)
    assert all(one.day != date(2024, 4, 1) for one in wanted)
