"""What the demo says at its end: its figures from the book, beside the published ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecot.access.roles import WORDS
from ecot.demo.beginnings import SIGN_INS
from ecot.demo.population import LAST_MONTH
from ecot.demo.world import World
from ecot.ledger.balances import balance, balances
from ecot.ledger.chart import AccountName, Code
from ecot.operations.grants.queries import reserve_position
from ecot.operations.members.queries import compositions
from ecot.operations.shops.queries import points_of_sale
from ecot.values.money import round_half_up


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the demo and what was published about it."""

    label: str
    found: str
    published: str


@dataclass(frozen=True, slots=True)
class DemoReport:
    """The figures, what happened, and how one signs in."""

    figures: tuple[Figure, ...]
    happened: Mapping[str, int]
    distributed_cents: int
    contributions_cents: int
    households: int
    people: int
    points_of_sale: int
    reserve_cents: int
    outstanding_cents: int
    sign_ins: Mapping[str, str]


CHILD_AGE_MAX = 17
BACKED = "non publié ; promesse : 100 % au moins"


def demo_report(world: World) -> DemoReport:
    """Read the demo's figures from the book; nothing is taken from the demo's own memory but its counts."""
    distributed = balance(AccountName(Code.ALLOCATION_GRANTED))
    contributions = sum(balances(Code.CONTRIBUTION).values())
    counted = compositions(LAST_MONTH, CHILD_AGE_MAX)
    people = sum(one.adults + one.children for one in counted.values())
    open_points = len(points_of_sale(selling_on=LAST_MONTH.last_day))
    position = reserve_position()
    mean = _mean_allocation(len(counted))
    engaged = position.outstanding_cents + mean * len(counted)
    figures = (
        Figure("distribué depuis février 2023", euros(distributed), "environ 1,4 M€"),
        Figure("part des cotisations", percent_of(contributions, distributed), "environ 50 %"),
        Figure("foyers en mars 2026", str(len(counted)), "plus de 400 (fin 2025)"),
        Figure("personnes", str(people), "environ 600"),
        Figure("lieux où payer", str(open_points), "environ 60"),
        Figure("allocation moyenne par foyer", euros(mean), "140 € en moyenne (fin 2025)"),
        Figure("réserve", euros(position.reserve_cents), "non publié"),
        Figure(
            "MonA en circulation et dus aux commerces",
            euros(position.outstanding_cents),
            "non publié",
        ),
        Figure(
            "couverture", percent_of(position.reserve_cents, position.outstanding_cents), BACKED
        ),
        Figure(
            "… l’allocation d’avril comprise", percent_of(position.reserve_cents, engaged), BACKED
        ),
    )
    return DemoReport(
        figures=figures,
        happened=dict(sorted(world.happened.items())),
        distributed_cents=distributed,
        contributions_cents=contributions,
        households=len(counted),
        people=people,
        points_of_sale=open_points,
        reserve_cents=position.reserve_cents,
        outstanding_cents=position.outstanding_cents,
        sign_ins={WORDS[role]: email for role, email in SIGN_INS.items()},
    )


def _mean_allocation(households: int) -> int:
    name = AccountName(Code.ALLOCATION_GRANTED)
    of_month = balance(name, LAST_MONTH.last_day) - balance(name, LAST_MONTH.previous().last_day)
    return of_month // max(1, households)


def euros(cents: int) -> str:
    """Whole euros, as a neighbour says them."""
    return f"{(cents + 50) // 100:,} €".replace(",", "\u202f")


def percent_of(part_cents: int, whole_cents: int) -> str:
    """A share with one decimal, in French; a dash where there is no whole."""
    if whole_cents == 0:
        return "–"
    tenths = round_half_up(1_000 * part_cents, whole_cents)
    return f"{tenths // 10},{tenths % 10} %"
