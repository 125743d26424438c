"""The drawings of a report: figures of `indicators` in, a drawing and its table out.

Each gives (heading, drawing, caption, headings, rows), or nothing where there is nothing to draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ecot.formats.drawings.charts import Fan, Swing, fan, gains, parts_of, tornado
from ecot.formats.drawings.ground import Markup, Share, Tick
from ecot.formats.drawings.shapes import bars, flow
from ecot.simulation.funding.catalogue import sources_of
from ecot.simulation.indicators import Indicator
from ecot.simulation.indicators.numbers import nearest
from ecot.simulation.outcome import Flow, Outcome
from ecot.simulation.report.wording import euro_ticks, percent, signed_euros, whole_euros
from ecot.simulation.sensitivity.one_at_a_time import Bar, Gap
from ecot.values.money import BASIS_POINTS

Figures = Mapping[str, Indicator]
Drawn = tuple[str, Markup, str, tuple[str, ...], tuple[tuple[str, ...], ...]]
_HORIZONS = (12, 36, 60)
_MOST_BARS = 12
_LONGEST_NAME = 16
_TENTHS = ("1 · modestes", "2", "3", "4", "5", "6", "7", "8", "9", "10 · aisés")


def cash(outcome: Outcome, found: Indicator) -> Drawn:
    """The cash, month by month: five quantiles and one draw that has a number."""
    parts = found.parts
    start, months = outcome.scenario.start, outcome.flows.shape[1]
    up = euro_ticks([*parts["p05"], *parts["p95"]])
    across = [
        Tick(rank, start.plus(rank).words)
        for rank in sorted({0, (months - 1) // 2, months - 1})
        if months > 1 or rank == 0
    ]
    caption = (
        "L'argent de la caisse, en euros, à la fin de chaque mois. La moitié des avenirs sont dans la bande foncée,"
        f" neuf sur dix dans la claire ; en pointillé, l'avenir numéro {parts['draw']}."
    )
    drawing = fan(
        Fan(
            **{name: parts[name] for name in ("p05", "p25", "p50", "p75", "p95")},
            path=parts["draw_path"],
        ),
        title=caption,
        across=across if len(across) > 1 else [*across, Tick(1, "")],
        up=up,
        names=("neuf avenirs sur dix", "le milieu"),
    )
    rows = tuple(
        (
            start.plus(rank).words,
            *(whole_euros(parts[name][rank]) for name in ("p05", "p25", "p50", "p75", "p95")),
        )
        for rank in range(0, months, 1 if months <= 24 else 3)  # noqa: PLR2004 (a table that can be read)
    )
    headings = ("Mois", "5 % sont sous", "25 %", "la moitié", "75 %", "95 %")
    return "La trésorerie", drawing, caption, headings, rows


def risk(figures: Figures) -> Drawn | None:
    """The chance of a deficit at the usual horizons, each with its interval."""
    bounds = figures["p_deficit_interval"].parts
    shares, rows = [], []
    for horizon in _HORIZONS:
        value = figures[f"p_deficit_{horizon}"].value
        if not isinstance(value, float):
            continue
        name = f"en {horizon} mois"
        low, high = bounds["low"][horizon - 1], bounds["high"][horizon - 1]
        shares.append(Share(name, round(value * BASIS_POINTS), percent(value)))
        rows.append((name, percent(value), f"{percent(low)} à {percent(high)}"))
    if not shares:
        return None
    shares = [*shares, Share("tous les avenirs", BASIS_POINTS, percent(1.0))]
    caption = "Part des avenirs où la caisse passe sous zéro."
    headings = ("Au plus tard", "Risque", "Intervalle à 95 %")
    return "Le risque", bars(shares, title=caption), caption, headings, tuple(rows)


def deciles(figures: Figures) -> Drawn | None:
    """Who gives and who receives, from the poorest tenth of the territory to the richest."""
    found = figures["net_transfer_by_decile_cents"].rows
    persons = figures["persons_by_decile_share"].value
    told = [(rank, cents) for rank, cents in enumerate(found) if cents is not None]
    if not told:
        return None
    caption = (
        "Ce qu'un foyer gagne (à droite) ou donne (à gauche) par mois : allocation moins cotisation,"
        " par dixième du territoire, du plus modeste au plus aisé."
    )
    drawing = gains(
        [Share(_TENTHS[rank], cents, signed_euros(cents)) for rank, cents in told], title=caption
    )
    parts = persons if isinstance(persons, list) else []
    rows = tuple(
        (
            _TENTHS[rank],
            signed_euros(cents),
            percent(parts[rank]) if rank < len(parts) and isinstance(parts[rank], float) else "",
        )
        for rank, cents in told
    )
    return "Qui gagne, qui donne", drawing, caption, ("Dixième", "Par mois", "Participants"), rows


def flow_of_a_euro(outcome: Outcome) -> Drawn | None:
    """Where a euro comes from and where it goes, over the whole run, mean of the draws."""
    draws = len(outcome.flows)

    def total(column: Flow) -> int:
        return nearest(Fraction(int(outcome.flow(column).sum()), draws))

    labels = {each.id: each.label for each in sources_of(outcome.scenario)}
    by_source = outcome.receipts.sum(axis=(0, 1)).tolist()
    came = [("cotisations", total(Flow.COLLECTED))]
    came += [
        (_short(labels[name]), nearest(Fraction(cents, draws)))
        for name, cents in zip(outcome.source_ids, by_source, strict=True)
    ]
    came.append(("intérêts", max(0, total(Flow.INTEREST))))
    went = [
        ("aux commerces", total(Flow.REIMBURSED)),
        ("aux frais", total(Flow.COSTS)),
        ("emprunts rendus", total(Flow.REPAID)),
    ]
    gap = sum(cents for _, cents in came) - sum(cents for _, cents in went)
    (went if gap >= 0 else came).append(
        ("reste en caisse", gap) if gap >= 0 else ("pris en réserve", -gap)
    )
    came, went = ([each for each in side if each[1] > 0] for side in (came, went))
    whole = sum(cents for _, cents in came)
    if whole <= 0:
        return None
    caption = "D'où vient un euro de la caisse, et où il va, sur toute la durée simulée."
    left, right = (
        [Share(name, cents, percent(cents / whole)) for name, cents in side]
        for side in (came, went)
    )
    rows = tuple(
        (way, name, whole_euros(cents), percent(cents / whole))
        for way, side in (("vient de", came), ("va à", went))
        for name, cents in side
    )
    headings = ("Sens", "Qui", "En tout", "Part")
    return "Le chemin d'un euro", flow(left, right, title=caption), caption, headings, rows


def _short(label: str) -> str:
    """A name that fits beside its bar: its first words."""
    kept = label.partition(" (")[0].partition(" :")[0]
    return kept if len(kept) <= _LONGEST_NAME else f"{kept[:_LONGEST_NAME]}…"


def shares(figures: Figures) -> Drawn | None:
    """Public, private and citizen money, and how concentrated it is."""
    parts = [
        (name, figures[f"received_share_{key}"].value)
        for name, key in (
            ("membres et habitants", "citizen"),
            ("argent public", "public"),
            ("argent privé", "private"),
        )
    ]
    told = [(name, value) for name, value in parts if isinstance(value, float)]
    if not told:
        return None
    caption = "D'où vient l'argent reçu : habitants, argent public, argent privé."
    drawing = parts_of(
        [Share(name, round(value * BASIS_POINTS), percent(value)) for name, value in told],
        title=caption,
    )
    rows = [(name, percent(value)) for name, value in told]
    for key, name in (("largest_funder_share", "le plus gros financeur"),):
        value = figures[key].value
        if isinstance(value, float):
            rows.append((name, percent(value)))
    return "De qui dépend-on", drawing, caption, ("Part de l'argent reçu", ""), tuple(rows)


def what_weighs(found: Sequence[Bar]) -> Drawn:
    """What moves the yearly result most, each end with its interval."""
    shown = list(found)[:_MOST_BARS]
    caption = (
        "Ce qui change le plus le résultat d'une année, quand on va du bas au haut de ce qui est"
        " vraisemblable ; les traits sont les intervalles à 95 %."
    )
    swings = [
        Swing(
            each.factor.label,
            each.at_low.mean_cents,
            each.at_high.mean_cents,
            (each.at_low.low_cents, each.at_low.high_cents),
            (each.at_high.low_cents, each.at_high.high_cents),
            f"{signed_euros(each.at_low.mean_cents)} / {signed_euros(each.at_high.mean_cents)}",
        )
        for each in shown
    ]
    rows = tuple(
        (each.factor.label, *(_with_interval(end) for end in (each.at_low, each.at_high)))
        for each in shown
    )
    headings = ("Ce qui bouge", "Au plus bas", "Au plus haut")
    return "Ce qui pèse le plus", tornado(swings, title=caption, middle=0), caption, headings, rows


def _with_interval(end: Gap) -> str:
    ends = f"{signed_euros(end.low_cents)} à {signed_euros(end.high_cents)}"
    return f"{signed_euros(end.mean_cents)} ({ends})"
