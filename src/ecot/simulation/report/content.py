"""What stands in a report, ready to be set as a page or as a paper: no figure without its status.

`compose` puts it together; `page` and `paper` only set it. A mechanism keeps its law status and warnings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ecot.formats.drawings.ground import Markup
from ecot.simulation.funding.catalogue import law_status_of, sources_of, warnings_of
from ecot.simulation.indicators import Indicator, indicators
from ecot.simulation.outcome import Outcome
from ecot.simulation.report import pictures
from ecot.simulation.report.sentences import sentences
from ecot.simulation.report.thresholds import crossed
from ecot.simulation.report.wording import count, value_words
from ecot.simulation.scenario.sources import LawStatus, Source
from ecot.simulation.scenario.status import Assumption, Status
from ecot.simulation.sensitivity.one_at_a_time import Bar

NOT_KNOWN: tuple[str, ...] = (
    "ce qu'un barème change à l'envie d'adhérer : la loi est ajustée sur des membres, elle n'est pas une cause",
    "si les achats payés par la caisse remplacent d'autres achats, et ce que font les prix",
    "l'effet de l'allocation sur le RSA et les autres aides",
    "si l'administration accepterait de traiter une part des cotisations comme un don",
)
"""What no simulation can say (MODEL §18), printed in every report."""


@dataclass(frozen=True, slots=True)
class Table:
    """The twin of a drawing, or a table of its own: headings, rows, and the words above."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, what it shows, and the same figures as a table."""

    heading: str
    drawing: Markup
    caption: str
    table: Table


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as it is printed: its words, its value, how well it is known, on how many assumptions."""

    label: str
    value: str
    status: Status
    rests_on: int
    why: str


@dataclass(frozen=True, slots=True)
class Payer:
    """A source of the scenario with what the law says of it; its warnings always follow."""

    label: str
    payer: str
    law_status: LawStatus
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report. `origin` names seed, draws, vintage and digest; `partial` says what is missing."""

    title: str
    origin: tuple[tuple[str, str], ...]
    partial: str
    sentences: tuple[str, ...]
    pictures: tuple[Picture, ...]
    figures: tuple[StatedFigure, ...]
    thresholds: Table
    payers: tuple[Payer, ...]
    assumptions: tuple[Assumption, ...]
    not_known: tuple[str, ...]


def compose(
    outcome: Outcome, *, tornado: Sequence[Bar] = (), compared: Picture | None = None
) -> Report:
    """Put a report together; a tornado is drawn only with its intervals.

    `compared` is an earlier forecast of the same caisse beside what came, where there is one.
    """
    figures = indicators(outcome)
    scenario = outcome.scenario
    return Report(
        title=scenario.name,
        origin=_origin(outcome),
        partial=_partial(outcome),
        sentences=sentences(outcome, figures),
        pictures=(*_pictures(outcome, figures, tornado), *([compared] if compared else [])),
        figures=tuple(_stated(each) for each in figures.values()),
        thresholds=Table(*crossed(outcome)),
        payers=tuple(payer_of(each) for each in sources_of(scenario)),
        assumptions=scenario.assumptions,
        not_known=NOT_KNOWN,
    )


def _pictures(
    outcome: Outcome, figures: Mapping[str, Indicator], tornado: Sequence[Bar]
) -> list[Picture]:
    made = [
        pictures.cash(outcome, figures["cash_cents"]),
        pictures.risk(figures),
        pictures.deciles(figures),
        pictures.flow_of_a_euro(outcome),
        pictures.shares(figures),
    ]
    if tornado:
        made.append(pictures.what_weighs(tornado))
    return [
        Picture(heading, drawing, caption, Table(headings, rows))
        for heading, drawing, caption, headings, rows in (each for each in made if each is not None)
    ]


def _origin(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    scenario = outcome.scenario
    population = scenario.population
    return (
        ("Départ", scenario.start.words),
        ("Mois simulés", count(outcome.flows.shape[1])),
        ("Avenirs tirés", count(len(outcome.flows))),
        ("Graine du hasard", str(scenario.seed)),
        (
            "Territoire",
            f"{population.territory} ({population.area}), données de {population.vintage}",
        ),
        ("Empreinte du scénario", outcome.digest),
    )


def _partial(outcome: Outcome) -> str:
    if outcome.complete:
        return ""
    return (
        f"Le calcul a été arrêté : {count(len(outcome.flows))} avenirs entiers sont montrés sur"
        f" {count(outcome.scenario.draws)} demandés."
    )


def _stated(figure: Indicator) -> StatedFigure:
    return StatedFigure(
        figure.label, value_words(figure), figure.status, len(figure.rests_on), figure.why
    )


def payer_of(source: Source) -> Payer:
    """Who pays, under which law, with the warnings of its mechanism."""
    name = source.mechanism
    return Payer(
        label=source.label,
        payer=source.payer.label,
        law_status=source.law_status if name is None else law_status_of(name),
        warnings=() if name is None else warnings_of(name),
    )
