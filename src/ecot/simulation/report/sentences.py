"""The sentences that a report begins with: what is promised, the risk, who pays, for whom, what then.

Each says a figure of `indicators` and nothing else; where a figure is unknown the sentence says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ecot.simulation.indicators.figure import Indicator
from ecot.simulation.indicators.numbers import nearest
from ecot.simulation.outcome import Flow, Outcome
from ecot.simulation.report.wording import count, percent, whole_euros
from ecot.values.money import short_euros

Figures = Mapping[str, Indicator]


def sentences(outcome: Outcome, figures: Figures) -> tuple[str, ...]:
    """Five sentences in plain French, the promise first."""
    return (
        _promise(outcome),
        _risk(outcome, figures),
        _payers(figures),
        _people(figures),
        _then(outcome, figures),
    )


def _promise(outcome: Outcome) -> str:
    last = outcome.flows[:, -1, :]
    draws = len(last)
    households = nearest(Fraction(int(last[:, Flow.HOUSEHOLDS].sum()), draws))
    allocated = nearest(Fraction(int(last[:, Flow.ALLOCATED].sum()), draws))
    if not households:
        return "Dans cet avenir, aucun foyer n'a de place."
    mean = nearest(Fraction(allocated, households))
    end = outcome.scenario.start.plus(outcome.flows.shape[1] - 1)
    return (
        f"En {end.words}, {count(households)} foyers reçoivent {whole_euros(mean)} par mois en"
        f" moyenne : la caisse distribue {whole_euros(allocated)} dans le mois."
    )


def _risk(outcome: Outcome, figures: Figures) -> str:
    draws, months, _ = outcome.flows.shape
    risk = figures["p_deficit"].rows[-1]
    bounds = figures["p_deficit_interval"].parts
    hits = nearest(Fraction(risk) * draws)
    if not hits:
        high = percent(bounds["high"][-1])
        return (
            f"Sur {count(draws)} avenirs tirés au sort, aucun ne passe sous zéro en {months} mois :"
            f" le risque est de {high} au plus."
        )
    low, high = percent(bounds["low"][-1]), percent(bounds["high"][-1])
    word = "avenir passe" if hits == 1 else "avenirs passent"
    return (
        f"Sur {count(draws)} avenirs tirés au sort, {count(hits)} {word} sous zéro en {months} mois :"
        f" un risque de {percent(risk)} (entre {low} et {high})."
    )


def _payers(figures: Figures) -> str:
    shares = [figures[f"received_share_{each}"].value for each in ("citizen", "public", "private")]
    if any(each is None for each in shares):
        return f"Qui paie : {figures['received_share_public'].why}"
    told = [nearest(Fraction(each) * 100) for each in shares if isinstance(each, float)]
    biggest = figures["largest_funder_share"].value
    alone = (
        f" Le plus gros financeur en apporte {percent(biggest)}."
        if isinstance(biggest, float)
        else ""
    )
    return (
        f"Sur 100 € reçus, {told[0]} viennent des membres et des habitants, {told[1]} d'argent public,"
        f" {told[2]} d'argent privé.{alone}"
    )


def _people(figures: Figures) -> str:
    gainers, deciles = figures["net_gainers_share"], figures["net_transfer_by_decile_cents"]
    if gainers.value is None:
        return f"Qui y gagne : {gainers.why}"
    known = [each for each in deciles.rows if each is not None]
    said = f"{percent(float(gainers.number))} des foyers reçoivent plus qu'ils ne donnent"
    if len(known) < 2:  # noqa: PLR2004 (two ends to compare)
        return f"{said}."
    return (
        f"{said} ; par mois, les plus modestes {_gain(known[0])} et les plus aisés"
        f" {_gain(known[-1])} en moyenne."
    )


def _gain(cents: int) -> str:
    return f"gagnent {whole_euros(cents)}" if cents >= 0 else f"donnent {whole_euros(-cents)}"


def _then(outcome: Outcome, figures: Figures) -> str:
    needed, runway = figures["required_mean_contribution_cents"], figures["runway_months"]
    due = int(outcome.flow(Flow.DUE).sum())
    seats = int(outcome.flow(Flow.HOUSEHOLDS).sum())
    parts = []
    if needed.value is not None and seats:
        paid = short_euros(nearest(Fraction(due, seats)))
        wanted = short_euros(max(0, nearest(Fraction(needed.number))))
        parts.append(
            f"Pour équilibrer sans rien changer d'autre, il faudrait {wanted} de cotisation moyenne par"
            f" foyer et par mois ; elle est de {paid}."
        )
    if runway.value is None:
        parts.append(runway.why)
    else:
        end = outcome.scenario.start.plus(int(runway.number) - 1)
        parts.append(f"Avec le seul argent déjà signé, la caisse est vide en {end.words}.")
    return " ".join(parts)
