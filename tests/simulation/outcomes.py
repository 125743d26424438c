"""Runs made by hand: a few draws and months whose figures can be worked out on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from ecot.simulation.outcome import Flow, Outcome, Participants
from ecot.simulation.scenario.parts import Costs, Opening, Shops
from ecot.simulation.scenario.scenario import Scenario
from ecot.simulation.scenario.sources import AmountLaw, PayerClass, Source
from ecot.simulation.scenario.status import Assumption
from ecot.values.month import Month


def source(name: str, payer: PayerClass, law: AmountLaw = AmountLaw.FIXED, **said) -> Source:
    return Source(id=name, label=name, payer=payer, law=law, **said)


def scenario(
    *,
    sources: Sequence[Source] = (),
    shops: Sequence[Shops] = (),
    costs: Costs | None = None,
    cash_cents: int = 0,
    assumptions: Sequence[Assumption] = (),
    overdraft: bool = True,
) -> Scenario:
    return Scenario(
        slug="by-hand",
        name="À la main",
        start=Month(2026, 1),
        rules={},
        sources=tuple(sources),
        shops=tuple(shops),
        costs=costs or Costs(),
        opening=Opening(cash_cents=cash_cents),
        assumptions=tuple(assumptions),
        overdraft=overdraft,
    )


def seated(**columns: Sequence[float]) -> Participants:
    """One household per rank; what is not said is one adult with nothing."""
    count = len(next(iter(columns.values())))
    usual = {"weight": 1.0, "adults": 1, "unit_tenths": 10}
    kinds = {"weight": np.float64, "decile": np.int8, "is_poor": np.bool_}
    made: dict[str, Any] = {
        each.name: np.array(
            columns.get(each.name, [usual.get(each.name, 0)] * count),
            dtype=kinds.get(each.name, np.int64),
        )
        for each in fields(Participants)
    }
    return Participants(**made)


def outcome(
    flows: Mapping[Flow, Sequence[Sequence[int]]],
    *,
    of: Scenario | None = None,
    receipts: Mapping[str, Sequence[Sequence[int]]] | None = None,
    signed: Mapping[str, Sequence[Sequence[int]]] | None = None,
    people: Participants | None = None,
) -> Outcome:
    """`flows` and `receipts` by name: draws × months. A source that is not said signed is not."""
    received = receipts or {}
    draws, months = np.shape(next(iter(flows.values())))
    filled = np.zeros((draws, months, len(Flow)), dtype=np.int64)
    for column, amounts in flows.items():
        filled[:, :, column] = amounts
    by_source = np.zeros((2, draws, months, len(received)), dtype=np.int64)
    for rank, name in enumerate(received):
        by_source[0, :, :, rank] = received[name]
        by_source[1, :, :, rank] = (signed or {}).get(name, 0)
    return Outcome(
        scenario=of or scenario(),
        digest="0" * 64,
        first_draw=0,
        flows=filled,
        source_ids=tuple(received),
        receipts=by_source[0],
        signed=by_source[1],
        participants=people or seated(income_cents=[100_000]),
    )
