"""Plays the demo: Montpellier's caisse, February 2023 to March 2026, row by row through the deeds.

Called by `ecot demo` on an empty, migrated database. The same seed gives the same cents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from ecot.demo import settling
from ecot.demo.beginnings import (
    found_the_caisse,
    open_accounts_of_people,
    open_the_bank,
    receive_from_funders,
)
from ecot.demo.living import live
from ecot.demo.population import FIRST_MONTH, months
from ecot.demo.report import DemoReport, demo_report
from ecot.demo.searching import follow_leads
from ecot.demo.world import new_world
from ecot.values.month import Month

SEED = 2023

Progress = Callable[[Month, float], None]


def play_demo(
    progress: Progress, *, seed: int = SEED, only: Iterable[Month] | None = None
) -> DemoReport:
    """Play every month (or the first ones, for a test) and report; `progress` hears month and share done."""
    world = new_world(seed)
    played = list(months() if only is None else only)
    with transaction.atomic():
        found_the_caisse()
        open_the_bank()
        receive_from_funders(world, FIRST_MONTH.previous())
        settling.welcome_shops(world, FIRST_MONTH)
        settling.register_newcomers(world, FIRST_MONTH)
        open_accounts_of_people(world)
    for rank, month in enumerate(played):
        progress(month, rank / len(played))
        live(world, month)
    follow_leads()
    progress(played[-1], 1.0)
    return demo_report(world)
