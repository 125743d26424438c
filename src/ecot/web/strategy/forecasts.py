"""What was foreseen and what came: the forecasts that were kept, drawn beside the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.figures.learning import Row
from ecot.figures.queries import KeptForecast, against_facts, kept_forecasts
from ecot.formats.drawings.charts import Fan, fan
from ecot.formats.drawings.ground import Tick
from ecot.ledger.closing import last_closed
from ecot.simulation.report.content import Picture, Table
from ecot.simulation.report.wording import euro_ticks, whole_euros
from ecot.values.month import Month

NAMES = {
    "paid_cents": _("Cotisations du mois"),
    "spent_cents": _("Dépensé dans les commerces"),
    "wallets_cents": _("Dans les porte-monnaie"),
}


def forecasts(request: HttpRequest) -> HttpResponse:
    """The newest forecast whose months are closed, or the newest at all."""
    kept = kept_forecasts()
    closed = last_closed()
    shown = (_over(kept, closed) or kept)[:1]
    context: dict[str, object] = {"kept": kept, "shown": None}
    if shown:
        rows = shown[0].rows if closed is None else _compared(shown[0].until, closed)
        known = [row for row in rows if row.fact is not None and row.name in NAMES]
        context |= {
            "shown": shown[0],
            "inside": sum(bool(row.is_inside) for row in known),
            "compared": len(known),
            "pictures": [_picture(name, rows) for name in NAMES],
        }
    return render(request, "strategy/forecasts.html", context)


def _over(kept: Sequence[KeptForecast], closed: Month | None) -> list[KeptForecast]:
    """Those whose every month is closed; failing that, those of which one is."""
    if closed is None:
        return []
    whole = [each for each in kept if all(row.month <= closed for row in each.rows)]
    return whole or [each for each in kept if each.rows[0].month <= closed]


@lru_cache(maxsize=8)
def _compared(until: Month, closed: Month) -> tuple[Row, ...]:
    """A closed month takes no new row, so its facts are read once and kept."""
    kept = next(each for each in kept_forecasts() if each.until == until)
    return against_facts(kept, closed)


def _picture(name: str, rows: Sequence[Row]) -> Picture:
    mine = [row for row in rows if row.name == name]
    facts = [row.fact for row in mine if row.fact is not None]
    low, high = [row.low for row in mine], [row.high for row in mine]
    middle = [row.middle for row in mine]
    caption = gettext(
        "La bande claire : ce qui était prévu, quatre fois sur cinq. En pointillé : ce qui est arrivé."
    )
    last = len(mine) - 1
    drawing = fan(
        Fan(p05=low, p25=middle, p50=middle, p75=middle, p95=high, path=facts),
        title=f"{gettext(str(NAMES[name]))}. {caption}",
        across=[Tick(0, mine[0].month.words), Tick(max(last, 1), mine[last].month.words)],
        up=euro_ticks([*low, *high, *facts]),
        names=(gettext("prévu"), gettext("le milieu")),
    )
    table = [
        (
            row.month.words,
            f"{whole_euros(row.low)} – {whole_euros(row.high)}",
            gettext("à venir") if row.fact is None else whole_euros(row.fact),
            "" if row.is_inside is None else "✓" if row.is_inside else "✗",
        )
        for row in mine
    ]
    headings = (gettext("Mois"), gettext("Prévu"), gettext("Arrivé"), gettext("Dedans"))
    return Picture(gettext(str(NAMES[name])), drawing, caption, Table(headings, tuple(table)))


def last_compared() -> Picture | None:
    """The newest forecast whose months are closed, beside the facts, for a report; or nothing."""
    closed = last_closed()
    over = _over(kept_forecasts(), closed)
    if closed is None or not over:
        return None
    told = _picture("spent_cents", _compared(over[0].until, closed))
    caption = f"{told.heading}. {told.caption}"
    return replace(told, heading=gettext("Prévu, puis arrivé"), caption=caption)
