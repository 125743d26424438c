"""What a source is worth that brings no euro: lent staff, goods, credit that lapses.

`report` prints it beside the receipts, never among them: lapsed credit is already cash that no shop asks for.
"""

from __future__ import annotations

from ecot.simulation.scenario.sources import AmountLaw, Source
from ecot.values.money import share


def worth_year_cents(source: Source, *, issued_cents: int, wallets_cents: int) -> int:
    """What a source in kind is worth a year, for so much credit issued a year and so much in wallets.

    units · min(value, cap) + a part of the credit issued + a part of the wallets, each half up.
    """
    assert source.law is AmountLaw.IN_KIND, "only what brings no euro"
    amounts = source.amounts
    given = amounts["units_count"] * min(amounts["worth_year_cents"], amounts["cap_year_cents"])
    lapsed = share(issued_cents, amounts["worth_share_bp"])
    return given + lapsed + share(wallets_cents, amounts["worth_float_bp"])
