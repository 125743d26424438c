"""What a household spent in a day: read from its own lines, whatever the database believes of the book."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from django.db import connection

from ecot.ledger.balances import spent_on
from ecot.ledger.kinds import EntryKind
from ecot.ledger.posting import post
from ecot.ledger.recipes import refund
from tests.ledger.conftest import DURAND, FOURNIL, MARTIN, act, pay

DAY = act("any").on


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_a_day_is_its_sales_less_what_came_back() -> None:
    sale = pay(DURAND, FOURNIL, 30_00, "till-1")
    pay(DURAND, FOURNIL, 12_00, "till-2")
    back = refund(DURAND, FOURNIL, 10_00)
    post(act("back"), EntryKind.REFUND, back, refunds=sale.entry_id)
    assert spent_on(DURAND, DAY) == 32_00
    assert spent_on(MARTIN, DAY) == 0


@pytest.mark.usefixtures("funded")
@pytest.mark.django_db
def test_no_plan_walks_every_sale_of_the_book() -> None:
    """Before its first statistics, PostgreSQL took all sales by their kind and looked for the wallet's."""
    asked: list[tuple[str, Sequence[str]]] = []

    def kept(
        execute: Callable[..., object], sql: str, params: Sequence[str], *rest: object
    ) -> object:
        asked.append((sql, params))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(kept):
        spent_on(DURAND, DAY)
    ((sql, params),) = asked
    explain = "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            explain = "EXPLAIN"
            cursor.execute("SET LOCAL enable_seqscan = off")  # a small book is read whole
        cursor.execute(f"{explain} {sql}", params)
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert "by_debit" in plan, plan
    assert "entry_by_kind" not in plan, plan
    assert "SCAN" not in plan, plan
