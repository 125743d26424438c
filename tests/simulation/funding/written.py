"""Sources and scenarios written in one line."""

from __future__ import annotations

from typing import Any

from ecot.simulation.funding.receipts import Receipts, receipts
from ecot.simulation.scenario.parts import Costs
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import AmountLaw, PayerClass, Source
from ecot.values.month import Month

PLAIN = Costs(audit_year_cents=0, file_cents=0)
FIELDS = {"amounts", "payer", "group", "correlation_bp", "may_back_food", "law_status"}
FIELDS |= {"from_month", "until_month", "obtain_bp", "renew_bp", "lag_months", "cost_bp"}
FIELDS |= {"mechanism"}


def source(name: str, law: AmountLaw, **said: Any) -> Source:
    """A source; what is not a field of it is one of its amounts."""
    fields = {key: value for key, value in said.items() if key in FIELDS}
    amounts = {key: value for key, value in said.items() if key not in FIELDS}
    return Source(
        id=name,
        label=name,
        law=law,
        amounts=amounts,
        **{"payer": PayerClass.PUBLIC, **fields},
    )


def future(*sources: Source, **said: Any) -> Scenario:
    """A scenario with these sources, from January 2026."""
    plain = {"start": Month(2026, 1), "months": 36, "rules": {}, "costs": PLAIN}
    return Scenario(slug="a", name="A", sources=sources, **{**plain, **said})


def received(*sources: Source, draws: int = 1, **said: Any) -> Receipts:
    """What these sources bring in the first draws."""
    return receipts(future(*sources, **said), first_draw=0, draws=draws)
