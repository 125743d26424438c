"""Between which account families each kind of entry moves money, and which rules it must name.

Pure. The checks hold the book to it; a test holds it to the recipes. A kind that is missing here has
no recipe: an entry of that kind is an offender.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ecot.ledger.chart import Code
from ecot.ledger.kinds import EntryKind

Shape = Callable[[str, str], bool]

_MONEY: Final = frozenset({Code.BANK, Code.CASH})
_COSTS: Final = frozenset({Code.COST_SERVICES, Code.COST_STAFF, Code.BANK_FEE})
_INCOMES: Final = frozenset({Code.GIFT, Code.PATRONAGE, Code.OTHER_BODIES})
_Families = frozenset[Code] | Code


def _families(some: _Families) -> frozenset[Code]:
    return frozenset({some}) if isinstance(some, Code) else some


def _between(*ways: tuple[_Families, _Families]) -> Shape:
    pairs = frozenset(
        (debit.value, credit.value)
        for debited, credited in ways
        for debit in _families(debited)
        for credit in _families(credited)
    )
    return lambda debit, credit: (debit, credit) in pairs


def _against_forward(debit: str, credit: str) -> bool:
    """Moving in: any account against what is carried forward."""
    return Code.CARRIED_FORWARD.value in {debit, credit}


SHAPES: Final[Mapping[EntryKind, Shape]] = {
    EntryKind.OPENING_BALANCE: _against_forward,
    EntryKind.CONTRIBUTION_RECEIVED: _between((_MONEY, Code.CONTRIBUTION)),
    EntryKind.RECEIPT_UNIDENTIFIED: _between((_MONEY, Code.UNIDENTIFIED)),
    EntryKind.RECEIPT_MATCHED: _between((Code.UNIDENTIFIED, Code.CONTRIBUTION)),
    EntryKind.CONTRIBUTION_RETURNED: _between((Code.CONTRIBUTION, _MONEY), (Code.BANK_FEE, _MONEY)),
    EntryKind.CASH_BANKED: _between((Code.BANK, Code.CASH)),
    EntryKind.CASH_DIFFERENCE: _between((Code.CASH, Code.RETURNED), (Code.SHORTFALL, Code.CASH)),
    EntryKind.RUNNING_COST: _between((_COSTS, _MONEY)),
    EntryKind.ALLOCATION: _between((Code.ALLOCATION_GRANTED, Code.WALLET)),
    EntryKind.UNSPENT_RETURNED: _between((Code.WALLET, Code.RETURNED)),
    EntryKind.TILL_PAYMENT: _between((Code.WALLET, Code.OWED_TO_SHOP)),
    EntryKind.REFUND: _between((Code.OWED_TO_SHOP, Code.WALLET)),
    EntryKind.WALLET_MOVED: _between((Code.WALLET, Code.WALLET)),
    EntryKind.ALLOCATION_RECOVERED: _between(
        (Code.WALLET, Code.ALLOCATION_GRANTED), (Code.TO_RECOVER, Code.ALLOCATION_GRANTED)
    ),
    EntryKind.RECOVERY_TAKEN: _between((Code.WALLET, Code.TO_RECOVER)),
    EntryKind.RECOVERY_FORGIVEN: _between((Code.ALLOCATION_GRANTED, Code.TO_RECOVER)),
    EntryKind.REMITTANCE_ORDERED: _between(
        (Code.OWED_TO_SHOP, Code.ORDERED), (Code.OWED_TO_SHOP, Code.RETURNED)
    ),
    EntryKind.REMITTANCE_EXECUTED: _between((Code.ORDERED, _MONEY)),
    EntryKind.REMITTANCE_RETURNED: _between(
        (_MONEY | {Code.ORDERED}, Code.OWED_TO_SHOP), (Code.RETURNED, Code.OWED_TO_SHOP)
    ),
    EntryKind.VOUCHERS_ISSUED: _between((Code.WALLET, Code.VOUCHERS)),
    EntryKind.VOUCHERS_USED: _between((Code.VOUCHERS, Code.OWED_TO_SHOP)),
    EntryKind.VOUCHERS_LOST: _between((Code.VOUCHERS, frozenset({Code.WALLET, Code.RETURNED}))),
    EntryKind.SHORTFALL_ACCEPTED: _between((Code.SHORTFALL, Code.OWED_TO_SHOP)),
    EntryKind.GRANT_SIGNED: _between((Code.GRANT_RECEIVABLE, Code.GRANT_INCOME)),
    EntryKind.GRANT_RECEIVED: _between((_MONEY, Code.GRANT_RECEIVABLE)),
    EntryKind.GRANT_SET_ASIDE: _between((Code.DEDICATED_IN, Code.DEDICATED)),
    EntryKind.GRANT_TAKEN_BACK: _between((Code.DEDICATED, Code.DEDICATED_OUT)),
    EntryKind.GRANT_GIVEN_BACK: _between((Code.GRANT_INCOME, _MONEY)),
    EntryKind.OTHER_INCOME: _between((_MONEY, _INCOMES | {Code.GRANT_INCOME})),
}
"""Every kind but a reversal, whose lines mirror those of the entry that it undoes."""

NAMES_RULES: Final[Mapping[str, frozenset[str]]] = {
    EntryKind.ALLOCATION.value: frozenset({"allocation"}),
    EntryKind.TILL_PAYMENT.value: frozenset({"payment", "accreditation"}),
    EntryKind.REFUND.value: frozenset({"payment", "accreditation"}),
    EntryKind.REMITTANCE_ORDERED.value: frozenset({"reimbursement"}),
}
"""The rules that an entry of a kind must name."""
