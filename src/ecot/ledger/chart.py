"""The chart of accounts (French associative chart, ANC 2018-06) and how an account is named.

Pure. Called by recipes, posting and every room that reads a balance. No table enters here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from ecot.values import references
from ecot.values.references import NOBODY, Owner

CAISSE: Final = "caisse"


class Code(StrEnum):
    """The account families of the book."""

    CARRIED_FORWARD = "110"
    DEDICATED = "19"
    GRANT_RECEIVABLE = "441"
    BETWEEN_BODIES = "467"
    WALLET = "4671"
    OWED_TO_SHOP = "4672"
    ORDERED = "4673"
    VOUCHERS = "4674"
    TO_RECOVER = "4675"
    UNIDENTIFIED = "471"
    BANK = "512"
    CASH = "53"
    COST_SERVICES = "62"
    BANK_FEE = "627"
    COST_STAFF = "64"
    ALLOCATION_GRANTED = "6571"
    SHORTFALL = "658"
    DEDICATED_IN = "689"
    GRANT_INCOME = "74"
    GIFT = "7541"
    PATRONAGE = "7542"
    OTHER_BODIES = "755"
    CONTRIBUTION_FREE = "7561"
    CONTRIBUTION = "7562"
    RETURNED = "758"
    DEDICATED_OUT = "789"


GUARDED: Final = frozenset({Code.WALLET})
"""Families whose balance is kept on the account and may not go below its floor."""

DEBIT_NATURED: Final = frozenset(
    {
        Code.GRANT_RECEIVABLE,
        Code.TO_RECOVER,
        Code.BANK,
        Code.CASH,
        Code.COST_SERVICES,
        Code.BANK_FEE,
        Code.COST_STAFF,
        Code.ALLOCATION_GRANTED,
        Code.SHORTFALL,
        Code.DEDICATED_IN,
    }
)
"""Families that grow by debit: their balance is read as debits less credits, all others the reverse."""


@dataclass(frozen=True, slots=True, order=True)
class AccountName:
    """An account: its family, whose it is, and the legal body that keeps it."""

    code: Code
    owner: Owner = NOBODY
    body: str = CAISSE

    @property
    def is_guarded(self) -> bool:
        """Whether its balance may never go below the floor."""
        return self.code in GUARDED

    @property
    def text(self) -> str:
        """The account as a proof writes it: `body:code:owner`."""
        return f"{self.body}:{self.code.value}:{self.owner}"


def sense(code: Code) -> int:
    """+1 for a family that grows by credit, −1 for one that grows by debit."""
    return -1 if code in DEBIT_NATURED else 1


def wallet(household_id: UUID) -> AccountName:
    """The MonA of a household."""
    return AccountName(Code.WALLET, references.household(household_id))


def owed_to_shop(shop_id: UUID) -> AccountName:
    """What the caisse owes a shop (below zero: what the shop owes)."""
    return AccountName(Code.OWED_TO_SHOP, references.shop(shop_id))


def contribution_of(household_id: UUID) -> AccountName:
    """The contributions received for a household."""
    return AccountName(Code.CONTRIBUTION, references.household(household_id))


def to_recover(household_id: UUID) -> AccountName:
    """What was allocated by error to a household and is already spent."""
    return AccountName(Code.TO_RECOVER, references.household(household_id))


def bank(slug: str) -> AccountName:
    """A bank account."""
    return AccountName(Code.BANK, references.bank(slug))


def desk(slug: str) -> AccountName:
    """A cash desk."""
    return AccountName(Code.CASH, references.bank(slug))


def of_grant(code: Code, grant_id: UUID) -> AccountName:
    """An account of a grant: receivable, income, dedicated fund."""
    return AccountName(code, references.grant(grant_id))
