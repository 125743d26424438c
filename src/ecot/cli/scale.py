"""`ecot scale`: a scale file put to the test, on given incomes or on the households of a territory."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ecot.cli.answering import AsJson, on_terminal, show_json, stop
from ecot.values.refusal import Refused

if TYPE_CHECKING:
    from ecot.rules.scale import Scale
    from ecot.simulation.scales.applying import Applied
    from ecot.simulation.scenario.parts import Population
    from ecot.simulation.scenario.status import Assumption

BASE_MAX_CENTS: Final = 4 * 10**14
HOUSEHOLDS_MAX: Final = 2_000_000
_ALONE: Final = {"adults": 1, "children": 0}


def scale(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Le barème, en TOML.")],
    *,
    base: Annotated[
        str,
        typer.Option("--base", help="Des revenus en centimes, séparés par des virgules."),
    ] = "",
    territory: Annotated[
        str,
        typer.Option("--territory", help="montpellier, montpellier/metropolis ou france."),
    ] = "montpellier",
    households: Annotated[
        int, typer.Option("--households", min=1, max=HOUSEHOLDS_MAX, help="Foyers tirés.")
    ] = 100_000,
    seed: Annotated[int, typer.Option("--seed", min=0, max=2**63 - 1, help="Le hasard.")] = 42,
    allocation_cents: Annotated[
        int,
        typer.Option("--allocation-cents", min=0, help="L’allocation dont on cherche l’équilibre."),
    ] = 100_00,
    small_rates: Annotated[
        bool, typer.Option("--small-rates", help="Les taux sont bien sous 0,15 %.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what a scale asks: exact contributions, or brackets, cliffs, break-even and deciles."""
    incomes = _bases(base) if base.strip() else None
    made = _read(file, small_rates=small_rates)
    if isinstance(made, Refused):
        stop(made, as_json=as_json)
    if incomes is not None:
        _tell_contributions(made, incomes, as_json=as_json)
        return
    population = _population(territory)
    found, assumptions = _applied(made, population, seed=seed, count=households)
    facts = _facts(made, allocation_cents)
    if as_json:
        suppositions = [asdict(each) for each in assumptions]
        drawn = _as_answer(found, population, seed=seed)
        show_json({**facts, **drawn, "assumptions": suppositions})
    else:
        _tell(made, facts, found, assumptions=assumptions)


def _bases(text: str) -> list[int]:
    """Whole cents between commas; anything else is a misuse."""
    incomes = []
    for piece in text.split(","):
        typed = piece.strip()
        if re.fullmatch(r"[-−]?[0-9]{1,18}", typed) is None:
            shown = typed if len(typed) <= 30 else typed[:30] + "…"  # noqa: PLR2004 (a glance)
            raise typer.BadParameter(
                f"--base : « {shown} » n’est pas un nombre entier de centimes. Écrivez par exemple"
                " --base 0,49999,50000 (50000 pour 500 €)."
            )
        cents = int(typed.replace("−", "-"))
        if abs(cents) > BASE_MAX_CENTS:
            raise typer.BadParameter(
                f"--base : {typed} centimes dépassent tout revenu. Allez jusqu’à {BASE_MAX_CENTS}."
            )
        incomes.append(cents)
    return incomes


def _read(file: Path, *, small_rates: bool) -> Scale | Refused:
    """The scale of a file; on a terminal, one asks before refusing rates that look like per cent."""
    from ecot.simulation.scales.reading import BYTES_MAX, NOT_TOML, RATES_SMALL, read_scale

    try:
        if file.stat().st_size > BYTES_MAX:
            return Refused(NOT_TOML, {"why": f"il dépasse {BYTES_MAX // 1_000} ko"})
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return Refused(NOT_TOML, {"why": "il n’est pas en UTF-8"})
    except OSError as closed:
        return Refused(NOT_TOML, {"why": str(closed.strerror or closed)})
    made = read_scale(text, small_rates=small_rates)
    asked = isinstance(made, Refused) and made.reason is RATES_SMALL and on_terminal()
    if isinstance(made, Refused) and asked:
        typer.secho(made.sentence, fg="yellow", err=True)
        if typer.confirm("Garder ces taux tels quels ?", default=False, err=True):
            return read_scale(text, small_rates=True)
    return made


def _tell_contributions(made: Scale, incomes: list[int], *, as_json: bool) -> None:
    from ecot.rules.scale import contribution_on_scale

    amounts = [contribution_on_scale(made, cents) for cents in incomes]
    if as_json:
        show_json({"contributions_cents": amounts})
        return
    from rich.console import Console
    from rich.table import Table

    from ecot.rules.scale_reading import effective_rate_bp, marginal_rate_bp
    from ecot.values.money import format_euros, format_rate

    table = Table(title=made.sentence(), title_justify="left")
    for heading in ("Base", "Cotisation", "Part", "Taux au centime de plus"):
        table.add_column(heading, justify="right")
    for cents, amount in zip(incomes, amounts, strict=True):
        part = effective_rate_bp(made, cents)
        table.add_row(
            format_euros(cents),
            format_euros(amount),
            "–" if part is None else format_rate(part),
            format_rate(marginal_rate_bp(made, cents)),
        )
    Console(width=None if on_terminal() else 120).print(table)


def _facts(made: Scale, allocation_cents: int) -> dict[str, object]:
    """What the scale says by itself, whoever lives there; exact."""
    from ecot.rules.scale_reading import (
        break_even_cents,
        cliffs,
        exact_break_even,
        household_break_even_cents,
        is_monotone,
    )

    exact = exact_break_even(made, allocation_cents)
    until = {"until_cents": BASE_MAX_CENTS // 10**3}
    return {
        "sentence": made.sentence(),
        "scale": made.to_json(),
        "monotone": is_monotone(made),
        "cliffs": [asdict(each) for each in cliffs(made)],
        "allocation_cents": allocation_cents,
        "break_even_base_cents": break_even_cents(made, allocation_cents, **until),
        "break_even_base_unrounded_cents": None if exact is None else float(exact),
        "break_even_income_alone_cents": household_break_even_cents(
            made, allocation_cents, **_ALONE, **until
        ),
    }


def _population(territory: str) -> Population:
    """The area asked, `territory` or `territory/area`, at its last published incomes."""
    from ecot.simulation.population import AREAS
    from ecot.simulation.scenario.parts import Population

    name, _, area = territory.partition("/")
    for (known, part), years in AREAS.items():
        if known == name and area in ("", part):
            return Population(territory=known, area=part, vintage=years[-1])
    names = ", ".join(f"{known}/{part}" for known, part in AREAS)
    message = f"--territory : « {territory[:30]} » n’est pas décrit. Choisissez : {names}."
    raise typer.BadParameter(message)


def _applied(
    made: Scale, population: Population, *, seed: int, count: int
) -> tuple[Applied, tuple[Assumption, ...]]:
    from rich.console import Console

    from ecot.simulation.population import assumptions_of, territory_of
    from ecot.simulation.scales.applying import applied

    waiting = f"Nous tirons {count} foyers…"
    with Console(stderr=True).status(waiting) if on_terminal() else nullcontext():
        found = applied(made, territory_of(population), population, seed=seed, count=count)
        return found, assumptions_of(population)


def _as_answer(found: Applied, population: Population, *, seed: int) -> dict[str, object]:
    return {
        "population": {
            "territory": population.territory,
            "area": population.area,
            "vintage": population.vintage,
            "households_drawn": found.drawn,
            "seed": seed,
            "status": "calculated",
        },
        "brackets": [asdict(each) for each in found.brackets],
        "deciles": [asdict(each) for each in found.deciles],
        "mean_contribution_cents": found.mean_contribution_cents,
        "floor_share": found.held.floor_share,
        "ceiling_share": found.held.ceiling_share,
    }


def _tell(
    made: Scale,
    facts: dict[str, object],
    found: Applied,
    *,
    assumptions: tuple[Assumption, ...],
) -> None:
    from rich.console import Console

    from ecot.cli.scale_tables import by_bracket, by_decile, said, whole

    console = Console(width=None if on_terminal() else 120)
    console.print(by_bracket(found), by_decile(found), sep="\n")
    for sentence in said(made, facts, found):
        typer.echo(sentence)
    drawn = whole(found.drawn)
    typer.echo(f"Calculé — Foyers et moyennes : estimés sur {drawn} foyers tirés, non observés.")
    for each in assumptions:
        typer.secho(f"{each.status.label.capitalize()} — {each.label} : {each.value}", dim=True)
