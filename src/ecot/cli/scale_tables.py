"""The tables and sentences of `ecot scale` for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ecot.rules.scale_reading import cliffs
from ecot.values.money import format_euros, format_rate, short_euros

if TYPE_CHECKING:
    from rich.table import Table

    from ecot.rules.scale import Scale
    from ecot.simulation.scales.applying import Applied


def by_bracket(found: Applied) -> Table:
    """One row per bracket, with the households that stand on it."""
    table = _table("Par tranche", ("De", "À moins de", "Taux", "Saut", "Foyers", "Part"))
    for each in found.brackets:
        table.add_row(
            short_euros(each.from_cents),
            "–" if each.until_cents is None else short_euros(each.until_cents),
            format_rate(each.rate_bp),
            short_euros(each.jump_cents) if each.jump_cents else "–",
            whole(each.households),
            format_rate(each.share_bp),
        )
    return table


def by_decile(found: Applied) -> Table:
    """One row per tenth of the people, from the lowest incomes per consumption unit."""
    headings = ("Dixième", "Revenu moyen", "Cotisation moyenne", "Part du revenu")
    table = _table("Par dixième de revenu", headings)
    for each in found.deciles:
        table.add_row(
            str(each.decile),
            format_euros(each.mean_income_cents),
            format_euros(each.mean_contribution_cents),
            format_rate(each.effective_rate_bp),
        )
    return table


def said(made: Scale, facts: Mapping[str, object], found: Applied) -> Iterator[str]:
    """What a committee asks first, in sentences."""
    yield made.sentence()
    yield f"Cotisation moyenne par foyer : {format_euros(found.mean_contribution_cents)} par mois."
    allocation = facts["allocation_cents"]
    income = facts["break_even_income_alone_cents"]
    assert isinstance(allocation, int), "an amount in cents"
    if isinstance(income, int):
        yield (
            f"Avec une allocation de {short_euros(allocation)}, une personne seule cotise autant"
            f" qu’elle reçoit à partir de {short_euros(income)} de revenu par mois."
        )
    else:
        yield f"Aucun revenu ne fait cotiser {short_euros(allocation)} à une personne seule."
    floor = format_rate(round(found.held.floor_share * 10_000))
    yield f"Au plancher ({short_euros(made.floor_cents)}) : {floor} des foyers."
    if found.held.ceiling_share is not None and made.ceiling_cents is not None:
        ceiling = format_rate(round(found.held.ceiling_share * 10_000))
        yield f"Au plafond ({short_euros(made.ceiling_cents)}) : {ceiling} des foyers."
    for each in cliffs(made):
        yield (
            f"Attention, une marche : à {short_euros(each.knot_cents)}, un centime de plus coûte"
            f" {short_euros(each.cost_cents)}."
        )


def whole(number: int) -> str:
    """A count as French people write it."""
    return f"{number:,}".replace(",", "\u202f")


def _table(title: str, headings: tuple[str, ...]) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading, justify="right")
    return table
