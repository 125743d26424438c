"""The locks of wallets: taken before anything is decided, in one order whoever asks.

Called by every deed that looks at a wallet before it moves it. Shops and system accounts are never
locked. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from ecot.ledger import chart, refusals
from ecot.ledger.chart import Code
from ecot.records.statements import said
from ecot.values.references import identity_of
from ecot.values.refusal import refuse

WALLETS_AT_ONCE = 1_000


def lock_wallet(household_id: UUID) -> int:
    """Lock a household's wallet until the end of the transaction; its balance in cents.

    The only lock of a payment. Refuses UNKNOWN_WALLET.
    """
    return lock_wallets([household_id])[household_id]


def lock_wallets(household_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Lock several wallets until the end of the transaction; the balance of each, in cents.

    In the order of their accounts, so that two deeds never wait for each other. On SQLite the
    immediate transaction holds them already. Refuses UNKNOWN_WALLET.
    """
    wanted = set(household_ids)
    owners = [str(chart.wallet(household_id).owner) for household_id in wanted]
    rows = _locked(owners) if connection.vendor == "postgresql" else _read(owners)
    found = {identity_of(owner): cents for owner, cents in rows}
    if len(found) < len(wanted):
        raise refuse(refusals.UNKNOWN_WALLET)
    return found


def _locked(owners: list[str]) -> list[tuple[str, int]]:
    return said(
        "SELECT account_owner, cents FROM ledger_lock_accounts(%s, %s, %s)",
        [chart.CAISSE, Code.WALLET.value, owners],
    )


def _read(owners: list[str]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for start in range(0, len(owners), WALLETS_AT_ONCE):
        some = owners[start : start + WALLETS_AT_ONCE]
        holes = ", ".join(["%s"] * len(some))
        found += said(
            "SELECT owner, balance_cents FROM ledger_account WHERE body = %s AND code = %s"
            f" AND owner IN ({holes})",
            [chart.CAISSE, Code.WALLET.value, *some],
        )
    return found
