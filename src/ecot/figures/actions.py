"""Keep a forecast: once for each month at its end, for ever, so that no one foresees afterwards."""

from __future__ import annotations

from datetime import datetime

from ecot.figures.learning import AHEAD, SEED, Learnt, learn
from ecot.figures.models import Forecast
from ecot.ledger.closing import last_closed
from ecot.records.deed import deed
from ecot.values.act import Act, canonical
from ecot.values.month import Month
from ecot.values.references import SYSTEM
from ecot.values.refusal import RefusalError, Refused


@deed
def keep_forecast(act: Act, *, until: Month) -> int:
    """Keep what is foreseen at the end of a month; the first forecast of a month is the only one.

    Gives its number. Refused: what `learn` refuses.
    """
    key = f"forecast:{until}"
    earlier = Forecast.objects.filter(key=key).first()
    if earlier is not None:
        return earlier.pk
    found = learn(until)
    if isinstance(found, Refused):
        raise RefusalError(found)
    row = Forecast.objects.create(
        cut_month=until.first_day,
        months=AHEAD,
        seed=SEED,
        learnt=canonical(_learnt(found)),
        foreseen=canonical({"rows": _rows(found)}),
        kept_by=act.actor,
        kept_at=act.at,
        key=key,
    )
    return row.pk


def keep_after_closing(at: datetime) -> int:
    """The job: keep the forecast of the last closed month if there is none yet; how many were kept."""
    month = last_closed()
    if month is None or Forecast.objects.filter(key=f"forecast:{month}").exists():
        return 0
    return int(not isinstance(keep_forecast(Act(SYSTEM, at), until=month), Refused))


def _learnt(found: Learnt) -> dict[str, object]:
    known = found.known
    return {
        "leaving": [known.leaving.hits, known.leaving.misses],
        "unpaid": [known.unpaid.hits, known.unpaid.misses],
        "slow": [known.slow.hits, known.slow.misses],
        "slow_bp": known.slow_bp,
        "pledge_mean_cents": None if found.mean_cents is None else round(found.mean_cents),
    }


def _rows(found: Learnt) -> list[list[object]]:
    return [[row.name, row.month.first_day, row.low, row.middle, row.high] for row in found.rows]
